//! How a plan is kept: when it is saved, what becomes of old snapshots, how it is opened again, and what is
//! left when it cannot be. Pure: the store is a port and the time comes from the caller.

pub mod autosave;
pub mod keeper;
pub mod opening;
pub mod preferences;
pub mod rotation;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use autosave::{Autosave, NotSaved, SaveState};
pub use keeper::Keeper;
pub use opening::{OpenError, Opened, RecoverableContent, Recovery, RecoverySnapshot, SnapshotError};
pub use preferences::{Preferences, Theme};
