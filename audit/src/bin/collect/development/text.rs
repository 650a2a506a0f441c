//! Rocq text, as far as an audit needs to understand it: comments, strings, sentences, words.

/// What stands at the top level of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A comment outside of any sentence, with its delimiters.
    Comment(String),
    /// A sentence, as written; `start` is its first byte in the file.
    Sentence { line: usize, start: usize, text: String },
}

/// Cuts a file into sentences and the comments between them.
pub fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut start = None; // of a sentence: line and offset
    let mut line = 1;
    let mut rest = 0;
    while rest < text.len() {
        let piece = piece(&text[rest..]);
        let end = rest + piece.text.len();
        match (piece.kind, start) {
            (Kind::Comment, None) => items.push(Item::Comment(piece.text.into())),
            (Kind::Blank | Kind::Comment, _) => {}
            // The second period of `..` in a recursive notation ends nothing.
            (Kind::Period, Some((line, offset))) if !text[offset..rest].ends_with('.') => {
                items.push(Item::Sentence { line, start: offset, text: text[offset..end].into() });
                start = None;
            }
            (_, None) => start = Some((line, rest)),
            (_, Some(_)) => {}
        }
        line += piece.text.matches('\n').count();
        rest = end;
    }
    items
}

/// The text without its comments.
pub fn without_comments(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let piece = piece(rest);
        if piece.kind != Kind::Comment {
            code.push_str(piece.text);
        }
        rest = &rest[piece.text.len()..];
    }
    code
}

/// How many lines are neither blank nor comments.
pub fn code_lines(text: &str) -> usize {
    without_comments(text).lines().filter(|line| !line.trim().is_empty()).count()
}

/// The identifiers of a text without comments, outside of strings. A qualified one stays in one piece.
pub fn words(code: &str) -> impl Iterator<Item = &str> {
    let outside = code.split('"').step_by(2);
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '.');
    outside
        .flat_map(move |text| text.split(move |c: char| !inside(c)))
        .map(|word| word.trim_matches('.'))
        .filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blank,
    Comment,
    Period,
    Other,
}

struct Piece<'a> {
    kind: Kind,
    text: &'a str,
}

/// The first piece of a text that is not empty.
fn piece(text: &str) -> Piece<'_> {
    let (kind, length) = if text.starts_with("(*") {
        (Kind::Comment, comment(text))
    } else if let Some(string) = text.strip_prefix('"') {
        (Kind::Other, string.find('"').map_or(text.len(), |end| end + 2))
    } else {
        let mut letters = text.chars();
        let first = letters.next().map_or(0, char::len_utf8);
        let ends = letters.next().is_none_or(char::is_whitespace);
        let kind = match text.as_bytes().first() {
            Some(b' ' | b'\t' | b'\n' | b'\r') => Kind::Blank,
            Some(b'.') if ends => Kind::Period,
            _ => Kind::Other,
        };
        (kind, first)
    };
    Piece { kind, text: &text[..length] }
}

/// The length of the comment at the start of the text. Comments nest.
fn comment(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut i) = (0_usize, 0);
    while i < bytes.len() {
        match &bytes[i..] {
            [b'(', b'*', ..] => (depth, i) = (depth + 1, i + 2),
            [b'*', b')', ..] => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            break;
        }
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_comments() {
        let text = "(** Title. (* nested *) *)\nFrom A.B Require C.\n\n\
                    Definition s := \"a. b (* no comment\" (* one. *) .\nQed.";
        let expected = [
            Item::Comment("(** Title. (* nested *) *)".into()),
            Item::Sentence { line: 2, start: 27, text: "From A.B Require C.".into() },
            Item::Sentence {
                line: 4,
                start: 48,
                text: "Definition s := \"a. b (* no comment\" (* one. *) .".into(),
            },
            Item::Sentence { line: 5, start: 98, text: "Qed.".into() },
        ];
        assert_eq!(items(text), expected);
        assert_eq!(code_lines(text), 3);
    }

    #[test]
    fn identifiers() {
        let found: Vec<_> = words("forall x', (f x' <= Nat.add 2 y)%nat -> \"g h\" = z.").collect();
        assert_eq!(found, ["forall", "x'", "f", "x'", "Nat.add", "y", "nat", "z"]);
    }
}
