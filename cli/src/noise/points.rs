//! A bounded selection of the values, for the plot.

/// The most points that are kept.
const MOST: usize = 5_000;

/// Every `step`-th pair of a true and a noisy value, where `step` doubles whenever there are too many.
#[derive(Debug)]
pub struct Points {
    kept: Vec<(i64, i64)>,
    step: u64,
    seen: u64,
}

impl Points {
    /// No points yet.
    pub const fn new() -> Self {
        Self { kept: Vec::new(), step: 1, seen: 0 }
    }

    /// Offers a pair.
    pub fn offer(&mut self, pair: (i64, i64)) {
        if self.seen.is_multiple_of(self.step) {
            if self.kept.len() == MOST {
                let mut index = 0;
                self.kept.retain(|_| {
                    index += 1;
                    index % 2 == 1
                });
                self.step *= 2;
            }
            // MOST is even, so the pair is due after the thinning too.
            self.kept.push(pair);
        }
        self.seen += 1;
    }

    /// The pairs that were kept: the first one offered, and every [`step`](Self::step)-th after it.
    pub fn kept(&self) -> &[(i64, i64)] {
        &self.kept
    }

    /// One pair in how many was kept.
    pub const fn step(&self) -> u64 {
        self.step
    }

    /// How many pairs were offered.
    pub const fn seen(&self) -> u64 {
        self.seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_th_pair_is_kept() {
        let mut points = Points::new();
        for value in 0..40_001 {
            points.offer((value, -value));
            let step = i64::try_from(points.step()).expect("a small step");
            assert!(points.kept().len() <= MOST);
            if value % 997 == 0 {
                assert!(
                    (0..)
                        .step_by(usize::try_from(step).expect("a small step"))
                        .zip(points.kept())
                        .all(|(at, &(x, _))| at == x)
                );
                assert_eq!(i64::try_from(points.kept().len()).expect("few"), value / step + 1);
            }
        }
        assert_eq!((points.step(), points.seen()), (16, 40_001));
    }
}
