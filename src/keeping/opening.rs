//! Opening a stored plan: the current snapshot, checked, or else what is stored and which of it can still be
//! read. Nothing here writes, and nothing makes a blank plan out of an unreadable one.

use crate::document::codec::{self, CodecError, Decoded, PlanCodec, SCHEMA_VERSION};
use crate::document::{PlanId, SavedDocument};
use crate::port::store::{PlanEntry, PlanStore, SnapshotEntry, SnapshotId, StoreError, checksum};

/// A plan that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The plan and its change log.
    pub document: SavedDocument,
    /// The snapshot it was read from.
    pub snapshot: SnapshotId,
    /// When that was saved, in milliseconds since 1970.
    pub saved_at_milliseconds: f64,
    /// Whether it was written in an older schema; the original stays in store as the snapshot before.
    pub was_migrated: bool,
}

/// Why a plan was not opened.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OpenError {
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its current snapshot cannot be read. Its bytes are kept.
    #[error("{}", .0.problem)]
    NeedsRecovery(Box<Recovery>),
}

/// What a recovery page shows of a plan whose current snapshot cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// What the catalogue knows of the plan.
    pub entry: PlanEntry,
    /// What is wrong with the current snapshot.
    pub problem: CodecError,
    /// Every snapshot, newest first, with whether it can be read.
    pub snapshots: Vec<RecoverySnapshot>,
}

/// A snapshot on a recovery page.
#[derive(Clone, Debug, PartialEq)]
pub struct RecoverySnapshot {
    /// What is known of it.
    pub entry: SnapshotEntry,
    /// The name and the number of accounts it has, or why it cannot be read. Its bytes can be exported either way.
    pub content: Result<RecoverableContent, SnapshotError>,
}

/// What a readable snapshot holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoverableContent {
    /// The plan's name in it.
    pub name: String,
    /// The number of accounts in it.
    pub accounts: usize,
}

/// Why a snapshot was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// The store did not give it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its bytes are not a plan that this build reads.
    #[error(transparent)]
    Codec(#[from] CodecError),
}

/// Opens the current snapshot of a plan.
///
/// # Errors
/// See [`OpenError`].
pub async fn open(store: &impl PlanStore, codec: PlanCodec, plan: &PlanId) -> Result<Opened, OpenError> {
    let entry = store.plan(plan).await?;
    let snapshots = store.snapshots(plan).await?;
    match read(store, codec, plan, &snapshots, entry.current).await {
        Ok(opened) => Ok(opened),
        // Bytes that are gone while the catalogue names them are damage, not a plan that was never there.
        Err(SnapshotError::Store(StoreError::Missing)) => recover(store, codec, entry, CodecError::Damaged, snapshots).await,
        Err(SnapshotError::Store(error)) => Err(error.into()),
        Err(SnapshotError::Codec(problem)) => recover(store, codec, entry, problem, snapshots).await,
    }
}

/// Reads one snapshot and checks it: all its bytes against the catalogue's checksum, then as a plan file, and
/// that it is the plan it is stored as.
///
/// # Errors
/// See [`SnapshotError`].
pub async fn read(
    store: &impl PlanStore,
    codec: PlanCodec,
    plan: &PlanId,
    snapshots: &[SnapshotEntry],
    snapshot: SnapshotId,
) -> Result<Opened, SnapshotError> {
    let bytes = store.read(plan, snapshot).await?;
    let entry = snapshots.iter().find(|entry| entry.id == snapshot);
    let Decoded { document, schema_version } = decode(codec, &bytes, entry)?;
    if document.plan.id != *plan {
        return Err(CodecError::Unreadable { detail: format!("it is the plan {}", document.plan.id.0) }.into());
    }
    let saved_at_milliseconds =
        entry.map(|entry| entry.saved_at_milliseconds).or_else(|| Some(codec::header(&bytes).ok()?.saved_at_milliseconds));
    Ok(Opened {
        document,
        snapshot,
        saved_at_milliseconds: saved_at_milliseconds.unwrap_or_default(),
        was_migrated: schema_version < SCHEMA_VERSION,
    })
}

fn decode(codec: PlanCodec, bytes: &[u8], entry: Option<&SnapshotEntry>) -> Result<Decoded, CodecError> {
    let is_as_stored = entry.is_none_or(|entry| entry.checksum.is_empty() || entry.checksum == checksum(bytes));
    if is_as_stored { (codec.decode)(bytes) } else { Err(CodecError::Damaged) }
}

async fn recover(
    store: &impl PlanStore,
    codec: PlanCodec,
    entry: PlanEntry,
    problem: CodecError,
    snapshots: Vec<SnapshotEntry>,
) -> Result<Opened, OpenError> {
    let mut listed = Vec::with_capacity(snapshots.len());
    for snapshot in snapshots.iter().rev() {
        let content = read(store, codec, &entry.id, &snapshots, snapshot.id)
            .await
            .map(|opened| RecoverableContent { name: opened.document.plan.name.clone(), accounts: opened.document.plan.accounts.len() });
        listed.push(RecoverySnapshot { entry: snapshot.clone(), content });
    }
    Err(OpenError::NeedsRecovery(Box::new(Recovery { entry, problem, snapshots: listed })))
}
