//! Keeps one plan in a store: opens it, saves its changes when [`super::autosave`] says so, reads the new
//! snapshot back and lets old ones go. The document itself stays with the caller, who hands over a version to
//! save; a version is cheap to copy.

use std::cell::{Cell, RefCell};

use super::autosave::{Autosave, NotSaved, SaveState};
use super::opening::{self, OpenError, Opened, SnapshotError};
use super::rotation;
use crate::document::codec::{PlanCodec, SCHEMA_VERSION};
use crate::document::{PlanId, SavedDocument};
use crate::port::store::{Durability, NewSnapshot, PlanStore, SnapshotCause, SnapshotId, StoreError, checksum};

/// Keeps one plan. Made anew for each plan that is opened, and shared by reference within the page.
pub struct Keeper<Store> {
    store: Store,
    plan: PlanId,
    build: String,
    codec: PlanCodec,
    autosave: RefCell<Autosave>,
    /// The snapshot that our next one follows.
    current: Cell<Option<SnapshotId>>,
    /// Why the next snapshot is made.
    cause: Cell<SnapshotCause>,
    /// Whether the page is about to go, so that the next save must reach the disk.
    is_leaving: Cell<bool>,
    /// What was put without an answer since the last good one: the snapshot it followed and its checksum.
    attempts: RefCell<Vec<(Option<SnapshotId>, String)>>,
}

impl<Store: PlanStore> Keeper<Store> {
    /// A keeper that has not loaded its plan yet and so writes nothing. Then comes [`Keeper::open`],
    /// [`Keeper::create`] or [`Keeper::restore`].
    pub fn new(store: Store, plan: PlanId, build: &str, codec: PlanCodec) -> Keeper<Store> {
        Keeper {
            store,
            plan,
            build: build.to_owned(),
            codec,
            autosave: RefCell::new(Autosave::loading()),
            current: Cell::new(None),
            cause: Cell::new(SnapshotCause::Edited),
            is_leaving: Cell::new(false),
            attempts: RefCell::default(),
        }
    }

    /// The plan that is kept.
    pub fn plan(&self) -> &PlanId {
        &self.plan
    }

    /// The store it is kept in.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Opens the stored plan. A plan of an older schema counts as changed, so that it is saved in today's.
    ///
    /// # Errors
    /// See [`OpenError`]. The keeper then goes on writing nothing.
    pub async fn open(&self, now_milliseconds: f64) -> Result<Opened, OpenError> {
        let opened = opening::open(&self.store, self.codec, &self.plan).await?;
        self.current.set(Some(opened.snapshot));
        let mut autosave = self.autosave.borrow_mut();
        autosave.on_loaded(opened.saved_at_milliseconds);
        if opened.was_migrated {
            self.cause.set(SnapshotCause::Migrated);
            autosave.on_change(now_milliseconds);
        }
        Ok(opened)
    }

    /// Keeps a plan that is not stored yet; it is due to be saved at once.
    pub fn create(&self, now_milliseconds: f64) {
        self.current.set(None);
        self.cause.set(SnapshotCause::Created);
        let mut autosave = self.autosave.borrow_mut();
        autosave.on_loaded(now_milliseconds);
        autosave.on_change(now_milliseconds);
        autosave.flush();
    }

    /// Takes an older snapshot as the plan; it is due to be saved as a new one at once. What was current until
    /// then stays in store for ten days, so this can be taken back by restoring that.
    ///
    /// # Errors
    /// See [`SnapshotError`]; nothing has changed.
    pub async fn restore(&self, snapshot: SnapshotId, now_milliseconds: f64) -> Result<SavedDocument, SnapshotError> {
        let entry = self.store.plan(&self.plan).await?;
        let snapshots = self.store.snapshots(&self.plan).await?;
        let opened = opening::read(&self.store, self.codec, &self.plan, &snapshots, snapshot).await?;
        self.current.set(Some(entry.current));
        self.cause.set(SnapshotCause::Restored);
        let mut autosave = self.autosave.borrow_mut();
        autosave.on_loaded(entry.saved_at_milliseconds);
        autosave.on_change(now_milliseconds);
        autosave.save_anyway();
        Ok(opened.document)
    }

    /// The plan was changed.
    pub fn on_change(&self, now_milliseconds: f64) {
        self.autosave.borrow_mut().on_change(now_milliseconds);
    }

    /// The page is being hidden or left: what is not saved is due at once, down to the disk. The caller saves
    /// within the same event, since a page that is left hears nothing more.
    pub fn flush(&self) {
        self.is_leaving.set(true);
        self.autosave.borrow_mut().flush();
    }

    /// How long to wait until [`Keeper::save`], in milliseconds; 0 is now, `None` is not before the next change
    /// or the end of the save under way.
    pub fn wait_milliseconds(&self, now_milliseconds: f64) -> Option<f64> {
        self.autosave.borrow().wait_milliseconds(now_milliseconds)
    }

    /// What to show about saving.
    pub fn state(&self) -> SaveState {
        self.autosave.borrow().state()
    }

    /// Whether edits would be lost if the page closed now.
    pub fn has_unsaved_changes(&self) -> bool {
        self.autosave.borrow().has_unsaved_changes()
    }

    /// The user wants this version to be the stored one, although another tab saved another or removed the
    /// plan. Goes on from whatever is stored now; that stays in store as an older snapshot.
    ///
    /// # Errors
    /// The store did not answer.
    pub async fn save_anyway(&self, now_milliseconds: f64) -> Result<(), StoreError> {
        let current = match self.store.plan(&self.plan).await {
            Ok(entry) => Some(entry.current),
            Err(StoreError::Missing) => None,
            Err(error) => return Err(error),
        };
        self.current.set(current);
        self.cause.set(if current.is_some() { SnapshotCause::Restored } else { SnapshotCause::Created });
        let mut autosave = self.autosave.borrow_mut();
        autosave.on_change(now_milliseconds);
        autosave.save_anyway();
        Ok(())
    }

    /// Saves a version of the plan, whatever the time; does nothing while there is nothing to save, a save is
    /// under way or the plan is not loaded. Answers what to show; the error is in it.
    pub async fn save(&self, document: SavedDocument, now_milliseconds: f64) -> SaveState {
        if !self.autosave.borrow_mut().begin() {
            return self.state();
        }
        let outcome = self.store_version(&document, now_milliseconds).await;
        {
            let mut autosave = self.autosave.borrow_mut();
            match outcome {
                Ok(()) => autosave.on_saved(now_milliseconds),
                Err(reason) => autosave.on_failed(reason, now_milliseconds),
            }
        }
        self.state()
    }

    async fn store_version(&self, document: &SavedDocument, now_milliseconds: f64) -> Result<(), NotSaved> {
        let plan = &document.plan;
        if plan.id != self.plan {
            return Err(NotSaved::OtherPlan);
        }
        let bytes = (self.codec.encode)(document, &self.build, now_milliseconds)?;
        let cause = self.cause.get();
        let snapshot = NewSnapshot {
            plan: self.plan.clone(),
            previous: self.current.get(),
            cause,
            name: plan.name.clone(),
            is_sample: plan.is_sample,
            accounts: u32::try_from(plan.accounts.len()).unwrap_or(u32::MAX),
            schema_version: SCHEMA_VERSION,
            saved_at_milliseconds: now_milliseconds,
            own_map: plan.settings.own_map.as_ref().map(|map| map.content.clone()),
            bytes: bytes.clone(),
        };
        // Every start and turn of a plan reaches the disk; a loss of the seconds in between is the system's crash.
        let durability = match (self.is_leaving.replace(false), cause) {
            (true, _) => Durability::Leaving,
            (false, SnapshotCause::Edited) => Durability::Relaxed,
            (false, _) => Durability::Strict,
        };
        let id = self.put(snapshot, durability).await?;
        self.current.set(Some(id));
        self.cause.set(SnapshotCause::Edited);
        self.let_old_ones_go(id, &bytes, now_milliseconds).await
    }

    /// Puts a snapshot. A put whose answer was lost may have taken effect; the snapshot that is in our way then is
    /// our own, and we go on from it.
    async fn put(&self, mut snapshot: NewSnapshot, durability: Durability) -> Result<SnapshotId, StoreError> {
        let attempt = (snapshot.previous, checksum(&snapshot.bytes));
        let earlier_attempts = self.attempts.take();
        let mut outcome = self.store.put(snapshot.clone(), durability).await;
        if let Err(StoreError::Overtaken { current }) = outcome {
            let stored = self.store.snapshots(&self.plan).await?;
            let in_our_way = stored.into_iter().find(|entry| entry.id == current);
            if in_our_way.is_some_and(|entry| earlier_attempts.contains(&(entry.previous, entry.checksum))) {
                snapshot.previous = Some(current);
                outcome = self.store.put(snapshot, durability).await;
            }
        }
        if matches!(outcome, Err(StoreError::Closed | StoreError::Other { .. })) {
            let mut attempts = earlier_attempts;
            attempts.push(attempt);
            self.attempts.replace(attempts);
        }
        outcome
    }

    /// Reads the new snapshot back; only then the old ones may go. That old ones stay because the store is
    /// tired is no failure of the save: the next save tries again.
    async fn let_old_ones_go(&self, id: SnapshotId, bytes: &[u8], now_milliseconds: f64) -> Result<(), NotSaved> {
        let Ok(read_back) = self.store.read(&self.plan, id).await else { return Ok(()) };
        if read_back != bytes {
            return Err(NotSaved::ReadBackDiffers);
        }
        if let Ok(snapshots) = self.store.snapshots(&self.plan).await {
            let removable = rotation::removable(&snapshots, now_milliseconds);
            if !removable.is_empty() {
                let _next_save_tries_again = self.store.remove_snapshots(&self.plan, &removable).await;
            }
        }
        Ok(())
    }
}
