//! What charts of dots share: two scales from zero with their grid and words, and names beside dots.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::style::FONT;
use super::{ChartError, ChartStyle};

/// About the width of a letter of a name.
pub(super) const LETTER_WIDTH: i32 = 7;
/// The size of the letters of scales.
const SCALE_LETTERS: i32 = 13;
/// About the width of a letter of the scales.
const SCALE_LETTER_WIDTH: i32 = 7;

/// The part of a drawing in which dots lie, in its own units.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// Where the grid begins.
    pub left: i32,
    /// Room between there and the zero of the scale across.
    pub inset: i32,
    /// Where both end.
    pub right: i32,
    /// Where the scale upwards ends.
    pub top: i32,
    /// Where its zero is.
    pub bottom: i32,
}

/// A scale from zero.
#[derive(Clone, Copy)]
struct Scale {
    step: f64,
    end: f64,
}

impl Scale {
    /// Of about so many round steps, up to an amount at least.
    fn of(most: f64, steps: f64) -> Scale {
        let step = super::round_step(most / steps);
        Scale { step, end: (most / step).ceil().max(1.0) * step }
    }

    fn share(self, amount: f64) -> f64 {
        (sane(amount) / self.end).min(1.0)
    }

    fn ticks(self) -> impl Iterator<Item = f64> {
        // Counted, so that amounts whose step is lost in them end too.
        (0..=libm::round(self.end / self.step) as u32).map(move |tick| f64::from(tick) * self.step)
    }
}

/// Both scales of a drawing.
pub(super) struct Scales {
    /// Where dots lie.
    pub room: Room,
    across: Scale,
    up: Scale,
}

/// How scales are written: an amount of each, and what it counts.
pub(super) struct ScaleWords<'a> {
    /// An amount across.
    pub across: &'a dyn Fn(f64) -> String,
    /// What goes across.
    pub across_title: &'a str,
    /// An amount upwards.
    pub up: &'a dyn Fn(f64) -> String,
    /// What goes upwards.
    pub up_title: &'a str,
}

impl Scales {
    /// Scales for the largest amounts across and upwards, above 0, each with about so many steps.
    pub fn new(room: Room, across: (f64, f64), up: (f64, f64)) -> Scales {
        Scales { room, across: Scale::of(across.0, across.1), up: Scale::of(up.0, up.1) }
    }

    /// The place of an amount across.
    pub fn x(&self, amount: f64) -> i32 {
        let first = self.room.left + self.room.inset;
        first + (self.across.share(amount) * f64::from(self.room.right - first)) as i32
    }

    /// The place of an amount upwards.
    pub fn y(&self, amount: f64) -> i32 {
        self.room.bottom - (self.up.share(amount) * f64::from(self.room.bottom - self.room.top)) as i32
    }

    /// Where a line through zero with a slope above 0 leaves the drawing: across and upwards.
    pub fn end_of_line(&self, slope: f64) -> (f64, f64) {
        let across = self.across.end.min(self.up.end / slope);
        (across, slope * across)
    }

    /// Draws the grid, the amounts and what they count.
    pub fn draw(&self, area: &DrawingArea<SVGBackend<'_>, Shift>, style: &ChartStyle, words: &ScaleWords<'_>) -> Result<(), ChartError> {
        let Room { left, right, bottom, .. } = self.room;
        let text =
            |across: HPos, down: VPos| TextStyle::from((FONT, SCALE_LETTERS).into_font()).color(&style.dim).pos(Pos::new(across, down));
        let line = |from: (i32, i32), to: (i32, i32)| PathElement::new(vec![from, to], style.line.stroke_width(1));
        for tick in self.up.ticks() {
            let y = self.y(tick);
            area.draw(&line((left, y), (right, y))).map_err(ChartError::of)?;
            area.draw(&Text::new((words.up)(tick), (left - 6, y), text(HPos::Right, VPos::Center))).map_err(ChartError::of)?;
        }
        for tick in self.across.ticks() {
            let x = self.x(tick);
            area.draw(&line((x, bottom), (x, bottom + 4))).map_err(ChartError::of)?;
            // The figure at the end stands inwards, so that none of its digits is cut.
            let told = (words.across)(tick);
            let middle = x.min(area.dim_in_pixel().0 as i32 - told.chars().count() as i32 * SCALE_LETTER_WIDTH / 2);
            area.draw(&Text::new(told, (middle, bottom + 7), text(HPos::Center, VPos::Top))).map_err(ChartError::of)?;
        }
        let middle = ((left + right) / 2, bottom + 27);
        area.draw(&Text::new(words.across_title.to_owned(), middle, text(HPos::Center, VPos::Top))).map_err(ChartError::of)?;
        area.draw(&Text::new(words.up_title.to_owned(), (4, 2), text(HPos::Left, VPos::Top))).map_err(ChartError::of)
    }
}

/// An amount that can be drawn: 0 for what is below or is no number.
pub(super) fn sane(amount: f64) -> f64 {
    if amount.is_finite() { amount.max(0.0) } else { 0.0 }
}

/// The largest of amounts; 0 without any.
pub(super) fn most(amounts: impl Iterator<Item = f64>) -> f64 {
    amounts.map(sane).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_a_round_step_and_hold_every_amount() {
        let room = Room { left: 50, inset: 10, right: 260, top: 20, bottom: 120 };
        let scales = Scales::new(room, (9.0, 5.0), (0.5, 5.0));
        assert_eq!((scales.x(0.0), scales.x(10.0), scales.x(99.0), scales.x(f64::NAN)), (60, 260, 260, 60));
        assert_eq!((scales.y(0.0), scales.y(0.5), scales.y(-1.0)), (120, 20, 120));
        assert_eq!(scales.across.ticks().collect::<Vec<_>>(), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(scales.end_of_line(0.5), (1.0, 0.5));
    }
}
