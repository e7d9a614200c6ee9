//! How long the page is held up by what changes hands between two scenarios, with what speaks for each move.

#![allow(missing_docs, clippy::expect_used)]

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use qalamro::document::comparison::compare;
use qalamro::document::handover::exchange;
use qalamro::document::neighbourhood::Neighbourhood;
use qalamro::document::wishes::TogetherBy;
use qalamro::document::{Plan, PlanId, Settings, SharedOut};
use qalamro::domain::{Account, AccountId, AreaId, Coordinates, ScenarioId, Territory, TerritoryId};
use qalamro::locale::Language;

#[path = "../src/territory/samples.rs"]
mod samples;
use qalamro::territory::{position, problem};

const ACCOUNTS: usize = 10_000;

/// What the second scenario wishes.
#[derive(Clone, Copy)]
enum Wish {
    /// Nothing.
    Nothing,
    /// Territories in one piece.
    OnePiece,
    /// So many areas whole, and territories in one piece.
    Areas(u32),
    /// Companies of so many customers stay together; territories need not be in one piece.
    Companies(u32),
}

/// A plan in which every customer goes from its territory to the next one.
fn plan(territories: u32, wish: Wish) -> Plan {
    let problem = samples::Sample::new(ACCOUNTS, territories as usize, 2, 1).problem();
    let mut plan = Plan::new(PlanId("bench".into()), "bench", Settings::for_language(Language::English));
    let areas = if let Wish::Areas(areas) = wish { areas } else { 1 };
    let first = problem.units.first().and_then(|unit| unit.position).expect("a place");
    // Areas are strips from north to south, as many in each territory.
    let mut order: Vec<usize> = (0..problem.units.len()).collect();
    let longitude = |at: usize| problem.units[at].position.unwrap_or(first).longitude_degrees;
    order.sort_by(|one, other| longitude(*one).total_cmp(&longitude(*other)));
    let mut strip_of = vec![0_u32; order.len()];
    order.iter().enumerate().for_each(|(rank, &at)| strip_of[at] = (rank * areas as usize / ACCOUNTS) as u32);
    let account = |(number, unit): (u32, &problem::Unit)| {
        let mut account = Account::named(AccountId(number), format!("a{number}"));
        account.coordinates = unit.position.and_then(|place| Coordinates::new(place.latitude_degrees, place.longitude_degrees));
        account.potential = unit.values.first().copied();
        account.area = Some(AreaId(strip_of[number as usize]));
        if let Wish::Companies(size) = wish {
            account.extra = [("Company".to_owned(), (number / size).to_string())].into();
        }
        Arc::new(account)
    };
    plan.accounts = Arc::new((0_u32..).zip(&problem.units).map(account).collect());
    let owner = |number: u32, step: u32| match wish {
        Wish::Areas(_) => (strip_of[number as usize] + step) % territories,
        _ => (problem.units[number as usize].today.unwrap_or(0) + step) % territories,
    };
    let mut today = (*plan.scenarios[0]).clone();
    let territory = |id: u32| Territory { id: TerritoryId(id), name: format!("T{id}"), colour_index: 0, seller: None };
    today.territories = (0..territories).map(territory).collect();
    let mut next = today.clone();
    next.id = ScenarioId(1);
    today.assignment = (0..ACCOUNTS as u32).map(|number| (AccountId(number), TerritoryId(owner(number, 0)))).collect();
    next.assignment = (0..ACCOUNTS as u32).map(|number| (AccountId(number), TerritoryId(owner(number, 1)))).collect();
    let wishes = &mut next.design.wishes;
    wishes.is_contiguous = matches!(wish, Wish::OnePiece | Wish::Areas(_));
    match wish {
        Wish::Areas(_) => wishes.shared_out = SharedOut::Areas,
        Wish::Companies(_) => wishes.keep_together_by = Some(TogetherBy::Column("Company".into())),
        Wish::Nothing | Wish::OnePiece => {}
    }
    plan.scenarios = vec![Arc::new(today), Arc::new(next)];
    plan
}

fn handover(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("handover");
    group.sample_size(10);
    for (name, territories, wish) in [
        ("no wish, 200 territories", 200, Wish::Nothing),
        ("one piece, 200 territories", 200, Wish::OnePiece),
        ("one piece, 3 territories", 3, Wish::OnePiece),
        ("9 whole areas in one piece, 3 territories", 3, Wish::Areas(9)),
        ("companies of 2000, 3 territories", 3, Wish::Companies(2000)),
    ] {
        let plan = plan(territories, wish);
        let shared_out = plan.scenarios[1].design.wishes.shared_out;
        let beside = plan.scenarios[1].design.wishes.is_contiguous.then(|| Neighbourhood::new(&plan, shared_out, None));
        let compared = || compare(&plan, &[ScenarioId::TODAY, ScenarioId(1)]).columns;
        let columns = compared();
        let moved = exchange(&plan, &columns[0], &columns[1], beside.as_ref()).handovers.len();
        group.bench_function(format!("{name}: {moved} moves"), |bencher| {
            bencher.iter(|| exchange(&plan, &columns[0], &columns[1], beside.as_ref()));
        });
        group.bench_function(format!("{name}: the figures of both"), |bencher| bencher.iter(compared));
    }
    group.finish();
}

criterion_group!(benches, handover);
criterion_main!(benches);
