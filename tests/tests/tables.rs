//! Sandwich tables with words of one byte: every word is tried, rare rounds are common, and any number that is changed is either
//! refused by the exported checkers or does no harm.

use std::collections::BTreeMap;

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use verinoise::{Fault, Integer, Nat, Stop, Tape};
use verinoise_tests::sandwich::{Part, Sandwich, Weight, Words};
use verinoise_tests::{Enclosure, Interval, Law, fraction};

fn gaussian(numerator: u64, denominator: u64) -> Weight {
    Weight { quadratic: denominator, linear: 0, denominator: 2 * numerator }
}

fn laplace(numerator: u64, denominator: u64) -> Weight {
    Weight { quadratic: 0, linear: denominator, denominator: numerator }
}

/// Words of one byte: seven bits of selector and the sign.
const SELECTOR: Words = Words { bytes: 1, extra: 0, shift: 0, offset: 0 };
/// Six bits with the sign, and two bits of the same byte for the offset.
const SHARED: Words = Words { bytes: 1, extra: 0, shift: 2, offset: 2 };
/// A second byte for the offset.
const SPLIT: Words = Words { bytes: 1, extra: 1, shift: 0, offset: 3 };

/// Small tables of each kind.
fn tables() -> Vec<Sandwich> {
    vec![
        Sandwich::new(gaussian(1, 1), SELECTOR, &[0; 3], 0),
        Sandwich::new(gaussian(1, 1), SELECTOR, &[0; 3], 4),
        Sandwich::new(gaussian(1, 12), SELECTOR, &[], 6),
        Sandwich::new(laplace(3, 2), SELECTOR, &[0; 7], 3),
        Sandwich::new(laplace(4, 1), SHARED, &[2; 4], 2),
        Sandwich::new(gaussian(30, 1), SHARED, &[2; 4], 0),
        Sandwich::new(gaussian(9, 1), SPLIT, &[0, 0, 1, 1, 2, 3], 3),
        Sandwich::new(laplace(5, 2), SPLIT, &[1, 2, 3], 4),
        // Neither Gaussian nor Laplace.
        Sandwich::new(
            Weight { quadratic: 1, linear: 3, denominator: 20 },
            Words { offset: 1, shift: 1, ..SHARED },
            &[0, 0, 1, 1, 1],
            2,
        ),
    ]
}

/// Whether rounds of a table have this law: all words and all rare rounds. The mass that is left.
fn confirm(table: &Sandwich, law: &Law) -> Result<f64, String> {
    let expected = table.certain_counts().ok_or("the certain masses are no words")?;
    let mut left = 0.0;
    for scan in [false, true] {
        let counts = table.counts(scan);
        if counts != expected {
            return Err(format!("draws have other masses than the table says (scan: {scan})"));
        }
        let masses = table.round_masses(scan, &counts)?;
        masses.compare(law)?;
        left = fraction(&masses.unexplored());
    }
    Ok(left)
}

#[test]
fn small_tables_are_right() {
    for table in tables() {
        assert_eq!(table.check(), Ok(()), "{table:?}");
        let left = confirm(&table, &table.round_law())
            .unwrap_or_else(|error| panic!("{error}: {table:?}"));
        println!("{left:8.1e} is left of unit {}, {:?}", table.unit, table.words);
        assert!(left < 1e-10, "{table:?}");
    }
}

/// A sample is the value of the first round that keeps one, and takes the bytes of these rounds.
#[test]
fn samples_are_rounds() {
    for scan in [false, true] {
        for table in tables() {
            sample_by_rounds(&table, scan);
        }
    }
}

fn sample_by_rounds(table: &Sandwich, scan: bool) {
    let mut bytes = bytes(20_000);
    let (mut lost, mut samples) = (0, 0);
    while bytes.len() > 100 {
        let mut tape = Tape::new(&bytes);
        let sample = table.sample::<Nat, _>(scan, &mut tape).unwrap();
        let mut rounds = Tape::new(&bytes);
        loop {
            let (value, kept) = table.round::<Nat, _>(scan, &mut rounds).unwrap();
            if kept {
                assert_eq!(value, sample);
                break;
            }
            lost += 1;
        }
        samples += 1;
        assert_eq!(rounds.consumed(), tape.consumed());
        // Words say the same, or that they are too small.
        let mut words = Tape::new(&bytes);
        match table.sample::<u64, _>(scan, &mut words) {
            Ok(value) => {
                assert_eq!(Ok(value), i64::try_from(&sample));
                assert_eq!(words.consumed(), tape.consumed());
            }
            Err(stop) => assert_eq!(stop, Stop::Fault(Fault::Capacity)),
        }
        bytes.drain(..tape.consumed());
    }
    assert!(samples > 1000 && lost > 10, "{samples} samples, {lost} rounds were lost");
}

/// Noise at a location is the location plus a sample, by the same bytes.
#[test]
fn shifted_samples_are_samples() {
    let bytes = bytes(5000);
    for (table, location) in tables().iter().zip([0, 1, -1, 1000, -7, i64::MIN].iter().cycle()) {
        for start in (0..4000).step_by(50) {
            let (mut tape, mut shifted) = (Tape::new(&bytes[start..]), Tape::new(&bytes[start..]));
            let sample = table.sample::<Nat, _>(false, &mut tape).unwrap();
            let found = table.shifted::<Nat, _>(&(*location).into(), &mut shifted).unwrap();
            assert_eq!(found, sample.add(&(*location).into()).unwrap());
            assert_eq!(shifted.consumed(), tape.consumed());
        }
    }
}

/// The block of a rank is the one whose wedge begins at or before the rank and ends after it.
#[test]
fn ranks_have_blocks() {
    for table in tables() {
        for rank in 0..*table.wedges.last().unwrap() {
            let block = usize::try_from(table.block(rank)).unwrap();
            assert!(
                table.wedges[block] <= rank && rank < table.wedges[block + 1],
                "{rank}: {table:?}"
            );
        }
    }
}

#[test]
fn bounds_are_bounds() {
    for table in tables() {
        let Weight { quadratic, linear, denominator } = table.weight;
        for (size, width, bits) in
            [(1, 0, 3), (1, 3, 24), (6, 1, 64), (100, 5, 40), (1 << 20, 10, 64)]
        {
            let step = 1_u64 << width;
            let exponents = [
                (quadratic * size + linear) * size,
                (quadratic * (2 * size + step) + linear) * step,
                2 * quadratic * step * step,
            ];
            for ((low, high), exponent) in table.bounds(size, width, bits).iter().zip(exponents) {
                let exact = Interval::ratio(&exponent.into(), &denominator.into()).exp_minus();
                Enclosure::within(exact.in_units(bits), Interval::natural(2))
                    .confirm(low, high)
                    .unwrap_or_else(|error| panic!("{size} {width} {bits} {table:?}: {error}"));
            }
        }
    }
}

/// Bytes without a pattern that matters.
fn bytes(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    ChaCha20Rng::from_seed([30; 32]).fill_bytes(&mut bytes);
    bytes
}

/// A number of a table is off by one: the checkers refuse it, or the table is right all the same.
#[test]
fn any_number_is_off_by_one() {
    let mut accepted = BTreeMap::<_, usize>::new();
    let mut refused = BTreeMap::<_, usize>::new();
    for mut table in tables() {
        let (law, count) = (table.round_law(), table.numbers().len());
        // Where each selector has a cell of its own, most entries are not used.
        for place in (0..count).filter(|place| count < 200 || place % 10 == 7) {
            for step in [1, -1] {
                let mut altered = table.clone();
                let (name, number) = altered.numbers().swap_remove(place);
                let Some(other) = number.checked_add_signed(step) else { continue };
                *number = other;
                if altered.check().is_err() {
                    *refused.entry(name).or_default() += 1;
                    continue;
                }
                *accepted.entry(name).or_default() += 1;
                if altered.words.bytes + altered.words.extra > 2 {
                    // Too many words to try all of them.
                    continue;
                }
                let same = (altered.weight, altered.unit) == (table.weight, table.unit);
                let law = if same { law.clone() } else { altered.round_law() };
                confirm(&altered, &law)
                    .unwrap_or_else(|error| panic!("{name} {step:+} of {table:?}: {error}"));
            }
        }
    }
    println!("accepted: {accepted:?}");
    println!("refused: {refused:?}");
    // What decides about the law cannot be changed.
    for name in ["unit", "bias", "blocks", "certain", "wedges", "tail_start", "complements"] {
        assert!(refused[name] >= 14 && !accepted.contains_key(name), "{name}");
    }
}

/// Moves what the blocks have too much or too little of from the rare rounds, or to them, and looks up accordingly.
fn look_up_anew(table: &mut Sandwich) {
    let last = table.certain.len() - 1;
    let others: u64 = table.certain[..last].iter().sum();
    table.certain[last] = table.words.selectors() - others;
    table.set_lookup();
}

/// What the fault is, and how it is planted. The rest of the table is made to agree with it as far as it can.
type Planted = (&'static str, fn(&mut Sandwich));

/// What `table_check_lookup` refuses.
const LOOKUP: &[Planted] = &[
    ("a block has fewer words than it should", |table| table.certain[1] += 1),
    ("rare rounds have fewer words than they should", |table| {
        *table.certain.last_mut().expect("a mass") -= 1;
    }),
    ("a complement is off by one", |table| table.complements[0] -= 1),
    ("a complement of the other sign is off by one", |table| {
        *table.complements.last_mut().expect("a complement") += 1;
    }),
    ("both signs are one", |table| {
        let half = table.entries.len() / 2;
        table.entries.copy_within(..half, half);
    }),
    ("the signs are mirrored at another place", |table| {
        let half = table.entries.len() / 2;
        for entry in table.entries[half..].iter_mut().filter(|entry| **entry != 63) {
            *entry += 1 << 6;
        }
    }),
    ("rare rounds have values", |table| {
        for entry in table.entries.iter_mut().filter(|entry| **entry == 63) {
            *entry = table.bias << 6;
        }
    }),
    ("the offset loses a bit", |table| {
        for entry in table.entries.iter_mut().filter(|entry| **entry != 63) {
            *entry += 1;
        }
    }),
    ("a home is another block's", |table| table.homes.swap(0, 1)),
    ("a run ends too late", |table| {
        *table.runs.last_mut().expect("a run") += 1;
    }),
    ("runs are empty", |table| table.runs.fill(0)),
    ("the offset reaches into the selector", |table| {
        table.words.offset = table.words.shift.max(8 * table.words.extra) + 1;
        for code in &mut table.blocks {
            *code += 1;
        }
        table.set_lookup();
    }),
    ("a word without a selector", |table| table.words.shift = 8),
    ("no complements", |table| table.complements.clear()),
    ("no entries", |table| table.entries.clear()),
    ("no blocks", |table| table.blocks.clear()),
    ("no certain masses", |table| table.certain.clear()),
    ("no homes", |table| table.homes.clear()),
    ("no runs", |table| table.runs.clear()),
    ("a block is missing", |table| {
        table.blocks.pop();
    }),
    ("a block too many", |table| table.blocks.push(63)),
    ("an odd half of cells", |table| {
        table.complements.extend([0, 0]);
        table.entries.extend([63; 4]);
    }),
];

/// What `table_check_blocks` refuses.
const BLOCKS: &[Planted] = &[
    ("zero comes under both signs", |table| {
        table.unit /= 2;
        table.set_masses();
        table.certain[0] *= 2;
        look_up_anew(table);
    }),
    ("the unit is too large", |table| {
        table.unit += 1;
        table.certain[0] += 1;
        look_up_anew(table);
    }),
    ("zero is another number", |table| {
        table.blocks[0] += 1 << 6;
        table.set_lookup();
    }),
    ("a certain mass is one too large", |table| {
        table.certain[2] += 1;
        look_up_anew(table);
    }),
    ("a certain mass is one too large, at the cost of its wedge", |table| {
        table.certain[2] += 1;
        for sum in &mut table.wedges[3..] {
            *sum -= 1;
        }
        look_up_anew(table);
    }),
    ("all words are certain", |table| {
        let last = table.certain.len() - 1;
        table.certain[1] += table.certain[last];
        look_up_anew(table);
    }),
    ("an envelope is one too small", |table| {
        for sum in &mut table.wedges[2..] {
            *sum -= 1;
        }
    }),
    ("the sums of wedges fall", |table| {
        let last = table.wedges.len() - 1;
        table.wedges[last] = 0;
    }),
    ("a wedge at 0", |table| table.wedges[1] = 1),
    ("the slack is too small", |table| table.slack -= 1),
    ("the bias is too small", |table| {
        table.bias -= 1;
        for code in &mut table.blocks {
            *code -= 1 << 6;
        }
        table.set_lookup();
    }),
    ("a gap between blocks", |table| {
        for code in &mut table.blocks[2..] {
            *code += 1 << 6;
        }
        table.tail_start += 1;
        table.set_lookup();
    }),
    ("blocks overlap", |table| {
        for code in &mut table.blocks[2..] {
            *code -= 1 << 6;
        }
        table.tail_start -= 1;
        table.set_lookup();
    }),
    ("a block starts one further out", |table| {
        table.blocks[2] += 1 << 6;
        table.set_lookup();
    }),
    ("a gap before the tail", |table| table.tail_start += 1),
    ("the tail overlaps", |table| table.tail_start -= 1),
    ("the weight falls too slowly", |table| table.weight.denominator *= 2),
    ("no wedges", |table| table.wedges.clear()),
    ("a wedge too many", |table| table.wedges.push(100)),
];

/// What `table_check_tail` refuses.
const TAIL: &[Planted] = &[
    ("the tail starts too early", |table| {
        while table.blocks.len() > 2 {
            let last = table.blocks.len() - 1;
            table.tail_start = table.blocks.pop().unwrap_or_default() / 64 - table.bias;
            table.certain.remove(last);
            table.wedges.pop();
        }
        look_up_anew(table);
    }),
    ("pieces of the tail are too long", |table| table.tail_bits += 40),
    ("the tail has no ranks", |table| {
        // A wider envelope is no fault by itself.
        let last = table.wedges.len() - 1;
        table.wedges[last] = table.certain[last] - 1;
        table.slack = 100;
    }),
    ("the weight of the tail is not known well enough", |table| table.tail_digits = 1),
];

/// One fault at a time, in each of the tables.
#[test]
fn planted_faults_are_refused() {
    let mut unexpected = Vec::new();
    for (number, table) in tables().iter().enumerate().filter(|(_, table)| table.blocks.len() > 2) {
        for (part, faults) in [(Part::Lookup, LOOKUP), (Part::Blocks, BLOCKS), (Part::Tail, TAIL)] {
            for (fault, plant) in faults {
                let mut altered = table.clone();
                plant(&mut altered);
                if altered.check() != Err(part) {
                    unexpected.push((fault, number, altered.check()));
                }
            }
        }
    }
    assert!(unexpected.is_empty(), "{unexpected:?}");
}

/// Says that the home of a block is a cell that is not used, so that the words of its true home are not counted.
fn uncount(table: &mut Sandwich, block: usize) {
    let (half, range) = (table.complements.len() / 2, 2 * table.words.selectors());
    let unused = |cell: &usize| {
        table.complements[*cell] + *cell as u64 == range && !table.homes.contains(&(*cell as u64))
    };
    let cell = (0..half).find(unused).expect("a cell that is not used");
    let home = usize::try_from(table.homes[block]).expect("a cell");
    for side in [0, half] {
        table.entries[2 * (side + cell)] = table.entries[2 * (side + home)];
    }
    table.homes[block] = cell as u64;
    table.certain[block] -= 1;
}

/// Words that are not counted, or counted twice, where each word has a cell of its own.
#[test]
fn words_are_counted_once() {
    for table in tables().into_iter().filter(|table| table.cell_bits == 0) {
        let half = table.complements.len() / 2;
        let cell = |number: u64| usize::try_from(number).expect("a cell");
        let (home, first) = (cell(table.homes[1]), cell(table.runs[0]));
        assert_ne!(home, first);
        let check = |fault: &str, plant: &dyn Fn(&mut Sandwich)| {
            let mut altered = table.clone();
            plant(&mut altered);
            assert_eq!(altered.check(), Err(Part::Lookup), "{fault}: {table:?}");
            assert_ne!(Some(altered.counts(false)), altered.certain_counts(), "{fault}");
        };
        check("a word is not counted", &|table| uncount(table, 2));
        check("a home has more words than its cell", &|table| {
            uncount(table, 2);
            table.certain[1] += 1;
            for cell in [home, half + home] {
                table.complements[cell] -= 1;
            }
        });
        check("a cell of a run has more words than there are", &|table| {
            uncount(table, 2);
            table.certain[1] += 1;
            for cell in [first, half + first] {
                table.complements[cell] += 1;
            }
        });
        check("a home outside of all runs has other words for the other sign", &|table| {
            *table.runs.last_mut().expect("a run") -= 1;
            table.complements[2 * half - 1] += 1;
            table.entries[4 * half - 1] = table.entries[1];
        });
    }
}

/// Without the checkers, the faults would be seen in the words and rounds: what is compared with the law above can differ from it.
#[test]
fn planted_faults_change_the_law() {
    let harmful = [
        "a block has fewer words than it should",
        "a complement is off by one",
        "both signs are one",
        "the signs are mirrored at another place",
        "zero comes under both signs",
        "a certain mass is one too large",
        "an envelope is one too small",
        "the slack is too small",
        "a gap between blocks",
        "blocks overlap",
        "a gap before the tail",
        "the tail overlaps",
        "the tail starts too early",
    ];
    for name in harmful {
        let faults = [LOOKUP, BLOCKS, TAIL];
        let (_, plant) = faults.into_iter().flatten().find(|fault| fault.0 == name).unwrap();
        let mut seen = 0;
        for table in tables().iter().filter(|table| table.blocks.len() > 2) {
            let mut altered = table.clone();
            plant(&mut altered);
            seen += usize::from(confirm(&altered, &altered.round_law()).is_err());
        }
        println!("{name}: seen in {seen} tables");
        assert!(seen > 0, "{name}");
    }
}
