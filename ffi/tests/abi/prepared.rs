//! Handles with a table: which samples they draw, and for which parameters there are any.

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, NoiseDistribution, Prepared, SingleProcessSource,
};
use verinoise_ffi::*;

use crate::common::{ALL, Api, GAUSSIAN, Handle, LAPLACE, Table, seeded, text_of};

const LENGTH: usize = 2000;
/// Enough for samples that follow all of the others.
const SEED: u8 = 42;

fn fill(law: &Handle<Noise>, rng: &Handle<Rng>) -> Vec<i64> {
    let mut out = vec![0; LENGTH];
    assert_eq!(unsafe { vn_noise_fill(law.0, rng.0, out.as_mut_ptr(), LENGTH) }, Status::Ok);
    out
}

/// The samples that Rust draws with a table from the same bytes.
fn expected(api: Api, table: Table, numerator: u64, denominator: u64) -> Vec<i64> {
    fn draw<D>(prepared: Prepared<D>, table: Table) -> Vec<i64> {
        let mut source =
            SingleProcessSource::from_rng(ChaCha20Rng::from_seed([SEED; VN_SEED_BYTES]));
        let samples = match table {
            Table::LookedUp => prepared.try_samples(&mut source, LENGTH),
            Table::Scanned => prepared.scanned().try_samples(&mut source, LENGTH),
        };
        samples.expect("a source that cannot fail").to_vec()
    }
    if api.name == GAUSSIAN.name {
        let gaussian = DiscreteGaussian::new(numerator, denominator).expect("a variance");
        draw(gaussian.prepare().expect("a table"), table)
    } else {
        let laplace = DiscreteLaplace::new(numerator, denominator).expect("a scale");
        draw(laplace.prepare().expect("a table"), table)
    }
}

/// Every function that draws gives the samples of the crate's table on the same bytes, and none of them those of a handle
/// without a table.
#[test]
fn the_handle_says_which_sampler_draws() {
    for (api, (numerator, denominator)) in ALL
        .into_iter()
        .flat_map(|api| [(25, 4), (1, 3), (1_000_000, 1), (u64::MAX, 1 << 24)].map(|of| (api, of)))
    {
        let plain = api.open(numerator, denominator);
        let before = fill(&plain, &seeded(SEED));
        let [looked_up, scanned] = Table::ALL.map(|table| {
            let law = table.of(&plain).expect("a table");
            let samples = expected(api, table, numerator, denominator);
            draws_these(&law, &samples);
            samples
        });
        assert_ne!(before, looked_up, "the same samples with a table");
        assert_ne!(before, scanned, "the same samples with a table that is scanned");
        assert_ne!(looked_up, scanned, "the same samples by looking up and by scanning");
        assert_eq!(fill(&plain, &seeded(SEED)), before, "the other handle has changed");
    }
}

fn draws_these(law: &Handle<Noise>, samples: &[i64]) {
    assert_eq!(fill(law, &seeded(SEED)), samples, "{}", text_of(law));
    let (one, around, sums) = (seeded(SEED), seeded(SEED), seeded(SEED));
    for expected in samples {
        let (mut sample, mut sum) = (0, 0);
        let status = unsafe { vn_noise_sample(law.0, one.0, &raw mut sample) };
        assert_eq!((status, sample), (Status::Ok, *expected));
        let status = unsafe { vn_noise_sample_at(law.0, around.0, 1000, &raw mut sum) };
        assert_eq!((status, sum), (Status::Ok, 1000 + *expected));
    }
    let mut values = vec![-1000; LENGTH];
    let start = values.as_mut_ptr();
    assert_eq!(unsafe { vn_noise_add_to(law.0, sums.0, start, LENGTH) }, Status::Ok);
    assert!(values.iter().zip(samples).all(|(sum, noise)| *sum == noise - 1000));
}

#[test]
fn a_table_outlives_what_it_was_made_from() {
    let plain = LAPLACE.open(50, 4);
    let first = Table::LookedUp.of(&plain).expect("a table");
    drop(plain);
    let scanned = Table::Scanned.of(&first).expect("the same table");
    let samples = fill(&first, &seeded(SEED));
    drop(first);
    let second = Table::LookedUp.of(&scanned).expect("the same table");
    let scanned_again = Table::Scanned.of(&scanned).expect("the same table");
    let scans = fill(&scanned, &seeded(SEED));
    drop(scanned);
    assert_eq!(fill(&second, &seeded(SEED)), samples);
    assert_eq!(fill(&scanned_again, &seeded(SEED)), scans);
    assert_eq!(text_of(&second), "25/2");
    assert_eq!(text_of(&scanned_again), "25/2");
}

#[test]
fn large_parameters_have_no_table() {
    let longest = format!("{}/7", "7".repeat(900));
    for (api, text) in [
        (GAUSSIAN, "1e36"),
        (GAUSSIAN, "1e1000"),
        (GAUSSIAN, &longest),
        (LAPLACE, "1e18"),
        (LAPLACE, "1e39"),
        (LAPLACE, &longest),
    ] {
        let law = api.parse(text).expect("a parameter");
        for table in Table::ALL {
            let none = table.of(&law).map(|_| ());
            assert_eq!(none, Err(Status::NoTable), "{} {text:.40} {table:?}", api.name);
        }
    }
    for (api, text) in
        [(GAUSSIAN, "1e28"), (GAUSSIAN, "1e-9"), (LAPLACE, "1e14"), (LAPLACE, "1e-9")]
    {
        let law = api.parse(text).expect("a parameter");
        for table in Table::ALL {
            assert!(table.of(&law).is_ok(), "{} {text} {table:?}", api.name);
        }
    }
}

/// Adding to what is close to the edge of 64 bits: an error, and nothing is written.
#[test]
fn sums_that_do_not_fit() {
    let plain = GAUSSIAN.open(1_000_000, 1);
    for table in Table::ALL {
        sums_beyond(&table.of(&plain).expect("a table"));
    }
}

fn sums_beyond(law: &Handle<Noise>) {
    let rng = seeded(3);
    let edges = [i64::MIN, i64::MAX].repeat(10);
    let (mut values, mut sum) = (edges.clone(), 7);
    let status = unsafe { vn_noise_add_to(law.0, rng.0, values.as_mut_ptr(), 20) };
    assert_eq!((status, values), (Status::OutOfRange, edges));
    let failed = (0..20).filter(|_| {
        let status = unsafe { vn_noise_sample_at(law.0, rng.0, i64::MAX, &raw mut sum) };
        assert!(status == Status::Ok || status == Status::OutOfRange);
        status == Status::OutOfRange
    });
    assert!(failed.count() > 0);
}
