//! How long a hand move takes until figures and suggestions are there again, and the reorganisations.

#![allow(missing_docs)]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use qalamro::territory::suggest::{Advisor, USUAL_COUNT};
use qalamro::territory::{churn, measures, position, problem};

#[path = "../src/territory/samples.rs"]
mod samples;

fn after_a_move(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("suggestions");
    group.sample_size(20);
    for (units, territories) in [(600, 14), (10_000, 200)] {
        let problem = samples::Sample::new(units, territories, 4, 1).problem();
        let size = format!("{units} units, {territories} territories");
        let mut assignment: Vec<Option<u32>> = problem.units.iter().map(|unit| unit.today).collect();
        let mut advisor = Advisor::new(problem.clone(), &assignment);
        let mut moved = 0;
        group.bench_function(format!("figures and suggestions after a move, {size}"), |bencher| {
            bencher.iter_batched(
                || problem.clone(),
                |problem| {
                    moved = (moved + 37) % units;
                    assignment[moved] = assignment[(moved + 1) % units];
                    let figures = measures(&problem, &assignment);
                    advisor.follow(problem, &assignment);
                    (figures, advisor.suggest(USUAL_COUNT, &|_, _| true, &|_| false))
                },
                BatchSize::LargeInput,
            );
        });
        group.bench_function(format!("two newcomers, {size}"), |bencher| {
            let mut more = problem.clone();
            let target = problem::TerritoryTarget { shares: vec![1.0 / (territories + 2) as f64; 4], ..Default::default() };
            more.territories = vec![target; territories + 2];
            let today: Vec<Option<u32>> = problem.units.iter().map(|unit| unit.today).collect();
            bencher.iter(|| churn::carve_out(&more, &today, &[territories as u32, territories as u32 + 1]));
        });
    }
    group.finish();
}

criterion_group!(benches, after_a_move);
criterion_main!(benches);
