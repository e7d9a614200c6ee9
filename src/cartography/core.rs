//! Where nearly all points are. A single customer overseas, or one whose coordinates are wrong, would make everything
//! else small: few points that lie far off are told apart from the rest.

use super::{WorldBox, WorldPoint};

/// At most this share of the points lies off.
const MOST_OFF_SHARE: f64 = 0.01;
/// From so many points on one may lie off.
const LEAST_POINTS: usize = 20;
/// Points lie off when the gap between them and the rest is at least this share of the whole extent.
const LEAST_GAP_SHARE: f64 = 0.25;

/// Where nearly all points are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Core {
    /// The smallest box around them.
    pub around: WorldBox,
    /// How many points lie far off it.
    pub off: usize,
}

/// Finds where nearly all points are; `None` without any. At most one in a hundred (but one, from twenty points on)
/// is left out, and only beyond an empty gap of a quarter of the extent, north, south, east or west of the rest.
pub fn core_of(mut points: Vec<WorldPoint>) -> Option<Core> {
    let all = points.len();
    let most_off = if all < LEAST_POINTS { 0 } else { ((all as f64 * MOST_OFF_SHARE) as usize).max(1) };
    loop {
        let around = WorldBox::around(points.iter().copied())?;
        let off = all - points.len();
        let Some(kept) = without_far_side(&points, most_off - off) else { return Some(Core { around, off }) };
        points = kept;
    }
}

/// The points without those beyond the widest gap at any of the four sides; `None` when no side has such a gap.
fn without_far_side(points: &[WorldPoint], most_off: usize) -> Option<Vec<WorldPoint>> {
    // Each side as lengths that grow away from it.
    let sides: [fn(&WorldPoint) -> f64; 4] = [|point| point.x, |point| -point.x, |point| point.y, |point| -point.y];
    let widest = sides.into_iter().filter_map(|along| {
        let (share, from) = widest_gap(points.iter().map(along).collect(), most_off)?;
        Some((share, along, from))
    });
    let (_, along, from) = widest.reduce(|best, side| if side.0 > best.0 { side } else { best })?;
    Some(points.iter().copied().filter(|point| along(point) >= from).collect())
}

/// The widest gap behind at most so many of the least values, as a share of their whole extent, and where it ends.
fn widest_gap(mut values: Vec<f64>, most_off: usize) -> Option<(f64, f64)> {
    values.sort_unstable_by(f64::total_cmp);
    let extent = values.last()? - values.first()?;
    let gaps = values.windows(2).take(most_off).map(|pair| ((pair[1] - pair[0]) / extent, pair[1]));
    gaps.filter(|gap| gap.0 >= LEAST_GAP_SHARE).reduce(|best, gap| if gap.0 > best.0 { gap } else { best })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// Points all over Iran, 20 by 20.
    fn iran() -> Vec<WorldPoint> {
        let place = |number: u32| WorldPoint::of_degrees(45.0 + f64::from(number % 20) * 0.9, 26.0 + f64::from(number / 20) * 0.65);
        (0..400).map(place).collect()
    }

    #[test]
    fn one_pair_of_swapped_coordinates_does_not_shrink_the_country() {
        let whole = WorldBox::around(iran()).unwrap();
        let mut points = iran();
        points.push(WorldPoint::of_degrees(35.7, 51.4));
        assert_eq!(core_of(points), Some(Core { around: whole, off: 1 }));
        assert_eq!(core_of(iran()), Some(Core { around: whole, off: 0 }));
    }

    #[test]
    fn few_customers_overseas_lie_off_and_many_do_not() {
        let states = |overseas: u32| {
            let main = (0..1_000).map(|number: u32| WorldPoint::of_degrees(-124.0 + f64::from(number % 50), 26.0 + f64::from(number / 50)));
            let islands = (0..overseas).map(|number| WorldPoint::of_degrees(-157.8 + f64::from(number) * 0.01, 21.3));
            let alaska = WorldPoint::of_degrees(-149.9, 61.2);
            core_of(main.chain(islands).chain([alaska]).collect()).unwrap()
        };
        assert_eq!(states(8).off, 9);
        assert!(states(8).around.west > WorldPoint::of_degrees(-125.0, 0.0).x);
        assert_eq!(states(60).off, 1, "a branch of its own is no stray: Alaska alone lies off");
    }

    #[test]
    fn few_points_are_all_shown() {
        let mut points: Vec<WorldPoint> = iran().into_iter().take(10).collect();
        points.push(WorldPoint::of_degrees(-70.0, -30.0));
        assert_eq!(core_of(points).unwrap().off, 0);
        assert_eq!(core_of(Vec::new()), None);
        assert_eq!(core_of(vec![WorldPoint { x: 0.5, y: 0.5 }; 40]).unwrap().off, 0);
    }

    proptest! {
        #[test]
        fn nearly_all_points_are_in_sight(places in prop::collection::vec((0.0f64..1.0, 0.0f64..1.0), 1..300)) {
            let points: Vec<WorldPoint> = places.into_iter().map(|(x, y)| WorldPoint { x, y }).collect();
            let core = core_of(points.clone()).unwrap();
            let outside = points.iter().filter(|point| !core.around.contains(**point)).count();
            prop_assert_eq!(outside, core.off);
            prop_assert!(core.off * 100 <= points.len() || (core.off == 1 && points.len() >= LEAST_POINTS));
        }
    }
}
