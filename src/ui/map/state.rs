//! What the map remembers while it is on screen, and what its parts ask of it. Arithmetic is
//! [`crate::cartography`]'s; changes of the plan go through commands.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;

use super::outline_store::{self, Shown};
use super::words::known_size;
use crate::cartography::labels::PlacedLabel;
use crate::cartography::viewport::{Margins, home_box};
use crate::cartography::{Scene, SceneGround, Viewport, WorldPoint};
use crate::document::areas::{AreaOwner, area_owners};
use crate::document::{MeasureKind, Plan, SharedOut};
use crate::domain::{AccountId, TerritoryId};
use crate::locale::words::map as words;
use crate::ui::hand;
use crate::ui::palette::{UNASSIGNED_COLOUR, drawn_territory_colour, territory_colour};
use crate::ui::shared::Shared;
use crate::ui::studio::{Studio, Theme};

/// Room around a fitted map, pixels.
const MARGIN: f64 = 16.0;

/// What is no higher than this does not cover a side of the map, pixels.
const LOW: f64 = 60.0;

/// What lies over the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Covered {
    /// The legend.
    pub legend: Option<PlacedLabel>,
    /// The tools.
    pub tools: Option<PlacedLabel>,
}

/// What dragging on the map does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Moves the map.
    Hand,
    /// Selects by rectangle.
    Rectangle,
    /// Selects by a drawn line.
    Lasso,
    /// Gives the areas that a stroke goes over to the current territory.
    Brush,
    /// Gives an area to it, with all that hangs together with it.
    Fill,
}

/// What is being drawn or carried over the map, in pixels from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// Nothing.
    Nothing,
    /// A rectangle between two corners.
    Rectangle((f64, f64), (f64, f64)),
    /// A line.
    Lasso(Vec<(f64, f64)>),
    /// Selected accounts on their way to another territory.
    Carrying {
        /// Where they are.
        at: (f64, f64),
        /// Over which territory; `Some(None)` over the entry of those without one, `None` over nothing.
        over: Option<Option<TerritoryId>>,
    },
}

/// The state of the map. A handle: copies refer to the same state.
#[derive(Clone, Copy)]
pub struct MapState {
    /// The app.
    pub studio: Studio,
    /// What is in sight.
    pub viewport: RwSignal<Viewport>,
    /// What the size of points stands for.
    pub sized_by: RwSignal<MeasureKind>,
    /// What dragging does.
    pub tool: RwSignal<Tool>,
    /// Whether the schematic map is shown.
    pub is_tiles: RwSignal<bool>,
    /// The outlines that are shown, and where they come from.
    pub shown: RwSignal<Shown>,
    /// The points and territories.
    pub scene: Memo<Shared<Scene>>,
    /// The account that the arrow keys have reached.
    pub cursor: RwSignal<Option<AccountId>>,
    /// The account under the pointer.
    pub hover: RwSignal<Option<AccountId>>,
    /// Whether the map has the keyboard.
    pub has_focus: RwSignal<bool>,
    /// What is being drawn or carried.
    pub drawing: RwSignal<Drawing>,
    /// The area under the pointer or reached by keys, while painting.
    pub area: RwSignal<Option<u32>>,
    /// The areas that the stroke went over so far.
    pub stroke: RwSignal<BTreeSet<u32>>,
    /// Whose each area of the map is, and its number of accounts.
    pub owners: Memo<Shared<Vec<(AreaOwner, usize)>>>,
    /// The territory that a key moves the selection to, or that is painted with.
    pub target: RwSignal<Option<TerritoryId>>,
    /// Where the list of territories to move to is open, pixels.
    pub menu_at: RwSignal<Option<(f64, f64)>>,
    /// What is said to those who do not see the map.
    pub live: RwSignal<String>,
    /// The element that takes the keys.
    pub stage: NodeRef<html::Div>,
    /// Whether the legend is folded.
    pub is_legend_folded: RwSignal<bool>,
    /// The legend.
    pub legend: NodeRef<html::Div>,
    /// The names on the map as they were drawn last, by territory of the scene.
    pub labels: StoredValue<Vec<(usize, PlacedLabel)>>,
    /// The tool bar.
    pub tools: NodeRef<html::Div>,
    /// The boxes of the stage that the legend and the tools cover; empty where they lie beside it.
    pub covered: StoredValue<Covered>,
    /// Whether the map is fitted to what lies far off as well.
    shows_far_off: RwSignal<bool>,
    /// What was in sight when all was shown last; as long as it still is, the map stays fitted.
    fitted: StoredValue<Option<Viewport>>,
    /// The selection that was made here; any other came from outside.
    own_selection: StoredValue<Option<Shared<BTreeSet<AccountId>>>>,
}

impl MapState {
    /// The map of the open plan.
    pub fn new(studio: Studio) -> MapState {
        let memory = outline_store::memory(studio);
        let sized_by = RwSignal::new(memory.sized_by);
        let shown = RwSignal::new(Shown::default());
        let middle = Memo::new(move |_| shown.with(|shown| shown.outlines.as_ref().map(|outlines| outlines.bounds.centre().x)));
        // Where the accounts stand is computed anew when they change, not with every move.
        let facts = Memo::new(move |_| {
            let of = |plan: &Plan| (Shared(plan.accounts.clone()), Shared(plan.areas.clone()), Shared(plan.further_measures.clone()));
            studio.plan.with(|plan| plan.as_ref().map(|plan| of(plan)))
        });
        let ground = Memo::new(move |_| {
            facts.track();
            let plan = studio.plan.get_untracked();
            let size = known_size(&studio, sized_by.get());
            Shared::new(plan.map_or_else(SceneGround::default, |plan| SceneGround::new(&plan, size, middle.get())))
        });
        let scene = Memo::new(move |_| {
            let scene = studio.plan.get().zip(studio.scenario.get());
            Shared::new(scene.map_or_else(Scene::default, |(plan, scenario)| Scene::on(ground.get().0, &plan, &scenario)))
        });
        let owners = Memo::new(move |_| {
            let known = studio.area_map.get().zip(studio.scenario.get());
            Shared::new(known.map(|(areas, scenario)| area_owners(&areas, &scenario)).unwrap_or_default())
        });
        MapState {
            studio,
            viewport: RwSignal::new(Viewport::new(1.0, 1.0)),
            sized_by,
            tool: RwSignal::new(Tool::Hand),
            is_tiles: RwSignal::new(memory.is_tiles),
            shown,
            scene,
            cursor: RwSignal::new(None),
            hover: RwSignal::new(None),
            has_focus: RwSignal::new(false),
            area: RwSignal::new(None),
            stroke: RwSignal::new(BTreeSet::new()),
            owners,
            drawing: RwSignal::new(Drawing::Nothing),
            target: RwSignal::new(None),
            menu_at: RwSignal::new(None),
            live: RwSignal::new(String::new()),
            stage: NodeRef::new(),
            is_legend_folded: RwSignal::new(memory.is_legend_folded),
            legend: NodeRef::new(),
            shows_far_off: RwSignal::new(false),
            fitted: StoredValue::new(None),
            labels: StoredValue::new(Vec::new()),
            tools: NodeRef::new(),
            covered: StoredValue::new(Covered::default()),
            own_selection: StoredValue::new(None),
        }
    }

    /// The state of the map, from context.
    pub fn get() -> MapState {
        expect_context()
    }

    /// Whether areas are being painted.
    pub fn is_painting(&self) -> bool {
        matches!(self.tool.get(), Tool::Brush | Tool::Fill)
    }

    /// Whether areas are shown in the colours of their territories: while painting, or when areas are shared out.
    pub fn shows_areas(&self) -> bool {
        let are_shared_out = self
            .studio
            .scenario
            .with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.design.wishes.shared_out == SharedOut::Areas));
        self.is_painting() || are_shared_out
    }

    /// The ends of links across gaps, where areas are shown or territories are to be in one piece.
    pub fn bridges(&self) -> Vec<[WorldPoint; 2]> {
        let is_wished =
            self.studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.design.wishes.is_contiguous));
        if !is_wished && !self.shows_areas() {
            return Vec::new();
        }
        let place = |end: crate::territory::Position| WorldPoint::of_degrees(end.longitude_degrees, end.latitude_degrees);
        self.studio.neighbourhood.with(|neighbourhood| {
            neighbourhood.iter().flat_map(|neighbourhood| &neighbourhood.bridges).map(|bridge| bridge.ends.map(place)).collect()
        })
    }

    /// Shows nearly everything; asked again while that is shown, also what lies far off.
    pub fn fit_further(&self) {
        self.shows_far_off.set(self.is_fitted() && !self.shows_far_off.get_untracked());
        self.fit();
    }

    /// Shows everything.
    pub fn show_far_off(&self) {
        self.shows_far_off.set(true);
        self.fit();
    }

    /// How many points lie too far off to be shown with the rest; none while they are shown.
    pub fn far_off(&self) -> usize {
        if self.shows_far_off.get() { 0 } else { self.scene.with(|scene| scene.ground.core.map_or(0, |core| core.off)) }
    }

    /// Shows everything, or all but what lies far off.
    pub fn fit(&self) {
        let fitted = self.fitted_within(self.margins());
        self.viewport.set(fitted);
        self.fitted.set_value(Some(fitted));
    }

    /// What a picture of the map shows: what is in sight; where that is everything, without the room that legend and
    /// tools take on screen.
    pub fn pictured(&self) -> Viewport {
        if self.is_fitted() { self.fitted_within(Margins { around: MARGIN, ..Margins::default() }) } else { self.viewport.get_untracked() }
    }

    fn fitted_within(&self, margins: Margins) -> Viewport {
        let shows_far_off = self.shows_far_off.get_untracked();
        let (all, core) = self.scene.with_untracked(|scene| (scene.ground.index.bounds(), scene.ground.core.map(|core| core.around)));
        let country = self.shown.with_untracked(Shown::home);
        let home = home_box(if shows_far_off { all } else { core }, country);
        let fitted = self.viewport.get_untracked().fitted(home, margins);
        all.map_or(fitted, |all| fitted.reaching(&all))
    }

    /// Shows everything again where everything is shown.
    pub fn stay_fitted(&self) {
        if self.is_fitted() {
            self.fit();
        }
    }

    /// Whether the user has not moved or zoomed since everything was shown.
    pub fn is_fitted(&self) -> bool {
        self.fitted.get_value() == Some(self.viewport.get_untracked())
    }

    /// Notes what lies over the stage; a fitted map makes room for it. Answers whether it is another than before.
    pub fn cover(&self, covered: Covered) -> bool {
        let is_another = self.covered.get_value() != covered;
        if is_another {
            self.covered.set_value(covered);
            self.stay_fitted();
        }
        is_another
    }

    fn margins(&self) -> Margins {
        let is_right_to_left = self.studio.language.get_untracked().direction() == "rtl";
        // What is low, as a folded legend is, leaves the side free.
        let width = |label: Option<PlacedLabel>| label.filter(|label| label.height > LOW).map_or(0.0, |label| label.width);
        let (legend, tools) = self.covered.with_value(|covered| (width(covered.legend), width(covered.tools)));
        let (covered_left, covered_right) = if is_right_to_left { (tools, legend) } else { (legend, tools) };
        Margins { around: MARGIN, covered_left, covered_right }
    }

    /// Zooms in the middle.
    pub fn zoom(&self, factor: f64) {
        self.viewport.update(|viewport| *viewport = viewport.zoomed_at(viewport.width / 2.0, viewport.height / 2.0, factor));
    }

    /// The accounts that are selected, in order.
    pub fn selected(&self) -> Vec<AccountId> {
        self.studio.selection.with_untracked(|selection| selection.iter().copied().collect())
    }

    /// Selects accounts; `adds` keeps what is selected already.
    pub fn select(&self, accounts: impl IntoIterator<Item = AccountId>, adds: bool) {
        let mut selection = if adds { self.studio.selection.with_untracked(|selection| (**selection).clone()) } else { BTreeSet::new() };
        selection.extend(accounts);
        self.set_selection(selection);
    }

    /// Selects an account, or takes it out of the selection.
    pub fn toggle(&self, account: AccountId) {
        let mut selection = self.studio.selection.with_untracked(|selection| (**selection).clone());
        if !selection.remove(&account) {
            selection.insert(account);
        }
        self.set_selection(selection);
    }

    fn set_selection(&self, selection: BTreeSet<AccountId>) {
        let shared = Shared::new(selection);
        self.own_selection.set_value(Some(shared.clone()));
        let count = self.studio.numbers().count(shared.len());
        self.studio.selection.set(shared);
        self.live.set(self.studio.fill(words::SELECTED, &[("count", &count)]));
    }

    /// Whether the present selection was made here.
    pub fn is_own_selection(&self) -> bool {
        let selection = self.studio.selection.get_untracked();
        self.own_selection.with_value(|own| own.as_ref() == Some(&selection))
    }

    /// Brings selected accounts into sight when none of them is.
    pub fn reveal_selection(&self) {
        let selection = self.studio.selection.get_untracked();
        let scene = self.scene.get_untracked();
        let Some(around) = scene.box_of(selection.iter()) else { return };
        let viewport = self.viewport.get_untracked();
        let seen = viewport.visible(-8.0);
        let in_sight = |account: &AccountId| scene.position(*account).is_some_and(|index| seen.contains(scene.points[index].place));
        if !selection.iter().any(in_sight) {
            self.viewport.set(viewport.showing(&around, Margins { around: 60.0, ..Margins::default() }));
        }
    }

    /// Gives the selected accounts to a territory, or to none.
    pub fn assign_selected(&self, territory: Option<TerritoryId>) {
        let accounts = self.selected();
        let Some(scenario) = self.scene.with_untracked(|scene| scene.scenario) else { return };
        if accounts.is_empty() {
            return;
        }
        if let Some(moved) = hand::give(self.studio, scenario, &accounts, territory).filter(|moved| *moved > 0) {
            let count = self.studio.numbers().count(moved);
            self.live.set(self.studio.fill(words::MOVED_TO, &[("count", &count), ("territory", &self.territory_name(territory))]));
        }
    }

    /// Gives the selected accounts to the target territory, if one was chosen.
    pub fn assign_selected_to_target(&self) {
        match self.target.get_untracked() {
            Some(target) => self.assign_selected(Some(target)),
            None => self.open_menu(None),
        }
    }

    /// The name of a territory, or the words for none.
    pub fn territory_name(&self, territory: Option<TerritoryId>) -> String {
        let name = territory
            .and_then(|id| self.scene.with_untracked(|scene| scene.territory(id).map(|index| scene.territories[index].name.clone())));
        name.unwrap_or_else(|| self.studio.say(words::UNASSIGNED).to_owned())
    }

    /// The accounts of a territory, or those of none, in the order of the plan.
    pub fn accounts_of(&self, territory: Option<TerritoryId>) -> Vec<AccountId> {
        let scenario = self.studio.scenario.get_untracked();
        let plan = self.studio.plan.get_untracked();
        let (Some(plan), Some(scenario)) = (plan, scenario) else { return Vec::new() };
        let known = |id: &TerritoryId| scenario.territory(*id).is_some();
        plan.accounts
            .iter()
            .map(|account| account.id)
            .filter(|account| scenario.assignment.get(account).copied().filter(known) == territory)
            .collect()
    }

    /// Moves the target to the next or the previous territory.
    pub fn step_target(&self, step: isize) {
        let next = self.scene.with_untracked(|scene| {
            let count = scene.territories.len() as isize;
            if count == 0 {
                return None;
            }
            let now = self.target.get_untracked().and_then(|id| scene.territory(id)).map(|index| index as isize);
            let next = now.map_or(if step > 0 { 0 } else { count - 1 }, |now| (now + step).rem_euclid(count));
            Some(scene.territories[next as usize].id)
        });
        self.target.set(next);
        self.live.set(self.studio.fill(words::TARGET_IS, &[("territory", &self.territory_name(next))]));
    }

    /// Opens the list of territories to move to; at the middle unless a place is given.
    pub fn open_menu(&self, at: Option<(f64, f64)>) {
        if self.studio.selection.with_untracked(|selection| selection.is_empty()) {
            return;
        }
        let middle = self.viewport.with_untracked(|viewport| (viewport.width / 2.0 - 120.0, viewport.height / 4.0));
        self.menu_at.set(Some(at.unwrap_or(middle)));
    }

    /// Gives the keyboard to the map.
    pub fn focus(&self) {
        if let Some(stage) = self.stage.get_untracked() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // An element in the page that has a tabindex takes the focus.
            let _ = stage.focus_with_options(&options);
        }
    }

    /// The box of the points and outlines, whichever there are.
    pub fn has_something(&self) -> bool {
        self.scene.with(|scene| !scene.points.is_empty())
    }

    /// The colour of a territory of the scene, as CSS writes it.
    pub fn colour_of(scene: &Scene, territory: Option<usize>) -> &'static str {
        territory
            .and_then(|index| scene.territories.get(index))
            .map_or(UNASSIGNED_COLOUR, |territory| territory_colour(territory.colour_index))
    }

    /// The same as `#rrggbb`, for what is drawn and for files.
    pub fn drawn_colour_of(scene: &Scene, territory: Option<usize>, theme: Theme) -> &'static str {
        territory
            .and_then(|index| scene.territories.get(index))
            .map_or(UNASSIGNED_COLOUR, |territory| drawn_territory_colour(territory.colour_index, theme))
    }
}
