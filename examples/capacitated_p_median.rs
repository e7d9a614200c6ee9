//! Solves a published capacitated p-median instance and prints one JSON object.
//!
//! ```text
//! cargo run --release --example capacitated_p_median -- FILE.cpmp [--seconds T | --proposals N] [--seed S]
//! ```
//!
//! The file: `n p`, then n lines `x y capacity demand`. Distances of the files of the OR-Library (`cpmp…`) are
//! rounded down, those of others are not.

#[path = "door/mod.rs"]
mod door;

use std::process::ExitCode;

use door::{Arguments, LARGEST_COUNT, Reader};
use qalamro::territory::centred::{CentredProblem, Costs, Form};

fn main() -> ExitCode {
    door::main("capacitated_p_median FILE.cpmp", solve)
}

/// The answer to the program's arguments, or what is wrong with them or the file.
pub fn solve(arguments: &[String]) -> Result<serde_json::Value, String> {
    door::solve(arguments, 5.0, read)
}

fn read(arguments: &Arguments, reader: &mut Reader<'_>) -> Result<CentredProblem, String> {
    let unit_count = reader.count("number of units", 1..=LARGEST_COUNT)?;
    let territory_count = reader.count("number of medians", 1..=unit_count)?;
    let (mut points, mut capacities, mut demands) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..unit_count {
        points.push([reader.number("x")?, reader.number("y")?, 0.0]);
        capacities.push(reader.amount("capacity")?);
        demands.push(reader.amount("demand")?);
    }
    let form = if arguments.file_name().starts_with("cpmp") { Form::FlooredDistance } else { Form::Distance };
    let largest = capacities.iter().copied().fold(0.0, f64::max);
    let is_uniform = capacities.iter().all(|&capacity| capacity == largest);
    let costs = Costs::by_distance(points, &[], form);
    Ok(CentredProblem {
        centre_capacities: (!is_uniform).then_some(capacities),
        seed: arguments.seed,
        ..CentredProblem::new(costs, territory_count, demands, vec![0.0; territory_count], vec![largest; territory_count])
    })
}
