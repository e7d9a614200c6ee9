//! Divides a customer list into balanced, compact territories and prints one JSON object.
//!
//! ```text
//! cargo run --release --example balance -- CUSTOMERS.csv --territories N
//!     [--measure COLUMN[:WEIGHT[:TOLERANCE]]]… [--seed S] [--seconds T]
//! ```
//!
//! The first line of the file names its columns. A measure called `count` or `number` is the number of
//! customers. Customers without an identifier column go by their row in the file (the first is 2).
//! Weight is 1 and tolerance 0.10 (or `10%`) unless given. `--seconds` is an upper limit; without
//! it the search runs to its own end, and only then is the answer the same every time.
//!
//! Exit code 2 is for arguments or a file that cannot be used; the reason is on standard error.

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

use qalamro::territory::{DesignProblem, MeasureGoal, Position, Search, Start, Unit, check, findings, unmet_wishes};
use serde_json::{Map, Value, json};

const USAGE: &str = "usage: balance CUSTOMERS.csv --territories N [--measure COLUMN[:WEIGHT[:TOLERANCE]]]… [--seed S] [--seconds T]";

const IDENTIFIER_NAMES: &[&str] = &[
    "id",
    "identifier",
    "code",
    "customer_id",
    "customer id",
    "customerid",
    "customer_code",
    "customer code",
    "account",
    "account_id",
    "account id",
    "شناسه",
    "کد",
    "کد مشتری",
    "شناسه مشتری",
];
const LATITUDE_NAMES: &[&str] = &["lat", "latitude", "latitude_degrees", "عرض جغرافیایی", "عرض"];
const LONGITUDE_NAMES: &[&str] = &["lon", "lng", "long", "longitude", "longitude_degrees", "طول جغرافیایی", "طول"];
const COUNT_NAMES: &[&str] = &["count", "number"];

struct Arguments {
    path: String,
    territory_count: usize,
    measures: Vec<String>,
    seed: u64,
    seconds: Option<f64>,
}

struct Measure {
    name: String,
    /// The column, or `None` for the number of customers.
    column: Option<usize>,
    goal: MeasureGoal,
}

struct Customers {
    identifiers: Vec<String>,
    units: Vec<Unit>,
    measures: Vec<Measure>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match solve(&arguments) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("balance: {message}");
            ExitCode::from(2)
        }
    }
}

/// The answer to the program's arguments, or what is wrong with them or the file.
pub fn solve(arguments: &[String]) -> Result<Value, String> {
    run(&parse_arguments(arguments)?)
}

fn parse_arguments(arguments: &[String]) -> Result<Arguments, String> {
    let mut path = None;
    let mut territory_count = None;
    let mut measures = Vec::new();
    let mut seed = 1;
    let mut seconds = None;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let (name, attached) = match argument.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ => (argument.as_str(), None),
        };
        if !name.starts_with("--") {
            if path.replace(argument.clone()).is_some() {
                return Err(format!("one file only, please; “{argument}” is a second one\n{USAGE}"));
            }
            continue;
        }
        let value = attached.or_else(|| rest.next().cloned()).ok_or_else(|| format!("{name} needs a value after it\n{USAGE}"))?;
        let wrong = |wanted: &str| format!("{name} is “{value}”; give {wanted}");
        match name {
            "--territories" => {
                let count: usize = value.parse().map_err(|_| wrong("a whole number of at least 1"))?;
                if !(1..=100_000).contains(&count) {
                    return Err(wrong("a whole number from 1 to 100000"));
                }
                territory_count = Some(count);
            }
            "--measure" => measures.push(value),
            "--seed" => seed = value.parse().map_err(|_| wrong("a whole number of at least 0"))?,
            "--seconds" => {
                let limit: f64 = value.parse().map_err(|_| wrong("a number of seconds"))?;
                if !(limit.is_finite() && limit >= 0.0) {
                    return Err(wrong("a number of seconds of at least 0"));
                }
                seconds = Some(limit);
            }
            _ => return Err(format!("{name} is not known\n{USAGE}")),
        }
    }
    Ok(Arguments {
        path: path.ok_or_else(|| format!("which file?\n{USAGE}"))?,
        territory_count: territory_count.ok_or_else(|| format!("how many territories? Give --territories N\n{USAGE}"))?,
        measures,
        seed,
        seconds,
    })
}

fn run(arguments: &Arguments) -> Result<Value, String> {
    let begin = Instant::now();
    let Customers { identifiers, units, measures } = read(arguments)?;
    let goals = measures.iter().map(|measure| measure.goal.clone()).collect();
    let mut problem = DesignProblem::with_equal_shares(units, arguments.territory_count, goals);
    problem.start = Start::Nothing;
    problem.seed = arguments.seed;
    let found = findings(&problem);
    let mut search = Search::new(problem);
    while !search.is_finished() {
        search.step(50_000);
        if arguments.seconds.is_some_and(|limit| begin.elapsed().as_secs_f64() >= limit) {
            break;
        }
    }
    let best = search.best();
    let problem = search.problem();
    let failures = check(problem, &best.assignment, &best.measures);
    if !failures.is_empty() {
        return Err(format!("the answer did not pass its check; please report this: {failures:?}"));
    }
    let figures: Map<String, Value> = measures
        .iter()
        .zip(&best.measures.measures)
        .map(|(measure, summary)| {
            let figures = json!({
                "max_relative_deviation": summary.max_relative_deviation,
                "coefficient_of_variation": summary.coefficient_of_variation,
            });
            (measure.name.clone(), figures)
        })
        .collect();
    let assignment: Map<String, Value> = identifiers.into_iter().zip(best.assignment.iter().map(|territory| json!(territory))).collect();
    let found: Vec<Value> = found.iter().map(|finding| json!({ "code": finding.code(), "figures": finding })).collect();
    Ok(json!({
        "measures": figures,
        "dispersion": best.measures.dispersion_km,
        "within_tolerance": best.is_within_tolerance,
        "seconds": begin.elapsed().as_secs_f64(),
        "assignment": assignment,
        "findings": found,
        "unmet": unmet_wishes(problem, &best.assignment, &best.measures),
    }))
}

fn read(arguments: &Arguments) -> Result<Customers, String> {
    let path = &arguments.path;
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(|error| format!("{path}: cannot be opened ({error}); check the path"))?;
    let headers =
        reader.headers().map_err(|error| format!("{path}, row 1: cannot be read ({error}); save the file as CSV in UTF-8"))?.clone();
    let names: Vec<String> = headers.iter().map(plain_name).collect();
    let column_of = |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|other| *other == plain_name(name)));
    let identifier_column = column_of(IDENTIFIER_NAMES);
    let places = match (column_of(LATITUDE_NAMES), column_of(LONGITUDE_NAMES)) {
        (Some(latitude), Some(longitude)) => Some((latitude, longitude)),
        (None, None) => {
            eprintln!("balance: {path} has no columns for latitude and longitude; dividing by balance alone");
            None
        }
        _ => {
            return Err(format!(
                "{path}, row 1: only one of latitude and longitude is there; name both columns, for example “latitude” and “longitude”"
            ));
        }
    };
    let measures = parse_measures(arguments, &headers, &names)?;
    let mut identifiers = Vec::new();
    let mut units = Vec::new();
    let mut seen = BTreeSet::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            format!("{path}, row {line}: cannot be read ({error}); save the file as CSV in UTF-8")
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        let at = |column: usize| format!("{path}, row {line}, column “{}”", headers.get(column).unwrap_or_default());
        let identifier = match identifier_column {
            Some(column) => record.get(column).unwrap_or_default().to_owned(),
            None => line.to_string(),
        };
        if identifier.is_empty() {
            return Err(format!("{}: is empty; give every customer an identifier", at(identifier_column.unwrap_or(0))));
        }
        if !seen.insert(identifier.clone()) {
            return Err(format!(
                "{}: “{identifier}” is there twice; give every customer its own identifier",
                at(identifier_column.unwrap_or(0))
            ));
        }
        let number = |column: usize, low: f64, high: f64| -> Result<Option<f64>, String> {
            let text = record.get(column).unwrap_or_default();
            if text.is_empty() {
                return Ok(None);
            }
            match parse_number(text) {
                Some(value) if (low..=high).contains(&value) => Ok(Some(value)),
                Some(_) if high.is_finite() => {
                    Err(format!("{}: “{text}” is not from {low} to {high}; correct it or leave it empty", at(column)))
                }
                Some(_) => Err(format!("{}: “{text}” is below 0; give 0 or more", at(column))),
                None => Err(format!("{}: “{text}” is not a number; correct it or leave it empty", at(column))),
            }
        };
        let position = match places {
            None => None,
            Some((latitude, longitude)) => match (number(latitude, -90.0, 90.0)?, number(longitude, -180.0, 180.0)?) {
                (Some(latitude_degrees), Some(longitude_degrees)) => Some(Position { latitude_degrees, longitude_degrees }),
                (None, None) => None,
                (None, _) => return Err(format!("{}: is empty while the longitude is not; give both or neither", at(latitude))),
                (_, None) => return Err(format!("{}: is empty while the latitude is not; give both or neither", at(longitude))),
            },
        };
        let mut values = Vec::with_capacity(measures.len());
        for measure in &measures {
            values.push(match measure.column {
                None => 1.0,
                // An empty cell is told by the findings and counts as 0.
                Some(column) => number(column, 0.0, f64::INFINITY)?.unwrap_or(f64::NAN),
            });
        }
        identifiers.push(identifier);
        units.push(Unit { position, values, ..Unit::default() });
    }
    if units.is_empty() {
        return Err(format!("{path}: has no rows below its column names; add one row per customer"));
    }
    Ok(Customers { identifiers, units, measures })
}

fn parse_measures(arguments: &Arguments, headers: &csv::StringRecord, names: &[String]) -> Result<Vec<Measure>, String> {
    if arguments.measures.is_empty() {
        let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.1 };
        return Ok(vec![Measure { name: "count".to_owned(), column: None, goal }]);
    }
    let find = |name: &str| -> Option<Option<usize>> {
        if COUNT_NAMES.contains(&plain_name(name).as_str()) {
            return Some(None);
        }
        names.iter().position(|other| *other == plain_name(name)).map(Some)
    };
    let mut measures: Vec<Measure> = Vec::new();
    for text in &arguments.measures {
        // A column name may itself hold a colon, so the longest name that exists wins.
        let parts: Vec<&str> = text.split(':').collect();
        let found = (1..=parts.len())
            .rev()
            .filter(|length| parts.len() - length <= 2)
            .find_map(|length| find(&parts[..length].join(":")).map(|column| (length, column)));
        let Some((length, column)) = found else {
            let known: Vec<&str> = headers.iter().collect();
            return Err(format!(
                "{}, row 1: there is no column “{}”; --measure takes one of: {}, or count",
                arguments.path,
                parts[0],
                known.join(", ")
            ));
        };
        let name = parts[..length].join(":").trim().to_owned();
        let option = |place: usize, default: f64, what: &str| match parts.get(length + place) {
            None => Ok(default),
            Some(text) => parse_share(text)
                .filter(|value| *value >= 0.0)
                .ok_or_else(|| format!("--measure {name}: “{text}” is no {what}; give a number of at least 0")),
        };
        let weight = option(0, 1.0, "weight")?;
        let tolerance_share = option(1, 0.1, "tolerance, such as 0.10 or 10%")?;
        if measures.iter().any(|measure| measure.name == name) {
            return Err(format!("--measure {name} is there twice; give it once"));
        }
        measures.push(Measure { name, column, goal: MeasureGoal { weight, tolerance_share } });
    }
    Ok(measures)
}

/// A column name without differences of case, spelling of ی and ک, or invisible marks.
fn plain_name(name: &str) -> String {
    let letters = name.trim().chars().filter(|letter| !matches!(letter, '\u{feff}' | '\u{200e}' | '\u{200f}'));
    letters
        .map(|letter| match letter {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            '\u{200c}' | '\u{a0}' => ' ',
            other => other,
        })
        .collect::<String>()
        .to_lowercase()
}

/// A number in Latin, Persian or Arabic digits, with or without thousands separators.
fn parse_number(text: &str) -> Option<f64> {
    let latin: String = text
        .chars()
        .filter(|letter| !matches!(letter, '٬' | ',' | '\u{a0}' | '\u{200e}' | '\u{200f}'))
        .map(|letter| match letter {
            '۰'..='۹' => char::from(b'0' + (letter as u32 - '۰' as u32) as u8),
            '٠'..='٩' => char::from(b'0' + (letter as u32 - '٠' as u32) as u8),
            '٫' => '.',
            '−' => '-',
            other => other,
        })
        .collect();
    latin.trim().parse().ok().filter(|value: &f64| value.is_finite())
}

/// A number, or a percentage.
fn parse_share(text: &str) -> Option<f64> {
    match text.trim().strip_suffix(['%', '٪']) {
        Some(percentage) => parse_number(percentage).map(|value| value / 100.0),
        None => parse_number(text),
    }
}
