//! Which part of the plane is in sight, and how gestures move it. Pixels are those of the page (CSS pixels),
//! from the top left corner of the map, in either direction of writing.

use super::{WorldBox, WorldPoint};

/// The closest look: about two metres a pixel at the equator.
const MOST_PIXELS_PER_WORLD: f64 = 256.0 * 65_536.0;
/// How much further than home one may step back.
const STEP_BACK: f64 = 3.0;
/// A box without extent is shown as if it were this wide: about 8 km at the equator.
const SMALLEST_EXTENT: f64 = 2e-4;

/// The share of its size that a fitted box may lose to keep clear of what covers the sides.
const LEAST_SIZE_SHARE: f64 = 0.5;

/// Room kept free at the edges when a box is fitted, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Margins {
    /// On every side.
    pub around: f64,
    /// Covered at the left: kept clear unless the box would become much smaller for it.
    pub covered_left: f64,
    /// The same at the right.
    pub covered_right: f64,
}

/// The part of the plane in sight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width on screen, pixels.
    pub width: f64,
    /// Height on screen, pixels.
    pub height: f64,
    /// What lies in the middle.
    pub centre: WorldPoint,
    /// Pixels that the width of the whole world would take.
    pub pixels_per_world: f64,
    /// The part one comes home to.
    pub home: WorldBox,
    /// What panning can reach: home and what lies far off it.
    pub reach: WorldBox,
    /// The scale at home.
    pub home_scale: f64,
}

impl Viewport {
    /// The whole world in a window of that size.
    pub fn new(width: f64, height: f64) -> Viewport {
        let (width, height) = (width.max(1.0), height.max(1.0));
        let scale = width.min(height);
        Viewport {
            width,
            height,
            centre: WorldPoint { x: 0.5, y: 0.5 },
            pixels_per_world: scale,
            home: WorldBox::WHOLE,
            reach: WorldBox::WHOLE,
            home_scale: scale,
        }
    }

    /// Shows a box as large as the margins allow and makes it home.
    pub fn fitted(self, home: WorldBox, margins: Margins) -> Viewport {
        let (centre, scale) = self.fit(&home, margins);
        Viewport { centre, pixels_per_world: scale, home, reach: home, home_scale: scale, ..self }
    }

    /// Lets panning reach a box as well.
    pub fn reaching(self, further: &WorldBox) -> Viewport {
        Viewport { reach: self.reach.joined(further), ..self }
    }

    /// Shows a box, no closer than now; home stays.
    pub fn showing(self, shown: &WorldBox, margins: Margins) -> Viewport {
        let (_, scale) = self.fit(shown, margins);
        Viewport { centre: shown.centre(), pixels_per_world: scale.min(self.pixels_per_world), ..self }.limited()
    }

    fn fit(&self, shown: &WorldBox, margins: Margins) -> (WorldPoint, f64) {
        let room = |length: f64| (length - 2.0 * margins.around).max(length / 4.0).max(1.0);
        let (width, height) = (shown.width().max(SMALLEST_EXTENT), shown.height().max(SMALLEST_EXTENT));
        let scale = (room(self.width) / width).min(room(self.height) / height).min(MOST_PIXELS_PER_WORLD);
        let clear_width = self.width - 2.0 * margins.around - margins.covered_left - margins.covered_right;
        let scale = scale.min((clear_width / width).max(scale * LEAST_SIZE_SHARE));
        // Slides away from what covers the sides, as far as there is free room beside the box.
        let free = (room(self.width) - width * scale).max(0.0) / 2.0;
        let slide = ((margins.covered_left - margins.covered_right) / 2.0).clamp(-free, free);
        let middle = shown.centre();
        (WorldPoint { x: middle.x - slide / scale, y: middle.y }, scale)
    }

    /// The same part in a window of another size: the middle stays, and so does the part of home in sight.
    pub fn resized(self, width: f64, height: f64) -> Viewport {
        let (width, height) = (width.max(1.0), height.max(1.0));
        let ratio = (width / self.width).min(height / self.height);
        let scale = if ratio.is_finite() && ratio > 0.0 { ratio } else { 1.0 };
        Viewport { width, height, pixels_per_world: self.pixels_per_world * scale, home_scale: self.home_scale * scale, ..self }.limited()
    }

    /// Moves what is shown by so many pixels.
    pub fn panned(self, dx: f64, dy: f64) -> Viewport {
        let centre = WorldPoint { x: self.centre.x - dx / self.pixels_per_world, y: self.centre.y - dy / self.pixels_per_world };
        Viewport { centre, ..self }.limited()
    }

    /// How far all has moved on screen since an earlier view, pixels; `None` where more than panning lies between them.
    pub fn panned_since(&self, before: &Viewport) -> Option<(f64, f64)> {
        let is_panned = Viewport { centre: before.centre, ..*self } == *before;
        let moved = |before: f64, now: f64| (before - now) * self.pixels_per_world;
        is_panned.then(|| (moved(before.centre.x, self.centre.x), moved(before.centre.y, self.centre.y)))
    }

    /// Zooms by a factor; what lies under the given pixel stays there.
    pub fn zoomed_at(self, x: f64, y: f64, factor: f64) -> Viewport {
        if !(factor.is_finite() && factor > 0.0) {
            return self;
        }
        let least = (self.home_scale / STEP_BACK).min(MOST_PIXELS_PER_WORLD);
        let scale = (self.pixels_per_world * factor).clamp(least, MOST_PIXELS_PER_WORLD);
        let anchor = self.world_from_screen(x, y);
        let centre = WorldPoint { x: anchor.x - (x - self.width / 2.0) / scale, y: anchor.y - (y - self.height / 2.0) / scale };
        Viewport { centre, pixels_per_world: scale, ..self }.limited()
    }

    /// Keeps the middle of the window over what can be reached or at most half a window beside it.
    fn limited(self) -> Viewport {
        let (slack_x, slack_y) = (self.width / 2.0 / self.pixels_per_world, self.height / 2.0 / self.pixels_per_world);
        let centre = WorldPoint {
            x: self.centre.x.clamp(self.reach.west - slack_x, self.reach.east + slack_x),
            y: self.centre.y.clamp(self.reach.north - slack_y, self.reach.south + slack_y),
        };
        Viewport { centre, ..self }
    }

    /// Where a point of the plane is on screen, pixels.
    pub fn screen_from_world(&self, point: WorldPoint) -> (f64, f64) {
        (
            (point.x - self.centre.x) * self.pixels_per_world + self.width / 2.0,
            (point.y - self.centre.y) * self.pixels_per_world + self.height / 2.0,
        )
    }

    /// The point of the plane under a pixel.
    pub fn world_from_screen(&self, x: f64, y: f64) -> WorldPoint {
        WorldPoint {
            x: self.centre.x + (x - self.width / 2.0) / self.pixels_per_world,
            y: self.centre.y + (y - self.height / 2.0) / self.pixels_per_world,
        }
    }

    /// What is in sight, with so many pixels more on every side (fewer when negative).
    pub fn visible(&self, more_pixels: f64) -> WorldBox {
        let (half_width, half_height) =
            ((self.width / 2.0 + more_pixels) / self.pixels_per_world, (self.height / 2.0 + more_pixels) / self.pixels_per_world);
        WorldBox {
            west: self.centre.x - half_width,
            north: self.centre.y - half_height,
            east: self.centre.x + half_width,
            south: self.centre.y + half_height,
        }
    }

    /// Moves a point that is out of sight, or within so many pixels of the edge, into sight by the shortest way.
    pub fn revealing(self, point: WorldPoint, margin_pixels: f64) -> Viewport {
        let (x, y) = self.screen_from_world(point);
        let step = |at: f64, length: f64| {
            let margin = margin_pixels.min(length / 3.0);
            at.clamp(margin, length - margin) - at
        };
        self.panned(step(x, self.width), step(y, self.height))
    }

    /// How much larger points are drawn than at home: they grow slowly as one looks closer, up to twice.
    pub fn point_growth(&self) -> f64 {
        libm::pow((self.pixels_per_world / self.home_scale).max(0.5), 0.22).clamp(0.85, 2.0)
    }
}

/// The part of the plane that a map of these points comes home to: with the country around them, unless they
/// take up less than a third of it.
pub fn home_box(points: Option<WorldBox>, country: Option<WorldBox>) -> WorldBox {
    match (points, country) {
        (None, country) => country.unwrap_or(WorldBox::WHOLE),
        (Some(points), None) => points,
        (Some(points), Some(country)) => {
            let share = (points.width() / country.width()).max(points.height() / country.height());
            if share < 1.0 / 3.0 { points } else { points.joined(&country) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const IRAN: [f64; 4] = [44.0, 25.0, 63.4, 39.8];

    fn iran() -> Viewport {
        Viewport::new(680.0, 350.0).fitted(WorldBox::of_degrees(IRAN), Margins { around: 16.0, ..Margins::default() })
    }

    #[test]
    fn a_fitted_box_is_whole_in_sight() {
        let view = iran();
        let home = WorldBox::of_degrees(IRAN);
        let (left, top) = view.screen_from_world(WorldPoint { x: home.west, y: home.north });
        let (right, bottom) = view.screen_from_world(WorldPoint { x: home.east, y: home.south });
        assert!(left >= 15.9 && right <= 664.1 && (top - 16.0).abs() < 1e-6 && (bottom - 334.0).abs() < 1e-6);
    }

    #[test]
    fn a_fitted_box_keeps_clear_of_what_covers_a_side() {
        let home = WorldBox::of_degrees(IRAN);
        let edges = |covered_left: f64, covered_right: f64| {
            let view = Viewport::new(680.0, 350.0).fitted(home, Margins { around: 16.0, covered_left, covered_right });
            let at = |x: f64| view.screen_from_world(WorldPoint { x, y: 0.4 }).0;
            (at(home.west), at(home.east))
        };
        let (west, east) = edges(200.0, 44.0);
        assert!(west >= 215.9 && east <= 620.1, "{west} {east}");
        let (west, east) = edges(44.0, 320.0);
        assert!(west >= 59.9 && east <= 344.1, "{west} {east}");
        // What covers nearly everything is not kept clear of, and the box stays in sight.
        let (west, east) = edges(0.0, 600.0);
        assert!(west >= 15.9 && east - west > 170.0, "{west} {east}");
    }

    #[test]
    fn a_wide_country_does_not_lie_under_the_legend() {
        let states = WorldBox::of_degrees([-125.0, 24.5, -66.9, 49.4]);
        for (covered_left, covered_right) in [(210.0, 44.0), (44.0, 210.0)] {
            let view = Viewport::new(678.0, 412.0).fitted(states, Margins { around: 16.0, covered_left, covered_right });
            let at = |x: f64| view.screen_from_world(WorldPoint { x, y: 0.4 }).0;
            assert!(at(states.west) >= covered_left && at(states.east) <= 678.0 - covered_right);
        }
    }

    #[test]
    fn one_account_is_shown_with_its_surroundings() {
        let place = WorldPoint::of_degrees(51.4, 35.7);
        let alone = WorldBox::around([place]).unwrap_or(WorldBox::WHOLE);
        let view = Viewport::new(400.0, 300.0).fitted(alone, Margins::default());
        assert_eq!(view.screen_from_world(place), (200.0, 150.0));
        assert!(view.pixels_per_world < MOST_PIXELS_PER_WORLD);
    }

    #[test]
    fn home_is_the_country_unless_the_points_fill_little_of_it() {
        let country = WorldBox::of_degrees(IRAN);
        let city = WorldBox::of_degrees([51.2, 35.5, 51.6, 35.8]);
        assert_eq!(home_box(Some(city), Some(country)), city);
        let half = WorldBox::of_degrees([46.0, 30.0, 55.0, 37.0]);
        assert_eq!(home_box(Some(half), Some(country)), country);
        assert_eq!(home_box(None, None), WorldBox::WHOLE);
    }

    #[test]
    fn a_point_out_of_sight_comes_into_sight() {
        let view = iran().zoomed_at(340.0, 175.0, 20.0);
        let far = WorldPoint::of_degrees(60.0, 28.0);
        assert!(!view.visible(0.0).contains(far));
        assert!(view.revealing(far, 40.0).visible(-39.0).contains(far));
    }

    #[test]
    fn what_lies_far_off_can_be_reached() {
        let overseas = WorldPoint::of_degrees(-122.4, 37.8);
        let alone = WorldBox::around([overseas]).unwrap_or(WorldBox::WHOLE);
        let close = |view: Viewport| view.zoomed_at(340.0, 175.0, 10.0).revealing(overseas, 40.0).visible(0.0).contains(overseas);
        assert!(close(iran().reaching(&alone)) && !close(iran()));
        assert_eq!((iran().reaching(&alone).centre, iran().reaching(&alone).home), (iran().centre, iran().home));
    }

    proptest! {
        #[test]
        fn zooming_keeps_what_is_under_the_pointer(x in 200.0f64..480.0, y in 100.0f64..250.0, factor in 1.0f64..40.0) {
            let view = iran();
            let zoomed = view.zoomed_at(x, y, factor);
            let (before, after) = (view.world_from_screen(x, y), zoomed.world_from_screen(x, y));
            prop_assert!((before.x - after.x).abs() < 1e-12 && (before.y - after.y).abs() < 1e-12);
        }

        #[test]
        fn no_gesture_loses_the_map(moves in prop::collection::vec((-900.0f64..900.0, -900.0f64..900.0, 0.1f64..10.0), 1..30)) {
            let mut view = iran();
            for (dx, dy, factor) in moves {
                view = view.panned(dx, dy).zoomed_at(dx.abs(), dy.abs(), factor);
                let seen = view.visible(1.0);
                let home = view.home;
                prop_assert!(seen.east >= home.west && seen.west <= home.east && seen.south >= home.north && seen.north <= home.south);
                prop_assert!(view.pixels_per_world >= view.home_scale / STEP_BACK * 0.999);
            }
        }
    }
}
