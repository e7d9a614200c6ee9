//! The frame of a chart: its name, what it says in words, the drawing, the same values as a table, downloads.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::svg;
use crate::charts::ChartStyle;
use crate::charts::frame::Frame;
use crate::locale::words::charts as words;
use crate::ui::picture::{Picture, download_png, download_svg};
use crate::ui::session;
use crate::ui::studio::{Studio, Theme};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};
use crate::ui::widgets::size::on_resize;

/// A drawing with its size in its own units.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The drawing.
    pub svg: String,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// A table's headings and rows, all formatted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureTable {
    /// The headings; the first column names the row.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// The chart colours of the theme on screen.
pub fn chart_style(studio: &Studio) -> ChartStyle {
    match studio.theme.get() {
        Theme::Light => ChartStyle::LIGHT,
        Theme::Dark => ChartStyle::DARK,
    }
}

/// The least width that a chart is drawn in.
const LEAST_WIDTH: u32 = 240;

/// Keeps the width of an element in a signal as long as it has one, and whether it has.
fn follow_width(place: NodeRef<html::Div>, width: RwSignal<u32>, is_in_sight: RwSignal<bool>) {
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let measured = element.clone();
        let measure = move || {
            let now = measured.client_width();
            let _ = is_in_sight.try_maybe_update(|known| (std::mem::replace(known, now > 0) != (now > 0), ()));
            if now > 0 {
                // The chart may have left the screen since.
                let _ = width.try_update(|width| *width = (now as u32).max(LEAST_WIDTH));
            }
        };
        measure();
        on_resize(&element, move || request_animation_frame(measure.clone()));
    });
}

/// The chart as a file shows it: with all that stands around it on screen, its plan and its scenario.
fn picture_of(studio: &Studio, is_of_plan: bool, title: &str, lines: impl Iterator<Item = String>, drawing: &Drawing) -> Picture {
    let plan = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.name.clone())).unwrap_or_default();
    let scenario = studio.scenario.get_untracked().filter(|_| !is_of_plan).map(|scenario| studio.scenario_name(&scenario));
    let (stem, source) = match scenario {
        Some(scenario) => {
            let named = [("plan", plan.as_str()), ("scenario", &scenario), ("title", title)];
            (studio.fill(words::PICTURE_NAME, &named), format!("\u{2068}{plan}\u{2069} · \u{2068}{scenario}\u{2069}"))
        }
        None => (studio.fill(words::PICTURE_NAME_OF_PLAN, &[("plan", &plan), ("title", title)]), plan),
    };
    let frame = Frame {
        title: title.to_owned(),
        lines: lines.filter(|line| !line.is_empty()).collect(),
        source,
        style: match studio.theme.get_untracked() {
            Theme::Light => ChartStyle::LIGHT,
            Theme::Dark => ChartStyle::DARK,
        },
        is_right_to_left: studio.language.get_untracked().direction() == "rtl",
    };
    let framed = frame.around(&drawing.svg, drawing.width, drawing.height);
    Picture { file_stem: session::file_stem(&stem), svg: framed.svg, width: framed.width.into(), height: framed.height.into() }
}

/// The values of a chart.
#[component]
fn Values(table: Signal<FigureTable>) -> impl IntoView {
    view! {
        <table class="plain-table">
            <thead><tr>{move || table.get().headings.into_iter().map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}</tr></thead>
            <tbody>
                {move || table.get().rows.into_iter().map(|row| {
                    let mut cells = row.into_iter();
                    let name = cells.next().unwrap_or_default();
                    view! {
                        <tr>
                            <th scope="row"><bdi>{name}</bdi></th>
                            {cells.map(|cell| view! { <td class="number"><bdi dir="ltr">{cell}</bdi></td> }).collect_view()}
                        </tr>
                    }
                }).collect_view()}
            </tbody>
        </table>
    }
}

/// A chart with its words, its table and its downloads.
#[component]
pub fn Figure(
    /// Its name.
    #[prop(into)]
    title: Signal<String>,
    /// What it says, in one sentence.
    #[prop(into)]
    summary: Signal<String>,
    /// A short judgement beside the name, good or not.
    #[prop(optional, into)]
    verdict: Option<Signal<(String, bool)>>,
    /// The drawing; `None` while there is nothing to draw.
    drawing: Signal<Option<Drawing>>,
    /// The values as a table.
    #[prop(into)]
    table: Signal<FigureTable>,
    /// What lies over the drawing: targets for the mouse and the keyboard.
    #[prop(optional)]
    overlay: Option<ViewFn>,
    /// Takes the width that the drawing has on screen, so that it can be drawn in the screen's own pixels.
    #[prop(optional)]
    width: Option<RwSignal<u32>>,
    /// Whether it shows the plan or several scenarios, so that its file names no scenario.
    #[prop(optional)]
    is_of_plan: bool,
    /// Further items of the menu.
    #[prop(optional)]
    items: Option<ViewFn>,
) -> impl IntoView {
    let studio = Studio::get();
    let place = NodeRef::<html::Div>::new();
    let shows_table = RwSignal::new(false);
    // Of several charts of which one is in sight at a time only that one is drawn, and all for a printer.
    let is_in_sight = RwSignal::new(true);
    Effect::new(move |_| {
        let Some(place) = place.get().filter(|_| is_in_sight.get()) else { return };
        if let Some(drawing) = drawing.get() {
            svg::put(&place, &drawing.svg);
        }
    });
    if let Some(width) = width {
        follow_width(place, width, is_in_sight);
        let printing = window_event_listener(ev::beforeprint, move |_| is_in_sight.set(true));
        on_cleanup(move || printing.remove());
    }
    let items = StoredValue::new(items);
    let picture = move || {
        let drawing = drawing.get_untracked()?;
        let verdict = verdict.map(|verdict| verdict.get_untracked().0);
        Some(picture_of(&studio, is_of_plan, &title.get_untracked(), verdict.into_iter().chain([summary.get_untracked()]), &drawing))
    };
    view! {
        <figure class="card figure">
            <figcaption class="card-head">
                <h3>{title}</h3>
                <span class="row">
                    {verdict.map(|verdict| view! {
                        <span class:good=move || verdict.get().1 class:warn=move || !verdict.get().1>{move || verdict.get().0}</span>
                    })}
                    <Menu label=studio.say(words::FIGURE_MENU) class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
                        {items.with_value(|items| items.as_ref().map(ViewFn::run))}
                        <MenuItem on_choose=Callback::new(move |()| shows_table.update(|shows| *shows = !*shows))>
                            {move || studio.say(if shows_table.get() { words::SHOW_CHART } else { words::SHOW_TABLE })}
                        </MenuItem>
                        <MenuItem on_choose=Callback::new(move |()| picture().iter().for_each(|picture| download_svg(studio, picture)))>{studio.say(words::SAVE_SVG)}</MenuItem>
                        <MenuItem on_choose=Callback::new(move |()| picture().into_iter().for_each(|picture| download_png(studio, picture)))>{studio.say(words::SAVE_PNG)}</MenuItem>
                    </Menu>
                </span>
            </figcaption>
            <p class="figure-summary dim small">{summary}</p>
            <div class="figure-body" hidden=move || shows_table.get()>
                <div class="chart-stage">
                    <div class="figure-drawing" node_ref=place></div>
                    {overlay.map(|overlay| overlay.run())}
                </div>
            </div>
            <div class="table-scroll figure-table" hidden=move || !shows_table.get() tabindex="0" role="region" aria-label=title>
                <Show when=move || shows_table.get()><Values table=table /></Show>
            </div>
        </figure>
    }
}
