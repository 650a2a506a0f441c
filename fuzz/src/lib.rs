//! What the fuzz targets do with their input. Each function panics if something is wrong.

mod calls;
mod numbers;
mod tables;

pub use calls::calls;
pub use numbers::numbers;
pub use tables::tables;
