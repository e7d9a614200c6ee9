//! The figures of designs beside those of the scenario as it is, with what can be done with each.

use leptos::prelude::*;

use super::explained::{Explained, Told, explanation, figure_button};
use super::search::{Asked, Design, Search};
use crate::document::alternatives::{AlternativeFigures, AlternativeRow, side_by_side};
use crate::locale::number::NO_FIGURE;
use crate::locale::words::alternatives as words;
use crate::locale::words::compare as compare_words;
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// The table.
#[component]
pub fn SideBySide(search: Search, asked: Asked, designs: Vec<Design>) -> impl IntoView {
    let studio = search.studio;
    let figures: Vec<&AlternativeFigures> = designs.iter().map(|design| &*design.figures).collect();
    let territories = asked.now.territories;
    let told: Told = RwSignal::new(None);
    let rows = side_by_side(&asked.now, &figures).into_iter().map(|row| {
        // The row begins with what is there now, which is never the best of the designs.
        let is_same = std::iter::once(false).chain(figures.iter().map(|figures| **figures == *asked.now));
        let of = std::iter::once(&*asked.now).chain(figures.iter().copied());
        let cells = row.values.into_iter().zip(row.is_best).zip(is_same).zip(of).map(|(((value, is_best), is_same), of)| {
            let is_best = is_best && !is_same;
            let shown = value.map_or(NO_FIGURE.to_owned(), |value| figure(&studio, row.row, value, territories));
            let explanation = value.and_then(|_| explanation(&studio, &asked, row.row, row_name(&studio, row.row), of));
            view! {
                <td class="number" class:good=is_best>
                    {figure_button(&studio, told, shown, explanation)}
                    {is_best.then(|| view! { <span class="visually-hidden">{format!(" ({})", studio.say(words::BEST))}</span> })}
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row">{row_name(&studio, row.row)}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let headings = designs.iter().map(|design| {
        view! {
            <th scope="col" class="number">
                {design.heading.clone()}
                {design.why.map(|why| view! { <span class="small dim design-why">{why}</span> })}
            </th>
        }
    });
    let headings = headings.collect_view();
    let actions = designs
        .into_iter()
        .map(|design| view! { <td class="number"><DesignActions search=search asked=asked.clone() design=design /></td> });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::SIDE_BY_SIDE)>
            <table class="plain-table designs-table">
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">{studio.say(words::SIDE_BY_SIDE)}</span></th>
                        <th scope="col" class="number">{studio.say(words::NOW)}</th>
                        {headings}
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    <tr>
                        <th scope="row"><span class="visually-hidden">{studio.say(words::WHAT_TO_DO)}</span></th>
                        <td></td>
                        {actions.collect_view()}
                    </tr>
                </tbody>
            </table>
        </div>
        <Explained told=told />
    }
}

/// What can be done with a design.
#[component]
pub fn DesignActions(search: Search, asked: Asked, design: Design) -> impl IntoView {
    let studio = search.studio;
    let kept = StoredValue::new_local((asked.clone(), design.clone()));
    let labelled = |text| studio.fill(text, &[("name", &design.name)]);
    let may_use = Search::may_use(&asked);
    // Nothing to take and nothing to keep.
    if *design.figures == *asked.now {
        return view! { <span class="small dim">{studio.say(words::SAME_AS_NOW)}</span> }.into_any();
    }
    view! {
        <span class="design-actions">
            {may_use.then(|| view! {
                <button type="button" class="button small main" aria-label=labelled(words::USE_THIS) on:click=move |_| { let (asked, design) = kept.get_value(); search.use_design(&asked, &design) }>
                    {studio.say(words::USE)}
                </button>
            })}
            <button type="button" class="button small" class:main=!may_use aria-label=labelled(words::SAVE_THIS) on:click=move |_| { let (asked, design) = kept.get_value(); search.save_design(&asked, &design) }>
                {studio.say(words::SAVE)}
            </button>
        </span>
    }
    .into_any()
}

fn row_name(studio: &Studio, row: AlternativeRow) -> String {
    match row {
        AlternativeRow::LargestDeviation(kind) => studio.fill(words::LARGEST, &[("measure", &quantity::name(studio, kind))]),
        AlternativeRow::Variation(kind) => studio.fill(words::VARIATION_OF, &[("measure", &quantity::name(studio, kind))]),
        AlternativeRow::ChosenWays => studio.say(words::CHOSEN_WAYS).to_owned(),
        AlternativeRow::WithinTolerance => studio.say(words::WITHIN).to_owned(),
        AlternativeRow::Broken => studio.say(compare_words::BROKEN).to_owned(),
        AlternativeRow::Dispersion => studio.say(words::DISPERSION).to_owned(),
        AlternativeRow::LargestDiameter => studio.say(compare_words::LARGEST_DIAMETER).to_owned(),
        AlternativeRow::MovedSales => studio.say(words::MOVED_SALES).to_owned(),
        AlternativeRow::MovedAccounts => studio.say(words::MOVED_ACCOUNTS).to_owned(),
    }
}

fn figure(studio: &Studio, row: AlternativeRow, value: f64, territories: usize) -> String {
    let numbers = studio.numbers();
    match row {
        AlternativeRow::LargestDeviation(_) | AlternativeRow::MovedSales => numbers.percent(value, 1),
        AlternativeRow::Variation(_) => numbers.fixed(value, 3),
        AlternativeRow::WithinTolerance => {
            studio.fill(words::WITHIN_OF, &[("within", &numbers.decimal(value, 0)), ("all", &numbers.count(territories))])
        }
        AlternativeRow::Dispersion | AlternativeRow::ChosenWays => numbers.decimal(value, 1),
        AlternativeRow::MovedAccounts | AlternativeRow::Broken | AlternativeRow::LargestDiameter => numbers.decimal(value, 0),
    }
}
