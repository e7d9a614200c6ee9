//! The frame of a chart: its name, what it says in words, the drawing, the same values as a table, downloads.

use leptos::html;
use leptos::prelude::*;

use super::svg;
use crate::charts::ChartStyle;
use crate::locale::words::charts as words;
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

/// Keeps the width of an element in a signal, as long as it has one.
fn follow_width(place: NodeRef<html::Div>, width: RwSignal<u32>) {
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let measured = element.clone();
        let measure = move || {
            let now = measured.client_width();
            if now > 0 {
                // The chart may have left the screen since.
                let _ = width.try_update(|width| *width = (now as u32).max(LEAST_WIDTH));
            }
        };
        measure();
        on_resize(&element, move || request_animation_frame(measure.clone()));
    });
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
    /// Further items of the menu.
    #[prop(optional)]
    items: Option<ViewFn>,
) -> impl IntoView {
    let studio = Studio::get();
    let place = NodeRef::<html::Div>::new();
    let shows_table = RwSignal::new(false);
    Effect::new(move |_| {
        if let (Some(place), Some(drawing)) = (place.get(), drawing.get()) {
            svg::put(&place, &drawing.svg);
        }
    });
    if let Some(width) = width {
        follow_width(place, width);
    }
    let items = StoredValue::new(items);
    let take_png = move || {
        if let Some(drawing) = drawing.get_untracked() {
            let surface = chart_style(&studio).surface;
            let ground = format!("rgb({},{},{})", surface.0, surface.1, surface.2);
            svg::download_png(studio, &title.get_untracked(), drawing.svg, drawing.width, drawing.height, ground);
        }
    };
    let take_svg = move || {
        if let Some(drawing) = drawing.get_untracked() {
            svg::download_svg(studio, &title.get_untracked(), &drawing.svg);
        }
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
                        <MenuItem on_choose=Callback::new(move |()| take_svg())>{studio.say(words::SAVE_SVG)}</MenuItem>
                        <MenuItem on_choose=Callback::new(move |()| take_png())>{studio.say(words::SAVE_PNG)}</MenuItem>
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
            </div>
        </figure>
    }
}
