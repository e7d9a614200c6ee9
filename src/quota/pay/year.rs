//! Months of the fiscal year, and what a seller and the seller's team did in some of them together.
//!
//! Nothing is paid here.

use std::collections::{BTreeMap, BTreeSet};

use super::Rate;
use super::basis::{Basis, Recognition};
use super::component::{Measured, reckoned};
use super::plan::{Assignment, Component, Goal, PayPlan, PayRules, Rule, Scope, Spif};
use super::rate::{Fine, rounded, wide};
use super::results::{Entry, Invoice, Quotas, SaleReturn, SellerMonth};
use super::statement::Line;
use super::tiers::{Deals, Side};
use crate::domain::{Money, PersonId, YearMonth};

/// Months in the fiscal year.
pub(crate) const YEAR_MONTHS: u32 = 12;

/// How many months a month lies after another; below zero when before.
pub(crate) fn months_between(first: YearMonth, later: YearMonth) -> i32 {
    let index = |month: YearMonth| month.year.saturating_mul(12).saturating_add(i32::from(month.month));
    index(later).saturating_sub(index(first))
}

/// The month's place in the fiscal year from 0, or `None` when it lies outside.
pub(crate) fn month_of_year(rules: &PayRules, month: YearMonth) -> Option<u32> {
    u32::try_from(months_between(rules.first_month, month)).ok().filter(|&index| index < YEAR_MONTHS)
}

impl Assignment {
    /// The months of the fiscal year in which it holds, from 0, the end not included; empty when none.
    pub(crate) fn months(&self, rules: &PayRules) -> std::ops::Range<u32> {
        let clamp = |months: i32| u32::try_from(months).unwrap_or(0).min(YEAR_MONTHS);
        let from = clamp(months_between(rules.first_month, self.from));
        let until = self.until.map_or(YEAR_MONTHS, |until| clamp(months_between(rules.first_month, until).saturating_add(1)));
        from..until
    }
}

/// What happened in one or several months.
#[derive(Clone, Debug, Default)]
pub(crate) struct Months<'a> {
    pub(crate) quotas: Quotas,
    /// Sum of the months' active shares.
    pub(crate) active: Rate,
    pub(crate) entries: Vec<&'a Entry>,
    /// Returns written down, with their month's place in the year.
    pub(crate) returns: Vec<(u32, &'a SaleReturn)>,
}

impl<'a> Months<'a> {
    pub(crate) fn add(&mut self, other: &Months<'a>) {
        self.quotas = self.quotas.plus(&other.quotas);
        self.active = self.active.plus(other.active);
        self.entries.extend(&other.entries);
        self.returns.extend(&other.returns);
    }
}

/// Everybody's months.
#[derive(Debug, Default)]
pub(crate) struct Year<'a> {
    own: BTreeMap<(PersonId, u32), Months<'a>>,
    team: BTreeMap<(PersonId, u32), Months<'a>>,
}

impl<'a> Year<'a> {
    /// Adds up the results; months outside the year are left out (and told elsewhere).
    pub(crate) fn of(rules: &PayRules, results: &'a [SellerMonth]) -> Year<'a> {
        let mut own: BTreeMap<(PersonId, u32), (Months<'a>, Option<Rate>)> = BTreeMap::new();
        for result in results {
            let Some(month) = month_of_year(rules, result.month) else { continue };
            let (months, active) = own.entry((result.seller, month)).or_default();
            for goal in Goal::ALL {
                if let Some(quota) = result.quotas.of(goal) {
                    months.quotas = months.quotas.with(goal, Some(quota));
                }
            }
            *active = result.active_share.or(*active);
            months.entries.extend(&result.entries);
            months.returns.extend(result.returns.iter().map(|back| (month, back)));
        }
        let leaders = Leaders::of(rules);
        let mut year = Year::default();
        for ((seller, month), (mut months, active)) in own {
            months.active = active.unwrap_or(Rate::ONE);
            for leader in leaders.above(seller, month) {
                let team = year.team.entry((leader, month)).or_default();
                team.quotas = team.quotas.plus(&months.quotas);
                team.entries.extend(&months.entries);
            }
            year.own.insert((seller, month), months);
        }
        year
    }

    pub(crate) fn own(&self, seller: PersonId, month: u32) -> Option<&Months<'a>> {
        self.own.get(&(seller, month))
    }

    /// Whether there is anything of the seller or of those below.
    pub(crate) fn has_results(&self, seller: PersonId, month: u32) -> bool {
        self.own.contains_key(&(seller, month)) || self.team.contains_key(&(seller, month))
    }

    pub(crate) fn team(&self, seller: PersonId, month: u32) -> Option<&Months<'a>> {
        self.team.get(&(seller, month))
    }
}

/// Who leads whom, by seller and month.
#[derive(Debug, Default)]
pub(crate) struct Leaders(BTreeMap<(PersonId, u32), PersonId>);

impl Leaders {
    pub(crate) fn of(rules: &PayRules) -> Leaders {
        let mut leaders = BTreeMap::new();
        for assignment in &rules.assignments {
            if let Some(leader) = assignment.leader {
                for month in assignment.months(rules) {
                    leaders.entry((assignment.seller, month)).or_insert(leader);
                }
            }
        }
        Leaders(leaders)
    }

    /// All leaders above a seller in a month, each once; a circle ends where it closes.
    pub(crate) fn above(&self, seller: PersonId, month: u32) -> Vec<PersonId> {
        let mut above = Vec::new();
        let mut seen = BTreeSet::from([seller]);
        let mut current = seller;
        while let Some(&leader) = self.0.get(&(current, month)) {
            if !seen.insert(leader) {
                break;
            }
            above.push(leader);
            current = leader;
        }
        above
    }

    /// Whether the leaders above a seller come back to the seller.
    pub(crate) fn is_circle(&self, seller: PersonId, month: u32) -> bool {
        let top = self.above(seller, month).last().copied().unwrap_or(seller);
        self.0.get(&(top, month)) == Some(&seller)
    }
}

/// What a plan's components are reckoned from: a period, or all since the start on the plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inputs<'a> {
    pub(crate) own: Months<'a>,
    pub(crate) team: Months<'a>,
    /// Own sales that came back and are left out.
    pub(crate) left_out: Vec<&'a SaleReturn>,
}

impl<'a> Inputs<'a> {
    pub(crate) fn add(&mut self, other: &Inputs<'a>) {
        self.own.add(&other.own);
        self.team.add(&other.team);
        self.left_out.extend(&other.left_out);
    }

    /// The line of a component.
    pub(crate) fn line(&self, plan: &PayPlan, component: &Component) -> Line {
        let all = || {
            let own = if component.scope == Scope::Team { &[][..] } else { &self.own.entries[..] };
            let team = if component.scope == Scope::Own { &[][..] } else { &self.team.entries[..] };
            own.iter().chain(team).copied()
        };
        let only = &component.only;
        let takes = |entry: &&Entry| only.takes(entry.campaign.as_deref(), entry.product_line.as_deref(), entry.segment.as_deref());
        let entries = || all().filter(takes);
        let quotas = match component.scope {
            Scope::Own => self.own.quotas,
            Scope::Team => self.team.quotas,
            Scope::TeamWithLeader => self.own.quotas.plus(&self.team.quotas),
        };
        let is_lowered_by = |back: &&&SaleReturn| {
            component.scope == Scope::Own && only.takes(back.campaign.as_deref(), back.product_line.as_deref(), back.segment.as_deref())
        };
        let left_out: Vec<&SaleReturn> = self.left_out.iter().filter(is_lowered_by).copied().collect();
        let result = |goal: Goal| {
            // What collection must do is asked of all that is collected, whatever counts for the component.
            let counted = |entry: &Entry| entry.counted(goal, &component.basis);
            let sum: i64 = if goal == component.goal {
                entries().map(counted).fold(0, i64::saturating_add)
            } else {
                all().map(counted).fold(0, i64::saturating_add)
            };
            let returned: i64 = left_out.iter().map(|back| back.of(goal)).fold(0, i64::saturating_add);
            Fine::units(sum.saturating_sub(returned).max(0))
        };
        let deals = match &component.rule {
            Rule::Rates(table) if table.reading.is_some_and(super::tiers::Reading::is_per_deal) => {
                deals_of(entries(), component.goal, &component.basis, &left_out)
            }
            _ => Some(Vec::new()),
        };
        reckoned(
            component,
            &Measured {
                results: Goal::ALL.map(result),
                made_of: made_of(entries(), &component.basis),
                quotas,
                deals: deals.as_deref().map_or(Deals::Unknown, Deals::Listed),
                returned: left_out.iter().map(|back| back.of(component.goal)).fold(0, i64::saturating_add),
                target: self.target(plan, component),
                campaign: campaign(entries(), component),
                side: Side::At,
            },
        )
    }

    /// Target variable of the component, pro-rated by active months and rounded once.
    fn target(&self, plan: &PayPlan, component: &Component) -> Money {
        prorated(plan.target_variable, component.target_share, self.own.active, plan.period.months())
    }
}

/// `amount` × `share` × `active` ÷ `months`, rounded once: what is due of a period's amount to somebody who was active
/// in so many of its months.
pub(crate) fn prorated(amount: Money, share: Rate, active: Rate, months: u32) -> Money {
    let billion = wide(Rate::ONE.in_billionths());
    let numerator = wide(amount.0) * wide(share.in_billionths()) * wide(active.in_billionths());
    Money(rounded(numerator, billion * billion * wide(i64::from(months))))
}

/// Deals by identifier in the order of their first entry; `None` when an entry that counts names none. What came back
/// lowers its deal, or the last ones when it names none.
fn deals_of<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    goal: Goal,
    basis: &Basis,
    left_out: &[&SaleReturn],
) -> Option<Vec<(String, i64)>> {
    let mut deals: Vec<(String, i64)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        let counted = entry.counted(goal, basis);
        let Some(name) = &entry.deal else { if counted == 0 { continue } else { return None } };
        let place = *places.entry(name).or_insert_with(|| {
            deals.push((name.clone(), 0));
            deals.len() - 1
        });
        deals[place].1 = deals[place].1.saturating_add(counted);
    }
    for back in left_out {
        let mut rest = back.of(goal);
        let named = back.deal.as_deref().and_then(|name| places.get(name)).copied();
        for place in named.into_iter().chain((0..deals.len()).rev()) {
            let lowered = rest.min(deals[place].1).max(0);
            deals[place].1 -= lowered;
            rest -= lowered;
        }
    }
    Some(deals)
}

/// List value, discount, shipping and cash of entries. Where a sale counts as far as cash came in, the invoices are those of
/// the cash, whichever month they are of, each deal's once.
fn made_of<'a>(entries: impl Iterator<Item = &'a Entry>, basis: &Basis) -> [i64; 4] {
    let is_on_cash = basis.recognition == Recognition::OnCash;
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    entries.filter(|entry| !is_on_cash || entry.collected.0 != 0).fold([0; 4], |sum, entry| {
        let is_again = is_on_cash && entry.deal.as_deref().is_some_and(|deal| !seen.insert(deal));
        let invoice = if is_on_cash { entry.invoice.unwrap_or_else(|| entry.own_invoice()) } else { entry.own_invoice() };
        let invoice = if is_again { Invoice::default() } else { invoice };
        let own = [invoice.gross, invoice.discount, invoice.shipping, entry.collected];
        std::array::from_fn(|place| i64::saturating_add(sum[place], own[place].0))
    })
}

fn campaign<'a>(entries: impl Iterator<Item = &'a Entry>, component: &Component) -> (i64, Money) {
    let Rule::Spif(Spif::PerPiece { campaign, .. } | Spif::OfSales { campaign, .. }) = &component.rule else {
        return (0, Money(0));
    };
    entries.filter(|entry| entry.campaign.as_deref() == Some(campaign)).fold((0, Money(0)), |(pieces, sales), entry| {
        let counted = Money(entry.counted(Goal::Sales, &component.basis));
        (i64::saturating_add(pieces, entry.quantity), sales.plus(counted))
    })
}
