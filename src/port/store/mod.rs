//! Where plans are stored, as a trait. A plan is stored as snapshots (the bytes of
//! [`crate::document::codec::encode`]) and a pointer to the current one; what a list of plans shows is kept
//! beside them, so that listing reads no bodies. [`memory`] is a store for tests.

pub mod memory;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use crate::document::PlanId;

/// The number of a snapshot; grows within a plan and is never used twice in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SnapshotId(pub u32);

/// Why a snapshot was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SnapshotCause {
    /// The plan was created or brought in from a file.
    Created,
    /// The plan was edited.
    Edited,
    /// The plan was brought up from an older schema; the snapshot before it is the original.
    Migrated,
    /// An older snapshot was restored; the snapshot before it is what was current until then.
    Restored,
}

/// What is known of a snapshot without reading it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SnapshotEntry {
    /// Its number.
    pub id: SnapshotId,
    /// The snapshot that was current before it.
    pub previous: Option<SnapshotId>,
    /// Why it was made.
    pub cause: SnapshotCause,
    /// When, in milliseconds since 1970.
    pub saved_at_milliseconds: f64,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// The version of its schema.
    pub schema_version: u32,
    /// [`checksum`] of all its bytes; empty when it was lost with the catalogue.
    pub checksum: String,
    /// The content of the user's own map that the plan in it is planned on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_map: Option<String>,
}

/// What is known of a stored plan without reading it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanEntry {
    /// Its identity.
    pub id: PlanId,
    /// Its name.
    pub name: String,
    /// Whether it is a sample plan.
    pub is_sample: bool,
    /// The number of its accounts.
    pub accounts: u32,
    /// When it was last saved, in milliseconds since 1970.
    pub saved_at_milliseconds: f64,
    /// The size of its current snapshot in bytes.
    pub size_bytes: u64,
    /// The schema version of its current snapshot.
    pub schema_version: u32,
    /// Its current snapshot.
    pub current: SnapshotId,
}

/// A snapshot to be stored and made the current one.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSnapshot {
    /// Whose it is.
    pub plan: PlanId,
    /// The snapshot that is current as far as the caller knows; `None` when the plan is not stored yet. A store
    /// refuses to go on from another one, so that two tabs never overwrite each other.
    pub previous: Option<SnapshotId>,
    /// Why it was made.
    pub cause: SnapshotCause,
    /// The plan's name.
    pub name: String,
    /// Whether it is a sample plan.
    pub is_sample: bool,
    /// The number of its accounts.
    pub accounts: u32,
    /// The version of the schema of the bytes.
    pub schema_version: u32,
    /// When, in milliseconds since 1970.
    pub saved_at_milliseconds: f64,
    /// The content of the user's own map that the plan is planned on.
    pub own_map: Option<String>,
    /// The plan, as [`crate::document::codec::encode`] gives it.
    pub bytes: Vec<u8>,
}

impl NewSnapshot {
    /// What is known of it once it is stored under a number.
    pub fn entry(&self, id: SnapshotId) -> SnapshotEntry {
        SnapshotEntry {
            id,
            previous: self.previous,
            cause: self.cause,
            saved_at_milliseconds: self.saved_at_milliseconds,
            size_bytes: self.bytes.len() as u64,
            schema_version: self.schema_version,
            checksum: checksum(&self.bytes),
            own_map: self.own_map.clone(),
        }
    }
}

/// How far a store goes before it says that something is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Handed to the operating system.
    Relaxed,
    /// Written to the disk, where the browser can.
    Strict,
    /// As strict, and asked for before the call first waits: the page may be gone before it hears an answer.
    Leaving,
}

/// Why a store did not do what it was asked. What was stored before is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no room.
    #[error("the browser's storage is full")]
    Full,
    /// Another tab keeps an older layout of the database open.
    #[error("another tab keeps the storage in an older layout")]
    Blocked,
    /// The connection was lost; the next call opens a new one.
    #[error("the connection to the storage was lost")]
    Closed,
    /// The database has the layout of a newer build.
    #[error("the storage has the layout of a newer version")]
    Newer,
    /// The browser gives no storage, as some do in private windows.
    #[error("the browser gives no storage: {detail}")]
    Unavailable {
        /// What the browser said.
        detail: String,
    },
    /// The plan or snapshot is not stored.
    #[error("this is not stored")]
    Missing,
    /// The plan was stored in the meantime, by another tab.
    #[error("the plan was saved by another tab in the meantime")]
    Overtaken {
        /// The snapshot that is current.
        current: SnapshotId,
    },
    /// Anything else.
    #[error("the storage failed: {detail}")]
    Other {
        /// What the browser said.
        detail: String,
    },
}

/// A store of plans. Each call is one transaction: done wholly or not at all.
#[allow(async_fn_in_trait)]
pub trait PlanStore {
    /// The stored plans, the last saved first.
    async fn plans(&self) -> Result<Vec<PlanEntry>, StoreError>;

    /// What is known of one plan; [`StoreError::Missing`] when it is not stored.
    async fn plan(&self, plan: &PlanId) -> Result<PlanEntry, StoreError>;

    /// Stores a snapshot and makes it the current one, in one transaction. [`StoreError::Overtaken`] or
    /// [`StoreError::Missing`] when it does not follow what is stored.
    async fn put(&self, snapshot: NewSnapshot, durability: Durability) -> Result<SnapshotId, StoreError>;

    /// The snapshots of a plan, oldest first; [`StoreError::Missing`] when the plan is not stored.
    async fn snapshots(&self, plan: &PlanId) -> Result<Vec<SnapshotEntry>, StoreError>;

    /// The bytes of a snapshot, as they were put.
    async fn read(&self, plan: &PlanId, snapshot: SnapshotId) -> Result<Vec<u8>, StoreError>;

    /// Removes snapshots. The current one is never removed, whatever is asked; unknown ones do not matter.
    async fn remove_snapshots(&self, plan: &PlanId, snapshots: &[SnapshotId]) -> Result<(), StoreError>;

    /// Removes a plan with all its snapshots.
    async fn remove_plan(&self, plan: &PlanId) -> Result<(), StoreError>;

    /// Removes every plan.
    async fn remove_everything(&self) -> Result<(), StoreError>;
}

/// A store of the maps that users brought, each once by its content. Apart from [`PlanStore`], so that saving a plan
/// never writes a map.
#[allow(async_fn_in_trait)]
pub trait OwnMapStore {
    /// The bytes of the map of this content; [`StoreError::Missing`] when it is not stored.
    async fn own_map(&self, content: &str) -> Result<Vec<u8>, StoreError>;

    /// Stores a map under its content, down to the disk. What is stored already stays as it is.
    async fn put_own_map(&self, content: &str, bytes: &[u8]) -> Result<(), StoreError>;

    /// Removes the maps that no snapshot of any plan names, but for these. Where a plan's record was lost nobody knows
    /// what its snapshots name, and nothing is removed.
    async fn remove_unused_own_maps(&self, in_use: &[String]) -> Result<(), StoreError>;
}

/// The maps that the snapshots of all plans name; `None` when that is not known of every snapshot.
pub fn own_maps_named<'a>(records: impl Iterator<Item = &'a PlanRecord>) -> Option<std::collections::BTreeSet<&'a str>> {
    let mut named = std::collections::BTreeSet::new();
    for snapshot in records.flat_map(|record| &record.snapshots) {
        // A record that was built anew knows no checksums, and no maps.
        if snapshot.checksum.is_empty() {
            return None;
        }
        named.extend(snapshot.own_map.as_deref());
    }
    Some(named)
}

/// The checksum of a snapshot's bytes, over all of them; the one within the file covers only its body.
pub fn checksum(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}

/// All that a store keeps of a plan beside the bytes: one record, written in the transaction of the bytes.
/// Its functions are the rules that every store follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanRecord {
    /// What lists of plans show.
    pub entry: PlanEntry,
    /// The snapshots, oldest first.
    pub snapshots: Vec<SnapshotEntry>,
    /// The number of the next snapshot.
    pub next: u32,
}

impl PlanRecord {
    /// The record after a snapshot was added to what is stored (`None`: nothing yet), and the snapshot's number.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] or [`StoreError::Missing`] when the snapshot does not follow what is stored.
    pub fn with(stored: Option<PlanRecord>, snapshot: &NewSnapshot) -> Result<(PlanRecord, SnapshotId), StoreError> {
        match (&stored, snapshot.previous) {
            (Some(record), previous) if previous != Some(record.entry.current) => {
                return Err(StoreError::Overtaken { current: record.entry.current });
            }
            (None, Some(_)) => return Err(StoreError::Missing),
            _ => {}
        }
        let (mut snapshots, next) = stored.map_or((Vec::new(), 1), |record| (record.snapshots, record.next));
        let id = SnapshotId(next);
        let entry = snapshot.entry(id);
        let plan = PlanEntry {
            id: snapshot.plan.clone(),
            name: snapshot.name.clone(),
            is_sample: snapshot.is_sample,
            accounts: snapshot.accounts,
            saved_at_milliseconds: snapshot.saved_at_milliseconds,
            size_bytes: entry.size_bytes,
            schema_version: snapshot.schema_version,
            current: id,
        };
        snapshots.push(entry);
        Ok((PlanRecord { entry: plan, snapshots, next: next.saturating_add(1) }, id))
    }

    /// Takes snapshots out, never the current one; answers those that were taken out.
    pub fn without(&mut self, unwanted: &[SnapshotId]) -> Vec<SnapshotId> {
        let current = self.entry.current;
        let goes = |entry: &SnapshotEntry| entry.id != current && unwanted.contains(&entry.id);
        let removed = self.snapshots.iter().filter(|entry| goes(entry)).map(|entry| entry.id).collect();
        self.snapshots.retain(|entry| !goes(entry));
        removed
    }

    /// The record of a plan whose record was lost while its snapshots are there: the newest is taken for the
    /// current one. `None` when there are no snapshots.
    pub fn rebuilt(plan: &PlanId, snapshots: &[SnapshotId]) -> Option<PlanRecord> {
        let mut ids = snapshots.to_vec();
        ids.sort_unstable();
        let current = *ids.last()?;
        let entry = PlanEntry {
            id: plan.clone(),
            name: plan.0.clone(),
            is_sample: false,
            accounts: 0,
            saved_at_milliseconds: 0.0,
            size_bytes: 0,
            schema_version: 0,
            current,
        };
        let snapshots = ids
            .into_iter()
            .map(|id| SnapshotEntry {
                id,
                previous: None,
                cause: SnapshotCause::Edited,
                saved_at_milliseconds: 0.0,
                size_bytes: 0,
                schema_version: 0,
                checksum: String::new(),
                own_map: None,
            })
            .collect();
        Some(PlanRecord { entry, snapshots, next: current.0.saturating_add(1) })
    }
}

/// Brings a list of plans into the order of the screen: the last saved first.
pub fn sort_plans(plans: &mut [PlanEntry]) {
    plans.sort_unstable_by(|one, other| {
        other.saved_at_milliseconds.total_cmp(&one.saved_at_milliseconds).then_with(|| one.id.cmp(&other.id))
    });
}
