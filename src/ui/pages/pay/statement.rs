//! A pay statement on screen and on paper: lines that unfold to their inputs, and totals, exact to the last unit.

use leptos::prelude::*;

use crate::document::quota::pay::statement_text::{figure_text, line_text};
use crate::domain::Money;
use crate::locale::text::isolated;
use crate::locale::words::pay_statement as words;
use crate::locale::{DateFormat, MoneyFormat};
use crate::quota::pay::{Line, LineKind, PayPlan, Statement};
use crate::tabular::pay_export::{amounts_of, period_name};
use crate::ui::studio::Studio;

/// How lines are written.
#[derive(Clone, Copy)]
struct Writer {
    studio: Studio,
    money: MoneyFormat,
    dates: DateFormat,
    open: RwSignal<bool>,
}

/// The statement.
#[component]
pub fn StatementCard(
    /// The statement.
    statement: Statement,
    /// The seller's name.
    seller: String,
    /// What it is reckoned from, in a sentence.
    basis: String,
    /// The plan that it was made by.
    plan: Option<PayPlan>,
    /// Whether lines are unfolded.
    open: RwSignal<bool>,
) -> impl IntoView {
    let studio = Studio::get();
    let calendar = studio
        .plan
        .with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.calendar))
        .unwrap_or(crate::domain::CalendarKind::Gregorian);
    let dates = DateFormat::new(studio.language.get_untracked(), calendar);
    let writer = Writer { studio, money: untrack(|| studio.money()), dates, open };
    let period = period_name(statement.first_month, statement.last_month, dates);
    let title = studio.fill(words::TITLE, &[("seller", &isolated(&seller)), ("period", &period)]);
    let lines = statement.lines.iter().map(|line| writer.line(plan.as_ref(), line, Some(writer.money))).collect_view();
    let balance = |text, amount: Money| {
        (amount.0 != 0).then(|| view! { <div class="pay-total"><dt>{studio.say(text)}</dt><dd class="number"><bdi dir="ltr">{writer.money.exact_figure(amount)}</bdi></dd></div> })
    };
    view! {
        <section class="card card-body pay-statement">
            <div class="row"><h2>{title}</h2><span class="grow"></span><span class="dim small"><bdi>{statement.plan.clone()}</bdi>" · "{writer.money.unit_label()}</span></div>
            <p class="dim small pay-basis">{basis}</p>
            <div class="pay-lines">{lines}</div>
            <dl class="pay-totals">
                <div class="pay-total whole"><dt>{studio.say(words::TOTAL)}</dt><dd class="number"><bdi dir="ltr">{writer.money.exact_figure(statement.total)}</bdi></dd></div>
                {balance(words::IN_ADVANCE, statement.paid_in_advance)}
                {(statement.due != statement.total).then(|| balance(words::DUE, statement.due))}
                {balance(words::DRAW_OWED, statement.draw_owed.after)}
                {balance(words::CARRIED, statement.clawback_carried.after)}
            </dl>
        </section>
    }
}

impl Writer {
    /// A line; one with lines or figures below it unfolds.
    fn line(self, plan: Option<&PayPlan>, line: &Line, amounts: Option<MoneyFormat>) -> AnyView {
        let amounts = match &line.kind {
            LineKind::Component { name } | LineKind::ClawbackOf { name } => amounts_of(plan, name, self.money),
            _ => amounts,
        };
        let language = self.studio.language.get_untracked();
        let name = line_text(line, language, self.dates);
        let is_reason = matches!(line.kind, LineKind::NotPaid(_));
        let amount = (!is_reason).then(|| self.money.exact_figure(line.amount));
        let head = view! { <span class="grow" class:dim=is_reason><bdi>{name}</bdi></span><bdi class="number" dir="ltr">{amount}</bdi> };
        if line.figures.is_empty() && line.lines.is_empty() {
            return view! { <div class="pay-line">{head}</div> }.into_any();
        }
        let figure = |figure| {
            let (name, value) = figure_text(figure, language, self.money, amounts);
            view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> }
        };
        let figures = line.figures.iter().map(figure).collect_view();
        let below = line.lines.iter().map(|below| self.line(plan, below, amounts)).collect_view();
        let open = self.open;
        view! {
            <details class="pay-fold" prop:open=open>
                <summary class="pay-line">{head}</summary>
                <div class="pay-below">
                    <dl class="pay-figures">{figures}</dl>
                    {below}
                </div>
            </details>
        }
        .into_any()
    }
}
