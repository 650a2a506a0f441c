//! Axes on which skewed values can be told apart.
//!
//! Counts are often skewed: most are small, and a few are a thousand times larger. On an even axis those few would press all
//! others into a corner. Such an axis is even up to the size of the noise and logarithmic beyond. If that does not help
//! either, since most values are large and close together, a part of the axis is shown.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

/// How many times wider than most values all values may be before the axis is no longer even.
const SKEWED: f64 = 10.0;
/// The same for an axis that is logarithmic.
const CROWDED: f64 = 40.0;
/// One in how many values may be left out.
const FEW: usize = 20;

/// Which place on the axis a value has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// The value itself.
    Even,
    /// Even around 0, logarithmic beyond this value on both sides.
    Logarithmic(f64),
}

impl Scale {
    /// Where the value is.
    pub fn place(self, value: f64) -> f64 {
        match self {
            Self::Even => value,
            Self::Logarithmic(unit) => (value / unit).asinh(),
        }
    }

    /// Which value is there.
    pub fn value(self, place: f64) -> f64 {
        match self {
            Self::Even => place,
            Self::Logarithmic(unit) => place.sinh() * unit,
        }
    }
}

/// One axis of a picture.
#[derive(Clone, Debug)]
pub struct Axis {
    scale: Scale,
    /// The first and the last place.
    low: f64,
    high: f64,
    /// The values that have a number.
    ticks: Vec<f64>,
}

impl Axis {
    /// An axis that holds these values, with room at both ends: `margin` of its length; and about as many numbers as `ticks`.
    pub fn new(scale: Scale, values: impl Iterator<Item = f64>, margin: f64, ticks: usize) -> Self {
        let places = values.map(|value| scale.place(value));
        let (low, high) = places.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), place| {
            (low.min(place), high.max(place))
        });
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let least = match scale {
            Scale::Even => high.abs().max(low.abs()).mul_add(1e-9, 0.5),
            Scale::Logarithmic(_) => 0.1,
        };
        let extra = ((high - low) * margin).max(least);
        let (low, high) = (low - extra, high + extra);
        let (start, end) = (scale.value(low), scale.value(high));
        let ticks = match scale {
            Scale::Even => even_ticks(start, end, ticks),
            Scale::Logarithmic(unit) => logarithmic_ticks(start, end, unit, ticks),
        };
        Self { scale, low, high, ticks }
    }

    /// Where its values are.
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// Values along the axis, close enough together to draw a curve.
    pub fn along(&self) -> impl DoubleEndedIterator<Item = f64> + '_ {
        let length = self.high - self.low;
        (0..=200).map(move |step| self.scale.value(self.low + length * f64::from(step) / 200.0))
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    #[expect(clippy::cast_possible_truncation, reason = "a pixel is whole")]
    fn map(&self, value: &f64, (first, last): (i32, i32)) -> i32 {
        let part = (self.scale.place(*value) - self.low) / (self.high - self.low);
        (f64::from(first) + f64::from(last - first) * part).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Light lines between the numbers are not drawn.
        if hint.weight().allow_light_points() { Vec::new() } else { self.ticks.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.scale.value(self.low)..self.scale.value(self.high)
    }
}

impl ValueFormatter<f64> for Axis {
    fn format(value: &f64) -> String {
        number(*value, f64::INFINITY, value.abs())
    }

    fn format_ext(&self, value: &f64) -> String {
        let Range { start, end } = self.range();
        let size = match self.scale {
            Scale::Even => start.abs().max(end.abs()),
            Scale::Logarithmic(_) => value.abs(),
        };
        number(*value, end - start, size)
    }
}

/// How the values `all` are best told apart, given noise of the size `reach`, and from where to where: all of the values, or
/// the part that most of them are in.
pub fn choose(all: impl Iterator<Item = f64>, reach: f64) -> (Scale, (f64, f64)) {
    let mut values: Vec<f64> = all.collect();
    values.sort_by(f64::total_cmp);
    let most = |values: &[f64]| {
        let at = |tenth: usize| values[(values.len() - 1) * tenth / 10];
        (at(1), at(9))
    };
    let [first, _, .., last] = values[..] else {
        return (Scale::Even, (f64::NEG_INFINITY, f64::INFINITY));
    };
    let (low, high) = most(&values);
    if last - first <= SKEWED * (high - low).max(reach).max(1.0) {
        return (Scale::Even, (first, last));
    }
    let scale = Scale::Logarithmic(reach.max(1.0));
    let length = |low, high| scale.place(high) - scale.place(low);
    // However often a value occurs, as 0 may, it takes one place.
    values.dedup();
    let (low, high) = most(&values);
    if length(first, last) <= CROWDED * length(low, high) {
        return (scale, (first, last));
    }
    let more = (high - low).max(reach) * SKEWED / 3.0;
    let part = (first.max(low - more), last.min(high + more));
    let outside = values.iter().filter(|&&value| value < part.0 || value > part.1).count();
    // A few that are far away may be left out, but not many.
    if outside * FEW <= values.len() { (Scale::Even, part) } else { (scale, (first, last)) }
}

/// Multiples of 1, 2 or 5 times a power of ten.
fn even_ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let step = round_up((high - low) / float(count.max(1)));
    let first = (low / step).ceil();
    let number = ((high / step).floor() - first).max(0.0);
    (0..=2 * count)
        .map(float)
        .take_while(|&index| index <= number)
        .map(|index| (first + index) * step)
        .collect()
}

/// The least of 1, 2 or 5 times a power of ten that is not below `value`, which is positive.
fn round_up(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    power * factors.into_iter().find(|factor| factor * power >= value).unwrap_or(10.0)
}

/// 0 and powers of ten above `unit`; with 2 and 5 times them if there are few, every second or third if there are many.
fn logarithmic_ticks(low: f64, high: f64, unit: f64, count: usize) -> Vec<f64> {
    let is_inside = |value: &f64| (low..=high).contains(value);
    let both = |power: f64, factors: &'static [f64]| {
        factors.iter().flat_map(move |factor| [-factor * power, factor * power])
    };
    let powers = (0..=18).map(|exponent| 10_f64.powi(exponent)).filter(|&power| power >= unit);
    let powers: Vec<f64> = powers.collect();
    let inside = |factors: &'static [f64], every: usize| -> Vec<f64> {
        let values = powers.iter().step_by(every).flat_map(|&power| both(power, factors));
        values.chain([0.0]).filter(is_inside).collect()
    };
    let tens = inside(&[1.0], 1);
    if tens.len() < 4 {
        inside(&[1.0, 2.0, 5.0], 1)
    } else {
        inside(&[1.0], tens.len().div_ceil(count.max(1)))
    }
}

/// A tick's number on an axis of length `span`: whole numbers where the ticks are whole, thousands apart, and powers of ten
/// where numbers are as large as `size`.
fn number(value: f64, span: f64, size: f64) -> String {
    if size >= 1e7 {
        return if value == 0.0 {
            "0".to_owned()
        } else {
            format!("{value:.2e}").replace(".00e", "e")
        };
    }
    if span < 8.0 {
        // Without a sign before zero.
        return format!("{:.1}", if value.abs() < 0.05 { 0.0 } else { value });
    }
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < -0.5 { format!("−{text}") } else { text }
}

#[expect(clippy::cast_precision_loss, reason = "a small number")]
fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(values: impl IntoIterator<Item = i32>) -> Vec<f64> {
        values.into_iter().map(f64::from).collect()
    }

    #[test]
    fn skewed_values_get_a_logarithmic_axis() {
        let chosen = |values: &[f64], reach| choose(values.iter().copied(), reach);
        assert_eq!(chosen(&numbers(0..100), 3.0), (Scale::Even, (0.0, 99.0)));
        assert_eq!(chosen(&[0.0, 1e6], 3.0).0, Scale::Even);
        // Small counts and a few large ones, and the same among many zeros.
        let mut skewed = numbers((1..=40).chain([10_000, 100_000, 1_000_000]));
        let logarithmic = (Scale::Logarithmic(30.0), (1.0, 1e6));
        assert_eq!(chosen(&skewed, 3.0), (Scale::Logarithmic(3.0), (1.0, 1e6)));
        assert_eq!(chosen(&skewed, 30.0), logarithmic);
        skewed.extend([1.0; 1000]);
        assert_eq!(chosen(&skewed, 30.0), logarithmic);
        // Noise as large as the values is seen on an even axis.
        assert_eq!(chosen(&skewed, 1e5), (Scale::Even, (1.0, 1e6)));
        let flat = numbers((0..90).map(|index| index * 20).chain([0; 100]));
        assert_eq!(chosen(&flat, 3.0).0, Scale::Even);
        assert_eq!(chosen(&[1.0, 2.0, 1e6], 30.0), (Scale::Logarithmic(30.0), (1.0, 1e6)));
        // Years, and a number that is none: the years are shown.
        let mut years = numbers(1990..2020);
        years.push(9_999_999.0);
        let (scale, (low, high)) = chosen(&years, 3.0);
        assert_eq!(scale, Scale::Even);
        assert!((1989.0..=1990.0).contains(&low) && (2019.0..2200.0).contains(&high));
    }

    #[test]
    fn places_and_values() {
        let scale = Scale::Logarithmic(30.0);
        for value in [-1e9, -31.0, 0.0, 1.0, 1e9] {
            assert!((scale.value(scale.place(value)) - value).abs() <= value.abs() * 1e-9);
        }
        // Ten times as far is the same step further, far from 0.
        let step = scale.place(1e6) - scale.place(1e5);
        assert!((scale.place(1e7) - scale.place(1e6) - step).abs() < 1e-6);
    }

    #[test]
    fn ticks() {
        assert_eq!(even_ticks(-31.0, 62.0, 5), [-20.0, 0.0, 20.0, 40.0, 60.0]);
        assert_eq!(even_ticks(-0.1, 2.1, 5), [0.0, 0.5, 1.0, 1.5, 2.0]);
        let sorted = |mut ticks: Vec<f64>| {
            ticks.sort_by(f64::total_cmp);
            ticks
        };
        assert_eq!(sorted(logarithmic_ticks(-20.0, 2e6, 30.0, 8)), [0.0, 1e2, 1e3, 1e4, 1e5, 1e6]);
        assert_eq!(sorted(logarithmic_ticks(150.0, 3e3, 1.0, 8)), [200.0, 500.0, 1e3, 2e3]);
        assert!(logarithmic_ticks(-9e18, 9e18, 1.0, 8).len() <= 14);
    }

    #[test]
    fn labels() {
        for (value, span, size, text) in [
            (1234.0, 5e3, 5e3, "1,234"),
            (-1_234_567.0, 5e6, 5e6, "−1,234,567"),
            (0.25, 2.0, 2.0, "0.2"),
            (-0.0, 2.0, 2.0, "0.0"),
            (1e7, 1e8, 1e8, "1e7"),
            (1.5e12, 1e13, 1e13, "1.50e12"),
        ] {
            assert_eq!(number(value, span, size), text);
        }
    }
}
