//! The audit for a terminal.

use std::fmt::Write;

use verinoise_audit::{Audit, Claim, Excerpt, Function};

/// How wide prose and lists may become.
const WIDTH: usize = 100;

/// All functions, a section each.
pub fn overview(audit: &Audit) -> String {
    let mut text = format!(
        "verinoise {}: {} exported functions, {} theorems, {} axioms, {} definitions to read\n",
        audit.version,
        audit.functions.len(),
        audit.claims.len(),
        audit.axioms.len(),
        audit.definition_count(),
    );
    let _ = writeln!(text, "files {}; compare a checkout with --verify", audit.digest());
    for function in audit.functions_to_read() {
        text.push('\n');
        text.push_str(&section(audit, function));
    }
    let general: Vec<&Claim> = audit.claims.iter().filter(|c| is_general(c)).collect();
    if !general.is_empty() {
        let _ = write!(text, "\n{}\n", rule("not about one function"));
        text.push_str(&claims(&general));
    }
    let _ = write!(text, "\n{}\n", rule("axioms"));
    for axiom in &audit.axioms {
        let _ = writeln!(
            text,
            "  {} (in {} of {} claims)",
            axiom.name,
            axiom.claims,
            audit.claims.len()
        );
    }
    let _ = write!(text, "\n{}\n", rule("trusted, not proved"));
    for item in &audit.trust {
        let _ = writeln!(text, "  {} ({})", item.title, item.size);
        paragraph(&mut text, 4, &item.wrong);
    }
    text
}

/// One function, with its definition and its Rust text.
pub fn function(audit: &Audit, function: &Function) -> String {
    let mut text = section(audit, function);
    for (title, part) in
        [("definition in Rocq", &function.rocq), ("printed as Rust", &function.rust)]
    {
        let Excerpt { file, line, text: code } = part;
        let _ = write!(text, "\n{}\n{code}\n", rule(&format!("{title}: {file}:{line}")));
    }
    text
}

/// What is known of a function.
fn section(audit: &Audit, function: &Function) -> String {
    let mut text = format!("{}\n", rule(&function.name));
    paragraph(&mut text, 2, &function.summary);
    let _ = writeln!(text, "\n  Rust     {}:{}", function.rust.file, function.rust.line);
    let _ = writeln!(text, "           {}, sha256 {}", function.path, function.sha256);
    let _ = writeln!(text, "  Rocq     {}:{}", function.rocq.file, function.rocq.line);
    if !function.calls.is_empty() {
        let _ = writeln!(text, "  calls    {}", function.calls.join(", "));
    }
    let _ = writeln!(text, "  tests    {} golden tapes", function.golden_tapes);
    for (suite, tests) in audit.tests_of(function) {
        let names: Vec<&str> = tests.iter().map(|test| test.name.as_str()).collect();
        paragraph(&mut text, 11, &format!("{}: {}", suite.path, names.join(", ")));
    }
    text.push('\n');
    let about: Vec<&Claim> = audit.claims_about(function).collect();
    if about.is_empty() {
        text.push_str("  Nothing is proved of this function by itself yet.\n");
    }
    text.push_str(&claims(&about));
    text
}

fn is_general(claim: &Claim) -> bool {
    claim.function.is_none() && claim.mentions.is_empty()
}

/// Claims, each below its English.
fn claims(claims: &[&Claim]) -> String {
    let mut text = String::new();
    for (index, claim) in claims.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        paragraph(&mut text, 2, &claim.paragraph);
        let basis = match claim.axioms.len() {
            0 => "no axioms".into(),
            1 => "1 axiom".into(),
            count => format!("{count} axioms"),
        };
        let _ = writeln!(text, "\n  {}  {}:{}, {basis}", claim.name, claim.file, claim.line);
        for line in claim.statement.lines() {
            let _ = writeln!(text, "      {line}");
        }
    }
    text
}

/// A title in a line of its own, filled up.
fn rule(title: &str) -> String {
    let filled = WIDTH.saturating_sub(title.chars().count() + 4);
    format!("── {title} {}", "─".repeat(filled))
}

/// Words in lines, indented. Code in English is marked with `[...]` in Rocq's comments, with `` `...` `` here.
fn paragraph(text: &mut String, indent: usize, words: &str) {
    let words = words.replace(['[', ']'], "`");
    let mut column = 0;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if column == 0 || column + 1 + length > WIDTH {
            if column > 0 {
                text.push('\n');
            }
            let _ = write!(text, "{:indent$}{word}", "");
            column = indent + length;
        } else {
            let _ = write!(text, " {word}");
            column += 1 + length;
        }
    }
    text.push('\n');
}
