//! A store in memory, with the faults of a real one on demand. For tests, and for browsers that give no storage.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{
    Durability, NewSnapshot, OwnMapStore, PlanEntry, PlanRecord, PlanStore, SnapshotEntry, SnapshotId, StoreError, own_maps_named,
    sort_plans,
};
use crate::document::PlanId;

#[derive(Default)]
struct Disk {
    records: BTreeMap<PlanId, PlanRecord>,
    bytes: BTreeMap<(PlanId, SnapshotId), Vec<u8>>,
    maps: BTreeMap<String, Vec<u8>>,
    capacity_bytes: Option<u64>,
}

impl Disk {
    fn is_too_small_for(&self, bytes: &[u8]) -> bool {
        let used: usize = self.bytes.values().chain(self.maps.values()).map(Vec::len).sum();
        self.capacity_bytes.is_some_and(|capacity| (used + bytes.len()) as u64 > capacity)
    }
}

/// Where a store dies, for tests of what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Death {
    /// How many more calls it lives through.
    pub after_calls: usize,
    /// Whether the deadly call still takes effect, so that only its answer is lost.
    pub takes_effect: bool,
}

/// A store in memory. Copies and [`MemoryStore::reopen`] share what is stored.
#[derive(Clone, Default)]
pub struct MemoryStore {
    disk: Rc<RefCell<Disk>>,
    next_failures: Rc<RefCell<Vec<StoreError>>>,
    death: Rc<Cell<Option<Death>>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    /// A store on what this one has stored, as another tab or a later visit opens it: without its faults.
    pub fn reopen(&self) -> MemoryStore {
        MemoryStore { disk: Rc::clone(&self.disk), ..MemoryStore::default() }
    }

    /// The next put fails so.
    pub fn fail_next_put(&self, error: StoreError) {
        self.next_failures.borrow_mut().push(error);
    }

    /// Gives the store so much room; `None` is without end.
    pub fn set_capacity(&self, capacity_bytes: Option<u64>) {
        self.disk.borrow_mut().capacity_bytes = capacity_bytes;
    }

    /// From then on every call of this store (not of reopened ones) answers [`StoreError::Closed`].
    pub fn die(&self, death: Death) {
        self.death.set(Some(death));
    }

    /// The connection is there again.
    pub fn revive(&self) {
        self.death.set(None);
    }

    /// Changes one byte of a stored snapshot by the bits of a mask; false when there is no such byte.
    pub fn flip(&self, plan: &PlanId, snapshot: SnapshotId, index: usize, mask: u8) -> bool {
        let mut disk = self.disk.borrow_mut();
        let byte = disk.bytes.get_mut(&(plan.clone(), snapshot)).and_then(|bytes| bytes.get_mut(index));
        byte.is_some_and(|byte| {
            *byte ^= mask;
            true
        })
    }

    /// Replaces the bytes of a stored snapshot and what is known of them, as another build would have stored it.
    pub fn replace(&self, plan: &PlanId, snapshot: SnapshotId, bytes: Vec<u8>) {
        let mut disk = self.disk.borrow_mut();
        if let Some(record) = disk.records.get_mut(plan) {
            for entry in record.snapshots.iter_mut().filter(|entry| entry.id == snapshot) {
                entry.checksum = super::checksum(&bytes);
                entry.size_bytes = bytes.len() as u64;
            }
        }
        disk.bytes.insert((plan.clone(), snapshot), bytes);
    }

    fn call<Answer>(&self, act: impl FnOnce(&mut Disk) -> Result<Answer, StoreError>) -> Result<Answer, StoreError> {
        match self.death.get() {
            Some(Death { after_calls: 0, takes_effect }) => {
                self.death.set(Some(Death { after_calls: 0, takes_effect: false }));
                if takes_effect {
                    let _lost_with_the_connection = act(&mut self.disk.borrow_mut());
                }
                return Err(StoreError::Closed);
            }
            Some(death) => self.death.set(Some(Death { after_calls: death.after_calls - 1, ..death })),
            None => {}
        }
        act(&mut self.disk.borrow_mut())
    }
}

impl PlanStore for MemoryStore {
    async fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        self.call(|disk| {
            let mut plans: Vec<PlanEntry> = disk.records.values().map(|record| record.entry.clone()).collect();
            sort_plans(&mut plans);
            Ok(plans)
        })
    }

    async fn plan(&self, plan: &PlanId) -> Result<PlanEntry, StoreError> {
        self.call(|disk| disk.records.get(plan).map(|record| record.entry.clone()).ok_or(StoreError::Missing))
    }

    async fn put(&self, snapshot: NewSnapshot, _durability: Durability) -> Result<SnapshotId, StoreError> {
        let failure = {
            let mut failures = self.next_failures.borrow_mut();
            if failures.is_empty() { None } else { Some(failures.remove(0)) }
        };
        self.call(|disk| {
            if let Some(failure) = failure {
                return Err(failure);
            }
            let (record, id) = PlanRecord::with(disk.records.get(&snapshot.plan).cloned(), &snapshot)?;
            if disk.is_too_small_for(&snapshot.bytes) {
                return Err(StoreError::Full);
            }
            disk.records.insert(snapshot.plan.clone(), record);
            disk.bytes.insert((snapshot.plan, id), snapshot.bytes);
            Ok(id)
        })
    }

    async fn snapshots(&self, plan: &PlanId) -> Result<Vec<SnapshotEntry>, StoreError> {
        self.call(|disk| disk.records.get(plan).map(|record| record.snapshots.clone()).ok_or(StoreError::Missing))
    }

    async fn read(&self, plan: &PlanId, snapshot: SnapshotId) -> Result<Vec<u8>, StoreError> {
        self.call(|disk| disk.bytes.get(&(plan.clone(), snapshot)).cloned().ok_or(StoreError::Missing))
    }

    async fn remove_snapshots(&self, plan: &PlanId, snapshots: &[SnapshotId]) -> Result<(), StoreError> {
        self.call(|disk| {
            let removed = disk.records.get_mut(plan).ok_or(StoreError::Missing)?.without(snapshots);
            for id in removed {
                disk.bytes.remove(&(plan.clone(), id));
            }
            Ok(())
        })
    }

    async fn remove_plan(&self, plan: &PlanId) -> Result<(), StoreError> {
        self.call(|disk| {
            disk.records.remove(plan);
            disk.bytes.retain(|(owner, _), _| owner != plan);
            Ok(())
        })
    }

    async fn remove_everything(&self) -> Result<(), StoreError> {
        self.call(|disk| {
            disk.records.clear();
            disk.bytes.clear();
            disk.maps.clear();
            Ok(())
        })
    }
}

impl OwnMapStore for MemoryStore {
    async fn own_map(&self, content: &str) -> Result<Vec<u8>, StoreError> {
        self.call(|disk| disk.maps.get(content).cloned().ok_or(StoreError::Missing))
    }

    async fn put_own_map(&self, content: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.call(|disk| {
            if !disk.maps.contains_key(content) {
                if disk.is_too_small_for(bytes) {
                    return Err(StoreError::Full);
                }
                disk.maps.insert(content.to_owned(), bytes.to_vec());
            }
            Ok(())
        })
    }

    async fn remove_unused_own_maps(&self, in_use: &[String]) -> Result<(), StoreError> {
        self.call(|disk| {
            if let Some(named) = own_maps_named(disk.records.values()) {
                disk.maps.retain(|content, _| named.contains(content.as_str()) || in_use.contains(content));
            }
            Ok(())
        })
    }
}
