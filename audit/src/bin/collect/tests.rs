//! Which tests there are of which exported function.

use verinoise_audit::{Function, Suite, Test};

use crate::Result;
use crate::functions::namesake;
use crate::rust;
use crate::tree::Tree;

/// The name that a macro gives to a test that it makes for every exported function.
const EVERY: &str = "$name";

const FOLDERS: [&str; 2] = ["samplers/tests", "tests/tests"];

/// Reads the files of tests, and lists in each function those that are its own.
pub fn read(tree: &Tree, functions: &mut [Function]) -> Result<Vec<Suite>> {
    let mut suites = Vec::new();
    for folder in FOLDERS {
        for path in tree.files(folder, ".rs", false)? {
            let text = tree.text(&path)?;
            for (line, name, body) in tests(&text) {
                if name == EVERY {
                    for function in &mut *functions {
                        let name = function.name.clone();
                        function.tests.push(Test { suite: path.clone(), line, name });
                    }
                    continue;
                }
                let named = namesake(functions, name).map(|(function, _)| function);
                for function in &mut *functions {
                    let own = named.as_deref() == Some(function.name.as_str());
                    if own || (named.is_none() && rust::calls(&body, &function.name)) {
                        function.tests.push(Test {
                            suite: path.clone(),
                            line,
                            name: name.to_owned(),
                        });
                    }
                }
            }
            let title = title(&text);
            suites.push(Suite { path, title });
        }
    }
    Ok(suites)
}

/// The tests in a file: line, name, text. Besides functions marked as tests these are the entries `name: ...` of macros,
/// one a line, from which a macro makes tests. A test called [`EVERY`] is one of every exported function.
fn tests(text: &str) -> Vec<(usize, &str, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut in_entries = false;
    for (index, line) in lines.iter().enumerate() {
        if line.ends_with("! {")
            && !line.starts_with([' ', '#'])
            && !line.starts_with("macro_rules")
        {
            in_entries = true;
        } else if *line == "}" {
            in_entries = false;
        }
        let indent = line.len() - line.trim_start().len();
        if let Some(rest) = line.trim_start().strip_prefix("fn ")
            && index > 0
            && lines[index - 1].trim() == "#[test]"
        {
            let name = if rest.starts_with("$name(") { EVERY } else { rust::identifier(rest) };
            let end = format!("{}}}", &line[..indent]);
            let body = lines[index..].iter().take_while(|line| **line != end);
            if !name.is_empty() {
                found.push((index + 1, name, body.copied().collect::<Vec<_>>().join("\n")));
            }
        } else if in_entries && indent == 4 {
            let name = rust::identifier(line.trim_start());
            if !name.is_empty() && line.trim_start()[name.len()..].starts_with(": ") {
                found.push((index + 1, name, String::new()));
            }
        }
    }
    found
}

/// The first sentence of a file's documentation.
fn title(text: &str) -> String {
    let paragraph = rust::first_paragraph(&rust::module_documentation(text));
    paragraph
        .split_once(". ")
        .map_or(paragraph.as_str(), |(first, _)| first)
        .trim_end_matches('.')
        .to_owned()
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    const FILE: &str = "//! Title, which\n//! is long. More.\n\n#[test]\nfn one() {\n    f(1);\n}\n\
                        macro_rules! m {\n    ($a: tt) => {};\n}\n\nm! {\n    two: 2;\n}\n\
                        m! {\n    #[test]\n    fn three() {\n        g(3);\n    }\n}\nfn four() {\n    four: 4;\n}\n\
                        macro_rules! each {\n    () => {\n        #[test]\n        fn $name() {\n        }\n    };\n}\n";

    #[test]
    fn tests_are_found() {
        let found = tests(FILE);
        let names: Vec<_> = found.iter().map(|(line, name, _)| (*line, *name)).collect();
        assert_eq!(names, [(5, "one"), (13, "two"), (17, "three"), (27, EVERY)]);
        assert!(found[2].2.contains("g(3)") && !found[2].2.contains("four"));
        assert_eq!(title(FILE), "Title, which is long");
    }
}
