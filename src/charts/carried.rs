//! What a team carries by month against a target: bars with planned hires on top of the people there, a hollow part that
//! attrition takes, and the target as a step over each month. Time runs from left to right.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::style::FONT;
use super::{ChartError, ChartStyle};

/// The chart's height in its own units.
pub const HEIGHT: u32 = 210;
const SCALE_WIDTH: i32 = 62;
const TOP: i32 = 12;
const BOTTOM: i32 = 180;
/// The least room that a month's name takes.
const NAME_WIDTH: i32 = 64;

/// One month.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedMonth {
    /// Its short name.
    pub name: String,
    /// What the people carry after attrition.
    pub carried: f64,
    /// What attrition takes.
    pub lost: f64,
    /// What planned hires bring.
    pub hires: f64,
    /// The target.
    pub target: f64,
}

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedChart {
    /// The months in order.
    pub months: Vec<CarriedMonth>,
}

fn sane(amount: f64) -> f64 {
    if amount.is_finite() { amount.max(0.0) } else { 0.0 }
}

impl CarriedChart {
    /// Draws the chart as SVG. `figure` writes an amount for the scale.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw(&self, width: u32, style: &ChartStyle, figure: &dyn Fn(f64) -> String) -> Result<String, ChartError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (width, HEIGHT)).into_drawing_area();
            let height = |month: &CarriedMonth| (sane(month.carried) + sane(month.lost).max(sane(month.hires))).max(sane(month.target));
            let most = self.months.iter().map(height).fold(1.0, f64::max);
            let step = super::round_step(most / 3.0);
            let high = (most / step).ceil() * step;
            let y = |amount: f64| BOTTOM - ((amount / high) * f64::from(BOTTOM - TOP)) as i32;
            let text = |across: HPos, down: VPos| TextStyle::from((FONT, 12).into_font()).color(&style.dim).pos(Pos::new(across, down));
            let right = width as i32 - 6;
            let mut tick = 0.0;
            while tick <= high + step / 2.0 {
                let line = vec![(SCALE_WIDTH, y(tick)), (right, y(tick))];
                area.draw(&PathElement::new(line, style.line.stroke_width(1))).map_err(ChartError::of)?;
                let label = Text::new(figure(tick), (SCALE_WIDTH - 6, y(tick)), text(HPos::Right, VPos::Center));
                area.draw(&label).map_err(ChartError::of)?;
                tick += step;
            }
            let slot = f64::from(right - SCALE_WIDTH) / self.months.len().max(1) as f64;
            let every = (f64::from(NAME_WIDTH) / slot).ceil().max(1.0) as usize;
            for (index, month) in self.months.iter().enumerate() {
                let left = f64::from(SCALE_WIDTH) + slot * index as f64;
                let (from, to) = ((left + slot * 0.18) as i32, (left + slot * 0.82) as i32);
                let to = to.max(from + 1);
                let (carried, lost, hires) = (sane(month.carried), sane(month.lost), sane(month.hires));
                area.draw(&Rectangle::new([(from, y(carried)), (to, y(0.0))], style.accent.filled())).map_err(ChartError::of)?;
                if hires > 0.0 {
                    let bar = Rectangle::new([(from, y(carried + hires)), (to, y(carried))], style.accent.mix(0.45).filled());
                    area.draw(&bar).map_err(ChartError::of)?;
                }
                if lost > 0.0 {
                    let bar = Rectangle::new([(from, y(carried + lost)), (to, y(carried))], style.dim.stroke_width(1));
                    area.draw(&bar).map_err(ChartError::of)?;
                }
                let target =
                    vec![((left + slot * 0.06) as i32, y(sane(month.target))), ((left + slot * 0.94) as i32, y(sane(month.target)))];
                area.draw(&PathElement::new(target, style.ink.stroke_width(2))).map_err(ChartError::of)?;
                if index.is_multiple_of(every) {
                    let label = Text::new(month.name.clone(), ((left + slot / 2.0) as i32, BOTTOM + 8), text(HPos::Center, VPos::Top));
                    area.draw(&label).map_err(ChartError::of)?;
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

    fn month(carried: f64, lost: f64, hires: f64) -> CarriedMonth {
        CarriedMonth { name: "<i>Mehr</i>".into(), carried, lost, hires, target: 10.0 }
    }

    #[test]
    fn hires_and_losses_are_parts_of_their_own_and_names_are_text() {
        let chart = CarriedChart { months: vec![month(8.0, 0.0, 0.0), month(8.0, 1.0, 3.0)] };
        let svg = chart.draw(600, &ChartStyle::LIGHT, &|amount| amount.to_string()).unwrap();
        assert_eq!(svg.matches("<rect").count(), 4);
        assert!(!svg.contains("<i>") && !svg.contains("style="));
    }

    #[test]
    fn senseless_amounts_draw_something() {
        for months in [vec![], vec![month(f64::NAN, -1.0, f64::INFINITY)], vec![month(0.0, 0.0, 0.0); 12]] {
            assert!(CarriedChart { months }.draw(300, &ChartStyle::DARK, &|amount| amount.to_string()).is_ok());
        }
    }
}
