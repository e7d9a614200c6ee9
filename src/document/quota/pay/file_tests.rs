//! Results of a file from the command to statements: kept, undone, told in the log, saved and read, paid and compared.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::change::PayPlanCommand;
use super::comparison::{ResultSource, compare_plans};
use super::file_year::{file_year, read_months, years_of_results};
use super::results::UnknownFigure;
use super::*;
use crate::document::quota::QuotaCommand;
use crate::document::{Command, Document, Plan, PlanId, Settings, change_text};
use crate::domain::{Money, Person, PersonId, ScenarioId, YearMonth};
use crate::locale::Language;
use crate::quota::pay::samples::{by_amount, component, plan as pay_plan};
use crate::quota::pay::{BelowZero, Clawback, Goal, PayPlan, Rate, Reading, Recognition, Rule, Spif, statements};

const NOW: f64 = 0.0;

fn month(month: u8) -> YearMonth {
    YearMonth { year: 1403, month }
}

fn row(number: u32, seller: u32, at: u8, gross: i64) -> ResultRow {
    ResultRow { gross: Some(gross), ..ResultRow::blank(number, PersonId(seller), month(at)) }
}

fn rates(rate: f64) -> Rule {
    Rule::Rates(by_amount(Reading::Marginal, &[(0, rate)]))
}

/// Two sellers on a plan that pays a tenth of what is collected and ten a piece of a campaign, and takes back.
fn document() -> Document {
    let mut plan = Plan::new(PlanId("pay".into()), "plan", Settings::for_language(Language::Persian));
    plan.people = Arc::new(vec![Person::named(PersonId(1), "ندا"), Person::named(PersonId(2), "رضا")]);
    let mut document = Document::create(plan, NOW);
    let mut on_cash = component(Goal::Sales, rates(0.1));
    on_cash.basis.recognition = Recognition::OnCash;
    let mut campaign = component(Goal::Quantity, Rule::Spif(Spif::PerPiece { campaign: "نوروز".into(), reward: Money(10) }));
    campaign.name = "campaign".into();
    let clawback = Some(Clawback { within_months: None, share: Rate::ONE, below_zero: BelowZero::Carried });
    let whole = PayPlan { name: "کامل".into(), clawback, ..pay_plan(vec![on_cash, campaign]) };
    let plain = PayPlan { name: "ساده".into(), ..pay_plan(vec![component(Goal::Sales, rates(0.05))]) };
    for plan in [whole, plain] {
        document.apply(Command::ChangePayPlans(Box::new(PayPlanCommand::Put(KeptPayPlan::of(&plan).unwrap()))), NOW).unwrap();
    }
    let settings = PaySettings { usual: Some("کامل".into()), by_role: Default::default() };
    let change = Box::new(QuotaCommand::PlanPay(settings));
    document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change }, NOW).unwrap();
    document
}

fn results() -> ActualResults {
    let first = ResultRow { discount: Some(200), shipping: Some(100), collected: Some(450), ..row(2, 1, 1, 1_000) };
    let pieces = ResultRow { quantity: Some(3), campaign: Some("نوروز".into()), gross: None, ..row(3, 1, 1, 0) };
    let back = ResultRow { returned: Some(100), sold_in: Some(month(1)), ..row(4, 1, 2, 0) };
    ActualResults { source: "کارکرد.xlsx".into(), rows: vec![first, pieces, back, row(5, 2, 1, 600), row(6, 9, 1, 77)] }
}

fn keep(document: &mut Document, results: &ActualResults) -> String {
    let command = PayPlanCommand::KeepResults { results: KeptResults::of(results).unwrap(), source: results.source.clone() };
    let change = document.apply(Command::ChangePayPlans(Box::new(command)), NOW).unwrap();
    change_text(&change, Language::English)
}

#[test]
fn results_are_kept_told_saved_undone_and_removed() {
    let mut document = document();
    let silent = serde_json::to_string(document.plan()).unwrap();
    assert!(!silent.contains("pay_results"), "files without results are as before");
    assert!(keep(&mut document, &results()).contains("کارکرد.xlsx"));
    let text = serde_json::to_string(document.plan()).unwrap();
    let again: Plan = serde_json::from_str(&text).unwrap();
    assert_eq!(again.pay_results.as_ref().unwrap().read(), Some(results()));
    assert!(document.undo(NOW).is_some());
    assert!(document.plan().pay_results.is_none());
    assert!(document.redo(NOW).is_some());
    document.apply(Command::ChangePayPlans(Box::new(PayPlanCommand::RemoveResults)), NOW).unwrap();
    assert!(document.plan().pay_results.is_none());
}

#[test]
fn everybody_whom_the_file_names_is_paid_with_discount_cash_campaign_and_returns() {
    let document = document();
    let (plan, scenario) = (document.plan(), &document.plan().scenarios[0]);
    assert_eq!(years_of_results(plan, &results()), [1403]);
    let year = file_year(plan, scenario, None, &results(), 1403).unwrap();
    assert_eq!(year.unknown, [], "the file has all that the plan goes by");
    let file = year.file.as_ref().unwrap();
    assert_eq!((file.rows_of_nobody, &file.rows[..]), (1, &[2, 3, 4, 5][..]));
    let made = statements(&year.rules, &year.results);
    let totals: Vec<(u32, u8, i64)> = made.statements.iter().map(|one| (one.seller.0, one.first_month.month, one.total.0)).collect();
    // Half of the invoice of 900 came in, so 400 of the goods count: 40, and 30 for three pieces. What came back leaves
    // 300 of these 400 and takes 10.
    assert_eq!(totals, [(1, 1, 70), (1, 2, 0), (2, 1, 0)]);
    assert_eq!(made.statements[1].clawback_carried.after, Money(10));
    assert!(file_year(plan, scenario, None, &results(), 1404).is_none());
}

#[test]
fn what_a_file_lacks_and_a_plan_asks_for_is_told() {
    let document = document();
    let (plan, scenario) = (document.plan(), &document.plan().scenarios[0]);
    let bare = ActualResults { source: "a".into(), rows: vec![row(2, 1, 1, 1_000)] };
    let year = file_year(plan, scenario, None, &bare, 1403).unwrap();
    assert_eq!(year.unknown, [UnknownFigure::Collection, UnknownFigure::Quantity, UnknownFigure::Campaigns, UnknownFigure::Returns]);
}

#[test]
fn two_plans_are_compared_on_the_results_of_the_file() {
    let document = document();
    let (plan, scenario) = (document.plan(), &document.plan().scenarios[0]);
    let results = results();
    let compared = compare_plans(plan, scenario, None, ResultSource::File(&results, 1403), ("کامل", "ساده")).unwrap();
    let rows: Vec<_> = compared.comparison.sellers.iter().map(|row| (row.seller.0, row.first.0, row.second.0)).collect();
    // Five percent of 800 after discount, and of 600.
    assert_eq!(rows, [(1, 70, 40), (2, 0, 30)]);
}

#[test]
fn part_timers_have_their_part_of_fixed_pay_on_actual_results_too() {
    let mut document = document();
    let fixed = PayPlan { name: "کامل".into(), fixed_pay: Money(20_000), ..pay_plan(vec![component(Goal::Sales, rates(0.05))]) };
    document.apply(Command::ChangePayPlans(Box::new(PayPlanCommand::Put(KeptPayPlan::of(&fixed).unwrap()))), NOW).unwrap();
    let part_time = Person { working_time_share: 0.6, ..Person::named(PersonId(1), "ندا") };
    document.apply(Command::EditPerson(part_time), NOW).unwrap();
    let (plan, scenario) = (document.plan(), &document.plan().scenarios[0]);
    let told = ResultRow { active_share: Some(0.25), ..row(4, 1, 2, 0) };
    let results =
        ActualResults { source: "a".into(), rows: vec![row(2, 1, 1, 0), row(3, 1, 1, 0), told, row(5, 1, 2, 0), row(6, 2, 1, 0)] };
    let year = file_year(plan, scenario, None, &results, 1403).unwrap();
    let made = statements(&year.rules, &year.results);
    let totals: Vec<(u32, u8, i64)> = made.statements.iter().map(|one| (one.seller.0, one.first_month.month, one.total.0)).collect();
    assert_eq!(totals, [(1, 1, 12_000), (1, 2, 5_000), (2, 1, 20_000)], "what the file says comes first");
}

#[test]
fn what_was_read_is_shown_by_seller_and_month() {
    let document = document();
    let months = read_months(document.plan(), &results(), 1403);
    assert_eq!(months.len(), 4);
    let first = &months[0];
    assert_eq!((first.rows, first.invoiced, first.collected, first.quantity), (2, Money(900), Money(450), 3));
    assert_eq!(first.labels, ["نوروز"]);
    assert_eq!(months[1].returned, Money(100));
}
