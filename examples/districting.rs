//! Divides the counties of a state into districts and prints one JSON object.
//!
//! ```text
//! cargo run --release --example districting -- FILE.cty [--tolerance 0.10] [--seconds T] [--seed S]
//! ```
//!
//! The file: `n m k L U`; n lines `geoid latitude longitude population area`; m lines `u v shared_perimeter`. Population
//! within L and U, or within the tolerance about the mean when one is given; every district in one piece; least sum of
//! population × squared great-circle distance (km²) / 10⁶ to the centre county (Hess et al. 1965).

#[path = "door/mod.rs"]
mod door;

use std::process::ExitCode;

use door::{Arguments, Reader};
use qalamro::territory::Position;
use qalamro::territory::centred::{CentredProblem, Costs};

fn main() -> ExitCode {
    door::main("districting FILE.cty [--tolerance SHARE] [--seconds T] [--seed S]", 2.0, read)
}

fn read(arguments: &Arguments, text: &str) -> Result<CentredProblem, String> {
    let mut reader = Reader::new(text);
    let unit_count = reader.count("number of counties")?;
    let edge_count = reader.count("number of adjacencies")?;
    let territory_count = reader.count("number of districts")?;
    let (mut least, mut largest) = (reader.number("least population")?, reader.number("largest population")?);
    let (mut places, mut populations) = (Vec::new(), Vec::new());
    for _ in 0..unit_count {
        reader.number("identifier")?;
        places.push(Position { latitude_degrees: reader.number("latitude")?, longitude_degrees: reader.number("longitude")? });
        populations.push(reader.number("population")?);
        reader.number("area")?;
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
