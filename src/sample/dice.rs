//! Seeded chance for the samples. No `exp`, `ln` or `sin`: their last bit differs between machines.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use crate::domain::Coordinates;

/// Kilometres that a degree of latitude spans.
const DEGREE_KM: f64 = 111.2;

/// A seeded source of chance.
pub struct Dice(Pcg64);

impl Dice {
    /// The source of a seed.
    pub fn of_seed(seed: u64) -> Dice {
        Dice(Pcg64::seed_from_u64(seed))
    }

    /// From 0 up to and without 1.
    pub fn uniform(&mut self) -> f64 {
        self.0.random::<f64>()
    }

    /// True with a probability.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// About normal with mean 0 and deviation 1: the sum of twelve uniforms, within ±6.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    /// About log-normal with median 1.
    pub fn log_normal(&mut self, deviation: f64) -> f64 {
        exponential(self.normal() * deviation)
    }

    /// One of the choices. There must be one.
    pub fn choice<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.0.random_range(0..choices.len() as u64) as usize]
    }

    /// The index of one of the weights, in proportion to it.
    pub fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.uniform() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (index, weight) in weights.enumerate() {
            last = index;
            if left < weight {
                break;
            }
            left -= weight;
        }
        last
    }

    /// A place within a radius, denser towards the centre; on the coast in the half that looks inland. To four
    /// decimals, which is about ten metres.
    pub fn near(&mut self, centre: Coordinates, radius_km: f64, inland: (f64, f64)) -> Coordinates {
        let (mut east, mut north) = loop {
            let (east, north) = (self.uniform() * 2.0 - 1.0, self.uniform() * 2.0 - 1.0);
            if east * east + north * north <= 1.0 {
                break (east, north);
            }
        };
        let along = east * inland.0 + north * inland.1;
        if along < 0.0 {
            (east, north) = (-east, -north);
        }
        let reach_km = radius_km * (0.35 + 0.65 * self.uniform());
        let latitude = centre.latitude_degrees + north * reach_km / DEGREE_KM;
        let longitude = centre.longitude_degrees + east * reach_km / (DEGREE_KM * cosine_of_degrees(centre.latitude_degrees));
        Coordinates { latitude_degrees: to_places(latitude), longitude_degrees: to_places(longitude) }
    }
}

fn to_places(degrees: f64) -> f64 {
    (degrees * 10_000.0).round() / 10_000.0
}

/// e to the power x as (1 + x/1024)¹⁰²⁴, near enough for a sample and the same everywhere.
fn exponential(x: f64) -> f64 {
    (0..10).fold(1.0 + x / 1_024.0, |power, _| power * power)
}

/// The cosine by its series, good to four decimals up to 60 degrees.
fn cosine_of_degrees(degrees: f64) -> f64 {
    let square = (degrees * std::f64::consts::PI / 180.0) * (degrees * std::f64::consts::PI / 180.0);
    1.0 - square / 2.0 + square * square / 24.0 - square * square * square / 720.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_are_near_the_functions() {
        for degrees in [0.0, 25.0, 36.0, 50.0, 60.0] {
            assert!((cosine_of_degrees(degrees) - degrees.to_radians().cos()).abs() < 1e-4);
        }
        assert!((exponential(1.0) / 1f64.exp() - 1.0).abs() < 1e-3);
    }

    #[test]
    fn coastal_places_lie_inland() {
        let mut dice = Dice::of_seed(1);
        let port = Coordinates { latitude_degrees: 27.2, longitude_degrees: 56.3 };
        for _ in 0..500 {
            let place = dice.near(port, 5.0, (0.0, 1.0));
            assert!(place.latitude_degrees >= 27.2 && place.latitude_degrees < 27.25);
        }
    }
}
