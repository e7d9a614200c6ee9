//! The canvas of the map: its size, its frames, and the element that takes pointer and keys.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::draw::{Areas, Frame, Painter};
use super::gestures::{self, Gestures};
use super::keys;
use super::state::{Covered, MapState};
use crate::cartography::labels::PlacedLabel;
use crate::locale::words::map as words;
use crate::ui::widgets::size::on_resize;

/// The canvas.
#[component]
pub fn Canvas() -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let canvas = NodeRef::<html::Canvas>::new();
    let painter = StoredValue::new_local(None::<Painter>);
    let is_waiting = StoredValue::new(false);
    let has_ground_changed = StoredValue::new(true);
    let gestures = StoredValue::new_local(Gestures::new(map));

    let paint = move || {
        // The map may have left the screen since the frame was asked for.
        if is_waiting.try_set_value(false).is_some() {
            return;
        }
        let labels =
            painter.try_update_value(|painter| painter.as_mut().map(|painter| draw(&map, painter, has_ground_changed.get_value())));
        has_ground_changed.set_value(false);
        if let Some(Some(labels)) = labels {
            map.labels.set_value(labels);
        }
    };
    let ask = move || {
        if !is_waiting.get_value() {
            is_waiting.set_value(true);
            request_animation_frame(paint);
        }
    };
    let ask_whole = move || {
        has_ground_changed.set_value(true);
        ask();
    };
    Effect::new(move |_| {
        map.viewport.track();
        map.scene.track();
        map.shown.track();
        studio.selection.track();
        studio.neighbourhood.track();
        if map.shows_areas() {
            map.owners.track();
        }
        ask_whole();
    });
    Effect::new(move |_| {
        map.hover.track();
        map.cursor.track();
        map.has_focus.track();
        map.drawing.track();
        map.area.track();
        map.stroke.track();
        studio.pointed_out.track();
        ask();
    });
    // The legend grows and shrinks with the territories and folds.
    Effect::new(move |_| {
        map.scene.track();
        map.is_legend_folded.track();
        request_animation_frame(move || {
            let is_covered_otherwise =
                canvas.try_get_untracked().flatten().is_some_and(|element| map.cover(covered(&map, &element.get_bounding_client_rect())));
            if is_covered_otherwise {
                ask_whole();
            }
        });
    });
    Effect::new(move |before: Option<()>| {
        studio.theme.track();
        if before.is_some() {
            // The style sheet follows the theme in an effect of its own.
            request_animation_frame(move || {
                if painter.try_update_value(|painter| painter.as_mut().map(Painter::take_theme)).is_some() {
                    ask_whole();
                }
            });
        }
    });
    Effect::new(move |_| {
        let Some(element) = canvas.get() else { return };
        painter.set_value(Painter::new(element.clone()));
        let measure = move || {
            if measure(&map, painter, canvas).is_some() {
                ask_whole();
            }
        };
        measure();
        if let Some(parent) = element.parent_element() {
            on_resize(&parent, measure);
        }
        leptos::task::spawn_local(async move {
            if let Ok(ready) = document().fonts().ready() {
                // Names are measured anew once the font is here; a font that fails leaves the measure as it is.
                let _ = JsFuture::from(ready).await;
                if painter.try_update_value(|painter| painter.as_mut().map(Painter::forget_widths)).is_some() {
                    ask_whole();
                }
            }
        });
    });
    // A first account, or another plan, is shown whole.
    Effect::new(move |before: Option<bool>| {
        let has_something = map.has_something();
        if before.is_some_and(|before| before != has_something) {
            untrack(|| map.fit());
        }
        has_something
    });

    // Whoever has pressed a key of the map needs no hint any more, and has something else to look at.
    let knows_keys = RwSignal::new(false);
    view! {
        <div
            class="map-stage"
            role="application"
            tabindex="0"
            aria-label=studio.say(words::MAP)
            aria-describedby="map-keys"
            node_ref=map.stage
            on:focus=move |_| map.has_focus.set(true)
            on:blur=move |_| map.has_focus.set(false)
            on:keydown=move |event| {
                let gave_up = event.key() == "Escape" && gestures.try_update_value(Gestures::give_up).unwrap_or(false);
                if gave_up || keys::press(&map, &event) {
                    knows_keys.set(true);
                    event.prevent_default();
                    event.stop_propagation();
                }
            }
        >
            <canvas
                class="map-canvas"
                class:draws=move || map.tool.get() != super::state::Tool::Hand
                class:over-point=move || map.hover.get().is_some()
                aria-hidden="true"
                node_ref=canvas
                on:pointerdown=move |event| gestures.update_value(|gestures| gestures.press(&event))
                on:pointermove=move |event| gestures.update_value(|gestures| gestures.shift(&event))
                on:pointerup=move |event| gestures.update_value(|gestures| gestures.release(&event))
                on:pointercancel=move |event| gestures.update_value(|gestures| gestures.cancel(&event))
                on:pointerleave=move |_| map.hover.set(None)
                on:wheel=move |event| gestures::turn_wheel(&map, &event)
                on:dblclick=move |event| gestures::double_click(&map, &event)
                on:contextmenu=move |event| gestures::context_menu(&map, &event)
            ></canvas>
            <p id="map-keys" class="visually-hidden">{studio.say(words::MAP_KEYS)}</p>
            <Show when=move || !knows_keys.get()>
                <p class="map-keys-hint" aria-hidden="true">{studio.say(words::KEYS_HINT)}</p>
            </Show>
        </div>
        <Show when=move || map.scene.with(|scene| scene.scenario.is_some()) && !map.has_something()>
            <div class="map-empty empty">
                <h2>{studio.say(words::NOTHING_TO_SHOW)}</h2>
                <p>{studio.say(words::NOTHING_TO_SHOW_WHY)}</p>
            </div>
        </Show>
    }
}

fn draw(map: &MapState, painter: &mut Painter, has_ground_changed: bool) -> Vec<(usize, PlacedLabel)> {
    let scene = map.scene.get_untracked();
    let selection = map.studio.selection.get_untracked();
    let pointed_out = map.studio.pointed_out.get_untracked();
    let outlines = map.shown.with_untracked(|shown| shown.outlines.clone());
    let by_keys = map.cursor.get_untracked().filter(|_| map.has_focus.get_untracked());
    let drawing = map.drawing.get_untracked();
    let covered: Vec<PlacedLabel> = map.covered.with_value(|covered| covered.legend.into_iter().chain(covered.tools).collect());
    let areas = untrack(|| Areas::of(map, &scene));
    let bridges = untrack(|| map.bridges());
    let frame = Frame {
        viewport: map.viewport.get_untracked(),
        scene: &scene,
        outlines: outlines.as_ref(),
        theme: map.studio.theme.get_untracked(),
        selection: &selection,
        marked: map.hover.get_untracked().or(by_keys),
        pointed_out: &pointed_out,
        drawing: &drawing,
        covered: &covered,
        areas: areas.as_ref(),
        bridges: &bridges,
    };
    painter.draw(&frame, has_ground_changed)
}

/// Fits the canvas to its place on screen. `None` when it has left the screen.
fn measure(map: &MapState, painter: StoredValue<Option<Painter>, LocalStorage>, canvas: NodeRef<html::Canvas>) -> Option<()> {
    let element = canvas.try_get_untracked().flatten()?;
    let place = element.get_bounding_client_rect();
    if place.width() < 2.0 || place.height() < 2.0 {
        return None;
    }
    map.covered.set_value(covered(map, &place));
    let ratio = screen_ratio();
    painter.try_update_value(|painter| painter.as_mut().map(|painter| painter.resize(place.width(), place.height(), ratio)))??;
    let is_first = map.viewport.with_untracked(|viewport| viewport.width <= 1.0);
    let is_fitted = map.is_fitted();
    map.viewport.update(|viewport| *viewport = viewport.resized(place.width(), place.height()));
    if is_first || is_fitted {
        map.fit();
    }
    Some(())
}

/// The boxes of the stage that the legend and the tools cover.
fn covered(map: &MapState, stage: &web_sys::DomRect) -> Covered {
    let over = |element: Option<web_sys::HtmlDivElement>| {
        let place = element?.get_bounding_client_rect();
        let (left, top) = (place.left() - stage.left(), place.top() - stage.top());
        let is_over = top < stage.height() && place.height() > 0.0;
        is_over.then_some(PlacedLabel { left, top, width: place.width(), height: place.height() })
    };
    Covered { legend: over(map.legend.get_untracked()), tools: over(map.tools.get_untracked()) }
}

/// The screen's pixels a pixel of the page.
pub fn screen_ratio() -> f64 {
    window().device_pixel_ratio().clamp(0.5, 4.0)
}
