//! The definitions that statements rest on.

use std::collections::BTreeSet;

use verinoise_audit::Definition;

use crate::Result;
use crate::development::{Development, Node};
use crate::tree::Tree;

const GOLDEN: &str = "proofs/golden/definitions.txt";

/// All that the statements of these files rest on, and what of it is theirs.
pub fn vocabulary(development: &Development, claims: &[String]) -> Result<BTreeSet<usize>> {
    let mut found = BTreeSet::new();
    for file in claims {
        for (claim, _) in development.theorems_in(file) {
            found.extend(development.rests_on(claim)?.nodes);
        }
    }
    Ok(found)
}

/// The golden listing has to be that of the vocabulary: an auditor has read it.
pub fn compare(tree: &Tree, development: &Development, vocabulary: &BTreeSet<usize>) -> Result<()> {
    if development.listing(vocabulary) == tree.text(GOLDEN)? {
        Ok(())
    } else {
        Err(format!("{GOLDEN} is not what the claims rest on: ./check accept writes it"))
    }
}

/// The vocabulary as data.
pub fn read(development: &Development, vocabulary: &BTreeSet<usize>) -> Vec<Definition> {
    vocabulary.iter().map(|index| definition(development, development.node(*index))).collect()
}

fn definition(development: &Development, node: &Node) -> Definition {
    let notation = matches!(node.keyword.as_str(), "Notation" | "Infix")
        .then(|| node.text.split('"').nth(1))
        .flatten();
    let mut names = node.names.iter().cloned();
    let name = names.next().unwrap_or_default();
    Definition {
        id: node.id.clone(),
        name: notation
            .map_or_else(|| if name.is_empty() { first_line(node) } else { name }, str::to_owned),
        parts: names.collect(),
        kind: node.keyword.clone(),
        file: node.path.clone(),
        line: node.line,
        uses: uses(development, node),
        outside: node.uses_outside().iter().cloned().collect(),
    }
}

/// What stands for a name where there is none: `Scheme Equality for base`.
fn first_line(node: &Node) -> String {
    node.text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// The full names of what the statement of a node refers to.
pub fn uses(development: &Development, node: &Node) -> Vec<String> {
    node.uses().iter().map(|other| development.node(*other).id.clone()).collect()
}
