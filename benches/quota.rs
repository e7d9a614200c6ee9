//! How long quotas take: a plan of 40 sellers and 2,000 customers by month, and a tree of 5,000 nodes.

#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use qalamro::quota::allocate;
use qalamro::{domain, quota};

#[path = "../src/quota/samples.rs"]
mod samples;

fn quotas(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("quota");
    group.sample_size(20);
    // Two goals each; every seat has a person on it beside its customers.
    for (teams, seats, accounts) in [(5, 8, 50), (10, 10, 48)] {
        let question = samples::company(teams, seats, accounts);
        let size = format!("{} nodes, {} sellers", question.nodes.len(), teams * seats);
        group.bench_function(format!("two goals, {size}"), |bencher| bencher.iter(|| allocate(&question)));
    }
    group.finish();
}

criterion_group!(benches, quotas);
criterion_main!(benches);
