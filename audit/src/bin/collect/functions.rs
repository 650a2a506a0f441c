//! The exported functions: the Rust that was printed, and the definitions that it was printed from.

use verinoise_audit::{Excerpt, Function, sha256};

use crate::Result;
use crate::development::text::{self as rocq, Item};
use crate::rust;
use crate::tree::Tree;

const EXPORTED: &str = "samplers/src/exported";
const SAMPLERS: &str = "proofs/Samplers";
const TAPES: &str = "tests/golden/tapes.csv";

/// Reads the exported functions; one comes after those that it calls.
pub fn read(tree: &Tree) -> Result<Vec<Function>> {
    let definitions = definitions(tree)?;
    let tapes = tree.text(TAPES)?;
    let mut functions = Vec::new();
    for file in tree.files(EXPORTED, ".rs", false)? {
        for item in rust::functions(&tree.text(&file)?) {
            let rocq = definitions
                .iter()
                .find(|(name, _)| *name == item.name)
                .map(|(_, excerpt)| excerpt.clone())
                .ok_or_else(|| format!("{file}: no Code.v defines {}", item.name))?;
            let prefix = format!("{},", item.name);
            functions.push(Function {
                path: format!("verinoise::exported::{}", item.name),
                summary: rust::first_paragraph(&rust::documentation(&item.text)),
                calls: Vec::new(),
                sha256: sha256(item.text.as_bytes()),
                rust: Excerpt { file: file.clone(), line: item.line, text: item.text },
                rocq,
                claims: Vec::new(),
                golden_tapes: tapes.lines().filter(|line| line.starts_with(&prefix)).count(),
                tests: Vec::new(),
                name: item.name,
            });
        }
    }
    Ok(callees_first(functions))
}

/// Every definition of a program, with its name.
fn definitions(tree: &Tree) -> Result<Vec<(String, Excerpt)>> {
    let mut found = Vec::new();
    for file in tree.files(SAMPLERS, "Code.v", true)? {
        for item in rocq::items(&tree.text(&file)?) {
            if let Item::Sentence { line, text, .. } = item
                && let Some(rest) = text.strip_prefix("Definition ")
            {
                let name = rust::identifier(rest).to_owned();
                found.push((name, Excerpt { file: file.clone(), line, text }));
            }
        }
    }
    Ok(found)
}

/// Notes who calls whom, and orders accordingly.
fn callees_first(mut waiting: Vec<Function>) -> Vec<Function> {
    let names: Vec<String> = waiting.iter().map(|function| function.name.clone()).collect();
    for function in &mut waiting {
        let Function { name, rust, calls, .. } = function;
        calls.extend(names.iter().filter(|n| *n != name && rust::calls(&rust.text, n)).cloned());
    }
    let mut ordered: Vec<Function> = Vec::new();
    while !waiting.is_empty() {
        let ready = |function: &Function| {
            function.calls.iter().all(|name| ordered.iter().any(|other| other.name == *name))
        };
        // No function calls itself, so that there is always one; the language has no recursion.
        let next = waiting.iter().position(ready).unwrap_or(0);
        ordered.push(waiting.remove(next));
    }
    ordered
}

/// The function that something is named after: the longest name that it begins with, and what follows.
pub fn namesake<'a>(functions: &[Function], name: &'a str) -> Option<(String, &'a str)> {
    let of = |function: &Function| {
        let rest = name.strip_prefix(function.name.as_str())?;
        let rest = if rest.is_empty() { rest } else { rest.strip_prefix('_')? };
        Some((function.name.clone(), rest))
    };
    functions.iter().filter_map(of).max_by_key(|(name, _)| name.len())
}
