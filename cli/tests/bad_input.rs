//! Every kind of wrong table and wrong command line: what is said, and with which exit code.

mod common;

use common::{ARGUMENTS, Place, noise, run, run_in, run_with_input, stderr, stdout};

#[test]
fn wrong_tables_are_refused_with_the_place() {
    let tables: [(&[u8], &str); 21] = [
        (b"", "stdin is empty: there is no header"),
        (b"\n\r\n", "stdin is empty: there is no header"),
        (b"\xef\xbb\xbf", "stdin is empty: there is no header"),
        (b"a,b\n1,2\n", r#"stdin, line 1: no column is named "n"; the columns are "a", "b""#),
        (b"N\n1\n", r#"no column is named "n"; the columns are "N""#),
        (b"n,a,n\n1,2,3\n", r#"stdin, line 1: columns 1 and 3 are both named "n""#),
        (b"n, n\n1,2\n", r#"stdin, line 1: columns 1 and 2 are both named "n""#),
        (
            b"a,n\nx,1\ny,12a\n",
            r#"stdin, line 3, column 2 ("n"): the value is not an integer; one is digits"#,
        ),
        (
            b"a,n\r\nx,1\r\n\r\ny,1.0\r\n",
            r#"stdin, line 4, column 2 ("n"): the value is not an integer"#,
        ),
        (
            b"a,n\n\"two\nlines\",1\ny,z\n",
            r#"stdin, line 4, column 2 ("n"): the value is not an integer"#,
        ),
        (b"n,a\n,x\n", r#"stdin, line 2, column 1 ("n"): there is no value"#),
        (b"a,n\nx,\n", r#"stdin, line 2, column 2 ("n"): there is no value"#),
        (b"n\n\xff1\n", r#"stdin, line 2, column 1 ("n"): "#),
        (b"n\n9223372036854775808\n", r#"line 2, column 1 ("n"): the value does not fit 64 bits"#),
        (b"n\n-9223372036854775809\n", "the value does not fit 64 bits"),
        (b"n,a\n1,2\n3\n", "stdin, line 3: the row has 1 column, the header has 2"),
        (b"n,a\n1,2\n3,4,5\n", "stdin, line 3: the row has 3 columns, the header has 2"),
        (b"n,a\n1,2,\n", "stdin, line 2: the row has 3 columns, the header has 2"),
        (
            b"n,a\n1,\"x\n2,y\n3,z\n",
            "stdin, line 2, column 2, character 3: the quote that opens here is never closed",
        ),
        (
            b"n,\"a\n1,x\n",
            "stdin, line 1, column 2, character 3: the quote that opens here is never closed",
        ),
        (b"a,n\nx,1 2\n", r#"stdin, line 2, column 2 ("n"): the value is not an integer"#),
    ];
    for (table, message) in tables {
        let output = noise(&ARGUMENTS, table);
        let shown = String::from_utf8_lossy(table);
        assert_eq!(output.status.code(), Some(2), "{shown:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{shown:?}");
        assert!(stderr(&output).contains(message), "{shown:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("nothing was written to stdout"), "{shown:?}");
    }
}

#[test]
fn a_sum_beyond_64_bits_is_an_error() {
    for value in [i64::MAX, i64::MIN] {
        let table = format!("n\n{}", format!("{value}\n").repeat(100));
        let output = noise(&ARGUMENTS, table.as_bytes());
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stdout(&output), "");
        let wanted = r#"column 1 ("n"): the value with its noise does not fit 64 bits"#;
        assert!(stderr(&output).contains(wanted), "{}", stderr(&output));
    }
}

#[test]
fn an_error_after_output_says_that_it_is_incomplete() {
    let table = format!("n\n{}x\n", "1000000\n".repeat(100_000));
    let output = noise(&ARGUMENTS, table.as_bytes());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 100002, column 1"), "{}", stderr(&output));
    assert!(stderr(&output).contains("the table on stdout is incomplete"), "{}", stderr(&output));
    // What was written ends with a whole row.
    assert!(stdout(&output).ends_with('\n') && stdout(&output).lines().count() > 1);
}

#[test]
fn wrong_command_lines_are_refused() {
    for (arguments, message) in [
        (vec!["--column", "n", "--sensitivity", "1"], "--rho"),
        (
            vec!["--column", "n", "--rho", "1", "--epsilon", "1", "--sensitivity", "1"],
            "cannot be used with",
        ),
        (vec!["--rho", "1", "--sensitivity", "1"], "--column"),
        (vec!["--column", "n", "--rho", "1"], "--sensitivity"),
        (vec!["--column", "n", "--rho", "0", "--sensitivity", "1"], "must be greater than 0"),
        (vec!["--column", "n", "--rho", "0.0", "--sensitivity", "1"], "must be greater than 0"),
        (vec!["--column", "n", "--rho=-1/10", "--sensitivity", "1"], "must be greater than 0"),
        (vec!["--column", "n", "--rho", "1/", "--sensitivity", "1"], "digits"),
        (vec!["--column", "n", "--rho", "1/0", "--sensitivity", "1"], "denominator"),
        (
            vec!["--column", "n", "--rho", "tenth", "--sensitivity", "1"],
            "unexpected 't' at position 1",
        ),
        (vec!["--column", "n", "--epsilon", "0/3", "--sensitivity", "1"], "must be greater than 0"),
        (vec!["--column", "n", "--rho", "1", "--sensitivity", "0"], "an integer from 1"),
        (vec!["--column", "n", "--rho", "1", "--sensitivity", "1/2"], "an integer from 1"),
        (vec!["--column", "n", "--rho", "1", "--sensitivity", "-1"], "an integer from 1"),
        (
            vec!["--column", "n", "--rho", "1", "--sensitivity", "1", "--delimiter", "::"],
            "one ASCII character",
        ),
        (
            vec!["--column", "n", "--rho", "1", "--sensitivity", "1", "--delimiter", "\""],
            "one ASCII character",
        ),
        (
            vec!["--column", "n", "--rho", "1", "--sensitivity", "1", "--seed", "00"],
            "64 hexadecimal digits",
        ),
        (
            vec!["--column", "n", "--rho", "1", "--sensitivity", "1", "a", "b"],
            "unexpected argument",
        ),
    ] {
        let output = run_with_input(&[["noise"].as_slice(), &arguments].concat(), b"n\n1\n");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{arguments:?}");
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn tables_that_cannot_be_opened() {
    for (path, message) in
        [("does-not-exist.csv", "cannot open does-not-exist.csv"), (".", "is a folder")]
    {
        let output = run(&[["noise", path].as_slice(), &ARGUMENTS].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

/// A hint names what exists: an option of the command, or the command that has the option.
#[test]
fn hints_make_sense_for_the_command() {
    for (words, hints) in [
        (
            "noise --delta 1e-9",
            vec!["'--delta' is an option of 'verinoise account'", "'--sensitivity'"],
        ),
        ("noise --delta=1e-9", vec!["'--delta' is an option of 'verinoise account'"]),
        ("noise --target-epsilon 1", vec!["an option of 'verinoise account'"]),
        (
            "noise --variance 4",
            vec!["'--variance' is an option of 'verinoise sample gaussian'", "'--rho'"],
        ),
        ("noise --sigma 2", vec!["the noise follows from '--rho' or '--epsilon'"]),
        (
            "noise --count 3",
            vec!["an option of 'verinoise sample gaussian' and 'verinoise sample laplace'"],
        ),
        ("noise --colunm n", vec!["a similar option exists: '--column'"]),
        ("noise --sensitivit 1", vec!["a similar option exists: '--sensitivity'"]),
        ("sample gaussian --column n", vec!["'--column' is an option of 'verinoise noise'"]),
        (
            "sample gaussian --rho 1",
            vec!["'verinoise noise' and 'verinoise account'", "'--variance'"],
        ),
        ("sample gaussian --sigma 1", vec!["'--variance' (gaussian: σ², not σ)"]),
        ("sample gaussian --scale 1", vec!["'--scale' is an option of 'verinoise sample laplace'"]),
        ("sample --variance 1", vec!["'--variance' is an option of 'verinoise sample gaussian'"]),
        ("account --variance 1", vec!["'--variance' is an option of 'verinoise sample gaussian'"]),
        ("audit --delta 1", vec!["'--delta' is an option of 'verinoise account'"]),
        ("--rho 1", vec!["'--rho' is an option of 'verinoise noise' and 'verinoise account'"]),
        ("gaussian", vec!["'gaussian' is a subcommand of 'verinoise sample'"]),
        ("laplace --scale 1", vec!["'laplace' is a subcommand of 'verinoise sample'"]),
        ("acount", vec!["a similar subcommand exists: 'account'"]),
        ("sample guassian", vec!["a similar subcommand exists: 'gaussian'"]),
        ("account --targetepsilon 1", vec!["a similar option exists: '--target-epsilon'"]),
    ] {
        let output = run(&words.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "{words}");
        for hint in hints {
            assert!(stderr(&output).contains(hint), "{words}: {}", stderr(&output));
        }
    }
    for words in
        ["noise --delta 1e-9", "noise --nonsense", "audit --nonsense", "sample gaussian --column n"]
    {
        let output = run(&words.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "{words}");
        for wrong in ["--delimiter", "--count", "as a value", "similar"] {
            assert!(!stderr(&output).contains(wrong), "{words}: {}", stderr(&output));
        }
        assert!(stderr(&output).contains("Usage: verinoise "), "{words}: {}", stderr(&output));
    }
}

/// A file may be called like an option.
#[test]
fn files_that_begin_with_dashes_are_explained() {
    let place = Place::new();
    place.write("--counts", b"n\n1\n");
    for (arguments, code, message) in [
        (vec!["noise", "--counts"], 2, "to name the file '--counts', write './--counts'"),
        ([["noise"].as_slice(), &ARGUMENTS, &["./--counts"]].concat(), 0, "added discrete"),
    ] {
        let output = run_in(place.0.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

/// All integers are read alike: digits, and a minus sign where a number may be negative.
#[test]
fn integers_are_digits() {
    for number in ["1_000", "+1", "0x1", "1e3", "1,000", "٣", " 1", ""] {
        for command in [
            vec!["sample", "gaussian", "--variance", "1", "--location", number],
            vec!["sample", "laplace", "--scale", "1", "-n", number],
            vec!["noise", "--column", "n", "--rho", "1", "--sensitivity", number],
            vec![
                "noise",
                "--column",
                "n",
                "--rho",
                "1",
                "--sensitivity",
                "1",
                "--contributions",
                number,
            ],
            vec!["account", "--rho", "1", "--sensitivity", number],
        ] {
            let output = run(&command);
            assert_eq!(output.status.code(), Some(2), "{command:?}: {}", stderr(&output));
            assert_eq!(stdout(&output), "", "{command:?}");
        }
    }
}
