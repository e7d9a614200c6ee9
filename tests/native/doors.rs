//! The doors for published instances: tiny instances of our own are solved, and bad files are told what is wrong.
// Each door has the common part to itself, as a program does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::duplicate_mod, dead_code)]

#[path = "../../examples/balance.rs"]
mod balance;
#[path = "../../examples/capacitated_p_median.rs"]
mod capacitated_p_median;
#[path = "../../examples/districting.rs"]
mod districting;
#[path = "../../examples/territory_design.rs"]
mod territory_design;

use std::path::PathBuf;

use serde_json::Value;

type Door = fn(&[String]) -> Result<Value, String>;

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/doors/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Solves with a counted effort, so that no clock takes part.
fn solved(door: Door, path: &str, options: &[&str]) -> Value {
    let arguments: Vec<String> = [path, "--proposals", "60000"].iter().chain(options).map(ToString::to_string).collect();
    let mut answer = door(&arguments).unwrap();
    let seconds = answer.as_object_mut().unwrap().remove("seconds");
    assert!(seconds.is_some_and(|seconds| seconds.is_f64()));
    assert_eq!(answer["feasible"], true);
    answer
}

fn assert_objective(answer: &Value, expected: f64) {
    let objective = answer["objective"].as_f64().unwrap();
    assert!((objective - expected).abs() < 1e-9 * expected, "{objective} instead of {expected}");
}

/// A file of the tests' own.
fn written(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// What a door says about a fixture in which one thing is replaced.
fn complaint(door: Door, name: &str, (from, to): (&str, &str)) -> String {
    let text = std::fs::read_to_string(fixture(name)).unwrap();
    assert!(text.contains(from));
    let path = written(&format!("bad-{}-{name}", text.find(from).unwrap() + to.len()), &text.replacen(from, to, 1));
    let message = door(&[path.clone(), "--proposals".to_owned(), "1".to_owned()]).unwrap_err();
    message.strip_prefix(&format!("{path}: ")).expect("the file is named first").to_owned()
}

#[test]
fn capacities_bind_and_distances_are_rounded_down_where_published_so() {
    let answer = solved(capacitated_p_median::solve, &fixture("row.cpmp"), &[]);
    assert_objective(&answer, 12.0);
    assert_eq!(answer["assignment"], serde_json::json!([1, 1, 1, 4, 4, 4]));
    let text = std::fs::read_to_string(fixture("row.cpmp")).unwrap();
    assert_objective(&solved(capacitated_p_median::solve, &written("cpmp-row.cpmp", &text), &[]), 10.0);
}

#[test]
fn territories_follow_the_adjacency_and_not_the_places() {
    let answer = solved(territory_design::solve, &fixture("path.tdp"), &[]);
    assert_objective(&answer, 20.0);
    assert_eq!(answer, solved(territory_design::solve, &fixture("path.tdp"), &[]));
}

#[test]
fn populations_hold_by_the_file_or_by_a_tolerance() {
    let degree_km = 6_371.008_8 * std::f64::consts::PI / 180.0;
    let unit = 100.0 * degree_km * degree_km / 1e6;
    assert_objective(&solved(districting::solve, &fixture("equator.cty"), &[]), 17.0 * unit);
    assert_objective(&solved(districting::solve, &fixture("equator.cty"), &["--tolerance", "0.4"]), 2.0 * unit);
}

#[test]
fn a_bad_file_is_told_the_line_and_what_to_do() {
    let median = |change| complaint(capacitated_p_median::solve, "row.cpmp", change);
    assert_eq!(median(("12 0 3", "12 x 3")), "line 6: the y is “x”, which is no number; write it in digits, such as 12.5");
    assert_eq!(median(("12 0 3", "12 0 NaN")), "line 6: the capacity is “NaN”, which is no number; write it in digits, such as 12.5");
    assert_eq!(median(("3 0 3 1", "3 0 3 -1")), "line 4: the demand is -1; give a number of at least 0");
    assert_eq!(median(("6 2", "6 7")), "line 1: the number of medians is 7; give a whole number from 1 to 6");
    assert_eq!(median(("6 2", "6.5 2")), "line 1: the number of units is 6.5; give a whole number from 1 to 1000000");
    assert!(median(("6 2", "7 2")).starts_with("line 7: the file ends before the x; "));
    let territory = |change| complaint(territory_design::solve, "path.tdp", change);
    assert_eq!(territory(("2 3\n", "2 6\n")), "line 11: the second neighbour is 6; give a whole number from 0 to 5");
    assert_eq!(territory(("2 2 0.05", "0 0 0.05")), "line 14: the number of territories is 0; give a whole number from 1 to 6");
    let district = |change| complaint(districting::solve, "equator.cty", change);
    assert_eq!(district(("A03 0", "A03 91")), "line 4: the latitude is 91; give a number from -90 to 90");
    assert_eq!(district(("290 310", "290 280")), "line 1: the largest population is 280; give a number of at least 290");
    assert!(
        complaint(districting::solve, "equator.cty", ("4 3 2 290 310", "0 0 0 0 0")).starts_with("line 1: the number of counties is 0; ")
    );
}

#[test]
fn arguments_that_mean_nothing_are_named() {
    let said = |arguments: &[&str]| {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        districting::solve(&arguments).unwrap_err()
    };
    assert_eq!(said(&[]), "no file is named; name the instance to solve");
    assert_eq!(said(&["a", "b"]), "b is a second file; give one at a time");
    assert_eq!(said(&["a", "--seconds"]), "--seconds needs a value after it");
    assert_eq!(said(&["a", "--seconds", "-1"]), "--seconds is -1; give a number of at least 0");
    assert_eq!(said(&["a", "--seed", "x"]), "--seed is x; give a whole number of at least 0");
    assert_eq!(said(&["a", "--swift"]), "there is no option --swift");
    assert!(said(&["there/is/no/such.cty"]).starts_with("there/is/no/such.cty: "));
}

/// Twenty-four customers on a grid of four by six, with Persian names of columns and digits in some places.
fn grid_of_customers() -> String {
    let row = |number: usize| format!("C{number},{},{},{},{}\n", 30 + number % 4, 50 + number / 4, 1 + number * 7 % 5, 10 + number % 3);
    let rows: String = (0..24).map(row).collect();
    format!("کد مشتری,latitude,طول,potential,hours\n{rows}").replace("C3,33", "C3,۳۳")
}

#[test]
fn customers_are_balanced_on_the_measures_that_are_named_and_the_same_way_each_time() {
    let path = written("grid.csv", &grid_of_customers());
    let arguments = |more: &[&str]| -> Vec<String> {
        let base = [path.as_str(), "--territories", "3", "--measure", "potential:2:0.15", "--measure=hours:1:20%"];
        base.iter().chain(more).map(ToString::to_string).collect()
    };
    let mut answer = balance::solve(&arguments(&[])).unwrap();
    assert_eq!(answer["within_tolerance"], true);
    assert!(answer["measures"]["potential"]["max_relative_deviation"].as_f64().unwrap() <= 0.15);
    assert!(answer["measures"]["hours"]["coefficient_of_variation"].as_f64().unwrap() <= 0.2);
    assert!(answer["dispersion"].as_f64().unwrap() > 0.0);
    let assignment = answer["assignment"].as_object().unwrap();
    assert_eq!(assignment.len(), 24);
    assert!((0..3).all(|territory| assignment.values().any(|owner| *owner == territory)));
    let mut again = balance::solve(&arguments(&[])).unwrap();
    for answer in [&mut answer, &mut again] {
        answer.as_object_mut().unwrap().remove("seconds");
    }
    assert_eq!(answer, again);
    let wrong = |more: &[&str]| balance::solve(&arguments(more)).unwrap_err();
    assert!(wrong(&["--measure", "sales"]).contains("there is no column “sales”"));
    assert!(wrong(&["--territories", "0"]).starts_with("--territories is “0”"));
    let twice = written("twice.csv", &grid_of_customers().replace("C5,", "C4,"));
    let told = balance::solve(&[twice, "--territories".to_owned(), "3".to_owned()]).unwrap_err();
    assert!(told.contains("row 7, column “کد مشتری”: “C4” is there twice"), "{told}");
}
