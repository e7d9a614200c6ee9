//! The three figures side by side: the target, what is asked of the street with its cushion, and what comes from below.

use leptos::prelude::*;

use super::state::Quotas;
use crate::charts::amounts::{AmountBar, AmountChart};
use crate::locale::words::quotas as words;
use crate::quota::GoalKind;
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::pages::fitting_width;

/// The drawing's width in its own units where there is room.
const WIDTH: u32 = 1_060;

struct Bar {
    name: String,
    amount: i64,
    cushion: i64,
}

fn bars(quotas: &Quotas) -> Vec<Bar> {
    let studio = quotas.studio;
    let Some(results) = quotas.results.get() else { return Vec::new() };
    let Some(figures) = quotas.three_figures(&results) else { return Vec::new() };
    let plain = |text, amount| Bar { name: studio.say(text).to_owned(), amount, cushion: 0 };
    let last_year = quotas.last_year(&results);
    let company = results.question.nodes.first().and_then(|company| company.figures.history.get(&last_year).copied());
    let before = company.filter(|before| *before > 0.0 && quotas.goal.get() == GoalKind::Sales).map(|before| Bar {
        name: studio.fill(words::BAR_LAST_YEAR, &[("year", &studio.numbers().plain(i64::from(last_year)))]),
        amount: before.round() as i64,
        cushion: 0,
    });
    let base = figures.street.min(figures.target);
    let street = Bar { name: studio.say(words::BAR_STREET).to_owned(), amount: base, cushion: figures.street - base };
    let estimates = figures.bottom_up.map(|amount| match figures.estimates_missing {
        0 => plain(words::BAR_ESTIMATE, amount),
        missing => {
            let count = studio.numbers().count(missing as usize);
            Bar { name: studio.fill(words::BAR_ESTIMATE_PART, &[("count", &count)]), amount, cushion: 0 }
        }
    });
    let capacity = figures.capacity.map(|amount| plain(words::BAR_CAPACITY, amount));
    [Some(plain(words::BAR_TARGET, figures.target)), Some(street)].into_iter().chain([estimates, capacity, before]).flatten().collect()
}

/// The picture.
#[component]
pub fn Picture() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let width = RwSignal::new(fitting_width(WIDTH));
    let drawing = Signal::derive(move || {
        let (style, bars, unit) = (chart_style(&studio), bars(&quotas), quotas.unit());
        let line_at = bars.first()?.amount as f64;
        let bar = |bar: Bar| {
            let all = bar.amount.saturating_add(bar.cushion);
            AmountBar { name: bar.name, figure: unit.figure(all), amount: bar.amount as f64, more: bar.cushion as f64 }
        };
        let chart = AmountChart { bars: bars.into_iter().map(bar).collect(), line_at };
        let (width, height) = (width.get(), chart.height());
        chart.draw(width, &style, &|amount| unit.figure(amount.round() as i64)).ok().map(|svg| Drawing { svg, width, height })
    });
    let table = Signal::derive(move || {
        let unit = quotas.unit();
        let row = |bar: Bar| vec![bar.name, unit.figure(bar.amount.saturating_add(bar.cushion)), unit.figure(bar.cushion)];
        FigureTable {
            headings: [words::COLUMN_NAME, words::AMOUNT, words::CUSHION_PART].map(|text| studio.say(text).to_owned()).to_vec(),
            rows: bars(&quotas).into_iter().map(row).collect(),
        }
    });
    let title = Signal::derive(move || {
        let name = studio.say(words::PICTURE);
        if super::is_money(quotas.goal.get()) { format!("{name} ({})", studio.money().unit_label()) } else { name.to_owned() }
    });
    view! {
        <Figure title=title summary=Signal::stored(studio.say(words::PICTURE_WHY).to_owned()) drawing=drawing table=table width=width />
    }
}
