//! Names from outside, safe to print.
//!
//! A file name may hold anything: escape sequences that move the cursor, line ends, characters that reverse the direction of
//! the text, bytes that are no text. Shown as it is, it could make a message say something else.

use std::fmt::Write as _;
use std::path::Path;

/// The name as it is if a terminal shows it as it is, and otherwise in quotes, with escapes.
pub fn path(path: &Path) -> String {
    match path.to_str() {
        Some(text) if is_plain(text) => text.to_owned(),
        _ => quoted(path.as_os_str().as_encoded_bytes()),
    }
}

/// The bytes in quotes, with escapes for all that is not visible text.
pub fn quoted(bytes: &[u8]) -> String {
    let mut text = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            if is_visible(character) && !matches!(character, '"' | '\\') {
                text.push(character);
            } else {
                text.extend(character.escape_debug());
            }
        }
        for byte in chunk.invalid() {
            // A string takes any text.
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text.push('"');
    text
}

/// A message with escapes for what a terminal would obey, whatever it was put together from. Line ends stay.
pub fn message(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// One line of a message, with escapes for line ends too.
pub fn line(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if is_visible(character) {
            safe.push(character);
        } else {
            safe.extend(character.escape_debug());
        }
    }
    safe
}

/// Whether a terminal shows the text as it is, and a reader sees where it begins and ends.
pub fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().all(is_visible)
}

/// Whether the character is neither a control character nor invisible. (Quotes and backslashes are visible.)
fn is_visible(character: char) -> bool {
    // Accents are escaped where they have no letter to stand on, and here they have one.
    matches!(character, '"' | '\'' | '\\') || format!("a{character}").escape_debug().count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_stay() {
        for name in [
            "noisy.csv",
            "/tmp/a b/c's.csv",
            "Zähldaten.csv",
            "Za\u{308}hl.csv",
            "数据.csv",
            "a\\b",
        ] {
            assert_eq!(path(Path::new(name)), name);
            assert_eq!(message(name), name);
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        for (name, shown) in [
            ("", r#""""#),
            (" a", r#"" a""#),
            ("a\nerror: b", r#""a\nerror: b""#),
            ("\u{1b}[31mred", r#""\u{1b}[31mred""#),
            ("\u{9b}31m", r#""\u{9b}31m""#),
            ("a\u{202e}vsc.b", r#""a\u{202e}vsc.b""#),
            ("a\u{2066}b\u{200f}\u{feff}\u{2028}", r#""a\u{2066}b\u{200f}\u{feff}\u{2028}""#),
            ("a\r\t\u{7f}\0", r#""a\r\t\u{7f}\0""#),
        ] {
            assert_eq!(path(Path::new(name)), shown);
            assert!(message(name).chars().all(|c| c == '\n' || !c.is_control()), "{shown}");
        }
        assert_eq!(message("one\n\u{1b}two\u{202e}"), "one\n\\u{1b}two\\u{202e}");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_numbers() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(path(Path::new(OsStr::from_bytes(b"a\xff.csv"))), r#""a\xff.csv""#);
    }
}
