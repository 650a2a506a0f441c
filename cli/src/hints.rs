//! Hints for options and subcommands that a command does not have.
//!
//! clap compares names alone, and within one command: to someone who writes `noise --delta` it suggests `--delimiter`. Here an
//! option of another command is named as such, a slip of the pen is corrected, and no other hint is given.

use std::ffi::OsString;
use std::path::Path;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use crate::arguments::Arguments;

/// What a user of another command, or of another program, may ask for, without dashes.
const PARAMETERS: [&str; 15] = [
    "rho",
    "epsilon",
    "delta",
    "target-epsilon",
    "sensitivity",
    "contributions",
    "variance",
    "scale",
    "sigma",
    "std",
    "stddev",
    "sd",
    "budget",
    "b",
    "t",
];

/// The error about these words of the command line (the first is the program) with better hints.
pub fn improve(mut error: Error, words: &[OsString]) -> Error {
    let kind = match error.kind() {
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        ErrorKind::InvalidSubcommand => ContextKind::InvalidSubcommand,
        _ => return error,
    };
    let Some(ContextValue::String(given)) = error.get(kind) else { return error };
    let mut root = Arguments::command();
    root.build();
    let path = path(&root, words);
    let mut hints = if kind == ContextKind::InvalidSubcommand {
        hints_for_command(&root, &path, given)
    } else if let Some(option) = given.strip_prefix("--") {
        hints_for_option(&root, &path, option.split('=').next().unwrap_or_default())
    } else {
        return error;
    };
    if hints.is_empty() && Path::new(given).exists() {
        hints.push(format!("to name the file '{given}', write './{given}'"));
    }
    for kind in
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::Suggested]
    {
        error.remove(kind);
    }
    if !hints.is_empty() {
        let hints = hints.into_iter().map(StyledStr::from).collect();
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(hints));
    }
    // The usage that clap gives shows the option that it suggests.
    let command =
        path.iter().try_fold(&mut root, |command, name| command.find_subcommand_mut(name));
    if let Some(command) = command {
        error.insert(ContextKind::Usage, ContextValue::StyledStr(command.render_usage()));
    }
    error
}

/// The names of the command and its subcommands that the words call.
fn path(root: &Command, words: &[OsString]) -> Vec<String> {
    let (mut command, mut path) = (root, Vec::new());
    for word in words.iter().skip(1) {
        let Some(next) = word.to_str().and_then(|word| command.find_subcommand(word)) else {
            break;
        };
        path.push(next.get_name().to_owned());
        command = next;
    }
    path
}

fn hints_for_command(root: &Command, path: &[String], given: &str) -> Vec<String> {
    let mut all = Vec::new();
    commands(root, &mut Vec::new(), &mut all);
    let elsewhere = all.iter().find(|(of, name)| of != path && name == given);
    let own = all.iter().filter(|(of, _)| of == path);
    if let Some((of, name)) = elsewhere {
        vec![format!("'{name}' is a subcommand of 'verinoise {}'", of.join(" "))]
    } else if let Some(name) = nearest(given, own.map(|(_, name)| name.as_str())) {
        vec![format!("a similar subcommand exists: '{name}'")]
    } else {
        Vec::new()
    }
}

fn hints_for_option(root: &Command, path: &[String], given: &str) -> Vec<String> {
    let mut all = Vec::new();
    options(root, &mut Vec::new(), &mut all);
    let elsewhere: Vec<String> = all
        .iter()
        .filter(|(of, name)| of != path && name == given)
        .map(|(of, _)| format!("'verinoise {}'", of.join(" ")))
        .collect();
    let own = all.iter().filter(|(of, _)| of == path);
    let mut hints = Vec::new();
    if !elsewhere.is_empty() {
        hints.push(format!("'--{given}' is an option of {}", elsewhere.join(" and ")));
    } else if let Some(name) = nearest(given, own.map(|(_, name)| name.as_str())) {
        return vec![format!("a similar option exists: '--{name}'")];
    }
    if PARAMETERS.contains(&given) {
        match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["noise"] => hints.push(
                "the noise follows from '--rho' or '--epsilon' and from '--sensitivity'; 'verinoise account' converts between \
                 these, (ε, δ) and the variance or scale"
                    .to_owned(),
            ),
            ["sample", ..] => hints.push(
                "samples have a '--variance' (gaussian: σ², not σ) or a '--scale' (laplace); 'verinoise account' with \
                 '--sensitivity' says which one a ρ or ε asks for"
                    .to_owned(),
            ),
            _ => {}
        }
    }
    hints
}

/// The long options of all commands that have no subcommands, with the names of the command.
fn options(command: &Command, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    for next in command.get_subcommands().filter(|next| next.get_name() != "help") {
        path.push(next.get_name().to_owned());
        options(next, path, found);
        path.pop();
    }
    if !command.has_subcommands() {
        let names = command.get_arguments().filter_map(|argument| argument.get_long());
        found.extend(names.map(|name| (path.clone(), name.to_owned())));
    }
}

/// All subcommands, with the names of the command that has them.
fn commands(command: &Command, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    for next in command.get_subcommands().filter(|next| next.get_name() != "help") {
        found.push((path.clone(), next.get_name().to_owned()));
        path.push(next.get_name().to_owned());
        commands(next, path, found);
        path.pop();
    }
}

/// The name that was meant, if a slip or two make the difference.
fn nearest<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (slips, name) = names.map(|name| (distance(given, name), name)).min()?;
    (slips <= 2 && 3 * slips <= name.len()).then_some(name)
}

/// How many letters must be added, removed or changed to make one word of the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for column in 0..to.len() {
            let changed = diagonal + usize::from(letter != to[column]);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (from, to, slips) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("delta", "delimiter", 5),
            ("sensitivty", "sensitivity", 1),
            ("roh", "rho", 2),
        ] {
            assert_eq!(distance(from, to), slips, "{from} {to}");
        }
    }

    #[test]
    fn paths() {
        let root = Arguments::command();
        let path =
            |words: &str| path(&root, &words.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(path("verinoise noise --delta 1"), ["noise"]);
        assert_eq!(path("verinoise sample gaussian laplace"), ["sample", "gaussian"]);
        assert_eq!(path("verinoise sample --scale 1"), ["sample"]);
        assert!(path("verinoise").is_empty());
    }
}
