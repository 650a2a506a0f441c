//! Recognises files that are no CSV by their first bytes.

/// How many of the first bytes are looked at.
pub const BEGINNING: usize = 16;

/// What the input is if it is no CSV, and what to do about it.
pub fn foreign(beginning: &[u8]) -> Option<String> {
    let (what, advice) = FORMATS
        .iter()
        .find(|(start, ..)| beginning.starts_with(start))
        .map(|&(_, what, advice)| (what, advice))
        .or_else(|| is_bzip2(beginning).then_some(("compressed with bzip2", BZIP2)))
        .or_else(|| utf_16_without_mark(beginning).map(|advice| ("in UTF-16", advice)))?;
    Some(format!("the table is {what}; {advice}"))
}

const UTF_16: &str = "convert it, as in `iconv -f UTF-16 -t UTF-8 FILE | verinoise noise - ...`";
const UTF_16_BE: &str =
    "convert it, as in `iconv -f UTF-16BE -t UTF-8 FILE | verinoise noise - ...`";
const UTF_16_LE: &str =
    "convert it, as in `iconv -f UTF-16LE -t UTF-8 FILE | verinoise noise - ...`";
const UTF_32: &str = "convert it, as in `iconv -f UTF-32 -t UTF-8 FILE | verinoise noise - ...`";
const GZIP: &str = "decompress it, as in `gzip -dc FILE | verinoise noise - ...`";
const BZIP2: &str = "decompress it, as in `bzip2 -dc FILE | verinoise noise - ...`";
const XZ: &str = "decompress it, as in `xz -dc FILE | verinoise noise - ...`";
const ZSTD: &str = "decompress it, as in `zstd -dc FILE | verinoise noise - ...`";
const LZ4: &str = "decompress it, as in `lz4 -dc FILE | verinoise noise - ...`";
const ZIP: &str = "extract it, as in `unzip -p FILE | verinoise noise - ...`; from a spreadsheet, save the sheet as CSV";
const SEVEN_ZIP: &str = "extract it, as in `7z x -so FILE | verinoise noise - ...`";
const SQLITE: &str =
    "export the table, as in `sqlite3 -csv -header FILE 'SELECT * FROM t' | verinoise noise - ...`";
const EXPORT: &str = "save it as CSV";

/// First bytes, the format that they are of, and what to do. UTF-32 stands before UTF-16, whose mark it begins with.
const FORMATS: &[(&[u8], &str, &str)] = &[
    (b"\xff\xfe\0\0", "in UTF-32", UTF_32),
    (b"\0\0\xfe\xff", "in UTF-32", UTF_32),
    (b"\xff\xfe", "in UTF-16", UTF_16),
    (b"\xfe\xff", "in UTF-16", UTF_16),
    (b"\x1f\x8b", "compressed with gzip", GZIP),
    (b"\x1f\x9d", "compressed with compress", GZIP),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", ZSTD),
    (b"\xfd7zXZ\0", "compressed with xz", XZ),
    (b"\x04\x22\x4d\x18", "compressed with lz4", LZ4),
    (b"PK\x03\x04", "a zip archive or a spreadsheet (xlsx, ods)", ZIP),
    (b"PK\x05\x06", "an empty zip archive", EXPORT),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", SEVEN_ZIP),
    (b"SQLite format 3\0", "an SQLite database", SQLITE),
    (b"PAR1\x15", "a Parquet file", EXPORT),
    (b"ARROW1\0\0", "an Arrow file", EXPORT),
    (b"Obj\x01", "an Avro file", EXPORT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old spreadsheet (xls) or document", EXPORT),
];

/// The letters `BZh`, a digit, and the first bytes of a block or of the end: no text has these.
fn is_bzip2(beginning: &[u8]) -> bool {
    let block = beginning.get(4..10);
    beginning.starts_with(b"BZh")
        && (block == Some(b"\x31\x41\x59\x26\x53\x59")
            || block == Some(b"\x17\x72\x45\x38\x50\x90"))
}

/// What to do about text of ASCII characters in UTF-16 without a mark: of every two bytes one is 0, always the first or always
/// the second. Programs differ on the order that they take where none is named.
fn utf_16_without_mark(beginning: &[u8]) -> Option<&'static str> {
    let zeros = |offset| beginning.iter().skip(offset).step_by(2).all(|&byte| byte == 0);
    let others = |offset| beginning.iter().skip(offset).step_by(2).all(|&byte| byte != 0);
    match beginning.len() >= 2 {
        true if zeros(0) && others(1) => Some(UTF_16_BE),
        true if zeros(1) && others(0) => Some(UTF_16_LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_not_foreign() {
        for text in [
            "",
            "n",
            "a,n\n1,2\n",
            "PK,n\n",
            "BZh9,n\n1,2\n",
            "PAR1,n\n",
            "ORC,n\n",
            "7z,n\n",
            "Obj,n\n",
        ] {
            assert_eq!(foreign(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(foreign(b"\xef\xbb\xbfa,n\n"), None);
        assert_eq!(foreign(b"\xe9,n\n"), None);
    }

    #[test]
    fn utf_16_is_recognised_without_a_mark() {
        for (bytes, name) in [
            (b"a\0,\0n\0\n\0".as_slice(), " UTF-16LE "),
            (b"n\0", " UTF-16LE "),
            (b"\0a\0,\0n", " UTF-16BE "),
            (b"\0n", " UTF-16BE "),
            // The mark says which.
            (b"\xff\xfea\0", " UTF-16 "),
            (b"\xfe\xff\0a", " UTF-16 "),
        ] {
            assert!(foreign(bytes).is_some_and(|text| text.contains(name)), "{bytes:?}");
        }
        assert_eq!(foreign(b"a\0,n"), None);
    }
}
