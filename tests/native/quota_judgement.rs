//! Fairness and chances of quotas on a sample plan: sellers with all that they hold, what is expected of them, bands and
//! assumptions as decisions that can be taken back.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use qalamro::document::quota::chances::{attainment_problem, expectations, pay_of_expected, quota_to_earnings};
use qalamro::document::quota::fairness::quota_fairness;
use qalamro::document::quota::judgement::Expectation;
use qalamro::document::quota::pay::{KeptPayPlan, PayPlanCommand, PaySettings, pay_rules, seller_quotas};
use qalamro::document::quota::sellers::{Holder, sellers, vacant};
use qalamro::document::quota::settings::{GoalTarget, Holding, Who};
use qalamro::document::quota::{GoalSettings, NodeRef, OutlookSettings, QuotaCommand, QuotaResults, QuotaSettings, results};
use qalamro::document::{Command, CommandError, Document};
use qalamro::domain::{PersonId, ScenarioId, TerritoryId};
use qalamro::exchange::export_table::ExportCell;
use qalamro::quota::attainment::{AttainmentProblem, Simulation};
use qalamro::quota::fairness::published_bands;
use qalamro::quota::pay::PayPlan;
use qalamro::quota::{GoalKind, Measure, Method};
use qalamro::sample;
use qalamro::tabular::judgement_export::JudgementExport;

fn change(document: &mut Document, change: QuotaCommand) -> Result<(), CommandError> {
    document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).map(|_| ())
}

fn document() -> Document {
    let mut document = Document::open(sample::SAMPLES[0].document());
    let method = Method::By(Measure::Potential);
    change(&mut document, QuotaCommand::PutGoal(Box::new(GoalSettings::new(GoalKind::Sales, GoalTarget::Growth(0.0), method)))).unwrap();
    document
}

fn of(document: &Document) -> (QuotaResults, QuotaSettings) {
    let today = document.plan().today().unwrap();
    (results(document.plan(), today).unwrap(), QuotaSettings::clone(&today.quota))
}

fn first_seat(document: &Document) -> (TerritoryId, PersonId) {
    let territory = &document.plan().today().unwrap().territories[0];
    (territory.id, territory.seller.unwrap())
}

#[test]
fn a_seller_has_all_territories_and_each_by_the_time_on_it() {
    let mut document = document();
    let (results_before, _) = of(&document);
    let before = sellers(&results_before);
    let (seat, seller) = first_seat(&document);
    let other = document.plan().today().unwrap().territories[1].seller.unwrap();
    let year = results_before.answer.fiscal_year;
    let day = |month: usize, day: u8| {
        let month = year.months()[month];
        qalamro::domain::CivilDate { year: month.year, month: month.month, day }
            .in_calendar(year.calendar(), qalamro::domain::CalendarKind::Gregorian)
            .unwrap()
    };
    let holdings = vec![
        Holding { who: Who::Person(seller), from: None, until: Some(day(5, if year.months()[5].month <= 6 { 31 } else { 30 })) },
        Holding { who: Who::Person(other), from: Some(day(6, 1)), until: None },
    ];
    change(&mut document, QuotaCommand::Hold { territory: seat, holdings: Some(holdings) }).unwrap();
    let (results, _) = of(&document);
    let after = sellers(&results);
    let find = |sellers: &[qalamro::document::quota::sellers::SellerQuota], who| {
        sellers.iter().find(|seller| seller.holder == Holder::Person(who)).unwrap().clone()
    };
    let (one, two) = (find(&after, seller), find(&after, other));
    assert_eq!(two.nodes.len(), 2, "the colleague holds both");
    let street = |seller: &qalamro::document::quota::sellers::SellerQuota| seller.goal(GoalKind::Sales).unwrap().street;
    assert_eq!(street(&one) + street(&two), street(&find(&before, seller)) + street(&find(&before, other)), "nothing is lost on the way");
    let potential = |seller: &qalamro::document::quota::sellers::SellerQuota| seller.ground.potential.unwrap();
    assert!((potential(&one) / potential(&find(&before, seller)) - 0.5).abs() < 1e-9, "half a year holds half the potential");
    assert_eq!(vacant(&results, GoalKind::Sales), 0);
    let all: i64 = after.iter().map(street).sum();
    assert_eq!(all, results.answer.goals[0].nodes[0].street_total);
}

#[test]
fn quotas_by_potential_are_even_against_potential_and_not_against_sales() {
    let mut document = document();
    // By potential, everybody would be expected to attain the same.
    let last_year = OutlookSettings { expectation: Some(Expectation::LastYear), ..OutlookSettings::default() };
    change(&mut document, QuotaCommand::Expect(last_year)).unwrap();
    let (results, settings) = of(&document);
    let even = quota_fairness(&results, &settings, GoalKind::Sales);
    let spread = even.fairness.quota_to_potential.unwrap();
    assert!(spread.coefficient_of_variation.unwrap() < 1e-6);
    assert!((spread.mean - even.team_line().unwrap()).abs() < 1e-6 * spread.mean);
    assert!(even.fairness.quota_to_history.unwrap().coefficient_of_variation.unwrap() > 0.01);
    assert!(even.fairness.quota_with_potential.pearson.unwrap() > 0.999);
    assert!(even.fairness.attainment_with_territory_size.pearson.is_some());
}

#[test]
fn last_year_again_by_potential_is_expected_unless_someone_says_otherwise() {
    let mut document = document();
    let goal = GoalSettings::new(
        GoalKind::Collection,
        GoalTarget::ShareOfSales(0.8),
        Method::By(Measure::Goal(qalamro::document::quota::question::goal_key(GoalKind::Sales))),
    );
    change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
    let (results, settings) = of(&document);
    let sellers = sellers(&results);
    let expected = expectations(&sellers, &settings.judgement.outlook);
    let last_year: f64 = sellers.iter().filter_map(|seller| seller.ground.last_year).sum();
    assert!((expected.total(GoalKind::Sales) - last_year).abs() < 1.0);
    assert!(expected.assumed.is_empty() && !expected.is_without_basis);
    assert!((expected.total(GoalKind::Collection) / last_year - 0.8).abs() < 0.01, "as far as sales are reached");
    let grown = expectations(&sellers, &OutlookSettings { growth: 0.1, ..OutlookSettings::default() });
    assert!((grown.total(GoalKind::Sales) / last_year - 1.1).abs() < 1e-9);
    let by_potential = expectations(&sellers, &OutlookSettings { expectation: Some(Expectation::Potential), ..OutlookSettings::default() });
    assert!((by_potential.total(GoalKind::Sales) / last_year - 1.0).abs() < 1e-9, "the same in all, shared out otherwise");
    assert_eq!(by_potential, expected, "potential leads where that of every seller is known");
    let mut unknown = sellers.clone();
    unknown[0].ground.potential = None;
    assert_eq!(OutlookSettings::default().expectation_of(&unknown), Expectation::LastYear, "and nothing is made up where it is not");
    let none = expectations(&sellers, &OutlookSettings { expectation: Some(Expectation::Estimate), ..OutlookSettings::default() });
    assert!(none.is_without_basis);
    assert!((none.total(GoalKind::Sales) - results.answer.goals[0].target as f64).abs() < 1.0, "then the base is expected");
}

#[test]
fn one_estimate_leads_those_who_gave_none() {
    let mut document = document();
    let (before, _) = of(&document);
    let seats: Vec<_> = sellers(&before);
    let (seat, seller) = first_seat(&document);
    let base = seats.iter().find(|known| known.holder == Holder::Person(seller)).unwrap().goal(GoalKind::Sales).unwrap().base;
    let nodes = vec![(NodeRef::Seat(seat).key(), Some(base / 2))];
    change(&mut document, QuotaCommand::EstimateNodes { goal: GoalKind::Sales, nodes }).unwrap();
    let (results, _) = of(&document);
    let sellers = sellers(&results);
    let expected = expectations(&sellers, &OutlookSettings { expectation: Some(Expectation::Estimate), ..OutlookSettings::default() });
    assert_eq!(expected.assumed.len(), sellers.len() - 1);
    assert!((expected.total(GoalKind::Sales) / results.answer.goals[0].target as f64 - 0.5).abs() < 0.001);
}

#[test]
fn the_simulation_of_a_plan_follows_what_is_expected() {
    let mut document = document();
    let chance = |document: &Document| {
        let (results, _) = of(document);
        let mut chances = attainment_problem(document.plan(), document.plan().today().unwrap(), &results);
        chances.problem.trials = 2_000;
        let outlook = Simulation::new(chances.problem).finish();
        assert_eq!((outlook.sellers.len(), &outlook.pay), (chances.sellers.len(), &None));
        outlook.goals[0].chance_of_target.unwrap()
    };
    let even = chance(&document);
    assert!((0.3..0.6).contains(&even), "last year again reaches last year’s sum about half the time: {even}");
    let outlook = OutlookSettings { growth: 0.3, ..OutlookSettings::default() };
    change(&mut document, QuotaCommand::Expect(outlook)).unwrap();
    assert!(chance(&document) > even + 0.2);
}

#[test]
fn bands_and_assumptions_are_decisions_that_are_kept_and_taken_back() {
    let mut document = document();
    let before = document.plan().clone();
    let bytes = |document: &Document| serde_json::to_string(&*document.plan().today().unwrap().quota).unwrap();
    assert!(!bytes(&document).contains("judgement"), "a file is silent of what nobody decided");
    let mut bands = published_bands();
    bands[0].low = Some(0.4);
    change(&mut document, QuotaCommand::JudgeBy(Some(bands.clone()))).unwrap();
    let outlook = OutlookSettings { variation: 0.5, seed: 7, ..OutlookSettings::default() };
    change(&mut document, QuotaCommand::Expect(outlook)).unwrap();
    let kept: QuotaSettings = serde_json::from_str(&bytes(&document)).unwrap();
    assert_eq!((kept.judgement.bands(), kept.judgement.outlook), (bands, outlook));
    let wrong = OutlookSettings { variation: f64::NAN, ..outlook };
    assert!(matches!(change(&mut document, QuotaCommand::Expect(wrong)), Err(CommandError::OutOfRange { field: "variation" })));
    document.undo(0.0);
    document.undo(0.0);
    assert!(Arc::ptr_eq(document.plan(), &before) || *document.plan() == before);
}

/// Pay that is steeper above the quota than below costs more over many years than in the expected one.
#[test]
fn pay_costs_what_curves_pay_over_many_years() {
    let mut document = document();
    let written = r#"{"name": "p", "period": "month", "accrual": "of_period", "fixed_pay": 100000000, "target_variable": 100000000,
        "components": [{"name": "sales", "goal": "sales", "target_share": 1, "rule": {"rates": {"reading": "marginal", "pays": "of_target",
        "tiers": {"by_attainment": [{"from": 0, "rate": 0}, {"from": 1, "rate": 4}]}}}}]}"#;
    let pay: PayPlan = serde_json::from_str(written).unwrap();
    let put = PayPlanCommand::Put(KeptPayPlan::of(&pay).unwrap());
    document.apply(Command::ChangePayPlans(Box::new(put)), 0.0).unwrap();
    change(&mut document, QuotaCommand::PlanPay(PaySettings { usual: Some("p".into()), ..PaySettings::default() })).unwrap();
    let (results, _) = of(&document);
    let mut chances = attainment_problem(document.plan(), document.plan().today().unwrap(), &results);
    assert!(chances.without_pay.is_empty(), "{:?}", chances.without_pay);
    let expected = pay_of_expected(&chances.problem).unwrap();
    chances.problem.trials = 2_000;
    let sellers = chances.sellers.len() as f64;
    let outlook = Simulation::new(chances.problem).finish();
    let cost = outlook.pay.unwrap();
    assert!(cost.mean > expected * 1.05, "{} against {expected}", cost.mean);
    assert!(cost.cost.p10 >= sellers * 0.5 * 1.2e9 && cost.cost.p10 < cost.cost.p50 && cost.cost.p50 < cost.cost.p90);
    assert!(cost.mean_cost_of_sales.unwrap() > 0.0);
    let ratio = quota_to_earnings(document.plan(), document.plan().today().unwrap(), &results).unwrap();
    let asked = results.answer.goals[0].nodes[0].street_total as f64;
    let rules = pay_rules(document.plan(), document.plan().today().unwrap()).rules;
    let worked: f64 = seller_quotas(&rules, Some(&results)).iter().map(|seller| seller.active_months().share() / 12.0).sum();
    assert!(worked < sellers, "one of them works a part of the time");
    let earned = worked * 2.4e9;
    assert!((ratio / (asked / earned) - 1.0).abs() < 1e-6, "all quotas against what all earn on target in the time that they work");
}

#[test]
fn fairness_and_chances_go_out_to_the_last_unit() {
    let mut document = document();
    let mut goal = document.plan().today().unwrap().quota.goals[0].clone();
    goal.cushions_by_level.insert(0, 0.1);
    change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
    let (results, _) = of(&document);
    let (plan, scenario) = (document.plan(), document.plan().today().unwrap());
    let chances = attainment_problem(plan, scenario, &results);
    let outlook = Simulation::new(AttainmentProblem { trials: 500, ..chances.problem.clone() }).finish();
    let goal_name = |_: GoalKind| "فروش".to_owned();
    let export = JudgementExport {
        settings: &plan.settings,
        scenario,
        results: &results,
        chances: &chances,
        outlook: &outlook,
        goal_name: &goal_name,
    };
    let sellers = export.sellers();
    assert_eq!(sellers.rows.len(), chances.sellers.len());
    assert!(sellers.rows.iter().all(|row| row.len() == sellers.headers.len()));
    let number =
        |cell: &ExportCell| if let ExportCell::Number(number) = cell { number.parse::<f64>().unwrap() } else { panic!("{cell:?}") };
    let divisor = plan.settings.display_unit.smallest_per_shown(plan.settings.currency) as f64;
    let sum = |column: usize| sellers.rows.iter().map(|row| (number(&row[column]) * divisor).round() as i64).sum::<i64>();
    assert_eq!(sum(3) + sum(4), sum(5), "base and cushion are the quota");
    assert_eq!(sum(5), results.answer.goals[0].nodes[0].street_total);
    let company = export.company();
    assert!(company.rows.iter().all(|row| row.len() == company.headers.len()));
    assert_eq!((number(&company.rows[0][3]) * divisor).round() as i64, results.answer.goals[0].target);
    let chance = number(&company.rows[1][3]);
    assert!((chance - outlook.goals[0].chance_of_target.unwrap() * 100.0).abs() < 0.01);
}
