//! Pay over attainment as lines, one a role. Where pay jumps, the end that is not paid is drawn hollow and the one that is
//! paid full, and no line joins them. Scales run from left to right.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::style::FONT;
use super::{ChartError, ChartStyle};

/// The chart's height in its own units.
pub const HEIGHT: u32 = 270;
const LEFT: i32 = 66;
const TOP: i32 = 26;
/// Room below the scale across, for its figures and what it counts.
const FOOT: i32 = 48;
/// Room for names at the lines' ends.
const NAMES: i32 = 128;
/// Names closer than this to each other are moved apart.
const NAME_HEIGHT: i32 = 16;
const NAME_LETTERS: usize = 18;

/// A point of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PayPoint {
    /// Attainment; 1 is the quota.
    pub attainment: f64,
    /// What is paid.
    pub pay: f64,
    /// What pay tends to from below, where it jumps.
    pub pay_just_below: Option<f64>,
}

/// One role's pay.
#[derive(Clone, Debug, PartialEq)]
pub struct PayLine {
    /// Its name.
    pub name: String,
    /// Its points by attainment.
    pub points: Vec<PayPoint>,
}

/// The chart.
#[derive(Clone, Debug, PartialEq)]
pub struct PayCurveChart {
    /// The lines.
    pub lines: Vec<PayLine>,
    /// What the scale across counts.
    pub across: String,
}

fn sane(amount: f64) -> f64 {
    if amount.is_finite() { amount.max(0.0) } else { 0.0 }
}

impl PayCurveChart {
    /// Draws the chart as SVG. `figure` writes an amount, `percent` a share.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw(
        &self,
        width: u32,
        style: &ChartStyle,
        figure: &dyn Fn(f64) -> String,
        percent: &dyn Fn(f64) -> String,
    ) -> Result<String, ChartError> {
        self.draw_as_high((width, HEIGHT), style, figure, percent)
    }

    /// As [`PayCurveChart::draw`], in another height: on paper, the lower a drawing is in its own units, the larger its words
    /// come out.
    ///
    /// # Errors
    /// When the drawing library fails.
    pub fn draw_as_high(
        &self,
        (width, height): (u32, u32),
        style: &ChartStyle,
        figure: &dyn Fn(f64) -> String,
        percent: &dyn Fn(f64) -> String,
    ) -> Result<String, ChartError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
            let bottom = (height as i32 - FOOT).max(TOP + 40);
            let points = || self.lines.iter().flat_map(|line| &line.points);
            let most = points().map(|point| sane(point.pay).max(sane(point.pay_just_below.unwrap_or(0.0)))).fold(1.0, f64::max);
            let step = super::round_step(most / 4.0);
            let high = (most / step).ceil() * step;
            let far = points().map(|point| sane(point.attainment)).fold(1.0, f64::max);
            let names = if self.lines.len() > 1 { NAMES } else { 16 };
            let right = (width as i32 - names).max(LEFT + 40);
            let x = |attainment: f64| LEFT + ((sane(attainment) / far).min(1.0) * f64::from(right - LEFT)) as i32;
            let y = |pay: f64| bottom - ((sane(pay) / high).min(1.0) * f64::from(bottom - TOP)) as i32;
            let text = |across: HPos, down: VPos| TextStyle::from((FONT, 12).into_font()).color(&style.dim).pos(Pos::new(across, down));
            let mut tick = 0.0;
            while tick <= high + step / 2.0 {
                let line = vec![(LEFT, y(tick)), (right, y(tick))];
                area.draw(&PathElement::new(line, style.line.stroke_width(1))).map_err(ChartError::of)?;
                area.draw(&Text::new(figure(tick), (LEFT - 6, y(tick)), text(HPos::Right, VPos::Center))).map_err(ChartError::of)?;
                tick += step;
            }
            let step_across = if right - LEFT < 320 { 0.5 } else { 0.25 };
            let mut share = 0.0;
            while share <= far + 1e-9 {
                area.draw(&Text::new(percent(share), (x(share), bottom + 8), text(HPos::Center, VPos::Top))).map_err(ChartError::of)?;
                share += step_across;
            }
            area.draw(&Text::new(self.across.clone(), ((LEFT + right) / 2, bottom + 28), text(HPos::Center, VPos::Top)))
                .map_err(ChartError::of)?;
            // The quota.
            let quota = vec![(x(1.0), TOP - 8), (x(1.0), bottom)];
            area.draw(&PathElement::new(quota, style.dim.stroke_width(1))).map_err(ChartError::of)?;
            let colours = [style.accent.mix(1.0), style.ink.mix(1.0), style.dim.mix(1.0), style.accent.mix(0.55)];
            let mut taken: Vec<i32> = Vec::new();
            for (place, line) in self.lines.iter().enumerate() {
                let colour = colours[place % colours.len()];
                let mut run: Vec<(i32, i32)> = Vec::new();
                for point in &line.points {
                    let at = (x(point.attainment), y(point.pay));
                    if let Some(below) = point.pay_just_below {
                        run.push((at.0, y(below)));
                        area.draw(&PathElement::new(std::mem::take(&mut run), colour.stroke_width(2))).map_err(ChartError::of)?;
                    }
                    run.push(at);
                }
                area.draw(&PathElement::new(run, colour.stroke_width(2))).map_err(ChartError::of)?;
                for point in &line.points {
                    let Some(below) = point.pay_just_below else { continue };
                    let open = (x(point.attainment), y(below));
                    area.draw(&Circle::new(open, 4, style.surface.filled())).map_err(ChartError::of)?;
                    area.draw(&Circle::new(open, 4, colour.stroke_width(2))).map_err(ChartError::of)?;
                    area.draw(&Circle::new((open.0, y(point.pay)), 4, colour.filled())).map_err(ChartError::of)?;
                }
                if self.lines.len() > 1
                    && let Some(last) = line.points.last()
                {
                    let mut at = y(last.pay);
                    while taken.iter().any(|other| (other - at).abs() < NAME_HEIGHT) {
                        at -= 1;
                    }
                    taken.push(at);
                    let words = TextStyle::from((FONT, 12).into_font()).color(&colour).pos(Pos::new(HPos::Left, VPos::Center));
                    area.draw(&Text::new(super::shortened(&line.name, NAME_LETTERS), (right + 8, at), words)).map_err(ChartError::of)?;
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

    fn point(attainment: f64, pay: f64, pay_just_below: Option<f64>) -> PayPoint {
        PayPoint { attainment, pay, pay_just_below }
    }

    fn draw(lines: Vec<PayLine>) -> String {
        PayCurveChart { lines, across: "Attainment".into() }
            .draw(640, &ChartStyle::LIGHT, &|pay| pay.to_string(), &|share| share.to_string())
            .unwrap()
    }

    #[test]
    fn a_jump_is_drawn_open_and_closed_and_no_line_joins_it() {
        let jump = vec![point(0.0, 0.0, None), point(1.0, 80.0, Some(40.0)), point(1.5, 120.0, None)];
        let svg = draw(vec![PayLine { name: "<b>role</b>".into(), points: jump }]);
        assert_eq!(svg.matches("<circle").count(), 3, "an open end on its ground, and a full one");
        // Two runs beside the five lines of the scale and the quota.
        let whole = draw(vec![PayLine { name: String::new(), points: vec![point(0.0, 0.0, None), point(1.5, 120.0, None)] }]);
        assert_eq!(svg.matches("<polyline").count(), whole.matches("<polyline").count() + 1);
        assert!(!svg.contains("<b>") && !svg.contains("style="));
    }

    #[test]
    fn senseless_lines_draw_something() {
        for lines in [
            vec![],
            vec![PayLine { name: "a".into(), points: vec![] }; 6],
            vec![PayLine { name: "a".into(), points: vec![point(f64::NAN, f64::INFINITY, Some(-1.0))] }],
        ] {
            assert!(draw(lines).starts_with("<svg"));
        }
    }
}
