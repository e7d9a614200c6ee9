//! What floats over the map: what is said of the account pointed at, what is being carried, and what can be done
//! with the selection.

use leptos::prelude::*;

use super::state::{Drawing, MapState};
use super::words as phrases;
use crate::locale::words::map as words;
use crate::ui::widgets::icon::{self, Icon};

/// Beside the pointer, pixels.
const BESIDE: f64 = 14.0;

/// Where something beside a place goes, as CSS writes it: towards the middle of the window.
fn beside(map: &MapState, (x, y): (f64, f64)) -> String {
    let viewport = map.viewport.get();
    let across = if x > viewport.width / 2.0 { format!("calc({}px - 100%)", x - BESIDE) } else { format!("{}px", x + BESIDE) };
    let down = if y > viewport.height / 2.0 { format!("calc({}px - 100%)", y - BESIDE) } else { format!("{}px", y + BESIDE) };
    format!("translate({across}, {down})")
}

/// What is said of the account under the pointer, or of the one that the arrow keys reached.
#[component]
pub fn Tip() -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let direction = studio.language.get_untracked().direction();
    let account = Memo::new(move |_| {
        if map.is_painting() || map.drawing.with(|drawing| *drawing != Drawing::Nothing) || map.menu_at.get().is_some() {
            return None;
        }
        map.hover.get().or_else(|| map.cursor.get().filter(|_| map.has_focus.get()))
    });
    let place = move || {
        let account = account.get()?;
        let place = map.scene.with(|scene| scene.position(account).map(|index| scene.points[index].place))?;
        let at = map.viewport.get().screen_from_world(place);
        map.viewport.get().visible(0.0).contains(place).then_some(at)
    };
    let said = move || account.get().and_then(|account| phrases::of_account(&map, account));
    view! {
        <div class="map-over" dir="ltr" aria-hidden="true">
            {move || said().filter(|_| place().is_some()).map(|said| view! {
                <div class="map-at" style:transform=move || place().map(|at| beside(&map, at)).unwrap_or_default()><div class="map-tip" dir=direction>
                    <p class="map-tip-name"><bdi>{said.name}</bdi></p>
                    <p class="name-cell"><span class="swatch" style:background-color=said.colour></span><bdi>{said.territory}</bdi></p>
                    {said.today.map(|today| view! { <p class="dim">{today}</p> })}
                    {said.figures.into_iter().map(|figure| view! { <p class="dim">{figure}</p> }).collect_view()}
                </div></div>
            })}
        </div>
    }
}

/// What is being carried, beside the pointer.
#[component]
pub fn Carried() -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let direction = studio.language.get_untracked().direction();
    let carrying = Memo::new(move |_| match map.drawing.get() {
        Drawing::Carrying { at, over } => Some((at, over)),
        _ => None,
    });
    let line = move |over| match over {
        Some(territory) => {
            let count = studio.numbers().count(studio.selection.with(|selection| selection.len()));
            studio.fill(words::DROP_ON, &[("count", &count), ("territory", &map.territory_name(territory))])
        }
        None => studio.say(words::DROP_NOWHERE).to_owned(),
    };
    view! {
        <div class="map-over" dir="ltr" aria-hidden="true">
            {move || carrying.get().map(|(at, over)| view! {
                <div class="map-at" style:transform=beside(&map, at)><div class="map-tip carried" class:over=over.is_some() dir=direction>{line(over)}</div></div>
            })}
        </div>
    }
}

/// What can be done with the selection.
#[component]
pub fn SelectionBar() -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    let count = Memo::new(move |_| studio.selection.with(|selection| selection.len()));
    let target =
        move || map.target.get().map(|target| studio.fill(words::MOVE_TO_THIS, &[("territory", &map.territory_name(Some(target)))]));
    view! {
        <Show when=move || count.get() != 0 && !map.is_painting()>
            <div class="map-selection" role="group" aria-label=move || studio.fill(words::SELECTED, &[("count", &studio.numbers().count(count.get()))])>
                <span class="map-selection-count">{move || studio.fill(words::SELECTED, &[("count", &studio.numbers().count(count.get()))])}</span>
                {move || target().map(|words| view! {
                    <button type="button" class="button small" on:click=move |_| map.assign_selected_to_target()><bdi>{words}</bdi><kbd>"Ctrl+⏎"</kbd></button>
                })}
                <button type="button" class="button small" aria-haspopup="menu" on:click=move |_| map.open_menu(None)>{studio.say(words::MOVE_TO)}<kbd>"M"</kbd></button>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=studio.say(words::CLEAR_SELECTION)
                    title=studio.say(words::CLEAR_SELECTION)
                    on:click=move |_| { map.select([], false); map.focus(); }
                >
                    <Icon path=icon::CLOSE />
                </button>
            </div>
        </Show>
    }
}
