//! What pay is reckoned from: last year's actual sales of each seller's territories, or what the planned year would be at
//! some attainment. What the plan does not know is told and stays nothing; none of it is made up.

use std::collections::BTreeMap;

use super::quotas::{SellerQuotas, seat_quotas};
use super::rules::{PayNote, Presence, rules_of_year};
use crate::document::quota::history::KnownYears;
use crate::document::quota::question::{QuotaResults, planned_year};
use crate::document::{Plan, Scenario};
use crate::domain::apportion::apportion;
use crate::domain::fiscal::MONTHS;
use crate::domain::{Money, PersonId, TerritoryId, YearMonth};
use crate::quota::pay::{
    CollectionGate, Component, DiscountBasis, Entry, Goal, PayPlan, PayRules, Quotas, Rate, Recognition, Rule, SaleReturn, SellerMonth,
    ShippingBasis, Spif,
};

/// Last year's results of a scenario's territories, ready for statements.
///
/// Each seller is taken to have worked today's territories all that year. Quotas of that year are not known, so results
/// stand against those of the planned year, month by month; without planned quotas there are none.
#[derive(Clone, Debug, PartialEq)]
pub struct LastYear {
    /// The fiscal year, by the calendar year in which it begins.
    pub year: i32,
    /// The rules for it.
    pub rules: PayRules,
    /// What each seller did.
    pub results: Vec<SellerMonth>,
    /// What stood in the way of the rules.
    pub notes: Vec<PayNote>,
    /// What pay plans in use ask for and sales histories do not have.
    pub unknown: Vec<UnknownFigure>,
    /// Only whole years are known, so that they are spread evenly over the months.
    pub is_spread_evenly: bool,
    /// Sales of territories without a seller, and of customers without a territory; nobody is paid for them.
    pub sales_of_nobody: Money,
    /// Where results come from a file, what is to be said of it; otherwise they are sales histories.
    pub file: Option<FileFacts>,
}

/// What is to be said of results that come from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// The name of the file that was read last.
    pub source: String,
    /// The row of the file that each of the results comes from.
    pub rows: Vec<u32>,
    /// Rows of people who are no longer in the plan; nobody is paid for them.
    pub rows_of_nobody: usize,
    /// Goals whose quotas the file does not have, so that those of the planned year stand in, month by month.
    pub planned_goals: Vec<Goal>,
}

/// A figure that pay goes by and that a sales history does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnknownFigure {
    /// Cash collected.
    Collection,
    /// Pieces.
    Quantity,
    /// Discounts; sales count as they are.
    Discount,
    /// Shipping; sales count without.
    Shipping,
    /// Which sales belong to a campaign.
    Campaigns,
    /// Which sales belong to a product line or a segment.
    Lines,
    /// Returns, of which nothing is taken back.
    Returns,
}

/// How well the planned year goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// Attainment of sales, of every seller in every month.
    pub sales: Rate,
    /// Attainment of collection.
    pub collection: Rate,
    /// Attainment of quantity.
    pub quantity: Rate,
}

impl WhatIf {
    /// All goals alike.
    pub fn all(attainment: Rate) -> WhatIf {
        WhatIf { sales: attainment, collection: attainment, quantity: attainment }
    }
}

/// Last year's results; `None` while the plan knows no sales of it. `collected_share` says what part of sales was
/// collected in the month of the sale; without it, collection counts as nothing and is told as unknown.
pub fn last_year(plan: &Plan, scenario: &Scenario, quotas: Option<&QuotaResults>, collected_share: Option<Rate>) -> Option<LastYear> {
    let known = KnownYears::of(plan);
    let year = known.last_before(planned_year(plan, scenario));
    let pay = rules_of_year(plan, scenario, year, Presence::AllYear).in_use();
    let mut by_territory: BTreeMap<Option<TerritoryId>, [i64; MONTHS]> = BTreeMap::new();
    for (account, owner) in plan.accounts.iter().zip(scenario.owners(&plan.accounts)) {
        let months = if known.are_without_months {
            account.sales.map(|sales| spread(sales.0))
        } else {
            known.months_of_account(account, year).map(|months| months.map(|month| month.0))
        };
        let Some(months) = months else { continue };
        for (sum, month) in by_territory.entry(owner).or_default().iter_mut().zip(months) {
            *sum = sum.saturating_add(month);
        }
    }
    if by_territory.is_empty() {
        return None;
    }
    let seller_of: BTreeMap<TerritoryId, PersonId> =
        scenario.territories.iter().filter_map(|territory| Some((territory.id, territory.seller?))).collect();
    let is_paid = |seller: PersonId| pay.rules.assignments.iter().any(|assignment| assignment.seller == seller);
    let seats = seat_quotas(quotas);
    let mut sellers: BTreeMap<PersonId, [(i64, Quotas); MONTHS]> = BTreeMap::new();
    for (territory, seller) in &seller_of {
        let months = sellers.entry(*seller).or_default();
        let (sales, asked) = (by_territory.get(&Some(*territory)), seats.get(territory));
        for (place, month) in months.iter_mut().enumerate() {
            month.0 = month.0.saturating_add(sales.map_or(0, |sales| sales[place]));
            month.1 = asked.map_or(month.1, |asked| month.1.plus(&asked[place]));
        }
    }
    let is_nobody = |owner: &Option<TerritoryId>| owner.is_none_or(|territory| !seller_of.contains_key(&territory));
    let of_nobody = by_territory.iter().filter(|(owner, _)| is_nobody(owner)).flat_map(|(_, months)| months.iter().copied().map(Money));
    let sales_of_nobody = of_nobody.sum();
    let mut results = Vec::new();
    for (seller, months) in sellers.into_iter().filter(|(seller, _)| is_paid(*seller)) {
        for (place, (sales, quotas)) in (0..).zip(months) {
            let month = seller_month(seller, pay.rules.first_month.plus_months(place), sales, quotas, collected_share);
            results.push(SellerMonth { active_share: working_time(plan, seller), ..month });
        }
    }
    let in_use: Vec<&PayPlan> = pay.rules.plans.iter().collect();
    let unknown = unknown_figures(&in_use, KnownFigures { collection: collected_share.is_some(), ..KnownFigures::default() });
    Some(LastYear {
        year,
        rules: pay.rules,
        results,
        notes: pay.notes,
        unknown,
        is_spread_evenly: known.are_without_months,
        sales_of_nobody,
        file: None,
    })
}

/// What of a month somebody works who does not work all of it, where nothing else is known of the month.
pub(super) fn working_time(plan: &Plan, seller: PersonId) -> Option<Rate> {
    let share = plan.person(seller)?.working_time_share;
    Rate::of_share(share).ok().filter(|share| *share > Rate::ZERO && *share < Rate::ONE)
}

/// A year over its months, evenly and exactly.
fn spread(year: i64) -> [i64; MONTHS] {
    let parts = apportion(year.unsigned_abs(), &[1.0; MONTHS], |one, other| one.cmp(&other));
    std::array::from_fn(|month| parts.get(month).map_or(0, |&part| i64::try_from(part).unwrap_or(i64::MAX)) * year.signum())
}

fn seller_month(seller: PersonId, month: YearMonth, sales: i64, quotas: Quotas, collected_share: Option<Rate>) -> SellerMonth {
    let gross = Money(sales.max(0));
    let collected = collected_share.map_or(Money(0), |share| share.of(gross));
    // A month in which more came back than was sold.
    let returns = if sales < 0 { vec![SaleReturn::of_month(month, Money(sales.saturating_neg()), 0)] } else { Vec::new() };
    SellerMonth { seller, month, active_share: None, quotas, entries: vec![Entry { gross, collected, ..Entry::default() }], returns }
}

/// Which figures beside sales some results have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownFigures {
    /// Cash collected.
    pub collection: bool,
    /// Pieces.
    pub quantity: bool,
    /// Discounts.
    pub discount: bool,
    /// Shipping.
    pub shipping: bool,
    /// Campaigns.
    pub campaigns: bool,
    /// Product lines or segments.
    pub lines: bool,
    /// Returns.
    pub returns: bool,
}

/// What the plans go by and the results do not have.
pub fn unknown_figures(plans: &[&PayPlan], known: KnownFigures) -> Vec<UnknownFigure> {
    let any = |is: fn(&Component) -> bool| plans.iter().flat_map(|plan| &plan.components).any(is);
    let is_spif = |component: &Component| {
        component.only.campaign.is_some() || matches!(component.rule, Rule::Spif(Spif::PerPiece { .. } | Spif::OfSales { .. }))
    };
    let wanted = [
        (UnknownFigure::Collection, known.collection, any(needs_collection)),
        (UnknownFigure::Quantity, known.quantity, any(|component| component.goal == Goal::Quantity)),
        (UnknownFigure::Discount, known.discount, any(|part| is_of_sales(part) && part.basis.discount == DiscountBasis::Before)),
        (UnknownFigure::Shipping, known.shipping, any(|part| is_of_sales(part) && part.basis.shipping == ShippingBasis::With)),
        (UnknownFigure::Campaigns, known.campaigns, any(is_spif)),
        (UnknownFigure::Lines, known.lines, any(|part| part.only.product_line.is_some() || part.only.segment.is_some())),
        (UnknownFigure::Returns, known.returns, plans.iter().any(|plan| plan.clawback.is_some())),
    ];
    wanted.into_iter().filter(|(_, is_known, is_wanted)| *is_wanted && !is_known).map(|(figure, ..)| figure).collect()
}

fn is_of_sales(component: &Component) -> bool {
    component.goal == Goal::Sales || matches!(component.rule, Rule::Spif(Spif::OfSales { .. }))
}

fn needs_collection(component: &Component) -> bool {
    let is_gated =
        matches!(component.gate, Some(CollectionGate::AtMostCollection | CollectionGate::LowerOfTwo | CollectionGate::OnlyFrom(_)));
    let is_on_cash = component.goal == Goal::Sales && component.basis.recognition == Recognition::OnCash;
    component.goal == Goal::Collection || is_gated || is_on_cash
}

/// The planned year with every seller at the same attainment in every month. Where collection has no quota, what is sold is
/// taken to be collected.
pub fn what_if(rules: &PayRules, quotas: &[SellerQuotas], what: WhatIf) -> Vec<SellerMonth> {
    let mut results = Vec::new();
    for assignment in &rules.assignments {
        let Some(asked) = quotas.iter().find(|asked| asked.seller == assignment.seller) else { continue };
        for (place, month) in (0..).zip(&asked.months) {
            let at = rules.first_month.plus_months(place);
            if at < assignment.from || assignment.until.is_some_and(|until| at > until) {
                continue;
            }
            let own = month.quotas.own;
            let done = |goal: Goal, attainment: Rate| own.of(goal).map(|quota| attainment.of(Money(quota)).0);
            let gross = Money(done(Goal::Sales, what.sales).unwrap_or(0));
            let collected = done(Goal::Collection, what.collection).map_or(gross, Money);
            let quantity = done(Goal::Quantity, what.quantity).unwrap_or(0);
            results.push(SellerMonth {
                seller: assignment.seller,
                month: at,
                active_share: Some(month.active_months),
                quotas: own,
                entries: vec![Entry { gross, collected, quantity, ..Entry::default() }],
                returns: Vec::new(),
            });
        }
    }
    results
}

/// Sales of each seller over all months, as they count on invoice after discount.
pub fn seller_totals(results: &[SellerMonth]) -> BTreeMap<PersonId, Money> {
    let mut totals: BTreeMap<PersonId, Money> = BTreeMap::new();
    for result in results {
        let sold: Money = result.entries.iter().map(|entry| Money(entry.counted(Goal::Sales, &Default::default()))).sum();
        let total = totals.entry(result.seller).or_default();
        *total = total.plus(sold);
    }
    totals
}
