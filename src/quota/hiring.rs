//! Hires that close a gap: how many when they start in a month, and how late they may start.

use serde::{Deserialize, Serialize};

use super::activity::Activity;
use super::capacity::seller_months;
use super::question::SellerCapacity;
use super::schedule::Ramp;
use crate::domain::fiscal::MONTHS;

/// Where a count comes out whole but for rounding, it is.
const COUNT_SLACK: f64 = 1e-9;
/// More hires than that are no plan.
const MOST_HIRES: f64 = 1e9;

/// What one hire brings in the rest of the year, by the month of the start: 0 is the first of the fiscal year. Hires start
/// on the first day of a month.
pub fn brought_by_start(seller: &SellerCapacity, ramp: &Ramp) -> [f64; MONTHS] {
    std::array::from_fn(|start| {
        let active = std::array::from_fn(|month| if month >= start { 1.0 } else { 0.0 });
        let ramp = std::array::from_fn(|month| ramp.share(month as i32 - start as i32 + 1));
        seller_months(seller, &Activity { active, ramp, ..Activity::WHOLE }).iter().sum()
    })
}

/// How many it takes to bring an amount when each brings so much; 0 for a gap of 0, `None` when no number would do.
pub fn sellers_needed(gap: f64, brought_by_each: f64) -> Option<u32> {
    if gap <= 0.0 {
        return Some(0);
    }
    let count = gap / brought_by_each;
    let is_possible = brought_by_each > 0.0 && count < MOST_HIRES;
    is_possible.then(|| (count * (1.0 - COUNT_SLACK)).ceil() as u32)
}

/// Hires that close a gap when all start in the same month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiresNeeded {
    /// The month of the start, from 0.
    pub start_month: u8,
    /// How many who are fully productive at once; `None` when none would do.
    pub ramped: Option<u32>,
    /// How many who ramp up.
    pub ramping: Option<u32>,
}

/// For each month of the year, how many hires starting then close a gap.
pub fn hires_needed(gap: f64, seller: &SellerCapacity, ramp: &Ramp) -> [HiresNeeded; MONTHS] {
    let (ramped, ramping) = (brought_by_start(seller, &Ramp::default()), brought_by_start(seller, ramp));
    std::array::from_fn(|month| HiresNeeded {
        start_month: month as u8,
        ramped: sellers_needed(gap, ramped[month]),
        ramping: sellers_needed(gap, ramping[month]),
    })
}

/// How many start in each month.
pub type StartPlan = [u32; MONTHS];

/// What the hires of a plan bring in the year.
pub fn brought_by_plan(plan: &StartPlan, brought_by_start: &[f64; MONTHS]) -> f64 {
    plan.iter().zip(brought_by_start).map(|(&count, brought)| f64::from(count) * brought).sum()
}

/// The latest starts that still close a gap with the hires of a plan: no one of them may start a month later. Those who
/// lose least by waiting wait first. `None` when the plan itself does not close the gap.
pub fn latest_starts(plan: &StartPlan, gap: f64, brought_by_start: &[f64; MONTHS]) -> Option<StartPlan> {
    let mut plan = *plan;
    let mut spare = brought_by_plan(&plan, brought_by_start) - gap;
    let slack = COUNT_SLACK * gap.abs();
    if spare < -slack {
        return None;
    }
    loop {
        let cost = |month: usize| brought_by_start[month] - brought_by_start[month + 1];
        let waiting = (0..MONTHS - 1).filter(|&month| plan[month] > 0 && cost(month) <= spare + slack);
        let Some(month) = waiting.min_by(|&one, &other| cost(one).total_cmp(&cost(other)).then(one.cmp(&other))) else { return Some(plan) };
        let free = cost(month) <= 0.0;
        let possible = if free { plan[month] } else { ((spare + slack) / cost(month)).min(f64::from(plan[month])) as u32 };
        let moved = possible.max(1);
        plan[month] -= moved;
        plan[month + 1] += moved;
        spare -= f64::from(moved) * cost(month);
    }
}

/// The fewest hires that close a gap, and the latest months in which they may start; `None` when even hires from the
/// first month on would not do.
pub fn fewest_and_latest(gap: f64, brought_by_start: &[f64; MONTHS]) -> Option<StartPlan> {
    let (best, &brought) = brought_by_start.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1).then(other.0.cmp(&one.0)))?;
    let mut plan = [0; MONTHS];
    plan[best] = sellers_needed(gap, brought)?;
    latest_starts(&plan, gap, brought_by_start)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::quota::question::AttainmentReading;
    use proptest::prelude::*;

    const SELLER: SellerCapacity = SellerCapacity { productivity_per_month: 10.0, attainment: 0.8, reading: AttainmentReading::RampedOnly };

    fn ramp() -> Ramp {
        Ramp { shares: vec![0.0, 0.5] }
    }

    #[test]
    fn a_late_start_needs_more_hires_and_at_last_none_suffice() {
        let needed = hires_needed(100.0, &SELLER, &ramp());
        // From the first month: 5 + 10 × 8 = 85; fully productive: 96.
        assert_eq!((needed[0].ramped, needed[0].ramping), (Some(2), Some(2)));
        assert_eq!((needed[10].ramped, needed[10].ramping), (Some(7), Some(20)));
        assert_eq!((needed[11].ramped, needed[11].ramping), (Some(13), None));
        assert_eq!(hires_needed(0.0, &SELLER, &ramp())[11].ramping, Some(0));
    }

    #[test]
    fn the_latest_starts_close_the_gap_just_so() {
        let brought = brought_by_start(&SELLER, &ramp());
        let plan = fewest_and_latest(100.0, &brought).unwrap();
        assert_eq!(plan.iter().sum::<u32>(), 2);
        assert!(brought_by_plan(&plan, &brought) >= 100.0);
        let mut unhelpful = [0; MONTHS];
        unhelpful[11] = 100;
        assert_eq!(latest_starts(&unhelpful, 100.0, &brought), None);
        assert_eq!(fewest_and_latest(0.0, &brought).unwrap(), [0; MONTHS]);
        assert_eq!(fewest_and_latest(5.0, &[0.0; MONTHS]), None);
    }

    proptest! {
        #[test]
        fn no_hire_could_start_a_month_later(counts in prop::array::uniform12(0u32..5), share in 0.1f64..1.0) {
            let brought = brought_by_start(&SELLER, &ramp());
            let gap = brought_by_plan(&counts, &brought) * share;
            let plan = latest_starts(&counts, gap, &brought).unwrap();
            prop_assert_eq!(plan.iter().sum::<u32>(), counts.iter().sum::<u32>());
            let spare = brought_by_plan(&plan, &brought) - gap;
            prop_assert!(spare >= -1e-6);
            for month in (0..MONTHS - 1).filter(|&month| plan[month] > 0) {
                prop_assert!(brought[month] - brought[month + 1] > spare - 1e-6);
            }
        }
    }
}
