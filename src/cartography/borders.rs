//! Which regions of a map lie side by side, and how long the border is that they share.
//!
//! Lines that two regions share point by point are a border, as in well-made files. Lines that have no partner are then
//! compared by nearness, so that regions that were drawn apart, overlap a little or split a border at different points
//! are neighbours too. Rings that do not close are closed; points that are no numbers are passed over. Touching in one
//! point is no border. Lines that a region has twice, between two of its own parts, are no border and no outline.
//!
//! Lengths are great circles; areas are measured on the plane of [`crate::document::shape::plane`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::polygons::{Cell, around, cell_of, rings_of};
use super::{Outlines, Region, WorldPoint};
use crate::document::Plan;
use crate::document::areas::{AreaBorder, AreaForm, AreaMap, MapArea, MapAreas, rim_point};
use crate::document::shape::plane::{Plane, PlanePoint, convex_hull, ring_area};
use crate::domain::AreaId;
use crate::locale::text::fold;

/// Lines without a partner are near when they meet in cells of this share of the map, or beside.
const NEAR_SHARE: f64 = 1.0 / 2_000.0;
/// They are a border when they go along for so many cells.
const LEAST_CELLS: f64 = 2.0;
/// The grid is made coarser until the lines come to no more samples than this.
const MOST_SAMPLES: f64 = 400_000.0;
/// Points kept of each outline, from which gaps are measured.
const RIM_POINTS: usize = 48;

/// A line of an outline.
struct Line {
    region: u32,
    from: WorldPoint,
    to: WorldPoint,
}

impl Line {
    fn length(&self) -> f64 {
        libm::hypot(self.to.x - self.from.x, self.to.y - self.from.y)
    }

    fn length_km(&self) -> f64 {
        let place = |point: WorldPoint| rim_point(point.latitude_degrees(), point.longitude_degrees());
        place(self.from).distance_km(&place(self.to))
    }

    /// The same for both directions.
    fn key(&self) -> (Cell, Cell) {
        let (from, to) = (cell_of(self.from), cell_of(self.to));
        (from.min(to), from.max(to))
    }
}

/// The regions of a map as areas with their borders.
pub fn map_areas(outlines: &Outlines) -> MapAreas {
    let mut lines = lines(outlines);
    let mut borders: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let mut perimeters_km = vec![0.0; outlines.regions.len()];
    let unmatched = take_shared(&mut lines, &mut borders, &mut perimeters_km);
    let mut near = near_borders(&unmatched, outlines.bounds.width().max(outlines.bounds.height()));
    near.retain(|pair, _| !borders.contains_key(pair));
    borders.extend(near);
    let areas = outlines.regions.iter().zip(perimeters_km).map(|(region, perimeter_km)| {
        let points: Vec<WorldPoint> = region.rings.iter().flatten().copied().filter(is_finite).collect();
        let rim = points.iter().step_by(points.len().div_ceil(RIM_POINTS).max(1));
        MapArea {
            key: region.key.clone(),
            name: region.name.clone(),
            rim: rim.map(|point| rim_point(point.latitude_degrees(), point.longitude_degrees())).collect(),
            form: form(region, perimeter_km),
        }
    });
    let borders = borders.into_iter().map(|((one, other), length_km)| AreaBorder { one, other, length_km });
    MapAreas { areas: areas.collect(), borders: borders.collect() }
}

/// Which account of a plan lies in which area: that of its own area, else the one around its coordinates; one without
/// coordinates lies in the area that has the name of its own, where no other area has that name too.
pub fn area_map(plan: &Plan, outlines: &Outlines, map: Arc<MapAreas>) -> AreaMap {
    let by_key: BTreeMap<&str, u32> = (0_u32..).zip(&map.areas).map(|(number, area)| (area.key.as_str(), number)).collect();
    let of_plan: BTreeMap<_, _> =
        plan.areas.iter().filter_map(|area| Some((area.id, *by_key.get(area.outline_key.as_deref()?)?))).collect();
    let by_name = by_name(plan, outlines);
    let area_of = plan.accounts.iter().filter_map(|account| {
        let named = account.area.and_then(|area| of_plan.get(&area).copied());
        let around = || outlines.region_index_at(WorldPoint::of(account.coordinates?));
        let called = || account.area.filter(|_| account.coordinates.is_none()).and_then(|area| by_name.get(&area).copied());
        Some((account.id, named.or_else(around).or_else(called)?))
    });
    let area_of = area_of.collect();
    AreaMap { map, area_of }
}

/// The area of the map that has the name of an area of the plan, where one alone has it.
fn by_name(plan: &Plan, outlines: &Outlines) -> BTreeMap<AreaId, u32> {
    let mut called: BTreeMap<String, Option<u32>> = BTreeMap::new();
    for (number, region) in (0_u32..).zip(&outlines.regions) {
        let names: BTreeSet<String> = [&region.name, &region.key].into_iter().chain(&region.further_names).map(|name| fold(name)).collect();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            called.entry(name).and_modify(|known| *known = None).or_insert(Some(number));
        }
    }
    plan.areas.iter().filter_map(|area| Some((area.id, (*called.get(&fold(&area.name))?)?))).collect()
}

fn is_finite(point: &WorldPoint) -> bool {
    point.x.is_finite() && point.y.is_finite()
}

fn lines(outlines: &Outlines) -> Vec<Line> {
    let mut lines = Vec::new();
    for (region, known) in (0_u32..).zip(&outlines.regions) {
        for ring in &known.rings {
            let points: Vec<WorldPoint> = ring.iter().copied().filter(is_finite).collect();
            let next = points.iter().cycle().skip(1);
            lines.extend(points.iter().zip(next).filter(|(from, to)| from != to).map(|(&from, &to)| Line { region, from, to }));
        }
    }
    lines
}

/// The extent of a region: what an odd number of its rings encloses.
fn form(region: &Region, perimeter_km: f64) -> AreaForm {
    let rings = rings_of(region);
    let around = around(&rings);
    let places: Vec<_> = rings.iter().flatten().map(|point| rim_point(point.latitude_degrees(), point.longitude_degrees())).collect();
    let Some(plane) = Plane::around(&places) else { return AreaForm { perimeter_km, ..AreaForm::default() } };
    let points: Vec<PlanePoint> = places.iter().map(|place| plane.point(place)).collect();
    let (mut start, mut area_square_km) = (0, 0.0);
    for (at, ring) in rings.iter().enumerate() {
        let area = ring_area(&points[start..start + ring.len()]);
        area_square_km += if around[at].len().is_multiple_of(2) { area } else { -area };
        start += ring.len();
    }
    let hull = convex_hull(&points).into_iter().map(|at| places[at]).collect();
    AreaForm { area_square_km: area_square_km.max(0.0), perimeter_km, hull }
}

/// Takes out the lines that two regions share and adds their lengths, and all of a region to its perimeter; answers
/// those without a partner.
fn take_shared(lines: &mut Vec<Line>, borders: &mut BTreeMap<(u32, u32), f64>, perimeters_km: &mut [f64]) -> Vec<Line> {
    let mut keyed: Vec<((Cell, Cell), Line)> = lines.drain(..).map(|line| (line.key(), line)).collect();
    keyed.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.region.cmp(&other.1.region)));
    let mut unmatched = Vec::new();
    let mut rest = keyed.into_iter().peekable();
    while let Some((key, line)) = rest.next() {
        let mut same = vec![line];
        while let Some((_, line)) = rest.next_if(|next| next.0 == key) {
            same.push(line);
        }
        let length_km = same[0].length_km();
        let of_region = same.chunk_by(|one, other| one.region == other.region).filter(|lines| lines.len() % 2 == 1);
        let regions: Vec<u32> = of_region.map(|lines| lines[0].region).collect();
        regions.iter().for_each(|&region| perimeters_km[region as usize] += length_km);
        for (place, &one) in regions.iter().enumerate() {
            for &other in &regions[place + 1..] {
                *borders.entry((one, other)).or_default() += length_km;
            }
        }
        if let [region] = regions[..] {
            unmatched.extend(same.into_iter().find(|line| line.region == region));
        }
    }
    unmatched
}

/// Borders between lines without a partner that go along each other.
fn near_borders(lines: &[Line], extent: f64) -> BTreeMap<(u32, u32), f64> {
    let mut cell = extent * NEAR_SHARE;
    let whole: f64 = lines.iter().map(Line::length).sum();
    if !(cell > 0.0 && whole.is_finite()) {
        return BTreeMap::new();
    }
    cell = cell.max((whole / MOST_SAMPLES).max(f64::MIN_POSITIVE));
    let cell_of = |point: WorldPoint| (libm::floor(point.x / cell) as i64, libm::floor(point.y / cell) as i64);
    // The cells that lines pass, with the length of their way through.
    let mut passed: BTreeMap<(Cell, u32), f64> = BTreeMap::new();
    for line in lines {
        let steps = libm::ceil(line.length() / (cell / 2.0)).max(1.0);
        let step_km = line.length_km() / steps;
        for step in 0..steps as u32 {
            let share = (f64::from(step) + 0.5) / steps;
            let point =
                WorldPoint { x: line.from.x + (line.to.x - line.from.x) * share, y: line.from.y + (line.to.y - line.from.y) * share };
            *passed.entry((cell_of(point), line.region)).or_default() += step_km;
        }
    }
    let cells: Vec<((Cell, u32), f64)> = passed.into_iter().collect();
    let mut found: BTreeMap<(u32, u32), (f64, f64)> = BTreeMap::new();
    for ((here, region), length_km) in &cells {
        let mut beside: Vec<u32> = Vec::new();
        for x in here.0 - 1..=here.0 + 1 {
            let start = cells.partition_point(|entry| entry.0 < ((x, here.1 - 1), 0));
            let column = cells[start..].iter().take_while(|entry| entry.0.0 <= (x, here.1 + 1));
            beside.extend(column.map(|entry| entry.0.1).filter(|other| other != region));
        }
        beside.sort_unstable();
        beside.dedup();
        for other in beside {
            let entry = found.entry(((*region).min(other), (*region).max(other))).or_default();
            // Each side tells its own length; the border is as long as both in the mean.
            entry.0 += length_km / 2.0;
            entry.1 += 0.5;
        }
    }
    found.into_iter().filter(|(_, (_, count))| *count >= LEAST_CELLS).map(|(pair, (length_km, _))| (pair, length_km)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::cartography::outlines::tests::read;

    /// A file of polygons, each a list of corners.
    fn polygons(polygons: &[&str]) -> Outlines {
        let features: Vec<String> = polygons
            .iter()
            .enumerate()
            .map(|(number, corners)| {
                let name = char::from(b'A' + number as u8);
                format!(r#"{{"type":"Feature","id":"{name}","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[{corners}]]}}}}"#)
            })
            .collect();
        read(&format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")))
    }

    fn pairs(map: &MapAreas) -> Vec<String> {
        let key = |area: u32| map.areas[area as usize].key.clone();
        map.borders.iter().map(|border| key(border.one) + &key(border.other)).collect()
    }

    #[test]
    fn squares_side_by_side_share_a_border_and_corners_do_not() {
        let map = map_areas(&polygons(&[
            "[0,0],[1,0],[1,1],[0,1],[0,0]",
            "[1,0],[2,0],[2,1],[1,1],[1,0]",
            "[0,1],[1,1],[1,2],[0,2],[0,1]",
            "[1,1],[2,1],[2,2],[1,2],[1,1]",
            "[5,5],[6,5],[6,6],[5,6],[5,5]",
        ]));
        assert_eq!(pairs(&map), ["AB", "AC", "BD", "CD"], "A and D touch in a corner, E lies apart");
        assert!(map.borders.iter().all(|border| (border.length_km - 111.2).abs() < 1.0), "{:?}", map.borders);
    }

    #[test]
    fn a_border_split_at_other_points_or_with_a_gap_or_an_overlap_is_one() {
        let split = map_areas(&polygons(&["[0,0],[1,0],[1,1],[0,1],[0,0]", "[1,-1],[2,-1],[2,2],[1,2],[1,0.4],[1,-1]"]));
        assert_eq!(pairs(&split), ["AB"]);
        assert!((split.borders[0].length_km - 111.2).abs() < 2.0, "{:?}", split.borders);
        let gap = map_areas(&polygons(&["[0,0],[1,0],[1,1],[0,1],[0,0]", "[1.0005,0],[2,0],[2,1],[1.0005,1],[1.0005,0]"]));
        assert_eq!(pairs(&gap), ["AB"]);
        let overlap = map_areas(&polygons(&["[0,0],[1.2,0],[1.2,1],[0,1],[0,0]", "[1,0.2],[2,0.2],[2,0.8],[1,0.8],[1,0.2]"]));
        assert_eq!(pairs(&overlap), ["AB"]);
    }

    #[test]
    fn rings_that_do_not_close_are_closed_and_what_is_no_number_is_passed_over() {
        let mut outlines = polygons(&["[0,0],[1,0],[1,1],[0,1],[0,0]", "[1,0],[2,0],[2,1],[1,1],[1,0]"]);
        outlines.regions[0].rings[0].pop();
        outlines.regions[1].rings[0].insert(1, WorldPoint { x: f64::NAN, y: 0.5 });
        outlines.regions[1].rings.push(Vec::new());
        assert_eq!(pairs(&map_areas(&outlines)), ["AB"]);
    }

    #[test]
    fn accounts_lie_in_their_own_area_or_around_their_point() {
        use crate::document::{PlanId, Settings};
        use crate::domain::{Account, AccountId, Area, AreaId, Coordinates};
        let outlines = polygons(&["[0,0],[1,0],[1,1],[0,1],[0,0]", "[1,0],[2,0],[2,1],[1,1],[1,0]"]);
        let mut plan = crate::document::Plan::new(PlanId("p".into()), "p", Settings::for_language(crate::locale::Language::English));
        let area =
            |id: u32, key: Option<&str>| Area { id: AreaId(id), name: "n".into(), outline_key: key.map(str::to_owned), centre: None };
        plan.areas = Arc::new(vec![area(1, Some("B")), area(2, Some("gone")), area(3, None)]);
        let account = |id: u32, area: Option<u32>, place: Option<(f64, f64)>| {
            let mut account = Account::named(AccountId(id), "a");
            account.area = area.map(AreaId);
            account.coordinates = place.and_then(|(latitude, longitude)| Coordinates::new(latitude, longitude));
            Arc::new(account)
        };
        plan.accounts = Arc::new(vec![
            account(1, Some(1), Some((0.5, 0.5))),
            account(2, Some(2), Some((0.5, 0.5))),
            account(3, Some(3), None),
            account(4, None, Some((0.5, 1.5))),
            account(5, None, Some((9.0, 9.0))),
        ]);
        let map = area_map(&plan, &outlines, Arc::new(map_areas(&outlines)));
        assert_eq!(map.area_of, [(1, 1), (2, 0), (4, 1)].map(|(account, area)| (AccountId(account), area)).into());
        assert_eq!(map.accounts_in(&[1].into()), [AccountId(1), AccountId(4)]);
        let mut named = plan.clone();
        Arc::make_mut(&mut named.areas)[2].name = " b ".into();
        let map_of = |outlines: &Outlines| area_map(&named, outlines, Arc::new(map_areas(outlines))).area_of;
        assert_eq!(map_of(&outlines).get(&AccountId(3)), Some(&1), "without coordinates it lies where its area's name says");
        let mut twice = outlines.clone();
        twice.regions[0].further_names.push("B".into());
        assert_eq!(map_of(&twice).get(&AccountId(3)), None, "two areas of one name say nothing");
        assert_eq!(map.totals(&plan), [[1.0, 0.0, 0.0, 0.0], [2.0, 0.0, 0.0, 0.0]]);
    }
}
