//! How long the page is held up by a step that a worker carries out and judges, and how long the worker takes.

#![allow(missing_docs, clippy::expect_used)]

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use qalamro::document::churn::{Churn, asked};
use qalamro::document::neighbourhood::Neighbourhood;
use qalamro::document::results::results_in;
use qalamro::document::suggestions::{AccountStep, PlanSuggestion, step_question};
use qalamro::document::{Plan, PlanId, Settings, SharedOut};
use qalamro::domain::{Account, AccountId, Coordinates, ScenarioId, Territory, TerritoryId};
use qalamro::locale::Language;
use qalamro::territory::suggest::Effect;

#[path = "../src/territory/samples.rs"]
mod samples;
use qalamro::territory::{position, problem};

/// A plan of so many customers and territories that shall be in one piece.
fn plan(accounts: usize, territories: usize) -> Plan {
    let problem = samples::Sample::new(accounts, territories, 2, 1).problem();
    let mut plan = Plan::new(PlanId("bench".into()), "bench", Settings::for_language(Language::English));
    let account = |(number, unit): (u32, &problem::Unit)| {
        let mut account = Account::named(AccountId(number), format!("a{number}"));
        account.coordinates = unit.position.and_then(|place| Coordinates::new(place.latitude_degrees, place.longitude_degrees));
        account.potential = unit.values.first().copied();
        Arc::new(account)
    };
    plan.accounts = Arc::new((0_u32..).zip(&problem.units).map(account).collect());
    let today = Arc::make_mut(&mut plan.scenarios[0]);
    let territory = |id: u32| Territory { id: TerritoryId(id), name: format!("T{id}"), colour_index: 0, seller: None };
    today.territories = (0..territories as u32).map(territory).collect();
    let owners = (0_u32..).zip(&problem.units).filter_map(|(number, unit)| Some((AccountId(number), TerritoryId(unit.today?))));
    today.assignment = owners.collect();
    today.design.wishes.is_contiguous = true;
    plan
}

fn steps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("steps");
    group.sample_size(10);
    for (accounts, territories) in [(600, 14), (10_000, 200)] {
        let size = format!("{accounts} customers, {territories} territories");
        let plan = plan(accounts, territories);
        let beside = Neighbourhood::new(&plan, SharedOut::Accounts, None);
        let scenario = plan.today().expect("today").clone();
        let results = results_in(&plan, &scenario, Some(&beside));
        let leave = Churn::Leave { territories: vec![TerritoryId(3)], stay_vacant: false, off_the_team: None };
        let put = || asked(&plan, ScenarioId::TODAY, &leave, Some(&beside)).expect("it can be done");
        group.bench_function(format!("a seller leaves, put as a question, {size}"), |bencher| bencher.iter(put));
        let question = put();
        group.bench_function(format!("a question as a message, {size}"), |bencher| {
            bencher.iter(|| qalamro::port::worker::to_bytes(&*question.question).expect("bytes"));
        });
        group.bench_function(format!("a seller leaves, answered, {size}"), |bencher| bencher.iter(|| question.question.answer()));
        let answer = question.question.answer();
        group.bench_function(format!("what comes of it, {size}"), |bencher| {
            bencher.iter(|| question.outcome(&plan, &results, &answer).expect("it can be done"));
        });
        let (account, from) = scenario.assignment.iter().next().map(|(account, from)| (*account, *from)).expect("an account");
        let to = scenario.territories.iter().map(|territory| territory.id).find(|id| *id != from).expect("another");
        let suggestion = PlanSuggestion {
            steps: vec![AccountStep { account, from: Some(from), to }],
            eases: None,
            territories: Vec::new(),
            largest_deviations: Vec::new(),
            dispersion_km: Effect::default(),
            moved_sales_share: None,
            moved_account_share: Effect::default(),
            returning: 0,
        };
        let put = || step_question(&plan, &scenario, Some(&beside), &suggestion);
        group.bench_function(format!("a suggestion, put as a question, {size}"), |bencher| bencher.iter(put));
        let question = put();
        group.bench_function(format!("a suggestion, judged, {size}"), |bencher| bencher.iter(|| question.answer()));
    }
    group.finish();
}

criterion_group!(benches, steps);
criterion_main!(benches);
