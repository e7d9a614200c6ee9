//! What the ground of the map shows, and which parts of it a change touches: after a move by hand a few points have
//! another colour, and only what lies round them is drawn anew; while the map is dragged, what comes in at its edges.

use std::sync::Arc;

use super::draw::Frame;
use super::sprites::{FURTHEST_RING, SpriteKind};
use super::state::MapState;
use crate::cartography::patches::Patches;
use crate::cartography::{Outlines, SceneGround, Viewport, WorldBox, WorldPoint};
use crate::ui::shared::Shared;

/// Where a larger share of the map changes it is drawn whole.
const MOST_SHARE: f64 = 0.3;
/// The same for more parts than this.
const MOST_PARTS: usize = 60;

/// A drag by whole pixels of the screen up to this rounding moves what is drawn as it is.
const PIXEL_ROUNDING: f64 = 1e-3;

/// What makes one picture of the ground another one.
pub struct Change {
    /// How far all that is drawn moves, in the screen's pixels.
    pub shift: (f64, f64),
    /// What is drawn anew then.
    pub patches: Patches,
}

/// What the ground shows.
pub struct Drawn {
    scene: Arc<SceneGround>,
    viewport: Viewport,
    outlines: Option<Shared<Outlines>>,
    bridges: Vec<[WorldPoint; 2]>,
    shows_areas: bool,
    ratio: f64,
    /// The picture of each point of the scene.
    pub kinds: Vec<SpriteKind>,
}

impl Drawn {
    /// What a frame shows, on a screen with so many pixels a pixel of the page.
    pub fn of(frame: &Frame, ratio: f64) -> Drawn {
        let growth = frame.viewport.point_growth() * ratio;
        let has_rings = frame.scene.has_rings();
        let kind = |point: &crate::cartography::ScenePoint| {
            let is_selected = !frame.selection.is_empty() && frame.selection.contains(&point.account);
            let colour = MapState::drawn_colour_of(frame.scene, point.territory, frame.theme);
            SpriteKind::new(colour, point.radius * growth, point.is_moved && (has_rings || is_selected), is_selected)
        };
        Drawn {
            scene: frame.scene.ground.clone(),
            viewport: frame.viewport,
            outlines: frame.outlines.cloned(),
            bridges: frame.bridges.to_vec(),
            shows_areas: frame.areas.is_some(),
            ratio,
            kinds: frame.scene.points.iter().map(kind).collect(),
        }
    }

    /// Where this differs from what was shown before, on a canvas of that size; `None` where all may differ.
    pub fn changed_from(&self, before: &Drawn, frame: &Frame, (width, height): (f64, f64)) -> Option<Change> {
        let is_same_ground = Arc::ptr_eq(&self.scene, &before.scene)
            && self.outlines == before.outlines
            && self.bridges == before.bridges
            && self.ratio == before.ratio
            && !(self.shows_areas || before.shows_areas);
        if !is_same_ground {
            return None;
        }
        let shift = self.shift_since(before)?;
        let mut patches = Patches::of(width, height);
        let (right, down) = shift;
        patches.add(if right > 0.0 { 0.0 } else { width + right }, 0.0, if right > 0.0 { right } else { width }, height);
        patches.add(0.0, if down > 0.0 { 0.0 } else { height + down }, width, if down > 0.0 { down } else { height });
        let changed = self.kinds.iter().zip(&before.kinds).zip(&frame.scene.points).filter(|((now, before), _)| now != before);
        for ((now, before), point) in changed {
            let (x, y) = self.viewport.screen_from_world(point.place);
            let (x, y) = (x * self.ratio, y * self.ratio);
            let reach = now.half_side(self.ratio).max(before.half_side(self.ratio)) + 1.0;
            patches.add(x - reach, y - reach, x + reach, y + reach);
            if patches.boxes().len() > MOST_PARTS {
                return None;
            }
        }
        Some(Change { shift, patches })
    }

    /// How far all that is drawn has moved, in whole pixels of the screen.
    fn shift_since(&self, before: &Drawn) -> Option<(f64, f64)> {
        let (x, y) = self.viewport.panned_since(&before.viewport)?;
        let (x, y) = (x * self.ratio, y * self.ratio);
        let (whole_x, whole_y) = (x.round(), y.round());
        ((x - whole_x).abs() < PIXEL_ROUNDING && (y - whole_y).abs() < PIXEL_ROUNDING).then_some((whole_x, whole_y))
    }

    /// Whether so little is to be drawn anew that it is worth picking it out.
    pub fn is_little(&self, patches: &Patches) -> bool {
        patches.boxes().len() <= MOST_PARTS && patches.share() <= MOST_SHARE
    }

    /// The points that reach into some parts, by their places in the scene, in the order of drawing.
    pub fn points_in(&self, patches: &Patches, frame: &Frame) -> Vec<usize> {
        let largest = frame.scene.points.iter().map(|point| point.radius).fold(0.0, f64::max);
        let reach = largest * self.viewport.point_growth() + FURTHEST_RING + 1.0;
        let world = |x: f64, y: f64| self.viewport.world_from_screen(x, y);
        let mut points = Vec::new();
        for part in patches.boxes() {
            let edge = |length: i32| f64::from(length) / self.ratio;
            let (one, other) =
                (world(edge(part.left) - reach, edge(part.top) - reach), world(edge(part.right) + reach, edge(part.bottom) + reach));
            points.extend(self.scene.index.within(&WorldBox { west: one.x, north: one.y, east: other.x, south: other.y }));
        }
        points.sort_unstable();
        points.dedup();
        points
    }
}
