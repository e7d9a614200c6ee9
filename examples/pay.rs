//! Reckons pay statements and prints them as JSON.
//!
//! ```text
//! cargo run --release --example pay -- RULES.json RESULTS.csv
//! ```
//!
//! RULES.json: `first_month` of the fiscal year ("1404-01"), `plans`, `assignments` (`seller`, `plan`, `from`, and if there
//! are any `until`, `role`, `leader`), and if there are any `opening_balances` (`seller`, `draw_owed`, `clawback_carried`). A plan is written as `quota::pay::PayPlan` is; what may be left out is marked
//! there as having a default. Rates and attainments are decimals (0.05), money is whole units of the smallest kind (rials,
//! cents). The smallest rules:
//!
//! ```json
//! { "first_month": "1404-01",
//!   "plans": [{ "name": "seller", "period": "month", "accrual": "of_period", "fixed_pay": 150000000,
//!     "components": [{ "name": "commission", "goal": "sales", "rule": { "rates": {
//!       "reading": "marginal", "pays": "of_amount",
//!       "tiers": { "by_amount": [{ "from": 0, "rate": 0.01 }, { "from": 5000000000, "rate": 0.02 }] } } } }] }],
//!   "assignments": [{ "seller": "A1", "plan": "seller", "from": "1404-01" }] }
//! ```
//!
//! | in a plan | what |
//! |---|---|
//! | `period`, `accrual` | month, quarter, year; of_period, to_date |
//! | `fixed_pay`, `target_variable`, `cap`, `floor` | of a period, for all components together |
//! | `draw` | `{ "amount", "kind": guarantee or advance, "is_recoverable", "periods" }` |
//! | `clawback` | `{ "within_months", "share", "below_zero": stands or carried }` |
//!
//! | in a component | what |
//! |---|---|
//! | `name`, `goal`, `scope` | sales, collection, quantity; own, team, team_with_leader |
//! | `period` | quarter or year, where it is longer than the plan's; amounts are then those of this time |
//! | `only` | `{ "campaign", "product_line", "segment", "usual_share" }`: what counts, as the results name it |
//! | `basis` | `{ "discount": before or after, "shipping": without or with, "recognition": on_invoice or on_cash }` |
//! | `target_share`, `cap`, `floor` | share of the target variable, for rates that are `of_target` |
//! | `gate` | `"at_most_collection"`, `"lower_of_two"`, `{ "only_from": 0.8 }` |
//! | `rule` | one of those below |
//!
//! | rule | what |
//! |---|---|
//! | `rates` | `reading`, `pays` (of_amount, of_target), `tiers` (`by_amount` or `by_attainment`: `from`, `up_to`, `rate`), `threshold` |
//! | `threshold` | `{ "at": { "amount": 5 } or { "attainment": 0.5 }, "pays": from_first_unit or excess_only }` |
//! | `step_and_excess` | `from`, `fixed`, `rate` of what lies above, `rate_below` of all below |
//! | `units` | `price`, `rate`, `rate_above_quota`; the goal is quantity |
//! | `milestones` | `reading` (highest_only, cumulative), `steps`: `{ "from": { "amount": 5 }, "bonus": 1 }` |
//! | `spif` | `{ "per_piece": { "campaign", "reward" } }`, `{ "of_sales": { "campaign", "rate" } }`, `{ "pool": { "pool", "share" } }` |
//!
//! A `reading` is never assumed: without it there is no statement. Of tables: marginal pays each part of the period's sum at
//! its own tier's rate, retroactive the whole sum at the reached tier's; slab and marginal_per_deal do the same with each deal
//! by itself.
//!
//! RESULTS.csv: the first line names the columns, in any order; all but `seller` and `month` may be left out, and so may
//! their cells. A row is a seller's month, or one deal of it; rows of a month are added up.
//!
//! | column | what |
//! |---|---|
//! | `seller`, `month` | as in the rules; the month as 1404-01 or 1404/01, here and in figures in the digits of either language |
//! | `active_share` | 0 to 1; 1 when left out |
//! | `quota_sales`, `quota_collection`, `quota_quantity` | of the month; the same wherever a month has it twice |
//! | `deal` | the deal's identifier, for tables by deals |
//! | `gross`, `discount`, `shipping`, `collected`, `quantity` | list value without shipping, discount, shipping, cash, pieces |
//! | `campaign`, `product_line`, `segment` | what the row counts for, and what a return of it counted for |
//! | `returned`, `returned_quantity`, `sold_in`, `returned_deal`, `paid_for_returned` | a sale of the month `sold_in` that came back |
//!
//! The answer has `statements` by seller and time and `findings` that do not stand in the way. Bad input ends with exit
//! code 2 and one sentence on standard error that says where (row and column) and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::ExitCode;

use qalamro::domain::{Money, PersonId, YearMonth};
use qalamro::locale::number::latin_digits;
use qalamro::quota::pay::{
    Assignment, Entry, OpeningBalance, PayFinding, PayPlace, PayPlan, PayRules, Quotas, Rate, ResultColumn, SaleReturn, SellerMonth,
    statements,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// What stands between thousands in Persian; a comma would part cells.
const THOUSANDS: char = '٬';

const USAGE: &str = "usage: pay RULES.json RESULTS.csv";

/// The columns, with what a finding calls them.
const COLUMNS: &[(&str, Option<ResultColumn>)] = &[
    ("seller", Some(ResultColumn::Seller)),
    ("month", Some(ResultColumn::Month)),
    ("active_share", Some(ResultColumn::ActiveShare)),
    ("quota_sales", Some(ResultColumn::QuotaSales)),
    ("quota_collection", Some(ResultColumn::QuotaCollection)),
    ("quota_quantity", Some(ResultColumn::QuotaQuantity)),
    ("deal", None),
    ("gross", Some(ResultColumn::Gross)),
    ("discount", Some(ResultColumn::Discount)),
    ("shipping", Some(ResultColumn::Shipping)),
    ("collected", Some(ResultColumn::Collected)),
    ("quantity", Some(ResultColumn::Quantity)),
    ("campaign", None),
    ("product_line", None),
    ("segment", None),
    ("returned", Some(ResultColumn::Returned)),
    ("returned_quantity", Some(ResultColumn::ReturnedQuantity)),
    ("sold_in", Some(ResultColumn::SoldIn)),
    ("returned_deal", None),
    ("paid_for_returned", Some(ResultColumn::PaidForReturned)),
];

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match solve(&given) {
        Ok(answer) => {
            println!("{answer:#}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}

/// The answer to the program's arguments, or what is wrong with them or a file.
pub fn solve(arguments: &[String]) -> Result<Value, String> {
    let [rules_path, results_path] = arguments else { return Err(USAGE.to_owned()) };
    let text = |path: &String| fs::read_to_string(path).map_err(|error| format!("{path} cannot be read: {error}"));
    let (rules, sellers) = read_rules(rules_path, &text(rules_path)?)?;
    let results = read_results(results_path, &text(results_path)?, &sellers)?;
    let months: Vec<SellerMonth> = results.iter().map(|result| result.month.clone()).collect();
    let answer = statements(&rules, &months);
    let codes: BTreeMap<PersonId, &str> = sellers.iter().map(|(code, &seller)| (seller, code.as_str())).collect();
    let place = |finding: &PayFinding| place_of(finding, &results, &codes, rules_path, results_path);
    let mut blocking = answer.findings.iter().filter(|finding| finding.is_blocking());
    if let Some(first) = blocking.next() {
        let more = match blocking.count() {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        return Err(format!("{}: {}{more}", place(first), first.problem));
    }
    let statements: Vec<Value> = answer
        .statements
        .iter()
        .map(|statement| {
            let mut value = json!(statement);
            value["seller"] = json!(codes.get(&statement.seller));
            with_months(value)
        })
        .collect();
    let findings: Vec<Value> =
        answer.findings.iter().map(|finding| json!({ "place": place(finding), "problem": finding.problem.to_string() })).collect();
    Ok(json!({ "statements": statements, "findings": findings }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRules {
    first_month: String,
    plans: Vec<PayPlan>,
    assignments: Vec<FileAssignment>,
    #[serde(default)]
    opening_balances: Vec<FileBalance>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileBalance {
    seller: String,
    #[serde(default)]
    draw_owed: Money,
    #[serde(default)]
    clawback_carried: Money,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAssignment {
    seller: String,
    plan: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    leader: Option<String>,
    from: String,
    #[serde(default)]
    until: Option<String>,
}

/// The rules, and the sellers' numbers by their codes in rising order.
fn read_rules(path: &str, text: &str) -> Result<(PayRules, BTreeMap<String, PersonId>), String> {
    let file: FileRules = serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))?;
    let codes: BTreeSet<&String> =
        file.assignments.iter().flat_map(|assignment| [Some(&assignment.seller), assignment.leader.as_ref()]).flatten().collect();
    let sellers: BTreeMap<String, PersonId> = codes.into_iter().cloned().zip((1..).map(PersonId)).collect();
    let month = |text: &String, what: &str| {
        year_month(text).ok_or_else(|| format!("{path}: {what} is {text:?}; write a month as year and number, such as 1404-01"))
    };
    let assignment = |(index, assignment): (usize, &FileAssignment)| {
        let what = |field: &str| format!("{field} of assignment {}", index + 1);
        Ok(Assignment {
            seller: sellers[&assignment.seller],
            plan: assignment.plan.clone(),
            role: assignment.role.clone(),
            leader: assignment.leader.as_ref().map(|leader| sellers[leader]),
            from: month(&assignment.from, &what("from"))?,
            until: assignment.until.as_ref().map(|until| month(until, &what("until"))).transpose()?,
        })
    };
    let balance = |balance: &FileBalance| {
        let unknown = || format!("{path}: the opening balance of {:?} is of nobody who is on a plan; add an assignment", balance.seller);
        let seller = *sellers.get(&balance.seller).ok_or_else(unknown)?;
        Ok(OpeningBalance { seller, draw_owed: balance.draw_owed, clawback_carried: balance.clawback_carried })
    };
    let opening_balances: Result<Vec<OpeningBalance>, String> = file.opening_balances.iter().map(balance).collect();
    let assignments: Result<Vec<Assignment>, String> = file.assignments.iter().enumerate().map(assignment).collect();
    let first_month = month(&file.first_month, "first_month")?;
    let (assignments, opening_balances) = (assignments?, opening_balances?);
    Ok((PayRules { first_month, plans: file.plans, assignments, opening_balances }, sellers))
}

/// A year and a month in the digits of either language, with a hyphen or a slash between them.
fn year_month(text: &str) -> Option<YearMonth> {
    let text = latin_digits(text);
    let (year, month) = text.trim().split_once(['-', '/'])?;
    Some(YearMonth { year: year.trim().parse().ok()?, month: month.trim().parse().ok()? })
}

/// A row of the results.
struct ResultRow {
    /// Its line in the file.
    line: u64,
    month: SellerMonth,
}

fn read_results(path: &str, text: &str, sellers: &BTreeMap<String, PersonId>) -> Result<Vec<ResultRow>, String> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map_err(|error| format!("{path}: {error}"))?.clone();
    let names: Vec<String> = header.iter().map(str::to_lowercase).collect();
    for (index, name) in names.iter().enumerate() {
        if !COLUMNS.iter().any(|(column, _)| column == name) {
            let known: Vec<&str> = COLUMNS.iter().map(|(column, _)| *column).collect();
            return Err(format!("{path}, row 1: there is no column {name:?}; use {}", known.join(", ")));
        }
        if names[..index].contains(name) {
            return Err(format!("{path}, row 1: the column {name} is there twice; remove one"));
        }
    }
    if let Some(missing) = ["seller", "month"].iter().find(|column| !names.iter().any(|name| name == *column)) {
        return Err(format!("{path}, row 1: the column {missing} is missing; add it"));
    }
    let mut rows = Vec::new();
    let mut quotas: BTreeMap<(PersonId, YearMonth), Quotas> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("{path}: {error}"))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = Cells { path, line, names: &names, record: &record };
        let month = cells.seller_month(sellers)?;
        cells.same_quotas(quotas.entry((month.seller, month.month)).or_default(), &month.quotas)?;
        rows.push(ResultRow { line, month });
    }
    Ok(rows)
}

/// The cells of a row.
struct Cells<'a> {
    path: &'a str,
    line: u64,
    names: &'a [String],
    record: &'a csv::StringRecord,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> Option<&str> {
        let index = self.names.iter().position(|name| name == column)?;
        self.record.get(index).filter(|cell| !cell.is_empty())
    }

    fn wrong(&self, column: &str, what: &str) -> String {
        format!("{}, row {}, column {column}: {what}", self.path, self.line)
    }

    fn whole(&self, column: &str) -> Result<Option<i64>, String> {
        let read = |text: &str| {
            let told = || self.wrong(column, &format!("{text:?} is no whole number; give whole units of the smallest kind"));
            latin_digits(text).replace(THOUSANDS, "").parse::<i64>().map_err(|_| told())
        };
        self.text(column).map(read).transpose()
    }

    fn month(&self, column: &str) -> Result<Option<YearMonth>, String> {
        let read = |text: &str| {
            let told = || self.wrong(column, &format!("{text:?} is no month; write year and number, such as 1404-01"));
            year_month(text).ok_or_else(told)
        };
        self.text(column).map(read).transpose()
    }

    fn money(&self, column: &str) -> Result<Money, String> {
        Ok(Money(self.whole(column)?.unwrap_or(0)))
    }

    fn seller_month(&self, sellers: &BTreeMap<String, PersonId>) -> Result<SellerMonth, String> {
        let code = self.text("seller").ok_or_else(|| self.wrong("seller", "there is no seller; name one"))?;
        let unknown = || self.wrong("seller", &format!("{code:?} is on no plan; add an assignment, or remove the row"));
        let seller = *sellers.get(code).ok_or_else(unknown)?;
        let month = self.month("month")?.ok_or_else(|| self.wrong("month", "there is no month; give one"))?;
        let share = |text: &str| {
            let rate = latin_digits(text).replace('٫', ".").parse().ok().and_then(|share| Rate::of_share(share).ok());
            rate.ok_or_else(|| self.wrong("active_share", &format!("{text:?} is no share; give a number from 0 to 1")))
        };
        let owned = |column: &str| self.text(column).map(str::to_owned);
        let entry = Entry {
            deal: owned("deal"),
            gross: self.money("gross")?,
            discount: self.money("discount")?,
            shipping: self.money("shipping")?,
            collected: self.money("collected")?,
            quantity: self.whole("quantity")?.unwrap_or(0),
            campaign: owned("campaign"),
            product_line: owned("product_line"),
            segment: owned("segment"),
            ..Entry::default()
        };
        Ok(SellerMonth {
            seller,
            month,
            active_share: self.text("active_share").map(share).transpose()?,
            quotas: Quotas {
                sales: self.whole("quota_sales")?,
                collection: self.whole("quota_collection")?,
                quantity: self.whole("quota_quantity")?,
            },
            entries: vec![entry],
            returns: self.returned()?.into_iter().collect(),
        })
    }

    fn returned(&self) -> Result<Option<SaleReturn>, String> {
        let (amount, quantity) = (self.money("returned")?, self.whole("returned_quantity")?.unwrap_or(0));
        let sold_in = self.month("sold_in")?;
        if amount.0 == 0 && quantity == 0 {
            return Ok(None);
        }
        let sold_in = sold_in.ok_or_else(|| self.wrong("sold_in", "something came back; say in which month it was sold"))?;
        let paid = self.whole("paid_for_returned")?.map(Money);
        let owned = |column: &str| self.text(column).map(str::to_owned);
        Ok(Some(SaleReturn {
            deal: owned("returned_deal"),
            paid,
            campaign: owned("campaign"),
            product_line: owned("product_line"),
            segment: owned("segment"),
            ..SaleReturn::of_month(sold_in, amount, quantity)
        }))
    }

    /// Refuses a second, other quota of a month.
    fn same_quotas(&self, known: &mut Quotas, given: &Quotas) -> Result<(), String> {
        let pairs = [
            ("quota_sales", &mut known.sales, given.sales),
            ("quota_collection", &mut known.collection, given.collection),
            ("quota_quantity", &mut known.quantity, given.quantity),
        ];
        for (column, known, given) in pairs {
            match (*known, given) {
                (Some(known), Some(given)) if known != given => {
                    return Err(self.wrong(column, &format!("the month has a quota of {known} already; {given} is another")));
                }
                _ => *known = given.or(*known),
            }
        }
        Ok(())
    }
}

/// Where a finding is, in the words of the two files.
fn place_of(finding: &PayFinding, results: &[ResultRow], codes: &BTreeMap<PersonId, &str>, rules: &str, table: &str) -> String {
    match &finding.place {
        PayPlace::Rules => rules.to_owned(),
        PayPlace::Plan { plan } => format!("{rules}, plan {plan:?}"),
        PayPlace::Component { plan, component } => format!("{rules}, plan {plan:?}, component {component:?}"),
        PayPlace::Row { plan, component, row } => format!("{rules}, plan {plan:?}, component {component:?}, row {row}"),
        PayPlace::OpeningBalance { index } => format!("{rules}, opening balance {}", index + 1),
        PayPlace::Assignment { index } => format!("{rules}, assignment {}", index + 1),
        PayPlace::Result { index, column } => {
            let name = COLUMNS.iter().find(|(_, of)| *of == Some(*column)).map_or("", |(name, _)| *name);
            format!("{table}, row {}, column {name}", results.get(*index).map_or(0, |row| row.line))
        }
        PayPlace::Period { seller, first_month, component } => {
            let of = component.as_ref().map_or(String::new(), |component| format!(", component {component:?}"));
            let seller = codes.get(seller).copied().unwrap_or_default();
            format!("seller {seller:?}, period from {}{of}", written(*first_month))
        }
    }
}

fn written(month: YearMonth) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

/// The value with its months written as in the files.
fn with_months(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let part = |name: &str| fields.get(name).and_then(Value::as_i64).filter(|_| fields.len() == 2);
            if let (Some(year), Some(month)) = (part("year"), part("month")) {
                return json!(format!("{year:04}-{month:02}"));
            }
            Value::Object(fields.into_iter().map(|(name, value)| (name, with_months(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(with_months).collect()),
        other => other,
    }
}
