//! Shares whole units out exactly: the largest remainder (Hamilton's method) in integer arithmetic, so that parts sum to
//! the whole for any amount an `i64` holds, and so that the order in which parts are listed changes nothing.
//!
//! What amounts count (rials, cents, pieces) is not known here.

use std::cmp::Ordering;

/// Weights are read as whole numbers after the greatest was brought to so many bits by a power of two, which changes no
/// proportion. A float has 53, so that weights which are whole numbers stay exact.
const WEIGHT_BITS: i32 = 62;

/// Splits `total` by weights into parts that sum to it exactly. Weights that are negative or not finite count as 0;
/// when all are 0 the split is even. Units left over go to the largest remainders; of equal remainders to the greater
/// weight, then to the part that `first` puts first. No weights give no parts.
pub fn apportion(total: u64, weights: &[f64], first: impl Fn(usize, usize) -> Ordering) -> Vec<u64> {
    apportion_by_integers(total, &whole_weights(weights), first)
}

/// As [`apportion`], for many totals split over the same places one after another, so that their sums stay near the exact
/// ones too: a unit left over goes to the largest remainder together with what earlier totals owe a place, which is kept
/// in `owed` (one a place, 0 at first). Each part is still its exact share rounded up or down. Of equal claims the
/// greater weight comes first, then the earlier place.
pub fn apportion_in_turn(total: u64, weights: &[f64], owed: &mut [f64]) -> Vec<u64> {
    let whole = whole_weights(weights);
    let sum: u128 = whole.iter().map(|&weight| u128::from(weight)).sum();
    let numerators = whole.iter().map(|&weight| u128::from(total) * u128::from(weight));
    let (mut parts, remainders): (Vec<u64>, Vec<u128>) = numerators.map(|numerator| divided(numerator, sum)).unzip();
    let given: u64 = parts.iter().sum();
    let claims: Vec<f64> = remainders.iter().zip(owed.iter()).map(|(&remainder, owed)| remainder as f64 / sum as f64 + owed).collect();
    let mut order: Vec<usize> = (0..parts.len()).filter(|&place| remainders[place] > 0).collect();
    order.sort_unstable_by(|&one, &other| {
        let by_claim = claims[other].total_cmp(&claims[one]).then_with(|| remainders[other].cmp(&remainders[one]));
        by_claim.then_with(|| whole[other].cmp(&whole[one])).then(one.cmp(&other))
    });
    owed.copy_from_slice(&claims);
    // The remainders sum to whole units, of which there are fewer than places with one.
    for &place in order.iter().take(usize::try_from(total.saturating_sub(given)).unwrap_or(0)) {
        parts[place] += 1;
        owed[place] -= 1.0;
    }
    parts
}

/// Weights as whole numbers; all 1 when none is above 0.
fn whole_weights(weights: &[f64]) -> Vec<u64> {
    let is_weight = |weight: f64| weight.is_finite() && weight > 0.0;
    let greatest = weights.iter().copied().filter(|&weight| is_weight(weight)).fold(0.0f64, f64::max);
    if greatest <= 0.0 {
        return vec![1; weights.len()];
    }
    let shift = WEIGHT_BITS - 1 - libm::ilogb(greatest);
    weights.iter().map(|&weight| if is_weight(weight) { libm::scalbn(weight, shift) as u64 } else { 0 }).collect()
}

/// As [`apportion`], by whole weights (at most 2⁶² each, and at most a million of them); all 0 gives an even split.
pub fn apportion_by_integers(total: u64, weights: &[u64], first: impl Fn(usize, usize) -> Ordering) -> Vec<u64> {
    let sum: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if sum == 0 {
        let numerators = vec![u128::from(total); weights.len()];
        return largest_remainder(total, &numerators, (weights.len() as u128).max(1), first);
    }
    let numerators: Vec<u128> = weights.iter().map(|&weight| u128::from(total) * u128::from(weight)).collect();
    largest_remainder(total, &numerators, sum, first)
}

/// Rounds the fractions `numerators / denominator` up or down to whole parts that sum to `total`, which must be their sum
/// rounded up or down; a total that is further off is met all the same, by going round. A part is never further than
/// one unit from its fraction otherwise.
pub fn largest_remainder(total: u64, numerators: &[u128], denominator: u128, first: impl Fn(usize, usize) -> Ordering) -> Vec<u64> {
    let mut parts: Vec<u64> = Vec::with_capacity(numerators.len());
    let mut remainders: Vec<u128> = Vec::with_capacity(numerators.len());
    for &numerator in numerators {
        let (part, remainder) = divided(numerator, denominator);
        parts.push(part);
        remainders.push(remainder);
    }
    let given: u128 = parts.iter().map(|&part| u128::from(part)).sum();
    if numerators.is_empty() || given == u128::from(total) {
        return parts;
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_unstable_by(|&one, &other| {
        let by_remainder = remainders[other].cmp(&remainders[one]);
        by_remainder.then_with(|| numerators[other].cmp(&numerators[one])).then_with(|| first(one, other))
    });
    meet(&mut parts, &order, total, given);
    parts
}

/// Brings parts from the sum they have to another, in an order of who gets more first and less last: by one unit each,
/// and by more where that is not enough.
fn meet(parts: &mut [u64], order: &[usize], total: u64, given: u128) {
    let count = order.len() as u128;
    let mut missing = u128::from(total).saturating_sub(given);
    while missing > 0 {
        let each = (missing / count).max(1);
        for &part in order.iter().take(usize::try_from(missing).unwrap_or(usize::MAX)) {
            parts[part] = parts[part].saturating_add(u64::try_from(each).unwrap_or(u64::MAX));
        }
        missing -= (each * count).min(missing);
    }
    let mut over = given.saturating_sub(u128::from(total));
    while over > 0 {
        let each = u64::try_from((over / count).max(1)).unwrap_or(u64::MAX);
        for &part in order.iter().rev() {
            let less = parts[part].min(each).min(u64::try_from(over).unwrap_or(u64::MAX));
            parts[part] -= less;
            over -= u128::from(less);
        }
    }
}

/// The whole part and the rest. Division of 128 bits is slow where a processor has none (in a browser), so that the part
/// is estimated by floats and then put right, exactly.
fn divided(numerator: u128, denominator: u128) -> (u64, u128) {
    const ESTIMATED_BELOW: u128 = 1 << 125;
    if let (Ok(numerator), Ok(denominator)) = (u64::try_from(numerator), u64::try_from(denominator)) {
        return (numerator / denominator, u128::from(numerator % denominator));
    }
    let estimate = numerator as f64 / denominator as f64;
    if numerator >= ESTIMATED_BELOW || denominator >= ESTIMATED_BELOW || estimate >= 9e18 {
        let part = numerator / denominator;
        return (u64::try_from(part).unwrap_or(u64::MAX), numerator - part * denominator);
    }
    let divisor = denominator as i128;
    let mut part = i128::from(estimate as u64);
    let mut rest = numerator as i128 - part * divisor;
    // The estimate of a large part is off by some units; the second time it is off by one at most.
    let more = i128::from((rest as f64 / denominator as f64) as i64);
    part += more;
    rest -= more * divisor;
    while rest < 0 {
        part -= 1;
        rest += divisor;
    }
    while rest >= divisor {
        part += 1;
        rest -= divisor;
    }
    (u64::try_from(part).unwrap_or(0), rest.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn listed(one: usize, other: usize) -> Ordering {
        one.cmp(&other)
    }

    #[test]
    fn what_is_left_over_goes_to_the_largest_remainder() {
        assert_eq!(apportion(100, &[1.0, 1.0, 1.0], listed), [34, 33, 33]);
        assert_eq!(apportion(10, &[0.0, 0.0], listed), [5, 5]);
        assert_eq!(apportion(10, &[f64::NAN, 1.0, -3.0], listed), [0, 10, 0]);
        assert_eq!(apportion(10, &[1.0, 2.0, 1.0], |one, other| other.cmp(&one)), [2, 5, 3]);
        assert!(apportion(10, &[], listed).is_empty());
    }

    #[test]
    fn large_amounts_lose_nothing() {
        let total = 900_000_000_000_000_001;
        assert_eq!(apportion(total, &[1.0, 1.0, 1.0], listed), [300_000_000_000_000_001, 300_000_000_000_000_000, 300_000_000_000_000_000]);
        let parts = apportion(i64::MAX as u64, &[0.1, 0.7, 1e-300, 1e300], listed);
        assert_eq!(parts.iter().sum::<u64>(), i64::MAX as u64);
    }

    #[test]
    fn whole_weights_are_exact_for_any_amount() {
        assert_eq!(apportion(900_000_000_000_000_000, &[100.0, 300.0], listed), [225_000_000_000_000_000, 675_000_000_000_000_000]);
        assert_eq!(apportion(7, &[f64::MIN_POSITIVE / 4.0, f64::MIN_POSITIVE / 4.0], listed), [4, 3]);
        assert_eq!(apportion(7, &[f64::MAX, f64::MAX / 2.0, 1.0], listed), [5, 2, 0]);
    }

    #[test]
    fn a_total_far_off_is_met_at_once() {
        let parts = largest_remainder(i64::MAX as u64, &[10, 20, 30], 10, listed);
        assert_eq!(parts.iter().sum::<u64>(), i64::MAX as u64);
        assert_eq!(largest_remainder(5, &[u128::from(u64::MAX), 3, 0], 1, listed).iter().sum::<u64>(), 5);
        assert_eq!(largest_remainder(0, &[7, 7], 1, listed), [0, 0]);
    }

    #[test]
    fn in_turn_no_place_is_favoured() {
        let mut owed = [0.0; 12];
        let mut sums = [0; 12];
        for _ in 0..1_000 {
            for (sum, part) in sums.iter_mut().zip(apportion_in_turn(6, &[1.0; 12], &mut owed)) {
                assert!(part <= 1);
                *sum += part;
            }
        }
        assert_eq!(sums, [500; 12]);
        assert_eq!(apportion_in_turn(10, &[1.0, 0.0, 2.0], &mut [0.0, 50.0, 0.0]), [3, 0, 7]);
        assert!(apportion_in_turn(10, &[], &mut []).is_empty());
    }

    proptest! {
        #[test]
        fn division_by_estimate_is_exact(numerator in any::<u128>(), denominator in any::<u128>(), numerator_bits in 1u32..127, denominator_bits in 1u32..127) {
            let (numerator, denominator) = (numerator >> (128 - numerator_bits), (denominator >> (128 - denominator_bits)).max(1));
            let part = numerator / denominator;
            if let Ok(whole) = u64::try_from(part) {
                prop_assert_eq!(divided(numerator, denominator), (whole, numerator % denominator));
            }
        }

        #[test]
        fn parts_sum_to_the_whole_and_are_within_one_unit(total in 0u64..900_000_000_000_000_000, weights in prop::collection::vec(0u32..1_000_000, 1..60)) {
            let floats: Vec<f64> = weights.iter().map(|&weight| f64::from(weight)).collect();
            let integers: Vec<u64> = weights.iter().map(|&weight| u64::from(weight)).collect();
            for parts in [apportion(total, &floats, listed), apportion_by_integers(total, &integers, listed)] {
                prop_assert_eq!(parts.iter().map(|&part| u128::from(part)).sum::<u128>(), u128::from(total));
            }
            let sum: u128 = integers.iter().map(|&weight| u128::from(weight)).sum();
            for (part, weight) in apportion_by_integers(total, &integers, listed).into_iter().zip(&integers) {
                if sum > 0 {
                    let exact = u128::from(total) * u128::from(*weight);
                    prop_assert!((u128::from(part) * sum).abs_diff(exact) < sum);
                }
            }
        }
    }
}
