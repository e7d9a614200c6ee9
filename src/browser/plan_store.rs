//! Plans in IndexedDB: one record for each plan and the bytes of its snapshots, always in one transaction.

use idb::{KeyRange, ObjectStore, Query};
use wasm_bindgen::prelude::*;

use super::database::{Connection, PLANS, Running, SNAPSHOTS, idb_error};
use crate::document::PlanId;
use crate::port::store::{Durability, NewSnapshot, PlanEntry, PlanRecord, PlanStore, SnapshotEntry, SnapshotId, StoreError, sort_plans};

/// The name of the product's database.
pub const DATABASE_NAME: &str = "qalamro";

/// Plans in the browser's database. The connection is opened when first needed.
pub struct BrowserPlanStore {
    connection: Connection,
}

impl BrowserPlanStore {
    /// The product's store.
    pub fn new() -> BrowserPlanStore {
        BrowserPlanStore::named(DATABASE_NAME)
    }

    /// A store in a database of another name, for tests.
    pub fn named(database: &str) -> BrowserPlanStore {
        BrowserPlanStore { connection: Connection::new(database) }
    }

    /// Closes the connection; the next call opens it again.
    pub fn close(&self) {
        self.connection.close();
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
        let mut ids = all_keys(&running.store(PLANS)?, None).await?;
        // Snapshots whose record was lost are still plans.
        let keys = all_keys(&running.store(SNAPSHOTS)?, None).await?;
        ids.extend(keys.into_iter().map(|key| js_sys::Array::from(&key).get(0)));
        let mut names: Vec<String> = ids.iter().filter_map(JsValue::as_string).collect();
        names.sort_unstable();
        names.dedup();
        let mut plans = Vec::with_capacity(names.len());
        for name in names {
            plans.extend(record(&running, &PlanId(name)).await?.map(|record| record.entry));
        }
        running.finish().await?;
        sort_plans(&mut plans);
        Ok(plans)
    }

    async fn plan(&self, plan: &PlanId) -> Result<PlanEntry, StoreError> {
        let running = self.connection.read().await?;
        record(&running, plan).await?.map(|record| record.entry).ok_or(StoreError::Missing)
    }

    async fn put(&self, snapshot: NewSnapshot, durability: Durability) -> Result<SnapshotId, StoreError> {
        let bytes = js_sys::Uint8Array::from(snapshot.bytes.as_slice());
        let running = self.connection.write(durability).await?;
        let stored = record(&running, &snapshot.plan).await?;
        let (record, id) = PlanRecord::with(stored, &snapshot)?;
        put(&running.store(SNAPSHOTS)?, &snapshot_key(&snapshot.plan, id), &bytes)?;
        put_record(&running, &record)?;
        running.finish().await?;
        Ok(id)
    }

    async fn snapshots(&self, plan: &PlanId) -> Result<Vec<SnapshotEntry>, StoreError> {
        let running = self.connection.read().await?;
        record(&running, plan).await?.map(|record| record.snapshots).ok_or(StoreError::Missing)
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
        put_record(&running, &record)?;
        running.finish().await
    }

    async fn remove_plan(&self, plan: &PlanId) -> Result<(), StoreError> {
        let running = self.connection.write(Durability::Strict).await?;
        delete(&running.store(PLANS)?, plan_key(plan))?;
        delete(&running.store(SNAPSHOTS)?, snapshots_of(plan)?)?;
        running.finish().await
    }

    async fn remove_everything(&self) -> Result<(), StoreError> {
        let running = self.connection.write(Durability::Strict).await?;
        for name in [PLANS, SNAPSHOTS] {
            running.store(name)?.clear().map_err(|error| idb_error(&error))?;
        }
        running.finish().await
    }
}

fn plan_key(plan: &PlanId) -> JsValue {
    JsValue::from_str(&plan.0)
}

fn snapshot_key(plan: &PlanId, snapshot: SnapshotId) -> JsValue {
    js_sys::Array::of2(&plan_key(plan), &snapshot.0.into()).into()
}

/// The keys of all snapshots of a plan; arrays sort after numbers and strings.
fn snapshots_of(plan: &PlanId) -> Result<Query, StoreError> {
    let first = js_sys::Array::of1(&plan_key(plan));
    let last = js_sys::Array::of2(&plan_key(plan), &js_sys::Array::new());
    KeyRange::bound(&first, &last, None, None).map(Query::from).map_err(|error| idb_error(&error))
}

/// The record of a plan; rebuilt from its snapshots when it is lost or senseless.
async fn record(running: &Running, plan: &PlanId) -> Result<Option<PlanRecord>, StoreError> {
    let stored = get(&running.store(PLANS)?, plan_key(plan)).await?.and_then(|record| record.as_string());
    if let Some(record) = stored.and_then(|stored| serde_json::from_str(&stored).ok()) {
        return Ok(Some(record));
    }
    let keys = all_keys(&running.store(SNAPSHOTS)?, Some(snapshots_of(plan)?)).await?;
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
