use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

/// Gives its input in pieces of the given lengths, over and over.
struct Pieces<'a> {
    rest: &'a [u8],
    lengths: std::iter::Cycle<std::vec::IntoIter<usize>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.lengths.next().unwrap_or(1).min(out.len()).min(self.rest.len());
        let (now, later) = self.rest.split_at(length);
        out[..length].copy_from_slice(now);
        self.rest = later;
        Ok(length)
    }
}

/// What a scan found: rows of (line, character, text), the bytes put together again, and why it stopped, if not at the end.
#[derive(Debug, Default, PartialEq, Eq)]
struct Scan {
    rows: Vec<Vec<(u64, usize, Vec<u8>)>>,
    bytes: Vec<u8>,
    stopped: Option<(Position, Unclear)>,
}

impl Scan {
    fn texts(&self) -> Vec<Vec<&[u8]>> {
        self.rows.iter().map(|row| row.iter().map(|(.., text)| text.as_slice()).collect()).collect()
    }
}

fn scan(input: &[u8], lengths: Vec<usize>) -> Scan {
    let mut scanner =
        Scanner::new(Pieces { rest: input, lengths: lengths.into_iter().cycle() }, b',');
    let mut scan = Scan::default();
    loop {
        match scanner.next_part() {
            Ok(None) => return scan,
            Ok(Some(Part::Between(bytes))) => scan.bytes.extend(bytes),
            Ok(Some(Part::Row(row))) => {
                for index in 0..row.width() {
                    let (before, behind) = row.around(index);
                    assert_eq!([before, row.field(index), behind].concat(), row.bytes);
                }
                scan.bytes.extend(row.bytes);
                let field = |index| {
                    let Position { line, column, character } = row.position(index);
                    assert_eq!(column, index + 1);
                    (line, character, row.text(index).into_owned())
                };
                scan.rows.push((0..row.width()).map(field).collect());
            }
            Err(ScanError::Unclear(position, unclear)) => {
                scan.stopped = Some((position, unclear));
                return scan;
            }
            Err(error) => panic!("{error:?}"),
        }
    }
}

#[test]
fn fields_and_places() {
    let input = "\u{feff}a,b\r\n\r\n\"1\n2\",\n3é,\"4\"\"\"".as_bytes();
    for lengths in [vec![1], vec![1000]] {
        let scan = scan(input, lengths);
        let field = |line, character, text: &str| (line, character, text.as_bytes().to_vec());
        assert_eq!(
            scan.rows,
            [
                vec![field(1, 1, "a"), field(1, 3, "b")],
                vec![field(3, 1, "1\n2"), field(4, 4, "")],
                vec![field(5, 1, "3é"), field(5, 4, "4\"")],
            ]
        );
        assert_eq!(scan.bytes, input);
        assert_eq!(scan.stopped, None);
    }
}

#[test]
fn the_last_row_needs_no_line_end() {
    for (input, rows) in [
        ("", vec![]),
        ("\n\r\n", vec![]),
        ("a", vec![vec!["a"]]),
        ("a,", vec![vec!["a", ""]]),
        (",", vec![vec!["", ""]]),
        ("\"\"", vec![vec![""]]),
        ("a\n\"b\"", vec![vec!["a"], vec!["b"]]),
        ("a\rb\r", vec![vec!["a"], vec!["b"]]),
        ("a\r\rb", vec![vec!["a"], vec!["b"]]),
    ] {
        let scan = scan(input.as_bytes(), vec![1]);
        assert_eq!(scan.stopped, None, "{input:?}");
        let rows: Vec<Vec<&[u8]>> =
            rows.iter().map(|row| row.iter().map(|text| text.as_bytes()).collect()).collect();
        assert_eq!(scan.texts(), rows, "{input:?}");
        assert_eq!(scan.bytes, input.as_bytes());
    }
}

/// Each input, where the scan stops (line, column, character) and why.
#[test]
fn what_is_unclear_is_refused_with_its_place() {
    use Unclear::{
        Backslash, CarriageReturn, LineFeed, Nul, OpenQuote, QuoteInside, TextAfterQuote,
    };
    for (input, place, unclear) in [
        // A quote is closed, and text follows.
        ("item,n\n\"5 inch,10\n\"6 inch,20\nz,30\n", (3, 1, 2), TextAfterQuote(b'6', 2)),
        ("a\n\"b\"c\n", (2, 1, 4), TextAfterQuote(b'c', 2)),
        ("\"b\" ,1\n", (1, 1, 4), TextAfterQuote(b' ', 1)),
        ("\"b\"\t1\n", (1, 1, 4), TextAfterQuote(b'\t', 1)),
        ("é,\"é\"\"\"x", (1, 2, 8), TextAfterQuote(b'x', 1)),
        // A quote in a field that begins with something else.
        ("a,5\",10\n", (1, 2, 4), QuoteInside),
        ("x\na, \"b\"\n", (2, 2, 4), QuoteInside),
        ("x\ny\"", (2, 1, 2), QuoteInside),
        // A quote that is never closed.
        ("a,b\n1,\"2", (2, 2, 3), OpenQuote),
        ("a\n\n\"", (3, 1, 1), OpenQuote),
        ("\"a\"\n\"b\"\"", (2, 1, 1), OpenQuote),
        ("n,a\r1,\"\r\r", (2, 2, 3), OpenQuote),
        // A quote behind a backslash, where a field may end.
        ("\"a\\\",1\n", (1, 1, 4), Backslash),
        ("\"a\\\"\"\",1\n", (1, 1, 4), Backslash),
        ("\"a\\\"\"\n", (1, 1, 4), Backslash),
        ("\"a\\\\\\\"", (1, 1, 6), Backslash),
        // Line ends of several kinds.
        ("a,b\n1,2\r3,4\n", (2, 2, 4), CarriageReturn),
        ("a,b\r\n1,2\r\r\n", (2, 2, 4), CarriageReturn),
        ("a\n1\r", (2, 1, 2), CarriageReturn),
        ("a\n\r1", (2, 1, 1), CarriageReturn),
        ("a,b\r1,2\n3,4\r", (2, 2, 4), LineFeed),
        ("a,b\r1,2\r\n", (2, 2, 4), LineFeed),
        ("a\r\n\rb", (2, 1, 1), CarriageReturn),
        // A byte 0.
        ("a,b\0\n", (1, 2, 4), Nul),
        ("a,\"b\n\0\"\n", (2, 2, 1), Nul),
    ] {
        for lengths in [vec![1], vec![1000]] {
            let scan = scan(input.as_bytes(), lengths);
            let (line, column, character) = place;
            let expected = Some((Position { line, column, character }, unclear));
            assert_eq!(scan.stopped, expected, "{input:?}");
        }
    }
}

#[test]
fn backslashes_are_text_where_no_field_can_end() {
    for (input, text) in [
        ("\"C:\\dir\"\n", "C:\\dir"),
        ("C:\\dir\\\n", "C:\\dir\\"),
        ("\"a\\\\\"", "a\\\\"),
        ("\"a\\\"\"b\"", "a\\\"b"),
        ("\"a\\\"\"\"\"b\"", "a\\\"\"b"),
    ] {
        let scan = scan(input.as_bytes(), vec![1]);
        assert_eq!(scan.stopped, None, "{input:?}");
        assert_eq!(scan.texts(), [[text.as_bytes()]], "{input:?}");
    }
}

fn first_error(input: impl Read) -> (Position, Unclear) {
    let mut scanner = Scanner::new(input, b',');
    loop {
        match scanner.next_part() {
            Ok(Some(_)) => {}
            Err(ScanError::Unclear(position, unclear)) => return (position, unclear),
            other => panic!("{other:?}"),
        }
    }
}

/// Input without end is refused, whatever it lacks: line ends, a closing quote, or fewer columns.
#[test]
fn rows_are_bounded() {
    let place = |line, column, character| Position { line, column, character };
    let endless = b"n\n\n".chain(io::repeat(b'x'));
    assert_eq!(first_error(endless), (place(3, 1, 1), Unclear::LongRow));
    let endless = b"n\n1,\"".chain(io::repeat(b'\n'));
    assert_eq!(first_error(endless), (place(2, 2, 3), Unclear::LongQuoted));
    let endless = b"n\n\"".chain(io::repeat(b'"'));
    assert_eq!(first_error(endless), (place(2, 1, 1), Unclear::LongQuoted));
    let (position, unclear) = first_error(b"n\n".chain(io::repeat(b',')));
    assert_eq!((position.line, unclear), (2, Unclear::ManyColumns));

    let long = [vec![b'x'; MAX_ROW - 2], b",\n".to_vec()].concat();
    let mut scanner = Scanner::new(long.as_slice(), b',');
    assert!(matches!(scanner.next_part(), Ok(Some(Part::Row(row))) if row.bytes == long));
    let wide = vec![b','; MAX_COLUMNS - 1];
    let mut scanner = Scanner::new(wide.as_slice(), b',');
    assert!(matches!(scanner.next_part(), Ok(Some(Part::Row(row))) if row.width() == MAX_COLUMNS));
}

/// What can be made of the input by a reader that takes everything.
fn reference(input: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
    reader
        .byte_records()
        .map(|record| record.expect("any bytes are read").iter().map(<[u8]>::to_vec).collect())
        .collect()
}

/// Bytes among which those are common that matter.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(
        prop_oneof![
            8 => prop::sample::select(b"\"\"\"\"a1,,,\r\n\n\\ \xef\xbb\xbf\0".to_vec()),
            1 => any::<u8>(),
        ],
        0..60,
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4096,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// What is read is what the other reader reads, to the end or up to the place that is refused; all bytes come back; and
    /// the pieces do not matter in which the input comes.
    #[test]
    fn what_is_accepted_is_read_by_others_alike(input in bytes(), lengths in vec(1_usize..9, 1..5)) {
        let found = scan(&input, lengths);
        prop_assert_eq!(&found, &scan(&input, vec![1000]));
        let expected = reference(&input);
        let texts: Vec<Vec<Vec<u8>>> = found
            .texts()
            .into_iter()
            .map(|row| row.into_iter().map(<[u8]>::to_vec).collect())
            .collect();
        if found.stopped.is_none() {
            prop_assert_eq!(texts, expected);
            prop_assert_eq!(found.bytes, input);
        } else {
            prop_assert!(expected.starts_with(&texts));
            prop_assert!(input.starts_with(&found.bytes));
        }
    }

    /// What a writer of CSV writes is accepted, but for what is unclear all the same.
    #[test]
    fn what_is_written_is_accepted(
        rows in vec(vec(prop::sample::select(vec!["", "a", "1", "x,y", "6\"", "two\nlines", "é", "\"", "\"\"", " "]), 3), 1..6),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).expect("a vector takes everything");
        }
        let written = writer.into_inner().expect("a vector takes everything");
        let found = scan(&written, vec![7]);
        prop_assert_eq!(found.stopped, None);
        let rows: Vec<Vec<&[u8]>> =
            rows.iter().map(|row| row.iter().map(|text| text.as_bytes()).collect()).collect();
        prop_assert_eq!(found.texts(), rows);
    }
}
