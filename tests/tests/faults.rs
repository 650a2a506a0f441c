//! A source that fails at each byte in turn: every exported function says so, and nothing else happens.

use core::fmt::Debug;

use verinoise::{Fault, Nat, Natural, Source, Stop, for_each_exported};
use verinoise_tests::golden::{Line, lines_of};
use verinoise_tests::{Datum, Level, Value, call, function};

/// These bytes, and then a failure.
struct Failing<'a> {
    bytes: &'a [u8],
    consumed: usize,
}

/// The failure, after so many bytes.
#[derive(Debug, PartialEq, Eq)]
struct Broken(usize);

impl Source for Failing<'_> {
    type Error = Broken;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<Broken>> {
        let end = self.consumed + out.len();
        let bytes =
            self.bytes.get(self.consumed..end).ok_or(Stop::Source(Broken(self.bytes.len())))?;
        out.copy_from_slice(bytes);
        self.consumed = end;
        Ok(())
    }
}

fn run<N: Natural>(
    line: &Line,
    parameters: &[Value<N>],
    bytes: &[u8],
) -> Result<Datum, Stop<Broken>> {
    let mut source = Failing { bytes, consumed: 0 };
    call(Level::Tapes, line.function.name, parameters, &mut source)
        .map(|value| value.datum().expect("the same on all tapes"))
}

/// Runs a function that answers on its tape, on every shorter tape. Whether the arithmetic was wide enough.
fn fails_everywhere<N: Natural>(line: &Line) -> bool {
    let (Some(parameters), Some(outcome)) = (line.values::<N>(), &line.outcome) else {
        return false;
    };
    match run(line, &parameters, &line.tape) {
        Ok(value) => assert_eq!(value, *outcome, "{line:?}"),
        Err(stop) => {
            assert_eq!(stop, Stop::Fault(Fault::Capacity), "{line:?}");
            return false;
        }
    }
    for length in 0..line.tape.len() {
        let expected = Err(Stop::Source(Broken(length)));
        assert_eq!(run(line, &parameters, &line.tape[..length]), expected, "{line:?}");
    }
    !line.tape.is_empty()
}

/// The function on its golden tapes, in numbers of any kind.
fn check(name: &str) {
    let lines: Vec<_> = lines_of(function(name)).collect();
    if lines.iter().all(|line| line.tape.is_empty()) {
        // It reads nothing, so that nothing can fail.
        return;
    }
    let count = |fails: fn(&Line) -> bool| lines.iter().filter(|line| fails(line)).count();
    let words = count(fails_everywhere::<u64>);
    let double_words = count(fails_everywhere::<u128>);
    let any_size = count(fails_everywhere::<Nat>);
    println!("{name}: {words} in words, {double_words} in double words, {any_size} of any size");
    // Some functions need larger numbers than words, or double words, once they have read any bytes.
    assert!(any_size >= 40 && any_size >= double_words && double_words >= words, "{name}");
}

macro_rules! faults {
    ($($module:ident {
        $($name:ident($($parameter:ident: $kind:ident),*) -> $result:tt;)*
    })*) => {
        $($(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )*)*
    };
}

for_each_exported!(faults);
