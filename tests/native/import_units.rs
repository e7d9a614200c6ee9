//! Questions about the unit of amounts: what the plan knows of the same customers speaks before the size of figures.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::sync::Arc;

use qalamro::document::{Plan, PlanId, Settings};
use qalamro::domain::{Account, AccountId, DisplayUnit, Money};
use qalamro::exchange::options::{ImportContext, UserChoices};
use qalamro::exchange::protocol::{ExchangeRequest, ExchangeResponse, Preview};
use qalamro::exchange::service::ExchangeService;
use qalamro::exchange::{AreaDirectory, Field};
use qalamro::locale::Language;
use qalamro::port::service::Service;
use qalamro::wizard::units::{better_unit, question};

/// A plan of customers M-1, M-2 … with these sales in rials.
fn plan(sales: &[i64]) -> Plan {
    let mut plan = Plan::new(PlanId("a".into()), "A", Settings::for_language(Language::Persian));
    let account = |(index, sales): (usize, &i64)| {
        let mut account = Account::named(AccountId(index as u32 + 1), format!("مشتری {}", index + 1));
        account.code = Some(format!("M-{}", index + 1));
        account.sales = Some(Money(*sales));
        Arc::new(account)
    };
    plan.accounts = Arc::new(sales.iter().enumerate().map(account).collect());
    plan
}

fn preview(text: &str, plan: &Plan, choices: UserChoices) -> Preview {
    let mut service = ExchangeService::default();
    let mut last = None;
    let mut hear = |response| {
        if let ExchangeResponse::Preview { preview, .. } = response {
            last = Some(*preview);
        }
    };
    let context = ImportContext::of_settings(&plan.settings, AreaDirectory::iran());
    service.handle(ExchangeRequest::OpenText { id: 1, name: "a".into(), text: text.into(), context }, &mut hear);
    service.handle(ExchangeRequest::SetChoices { id: 1, choices }, &mut hear);
    while service.step(&mut hear) {}
    last.unwrap()
}

#[test]
fn an_update_in_another_unit_than_the_customers_have_is_asked_about() {
    let plan = plan(&[560_000_000, 420_000_000, 910_000_000]);
    let read = |text: &str| preview(text, &plan, UserChoices::default());
    let rials = read("کد مشتری,فروش\nM-1,570000000\nM-2,400000000\nM-9,1\n");
    assert_eq!(rials.options.sales_unit, DisplayUnit::MillionToman);
    let asked = question(&rials, Field::Sales, &plan, &BTreeSet::new()).unwrap();
    assert_eq!((asked.read_in, asked.answers[0].0), (DisplayUnit::MillionToman, DisplayUnit::Main));
    assert_eq!(asked.customer.as_deref(), Some("مشتری 2"));
    assert_eq!(
        (asked.in_plan, asked.answers[0].1, asked.as_read()),
        (Money(420_000_000), Money(400_000_000), Money(4_000_000_000_000_000))
    );
    assert_eq!(better_unit(&rials, Field::Sales, &plan), None);
    // Rials and tomans differ by ten only, and are still told apart.
    let tomans = read("کد مشتری,فروش\nM-1,57000000\nM-2,40000000\n");
    assert_eq!(question(&tomans, Field::Sales, &plan, &BTreeSet::new()).unwrap().answers[0].0, DisplayUnit::Toman);
    let million_tomans = read("کد مشتری,فروش\nM-1,57\nM-2,90\n");
    assert_eq!(question(&million_tomans, Field::Sales, &plan, &BTreeSet::new()), None);
    let named = read("کد مشتری,فروش (ریال)\nM-1,570000000\nM-2,400000000\n");
    assert_eq!(question(&named, Field::Sales, &plan, &BTreeSet::new()), None);
}

#[test]
fn what_the_reviewer_saw_is_asked_about_and_an_answer_stays_in_sight() {
    let plan = plan(&[566_022_000, 201_523_000, 50_408_000]);
    let text = "کد مشتری,فروش\nM-1,999100\nM-2,999101\nM-3,999102\n";
    let asked = question(&preview(text, &plan, UserChoices::default()), Field::Sales, &plan, &BTreeSet::new()).unwrap();
    assert_eq!(asked.read_in, DisplayUnit::MillionToman);
    let chosen = UserChoices { sales_unit: Some(asked.answers[0].0), ..UserChoices::default() };
    let settled = BTreeSet::from([Field::Sales]);
    let again = question(&preview(text, &plan, chosen), Field::Sales, &plan, &settled).unwrap();
    assert_eq!(again.read_in, asked.answers[0].0);
    assert_eq!(again.answers, asked.answers);
}

#[test]
fn new_customers_are_compared_with_the_level_of_the_plan() {
    let plan = plan(&[300_000_000; 12]);
    let rows = |amount: &str| (1..=6).map(|row| format!("N-{row},{amount}\n")).collect::<String>();
    let read = |amount: &str| preview(&format!("کد مشتری,فروش\n{}", rows(amount)), &plan, UserChoices::default());
    let asked = question(&read("250000000"), Field::Sales, &plan, &BTreeSet::new()).unwrap();
    assert_eq!((asked.customer, asked.answers[0].0), (None, DisplayUnit::Main));
    assert_eq!(question(&read("90"), Field::Sales, &plan, &BTreeSet::new()), None);
}
