//! Plans in a real IndexedDB.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use qalamro::browser::clock::{new_plan_id, now_milliseconds};
use qalamro::browser::plan_store::BrowserPlanStore;
use qalamro::document::{Command, Document, Plan, PlanId, Settings};
use qalamro::keeping::{Keeper, NotSaved, SaveState};
use qalamro::locale::Language;
use qalamro::port::store::{Durability, NewSnapshot, OwnMapStore, PlanStore, SnapshotCause, SnapshotId, StoreError};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Each test has a database of its own.
fn database() -> String {
    format!("test-{}", new_plan_id().0)
}

fn snapshot(plan: &str, previous: Option<SnapshotId>, bytes: &[u8]) -> NewSnapshot {
    NewSnapshot {
        plan: PlanId(plan.to_owned()),
        previous,
        cause: SnapshotCause::Edited,
        name: format!("نام {plan}"),
        is_sample: false,
        accounts: 3,
        schema_version: 1,
        saved_at_milliseconds: 1_000.0 + f64::from(previous.map_or(0, |previous| previous.0)),
        own_map: None,
        bytes: bytes.to_vec(),
    }
}

fn id(plan: &str) -> PlanId {
    PlanId(plan.to_owned())
}

#[wasm_bindgen_test]
async fn snapshots_are_put_read_listed_and_removed() {
    let store = BrowserPlanStore::named(&database());
    assert_eq!(store.plans().await.unwrap(), []);
    assert_eq!(store.plan(&id("a")).await, Err(StoreError::Missing));

    let first = store.put(snapshot("a", None, b"one"), Durability::Strict).await.unwrap();
    let second = store.put(snapshot("a", Some(first), b"two"), Durability::Relaxed).await.unwrap();
    // A name that begins with another plan's, so that a range of keys which is too wide would show.
    store.put(snapshot("aa", None, b"other"), Durability::Relaxed).await.unwrap();
    assert_eq!(store.read(&id("a"), first).await.unwrap(), b"one");
    assert_eq!(store.read(&id("a"), second).await.unwrap(), b"two");
    let listed: Vec<SnapshotId> = store.snapshots(&id("a")).await.unwrap().iter().map(|entry| entry.id).collect();
    assert_eq!(listed, [first, second]);
    let plans = store.plans().await.unwrap();
    assert_eq!(plans.iter().map(|entry| entry.id.0.as_str()).collect::<Vec<_>>(), ["a", "aa"], "the last saved first");
    assert_eq!((plans[0].name.as_str(), plans[0].current, plans[0].size_bytes), ("نام a", second, 3));

    store.remove_snapshots(&id("a"), &[first, second]).await.unwrap();
    assert_eq!(store.read(&id("a"), first).await, Err(StoreError::Missing));
    assert_eq!(store.read(&id("a"), second).await.unwrap(), b"two", "the current snapshot is never removed");

    store.remove_plan(&id("a")).await.unwrap();
    assert_eq!(store.read(&id("a"), second).await, Err(StoreError::Missing));
    assert_eq!(store.plans().await.unwrap().len(), 1);
    assert_eq!(store.read(&id("aa"), SnapshotId(1)).await.unwrap(), b"other");
}

#[wasm_bindgen_test]
async fn what_another_tab_saved_is_not_overwritten() {
    let name = database();
    let (one, other) = (BrowserPlanStore::named(&name), BrowserPlanStore::named(&name));
    let first = one.put(snapshot("a", None, b"one"), Durability::Relaxed).await.unwrap();
    let second = other.put(snapshot("a", Some(first), b"from the other tab"), Durability::Relaxed).await.unwrap();
    let refused = one.put(snapshot("a", Some(first), b"lost"), Durability::Relaxed).await;
    assert_eq!(refused, Err(StoreError::Overtaken { current: second }));
    assert_eq!(one.plan(&id("a")).await.unwrap().current, second);
    assert_eq!(one.snapshots(&id("a")).await.unwrap().len(), 2);

    other.remove_plan(&id("a")).await.unwrap();
    let refused = one.put(snapshot("a", Some(second), b"lost"), Durability::Relaxed).await;
    assert_eq!(refused, Err(StoreError::Missing), "a plan that was removed does not come back by itself");
}

#[wasm_bindgen_test]
async fn plans_survive_closing_and_opening_again() {
    let name = database();
    let store = BrowserPlanStore::named(&name);
    let first = store.put(snapshot("a", None, b"one"), Durability::Strict).await.unwrap();
    store.close();
    assert_eq!(store.read(&id("a"), first).await.unwrap(), b"one", "the connection is opened anew");
    drop(store);
    let store = BrowserPlanStore::named(&name);
    assert_eq!(store.plan(&id("a")).await.unwrap().current, first);
}

#[wasm_bindgen_test]
async fn everything_is_removed() {
    let name = database();
    let store = BrowserPlanStore::named(&name);
    store.put(snapshot("a", None, b"one"), Durability::Relaxed).await.unwrap();
    store.put(snapshot("b", None, b"one"), Durability::Relaxed).await.unwrap();
    store.remove_everything().await.unwrap();
    assert_eq!(store.plans().await.unwrap(), []);
    store.close();
    let database = idb::Factory::new().unwrap().open(&name, None).unwrap().await.unwrap();
    for store in database.store_names() {
        let transaction = database.transaction(&[&store], idb::TransactionMode::ReadOnly).unwrap();
        assert_eq!(transaction.object_store(&store).unwrap().count(None).unwrap().await.unwrap(), 0, "{store} is not empty");
    }
    database.close();
}

#[wasm_bindgen_test]
async fn a_map_is_kept_while_a_snapshot_names_it() {
    let name = database();
    let store = BrowserPlanStore::named(&name);
    for content in ["old", "new", "unused"] {
        store.put_own_map(content, content.as_bytes()).await.unwrap();
    }
    let named = |map: &str, previous| NewSnapshot { own_map: Some(map.to_owned()), ..snapshot("a", previous, b"plan") };
    let first = store.put(named("old", None), Durability::Strict).await.unwrap();
    store.put(named("new", Some(first)), Durability::Leaving).await.unwrap();
    store.remove_unused_own_maps(&[]).await.unwrap();
    store.close();
    let store = BrowserPlanStore::named(&name);
    assert_eq!(store.own_map("old").await.unwrap(), b"old");
    assert_eq!(store.own_map("new").await.unwrap(), b"new");
    assert_eq!(store.own_map("unused").await, Err(StoreError::Missing));
    store.remove_plan(&id("a")).await.unwrap();
    store.remove_unused_own_maps(&["new".to_owned()]).await.unwrap();
    assert_eq!(store.own_map("old").await, Err(StoreError::Missing));
    assert_eq!(store.own_map("new").await.unwrap(), b"new");
}

#[wasm_bindgen_test]
async fn a_database_of_the_first_layout_keeps_its_plans_and_takes_maps() {
    let name = database();
    let mut request = idb::Factory::new().unwrap().open(&name, Some(1)).unwrap();
    request.on_upgrade_needed(|event| {
        use idb::DatabaseEvent;
        let database = event.database().unwrap();
        for store in ["plans", "snapshots", "numbers"] {
            database.create_object_store(store, idb::ObjectStoreParams::new()).unwrap();
        }
    });
    let raw = request.await.unwrap();
    let transaction = raw.transaction(&["snapshots"], idb::TransactionMode::ReadWrite).unwrap();
    let key = js_sys::Array::of2(&"a".into(), &1.into());
    let bytes = js_sys::Uint8Array::from(&b"of before"[..]);
    transaction.object_store("snapshots").unwrap().put(&bytes, Some(&key)).unwrap().await.unwrap();
    transaction.await.unwrap();
    raw.close();

    let store = BrowserPlanStore::named(&name);
    assert_eq!(store.read(&id("a"), SnapshotId(1)).await.unwrap(), b"of before");
    store.put_own_map("map", b"outlines").await.unwrap();
    store.remove_unused_own_maps(&[]).await.unwrap();
    assert_eq!(store.own_map("map").await.unwrap(), b"outlines", "what snapshots of a lost record name is not known");
}

/// A future that is given up after so many polls, as when the page is gone in the middle of it.
struct GivenUp<Inner> {
    inner: Pin<Box<Inner>>,
    polls_left: usize,
}

impl<Inner: Future> Future for GivenUp<Inner> {
    type Output = Option<Inner::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls_left == 0 {
            return Poll::Ready(None);
        }
        self.polls_left -= 1;
        let is_last = self.polls_left == 0;
        match self.inner.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if is_last => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    }
}

#[wasm_bindgen_test]
async fn a_put_that_is_given_up_anywhere_leaves_the_old_or_the_new() {
    let name = database();
    let mut previous = None;
    let mut outcomes = [0, 0];
    for polls_left in 1..8 {
        let store = BrowserPlanStore::named(&name);
        let bytes = format!("version {polls_left}").into_bytes();
        let put = GivenUp { inner: Box::pin(store.put(snapshot("a", previous, &bytes), Durability::Relaxed)), polls_left };
        let _may_be_given_up = put.await;
        store.close();

        let reopened = BrowserPlanStore::named(&name);
        match reopened.plan(&id("a")).await {
            Err(StoreError::Missing) => outcomes[0] += 1,
            Ok(entry) if Some(entry.current) == previous => outcomes[0] += 1,
            Ok(entry) => {
                outcomes[1] += 1;
                assert_eq!(reopened.read(&id("a"), entry.current).await.unwrap(), bytes);
                assert_eq!(reopened.snapshots(&id("a")).await.unwrap().last().unwrap().id, entry.current);
                previous = Some(entry.current);
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert!(outcomes[0] > 0 && outcomes[1] > 0, "both happened: {outcomes:?}");
}

#[wasm_bindgen_test]
async fn a_page_that_is_left_stores_without_waiting_for_an_answer() {
    let name = database();
    let store = BrowserPlanStore::named(&name);
    let first = store.put(snapshot("a", None, b"one"), Durability::Strict).await.unwrap();
    let put = store.put(snapshot("a", Some(first), b"last words"), Durability::Leaving);
    let given_up = GivenUp { inner: Box::pin(put), polls_left: 1 }.await;
    assert_eq!(given_up, None, "the page heard no answer");
    store.close();
    let reopened = BrowserPlanStore::named(&name);
    let current = reopened.plan(&id("a")).await.unwrap().current;
    assert_eq!(reopened.read(&id("a"), current).await.unwrap(), b"last words");
}

#[wasm_bindgen_test]
async fn a_page_that_is_left_overwrites_nothing_of_another_tab() {
    let name = database();
    let (leaving, other) = (BrowserPlanStore::named(&name), BrowserPlanStore::named(&name));
    let first = leaving.put(snapshot("a", None, b"one"), Durability::Strict).await.unwrap();
    let mut current = first;
    for _ in 0..3 {
        current = other.put(snapshot("a", Some(current), b"other"), Durability::Relaxed).await.unwrap();
    }
    let refused = leaving.put(snapshot("a", Some(first), b"lost"), Durability::Leaving).await;
    assert_eq!(refused, Err(StoreError::Overtaken { current }));

    let current = leaving.plan(&id("a")).await.unwrap().current;
    other.remove_plan(&id("a")).await.unwrap();
    let refused = leaving.put(snapshot("a", Some(current), b"back again"), Durability::Leaving).await;
    assert_eq!(refused, Err(StoreError::Missing), "a plan that was removed does not come back");
    assert_eq!(leaving.plans().await.unwrap(), []);
    leaving.put(snapshot("a", None, b"anew"), Durability::Leaving).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_plan_whose_record_is_lost_is_still_listed_opened_and_saved() {
    let name = database();
    let store = BrowserPlanStore::named(&name);
    let document = Document::create(Plan::new(id("a"), "پخش البرز", Settings::for_language(Language::Persian)), 1.0);
    let keeper = Keeper::new(store, id("a"), "test", qalamro::document::codec::PlanCodec::json());
    keeper.create(2.0);
    keeper.save(document.saved(), 2.0).await;
    keeper.store().close();

    let raw = idb::Factory::new().unwrap().open(&name, None).unwrap().await.unwrap();
    let transaction = raw.transaction(&["plans"], idb::TransactionMode::ReadWrite).unwrap();
    transaction.object_store("plans").unwrap().clear().unwrap().await.unwrap();
    transaction.await.unwrap();
    raw.close();

    assert_eq!(keeper.store().plans().await.unwrap().len(), 1);
    let again = Keeper::new(BrowserPlanStore::named(&name), id("a"), "test", qalamro::document::codec::PlanCodec::json());
    let opened = again.open(3.0).await.unwrap();
    assert_eq!(opened.document, document.saved());
    again.on_change(4.0);
    assert_eq!(again.save(opened.document, 5.0).await, SaveState::Saved { at_milliseconds: 5.0 });
    assert_eq!(again.store().plans().await.unwrap()[0].name, "پخش البرز");
}

#[wasm_bindgen_test]
async fn an_edited_plan_is_kept_across_visits() {
    let name = database();
    let plan = new_plan_id();
    let mut document = Document::create(Plan::new(plan.clone(), "a", Settings::for_language(Language::Persian)), now_milliseconds());
    let keeper = Keeper::new(BrowserPlanStore::named(&name), plan.clone(), "test", qalamro::document::codec::PlanCodec::json());
    keeper.create(now_milliseconds());
    keeper.save(document.saved(), now_milliseconds()).await;
    for number in 0..12 {
        document.apply(Command::RenamePlan(format!("پخش {number}")), now_milliseconds()).unwrap();
        keeper.on_change(now_milliseconds());
        keeper.flush();
        let state = keeper.save(document.saved(), now_milliseconds()).await;
        assert!(matches!(state, SaveState::Saved { .. }), "{state:?}");
    }
    let again = Keeper::new(BrowserPlanStore::named(&name), plan.clone(), "test", qalamro::document::codec::PlanCodec::json());
    assert_eq!(again.open(now_milliseconds()).await.unwrap().document, document.saved());
    assert_eq!(again.store().snapshots(&plan).await.unwrap().len(), 5, "old snapshots were let go");
    assert_eq!(again.store().plan(&plan).await.unwrap().name, "پخش 11");
}

/// The limit that the runner of these tests sets on the storage of this origin, in bytes.
const LIMIT_BYTES: usize = 4_000_000;

/// Lifts the runner's limit. False when there is none, because the tests run without that runner.
async fn lift_quota() -> bool {
    let function = js_sys::Reflect::get(&js_sys::global(), &"liftQuota".into()).unwrap();
    let Ok(function) = function.dyn_into::<js_sys::Function>() else { return false };
    let promise = function.call0(&JsValue::NULL).unwrap();
    JsFuture::from(js_sys::Promise::from(promise)).await.unwrap();
    true
}

#[wasm_bindgen_test]
async fn a_full_storage_is_told_and_saving_resumes_when_there_is_room() {
    let has_limit = js_sys::Reflect::has(&js_sys::global(), &"liftQuota".into()).unwrap();
    if !has_limit {
        return;
    }
    let name = database();
    let plan = new_plan_id();
    let mut document = Document::create(Plan::new(plan.clone(), "a", Settings::for_language(Language::Persian)), 1.0);
    let keeper = Keeper::new(BrowserPlanStore::named(&name), plan.clone(), "test", qalamro::document::codec::PlanCodec::json());
    keeper.create(1.0);
    keeper.save(document.saved(), 1.0).await;

    document.apply(Command::RenamePlan("a".repeat(LIMIT_BYTES + 1_000_000)), 2.0).unwrap();
    keeper.on_change(2.0);
    let state = keeper.save(document.saved(), 3.0).await;
    assert_eq!(state, SaveState::NotSaved { reason: NotSaved::Store(StoreError::Full) });
    assert_eq!(keeper.store().plan(&plan).await.unwrap().name, "a", "what was stored is as it was");

    assert!(lift_quota().await);
    assert!(keeper.wait_milliseconds(4.0).is_some(), "it is tried again by itself");
    assert_eq!(keeper.save(document.saved(), 5.0).await, SaveState::Saved { at_milliseconds: 5.0 });
}
