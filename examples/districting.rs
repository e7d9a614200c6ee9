//! Divides the counties of a state into districts and prints one JSON object.
//!
//! ```text
//! cargo run --release --example districting -- FILE.cty [--tolerance 0.10] [--seconds T | --proposals N] [--seed S]
//! ```
//!
//! The file: `n m k L U`; n lines `geoid latitude longitude population area`; m lines `u v shared_perimeter`. Population
//! within L and U, or within the tolerance about the mean when one is given; every district in one piece; least sum of
//! population × squared great-circle distance (km²) / 10⁶ to the centre county (Hess et al. 1965).

#[path = "door/mod.rs"]
mod door;

use std::process::ExitCode;

use door::{Arguments, LARGEST_COUNT, Reader};
use qalamro::territory::Position;
use qalamro::territory::centred::{CentredProblem, Costs};

fn main() -> ExitCode {
    door::main("districting FILE.cty [--tolerance SHARE]", solve)
}

/// The answer to the program's arguments, or what is wrong with them or the file.
pub fn solve(arguments: &[String]) -> Result<serde_json::Value, String> {
    door::solve(arguments, 2.0, read)
}

fn read(arguments: &Arguments, reader: &mut Reader<'_>) -> Result<CentredProblem, String> {
    let unit_count = reader.count("number of counties", 1..=LARGEST_COUNT)?;
    let edge_count = reader.count("number of adjacencies", 0..=LARGEST_COUNT)?;
    let territory_count = reader.count("number of districts", 1..=unit_count)?;
    let mut least = reader.amount("least population")?;
    let mut largest = reader.number_within("largest population", least..=f64::INFINITY)?;
    let (mut places, mut populations) = (Vec::new(), Vec::new());
    for _ in 0..unit_count {
        reader.skip("identifier")?;
        places.push(Position {
            latitude_degrees: reader.number_within("latitude", -90.0..=90.0)?,
            longitude_degrees: reader.number_within("longitude", -360.0..=360.0)?,
        });
        populations.push(reader.amount("population")?);
        reader.skip("area")?;
    }
    let neighbours = reader.adjacency(unit_count, edge_count, 1)?;
    if let Some(tolerance_share) = arguments.tolerance_share {
        let mean = populations.iter().sum::<f64>() / territory_count as f64;
        (least, largest) = (mean * (1.0 - tolerance_share), mean * (1.0 + tolerance_share));
    }
    let points = places.iter().map(Position::point_km).collect();
    let costs = Costs::by_table(points, |unit, centre| {
        let distance_km = places[unit].distance_km(&places[centre]);
        populations[unit] * distance_km * distance_km / 1e6
    });
    Ok(CentredProblem {
        neighbours,
        is_contiguous: true,
        seed: arguments.seed,
        ..CentredProblem::new(costs, territory_count, populations, vec![least; territory_count], vec![largest; territory_count])
    })
}
