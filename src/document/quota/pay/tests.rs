//! Pay of a plan from end to end: commands and their uses, rules by role and team, quotas by seller, last year's results.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::comparison::{ResultSource, compare_plans};
use super::results::{KnownFigures, seller_totals, unknown_figures};
use super::rules::{PayNote, rules_of_year};
use super::*;
use crate::document::quota::QuotaCommand;
use crate::document::quota::settings::{GoalSettings, GoalTarget, Holding, QuotaGroup, Who};
use crate::document::{ChangeSummary, Command, CommandError, Document, Plan, PlanId, Settings, change_text};
use crate::domain::{
    Account, AccountId, CalendarKind, CivilDate, Money, Person, PersonId, SalesHistory, ScenarioId, Territory, TerritoryId, YearMonth,
};
use crate::locale::Language;
use crate::quota::pay::samples::{by_amount, component, plan as pay_plan};
use crate::quota::pay::{CollectionGate, Goal, PayPlan, Rate, Reading, Recognition, Rule, statements};
use crate::quota::{GoalKind, Measure, Method};

const NOW: f64 = 0.0;

/// Two sellers with a customer each, sales of 1404 known by month.
fn document() -> Document {
    let mut plan = Plan::new(PlanId("pay".into()), "plan", Settings::for_language(Language::Persian));
    let account = |id: u32, monthly: i64| {
        let mut account = Account::named(AccountId(id), format!("a{id}"));
        account.sales_history = Some(SalesHistory { first_month: YearMonth { year: 1404, month: 1 }, months: vec![Money(monthly); 12] });
        Arc::new(account)
    };
    plan.accounts = Arc::new(vec![account(1, 100), account(2, 300), account(3, 7)]);
    let person = |id: u32, role: &str| {
        let mut person = Person::named(PersonId(id), format!("p{id}"));
        person.service.role = Some(role.to_owned()).filter(|role| !role.is_empty());
        person
    };
    plan.people = Arc::new(vec![person(11, "ارشد"), person(12, ""), person(13, "سرپرست")]);
    let today = Arc::make_mut(&mut plan.scenarios[0]);
    let territory =
        |id: u32, seller: u32| Territory { id: TerritoryId(id), name: format!("t{id}"), colour_index: 0, seller: Some(PersonId(seller)) };
    today.territories = vec![territory(21, 11), territory(22, 12)];
    today.assignment = [(AccountId(1), TerritoryId(21)), (AccountId(2), TerritoryId(22))].into();
    plan.next_identity = 100;
    let mut document = Document::create(plan, NOW);
    let goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(9_600), Method::By(Measure::History([(1404, 1.0)].into())));
    document.apply(quota(QuotaCommand::PutGoal(Box::new(goal))), NOW).unwrap();
    document
}

fn quota(change: QuotaCommand) -> Command {
    Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }
}

fn named(name: &str, rate: f64) -> PayPlan {
    PayPlan { name: name.into(), ..pay_plan(vec![component(Goal::Sales, Rule::Rates(by_amount(Reading::Marginal, &[(0, rate)])))]) }
}

fn put(name: &str, rate: f64) -> Command {
    Command::ChangePayPlans(Box::new(PayPlanCommand::Put(KeptPayPlan::of(&named(name, rate)).unwrap())))
}

fn pay(usual: Option<&str>, by_role: &[(&str, &str)]) -> Command {
    let by_role = by_role.iter().map(|(role, plan)| ((*role).to_owned(), (*plan).to_owned())).collect();
    quota(QuotaCommand::PlanPay(PaySettings { usual: usual.map(str::to_owned), by_role }))
}

pub(crate) fn with_plans() -> Document {
    let mut document = document();
    for command in [put("عادی", 0.1), put("ارشد", 0.2), pay(Some("عادی"), &[(" ارشد ", "ارشد")])] {
        document.apply(command, NOW).unwrap();
    }
    document
}

fn today(document: &Document) -> (&Plan, Arc<crate::document::Scenario>) {
    (document.plan(), Arc::clone(document.plan().today().unwrap()))
}

#[test]
fn a_renamed_plan_takes_its_uses_along_and_a_removed_one_ends_them() {
    let mut document = with_plans();
    document.apply(Command::AddScenario { name: "ب".into(), from: ScenarioId::TODAY }, NOW).unwrap();
    let replace = |old: &str, new: &str| {
        let new = KeptPayPlan::of(&named(new, 0.2)).unwrap();
        Command::ChangePayPlans(Box::new(PayPlanCommand::Replace { old: old.into(), new }))
    };
    assert_eq!(document.apply(replace("ارشد", "عادی"), NOW), Err(CommandError::NameIsTaken));
    assert_eq!(document.apply(replace("نیست", "تازه"), NOW), Err(CommandError::UnknownPayPlan));
    let before = document.plan().clone();
    let change = document.apply(replace("ارشد", "ممتاز"), NOW).unwrap();
    let marks = ['\u{2068}', '\u{2069}'];
    assert_eq!(change_text(&change, Language::Persian).replace(marks, ""), "نام طرح پورسانت «ارشد» به «ممتاز» تغییر کرد");
    assert_eq!(change_text(&change, Language::English).replace(marks, ""), "Pay plan “ارشد” renamed to “ممتاز”");
    for scenario in &document.plan().scenarios {
        assert_eq!(scenario.quota.pay.by_role, [("ارشد".to_owned(), "ممتاز".to_owned())].into(), "uses go along in every scenario");
    }
    document.undo(NOW).unwrap();
    assert_eq!(*document.plan(), before);
    document.redo(NOW).unwrap();
    for name in ["ممتاز", "عادی"] {
        let change = document.apply(Command::ChangePayPlans(Box::new(PayPlanCommand::Remove(name.into()))), NOW).unwrap();
        assert_eq!(change, ChangeSummary::PayPlansChanged(PayPlanChange::Removed(name.into())));
    }
    assert!(document.plan().scenarios.iter().all(|scenario| scenario.quota.pay.is_nothing()));
    assert_eq!(document.apply(pay(Some("عادی"), &[]), NOW), Err(CommandError::UnknownPayPlan));
}

#[test]
fn a_plan_put_twice_is_replaced() {
    let mut document = with_plans();
    let change = document.apply(put("عادی", 0.3), NOW).unwrap();
    assert_eq!(change, ChangeSummary::PayPlansChanged(PayPlanChange::Changed("عادی".into())));
    assert_eq!(kept_plans(document.plan())[0], named("عادی", 0.3));
    assert_eq!(document.plan().pay_plans.len(), 2);
}

#[test]
fn the_role_decides_the_plan_and_else_the_usual_one_holds() {
    let mut document = with_plans();
    let (plan, scenario) = today(&document);
    let found = pay_rules(plan, &scenario);
    let on = |found: &ScenarioPay| found.rules.assignments.iter().map(|on| (on.seller.0, on.plan.clone())).collect::<Vec<_>>();
    assert_eq!(on(&found), [(11, "ارشد".to_owned()), (12, "عادی".to_owned())], "who neither sits nor leads is not paid");
    assert_eq!(found.rules.first_month, YearMonth { year: 1405, month: 1 });
    assert!(found.notes.is_empty());
    document.apply(pay(None, &[("ارشد", "ارشد")]), NOW).unwrap();
    let (plan, scenario) = today(&document);
    let found = pay_rules(plan, &scenario);
    assert_eq!((on(&found).len(), found.notes), (1, vec![PayNote::WithoutPlan(vec![PersonId(12)])]));
}

#[test]
fn leaders_come_from_the_tree_and_their_team_is_asked_for_what_its_people_are() {
    let mut document = with_plans();
    document.apply(quota(QuotaCommand::AddGroup { name: "شمال".into(), parent: None }), NOW).unwrap();
    let group = document.plan().scenarios[0].quota.groups[0].clone();
    let led = |leader: u32| quota(QuotaCommand::EditGroup(QuotaGroup { leader: Some(PersonId(leader)), ..group.clone() }));
    assert_eq!(document.apply(led(99), NOW), Err(CommandError::UnknownPerson));
    document.apply(led(13), NOW).unwrap();
    document.apply(quota(QuotaCommand::PlaceSeats { territories: vec![TerritoryId(21)], group: Some(group.id) }), NOW).unwrap();
    let (plan, scenario) = today(&document);
    let found = pay_rules(plan, &scenario);
    let leaders: Vec<_> = found.rules.assignments.iter().map(|on| (on.seller.0, on.leader.map(|leader| leader.0))).collect();
    assert_eq!(leaders, [(11, Some(13)), (12, None), (13, None)]);
    let quotas = seller_quotas(&found.rules, crate::document::quota::results(plan, &scenario).as_ref());
    let sales = |at: usize| (quotas[at].year().own.sales, quotas[at].year().team.sales);
    assert_eq!((sales(0), sales(1), sales(2)), ((Some(2_400), None), (Some(7_200), None), (None, Some(2_400))));
    assert!(quotas.iter().all(|seller| seller.months.iter().all(|month| month.active_months == Rate::ONE)));
    // A leader who leaves the team leaves the groups as well.
    document.apply(Command::RemovePerson(PersonId(13)), NOW).unwrap();
    assert_eq!(document.plan().scenarios[0].quota.groups[0].leader, None);
}

#[test]
fn nobody_is_led_by_themselves_through_others() {
    let mut document = with_plans();
    for (name, parent) in [("بالا", None), ("پایین", Some(0))] {
        let parent = parent.map(|at: usize| document.plan().scenarios[0].quota.groups[at].id);
        document.apply(quota(QuotaCommand::AddGroup { name: name.into(), parent }), NOW).unwrap();
    }
    let groups = document.plan().scenarios[0].quota.groups.clone();
    for (group, leader) in groups.iter().zip([11, 12]) {
        let leader = Some(PersonId(leader));
        document.apply(quota(QuotaCommand::EditGroup(QuotaGroup { leader, ..group.clone() })), NOW).unwrap();
    }
    // The leader of all sits below the other one.
    document.apply(quota(QuotaCommand::PlaceSeats { territories: vec![TerritoryId(21)], group: Some(groups[1].id) }), NOW).unwrap();
    let (plan, scenario) = today(&document);
    let found = pay_rules(plan, &scenario);
    let leaders: Vec<_> = found.rules.assignments.iter().map(|on| on.leader.map(|leader| leader.0)).collect();
    assert_eq!(leaders, [None, Some(11)]);
    assert!(crate::quota::pay::pay_findings(&found.rules, &[]).is_empty());
}

#[test]
fn service_and_hires_are_followed_through_the_planned_year() {
    let mut document = with_plans();
    let mut person = document.plan().people[0].clone();
    let day = |month: u8, day: u8| CivilDate { year: 1405, month, day }.in_calendar(CalendarKind::SolarHijri, CalendarKind::Gregorian);
    (person.service.from, person.service.until) = (day(3, 10), day(9, 30));
    document.apply(Command::EditPerson(person), NOW).unwrap();
    let holdings = vec![
        Holding { who: Who::Person(PersonId(11)), from: None, until: day(9, 30) },
        Holding { who: Who::Hire("جانشین".into()), from: day(10, 1), until: None },
    ];
    document.apply(quota(QuotaCommand::Hold { territory: TerritoryId(21), holdings: Some(holdings) }), NOW).unwrap();
    let (plan, scenario) = today(&document);
    let found = pay_rules(plan, &scenario);
    let month = |month| YearMonth { year: 1405, month };
    assert_eq!((found.rules.assignments[0].from, found.rules.assignments[0].until), (month(3), Some(month(9))));
    assert_eq!(found.notes, [PayNote::HiresLeftOut(1)]);
    let quotas = seller_quotas(&found.rules, crate::document::quota::results(plan, &scenario).as_ref());
    assert_eq!(quotas[0].months[0].active_months, Rate::ZERO);
    assert_eq!(quotas[0].months[4].active_months, Rate::ONE);
    let results = what_if(&found.rules, &quotas, WhatIf::all(Rate::ONE));
    assert!(results.iter().filter(|month| month.seller == PersonId(11)).all(|result| (month(3)..=month(9)).contains(&result.month)));
    // Somebody whose service ended before the planned year is not paid in it.
    let earlier = rules_of_year(plan, &scenario, 1407, super::rules::Presence::AsServed);
    assert!(earlier.rules.assignments.iter().all(|on| on.seller != PersonId(11)));
}

#[test]
fn a_part_timer_on_two_territories_is_paid_and_carries_as_one_part_timer() {
    let mut document = with_plans();
    let mut goal = document.plan().scenarios[0].quota.goals[0].clone();
    goal.capacity = Some(crate::quota::SellerCapacity {
        productivity_per_month: 1_000.0,
        attainment: 1.0,
        reading: crate::quota::AttainmentReading::Everyone,
    });
    document.apply(quota(QuotaCommand::PutGoal(Box::new(goal))), NOW).unwrap();
    let person = Person { working_time_share: 0.6, ..document.plan().people[0].clone() };
    document.apply(Command::EditPerson(person), NOW).unwrap();
    let both = vec![Holding { who: Who::Person(PersonId(11)), from: None, until: None }];
    document.apply(quota(QuotaCommand::Hold { territory: TerritoryId(22), holdings: Some(both) }), NOW).unwrap();
    let (plan, scenario) = today(&document);
    let results = crate::document::quota::results(plan, &scenario).unwrap();
    let found = pay_rules(plan, &scenario);
    let quotas = seller_quotas(&found.rules, Some(&results));
    let own = quotas.iter().find(|seller| seller.seller == PersonId(11)).unwrap();
    assert!(own.months.iter().all(|month| month.active_months == Rate::percent(60)), "{:?}", own.months[0].active_months);
    let sellers = crate::document::quota::sellers::sellers(&results);
    let carried = sellers[0].goal(GoalKind::Sales).unwrap().capacity;
    assert_eq!((sellers.len(), carried), (1, Some(7_200)), "600 a month, on however many territories");
    assert_eq!(results.answer.goals[0].nodes[0].capacity(), Some(7_200));
    assert!(!scenario.quota.is_nothing());
}

#[test]
fn what_a_part_of_the_year_holds_goes_by_the_season_as_its_quota_does() {
    let mut document = with_plans();
    let weights: [f64; 12] = std::array::from_fn(|month| if month < 6 { 1.0 } else { 3.0 });
    let schedules = crate::document::quota::Schedules {
        seasons: [("s".to_owned(), crate::quota::Season::by_month(weights))].into(),
        ..Default::default()
    };
    document.apply(Command::ChangeSchedules(schedules), NOW).unwrap();
    let mut goal = document.plan().scenarios[0].quota.goals[0].clone();
    goal.season = Some("s".into());
    document.apply(quota(QuotaCommand::PutGoal(Box::new(goal))), NOW).unwrap();
    let day = |month: u8| CivilDate { year: 1405, month, day: 1 }.in_calendar(CalendarKind::SolarHijri, CalendarKind::Gregorian);
    let from_mehr = vec![Holding { who: Who::Person(PersonId(11)), from: day(7), until: None }];
    document.apply(quota(QuotaCommand::Hold { territory: TerritoryId(21), holdings: Some(from_mehr) }), NOW).unwrap();
    let (plan, scenario) = today(&document);
    let results = crate::document::quota::results(plan, &scenario).unwrap();
    let sellers = crate::document::quota::sellers::sellers(&results);
    let (part, whole) = (&sellers[0], &sellers[1]);
    let last_year = |seller: &crate::document::quota::sellers::SellerQuota| seller.ground.last_year.unwrap();
    let quota = |seller: &crate::document::quota::sellers::SellerQuota| seller.goal(GoalKind::Sales).unwrap().base as f64;
    assert!((last_year(part) - 900.0).abs() < 1e-6, "three quarters of 1,200 fall into the second half: {}", last_year(part));
    assert!((quota(part) / last_year(part) - quota(whole) / last_year(whole)).abs() < 1e-9, "nobody looks overloaded by dates alone");
}

#[test]
fn last_years_sales_go_to_those_who_hold_the_territories() {
    let document = with_plans();
    let (plan, scenario) = today(&document);
    let quotas = crate::document::quota::results(plan, &scenario);
    let last = last_year(plan, &scenario, quotas.as_ref(), None).unwrap();
    assert_eq!((last.year, last.rules.first_month), (1404, YearMonth { year: 1404, month: 1 }));
    assert_eq!(last.sales_of_nobody, Money(84), "a customer without a territory is nobody's");
    assert_eq!(seller_totals(&last.results), [(PersonId(11), Money(1_200)), (PersonId(12), Money(3_600))].into());
    assert_eq!(last.results[0].quotas.sales, quotas.as_ref().map(|_| 200), "the planned year's first month");
    let paid = statements(&last.rules, &last.results);
    assert!(paid.findings.is_empty(), "{:?}", paid.findings);
    let total = |seller: u32| paid.statements.iter().filter(|one| one.seller == PersonId(seller)).map(|one| one.total.0).sum::<i64>();
    assert_eq!((total(11), total(12)), (240, 360));
    assert!(!last.is_spread_evenly && last.unknown.is_empty());
}

#[test]
fn what_a_history_does_not_have_is_told() {
    let mut document = with_plans();
    let mut wanting = named("عادی", 0.1);
    wanting.components[0].gate = Some(CollectionGate::OnlyFrom(Rate::percent(80)));
    document.apply(Command::ChangePayPlans(Box::new(PayPlanCommand::Put(KeptPayPlan::of(&wanting).unwrap()))), NOW).unwrap();
    let (plan, scenario) = today(&document);
    assert_eq!(last_year(plan, &scenario, None, None).unwrap().unknown, [UnknownFigure::Collection]);
    let known = last_year(plan, &scenario, None, Some(Rate::percent(80))).unwrap();
    assert!(known.unknown.is_empty());
    assert_eq!(known.results[0].entries[0].collected, Money(80));
    wanting.components[0].gate = None;
    wanting.components[0].basis.recognition = Recognition::OnCash;
    assert_eq!(unknown_figures(&[&wanting], KnownFigures::default()), [UnknownFigure::Collection]);
    assert!(unknown_figures(&[&wanting], KnownFigures { collection: true, ..KnownFigures::default() }).is_empty());
}

#[test]
fn years_without_months_are_spread_evenly_and_that_is_told() {
    let mut document = with_plans();
    let mut account = Account::clone(&document.plan().accounts[0]);
    (account.sales, account.sales_history) = (Some(Money(1_000)), None);
    document.apply(Command::RemoveAccounts(vec![AccountId(2), AccountId(3)]), NOW).unwrap();
    document.apply(Command::EditAccount(Box::new(account)), NOW).unwrap();
    let (plan, scenario) = today(&document);
    let last = last_year(plan, &scenario, None, None).unwrap();
    assert!(last.is_spread_evenly);
    assert_eq!(seller_totals(&last.results)[&PersonId(11)], Money(1_000));
    assert!(last.results.iter().all(|month| month.seller != PersonId(11) || (83..=84).contains(&month.entries[0].gross.0)));
    document.apply(Command::RemoveAccounts(vec![AccountId(1)]), NOW).unwrap();
    let (plan, scenario) = today(&document);
    assert_eq!(last_year(plan, &scenario, None, None), None);
}

#[test]
fn at_their_quota_everybody_earns_the_rate_of_it() {
    let document = with_plans();
    let (plan, scenario) = today(&document);
    let found = pay_rules(plan, &scenario);
    let quotas = seller_quotas(&found.rules, crate::document::quota::results(plan, &scenario).as_ref());
    let paid = |attainment| statements(&found.rules, &what_if(&found.rules, &quotas, WhatIf::all(attainment)));
    let total: i64 = paid(Rate::ONE).statements.iter().filter(|one| one.seller == PersonId(12)).map(|one| one.total.0).sum();
    assert_eq!(total, 720, "a tenth of 7,200");
    assert!(paid(Rate::ZERO).statements.iter().all(|one| one.total == Money(0)));
}

#[test]
fn two_plans_are_compared_on_the_same_sales_whatever_the_roles() {
    let mut document = with_plans();
    // A plan that is not finished and that nobody asked for hinders nothing.
    let mut open = named("باز", 0.1);
    if let Rule::Rates(table) = &mut open.components[0].rule {
        table.reading = None;
    }
    document.apply(Command::ChangePayPlans(Box::new(PayPlanCommand::Put(KeptPayPlan::of(&open).unwrap()))), NOW).unwrap();
    let (plan, scenario) = today(&document);
    let made = compare_plans(plan, &scenario, None, ResultSource::Sales(None), ("عادی", "ارشد")).unwrap();
    let rows: Vec<_> = made.comparison.sellers.iter().map(|row| (row.seller.0, row.first.0, row.second.0, row.difference.0)).collect();
    assert_eq!(rows, [(11, 120, 240, 120), (12, 360, 720, 360)]);
    assert_eq!((made.comparison.first, made.comparison.second, made.comparison.difference), (Money(480), Money(960), Money(480)));
    assert!(made.comparison.is_complete());
    let open = compare_plans(plan, &scenario, None, ResultSource::Sales(None), ("عادی", "باز")).unwrap();
    assert!(!open.comparison.is_complete() && open.comparison.first_findings.is_empty());
}

#[test]
fn what_pay_costs_on_target_and_by_role_follows_from_the_quotas() {
    let document = with_plans();
    let (plan, scenario) = today(&document);
    let found = pay_rules(plan, &scenario);
    let quotas = seller_quotas(&found.rules, crate::document::quota::results(plan, &scenario).as_ref());
    let on_target = super::summary::cost_at(&found.rules, &quotas, Rate::ONE);
    assert!(on_target.is_reckoned());
    // A fifth of 2,400 and a tenth of 7,200, of sales of 9,600.
    assert_eq!((on_target.cost.total, on_target.cost.sales), (Money(1_200), Money(9_600)));
    assert_eq!(on_target.cost.cost_of_sales, Some(0.125));
    let roles = super::summary::roles(&found.rules, &quotas);
    let told: Vec<_> =
        roles.iter().map(|role| (role.role.as_str(), role.sellers.len(), role.pay_at(Rate::ONE), role.quota_to_earnings)).collect();
    let everybody = quotas_of_everybody(crate::document::quota::results(plan, &scenario).as_ref());
    assert_eq!(everybody.iter().map(|seller| seller.year().own.sales).collect::<Vec<_>>(), [Some(2_400), Some(7_200)]);
    assert_eq!(told, [("", 1, Some(Money(60)), Some(10.0)), ("ارشد", 1, Some(Money(40)), Some(5.0))]);
}

#[test]
fn a_planned_hire_is_simulated_on_the_plan_of_the_role_its_place_is_called_after() {
    let mut document = with_plans();
    let day = |month, day| CivilDate { year: 1405, month, day }.in_calendar(CalendarKind::SolarHijri, CalendarKind::Gregorian);
    let year = QuotaCommand::PlanYear(Some(1405));
    document.apply(quota(year), NOW).unwrap();
    for (name, rate) in [("ارشد", 0.2), ("جانشین", 0.1)] {
        let holdings = vec![Holding { who: Who::Hire(name.into()), from: day(10, 1), until: None }];
        document.apply(quota(QuotaCommand::Hold { territory: TerritoryId(21), holdings: Some(holdings) }), NOW).unwrap();
        let (plan, scenario) = today(&document);
        let results = crate::document::quota::results(plan, &scenario).unwrap();
        let chances = crate::document::quota::chances::attainment_problem(plan, &scenario, &results);
        let place = chances.sellers.iter().position(|seller| seller.name == name).unwrap();
        let hire = &chances.problem.sellers[place];
        let asked = hire.goals[0].quota as f64;
        assert!(asked > 0.0 && asked < 2_400.0, "three months of the year: {asked}");
        let paid = hire.pay.as_ref().unwrap().pay(&[asked, 0.0, 0.0], &[0.0; 3]);
        assert!((paid - asked * rate).abs() < 2.0, "{paid} {asked}");
    }
}
