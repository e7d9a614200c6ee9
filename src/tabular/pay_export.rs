//! Pay statements as tables for a file: the totals of each seller and period, and every line with what went into it.
//! Amounts are exact to the last unit, and what went into a line stands as numbers in columns of its own.

use crate::document::Plan;
use crate::document::quota::pay::statement_text::{figure_name, figure_text, line_text, shown_share};
use crate::domain::{Money, PersonId, YearMonth};
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::locale::words::{pay_export as words, pay_statement};
use crate::locale::{DateFormat, MoneyFormat};
use crate::quota::pay::{Figure, FigureName, FigureValue, Goal, Line, LineKind, PayPlan, PayRules, Statement};
use crate::tabular::export_format::ExportFormat;

/// The months of a period as one name: its first, or its first and last.
pub fn period_name(first: YearMonth, last: YearMonth, dates: DateFormat) -> String {
    if first == last { dates.month_long(first) } else { format!("{} – {}", dates.month_long(first), dates.month_long(last)) }
}

/// How amounts of a component's goal are written: as money, or as pieces.
pub fn amounts_of(plan: Option<&PayPlan>, component: &str, money: MoneyFormat) -> Option<MoneyFormat> {
    let is_pieces = plan.is_some_and(|plan| plan.components.iter().any(|known| known.name == component && known.goal == Goal::Quantity));
    Some(money).filter(|_| !is_pieces)
}

/// A column of what goes into lines: the figure's name, and whether it is a share.
type Input = (FigureName, bool);

fn input_of(figure: &Figure) -> Input {
    (figure.name, matches!(figure.value, FigureValue::Share(_)))
}

/// The columns that a line and those below it need, in the order in which they are met.
fn inputs_of(line: &Line, inputs: &mut Vec<Input>) {
    for input in line.figures.iter().map(input_of) {
        if !inputs.contains(&input) {
            inputs.push(input);
        }
    }
    line.lines.iter().for_each(|below| inputs_of(below, inputs));
}

/// Writes statements of one plan.
struct Writer<'a> {
    plan: &'a Plan,
    rules: &'a PayRules,
    format: ExportFormat<'a>,
}

impl Writer<'_> {
    /// A figure as a number: money in the unit of the row, pieces, or a percentage.
    fn number(&self, figure: &Figure, is_money: bool) -> ExportCell {
        match figure.value {
            FigureValue::Amount(pieces) if !is_money => ExportCell::Number(pieces.to_string()),
            FigureValue::Amount(amount) => self.format.amount(Money(amount)),
            FigureValue::Money(amount) => self.format.amount(amount),
            FigureValue::Share(share) => self.format.percent(shown_share(figure.name, share)),
        }
    }

    fn seller(&self, seller: PersonId) -> ExportCell {
        ExportCell::text(self.plan.person(seller).map(|person| person.name.as_str()).unwrap_or_default())
    }

    /// What every row begins with.
    fn head(&self, statement: &Statement) -> Vec<ExportCell> {
        vec![
            self.seller(statement.seller),
            ExportCell::text(&statement.role),
            ExportCell::text(&statement.plan),
            ExportCell::text(&period_name(statement.first_month, statement.last_month, self.format.dates())),
            ExportCell::text(&self.format.unit()),
        ]
    }

    fn head_names(&self) -> Vec<String> {
        [pay_statement::SELLER, words::ROLE, pay_statement::PLAN, pay_statement::PERIOD, words::UNIT]
            .map(|text| self.format.say(text))
            .to_vec()
    }

    fn totals(&self, statements: &[Statement]) -> ExportTable {
        let mut headers = self.head_names();
        let named = [words::FIXED, words::VARIABLE, pay_statement::TOTAL, pay_statement::IN_ADVANCE, pay_statement::DUE];
        headers.extend(named.into_iter().chain([pay_statement::DRAW_OWED, pay_statement::CARRIED]).map(|text| self.format.say(text)));
        let row = |statement: &Statement| {
            let variable = statement.variable();
            let fixed = Money(statement.total.0.saturating_sub(variable.0));
            let amounts = [fixed, variable, statement.total, statement.paid_in_advance, statement.due];
            let amounts = amounts.into_iter().chain([statement.draw_owed.after, statement.clawback_carried.after]);
            self.head(statement).into_iter().chain(amounts.map(|amount| self.format.amount(amount))).collect()
        };
        ExportTable { name: self.format.say(words::TOTALS), headers, rows: statements.iter().map(row).collect() }
    }

    fn lines(&self, statements: &[Statement]) -> ExportTable {
        let mut headers = self.head_names();
        headers.extend([words::LEVEL, pay_statement::LINE, pay_statement::AMOUNT, words::FIGURES].map(|text| self.format.say(text)));
        let mut inputs = Vec::new();
        statements.iter().flat_map(|statement| &statement.lines).for_each(|line| inputs_of(line, &mut inputs));
        headers.extend(inputs.iter().map(|&(name, is_share)| {
            let name = figure_name(name, self.format.settings.language);
            if is_share { words::SHARE_OF.fill(self.format.settings.language, &[("name", name)]) } else { name.to_owned() }
        }));
        let mut rows = Vec::new();
        for statement in statements {
            let plan = self.rules.plans.iter().find(|plan| plan.name == statement.plan);
            for line in &statement.lines {
                self.line(&mut rows, &inputs, statement, plan, line, 1, Some(self.format.money()));
            }
        }
        ExportTable { name: self.format.say(words::LINES), headers, rows }
    }

    #[allow(clippy::too_many_arguments)]
    fn line(
        &self,
        rows: &mut Vec<Vec<ExportCell>>,
        inputs: &[Input],
        statement: &Statement,
        plan: Option<&PayPlan>,
        line: &Line,
        level: u32,
        amounts: Option<MoneyFormat>,
    ) {
        let amounts = match &line.kind {
            LineKind::Component { name } | LineKind::ClawbackOf { name } => amounts_of(plan, name, self.format.money()),
            _ => amounts,
        };
        let language = self.format.settings.language;
        let figure = |figure| {
            let (name, value) = figure_text(figure, language, self.format.money(), amounts);
            format!("{name}: {value}")
        };
        let figures = line.figures.iter().map(figure).collect::<Vec<_>>().join("; ");
        let mut row = self.head(statement);
        row.push(ExportCell::Number(level.to_string()));
        row.push(ExportCell::text(&line_text(line, language, self.format.dates())));
        row.push(self.format.amount(line.amount));
        row.push(ExportCell::text(&figures));
        row.extend(inputs.iter().map(|input| {
            let figure = line.figures.iter().find(|figure| input_of(figure) == *input);
            figure.map_or(ExportCell::Empty, |figure| self.number(figure, amounts.is_some()))
        }));
        rows.push(row);
        for below in &line.lines {
            self.line(rows, inputs, statement, plan, below, level + 1, amounts);
        }
    }
}

/// The sheets of a workbook: totals, and all lines.
pub fn statement_tables(plan: &Plan, rules: &PayRules, statements: &[Statement]) -> Vec<ExportTable> {
    let writer = Writer { plan, rules, format: ExportFormat { settings: &plan.settings } };
    vec![writer.totals(statements), writer.lines(statements)]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::{PlanId, Settings};
    use crate::domain::Person;
    use crate::locale::Language;
    use crate::quota::pay::samples::{SELLER, by_amount, component, plan as pay_plan, rules, sales};
    use crate::quota::pay::{Reading, Rule, statements};

    #[test]
    fn lines_of_the_file_sum_to_the_totals_of_the_file() {
        let mut plan = Plan::new(PlanId("p".into()), "plan", Settings::for_language(Language::Persian));
        plan.people = Arc::new(vec![Person::named(SELLER, "ندا")]);
        let table = by_amount(Reading::Marginal, &[(0, 0.1), (1_000_000, 0.2)]);
        let rules = rules(pay_plan(vec![component(Goal::Sales, Rule::Rates(table))]));
        let made = statements(&rules, &[sales(1, 1_500_000, None), sales(2, 5_000, None)]);
        let tables = statement_tables(&plan, &rules, &made.statements);
        for table in &tables {
            assert!(table.rows.iter().all(|row| row.len() == table.headers.len()), "{}", table.name);
        }
        let amounts = |table: &ExportTable, column: usize, is_counted: &dyn Fn(&[ExportCell]) -> bool| -> f64 {
            let number = |row: &Vec<ExportCell>| match &row[column] {
                ExportCell::Number(number) => number.parse::<f64>().unwrap(),
                other => unreachable!("{other:?}"),
            };
            table.rows.iter().filter(|row| is_counted(row)).map(number).sum()
        };
        let total = amounts(&tables[0], 7, &|_| true);
        let first_level = amounts(&tables[1], 7, &|row| row[5] == ExportCell::Number("1".into()));
        // 100,000 + 100,000 + 500 rials, in the plan's unit.
        assert!((total - first_level).abs() < 1e-9 && total > 0.0, "{total} {first_level}");
        assert!(tables[1].rows.iter().any(|row| matches!(&row[8], ExportCell::Text(words) if words.contains("نرخ: ۲۰٪"))));
        let rate = tables[1].headers.iter().position(|header| header.starts_with("نرخ")).unwrap();
        let rates: Vec<&ExportCell> = tables[1].rows.iter().map(|row| &row[rate]).filter(|cell| **cell != ExportCell::Empty).collect();
        assert!(rates.contains(&&ExportCell::Number("20".into())), "rates are numbers in a column of their own: {rates:?}");
        assert_eq!(tables[0].rows[0][0], ExportCell::Text("ندا".into()));
    }
}
