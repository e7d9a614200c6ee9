//! Plans in IndexedDB: one record for each plan and the bytes of its snapshots, always in one transaction.
//!
//! A save reads the record first, to see that nobody else saved in between. A page that is being left has no
//! time for that: a browser carries out what was asked of it before the page was gone, and nothing that waits
//! for an answer. Such a save relies on the record as it was last seen, and on the snapshot's number: the
//! number follows the one before, is added to `NUMBERS` with every save, and adding it twice fails.

use std::cell::RefCell;
use std::collections::BTreeMap;

use idb::{KeyRange, ObjectStore, Query};
use wasm_bindgen::prelude::*;

use super::database::{Connection, NUMBERS, OWN_MAPS, PLANS, Running, SNAPSHOTS, idb_error};
use crate::document::PlanId;
use crate::port::store::{
    Durability, NewSnapshot, OwnMapStore, PlanEntry, PlanRecord, PlanStore, SnapshotEntry, SnapshotId, StoreError, own_maps_named,
    sort_plans,
};

/// The name of the product's database.
pub const DATABASE_NAME: &str = "qalamro";
/// How many numbers of a plan's snapshots are remembered; a tab that is further behind reads before it saves.
const NUMBERS_REMEMBERED: u32 = 10_000;

/// Plans in the browser's database. The connection is opened when first needed.
pub struct BrowserPlanStore {
    connection: Connection,
    /// The records as they were last seen.
    seen: RefCell<BTreeMap<PlanId, PlanRecord>>,
}

impl BrowserPlanStore {
    /// The product's store.
    pub fn new() -> BrowserPlanStore {
        BrowserPlanStore::named(DATABASE_NAME)
    }

    /// A store in a database of another name, for tests.
    pub fn named(database: &str) -> BrowserPlanStore {
        BrowserPlanStore { connection: Connection::new(database), seen: RefCell::default() }
    }

    /// Closes the connection; the next call opens it again.
    pub fn close(&self) {
        self.connection.close();
    }

    async fn record(&self, plan: &PlanId) -> Result<PlanRecord, StoreError> {
        let running = self.connection.read().await?;
        let record = record(&running, plan).await?;
        self.see(plan, record.clone());
        record.ok_or(StoreError::Missing)
    }

    fn see(&self, plan: &PlanId, record: Option<PlanRecord>) {
        let mut seen = self.seen.borrow_mut();
        match record {
            Some(record) => seen.insert(plan.clone(), record),
            None => seen.remove(plan),
        };
    }

    /// Saves without reading first; `None` when the record was not seen as the snapshot expects it.
    async fn put_at_once(&self, snapshot: &NewSnapshot) -> Result<Option<SnapshotId>, StoreError> {
        let seen = self.seen.borrow().get(&snapshot.plan).cloned();
        let Some(Ok((record, id))) = seen.map(|record| PlanRecord::with(Some(record), snapshot)) else { return Ok(None) };
        let running = self.connection.write(Durability::Leaving).await?;
        let key = snapshot_key(&snapshot.plan, id);
        running.store(NUMBERS)?.add(&JsValue::TRUE, Some(&key)).map_err(|error| idb_error(&error))?;
        put(&running.store(SNAPSHOTS)?, &key, &js_sys::Uint8Array::from(snapshot.bytes.as_slice()))?;
        put_record(&running, &record)?;
        running.finish().await?;
        self.see(&snapshot.plan, Some(record));
        Ok(Some(id))
    }

    async fn put_after_reading(&self, snapshot: &NewSnapshot, durability: Durability) -> Result<SnapshotId, StoreError> {
        let bytes = js_sys::Uint8Array::from(snapshot.bytes.as_slice());
        let running = self.connection.write(durability).await?;
        let stored = record(&running, &snapshot.plan).await?;
        let (record, id) = PlanRecord::with(stored, snapshot)?;
        let key = snapshot_key(&snapshot.plan, id);
        put(&running.store(NUMBERS)?, &key, &JsValue::TRUE)?;
        put(&running.store(SNAPSHOTS)?, &key, &bytes)?;
        put_record(&running, &record)?;
        running.finish().await?;
        self.see(&snapshot.plan, Some(record));
        Ok(id)
    }
}

impl Default for BrowserPlanStore {
    fn default() -> Self {
        BrowserPlanStore::new()
    }
}

impl PlanStore for BrowserPlanStore {
    async fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        let running = self.connection.read().await?;
        let mut plans: Vec<PlanEntry> = records(&running).await?.into_iter().map(|record| record.entry).collect();
        running.finish().await?;
        sort_plans(&mut plans);
        Ok(plans)
    }

    async fn plan(&self, plan: &PlanId) -> Result<PlanEntry, StoreError> {
        self.record(plan).await.map(|record| record.entry)
    }

    async fn put(&self, snapshot: NewSnapshot, durability: Durability) -> Result<SnapshotId, StoreError> {
        // Should saving at once fail, because another tab was first or otherwise, the reason is found by reading.
        if durability == Durability::Leaving
            && let Ok(Some(id)) = self.put_at_once(&snapshot).await
        {
            return Ok(id);
        }
        self.see(&snapshot.plan, None);
        self.put_after_reading(&snapshot, durability).await
    }

    async fn snapshots(&self, plan: &PlanId) -> Result<Vec<SnapshotEntry>, StoreError> {
        self.record(plan).await.map(|record| record.snapshots)
    }

    async fn read(&self, plan: &PlanId, snapshot: SnapshotId) -> Result<Vec<u8>, StoreError> {
        let running = self.connection.read().await?;
        let bytes = get(&running.store(SNAPSHOTS)?, snapshot_key(plan, snapshot)).await?;
        let bytes = bytes.and_then(|bytes| bytes.dyn_into::<js_sys::Uint8Array>().ok());
        bytes.map(|bytes| bytes.to_vec()).ok_or(StoreError::Missing)
    }

    async fn remove_snapshots(&self, plan: &PlanId, snapshots: &[SnapshotId]) -> Result<(), StoreError> {
        let running = self.connection.write(Durability::Relaxed).await?;
        let mut record = record(&running, plan).await?.ok_or(StoreError::Missing)?;
        let bytes = running.store(SNAPSHOTS)?;
        for id in record.without(snapshots) {
            delete(&bytes, snapshot_key(plan, id))?;
        }
        let forgotten = SnapshotId(record.entry.current.0.saturating_sub(NUMBERS_REMEMBERED));
        delete(&running.store(NUMBERS)?, range(&first_key(plan), &snapshot_key(plan, forgotten))?)?;
        put_record(&running, &record)?;
        running.finish().await?;
        self.see(plan, Some(record));
        Ok(())
    }

    async fn remove_plan(&self, plan: &PlanId) -> Result<(), StoreError> {
        self.see(plan, None);
        let running = self.connection.write(Durability::Strict).await?;
        let record = record(&running, plan).await?;
        delete(&running.store(PLANS)?, plan_key(plan))?;
        delete(&running.store(SNAPSHOTS)?, all_of(plan)?)?;
        delete(&running.store(NUMBERS)?, all_of(plan)?)?;
        // Another tab that has the plan open must not bring it back when it is left.
        if let Some(record) = record {
            put(&running.store(NUMBERS)?, &snapshot_key(plan, SnapshotId(record.next)), &JsValue::TRUE)?;
        }
        running.finish().await
    }

    async fn remove_everything(&self) -> Result<(), StoreError> {
        self.seen.borrow_mut().clear();
        let running = self.connection.write(Durability::Strict).await?;
        for name in [PLANS, SNAPSHOTS, NUMBERS, OWN_MAPS] {
            running.store(name)?.clear().map_err(|error| idb_error(&error))?;
        }
        running.finish().await
    }
}

impl OwnMapStore for BrowserPlanStore {
    async fn own_map(&self, content: &str) -> Result<Vec<u8>, StoreError> {
        let running = self.connection.read().await?;
        let bytes = get(&running.store(OWN_MAPS)?, JsValue::from_str(content)).await?;
        let bytes = bytes.and_then(|bytes| bytes.dyn_into::<js_sys::Uint8Array>().ok());
        bytes.map(|bytes| bytes.to_vec()).ok_or(StoreError::Missing)
    }

    async fn put_own_map(&self, content: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let running = self.connection.write(Durability::Strict).await?;
        put(&running.store(OWN_MAPS)?, &JsValue::from_str(content), &js_sys::Uint8Array::from(bytes))?;
        running.finish().await
    }

    async fn remove_unused_own_maps(&self, in_use: &[String]) -> Result<(), StoreError> {
        let running = self.connection.write(Durability::Relaxed).await?;
        let stored = all_keys(&running.store(OWN_MAPS)?, None).await?;
        if !stored.is_empty() {
            let records = records(&running).await?;
            if let Some(named) = own_maps_named(records.iter()) {
                for content in stored.iter().filter_map(JsValue::as_string) {
                    if !named.contains(content.as_str()) && !in_use.contains(&content) {
                        delete(&running.store(OWN_MAPS)?, JsValue::from_str(&content))?;
                    }
                }
            }
        }
        running.finish().await
    }
}

/// The records of all plans; snapshots whose record was lost are still plans.
async fn records(running: &Running) -> Result<Vec<PlanRecord>, StoreError> {
    let mut ids = all_keys(&running.store(PLANS)?, None).await?;
    let keys = all_keys(&running.store(SNAPSHOTS)?, None).await?;
    ids.extend(keys.into_iter().map(|key| js_sys::Array::from(&key).get(0)));
    let mut names: Vec<String> = ids.iter().filter_map(JsValue::as_string).collect();
    names.sort_unstable();
    names.dedup();
    let mut records = Vec::with_capacity(names.len());
    for name in names {
        records.extend(record(running, &PlanId(name)).await?);
    }
    Ok(records)
}

fn plan_key(plan: &PlanId) -> JsValue {
    JsValue::from_str(&plan.0)
}

fn snapshot_key(plan: &PlanId, snapshot: SnapshotId) -> JsValue {
    js_sys::Array::of2(&plan_key(plan), &snapshot.0.into()).into()
}

fn first_key(plan: &PlanId) -> JsValue {
    js_sys::Array::of1(&plan_key(plan)).into()
}

/// The keys of all snapshots of a plan; arrays sort after numbers and strings.
fn all_of(plan: &PlanId) -> Result<Query, StoreError> {
    range(&first_key(plan), &js_sys::Array::of2(&plan_key(plan), &js_sys::Array::new()).into())
}

fn range(first: &JsValue, last: &JsValue) -> Result<Query, StoreError> {
    KeyRange::bound(first, last, None, None).map(Query::from).map_err(|error| idb_error(&error))
}

/// The record of a plan; rebuilt from its snapshots when it is lost or senseless.
async fn record(running: &Running, plan: &PlanId) -> Result<Option<PlanRecord>, StoreError> {
    let stored = get(&running.store(PLANS)?, plan_key(plan)).await?.and_then(|record| record.as_string());
    if let Some(record) = stored.and_then(|stored| serde_json::from_str(&stored).ok()) {
        return Ok(Some(record));
    }
    let keys = all_keys(&running.store(SNAPSHOTS)?, Some(all_of(plan)?)).await?;
    let number = |key: JsValue| js_sys::Array::from(&key).get(1).as_f64().map(|number| SnapshotId(number as u32));
    let ids: Vec<SnapshotId> = keys.into_iter().filter_map(number).collect();
    Ok(PlanRecord::rebuilt(plan, &ids))
}

fn put_record(running: &Running, record: &PlanRecord) -> Result<(), StoreError> {
    let written = serde_json::to_string(record).map_err(|error| StoreError::Other { detail: error.to_string() })?;
    put(&running.store(PLANS)?, &plan_key(&record.entry.id), &written.into())
}

async fn get(store: &ObjectStore, key: JsValue) -> Result<Option<JsValue>, StoreError> {
    store.get(key).map_err(|error| idb_error(&error))?.await.map_err(|error| idb_error(&error))
}

async fn all_keys(store: &ObjectStore, query: Option<Query>) -> Result<Vec<JsValue>, StoreError> {
    store.get_all_keys(query, None).map_err(|error| idb_error(&error))?.await.map_err(|error| idb_error(&error))
}

/// Asks for a put. Whether it came to pass is known when the transaction ends.
fn put(store: &ObjectStore, key: &JsValue, value: &JsValue) -> Result<(), StoreError> {
    store.put(value, Some(key)).map(|_| ()).map_err(|error| idb_error(&error))
}

/// Asks for a deletion. Whether it came to pass is known when the transaction ends.
fn delete(store: &ObjectStore, query: impl Into<Query>) -> Result<(), StoreError> {
    store.delete(query).map(|_| ()).map_err(|error| idb_error(&error))
}
