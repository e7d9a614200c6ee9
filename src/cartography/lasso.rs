//! What a line drawn around points encloses.

/// Whether a point lies within a closed line (even-odd rule). A line of fewer than three points encloses nothing.
pub fn encloses(line: &[(f64, f64)], x: f64, y: f64) -> bool {
    if line.len() < 3 {
        return false;
    }
    let mut inside = false;
    let mut before = line[line.len() - 1];
    for &corner in line {
        let crosses = (corner.1 > y) != (before.1 > y);
        if crosses && x < (before.0 - corner.0) * (y - corner.1) / (before.1 - corner.1) + corner.0 {
            inside = !inside;
        }
        before = corner;
    }
    inside
}

/// The box of two opposite corners as `(left, top, right, bottom)`.
pub fn rectangle(one: (f64, f64), other: (f64, f64)) -> (f64, f64, f64, f64) {
    (one.0.min(other.0), one.1.min(other.1), one.0.max(other.0), one.1.max(other.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bay_is_outside() {
        let line = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 3.0), (0.0, 10.0)];
        assert!(encloses(&line, 2.0, 2.0));
        assert!(!encloses(&line, 5.0, 8.0));
        assert!(!encloses(&line[..2], 5.0, 0.0));
        assert!(!encloses(&[], 0.0, 0.0));
    }

    proptest! {
        #[test]
        fn a_drawn_rectangle_encloses_what_the_rectangle_does(ax in -9.0f64..9.0, ay in -9.0f64..9.0, bx in -9.0f64..9.0, by in -9.0f64..9.0, x in -9.0f64..9.0, y in -9.0f64..9.0) {
            let (left, top, right, bottom) = rectangle((ax, ay), (bx, by));
            let line = [(left, top), (right, top), (right, bottom), (left, bottom)];
            let within = x > left && x < right && y > top && y < bottom;
            prop_assert_eq!(encloses(&line, x, y), within);
        }
    }
}
