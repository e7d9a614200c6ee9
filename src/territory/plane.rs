//! A plane on which shapes on the globe are measured, and the plane geometry that measuring needs: area of a ring,
//! convex hull, smallest enclosing circle. Which figures come of it is not known here.
//!
//! The plane is Lambert's azimuthal equal-area projection on the sphere (J. P. Snyder, Map Projections: A Working
//! Manual, USGS 1395, chapter 24), round the middle of what is measured: every area is true, and within a country the
//! plane is so little stretched that circles and straight lines on it are as good as on the globe.

use super::position::{EARTH_RADIUS_KM, Point, Position, centroid};

/// A point of the plane, km.
pub type PlanePoint = [f64; 2];

/// A plane round a place.
pub struct Plane {
    up: Point,
    east: Point,
    north: Point,
}

impl Plane {
    /// The plane round the middle of places; `None` without any.
    pub fn around<'a>(places: impl IntoIterator<Item = &'a Position>) -> Option<Plane> {
        centroid(places.into_iter().map(|place| Point::from(*place))).map(Plane::at)
    }

    /// The plane round a place on the surface.
    pub(crate) fn at(middle: Point) -> Plane {
        let up = middle.scaled(1.0 / EARTH_RADIUS_KM);
        let [x, y, z] = up.0;
        let ring = libm::hypot(x, y);
        let east = if ring < 1e-9 { Point([0.0, 1.0, 0.0]) } else { Point([-y / ring, x / ring, 0.0]) };
        let [east_x, east_y, east_z] = east.0;
        let north = Point([y * east_z - z * east_y, z * east_x - x * east_z, x * east_y - y * east_x]);
        Plane { up, east, north }
    }

    /// Where a place of the globe is on it.
    pub fn point(&self, place: &Position) -> PlanePoint {
        let [east, north, up] = self.along(&Point::from(*place));
        // The far side of the globe is far out; its very middle, which is everywhere at once, is brought in.
        let factor = (2.0 / (1.0 + up / EARTH_RADIUS_KM).max(1e-6)).sqrt();
        [east * factor, north * factor]
    }

    /// Where a place is on the plane of straight ways (the gnomonic projection, Snyder, chapter 22), on which great
    /// circles are straight lines. For places within a quarter of the globe from the middle.
    pub(crate) fn point_of_straight_ways(&self, place: &Point) -> PlanePoint {
        let [east, north, up] = self.along(place);
        [east * EARTH_RADIUS_KM / up, north * EARTH_RADIUS_KM / up]
    }

    fn along(&self, point: &Point) -> [f64; 3] {
        [&self.east, &self.north, &self.up].map(|axis| (0..3).map(|at| point.0[at] * axis.0[at]).sum())
    }
}

/// The area that a closed line encloses, km², wherever it starts and whichever way it goes.
pub fn ring_area(ring: &[PlanePoint]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let doubled: f64 = ring.iter().zip(next).map(|([x, y], [next_x, next_y])| x * next_y - next_x * y).sum();
    libm::fabs(doubled) / 2.0
}

/// The corners of the smallest shape without dents around points, by their places in the list, in order around it
/// (Andrew's monotone chain, 1979). Points that are no numbers are left out.
pub fn convex_hull(points: &[PlanePoint]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..points.len()).filter(|&at| points[at].iter().all(|axis| axis.is_finite())).collect();
    order.sort_by(|&one, &other| points[one][0].total_cmp(&points[other][0]).then(points[one][1].total_cmp(&points[other][1])));
    order.dedup_by(|one, other| points[*one] == points[*other]);
    if order.len() < 3 {
        return order;
    }
    let turn = |one: usize, middle: usize, other: usize| {
        let ([x, y], [middle_x, middle_y], [other_x, other_y]) = (points[one], points[middle], points[other]);
        (middle_x - x) * (other_y - y) - (middle_y - y) * (other_x - x)
    };
    let chain = |order: &mut dyn Iterator<Item = usize>| {
        let mut chain: Vec<usize> = Vec::new();
        for next in order {
            while let [.., one, middle] = chain[..]
                && turn(one, middle, next) <= 0.0
            {
                chain.pop();
            }
            chain.push(next);
        }
        chain.pop();
        chain
    };
    let mut hull = chain(&mut order.iter().copied());
    hull.extend(chain(&mut order.iter().rev().copied()));
    hull
}

/// The radius of the smallest circle around points, km: the incremental way of Welzl (1991), here in the order of the
/// list. Give it corners of the hull alone: the others do not matter.
pub fn smallest_circle_radius(points: &[PlanePoint]) -> f64 {
    let mut circle = Circle { centre: points.first().copied().unwrap_or_default(), radius: 0.0 };
    for (third, point) in points.iter().enumerate() {
        if circle.holds(point) {
            continue;
        }
        circle = Circle { centre: *point, radius: 0.0 };
        for (second, other) in points[..third].iter().enumerate() {
            if circle.holds(other) {
                continue;
            }
            circle = Circle::over(point, other);
            for last in &points[..second] {
                if !circle.holds(last) {
                    circle = Circle::through(point, other, last);
                }
            }
        }
    }
    circle.radius
}

struct Circle {
    centre: PlanePoint,
    radius: f64,
}

impl Circle {
    fn over(one: &PlanePoint, other: &PlanePoint) -> Circle {
        let centre = [(one[0] + other[0]) / 2.0, (one[1] + other[1]) / 2.0];
        Circle { centre, radius: distance(&centre, one) }
    }

    /// The circle through three points; of three on a line, that over the two furthest apart.
    fn through(one: &PlanePoint, other: &PlanePoint, last: &PlanePoint) -> Circle {
        let ([b_x, b_y], [c_x, c_y]) = ([other[0] - one[0], other[1] - one[1]], [last[0] - one[0], last[1] - one[1]]);
        let doubled = 2.0 * (b_x * c_y - b_y * c_x);
        let (b, c) = (b_x * b_x + b_y * b_y, c_x * c_x + c_y * c_y);
        let [x, y] = [(c_y * b - b_y * c) / doubled, (b_x * c - c_x * b) / doubled];
        if x.is_finite() && y.is_finite() {
            return Circle { centre: [one[0] + x, one[1] + y], radius: libm::hypot(x, y) };
        }
        let over = [Circle::over(one, other), Circle::over(one, last), Circle::over(other, last)];
        over.into_iter().reduce(|wide, next| if next.radius > wide.radius { next } else { wide }).unwrap_or(Circle::over(one, one))
    }

    fn holds(&self, point: &PlanePoint) -> bool {
        distance(&self.centre, point) <= self.radius * (1.0 + 1e-12) + 1e-9
    }
}

fn distance(one: &PlanePoint, other: &PlanePoint) -> f64 {
    libm::hypot(one[0] - other[0], one[1] - other[1])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn position(latitude_degrees: f64, longitude_degrees: f64) -> Position {
        Position { latitude_degrees, longitude_degrees }
    }

    #[test]
    fn areas_are_true_wherever_they_lie() {
        // A degree by a degree at the equator, at 60° and over the antimeridian: R² Δλ (sin φ₂ − sin φ₁).
        for (south, west) in [(0.0, 0.0), (59.0, 10.0), (-31.0, 179.5), (88.0, 30.0)] {
            let corner = |up: f64, over: f64| position(south + up, west + over);
            // Along the parallels there are many points, as the sides of a field by degrees are no straight lines.
            let steps: Vec<f64> = (0..=50).map(|step| f64::from(step) / 50.0).collect();
            let mut ring: Vec<Position> = steps.iter().map(|step| corner(0.0, *step)).collect();
            ring.extend(steps.iter().rev().map(|step| corner(1.0, *step)));
            let plane = Plane::around(&ring).unwrap();
            let points: Vec<PlanePoint> = ring.iter().map(|place| plane.point(place)).collect();
            let sine = |degrees: f64| degrees.to_radians().sin();
            let true_area = EARTH_RADIUS_KM.powi(2) * 1_f64.to_radians() * (sine(south + 1.0) - sine(south));
            assert!((ring_area(&points) / true_area - 1.0).abs() < 1e-4, "{south}: {} {true_area}", ring_area(&points));
        }
    }

    #[test]
    fn a_hull_leaves_out_what_lies_inside_or_on_its_sides() {
        let points = [[0.0, 0.0], [2.0, 0.0], [1.0, 0.0], [2.0, 2.0], [1.0, 1.0], [0.0, 2.0], [0.0, 0.0], [f64::NAN, 9.0]];
        let corners: Vec<PlanePoint> = convex_hull(&points).into_iter().map(|at| points[at]).collect();
        assert_eq!(corners, [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]);
        assert_eq!(convex_hull(&[[1.0, 1.0], [1.0, 1.0]]).len(), 1);
        assert!(convex_hull(&[]).is_empty());
    }

    #[test]
    fn the_smallest_circle_is_that_of_two_or_three_points() {
        assert!((smallest_circle_radius(&[[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]) - 2_f64.sqrt()).abs() < 1e-12);
        let half = (0..=18).map(|step| (f64::from(step) * 10.0).to_radians()).map(|angle| [5.0 * angle.cos(), 5.0 * angle.sin()]);
        assert!((smallest_circle_radius(&half.collect::<Vec<_>>()) - 5.0).abs() < 1e-9);
        assert_eq!(smallest_circle_radius(&[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [4.0, 4.0]]), 8_f64.sqrt());
        assert_eq!((smallest_circle_radius(&[]), smallest_circle_radius(&[[3.0, 3.0]])), (0.0, 0.0));
    }

    proptest! {
        #[test]
        fn circle_and_hull_hold_all_points(raw in proptest::collection::vec((-90_i32..90, -90_i32..90), 1..60)) {
            let points: Vec<PlanePoint> = raw.iter().map(|&(x, y)| [f64::from(x), f64::from(y)]).collect();
            let hull: Vec<PlanePoint> = convex_hull(&points).into_iter().map(|at| points[at]).collect();
            let radius = smallest_circle_radius(&hull);
            prop_assert!((radius - smallest_circle_radius(&points)).abs() < 1e-6, "the hull is enough");
            let widest = points.iter().flat_map(|one| points.iter().map(move |other| distance(one, other))).fold(0.0, f64::max);
            // Jung's theorem.
            prop_assert!(radius >= widest / 2.0 - 1e-9 && radius <= widest / 3_f64.sqrt() + 1e-9);
            for point in &points {
                for (corner, next) in hull.iter().zip(hull.iter().cycle().skip(1)) {
                    let turn = (next[0] - corner[0]) * (point[1] - corner[1]) - (next[1] - corner[1]) * (point[0] - corner[0]);
                    prop_assert!(turn >= -1e-9);
                }
            }
        }
    }
}
