//! The list of exported functions.

/// The exports of the samplers' crate.
const MODULE: &str = include_str!("../../samplers/src/exported/mod.rs");

/// The names of all exported functions, as the `pub use` lines of the generated module give them.
#[must_use]
pub fn exported_functions() -> Vec<&'static str> {
    MODULE
        .split(';')
        .filter_map(|item| item.trim().strip_prefix("pub use "))
        .flat_map(|item| {
            let names = item.rsplit("::").next().unwrap_or(item);
            names.trim_matches(['{', '}']).split(',').map(str::trim).filter(|name| !name.is_empty())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::exported_functions;

    #[test]
    fn names_are_read() {
        let functions = exported_functions();
        assert!(functions.len() >= 12, "{functions:?}");
        for name in ["uniform", "bernoulli_exp_unit", "gaussian_shifted"] {
            assert!(functions.contains(&name), "{name} in {functions:?}");
        }
    }
}
