//! Quota letters on the sample plans: the figures of the tree in either language, names as text, months that sum.
#![allow(clippy::unwrap_used)]

use qalamro::document::quota::pay::of_seller::seller_pay;
use qalamro::document::quota::pay::{KeptPayPlan, PayPlanCommand, PaySettings};
use qalamro::document::quota::sellers::sellers;
use qalamro::document::quota::settings::GoalTarget;
use qalamro::document::quota::{GoalSettings, Holding, QuotaCommand, Who, results};
use qalamro::document::{Command, Document};
use qalamro::domain::{CalendarKind, CivilDate, Person, ScenarioId};
use qalamro::exchange::export_table::ExportCell;
use qalamro::locale::Language;
use qalamro::quota::pay::PayPlan;
use qalamro::quota::{GoalKind, Measure, Method};
use qalamro::report::letter::{LetterPay, LetterSource, letter};
use qalamro::report::{Block, Cell, html};
use qalamro::sample;
use qalamro::tabular::letters_export::letters_table;

fn document() -> Document {
    let mut document = Document::open(sample::SAMPLES[0].document());
    let mut goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Growth(0.1), Method::By(Measure::Potential));
    goal.cushions_by_level.insert(0, 0.1);
    let collection = Method::By(Measure::Goal(qalamro::document::quota::question::goal_key(GoalKind::Sales)));
    let collection = GoalSettings::new(GoalKind::Collection, GoalTarget::ShareOfSales(0.9), collection);
    for change in [QuotaCommand::PutGoal(Box::new(goal)), QuotaCommand::PutGoal(Box::new(collection))] {
        document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).unwrap();
    }
    document
}

fn figure(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) | Cell::Number(words) => words.clone(),
    }
}

#[test]
fn a_letter_tells_the_trees_figures_in_the_language_asked_for() {
    let mut document = document();
    let mut person = Person::clone(&document.plan().people[0]);
    person.name = "<img src=x onerror=alert(1)>".into();
    document.apply(Command::EditPerson(person.clone()), 0.0).unwrap();
    let plan = document.plan();
    let results = results(plan, plan.today().unwrap()).unwrap();
    let sellers = sellers(&results);
    let seller = sellers.iter().find(|seller| seller.name == person.name).unwrap();
    for (language, quarter, basis) in [(Language::English, "First quarter", "Potential"), (Language::Persian, "سه‌ماههٔ اول", "پتانسیل")]
    {
        let source = LetterSource { plan, scenario_name: "Today", results: &results, language };
        let sheet = letter(&source, seller, None);
        let tables: Vec<&Vec<Vec<Cell>>> =
            sheet.blocks.iter().filter_map(|block| if let Block::Table { rows, .. } = block { Some(rows) } else { None }).collect();
        assert_eq!(tables.len(), 2, "the year, and months of both goals together");
        let months = tables[1];
        assert_eq!((months.len(), months[0].len()), (9, 6), "a half-year beside the other, with quarters and the year");
        assert!(months.iter().all(|row| row.len() == months[0].len()));
        assert_eq!(figure(&months[3][0]), quarter);
        for goal in 0..2 {
            assert_eq!(figure(&months[8][1 + goal]), figure(&tables[0][goal][3]), "the year is the quota");
        }
        let words = sheet.blocks.iter().filter_map(|block| if let Block::Paragraph(words) = block { Some(words.as_str()) } else { None });
        let words: Vec<&str> = words.collect();
        assert!(words.iter().any(|words| words.contains(basis)), "{words:?}");
        assert!(matches!(sheet.blocks.last(), Some(Block::Signatures(places)) if places.len() == 2));
        let page = html::page("letters", language, &[sheet]);
        assert!(!page.contains("<img") && page.contains("&lt;img"));
        assert!(page.contains("class=\"signatures\""));
    }
    let goal = seller.goal(GoalKind::Sales).unwrap();
    assert_eq!(goal.street_months.iter().sum::<i64>(), goal.street);
    assert!(goal.street > goal.base, "the cushion is told apart");
}

#[test]
fn last_years_sales_are_the_territorys_for_whoever_holds_a_part_of_it() {
    let mut document = document();
    let territory = document.plan().today().unwrap().territories[0].clone();
    let person = Person { working_time_share: 1.0, ..Person::clone(document.plan().person(territory.seller.unwrap()).unwrap()) };
    let told = |document: &Document| {
        let plan = document.plan();
        let results = results(plan, plan.today().unwrap()).unwrap();
        let seller = sellers(&results).into_iter().find(|seller| seller.name == person.name).unwrap();
        let source = LetterSource { plan, scenario_name: "Today", results: &results, language: Language::English };
        let sheet = letter(&source, &seller, None);
        let of_year = sheet.blocks.into_iter().find_map(|block| match block {
            Block::Table { headings, rows, .. } => Some((headings, rows)),
            _ => None,
        });
        let (headings, rows) = of_year.unwrap();
        let heading = |place: usize| headings[place].0.clone();
        (heading(4), heading(5), figure(&rows[0][3]), figure(&rows[0][4]), figure(&rows[0][5]))
    };
    let whole = told(&document);
    assert_eq!((whole.0.as_str(), whole.1.as_str()), ("Sold by the territory in 1404", "Change of the territory"));
    let from = CivilDate::new(CalendarKind::Gregorian, 2026, 9, 23);
    let holdings = vec![Holding { who: Who::Person(person.id), from, until: None }];
    let hold = QuotaCommand::Hold { territory: territory.id, holdings: Some(holdings) };
    document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(hold) }, 0.0).unwrap();
    let part = told(&document);
    assert_ne!(part.2, whole.2, "half a year has less of a quota");
    assert_eq!((part.3, part.4), (whole.3, whole.4), "what the territory sold is no twelfths of it");
}

#[test]
fn pay_is_told_where_there_is_a_pay_plan() {
    let mut document = document();
    let written = r#"{"name": "p", "period": "month", "accrual": "of_period", "fixed_pay": 100000000, "target_variable": 50000000,
        "components": [{"name": "sales", "goal": "sales", "target_share": 1, "rule": {"rates": {"reading": "marginal", "pays": "of_target",
        "tiers": {"by_attainment": [{"from": 0, "rate": 1}, {"from": 1, "rate": 2}]}}}}]}"#;
    let pay: PayPlan = serde_json::from_str(written).unwrap();
    document.apply(Command::ChangePayPlans(Box::new(PayPlanCommand::Put(KeptPayPlan::of(&pay).unwrap()))), 0.0).unwrap();
    let settings = PaySettings { usual: Some("p".into()), ..PaySettings::default() };
    let change = QuotaCommand::PlanPay(settings);
    document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).unwrap();
    let plan = document.plan();
    let results = results(plan, plan.today().unwrap()).unwrap();
    let paid = seller_pay(plan, plan.today().unwrap(), &results);
    let known = paid.values().next().unwrap();
    assert_eq!(paid.len(), plan.today().unwrap().territories.len());
    assert!((known.at(0.0) - 1.2e9).abs() < 1.0 && (known.at(1.0) - 1.8e9).abs() < 20.0, "{} {}", known.at(0.0), known.at(1.0));
    assert!((known.at(1.5) - 2.4e9).abs() < 50.0, "twice the rate above the quota");
    let source = LetterSource { plan, scenario_name: "Today", results: &results, language: Language::English };
    let told = LetterPay { plan: known.plan.clone(), curve: None, points: vec![(0.5, known.at(0.5)), (1.0, known.at(1.0))] };
    let sheet = letter(&source, &sellers(&results)[0], Some(told));
    let last_table =
        sheet.blocks.iter().rev().find_map(|block| if let Block::Table { headings, .. } = block { Some(headings) } else { None });
    assert_eq!(last_table.unwrap().iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>(), ["Attainment", "50%", "100%"]);
}

#[test]
fn the_table_of_letters_has_months_as_numbers_that_sum_to_the_quota() {
    let document = document();
    let plan = document.plan();
    let results = results(plan, plan.today().unwrap()).unwrap();
    let table = letters_table(&results, &plan.settings, &|kind| format!("{kind:?}"));
    assert_eq!(table.rows.len(), sellers(&results).len() * 2);
    assert_eq!(table.headers.len(), 3 + 3 + 4 + 12);
    for row in &table.rows {
        let number = |cell: &ExportCell| match cell {
            ExportCell::Number(number) => number.parse::<f64>().unwrap(),
            other => unreachable!("{other:?}"),
        };
        let numbers: Vec<f64> = row[3..].iter().map(number).collect();
        let near = |sum: f64| (sum - numbers[2]).abs() < 1e-6 * numbers[2].max(1.0);
        assert!(near(numbers[0] + numbers[1]) && near(numbers[3..7].iter().sum()) && near(numbers[7..].iter().sum()), "{row:?}");
    }
}
