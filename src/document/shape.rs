//! How compact territories of whole areas are by their outlines: figures of shape and cut edges. Where the figures of
//! each area come from is `cartography::borders`; the plane on which they are measured is [`mod@plane`].
//!
//! - **Polsby–Popper**: 4π × area ÷ perimeter² (Polsby, Popper 1991). The perimeter of a territory is that of its areas
//!   less the borders between them.
//! - **Reock**: area ÷ area of the smallest circle around it (Reock 1961).
//! - **Convex-hull ratio**: area ÷ area of its convex hull.
//! - **Cut edges**: pairs of areas with accounts that share a border and have different owners; of a territory, those
//!   with one area in it.
//!
//! They are worked out from the assignment on view and the outlines whenever they are shown. The search knows no outlines,
//! reports none of them and keeps none in a result; so its independent checker has none to judge, and a test counts them
//! anew on random territories.
//!
//! The three ratios are 1 at best and are kept there where rounding or outlines that overlap would lead beyond.

use std::collections::BTreeMap;
use std::f64::consts::PI;

use plane::{Plane, PlanePoint, convex_hull, ring_area, smallest_circle_radius};

use super::areas::{AreaMap, AreaOwner, MapArea, area_owners};
use super::{Scenario, SharedOut};
use crate::domain::TerritoryId;
pub use crate::territory::plane;

/// The shape of one territory.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TerritoryShape {
    /// How many areas it consists of.
    pub area_count: usize,
    /// Its area, km².
    pub area_square_km: f64,
    /// The length of its outline, with that of holes, km.
    pub perimeter_km: f64,
    /// The area of the smallest circle around it, km².
    pub circle_square_km: f64,
    /// The area of its convex hull, km².
    pub hull_square_km: f64,
    /// How many borders of its areas part it from areas of others or of none.
    pub cut_edges: u32,
}

/// The shapes of a scenario's territories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScenarioShapes {
    /// One a territory; none without an area.
    pub territories: Vec<Option<TerritoryShape>>,
    /// How many pairs of neighbouring areas a border between territories parts, each pair once.
    pub cut_edges: u32,
}

/// Why shapes are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoShape {
    /// There are no outlines of areas, or no account lies in one.
    NoMap,
    /// Areas are divided between territories, so that territories are points on the map and not shapes.
    Points,
}

impl TerritoryShape {
    /// 4π × area ÷ perimeter², 0 to 1.
    pub fn polsby_popper(&self) -> f64 {
        share(4.0 * PI * self.area_square_km, self.perimeter_km * self.perimeter_km)
    }

    /// Area ÷ area of the smallest circle around, 0 to 1.
    pub fn reock(&self) -> f64 {
        share(self.area_square_km, self.circle_square_km)
    }

    /// Area ÷ area of the convex hull, 0 to 1.
    pub fn hull_ratio(&self) -> f64 {
        share(self.area_square_km, self.hull_square_km)
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

impl ScenarioShapes {
    /// The mean of a figure over the territories that have a shape; `None` when none has.
    pub fn mean(&self, figure: impl Fn(&TerritoryShape) -> f64) -> Option<f64> {
        let known: Vec<f64> = self.territories.iter().flatten().map(figure).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }
}

/// The shapes of a scenario's territories on a map, where they consist of whole areas: where areas are shared out, in
/// which an account that is fixed elsewhere may be left, or where it happens that no area is divided. Whose an area
/// without accounts is, [`area_owners`] tells.
///
/// # Errors
/// Why they are not known.
pub fn shapes(map: Option<&AreaMap>, scenario: &Scenario) -> Result<ScenarioShapes, NoShape> {
    let map = map.filter(|map| !map.area_of.is_empty()).ok_or(NoShape::NoMap)?;
    let owners: Vec<AreaOwner> = area_owners(map, scenario).into_iter().map(|(owner, _)| owner).collect();
    let is_divided = owners.iter().any(|owner| matches!(owner, AreaOwner::Mixed(_)));
    if is_divided && scenario.design.wishes.shared_out != SharedOut::Areas {
        return Err(NoShape::Points);
    }
    let place_of: BTreeMap<TerritoryId, usize> =
        scenario.territories.iter().enumerate().map(|(place, territory)| (territory.id, place)).collect();
    let owner = |area: u32| owners.get(area as usize).filter(|owner| **owner != AreaOwner::Empty).map(|owner| owner.territory());
    let place = |area: u32| owner(area).flatten().and_then(|id| place_of.get(&id).copied());
    let mut areas: Vec<Vec<&MapArea>> = vec![Vec::new(); scenario.territories.len()];
    for (number, area) in (0_u32..).zip(&map.map.areas) {
        if let Some(place) = place(number) {
            areas[place].push(area);
        }
    }
    let mut territories: Vec<Option<TerritoryShape>> = areas.iter().map(|areas| whole(areas)).collect();
    let mut cut_edges = 0;
    for border in &map.map.borders {
        let (Some(_), Some(_)) = (owner(border.one), owner(border.other)) else { continue };
        let sides = [place(border.one), place(border.other)];
        if sides[0] == sides[1] {
            if let Some(shape) = sides[0].and_then(|place| territories[place].as_mut()) {
                shape.perimeter_km -= 2.0 * border.length_km;
            }
            continue;
        }
        cut_edges += 1;
        for side in sides.into_iter().flatten() {
            if let Some(shape) = territories[side].as_mut() {
                shape.cut_edges += 1;
            }
        }
    }
    Ok(ScenarioShapes { territories, cut_edges })
}

/// Areas as one; the borders between them are still counted in its perimeter. `None` without an area that has an extent.
fn whole(areas: &[&MapArea]) -> Option<TerritoryShape> {
    let area_square_km: f64 = areas.iter().map(|area| area.form.area_square_km).sum();
    if !(area_square_km > 0.0 && area_square_km.is_finite()) {
        return None;
    }
    let corners = areas.iter().flat_map(|area| &area.form.hull);
    let plane = Plane::around(corners.clone())?;
    let points: Vec<PlanePoint> = corners.map(|corner| plane.point(corner)).collect();
    let hull: Vec<PlanePoint> = convex_hull(&points).into_iter().map(|at| points[at]).collect();
    let radius_km = smallest_circle_radius(&hull);
    Some(TerritoryShape {
        area_count: areas.len(),
        area_square_km,
        perimeter_km: areas.iter().map(|area| area.form.perimeter_km).sum(),
        circle_square_km: PI * radius_km * radius_km,
        hull_square_km: ring_area(&hull),
        cut_edges: 0,
    })
}
