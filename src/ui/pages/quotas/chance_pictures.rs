//! The pictures of chances: how the company's years end, and how sellers attain.

use leptos::prelude::*;

use super::chance_tab::ChanceState;
use crate::charts::histogram::{HEIGHT, HistogramChart};
use crate::locale::words::chance as words;
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::pages::fitting_width;

/// The drawing's width in its own units where there is room.
const WIDTH: u32 = 1_060;

/// How the company's simulated years end.
#[component]
pub fn CompanyPicture(state: ChanceState) -> impl IntoView {
    let studio = state.quotas.studio;
    let width = RwSignal::new(fitting_width(WIDTH));
    let chart = move || {
        let (goal, _) = state.goal()?;
        let bars = goal.company_histogram;
        let line = goal.target.map(|target| {
            let words = studio.fill(words::PICTURE_LINE, &[("amount", &state.with_unit(target as f64))]);
            (target as f64, words)
        });
        let band = Some((goal.company.p10, goal.company.p90, studio.say(words::PICTURE_BAND).to_owned()));
        Some(HistogramChart { from: bars.from, width: bars.width, counts: bars.counts, line, band })
    };
    let drawing = Signal::derive(move || {
        let (style, chart, width) = (chart_style(&studio), chart()?, width.get());
        let svg = chart.draw(width, &style, &|amount| state.figure(amount)).ok()?;
        Some(Drawing { svg, width, height: HEIGHT })
    });
    let table = Signal::derive(move || FigureTable {
        headings: [words::FROM, words::TO, words::YEARS].map(|text| studio.say(text).to_owned()).to_vec(),
        rows: chart()
            .map(|chart| rows(&chart, |amount| state.figure(amount), &|count| studio.numbers().count(count as usize)))
            .unwrap_or_default(),
    });
    let title = Signal::derive(move || {
        let name = studio.say(words::PICTURE);
        if super::is_money(state.quotas.goal.get()) { format!("{name} ({})", studio.money().unit_label()) } else { name.to_owned() }
    });
    view! { <Figure title=title summary=Signal::stored(studio.say(words::PICTURE_WHY).to_owned()) drawing=drawing table=table width=width /> }
}

/// How sellers attain, over all simulated years.
#[component]
pub fn SpreadPicture(state: ChanceState) -> impl IntoView {
    let studio = state.quotas.studio;
    let numbers = studio.numbers();
    let width = RwSignal::new(fitting_width(WIDTH));
    let chart = move || {
        let (goal, _) = state.goal()?;
        let bars = goal.attainment_histogram;
        let line = Some((1.0, studio.say(words::SPREAD_LINE).to_owned()));
        Some(HistogramChart { from: bars.from, width: bars.width, counts: bars.counts, line, band: None })
    };
    let drawing = Signal::derive(move || {
        let (style, chart, width) = (chart_style(&studio), chart()?, width.get());
        let svg = chart.draw(width, &style, &|share| numbers.percent(share, 0)).ok()?;
        Some(Drawing { svg, width, height: HEIGHT })
    });
    let table = Signal::derive(move || FigureTable {
        headings: [words::FROM, words::TO, words::SPREAD_SHARE].map(|text| studio.say(text).to_owned()).to_vec(),
        rows: chart()
            .map(|chart| {
                let all: f64 = chart.counts.iter().map(|&count| f64::from(count)).sum();
                rows(&chart, |share| numbers.percent(share, 0), &|count| numbers.percent(f64::from(count) / all.max(1.0), 1))
            })
            .unwrap_or_default(),
    });
    view! {
        <Figure title=Signal::stored(studio.say(words::SPREAD).to_owned()) summary=Signal::stored(studio.say(words::SPREAD_WHY).to_owned()) drawing=drawing table=table width=width />
    }
}

/// The bars as rows: from, to, how many.
fn rows(chart: &HistogramChart, scale: impl Fn(f64) -> String, count: &dyn Fn(u32) -> String) -> Vec<Vec<String>> {
    let at = |place: usize| chart.from + chart.width * place as f64;
    chart.counts.iter().enumerate().map(|(place, bar)| vec![scale(at(place)), scale(at(place + 1)), count(*bar)]).collect()
}
