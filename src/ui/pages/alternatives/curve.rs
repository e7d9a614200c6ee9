//! Designs as dots over what they let change hands: the trade-off of the proposals, and the curve whose points can be
//! taken.

use leptos::prelude::*;

use super::explained::{Explained, Told, explanation, figure_button, largest_of};
use super::search::{Asked, Design, Search};
use super::side_by_side::DesignActions;
use crate::charts::tradeoff::{self, TradeoffChart, TradeoffDot};
use crate::document::MeasureKind;
use crate::document::alternatives::{AlternativeFigures, AlternativeRow};
use crate::locale::Text;
use crate::locale::words::alternatives as words;
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::pages::fitting_width;
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// A drawing's width in its own units where there is room.
const WIDTH: u32 = 1_040;
/// The curves stand beside each other where there is room.
const HALF_WIDTH: u32 = 520;
/// The size of the target on a dot, in the drawing's units.
const TARGET: i32 = 28;

/// Largest deviations that differ by less are the same under every limit.
const SAME_DEVIATION: f64 = 0.005;

/// What designs are drawn over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Upwards {
    /// The largest deviation.
    Deviation,
    /// The coefficient of variation, where one unit that is not split or does not move sets the largest deviation of all.
    Variation,
}

impl Upwards {
    /// What tells these designs apart.
    fn of(designs: &[Design]) -> Upwards {
        let spread = |height: Upwards| {
            let heights = || designs.iter().map(|design| height.figure(&design.figures));
            heights().fold(f64::NEG_INFINITY, f64::max) - heights().fold(f64::INFINITY, f64::min)
        };
        let is_outside = designs.iter().all(|design| design.figures.within_tolerance < design.figures.territories);
        let is_same = spread(Upwards::Deviation) < SAME_DEVIATION && spread(Upwards::Variation) >= SAME_DEVIATION;
        if is_outside && is_same { Upwards::Variation } else { Upwards::Deviation }
    }

    fn figure(self, figures: &AlternativeFigures) -> f64 {
        match self {
            Upwards::Deviation => figures.worst_deviation,
            Upwards::Variation => figures.variation(),
        }
    }

    fn text(self) -> Text {
        match self {
            Upwards::Deviation => words::UPWARDS,
            Upwards::Variation => words::VARIATION,
        }
    }

    /// A figure as it is written.
    fn written(self, studio: &Studio, value: f64) -> String {
        match self {
            Upwards::Deviation => studio.numbers().percent(value, 1),
            Upwards::Variation => studio.numbers().fixed(value, 3),
        }
    }

    /// What the label of a point says, with the figure that is drawn.
    fn point(self) -> Text {
        match self {
            Upwards::Deviation => words::CURVE_POINT,
            Upwards::Variation => words::CURVE_POINT_VARIATION,
        }
    }

    /// The band that is accepted, where there is one.
    fn tolerance(self, asked: &Asked) -> f64 {
        if self == Upwards::Deviation { tolerance(asked) } else { 0.0 }
    }
}

/// The strictest tolerance among what is balanced.
fn tolerance(asked: &Asked) -> f64 {
    let balanced = asked.now.largest_deviations.iter().map(|(kind, _)| asked.scenario.design.measure(*kind).tolerance_share);
    balanced.reduce(f64::min).unwrap_or(0.1)
}

fn drawn(studio: Studio, chart: TradeoffChart, upwards: Upwards, wished: u32) -> Signal<Option<Drawing>> {
    Signal::derive(move || {
        let style = chart_style(&studio);
        let percent = |share: f64| studio.numbers().percent(share, 1);
        let width = fitting_width(wished);
        let up = |value: f64| upwards.written(&studio, value);
        chart.draw(width, &style, &percent, &up).ok().map(|svg| Drawing { svg, width, height: tradeoff::HEIGHT })
    })
}

fn across(studio: &Studio, basis: MeasureKind) -> String {
    studio.fill(words::ACROSS, &[("measure", &quantity::name(studio, basis))])
}

/// The proposals as dots, with the scenario as it is.
#[component]
pub fn Tradeoff(asked: Asked, designs: Vec<Design>) -> impl IntoView {
    let studio = Studio::get();
    let upwards = Upwards::of(&designs);
    let figures = std::iter::once((studio.say(words::NOW).to_owned(), asked.now.clone(), true))
        .chain(designs.into_iter().map(|design| (design.heading, design.figures, false)));
    let basis = if asked.now.moved_sales_share.is_some() { MeasureKind::Sales } else { MeasureKind::Accounts };
    let dots: Vec<TradeoffDot> = figures
        .map(|(name, figures, is_today)| TradeoffDot {
            name,
            moved_share: figures.moved_share().unwrap_or(0.0),
            deviation: upwards.figure(&figures),
            is_today,
        })
        .collect();
    let numbers = studio.numbers();
    let rows = dots.iter().map(|dot| vec![dot.name.clone(), numbers.percent(dot.moved_share, 1), upwards.written(&studio, dot.deviation)]);
    let table = FigureTable {
        headings: vec![studio.say(words::PROPOSALS).to_owned(), across(&studio, basis), studio.say(upwards.text()).to_owned()],
        rows: rows.collect(),
    };
    let chart = TradeoffChart {
        dots,
        tolerance_share: upwards.tolerance(&asked),
        across: across(&studio, basis),
        upwards: studio.say(upwards.text()).to_owned(),
        is_joined: false,
    };
    view! {
        <Figure
            title=Signal::stored(studio.say(words::PICTURE).to_owned())
            summary=Signal::stored(studio.say(words::PICTURE_WHY).to_owned())
            drawing=drawn(studio, chart, upwards, WIDTH)
            table=Signal::stored(table)
            is_of_plan=true
        />
    }
}

/// The curve: deviation and dispersion over what changes hands, each point to be taken, and the same as a table.
#[component]
pub fn Curve(search: Search, asked: Asked, designs: Vec<Design>) -> impl IntoView {
    let studio = search.studio;
    let numbers = studio.numbers();
    let height = Upwards::of(&designs);
    let first_km = designs.first().map_or(0.0, |first| first.figures.dispersion_km);
    let dots = |height: &dyn Fn(&Design) -> f64| -> Vec<TradeoffDot> {
        let dot = |design: &Design| TradeoffDot {
            name: String::new(),
            moved_share: design.moved_share,
            deviation: height(design),
            is_today: design.moved_share == 0.0,
        };
        designs.iter().map(dot).collect()
    };
    let chart = |dots: Vec<TradeoffDot>, tolerance_share: f64, upwards| TradeoffChart {
        dots,
        tolerance_share,
        across: across(&studio, asked.basis),
        upwards: studio.say(upwards).to_owned(),
        is_joined: true,
    };
    let deviation = chart(dots(&|design| height.figure(&design.figures)), height.tolerance(&asked), height.text());
    let relative_km = |design: &Design| if first_km > 0.0 { design.figures.dispersion_km / first_km } else { 0.0 };
    let dispersion = chart(dots(&relative_km), 0.0, words::DISPERSION_UPWARDS);
    let rows = designs.iter().map(|design| {
        vec![design.heading.clone(), numbers.percent(design.moved_share, 1), height.written(&studio, height.figure(&design.figures))]
    });
    let table = FigureTable {
        headings: vec![studio.say(words::LIMIT_COLUMN).to_owned(), across(&studio, asked.basis), studio.say(height.text()).to_owned()],
        rows: rows.collect(),
    };
    let rows = designs.iter().map(|design| {
        vec![
            design.heading.clone(),
            numbers.percent(design.moved_share, 1),
            numbers.decimal(design.figures.dispersion_km, 1),
            numbers.percent(relative_km(design), 1),
        ]
    });
    let km_table = FigureTable {
        headings: vec![
            studio.say(words::LIMIT_COLUMN).to_owned(),
            across(&studio, asked.basis),
            studio.say(words::DISPERSION).to_owned(),
            studio.say(words::DISPERSION_UPWARDS).to_owned(),
        ],
        rows: rows.collect(),
    };
    let overlay = targets(search, &asked, &designs, &deviation);
    let summary = summary(&studio, &asked, &designs);
    view! {
        <div class="curve-figures">
            <Figure
                title=Signal::stored(studio.say(words::CURVE).to_owned())
                summary=Signal::stored(summary)
                drawing=drawn(studio, deviation, height, HALF_WIDTH)
                table=Signal::stored(table)
                overlay=overlay
                is_of_plan=true
            />
            <Figure
                title=Signal::stored(studio.say(words::DISPERSION_CURVE).to_owned())
                summary=Signal::stored(studio.say(words::DISPERSION_CURVE_WHY).to_owned())
                drawing=drawn(studio, dispersion, Upwards::Deviation, HALF_WIDTH)
                table=Signal::stored(km_table)
                is_of_plan=true
            />
        </div>
        <CurveTable search=search asked=asked designs=designs />
    }
}

/// A button on each dot.
fn targets(search: Search, asked: &Asked, designs: &[Design], chart: &TradeoffChart) -> ViewFn {
    let studio = search.studio;
    let height = Upwards::of(designs);
    let kept = StoredValue::new_local((asked.clone(), designs.to_vec(), chart.clone()));
    ViewFn::from(move || {
        let (asked, designs, chart) = kept.get_value();
        let width = fitting_width(HALF_WIDTH);
        let percent = |units: i32, whole: u32| format!("{:.3}%", f64::from(units) * 100.0 / f64::from(whole));
        let size = (percent(TARGET, width), percent(TARGET, tradeoff::HEIGHT));
        let buttons = designs.into_iter().zip(chart.places(width)).map(|(design, (x, y))| {
            let numbers = studio.numbers();
            let label = studio.fill(
                height.point(),
                &[
                    ("name", &design.heading),
                    ("moved", &numbers.percent(design.moved_share, 1)),
                    ("measure", &quantity::in_sentence(&studio, asked.basis)),
                    ("deviation", &height.written(&studio, height.figure(&design.figures))),
                ],
            );
            let asked = asked.clone();
            view! {
                <button
                    type="button"
                    class="curve-point"
                    aria-label=label.clone()
                    title=label
                    style:left=percent(x - TARGET / 2, width)
                    style:top=percent(y - TARGET / 2, tradeoff::HEIGHT)
                    style:width=size.0.clone()
                    style:height=size.1.clone()
                    on:click=move |_| search.choose(&asked, &design)
                ></button>
            }
        });
        view! { <div class="chart-targets">{buttons.collect_view()}</div> }
    })
}

/// The curve in one sentence.
fn summary(studio: &Studio, asked: &Asked, designs: &[Design]) -> String {
    let numbers = studio.numbers();
    let (Some(first), Some(last)) = (designs.first(), designs.last()) else { return String::new() };
    let is_within = |design: &&Design| design.figures.within_tolerance == design.figures.territories;
    let (text, reached) = match designs.iter().find(is_within) {
        Some(within) if within.moved_share == 0.0 => (words::CURVE_WITHIN_AT_ONCE, within),
        Some(within) => (words::CURVE_WITHIN, within),
        None if Upwards::of(designs) == Upwards::Variation => (words::CURVE_UNSPLIT, last),
        None => (words::CURVE_OUTSIDE, last),
    };
    studio.fill(
        text,
        &[
            ("moved", &numbers.percent(reached.moved_share, 1)),
            ("measure", &quantity::in_sentence(studio, asked.basis)),
            ("before", &numbers.percent(first.figures.worst_deviation, 1)),
            ("after", &numbers.percent(reached.figures.worst_deviation, 1)),
            ("first", &Upwards::Variation.written(studio, first.figures.variation())),
            ("last", &Upwards::Variation.written(studio, reached.figures.variation())),
        ],
    )
}

/// The points as rows, each to be taken or saved.
#[component]
fn CurveTable(search: Search, asked: Asked, designs: Vec<Design>) -> impl IntoView {
    let studio = search.studio;
    let numbers = studio.numbers();
    let moved = across(&studio, asked.basis);
    let told: Told = RwSignal::new(None);
    let rows = designs.into_iter().map(|design| {
        let figures = &design.figures;
        let button = |row: Option<AlternativeRow>, shown: String| {
            let explanation = row.and_then(|row| explanation(&studio, &asked, row, String::new(), figures));
            figure_button(&studio, told, shown, explanation)
        };
        let deviation = largest_of(&figures.largest_deviations).map(AlternativeRow::LargestDeviation);
        let variation = largest_of(&figures.variations).map(AlternativeRow::Variation);
        let within = studio
            .fill(words::WITHIN_OF, &[("within", &numbers.count(figures.within_tolerance)), ("all", &numbers.count(figures.territories))]);
        view! {
            <tr>
                <th scope="row">{design.heading.clone()}</th>
                <td class="number">{button(Some(AlternativeRow::MovedSales), numbers.percent(design.moved_share, 1))}</td>
                <td class="number">{button(deviation, numbers.percent(figures.worst_deviation, 1))}</td>
                <td class="number">{button(variation, Upwards::Variation.written(&studio, figures.variation()))}</td>
                <td class="number">{button(Some(AlternativeRow::WithinTolerance), within)}</td>
                <td class="number">{button(Some(AlternativeRow::Dispersion), numbers.decimal(figures.dispersion_km, 1))}</td>
                <td class="number"><DesignActions search=search asked=asked.clone() design=design.clone() /></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::SIDE_BY_SIDE)>
            <table class="plain-table designs-table">
                <thead>
                    <tr>
                        <th scope="col">{studio.say(words::LIMIT_COLUMN)}</th>
                        <th scope="col" class="number">{moved}</th>
                        <th scope="col" class="number">{studio.say(words::UPWARDS)}</th>
                        <th scope="col" class="number">{studio.say(words::VARIATION)}</th>
                        <th scope="col" class="number">{studio.say(words::WITHIN)}</th>
                        <th scope="col" class="number">{studio.say(words::DISPERSION)}</th>
                        <th scope="col"><span class="visually-hidden">{studio.say(words::WHAT_TO_DO)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Explained told=told />
    }
}
