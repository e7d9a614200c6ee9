//! The first rows as they will be stored, under the choice of what each column is.

use leptos::prelude::*;

use super::choice::Choice;
use super::state::Wizard;
use crate::document::settings::PotentialUnit;
use crate::exchange::Field;
use crate::exchange::finding::Severity;
use crate::exchange::period::Period;
use crate::exchange::phrases::{field_name, unit_name};
use crate::exchange::table::column_letters;
use crate::locale::Text;
use crate::locale::words::import as words;
use crate::ui::widgets::icon::{self, Icon};
use crate::wizard::cells::{Problem, Showing, ShownCell, ShownRow, effective_field};
use crate::wizard::units::unit_of;

/// The table. Its head stays while the choices change, so that lists keep their focus.
#[component]
pub fn PreviewTable(
    /// The state.
    wizard: Wizard,
) -> impl IntoView {
    let studio = wizard.studio;
    let names =
        Memo::new(move |_| wizard.preview.with(|preview| preview.as_ref().map(|preview| preview.header.names.clone()).unwrap_or_default()));
    let head = move || {
        names
            .get()
            .into_iter()
            .enumerate()
            .map(|(column, name)| view! { <ColumnHead wizard=wizard column=column name=name /> })
            .collect_view()
    };
    let rows = move || shown_rows(wizard).into_iter().map(|row| view! { <RowView wizard=wizard row=row /> }).collect_view();
    let caption = move || {
        let count = wizard.preview.with(|preview| preview.as_ref().map_or(0, |preview| preview.rows.len()));
        studio.fill(words::PREVIEW_CAPTION, &[("count", &studio.numbers().count(count))])
    };
    let more = move || {
        let more = wizard.preview.with(|preview| preview.as_ref().map_or(0, |preview| preview.row_count - preview.rows.len()));
        (more > 0).then(
            || view! { <p class="dim small import-more">{studio.fill(words::MORE_ROWS, &[("count", &studio.numbers().count(more))])}</p> },
        )
    };
    view! {
        <div class="table-scroll import-table" tabindex="0" role="region" aria-labelledby="import-caption">
            <table class="plain-table">
                <caption class="dim small" id="import-caption">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="import-row-number">{studio.say(words::ROW_NUMBER)}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {more}
        </div>
    }
}

fn shown_rows(wizard: Wizard) -> Vec<ShownRow> {
    let language = wizard.studio.language.get_untracked();
    let settings = wizard.studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.clone()));
    wizard.preview.with(|preview| match (preview, &settings) {
        (Some(preview), Some(settings)) => {
            let showing = Showing { header: &preview.header, options: &preview.options, settings, language };
            preview.rows.iter().map(|row| showing.row(row)).collect()
        }
        _ => Vec::new(),
    })
}

/// A column's name, what it is taken for, and its unit where it is money.
#[component]
fn ColumnHead(wizard: Wizard, column: usize, name: String) -> impl IntoView {
    let studio = wizard.studio;
    let language = studio.language.get_untracked();
    let letters = column_letters(column);
    let field = Memo::new(move |_| {
        wizard.preview.with(|preview| preview.as_ref().map_or(Field::Ignore, |preview| effective_field(&preview.options, column)))
    });
    let label = studio.fill(words::COLUMN_IS, &[("letters", &letters), ("header", &name)]);
    let fields: Vec<String> = Field::ALL.iter().map(|field| field_name(*field).get(language).to_owned()).collect();
    let chosen = Signal::derive(move || Field::ALL.iter().position(|known| *known == field.get()));
    let on_choose = Callback::new(move |index: usize| {
        if let Some(field) = Field::ALL.get(index) {
            wizard.assign(column, *field);
        }
    });
    let is_money = move || {
        let potential_is_money =
            studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.settings.potential_unit == PotentialUnit::Money));
        field.get() == Field::Sales || (field.get() == Field::Potential && potential_is_money)
    };
    let unit_label = studio.fill(words::COLUMN_UNIT, &[("header", &name)]);
    let period_label = studio.fill(words::COLUMN_PERIOD, &[("header", &name)]);
    let title = name.clone();
    view! {
        <th
            scope="col"
            class:import-mapped=move || !field.get().may_repeat()
            class:import-ignored=move || field.get() == Field::Ignore
        >
            <span class="import-column-name" title=title>
                <span class="dim">{letters}</span>
                " "
                <bdi>{name}</bdi>
            </span>
            <Choice label=label is_label_hidden=true labels=fields chosen=chosen on_choose=on_choose />
            <Show when=is_money>
                <UnitChoice wizard=wizard label=unit_label.clone() field=Signal::from(field) />
            </Show>
            <Show when=move || field.get().counts_a_year()>
                <PeriodChoice wizard=wizard label=period_label.clone() column=column />
            </Show>
        </th>
    }
}

/// The time that a column's figures count.
#[component]
fn PeriodChoice(wizard: Wizard, label: String, column: usize) -> impl IntoView {
    let studio = wizard.studio;
    let labels = Period::ALL.iter().map(|period| studio.say(period_words(*period)).to_owned()).collect();
    let chosen = Signal::derive(move || {
        let period = wizard
            .preview
            .with(|preview| preview.as_ref().and_then(|preview| preview.options.mapping.columns.get(column).map(|column| column.period())));
        Period::ALL.iter().position(|known| Some(*known) == period)
    });
    let on_choose = Callback::new(move |index: usize| {
        if let Some(period) = Period::ALL.get(index) {
            wizard.choose_period(column, *period);
        }
    });
    view! { <Choice label=label is_label_hidden=true labels=labels chosen=chosen on_choose=on_choose /> }
}

fn period_words(period: Period) -> Text {
    match period {
        Period::Year => words::PER_YEAR,
        Period::HalfYear => words::PER_HALF_YEAR,
        Period::Quarter => words::PER_QUARTER,
        Period::Month => words::PER_MONTH,
        Period::Week => words::PER_WEEK,
    }
}

/// The unit of a column of money.
#[component]
fn UnitChoice(wizard: Wizard, label: String, field: Signal<Field>) -> impl IntoView {
    let studio = wizard.studio;
    let language = studio.language.get_untracked();
    let currency = untrack(|| studio.money()).currency;
    let units = currency.display_units();
    let labels = units.iter().map(|unit| unit_name(*unit, currency, language)).collect();
    let chosen = Signal::derive(move || {
        let unit = wizard.preview.with(|preview| preview.as_ref().map(|preview| unit_of(&preview.options, field.get())));
        units.iter().position(|known| Some(*known) == unit)
    });
    let on_choose = Callback::new(move |index: usize| {
        if let Some(unit) = units.get(index) {
            wizard.choose_unit(field.get_untracked(), *unit);
        }
    });
    view! { <Choice label=label is_label_hidden=true labels=labels chosen=chosen on_choose=on_choose /> }
}

/// A row.
#[component]
fn RowView(wizard: Wizard, row: ShownRow) -> impl IntoView {
    let studio = wizard.studio;
    let number = studio.numbers().plain(i64::from(row.number));
    let left_out = row.is_left_out.then(|| view! { <span class="bad small">{studio.say(words::LEFT_OUT_ROW)}</span> });
    view! {
        <tr class:import-left-out=row.is_left_out>
            <th scope="row" class="import-row-number">
                {number}
                {row.problem.map(problem_mark)}
                {left_out}
            </th>
            {row.cells.into_iter().map(cell_view).collect_view()}
        </tr>
    }
}

fn cell_view(cell: ShownCell) -> impl IntoView {
    let severity = cell.problem.as_ref().map(|problem| problem.severity);
    let raw = cell.raw.map(|raw| view! { <bdi class="import-raw">{raw}</bdi> });
    // Figures end at the same edge, so what the file says stands before them.
    let (before, after) = if cell.is_figure { (raw, None) } else { (None, raw) };
    view! {
        <td
            class:number=cell.is_figure
            class:import-dim=cell.is_left_out
            class:import-error=severity == Some(Severity::Error)
            class:import-warning=severity == Some(Severity::Warning)
        >
            {cell.problem.map(problem_mark)}
            {before}
            <bdi class="import-stored">{cell.words}</bdi>
            {after}
        </td>
    }
}

/// The mark of a problem; its words for those who point at it or hear the page.
fn problem_mark(problem: Problem) -> impl IntoView {
    let class = if problem.severity == Severity::Error { "bad" } else { "warn" };
    let title = problem.words.clone();
    view! {
        <span class=class title=title>
            <Icon path=icon::WARNING />
            <span class="visually-hidden">{problem.words}</span>
        </span>
    }
}
