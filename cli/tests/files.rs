//! `--out` and `--plot`: complete or not at all.

mod common;

use std::fs;

use common::{ARGUMENTS, Place, SEED, noise, run, run_in, stderr, stdout, visits};
const GOOD: &[u8] = b"n,a\n1,x\n20,y\n";
const BAD: &[u8] = b"n,a\n1,x\n2,y\nthree,z\n";

#[test]
fn out_has_what_stdout_would_have() {
    let place = Place::new();
    let output = place.run(GOOD, &[("--out", "noisy.csv"), ("--plot", "plot.svg")]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    assert_eq!(place.names(), ["noisy.csv", "plot.svg"]);
    assert_eq!(place.read("noisy.csv"), stdout(&noise(&ARGUMENTS, GOOD)));
}

#[test]
fn failure_leaves_no_file() {
    let place = Place::new();
    let output = place.run(BAD, &[("--out", "noisy.csv"), ("--plot", "plot.svg")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 4, column 1"), "{}", stderr(&output));
    let remark =
        format!("neither {} nor {} was written", place.path("noisy.csv"), place.path("plot.svg"));
    assert!(stderr(&output).contains(&remark), "{}", stderr(&output));
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn failure_leaves_old_files_as_they_were() {
    let place = Place::new();
    place.write("noisy.csv", b"old table");
    place.write("plot.svg", b"old plot");
    assert_eq!(
        place.run(BAD, &[("--out", "noisy.csv"), ("--plot", "plot.svg")]).status.code(),
        Some(2)
    );
    assert_eq!(place.names(), ["noisy.csv", "plot.svg"]);
    assert_eq!(
        (place.read("noisy.csv"), place.read("plot.svg")),
        ("old table".into(), "old plot".into())
    );
    assert!(place.run(GOOD, &[("--out", "noisy.csv"), ("--plot", "plot.svg")]).status.success());
    assert!(place.read("noisy.csv").starts_with("n,a\n"));
    assert!(place.read("plot.svg").starts_with("<svg"));
    assert_eq!(place.names(), ["noisy.csv", "plot.svg"]);
}

/// A place that cannot be written is found out before the table is read: here the table is wrong.
#[test]
fn places_that_cannot_be_written() {
    let place = Place::new();
    fs::create_dir(place.path("folder.svg")).expect("room");
    for (name, message) in [
        ("folder.svg", "is a folder, not a file"),
        ("folder.svg/", "names a folder, not a file"),
        ("folder.svg/..", "names a folder, not a file"),
        ("new.svg/", "names a folder, not a file"),
        ("new.svg/.", "names a folder, not a file"),
        ("missing/out.svg", "is in a folder that does not exist"),
    ] {
        for option in ["--out", "--plot"] {
            let output = place.run(BAD, &[(option, name)]);
            assert_eq!(output.status.code(), Some(2));
            assert_eq!(stdout(&output), "");
            assert!(stderr(&output).contains(message), "{}", stderr(&output));
            assert!(!stderr(&output).contains("line 4"), "{}", stderr(&output));
            assert_eq!(place.names(), ["folder.svg"]);
        }
    }
}

#[test]
fn plots_are_svg_and_warn() {
    let place = Place::new();
    let table = visits();
    let path = place.path("plot.svg");
    for privacy in
        [["--rho", "1/10"], ["--epsilon", "1/2"], ["--rho", "1e-40"], ["--epsilon", "1000"]]
    {
        // Tiny privacy parameters make noise beyond 64 bits: no plot of the long table then.
        let fits = privacy[1] != "1e-40";
        let rest =
            ["--column", "person_years", "--sensitivity", "1", "--plot", &path, "--seed", SEED];
        let output =
            run(&[["noise", table.to_str().expect("UTF-8")].as_slice(), &privacy, &rest].concat());
        assert_eq!(output.status.success(), fits, "{}", stderr(&output));
        if fits {
            assert!(stderr(&output).contains("do not release it"), "{}", stderr(&output));
            let svg = place.read("plot.svg");
            assert!(svg.contains("All 312 rows") && svg.contains("not for release"));
            assert!(svg.contains("noisy value") && svg.contains("true value"));
            assert_well_formed(&svg);
            fs::remove_file(&path).expect("a plot");
        }
        assert_eq!(place.names(), [""; 0]);
    }
}

/// The picture shows the same band as the text, also where there is no noise or much of it.
#[test]
fn the_band_is_the_half_width_of_the_text() {
    let place = Place::new();
    for privacy in [["--epsilon", "1/10"], ["--rho", "1/10"], ["--rho", "1000"], ["--rho", "1e-20"]]
    {
        let plot = place.path("plot.svg");
        let rest = ["--column", "n", "--sensitivity", "1", "--plot", &plot];
        let output = noise(&[privacy.as_slice(), &rest].concat(), GOOD);
        assert!(output.status.success(), "{}", stderr(&output));
        let said = stderr(&output).split_once("is within ±").expect("a half width").1;
        let width = said.split(' ').next().expect("a number");
        let wanted = format!("band: within ±{width} of the true value");
        assert!(place.read("plot.svg").contains(&wanted), "{wanted}");
    }
}

/// Half of the values are between 0 and 20, the largest is 3,000,000: the circles of the small ones spread over the picture.
#[test]
fn skewed_tables_fill_the_picture() {
    let place = Place::new();
    let skewed = (0..100).map(|index| if index < 90 { index % 21 } else { (index - 89) * 300_000 });
    let table = skewed.fold("n\n".to_owned(), |text, value| text + &format!("{value}\n"));
    assert!(place.run(table.as_bytes(), &[("--plot", "plot.svg")]).status.success());
    let svg = place.read("plot.svg");
    let numbers = |name: &str| -> Vec<i32> {
        let circles = svg.split("<circle ").skip(1);
        let values = circles.map(|circle| circle.split_once(&format!("{name}=\"")).expect(name).1);
        values
            .map(|text| text.split('"').next().expect("a number").parse().expect("a number"))
            .collect()
    };
    let (across, down) = (numbers("cx"), numbers("cy"));
    assert_eq!(across.len(), 200);
    // The upper panel is drawn first.
    let range = |places: &[i32]| {
        places.iter().max().expect("a place") - places.iter().min().expect("a place")
    };
    assert!(range(&across[..90]) > 80 && range(&down[..90]) > 40, "{across:?} {down:?}");
    assert!(range(&across[..100]) > 600 && range(&down[..100]) > 200);
    assert!(svg.contains("logarithmic") && !svg.contains("Outside"));
}

/// One wrong value does not hide the others, and is not hidden silently.
#[test]
fn an_outlier_does_not_hide_the_others() {
    let place = Place::new();
    let years = (0..100)
        .fold("n\n9999999\n".to_owned(), |text, value| text + &format!("{}\n", 1950 + value));
    assert!(place.run(years.as_bytes(), &[("--plot", "plot.svg")]).status.success());
    let svg = place.read("plot.svg");
    assert!(svg.contains("Outside the picture: 1."));
    assert_eq!(svg.matches("<circle ").count(), 200);
}

#[test]
fn plots_are_called_svg() {
    let place = Place::new();
    for (name, reason) in [
        ("plot.png", "does not"),
        ("plot", "does not"),
        ("plot.svg.pdf", "does not"),
        ("svg", "does not"),
        (".svg", "has nothing before it"),
        (".SVG", "has nothing before it"),
    ] {
        let output = place.run(BAD, &[("--plot", name)]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        let wanted = format!(
            "its name must end in .svg, and {} {reason}; plot.svg is such a name",
            place.path(name)
        );
        assert!(stderr(&output).contains(&wanted), "{}", stderr(&output));
    }
    assert_eq!(place.names(), [""; 0]);
    assert!(place.run(GOOD, &[("--plot", "PLOT.SVG")]).status.success());
}

/// As an input, `-` is stdin; as an output, it is stdout.
#[test]
fn a_dash_is_stdout() {
    let place = Place::new();
    let folder = place.path("");
    let run = |options: &[&str]| {
        let arguments = [["noise", "-", "--seed", SEED].as_slice(), &ARGUMENTS, options].concat();
        run_in(folder.as_ref(), &arguments, GOOD)
    };
    let output = run(&["--out", "-"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(output.stdout, noise(&ARGUMENTS, GOOD).stdout);
    assert_eq!(run(&["--plot", "-"]).status.code(), Some(2));
    assert_eq!(place.names(), [""; 0]);
    assert!(run(&["--out", "./-"]).status.success());
    assert_eq!(place.names(), ["-"]);
}

#[test]
fn plots_of_extreme_tables() {
    let place = Place::new();
    let tables = [
        "n\n".to_owned(),
        "n\n0\n".to_owned(),
        "n\n9000000000000000000\n-9000000000000000000\n".to_owned(),
        format!(
            "n\n{}",
            (0..12_345).fold(String::new(), |text, value| text + &format!("{value}\n"))
        ),
    ];
    for (table, caption) in
        tables.iter().zip(["All 0 rows", "1 row.", "All 2 rows", "3087 of 12345 rows: one in 4."])
    {
        let output = place.run(table.as_bytes(), &[("--plot", "plot.svg")]);
        assert!(output.status.success(), "{}", stderr(&output));
        let svg = place.read("plot.svg");
        assert_well_formed(&svg);
        assert!(svg.contains(caption), "{caption}");
        assert!(svg.len() < 2_000_000);
    }
}

/// Every element that opens closes, in order, and nothing but names, quoted attributes and text stands between.
fn assert_well_formed(xml: &str) {
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a tag ends");
        assert!(!text.contains('&') || text.contains(';'), "{text}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            assert!(tag.matches('"').count().is_multiple_of(2), "{tag}");
            if !tag.ends_with('/') {
                open.push(tag.split_whitespace().next().expect("a name"));
            }
        }
    }
    assert_eq!(open, [""; 0]);
}
