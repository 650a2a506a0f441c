//! Sources of random bytes for samplers.

mod givers;
mod single_process;
mod source;
mod tape;

#[cfg(feature = "std")]
pub use givers::FromReader;
#[cfg(feature = "rand_core_0_6")]
pub use givers::FromRng06;
#[cfg(feature = "rand_core_0_9")]
pub use givers::FromRng09;
pub use givers::{Bytes, FromFn, FromRng};
pub use single_process::SingleProcessSource;
pub(crate) use source::Sealed;
pub use source::{ReplaySource, Source};
pub use tape::{Tape, TapeEnd};
