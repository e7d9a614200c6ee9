//! What the keys do on the map. Letters are told by the place of their key, so that a Persian layout works too.

use leptos::ev;
use leptos::prelude::*;

use super::state::MapState;
use crate::cartography::Direction;
use crate::ui::studio::Dialog;

/// How far Alt with an arrow moves the map, as a share of the window.
const PAN_SHARE: f64 = 0.15;
/// Zoom of one key.
const ZOOM_STEP: f64 = 1.5;
/// How far from the edge the account reached stays, pixels.
const EDGE_PIXELS: f64 = 48.0;

/// Does what a key means; true when it means something here.
pub fn press(map: &MapState, event: &ev::KeyboardEvent) -> bool {
    let adds = event.shift_key();
    let control = event.ctrl_key() || event.meta_key();
    if let Some(direction) = direction_of(&event.key())
        && !control
    {
        if event.alt_key() {
            pan(map, direction)
        } else if untrack(|| map.is_painting()) {
            if !super::paint::go(map, direction) {
                pan(map, direction);
            }
        } else {
            go(map, direction, adds)
        }
        return true;
    }
    match event.key().as_str() {
        "Enter" | " " if !control && untrack(|| map.is_painting()) => super::paint::assign_reached(map),
        "Escape" if untrack(|| map.is_painting()) => super::paint::put_down(map),
        "Enter" if control => map.assign_selected_to_target(),
        "Enter" | " " if !control => {
            let Some(account) = map.cursor.get_untracked() else { return false };
            if adds { map.toggle(account) } else { map.select([account], false) }
        }
        "Escape" => {
            map.select([], false);
            map.cursor.set(None);
        }
        "+" | "=" if !control => map.zoom(ZOOM_STEP),
        "-" | "−" | "_" if !control => map.zoom(1.0 / ZOOM_STEP),
        "0" | "۰" | "٠" if !control => map.fit_further(),
        _ if control && !event.alt_key() && event.code() == "KeyA" => select_in_sight(map, adds),
        _ if control || event.alt_key() => return false,
        _ => match event.code().as_str() {
            "KeyM" => map.open_menu(None),
            "KeyE" => {
                let Some(account) = map.cursor.get_untracked() else { return false };
                map.studio.open(Dialog::EditAccount(account));
            }
            "BracketRight" => map.step_target(1),
            "BracketLeft" => map.step_target(-1),
            _ => return false,
        },
    }
    true
}

/// Selects all accounts in sight: what a rectangle around the window would.
fn select_in_sight(map: &MapState, adds: bool) {
    let seen = map.viewport.with_untracked(|viewport| viewport.visible(0.0));
    let scene = map.scene.get_untracked();
    map.select(scene.ground.index.within(&seen).into_iter().map(|index| scene.points[index].account), adds);
}

/// The direction of an arrow key.
pub fn direction_of(key: &str) -> Option<Direction> {
    match key {
        "ArrowLeft" => Some(Direction::Left),
        "ArrowRight" => Some(Direction::Right),
        "ArrowUp" => Some(Direction::Up),
        "ArrowDown" => Some(Direction::Down),
        _ => None,
    }
}

fn pan(map: &MapState, direction: Direction) {
    let (x, y) = direction.step();
    map.viewport.update(|viewport| {
        let length = viewport.width.min(viewport.height) * PAN_SHARE;
        *viewport = viewport.panned(-x * length, -y * length);
    });
}

/// To the nearest account in a direction; at first to the one in the middle of the window. Where there is none,
/// the map moves.
fn go(map: &MapState, direction: Direction, adds: bool) {
    let scene = map.scene.get_untracked();
    let viewport = map.viewport.get_untracked();
    let now = map.cursor.get_untracked().and_then(|account| scene.position(account));
    let next = match now {
        Some(index) => scene.ground.index.next_in_direction(scene.points[index].place, direction),
        None => scene.ground.index.nearest_of_all(viewport.centre),
    };
    let Some(next) = next else { return pan(map, direction) };
    let point = scene.points[next];
    if adds {
        let both = now.map(|index| scene.points[index].account).into_iter().chain([point.account]);
        map.select(both, true);
    }
    map.cursor.set(Some(point.account));
    map.viewport.set(viewport.revealing(point.place, EDGE_PIXELS));
}
