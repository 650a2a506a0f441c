//! What is trusted rather than proved. The words are written here; numbers, versions and lists of files are computed, and
//! every file that the words refer to must exist.

use verinoise_audit::{Audit, Notice, Part, Role, Source, Trusted};

use crate::Result;
use crate::tree::Tree;

/// Which part of the runtime a module of the crate belongs to; one that is not listed belongs to the typed interface.
const MODULES: [(&str, &[&str]); 4] = [
    (ARITHMETIC, &["arithmetic"]),
    (BYTES, &["bytes"]),
    (GENERATOR, &["rng"]),
    (CALIBRATION, &["privacy"]),
];
const ARITHMETIC: &str = "Arithmetic";
const BYTES: &str = "Sources of bytes";
const GENERATOR: &str = "The generator for production";
const CALIBRATION: &str = "Privacy parameters";
const INTERFACE: &str = "The typed interface";
const C_LIBRARY: &str = "The C library";
const COMMAND_LINE: &str = "The command line";

/// Itemises the trusted base.
pub fn itemise(tree: &Tree, audit: &Audit) -> Result<Vec<Trusted>> {
    let runtime = |part: &str| {
        files(audit, |source| source.role == Role::Runtime && part_of(&source.path) == part)
    };
    let items = vec![
        kernel(),
        axioms(audit),
        definitions(audit, tree)?,
        printer(audit, tree)?,
        arithmetic(runtime(ARITHMETIC)),
        big_integers(tree)?,
        bytes(runtime(BYTES)),
        generator(runtime(GENERATOR)),
        calibration(runtime(CALIBRATION)),
        interface(runtime(INTERFACE)),
        c_library(runtime(C_LIBRARY)),
        command_line(runtime(COMMAND_LINE)),
        compiler(tree)?,
        randomness(),
    ];
    for notice in items.iter().flat_map(|item| &item.notices) {
        let command = notice.by.strip_prefix("./check ");
        let exists = match command {
            Some(part) => tree.text("check")?.contains(&format!("    {part}")),
            None => !notice.by.contains('/') || tree.exists(&notice.by),
        };
        if !exists {
            return Err(format!("the trusted base refers to {}, which is not there", notice.by));
        }
    }
    Ok(items)
}

/// The part of the runtime that a file belongs to.
fn part_of(path: &str) -> &'static str {
    let Some(name) = path.strip_prefix("samplers/src/") else {
        return if path.starts_with("ffi/") { C_LIBRARY } else { COMMAND_LINE };
    };
    let module = name.split('/').next().unwrap_or(name);
    let module = module.strip_suffix(".rs").unwrap_or(module);
    let part = MODULES.iter().find(|(_, modules)| modules.contains(&module));
    part.map_or(INTERFACE, |(part, _)| part)
}

fn files(audit: &Audit, filter: impl Fn(&&Source) -> bool) -> Vec<Part> {
    let sources = audit.sources.iter().filter(filter);
    sources.map(|source| Part { path: source.path.clone(), lines: source.code }).collect()
}

fn lines(files: &[Part]) -> String {
    format!("{} lines", files.iter().map(|part| part.lines).sum::<usize>())
}

fn notice(by: &str, why: &str) -> Notice {
    Notice { by: by.into(), why: why.into() }
}

fn item(title: &str, size: String, what: &str, wrong: &str) -> Trusted {
    Trusted {
        title: title.into(),
        size,
        what: what.into(),
        wrong: wrong.into(),
        notices: Vec::new(),
        files: Vec::new(),
    }
}

fn kernel() -> Trusted {
    Trusted {
        notices: vec![
            notice(
                "./check proofs",
                "`coqchk`, a separate program, checks every compiled proof again, from the libraries \
                    up. It shares parts with the kernel: it finds what tactics or a stale file might smuggle in, not a \
                    flaw in the theory itself",
            ),
            notice(
                "tests/tests/enumeration.rs",
                "a distribution that is wrong in spite of its theorem would show, if by more than the enumeration leaves unexplored",
            ),
        ],
        ..item(
            "Rocq's kernel",
            "not ours".into(),
            "Checks every proof.",
            "A false statement could be accepted as a theorem.",
        )
    }
}

fn axioms(audit: &Audit) -> Trusted {
    let names: Vec<String> = audit
        .axioms
        .iter()
        .map(|axiom| format!("`{}` ({} claims)", axiom.name, axiom.claims))
        .collect();
    let what = format!(
        "Statements that the proofs take for granted. All are the standard library's, none is ours: {}.",
        names.join(", ")
    );
    Trusted {
        notices: vec![notice(
            "./check proofs",
            "lists the axioms of each claim, by the kernel and by `coqchk`, and fails on any that is not one of these",
        )],
        ..item(
            "Axioms",
            format!("{} axioms", audit.axioms.len()),
            &what,
            "If they contradicted each other, anything could be proved. They are the usual classical mathematics, and are \
             known to be consistent relative to set theory.",
        )
    }
}

fn definitions(audit: &Audit, tree: &Tree) -> Result<Trusted> {
    let golden = tree.text("proofs/golden/definitions.txt")?;
    let files: Vec<Part> = golden
        .split("=== ")
        .skip(1)
        .map(|section| {
            let mut lines = section.lines().filter(|line| !line.is_empty());
            Part { path: lines.next().unwrap_or_default().to_owned(), lines: lines.count() }
        })
        .collect();
    let count = audit.definitions.iter().filter(|d| d.names().next().is_some()).count();
    Ok(Trusted {
        notices: vec![
            notice(
                "proofs/Claims",
                "reading them is what an audit is; each theorem stands under a paragraph of English",
            ),
            notice(
                "./check proofs",
                "none of them, and no statement, changes unseen: `proofs/golden` holds them all, and \
                    one explicit command accepts a change",
            ),
            notice(
                "tests/tests/enumeration.rs",
                "the closed forms are written a second time, in Rust \
                    (`tests/src/law.rs`), and the running code is compared with those",
            ),
        ],
        size: lines(&files),
        files,
        ..item(
            "Definitions that the claims rest on",
            String::new(),
            &format!(
                "What a probability mass function is, what the language and its machine mean, what the closed forms are: \
                 {count} definitions. A theorem says no more than they do."
            ),
            "A theorem would be true, and about something else: say, a closed form that is not the discrete Gaussian.",
        )
    })
}

fn printer(audit: &Audit, tree: &Tree) -> Result<Trusted> {
    let files = files(audit, |source| source.role == Role::Printer);
    let mut notices = vec![
        notice(
            "tests/tests/golden.rs",
            "Rocq evaluates the terms on thousands of byte strings; the printed Rust must \
                give the same values and read the same bytes, in three arithmetics",
        ),
        notice(
            "tests/tests/enumeration.rs",
            "the printed Rust, run on all short byte strings, must have the closed form",
        ),
        notice(
            "proofs/Claims/Export.v",
            "`reachable_resolved` and `functions_unique`: one name, one body, for every call",
        ),
    ];
    if tree.text("check")?.contains("    mutants)") {
        notices.push(notice(
            "./check mutants",
            "plants errors in the printer, among others, and shows which check \
                             catches each",
        ));
    }
    Ok(Trusted {
        notices,
        size: lines(&files),
        files,
        ..item(
            "The printer",
            String::new(),
            "Turns the terms into Rust. That the Rust does what the term means is tested, not proved.",
            "The Rust would be another program than the one that the theorems are about: operands exchanged, a loop's \
             variables assigned in the wrong order. rustc rejects what is no program at all.",
        )
    })
}

fn arithmetic(files: Vec<Part>) -> Trusted {
    Trusted {
        notices: vec![
            notice(
                "samplers/src/arithmetic/certificate.rs",
                "every quotient and every root is checked when it is computed (`n = q d + r`, \
                    `r < d`); a wrong one is an error, not a sample",
            ),
            notice(
                "samplers/tests/arithmetic.rs",
                "each operation against an independent library (`dashu-int`), on numbers \
                    around the limits of words and on random ones",
            ),
            notice(
                "samplers/tests/agreement.rs",
                "words, double words and numbers of any size give one answer on the same \
                    bytes",
            ),
            notice("tests/tests/golden.rs", "values that Rocq computed"),
        ],
        size: lines(&files),
        files,
        ..item(
            ARITHMETIC,
            String::new(),
            "Natural and integer numbers with the operations of Rocq's `N` and `Z`, written by hand: machine words that \
             report overflow, and numbers of any size.",
            "Samples would be biased wherever the wrong result is used. A wrong bignum quotient once did that to a \
             sampler that had been proved correct.",
        )
    }
}

fn big_integers(tree: &Tree) -> Result<Trusted> {
    Ok(Trusted {
        notices: vec![
            notice(
                "samplers/src/arithmetic/certificate.rs",
                "its quotients and roots are checked when they are computed",
            ),
            notice(
                "samplers/tests/arithmetic.rs",
                "sums, products and comparisons against `dashu-int`",
            ),
        ],
        ..item(
            "num-bigint",
            format!("version {}", tree.locked("verinoise", "num-bigint")?),
            "Arithmetic above 2^128, which is needed for unusual parameters only.",
            "As for our own arithmetic, where numbers are that large.",
        )
    })
}

fn bytes(files: Vec<Part>) -> Trusted {
    Trusted {
        notices: vec![
            notice(
                "samplers/tests/sources.rs",
                "every byte of the generator is used once and in order; after a fault the \
                    same bytes are read again; a generator that fails, at each of its calls in turn",
            ),
            notice(
                "samplers/tests/stability.rs",
                "fixed seeds give the samples that they always gave",
            ),
            notice(
                "tests/tests/statistics.rs",
                "samples that depend on each other: correlation of consecutive samples and \
                    of their squares",
            ),
        ],
        size: lines(&files),
        files,
        ..item(
            BYTES,
            String::new(),
            "Pass a generator's bytes on to the samplers, and replay them when machine words were too small.",
            "Bytes used twice, or dropped depending on their value: samples would depend on each other or be biased.",
        )
    }
}

fn generator(files: Vec<Part>) -> Trusted {
    Trusted {
        notices: vec![
            notice(
                "samplers/tests/rng.rs",
                "a key gives so many bytes and no more; a refused key is an error; a forked process \
                    takes nothing along, and is asked for before each sample",
            ),
            notice(
                "samplers/tests/sources.rs",
                "what comes out of a generator reaches the samplers once and in order",
            ),
            notice(
                "ffi/clients/forks.c",
                "a parent and 64 children, forked in six situations, never draw the same sample",
            ),
        ],
        size: lines(&files),
        files,
        ..item(
            GENERATOR,
            String::new(),
            "ChaCha20, keyed and keyed again by the operating system; for those who do not bring a generator of their own.",
            "The same noise in two processes, or noise that can be computed by who learns an old key.",
        )
    }
}

fn calibration(files: Vec<Part>) -> Trusted {
    Trusted {
        notices: vec![
            notice(
                "samplers/tests/privacy.rs",
                "hundreds of values that another library computed to 60 digits: never on the wrong side of them, and \
                    within the stated distance",
            ),
            notice(
                "benches/accountants/RESULTS.md",
                "the conversion beside OpenDP's and Google's accountants, on a grid",
            ),
        ],
        size: lines(&files),
        files,
        ..item(
            CALIBRATION,
            String::new(),
            "Computes the parameters of noise from privacy goals, and privacy from parameters, in exact or enclosed arithmetic.",
            "Right samples, with too little or too much noise for the privacy that was asked for.",
        )
    }
}

fn interface(files: Vec<Part>) -> Trusted {
    Trusted {
        notices: vec![
            notice(
                "samplers/tests/agreement.rs",
                "the typed samplers give what the exported functions give on numbers of \
                    any size, for random parameters and bytes; never a fault",
            ),
            notice(
                "samplers/tests/api.rs",
                "every bad parameter is an error; a value out of range is an error",
            ),
            notice("tests/tests/golden.rs", "the typed samplers replay the golden tapes as well"),
            notice(
                "tests/tests/statistics.rs",
                "a million typed samples of each of eleven distributions",
            ),
        ],
        size: lines(&files),
        files,
        ..item(
            INTERFACE,
            String::new(),
            "Checks parameters, which establishes the preconditions of the theorems; picks an arithmetic; converts \
             results.",
            "Right samples of the wrong distribution (numerator and denominator exchanged), or a value that wraps.",
        )
    }
}

fn c_library(files: Vec<Part>) -> Trusted {
    Trusted {
        notices: vec![
            notice(
                "ffi/tests/abi/bad_input.rs",
                "a table of bad numbers, pointers, lengths and handles: a code each time, and nothing written",
            ),
            notice(
                "ffi/tests/abi/faults.rs",
                "a source that fails at every call; and a seed gives the samples that the Rust crate gives",
            ),
            notice(
                "ffi/clients/run",
                "programs in C, C++, Python and SQL; the C ones also under AddressSanitizer and valgrind",
            ),
            notice("fuzz/src/calls.rs", "random calls of all functions"),
        ],
        size: lines(&files),
        files,
        ..item(
            C_LIBRARY,
            String::new(),
            "Hands the typed samplers to C. The only part with unsafe code, each piece of it with its reason.",
            "Memory of the caller that is overwritten, noise in the wrong place, or parent and child with the same noise.",
        )
    }
}

fn command_line(files: Vec<Part>) -> Trusted {
    Trusted {
        notices: vec![
            notice(
                "cli/tests/noise.rs",
                "what is around the noisy column comes out as it went in; the noise is that of the samplers",
            ),
            notice(
                "cli/tests/bad_input.rs",
                "each mistake has its message, and nothing half-written",
            ),
            notice("fuzz/src/tables.rs", "no byte of a table is lost, however it arrives"),
        ],
        size: lines(&files),
        files,
        ..item(
            COMMAND_LINE,
            String::new(),
            "Reads tables, picks parameters, writes tables. Only for those who use it.",
            "Noise on the wrong column, or a true count that stays in the table.",
        )
    }
}

fn compiler(tree: &Tree) -> Result<Trusted> {
    Ok(Trusted {
        notices: vec![notice(
            "tests/tests/golden.rs",
            "run with your compiler and on your machine, it compares with values that Rocq computed",
        )],
        ..item(
            "The Rust compiler, and what runs its output",
            format!("Rust {} or later", tree.rust_version()?),
            "rustc, LLVM, the operating system, the processor.",
            "The machine would do something else than the Rust text says.",
        )
    })
}

fn randomness() -> Trusted {
    Trusted {
        notices: vec![notice(
            "nothing here",
            "no test can tell a good generator from a bad one that looks good; use the operating system's, or a \
             cryptographic one that it seeded",
        )],
        ..item(
            "Your random bytes",
            "not ours".into(),
            "The theorems say what comes out if bytes are uniform and independent.",
            "Who can predict the bytes can subtract the noise.",
        )
    }
}
