//! The measures by territory against their tolerance bands, before and after: one chart a measure.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::charts::balance::{self, BalanceChart, BalanceRow, ROW_HEIGHT};
use crate::document::MeasureKind;
use crate::document::answer::shares_today;
use crate::document::results::ScenarioResults;
use crate::domain::{ScenarioId, TerritoryId};
use crate::locale::Language;
use crate::locale::words::territories as words;
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::explain;
use crate::ui::later::later;
use crate::ui::palette::drawn_territory_colour;
use crate::ui::quantity;
use crate::ui::studio::{Dialog, Studio};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The chart's width until that of its place is known.
const CHART_WIDTH: u32 = 420;
/// Up to so many territories the charts of all measures stand below each other; above, one at a time.
const ROWS_FOR_ALL: usize = 5;

/// The charts of the measures that are shown: those that are balanced, or what the user chose.
#[component]
pub fn MeasureFigures() -> impl IntoView {
    let studio = Studio::get();
    let kinds = Memo::new(move |_| quantity::measures(&studio));
    let chosen: RwSignal<Option<Vec<MeasureKind>>> = RwSignal::new(None);
    // What no customer has is in balance whatever is done, which says nothing.
    let measured: Memo<Option<Vec<MeasureKind>>> = Memo::new(move |_| {
        studio.results.with(|results| results.as_ref().map(|results| results.measured().map(|(_, kind)| kind).collect()))
    });
    let shown = Memo::new(move |_| {
        let known =
            |chosen: Vec<MeasureKind>| chosen.into_iter().filter(|kind| kinds.with(|kinds| kinds.contains(kind))).collect::<Vec<_>>();
        chosen.get().map(known).filter(|chosen| !chosen.is_empty()).unwrap_or_else(|| {
            let balanced = studio.scenario.with(|scenario| {
                let settings = scenario.iter().flat_map(|scenario| kinds.get().into_iter().map(|kind| scenario.design.measure(kind)));
                let balanced = settings.filter(|setting| setting.is_balanced).map(|setting| setting.kind);
                balanced
                    .filter(|kind| measured.with(|measured| measured.as_ref().is_none_or(|known| known.contains(kind))))
                    .collect::<Vec<_>>()
            });
            if balanced.is_empty() { vec![MeasureKind::Accounts] } else { balanced }
        })
    });
    let toggle = move |kind: MeasureKind| {
        let mut kinds = shown.get_untracked();
        match kinds.iter().position(|known| *known == kind) {
            Some(at) if kinds.len() > 1 => {
                kinds.remove(at);
            }
            Some(_) => {}
            None => kinds.push(kind),
        }
        kinds.sort_unstable();
        chosen.set(Some(kinds));
    };
    let wanted: RwSignal<Option<MeasureKind>> = RwSignal::new(None);
    let current = Memo::new(move |_| {
        let shown = shown.get();
        wanted.get().filter(|wanted| shown.contains(wanted)).or(shown.first().copied()).unwrap_or(MeasureKind::Accounts)
    });
    let is_one_at_a_time = Memo::new(move |_| {
        let rows = studio.scenario.with(|scenario| scenario.as_ref().map_or(0, |scenario| scenario.territories.len()));
        shown.with(Vec::len) > 1 && (rows > ROWS_FOR_ALL || shown.with(Vec::len) > 2)
    });
    view! {
        <div class="territories-figures" class:one=move || is_one_at_a_time.get()>
            <div class="row territories-figures-menu">
                <Show when=move || is_one_at_a_time.get()>
                    <div class="measure-tabs" role="group" aria-label=studio.say(words::MEASURES_IN_SIGHT)>
                        <For each=move || shown.get() key=|kind| *kind let:kind>
                            <MeasureTab kind=kind current=current wanted=wanted />
                        </For>
                    </div>
                </Show>
                <Menu label=studio.say(words::SHOW_MEASURES) class="button small quiet" button=ViewFn::from(move || studio.say(words::SHOW_MEASURES))>
                    {kinds.get().into_iter().map(|kind| view! {
                        <MenuItem is_current=shown.with_untracked(|shown| shown.contains(&kind)) on_choose=Callback::new(move |()| toggle(kind))>
                            {quantity::name(&studio, kind)}
                        </MenuItem>
                    }).collect_view()}
                </Menu>
            </div>
            <For each=move || shown.get() key=|kind| *kind let:kind>
                <div class="measure-figure" class:current=move || current.get() == kind><MeasureFigure kind=kind /></div>
            </For>
        </div>
    }
}

/// One measure's rows: territory, share of target today and now.
#[derive(Clone, PartialEq)]
struct Row {
    territory: TerritoryId,
    name: String,
    colour_index: u8,
    before: Option<f64>,
    after: f64,
    value: f64,
    target: f64,
}

impl Row {
    /// Tells rows apart, with their places, so that a changed one is shown anew.
    fn key((place, row): &(usize, Row)) -> (usize, TerritoryId, String, u64, Option<u64>) {
        (*place, row.territory, row.name.clone(), row.after.to_bits(), row.before.map(f64::to_bits))
    }
}

fn rows(studio: &Studio, kind: MeasureKind) -> Vec<Row> {
    let (Some(scenario), Some(results)) = (studio.scenario.get(), studio.results.get()) else { return Vec::new() };
    let Some(index) = results.index(kind) else { return Vec::new() };
    let today = studio.today.get().zip(studio.today_results.get());
    let share = |results: &ScenarioResults, place: usize| {
        results.measures.territories.get(place).and_then(|territory| territory.deviations.get(index)).map(|deviation| 1.0 + deviation)
    };
    let before: BTreeMap<TerritoryId, f64> = match &today {
        Some((today, results)) if scenario.id != ScenarioId::TODAY => shares_today(today, results, kind),
        _ => BTreeMap::new(),
    };
    let figure = |values: fn(&crate::territory::TerritoryMeasures) -> &Vec<f64>, place: usize| {
        results.measures.territories.get(place).and_then(|territory| values(territory).get(index)).copied().unwrap_or(0.0)
    };
    scenario
        .territories
        .iter()
        .enumerate()
        .map(|(place, territory)| Row {
            territory: territory.id,
            name: territory.name.clone(),
            colour_index: territory.colour_index,
            before: before.get(&territory.id).copied(),
            after: share(&results, place).unwrap_or(0.0),
            value: figure(|territory| &territory.values, place),
            target: figure(|territory| &territory.targets, place),
        })
        .collect()
}

/// The rows, once the frame is drawn that shows a change: the map shows a move before its charts do.
fn rows_after_frame(studio: Studio, kind: MeasureKind) -> Memo<Vec<Row>> {
    let followed = later(Memo::new(move |_| rows(&studio, kind)));
    Memo::new(move |_| followed.get().unwrap_or_default())
}

/// How many rows are within tolerance, and how many there are.
fn within(rows: &[Row], tolerance: f64) -> (usize, usize) {
    (rows.iter().filter(|row| (row.after - 1.0).abs() <= tolerance + 1e-9).count(), rows.len())
}

/// Names a measure with how many territories are within its tolerance; a press shows its chart.
#[component]
fn MeasureTab(kind: MeasureKind, current: Memo<MeasureKind>, wanted: RwSignal<Option<MeasureKind>>) -> impl IntoView {
    let studio = Studio::get();
    let numbers = studio.numbers();
    let rows = rows_after_frame(studio, kind);
    let words = move || {
        let tolerance =
            studio.scenario.with(|scenario| scenario.as_ref().map_or(0.1, |scenario| scenario.design.measure(kind).tolerance_share));
        let (within, all) = within(&rows.get(), tolerance);
        let (within, all) = (numbers.count(within), numbers.count(all));
        studio.fill(words::MEASURE_TAB, &[("measure", &quantity::name(&studio, kind)), ("within", &within), ("all", &all)])
    };
    view! {
        <button type="button" class="measure-tab" aria-pressed=move || (current.get() == kind).to_string() on:click=move |_| wanted.set(Some(kind))>{words}</button>
    }
}

#[component]
fn MeasureFigure(kind: MeasureKind) -> impl IntoView {
    let studio = Studio::get();
    let rows = rows_after_frame(studio, kind);
    let tolerance = Memo::new(move |_| {
        studio.scenario.with(|scenario| scenario.as_ref().map_or(0.1, |scenario| scenario.design.measure(kind).tolerance_share))
    });
    let is_branch = move || studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.id != ScenarioId::TODAY));
    let numbers = studio.numbers();
    let title = Signal::derive(move || quantity::heading(&studio, kind));
    let verdict = Signal::derive(move || {
        let (within, all) = within(&rows.get(), tolerance.get());
        let range = format!("\u{2066}±{}\u{2069}", numbers.percent(tolerance.get(), 0));
        (studio.fill(words::VERDICT, &[("within", &numbers.count(within)), ("all", &numbers.count(all)), ("range", &range)]), within == all)
    });
    let summary = Signal::derive(move || {
        let has_hollow_marks = rows.with(|rows| rows.iter().any(|row| row.before.is_some()));
        let text = match is_branch() {
            true if has_hollow_marks => words::CHART_SUMMARY_BOTH,
            true => words::CHART_SUMMARY_NEW,
            false => words::CHART_SUMMARY_TODAY,
        };
        studio.say(text).to_owned()
    });
    let width = RwSignal::new(CHART_WIDTH);
    let drawing = Signal::derive(move || {
        let theme = studio.theme.get();
        let chart = BalanceChart {
            rows: rows.with(|rows| {
                rows.iter()
                    .map(|row| BalanceRow {
                        name: row.name.clone(),
                        colour: drawn_territory_colour(row.colour_index, theme),
                        before: row.before,
                        after: row.after,
                    })
                    .collect()
            }),
            tolerance_share: tolerance.get(),
            names_at_right: studio.language.get_untracked() == Language::Persian,
        };
        let svg = chart.draw(width.get(), &chart_style(&studio), &|share| numbers.percent(share, 0)).ok()?;
        Some(Drawing { svg, width: width.get(), height: chart.height() })
    });
    let table = Signal::derive(move || FigureTable {
        headings: [words::COLUMN_TERRITORY, words::CHART_COLUMN_TODAY, words::CHART_COLUMN_NOW]
            .map(|text| studio.say(text).to_owned())
            .to_vec(),
        rows: rows.with(|rows| {
            let cells = |row: &Row| {
                vec![
                    row.name.clone(),
                    row.before.map_or(crate::locale::number::NO_FIGURE.to_owned(), |before| numbers.percent(before, 0)),
                    numbers.percent(row.after, 0),
                ]
            };
            rows.iter().map(cells).collect()
        }),
    });
    let explain_row = move |row: &Row| {
        studio.open(Dialog::Explain(explain::relative_deviation(
            &studio,
            kind,
            (row.territory, &row.name),
            row.value,
            row.target,
            tolerance.get_untracked(),
        )))
    };
    let keyed = move || rows.get().into_iter().enumerate().collect::<Vec<(usize, Row)>>();
    let overlay = ViewFn::from(move || {
        let whole = move || balance::height_of(rows.with(Vec::len));
        view! {
            <div class="chart-targets">
                <For each=keyed key=Row::key let:entry>
                    {
                        let (index, row) = entry;
                        let label = {
                            let (after, measure_name) = (numbers.percent(row.after, 0), quantity::in_sentence(&studio, kind));
                            match row.before {
                                Some(before) => studio.fill(words::CHART_ROW, &[("territory", &row.name), ("after", &after), ("measure", &measure_name), ("before", &numbers.percent(before, 0))]),
                                None => studio.fill(words::CHART_ROW_NEW, &[("territory", &row.name), ("after", &after), ("measure", &measure_name)]),
                            }
                        };
                        let percent = move |units: u32| format!("{:.3}%", f64::from(units) * 100.0 / f64::from(whole()));
                        view! {
                            <button
                                type="button"
                                class="chart-row"
                                aria-label=label.clone()
                                title=label
                                style:top=move || percent(balance::rows_top(rows.with(Vec::len)) + index as u32 * ROW_HEIGHT)
                                style:height=move || percent(ROW_HEIGHT)
                                on:click=move |_| explain_row(&row)
                            ></button>
                        }
                    }
                </For>
            </div>
        }
    });
    view! { <Figure title=title summary=summary verdict=verdict drawing=drawing table=table overlay=overlay width=width /> }
}
