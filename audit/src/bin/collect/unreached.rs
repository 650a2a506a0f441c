//! What is in the development although nothing that is claimed or printed needs it.

use std::collections::{BTreeMap, BTreeSet};

use crate::Result;
use crate::development::{Development, Kind};

/// What no claim and no root rests on or is proved from, a line each; and what is `kept` in vain. The claims, the roots and
/// the examples, which are tests, are there for their own sake. Instances, and what is declared for a section, are used
/// without being named.
pub fn read(
    development: &Development,
    roots: &[String],
    claims: &[String],
    kept: &str,
) -> Result<Vec<String>> {
    let mut start: BTreeSet<usize> =
        roots.iter().map(|root| development.find(root)).collect::<Result<_>>()?;
    start.extend(
        claims.iter().flat_map(|file| development.theorems_in(file)).map(|(claim, _)| claim),
    );
    let kept = names_in(kept)?;
    // What is kept may need others.
    let kept_nodes = kept.keys().filter_map(|name| development.find(name).ok());
    let alone = (0..development.len())
        .filter(|index| matches!(development.node(*index).kind, Kind::Example | Kind::Instance));
    let without: BTreeSet<usize> = development.reached(start.iter().copied().chain(alone.clone()));
    let reached = development.reached(start.into_iter().chain(alone).chain(kept_nodes));

    let mut found = Vec::new();
    for (index, node) in (0..development.len()).map(|index| (index, development.node(index))) {
        if !reached.contains(&index)
            && !matches!(node.kind, Kind::Variable | Kind::Types | Kind::Implicit)
        {
            found.push(format!("{}:{}: nothing needs {}", node.path, node.line, node.id));
        }
    }
    for (name, line) in kept {
        match development.find(name) {
            Err(_) => found.push(format!("line {line} keeps {name}, which does not exist")),
            Ok(node) if without.contains(&node) => {
                found.push(format!("line {line} keeps {name}, which something needs"));
            }
            Ok(_) => {}
        }
    }
    for path in development.paths() {
        let mut nodes =
            (0..development.len()).filter(|index| development.node(*index).path == path);
        if !nodes.any(|index| reached.contains(&index)) {
            found.push(format!("{path}: nothing needs this file"));
        }
    }
    Ok(found)
}

/// The names in a list, with their lines. Each has a reason behind it; a line that starts with `#` is a remark.
fn names_in(list: &str) -> Result<BTreeMap<&str, usize>> {
    let lines =
        list.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|(index, line)| match line.split_once(' ') {
            Some((name, _reason)) => Ok((name, index + 1)),
            None => Err(format!("line {} keeps {line} without a reason", index + 1)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::development::planted;

    fn unreached(roots: &[&str], kept: &str) -> Result<Vec<String>> {
        let roots: Vec<String> = roots.iter().map(|root| format!("Planted.Base.{root}")).collect();
        read(&planted::development(), &roots, &["Claims.v".to_owned()], kept)
    }

    #[test]
    fn lemmas_that_nothing_needs_are_found() {
        let found = unreached(&[], "").expect("names");
        let expected = [
            "Base.v:33: nothing needs Planted.Base.in_section",
            "Base.v:65: nothing needs Planted.Base.unused",
        ];
        assert_eq!(found, expected);
        assert_eq!(unreached(&["in_section", "unused"], "").expect("names"), [""; 0]);
        assert!(unreached(&["nonsense"], "").is_err());
    }

    #[test]
    fn what_is_kept_has_a_reason_and_is_needed_by_nothing_else() {
        let kept = "# Kept.\n\nPlanted.Base.unused it belongs to the calculus\n\
                    Planted.Base.helper so does it\nPlanted.Base.gone and this\nPlanted.Base.in_section as well\n";
        let expected = [
            "line 5 keeps Planted.Base.gone, which does not exist",
            "line 4 keeps Planted.Base.helper, which something needs",
        ];
        assert_eq!(unreached(&[], kept).expect("names"), expected);
        assert!(unreached(&[], "Planted.Base.unused\n").is_err());
    }

    #[test]
    fn files_that_nothing_needs_are_found() {
        let orphan = ("Orphan.v".to_owned(), "Definition orphan := tt.\n".to_owned());
        let glob = "FPlanted.Orphan\ndef 11:16 <> orphan\n".to_owned();
        let development = Development::new(&[(orphan.0, orphan.1, glob)]).expect("a development");
        let found = read(&development, &[], &[], "").expect("names");
        assert_eq!(
            found,
            [
                "Orphan.v:1: nothing needs Planted.Orphan.orphan",
                "Orphan.v: nothing needs this file"
            ]
        );
    }
}
