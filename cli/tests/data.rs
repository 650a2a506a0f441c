//! The example data: what its documentation says about it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(name);
    fs::read_to_string(path).expect("the data can be read")
}

/// The table counts the records, and has a row for every cell.
#[test]
fn the_table_counts_the_person_years() {
    let records = read("randhie_people.csv");
    let mut counts: BTreeMap<(&str, u32), u32> = BTreeMap::new();
    let mut lines = records.lines();
    assert_eq!(lines.next(), Some("visits,health,chronic_diseases"));
    for line in lines {
        let mut fields = line.split(',');
        let visits = fields.next().and_then(|text| text.parse().ok()).expect("a number of visits");
        *counts.entry((fields.next().expect("a state of health"), visits)).or_default() += 1;
    }
    assert_eq!(counts.values().sum::<u32>(), 20_190);

    let table = read("randhie_visits_by_health.csv");
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("health,visits,person_years"));
    for health in ["excellent", "good", "fair", "poor"] {
        for visits in 0..=77 {
            let count = counts.remove(&(health, visits)).unwrap_or(0);
            assert_eq!(lines.next(), Some(format!("{health},{visits},{count}").as_str()));
        }
    }
    assert_eq!(lines.next(), None);
    assert!(counts.is_empty(), "{counts:?} are not in the table");
}
