//! The matrix: scenarios as columns, figures as rows. Every figure is a button that explains itself.

use leptos::prelude::*;

use super::figures::Group;
use super::{Compared, figures, show_scenario};
use crate::document::comparison::{ComparedRow, Comparison};
use crate::document::{Command, Scenario};
use crate::domain::ScenarioId;
use crate::locale::words::compare as words;
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::studio::{Dialog, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The matrix.
#[component]
pub fn Matrix(comparison: Compared) -> impl IntoView {
    let studio = Studio::get();
    let table = move || comparison.get().map(|comparison| matrix_table(&studio, &comparison));
    view! {
        <section class="card" aria-labelledby="compare-matrix">
            <div class="card-head">
                <h2 id="compare-matrix">{studio.say(words::MATRIX)}</h2>
                <span class="dim small">{studio.say(words::MATRIX_WHY)}</span>
            </div>
            <div class="card-body table-scroll matrix-scroll" tabindex="0" role="region" aria-labelledby="compare-matrix">{table}</div>
        </section>
    }
}

fn matrix_table(studio: &Studio, comparison: &Shared<Comparison>) -> impl IntoView + use<> {
    let studio = *studio;
    let column_count = comparison.columns.len();
    let headings = comparison.columns.iter().map(|column| heading(&studio, &column.scenario)).collect_view();
    // One group for each measure, between the number of territories and travel and change.
    let groups = comparison.rows.chunk_by(|one, other| figures::group(one.figure) == figures::group(other.figure));
    let bodies = groups.map(|rows| {
        let group = rows.first().map_or(Group::Territories, |row| figures::group(row.figure));
        let heading = (group != Group::Territories).then(|| group_heading(&studio, comparison, group, column_count));
        view! { <tbody>{heading}{rows.iter().map(|row| figure_row(&studio, comparison, row)).collect_view()}</tbody> }
    });
    let bodies = bodies.collect_view();
    view! {
        <table class="plain-table matrix">
            <thead>
                <tr>
                    <th scope="col">{studio.say(words::FIGURE)}</th>
                    {headings}
                </tr>
            </thead>
            {bodies}
        </table>
    }
}

fn group_heading(studio: &Studio, comparison: &Comparison, group: Group, column_count: usize) -> impl IntoView + use<> {
    let name = match group {
        Group::Measure(measure) => quantity::name(studio, measure),
        Group::Shape => studio.say(words::SHAPE).to_owned(),
        Group::Territories | Group::TravelAndChange => studio.say(words::TRAVEL_AND_CHANGE).to_owned(),
    };
    let is_idle = matches!(group, Group::Measure(measure) if !comparison.balanced.contains(&measure));
    let note = is_idle.then(|| view! { <small class="dim">" "{studio.say(words::NOT_BALANCED)}</small> });
    view! {
        <tr class="matrix-group">
            <th scope="rowgroup" colspan=(column_count + 1).to_string()>{name}{note}</th>
        </tr>
    }
}

fn figure_row(studio: &Studio, comparison: &Shared<Comparison>, row: &ComparedRow) -> impl IntoView + use<> {
    let studio = *studio;
    let figure = row.figure;
    let name = figures::name(&studio, figure);
    let cells = row.values.iter().enumerate().map(|(column, value)| {
        let territory_count = comparison.columns[column].scenario.territories.len();
        let words_of_value = value.map_or_else(|| figures::no_value(&studio, figure), |value| figures::value(&studio, figure, value, territory_count));
        let difference = row.differences.get(column).copied().flatten().filter(|difference| difference.abs() > 1e-9);
        let difference = difference.map(|difference| {
            view! {
                <span class="difference">
                    <bdi dir="ltr">{figures::difference(&studio, figure, difference)}</bdi>
                    " "
                    {figures::difference_unit(&studio, figure)}
                </span>
            }
        });
        let is_best = row.is_best.get(column).copied().unwrap_or(false);
        let best = is_best.then(|| view! {
            <span class="best"><Icon path=icon::DONE /><span class="visually-hidden">{studio.say(words::BEST)}</span></span>
        });
        let can_explain = value.is_some() || figures::explains_gap(figure);
        let explanation = can_explain.then(|| figures::explanation(&studio, comparison, column, figure)).flatten();
        let shown = match explanation {
            Some(explanation) => {
                let label = studio.fill(crate::locale::words::explain::ASK, &[("subject", name)]);
                view! {
                    <button type="button" class="figure-button" title=label on:click=move |_| studio.open(Dialog::Explain(explanation.clone()))>
                        {words_of_value}
                    </button>
                }
                .into_any()
            }
            None => view! { <span>{words_of_value}</span> }.into_any(),
        };
        view! { <td class="number" class:is-best=is_best>{best}{difference}{shown}</td> }
    });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells.collect_view()}
        </tr>
    }
}

/// A scenario's name with what can be done with it.
fn heading(studio: &Studio, scenario: &Scenario) -> impl IntoView + use<> {
    let studio = *studio;
    let id = scenario.id;
    let is_today = id == ScenarioId::TODAY;
    let name = studio.scenario_name(scenario);
    let label = studio.fill(words::ACTIONS_OF, &[("name", &name)]);
    view! {
        <th scope="col" class="number">
            <span class="matrix-heading">
                <Menu label=label class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
                    <MenuItem on_choose=Callback::new(move |()| show_scenario(&studio, id))>{studio.say(words::SHOW_SCENARIO)}</MenuItem>
                    <MenuItem on_choose=Callback::new(move |()| studio.open(Dialog::NewScenario(id)))>{studio.say(words::DUPLICATE)}</MenuItem>
                    <MenuItem is_disabled=is_today on_choose=Callback::new(move |()| studio.open(Dialog::RenameScenario(id)))>{studio.say(words::RENAME)}</MenuItem>
                    <MenuItem is_disabled=is_today on_choose=Callback::new(move |()| { studio.run(Command::AdoptScenario(id)); })>{studio.say(words::ADOPT)}</MenuItem>
                    <MenuItem is_disabled=is_today on_choose=Callback::new(move |()| { studio.run(Command::RemoveScenario(id)); })>{studio.say(words::DELETE)}</MenuItem>
                </Menu>
                <bdi>{name}</bdi>
            </span>
        </th>
    }
}
