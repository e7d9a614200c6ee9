//! Where the outlines come from: the map data beside the page, fetched once a session, or the plan's own map
//! ([`super::own_map`]); and what the map remembers between visits of its page.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::own_map;
use super::state::MapState;
use crate::browser::fetch;
use crate::cartography::borders::{area_map, map_areas};
use crate::cartography::country::{Country, candidates};
use crate::cartography::tiles::TileGrid;
use crate::cartography::{Outlines, WorldBox, WorldPoint};
use crate::document::areas::{AreaMap, MapAreas};
use crate::document::{Command, MeasureKind, OwnMap, Plan};
use crate::domain::Coordinates;
use crate::exchange::map_file;
use crate::locale::words::map as words;
use crate::ui::shared::Shared;
use crate::ui::studio::{NoticeKind, Studio};

/// At most so many points are looked at to detect a country.
const DETECTION_SAMPLE: usize = 400;

/// The outlines on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The outlines, once they are here.
    pub outlines: Option<Shared<Outlines>>,
    /// The country they are of.
    pub country: Option<Country>,
    /// Whether the country was detected rather than chosen.
    pub is_detected: bool,
    /// The name of the user's own map.
    pub own_file: Option<String>,
    /// The name of the plan's own map, when it cannot be found; nothing stands in for it.
    pub missing: Option<String>,
}

impl Shown {
    /// The box one comes home to.
    pub fn home(&self) -> Option<WorldBox> {
        match &self.country {
            Some(country) => Some(country.main_box()),
            None => self.outlines.as_ref().map(|outlines| outlines.bounds),
        }
    }
}

/// Which outlines the user wants in this session.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Choice {
    /// The plan's own map, or those of its country, or of the detected one.
    #[default]
    OfPlan,
    /// None.
    Nothing,
}

/// What the map remembers between visits of its page.
#[derive(Clone, Debug)]
pub struct Memory {
    /// What the size of points stands for.
    pub sized_by: MeasureKind,
    /// Whether the schematic map is shown.
    pub is_tiles: bool,
    /// Whether the legend is folded.
    pub is_legend_folded: bool,
    /// Which outlines the user wants.
    pub choice: Choice,
}

impl Memory {
    /// The names of what is chosen.
    fn view(&self) -> BTreeSet<String> {
        let flags = [(self.is_tiles, TILES_VIEW), (self.is_legend_folded, FOLDED_VIEW)];
        let chosen = flags.into_iter().filter(|(is_chosen, _)| *is_chosen).map(|(_, name)| name.to_owned());
        chosen.chain([size_view(self.sized_by)]).collect()
    }
}

thread_local! {
    static MEMORY: RefCell<Choice> = const { RefCell::new(Choice::OfPlan) };
    static COUNTRIES: RefCell<Option<Shared<Vec<Country>>>> = const { RefCell::new(None) };
    static OUTLINES: RefCell<BTreeMap<String, Shared<Outlines>>> = const { RefCell::new(BTreeMap::new()) };
    static AREAS: RefCell<Option<(Shared<Outlines>, Arc<MapAreas>)>> = const { RefCell::new(None) };
    static TILES: RefCell<Option<Shared<TileGrid>>> = const { RefCell::new(None) };
}

/// The names under which preferences keep how the map is looked at.
const TILES_VIEW: &str = "tiles";
const FOLDED_VIEW: &str = "folded legend";

fn size_view(kind: MeasureKind) -> String {
    format!("size {kind:?}")
}

/// What is remembered: how the map is looked at from visit to visit, which outlines while the page is there.
pub fn memory(studio: Studio) -> Memory {
    let choice = MEMORY.with_borrow(Clone::clone);
    studio.session.preferences.with_untracked(|preferences| {
        let view = preferences.map_view.as_ref();
        let has = |name: &str| view.is_some_and(|view| view.contains(name));
        Memory {
            sized_by: MeasureKind::OWN.into_iter().find(|kind| has(&size_view(*kind))).unwrap_or(MeasureKind::Potential),
            is_tiles: has(TILES_VIEW),
            is_legend_folded: has(FOLDED_VIEW),
            choice,
        }
    })
}

/// Remembers.
pub fn remember(studio: Studio, change: impl FnOnce(&mut Memory)) {
    let mut memory = memory(studio);
    let before = memory.clone();
    change(&mut memory);
    MEMORY.with_borrow_mut(|choice| *choice = memory.choice.clone());
    if memory.view() != before.view() {
        studio.session.remember(|preferences| preferences.map_view = Some(memory.view()));
    }
}

/// The countries of the map data, by code; none when they cannot be loaded.
pub async fn countries() -> Option<Shared<Vec<Country>>> {
    if let Some(known) = COUNTRIES.with_borrow(Clone::clone) {
        return Some(known);
    }
    let bytes = fetch::bytes("maps/index.json").await.ok()?;
    let list = Shared::new(Country::read_list(&bytes).ok()?);
    COUNTRIES.with_borrow_mut(|countries| *countries = Some(list.clone()));
    Some(list)
}

/// The outlines of a country; none when they cannot be loaded.
pub async fn outlines_of(code: &str) -> Option<Shared<Outlines>> {
    if !code.chars().all(|letter| letter.is_ascii_lowercase()) {
        return None;
    }
    if let Some(known) = OUTLINES.with_borrow(|outlines| outlines.get(code).cloned()) {
        return Some(known);
    }
    let bytes = fetch::bytes(&format!("maps/{code}.json")).await.ok()?;
    let read = Shared::new(Outlines::of(&map_file::read(&bytes).ok()?.outlines)?);
    OUTLINES.with_borrow_mut(|outlines| outlines.insert(code.to_owned(), read.clone()));
    Some(read)
}

/// The tile grid of Iran; none when it cannot be loaded.
pub async fn iran_tiles() -> Option<Shared<TileGrid>> {
    if let Some(known) = TILES.with_borrow(Clone::clone) {
        return Some(known);
    }
    let bytes = fetch::bytes("maps/irn.tiles.json").await.ok()?;
    let grid = Shared::new(TileGrid::read(&bytes).ok()?);
    TILES.with_borrow_mut(|tiles| *tiles = Some(grid.clone()));
    Some(grid)
}

/// The country in whose outlines most of the points lie.
async fn detect(points: &[WorldPoint]) -> Option<Country> {
    let countries = countries().await?;
    let named: Vec<Country> = candidates(&countries, points).into_iter().cloned().collect();
    if named.len() < 2 {
        return named.into_iter().next();
    }
    let mut best: Option<(usize, Country)> = None;
    for country in named {
        let inside = outlines_of(&country.code).await.map_or(0, |outlines| outlines.points_inside(points));
        if best.as_ref().is_none_or(|(most, _)| inside > *most) {
            best = Some((inside, country));
        }
    }
    best.map(|(_, country)| country)
}

/// Which outlines a plan is planned on.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    own_map: Option<OwnMap>,
    country: Option<String>,
}

impl Wanted {
    /// Those of a plan.
    pub fn of(plan: &Plan) -> Wanted {
        Wanted { own_map: plan.settings.own_map.clone(), country: plan.settings.map_country.clone() }
    }

    /// Brings them. A plan's own map that cannot be found is missing, and no country's outlines come in its place.
    pub async fn shown(self, studio: Studio) -> Shown {
        let Some(own) = self.own_map else { return country_shown(studio, self.country).await };
        match own_map::bring(studio, &own).await {
            Some(outlines) => Shown { outlines: Some(outlines), own_file: Some(own.name), ..Shown::default() },
            None => Shown { missing: Some(own.name), ..Shown::default() },
        }
    }
}

/// Keeps the outlines in step with the plan and the user's choice. `again` is changed by those who choose.
pub fn follow(map: MapState, again: RwSignal<u32>) {
    let studio = map.studio;
    let wanted = Memo::new(move |_| {
        again.get();
        studio.plan.with(|plan| plan.as_ref().map(|plan| (plan.id.clone(), Wanted::of(plan), has_places(plan))))
    });
    let run = StoredValue::new(0u32);
    Effect::new(move |_| {
        // A choice made again is followed again, even where the plan is the same.
        again.get();
        let Some((_, chosen, _)) = wanted.get() else { return };
        run.update_value(|run| *run += 1);
        let this_run = run.get_value();
        let choice = memory(studio).choice;
        spawn_local(async move {
            let shown = match choice {
                Choice::Nothing => Shown::default(),
                Choice::OfPlan => chosen.shown(studio).await,
            };
            // A later choice has overtaken this one, or the map has left the screen.
            if run.try_get_value() == Some(this_run) {
                map.shown.set(shown);
                map.fit();
            }
        });
    });
}

/// Outlines with more points than this are looked through for borders only when something asks for areas.
const LARGE_POINTS: usize = 60_000;

/// Whether finding the borders of outlines takes a while. Those of own maps come with them.
pub fn is_large(outlines: &Shared<Outlines>) -> bool {
    own_map::areas_of(outlines).is_none()
        && outlines.regions.iter().flat_map(|region| &region.rings).map(Vec::len).sum::<usize>() > LARGE_POINTS
}

/// The areas of these outlines.
fn areas_of(outlines: &Shared<Outlines>) -> Arc<MapAreas> {
    let known = own_map::areas_of(outlines)
        .or_else(|| AREAS.with_borrow(|areas| areas.as_ref().filter(|(of, _)| of == outlines).map(|(_, map)| map.clone())));
    known.unwrap_or_else(|| {
        let map = Arc::new(map_areas(outlines));
        AREAS.with_borrow_mut(|areas| *areas = Some((outlines.clone(), map.clone())));
        map
    })
}

/// Tells the studio which accounts lie in which area of these outlines.
pub fn tell_areas(studio: Studio, outlines: &Shared<Outlines>) {
    if let Some(plan) = studio.plan.get_untracked() {
        studio.area_map.set(Some(Shared::new(area_map(&plan, outlines, areas_of(outlines)))));
    }
}

/// Brings the areas of the plan's map where the map itself is not on screen.
pub fn bring_areas(studio: Studio) {
    with_areas(studio, move |found| {
        if let Some((_, areas)) = found {
            studio.area_map.set(Some(areas));
        }
    });
}

/// Goes on with the outlines of the plan's areas and with which account lies in which, once they are here; with nothing where
/// there are none. Another plan that was opened meanwhile ends it.
pub fn with_areas(studio: Studio, then: impl FnOnce(Option<(Shared<Outlines>, Shared<AreaMap>)>) + 'static) {
    let Some(plan) = studio.plan.get_untracked() else { return };
    let (id, chosen) = (plan.id.clone(), Wanted::of(&plan));
    spawn_local(async move {
        let outlines = chosen.clone().shown(studio).await.outlines;
        let is_same = |plan: &Shared<Plan>| plan.id == id && Wanted::of(plan) == chosen;
        let Some(plan) = studio.plan.get_untracked().filter(is_same) else { return };
        then(outlines.map(|outlines| {
            let areas = Shared::new(area_map(&plan, &outlines, areas_of(&outlines)));
            (outlines, areas)
        }));
    });
}

/// The outlines of a country that was chosen, or of the one that the plan's places lie in.
pub async fn country_shown(studio: Studio, chosen: Option<String>) -> Shown {
    let country = match &chosen {
        Some(code) => countries().await.and_then(|list| list.iter().find(|country| country.code == *code).cloned()),
        None => detect(&sample(studio)).await,
    };
    let Some(country) = country else { return Shown::default() };
    let outlines = outlines_of(&country.code).await;
    if outlines.is_none() {
        studio.notify(NoticeKind::Error, studio.say(words::OUTLINES_UNREACHABLE));
    }
    Shown { outlines, country: Some(country), is_detected: chosen.is_none(), ..Shown::default() }
}

fn has_places(plan: &Plan) -> bool {
    plan.accounts.iter().any(|account| crate::document::design::place_of(plan, account).is_some())
}

/// Some of the plan's places, evenly taken.
fn sample(studio: Studio) -> Vec<WorldPoint> {
    studio.plan.with_untracked(|plan| {
        let Some(plan) = plan else { return Vec::new() };
        let places: Vec<Coordinates> =
            plan.accounts.iter().filter_map(|account| crate::document::design::place_of(plan, account)).collect();
        places.iter().step_by(places.len().div_ceil(DETECTION_SAMPLE).max(1)).map(|place| WorldPoint::of(*place)).collect()
    })
}

/// Remembers the country that the user chose, in the plan; `None` detects it.
pub fn choose_country(studio: Studio, code: Option<String>, again: RwSignal<u32>) {
    remember(studio, |memory| memory.choice = Choice::OfPlan);
    let settings = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.clone()));
    if let Some(mut settings) = settings
        && (settings.map_country != code || settings.own_map.is_some())
    {
        settings.map_country = code;
        settings.own_map = None;
        studio.run(Command::ChangeSettings(settings));
    }
    again.update(|again| *again += 1);
}

/// Shows the plan's own outlines again.
pub fn choose_of_plan(studio: Studio, again: RwSignal<u32>) {
    remember(studio, |memory| memory.choice = Choice::OfPlan);
    again.update(|again| *again += 1);
}

/// Shows no outlines in this session.
pub fn choose_nothing(studio: Studio, again: RwSignal<u32>) {
    remember(studio, |memory| memory.choice = Choice::Nothing);
    again.update(|again| *again += 1);
}
