//! What the doors for published instances share: arguments, reading, the run and its answer as JSON.

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::str::SplitAsciiWhitespace;
use std::time::Instant;

use qalamro::territory::centred::{CentredProblem, CentredSearch, Schedule, judge};
use serde_json::json;

/// Proposals a second to reckon with when the cycles of a run are laid out; the clock alone ends it.
const PROPOSALS_PER_SECOND: f64 = 15e6;

/// Proposals that a cycle makes for each unit, as a rule of thumb, and those between two looks at the clock.
const CYCLE_PROPOSALS_PER_UNIT: f64 = 60_000.0;
const STEP_PROPOSALS: u32 = 16_384;

/// What was asked.
pub struct Arguments {
    path: String,
    seconds: f64,
    /// Seed of every random choice.
    pub seed: u64,
    /// A tolerance instead of that of the file.
    #[allow(dead_code)]
    pub tolerance_share: Option<f64>,
}

impl Arguments {
    /// The file's name without its folder.
    #[allow(dead_code)]
    pub fn file_name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }

    fn parse(arguments: &[String], seconds: f64) -> Result<Self, String> {
        let mut parsed = Self { path: String::new(), seconds, seed: 1, tolerance_share: None };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or(format!("{argument} needs a value"));
            let number = |text: &String| text.parse::<f64>().map_err(|_| format!("{argument} {text} is not a number"));
            match argument.as_str() {
                "--seconds" => parsed.seconds = number(value()?)?,
                "--tolerance" => parsed.tolerance_share = Some(number(value()?)?),
                "--seed" => {
                    let text = value()?;
                    parsed.seed = text.parse().map_err(|_| format!("--seed {text} is not a whole number"))?;
                }
                option if option.starts_with("--") => return Err(format!("there is no option {option}")),
                path if parsed.path.is_empty() => parsed.path = path.to_owned(),
                other => return Err(format!("one file is enough; {other} is a second")),
            }
        }
        if parsed.path.is_empty() { Err("which file?".to_owned()) } else { Ok(parsed) }
    }
}

/// Reads numbers one after the other.
pub struct Reader<'a> {
    words: SplitAsciiWhitespace<'a>,
}

impl<'a> Reader<'a> {
    /// Reads from the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { words: text.split_ascii_whitespace() }
    }

    /// The next number.
    pub fn number(&mut self, name: &str) -> Result<f64, String> {
        let word = self.words.next().ok_or(format!("the file ends before the {name}"))?;
        match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(format!("the {name} is {word}, which is no number")),
        }
    }

    /// The next whole number.
    pub fn count(&mut self, name: &str) -> Result<usize, String> {
        let number = self.number(name)?;
        if number >= 0.0 && number.fract() == 0.0 && number <= 1e6 { Ok(number as usize) } else { Err(format!("the {name} is {number}")) }
    }

    /// Pairs of neighbours as lists, each pair followed by so many further columns.
    #[allow(dead_code)]
    pub fn adjacency(&mut self, unit_count: usize, edge_count: usize, further_columns: usize) -> Result<Vec<Vec<u32>>, String> {
        let mut lists = vec![BTreeSet::new(); unit_count];
        for _ in 0..edge_count {
            let (left, right) = (self.count("neighbour")?, self.count("neighbour")?);
            if left >= unit_count || right >= unit_count {
                return Err(format!("the pair {left} {right} names a unit that is not there"));
            }
            if left != right {
                lists[left].insert(right as u32);
                lists[right].insert(left as u32);
            }
            for _ in 0..further_columns {
                self.number("border")?;
            }
        }
        Ok(lists.into_iter().map(|list| list.into_iter().collect()).collect())
    }
}

/// Reads, searches until the clock ends it, judges and prints.
pub fn main(usage: &str, seconds: f64, read: impl Fn(&Arguments, &str) -> Result<CentredProblem, String>) -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match Arguments::parse(&given, seconds).and_then(|arguments| run(&arguments, read)) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}\nusage: cargo run --release --example {usage}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments, read: impl Fn(&Arguments, &str) -> Result<CentredProblem, String>) -> Result<serde_json::Value, String> {
    let text = std::fs::read_to_string(&arguments.path).map_err(|error| format!("{}: {error}", arguments.path))?;
    let started = Instant::now();
    let problem = read(arguments, &text).map_err(|message| format!("{}: {message}", arguments.path))?;
    if problem.territory_count == 0 || problem.territory_count > problem.unit_count() {
        return Err(format!("{}: {} territories for {} units", arguments.path, problem.territory_count, problem.unit_count()));
    }
    let proposals = arguments.seconds * PROPOSALS_PER_SECOND;
    let unit_count = problem.unit_count() as f64;
    let cycle_proposals = unit_count * CYCLE_PROPOSALS_PER_UNIT * (unit_count / 300.0).clamp(0.33, 1.0);
    let mut search = CentredSearch::new(problem, Schedule::of_equal_cycles((proposals / cycle_proposals).round() as usize));
    // The last descent needs a moment of its own.
    let time = arguments.seconds * 0.985;
    loop {
        let share = started.elapsed().as_secs_f64() / time;
        if share >= 1.0 {
            break;
        }
        search.step(share, STEP_PROPOSALS);
    }
    search.finish();
    let seconds = started.elapsed().as_secs_f64();
    let best = search.best().ok_or("no answer")?;
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
