//! Solves a published capacitated p-median instance and prints one JSON object.
//!
//! ```text
//! cargo run --release --example capacitated_p_median -- FILE.cpmp [--seconds T] [--seed S]
//! ```
//!
//! The file: `n p`, then n lines `x y capacity demand`. Distances of the files of the OR-Library (`cpmp…`) are
//! rounded down, those of others are not.

#[path = "door/mod.rs"]
mod door;

use std::process::ExitCode;

use door::{Arguments, Reader};
use qalamro::territory::centred::{CentredProblem, Costs, Form};

fn main() -> ExitCode {
    door::main("capacitated_p_median FILE.cpmp [--seconds T] [--seed S]", 5.0, read)
}

fn read(arguments: &Arguments, text: &str) -> Result<CentredProblem, String> {
    let mut reader = Reader::new(text);
    let unit_count = reader.count("number of units")?;
    let territory_count = reader.count("number of medians")?;
    let (mut points, mut capacities, mut demands) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..unit_count {
        points.push([reader.number("x")?, reader.number("y")?, 0.0]);
        capacities.push(reader.number("capacity")?);
        demands.push(reader.number("demand")?);
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
