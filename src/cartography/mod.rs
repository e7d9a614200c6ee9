//! The map as numbers: projection, viewport, what is under a point, outlines, labels, and the picture that is
//! saved. Draws nothing and knows no screen; `ui::map` turns it into pixels and gestures into its questions.
//!
//! - [`projection`]: the plane of the map; [`viewport`]: which part of it is in sight
//! - [`scene`]: a plan's scenario as points and territories; [`spread`]: accounts that only have an area
//! - [`core`]: where nearly all of them are; [`index`]: what lies where; [`lasso`]: what a drawn line encloses
//! - [`outlines`]: regions on the plane; [`borders`]: which lie side by side, and their extent; [`country`]: which country's borders to show
//! - [`map_service`]: the worker that reads the user's own map; [`overlap`]: which of its regions overlap
//! - [`tiles`]: the schematic map; [`labels`], [`radius`]: how names and sizes are laid out
//! - [`paint`]: areas as what is painted; [`polygons`]: regions, also joined ones, as files write them
//! - [`picture`]: the map as an SVG file

pub mod borders;
pub mod core;
pub mod country;
pub mod index;
pub mod labels;
pub mod lasso;
pub mod map_service;
pub mod outlines;
pub mod overlap;
pub mod paint;
pub mod patches;
pub mod picture;
pub mod polygons;
pub mod projection;
pub mod radius;
pub mod scene;
#[cfg(test)]
mod shape_tests;
pub mod spread;
pub mod tiles;
pub mod viewport;

pub use index::{Direction, PointIndex};
pub use outlines::{Outlines, Region};
pub use projection::{WorldBox, WorldPoint};
pub use scene::{Scene, SceneGround, ScenePoint, SceneTerritory};
pub use viewport::Viewport;
