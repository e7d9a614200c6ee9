//! Where the figures of designs come from. They stand in a dialog, which another dialog would take the place of: what is
//! asked is told below the table.

use leptos::prelude::*;

use super::search::Asked;
use crate::document::MeasureKind;
use crate::document::alternatives::{AlternativeFigures, AlternativeRow};
use crate::locale::words::explain as words;
use crate::locale::words::shell;
use crate::ui::explain;
use crate::ui::studio::{Explanation, Studio};
use crate::ui::widgets::icon::{self, Icon};

/// What is explained below a table; nothing until it is asked.
pub type Told = RwSignal<Option<Explanation>>;

/// A figure that tells where it comes from when it is pressed.
pub fn figure_button(studio: &Studio, told: Told, shown: String, explanation: Option<Explanation>) -> AnyView {
    let Some(explanation) = explanation else { return shown.into_any() };
    let label = studio.fill(words::ASK, &[("subject", &explanation.title)]);
    view! {
        <button type="button" class="figure-button" title=label on:click=move |_| told.set(Some(explanation.clone()))>{shown}</button>
    }
    .into_any()
}

/// The explanation that was asked for last.
#[component]
pub fn Explained(told: Told) -> impl IntoView {
    let studio = Studio::get();
    view! {
        <div role="status">
            {move || told.get().map(|explanation| view! {
                <div class="notice figure-told">
                    <div class="grow stack">
                        <h3>{explanation.title}</h3>
                        {explanation.paragraphs.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
                    </div>
                    <button type="button" class="icon-button" aria-label=studio.say(shell::CLOSE) on:click=move |_| told.set(None)>
                        <Icon path=icon::CLOSE />
                    </button>
                </div>
            })}
        </div>
    }
}

/// Where a figure of a design comes from; `None` for those that need no words, or that the design does not have.
pub fn explanation(studio: &Studio, asked: &Asked, row: AlternativeRow, name: String, figures: &AlternativeFigures) -> Option<Explanation> {
    let results = studio.results.get_untracked()?;
    let placed = results.measures.placed_unit_count as usize;
    let all = asked.plan.accounts.len();
    let of = |figures: &[(MeasureKind, f64)], kind: MeasureKind| figures.iter().find(|(known, _)| *known == kind).map(|(_, value)| *value);
    Some(match row {
        AlternativeRow::Broken => return None,
        AlternativeRow::LargestDeviation(kind) => {
            let deviation = of(&figures.largest_deviations, kind)?;
            explain::largest_deviation(studio, kind, deviation, results.total(kind), figures.territories, None)
        }
        AlternativeRow::Variation(kind) => {
            explain::coefficient_of_variation(studio, kind, of(&figures.variations, kind)?, figures.territories)
        }
        AlternativeRow::WithinTolerance => {
            let tolerance = |(kind, _): &(MeasureKind, f64)| (*kind, asked.scenario.design.measure(*kind).tolerance_share);
            let tolerances: Vec<_> = figures.largest_deviations.iter().map(tolerance).collect();
            explain::within_every_tolerance(studio, figures.within_tolerance, figures.territories, &tolerances)
        }
        AlternativeRow::Dispersion => explain::dispersion(studio, figures.dispersion_km, placed, all),
        AlternativeRow::ChosenWays => explain::chosen_ways(studio, name, figures.chosen_ways_km?),
        AlternativeRow::LargestDiameter => explain::largest_diameter(studio, figures.largest_diameter_km?, None, placed, all),
        AlternativeRow::MovedSales | AlternativeRow::MovedAccounts => {
            explain::changes_hands_of(studio, figures.moved_accounts, figures.moved_account_share, figures.moved_sales_share)
        }
    })
}

/// The measure in which a figure is the largest, as the figure of all measures together is.
pub fn largest_of(figures: &[(MeasureKind, f64)]) -> Option<MeasureKind> {
    figures.iter().max_by(|one, other| one.1.total_cmp(&other.1)).map(|(kind, _)| *kind)
}
