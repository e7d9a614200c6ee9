//! How long territory design takes: the first complete design, the whole run, and the figures of a design.

#![allow(missing_docs)]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use qalamro::territory::{Search, measures, position, problem};

#[path = "../src/territory/samples.rs"]
mod samples;

const SIZES: [(usize, usize, usize); 3] = [(600, 14, 2), (5_000, 25, 2), (10_000, 200, 2)];

fn design(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("territory");
    group.sample_size(10);
    for (units, territories, measure_count) in SIZES {
        let problem = samples::Sample::new(units, territories, measure_count, 1).problem();
        let size = format!("{units} units, {territories} territories");
        group.bench_function(format!("first design, {size}"), |bencher| {
            bencher.iter_batched(
                || problem.clone(),
                |problem| {
                    let mut search = Search::new(problem);
                    search.step(1)
                },
                BatchSize::LargeInput,
            );
        });
        group.bench_function(format!("whole run, {size}"), |bencher| {
            bencher.iter_batched(|| Search::new(problem.clone()), |mut search| search.finish().worst_deviation, BatchSize::LargeInput);
        });
        let mut search = Search::new(problem.clone());
        search.step(1);
        let assignment = search.best().assignment.clone();
        group.bench_function(format!("measures, {size}"), |bencher| {
            bencher.iter(|| measures(&problem, &assignment));
        });
    }
    group.finish();
}

criterion_group!(benches, design);
criterion_main!(benches);
