//! The form of a pay plan: parts and rows that are added, taken out and turned from one measure to another. Figures are
//! [`super::pay_slots`]'.

use crate::document::quota::pay::templates::{component, flat};
use crate::domain::Money;
use crate::quota::pay::{
    BelowZero, Clawback, Component, Draw, DrawKind, Goal, Milestone, PayPlan, Point, PositionQuotas, Rate, RateMeaning, RateTable, Reading,
    Rule, Scope, Spif, Threshold, ThresholdPays, Tier, Tiers,
};

/// A kind of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A table of rates.
    Rates,
    /// A bonus by steps.
    Milestones,
    /// A step with a rate of the excess.
    Step,
    /// Pieces by price.
    Units,
    /// A campaign's reward of a piece.
    SpifPiece,
    /// A rate of a campaign's sales.
    SpifSales,
    /// A share in a pool.
    Pool,
}

impl PartKind {
    /// All of them, the most usual first.
    pub const ALL: [PartKind; 7] =
        [PartKind::Rates, PartKind::Milestones, PartKind::Step, PartKind::Units, PartKind::SpifPiece, PartKind::SpifSales, PartKind::Pool];

    /// The kind of a component.
    pub fn of(component: &Component) -> PartKind {
        match &component.rule {
            Rule::Rates(_) => PartKind::Rates,
            Rule::Milestones { .. } => PartKind::Milestones,
            Rule::StepAndExcess { .. } => PartKind::Step,
            Rule::Units { .. } => PartKind::Units,
            Rule::Spif(Spif::PerPiece { .. }) => PartKind::SpifPiece,
            Rule::Spif(Spif::OfSales { .. }) => PartKind::SpifSales,
            Rule::Spif(Spif::Pool { .. }) => PartKind::Pool,
        }
    }
}

/// Adds a part of that kind under a name that is made free; its readings are left open.
pub fn add_part(plan: &mut PayPlan, kind: PartKind, name: &str) {
    let goal = match kind {
        PartKind::Units | PartKind::SpifPiece => Goal::Quantity,
        _ => Goal::Sales,
    };
    let rule = match kind {
        // A single row pays alike by every reading; with the second one it is asked.
        PartKind::Rates => Rule::Rates(flat(Rate::percent(1))),
        PartKind::Milestones => {
            let step = Milestone { from: Point::Attainment(Rate::ONE), bonus: Money(0) };
            Rule::Milestones { reading: None, steps: vec![step] }
        }
        PartKind::Step => Rule::StepAndExcess { from: 0, fixed: Money(0), rate: Rate::percent(1), rate_below: Rate::ZERO },
        PartKind::Units => Rule::Units { price: Money(0), rate: Rate::percent(1), rate_above_quota: Rate::percent(1) },
        PartKind::SpifPiece => Rule::Spif(Spif::PerPiece { campaign: name.to_owned(), reward: Money(0) }),
        PartKind::SpifSales => Rule::Spif(Spif::OfSales { campaign: name.to_owned(), rate: Rate::percent(1) }),
        PartKind::Pool => Rule::Spif(Spif::Pool { pool: Money(0), share: Rate::percent(10) }),
    };
    let is_taken = |name: &str| plan.components.iter().any(|known| known.name == name);
    let name = crate::document::quota::schedules::free_name(name, is_taken);
    plan.components.push(Component { rule, scope: Scope::Own, ..component(&name, goal, flat(Rate::ZERO)) });
}

/// Adds a row a tenth of the quota (or by half of its amount) above the last; above one from 0 it begins at the quota, as far
/// as that is known. With the second row of a table its reading is asked, whatever it was with one.
pub fn add_row(component: &mut Component, quota: Option<i64>) {
    let usual = if component.goal == Goal::Quantity { USUAL_PIECES } else { USUAL_AMOUNT };
    let above_nothing = quota.map_or(usual, rounded_edge);
    let higher = |amount: i64| higher(amount, above_nothing);
    fn next<Edge: Copy>(tiers: &mut Vec<Tier<Edge>>, first: Edge, above: impl Fn(Edge) -> Edge) {
        let (from, rate) = tiers.last().map_or((first, Rate::percent(1)), |last| (above(last.from), last.rate));
        tiers.push(Tier { from, up_to: None, rate });
        tiers.iter_mut().for_each(|tier| tier.up_to = None);
    }
    let point = |point: Point| match point {
        Point::Attainment(share) => Point::Attainment(share.plus(Rate::percent(10))),
        Point::Amount(amount) => Point::Amount(higher(amount)),
    };
    match &mut component.rule {
        Rule::Rates(table) => {
            match &mut table.tiers {
                Tiers::ByAttainment(tiers) => next(tiers, Rate::ZERO, |from| from.plus(Rate::percent(10))),
                Tiers::ByAmount(tiers) => next(tiers, 0, higher),
            }
            if table.tiers.len() == 2 {
                table.reading = None;
            }
        }
        Rule::Milestones { steps, .. } => {
            let step = steps.last().map_or(Milestone { from: Point::Attainment(Rate::ONE), bonus: Money(0) }, |last| Milestone {
                from: point(last.from),
                bonus: last.bonus,
            });
            steps.push(step);
        }
        _ => {}
    }
}

/// Where a row by amounts begins above one from 0 while no quota is known: pieces, and money in its smallest unit.
const USUAL_PIECES: i64 = 100;
const USUAL_AMOUNT: i64 = 1_000_000_000;

fn higher(amount: i64, above_nothing: i64) -> i64 {
    if amount <= 0 { above_nothing } else { amount.saturating_add((amount / 2).max(1)) }
}

/// An amount with two figures that count, so that it can be read; at least 1.
fn rounded_edge(amount: i64) -> i64 {
    let scale = 10i64.pow(amount.max(1).ilog10().saturating_sub(1));
    (amount / scale * scale).max(1)
}

/// Takes a row out.
pub fn remove_row(component: &mut Component, row: usize) {
    fn remove<Row>(rows: &mut Vec<Row>, row: usize) {
        if row < rows.len() {
            rows.remove(row);
        }
    }
    match &mut component.rule {
        Rule::Rates(table) => {
            match &mut table.tiers {
                Tiers::ByAttainment(tiers) => remove(tiers, row),
                Tiers::ByAmount(tiers) => remove(tiers, row),
            }
            if table.tiers.len() == 1 && table.reading.is_none() {
                table.reading = Some(Reading::Marginal);
            }
        }
        Rule::Milestones { steps, .. } => remove(steps, row),
        _ => {}
    }
}

/// How many rows there are.
pub fn row_count(component: &Component) -> usize {
    match &component.rule {
        Rule::Rates(table) => table.tiers.len(),
        Rule::Milestones { steps, .. } => steps.len(),
        _ => 0,
    }
}

/// Whether rows begin at amounts, and not at shares of the quota.
pub fn is_by_amount(component: &Component) -> bool {
    match &component.rule {
        Rule::Rates(table) => matches!(table.tiers, Tiers::ByAmount(_)),
        Rule::Milestones { steps, .. } => steps.first().is_some_and(|step| matches!(step.from, Point::Amount(_))),
        _ => false,
    }
}

/// Lets rows and threshold go by amounts, or by shares of the quota. With a quota of one period edges keep their places;
/// without one amounts begin at zero, one above the other, and shares at tenths.
pub fn turn_rows(component: &mut Component, by_amount: bool, quota: Option<i64>) {
    let quota = quota.filter(|quota| *quota > 0);
    let amount = |share: Rate, row: usize| quota.map_or(row as i64, |quota| share.of(Money(quota)).0);
    let share = |amount: i64, row: usize| {
        quota.and_then(|quota| Rate::ratio(amount, quota)).unwrap_or(Rate::percent(i32::try_from(row).unwrap_or(0).saturating_mul(10)))
    };
    let point = |point: Point, row: usize| match (point, by_amount) {
        (Point::Attainment(edge), true) => Point::Amount(amount(edge, row)),
        (Point::Amount(edge), false) => Point::Attainment(share(edge, row)),
        (same, _) => same,
    };
    match &mut component.rule {
        Rule::Rates(table) => {
            table.tiers = match (&table.tiers, by_amount) {
                (Tiers::ByAttainment(tiers), true) => Tiers::ByAmount(turned(tiers, amount)),
                (Tiers::ByAmount(tiers), false) => Tiers::ByAttainment(turned(tiers, share)),
                (same, _) => same.clone(),
            };
            table.threshold = table.threshold.map(|threshold| Threshold { at: point(threshold.at, 1), ..threshold });
        }
        Rule::Milestones { steps, .. } => {
            steps.iter_mut().enumerate().for_each(|(row, step)| step.from = point(step.from, row));
        }
        _ => {}
    }
}

fn turned<Old: Copy, New>(tiers: &[Tier<Old>], edge: impl Fn(Old, usize) -> New) -> Vec<Tier<New>> {
    tiers.iter().enumerate().map(|(row, tier)| Tier { from: edge(tier.from, row), up_to: None, rate: tier.rate }).collect()
}

/// Gives a table a threshold of that kind where its rows begin, or takes it away.
pub fn set_threshold(table: &mut RateTable, pays: Option<ThresholdPays>) {
    let at = match &table.tiers {
        Tiers::ByAttainment(tiers) => {
            Point::Attainment(tiers.iter().map(|tier| tier.from).find(|from| *from > Rate::ZERO).unwrap_or(Rate::ONE))
        }
        Tiers::ByAmount(tiers) => Point::Amount(tiers.iter().map(|tier| tier.from).find(|from| *from > 0).unwrap_or(0)),
    };
    let at = table.threshold.map_or(at, |threshold| threshold.at);
    table.threshold = pays.map(|pays| Threshold { at, pays });
}

/// Lets the only part whose rates are multiples of the target pay all of it, and parts of other rates none.
pub fn share_target(plan: &mut PayPlan) {
    let is_of_target = |part: &Component| matches!(&part.rule, Rule::Rates(table) if table.pays == RateMeaning::OfTarget);
    let count = plan.components.iter().filter(|part| is_of_target(part)).count();
    for part in &mut plan.components {
        match (is_of_target(part), count) {
            (false, _) => part.target_share = Rate::ZERO,
            (true, 1) => part.target_share = Rate::ONE,
            (true, _) => {}
        }
    }
}

/// Gives the plan a draw of that kind, or takes it away.
pub fn set_draw(plan: &mut PayPlan, kind: Option<DrawKind>) {
    let usual = Draw { amount: Money(0), kind: DrawKind::Guarantee, is_recoverable: false, periods: None, repaid_at_most: None };
    plan.draw = kind.map(|kind| Draw { kind, ..plan.draw.unwrap_or(usual) });
}

/// Lets the plan take back pay for what returns, or leave it.
pub fn set_clawback(plan: &mut PayPlan, below_zero: Option<BelowZero>) {
    let usual = Clawback { within_months: None, share: Rate::ONE, below_zero: BelowZero::Carried };
    plan.clawback = below_zero.map(|below_zero| Clawback { below_zero, ..plan.clawback.unwrap_or(usual) });
}

/// Two deals for the example beside the question how a table is read: together a tenth above the last row, four to six, in
/// figures that a person would name. Nothing for a table without rows, or by attainment without a quota.
pub fn example_deals(table: &RateTable, quota: Option<i64>) -> Option<[i64; 2]> {
    let last = match &table.tiers {
        Tiers::ByAttainment(tiers) => tiers.last()?.from.max(Rate::ONE).of(Money(quota?)).0,
        Tiers::ByAmount(tiers) => tiers.last()?.from.max(quota.unwrap_or(0)),
    };
    let sum = last.saturating_add(last / 10).max(10);
    let step = 10i64.pow(sum.ilog10().saturating_sub(1));
    let round = |amount: i64| ((amount + step / 2) / step * step).max(1);
    Some([round(sum / 10 * 4), round(sum / 10 * 6)])
}

/// What each reading of a table would pay for these deals, in the order of [`Reading::ALL`]; nothing for a reading that the
/// table cannot have.
pub fn example_pay(table: &RateTable, deals: &[i64], quota: Option<i64>, target: Money) -> [Option<Money>; 4] {
    let is_of_period = matches!(table.tiers, Tiers::ByAttainment(_))
        || table.pays == RateMeaning::OfTarget
        || table.threshold.is_some_and(|threshold| threshold.pays == ThresholdPays::ExcessOnly);
    let can_be = |reading: &Reading| !(is_of_period && reading.is_per_deal());
    Reading::ALL.map(|reading| Some(reading).filter(can_be).and_then(|reading| table.example(reading, deals, quota, target).ok()))
}

/// Whether a part's jumps cannot be known for want of a quota.
pub fn lacks_quota(component: &Component, quotas: &PositionQuotas) -> bool {
    let needs = match &component.rule {
        Rule::Rates(table) => table.needs_quota(),
        Rule::Milestones { steps, .. } => steps.iter().any(|step| matches!(step.from, Point::Attainment(_))),
        Rule::Units { .. } => true,
        Rule::StepAndExcess { .. } | Rule::Spif(_) => false,
    };
    needs && quota_of(component, quotas).is_none()
}

/// The sales quota, or that of another goal, that a component's rows are measured by.
pub fn quota_of(component: &Component, quotas: &PositionQuotas) -> Option<i64> {
    let of_scope = match component.scope {
        Scope::Own => quotas.own,
        Scope::Team => quotas.team,
        Scope::TeamWithLeader => quotas.own.plus(&quotas.team),
    };
    of_scope.of(component.goal).filter(|quota| *quota > 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::pay::KeptPayPlan;
    use crate::document::quota::pay::templates::Template;
    use crate::locale::Language;
    use crate::quota::pay::{PayProblem, findings_of_plan};

    #[test]
    fn every_part_can_be_added_twice_and_kept() {
        let mut pay = PayPlan::new("a", Vec::new());
        for kind in PartKind::ALL.into_iter().chain(PartKind::ALL) {
            add_part(&mut pay, kind, "part");
            assert_eq!(PartKind::of(pay.components.last().unwrap()), kind);
        }
        assert!(KeptPayPlan::of(&pay).is_ok());
        assert!(findings_of_plan(&pay).iter().all(|finding| finding.problem != PayProblem::NameTwice));
    }

    #[test]
    fn a_second_row_asks_how_the_table_is_read_and_a_single_one_does_not() {
        let mut pay = Template::Simple.plan(Language::English, 0);
        let part = &mut pay.components[0];
        add_row(part, None);
        assert!(matches!(&part.rule, Rule::Rates(table) if table.reading.is_none() && table.tiers.len() == 2));
        remove_row(part, 1);
        remove_row(part, 7);
        assert!(findings_of_plan(&pay).is_empty());
    }

    #[test]
    fn a_row_by_amounts_above_nothing_begins_at_the_quota() {
        let mut pay = Template::Simple.plan(Language::English, 0);
        let edges = |part: &Component| match &part.rule {
            Rule::Rates(table) => match &table.tiers {
                Tiers::ByAmount(tiers) => tiers.iter().map(|tier| tier.from).collect(),
                Tiers::ByAttainment(_) => Vec::new(),
            },
            _ => Vec::new(),
        };
        let part = &mut pay.components[0];
        part.rule = Rule::Rates(crate::quota::pay::samples::by_amount(Reading::Marginal, &[(0, 0.01)]));
        let mut unknown = part.clone();
        add_row(part, Some(12_345_678_901));
        add_row(part, Some(12_345_678_901));
        assert_eq!(edges(part), [0, 12_000_000_000, 18_000_000_000], "one unit above nothing is no edge that anybody means");
        add_row(&mut unknown, None);
        assert_eq!(edges(&unknown), [0, USUAL_AMOUNT]);
        assert_eq!((rounded_edge(7), rounded_edge(0), rounded_edge(123)), (7, 1, 120));
    }

    #[test]
    fn rows_keep_their_places_when_they_are_turned() {
        let mut pay = Template::FromFloor.plan(Language::English, 0);
        let before = pay.components[0].clone();
        turn_rows(&mut pay.components[0], true, Some(1_000));
        assert!(is_by_amount(&pay.components[0]));
        let Rule::Rates(table) = &pay.components[0].rule else { unreachable!() };
        assert!(matches!(&table.tiers, Tiers::ByAmount(tiers) if tiers.iter().map(|tier| tier.from).eq([700, 850, 1_000])));
        assert_eq!(table.threshold.unwrap().at, Point::Amount(700));
        assert_eq!(example_deals(table, None), Some([400, 700]));
        // 1,100 in all: part by part from 700 on, and all at 2 percent; sale by sale neither alone reaches the second row.
        let paid = example_pay(table, &[400, 700], None, Money(0)).map(|paid| paid.map(|paid| paid.0));
        assert_eq!(paid, [Some(6), Some(22), Some(7), Some(0)]);
        turn_rows(&mut pay.components[0], false, Some(1_000));
        assert_eq!(pay.components[0], before);
        let Rule::Rates(table) = &pay.components[0].rule else { unreachable!() };
        assert_eq!(example_pay(table, &[400, 700], Some(1_000), Money(0))[2..], [None, None], "a deal has no attainment");
        assert!(lacks_quota(&before, &PositionQuotas::default()));
        turn_rows(&mut pay.components[0], true, None);
        let rising = findings_of_plan(&pay);
        assert!(rising.iter().all(|finding| !matches!(finding.problem, PayProblem::NotRising { .. })), "{rising:?}");
    }
}
