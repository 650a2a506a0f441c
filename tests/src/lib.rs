//! What the cross-cutting tests of verinoise have in common; the tests themselves are in `tests/`.
//!
//! * [`Interval`] and [`Law`]: closed forms, enclosed by integer arithmetic;
//! * [`Bunch`] and [`enumerate`]: an exported sampler on *all* byte tapes down to a mass, with exact masses;
//! * [`staged`]: the same files, compiled over laws in place of the functions that they call;
//! * [`samples`] and [`goodness`]: floating-point probabilities and test statistics;
//! * [`exported_functions`]: what there is to be tested.

mod bunch;
mod enumeration;
mod exported;
pub mod goodness;
mod interval;
mod law;
mod path;
pub mod samples;
pub mod staged;

pub use bunch::Bunch;
pub use enumeration::{Depth, Masses, Outcome, enumerate};
pub use exported::exported_functions;
pub use interval::{Interval, PRECISION, fraction};
pub use law::Law;
pub use path::{Cut, Guide};
// The exported files that `staged` compiles name these by `crate`.
use verinoise::{Integer, Natural, Source, Stop};
