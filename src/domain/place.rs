//! Places on the earth, in degrees of WGS 84.

use serde::{Deserialize, Serialize};

/// A point; latitude within ±90, longitude within ±180, both finite.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// Degrees north of the equator.
    pub latitude_degrees: f64,
    /// Degrees east of Greenwich.
    pub longitude_degrees: f64,
}

impl Coordinates {
    /// The point, or `None` when a figure is out of range or not a number.
    pub fn new(latitude_degrees: f64, longitude_degrees: f64) -> Option<Coordinates> {
        let valid = latitude_degrees.is_finite()
            && longitude_degrees.is_finite()
            && latitude_degrees.abs() <= 90.0
            && longitude_degrees.abs() <= 180.0;
        valid.then_some(Coordinates { latitude_degrees, longitude_degrees })
    }
}
