//! `verinoise audit`: shows what is proved, tested and trusted of the exported functions.

mod folder;
mod text;

use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::path::Path;

use verinoise_audit::{self as data, Claim, Difference, Function};

use crate::arguments::Audit;
use crate::failure::Failure;
use crate::stdout::{self, print};
use crate::{say, shown};

/// Runs `verinoise audit`.
pub fn run(arguments: &Audit) -> Result<(), Failure> {
    let audit = data::Audit::embedded()
        .map_err(|error| Failure::system("read the audit in this program", error))?;
    if let Some(repository) = &arguments.verify {
        return verify(&audit, repository);
    }
    if arguments.checksums {
        return print(audit.checksums());
    }
    if let Some(path) = &arguments.html {
        let files = data::site::files(&audit);
        // Before the work: its last step is to say where the site is.
        drop(stdout::lock()?);
        folder::write(path, &files)?.into_iter().for_each(say);
        let index = path.join("index.html");
        // A terminal gets a name that is safe to see, a program the bytes of the name.
        let name = if io::stdout().is_terminal() {
            shown::path(&index).into_bytes()
        } else {
            index.into_os_string().into_encoded_bytes()
        };
        return print([&name, &b"\n"[..]].concat());
    }
    let function = arguments.function.as_deref().map(|name| find(&audit, name)).transpose()?;
    match (function, arguments.json) {
        (Some(function), true) => print(json(&audit, function)?),
        (Some(function), false) => print(text::function(&audit, function)),
        (None, true) => print(data::DATA),
        (None, false) => print(text::overview(&audit)),
    }
}

fn find<'a>(audit: &'a data::Audit, name: &str) -> Result<&'a Function, Failure> {
    // The path in Rust will do as well.
    let last = name.rsplit("::").next().unwrap_or(name);
    audit.function(last).ok_or_else(|| {
        let names: Vec<&str> = audit.functions.iter().map(|f| f.name.as_str()).collect();
        Failure::Input(format!(
            "no exported function is called '{}'; there are: {}",
            shown::line(name),
            names.join(", ")
        ))
    })
}

/// A function, its claims written out.
fn json(audit: &data::Audit, function: &Function) -> Result<String, Failure> {
    let cannot = |error| Failure::system("write JSON", error);
    let claims: Vec<&Claim> = audit.claims_about(function).collect();
    let mut value = serde_json::to_value(function).map_err(cannot)?;
    value["claims"] = serde_json::to_value(claims).map_err(cannot)?;
    Ok(format!("{value:#}\n"))
}

/// Compares a checkout with the audited files.
fn verify(audit: &data::Audit, repository: &Path) -> Result<(), Failure> {
    if !repository.join("proofs").is_dir() {
        return Err(Failure::Input(format!(
            "{} is not a checkout of verinoise: it has no folder 'proofs'",
            shown::path(repository)
        )));
    }
    let differences = data::verify(audit, repository).map_err(|error| {
        Failure::system(format_args!("read {}", shown::path(repository)), error)
    })?;
    if differences.is_empty() {
        let skipped = data::not_looked_at(repository).map_err(|error| {
            Failure::system(format_args!("read {}", shown::path(repository)), error)
        })?;
        return print(verified(audit, &skipped));
    }
    let mut message = format!("{} is not what the audit is about:", shown::path(repository));
    let (ends, others): (Vec<_>, Vec<_>) =
        differences.iter().partition(|d| matches!(d, Difference::LineEnds(_)));
    for difference in others {
        message.extend(["\n  ", &shown::line(&difference.to_string())]);
    }
    if let [first, ..] = ends.as_slice() {
        let count = ends.len();
        let _ = write!(
            message,
            "\n  {first}; so it is with {count} in all. Git changed the line ends: clone again with\n  \
             git clone -c core.autocrlf=false"
        );
    }
    Err(Failure::Input(message))
}

/// What a comparison without differences says, and what it does not.
fn verified(audit: &data::Audit, skipped: &[String]) -> String {
    let there = match skipped {
        [] => "Nothing of the kind is here.".to_owned(),
        [first, ..] => format!(
            "There are {} of them here, {} first. Some steer the next build: remove them\n\
             (`git clean -fdx`) and verify again. If they are still there, Git tracks them, and they do not belong here.",
            skipped.len(),
            shown::line(first)
        ),
    };
    format!(
        "{} files are those that the audit is about, byte for byte, and there are no others but those not looked at.\n\n\
         Not looked at is what builds leave behind: {}.\n\
         {there}\n\
         Not compared: owners and permissions of files.\n\n\
         This command brought the list of digests along and cannot vouch for itself. The SHA-256 of the list is\n\
         {}; compare it with one from elsewhere.\n\
         `verinoise audit --checksums` prints the list for `sha256sum --check`.\n",
        audit.files.len() + 1,
        data::NOT_LOOKED_AT.join(" "),
        audit.digest()
    )
}
