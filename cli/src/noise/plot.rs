//! The picture of true against noisy values, for the curator.
//!
//! Above, noisy against true values, with the line on which they are equal; below, the noise alone, with a band of two
//! standard deviations, since next to large counts the noise itself is too small to be seen.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::mechanism::Mechanism;
use super::points::Points;
use crate::approximate::three_digits;
use crate::failure::Failure;

const SIZE: (u32, u32) = (900, 760);
const TITLE_HEIGHT: u32 = 78;
const CAPTION_HEIGHT: u32 = 44;
const FONT: &str = "sans-serif";
const INK: RGBColor = RGBColor(38, 38, 38);
const GREY: RGBColor = RGBColor(110, 110, 110);
const GRID: RGBColor = RGBColor(232, 232, 232);
const POINT: RGBColor = RGBColor(0, 90, 156);
const BAND: RGBColor = RGBColor(240, 171, 0);

/// The picture as SVG.
pub fn draw(mechanism: &Mechanism, points: &Points) -> Result<String, Failure> {
    let mut svg = String::new();
    paint(&mut svg, mechanism, points).map_err(|error| Failure::system("draw the plot", error))?;
    Ok(svg)
}

type Painting<'a> = Result<(), DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;
type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
/// A finite range of an axis.
type Span = (f64, f64);

fn paint<'a>(svg: &'a mut String, mechanism: &Mechanism, points: &Points) -> Painting<'a> {
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let (title, rest) = root.split_vertically(TITLE_HEIGHT);
    let (panels, caption) = rest.split_vertically(SIZE.1 - TITLE_HEIGHT - CAPTION_HEIGHT);
    let (above, below) = panels.split_vertically((SIZE.1 - TITLE_HEIGHT - CAPTION_HEIGHT) * 6 / 10);

    let pairs: Vec<(f64, f64)> = points.kept().iter().map(|&(x, y)| (float(x), float(y))).collect();
    let noise: Vec<(f64, f64)> =
        points.kept().iter().map(|&(x, y)| (float(x), difference(x, y))).collect();
    // Beyond any reasonable scale the band would not be drawn sensibly, and says nothing.
    let reach = Some(2.0 * mechanism.deviation()).filter(|reach| (1e-3..1e18).contains(reach));
    let width = span(pairs.iter().map(|pair| pair.0), 0.02);
    let equal = [width.0, width.1];

    write_title(&title, mechanism, reach)?;
    let height = span(pairs.iter().map(|pair| pair.1).chain(equal), 0.04);
    panel(&above, width, height, "noisy value", |x| x, &pairs, reach)?;
    let margin = reach.map_or([0.0; 2], |reach| [-1.25 * reach, 1.25 * reach]);
    let height = span(noise.iter().map(|pair| pair.1).chain(margin), 0.08);
    panel(&below, width, height, "noise", |_| 0.0, &noise, reach)?;
    write_caption(&caption, points)?;
    root.present()
}

fn write_title<'a>(area: &Area<'a>, mechanism: &Mechanism, reach: Option<f64>) -> Painting<'a> {
    let middle = i32::try_from(SIZE.0 / 2).unwrap_or(0);
    let centred = Pos::new(HPos::Center, VPos::Top);
    let title = (FONT, 21).into_font().style(FontStyle::Bold).color(&INK).pos(centred);
    area.draw(&Text::new(mechanism.title(), (middle, 16), title))?;
    let key = (FONT, 15).into_font().color(&GREY).pos(centred);
    let text = match reach {
        Some(reach) => {
            format!("line: no noise; band: two standard deviations, ±{}", three_digits(reach))
        }
        None => "line: no noise".to_owned(),
    };
    area.draw(&Text::new(text, (middle, 47), key))
}

fn write_caption<'a>(area: &Area<'a>, points: &Points) -> Painting<'a> {
    let middle = i32::try_from(SIZE.0 / 2).unwrap_or(0);
    let style =
        (FONT, 15).into_font().color(&RGBColor(170, 0, 0)).pos(Pos::new(HPos::Center, VPos::Top));
    let (shown, seen, step) = (points.kept().len(), points.seen(), points.step());
    let which = match (seen, step) {
        (1, _) => "1 row.".to_owned(),
        (_, 1) => format!("All {seen} rows."),
        _ => format!("{shown} of {seen} rows: one in {step}."),
    };
    let text =
        format!("{which} This picture shows true values: for the data's curator, not for release.");
    area.draw(&Text::new(text, (middle, 10), style))
}

/// One coordinate system with a line, a band of `reach` around it, and the points.
fn panel<'a>(
    area: &Area<'a>,
    width: Span,
    height: Span,
    label: &str,
    line: impl Fn(f64) -> f64,
    points: &[(f64, f64)],
    reach: Option<f64>,
) -> Painting<'a> {
    let mut chart = ChartBuilder::on(area)
        .margin_right(28)
        .margin_left(14)
        .margin_top(4)
        .x_label_area_size(48)
        .y_label_area_size(86)
        .build_cartesian_2d(width.0..width.1, height.0..height.1)?;
    let tick = |value: &f64| number(*value, width);
    let side = |value: &f64| number(*value, height);
    let text = (FONT, 15).into_font().color(&INK);
    chart
        .configure_mesh()
        .axis_style(GREY)
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .x_labels(8)
        .y_labels(6)
        .x_label_formatter(&tick)
        .y_label_formatter(&side)
        .x_desc("true value (confidential)")
        .y_desc(label)
        .label_style(text.clone())
        .axis_desc_style((FONT, 16).into_font().color(&INK))
        .draw()?;
    let ends = [width.0, width.1];
    if let Some(reach) = reach {
        let top = ends.map(|x| (x, line(x) + reach));
        let bottom = [ends[1], ends[0]].map(|x| (x, line(x) - reach));
        chart.draw_series([Polygon::new([top, bottom].concat(), BAND.mix(0.3).filled())])?;
    }
    chart.draw_series(LineSeries::new(ends.map(|x| (x, line(x))), INK.mix(0.6).stroke_width(1)))?;
    let opacity = if points.len() > 1_000 { 0.25 } else { 0.55 };
    let dot = |&place: &(f64, f64)| Circle::new(place, 3, POINT.mix(opacity).filled());
    chart.draw_series(points.iter().map(dot))?;
    Ok(())
}

/// The range of the values with a margin; never empty.
fn span(values: impl Iterator<Item = f64>, margin: f64) -> Span {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if low > high {
        return (0.0, 1.0);
    }
    let extra = ((high - low) * margin).max(high.abs().max(low.abs()) * 1e-9).max(0.5);
    (low - extra, high + extra)
}

/// A tick's number: whole numbers where the ticks are whole, thousands apart, and powers of ten when they grow long.
fn number(value: f64, (low, high): Span) -> String {
    if low.abs().max(high.abs()) >= 1e7 {
        return if value == 0.0 { "0".to_owned() } else { format!("{value:.2e}") };
    }
    if high - low < 8.0 {
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

#[expect(clippy::cast_precision_loss, reason = "a pixel is coarser")]
fn float(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "a pixel is coarser")]
fn difference(value: i64, noisy: i64) -> f64 {
    (i128::from(noisy) - i128::from(value)) as f64
}
