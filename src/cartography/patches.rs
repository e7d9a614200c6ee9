//! Which parts of a picture have to be painted anew when little of it has changed: boxes of whole pixels.

/// Parts become one where that is at most so many times what both are.
const MOST_MORE: f64 = 2.0;

/// A box of whole pixels; the right and the lower edge do not belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelBox {
    /// Its left edge.
    pub left: i32,
    /// Its upper edge.
    pub top: i32,
    /// Its right edge.
    pub right: i32,
    /// Its lower edge.
    pub bottom: i32,
}

impl PixelBox {
    /// The smallest box of whole pixels around a place, cut off at the picture's edges.
    fn around(left: f64, top: f64, right: f64, bottom: f64, width: f64, height: f64) -> PixelBox {
        let (across, down) = (|x: f64| x.clamp(0.0, width) as i32, |y: f64| y.clamp(0.0, height) as i32);
        PixelBox { left: across(left.floor()), top: down(top.floor()), right: across(right.ceil()), bottom: down(bottom.ceil()) }
    }

    fn is_empty(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    fn meets(&self, other: &PixelBox) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn area(&self) -> f64 {
        f64::from(self.right - self.left) * f64::from(self.bottom - self.top)
    }

    fn with(&self, other: &PixelBox) -> PixelBox {
        PixelBox {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// The parts of a picture to paint anew.
#[derive(Clone, Debug)]
pub struct Patches {
    width: f64,
    height: f64,
    boxes: Vec<PixelBox>,
}

impl Patches {
    /// None yet, of a picture of that size in pixels.
    pub fn of(width: f64, height: f64) -> Patches {
        Patches { width, height, boxes: Vec::new() }
    }

    /// Adds a part, by its edges in pixels. Parts that overlap become one, unless that would be far more than both: strips
    /// along two edges of the picture are not the whole of it.
    pub fn add(&mut self, left: f64, top: f64, right: f64, bottom: f64) {
        let mut added = PixelBox::around(left, top, right, bottom, self.width, self.height);
        if added.is_empty() {
            return;
        }
        let are_one = |known: &PixelBox, added: &PixelBox| {
            known.meets(added) && known.with(added).area() <= MOST_MORE * (known.area() + added.area())
        };
        while let Some(met) = self.boxes.iter().position(|known| are_one(known, &added)) {
            added = added.with(&self.boxes.swap_remove(met));
        }
        self.boxes.push(added);
    }

    /// The parts; some may overlap.
    pub fn boxes(&self) -> &[PixelBox] {
        &self.boxes
    }

    /// Whether a part of the picture, by its edges in pixels, lies in none of them.
    pub fn miss(&self, left: f64, top: f64, right: f64, bottom: f64) -> bool {
        let looked_at = PixelBox::around(left, top, right, bottom, self.width, self.height);
        !self.boxes.iter().any(|known| known.meets(&looked_at))
    }

    /// The share of the picture that they cover; what two of them cover counts twice.
    pub fn share(&self) -> f64 {
        self.boxes.iter().map(PixelBox::area).sum::<f64>() / (self.width * self.height).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_part_is_painted(parts in prop::collection::vec((-10_i32..110, -10_i32..110, 1_i32..30, 1_i32..30), 0..25)) {
            let mut patches = Patches::of(100.0, 100.0);
            for &(left, top, width, height) in &parts {
                patches.add(f64::from(left) + 0.3, f64::from(top), f64::from(left + width), f64::from(top + height));
            }
            let covers = |x: i32, y: i32| patches.boxes().iter().filter(|part| part.left <= x && x < part.right && part.top <= y && y < part.bottom).count();
            for x in 0..100 {
                for y in 0..100 {
                    let is_asked = parts.iter().any(|&(left, top, width, height)| left <= x && x < left + width && top <= y && y < top + height);
                    prop_assert!(!is_asked || covers(x, y) > 0);
                }
            }
        }
    }

    #[test]
    fn strips_along_two_edges_are_not_the_whole() {
        let mut patches = Patches::of(1_000.0, 500.0);
        patches.add(990.0, 0.0, 1_000.0, 500.0);
        patches.add(0.0, 490.0, 1_000.0, 500.0);
        assert!(patches.share() < 0.05, "{}", patches.share());
        patches.add(20.0, 20.0, 40.0, 40.0);
        patches.add(30.0, 30.0, 50.0, 50.0);
        assert_eq!(patches.boxes().len(), 3);
    }

    #[test]
    fn what_lies_outside_the_picture_is_no_part() {
        let mut patches = Patches::of(50.0, 40.0);
        patches.add(-20.0, -20.0, -5.0, 10.0);
        patches.add(60.0, 0.0, 70.0, 10.0);
        assert!(patches.boxes().is_empty());
        patches.add(-20.0, 30.0, 5.0, 90.0);
        assert_eq!(patches.boxes(), [PixelBox { left: 0, top: 30, right: 5, bottom: 40 }]);
        assert!(patches.miss(5.0, 30.0, 9.0, 35.0) && !patches.miss(4.0, 20.0, 9.0, 30.5));
    }
}
