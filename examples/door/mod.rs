//! What the doors for published instances share: arguments, the run, and its answer as JSON.
//!
//! A run ends by the clock; with `--proposals` it ends by count instead, and only then is its answer the same every time.

#![allow(dead_code)] // No door uses all of it.

mod reader;

use std::process::ExitCode;
use std::time::Instant;

use qalamro::territory::centred::{CentredProblem, CentredSearch, Schedule, judge};
use serde_json::{Value, json};

pub use reader::Reader;

/// Most units that a file may have.
pub const LARGEST_COUNT: usize = 1_000_000;

/// Proposals a second to reckon with when the cycles of a run are laid out; the clock alone ends it.
const PROPOSALS_PER_SECOND: f64 = 15e6;

/// Proposals that a cycle makes for each unit, as a rule of thumb, and those between two looks at the clock.
const CYCLE_PROPOSALS_PER_UNIT: f64 = 60_000.0;
const STEP_PROPOSALS: u32 = 16_384;

/// The share of the time after which the last descent begins, which needs a moment of its own.
const SEARCH_SHARE: f64 = 0.985;

/// What was asked.
pub struct Arguments {
    path: String,
    seconds: f64,
    proposals: Option<f64>,
    /// Seed of every random choice.
    pub seed: u64,
    /// A tolerance instead of that of the file.
    pub tolerance_share: Option<f64>,
}

impl Arguments {
    /// The file's name without its folder.
    pub fn file_name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }

    fn parse(arguments: &[String], seconds: f64) -> Result<Self, String> {
        let mut parsed = Self { path: String::new(), seconds, proposals: None, seed: 1, tolerance_share: None };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or(format!("{argument} needs a value after it"));
            let amount = |text: &String| match text.parse::<f64>() {
                Ok(number) if number.is_finite() && number >= 0.0 => Ok(number),
                _ => Err(format!("{argument} is {text}; give a number of at least 0")),
            };
            match argument.as_str() {
                "--seconds" => parsed.seconds = amount(value()?)?,
                "--proposals" => parsed.proposals = Some(amount(value()?)?),
                "--tolerance" => parsed.tolerance_share = Some(amount(value()?)?),
                "--seed" => {
                    let text = value()?;
                    parsed.seed = text.parse().map_err(|_| format!("--seed is {text}; give a whole number of at least 0"))?;
                }
                option if option.starts_with("--") => return Err(format!("there is no option {option}")),
                path if parsed.path.is_empty() => parsed.path = path.to_owned(),
                other => return Err(format!("{other} is a second file; give one at a time")),
            }
        }
        if parsed.path.is_empty() { Err("no file is named; name the instance to solve".to_owned()) } else { Ok(parsed) }
    }
}

/// Solves what the program's arguments say and prints the answer, or what is wrong.
pub fn main(usage: &str, solve: impl Fn(&[String]) -> Result<Value, String>) -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match solve(&given) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}\nusage: cargo run --release --example {usage} [--seconds T | --proposals N] [--seed S]");
            ExitCode::from(2)
        }
    }
}

/// Reads a file, searches, judges. `seconds` is the time where none is given.
///
/// # Errors
///
/// What cannot be used, where it stands, and what to do.
pub fn solve(
    arguments: &[String],
    seconds: f64,
    read: impl Fn(&Arguments, &mut Reader<'_>) -> Result<CentredProblem, String>,
) -> Result<Value, String> {
    let arguments = Arguments::parse(arguments, seconds)?;
    let text = std::fs::read_to_string(&arguments.path).map_err(|error| format!("{}: {error}; check its name", arguments.path))?;
    let started = Instant::now();
    let problem = read(&arguments, &mut Reader::new(&text)).map_err(|message| format!("{}: {message}", arguments.path))?;
    let proposals = arguments.proposals.unwrap_or(arguments.seconds * PROPOSALS_PER_SECOND);
    let unit_count = problem.unit_count() as f64;
    let cycle_proposals = unit_count * CYCLE_PROPOSALS_PER_UNIT * (unit_count / 300.0).clamp(0.33, 1.0);
    let mut search = CentredSearch::new(problem, Schedule::of_equal_cycles((proposals / cycle_proposals).round() as usize));
    let mut steps = 0.0;
    loop {
        let share = match arguments.proposals {
            Some(proposals) => steps * f64::from(STEP_PROPOSALS) / proposals,
            None => started.elapsed().as_secs_f64() / (arguments.seconds * SEARCH_SHARE),
        };
        // An answer there is, however little time.
        if steps > 0.0 && (share >= 1.0 || share.is_nan()) {
            break;
        }
        search.step(share, STEP_PROPOSALS);
        steps += 1.0;
    }
    search.finish();
    let seconds = started.elapsed().as_secs_f64();
    let best = search.best().ok_or(format!("{}: there is nothing to divide", arguments.path))?;
    let assignment = best.centre_of();
    let verdict = judge(search.problem(), &assignment, &best.territory_of);
    Ok(json!({
        "objective": verdict.objective,
        "seconds": seconds,
        "feasible": verdict.is_feasible,
        "threads": 1,
        "worst_excess": verdict.worst_excess,
        "assignment": assignment,
    }))
}
