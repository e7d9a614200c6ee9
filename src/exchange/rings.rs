//! Plane geometry of outlines in degrees: inside or outside, distance, and a point for a label. Fit for
//! provinces; outlines that cross the 180th meridian come cut in two.

use super::outlines::{Polygon, Ring};

/// Whether a point lies inside a polygon and in none of its holes. Of two polygons that share a border, a point
/// on it lies in one.
pub fn polygon_contains(polygon: &Polygon, [x, y]: [f64; 2]) -> bool {
    polygon.iter().map(|ring| crossings(ring, x, y)).sum::<usize>() % 2 == 1
}

/// How many edges a ray to the east crosses.
fn crossings(ring: &Ring, x: f64, y: f64) -> usize {
    ring.windows(2)
        .filter(|edge| {
            // The lower end first, so that the shared edge of two neighbours is computed the same way for both.
            let ([lower_x, lower_y], [upper_x, upper_y]) = if edge[0][1] <= edge[1][1] { (edge[0], edge[1]) } else { (edge[1], edge[0]) };
            lower_y <= y && y < upper_y && x < lower_x + (y - lower_y) / (upper_y - lower_y) * (upper_x - lower_x)
        })
        .count()
}

/// South, west, north and east of rings; `None` without points.
pub fn bounds<'a>(rings: impl Iterator<Item = &'a Ring>) -> Option<[f64; 4]> {
    let mut points = rings.flatten();
    let [first_x, first_y] = *points.next()?;
    Some(points.fold([first_y, first_x, first_y, first_x], |[south, west, north, east], [x, y]| {
        [south.min(*y), west.min(*x), north.max(*y), east.max(*x)]
    }))
}

/// Twice the signed area of a ring, in square degrees.
fn doubled_area(ring: &Ring) -> f64 {
    ring.windows(2).map(|edge| edge[0][0] * edge[1][1] - edge[1][0] * edge[0][1]).sum()
}

/// A point well inside the largest polygon: its centre of gravity, or where that lies outside, the middle of the
/// longest east–west line through it.
pub fn label_point(polygons: &[Polygon]) -> Option<[f64; 2]> {
    let size = |polygon: &Polygon| polygon.first().map_or(0.0, |ring| doubled_area(ring).abs());
    let largest = polygons.iter().max_by(|one, other| size(one).total_cmp(&size(other)))?;
    let outer = largest.first()?;
    let [south, west, north, east] = bounds(std::iter::once(outer))?;
    if let Some(centre) = centre_of_gravity(outer).filter(|centre| polygon_contains(largest, *centre)) {
        return Some(centre);
    }
    const LINES: usize = 31;
    let mut best: Option<(f64, [f64; 2])> = None;
    for line in 1..=LINES {
        let y = south + (north - south) * line as f64 / (LINES + 1) as f64;
        let mut crossed: Vec<f64> = largest.iter().flat_map(|ring| crossings_at(ring, y)).collect();
        crossed.sort_by(f64::total_cmp);
        for pair in crossed.chunks_exact(2) {
            if best.is_none_or(|(length, _)| pair[1] - pair[0] > length) {
                best = Some((pair[1] - pair[0], [(pair[0] + pair[1]) / 2.0, y]));
            }
        }
    }
    Some(best.map_or([(west + east) / 2.0, (south + north) / 2.0], |(_, point)| point))
}

fn crossings_at(ring: &Ring, y: f64) -> Vec<f64> {
    let crosses = |edge: &&[[f64; 2]]| (edge[0][1] <= y) != (edge[1][1] <= y);
    ring.windows(2)
        .filter(crosses)
        .map(|edge| edge[0][0] + (y - edge[0][1]) / (edge[1][1] - edge[0][1]) * (edge[1][0] - edge[0][0]))
        .collect()
}

fn centre_of_gravity(ring: &Ring) -> Option<[f64; 2]> {
    let [origin_x, origin_y] = *ring.first()?;
    let (mut area, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0);
    for edge in ring.windows(2) {
        let ([x1, y1], [x2, y2]) = ([edge[0][0] - origin_x, edge[0][1] - origin_y], [edge[1][0] - origin_x, edge[1][1] - origin_y]);
        let cross = x1 * y2 - x2 * y1;
        area += cross;
        sum_x += (x1 + x2) * cross;
        sum_y += (y1 + y2) * cross;
    }
    let centre = [origin_x + sum_x / (3.0 * area), origin_y + sum_y / (3.0 * area)];
    (centre[0].is_finite() && centre[1].is_finite()).then_some(centre)
}

/// The distance from a point to the nearest edge of rings, in kilometres, on a plane that touches the earth at
/// the point.
pub fn distance_km<'a>(rings: impl Iterator<Item = &'a Ring>, [x, y]: [f64; 2]) -> f64 {
    const KM_PER_DEGREE: f64 = 111.195;
    let east_km = KM_PER_DEGREE * y.to_radians().cos();
    let plane = |[other_x, other_y]: [f64; 2]| [(other_x - x) * east_km, (other_y - y) * KM_PER_DEGREE];
    let edges = rings.flat_map(|ring| ring.windows(2));
    edges.map(|edge| distance_to_edge(plane(edge[0]), plane(edge[1]))).fold(f64::INFINITY, f64::min)
}

/// From the origin to the nearest point of an edge.
fn distance_to_edge([x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> f64 {
    let (along_x, along_y) = (x2 - x1, y2 - y1);
    let length = along_x * along_x + along_y * along_y;
    let share = if length > 0.0 { (-(x1 * along_x + y1 * along_y) / length).clamp(0.0, 1.0) } else { 0.0 };
    (x1 + share * along_x).hypot(y1 + share * along_y)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn square(west: f64, south: f64, size: f64) -> Ring {
        vec![[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    }

    #[test]
    fn holes_are_outside() {
        let polygon = vec![square(0.0, 0.0, 10.0), square(4.0, 4.0, 2.0)];
        assert!(polygon_contains(&polygon, [1.0, 1.0]));
        assert!(!polygon_contains(&polygon, [5.0, 5.0]));
        assert!(!polygon_contains(&polygon, [11.0, 5.0]));
        assert!(polygon_contains(&polygon, label_point(std::slice::from_ref(&polygon)).unwrap()));
    }

    #[test]
    fn a_border_belongs_to_one_side() {
        let (left, right) = (vec![square(0.0, 0.0, 1.0)], vec![square(1.0, 0.0, 1.0)]);
        let inside = |polygon: &Polygon| usize::from(polygon_contains(polygon, [1.0, 0.3]));
        assert_eq!(inside(&left) + inside(&right), 1);
    }

    #[test]
    fn a_crescent_is_labelled_inside() {
        let crescent: Polygon =
            vec![vec![[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 9.0], [9.0, 9.0], [9.0, 1.0], [0.0, 1.0], [0.0, 0.0]]];
        assert!(polygon_contains(&crescent, label_point(std::slice::from_ref(&crescent)).unwrap()));
    }

    #[test]
    fn a_degree_of_latitude_is_111_km() {
        let ring = square(0.0, 1.0, 1.0);
        assert!((distance_km(std::iter::once(&ring), [0.5, 0.0]) - 111.195).abs() < 0.01);
    }
}
