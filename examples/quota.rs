//! Shares targets out down a tree and prints, for every goal and node, base, cushion and street by month, quarter and year.
//!
//! ```text
//! cargo run --release --example quota -- PLAN.json
//! ```
//!
//! `PLAN.json` is one object. Amounts are whole numbers of the smallest unit (rials, cents, pieces); shares, growth and
//! cushions are fractions (0.1 is 10 %); dates are `{"year":1404,"month":1,"day":31}` of the fiscal year's calendar, and
//! last days still count. Only the fields marked * must be there. `tests/fixtures/quota/plan.json` uses most of them.
//!
//! - `fiscal_year`*: `{"calendar": "SolarHijri" | "Gregorian", "first_month": {"year": 1404, "month": 1}}`
//! - `goals`*: a list of
//!   - `key`*; `kind`*: `"Sales"`, `"Collection"` or `"Quantity"`
//!   - `target`*: `{"Amount": 1000}`, `{"ShareOf": {"goal": "sales", "share": 0.9}}` or
//!     `{"Growth": {"year": 1403, "share": 0.15}}`
//!   - `method`: how a node's amount is shared out to its children, unless `methods_by_level` (`{"1": …}`, the level of the
//!     parent; the company is 0) or the node says otherwise: `"Equal"` (the default), `"Estimate"`,
//!     `{"By": "Potential" | "Workload" | "One" | {"History": {"1402": 1, "1403": 2}} | {"Other": "visits"} | {"Goal": "sales"}}`,
//!     `{"Blend": [{"measure": "Potential", "weight": 0.6}, …]}`, `{"UniformGrowth": {"year": 1403, "growth": 0.1}}`,
//!     `{"GrowthByPotential": {"year": 1403, "by": "Potential" | "Headroom"}}`
//!   - `cushions_by_level`: `{"0": 0.05, "1": 0.1}`, what nodes of a level hand out on top of their own amount
//!   - `season`: a name of `seasons`
//!   - `capacity`: `{"productivity_per_month": 100, "attainment": 0.85, "reading": "RampedOnly" | "Everyone"}`
//! - `nodes`*: a list of
//!   - `key`* (a word or a number); `name`; `parent` (a key; only the company has none)
//!   - `kind`*: `"Company"`, `"Group"`, `"Seat"`, `"Holder"` (a person, for a time), `"Vacancy"`, `"Line"` or `"Account"`
//!   - `figures`: `{"history": {"1403": 5}, "potential": 9, "workload": 40, "other": {"visits": 12}}`
//!   - `goals`: for a goal's key `{"figures", "estimate": 5, "lock": {"amount": 5, "reason": "…"}, "method", "cushion",
//!     "season", "productivity_per_month"}`
//!   - `cushion`, `season`; `seat_working_time_share` of a seat
//!   - `employment` of a holder: `{"from", "until", "experienced_since", "absences": [{"from", "until"}],
//!     "working_time_share": 1, "ramp": "new", "person": "7"}`; holders of one `person` share that one's time on days on several seats
//! - `seasons`: by name `{"weights": {"Months": [12 numbers]} | {"Quarters": [4 numbers]}, "month_factors": [12 numbers]}`
//! - `ramps`: by name a list of shares of full productivity by month of tenure; `default_ramp`: one of the names
//! - `uncovered_time`: `"Kept"` (the default: an empty seat's amount stays on it as a vacancy) or `"Shared"`
//!
//! A small one:
//!
//! ```json
//! {
//!   "fiscal_year": {"calendar": "SolarHijri", "first_month": {"year": 1404, "month": 1}},
//!   "goals": [{"key": "sales", "kind": "Sales", "target": {"Amount": 1000}, "method": {"By": "Potential"}}],
//!   "nodes": [
//!     {"key": "company", "kind": "Company"},
//!     {"key": "north", "kind": "Seat", "parent": "company", "figures": {"potential": 2}},
//!     {"key": "south", "kind": "Seat", "parent": "company", "figures": {"potential": 1}}
//!   ]
//! }
//! ```
//!
//! The answer lists nodes from the company down, each with `parent` and `level`. Within a `parent` those with
//! `"shares_by": "time"` (a seat's people and vacancy) sum to its amount, and those with `"kind"` (all others) do as well.
//! Everything that was noticed is under `findings`, what is alike of several nodes once with its `count` and the others
//! under `also`; `row` counts from 0. A `bottom_up` that lacks `estimates_missing` estimates has no gaps. Exit code 2 is for a file that cannot be used; the
//! reason is on standard error.

use std::collections::HashMap;
use std::process::ExitCode;

use qalamro::domain::YearMonth;
use qalamro::quota::{GoalOutcome, QuotaAnswer, QuotaFinding, Unallocated, allocate, quarters, question_from_json};
use serde_json::{Value, json};

const USAGE: &str = "usage: quota PLAN.json";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match answer_text(&arguments) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("quota: {message}");
            ExitCode::from(2)
        }
    }
}

/// Answers the question of a file.
///
/// # Errors
/// When no file or more than one is named, or the file cannot be read or holds no question; in words.
pub fn answer_text(arguments: &[String]) -> Result<String, String> {
    let path = match arguments {
        [path] => path,
        [] => return Err(format!("no file is named; {USAGE}")),
        [_, second, ..] => return Err(format!("“{second}” is a second argument; give one file at a time")),
    };
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{path}: cannot be read ({error}); check the path, and save as UTF-8"))?;
    let question = question_from_json(&text)
        .map_err(|error| format!("{path}: is no plan ({error}); the head of examples/quota.rs tells every field"))?;
    let answer = allocate(&question);
    if answer.nodes.is_empty() {
        return Err(format!("{path}: no node is without a parent; give the company, which has none"));
    }
    if answer.goals.is_empty() {
        return Err(format!("{path}: there is no goal; give one with its target under “goals”"));
    }
    serde_json::to_string_pretty(&printed(&answer)).map_err(|error| format!("{path}: the answer cannot be written ({error})"))
}

fn printed(answer: &QuotaAnswer) -> Value {
    let month = |month: YearMonth| format!("{:04}-{:02}", month.year, month.month);
    json!({
        "fiscal_year": answer.fiscal_year,
        "months": answer.fiscal_year.months().map(month),
        "goals": answer.goals.iter().map(|goal| printed_goal(answer, goal)).collect::<Vec<_>>(),
        "findings": printed_findings(answer),
        "left_out_rows": answer.left_out_rows,
    })
}

fn printed_goal(answer: &QuotaAnswer, goal: &GoalOutcome) -> Value {
    let levels = goal.levels.iter().map(|level| {
        json!({
            "level": level.level,
            "base": level.base,
            "street": level.street,
            "compounded_cushion": level.compounded_cushion(),
        })
    });
    let figures = answer.three_figures(&goal.key);
    json!({
        "goal": goal.key,
        "target": goal.target,
        "figures": figures,
        "levels": levels.collect::<Vec<_>>(),
        "nodes": depth_first(answer).into_iter().map(|place| printed_node(answer, goal, place)).collect::<Vec<_>>(),
    })
}

/// Places from the company down, a seat's people before what is on it.
fn depth_first(answer: &QuotaAnswer) -> Vec<usize> {
    let mut order = Vec::with_capacity(answer.nodes.len());
    let mut waiting = vec![0];
    while let Some(place) = waiting.pop() {
        order.push(place);
        let node = &answer.nodes[place];
        waiting.extend(node.holders.iter().chain(&node.children).rev());
    }
    order
}

fn printed_node(answer: &QuotaAnswer, goal: &GoalOutcome, place: usize) -> Value {
    let (node, outcome) = (&answer.nodes[place], &goal.nodes[place]);
    let parent = node.parent.map(|parent| &answer.nodes[parent]);
    let by_time = parent.is_some_and(|parent| parent.holders.contains(&place));
    let cushion_months: Vec<i64> =
        outcome.handed_months.iter().zip(outcome.street_months).map(|(handed, street)| handed - street).collect();
    let left = |left: &Unallocated| if *left == Unallocated::default() { Value::Null } else { json!(left) };
    json!({
        "key": node.key,
        "name": node.name,
        "kind": node.kind,
        "parent": parent.map(|parent| &parent.key),
        "level": node.level,
        "shares_by": if by_time { "time" } else { "kind" },
        "reason": outcome.reason,
        "base": { "year": outcome.base, "quarters": quarters(&outcome.base_months), "months": outcome.base_months },
        "street": { "year": outcome.street, "quarters": quarters(&outcome.street_months), "months": outcome.street_months },
        "cushion": { "share": outcome.cushion, "year": outcome.cushion_amount(), "months": cushion_months },
        "handed_on": { "year": outcome.handed, "months": outcome.handed_months },
        "cushions_above": outcome.factor,
        "unallocated": left(&outcome.unallocated),
        "unallocated_to_holders": left(&outcome.unallocated_to_holders),
        "estimate": outcome.estimate,
        "bottom_up": outcome.bottom_up,
        "estimates_missing": outcome.estimates_missing,
        "gap_to_base": outcome.gap_to_base(),
        "gap_to_street": outcome.gap_to_street(),
        "capacity": outcome.capacity(),
        "capacity_months": outcome.capacity_months,
    })
}

/// Findings, each once: what is noticed alike of several nodes stands with the first of them, a count and the others.
fn printed_findings(answer: &QuotaAnswer) -> Vec<Value> {
    let mut alike: Vec<Vec<&QuotaFinding>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for finding in &answer.findings {
        let what = format!("{:?} {:?} {:?}", finding.place.goal, finding.place.field, finding.kind);
        let place = *places.entry(what).or_insert_with(|| {
            alike.push(Vec::new());
            alike.len() - 1
        });
        alike[place].push(finding);
    }
    alike.iter().map(|findings| printed_finding(findings[0], &findings[1..])).collect()
}

fn printed_finding(finding: &QuotaFinding, others: &[&QuotaFinding]) -> Value {
    json!({
        "count": others.len() + 1,
        "also": others.iter().map(|other| json!({ "node": other.place.node, "row": other.place.row })).collect::<Vec<_>>(),
        "code": finding.kind.code(),
        "node": finding.place.node,
        "row": finding.place.row,
        "goal": finding.place.goal,
        "field": finding.place.field,
        "what": finding.kind,
    })
}
