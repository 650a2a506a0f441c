//! Which sentence each recorded reference means.

use std::collections::BTreeMap;

use super::glob::{Reference, readable};
use super::{Development, File, Kind, References, text};
use crate::Result;

/// What a reference means.
enum Meaning {
    Nodes(Vec<usize>),
    Outside(String),
    /// A local variable, a file, a section.
    Nothing,
}

impl Development {
    /// Notes in every node what it refers to.
    pub(super) fn resolve(&mut self) -> Result<()> {
        let mut found: Vec<(usize, bool, Reference, Meaning)> = Vec::new();
        for file in &self.files {
            for reference in &file.glob.references {
                let Some((node, in_statement)) = file.owner(reference.start) else { continue };
                found.push((node, in_statement, reference.clone(), self.meaning(file, reference)?));
            }
        }
        for (node, in_statement, reference, meaning) in found {
            let node = &mut self.nodes[node];
            let references = if in_statement { &mut node.statement } else { &mut node.proof };
            references.add(&reference, meaning);
        }
        for index in 0..self.files.len() {
            for (node, others, in_statement) in self.files[index].in_scope() {
                let node = &mut self.nodes[node];
                let references = if in_statement { &mut node.statement } else { &mut node.proof };
                references.nodes.extend(others);
            }
        }
        self.tactics();
        for (index, node) in self.nodes.iter_mut().enumerate() {
            node.statement.nodes.remove(&index);
            node.proof.nodes.remove(&index);
        }
        Ok(())
    }

    fn meaning(&self, file: &File, reference: &Reference) -> Result<Meaning> {
        let Reference { start, library, name, kind } = reference;
        if matches!(kind.as_str(), "lib" | "sec" | "mod") || (kind == "var" && !name.contains('.'))
        {
            return Ok(Meaning::Nothing);
        }
        if !self.files.iter().any(|other| other.glob.library == *library) {
            return Ok(Meaning::Outside(format!("{library}.{}", readable(name))));
        }
        // A proof by tactics names a local definition of its section without the section; it rests on all of them anyway.
        if kind == "vardef" && !name.contains('.') {
            return Ok(Meaning::Nothing);
        }
        if kind == "var" || kind == "vardef" {
            return file.variable(*start, name).map(|node| Meaning::Nodes(vec![node]));
        }
        let named = |name: &str| self.names.get(&(library.clone(), name.to_owned()));
        if let Some(nodes) = named(name) {
            return Ok(Meaning::Nodes(file.visible(*start, library, nodes)));
        }
        // What the compiler makes by itself has no place of its own.
        let made = ["_ind", "_rect", "_rec", "_sind"];
        if let Some(nodes) = made.iter().find_map(|ending| named(name.strip_suffix(ending)?)) {
            return Ok(Meaning::Nodes(nodes.clone()));
        }
        let schemes = self.nodes.iter().enumerate();
        let schemes =
            schemes.filter(|(_, node)| node.library == *library && node.keyword == "Scheme");
        let schemes: Vec<usize> = schemes.map(|(index, _)| index).collect();
        if kind == "scheme" && !schemes.is_empty() {
            return Ok(Meaning::Nodes(schemes));
        }
        Err(format!(
            "{}: {library} does not define {name}, which stands at byte {start}",
            file.path
        ))
    }

    /// Adds what proofs refer to by tactics of ours, which the compiler does not record.
    fn tactics(&mut self) {
        let mut tactics: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, node) in
            self.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Tactic)
        {
            for name in tactic_names(&node.text) {
                tactics.entry(name).or_default().push(index);
            }
        }
        let used = |code: &str| -> Vec<usize> {
            text::words(code).filter_map(|word| tactics.get(word)).flatten().copied().collect()
        };
        let mut found = Vec::new();
        for file in &self.files {
            for (sentence, node) in file.sentences.iter().zip(&file.nodes) {
                let Some(node) = node else { continue };
                let written = sentence.kind == Kind::Tactic || sentence.text.contains("ltac:");
                let statement = if written { used(&sentence.text) } else { Vec::new() };
                found.push((*node, statement, used(&sentence.proof), sentence.transparent));
            }
        }
        for (node, statement, proof, transparent) in found {
            let node = &mut self.nodes[node];
            node.statement.nodes.extend(statement);
            if transparent { &mut node.statement } else { &mut node.proof }.nodes.extend(proof);
        }
    }
}

impl File {
    /// The node at a byte, and whether that is in its statement.
    fn owner(&self, place: usize) -> Option<(usize, bool)> {
        let after = self.sentences.partition_point(|sentence| sentence.start <= place);
        let index = after.checked_sub(1)?;
        let sentence = &self.sentences[index];
        let node = self.nodes[index].filter(|_| place < sentence.proof_end)?;
        Some((node, place < sentence.end || sentence.transparent))
    }

    /// Where several sentences of this file give the name, the last one before the place counts.
    fn visible(&self, place: usize, library: &str, nodes: &[usize]) -> Vec<usize> {
        if self.glob.library != library || nodes.len() == 1 {
            return nodes.to_vec();
        }
        let start = |node: &usize| self.sentence_of(*node).map_or(0, |sentence| sentence.start);
        let before =
            nodes.iter().filter(|node| start(node) <= place).max_by_key(|node| start(node));
        before.map_or_else(|| nodes.to_vec(), |node| vec![*node])
    }

    fn sentence_of(&self, node: usize) -> Option<&super::Sentence> {
        let index = self.nodes.iter().position(|other| *other == Some(node))?;
        Some(&self.sentences[index])
    }

    /// The sentence that declares the variable of a section that is open at a byte.
    fn variable(&self, place: usize, name: &str) -> Result<usize> {
        let last = name.rsplit('.').next().unwrap_or(name);
        let mut found = None;
        for (index, open) in self.open_sections().iter().enumerate() {
            if self.sentences[index].start > place {
                break;
            }
            let sentence = &self.sentences[index];
            let declares = |entry: &super::glob::Entry| {
                (sentence.start..sentence.end).contains(&entry.start)
                    && (entry.name == name || (entry.kind == "binder" && entry.name == last))
            };
            if open.contains(&index) && self.glob.definitions.iter().any(declares) {
                found = self.nodes[index];
            }
        }
        found.ok_or_else(|| {
            format!("{}: no section declares {name}, which stands at byte {place}", self.path)
        })
    }

    /// For each sentence the sentences that declare variables and types in the sections that are open there, itself included.
    fn open_sections(&self) -> Vec<Vec<usize>> {
        let mut open: Vec<Vec<usize>> = vec![Vec::new()];
        let mut all = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            match sentence.kind {
                Kind::Section => open.push(Vec::new()),
                Kind::End => drop(open.pop()),
                _ => {}
            }
            // `Let` declares a variable with a value.
            let declares =
                matches!(sentence.kind, Kind::Variable | Kind::Types) || sentence.keyword == "Let";
            if let Some(level) = open.last_mut().filter(|_| declares) {
                level.push(index);
            }
            all.push(open.iter().flatten().copied().collect());
        }
        all
    }

    /// What nodes rest on because of where they stand: the node, the others, and whether that is in its statement.
    pub(super) fn in_scope(&self) -> Vec<(usize, Vec<usize>, bool)> {
        let mut found = Vec::new();
        for (index, open) in self.open_sections().into_iter().enumerate() {
            let sentence = &self.sentences[index];
            let Some(node) = self.nodes[index] else { continue };
            let all = matches!(sentence.kind, Kind::Theorem | Kind::Example | Kind::Instance)
                || (sentence.kind == Kind::Definition && !sentence.proof.is_empty());
            let kind_of = |other: &usize| self.sentences[*other].kind;
            let variables =
                open.iter().filter(|other| all && kind_of(other) != Kind::Types).copied();
            let types = open.iter().filter(|other| {
                kind_of(other) == Kind::Types
                    && gives_type(&self.sentences[**other].text, &sentence.text)
            });
            let types = types.copied();
            let others = variables.chain(types).filter(|other| *other != index);
            found.push((node, others.filter_map(|other| self.nodes[other]).collect(), true));
        }
        found
    }
}

impl References {
    fn add(&mut self, reference: &Reference, meaning: Meaning) {
        match meaning {
            Meaning::Nothing => {}
            Meaning::Nodes(nodes) => self.nodes.extend(nodes),
            Meaning::Outside(name) => {
                self.outside.insert(name);
                if reference.kind == "class" {
                    self.classes.insert(format!("{}.", reference.library));
                }
            }
        }
    }
}

/// Whether `Implicit Types` gives a type to a name that a text contains: the same, or with a number or primes at its end.
fn gives_type(types: &str, code: &str) -> bool {
    let names: Vec<&str> = types
        .split(['(', ')', '.'])
        .filter_map(|part| part.split_once(':'))
        .flat_map(|(names, _)| text::words(names))
        .collect();
    text::words(code).any(|word| {
        names.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '\''))
    })
}

/// The names by which tactics are called: of a notation, its words.
fn tactic_names(code: &str) -> Vec<String> {
    if let Some((_, notation)) = code.split_once("Notation") {
        let (head, _) = notation.split_once(":=").unwrap_or((notation, ""));
        return head
            .split('"')
            .skip(1)
            .step_by(2)
            .flat_map(text::words)
            .map(str::to_owned)
            .collect();
    }
    let parts = code.split("Ltac ").skip(1);
    parts.filter_map(|part| text::words(part).next()).map(str::to_owned).collect()
}
