//! What depends on what in the Rocq development, taken from the `.glob` files that the compiler writes.
//!
//! A node is a sentence that gives a meaning to names: a definition, a theorem, a notation, a variable of a section. A node
//! refers to others from its statement or from its proof. Statements are what a reader has to believe to mean what they say:
//! for a definition its whole text, for a theorem what stands before its proof. Some references the compiler does not note,
//! and they are added here, rather too many than too few:
//!
//! * a coercion or a canonical structure counts as soon as something that its declaration names does, an instance as soon as
//!   its class does;
//! * a theorem, or a definition by tactics, rests on every variable of the sections that it is in;
//! * a name whose type `Implicit Types` gives has that type;
//! * a proof that mentions a tactic of ours refers to that tactic.

mod glob;
#[cfg(test)]
pub mod planted;
mod resolve;
pub mod text;
mod vernacular;

use std::collections::{BTreeMap, BTreeSet};

use crate::Result;
use crate::tree::Tree;
use glob::{Glob, Reference, readable};
pub use vernacular::Kind;
use vernacular::Sentence;

/// The folders of the development.
pub const FOLDERS: [&str; 2] = ["mathlib-lite", "proofs"];

/// Libraries, by the first part of their names, that statements may rest on besides the development itself.
const TRUSTED_LIBRARIES: [&str; 4] = ["Coq", "Corelib", "Stdlib", "Coquelicot"];

/// All Rocq files and what they refer to.
#[derive(Debug, Default)]
pub struct Development {
    files: Vec<File>,
    nodes: Vec<Node>,
    /// Which nodes a name stands for: one, save for names that are local to parts of one file.
    names: BTreeMap<(String, String), Vec<usize>>,
}

#[derive(Debug)]
struct File {
    path: String,
    glob: Glob,
    sentences: Vec<Sentence>,
    /// For each sentence its node, if it has one.
    nodes: Vec<Option<usize>>,
}

/// A sentence that gives a meaning to names.
#[derive(Debug)]
pub struct Node {
    /// Its full name, which no other has: with its line where names do not tell it apart. Of a notation it is the notation.
    pub id: String,
    pub path: String,
    pub line: usize,
    pub kind: Kind,
    pub keyword: String,
    /// The library, and the names in it: first its own, then those of constructors and fields.
    pub library: String,
    pub names: Vec<String>,
    /// Its text without comments, with the proof where that is part of it.
    pub text: String,
    /// What gives it its meaning.
    statement: References,
    /// What else its proof refers to.
    proof: References,
}

/// What something refers to: nodes, and names of other libraries.
#[derive(Clone, Debug, Default)]
struct References {
    nodes: BTreeSet<usize>,
    outside: BTreeSet<String>,
    /// The libraries of classes among the latter.
    classes: BTreeSet<String>,
}

/// Everything that a statement rests on.
#[derive(Debug, Default)]
pub struct Closure {
    pub nodes: BTreeSet<usize>,
    /// Names of other libraries.
    pub outside: BTreeSet<String>,
}

impl Node {
    /// The nodes that its statement refers to.
    pub fn uses(&self) -> &BTreeSet<usize> {
        &self.statement.nodes
    }

    /// The names of other libraries that its statement refers to.
    pub fn uses_outside(&self) -> &BTreeSet<String> {
        &self.statement.outside
    }
}

impl Development {
    /// Reads the development of a repository that has been compiled.
    pub fn read(tree: &Tree) -> Result<Self> {
        let mut sources = Vec::new();
        for folder in FOLDERS {
            for path in tree.files(folder, ".v", true)? {
                let glob = path.replace(".v", ".glob");
                let glob =
                    tree.text(&glob).map_err(|error| format!("{error}; build the proofs first"))?;
                sources.push((path.clone(), tree.text(&path)?, glob));
            }
        }
        Self::new(&sources)
    }

    /// From the path, the text and the `.glob` file of each file.
    pub fn new(sources: &[(String, String, String)]) -> Result<Self> {
        let mut development = Self::default();
        for (path, text, glob) in sources {
            development.add(path, text, glob)?;
        }
        development.identify();
        development.resolve()?;
        Ok(development)
    }

    /// Gives every node its full name.
    fn identify(&mut self) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for node in &mut self.nodes {
            let name = node.names.first().unwrap_or(&node.keyword);
            node.id = format!("{}.{}", node.library, readable(name));
            *counts.entry(node.id.clone()).or_default() += 1;
        }
        for node in
            self.nodes.iter_mut().filter(|node| node.names.is_empty() || counts[&node.id] > 1)
        {
            node.id = format!("{}:{}", node.id, node.line);
        }
    }

    fn add(&mut self, path: &str, text: &str, glob: &str) -> Result<()> {
        let glob = Glob::parse(&format!("the .glob file of {path}"), glob)?;
        let sentences = vernacular::sentences(path, text)?;
        let mut nodes: Vec<Option<usize>> = Vec::new();
        for sentence in &sentences {
            nodes.push(sentence.kind.means().then_some(self.nodes.len()));
            if sentence.kind.means() {
                self.nodes.push(node(path, &glob.library, sentence));
            }
        }
        for entry in &glob.definitions {
            // The compiler names the place of the name, so that one can see whether the file is still the one that it read.
            let there = text.get(entry.start..entry.end);
            let name = entry.name.rsplit('.').next().unwrap_or_default();
            // Newer versions note what they make by themselves, at the place of the type that they make it for.
            if entry.kind == "scheme" && there != Some(name) {
                continue;
            }
            if !matches!(entry.kind.as_str(), "not" | "binder") && there != Some(name) {
                return Err(format!(
                    "{path} is not what was compiled: no '{name}' at byte {}",
                    entry.start
                ));
            }
            let sentence = sentences.iter().position(|s| (s.start..s.end).contains(&entry.start));
            let Some(node) = sentence.and_then(|index| nodes[index]) else { continue };
            let context =
                entry.kind == "binder" && sentences[sentence.unwrap_or(0)].keyword == "Context";
            if entry.kind == "binder" && !context {
                continue;
            }
            self.nodes[node].names.push(entry.name.clone());
            let key = (glob.library.clone(), entry.name.clone());
            self.names.entry(key).or_default().push(node);
        }
        // The compiler notes no place of a record's constructor.
        for (sentence, node) in sentences.iter().zip(&nodes) {
            if let (Some(constructor), Some(node)) = (constructor(sentence), *node) {
                self.nodes[node].names.push(constructor.clone());
                self.names.entry((glob.library.clone(), constructor)).or_default().push(node);
            }
        }
        self.files.push(File { path: path.to_owned(), glob, sentences, nodes });
        Ok(())
    }

    pub fn node(&self, index: usize) -> &Node {
        &self.nodes[index]
    }

    /// The theorems that a file states, in its order.
    pub fn theorems_in<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (usize, &'a Node)> {
        let nodes = self.nodes.iter().enumerate();
        nodes.filter(move |(_, node)| node.path == path && node.kind == Kind::Theorem)
    }

    /// The node of a full name.
    pub fn find(&self, id: &str) -> Result<usize> {
        let (library, name) = id.rsplit_once('.').unwrap_or(("", id));
        let found = self.names.get(&(library.to_owned(), name.to_owned()));
        found
            .and_then(|nodes| nodes.first())
            .copied()
            .ok_or_else(|| format!("nothing is called {id}"))
    }

    /// What the statement of a node rests on, without the node itself; an error if that is a library that is not trusted.
    pub fn rests_on(&self, node: usize) -> Result<Closure> {
        let mut closure = self.closure(&self.nodes[node].statement, false);
        closure.nodes.remove(&node);
        let foreign = closure.outside.iter().find(|name| {
            let root = name.split('.').next().unwrap_or_default();
            !TRUSTED_LIBRARIES.contains(&root)
        });
        match foreign {
            Some(name) => {
                Err(format!("{} rests on {name}, which nobody vouches for", self.nodes[node].id))
            }
            None => Ok(closure),
        }
    }

    /// The nodes that the statement of one rests on, as far as one comes without passing through those that are to be left.
    pub fn near(&self, node: usize, left: impl Fn(&Node) -> bool) -> Vec<&Node> {
        let mut waiting: Vec<usize> = self.nodes[node].uses().iter().copied().collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = waiting.pop() {
            if seen.insert(node) && !left(&self.nodes[node]) {
                waiting.extend(self.nodes[node].uses());
            }
        }
        seen.into_iter().map(|node| &self.nodes[node]).collect()
    }

    /// Everything that these nodes and their proofs refer to, and so on, themselves included.
    pub fn reached(&self, roots: impl Iterator<Item = usize>) -> BTreeSet<usize> {
        let start = References { nodes: roots.collect(), ..References::default() };
        self.closure(&start, true).nodes
    }

    /// Follows statements, or statements and proofs.
    fn closure(&self, start: &References, proofs: bool) -> Closure {
        let mut seen = References::default();
        let mut waiting: Vec<usize> = Vec::new();
        let admit = |references: &References, seen: &mut References, waiting: &mut Vec<usize>| {
            waiting.extend(&references.nodes);
            seen.outside.extend(references.outside.iter().cloned());
        };
        admit(start, &mut seen, &mut waiting);
        loop {
            while let Some(node) = waiting.pop() {
                if seen.nodes.insert(node) {
                    admit(&self.nodes[node].statement, &mut seen, &mut waiting);
                    if proofs {
                        admit(&self.nodes[node].proof, &mut seen, &mut waiting);
                    }
                }
            }
            waiting.extend(self.unnamed(&seen));
            if waiting.is_empty() {
                return Closure { nodes: seen.nodes, outside: seen.outside };
            }
        }
    }

    /// What is used without being named once all of this is.
    fn unnamed<'a>(&'a self, seen: &'a References) -> impl Iterator<Item = usize> + 'a {
        let nodes = self.nodes.iter().enumerate();
        nodes
            .filter(|(index, node)| !seen.nodes.contains(index) && self.waits_for(node, seen))
            .map(|(index, _)| index)
    }

    /// Whether a node is used without being named once all of this is: an instance with its class, or with anything of the
    /// library of a class that is not ours.
    fn waits_for(&self, node: &Node, seen: &References) -> bool {
        let References { nodes, classes, .. } = &node.statement;
        match node.kind {
            Kind::Instance => {
                nodes.iter().any(|other| {
                    self.nodes[*other].keyword == "Class" && seen.nodes.contains(other)
                }) || classes
                    .iter()
                    .any(|library| seen.outside.iter().any(|name| name.starts_with(library)))
            }
            Kind::Implicit => {
                // What it names, and what that is about: the source of a coercion is there. Where none of that is ours,
                // nothing tells when it is used.
                let about: BTreeSet<usize> = nodes
                    .iter()
                    .flat_map(|other| self.nodes[*other].uses())
                    .chain(nodes)
                    .copied()
                    .collect();
                about.is_empty() || about.iter().any(|other| seen.nodes.contains(other))
            }
            _ => false,
        }
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// These nodes as a text to be read: below the path of each file its sentences in order, with the sections that they are
    /// in, how their text is to be read, and how arguments are written.
    pub fn listing(&self, listed: &BTreeSet<usize>) -> String {
        let mut text = String::new();
        for file in &self.files {
            let names = listed.iter().filter(|node| file.nodes.contains(&Some(**node)));
            let names = names.flat_map(|node| self.nodes[*node].names.iter()).collect();
            let kept = file.kept(listed, &names);
            if kept.iter().any(|keep| *keep) {
                text.extend(["=== ", &file.path, "\n\n"]);
                for (sentence, _) in file.sentences.iter().zip(kept).filter(|(_, keep)| *keep) {
                    text.push_str(&full_text(sentence));
                    text.push_str("\n\n");
                }
            }
        }
        text
    }
}

impl File {
    /// Which sentences to list, where these are the names that they define.
    fn kept(&self, listed: &BTreeSet<usize>, names: &BTreeSet<&String>) -> Vec<bool> {
        let has = |node: &Option<usize>| node.is_some_and(|node| listed.contains(&node));
        let mut kept: Vec<bool> = self.nodes.iter().map(has).collect();
        if !kept.contains(&true) {
            return kept;
        }
        let mut open: Vec<usize> = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            match sentence.kind {
                Kind::Section => open.push(index),
                Kind::End => {
                    let start = open.pop().unwrap_or(index);
                    // A section is shown if something in it is.
                    let inside = (start..index).any(|i| kept[i] && self.nodes[i].is_some());
                    kept[start] = inside;
                    kept[index] = inside;
                    if !inside {
                        kept[start..index].fill(false);
                    }
                }
                Kind::Reading => {
                    kept[index] = sentence.keyword != "Set" || !sentence.text.contains("Warnings");
                }
                Kind::Arguments => {
                    let here = |r: &&Reference| (sentence.start..sentence.end).contains(&r.start);
                    let mut about = self.glob.references.iter().filter(here);
                    kept[index] = about.any(|reference| names.contains(&reference.name));
                }
                _ => {}
            }
        }
        kept
    }
}

fn node(path: &str, library: &str, sentence: &Sentence) -> Node {
    Node {
        id: String::new(),
        path: path.to_owned(),
        line: sentence.line,
        kind: sentence.kind,
        keyword: sentence.keyword.clone(),
        library: library.to_owned(),
        names: Vec::new(),
        text: full_text(sentence),
        statement: References::default(),
        proof: References::default(),
    }
}

/// The constructor of a record: `C` in `Record r := C { ... }`, `Build_r` without it.
fn constructor(sentence: &Sentence) -> Option<String> {
    if !matches!(sentence.keyword.as_str(), "Record" | "Structure" | "Class") {
        return None;
    }
    let (head, rest) = sentence.text.split_once(":=")?;
    let given = text::words(rest.split('{').next()?).next();
    let name = text::words(head.split_once(&sentence.keyword)?.1).next()?;
    Some(given.map_or_else(|| format!("Build_{name}"), str::to_owned))
}

/// What is to be read of a sentence: its statement, and its proof where that is part of what it means.
fn full_text(sentence: &Sentence) -> String {
    if sentence.transparent {
        format!("{}\n{}", sentence.text, sentence.proof.trim_end())
    } else {
        sentence.text.clone()
    }
}
