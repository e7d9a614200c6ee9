//! The figures of a scenario before and after a step, side by side.

use leptos::prelude::*;

use crate::document::comparison::{ComparedFigure, Comparison};
use crate::domain::ScenarioId;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::churn as words;
use crate::locale::words::compare as compare_words;
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// The figures. Each comparison has one column: the scenario as it is and as it would be.
#[component]
pub fn EffectTable(before: Shared<Comparison>, after: Shared<Comparison>, moved: usize) -> impl IntoView {
    let studio = Studio::get();
    let is_today = before.columns.first().is_none_or(|column| column.scenario.id == ScenarioId::TODAY);
    let wishes_one_piece = before.columns.first().is_some_and(|column| column.scenario.design.wishes.is_contiguous);
    let count = |comparison: &Comparison| comparison.columns.first().map_or(0, |column| column.scenario.territories.len());
    let counts = (count(&before), count(&after));
    let rows = after.rows.iter().filter_map(|row| {
        let name = name(&studio, row.figure, is_today, wishes_one_piece)?;
        let known = before.rows.iter().find(|known| known.figure == row.figure)?;
        let shown =
            |value: &Option<f64>, count: usize| value.map_or(NO_FIGURE.to_owned(), |value| figure(&studio, row.figure, value, count));
        let (one, other) = (known.values.first()?, row.values.first()?);
        let better = match (row.figure, one, other) {
            (ComparedFigure::LargestDeviation(_) | ComparedFigure::Dispersion | ComparedFigure::Broken, Some(one), Some(other)) => {
                (one - other).partial_cmp(&0.0)
            }
            _ => None,
        };
        let (one, other) = (shown(one, counts.0), shown(other, counts.1));
        let is_changed = one != other;
        let is_better = is_changed && better == Some(std::cmp::Ordering::Greater);
        let is_worse = is_changed && better == Some(std::cmp::Ordering::Less);
        Some(view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{one}</td>
                <td class="number" class:good=is_better class:warn=is_worse>{other}</td>
            </tr>
        })
    });
    view! {
        <div>
            <table class="plain-table effect-table">
                <caption class="visually-hidden">{studio.say(words::EFFECT)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{studio.say(words::EFFECT)}</th>
                        <th scope="col" class="number">{studio.say(words::BEFORE)}</th>
                        <th scope="col" class="number">{studio.say(words::AFTER)}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows.collect_view()}
                    <tr>
                        <th scope="row">{studio.say(words::MOVES_NOW)}</th>
                        <td></td>
                        <td class="number">{studio.numbers().count(moved)}</td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

fn name(studio: &Studio, figure: ComparedFigure, is_today: bool, wishes_one_piece: bool) -> Option<String> {
    let of_measure = |text, kind| studio.fill(text, &[("measure", &quantity::name(studio, kind))]);
    Some(match figure {
        ComparedFigure::LargestDeviation(kind) => of_measure(words::LARGEST, kind),
        ComparedFigure::WithinTolerance(kind) => of_measure(words::WITHIN, kind),
        ComparedFigure::Dispersion => studio.say(words::DISPERSION_KM).to_owned(),
        ComparedFigure::Broken if wishes_one_piece => studio.say(compare_words::BROKEN).to_owned(),
        ComparedFigure::Territories => studio.say(words::TERRITORIES).to_owned(),
        ComparedFigure::Unassigned => studio.say(words::UNASSIGNED).to_owned(),
        ComparedFigure::MovedAccounts if !is_today => studio.say(words::MOVED_TODAY).to_owned(),
        _ => return None,
    })
}

fn figure(studio: &Studio, figure: ComparedFigure, value: f64, territory_count: usize) -> String {
    let numbers = studio.numbers();
    match figure {
        ComparedFigure::LargestDeviation(_) => numbers.percent(value, 1),
        ComparedFigure::WithinTolerance(_) => {
            studio.fill(words::WITHIN_OF, &[("within", &numbers.decimal(value, 0)), ("all", &numbers.count(territory_count))])
        }
        ComparedFigure::Dispersion => numbers.decimal(value, 1),
        _ => numbers.decimal(value, 0),
    }
}
