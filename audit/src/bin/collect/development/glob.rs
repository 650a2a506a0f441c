//! The `.glob` files that the Rocq compiler writes: what a file defines and what it refers to, by byte offset.
//!
//! A definition is a line `KIND FIRST:LAST MODULE NAME`, a reference `RFIRST:LAST LIBRARY MODULE NAME KIND`. `MODULE` is `<>`
//! where there is none. The name of a local variable, of a recursive call and of a field inside its own record ends in a
//! colon and a number.

use crate::Result;

/// What the compiler noted about one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glob {
    pub library: String,
    pub definitions: Vec<Entry>,
    pub references: Vec<Reference>,
}

/// A name where it is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: String,
    pub start: usize,
    pub end: usize,
    pub name: String,
}

/// A name where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub start: usize,
    pub library: String,
    pub name: String,
    pub kind: String,
}

impl Glob {
    pub fn parse(path: &str, text: &str) -> Result<Self> {
        let mut glob = Self::default();
        for (index, line) in text.lines().enumerate() {
            glob.line(line)
                .ok_or_else(|| format!("{path}:{}: '{line}' is not understood", index + 1))?;
        }
        if glob.library.is_empty() { Err(format!("{path} names no library")) } else { Ok(glob) }
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let words: Vec<&str> = line.split(' ').collect();
        match *words.as_slice() {
            ["DIGEST", _] => {}
            [library] if line.starts_with('F') => library[1..].clone_into(&mut self.library),
            [place, library, module, name, kind] if line.starts_with('R') => {
                let (start, _) = range(&place[1..])?;
                let kind = kind.to_owned();
                let name = qualified(module, unnumbered(name, &kind));
                self.references.push(Reference { start, library: library.to_owned(), name, kind });
            }
            // What `Context` declares: newer versions note the section, older ones a binder.
            ["var", "", place, _section, name] => {
                let (start, end) = range(place)?;
                let (kind, name) = ("binder".to_owned(), name.to_owned());
                self.definitions.push(Entry { kind, start, end, name });
            }
            [kind, place, module, name] => {
                let (start, end) = range(place)?;
                let kind = kind.to_owned();
                let name = qualified(module, unnumbered(name, &kind));
                self.definitions.push(Entry { kind, start, end, name });
            }
            _ => return None,
        }
        Some(())
    }
}

/// The first byte, and the one after the last.
fn range(text: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once(':')?;
    Some((first.parse().ok()?, last.parse::<usize>().ok()? + 1))
}

/// The name without the number that tells local ones apart. A notation keeps its colons, which are part of its name.
fn unnumbered<'a>(name: &'a str, kind: &str) -> &'a str {
    match name.rsplit_once(':') {
        Some((before, number)) if kind != "not" && number.bytes().all(|b| b.is_ascii_digit()) => {
            before
        }
        _ => name,
    }
}

/// A notation as people write it: `"x + y"` for `::R_scope:x_'+'_y`. Other names stay as they are.
pub fn readable(name: &str) -> String {
    let Some((_scope, key)) = name.strip_prefix("::").and_then(|rest| rest.split_once(':')) else {
        return name.to_owned();
    };
    let mut text = String::from('"');
    for (index, part) in key.split('\'').enumerate() {
        // Tokens are in quotes; between them underscores stand for spaces.
        text.push_str(&if index % 2 == 1 { part.to_owned() } else { part.replace('_', " ") });
    }
    text + "\""
}

fn qualified(module: &str, name: &str) -> String {
    if module == "<>" { name.to_owned() } else { format!("{module}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let text = "DIGEST 76b0c2929aad043972a4b872764805a3\nFA.B\nR10:13 Coq.Reals.Reals <> <> lib\n\
                    def 20:22 <> pmf\nvar 30:30 S n\nbinder 40:40 <> c:2\nvar  45:45 S d\nnot 50:50 <> ::s:x_':'_x\n\
                    R60:62 A.B <> pmf:3 def\nR70:70 A.B <> S.n var\nR80:82 A.B <> ::s:x_':'_x not\n";
        let glob = Glob::parse("B.glob", text).expect("a glob file");
        assert_eq!(glob.library, "A.B");
        let defined: Vec<_> = glob
            .definitions
            .iter()
            .map(|e| (e.kind.as_str(), e.start, e.end, e.name.as_str()))
            .collect();
        let expected = [
            ("def", 20, 23, "pmf"),
            ("var", 30, 31, "S.n"),
            ("binder", 40, 41, "c"),
            ("binder", 45, 46, "d"),
            ("not", 50, 51, "::s:x_':'_x"),
        ];
        assert_eq!(defined, expected);
        let used: Vec<_> =
            glob.references.iter().map(|r| (r.start, r.name.as_str(), r.kind.as_str())).collect();
        assert_eq!(
            used,
            [(10, "<>", "lib"), (60, "pmf", "def"), (70, "S.n", "var"), (80, "::s:x_':'_x", "not")]
        );
    }

    #[test]
    fn notations_are_readable() {
        let pair = "::core_scope:'('_x_','_x_','_'..'_','_x_')'";
        assert_eq!(readable(pair), "\"( x , x , .. , x )\"");
        assert_eq!(readable(":::x_'=d'_x"), "\"x =d x\"");
        assert_eq!(readable("x_scope.f_g"), "x_scope.f_g");
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for text in ["FA\ndef x <> y\n", "FA\nR1:2 A y\n", "def 1:2 <> y\n", "FA\nR1: A <> y def\n"]
        {
            assert!(Glob::parse("A.glob", text).is_err(), "{text}");
        }
    }
}
