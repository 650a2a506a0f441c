//! Rust text, as far as an audit needs to understand it. The files are formatted by rustfmt.

/// An item with its documentation and attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub name: String,
    pub line: usize,
    pub text: String,
}

/// The public functions at the top level of a file.
pub fn functions(text: &str) -> Vec<Item> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = line.strip_prefix("pub fn ").map(identifier) else { continue };
        let above = lines[..index].iter().rev().take_while(|line| line.starts_with(['/', '#']));
        let start = index - above.count();
        let end = index + lines[index..].iter().take_while(|line| **line != "}").count();
        let text = lines[start..lines.len().min(end + 1)].join("\n");
        found.push(Item { name: name.to_owned(), line: start + 1, text });
    }
    found
}

/// The documentation of an item, without the markup of its lines and of its links.
pub fn documentation(item: &str) -> String {
    let lines = item.lines().map_while(|line| line.strip_prefix("///"));
    let text = lines.map(str::trim).collect::<Vec<_>>().join("\n");
    text.replace("[`", "`").replace("`]", "`")
}

/// The first paragraph, in one line.
pub fn first_paragraph(text: &str) -> String {
    text.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The documentation of a file.
pub fn module_documentation(text: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with("//!"));
    let lines = lines.map_while(|line| line.strip_prefix("//!"));
    lines.map(str::trim).collect::<Vec<_>>().join("\n")
}

/// Whether the text calls the function: its name as a word of its own, and then an argument list.
pub fn calls(text: &str, function: &str) -> bool {
    text.match_indices(function).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = &text[start + function.len()..];
        before.is_none_or(|c| !is_inside(c)) && (after.starts_with('(') || after.starts_with("::<"))
    })
}

/// How many lines are neither blank nor comments, without unit tests at the end.
pub fn code_lines(text: &str) -> usize {
    let lines = text.lines().map(str::trim).take_while(|line| *line != "#[cfg(test)]");
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

/// The identifier at the start of a text.
pub fn identifier(text: &str) -> &str {
    let end = text.find(|c| !is_inside(c)).unwrap_or(text.len());
    &text[..end]
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "//! Title.\n\n/// Draws [`x`],\n/// well.\n///\n/// More.\n\
                        pub fn f<N>(x: N) {\n    g(x);\n}\n\nfn h() {}\n";

    #[test]
    fn items_are_found() {
        let [item] = &functions(FILE)[..] else { panic!() };
        assert_eq!((item.name.as_str(), item.line), ("f", 3));
        assert!(item.text.starts_with("/// Draws") && item.text.ends_with("g(x);\n}"));
        assert_eq!(first_paragraph(&documentation(&item.text)), "Draws `x`, well.");
        assert_eq!(module_documentation(FILE), "Title.");
        assert_eq!(code_lines(FILE), 4);
    }

    #[test]
    fn calls_are_found() {
        assert!(calls("let a = geometric(source, n)?;", "geometric"));
        assert!(calls("over_coins::geometric::<u64>(s)", "geometric"));
        assert!(!calls("geometric_by_trials(source)", "geometric"));
        assert!(!calls("by_geometric(source)", "geometric"));
        assert!(!calls("use geometric;", "geometric"));
    }
}
