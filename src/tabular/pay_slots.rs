//! The figures of a pay plan one by one: what is typed into a field of the editor is read into its place in the plan, and
//! written back. Digits of any keyboard are read; the words of what is wrong are the screen's.

use super::quota_grid::{AmountProblem, GoalUnit, read_percent};
use crate::domain::Money;
use crate::locale::{MoneyFormat, NumberFormat};
use crate::quota::pay::{Clawback, CollectionGate, Component, Draw, Goal, PayPlan, Point, Rate, Rule, Spif, Threshold, Tier, Tiers};

/// A figure of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaySlot {
    /// Fixed pay of a period.
    FixedPay,
    /// Target variable of a period.
    TargetVariable,
    /// Most of all parts together.
    Cap,
    /// Least of all parts together.
    Floor,
    /// The draw.
    DrawAmount,
    /// For how many periods.
    DrawPeriods,
    /// Most of it that a period repays.
    DrawRepaid,
    /// What is taken back.
    ClawbackShare,
    /// For sales of how many months ago.
    ClawbackMonths,
    /// A figure of a component.
    Of(usize, PartSlot),
}

/// A figure of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartSlot {
    /// Its share of the target variable.
    TargetShare,
    /// The part of the results that usually counts for it.
    OnlyShare,
    /// Most that it pays.
    Cap,
    /// Least that it pays.
    Floor,
    /// What collection must attain.
    GateFrom,
    /// What must be reached first.
    Threshold,
    /// The size of a usual deal.
    TypicalDeal,
    /// Where a row of the table or list begins.
    RowFrom(usize),
    /// Its rate.
    RowRate(usize),
    /// Its bonus.
    RowBonus(usize),
    /// Where a step is, or the pool as a whole.
    StepFrom,
    /// What reaching it pays, or the price or reward of a piece.
    Fixed,
    /// The rate.
    Rate,
    /// The other rate: below a step, or above the quota.
    OtherRate,
}

/// A figure as it is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SlotValue {
    /// Money.
    Money(Option<Money>),
    /// An amount of a goal.
    Amount(Option<i64>, Goal),
    /// A rate or share.
    Share(Option<Rate>),
    /// A count.
    Count(Option<u32>),
}

/// The most periods or months that are read.
const MOST_COUNT: i64 = 120;

/// The figure in a place; `None` for a place that the plan does not have.
pub fn slot_value(plan: &PayPlan, slot: PaySlot) -> Option<SlotValue> {
    Some(match slot {
        PaySlot::FixedPay => SlotValue::Money(Some(plan.fixed_pay)),
        PaySlot::TargetVariable => SlotValue::Money(Some(plan.target_variable)),
        PaySlot::Cap => SlotValue::Money(plan.cap),
        PaySlot::Floor => SlotValue::Money(plan.floor),
        PaySlot::DrawAmount => SlotValue::Money(Some(plan.draw?.amount)),
        PaySlot::DrawPeriods => SlotValue::Count(plan.draw?.periods),
        PaySlot::DrawRepaid => SlotValue::Money(plan.draw?.repaid_at_most),
        PaySlot::ClawbackShare => SlotValue::Share(Some(plan.clawback?.share)),
        PaySlot::ClawbackMonths => SlotValue::Count(plan.clawback?.within_months),
        PaySlot::Of(place, part) => part_value(plan.components.get(place)?, part)?,
    })
}

fn part_value(component: &Component, slot: PartSlot) -> Option<SlotValue> {
    let goal = component.goal;
    let point = |point: Point| match point {
        Point::Attainment(share) => SlotValue::Share(Some(share)),
        Point::Amount(amount) => SlotValue::Amount(Some(amount), goal),
    };
    Some(match (slot, &component.rule) {
        (PartSlot::TargetShare, _) => SlotValue::Share(Some(component.target_share)),
        (PartSlot::OnlyShare, _) => SlotValue::Share(component.only.usual_share),
        (PartSlot::Cap, _) => SlotValue::Money(component.cap),
        (PartSlot::Floor, _) => SlotValue::Money(component.floor),
        (PartSlot::GateFrom, _) => match component.gate? {
            CollectionGate::OnlyFrom(from) => SlotValue::Share(Some(from)),
            _ => return None,
        },
        (PartSlot::Threshold, Rule::Rates(table)) => point(table.threshold?.at),
        (PartSlot::TypicalDeal, Rule::Rates(table)) => SlotValue::Amount(table.typical_deal, goal),
        (PartSlot::RowFrom(row), Rule::Rates(table)) => match &table.tiers {
            Tiers::ByAttainment(tiers) => SlotValue::Share(Some(tiers.get(row)?.from)),
            Tiers::ByAmount(tiers) => SlotValue::Amount(Some(tiers.get(row)?.from), goal),
        },
        (PartSlot::RowRate(row), Rule::Rates(table)) if row < table.tiers.len() => SlotValue::Share(Some(table.tiers.rate(row))),
        (PartSlot::RowFrom(row), Rule::Milestones { steps, .. }) => point(steps.get(row)?.from),
        (PartSlot::RowBonus(row), Rule::Milestones { steps, .. }) => SlotValue::Money(Some(steps.get(row)?.bonus)),
        (PartSlot::StepFrom, Rule::StepAndExcess { from, .. }) => SlotValue::Amount(Some(*from), goal),
        (PartSlot::Fixed, Rule::StepAndExcess { fixed, .. }) => SlotValue::Money(Some(*fixed)),
        (PartSlot::Rate, Rule::StepAndExcess { rate, .. } | Rule::Units { rate, .. }) => SlotValue::Share(Some(*rate)),
        (PartSlot::OtherRate, Rule::StepAndExcess { rate_below: rate, .. } | Rule::Units { rate_above_quota: rate, .. }) => {
            SlotValue::Share(Some(*rate))
        }
        (PartSlot::Fixed, Rule::Units { price, .. }) => SlotValue::Money(Some(*price)),
        (PartSlot::Fixed, Rule::Spif(Spif::PerPiece { reward, .. })) => SlotValue::Money(Some(*reward)),
        (PartSlot::Fixed, Rule::Spif(Spif::Pool { pool, .. })) => SlotValue::Money(Some(*pool)),
        (PartSlot::Rate, Rule::Spif(Spif::OfSales { rate, .. } | Spif::Pool { share: rate, .. })) => SlotValue::Share(Some(*rate)),
        _ => return None,
    })
}

/// Puts a figure into its place; one of another kind, or a place that is not there, changes nothing.
pub fn put_value(plan: &mut PayPlan, slot: PaySlot, value: SlotValue) {
    match (slot, value) {
        (PaySlot::FixedPay, SlotValue::Money(money)) => plan.fixed_pay = money.unwrap_or_default(),
        (PaySlot::TargetVariable, SlotValue::Money(money)) => plan.target_variable = money.unwrap_or_default(),
        (PaySlot::Cap, SlotValue::Money(money)) => plan.cap = money,
        (PaySlot::Floor, SlotValue::Money(money)) => plan.floor = money,
        (PaySlot::DrawAmount, SlotValue::Money(money)) => {
            plan.draw = plan.draw.map(|draw| Draw { amount: money.unwrap_or_default(), ..draw });
        }
        (PaySlot::DrawPeriods, SlotValue::Count(periods)) => plan.draw = plan.draw.map(|draw| Draw { periods, ..draw }),
        (PaySlot::DrawRepaid, SlotValue::Money(repaid_at_most)) => plan.draw = plan.draw.map(|draw| Draw { repaid_at_most, ..draw }),
        (PaySlot::ClawbackShare, SlotValue::Share(share)) => {
            plan.clawback = plan.clawback.map(|back| Clawback { share: share.unwrap_or_default(), ..back });
        }
        (PaySlot::ClawbackMonths, SlotValue::Count(within_months)) => {
            plan.clawback = plan.clawback.map(|back| Clawback { within_months, ..back });
        }
        (PaySlot::Of(place, part), value) => {
            if let Some(component) = plan.components.get_mut(place) {
                put_part(component, part, value);
            }
        }
        _ => {}
    }
}

fn put_part(component: &mut Component, slot: PartSlot, value: SlotValue) {
    match (slot, value) {
        (PartSlot::TargetShare, SlotValue::Share(share)) => component.target_share = share.unwrap_or_default(),
        (PartSlot::OnlyShare, SlotValue::Share(share)) => component.only.usual_share = share,
        (PartSlot::Cap, SlotValue::Money(money)) => component.cap = money,
        (PartSlot::Floor, SlotValue::Money(money)) => component.floor = money,
        (PartSlot::GateFrom, SlotValue::Share(share)) => component.gate = Some(CollectionGate::OnlyFrom(share.unwrap_or_default())),
        (slot, value) => put_rule(&mut component.rule, slot, value),
    }
}

fn put_rule(rule: &mut Rule, slot: PartSlot, value: SlotValue) {
    let point = match value {
        SlotValue::Share(share) => share.map(Point::Attainment),
        SlotValue::Amount(amount, _) => amount.map(Point::Amount),
        _ => None,
    };
    let (money, share) = match value {
        SlotValue::Money(money) => (money.unwrap_or_default(), Rate::ZERO),
        SlotValue::Share(share) => (Money(0), share.unwrap_or_default()),
        _ => (Money(0), Rate::ZERO),
    };
    match (slot, rule) {
        (PartSlot::Threshold, Rule::Rates(table)) => {
            table.threshold = table.threshold.and_then(|threshold| Some(Threshold { at: point?, ..threshold }));
        }
        (PartSlot::TypicalDeal, Rule::Rates(table)) => {
            if let SlotValue::Amount(amount, _) = value {
                table.typical_deal = amount;
            }
        }
        (PartSlot::RowFrom(row), Rule::Rates(table)) => put_edge(&mut table.tiers, row, value),
        (PartSlot::RowRate(row), Rule::Rates(table)) => match &mut table.tiers {
            Tiers::ByAttainment(tiers) => tiers.get_mut(row).into_iter().for_each(|tier| tier.rate = share),
            Tiers::ByAmount(tiers) => tiers.get_mut(row).into_iter().for_each(|tier| tier.rate = share),
        },
        (PartSlot::RowFrom(row), Rule::Milestones { steps, .. }) => {
            if let (Some(step), Some(point)) = (steps.get_mut(row), point) {
                step.from = point;
            }
        }
        (PartSlot::RowBonus(row), Rule::Milestones { steps, .. }) => steps.get_mut(row).into_iter().for_each(|step| step.bonus = money),
        (PartSlot::StepFrom, Rule::StepAndExcess { from, .. }) => {
            if let SlotValue::Amount(amount, _) = value {
                *from = amount.unwrap_or(0);
            }
        }
        (PartSlot::Fixed, Rule::StepAndExcess { fixed, .. } | Rule::Units { price: fixed, .. }) => *fixed = money,
        (PartSlot::Fixed, Rule::Spif(Spif::PerPiece { reward: fixed, .. } | Spif::Pool { pool: fixed, .. })) => *fixed = money,
        (PartSlot::Rate, Rule::StepAndExcess { rate, .. } | Rule::Units { rate, .. }) => *rate = share,
        (PartSlot::Rate, Rule::Spif(Spif::OfSales { rate, .. } | Spif::Pool { share: rate, .. })) => *rate = share,
        (PartSlot::OtherRate, Rule::StepAndExcess { rate_below: rate, .. } | Rule::Units { rate_above_quota: rate, .. }) => *rate = share,
        _ => {}
    }
}

/// Moves where a row begins; ends that rows may have are given up, as the next one's beginning says the same.
fn put_edge(tiers: &mut Tiers, row: usize, value: SlotValue) {
    fn put<Edge: Copy>(tiers: &mut [Tier<Edge>], row: usize, edge: Edge) {
        if let Some(tier) = tiers.get_mut(row) {
            tier.from = edge;
        }
        tiers.iter_mut().for_each(|tier| tier.up_to = None);
    }
    match (tiers, value) {
        (Tiers::ByAttainment(tiers), SlotValue::Share(share)) => put(tiers, row, share.unwrap_or_default()),
        (Tiers::ByAmount(tiers), SlotValue::Amount(amount, _)) => put(tiers, row, amount.unwrap_or(0)),
        _ => {}
    }
}

/// The figure as it is written into its field.
pub fn written(value: SlotValue, money: MoneyFormat) -> String {
    let numbers = NumberFormat::new(money.language);
    match value {
        SlotValue::Money(amount) => amount.map(|amount| money.exact_figure(amount)).unwrap_or_default(),
        SlotValue::Amount(Some(amount), goal) => unit(goal, money).exact(amount),
        SlotValue::Share(Some(share)) => numbers.decimal(share.share() * 100.0, 7),
        SlotValue::Count(Some(count)) => numbers.count(count as usize),
        SlotValue::Amount(None, _) | SlotValue::Share(None) | SlotValue::Count(None) => String::new(),
    }
}

/// Reads what was typed into a field that holds such a figure.
///
/// # Errors
/// What is wrong with it.
pub fn read(typed: &str, like: SlotValue, money: MoneyFormat) -> Result<SlotValue, AmountProblem> {
    let pieces = GoalUnit::Pieces(money.language);
    Ok(match like {
        SlotValue::Money(_) => SlotValue::Money(GoalUnit::Money(money).read(typed)?.map(Money)),
        SlotValue::Amount(_, goal) => SlotValue::Amount(unit(goal, money).read(typed)?, goal),
        SlotValue::Share(_) => {
            let share = read_percent(typed)?;
            if share.is_some_and(|share| share < 0.0) {
                return Err(AmountProblem::Negative);
            }
            SlotValue::Share(share.map(|share| Rate::of_share(share).map_err(|_| AmountProblem::TooLarge)).transpose()?)
        }
        SlotValue::Count(_) => match pieces.read(typed)? {
            Some(count) if count > MOST_COUNT => return Err(AmountProblem::TooLarge),
            count => SlotValue::Count(count.and_then(|count| u32::try_from(count).ok())),
        },
    })
}

/// Whether a field that says this needs no other words for a figure: an empty one stands for zero as well.
pub fn says(typed: &str, now: SlotValue, money: MoneyFormat) -> bool {
    let is_zero = matches!(
        now,
        SlotValue::Money(Some(Money(0))) | SlotValue::Amount(Some(0), _) | SlotValue::Share(Some(Rate::ZERO)) | SlotValue::Count(Some(0))
    );
    (is_zero && typed.trim().is_empty()) || read(typed, now, money) == Ok(now)
}

fn unit(goal: Goal, money: MoneyFormat) -> GoalUnit {
    if goal == Goal::Quantity { GoalUnit::Pieces(money.language) } else { GoalUnit::Money(money) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::pay::templates::Template;
    use crate::domain::{Currency, DisplayUnit};
    use crate::locale::Language;
    use crate::quota::pay::{BelowZero, DrawKind, RateMeaning};

    const MONEY: MoneyFormat =
        MoneyFormat { language: Language::Persian, currency: Currency::Irr, display_unit: DisplayUnit::MillionToman };

    #[test]
    fn every_figure_goes_back_to_where_it_was_read() {
        let mut plan = Template::FromFloor.plan(Language::Persian, 0);
        plan.draw = Some(Draw { amount: Money(1), kind: DrawKind::Advance, is_recoverable: true, periods: None, repaid_at_most: None });
        plan.clawback = Some(Clawback { within_months: Some(3), share: Rate::ONE, below_zero: BelowZero::Carried });
        plan.components[0].gate = Some(CollectionGate::OnlyFrom(Rate::percent(80)));
        use PartSlot as Part;
        let parts = [Part::TargetShare, Part::Cap, Part::Floor, Part::GateFrom, Part::Threshold, Part::RowFrom(1), Part::RowRate(2)];
        let plans = [PaySlot::FixedPay, PaySlot::TargetVariable, PaySlot::Cap, PaySlot::Floor];
        let draws = [PaySlot::DrawAmount, PaySlot::DrawPeriods, PaySlot::DrawRepaid];
        let slots = plans
            .into_iter()
            .chain(draws)
            .chain([PaySlot::ClawbackShare, PaySlot::ClawbackMonths])
            .chain(parts.map(|part| PaySlot::Of(0, part)));
        for slot in slots {
            let before = slot_value(&plan, slot).unwrap();
            let value = read("۱۲٫۵", before, MONEY).or_else(|_| read("۱۲", before, MONEY)).unwrap();
            let mut changed = plan.clone();
            put_value(&mut changed, slot, value);
            assert_eq!(slot_value(&changed, slot), Some(value), "{slot:?}");
            assert_ne!(changed, plan, "{slot:?}");
            assert_eq!(read(&written(value, MONEY), before, MONEY), Ok(value), "{slot:?}");
        }
        assert_eq!(slot_value(&plan, PaySlot::Of(0, Part::RowFrom(9))), None);
        assert_eq!(slot_value(&plan, PaySlot::Of(3, Part::Cap)), None);
    }

    #[test]
    fn amounts_are_in_the_unit_on_screen_and_rates_in_percent() {
        assert_eq!(read("۲٫۵", SlotValue::Money(None), MONEY), Ok(SlotValue::Money(Some(Money(25_000_000)))));
        assert_eq!(read("1.5%", SlotValue::Share(None), MONEY), Ok(SlotValue::Share(Some(Rate::billionths(15_000_000)))));
        assert_eq!(read("", SlotValue::Money(None), MONEY), Ok(SlotValue::Money(None)));
        assert!(says("", SlotValue::Share(Some(Rate::ZERO)), MONEY) && says("۰۷", SlotValue::Share(Some(Rate::percent(7))), MONEY));
        assert!(!says("", SlotValue::Share(Some(Rate::ONE)), MONEY) && !says("x", SlotValue::Money(Some(Money(1))), MONEY));
        assert_eq!(read("-1", SlotValue::Share(None), MONEY), Err(AmountProblem::Negative));
        assert_eq!(read("abc", SlotValue::Count(None), MONEY), Err(AmountProblem::NotANumber));
        assert_eq!(read("500", SlotValue::Count(None), MONEY), Err(AmountProblem::TooLarge));
        assert_eq!(read("7", SlotValue::Amount(None, Goal::Quantity), MONEY), Ok(SlotValue::Amount(Some(7), Goal::Quantity)));
    }

    #[test]
    fn moving_a_row_leaves_no_end_behind() {
        let mut plan = Template::Simple.plan(Language::English, 0);
        let tiers = vec![Tier { from: 0, up_to: Some(10), rate: Rate::ZERO }, Tier { from: 10, up_to: None, rate: Rate::ONE }];
        if let Rule::Rates(table) = &mut plan.components[0].rule {
            (table.tiers, table.pays) = (Tiers::ByAmount(tiers), RateMeaning::OfAmount);
        }
        put_value(&mut plan, PaySlot::Of(0, PartSlot::RowFrom(1)), SlotValue::Amount(Some(20), Goal::Sales));
        let found = crate::quota::pay::findings_of_plan(&plan);
        assert!(found.is_empty(), "{found:?}");
    }
}
