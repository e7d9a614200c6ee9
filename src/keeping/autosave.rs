//! When to save: a machine that is told of changes and of how saves went, and says how long to wait. It keeps
//! the times of changes, never the changes themselves.

use crate::document::codec::CodecError;
use crate::port::store::StoreError;

/// A save waits until no change came for so long, in milliseconds.
pub const QUIET_MILLISECONDS: f64 = 800.0;
/// A save waits no longer than this after the first change, in milliseconds.
pub const LONGEST_WAIT_MILLISECONDS: f64 = 5_000.0;
/// The pause after the first failed save, in milliseconds; it doubles with each further one.
pub const FIRST_RETRY_MILLISECONDS: f64 = 2_000.0;
/// The longest pause between two failed saves, in milliseconds.
pub const LONGEST_RETRY_MILLISECONDS: f64 = 30_000.0;

/// Why a plan is not saved. The edits are in memory, and what was stored before is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaved {
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The plan has no form in bytes.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// What was read back is not what was stored.
    #[error("what was read back is not what was stored")]
    ReadBackDiffers,
    /// The document is another plan than the one that is kept here: a mistake in the program.
    #[error("this is another plan than the one that is kept")]
    OtherPlan,
}

impl NotSaved {
    /// Whether trying again by itself may help. Otherwise the user decides, see [`super::Keeper::save_anyway`].
    pub fn may_pass(&self) -> bool {
        match self {
            NotSaved::Store(StoreError::Missing | StoreError::Overtaken { .. } | StoreError::Newer) => false,
            NotSaved::Store(_) | NotSaved::ReadBackDiffers => true,
            NotSaved::Codec(_) | NotSaved::OtherPlan => false,
        }
    }
}

/// What the screen says about saving.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// The plan is being opened; nothing is written.
    Loading,
    /// Everything is stored.
    Saved {
        /// The time of the stored version, in milliseconds since 1970.
        at_milliseconds: f64,
    },
    /// There are edits that wait for a pause.
    Pending,
    /// A save is under way.
    Saving,
    /// The last save failed.
    NotSaved {
        /// Why.
        reason: NotSaved,
    },
}

/// The first and the last of some changes, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Changes {
    first: f64,
    last: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct Failure {
    reason: NotSaved,
    at: f64,
    times_in_a_row: u32,
}

/// The machine. Times are milliseconds since 1970, on any clock that the caller likes.
#[derive(Clone, Debug, PartialEq)]
pub struct Autosave {
    is_loaded: bool,
    saved_at: f64,
    unsaved: Option<Changes>,
    under_way: Option<Changes>,
    failure: Option<Failure>,
    is_flush_wanted: bool,
}

impl Autosave {
    /// A plan that is being opened.
    pub fn loading() -> Autosave {
        Autosave { is_loaded: false, saved_at: 0.0, unsaved: None, under_way: None, failure: None, is_flush_wanted: false }
    }

    /// The plan was opened; this is when it was saved.
    pub fn on_loaded(&mut self, saved_at_milliseconds: f64) {
        self.is_loaded = true;
        self.saved_at = saved_at_milliseconds;
    }

    /// The plan was changed. Changes while it is loading are not heard: there is nothing to change yet.
    pub fn on_change(&mut self, now: f64) {
        if !self.is_loaded {
            return;
        }
        let first = self.unsaved.map_or(now, |changes| changes.first);
        self.unsaved = Some(Changes { first, last: now });
        // A change may be what makes an unwritable plan writable.
        if let Some(failure) = self.failure.as_mut().filter(|failure| matches!(failure.reason, NotSaved::Codec(_))) {
            failure.at = f64::NEG_INFINITY;
        }
    }

    /// The page may be gone soon: what is not saved is due at once.
    pub fn flush(&mut self) {
        self.is_flush_wanted = self.unsaved.is_some();
    }

    /// The user wants it saved in spite of a failure that does not pass by itself.
    pub fn save_anyway(&mut self) {
        self.failure = None;
        self.flush();
    }

    /// How long to wait until [`Autosave::begin`], in milliseconds; 0 is now. `None` when there is nothing to
    /// wait for: nothing is unsaved, a save is under way, or the last failure does not pass by itself.
    pub fn wait_milliseconds(&self, now: f64) -> Option<f64> {
        let changes = self.unsaved.filter(|_| self.is_loaded && self.under_way.is_none())?;
        let may_pass = |failure: &Failure| failure.reason.may_pass() || failure.at == f64::NEG_INFINITY;
        if self.failure.as_ref().is_some_and(|failure| !may_pass(failure)) {
            return None;
        }
        if self.is_flush_wanted {
            return Some(0.0);
        }
        let quiet = (changes.last + QUIET_MILLISECONDS).min(changes.first + LONGEST_WAIT_MILLISECONDS);
        let due = self.failure.as_ref().map_or(quiet, |failure| quiet.max(failure.at + retry_pause(failure.times_in_a_row)));
        // A clock that was set back must not put a save off for longer than the longest pause.
        Some((due - now).clamp(0.0, LONGEST_RETRY_MILLISECONDS))
    }

    /// Begins a save of all changes up to now; false when there is nothing to save or it must not be saved yet.
    /// Does not look at the clock: when it is time is for [`Autosave::wait_milliseconds`] to say.
    pub fn begin(&mut self) -> bool {
        if !self.is_loaded || self.under_way.is_some() {
            return false;
        }
        let Some(changes) = self.unsaved.take() else { return false };
        self.under_way = Some(changes);
        self.is_flush_wanted = false;
        true
    }

    /// The save that was begun is stored; this is the time of the stored version.
    pub fn on_saved(&mut self, at_milliseconds: f64) {
        self.under_way = None;
        self.failure = None;
        self.saved_at = at_milliseconds;
    }

    /// The save that was begun failed. Its changes are unsaved again.
    pub fn on_failed(&mut self, reason: NotSaved, now: f64) {
        let failed = self.under_way.take();
        self.unsaved = match (failed, self.unsaved) {
            (Some(failed), Some(later)) => Some(Changes { first: failed.first, last: later.last }),
            (failed, later) => failed.or(later),
        };
        let times_in_a_row = self.failure.as_ref().map_or(0, |failure| failure.times_in_a_row).saturating_add(1);
        self.failure = Some(Failure { reason, at: now, times_in_a_row });
    }

    /// What to show.
    pub fn state(&self) -> SaveState {
        match (&self.failure, self.unsaved, self.under_way) {
            _ if !self.is_loaded => SaveState::Loading,
            // A new attempt does not make a plan saved: the warning stays until one succeeds.
            (Some(failure), _, _) => SaveState::NotSaved { reason: failure.reason.clone() },
            (None, _, Some(_)) => SaveState::Saving,
            (None, Some(_), None) => SaveState::Pending,
            (None, None, None) => SaveState::Saved { at_milliseconds: self.saved_at },
        }
    }

    /// Whether edits would be lost if the page closed now.
    pub fn has_unsaved_changes(&self) -> bool {
        self.unsaved.is_some() || self.under_way.is_some()
    }
}

fn retry_pause(times_in_a_row: u32) -> f64 {
    let doublings = times_in_a_row.saturating_sub(1).min(16);
    (FIRST_RETRY_MILLISECONDS * f64::from(1_u32 << doublings)).min(LONGEST_RETRY_MILLISECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded() -> Autosave {
        let mut autosave = Autosave::loading();
        autosave.on_loaded(0.0);
        autosave
    }

    fn full() -> NotSaved {
        NotSaved::Store(StoreError::Full)
    }

    #[test]
    fn nothing_is_written_before_loading_has_finished() {
        let mut autosave = Autosave::loading();
        autosave.on_change(1.0);
        autosave.flush();
        assert_eq!(autosave.wait_milliseconds(1e9), None);
        assert!(!autosave.begin());
        assert_eq!(autosave.state(), SaveState::Loading);
        autosave.on_loaded(5.0);
        assert_eq!(autosave.state(), SaveState::Saved { at_milliseconds: 5.0 });
        assert_eq!(autosave.wait_milliseconds(1e9), None);
    }

    #[test]
    fn a_save_waits_for_a_pause_but_not_for_ever() {
        let mut autosave = loaded();
        autosave.on_change(1_000.0);
        assert_eq!(autosave.wait_milliseconds(1_000.0), Some(800.0));
        autosave.on_change(1_500.0);
        assert_eq!(autosave.wait_milliseconds(1_500.0), Some(800.0));
        for step in 0..60 {
            autosave.on_change(1_600.0 + f64::from(step) * 100.0);
        }
        assert_eq!(autosave.wait_milliseconds(6_000.0), Some(0.0));
        assert!(autosave.begin());
        assert_eq!(autosave.wait_milliseconds(6_000.0), None, "one save at a time");
        assert!(!autosave.begin());
    }

    #[test]
    fn hiding_the_page_saves_at_once() {
        let mut autosave = loaded();
        autosave.on_change(1_000.0);
        autosave.flush();
        assert_eq!(autosave.wait_milliseconds(1_000.0), Some(0.0));
    }

    #[test]
    fn an_edit_during_a_save_is_saved_after_it() {
        let mut autosave = loaded();
        autosave.on_change(0.0);
        assert!(autosave.begin());
        autosave.on_change(10.0);
        autosave.flush();
        assert_eq!(autosave.state(), SaveState::Saving);
        autosave.on_saved(20.0);
        assert_eq!(autosave.state(), SaveState::Pending);
        assert_eq!(autosave.wait_milliseconds(20.0), Some(0.0), "the flush is not forgotten");
        assert!(autosave.begin());
        autosave.on_saved(30.0);
        assert_eq!(autosave.state(), SaveState::Saved { at_milliseconds: 30.0 });
        assert!(!autosave.has_unsaved_changes());
    }

    #[test]
    fn a_failed_save_is_tried_again_ever_more_rarely_and_the_warning_stays() {
        let mut autosave = loaded();
        autosave.on_change(0.0);
        let mut now = 0.0;
        let mut pauses = Vec::new();
        for _ in 0..7 {
            let wait = autosave.wait_milliseconds(now).unwrap_or(f64::NAN);
            pauses.push(wait);
            now += wait;
            assert!(autosave.begin());
            autosave.on_failed(full(), now);
            assert_eq!(autosave.state(), SaveState::NotSaved { reason: full() });
            assert!(autosave.has_unsaved_changes());
        }
        assert_eq!(pauses, [800.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0, 30_000.0, 30_000.0]);
        assert!(autosave.begin());
        assert_eq!(autosave.state(), SaveState::NotSaved { reason: full() }, "an attempt is not yet a success");
        autosave.on_saved(now);
        assert_eq!(autosave.state(), SaveState::Saved { at_milliseconds: now });
    }

    #[test]
    fn what_another_tab_saved_is_not_overwritten_without_consent() {
        let mut autosave = loaded();
        autosave.on_change(0.0);
        assert!(autosave.begin());
        autosave.on_failed(NotSaved::Store(StoreError::Overtaken { current: crate::port::store::SnapshotId(3) }), 1.0);
        autosave.on_change(2.0);
        autosave.flush();
        assert_eq!(autosave.wait_milliseconds(1e9), None);
        autosave.save_anyway();
        assert_eq!(autosave.wait_milliseconds(3.0), Some(0.0));
    }

    #[test]
    fn a_plan_that_cannot_be_written_is_tried_again_after_the_next_edit() {
        let mut autosave = loaded();
        autosave.on_change(0.0);
        assert!(autosave.begin());
        autosave.on_failed(NotSaved::Codec(CodecError::Unwritable { detail: String::new() }), 1.0);
        assert_eq!(autosave.wait_milliseconds(1e9), None);
        autosave.on_change(2_000.0);
        assert_eq!(autosave.wait_milliseconds(2_000.0), Some(800.0));
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_stop_saving() {
        let mut autosave = loaded();
        autosave.on_change(1e12);
        let wait = autosave.wait_milliseconds(0.0);
        assert!(wait.is_some_and(|wait| wait <= LONGEST_RETRY_MILLISECONDS));
    }
}
