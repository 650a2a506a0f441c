//! What processes draw from the sources of `verinoise`.

use std::cell::Cell;
use std::collections::HashSet;
use std::convert::Infallible;
use std::fmt::Debug;

use rand_core::TryRng;
use verinoise::rng::{AfterFork, ForkSafeSource, ReseedingRng, SystemSource, with_system_source};
use verinoise::{
    BigUint, Bytes, DiscreteGaussian, DiscreteLaplace, FromRng, NoiseDistribution, Ratio,
    ReplaySource, SampleError, Source, Stop,
};

use crate::system::{
    Kernel, WAYS, Way, as_number_one, case, fork, from_child, in_child, pretend, wait,
};

/// A distribution so wide that equal samples come from equal bytes.
fn wide() -> DiscreteGaussian {
    DiscreteGaussian::new(1_u128 << 114, 1).expect("a positive variance")
}

fn draw<const N: usize, S: ReplaySource<Error: Debug>>(source: &mut S) -> [i64; N] {
    [(); N].map(|()| wide().try_sample(source).expect("a sample"))
}

fn draw_here<const N: usize>() -> [i64; N] {
    [(); N].map(|()| with_system_source(|source| wide().try_sample(source)).expect("a sample"))
}

/// Whether no number occurs twice.
fn distinct<const N: usize>(samples: &[[i64; N]]) -> bool {
    let all: HashSet<i64> = samples.as_flattened().iter().copied().collect();
    all.len() == samples.as_flattened().len()
}

/// Children draw from a source that their parent has used, and from their thread's own.
fn workers(way: Way, count: usize) -> bool {
    let mut source = SystemSource::new();
    let mut samples: Vec<[i64; 5]> = vec![draw(&mut source), draw_here()];
    for _ in 0..count {
        samples.push(from_child(way, || draw(&mut source)));
        samples.push(from_child(way, draw_here));
    }
    samples.extend([draw(&mut source), draw_here()]);
    distinct(&samples)
}

/// Gives keys whose bytes are all equal: 1, 2, 3, ...
struct Keys<'a>(&'a Cell<u8>);

impl TryRng for Keys<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("keys are bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("keys are bytes")
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.0.set(self.0.get() + 1);
        out.fill(self.0.get());
        Ok(())
    }
}

impl AfterFork for Keys<'_> {
    fn after_fork(&mut self) {}
}

type Keyed<'a> = ForkSafeSource<FromRng<ReseedingRng<Keys<'a>>>>;

fn keyed(keys: &Cell<u8>) -> Keyed<'_> {
    ForkSafeSource::new(FromRng(ReseedingRng::new(Keys(keys))))
}

/// What comes from the key of this number.
fn stream(key: u8, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    let Ok(()) = ReseedingRng::new(Keys(&Cell::new(key - 1))).try_fill_bytes(&mut bytes);
    bytes
}

fn read<S: Source<Error = Infallible>>(source: &mut S, count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    match source.fill(&mut bytes) {
        Ok(()) => bytes,
        Err(Stop::Fault(fault)) => panic!("{fault}"),
        Err(Stop::Source(never)) => match never {},
    }
}

/// However many bytes the parent has used, the child reads from a key of its own.
fn nothing_is_taken_along(way: Way) -> bool {
    [0, 1, 7, 255, 256, 257, 5000].into_iter().all(|used| {
        let keys = Cell::new(0);
        let mut source = keyed(&keys);
        let before = read(&mut source, used);
        before == stream(1, used)
            && in_child(way, || {
                let key = keys.get() + 1;
                read(&mut source, 300) == stream(key, 300)
                    && in_child(way, || {
                        source.record();
                        let again = [read(&mut source, 8), {
                            source.rewind();
                            read(&mut source, 300)
                        }];
                        again == [stream(key + 1, 8), stream(key + 1, 300)]
                    })
                    && read(&mut source, 5) == stream(key, 305)[300..]
            })
            && read(&mut source, 5) == stream(1, used + 5)[used..]
    })
}

/// What was recorded before the fork is read again as it was; what comes after it is new.
fn a_sample_is_never_made_of_two_halves(way: Way) -> bool {
    let keys = Cell::new(0);
    let mut source = keyed(&keys);
    source.record();
    let mut good = read(&mut source, 10) == stream(1, 10);
    // Forked while it records.
    good &= in_child(way, || {
        let on = read(&mut source, 5) == stream(1, 15)[10..];
        source.rewind();
        source.record();
        let again = read(&mut source, 12) == stream(1, 12);
        source.rewind();
        let at_last =
            read(&mut source, 14) == stream(1, 14) && read(&mut source, 1)[0] == stream(1, 15)[14];
        let anew = read(&mut source, 3) == stream(2, 3);
        on && again && at_last && anew
    });
    // Forked where the next block is fetched: what is recorded stays, the block is new.
    good &= read(&mut source, 240) == stream(1, 250)[10..];
    good &= in_child(way, || {
        let across = read(&mut source, 20);
        let expected = [&stream(1, 256)[250..], &stream(2, 14)[..]].concat();
        source.rewind();
        across == expected
            && read(&mut source, 250) == stream(1, 250)
            && read(&mut source, 20) == expected
    });
    source.release();
    good &= in_child(way, || {
        source.take_word(3).is_ok_and(|word| word.to_le_bytes()[..3] == stream(2, 3))
    });
    good
}

/// Machine words, double words and larger numbers: the last ones do without a record.
fn samplers_look_before_each_sample(way: Way) -> bool {
    [1, 30, 70, 200].into_iter().all(|power| {
        let scale = Ratio::from_integer(BigUint::from(10_u32).pow(power));
        let gaussian = DiscreteGaussian::from_ratio(scale.clone()).expect("a variance");
        let laplace = DiscreteLaplace::from_ratio(scale).expect("a scale");
        let keys = Cell::new(0);
        let mut source = keyed(&keys);
        (0..20).all(|round| {
            let before = keys.get();
            in_child(way, || {
                let drawn = if round % 2 == 0 {
                    gaussian.try_sample_big(&mut source)
                } else {
                    laplace.try_sample_big_at(7, &mut source)
                };
                drawn.is_ok() && keys.get() == before + 1
            }) && gaussian.try_sample_big(&mut source).is_ok()
                && keys.get() == 1
        })
    })
}

/// A process that forks in the middle of a sample, as a signal handler may do.
fn forked_while_drawing(way: Way) -> bool {
    let mut source = SystemSource::new();
    let here = forked_while(way, |fork| {
        with_system_source(|source| {
            let sample = wide().try_sample(source);
            fork();
            sample
        })
    });
    here && forked_while(way, |fork| {
        source.in_one_process(|source| {
            let sample = wide().try_sample(source);
            fork();
            sample
        })
    })
}

/// `draw` forks once, at the place where it calls its argument. The parent draws once, the child
/// twice, and what they have in the end differs.
fn forked_while<E: Debug>(way: Way, draw: impl FnOnce(&mut dyn FnMut()) -> Result<i64, E>) -> bool {
    use std::io::{Read, Write, pipe};

    let (mut reader, mut writer) = pipe().expect("a pipe");
    let (mut attempts, mut child) = (0, -1);
    let sample = draw(&mut || {
        attempts += 1;
        if attempts == 1 {
            child = fork(way);
        }
    });
    let sample = sample.expect("a sample");
    if child == 0 {
        let sent = writer.write_all(&sample.to_ne_bytes()).is_ok();
        std::process::exit(if sent && attempts == 2 { 10 } else { 11 });
    }
    drop(writer);
    let mut theirs = [0; 8];
    reader.read_exact(&mut theirs).expect("the child's sample");
    wait(child) == 10 && attempts == 1 && i64::from_ne_bytes(theirs) != sample
}

/// Bytes of the caller's, which are told of forks.
struct Counted<'a> {
    next: u8,
    told: &'a Cell<u8>,
}

impl Bytes for Counted<'_> {
    type Error = Infallible;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.next += 1;
        out.fill(self.next);
        Ok(())
    }
}

impl AfterFork for Counted<'_> {
    fn after_fork(&mut self) {
        self.told.set(self.told.get() + 1);
    }
}

/// A generator that keys another one is told as well: its state would be that of the parent.
fn seeders_are_told(way: Way) -> bool {
    let told = Cell::new(0);
    let seeder = Counting { key: 0, told: &told };
    let mut source = ForkSafeSource::new(FromRng(ReseedingRng::new(seeder)));
    let first = read(&mut source, 3) == stream(1, 3);
    let before = told.get();
    first && in_child(way, || read(&mut source, 3) == stream(2, 3) && told.get() > before)
}

/// Gives keys whose bytes are all equal, and counts how often it is told of a fork.
struct Counting<'a> {
    key: u8,
    told: &'a Cell<u32>,
}

impl TryRng for Counting<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("keys are bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("keys are bytes")
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.key += 1;
        out.fill(self.key);
        Ok(())
    }
}

impl AfterFork for Counting<'_> {
    fn after_fork(&mut self) {
        self.told.set(self.told.get() + 1);
    }
}

/// Bytes of the caller's are fetched anew, and their giver is told before.
fn givers_are_told(way: Way) -> bool {
    let told = Cell::new(0);
    let mut source = ForkSafeSource::new(Counted { next: 0, told: &told });
    let first = read(&mut source, 3) == [1; 3];
    let before = told.get();
    first
        && in_child(way, || {
            read(&mut source, 300) == [[2; 256].as_slice(), &[3; 44]].concat()
                && told.get() == before + 1
        })
        && read(&mut source, 300)[..] == [[1; 253].as_slice(), &[2; 47]].concat()
        && told.get() == before
}

/// On a kernel that passes every probe and wipes nothing, a child that is forked past the C library
/// reads what its parent had in store, and then a key of its own.
fn bytes_in_store_at_most() -> bool {
    let keys = Cell::new(0);
    let mut source = keyed(&keys);
    read(&mut source, 100) == stream(1, 100)
        && in_child(Way::SysClone, || {
            let bytes = read(&mut source, 300);
            bytes[..156] == stream(1, 256)[100..] && bytes[156..] == stream(2, 144)
        })
}

/// Whoever draws while the thread's source is in use gets another one.
fn draws_within_draws() -> bool {
    let nested = with_system_source(|source| {
        let outer = wide().try_sample(source)?;
        let inner = with_system_source(|source| wide().try_sample(source))?;
        Ok::<_, SampleError<_>>([outer, inner, wide().try_sample(source)?])
    });
    distinct(&[nested.expect("three samples")])
}

/// A draw that panics leaves the source usable.
fn panics_do_no_harm() -> bool {
    std::panic::set_hook(Box::new(|_| {}));
    let panicked = std::panic::catch_unwind(|| {
        with_system_source(|source| -> Result<(), SampleError<_>> {
            source.record();
            let _ = wide().try_sample(source)?;
            source.record();
            panic!("in the middle of a sample")
        })
    });
    let _ = std::panic::take_hook();
    panicked.is_err() && distinct(&[draw_here::<100>()])
}

pub fn run() {
    for kernel in [Kernel::Honest, Kernel::AgreesToAll, Kernel::LiesAboutWiping, Kernel::Old] {
        pretend(kernel);
        for way in WAYS {
            let tests: [(&str, &dyn Fn(Way) -> bool); 8] = [
                ("three workers", &|way| workers(way, 3)),
                ("64 workers", &|way| workers(way, 64)),
                ("nothing is taken along", &nothing_is_taken_along),
                ("no sample of two halves", &a_sample_is_never_made_of_two_halves),
                ("samplers look before each sample", &samplers_look_before_each_sample),
                ("forked while drawing", &forked_while_drawing),
                ("givers are told", &givers_are_told),
                ("seeders are told", &seeders_are_told),
            ];
            for (what, test) in tests {
                let good = in_child(Way::Fork, || test(*way));
                case(format_args!("{kernel:?} kernel, {way:?}, {what}"), good);
            }
            if kernel == Kernel::Honest || *way == Way::Fork {
                let good = as_number_one(|| {
                    let mut source = SystemSource::new();
                    distinct(&[
                        draw::<3, _>(&mut source),
                        from_child(*way, || draw(&mut source)),
                        draw(&mut source),
                    ])
                });
                case(format_args!("{kernel:?} kernel, {way:?}, both have the number 1"), good);
            }
        }
    }
    pretend(Kernel::LiesWell);
    case("LiesWell kernel, bytes in store at most", in_child(Way::Fork, bytes_in_store_at_most));
    pretend(Kernel::Honest);
    case("draws within draws", draws_within_draws());
    case("panics do no harm", panics_do_no_harm());
}
