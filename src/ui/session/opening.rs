//! How plans come to the screen that are not stored yet: a new one, a sample, a plan's file. One at a time: while a plan
//! is on its way, nothing else is made or opened.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{close, codec_for, open_stored, save, show};
use crate::browser::plan_store::BrowserPlanStore;
use crate::browser::{clock, fetch, files};
use crate::document::codec::{CodecError, FILE_EXTENSION, FILE_LIMIT_BYTES};
use crate::document::{Document, Plan, PlanId, SavedDocument, Settings};
use crate::keeping::Keeper;
use crate::locale::words::plans as words;
use crate::port::build::BUILD_ID;
use crate::port::store::PlanStore;
use crate::ui::phrases::{codec_error, fetch_error, file_error, storage_failed};
use crate::ui::route::Route;
use crate::ui::studio::{NoticeKind, Studio};

/// What the identities of sample plans begin with.
const SAMPLE_PREFIX: &str = "sample-";

/// A plan on its way to the screen; it has arrived, or will not, when this is dropped.
pub(super) struct OnTheWay(Studio);

impl OnTheWay {
    /// `None` while another plan is on its way.
    pub(super) fn begin(studio: Studio) -> Option<OnTheWay> {
        let is_opening = studio.session.is_opening;
        if is_opening.get_untracked() {
            return None;
        }
        is_opening.set(true);
        Some(OnTheWay(studio))
    }
}

impl Drop for OnTheWay {
    fn drop(&mut self) {
        self.0.session.is_opening.set(false);
    }
}

/// Creates an empty plan of the user's own.
pub fn create(studio: Studio, name: String) {
    let Some(on_the_way) = OnTheWay::begin(studio) else { return };
    let plan = Plan::new(clock::new_plan_id(), name, Settings::for_language(studio.language.get_untracked()));
    spawn_local(async move {
        let _on_the_way = on_the_way;
        adopt(studio, Document::create(plan, clock::now_milliseconds()), Route::Customers).await;
    });
}

/// The name that a new plan is given unless the user gives it another: one that no stored plan has.
pub fn free_name(studio: Studio) -> String {
    let is_taken = |name: &str| studio.session.plans.with_untracked(|plans| plans.iter().any(|entry| entry.name == name));
    let plain = studio.say(words::NEW_PLAN_DEFAULT).to_owned();
    if !is_taken(&plain) {
        return plain;
    }
    let numbered = |number: usize| studio.fill(words::NEW_PLAN_NUMBERED, &[("number", &studio.numbers().count(number))]);
    (2..).map(numbered).find(|name| !is_taken(name)).unwrap_or(plain)
}

/// The identity that a sample plan is stored under.
pub fn sample_identity(file: &str) -> PlanId {
    PlanId(format!("{SAMPLE_PREFIX}{}", file.split('.').next().unwrap_or(file)))
}

/// Opens a sample plan: the one that is stored already, or a fresh copy from the app's own files.
pub fn open_sample(studio: Studio, file: &'static str) {
    let Some(on_the_way) = OnTheWay::begin(studio) else { return };
    let id = sample_identity(file);
    spawn_local(async move {
        let _on_the_way = on_the_way;
        if studio.session.plans.with_untracked(|plans| plans.iter().any(|entry| entry.id == id)) {
            open_stored(studio, id).await;
            studio.go(Route::Territories);
        } else if let Some(document) = read_sample(studio, file).await {
            adopt(studio, Document::open(document), Route::Territories).await;
        }
    });
}

/// Puts a fresh copy of a sample plan in the place of the stored one and opens it.
pub fn restart_sample(studio: Studio, file: &'static str) {
    let Some(on_the_way) = OnTheWay::begin(studio) else { return };
    let id = sample_identity(file);
    spawn_local(async move {
        let _on_the_way = on_the_way;
        // The fresh copy first: without it the stored one stays.
        let Some(document) = read_sample(studio, file).await else { return };
        let is_open = studio.document.with_untracked(|document| document.as_ref().is_some_and(|document| document.plan().id == id));
        if is_open {
            close(studio).await;
        }
        if let Err(error) = BrowserPlanStore::new().remove_plan(&id).await {
            return studio.notify(NoticeKind::Error, storage_failed(&studio, &error));
        }
        adopt(studio, Document::open(document), Route::Territories).await;
    });
}

/// A sample plan as the app brings it; `None`, and said why, when it cannot be read.
async fn read_sample(studio: Studio, file: &'static str) -> Option<SavedDocument> {
    let codec = codec_for(studio).await?;
    let read = match fetch::bytes(&format!("samples/{file}")).await {
        Ok(bytes) => (codec.decode)(&bytes).map_err(|error| codec_error(&studio, &error)),
        Err(error) => Err(fetch_error(&studio, &error)),
    };
    match read {
        Ok(decoded) => {
            let mut document = decoded.document;
            Arc::make_mut(&mut document.plan).id = sample_identity(file);
            Some(document)
        }
        Err(why) => {
            studio.notify(NoticeKind::Error, studio.fill(words::OPEN_FAILED, &[("file", file), ("why", &why)]));
            None
        }
    }
}

/// Asks for a plan file and opens it as a plan of its own; a stored plan of the same identity is left alone.
pub fn open_file(studio: &Studio) {
    let studio = *studio;
    spawn_local(async move {
        let picked = match files::pick_file(&format!(".{FILE_EXTENSION},.json")).await {
            Ok(Some(picked)) => picked,
            Ok(None) => return,
            Err(error) => return studio.notify(NoticeKind::Error, file_error(&studio, &error)),
        };
        let Some(_on_the_way) = OnTheWay::begin(studio) else { return };
        match read_plan(studio, &picked).await {
            Ok(Some(document)) => adopt(studio, Document::open(as_own_plan(studio, document)), Route::Territories).await,
            Ok(None) => {}
            Err(why) => {
                studio.notify(NoticeKind::Error, studio.fill(words::OPEN_FAILED, &[("file", &picked.name()), ("why", &why)]));
            }
        }
    });
}

/// The plan of a file. `Ok(None)` when what reads plans cannot be had, which is told already.
async fn read_plan(studio: Studio, picked: &files::PickedFile) -> Result<Option<SavedDocument>, String> {
    if picked.size_bytes() > FILE_LIMIT_BYTES as f64 {
        return Err(codec_error(&studio, &CodecError::TooLarge { limit_bytes: FILE_LIMIT_BYTES }));
    }
    let Some(codec) = codec_for(studio).await else { return Ok(None) };
    let bytes = picked.read().await.map_err(|error| file_error(&studio, &error))?;
    let document = (codec.decode)(&bytes).map_err(|error| codec_error(&studio, &error))?.document;
    let has_map = document.plan.settings.own_map.is_some();
    studio.session.opened_file.set_value(if has_map { bytes } else { Vec::new() });
    Ok(Some(document))
}

/// A document of a file as a plan of the user's own. One that came from a sample is none any more, and takes neither
/// a sample's place nor that of a plan that is stored.
fn as_own_plan(studio: Studio, mut document: SavedDocument) -> SavedDocument {
    let plan = Arc::make_mut(&mut document.plan);
    let is_stored = studio.session.plans.with_untracked(|plans| plans.iter().any(|entry| entry.id == plan.id));
    if is_stored || plan.id.0.starts_with(SAMPLE_PREFIX) {
        plan.id = clock::new_plan_id();
    }
    plan.is_sample = false;
    document
}

/// Takes a document that is not stored yet, shows and keeps it.
async fn adopt(studio: Studio, document: Document, route: Route) {
    let Some(codec) = codec_for(studio).await else { return };
    close(studio).await;
    let keeper = Rc::new(Keeper::new(BrowserPlanStore::new(), document.plan().id.clone(), BUILD_ID, codec));
    keeper.create(clock::now_milliseconds());
    show(studio, keeper.clone(), document);
    studio.go(route);
    save(studio, keeper);
}
