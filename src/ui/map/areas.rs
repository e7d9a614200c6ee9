//! Areas as the canvas shows them: in the colours of their territories, and with what is being painted.

use std::collections::BTreeSet;

use leptos::prelude::*;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, Path2d};

use super::state::MapState;
use crate::cartography::Scene;
use crate::document::areas::AreaOwner;

/// How much of its territory's colour an area shows; one that several share shows less of the largest one's.
const WHOLE_SHARE: f64 = 0.5;
const MIXED_SHARE: f64 = 0.18;

/// Areas on the canvas.
pub struct Areas {
    /// Per region, its colour and how much of it shows; none without accounts.
    colours: Vec<Option<(&'static str, f64)>>,
    /// What the stroke went over.
    pub stroke: BTreeSet<u32>,
    /// The colour that is painted with.
    pub stroke_colour: &'static str,
    /// The area pointed at.
    pub reached: Option<u32>,
}

impl Areas {
    /// What is shown; none while points alone are.
    pub fn of(map: &MapState, scene: &Scene) -> Option<Areas> {
        if !map.shows_areas() {
            return None;
        }
        let theme = map.studio.theme.get();
        let colour = |territory| MapState::drawn_colour_of(scene, territory, theme);
        let colours = map.owners.with(|owners| {
            let colour_of = |owner: &(AreaOwner, usize)| {
                let index = owner.0.territory().and_then(|id| scene.territory(id));
                match owner.0 {
                    AreaOwner::Empty => None,
                    AreaOwner::Whole(_) => Some((colour(index), WHOLE_SHARE)),
                    AreaOwner::Mixed(_) => Some((colour(index), MIXED_SHARE)),
                }
            };
            owners.iter().map(colour_of).collect()
        });
        let is_painting = map.is_painting();
        Some(Areas {
            colours,
            stroke: map.stroke.get(),
            stroke_colour: colour(map.target.get().and_then(|id| scene.territory(id))),
            reached: map.area.get().filter(|_| is_painting),
        })
    }

    /// Fills the regions; the context is in the paths' own units.
    pub fn fill(&self, context: &CanvasRenderingContext2d, regions: &[Path2d]) {
        for (path, colour) in regions.iter().zip(&self.colours) {
            let Some((colour, share)) = colour else { continue };
            context.set_global_alpha(*share);
            context.set_fill_style_str(colour);
            context.fill_with_path_2d_and_winding(path, CanvasWindingRule::Evenodd);
        }
        context.set_global_alpha(1.0);
    }
}
