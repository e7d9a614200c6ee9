//! Amounts by month as bars over a scale from zero, time from left to right.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::style::FONT;
use super::{ChartError, ChartStyle};

/// The chart's height in its own units.
pub const HEIGHT: u32 = 190;
const SCALE_WIDTH: i32 = 62;
const TOP: i32 = 12;
const BOTTOM: i32 = 150;
/// The least room that a month's name takes.
const NAME_WIDTH: i32 = 46;

/// One month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthBar {
    /// Its short name.
    pub name: String,
    /// Its year in figures, written below the first month of each year.
    pub year: String,
    /// Its amount; negative ones hang below zero.
    pub amount: f64,
}

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthChart {
    /// The months in order.
    pub months: Vec<MonthBar>,
}

impl MonthChart {
    /// Draws the chart as SVG. `figure` writes an amount for the scale.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw(&self, width: u32, style: &ChartStyle, figure: &dyn Fn(f64) -> String) -> Result<String, ChartError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (width, HEIGHT)).into_drawing_area();
            let amounts = self.months.iter().map(|month| month.amount).filter(|amount| amount.is_finite());
            let (least, most) = amounts.fold((0.0f64, 0.0f64), |(least, most), amount| (least.min(amount), most.max(amount)));
            let step = super::round_step((most - least).max(1.0) / 3.0);
            let (low, high) = ((least / step).floor() * step, (most / step).ceil().max(1.0) * step);
            let y = |amount: f64| BOTTOM - (((amount - low) / (high - low)) * f64::from(BOTTOM - TOP)) as i32;
            let text = |size: i32, across: HPos, down: VPos| {
                TextStyle::from((FONT, size).into_font()).color(&style.dim).pos(Pos::new(across, down))
            };
            let right = width as i32 - 6;
            let mut tick = low;
            while tick <= high + step / 2.0 {
                let line = vec![(SCALE_WIDTH, y(tick)), (right, y(tick))];
                area.draw(&PathElement::new(line, style.line.stroke_width(1))).map_err(ChartError::of)?;
                let label = Text::new(figure(tick), (SCALE_WIDTH - 6, y(tick)), text(12, HPos::Right, VPos::Center));
                area.draw(&label).map_err(ChartError::of)?;
                tick += step;
            }
            let slot = f64::from(right - SCALE_WIDTH) / self.months.len().max(1) as f64;
            let every = (f64::from(NAME_WIDTH) / slot).ceil().max(1.0) as usize;
            let mut year_before: Option<&str> = None;
            for (index, month) in self.months.iter().enumerate() {
                let left = f64::from(SCALE_WIDTH) + slot * index as f64;
                let (from, to) = ((left + slot * 0.14) as i32, (left + slot * 0.86) as i32);
                let amount = if month.amount.is_finite() { month.amount } else { 0.0 };
                let bar = [(from, y(amount.max(0.0))), (to.max(from + 1), y(amount.min(0.0)))];
                area.draw(&Rectangle::new(bar, style.accent.filled())).map_err(ChartError::of)?;
                let centre = (left + slot / 2.0) as i32;
                if index.is_multiple_of(every) {
                    let label = Text::new(month.name.clone(), (centre, BOTTOM + 6), text(12, HPos::Center, VPos::Top));
                    area.draw(&label).map_err(ChartError::of)?;
                }
                if year_before != Some(month.year.as_str()) {
                    let label = Text::new(month.year.clone(), (left as i32 + 2, BOTTOM + 23), text(12, HPos::Left, VPos::Top));
                    area.draw(&label).map_err(ChartError::of)?;
                    year_before = Some(&month.year);
                }
            }
            area.present().map_err(ChartError::of)?;
        }
        Ok(svg)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn chart(amounts: &[f64]) -> MonthChart {
        let months = amounts.iter().map(|&amount| MonthBar { name: "Tir".into(), year: "1404".into(), amount }).collect();
        MonthChart { months }
    }

    #[test]
    fn every_month_has_a_bar_and_a_year_is_written_once() {
        let svg = chart(&[10.0, 20.0, 30.0]).draw(600, &ChartStyle::LIGHT, &|amount| amount.to_string()).unwrap();
        assert_eq!(svg.matches("<rect").count(), 3);
        assert_eq!(svg.matches("1404").count(), 1);
    }

    #[test]
    fn senseless_amounts_draw_something() {
        for amounts in [&[][..], &[0.0], &[f64::NAN, -5.0], &[f64::INFINITY, 1e15]] {
            assert!(chart(amounts).draw(300, &ChartStyle::DARK, &|amount| amount.to_string()).is_ok());
        }
    }
}
