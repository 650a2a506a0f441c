//! What the cross-cutting tests of verinoise have in common; the tests themselves are in `tests/`.
//!
//! * [`FUNCTIONS`] and [`call`]: the exported functions, by name, in any arithmetic ([`Value`]);
//! * [`golden`]: the golden tapes;
//! * [`Interval`], [`Law`] and [`closed_form`]: closed forms, enclosed by integer arithmetic; [`Enclosure`] and [`enclosed`]: what
//!   functions enclose that draw nothing;
//! * [`Bunch`] and [`enumerate`]: an exported function on *all* byte tapes down to a mass, with exact masses;
//! * [`staged`]: the same files, compiled over closed forms in place of the functions that they call;
//! * [`sandwich`]: tables so small that every word can be tried;
//! * [`metered`]: runs that give up after so many operations;
//! * [`samples`] and [`goodness`]: floating-point probabilities and test statistics.

mod bunch;
mod closed_forms;
mod enclosure;
mod enumeration;
mod exported;
pub mod golden;
pub mod goodness;
mod interval;
mod law;
mod metered;
mod path;
pub mod samples;
pub mod sandwich;
pub mod staged;
mod value;

pub use bunch::Bunch;
pub use closed_forms::{OF_TABLES, closed_form, enclosed};
pub use enclosure::Enclosure;
pub use enumeration::{Depth, Masses, Outcome, enumerate};
pub use exported::{FUNCTIONS, Function, Level, call, function};
pub use interval::{Interval, PRECISION, fraction};
pub use law::Law;
pub use metered::{Metered, metered};
pub use path::{Cut, Guide};
pub use value::{Datum, Items, Kind, Value};
// The exported files that `staged` compiles name these by `crate`.
use verinoise::{Integer, Natural, Sequence, Source, Stop};
