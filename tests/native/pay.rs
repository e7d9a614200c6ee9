//! The door for pay statements: the sample is paid to the unit, and bad files are told where and what to do.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

#[path = "../../examples/pay.rs"]
mod door;

#[path = "../web/attainment_sample.rs"]
mod attainment_sample;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/pay/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A file of the tests' own.
fn written(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

fn solved(rules: &str, results: &str) -> Result<Value, String> {
    door::solve(&[rules.to_owned(), results.to_owned()])
}

/// What the sample's results tell with one cell's text in place of another.
fn with_results(name: &str, from: &str, to: &str) -> Result<Value, String> {
    let text = fs::read_to_string(fixture("results.csv")).unwrap();
    assert!(text.contains(from), "{from}");
    solved(&fixture("rules.json"), &written(name, &text.replacen(from, to, 1)))
}

fn with_rules(name: &str, from: &str, to: &str) -> Result<Value, String> {
    let text = fs::read_to_string(fixture("rules.json")).unwrap();
    assert!(text.contains(from), "{from}");
    solved(&written(name, &text.replacen(from, to, 1)), &fixture("results.csv"))
}

#[test]
fn months_and_figures_are_read_in_persian_digits_and_with_a_slash() {
    let plain = solved(&fixture("rules.json"), &fixture("results.csv")).unwrap();
    let text = fs::read_to_string(fixture("results.csv")).unwrap();
    let persian = text.replace("1404-0", "۱۴۰۴/۰").replace("400000000", "۴۰۰٬۰۰۰٬۰۰۰").replace(",0.5", ",۰٫۵");
    assert_ne!(persian, text);
    assert_eq!(solved(&fixture("rules.json"), &written("persian.csv", &persian)).unwrap(), plain);
}

#[test]
fn the_sample_is_paid_to_the_unit() {
    let answer = solved(&fixture("rules.json"), &fixture("results.csv")).unwrap();
    let statements = answer["statements"].as_array().unwrap();
    let totals: Vec<(&str, &str, i64)> = statements
        .iter()
        .map(|statement| {
            let text = |name: &str| statement[name].as_str().unwrap();
            (text("seller"), text("first_month"), statement["total"].as_i64().unwrap())
        })
        .collect();
    let expected = [
        ("A1", "1404-01", 204_840_000),
        ("A1", "1404-02", 243_900_000),
        ("A1", "1404-03", 150_000_000),
        ("A2", "1404-01", 79_875_000),
        ("A2", "1404-02", 215_250_000),
        ("L1", "1404-01", 968_000_000),
    ];
    assert_eq!(totals, expected);
    // What month 1 was paid for the sale that came back in month 3, of which a part is carried on.
    assert_eq!(statements[2]["lines"][4]["amount"], -10_920_000);
    assert_eq!(statements[2]["clawback_carried"]["after"], 120_000);
    assert_eq!(answer["findings"], serde_json::json!([]));
}

#[test]
fn bad_results_are_told_with_row_and_column() {
    let cases = [
        ("A1,1404-02", "A9,1404-02", "row 3, column seller: \"A9\" is on no plan"),
        ("A1,1404-02", "A1,1404-13", "row 3, column month: 1404-13 is no month"),
        ("A1,1404-02", "A1,esfand", "row 3, column month: \"esfand\" is no month"),
        ("A1,1404-02", "A1,1405-02", "row 3, column month: it lies outside the fiscal year"),
        ("A2,1404-02", "A2,1404-03", "row 6, column month: the seller is on no plan in 1404-3"),
        ("2600000000,0", "-5,0", "row 3, column gross: -5 is below zero"),
        ("2600000000,0", "NaN,0", "row 3, column gross: \"NaN\" is no whole number"),
        ("2600000000,0", "1,2", "row 3, column discount: the discount 2 is above the value 1"),
        ("A2,1404-01,0.5", "A2,1404-01,1.5", "row 5, column active_share: the share 1.5 is not between 0 and 1"),
        ("400000000,1404-01", "400000000,", "row 4, column sold_in: something came back"),
        ("400000000,1404-01", "400000000,1404-05", "row 4, column sold_in: it came back before it was sold"),
        ("L1,1404-03,,,,K-2,500000000,0", "A1,1404-03,,7,,K-2,500000000,0", "row 9, column quota_sales: the month has a quota"),
        ("seller,month", "person,month", "row 1: there is no column \"person\""),
        ("deal,gross", "gross,gross", "row 1: the column gross is there twice"),
    ];
    for (index, (from, to, expected)) in cases.into_iter().enumerate() {
        let told = with_results(&format!("pay-results-{index}.csv"), from, to).unwrap_err();
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn bad_rules_are_told_with_plan_component_and_row() {
    let row = "plan \"seller\", component \"sales\", row";
    let cases = [
        ("\"reading\": \"marginal\",", "", "component \"sales\": the table does not say how it is read".to_owned()),
        ("\"up_to\": 0.8", "\"up_to\": 0.7", format!("{row} 1: it ends at 0.7 of the quota, and the next row begins only at 0.8")),
        ("\"up_to\": 0.8", "\"up_to\": 0.9", format!("{row} 1: it ends at 0.9 of the quota, but the next row begins at 0.8")),
        ("\"from\": 0.8, \"up_to\": 1", "\"from\": 0.8", String::new()),
        ("\"from\": 1, \"rate\": 2.5", "\"from\": 0.5, \"rate\": 2.5", format!("{row} 2: it ends at 1 of the quota, but the next")),
        ("\"rate\": 1.8", "\"rate\": -1", format!("{row} 2: the rate -1 is below zero")),
        ("\"rate\": 1.8", "\"rate\": 1e99", "is no rate".to_owned()),
        ("\"plan\": \"leader\"", "\"plan\": \"boss\"", "assignment 3: there is no plan called boss".to_owned()),
        ("\"from\": \"1404-01\", \"until\"", "\"from\": \"1404-04\", \"until\"", "assignment 2: it ends before it begins".to_owned()),
        ("\"cap\": 120000000", "\"cap\": 1, \"floor\": 2", "component \"sales\": the cap 1 is below the floor 2".to_owned()),
        ("\"accrual\": \"of_period\",", "", "missing field `accrual`".to_owned()),
    ];
    for (index, (from, to, expected)) in cases.into_iter().enumerate() {
        match with_rules(&format!("pay-rules-{index}.json"), from, to) {
            Err(told) => assert!(!expected.is_empty() && told.contains(&expected), "{told}"),
            Ok(_) => assert!(expected.is_empty(), "{expected}"),
        }
    }
}

/// Rules of one seller with one component, as the program's header describes them.
fn paid_by(name: &str, component: &str, plan: &str, results: &str) -> Vec<i64> {
    let rules = format!(
        r#"{{ "first_month": "1404-01", "assignments": [{{ "seller": "A1", "plan": "p", "from": "1404-01" }}],
            "plans": [{{ "name": "p", "period": "month", "accrual": "of_period", {plan} "components": [{{ "name": "c", {component} }}] }}] }}"#
    );
    let answer = solved(&written(&format!("{name}.json"), &rules), &written(&format!("{name}.csv"), results)).unwrap();
    answer["statements"].as_array().unwrap().iter().map(|statement| statement["total"].as_i64().unwrap()).collect()
}

#[test]
fn every_rule_is_read_as_it_is_described() {
    let step = r#""goal": "sales", "rule": { "step_and_excess": { "from": 10000000, "fixed": 1500000, "rate": 0.1, "rate_below": 0.1 } }"#;
    let sales = "seller,month,gross\nA1,1404-01,8000000\nA1,1404-02,14000000\n";
    assert_eq!(paid_by("step", step, "", sales), [800_000, 1_900_000]);
    let units = r#""goal": "quantity", "rule": { "units": { "price": 500, "rate": 0.5, "rate_above_quota": 0.8 } }"#;
    let pieces = "seller,month,quantity,quota_quantity\nA1,1404-01,18,10\n";
    assert_eq!(paid_by("units", units, "", pieces), [5_700]);
    let milestones = r#""goal": "sales", "rule": { "milestones": { "reading": "cumulative",
        "steps": [{ "from": { "amount": 200 }, "bonus": 2 }, { "from": { "attainment": 1 }, "bonus": 4 }] } }"#;
    // Amounts and attainments in one list cannot be put in order.
    assert!(std::panic::catch_unwind(|| paid_by("mixed", milestones, "", sales)).is_err());
    let milestones = milestones.replace(r#"{ "attainment": 1 }"#, r#"{ "amount": 8000001 }"#);
    assert_eq!(paid_by("milestones", &milestones, "", sales), [2, 6]);
    let pool = r#""goal": "sales", "rule": { "spif": { "pool": { "pool": 10000, "share": 0.5 } } }"#;
    let quota = "seller,month,gross,quota_sales\nA1,1404-01,80,100\n";
    assert_eq!(paid_by("pool", pool, "", quota), [4_000]);
    let campaign = r#""goal": "sales", "rule": { "spif": { "of_sales": { "campaign": "eid", "rate": 0.02 } } }"#;
    let eid = "seller,month,gross,campaign\nA1,1404-01,50000,eid\nA1,1404-01,70000,\n";
    assert_eq!(paid_by("campaign", campaign, "", eid), [1_000]);
    let table = r#""goal": "sales", "basis": { "discount": "before", "shipping": "with", "recognition": "on_invoice" }, "rule": { "rates": {
        "reading": "retroactive", "pays": "of_amount", "tiers": { "by_amount": [{ "from": 0, "rate": 0.1 }, { "from": 1000, "rate": 0.2 }] },
        "threshold": { "at": { "amount": 500 }, "pays": "excess_only" } } }"#;
    let invoices = "seller,month,gross,discount,shipping\nA1,1404-01,900,50,100\nA1,1404-02,400,0,0\n";
    let draw = r#""draw": { "amount": 60, "kind": "advance", "is_recoverable": false }, "fixed_pay": 7,"#;
    assert_eq!(paid_by("table", table, draw, invoices), [107, 67]);
}

#[test]
fn a_simulation_tells_the_same_as_in_a_browser() {
    assert_eq!(attainment_sample::found(), attainment_sample::EXPECTED);
}

#[test]
fn missing_files_and_arguments_are_told() {
    assert!(door::solve(&[]).unwrap_err().starts_with("usage"));
    assert!(solved("no-such-file.json", "none.csv").unwrap_err().contains("no-such-file.json cannot be read"));
}

#[test]
fn what_the_app_hands_out_for_checking_is_paid_alike_by_the_door() {
    use qalamro::document::{Plan, PlanId, Settings};
    use qalamro::domain::{Money, Person, PersonId, YearMonth};
    use qalamro::exchange::export_csv;
    use qalamro::locale::Language;
    use qalamro::quota::pay::{
        Assignment, BelowZero, Clawback, Component, Entry, Goal, Milestone, MilestoneReading, PayPlan, PayRules, Point, Quotas, Rate, Rule,
        SaleReturn, SellerMonth, statements,
    };
    use qalamro::tabular::pay_door_export::{SellerCodes, results_table, rules_text};

    let month = |month| YearMonth { year: 1404, month };
    let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::Persian));
    plan.people =
        std::sync::Arc::new(vec![Person::named(PersonId(7), "=ندا"), Person::named(PersonId(3), "آوا"), Person::named(PersonId(9), "آوا")]);
    let steps = vec![Milestone { from: Point::Attainment(Rate::ONE), bonus: Money(50_000) }];
    let bonus = Component::new("پاداش", Goal::Sales, Rule::Milestones { reading: Some(MilestoneReading::HighestOnly), steps });
    let step = Rule::StepAndExcess { from: 100, fixed: Money(7), rate: Rate::percent(3), rate_below: Rate::percent(1) };
    let clawback = Clawback { within_months: None, share: Rate::ONE, below_zero: BelowZero::Carried };
    let pay = PayPlan { clawback: Some(clawback), ..PayPlan::new("طرح", vec![bonus, Component::new("پله", Goal::Sales, step)]) };
    let on = |seller, leader| Assignment { seller, plan: pay.name.clone(), role: String::new(), leader, from: month(1), until: None };
    let assignments = vec![on(PersonId(7), Some(PersonId(3))), on(PersonId(3), None), on(PersonId(9), None)];
    let rules = PayRules { first_month: month(1), plans: vec![pay.clone()], assignments, opening_balances: Vec::new() };
    let of = |seller, at, gross, back: Option<i64>| SellerMonth {
        seller: PersonId(seller),
        month: month(at),
        active_share: Some(Rate::percent(50)),
        quotas: Quotas { sales: Some(900_000), ..Quotas::default() },
        entries: vec![Entry { gross: Money(gross), discount: Money(gross / 10), ..Entry::default() }],
        returns: back.map(|amount| SaleReturn::of_month(month(1), Money(amount), 0)).into_iter().collect(),
    };
    let results = [of(7, 1, 1_000_000, None), of(7, 2, 40, Some(300_000)), of(3, 1, 2_000_000, None), of(9, 1, 5, None)];
    let codes = SellerCodes::of(&plan);
    let rules_file = written("handed-out.json", &rules_text(&rules, &codes));
    let table = String::from_utf8(export_csv::write(&results_table(&rules, &results, &codes))).unwrap();
    let answer = solved(&rules_file, &written("handed-out.csv", &table)).unwrap();
    let mut told: Vec<i64> = answer["statements"].as_array().unwrap().iter().map(|one| one["total"].as_i64().unwrap()).collect();
    let mut expected: Vec<i64> = statements(&rules, &results).statements.iter().map(|one| one.total.0).collect();
    told.sort_unstable();
    expected.sort_unstable();
    assert_eq!(told, expected);
    // The leader has one of the month in which only the team sold.
    assert!(expected.len() == 5 && expected.iter().any(|total| *total > 50_000));
}
