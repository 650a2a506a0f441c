//! The list of exported functions.

use verinoise::for_each_exported;

macro_rules! names {
    ($($module:ident {
        $($name:ident($($parameter:ident: $kind:ident),*) -> $result:ident;)*
    })*) => {
        const NAMES: &[&str] = &[$($(stringify!($name),)*)*];
    };
}

for_each_exported!(names);

/// The names of all exported functions.
#[must_use]
pub fn exported_functions() -> Vec<&'static str> {
    NAMES.to_vec()
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
