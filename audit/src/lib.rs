#![doc = include_str!("../README.md")]

mod digest;
mod model;
pub mod site;
mod verify;

pub use digest::sha256;
pub use model::{
    Audit, Axiom, Claim, Definition, Excerpt, Function, Notice, Part, Role, Source, Suite, Test,
    Trusted,
};
pub use verify::{Difference, NOT_LOOKED_AT, not_looked_at, verify};

/// The audit of this version of verinoise, as JSON.
pub const DATA: &str = include_str!("../data.json");

impl Audit {
    /// The audit of this version of verinoise.
    ///
    /// # Errors
    /// If [`DATA`] is not what this version of the crate writes; a test rules that out.
    pub fn embedded() -> Result<Self, serde_json::Error> {
        serde_json::from_str(DATA)
    }
}
