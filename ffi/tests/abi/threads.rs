//! Many threads on the same handles.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::common::{GAUSSIAN, Handle, LAPLACE, Table, seeded, system};
use verinoise_ffi::*;

const THREADS: usize = 16;

/// σ = 2^57: samples that are equal come from equal bytes.
const WIDE: &str = "20769187434139310514121985316880384";

#[test]
fn one_system_generator_for_all() {
    let (law, rng) = (GAUSSIAN.parse(WIDE).expect("a variance"), system());
    let draw = || {
        let mut samples = Vec::new();
        for round in 0..500_usize {
            let mut some = [0; 7];
            let count = 1 + round % 7;
            let status = unsafe { vn_noise_fill(law.get(), rng.get(), some.as_mut_ptr(), count) };
            assert_eq!(status, Status::Ok);
            samples.extend_from_slice(&some[..count]);
        }
        samples
    };
    let all: Vec<i64> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(draw)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
}

/// A generator with a seed refuses a second caller, and never gives the same bytes twice.
#[test]
fn one_seeded_generator_for_all() {
    let (law, rng) = (GAUSSIAN.parse(WIDE).expect("a variance"), seeded(9));
    let busy = AtomicUsize::new(0);
    let draw = || {
        let mut samples = Vec::new();
        while samples.len() < 1000 {
            let mut sample = 7;
            match unsafe { vn_noise_sample(law.get(), rng.get(), &raw mut sample) } {
                Status::Ok => samples.push(sample),
                status => {
                    assert_eq!((status, sample), (Status::Busy, 7));
                    busy.fetch_add(1, Ordering::Relaxed);
                    thread::yield_now();
                }
            }
        }
        samples
    };
    let all: HashSet<i64> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(draw)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    let alone = seeded(9);
    let mut expected = vec![0; THREADS * 1000];
    let (out, length) = (expected.as_mut_ptr(), expected.len());
    assert_eq!(unsafe { vn_noise_fill(law.get(), alone.get(), out, length) }, Status::Ok);
    assert_eq!(all, expected.into_iter().collect());
    println!("busy {} times", busy.into_inner());
}

/// Four samples at a standard deviation of 2^49 are equal to four others only if they come from equal bytes.
#[test]
fn one_table_for_all() {
    let law = GAUSSIAN.parse("316912650057057350374175801344").expect("a variance");
    let (looked_up, rng) = (Table::LookedUp.of(&law).expect("a table"), system());
    let scanned = Table::Scanned.of(&looked_up).expect("the same table");
    let draw = |law: &Handle<Noise>| {
        let mut samples = vec![[0_i64; 4]; 1000];
        let start = samples.as_mut_ptr().cast();
        assert_eq!(unsafe { vn_noise_fill(law.get(), rng.get(), start, 4000) }, Status::Ok);
        samples
    };
    let all: Vec<[i64; 4]> = thread::scope(|scope| {
        let threads: Vec<_> = [&looked_up, &scanned]
            .into_iter()
            .cycle()
            .take(THREADS)
            .map(|law| scope.spawn(move || draw(law)))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
}

#[test]
fn handles_come_and_go() {
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for round in 1..200 {
                    let (law, rng) = (LAPLACE.open(round, 3), system());
                    let mut out = [0; 5];
                    let status =
                        unsafe { vn_noise_fill(law.get(), rng.get(), out.as_mut_ptr(), 5) };
                    assert_eq!(status, Status::Ok);
                }
            });
        }
    });
}
