//! Before and after in one mark: for each territory its share of the fair target, hollow where it is today,
//! filled where it is in the scenario, with the tolerance band behind.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::style::{FONT, colour};
use super::{ChartError, ChartStyle};

/// The height of one territory's row in the chart's units; a row can be pressed, so it is no lower than a target
/// may be.
pub const ROW_HEIGHT: u32 = 24;
/// The height of a scale.
const SCALE_HEIGHT: u32 = 20;
/// The space above the first row where no scale stands there.
const TOP_SPACE: u32 = 4;
/// From so many rows on the scale stands above them as well as below.
const ROWS_FOR_TWO_SCALES: usize = 12;
/// The share of the width that the names take.
const NAMES_SHARE: f64 = 0.34;
/// The room beyond the ends of the scale: half the widest figure that may stand at an end.
const SCALE_EDGE: i32 = 22;
/// About the width of a letter of a name, to cut those that are too long.
const LETTER_WIDTH: f64 = 6.4;
/// The sizes of names and of the scale's figures; plotters writes them divided by 1.24: 12 and 11 pixels.
const NAME_SIZE: i32 = 15;
const SCALE_SIZE: i32 = 14;

/// Where the first of so many rows begins.
pub fn rows_top(rows: usize) -> u32 {
    if rows >= ROWS_FOR_TWO_SCALES { SCALE_HEIGHT } else { TOP_SPACE }
}

/// The height of a chart of so many rows.
pub fn height_of(rows: usize) -> u32 {
    rows_top(rows) + rows as u32 * ROW_HEIGHT + SCALE_HEIGHT
}

/// One territory's marks.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceRow {
    /// The territory's name.
    pub name: String,
    /// Its colour as `#rrggbb`.
    pub colour: &'static str,
    /// Value over target today; `None` when the territory is new or today's state is what is shown.
    pub before: Option<f64>,
    /// Value over target in the scenario.
    pub after: f64,
}

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceChart {
    /// One row a territory, from the top.
    pub rows: Vec<BalanceRow>,
    /// The accepted deviation: 0.1 is ±10 %.
    pub tolerance_share: f64,
    /// Whether names stand at the right, as in Persian.
    pub names_at_right: bool,
}

impl BalanceChart {
    /// The chart's height for its rows.
    pub fn height(&self) -> u32 {
        height_of(self.rows.len())
    }

    /// The scale: from a little below the lowest mark to a little above the highest, round tens of percent.
    fn scale(&self) -> (f64, f64) {
        let marks = self.rows.iter().flat_map(|row| row.before.into_iter().chain([row.after]));
        let bounds = [1.0 - self.tolerance_share, 1.0 + self.tolerance_share];
        let (low, high) =
            marks.chain(bounds).filter(|mark| mark.is_finite()).fold((1.0f64, 1.0f64), |(low, high), mark| (low.min(mark), high.max(mark)));
        (((low - 0.05) * 10.0).floor() / 10.0, (((high + 0.05) * 10.0).ceil() / 10.0).min(6.0))
    }

    /// Draws the chart as SVG. `percent` writes a share of the target, 1 being 100 %.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw(&self, width: u32, style: &ChartStyle, percent: &dyn Fn(f64) -> String) -> Result<String, ChartError> {
        let height = self.height();
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
            let (low, high) = self.scale();
            let names_width = (f64::from(width) * NAMES_SHARE) as i32;
            let (left, right) =
                if self.names_at_right { (SCALE_EDGE, width as i32 - names_width) } else { (names_width, width as i32 - SCALE_EDGE) };
            let x = |share: f64| left + (((share.clamp(low, high) - low) / (high - low)) * f64::from(right - left)) as i32;
            let top = rows_top(self.rows.len());
            let y = |row: usize| (top + row as u32 * ROW_HEIGHT + ROW_HEIGHT / 2) as i32;
            let bottom = (height - SCALE_HEIGHT) as i32;
            let has_scale_above = top == SCALE_HEIGHT;
            let band_top = if has_scale_above { top as i32 } else { 0 };

            let band = [(x(1.0 - self.tolerance_share), band_top), (x(1.0 + self.tolerance_share), bottom)];
            area.draw(&Rectangle::new(band, style.band.filled())).map_err(ChartError::of)?;
            for dash in (band_top..bottom).step_by(6) {
                let line = vec![(x(1.0), dash), (x(1.0), (dash + 3).min(bottom))];
                area.draw(&PathElement::new(line, style.accent.stroke_width(1))).map_err(ChartError::of)?;
            }
            let step = scale_step(high - low);
            let scale_style = TextStyle::from((FONT, SCALE_SIZE).into_font()).color(&style.dim).pos(Pos::new(HPos::Center, VPos::Top));
            let mut tick = (low / step).ceil() * step;
            while tick <= high + 1e-9 {
                area.draw(&Text::new(percent(tick), (x(tick), bottom + 5), scale_style.clone())).map_err(ChartError::of)?;
                if has_scale_above {
                    area.draw(&Text::new(percent(tick), (x(tick), 2), scale_style.clone())).map_err(ChartError::of)?;
                }
                tick += step;
            }
            let (anchor, names_x) = if self.names_at_right { (HPos::Right, width as i32 - 2) } else { (HPos::Left, 2) };
            let name_style = TextStyle::from((FONT, NAME_SIZE).into_font()).color(&style.ink).pos(Pos::new(anchor, VPos::Center));
            let letters = (f64::from(names_width) / LETTER_WIDTH) as usize;
            for (index, row) in self.rows.iter().enumerate() {
                let centre = y(index);
                area.draw(&Text::new(super::shortened(&row.name, letters), (names_x, centre), name_style.clone()))
                    .map_err(ChartError::of)?;
                let after = if row.after.is_finite() { row.after } else { 0.0 };
                if let Some(before) = row.before.filter(|before| before.is_finite()) {
                    area.draw(&PathElement::new(vec![(x(before), centre), (x(after), centre)], style.line.stroke_width(2)))
                        .map_err(ChartError::of)?;
                    area.draw(&Circle::new((x(before), centre), 3, style.surface.filled())).map_err(ChartError::of)?;
                    area.draw(&Circle::new((x(before), centre), 3, style.dim.stroke_width(1))).map_err(ChartError::of)?;
                }
                area.draw(&Circle::new((x(after), centre), 4, colour(row.colour).filled())).map_err(ChartError::of)?;
            }
            area.present().map_err(ChartError::of)?;
        }
        Ok(svg)
    }
}

fn scale_step(span: f64) -> f64 {
    [0.1, 0.2, 0.25, 0.5, 1.0].into_iter().find(|step| span / step <= 6.0).unwrap_or(2.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn chart(after: f64) -> BalanceChart {
        let row = BalanceRow { name: "<b>North & \"South\"</b>".into(), colour: "#0072b2", before: Some(1.6), after };
        BalanceChart { rows: vec![row], tolerance_share: 0.1, names_at_right: false }
    }

    #[test]
    fn names_are_text_and_marks_are_drawn() {
        let svg = chart(1.05).draw(420, &ChartStyle::LIGHT, &|share| format!("{:.0}%", share * 100.0)).unwrap();
        assert!(!svg.contains("<b>"), "a name must never become markup");
        assert!(svg.contains("100%") && svg.contains("#0072B2"));
    }

    #[test]
    fn names_are_legible_and_rows_can_be_pressed_however_many_there_are() {
        for rows in [1, 11, 25, 60, 200] {
            let mut chart = chart(1.05);
            chart.rows = vec![chart.rows[0].clone(); rows];
            let svg = chart.draw(340, &ChartStyle::LIGHT, &|share| format!("{:.0}%", share * 100.0)).unwrap();
            let sizes =
                svg.split("font-size=\"").skip(1).filter_map(|rest| rest.split('"').next()?.trim_end_matches("px").parse::<f64>().ok());
            let sizes: Vec<f64> = sizes.collect();
            assert!(sizes.len() >= rows && sizes.iter().all(|size| *size >= 11.0), "{sizes:?}");
            assert_eq!(chart.height(), height_of(rows));
            assert!(chart.height() >= rows as u32 * 24);
        }
    }

    #[test]
    fn no_figure_of_the_scale_is_cut() {
        for (after, names_at_right, width) in
            [(1.05, false, 340), (1.12, true, 340), (1.15, false, 420), (5.9, true, 300), (0.3, false, 300)]
        {
            let chart = BalanceChart { names_at_right, ..chart(after) };
            let svg = chart.draw(width, &ChartStyle::LIGHT, &|share| format!("{:.0}%", share * 100.0)).unwrap();
            let places: Vec<f64> = svg
                .split("<text ")
                .skip(1)
                .filter(|text| text.contains("text-anchor=\"middle\""))
                .filter_map(|text| text.split("x=\"").nth(1)?.split('"').next()?.parse().ok())
                .collect();
            assert!(places.len() > 2);
            // Four letters of eleven pixels are about 28 wide; Persian digits are no wider.
            assert!(places.iter().all(|x| *x >= 14.0 && *x <= f64::from(width) - 14.0), "{after} {places:?}");
        }
    }

    #[test]
    fn senseless_figures_draw_something() {
        for after in [f64::NAN, f64::INFINITY, 0.0, 40.0] {
            assert!(chart(after).draw(420, &ChartStyle::DARK, &|share| share.to_string()).is_ok());
        }
        let empty = BalanceChart { rows: Vec::new(), tolerance_share: 0.1, names_at_right: true };
        assert!(empty.draw(420, &ChartStyle::LIGHT, &|share| share.to_string()).is_ok());
    }
}
