//! The engine's only source of chance: a seeded generator whose draws do not depend on the platform.

use rand::Rng;
use rand_pcg::Pcg32;

/// A seeded stream of draws.
pub(crate) struct Chance {
    generator: Pcg32,
}

impl Chance {
    /// A stream; different `stream` numbers of one seed are independent.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        Self { generator: Pcg32::new(seed, stream) }
    }

    /// A whole number from 0 to `bound` − 1, or 0 for a bound of 0 (multiply-shift; the bias is below 2⁻³² · bound).
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u64::from(self.generator.next_u32()) * bound as u64) >> 32) as usize
    }

    /// A number in [0, 1).
    pub(crate) fn fraction(&mut self) -> f64 {
        f64::from(self.generator.next_u32()) / 4_294_967_296.0
    }
}
