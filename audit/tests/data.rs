//! The data that comes with the crate: whole, and consistent with the Rust that is checked in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use verinoise_audit::{Audit, DATA, Role, sha256};

fn audit() -> Audit {
    Audit::embedded().expect("data")
}

#[test]
fn data_reads_and_writes_the_same() {
    let text = serde_json::to_string_pretty(&audit()).expect("JSON");
    assert_eq!(format!("{text}\n"), DATA);
}

#[test]
fn the_version_is_this_one() {
    assert_eq!(audit().version, env!("CARGO_PKG_VERSION"));
}

#[test]
fn names_are_names_of_something() {
    let audit = audit();
    let definitions: BTreeSet<&str> =
        audit.definitions.iter().map(|definition| definition.id.as_str()).collect();
    assert_eq!(definitions.len(), audit.definitions.len(), "two definitions of one name");
    for definition in &audit.definitions {
        assert!(!definition.name.is_empty(), "{}", definition.id);
        assert!(
            definition.uses.iter().all(|id| definitions.contains(id.as_str())),
            "{}",
            definition.id
        );
    }
    for function in &audit.functions {
        assert!(function.calls.iter().all(|name| audit.function(name).is_some()));
        assert!(function.claims.iter().all(|name| audit.claim(name).is_some()));
        assert!(
            function.tests.iter().all(|test| audit.suites.iter().any(|s| s.path == test.suite))
        );
        for part in [&function.rust, &function.rocq] {
            let whole = audit.source(&part.file).and_then(|source| source.text.as_deref());
            assert!(whole.expect("a text").contains(&part.text), "{}", function.name);
        }
        assert_eq!(sha256(function.rust.text.as_bytes()), function.sha256);
    }
    for claim in &audit.claims {
        assert!(!claim.paragraph.is_empty() && !claim.statement.is_empty(), "{}", claim.name);
        assert!(claim.mentions.iter().all(|name| audit.function(name).is_some()));
        assert!(claim.uses.iter().all(|id| definitions.contains(id.as_str())), "{}", claim.name);
        assert!(
            claim.axioms.iter().all(|name| audit.axioms.iter().any(|axiom| axiom.name == *name))
        );
    }
    for source in &audit.sources {
        assert!(source.requires.iter().all(|path| audit.source(path).is_some()), "{}", source.path);
        assert_eq!(source.text.is_none(), source.role == Role::Proof, "{}", source.path);
    }
}

#[test]
fn claims_rest_on_what_their_definitions_rest_on() {
    let audit = audit();
    let rests_on = |name: &str| {
        let (definitions, outside) = audit.rests_on(audit.claim(name).expect(name));
        let names: BTreeSet<&str> =
            definitions.into_iter().map(|definition| definition.name.as_str()).collect();
        (names, outside)
    };
    // The bound speaks of the probability that a proposal is kept, which local definitions spell out.
    let (names, outside) = rests_on("gaussian_by_rejection_bytes");
    for name in [
        "acceptance",
        "keep",
        "distance",
        "laplace_mass",
        "bytes_within",
        "gaussian_by_rejection",
        "laplace",
    ] {
        assert!(names.contains(name), "{name} not in {names:?}");
    }
    assert!(!names.contains("gaussian_mass") && !names.contains("pure_dp"), "{names:?}");
    assert!(outside.contains("Coq.Reals.Rtrigo_def.exp"), "{outside:?}");
    // A statement about the machine alone has nothing of probabilities in it.
    let (names, _) = rests_on("outputs_functional");
    assert!(names.contains("outputs") && names.contains("run"), "{names:?}");
    assert!(!names.contains("tsum") && !names.contains("pmf"), "{names:?}");
}

#[test]
fn every_function_has_its_claims_and_tests() {
    let audit = audit();
    assert!(audit.functions.len() >= 12);
    for function in &audit.functions {
        let claimed = |kind: &str| {
            let name = format!("{}_{kind}", function.name);
            function.claims.iter().filter(|claim| **claim == name).count()
        };
        // A checker has a claim of what its answer implies in place of a distribution.
        assert_eq!(claimed("pmf") + claimed("sound"), 1, "{}", function.name);
        for kind in ["terminates", "tape", "bytes"] {
            assert_eq!(claimed(kind), 1, "{}: {kind}", function.name);
        }
        assert!(function.golden_tapes >= 100, "{}", function.name);
        assert!(function.tests.iter().any(|test| test.suite.ends_with("enumeration.rs")));
    }
}

/// The exported files are those of the crate beside this one. The other sources change more often than an audit is made.
#[test]
fn exported_files_are_the_audited_ones() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let audit = audit();
    for source in audit.sources.iter().filter(|source| source.role == Role::Exported) {
        let bytes = fs::read(root.join(&source.path)).expect("an exported file");
        assert_eq!(
            Some(&sha256(&bytes)),
            audit.files.get(&source.path),
            "{}: ./check accept",
            source.path
        );
    }
}
