//! What a change of settings makes of figures that are stored already. Nothing is ever converted: the stored
//! numbers stay and are read in the new unit, and the user is told before it happens.

use super::{Plan, PotentialUnit, Settings};
use crate::domain::{DisplayUnit, Money, YearMonth};

/// Stored figures that a change of settings would read anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reread {
    /// The sum of sales, in the smallest unit of the old and of the new currency.
    Sales(Money),
    /// The sum of potential, as it is stored.
    Potential(f64),
    /// The first month of a sales history, which would be read in the new calendar.
    Month(YearMonth),
}

/// What is read anew when these settings replace the plan's.
pub fn rereads(plan: &Plan, next: &Settings) -> Vec<Reread> {
    let before = &plan.settings;
    let mut rereads = Vec::new();
    let is_money_touched = before.currency != next.currency;
    if is_money_touched && plan.accounts.iter().any(|account| account.sales.is_some()) {
        rereads.push(Reread::Sales(plan.accounts.iter().filter_map(|account| account.sales).sum()));
    }
    let is_unit_touched = before.potential_unit != next.potential_unit;
    let potentials = || plan.accounts.iter().filter_map(|account| account.potential);
    if (is_unit_touched || (is_money_touched && next.potential_unit == PotentialUnit::Money)) && potentials().next().is_some() {
        rereads.push(Reread::Potential(potentials().sum()));
    }
    if before.calendar != next.calendar {
        let histories = plan.accounts.iter().filter_map(|account| account.sales_history.as_ref());
        rereads.extend(histories.map(|history| history.first_month).min().map(Reread::Month));
    }
    rereads
}

/// The settings with another currency; the unit that amounts are shown in is kept where that currency has it.
pub fn with_currency(settings: &Settings, currency: crate::domain::Currency) -> Settings {
    let units = currency.display_units();
    let is_kept = units.contains(&settings.display_unit);
    let display_unit = if is_kept { settings.display_unit } else { units.first().copied().unwrap_or(DisplayUnit::Main) };
    Settings { currency, display_unit, ..settings.clone() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::PlanId;
    use crate::domain::{Account, AccountId, CalendarKind, Currency, SalesHistory};
    use crate::locale::Language;
    use std::sync::Arc;

    fn plan() -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::Persian));
        let mut account = Account::named(AccountId(1), "a");
        account.sales = Some(Money(1_000));
        account.potential = Some(2_000.0);
        account.sales_history = Some(SalesHistory { first_month: YearMonth { year: 1404, month: 1 }, months: vec![Money(1_000)] });
        plan.accounts = Arc::new(vec![Arc::new(account)]);
        plan
    }

    #[test]
    fn another_currency_reads_amounts_anew_and_nothing_else_does() {
        let plan = plan();
        let dollars = with_currency(&plan.settings, Currency::Usd);
        assert_eq!(dollars.display_unit, DisplayUnit::Main, "dollars have no tomans");
        assert_eq!(rereads(&plan, &dollars), vec![Reread::Sales(Money(1_000)), Reread::Potential(2_000.0)]);
        let shown = Settings { display_unit: DisplayUnit::Main, fiscal_year_first_month: 7, ..plan.settings.clone() };
        assert_eq!(rereads(&plan, &shown), vec![]);
    }

    #[test]
    fn points_and_calendars_are_told_of() {
        let plan = plan();
        let points = Settings { potential_unit: PotentialUnit::Points, ..plan.settings.clone() };
        assert_eq!(rereads(&plan, &points), vec![Reread::Potential(2_000.0)]);
        let gregorian = Settings { calendar: CalendarKind::Gregorian, ..plan.settings.clone() };
        assert_eq!(rereads(&plan, &gregorian), vec![Reread::Month(YearMonth { year: 1404, month: 1 })]);
        let empty = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::Persian));
        assert_eq!(rereads(&empty, &with_currency(&empty.settings, Currency::Eur)), vec![]);
    }
}
