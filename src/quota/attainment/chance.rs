//! The only source of chance here: seeded normal draws that do not depend on the platform.

use rand::Rng;
use rand_pcg::Pcg32;

/// A stream of standard normal draws, by Marsaglia's polar method.
pub(super) struct Normals {
    generator: Pcg32,
    spare: Option<f64>,
}

impl Normals {
    /// The stream of one chunk of trials. Seeds are mixed (SplitMix64), so that streams of neighbouring numbers have nothing
    /// in common.
    pub(super) fn new(seed: u64, chunk: u64) -> Normals {
        let mut mixed = seed.wrapping_add(chunk.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Normals { generator: Pcg32::new(mixed ^ (mixed >> 31), chunk), spare: None }
    }

    /// The next draw.
    pub(super) fn draw(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let (one, other) = (self.symmetric(), self.symmetric());
            let square = one * one + other * other;
            if square > 0.0 && square < 1.0 {
                let scale = libm::sqrt(-2.0 * libm::log(square) / square);
                self.spare = Some(other * scale);
                return one * scale;
            }
        }
    }

    /// Uniform between −1 and 1.
    fn symmetric(&mut self) -> f64 {
        (f64::from(self.generator.next_u32()) + 0.5) / 2_147_483_648.0 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_standard_normal_and_fixed() {
        let mut normals = Normals::new(1, 0);
        let draws: Vec<f64> = (0..200_000).map(|_| normals.draw()).collect();
        let count = draws.len() as f64;
        let mean = draws.iter().sum::<f64>() / count;
        let moment = |power: i32| draws.iter().map(|draw| draw.powi(power)).sum::<f64>() / count;
        assert!(mean.abs() < 0.01 && (moment(2) - 1.0).abs() < 0.01 && moment(3).abs() < 0.03 && (moment(4) - 3.0).abs() < 0.06);
        let within = draws.iter().filter(|draw| draw.abs() < 1.0).count() as f64 / count;
        assert!((within - 0.6827).abs() < 0.005);
        let first: Vec<u64> = draws[..3].iter().map(|draw| draw.to_bits()).collect();
        assert_eq!(first, FIRST, "{first:?}");
    }

    /// The first draws of seed 1; the same in every browser.
    const FIRST: [u64; 3] = [4_585_314_979_018_444_998, 13_835_608_598_468_752_967, 13_823_521_847_992_016_561];

    #[test]
    fn neighbouring_streams_have_nothing_in_common() {
        let (mut one, mut other) = (Normals::new(5, 7), Normals::new(5, 8));
        let product: f64 = (0..20_000).map(|_| one.draw() * other.draw()).sum();
        assert!((product / 20_000.0).abs() < 0.03);
    }
}
