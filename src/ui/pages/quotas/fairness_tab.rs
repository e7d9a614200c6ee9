//! The tab of fairness: how quotas lie on what sellers have to work with, who is out of line, a picture, and the figures of
//! the team and of each seller.

use leptos::prelude::*;

use super::bands::Bands;
use super::fairness_tables::{SellerTable, TeamTable};
use super::fairness_words::{FairnessFormat, sentences};
use super::outlook_run::OutlookRun;
use super::state::Quotas;
use crate::charts::scatter::{HEIGHT, ScatterChart, ScatterDot};
use crate::document::quota::fairness::{QuotaFairness, quota_fairness};
use crate::locale::words::fairness as words;
use crate::quota::fairness::FairnessMeasure;
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::pages::fitting_width;
use crate::ui::shared::Shared;

/// The drawing's width in its own units where there is room.
const WIDTH: u32 = 1_060;

/// Fairness of the goal in sight, with how it is written; a handle.
#[derive(Clone, Copy)]
pub struct FairnessState {
    /// The page.
    pub quotas: Quotas,
    /// The figures.
    pub figures: Memo<Option<Shared<QuotaFairness>>>,
}

/// The tab.
#[component]
pub fn FairnessTab() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    OutlookRun::get().follow(quotas);
    let figures = Memo::new(move |_| {
        let (results, scenario) = (quotas.results.get()?, studio.scenario.get()?);
        Some(Shared::new(quota_fairness(&results, &scenario.quota, quotas.goal.get())))
    });
    let state = FairnessState { quotas, figures };
    let has_potential = Memo::new(move |_| figures.with(|figures| figures.as_ref().and_then(|figures| figures.team_line()).is_some()));
    view! {
        <section class="card card-body">
            <p class="capacity-answer" role="status">
                {move || figures.get().map(|figures| sentences(&FairnessFormat::of(&quotas), &figures))}
            </p>
        </section>
        <Show when=move || has_potential.get()>
            <Picture state=state />
        </Show>
        <SellerTable state=state />
        <TeamTable state=state />
        <Bands state=state />
    }
}

/// Quota against potential.
#[component]
fn Picture(state: FairnessState) -> impl IntoView {
    let quotas = state.quotas;
    let studio = quotas.studio;
    let width = RwSignal::new(fitting_width(WIDTH));
    let chart = move || {
        let figures = state.figures.get()?;
        let dot = |place: usize| -> Option<ScatterDot> {
            let (seller, row) = (figures.sellers.get(place)?, figures.rows.get(place)?);
            let outlying = &figures.fairness.sellers.get(place)?.outlying;
            let is_outlying = outlying.iter().any(|out| out.measure == FairnessMeasure::QuotaToPotential);
            Some(ScatterDot { name: seller.name.clone(), across: row.potential?, upwards: row.quota, is_outlying })
        };
        let dots = (0..figures.rows.len()).filter_map(dot).collect();
        let slope = figures.team_line();
        let (across, upwards) = (studio.say(words::AXIS_POTENTIAL).to_owned(), studio.say(words::AXIS_QUOTA).to_owned());
        Some(ScatterChart { dots, slope, across, upwards })
    };
    let drawing = Signal::derive(move || {
        let (style, chart, width, format) = (chart_style(&studio), chart()?, width.get(), FairnessFormat::of(&quotas));
        let svg = chart.draw(width, &style, &|amount| format.potential(amount), &|amount| format.quota(amount)).ok()?;
        Some(Drawing { svg, width, height: HEIGHT })
    });
    let table = Signal::derive(move || {
        let format = FairnessFormat::of(&quotas);
        let row = |dot: ScatterDot| vec![dot.name, format.potential(dot.across), format.quota(dot.upwards)];
        FigureTable {
            headings: [words::SELLER, words::AXIS_POTENTIAL, words::AXIS_QUOTA].map(|text| studio.say(text).to_owned()).to_vec(),
            rows: chart().map(|chart| chart.dots.into_iter().map(row).collect()).unwrap_or_default(),
        }
    });
    let overlay = ViewFn::from(move || {
        let dots = move || {
            let (chart, format, width) = (chart()?, FairnessFormat::of(&quotas), width.get());
            let places = chart.places(width);
            let mark = |(dot, (x, y)): (ScatterDot, (i32, i32))| {
                let (quota, potential) = (format.quota(dot.upwards), format.potential(dot.across));
                let told = studio.fill(words::PICTURE_DOT, &[("name", &dot.name), ("quota", &quota), ("potential", &potential)]);
                let percent = |at: i32, whole: u32| format!("{:.3}%", f64::from(at) * 100.0 / f64::from(whole.max(1)));
                view! {
                    <span class="scatter-mark" title=told.clone() style:left=percent(x, width) style:top=percent(y, HEIGHT)></span>
                }
            };
            Some(chart.dots.into_iter().zip(places).map(mark).collect_view())
        };
        view! { <div class="chart-targets" aria-hidden="true">{dots}</div> }
    });
    let title = Signal::derive(move || studio.say(words::PICTURE).to_owned());
    view! {
        <Figure title=title summary=Signal::stored(studio.say(words::PICTURE_WHY).to_owned()) drawing=drawing table=table overlay=overlay width=width />
    }
}
