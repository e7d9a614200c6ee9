//! The land under the map's points: its outlines as paths, made once and drawn at any scale.

use web_sys::{CanvasWindingRule, Path2d};

use super::{Frame, Painter};
use crate::cartography::{Outlines, WorldPoint};
use crate::ui::shared::Shared;

/// The units that the wider side of the land's path is long; a path in world units would be too coarse.
const PATH_UNITS: f64 = 8_192.0;

/// The land as a path.
pub(super) struct Land {
    of: Shared<Outlines>,
    path: Path2d,
    /// Each region's own path, once areas are shown.
    pub(super) regions: Vec<Path2d>,
    pub(super) origin: WorldPoint,
    pub(super) units_per_world: f64,
}

impl Painter {
    pub(super) fn draw_land(&mut self, frame: &Frame) {
        let Some(outlines) = frame.outlines else { return };
        if self.land.as_ref().is_none_or(|land| land.of != *outlines) {
            self.land = land_of(outlines);
        }
        if frame.areas.is_some()
            && let Some(land) = self.land.as_mut().filter(|land| land.regions.is_empty())
        {
            land.regions = outlines.regions.iter().filter_map(|region| path_of(&region.rings, land.origin, land.units_per_world)).collect();
        }
        let Some(land) = &self.land else { return };
        let context = &self.ground_context;
        let scale = frame.viewport.pixels_per_world / land.units_per_world * self.ratio;
        let (x, y) = frame.viewport.screen_from_world(land.origin);
        // A finite matrix is always taken.
        let _ = context.set_transform(scale, 0.0, 0.0, scale, x * self.ratio, y * self.ratio);
        context.set_fill_style_str(&self.colours.land);
        context.fill_with_path_2d_and_winding(&land.path, CanvasWindingRule::Evenodd);
        if let Some(areas) = frame.areas {
            areas.fill(context, &land.regions);
        }
        context.set_stroke_style_str(&self.colours.land_line);
        context.set_line_width(self.ratio / scale);
        context.set_line_join("round");
        context.stroke_with_path(&land.path);
    }
}

/// The path of outlines in units of its own, from the top left corner of their box.
fn land_of(outlines: &Shared<Outlines>) -> Option<Land> {
    let bounds = outlines.bounds;
    let units_per_world = PATH_UNITS / bounds.width().max(bounds.height()).max(1e-9);
    let origin = WorldPoint { x: bounds.west, y: bounds.north };
    let path = path_of(outlines.regions.iter().flat_map(|region| &region.rings), origin, units_per_world)?;
    Some(Land { of: outlines.clone(), path, regions: Vec::new(), origin, units_per_world })
}

/// Rings as one path.
fn path_of<'a>(rings: impl IntoIterator<Item = &'a Vec<WorldPoint>>, origin: WorldPoint, units_per_world: f64) -> Option<Path2d> {
    let path = Path2d::new().ok()?;
    for ring in rings {
        for (index, point) in ring.iter().enumerate() {
            let (x, y) = ((point.x - origin.x) * units_per_world, (point.y - origin.y) * units_per_world);
            if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        path.close_path();
    }
    Some(path)
}
