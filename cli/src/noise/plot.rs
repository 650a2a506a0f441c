//! The picture of true against noisy values, for the curator.
//!
//! Above, noisy against true values, with the line on which they are equal; below, the noise alone, since next to large
//! counts the noise itself is too small to be seen. The band in both is the half width that the summary says in words.

mod axis;

use std::ops::Range;

use plotters::coord::ranged1d::Ranged;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::mechanism::Mechanism;
use super::points::Points;
use crate::approximate::to_f64;
use crate::failure::Failure;
use axis::{Axis, Scale};

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

fn paint<'a>(svg: &'a mut String, mechanism: &Mechanism, points: &Points) -> Painting<'a> {
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let (title, rest) = root.split_vertically(TITLE_HEIGHT);
    let (panels, caption) = rest.split_vertically(SIZE.1 - TITLE_HEIGHT - CAPTION_HEIGHT);
    let (above, below) = panels.split_vertically((SIZE.1 - TITLE_HEIGHT - CAPTION_HEIGHT) * 6 / 10);

    // Beyond any reasonable scale the band would not be drawn sensibly, and says nothing.
    let reach = Some(to_f64(&mechanism.half_width().clone().into())).filter(|&reach| reach < 1e18);
    let trues = points.kept().iter().map(|&(x, _)| float(x));
    let (scale, (low, high)) = axis::choose(trues, reach.unwrap_or(0.0));
    let shown = || points.kept().iter().filter(|&&(x, _)| (low..=high).contains(&float(x)));
    let pairs: Vec<(f64, f64)> = shown().map(|&(x, y)| (float(x), float(y))).collect();
    let noise: Vec<(f64, f64)> = shown().map(|&(x, y)| (float(x), difference(x, y))).collect();
    let outside = points.kept().len() - pairs.len();

    write_title(&title, mechanism, reach.is_some())?;
    let width = Axis::new(scale, pairs.iter().map(|pair| pair.0), 0.02, 8);
    let equal = [width.range().start, width.range().end];
    let height = Axis::new(scale, pairs.iter().map(|pair| pair.1).chain(equal), 0.04, 6);
    panel(&above, &width, &height, "noisy value", |x| x, &pairs, reach)?;
    let margin = reach.map_or([0.0; 2], |reach| [-1.25 * reach, 1.25 * reach]);
    let height = Axis::new(Scale::Even, noise.iter().map(|pair| pair.1).chain(margin), 0.08, 6);
    panel(&below, &width, &height, "noise", |_| 0.0, &noise, reach)?;
    write_caption(&caption, points, outside)?;
    root.present()
}

fn write_title<'a>(area: &Area<'a>, mechanism: &Mechanism, has_band: bool) -> Painting<'a> {
    let middle = i32::try_from(SIZE.0 / 2).unwrap_or(0);
    let centred = Pos::new(HPos::Center, VPos::Top);
    let title = (FONT, 21).into_font().style(FontStyle::Bold).color(&INK).pos(centred);
    area.draw(&Text::new(mechanism.title(), (middle, 16), title))?;
    let key = (FONT, 15).into_font().color(&GREY).pos(centred);
    let text = if has_band {
        let reach = mechanism.half_width();
        format!("line: no noise; band: within ±{reach} of the true value, with 95 % confidence")
    } else {
        "line: no noise".to_owned()
    };
    area.draw(&Text::new(text, (middle, 47), key))
}

fn write_caption<'a>(area: &Area<'a>, points: &Points, outside: usize) -> Painting<'a> {
    let middle = i32::try_from(SIZE.0 / 2).unwrap_or(0);
    let style =
        (FONT, 15).into_font().color(&RGBColor(170, 0, 0)).pos(Pos::new(HPos::Center, VPos::Top));
    let (kept, seen, step) = (points.kept().len(), points.seen(), points.step());
    let mut which = match (seen, step) {
        (1, _) => "1 row.".to_owned(),
        (_, 1) => format!("All {seen} rows."),
        _ => format!("{kept} of {seen} rows: one in {step}."),
    };
    if outside > 0 {
        which = format!("{which} Outside the picture: {outside}.");
    }
    let text =
        format!("{which} This picture shows true values: for the data's curator, not for release.");
    area.draw(&Text::new(text, (middle, 10), style))
}

/// One coordinate system with a line, a band of `reach` around it, and the points.
fn panel<'a>(
    area: &Area<'a>,
    width: &Axis,
    height: &Axis,
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
        .build_cartesian_2d(width.clone(), height.clone())?;
    let text = (FONT, 15).into_font().color(&INK);
    chart
        .configure_mesh()
        .axis_style(GREY)
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .x_desc(match width.scale() {
            Scale::Even => "true value (confidential)",
            Scale::Logarithmic(_) => "true value (confidential), logarithmic",
        })
        .y_desc(label)
        .label_style(text.clone())
        .axis_desc_style((FONT, 16).into_font().color(&INK))
        .draw()?;
    if let Some(reach) = reach {
        let top = width.along().map(|x| (x, line(x) + reach));
        let bottom = width.along().rev().map(|x| (x, line(x) - reach));
        let edge: Vec<(f64, f64)> = top.chain(bottom).collect();
        chart.draw_series([Polygon::new(edge, BAND.mix(0.3).filled())])?;
    }
    let Range { start, end } = width.range();
    let middle = [start, end].map(|x| (x, line(x)));
    chart.draw_series(LineSeries::new(middle, INK.mix(0.6).stroke_width(1)))?;
    let opacity = if points.len() > 1_000 { 0.25 } else { 0.55 };
    let dot = |&place: &(f64, f64)| Circle::new(place, 3, POINT.mix(opacity).filled());
    chart.draw_series(points.iter().map(dot))?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a pixel is coarser")]
fn float(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "a pixel is coarser")]
fn difference(value: i64, noisy: i64) -> f64 {
    (i128::from(noisy) - i128::from(value)) as f64
}
