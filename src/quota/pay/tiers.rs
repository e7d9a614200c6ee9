//! Tables of rates and their four readings.
//!
//! The same table means different pay, so its reading is asked and never assumed. With the table "from 0: 10 %, from
//! 2.5 million: 15 %, from 10 million: 20 %" and two contracts of 8 and 12 million in a month:
//!
//! | reading | what goes through the table | how | pay |
//! |---|---|---|---|
//! | [`Reading::Marginal`] | the month's sum, 20 | each part at its own tier's rate | 0.25 + 1.125 + 2 = 3.375 million |
//! | [`Reading::Retroactive`] | the month's sum, 20 | all of it at the reached tier's rate | 20 × 20 % = 4 million |
//! | [`Reading::Slab`] | each contract by itself | all of it at the tier it falls into | 8 × 15 % + 12 × 20 % = 3.6 million |
//! | [`Reading::MarginalPerDeal`] | each contract by itself | each part at its own tier's rate | 1.075 + 1.775 = 2.85 million |
//!
//! So retroactive and slab reckon alike and differ in what they reckon: with the first, a late deal lifts the rate of all
//! earlier ones of the period; with the second, no deal touches another. For a period with one single deal they agree.
//! Both jump at the tiers' edges; the marginal readings do not.

use serde::{Deserialize, Serialize};

use super::Rate;
use super::plan::Point;
use super::rate::Fine;
use super::statement::{Figure, FigureName, FigureValue, Line, LineKind, NotPaid};
use crate::domain::Money;

/// How a table of rates is read; see the module's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Each part of the period's result at its own tier's rate.
    Marginal,
    /// The whole result of the period at the rate of the tier that it reached.
    Retroactive,
    /// Each deal by itself, whole, at the rate of the tier that it falls into.
    Slab,
    /// Each deal by itself, each part of it at its own tier's rate.
    MarginalPerDeal,
}

impl Reading {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Reading; 4] = [Reading::Marginal, Reading::Retroactive, Reading::Slab, Reading::MarginalPerDeal];

    /// Whether each deal goes through the table by itself.
    pub fn is_per_deal(self) -> bool {
        matches!(self, Reading::Slab | Reading::MarginalPerDeal)
    }
}

/// A commission table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateTable {
    /// How it is read; a table without a reading is not paid by, and [`super::findings`] asks.
    #[serde(default)]
    pub reading: Option<Reading>,
    /// What its rates are rates of.
    pub pays: RateMeaning,
    /// The tiers, in rising order. Below the first nothing is paid.
    pub tiers: Tiers,
    /// What must be reached before anything is paid.
    #[serde(default)]
    pub threshold: Option<Threshold>,
    /// The size of a usual deal, for curves and simulations of per-deal readings: they take the result as deals of this
    /// size. Without it they take it as one deal.
    #[serde(default)]
    pub typical_deal: Option<i64>,
}

/// What the rates of a table are rates of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateMeaning {
    /// Shares of the amount: 0.05 pays five percent of it.
    OfAmount,
    /// Multiples of the base rate, which is the component's target variable ÷ quota: with 1 throughout, the quota pays
    /// exactly the target variable. Above 1 is an accelerator, below 1 a decelerator.
    OfTarget,
}

/// Tiers by attainment or by amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tiers {
    /// Edges are shares of the quota.
    ByAttainment(Vec<Tier<Rate>>),
    /// Edges are amounts, in the goal's smallest unit.
    ByAmount(Vec<Tier<i64>>),
}

/// One row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier<Edge> {
    /// Where it begins, itself included.
    pub from: Edge,
    /// Where it ends, itself not included, if the table says so; it must be where the next begins. The last has no end.
    #[serde(default = "no_end")]
    pub up_to: Option<Edge>,
    /// Its rate.
    pub rate: Rate,
}

fn no_end<Edge>() -> Option<Edge> {
    None
}

/// What must be reached before a table pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// The point, itself included. Of the period's result, also with per-deal readings.
    pub at: Point,
    /// What is paid once it is reached.
    pub pays: ThresholdPays,
}

/// What is paid once a threshold is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdPays {
    /// All, from the first unit on; pay jumps at the threshold.
    FromFirstUnit,
    /// Only what lies above the threshold. For readings of the period.
    ExcessOnly,
}

impl Tiers {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Tiers::ByAttainment(tiers) => tiers.len(),
            Tiers::ByAmount(tiers) => tiers.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rate of a row, from 0.
    pub fn rate(&self, row: usize) -> Rate {
        match self {
            Tiers::ByAttainment(tiers) => tiers[row].rate,
            Tiers::ByAmount(tiers) => tiers[row].rate,
        }
    }

    /// Where each row begins.
    pub(crate) fn edges(&self, quota: i64) -> Vec<Fine> {
        match self {
            Tiers::ByAttainment(tiers) => tiers.iter().map(|tier| Fine::share(tier.from, quota)).collect(),
            Tiers::ByAmount(tiers) => tiers.iter().map(|tier| Fine::units(tier.from)).collect(),
        }
    }
}

impl Point {
    /// The amount that it stands for.
    pub(crate) fn amount(self, quota: i64) -> Fine {
        match self {
            Point::Attainment(share) => Fine::share(share, quota),
            Point::Amount(amount) => Fine::units(amount),
        }
    }

    /// Whether it needs a quota.
    pub(crate) fn is_attainment(self) -> bool {
        matches!(self, Point::Attainment(_))
    }
}

/// From which side an amount is looked at: jumps need both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The amount itself.
    At,
    /// What pay tends to when the amount is approached from below.
    JustBelow,
}

impl Side {
    /// Whether an amount has reached an edge.
    pub(crate) fn has_reached(self, amount: Fine, edge: Fine) -> bool {
        match self {
            Side::At => amount >= edge,
            Side::JustBelow => amount > edge,
        }
    }
}

/// Of which deals an amount consists.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deals<'a> {
    /// These, by name.
    Listed(&'a [(String, i64)]),
    /// Equal ones of this size, as many as make up the amount.
    Typical(i64),
    /// A single one.
    Single,
    /// Some of them have no name.
    Unknown,
}

/// What goes through a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableInput<'a> {
    pub(crate) amount: Fine,
    pub(crate) quota: Option<i64>,
    pub(crate) target: Money,
    pub(crate) deals: Deals<'a>,
    pub(crate) side: Side,
}

impl RateTable {
    /// Whether it cannot be reckoned without a quota.
    pub fn needs_quota(&self) -> bool {
        matches!(self.tiers, Tiers::ByAttainment(_))
            || self.pays == RateMeaning::OfTarget
            || self.threshold.is_some_and(|threshold| threshold.at.is_attainment())
    }

    /// What the table would pay under a reading for these deals of one period; for examples beside the question how it is
    /// read.
    ///
    /// # Errors
    /// Why it pays nothing.
    pub fn example(&self, reading: Reading, deals: &[i64], quota: Option<i64>, target: Money) -> Result<Money, NotPaid> {
        let table = RateTable { reading: Some(reading), ..self.clone() };
        let named: Vec<(String, i64)> = deals.iter().enumerate().map(|(place, &amount)| (place.to_string(), amount)).collect();
        let amount = Fine::units(deals.iter().fold(0, |sum, &amount| sum.saturating_add(amount)));
        let lines = table.lines(&TableInput { amount, quota, target, deals: Deals::Listed(&named), side: Side::At })?;
        Ok(lines.iter().map(|line| line.amount).sum())
    }

    /// The lines that the table pays, one a tier (or a deal), each rounded once.
    pub(crate) fn lines(&self, input: &TableInput) -> Result<Vec<Line>, NotPaid> {
        let reading = self.reading.ok_or(NotPaid::ReadingMissing)?;
        let quota = match input.quota {
            Some(quota) if quota > 0 => quota,
            None if self.needs_quota() => return Err(NotPaid::QuotaMissing),
            Some(_) if self.needs_quota() => return Err(NotPaid::QuotaZero),
            _ => 0,
        };
        let edges = self.tiers.edges(quota);
        let mut start = Fine::ZERO;
        if let Some(threshold) = &self.threshold {
            let at = threshold.at.amount(quota);
            if !input.side.has_reached(input.amount, at) {
                return Err(NotPaid::ThresholdNotReached);
            }
            if threshold.pays == ThresholdPays::ExcessOnly {
                start = at;
            }
        }
        let table = Table { table: self, quota, target: input.target, edges: &edges };
        match (reading, input.deals) {
            (Reading::Marginal, _) => Ok(table.marginal(start, input.amount)),
            (Reading::Retroactive, _) => Ok(table.whole(start, input.amount, input.side)),
            (_, Deals::Unknown) => Err(NotPaid::DealsMissing),
            (Reading::Slab, Deals::Single) => Ok(table.whole(Fine::ZERO, input.amount, input.side)),
            (Reading::Slab, Deals::Typical(size)) => Ok(table.whole_of_typical(input.amount, size)),
            (Reading::Slab, Deals::Listed(deals)) => Ok(table.each(deals, |amount| table.whole(Fine::ZERO, amount, Side::At))),
            (Reading::MarginalPerDeal, Deals::Single) => Ok(table.marginal(Fine::ZERO, input.amount)),
            (Reading::MarginalPerDeal, Deals::Typical(size)) => Ok(table.marginal_of_typical(input.amount, size)),
            (Reading::MarginalPerDeal, Deals::Listed(deals)) => Ok(table.each(deals, |amount| table.marginal(Fine::ZERO, amount))),
        }
    }
}

/// A table with its edges worked out.
struct Table<'a> {
    table: &'a RateTable,
    quota: i64,
    target: Money,
    edges: &'a [Fine],
}

impl Table<'_> {
    fn marginal(&self, start: Fine, amount: Fine) -> Vec<Line> {
        let part = |row: usize| {
            let upper = self.edges.get(row + 1).map_or(amount, |&next| next.min(amount));
            let lower = self.edges[row].max(start);
            (upper > lower).then(|| self.line(row, upper.minus(lower)))
        };
        (0..self.edges.len()).filter_map(part).collect()
    }

    fn whole(&self, start: Fine, amount: Fine, side: Side) -> Vec<Line> {
        let row = self.edges.iter().rposition(|&edge| side.has_reached(amount, edge));
        row.filter(|_| amount > start).map(|row| self.line(row, amount.minus(start))).into_iter().collect()
    }

    fn whole_of_typical(&self, amount: Fine, size: i64) -> Vec<Line> {
        let row = self.edges.iter().rposition(|&edge| Fine::units(size) >= edge);
        row.filter(|_| amount > Fine::ZERO).map(|row| self.line(row, amount)).into_iter().collect()
    }

    fn marginal_of_typical(&self, amount: Fine, size: i64) -> Vec<Line> {
        let size = Fine::units(size);
        let part = |row: usize| {
            let upper = self.edges.get(row + 1).map_or(size, |&next| next.min(size));
            let lower = self.edges[row].max(Fine::ZERO);
            (upper > lower).then(|| self.line(row, amount.scaled(upper.minus(lower), size)))
        };
        (0..self.edges.len()).filter_map(part).collect()
    }

    fn each(&self, deals: &[(String, i64)], lines: impl Fn(Fine) -> Vec<Line>) -> Vec<Line> {
        let line = |(name, amount): &(String, i64)| {
            let figures = vec![Figure::amount(FigureName::Result, *amount)];
            Line::sum(LineKind::Deal { deal: name.clone() }, figures, lines(Fine::units(*amount)))
        };
        deals.iter().map(line).collect()
    }

    fn line(&self, row: usize, part: Fine) -> Line {
        let rate = self.table.tiers.rate(row);
        let mut figures =
            vec![Figure::amount(FigureName::TierFrom, self.edges[row].rounded()), Figure::amount(FigureName::Part, part.rounded())];
        figures.push(Figure { name: FigureName::Rate, value: FigureValue::Share(rate) });
        let amount = match self.table.pays {
            RateMeaning::OfAmount => part.paid_at(rate),
            RateMeaning::OfTarget => {
                figures.push(Figure::money(FigureName::TargetVariable, self.target));
                figures.push(Figure::amount(FigureName::Quota, self.quota));
                part.paid_of_target(self.target, rate, self.quota)
            }
        };
        Line::leaf(LineKind::Tier { row: row + 1 }, amount, figures)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::quota::pay::samples::by_amount;

    #[test]
    fn the_four_readings_of_one_table_pay_what_the_module_says() {
        let table = by_amount(Reading::Marginal, &[(0, 0.1), (2_500_000, 0.15), (10_000_000, 0.2)]);
        let paid = Reading::ALL.map(|reading| table.example(reading, &[8_000_000, 12_000_000], None, Money(0)).unwrap().0);
        assert_eq!(paid, [3_375_000, 4_000_000, 3_600_000, 2_850_000]);
    }
}
