//! Tables that can be read in several ways: none of their values may come out without noise.

mod common;

use std::io::{Read, Write};
use std::process::Stdio;

use common::{noise, stderr, stdout, verinoise};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// A scale of 10^16: a value stays as it is once in 2 · 10^16 times, and small numbers never leave 64 bits.
const MUCH_NOISE: [&str; 6] = ["--column", "n", "--epsilon", "1e-16", "--sensitivity", "1"];

fn assert_refused(table: &[u8], message: &str) {
    let output = noise(&MUCH_NOISE, table);
    let shown = String::from_utf8_lossy(table);
    assert_eq!(output.status.code(), Some(2), "{shown:?}: {}", stderr(&output));
    assert_eq!(stdout(&output), "", "{shown:?}");
    assert!(stderr(&output).contains(message), "{shown:?}: {}", stderr(&output));
}

#[test]
fn inch_marks_hide_no_counts() {
    assert_refused(
        b"item,n\n\"5 inch,10\n\"6 inch,20\nz,30\n",
        "stdin, line 3, column 1, character 2: text follows the quote that closes a field, which begins in line 2; a quote \
         that belongs to the text is doubled, and its field put in quotes: 6\" is written \"6\"\"\"",
    );
    assert_refused(
        b"item,n\n5 inch\",10\n6 inch\",20\n",
        "stdin, line 2, column 1, character 7: a quote stands in a field that does not begin with one",
    );
    assert_refused(
        b"item,n\n\"5 inch,10\n7 inch,15\n6 inch\",20\n",
        "stdin, line 2: a field in quotes goes over several lines (the row is in lines 2 to 4), and this line alone would be a row",
    );
    assert_refused(
        b"n,item\n10,\"5 inch\n15,6 inch\"\n",
        "stdin, line 3: a field in quotes goes over several lines (the row is in lines 2 to 3)",
    );
    assert_refused(
        b"\"item,n\nx,10\ny\",n\nz,5\n",
        "stdin, line 1, column 1, character 1: the quote that opens here is closed in a line below",
    );
}

/// What a quote in the header swallows would come out as it is, however many columns it has.
#[test]
fn headers_hide_no_counts() {
    for (table, place) in [
        (b"item,n,\"note\nnail,10,x\nscrew 6\",20,y\n".as_slice(), "column 3, character 8"),
        (b"n,\"a\"\"\n5,6\n\"\"\",x\n1,2,3\n", "column 2, character 3"),
        (b"n,\"c1,c2,c3\n1928,5,x,\n1139,,\",y z\n", "column 2, character 3"),
        (b"n,c1,\"c2\r1398,5\",x", "column 3, character 6"),
        (b"n,\"c1\r\n1398\",x\r\n5,6,7\r\n", "column 2, character 3"),
        (b"\xef\xbb\xbf\"n\n17\n18\"", "column 1, character 1"),
        (b"\"a\nb\",n\nx,1\n", "column 1, character 1"),
        (b"x;\"a\n7\";n\n1;2;3\n", "character 3"),
    ] {
        let wanted = if table.starts_with(b"x;") {
            format!("stdin, line 1, column 1, {place}: a quote stands in a field")
        } else {
            format!(
                "stdin, line 1, {place}: the quote that opens here is closed in a line below, and rows in between would get \
                 no noise; write the header in one line, each name without line ends"
            )
        };
        assert_refused(table, &wanted);
    }
}

#[test]
fn a_table_without_rows_is_remarked_upon() {
    let warning = "warning: no value got noise: the table has a header and no rows\n";
    for (table, warns) in [(b"a,n\n".as_slice(), true), (b"n", true), (b"a,n\nx,1\n", false)] {
        let output = noise(&MUCH_NOISE, table);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(stderr(&output).contains(warning), warns, "{}", stderr(&output));
    }
}

#[test]
fn other_dialects_are_refused() {
    assert_refused(
        b"item,n\n\"5 inch\\\"\",10\n",
        "stdin, line 2, column 1, character 9: a backslash stands before a quote, and programs differ",
    );
    assert_refused(
        b"item,n\nx,1\ry,2\n",
        "stdin, line 2, column 2, character 4: a carriage return stands without a line feed",
    );
    assert_refused(
        b"item,n\rx,1\ry,2\n",
        "stdin, line 3, column 2, character 4: a line feed stands here, while the lines above end with a carriage return",
    );
    assert_refused(
        b"item,n\nx\0,1\n",
        "stdin, line 2, column 1, character 2: a byte 0 stands in the text",
    );
    assert_refused(b"\"item\" ,n\nx,1\n", "stdin, line 1, column 1, character 7: text follows");
}

#[test]
fn other_delimiters_are_suggested() {
    for (table, name) in [
        (b"item\tn\nx\t1\n".as_slice(), "tab"),
        (b"\"item\"\t\"n\"\n", "tab"),
        (b"item;n\nx;1\n", "';'"),
        (b"\xef\xbb\xbfitem|n|m\r\n", "'|'"),
        (b"item:n\nx:1\n", ":"),
    ] {
        let output = noise(&MUCH_NOISE, table);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(&format!("--delimiter {name}")), "{}", stderr(&output));
        // The advice helps.
        let name = name.trim_matches('\'');
        let output = noise(&[MUCH_NOISE.as_slice(), &["--delimiter", name]].concat(), table);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let output = noise(&[MUCH_NOISE.as_slice(), &["--delimiter", "tab"]].concat(), b"a,n\nx,1\n");
    assert!(stderr(&output).contains("with --delimiter , there is one"), "{}", stderr(&output));
}

#[test]
fn lines_that_end_with_carriage_returns_are_counted() {
    assert_refused(b"a,n\rx,1\ry,bad\r", "stdin, line 3, column 2 (\"n\"): the value is not an");
    assert_refused(b"a,n\r\r\"x\ry\",1\ry,bad\r", "stdin, line 5, column 2 (\"n\"): the value");
}

#[test]
fn files_that_are_no_csv_are_named() {
    for (table, message) in [
        (b"\xff\xfea\0,\0n\0\n\0x\0,\x001\0\n\0".as_slice(), "the table is in UTF-16; convert it, as in `iconv -f UTF-16 "),
        (b"\xfe\xff\0a\0,\0n\0\n", "in UTF-16"),
        (b"a\0,\0n\0\n\0", "in UTF-16"),
        (b"\xff\xfe\0\0a\0\0\0", "in UTF-32"),
        (
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\xd4\xc9\xe3\xaa\xd0\x31\xe4\x02\x00\x74\xfc\x64\xa5\x08\x00\x00\x00",
            "compressed with gzip; decompress it, as in `gzip -dc FILE | verinoise noise - ...`",
        ),
        (b"\x1f\x9d\x90\x61", "compressed with compress; decompress it, as in `gzip -dc "),
        (b"PK\x03\x04\x14\0\0\0\x08\0", "a zip archive or a spreadsheet (xlsx, ods); extract it"),
        (b"\x28\xb5\x2f\xfd\x04\x58", "compressed with zstd"),
        (b"BZh91AY&SY\x8d\x2f", "compressed with bzip2"),
        (b"BZh9\x17\x72\x45\x38\x50\x90\0\0\0\0", "compressed with bzip2"),
        (b"\xfd7zXZ\0\0\x04", "compressed with xz"),
        (b"\x04\x22\x4d\x18\x64\x40", "compressed with lz4"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "a 7z archive"),
        (b"SQLite format 3\0\x10\0\x01\x01", "an SQLite database; export the table"),
        (b"PAR1\x15\x04\x15\x10", "a Parquet file"),
        (b"ARROW1\0\0\x10\0", "an Arrow file"),
        (b"Obj\x01\x04\x14avro", "an Avro file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old spreadsheet"),
    ] {
        assert_refused(table, message);
    }
}

/// A row without end is no reason to read without end.
#[test]
fn endless_rows_end_early() {
    for (row, message) in [
        (
            "x".repeat(1 << 16),
            "stdin, line 2, column 1, character 1: the row reaches 16 MiB, the limit for one row",
        ),
        (
            "\"".repeat(1 << 16),
            "stdin, line 2, column 1, character 1: with the quote that opens here, the row reaches 16 MiB",
        ),
        (
            format!("\"{}", "y\n\r\n,".repeat(1 << 13)),
            "with the quote that opens here, the row reaches 16 MiB",
        ),
        (
            ",".repeat(1 << 16),
            "stdin, line 2, column 65537, character 65537: the row has more than 65536 columns",
        ),
    ] {
        let mut child = verinoise()
            .args(["noise", "-", "--column", "n", "--rho", "1", "--sensitivity", "1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let writer = std::thread::spawn(move || {
            let mut written =
                stdin.write_all(b"n,m\n").and_then(|()| stdin.write_all(row.as_bytes()));
            // Without a second quote, which would end the field.
            let rest = row.replace("\"y", "zy");
            while written.is_ok() {
                written = stdin.write_all(rest.as_bytes());
            }
        });
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        assert_eq!(child.wait().expect("the program ends").code(), Some(2));
        writer.join().expect("the writer sees that nobody reads");
        assert!(said.contains(message), "{said}");
    }
}

/// What the table holds goes into no message: neither values, nor the texts next to them.
#[test]
fn no_message_shows_what_the_table_holds() {
    for table in [
        "a,n\nsecret,31415.9\n",
        "a,n\nsecret,3141592653589793238462643\n",
        "a,n\nsecret,secret\n",
        "a,n\nsecret\n",
        "a,n\nsecret,31415,31415\n",
        "a,n\n\"secret\"31415,31415\n",
        "a,n\nsecret\"31415,31415\n",
        "a,n\nsecret,\"31415\n",
        "a,n\nsecret\\,\"31415\\\"\n",
        "a,n\nsecret,31415\rsecret,31415\n",
        "a,n\n\"secret,31415\nsecret\",31415\n",
        "a,n\nsecret\0,31415\n",
        "a,n\nsecret,9223372036854775807\nsecret,-9223372036854775808\n",
        // Without a header.
        "secret,31415\nsecret,31415\n",
        "secret;31415\nsecret;31415\n",
        "secret\t31415.9\n",
    ] {
        let table = format!("{table}{}", "secret,9223372036854775807\n".repeat(100));
        let output = noise(&MUCH_NOISE, table.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{table:?}");
        for shown in ["secret", "31415", "92233", "3.14"] {
            assert!(!stderr(&output).contains(shown), "{table:?}: {}", stderr(&output));
        }
    }
}

/// A number given as the name of the column finds the first value where the header is missing.
#[test]
fn numbers_are_no_names() {
    for (table, column) in [
        ("a,2\nb,7\n", "2"),
        ("a,-2\nb,7\n", "-2"),
        ("a,\"2\"\nb,7\n", "2"),
        ("a,+2\nb,7\n", " +2"),
        ("2\n7\n", "2"),
        ("1,2\n3,4\n", "1"),
        ("a,99999999999999999999\nb,7\n", "99999999999999999999"),
        ("a,2.0\nb,7\n", "2.0"),
        ("year,2024\nx,7\n", "2024"),
    ] {
        let privacy = ["--epsilon", "1e-16", "--sensitivity", "1"];
        let equal = format!("--column={column}");
        let output = noise(&[[equal.as_str()].as_slice(), &privacy].concat(), table.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{table:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{table:?}");
        let said = stderr(&output);
        let wanted = format!(
            "the first line must hold the names of columns, and {column:?} could be a value"
        );
        assert!(said.contains(&wanted), "{table:?}: {said}");
        // The way out.
        let named = format!("--column=n{}", column.trim());
        let table = table.replacen(column.trim(), &format!("n{}", column.trim()), 1);
        let output = noise(&[[named.as_str()].as_slice(), &privacy].concat(), table.as_bytes());
        assert!(output.status.success(), "{table:?}: {}", stderr(&output));
    }
}

/// Where the header is missing, the first row is no list of names to show.
#[test]
fn no_message_shows_digits_of_the_first_line() {
    for table in [
        "item,\"n\nnail,31415",
        "item,\"n\nnail,31415\"\n",
        "\"n\n31415\n31416\"",
        "alice 31415\nbob 13\n",
        "alice,$31415\n",
        "alice,31415 persons\n",
        "alice,31415 €\n",
        "alice,≥31415\n",
        "alice=31415,b\n",
        "alice;$31415\n",
        "alice|31415 persons\n",
        "alice\t≥31415\n",
        "alice,31415x\n",
        "alice,(31415)\n",
        "alice,３１４１５\n",
    ] {
        for delimiter in [",", "tab", ";", "|", ":", "="] {
            let arguments = [MUCH_NOISE.as_slice(), &["--delimiter", delimiter]].concat();
            let output = noise(&arguments, table.as_bytes());
            assert_eq!(output.status.code(), Some(2), "{table:?}");
            assert_eq!(stdout(&output), "", "{table:?}");
            for shown in ["31415", "３", "persons"] {
                assert!(!stderr(&output).contains(shown), "{table:?}: {}", stderr(&output));
            }
        }
    }
    assert_refused(
        "alice,12 persons,≥12,b\n".as_bytes(),
        "stdin, line 1: no column is named \"n\"; the columns are \"alice\", \"b\"; 2 columns whose names contain digits or line \
         ends are not shown\n",
    );
}

#[test]
fn texts_of_several_lines_pass() {
    for table in [
        "item,n\n\"Main Street 5,\nSpringfield\",10\n",
        "n,item\r\n10,\"a\r\nb\r\n\r\nc, d\"\r\n",
        "item,n\n\"6\"\" inch\",10\n\"\"\"\",20\n\"C:\\dir\",30\n",
        // The encoding is of no concern to fields; Latin-1 is passed on as it is.
        "item,n\n\u{e9}t\u{e9},10\n",
    ] {
        let table: Vec<u8> =
            table.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
        let output = noise(&MUCH_NOISE, &table);
        assert!(output.status.success(), "{}", stderr(&output));
        let (before, after) = (reference(&table), reference(&output.stdout));
        assert_eq!(before.len(), after.len());
        assert!(before.iter().zip(&after).skip(1).all(|(old, new)| old.1 != new.1));
    }
}

/// Cells as they stand in a file, some of them astray.
fn cell() -> impl Strategy<Value = &'static str> {
    let fine: &'static [&'static str] =
        &["x", "y z", "", "\"\"", "\"a,b\"", "\"two\nlines\"", "\"q \"\"q\"\" q\"", "10", "\\"];
    let marks: &'static [&'static str] = &["\"5 inch", "6 inch\""];
    let astray: &'static [&'static str] =
        &["7\"", "\"\\\"", "\"x\" ", " \"x\"", "\"1,", ",1\"", "\r", "\"\r\n\"", "\u{e9}"];
    prop_oneof![
        14 => prop::sample::select(fine),
        3 => prop::sample::select(marks),
        1 => prop::sample::select(astray),
    ]
}

fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["10", "-3", "+7", "007", " 5 ", "\"20\"", "0", "1", "2", "12"])
}

/// The names of the columns but one, some with quotes astray: what is between these and quotes further down is no name.
fn names() -> impl Strategy<Value = Vec<&'static str>> {
    let fine: &'static [&'static str] =
        &["a", "b c", "\"d\"", "\"e \"\"e\"\"\"", "\"f,g\"", "\"\""];
    let astray: &'static [&'static str] =
        &["\"a", "\"a\"\"", "\"\"\"", "\"", "b\"", "\"a,b,c", "\"a\n\""];
    vec(prop_oneof![5 => prop::sample::select(fine), 1 => prop::sample::select(astray)], 2)
}

/// A table with the column `n` in some place, and the place.
fn tables() -> impl Strategy<Value = (Vec<u8>, usize)> {
    let rows = vec((vec(cell(), 2), value()), 1..6);
    let end = prop::sample::select(vec!["\n", "\n", "\r\n", "\r"]);
    let stray = prop::option::weighted(
        0.2,
        (any::<prop::sample::Index>(), prop::sample::select(b"\",\n\r\\\0 1\xff".to_vec())),
    );
    (names(), rows, end, 0_usize..3, stray).prop_map(|(names, rows, end, place, stray)| {
        let row = |mut cells: Vec<&str>, value| {
            cells.insert(place, value);
            cells.join(",") + end
        };
        let mut table = row(names, "n");
        for (cells, value) in rows {
            table += &row(cells, value);
        }
        let mut table = table.into_bytes();
        if let Some((index, byte)) = stray {
            table.insert(index.index(table.len()), byte);
        }
        (table, place)
    })
}

/// Every row as another reader of CSV reads it: its fields, and its bytes.
fn reference(table: &[u8]) -> Vec<(Vec<Vec<u8>>, &[u8])> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table);
    let records: Vec<csv::ByteRecord> =
        reader.byte_records().map(|record| record.expect("any bytes are read")).collect();
    let start = |record: &csv::ByteRecord| {
        let byte = record.position().map_or(0, csv::Position::byte);
        usize::try_from(byte).expect("a short table")
    };
    let mut rows = Vec::new();
    for (index, record) in records.iter().enumerate() {
        let end = records.get(index + 1).map_or(table.len(), start);
        rows.push((record.iter().map(<[u8]>::to_vec).collect(), &table[start(record)..end]));
    }
    rows
}

fn is_integer(text: &[u8]) -> bool {
    str::from_utf8(text).is_ok_and(|text| text.trim_matches([' ', '"']).parse::<i64>().is_ok())
}

proptest! {
    // The same tables each time: what is tested must not depend on the day.
    #![proptest_config(ProptestConfig {
        cases: 800,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Either the table is refused and nothing is written, or every value got noise and all else is the same: as another
    /// reader sees it, and line by line without regard to quotes.
    #[test]
    fn every_value_gets_noise_or_the_table_is_refused((table, place) in tables()) {
        let output = noise(&MUCH_NOISE, &table);
        if !output.status.success() {
            prop_assert_eq!(output.status.code(), Some(2));
            prop_assert!(output.stdout.is_empty());
            return Ok(());
        }
        let (before, after) = (reference(&table), reference(&output.stdout));
        prop_assert_eq!(before.len(), after.len());
        prop_assert_eq!(&before[0], &after[0]);
        let header = &before[0].0;
        let mut letters = header.iter().flatten();
        prop_assert!(!letters.any(|byte| b"\r\n".contains(byte)), "the header swallowed rows");
        // Quotes can make two cells of the writer's into one, in the header and in each row alike.
        let width = header.len();
        let read = header.iter().position(|name| name.trim_ascii() == b"n").expect("the column is there");
        for ((old, old_bytes), (new, new_bytes)) in before.iter().zip(&after).skip(1) {
            prop_assert_eq!((old.len(), new.len()), (width, width));
            for column in 0..width {
                prop_assert_eq!(old[column] == new[column], column != read);
            }
            prop_assert!(is_integer(&new[read]));
            // What differs in the bytes is the value.
            let same = old_bytes.iter().zip(*new_bytes).take_while(|(a, b)| a == b).count();
            let rest = old_bytes.len().min(new_bytes.len()) - same;
            let tail = old_bytes.iter().rev().zip(new_bytes.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
            for bytes in [&old_bytes[same..old_bytes.len() - tail], &new_bytes[same..new_bytes.len() - tail]] {
                prop_assert!(bytes.iter().all(|byte| b"+- 0123456789".contains(byte)), "{:?}", bytes);
            }
        }
        let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
            bytes.split(|&byte| byte == b'\n' || byte == b'\r').map(<[u8]>::to_vec).collect()
        };
        for (old, new) in lines(&table).iter().zip(lines(&output.stdout)) {
            let parts: Vec<&[u8]> = old.split(|&byte| byte == b',').collect();
            if parts.len() == 3 && is_integer(parts[place]) {
                prop_assert!(*old != new, "{} stayed", String::from_utf8_lossy(old));
            }
        }
    }
}
