//! What pay plans pay, as tables for a file: pay over attainment by role, each role on target, two plans
//! compared, and what was attained in fact.

use super::export_format::ExportFormat;
use crate::document::Plan;
use crate::document::quota::pay::comparison::PlansCompared;
use crate::document::quota::pay::summary::RolePay;
use crate::document::quota::pay::{LastYear, attained};
use crate::domain::Money;
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::locale::words::{pay, pay_editor, pay_export as words, pay_results, pay_statement};
use crate::locale::{NumberFormat, Text};
use crate::quota::pay::{Goal, PayPeriod};

fn headings(format: ExportFormat<'_>, texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| format.say(*text)).collect()
}

fn role_cell(format: ExportFormat<'_>, role: &str) -> ExportCell {
    if role.is_empty() { ExportCell::Text(format.say(pay::WITHOUT_ROLE)) } else { ExportCell::text(role) }
}

/// How long the time is that a curve is of.
fn duration_text(period: PayPeriod) -> Text {
    match period {
        PayPeriod::Month => words::ONE_MONTH,
        PayPeriod::Quarter => words::ONE_QUARTER,
        PayPeriod::Year => words::ONE_YEAR,
    }
}

/// Pay of each role over attainment: every point of its curve, with what is paid just below where it jumps.
pub fn curve_table(plan: &Plan, roles: &[RolePay]) -> ExportTable {
    let format = ExportFormat { settings: &plan.settings };
    let headers = [words::ROLE, pay_statement::PLAN, words::DURATION, words::UNIT, words::ATTAINMENT, words::PAY, words::BELOW];
    let of_role = |role: &RolePay| {
        let head = [
            role_cell(format, &role.role),
            ExportCell::text(&role.plan.name),
            ExportCell::Text(format.say(duration_text(role.plan.cycle()))),
            ExportCell::text(&format.unit()),
        ];
        let points = role.curve.as_deref().unwrap_or_default().iter();
        let row = |point: &crate::quota::pay::CurvePoint| {
            let below = point.pay_just_below.map_or(ExportCell::Empty, |below| format.amount(below));
            let figures = [format.reckoned_percent(point.attainment.share()), format.amount(point.pay), below];
            head.iter().cloned().chain(figures).collect::<Vec<_>>()
        };
        points.map(row).collect::<Vec<_>>()
    };
    ExportTable { name: format.say(words::CURVES), headers: headings(format, &headers), rows: roles.iter().flat_map(of_role).collect() }
}

/// Each role with its plan, its sellers, and what it earns on target.
pub fn roles_table(plan: &Plan, roles: &[RolePay]) -> ExportTable {
    let format = ExportFormat { settings: &plan.settings };
    let headers = [words::ROLE, pay_statement::PLAN, words::SELLERS, words::UNIT, pay::ON_TARGET, pay::QUOTA_TO_EARNINGS];
    let row = |role: &RolePay| {
        vec![
            role_cell(format, &role.role),
            ExportCell::text(&role.plan.name),
            ExportCell::Number(role.sellers.len().to_string()),
            ExportCell::text(&format.unit()),
            role.on_target.map_or(ExportCell::Empty, |amount| format.amount(amount)),
            role.quota_to_earnings.map_or(ExportCell::Empty, |ratio| ExportCell::number((ratio * 1e4).round() / 1e4)),
        ]
    };
    ExportTable { name: format.say(pay::ROLE_FIGURES), headers: headings(format, &headers), rows: roles.iter().map(row).collect() }
}

/// What each seller gets by either of two plans on the same results, and all together; the best paid by the second first.
pub fn comparison_table(plan: &Plan, compared: &PlansCompared, names: &[String; 2]) -> ExportTable {
    let format = ExportFormat { settings: &plan.settings };
    let year = NumberFormat::new(plan.settings.language).plain(i64::from(compared.first.year));
    let by_plan = |name: &String| format.fill(words::BY_PLAN, &[("name", name)]);
    let mut headers = headings(format, &[words::RESULTS_OF, pay_statement::SELLER, words::UNIT]);
    headers.extend(names.iter().map(by_plan));
    headers.extend(headings(format, &[pay_statement::DIFFERENCE, words::CHANGE_PERCENT]));
    let row = |name: &str, first: Money, second: Money, difference: Money| {
        let change = if first.0 > 0 { format.reckoned_percent(second.0 as f64 / first.0 as f64 - 1.0) } else { ExportCell::Empty };
        let head = [year.as_str(), name, &format.unit()].map(ExportCell::text);
        head.into_iter().chain([first, second, difference].map(|amount| format.amount(amount))).chain([change]).collect::<Vec<_>>()
    };
    let comparison = &compared.comparison;
    let mut sellers = comparison.sellers.clone();
    sellers.sort_by_key(|one| (std::cmp::Reverse(one.second), one.seller));
    let name = |seller| plan.person(seller).map(|person| person.name.as_str()).unwrap_or_default();
    let mut rows: Vec<_> = sellers.iter().map(|one| row(name(one.seller), one.first, one.second, one.difference)).collect();
    rows.push(row(&format.say(pay_statement::TOTAL), comparison.first, comparison.second, comparison.difference));
    ExportTable { name: format.say(words::COMPARED), headers, rows }
}

/// The name of a goal of pay.
pub fn goal_text(goal: Goal) -> Text {
    match goal {
        Goal::Sales => pay_editor::SALES,
        Goal::Collection => pay_editor::COLLECTION,
        Goal::Quantity => pay_editor::QUANTITY,
    }
}

/// What each seller attained of each goal in a year of actual results.
pub fn attained_table(plan: &Plan, year: &LastYear) -> ExportTable {
    let format = ExportFormat { settings: &plan.settings };
    let name = NumberFormat::new(plan.settings.language).plain(i64::from(year.year));
    let headers = [words::RESULTS_OF, pay_results::SELLER, pay_results::GOAL, words::UNIT, pay_results::RESULT, pay_results::QUOTA];
    let headers = headings(format, &headers).into_iter().chain([format.say(words::ATTAINMENT)]).collect();
    let rows = attained(year).into_iter().flat_map(|told| {
        let is_pieces = told.goal == Goal::Quantity;
        let unit = if is_pieces { format.say(words::PIECES) } else { format.unit() };
        let amount = move |amount: i64| if is_pieces { ExportCell::Number(amount.to_string()) } else { format.amount(Money(amount)) };
        let head = [ExportCell::text(&name), ExportCell::Text(format.say(goal_text(told.goal))), ExportCell::text(&unit)];
        told.sellers.into_iter().map(move |one| {
            let [year, goal, unit] = head.clone();
            let seller = ExportCell::text(plan.person(one.seller).map(|person| person.name.as_str()).unwrap_or_default());
            let attainment = one.attainment().map_or(ExportCell::Empty, |share| format.reckoned_percent(share));
            vec![year, seller, goal, unit, amount(one.result), amount(one.quota), attainment]
        })
    });
    ExportTable { name: format.say(pay_results::ATTAINMENT), headers, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::quota::pay::comparison::{ResultSource, compare_plans};
    use crate::document::quota::pay::summary::roles;
    use crate::document::quota::pay::tests::with_plans;
    use crate::document::quota::pay::{pay_rules, seller_quotas};
    use crate::document::quota::results;

    fn number(cell: &ExportCell) -> f64 {
        match cell {
            ExportCell::Number(number) => number.parse().unwrap(),
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn compared_sellers_sum_to_the_last_row() {
        let document = with_plans();
        let (plan, scenario) = (document.plan(), document.plan().today().unwrap());
        let answer = results(plan, scenario);
        let compared = compare_plans(plan, scenario, answer.as_ref(), ResultSource::Sales(None), ("عادی", "ارشد")).unwrap();
        let table = comparison_table(plan, &compared, &["عادی".into(), "ارشد".into()]);
        assert_eq!(table.headers[3..5], ["با عادی", "با ارشد"]);
        assert!(table.rows.iter().all(|row| row.len() == table.headers.len()));
        let (total, sellers) = table.rows.split_last().unwrap();
        for column in 3..6 {
            let sum: f64 = sellers.iter().map(|row| number(&row[column])).sum();
            assert!((sum - number(&total[column])).abs() < 1e-9);
        }
        assert_eq!(total[6], ExportCell::Number("100".into()), "twice the rate");
        assert_eq!(total[0], ExportCell::Text("۱۴۰۴".into()));
    }

    #[test]
    fn curves_have_a_row_a_point_and_round_attainments() {
        let document = with_plans();
        let (plan, scenario) = (document.plan(), document.plan().today().unwrap());
        let answer = results(plan, scenario);
        let pay = pay_rules(plan, scenario);
        let mut known = roles(&pay.rules, &seller_quotas(&pay.rules, answer.as_ref()));
        if let Some(Ok(points)) = known.first_mut().map(|role| &mut role.curve) {
            points[1].attainment = crate::quota::pay::Rate::billionths(1_100_000_034);
        }
        let table = curve_table(plan, &known);
        assert!(table.rows.iter().all(|row| row.len() == table.headers.len()));
        assert_eq!(table.rows.len(), known.iter().map(|role| role.curve.as_ref().unwrap().len()).sum::<usize>());
        assert_eq!(table.rows[1][4], ExportCell::Number("110".into()));
        assert_eq!(roles_table(plan, &known).rows.len(), known.len());
    }
}
