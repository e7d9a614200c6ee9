//! What the pointer does on the map: one finger or button moves, draws, selects or carries; two fingers pinch.

use std::collections::BTreeSet;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::canvas::screen_ratio;
use super::paint;
use super::state::{Drawing, MapState, Tool};
use crate::cartography::WorldBox;
use crate::cartography::lasso::{encloses, rectangle};
use crate::domain::{AccountId, TerritoryId};
use crate::ui::studio::Dialog;

/// A pointer that moved less than this since it was pressed has clicked, pixels.
const CLICK_PIXELS: f64 = 4.0;
/// The same for fingers.
const TAP_PIXELS: f64 = 10.0;
/// How far beside a point a click still means it, pixels.
const REACH_MOUSE: f64 = 3.0;
/// The same for fingers.
const REACH_TOUCH: f64 = 12.0;
/// How near to a territory's account something must be dropped to mean that territory, pixels.
const DROP_REACH: f64 = 28.0;
/// Zoom of one step of a wheel (100 units of its delta).
const WHEEL_STEP: f64 = 1.22;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Gesture {
    Idle,
    Pressed { start: (f64, f64), hit: Option<AccountId>, adds: bool, tool: Tool },
    Panning,
    Drawing { adds: bool },
    Carrying,
    Painting,
    Pinching { distance: f64, middle: (f64, f64) },
}

/// The pointers on the map and what they are doing.
pub struct Gestures {
    map: MapState,
    pointers: Vec<(i32, (f64, f64))>,
    gesture: Gesture,
}

impl Gestures {
    /// Nothing is pressed.
    pub fn new(map: MapState) -> Gestures {
        Gestures { map, pointers: Vec::new(), gesture: Gesture::Idle }
    }

    /// A button or finger went down.
    pub fn press(&mut self, event: &ev::PointerEvent) {
        if event.pointer_type() == "mouse" && event.button() == 2 {
            return;
        }
        self.map.focus();
        self.map.menu_at.set(None);
        let at = place_of(event);
        // A pointer that is gone already cannot be captured, and need not be.
        let _ = target(event).map(|canvas| canvas.set_pointer_capture(event.pointer_id()));
        self.pointers.retain(|(id, _)| *id != event.pointer_id());
        self.pointers.push((event.pointer_id(), at));
        if let [(_, one), (_, other), ..] = self.pointers[..] {
            self.map.drawing.set(Drawing::Nothing);
            self.map.stroke.set(BTreeSet::new());
            self.gesture = Gesture::Pinching { distance: distance(one, other), middle: middle(one, other) };
            return;
        }
        let adds = event.shift_key() || event.ctrl_key() || event.meta_key();
        let tool = match self.map.tool.get_untracked() {
            _ if event.button() == 1 => Tool::Hand,
            Tool::Hand if event.shift_key() => Tool::Rectangle,
            tool => tool,
        };
        if tool == Tool::Brush {
            paint::extend_stroke(&self.map, at, at);
            self.gesture = Gesture::Painting;
            return;
        }
        self.gesture = Gesture::Pressed { start: at, hit: self.hit(event, at), adds, tool };
    }

    /// A pointer moved, pressed or not.
    pub fn shift(&mut self, event: &ev::PointerEvent) {
        let at = place_of(event);
        let Some(pointer) = self.pointers.iter_mut().find(|(id, _)| *id == event.pointer_id()) else {
            if untrack(|| self.map.is_painting()) {
                let area = paint::area_at(&self.map, at);
                if self.map.area.get_untracked() != area {
                    self.map.area.set(area);
                }
            } else if event.pointer_type() != "touch" {
                let hit = self.hit(event, at);
                if self.map.hover.get_untracked() != hit {
                    self.map.hover.set(hit);
                }
            }
            return;
        };
        let before = std::mem::replace(&mut pointer.1, at);
        match self.gesture {
            Gesture::Idle => {}
            Gesture::Pressed { start, hit, adds, tool } => {
                let is_touch = event.pointer_type() == "touch";
                if distance(start, at) < if is_touch { TAP_PIXELS } else { CLICK_PIXELS } {
                    return;
                }
                self.map.hover.set(None);
                let carries = !is_touch && !adds && tool != Tool::Fill && hit.is_some_and(|account| self.is_selected(account));
                self.gesture = match tool {
                    _ if carries => Gesture::Carrying,
                    Tool::Hand | Tool::Fill | Tool::Brush => Gesture::Panning,
                    Tool::Rectangle | Tool::Lasso => Gesture::Drawing { adds },
                };
                match (self.gesture, tool) {
                    (Gesture::Panning, _) => self.pan(start, at),
                    (Gesture::Carrying, _) => self.carry(event, at),
                    (_, Tool::Lasso) => self.map.drawing.set(Drawing::Lasso(vec![start, at])),
                    _ => self.map.drawing.set(Drawing::Rectangle(start, at)),
                }
            }
            Gesture::Panning => self.pan(before, at),
            Gesture::Carrying => self.carry(event, at),
            Gesture::Painting => paint::extend_stroke(&self.map, before, at),
            Gesture::Drawing { .. } => self.map.drawing.update(|drawing| match drawing {
                Drawing::Rectangle(_, corner) => *corner = at,
                Drawing::Lasso(line) => line.push(at),
                Drawing::Nothing | Drawing::Carrying { .. } => {}
            }),
            Gesture::Pinching { distance: old_distance, middle: old_middle } => {
                let [(_, one), (_, other), ..] = self.pointers[..] else { return };
                let (new_distance, new_middle) = (distance(one, other), middle(one, other));
                let (dx, dy) = (new_middle.0 - old_middle.0, new_middle.1 - old_middle.1);
                let factor = new_distance.max(1.0) / old_distance.max(1.0);
                self.map.viewport.update(|viewport| *viewport = viewport.panned(dx, dy).zoomed_at(new_middle.0, new_middle.1, factor));
                self.gesture = Gesture::Pinching { distance: new_distance, middle: new_middle };
            }
        }
    }

    /// A button or finger went up.
    pub fn release(&mut self, event: &ev::PointerEvent) {
        if !self.forget(event) {
            return;
        }
        match self.gesture {
            Gesture::Pressed { start, tool: Tool::Fill, .. } => {
                if let Some(area) = paint::area_at(&self.map, start) {
                    self.map.area.set(Some(area));
                    paint::fill(&self.map, area);
                }
            }
            Gesture::Painting => paint::finish_stroke(&self.map),
            Gesture::Pressed { hit, adds, .. } => self.click(hit, adds),
            Gesture::Drawing { adds } => self.take_drawn(adds),
            Gesture::Carrying => {
                if let Drawing::Carrying { over: Some(over), .. } = self.map.drawing.get_untracked() {
                    self.map.assign_selected(over);
                }
            }
            Gesture::Idle | Gesture::Panning | Gesture::Pinching { .. } => {}
        }
        self.end();
    }

    /// The pointer was taken away by the browser: nothing is selected or moved.
    pub fn cancel(&mut self, event: &ev::PointerEvent) {
        if self.forget(event) {
            self.end();
        }
    }

    /// What is being drawn or carried is given up; true if there was something.
    pub fn give_up(&mut self) -> bool {
        let was_busy = matches!(self.gesture, Gesture::Drawing { .. } | Gesture::Carrying | Gesture::Painting);
        if was_busy {
            self.gesture = Gesture::Idle;
            self.map.drawing.set(Drawing::Nothing);
            self.map.stroke.set(BTreeSet::new());
        }
        was_busy
    }

    fn forget(&mut self, event: &ev::PointerEvent) -> bool {
        let count = self.pointers.len();
        self.pointers.retain(|(id, _)| *id != event.pointer_id());
        count != self.pointers.len()
    }

    /// One finger that stays after a pinch goes on moving the map.
    fn end(&mut self) {
        self.gesture = if self.pointers.is_empty() { Gesture::Idle } else { Gesture::Panning };
        self.map.drawing.set(Drawing::Nothing);
        self.map.stroke.set(BTreeSet::new());
    }

    /// Drags the map by whole pixels of the screen, so that what is drawn can be moved as it is.
    fn pan(&self, from: (f64, f64), to: (f64, f64)) {
        let ratio = screen_ratio();
        let whole = |length: f64| (length * ratio).round() / ratio;
        let (dx, dy) = (whole(to.0) - whole(from.0), whole(to.1) - whole(from.1));
        self.map.viewport.update(|viewport| *viewport = viewport.panned(dx, dy));
    }

    fn carry(&self, event: &ev::PointerEvent, at: (f64, f64)) {
        let over = self.territory_under(event, at);
        self.map.drawing.set(Drawing::Carrying { at, over });
    }

    fn is_selected(&self, account: AccountId) -> bool {
        self.map.studio.selection.with_untracked(|selection| selection.contains(&account))
    }

    fn click(&self, hit: Option<AccountId>, adds: bool) {
        if hit.is_some() {
            self.map.cursor.set(hit);
        }
        match hit {
            Some(account) if adds => self.map.toggle(account),
            Some(account) => self.map.select([account], false),
            None if adds => {}
            None if self.map.studio.selection.with_untracked(|selection| selection.is_empty()) => {}
            None => self.map.select([], false),
        }
    }

    fn take_drawn(&self, adds: bool) {
        let scene = self.map.scene.get_untracked();
        let viewport = self.map.viewport.get_untracked();
        let place = |index: usize| viewport.screen_from_world(scene.points[index].place);
        let box_of = |left: f64, top: f64, right: f64, bottom: f64| {
            let (one, other) = (viewport.world_from_screen(left, top), viewport.world_from_screen(right, bottom));
            WorldBox { west: one.x, north: one.y, east: other.x, south: other.y }
        };
        let found: Vec<usize> = match self.map.drawing.get_untracked() {
            Drawing::Rectangle(one, other) => {
                let (left, top, right, bottom) = rectangle(one, other);
                scene.ground.index.within(&box_of(left, top, right, bottom))
            }
            Drawing::Lasso(line) => (0..scene.points.len())
                .filter(|&index| {
                    let (x, y) = place(index);
                    encloses(&line, x, y)
                })
                .collect(),
            Drawing::Nothing | Drawing::Carrying { .. } => return,
        };
        self.map.select(found.into_iter().map(|index| scene.points[index].account), adds);
    }

    /// The account under the pointer.
    fn hit(&self, event: &ev::PointerEvent, at: (f64, f64)) -> Option<AccountId> {
        let reach = if event.pointer_type() == "touch" { REACH_TOUCH } else { REACH_MOUSE };
        account_at(&self.map, at, reach)
    }

    /// The territory that what is carried would go to: an element that stands for one, a name on the map, or the
    /// territory of an account nearby that is not carried itself.
    fn territory_under(&self, event: &ev::PointerEvent, at: (f64, f64)) -> Option<Option<TerritoryId>> {
        let element = document().element_from_point(event.client_x() as f32, event.client_y() as f32);
        if let Some(entry) = element.and_then(|element| element.closest("[data-drop-territory]").ok().flatten()) {
            let number = entry.get_attribute("data-drop-territory").and_then(|number| number.parse().ok());
            return Some(number.map(TerritoryId));
        }
        let scene = self.map.scene.get_untracked();
        let named =
            self.map.labels.with_value(|labels| labels.iter().find(|(_, label)| label.contains(at.0, at.1)).map(|(index, _)| *index));
        if let Some(index) = named {
            return Some(Some(scene.territories.get(index)?.id));
        }
        let viewport = self.map.viewport.get_untracked();
        let reach = DROP_REACH / viewport.pixels_per_world;
        let selection = self.map.studio.selection.get_untracked();
        let own_reach = |index: usize| if selection.contains(&scene.points[index].account) { -1.0 } else { reach };
        let near = scene.ground.index.nearest(viewport.world_from_screen(at.0, at.1), reach, own_reach)?;
        scene.points[near].territory.map(|index| Some(scene.territories[index].id))
    }
}

/// The account at a place of the stage, within so many pixels beside its point.
pub fn account_at(map: &MapState, at: (f64, f64), beside: f64) -> Option<AccountId> {
    let viewport = map.viewport.get_untracked();
    let growth = viewport.point_growth();
    map.scene.with_untracked(|scene| {
        let reach = |index: usize| (scene.points[index].radius * growth + beside) / viewport.pixels_per_world;
        let most = scene.points.first().map_or(0.0, |_| reach(0));
        scene.ground.index.nearest(viewport.world_from_screen(at.0, at.1), most, reach).map(|index| scene.points[index].account)
    })
}

/// A turn of the wheel zooms where the pointer is.
pub fn turn_wheel(map: &MapState, event: &ev::WheelEvent) {
    event.prevent_default();
    // Lines and pages are turned into about so many pixels.
    let unit = match event.delta_mode() {
        0 => 1.0,
        1 => 33.0,
        _ => 400.0,
    };
    let steps = (-event.delta_y() * unit / 100.0).clamp(-4.0, 4.0);
    // Browsers report a pinch on a touch pad as a wheel with Ctrl and small steps.
    let steps = if event.ctrl_key() { steps * 4.0 } else { steps };
    let at = place_of(event);
    map.viewport.update(|viewport| *viewport = viewport.zoomed_at(at.0, at.1, WHEEL_STEP.powf(steps)));
}

/// A double click opens the account under it, or zooms.
pub fn double_click(map: &MapState, event: &ev::MouseEvent) {
    if untrack(|| map.is_painting()) {
        return;
    }
    let at = place_of(event);
    match account_at(map, at, REACH_MOUSE) {
        Some(account) => map.studio.open(Dialog::EditAccount(account)),
        None => map.viewport.update(|viewport| *viewport = viewport.zoomed_at(at.0, at.1, 2.0)),
    }
}

/// A right click opens the list of territories for the account under it, or for what is selected.
pub fn context_menu(map: &MapState, event: &ev::MouseEvent) {
    event.prevent_default();
    let at = place_of(event);
    if let Some(account) = account_at(map, at, REACH_MOUSE)
        && !map.studio.selection.with_untracked(|selection| selection.contains(&account))
    {
        map.select([account], false);
    }
    map.hover.set(None);
    map.open_menu(Some(at));
}

fn target(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.current_target()?.dyn_into().ok()
}

/// Where an event is, in pixels from the top left corner of the element that hears it.
fn place_of(event: &web_sys::MouseEvent) -> (f64, f64) {
    let corner = target(event).map(|element| element.get_bounding_client_rect());
    let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
    (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
}

fn distance(one: (f64, f64), other: (f64, f64)) -> f64 {
    (one.0 - other.0).hypot(one.1 - other.1)
}

fn middle(one: (f64, f64), other: (f64, f64)) -> (f64, f64) {
    ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0)
}
