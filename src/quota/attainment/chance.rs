//! The only source of chance here: seeded normal draws that do not depend on the platform.

use rand::Rng;
use rand_pcg::Pcg32;

/// A stream of standard normal draws: one uniform draw each, through the inverse of the normal distribution.
pub(super) struct Normals {
    generator: Pcg32,
}

impl Normals {
    /// The stream of one chunk of trials. Seeds are mixed (SplitMix64), so that streams of neighbouring numbers have nothing
    /// in common.
    pub(super) fn new(seed: u64, chunk: u64) -> Normals {
        let mut mixed = seed.wrapping_add(chunk.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Normals { generator: Pcg32::new(mixed ^ (mixed >> 31), chunk) }
    }

    /// The next draw, between −6.3 and 6.3.
    pub(super) fn draw(&mut self) -> f64 {
        inverse_normal((f64::from(self.generator.next_u32()) + 0.5) / 4_294_967_296.0)
    }
}

/// The number below which a standard normal draw lies with the given chance, above 0 and below 1: algorithm AS 241 (PPND16)
/// of Wichura, *Applied Statistics* 37 (1988), exact to about 16 digits.
#[expect(clippy::excessive_precision, reason = "the coefficients as published")]
fn inverse_normal(chance: f64) -> f64 {
    let centred = chance - 0.5;
    if centred.abs() <= 0.425 {
        let square = 0.180_625 - centred * centred;
        let over = [
            2_509.080_928_730_122_672_7,
            33_430.575_583_588_128_105,
            67_265.770_927_008_700_853,
            45_921.953_931_549_871_457,
            13_731.693_765_509_461_125,
            1_971.590_950_306_551_442_7,
            133.141_667_891_784_377_45,
            3.387_132_872_796_366_608,
        ];
        let under = [
            5_226.495_278_852_854_561,
            28_729.085_735_721_942_674,
            39_307.895_800_092_710_61,
            21_213.794_301_586_595_867,
            5_394.196_021_424_751_107_7,
            687.187_007_492_057_908_3,
            42.313_330_701_600_911_252,
            1.0,
        ];
        return centred * polynomial(&over, square) / polynomial(&under, square);
    }
    let tail = libm::sqrt(-libm::log(if centred < 0.0 { chance } else { 1.0 - chance }));
    let size = if tail <= 5.0 {
        let over = [
            7.745_450_142_783_414_076_4e-4,
            2.272_384_498_926_918_458_33e-2,
            0.241_780_725_177_450_611_77,
            1.270_458_252_452_368_382_58,
            3.647_848_324_763_204_605_04,
            5.769_497_221_460_691_405_5,
            4.630_337_846_156_545_295_9,
            1.423_437_110_749_683_577_34,
        ];
        let under = [
            1.050_750_071_644_416_843_24e-9,
            5.475_938_084_995_344_946e-4,
            1.519_866_656_361_645_719_66e-2,
            0.148_103_976_427_480_074_59,
            0.689_767_334_985_100_004_55,
            1.676_384_830_183_803_849_4,
            2.053_191_626_637_758_821_87,
            1.0,
        ];
        polynomial(&over, tail - 1.6) / polynomial(&under, tail - 1.6)
    } else {
        // Farther out than a draw of 32 bits can lie.
        tail
    };
    if centred < 0.0 { -size } else { size }
}

fn polynomial(coefficients: &[f64; 8], at: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, coefficient| sum * at + coefficient)
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
    const FIRST: [u64; 3] = [4_573_181_823_024_857_759, 13_823_589_942_624_304_173, 13_817_417_064_186_246_548];

    #[test]
    fn the_inverse_is_that_of_the_tables() {
        let known = [(0.5, 0.0), (0.841_344_746_068_542_9, 1.0), (0.975, 1.959_963_984_540_054), (0.001, -3.090_232_306_167_813_5)];
        for (chance, expected) in known {
            assert!((inverse_normal(chance) - expected).abs() < 1e-14, "{chance}");
        }
        // The farthest draw of 32 bits: half of 2⁻³².
        assert!((inverse_normal(0.5 / 4_294_967_296.0) + 6.338_7).abs() < 1e-3);
    }

    #[test]
    fn neighbouring_streams_have_nothing_in_common() {
        let (mut one, mut other) = (Normals::new(5, 7), Normals::new(5, 8));
        let product: f64 = (0..20_000).map(|_| one.draw() * other.draw()).sum();
        assert!((product / 20_000.0).abs() < 0.03);
    }
}
