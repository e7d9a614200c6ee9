//! Units that share one place, set apart a little for the search, so that a crowded place can be divided into neat
//! parts. Reported distances use the true places.

use crate::territory::position::Point;

/// Radius in km over which one unit of a crowded place is spread; grows with the root of their number.
const CROWD_RADIUS_KM: f64 = 0.05;

/// Sets units that share one place on a small sunflower around it (Vogel 1979).
pub(crate) fn spread_crowds(points: &[Option<Point>]) -> Vec<Option<Point>> {
    let mut order: Vec<(u32, Point)> = (0_u32..).zip(points).filter_map(|(unit, point)| point.map(|point| (unit, point))).collect();
    order.sort_by(|(left_unit, left), (right_unit, right)| {
        let axes = (0..3).map(|axis| left.0[axis].total_cmp(&right.0[axis]));
        axes.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then).then(left_unit.cmp(right_unit))
    });
    let mut spread = points.to_vec();
    let golden_angle = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    for crowd in order.chunk_by(|left, right| left.1 == right.1).filter(|crowd| crowd.len() > 1) {
        let up = crowd[0].1;
        let (east, north) = tangents(&up);
        for (rank, (unit, point)) in crowd.iter().enumerate() {
            let radius_km = CROWD_RADIUS_KM * (rank as f64 + 0.5).sqrt();
            let angle = golden_angle * rank as f64;
            let shifted = point.plus(&east.scaled(radius_km * libm::cos(angle))).plus(&north.scaled(radius_km * libm::sin(angle)));
            spread[*unit as usize] = Some(shifted);
        }
    }
    spread
}

/// Two unit vectors along the surface at a place.
fn tangents(up: &Point) -> (Point, Point) {
    let [x, y, z] = up.0;
    let ring = (x * x + y * y).sqrt();
    if ring < 1e-6 {
        return (Point([1.0, 0.0, 0.0]), Point([0.0, 1.0, 0.0]));
    }
    let length = (ring * ring + z * z).sqrt();
    let east = Point([-y / ring, x / ring, 0.0]);
    let north = Point([-z * x / (ring * length), -z * y / (ring * length), ring / length]);
    (east, north)
}
