//! The picture of the comparison: how fair each scenario is against what it moves.

use leptos::prelude::*;

use super::Compared;
use crate::charts::tradeoff::{self, TradeoffChart, TradeoffDot};
use crate::document::comparison::Comparison;
use crate::domain::ScenarioId;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::compare as words;
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::pages::fitting_width;
use crate::ui::studio::Studio;

/// The drawing's width in its own units where there is room.
const WIDTH: u32 = 820;

/// The picture.
#[component]
pub fn Picture(comparison: Compared) -> impl IntoView {
    let studio = Studio::get();
    let drawing = Signal::derive(move || {
        let style = chart_style(&studio);
        let chart = comparison.with(|comparison| comparison.as_ref().map(|comparison| chart_of(&studio, comparison)))?;
        if chart.dots.is_empty() {
            return None;
        }
        let percent = |share: f64| studio.numbers().percent(share, 1);
        let width = fitting_width(WIDTH);
        chart.draw(width, &style, &percent, &percent).ok().map(|svg| Drawing { svg, width, height: tradeoff::HEIGHT })
    });
    let table = Signal::derive(move || {
        comparison.with(|comparison| comparison.as_ref().map(|comparison| table_of(&studio, comparison))).unwrap_or_default()
    });
    let summary = Signal::derive(move || {
        let has_earlier = comparison.with(|comparison| {
            comparison.iter().flat_map(|comparison| &comparison.columns).any(|column| column.results.moved_sales_share.is_some())
        });
        studio.say(if has_earlier { words::PICTURE_WHY } else { words::NO_EARLIER_WHY }).to_owned()
    });
    view! {
        <Figure
            title=Signal::stored(studio.say(words::PICTURE).to_owned())
            summary=summary
            drawing=drawing
            table=table
            is_of_plan=true
        />
    }
}

fn chart_of(studio: &Studio, comparison: &Comparison) -> TradeoffChart {
    let dots = comparison.columns.iter().enumerate().filter_map(|(index, column)| {
        Some(TradeoffDot {
            name: studio.scenario_name(&column.scenario),
            moved_share: column.results.moved_sales_share?,
            deviation: comparison.worst_deviation(index)?,
            is_today: column.scenario.id == ScenarioId::TODAY,
        })
    });
    // The strictest tolerance among what is balanced in the scenarios.
    let tolerances = comparison
        .columns
        .iter()
        .flat_map(|column| comparison.balanced.iter().map(|&kind| column.scenario.design.measure(kind).tolerance_share));
    TradeoffChart {
        dots: dots.collect(),
        tolerance_share: tolerances.reduce(f64::min).unwrap_or(0.1),
        across: studio.say(words::ACROSS).to_owned(),
        upwards: studio.say(words::UPWARDS).to_owned(),
        is_joined: false,
    }
}

fn table_of(studio: &Studio, comparison: &Comparison) -> FigureTable {
    let numbers = studio.numbers();
    let rows = comparison.columns.iter().enumerate().map(|(index, column)| {
        let deviation = comparison.worst_deviation(index).map_or(NO_FIGURE.to_owned(), |deviation| numbers.percent(deviation, 1));
        let moved = column.results.moved_sales_share.map_or(studio.say(words::NO_EARLIER).to_owned(), |share| numbers.percent(share, 1));
        vec![studio.scenario_name(&column.scenario), moved, deviation]
    });
    FigureTable {
        headings: [words::SCENARIO, words::ACROSS, words::UPWARDS].map(|text| studio.say(text).to_owned()).to_vec(),
        rows: rows.collect(),
    }
}
