//! The user's own map of a plan: read by a worker, kept in the browser beside the plans, brought again when its plan
//! is opened, and written into the plan's file. What a plan says of it is [`crate::document::own_map`]'s.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::outline_store::choose_of_plan;
use super::state::MapState;
use crate::browser::plan_store::BrowserPlanStore;
use crate::browser::worker_client::{SHEETS_SCRIPT, WorkerClient, WorkerScript};
use crate::browser::{clock, files};
use crate::cartography::Outlines;
use crate::cartography::map_service::{MapRead, MapRequest, MapResponse, MapService};
use crate::document::areas::MapAreas;
use crate::document::codec::{self, CodecError};
use crate::document::own_map::{carried_by, choose as choose_command, content_of};
use crate::document::{OwnMap, SavedDocument, SharedOut};
use crate::exchange::FileError;
use crate::exchange::limits::FILE_LIMIT_BYTES;
use crate::exchange::map_phrases::{in_order, phrase_all, phrase_map_finding};
use crate::exchange::phrases::phrase_file_error;
use crate::locale::words::map as words;
use crate::port::build::BUILD_ID;
use crate::port::store::{OwnMapStore, StoreError};
use crate::port::worker::WorkerFailure;
use crate::ui::phrases::{file_error, storage_failed, store_error, worker_reason};
use crate::ui::shared::Shared;
use crate::ui::studio::{Dialog, Explanation, NoticeKind, Studio};

/// So many findings of a map are told one by one.
const FINDINGS_SAID: usize = 3;

/// A map that is here.
#[derive(Clone)]
struct Known {
    map: OwnMap,
    kept: Arc<Vec<u8>>,
    outlines: Shared<Outlines>,
    areas: Arc<MapAreas>,
    is_stored: bool,
}

/// Why a map was not read.
enum Unread {
    File(FileError),
    Worker(WorkerFailure),
    Cancelled,
}

type Outcome = Result<MapRead, Unread>;

/// Where the answer of a worker is waited for.
#[derive(Default)]
struct Slot {
    outcome: Option<Outcome>,
    waker: Option<Waker>,
}

thread_local! {
    /// The maps of this visit. Undo may come back to any of them.
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
    /// The reading that the user may cancel.
    static UNDER_WAY: RefCell<Option<Rc<RefCell<Slot>>>> = const { RefCell::new(None) };
    /// How far it is, 0 to 1.
    static PROGRESS: ArcRwSignal<Option<f64>> = ArcRwSignal::new(None);
}

fn known(content: &str) -> Option<Known> {
    KNOWN.with_borrow(|known| known.iter().find(|known| known.map.content == content).cloned())
}

fn progress() -> ArcRwSignal<Option<f64>> {
    PROGRESS.with(Clone::clone)
}

fn settle(slot: &Rc<RefCell<Slot>>, outcome: Outcome) {
    let waker = {
        let mut slot = slot.borrow_mut();
        slot.outcome = Some(outcome);
        slot.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// Reads a map in a worker of its own, which ends with the answer.
async fn read(request: MapRequest) -> Outcome {
    let slot = Rc::new(RefCell::new(Slot::default()));
    UNDER_WAY.set(Some(Rc::clone(&slot)));
    progress().set(Some(0.0));
    let (answered, failed) = (Rc::clone(&slot), Rc::clone(&slot));
    let client = WorkerClient::<MapService>::new(
        WorkerScript::NamedByPage(SHEETS_SCRIPT),
        move |response| match response {
            MapResponse::Progress(share) => progress().set(Some(share)),
            MapResponse::Read(read) => settle(&answered, Ok(*read)),
            MapResponse::Failed(error) => settle(&answered, Err(Unread::File(error))),
        },
        move |failure| settle(&failed, Err(Unread::Worker(failure))),
    );
    client.send(&request);
    let outcome = poll_fn(|context| {
        let mut slot = slot.borrow_mut();
        match slot.outcome.take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    })
    .await;
    progress().set(None);
    outcome
}

/// The outlines of a plan's own map; `None` when it cannot be found or read, which is told.
pub async fn bring(studio: Studio, map: &OwnMap) -> Option<Shared<Outlines>> {
    if let Some(known) = known(&map.content) {
        return Some(known.outlines);
    }
    let (kept, is_stored) = kept(studio, map).await?;
    let read = match read(MapRequest::ReadKept(kept.clone())).await {
        Ok(read) => read,
        Err(Unread::Cancelled) => return None,
        Err(unread) => {
            studio.notify(NoticeKind::Error, told(studio, &unread, &map.name));
            return None;
        }
    };
    let known = remember(Known {
        map: map.clone(),
        kept: Arc::new(kept),
        outlines: Shared::new(read.outlines),
        areas: Arc::new(read.areas),
        is_stored,
    });
    if !is_stored {
        store(studio, &known).await;
    }
    Some(known.outlines)
}

/// Remembers a map; the one that is known already, if it is the same.
fn remember(map: Known) -> Known {
    KNOWN.with_borrow_mut(|known| match known.iter().find(|other| other.map.content == map.map.content) {
        Some(same) => same.clone(),
        None => {
            known.push(map.clone());
            map
        }
    })
}

/// The bytes of a map, from the browser's storage or from the plan's file that was opened last, and whether they are
/// stored.
async fn kept(studio: Studio, map: &OwnMap) -> Option<(Vec<u8>, bool)> {
    let is_it = |bytes: &[u8]| content_of(bytes) == map.content;
    let why = match BrowserPlanStore::new().own_map(&map.content).await {
        Ok(bytes) if is_it(&bytes) => return Some((bytes, true)),
        Ok(_) | Err(StoreError::Missing) => None,
        Err(error) => Some(error),
    };
    let carried = studio.session.opened_file.with_value(|file| carried_by(file).filter(|bytes| is_it(bytes)).map(<[u8]>::to_vec));
    if carried.is_none()
        && let Some(error) = why
    {
        studio.notify(NoticeKind::Error, storage_failed(&studio, &error));
    }
    carried.map(|bytes| (bytes, false))
}

/// Stores a map; that there is no room is told, and tried again with the next change.
async fn store(studio: Studio, map: &Known) {
    match BrowserPlanStore::new().put_own_map(&map.map.content, &map.kept).await {
        Ok(()) => {
            studio.session.opened_file.set_value(Vec::new());
            KNOWN.with_borrow_mut(|known| {
                known.iter_mut().filter(|known| known.map.content == map.map.content).for_each(|known| known.is_stored = true);
            });
        }
        Err(error) => {
            let values = [("file", map.map.name.as_str()), ("why", &store_error(&studio, &error))];
            studio.notify(NoticeKind::Error, studio.fill(words::OWN_MAP_NOT_STORED, &values));
        }
    }
}

/// The areas of an own map's outlines, as the worker found them.
pub fn areas_of(outlines: &Shared<Outlines>) -> Option<Arc<MapAreas>> {
    KNOWN.with_borrow(|known| known.iter().find(|known| known.outlines == *outlines).map(|known| Arc::clone(&known.areas)))
}

/// Whether a scenario shares out the areas of an own map that is not here: then nothing is planned by others.
pub fn is_awaited(studio: Studio, shared_out: SharedOut) -> bool {
    shared_out == SharedOut::Areas
        && studio.area_map.with(Option::is_none)
        && studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.settings.own_map.is_some()))
}

/// What is said while [`is_awaited`].
pub fn awaited_words(studio: Studio) -> String {
    let name = studio.plan.with(|plan| plan.as_ref().and_then(|plan| plan.settings.own_map.as_ref()).map(|map| map.name.clone()));
    studio.fill(words::OWN_MAP_MISSING, &[("file", &name.unwrap_or_default())])
}

fn told(studio: Studio, unread: &Unread, name: &str) -> String {
    match unread {
        Unread::File(error) => phrase_file_error(error, name, studio.language.get_untracked()),
        Unread::Worker(failure) => studio.fill(words::OWN_MAP_FAILED, &[("why", &worker_reason(&studio, failure))]),
        Unread::Cancelled => String::new(),
    }
}

/// Asks for a file of outlines and makes it the plan's map.
pub fn choose(studio: Studio, again: RwSignal<u32>) {
    spawn_local(async move {
        let failed = |why: String| studio.notify(NoticeKind::Error, why);
        let file = match files::pick_file(".geojson,.topojson,.json,application/geo+json").await {
            Ok(Some(file)) => file,
            Ok(None) => return,
            Err(error) => return failed(file_error(&studio, &error)),
        };
        let name = file.name();
        if file.size_bytes() > FILE_LIMIT_BYTES as f64 {
            let error = FileError::TooLarge { bytes: file.size_bytes() as u64, limit_bytes: FILE_LIMIT_BYTES as u64 };
            return failed(told(studio, &Unread::File(error), &name));
        }
        let open_plan = move || studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.id.clone()));
        let asked_for = open_plan();
        let bytes = match file.read().await {
            Ok(bytes) => bytes,
            Err(error) => return failed(file_error(&studio, &error)),
        };
        let read = match read(MapRequest::ReadFile(bytes)).await {
            Ok(read) => read,
            Err(Unread::Cancelled) => return,
            Err(unread) => return failed(told(studio, &unread, &name)),
        };
        let Some(plan) = studio.plan.get_untracked().filter(|_| open_plan() == asked_for) else { return };
        tell(studio, &name, &read);
        let map = OwnMap { name, content: content_of(&read.kept) };
        let map = remember(Known {
            map,
            kept: Arc::new(read.kept),
            outlines: Shared::new(read.outlines),
            areas: Arc::new(read.areas),
            is_stored: false,
        });
        if plan.settings.own_map.as_ref() != Some(&map.map) {
            studio.run(choose_command(&plan, map.map.clone()));
        }
        // The map may have left the screen meanwhile.
        if again.try_get_untracked().is_some() {
            choose_of_plan(studio, again);
        }
        store(studio, &map).await;
    });
}

/// Says what was read and what is to be known of it.
fn tell(studio: Studio, name: &str, read: &MapRead) {
    let (numbers, language) = (studio.numbers(), studio.language.get_untracked());
    let mut said = studio.fill(words::OWN_MAP_READ, &[("file", name), ("count", &numbers.count(read.outlines.regions.len()))]);
    let findings = in_order(&read.findings);
    for finding in findings.iter().take(FINDINGS_SAID) {
        said.push(' ');
        said.push_str(&phrase_map_finding(finding, language));
    }
    let Some(more) = findings.len().checked_sub(FINDINGS_SAID).filter(|more| *more > 0) else {
        // What is wrong with the file stays on screen until it is dismissed.
        return studio.notify(if findings.is_empty() { NoticeKind::Done } else { NoticeKind::Error }, said);
    };
    said.push(' ');
    said.push_str(&studio.fill(words::MORE_FINDINGS, &[("count", &numbers.count(more))]));
    let label = studio.fill(words::ALL_FINDINGS, &[("count", &numbers.count(findings.len()))]);
    let all = Explanation { title: studio.fill(words::FINDINGS_OF, &[("file", name)]), paragraphs: phrase_all(&read.findings, language) };
    let notice = said.clone();
    let open = move || {
        let (label, all, notice) = (label.clone(), all.clone(), notice.clone());
        // Messages move into the dialog that opens: this one would lie over what it leads to.
        let open = move |_| {
            studio.take_back(&notice);
            studio.open(Dialog::Explain(all.clone()));
        };
        view! { <button type="button" class="link-button" on:click=open>{label}</button> }
    };
    studio.notify_with(NoticeKind::Error, said, ViewFn::from(open));
}

/// Writes a plan with its own map; without it, and said so, where the map cannot be found.
pub fn write_file(studio: Studio, document: SavedDocument) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, CodecError>>>> {
    Box::pin(async move {
        let now = clock::now_milliseconds();
        let Some(map) = document.plan.settings.own_map.clone() else { return codec::encode(&document, BUILD_ID, now) };
        let bytes = match known(&map.content) {
            Some(known) => Some(known.kept.to_vec()),
            None => kept(studio, &map).await.map(|(bytes, _)| bytes),
        };
        match bytes {
            Some(bytes) => codec::encode_with_map(&document, &bytes, BUILD_ID, now),
            None => {
                studio.notify(NoticeKind::Error, studio.fill(words::OWN_MAP_LEFT_OUT, &[("file", &map.name)]));
                codec::encode(&document, BUILD_ID, now)
            }
        }
    })
}

/// Removes the stored maps that neither a snapshot nor the open plan's undo names.
pub fn remove_unused(studio: Studio) {
    if studio.document.with_untracked(Option::is_none) {
        KNOWN.set(Vec::new());
    }
    let mut in_use = KNOWN.with_borrow(|known| known.iter().map(|known| known.map.content.clone()).collect::<Vec<_>>());
    in_use.extend(
        studio.plan.with_untracked(|plan| plan.as_ref().and_then(|plan| plan.settings.own_map.as_ref().map(|map| map.content.clone()))),
    );
    spawn_local(async move {
        // Tried again with the next visit.
        let _unused_maps_do_no_harm = BrowserPlanStore::new().remove_unused_own_maps(&in_use).await;
    });
}

/// Says under the map that it is being read, or that the plan's own is missing; stores again what was not stored.
#[component]
pub fn Told(
    /// Changed when outlines are chosen.
    again: RwSignal<u32>,
) -> impl IntoView {
    let map = MapState::get();
    let studio = map.studio;
    remove_unused(studio);
    Effect::new(move |before: Option<()>| {
        studio.plan.track();
        let unstored = KNOWN.with_borrow(|known| known.iter().find(|known| !known.is_stored).cloned());
        if let Some(unstored) = unstored.filter(|_| before.is_some()) {
            spawn_local(async move { store(studio, &unstored).await });
        }
    });
    let progress = progress();
    let is_reading = Memo::new({
        let progress = progress.clone();
        move |_| progress.with(Option::is_some)
    });
    let share = move || progress.get().unwrap_or_default().to_string();
    let share = StoredValue::new(share);
    let cancel = move |_| {
        if let Some(slot) = UNDER_WAY.with_borrow(Clone::clone) {
            settle(&slot, Err(Unread::Cancelled));
        }
    };
    let missing = Memo::new(move |_| map.shown.with(|shown| shown.missing.clone()));
    view! {
        <Show when=move || is_reading.get()>
            <p class="map-foot" role="status">
                <span id="map-reading">{studio.say(words::OWN_MAP_READING)}</span>
                <progress max="1" aria-labelledby="map-reading" value=move || share.with_value(|share| share())></progress>
                <button type="button" class="button small" on:click=cancel>{studio.say(words::OWN_MAP_CANCEL)}</button>
            </p>
        </Show>
        {move || missing.get().map(|file| view! {
            <p class="map-foot" role="alert">
                <span>{studio.fill(words::OWN_MAP_MISSING, &[("file", &file)])}</span>
                <button type="button" class="button small" on:click=move |_| choose(studio, again)>{studio.say(words::OWN_MAP_AGAIN)}</button>
            </p>
        })}
    }
}
