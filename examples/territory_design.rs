//! Solves a published commercial territory design instance and prints one JSON object.
//!
//! ```text
//! cargo run --release --example territory_design -- FILE.tdp [--seconds T | --proposals N] [--seed S]
//! ```
//!
//! The file: n; n lines `id x y w1 w2 w3 0`; m; m lines `u v`; `p p tau tau tau tau`. Each of three measures within
//! tau of its mean, every territory in one piece, least sum of distances to the centre unit.

#[path = "door/mod.rs"]
mod door;

use std::process::ExitCode;

use door::{Arguments, LARGEST_COUNT, Reader};
use qalamro::territory::centred::{CentredProblem, Costs, Form};

const MEASURES: usize = 3;

fn main() -> ExitCode {
    door::main("territory_design FILE.tdp", solve)
}

/// The answer to the program's arguments, or what is wrong with them or the file.
pub fn solve(arguments: &[String]) -> Result<serde_json::Value, String> {
    door::solve(arguments, 2.0, read)
}

fn read(arguments: &Arguments, reader: &mut Reader<'_>) -> Result<CentredProblem, String> {
    let unit_count = reader.count("number of units", 1..=LARGEST_COUNT)?;
    let (mut points, mut values) = (Vec::new(), Vec::new());
    let mut totals = [0.0; MEASURES];
    for _ in 0..unit_count {
        reader.skip("identifier")?;
        points.push([reader.number("x")?, reader.number("y")?, 0.0]);
        for total in &mut totals {
            let value = reader.amount("value")?;
            *total += value;
            values.push(value);
        }
        reader.skip("last column")?;
    }
    let edge_count = reader.count("number of adjacencies", 0..=LARGEST_COUNT)?;
    let neighbours = reader.adjacency(unit_count, edge_count, 0)?;
    let territory_count = reader.count("number of territories", 1..=unit_count)?;
    reader.skip("number of territories again")?;
    let tolerance_share = reader.amount("tolerance")?;
    let bound = |factor: f64| -> Vec<f64> {
        (0..territory_count).flat_map(|_| totals.iter().map(move |total| total / territory_count as f64 * factor)).collect()
    };
    let costs = Costs::by_distance(points, &[], Form::Distance);
    Ok(CentredProblem {
        neighbours,
        is_contiguous: true,
        seed: arguments.seed,
        ..CentredProblem::new(costs, territory_count, values, bound(1.0 - tolerance_share), bound(1.0 + tolerance_share))
    })
}
