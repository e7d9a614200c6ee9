//! What a team can carry: sellers × productivity × ramp × attainment × days there, month by month, and what attrition takes
//! of it. What to do about a gap is in `hiring`; how large a team should be in `team_size`.

use serde::{Deserialize, Serialize};

use super::activity::Activity;
use super::question::{AttainmentReading, SellerCapacity};
use super::schedule::Ramp;
use crate::domain::fiscal::MONTHS;

/// A share of productivity from which someone counts as fully productive.
const FULLY_PRODUCTIVE: f64 = 1.0 - 1e-9;

/// The factor that expected attainment puts on someone at a share of full productivity.
pub fn attainment_factor(reading: AttainmentReading, attainment: f64, ramp_share: f64) -> f64 {
    match reading {
        AttainmentReading::Everyone => attainment,
        AttainmentReading::RampedOnly if ramp_share >= FULLY_PRODUCTIVE => attainment,
        AttainmentReading::RampedOnly => 1.0,
    }
}

/// What one seller can carry in each month.
pub fn seller_months(seller: &SellerCapacity, activity: &Activity) -> [f64; MONTHS] {
    std::array::from_fn(|month| {
        let ramp = activity.ramp[month];
        seller.productivity_per_month
            * activity.active[month]
            * activity.seat_share[month]
            * ramp
            * attainment_factor(seller.reading, seller.attainment, ramp)
    })
}

/// Sellers who leave in the course of a year and are replaced after a while.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attrition {
    /// The share of sellers that leaves in a year; a twelfth of it leaves at the beginning of each month.
    pub annual_rate: f64,
    /// How many months a seat then stays empty.
    pub months_to_replace: u32,
    /// How those who replace them become productive.
    #[serde(default)]
    pub ramp: Ramp,
}

impl Attrition {
    /// The share of a month's capacity that is there, when so much of it was lost before: expected, as a team is large.
    /// Replacements who leave in their turn are not counted.
    pub fn remaining_shares(&self) -> [f64; MONTHS] {
        let monthly = self.annual_rate.max(0.0) / MONTHS as f64;
        std::array::from_fn(|month| {
            let lost: f64 = (0..=month).map(|left| monthly * (1.0 - self.replaced_share((month - left) as u32))).sum();
            (1.0 - lost).max(0.0)
        })
    }

    /// How productive a seat is so many months after someone left it.
    fn replaced_share(&self, months_after: u32) -> f64 {
        match months_after.checked_sub(self.months_to_replace) {
            None => 0.0,
            Some(tenure) => self.ramp.share(i32::try_from(tenure).unwrap_or(i32::MAX).saturating_add(1)).min(1.0),
        }
    }
}

/// Capacity lost to attrition: the rate must be of the same period as the capacity.
pub fn expected_loss(capacity: f64, rate_of_same_period: f64) -> f64 {
    capacity * rate_of_same_period
}

/// What a team carries in each month, and what is missing of a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamCapacity {
    /// What the people carry when none of them leaves.
    pub months: [f64; MONTHS],
    /// The same less what attrition takes.
    pub months_after_attrition: [f64; MONTHS],
}

impl TeamCapacity {
    /// The capacity of people, each with productivity and activity.
    pub fn of<'a>(sellers: impl IntoIterator<Item = (&'a SellerCapacity, &'a Activity)>, attrition: Option<&Attrition>) -> TeamCapacity {
        let mut months = [0.0; MONTHS];
        for (seller, activity) in sellers {
            for (sum, month) in months.iter_mut().zip(seller_months(seller, activity)) {
                *sum += month;
            }
        }
        TeamCapacity::of_months(months, attrition)
    }

    /// The capacity of months that are known already, such as those of a node of an answer.
    pub fn of_months(months: [f64; MONTHS], attrition: Option<&Attrition>) -> TeamCapacity {
        let shares = attrition.map_or([1.0; MONTHS], Attrition::remaining_shares);
        TeamCapacity { months, months_after_attrition: std::array::from_fn(|month| months[month] * shares[month]) }
    }

    /// The year after attrition.
    pub fn year(&self) -> f64 {
        self.months_after_attrition.iter().sum()
    }

    /// What attrition takes of the year.
    pub fn lost(&self) -> f64 {
        self.months.iter().sum::<f64>() - self.year()
    }

    /// What is missing of a target; 0 when nothing is.
    pub fn gap(&self, target: f64) -> f64 {
        (target - self.year()).max(0.0)
    }
}

/// Sellers of one kind: how many, at what share of full productivity, with what attainment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SellerGroup {
    /// How many.
    pub count: f64,
    /// Their share of full productivity.
    pub ramp_share: f64,
    /// Their expected attainment.
    pub attainment: f64,
}

impl SellerGroup {
    /// How many fully productive sellers at full attainment they stand for.
    pub fn equivalents(&self, reading: AttainmentReading) -> f64 {
        self.count * self.ramp_share * attainment_factor(reading, self.attainment, self.ramp_share)
    }

    /// What they carry where a fully productive seller is asked for `quota`.
    pub fn carried(&self, quota: f64, reading: AttainmentReading) -> f64 {
        quota * self.equivalents(reading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_seller_is_missing_and_then_ramps() {
        let attrition = Attrition { annual_rate: 0.12, months_to_replace: 2, ramp: Ramp { shares: vec![0.5] } };
        let shares = attrition.remaining_shares();
        // One in a hundred leaves each month; two months empty, one at half.
        let expected = [0.99, 0.98, 0.975, 0.975];
        assert!(shares.iter().zip(expected).all(|(share, expected)| (share - expected).abs() < 1e-12), "{shares:?}");
        let capacity = TeamCapacity::of_months([100.0; MONTHS], Some(&attrition));
        assert!((capacity.lost() - (1.0 + 2.0 + 10.0 * 2.5)).abs() < 1e-9);
        assert!((capacity.gap(1_200.0) - capacity.lost()).abs() < 1e-9);
        assert_eq!(capacity.gap(10.0), 0.0);
    }

    #[test]
    fn everyone_leaving_leaves_nothing() {
        let attrition = Attrition { annual_rate: 30.0, months_to_replace: 12, ramp: Ramp::default() };
        assert_eq!(attrition.remaining_shares(), [0.0; MONTHS]);
    }
}
