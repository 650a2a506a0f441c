//! All samplers side by side, one group for each distribution and scale.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{BenchmarkGroup, Criterion, Throughput};
use num_rational::Ratio;
use verinoise::{DiscreteGaussian, DiscreteLaplace, SingleProcessSource};
use verinoise_benches::peers::Rounded;
use verinoise_benches::{
    BATCH, ChaCha12Rng, ChaCha20Rng, Distribution, Noise, SEED, Scale, SeedableRng, contender,
    one_shot,
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

fn ours<X: Noise>(group: &mut Group<'_>, parameter: (u128, u128)) {
    group.bench_function(contender::OURS, |bencher| {
        let mut source = SingleProcessSource::from_rng(ChaCha12Rng::from_seed(SEED));
        bencher.iter(|| one_shot::<X, _>(parameter, &mut source));
    });
    group.bench_function(contender::OURS_CHACHA20, |bencher| {
        let mut source = SingleProcessSource::from_rng(ChaCha20Rng::from_seed(SEED));
        bencher.iter(|| one_shot::<X, _>(parameter, &mut source));
    });
}

fn batch<X: Noise>(group: &mut Group<'_>, (n, d): (u128, u128)) {
    group.throughput(Throughput::Elements(BATCH as u64));
    group.bench_function(contender::FILL, |bencher| {
        let mut source = SingleProcessSource::from_rng(ChaCha12Rng::from_seed(SEED));
        let noise = X::build(Ratio::new(n, d)).expect("a valid parameter");
        let mut out = [0; BATCH];
        bencher.iter(|| {
            noise.try_fill(&mut source, &mut out).expect("samples of 64 bits");
            black_box(&out);
        });
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
    if distribution == Distribution::Gaussian {
        group.bench_function(contender::ROUNDED, |bencher| {
            let mut rng = ChaCha12Rng::from_seed(SEED);
            let sampler = Rounded::new(scale);
            bencher.iter(|| black_box(&sampler).sample(&mut rng));
        });
    }
}

fn main() {
    let mut criterion = Criterion::default()
        .with_measurement(ProcessorTime)
        .sample_size(30)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .nresamples(10_000)
        .configure_from_args();
    for distribution in Distribution::ALL {
        for &scale in distribution.scales() {
            let parameter = distribution.parameter(scale);
            let mut group = criterion.benchmark_group(distribution.group(scale));
            match distribution {
                Distribution::Gaussian => ours::<DiscreteGaussian>(&mut group, parameter),
                Distribution::Laplace => ours::<DiscreteLaplace>(&mut group, parameter),
            }
            peers(&mut group, distribution, scale);
            match distribution {
                Distribution::Gaussian => batch::<DiscreteGaussian>(&mut group, parameter),
                Distribution::Laplace => batch::<DiscreteLaplace>(&mut group, parameter),
            }
            group.finish();
        }
    }
    criterion.final_summary();
}
