//! Handles with a table: which samples they draw, and for which parameters there are any.

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use verinoise::{DiscreteGaussian, DiscreteLaplace, NoiseDistribution, SingleProcessSource};
use verinoise_ffi::*;

use crate::common::{ALL, Api, GAUSSIAN, Handle, LAPLACE, prepare, seeded, text_of};

const LENGTH: usize = 2000;
/// Enough for samples that follow all of the others.
const SEED: u8 = 42;

fn fill(law: &Handle<Noise>, rng: &Handle<Rng>) -> Vec<i64> {
    let mut out = vec![0; LENGTH];
    assert_eq!(unsafe { vn_noise_fill(law.0, rng.0, out.as_mut_ptr(), LENGTH) }, Status::Ok);
    out
}

/// The samples that Rust draws with a table from the same bytes.
fn expected(api: Api, numerator: u64, denominator: u64) -> Vec<i64> {
    let mut source = SingleProcessSource::from_rng(ChaCha20Rng::from_seed([SEED; VN_SEED_BYTES]));
    let samples = if api.name == GAUSSIAN.name {
        let gaussian = DiscreteGaussian::new(numerator, denominator).expect("a variance");
        gaussian.prepare().expect("a table").try_samples(&mut source, LENGTH)
    } else {
        let laplace = DiscreteLaplace::new(numerator, denominator).expect("a scale");
        laplace.prepare().expect("a table").try_samples(&mut source, LENGTH)
    };
    samples.expect("a source that cannot fail").to_vec()
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
        let law = prepare(&plain).expect("a table");
        let samples = expected(api, numerator, denominator);
        assert_eq!(fill(&law, &seeded(SEED)), samples, "{} {numerator}/{denominator}", api.name);

        let (one, around, sums) = (seeded(SEED), seeded(SEED), seeded(SEED));
        for expected in &samples {
            let (mut sample, mut sum) = (0, 0);
            let status = unsafe { vn_noise_sample(law.0, one.0, &raw mut sample) };
            assert_eq!((status, sample), (Status::Ok, *expected));
            let status = unsafe { vn_noise_sample_at(law.0, around.0, 1000, &raw mut sum) };
            assert_eq!((status, sum), (Status::Ok, 1000 + *expected));
        }
        let mut values = vec![-1000; LENGTH];
        let start = values.as_mut_ptr();
        assert_eq!(unsafe { vn_noise_add_to(law.0, sums.0, start, LENGTH) }, Status::Ok);
        assert!(values.iter().zip(&samples).all(|(sum, noise)| *sum == noise - 1000));

        assert_ne!(before, samples, "the same samples with a table");
        assert_eq!(fill(&plain, &seeded(SEED)), before, "the other handle has changed");
    }
}

#[test]
fn a_table_outlives_what_it_was_made_from() {
    let plain = LAPLACE.open(50, 4);
    let first = prepare(&plain).expect("a table");
    drop(plain);
    let second = prepare(&first).expect("the same table");
    let samples = fill(&first, &seeded(SEED));
    drop(first);
    assert_eq!(fill(&second, &seeded(SEED)), samples);
    assert_eq!(text_of(&second), "25/2");
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
        assert_eq!(prepare(&law).map(|_| ()), Err(Status::NoTable), "{} {text:.40}", api.name);
    }
    for (api, text) in
        [(GAUSSIAN, "1e28"), (GAUSSIAN, "1e-9"), (LAPLACE, "1e14"), (LAPLACE, "1e-9")]
    {
        let law = api.parse(text).expect("a parameter");
        assert!(prepare(&law).is_ok(), "{} {text}", api.name);
    }
}

/// Adding to what is close to the edge of 64 bits: an error, and nothing is written.
#[test]
fn sums_that_do_not_fit() {
    let law = prepare(&GAUSSIAN.open(1_000_000, 1)).expect("a table");
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
