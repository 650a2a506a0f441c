//! All samplers side by side, one group for each distribution and scale.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{BenchmarkGroup, Criterion, Throughput};
use verinoise::rng::SystemSource;
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, NoiseDistribution, ReplaySource, SingleProcessSource,
};
use verinoise_benches::contender::in_round;
use verinoise_benches::peers::Rounded;
use verinoise_benches::{
    BATCH, ChaCha12Rng, ChaCha20Rng, Distribution, Noise, ROUNDS, SEED, Scale, SeedableRng, built,
    c, contender, one_shot, prepared,
};

type Group<'a> = BenchmarkGroup<'a, ProcessorTime>;

/// The processor time of the thread: unlike time on the wall, it stands still while other processes run.
struct ProcessorTime;

impl Measurement for ProcessorTime {
    type Intermediate = ThreadTime;
    type Value = Duration;

    fn start(&self) -> ThreadTime {
        ThreadTime::now()
    }

    fn end(&self, start: ThreadTime) -> Duration {
        start.elapsed()
    }

    fn add(&self, first: &Duration, second: &Duration) -> Duration {
        *first + *second
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

fn singles<X: Noise>(group: &mut Group<'_>, parameter: (u128, u128)) {
    group.bench_function(contender::ONE_SHOT, |bencher| {
        let mut source = SingleProcessSource::from_rng(ChaCha12Rng::from_seed(SEED));
        bencher.iter(|| one_shot::<X, _>(parameter, &mut source));
    });
    group.bench_function(contender::ONE_SHOT_CHACHA20, |bencher| {
        let mut source = SingleProcessSource::from_rng(ChaCha20Rng::from_seed(SEED));
        bencher.iter(|| one_shot::<X, _>(parameter, &mut source));
    });
    group.bench_function(contender::PREPARE, |bencher| {
        let noise = built::<X>(parameter);
        bencher.iter(|| black_box(&noise).table());
    });
}

fn peers(group: &mut Group<'_>, distribution: Distribution, scale: Scale) {
    #[cfg(feature = "prio")]
    group.bench_function(contender::PRIO, |bencher| {
        let mut rng = ChaCha12Rng::from_seed(SEED);
        let sampler = verinoise_benches::peers::prio::Sampler::new(distribution, scale);
        bencher.iter(|| black_box(&sampler).sample(&mut rng));
    });
    #[cfg(feature = "opendp")]
    group.bench_function(contender::OPENDP, |bencher| {
        let sampler = verinoise_benches::peers::opendp::Sampler::new(distribution, scale);
        bencher.iter(|| black_box(&sampler).sample());
    });
}

/// Times what fills an array.
fn batch(group: &mut Group<'_>, name: &str, fill: &mut dyn FnMut(&mut [i64])) {
    group.bench_function(name, |bencher| {
        let mut out = vec![0; BATCH];
        bencher.iter(|| {
            fill(black_box(&mut out));
            black_box(&out);
        });
    });
}

fn fill<S: ReplaySource>(noise: &impl NoiseDistribution, mut source: S) -> impl FnMut(&mut [i64]) {
    move |out| noise.try_fill(&mut source, out).ok().expect("samples of 64 bits")
}

/// The samplers whose ratios matter most stand side by side, and take turns.
fn batches<X: Noise>(group: &mut Group<'_>, distribution: Distribution, scale: Scale) {
    let parameter = distribution.parameter(scale);
    group.throughput(Throughput::Elements(BATCH as u64));
    group.warm_up_time(Duration::from_millis(100)).measurement_time(Duration::from_millis(600));
    let (noise, prepared, rounded) =
        (built::<X>(parameter), prepared::<X>(parameter), Rounded::new(scale));
    let library = c::Prepared::new(distribution, scale);
    for round in 0..ROUNDS {
        let mut batch =
            |name, out: &mut dyn FnMut(&mut [i64])| batch(group, &in_round(name, round), out);
        let rng = || ChaCha12Rng::from_seed(SEED);
        let chacha12 = || SingleProcessSource::from_rng(rng());
        let chacha20 = || SingleProcessSource::from_rng(ChaCha20Rng::from_seed(SEED));
        batch(contender::FILL, &mut fill(&noise, chacha12()));
        let mut generator = rng();
        batch(contender::ROUNDED, &mut |out| black_box(&rounded).fill(&mut generator, out));
        batch(contender::PREPARED, &mut fill(&prepared, chacha12()));
        let mut generator = rng();
        batch(contender::ROUNDED_CHEAPLY, &mut |out| {
            black_box(&rounded).fill_cheaply(&mut generator, out);
        });
        batch(contender::PREPARED_CHACHA20, &mut fill(&prepared, chacha20()));
        batch(contender::PREPARED_SYSTEM, &mut fill(&prepared, SystemSource::new()));
        batch(contender::PREPARED_C, &mut |out| library.fill(out));
    }
}

fn contenders<X: Noise>(group: &mut Group<'_>, distribution: Distribution, scale: Scale) {
    let parameter = distribution.parameter(scale);
    singles::<X>(group, parameter);
    peers(group, distribution, scale);
    batches::<X>(group, distribution, scale);
}

fn main() {
    let mut criterion = Criterion::default()
        .with_measurement(ProcessorTime)
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1500))
        .nresamples(10_000)
        .configure_from_args();
    for distribution in Distribution::ALL {
        for &scale in distribution.scales() {
            let mut group = criterion.benchmark_group(distribution.group(scale));
            match distribution {
                Distribution::Gaussian => {
                    contenders::<DiscreteGaussian>(&mut group, distribution, scale);
                }
                Distribution::Laplace => {
                    contenders::<DiscreteLaplace>(&mut group, distribution, scale);
                }
            }
            group.finish();
        }
    }
    criterion.final_summary();
}
