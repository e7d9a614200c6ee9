//! The session: which plan is open, how it is kept in the browser's storage, and files in and out. The rules of
//! keeping are `keeping`'s; here they meet the page's clock, events and signals. How plans come to be is [`opening`]'s.

pub mod opening;

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::opening::OnTheWay;
use super::lazy;
use super::phrases::{codec_error, file_error, snapshot_error, storage_failed};
use super::route::Route;
use super::studio::{NoticeKind, Studio};
use crate::browser::plan_store::BrowserPlanStore;
use crate::browser::{clock, files, page, preference_store};
use crate::document::codec::{CodecError, FILE_EXTENSION, PlanCodec};
use crate::document::{Document, Plan, PlanId};
use crate::domain::ScenarioId;
use crate::keeping::{Keeper, OpenError, Preferences, Recovery, SaveState, Theme as ThemeChoice};
use crate::locale::words::plans as words;
use crate::locale::words::shell;
use crate::port::build::BUILD_ID;
use crate::port::store::{PlanEntry, PlanStore, SnapshotId};

/// The MIME type of plan files.
const PLAN_MIME: &str = "application/json";

/// What the session holds; part of [`Studio`].
#[derive(Clone, Copy)]
pub struct Session {
    keeper: StoredValue<Option<Rc<Keeper<BrowserPlanStore>>>, LocalStorage>,
    seen_revision: StoredValue<u64>,
    /// A plan's file that was opened and carries a map of the user's own, until the map is taken out of it.
    pub opened_file: StoredValue<Vec<u8>>,
    /// What to show about saving.
    pub save_state: RwSignal<SaveState>,
    /// The stored plans, the last saved first.
    pub plans: RwSignal<Vec<PlanEntry>>,
    /// What there is to recover, when a plan could not be read.
    pub recovery: RwSignal<Option<Recovery>>,
    /// Whether a plan is on its way to the screen; until it is there, no other is made or opened.
    pub is_opening: RwSignal<bool>,
    /// What the page remembers about its user.
    pub preferences: RwSignal<Preferences>,
}

impl Session {
    /// A session with nothing open.
    pub fn new(preferences: Preferences) -> Session {
        Session {
            keeper: StoredValue::new_local(None),
            seen_revision: StoredValue::new(0),
            opened_file: StoredValue::new(Vec::new()),
            save_state: RwSignal::new(SaveState::Loading),
            plans: RwSignal::new(Vec::new()),
            recovery: RwSignal::new(None),
            is_opening: RwSignal::new(false),
            preferences: RwSignal::new(preferences),
        }
    }

    /// Changes what the page remembers, and stores it.
    pub fn remember(&self, change: impl FnOnce(&mut Preferences)) {
        self.preferences.update(change);
        // Preferences that cannot be stored last as long as the page; nothing of the user's work is in them.
        let _stored = self.preferences.with_untracked(preference_store::save);
    }
}

/// Begins the session: lists the plans, opens the one that was open last, and listens for the page being left.
pub fn start(studio: Studio) {
    let session = studio.session;
    Effect::new(move |before: Option<ScenarioId>| {
        let in_sight = studio.scenario_id.get();
        if before.is_some_and(|before| before != in_sight) && studio.document.with_untracked(Option::is_some) {
            session.remember(|preferences| preferences.last_scenario = Some(in_sight));
        }
        in_sight
    });
    Effect::new(move |_| {
        let saved = studio.document.with(|document| document.as_ref().map(Document::saved));
        super::panic::remember(saved.zip(studio.works.with_untracked(|works| works.codec)));
    });
    Effect::new(move |_| {
        studio.document.track();
        note_change(studio);
    });
    let listening = page::on_hide(move || {
        // A step whose page follows in a task of its own may not have been noted.
        note_change(studio);
        if let Some(keeper) = session.keeper.get_value() {
            keeper.flush();
            save(studio, keeper);
        }
    });
    let asking = page::ask_before_leaving(move || {
        // Edits that merely wait are stored while the page leaves; only those that the storage refuses are in danger.
        session.keeper.get_value().is_some_and(|keeper| matches!(keeper.state(), SaveState::NotSaved { .. }))
    });
    // They listen as long as the page lives.
    std::mem::forget((listening, asking));
    spawn_local(async move {
        refresh_plans(studio).await;
        let last = session.preferences.with_untracked(|preferences| preferences.last_plan.clone());
        match last.filter(|last| session.plans.with_untracked(|plans| plans.iter().any(|entry| entry.id == *last))) {
            Some(last) => open(studio, last).await,
            None => studio.go(Route::Plans),
        }
    });
}

/// Notes what was changed since the last time, so that it is saved.
fn note_change(studio: Studio) {
    let session = studio.session;
    let revision = studio.document.with_untracked(|document| document.as_ref().map_or(0, Document::revision));
    if revision != session.seen_revision.get_value() {
        session.seen_revision.set_value(revision);
        if let Some(keeper) = session.keeper.get_value() {
            keeper.on_change(clock::now_milliseconds());
            session.save_state.set(keeper.state());
            schedule(studio);
        }
    }
}

async fn refresh_plans(studio: Studio) {
    match BrowserPlanStore::new().plans().await {
        Ok(plans) => studio.session.plans.set(plans),
        Err(error) => studio.notify(NoticeKind::Error, storage_failed(&studio, &error)),
    }
}

/// What reads and writes plans, brought when it is first asked for; `None`, and said why, when it cannot be had.
async fn codec_for(studio: Studio) -> Option<PlanCodec> {
    if !lazy::bring(studio).await {
        studio.notify(NoticeKind::Error, studio.say(shell::PART_FAILED));
    }
    studio.works.with_untracked(|works| works.codec)
}

/// Opens a stored plan; what is open is saved first.
pub async fn open(studio: Studio, plan: PlanId) {
    if let Some(_on_the_way) = OnTheWay::begin(studio) {
        open_stored(studio, plan).await;
    }
}

async fn open_stored(studio: Studio, plan: PlanId) {
    let session = studio.session;
    let Some(codec) = codec_for(studio).await else { return studio.go(Route::Plans) };
    close(studio).await;
    let keeper = Rc::new(Keeper::new(BrowserPlanStore::new(), plan.clone(), BUILD_ID, codec));
    match keeper.open(clock::now_milliseconds()).await {
        Ok(opened) => show(studio, keeper, Document::open(opened.document)),
        Err(OpenError::NeedsRecovery(recovery)) => {
            session.recovery.set(Some(*recovery));
            studio.go(Route::Plans);
        }
        Err(OpenError::Store(error)) => {
            studio.notify(NoticeKind::Error, storage_failed(&studio, &error));
            studio.go(Route::Plans);
        }
    }
}

/// Restores an older snapshot of a plan and opens it.
pub fn restore(studio: Studio, plan: PlanId, snapshot: SnapshotId) {
    let Some(on_the_way) = OnTheWay::begin(studio) else { return };
    spawn_local(async move {
        let _on_the_way = on_the_way;
        let Some(codec) = codec_for(studio).await else { return };
        close(studio).await;
        let keeper = Rc::new(Keeper::new(BrowserPlanStore::new(), plan, BUILD_ID, codec));
        match keeper.restore(snapshot, clock::now_milliseconds()).await {
            Ok(document) => show(studio, keeper, Document::open(document)),
            Err(error) => studio.notify(NoticeKind::Error, snapshot_error(&studio, &error)),
        }
    });
}

/// Hands out the stored bytes of a snapshot as they are, readable or not.
pub fn export_snapshot(studio: Studio, plan: PlanId, snapshot: SnapshotId) {
    spawn_local(async move {
        match BrowserPlanStore::new().read(&plan, snapshot).await {
            Ok(bytes) => download(studio, &format!("{}-{}.{FILE_EXTENSION}", plan.0, snapshot.0), PLAN_MIME, &bytes),
            Err(error) => studio.notify(NoticeKind::Error, storage_failed(&studio, &error)),
        }
    });
}

fn show(studio: Studio, keeper: Rc<Keeper<BrowserPlanStore>>, document: Document) {
    let session = studio.session;
    let plan = document.plan().id.clone();
    session.recovery.set(None);
    session.seen_revision.set_value(document.revision());
    session.save_state.set(keeper.state());
    session.keeper.set_value(Some(keeper));
    let remembered = session
        .preferences
        .with_untracked(|preferences| preferences.last_scenario.filter(|_| preferences.last_plan.as_ref() == Some(&plan)));
    let in_sight = scenario_to_show(document.plan(), remembered);
    studio.show_document(Some(document));
    studio.scenario_id.set(in_sight);
    session.remember(|preferences| preferences.last_plan = Some(plan));
    if studio.route.get_untracked() == Route::Plans {
        studio.go(Route::Territories);
    }
    schedule(studio);
}

/// The scenario that a plan opens with: the one that was in sight last, else today's state; where that has no
/// territories, the newest scenario that has some.
fn scenario_to_show(plan: &Plan, remembered: Option<ScenarioId>) -> ScenarioId {
    if let Some(known) = remembered.filter(|id| plan.scenario(*id).is_some()) {
        return known;
    }
    let has_territories = |scenario: &&std::sync::Arc<crate::document::Scenario>| !scenario.territories.is_empty();
    let today = plan.today().filter(has_territories);
    today.or_else(|| plan.scenarios.iter().rev().find(has_territories)).map_or(ScenarioId::TODAY, |scenario| scenario.id)
}

/// Closes the open plan, saving what is not saved.
async fn close(studio: Studio) {
    let session = studio.session;
    note_change(studio);
    if let (Some(keeper), Some(document)) =
        (session.keeper.get_value(), studio.document.with_untracked(|document| document.as_ref().map(Document::saved)))
    {
        if keeper.has_unsaved_changes() {
            keeper.flush();
            keeper.save(document, clock::now_milliseconds()).await;
        }
        if keeper.has_unsaved_changes() {
            // The store refuses: the edits go to a file rather than nowhere.
            save_to_file(&studio);
        }
    }
    session.keeper.set_value(None);
    studio.show_document(None);
}

/// Removes a stored plan for good.
pub fn remove(studio: Studio, plan: PlanId) {
    spawn_local(async move {
        let is_open = studio.document.with_untracked(|document| document.as_ref().is_some_and(|document| document.plan().id == plan));
        if is_open {
            close(studio).await;
        }
        if let Err(error) = BrowserPlanStore::new().remove_plan(&plan).await {
            studio.notify(NoticeKind::Error, storage_failed(&studio, &error));
        }
        if let Some(own_maps) = studio.works.with_untracked(|works| works.own_maps) {
            (own_maps.remove_unused)(studio);
        }
        refresh_plans(studio).await;
    });
}

/// Removes all that the app keeps on this machine: plans, preferences, caches.
pub fn erase_everything(studio: Studio) {
    spawn_local(async move {
        studio.session.keeper.set_value(None);
        studio.show_document(None);
        match crate::browser::erase::erase_everything(&BrowserPlanStore::new()).await {
            Ok(()) => studio.notify(NoticeKind::Done, studio.say(words::ERASED)),
            Err(error) => studio.notify(NoticeKind::Error, storage_failed(&studio, &error)),
        }
        studio.session.preferences.set(Preferences::default());
        refresh_plans(studio).await;
        studio.go(Route::Plans);
    });
}

/// Makes the version on screen the stored one, although another tab stored another or removed the plan.
pub fn save_anyway(studio: Studio) {
    let Some(keeper) = studio.session.keeper.get_value() else { return };
    spawn_local(async move {
        match keeper.save_anyway(clock::now_milliseconds()).await {
            Ok(()) => save(studio, keeper),
            Err(error) => studio.notify(NoticeKind::Error, storage_failed(&studio, &error)),
        }
    });
}

/// Hands the open plan to the user as a file.
pub fn save_to_file(studio: &Studio) {
    let Some(document) = studio.document.with_untracked(|document| document.as_ref().map(Document::saved)) else { return };
    let studio = *studio;
    let name = format!("{}.{FILE_EXTENSION}", file_stem(&document.plan.name));
    let hand_over = move |written: Result<Vec<u8>, CodecError>| match written {
        Ok(bytes) => download(studio, &name, PLAN_MIME, &bytes),
        Err(error) => studio.notify(NoticeKind::Error, codec_error(&studio, &error)),
    };
    // A plan that is open was read with them.
    let Some((own_maps, codec)) = studio.works.with_untracked(|works| works.own_maps.zip(works.codec)) else { return };
    if document.plan.settings.own_map.is_some() {
        spawn_local(async move { hand_over((own_maps.write)(studio, document).await) });
    } else {
        hand_over((codec.encode)(&document, BUILD_ID, clock::now_milliseconds()));
    }
}

/// Hands bytes to the user as a file of that name.
pub fn download(studio: Studio, name: &str, mime_type: &str, bytes: &[u8]) {
    if let Err(error) = files::download(name, mime_type, bytes) {
        studio.notify(NoticeKind::Error, file_error(&studio, &error));
    }
}

/// A name without the signs that file systems refuse.
pub fn file_stem(name: &str) -> String {
    name.chars().map(|letter| if letter.is_control() || "\\/:*?\"<>|".contains(letter) { '-' } else { letter }).collect()
}

fn schedule(studio: Studio) {
    let Some(keeper) = studio.session.keeper.get_value() else { return };
    if let Some(wait) = keeper.wait_milliseconds(clock::now_milliseconds()) {
        set_timeout(move || save_when_due(studio), Duration::from_millis(wait.max(0.0) as u64));
    }
}

fn save_when_due(studio: Studio) {
    let Some(keeper) = studio.session.keeper.get_value() else { return };
    if keeper.wait_milliseconds(clock::now_milliseconds()).is_some_and(|wait| wait <= 0.0) {
        save(studio, keeper);
    }
}

fn save(studio: Studio, keeper: Rc<Keeper<BrowserPlanStore>>) {
    let Some(document) = studio.document.with_untracked(|document| document.as_ref().map(Document::saved)) else { return };
    // At once, since this may be the last event of a page that is left.
    page::run_at_once(async move {
        let saving = keeper.save(document, clock::now_milliseconds());
        studio.session.save_state.set(SaveState::Saving);
        let state = saving.await;
        studio.session.save_state.set(state);
        refresh_plans(studio).await;
        schedule(studio);
    });
}

/// The theme that a choice means on this machine.
pub fn theme_of(choice: ThemeChoice) -> super::studio::Theme {
    use super::studio::Theme;
    let system_is_dark = || window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches());
    match choice {
        ThemeChoice::Light => Theme::Light,
        ThemeChoice::Dark => Theme::Dark,
        ThemeChoice::System if system_is_dark() => Theme::Dark,
        ThemeChoice::System => Theme::Light,
    }
}
