//! Which old snapshots may go: the last five stay, and of the older ones the last of each hour for a day and
//! the last of each day for ten days. A restored or migrated plan stays for ten days together with what it was
//! before, and what only a newer build can read stays until the plan is deleted.

use std::collections::BTreeSet;

use crate::document::codec::SCHEMA_VERSION;
use crate::port::store::{SnapshotCause, SnapshotEntry, SnapshotId};

/// How many of the newest snapshots stay.
pub const NEWEST_KEPT: usize = 5;
const HOUR_MILLISECONDS: f64 = 3_600_000.0;
const DAY_MILLISECONDS: f64 = 24.0 * HOUR_MILLISECONDS;
/// For how long an hour's last snapshot stays, in milliseconds.
const HOURLY_MILLISECONDS: f64 = DAY_MILLISECONDS;
/// For how long a day's last snapshot stays, in milliseconds.
const DAILY_MILLISECONDS: f64 = 10.0 * DAY_MILLISECONDS;

/// The snapshots that may go, oldest first. `snapshots` are oldest first. Hours and days are those of universal
/// time, and ages are counted back from the newest snapshot or now, whichever is later, so that a clock that
/// was set back removes nothing.
pub fn removable(snapshots: &[SnapshotEntry], now_milliseconds: f64) -> Vec<SnapshotId> {
    let now = snapshots.iter().map(|entry| entry.saved_at_milliseconds).fold(now_milliseconds, f64::max);
    let age = |entry: &SnapshotEntry| now - entry.saved_at_milliseconds;
    let mut kept: BTreeSet<SnapshotId> = snapshots.iter().rev().take(NEWEST_KEPT).map(|entry| entry.id).collect();

    let mut hours = BTreeSet::new();
    let mut days = BTreeSet::new();
    for entry in snapshots.iter().rev() {
        let is_last_of_hour = hours.insert((entry.saved_at_milliseconds / HOUR_MILLISECONDS).floor() as i64);
        let is_last_of_day = days.insert((entry.saved_at_milliseconds / DAY_MILLISECONDS).floor() as i64);
        let stays_for_hour = is_last_of_hour && age(entry) <= HOURLY_MILLISECONDS;
        let stays_for_day = is_last_of_day && age(entry) <= DAILY_MILLISECONDS;
        if stays_for_hour || stays_for_day || entry.schema_version > SCHEMA_VERSION {
            kept.insert(entry.id);
        }
        let is_turn = matches!(entry.cause, SnapshotCause::Restored | SnapshotCause::Migrated);
        if is_turn && age(entry) <= DAILY_MILLISECONDS {
            kept.insert(entry.id);
            kept.extend(entry.previous);
        }
    }
    snapshots.iter().map(|entry| entry.id).filter(|id| !kept.contains(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: u32, saved_at_milliseconds: f64) -> SnapshotEntry {
        SnapshotEntry {
            id: SnapshotId(id),
            previous: id.checked_sub(1).map(SnapshotId),
            cause: SnapshotCause::Edited,
            saved_at_milliseconds,
            size_bytes: 1,
            schema_version: SCHEMA_VERSION,
            checksum: String::new(),
            own_map: None,
        }
    }

    /// Saves once in each step, rotating after each save, and answers what is left and when the last save was.
    fn live(step_milliseconds: f64, saves: u32) -> (Vec<SnapshotEntry>, f64) {
        let mut snapshots = Vec::new();
        let mut now = 0.0;
        for id in 0..saves {
            now = f64::from(id) * step_milliseconds;
            snapshots.push(entry(id, now));
            let goes = removable(&snapshots, now);
            snapshots.retain(|entry| !goes.contains(&entry.id));
        }
        (snapshots, now)
    }

    #[test]
    fn fifteen_days_of_work_leave_a_bounded_number_that_covers_the_day_and_the_ten_days() {
        let (left, now) = live(60_000.0, 15 * 24 * 60);
        assert!((30..=5 + 25 + 11).contains(&left.len()), "{} snapshots are left", left.len());
        let has_one_between = |from: f64, to: f64| left.iter().any(|entry| (from..=to).contains(&(now - entry.saved_at_milliseconds)));
        for hour in 0..23 {
            let from = f64::from(hour) * HOUR_MILLISECONDS;
            assert!(has_one_between(from, from + HOUR_MILLISECONDS), "hour {hour} has none");
        }
        for day in 0..9 {
            let from = f64::from(day) * DAY_MILLISECONDS;
            assert!(has_one_between(from, from + DAY_MILLISECONDS), "day {day} has none");
        }
        assert!(left.iter().all(|entry| now - entry.saved_at_milliseconds <= DAILY_MILLISECONDS));
    }

    #[test]
    fn the_last_five_stay_however_old_they_are() {
        let snapshots: Vec<_> = (0..7).map(|id| entry(id, f64::from(id))).collect();
        assert_eq!(removable(&snapshots, 1e12), [SnapshotId(0), SnapshotId(1)]);
    }

    #[test]
    fn a_clock_that_was_set_back_removes_no_more_than_before() {
        let (left, _) = live(60_000.0, 3 * 24 * 60);
        assert_eq!(removable(&left, 0.0), Vec::<SnapshotId>::new());
    }

    #[test]
    fn what_was_current_before_a_restore_stays_for_ten_days() {
        let mut snapshots: Vec<_> = (0..40).map(|id| entry(id, f64::from(id) * 1_000.0)).collect();
        snapshots[20].cause = SnapshotCause::Restored;
        // In two turns, since what keeps the one before must not go itself.
        for _ in 0..2 {
            let goes = removable(&snapshots, 40_000.0);
            snapshots.retain(|entry| !goes.contains(&entry.id));
        }
        let left: Vec<u32> = snapshots.iter().map(|entry| entry.id.0).collect();
        assert_eq!(left, [19, 20, 35, 36, 37, 38, 39]);
        assert_eq!(removable(&snapshots, 11.0 * DAY_MILLISECONDS), [SnapshotId(19), SnapshotId(20)]);
    }

    #[test]
    fn what_only_a_newer_build_can_read_stays() {
        let mut snapshots: Vec<_> = (0..40).map(|id| entry(id, f64::from(id) * 1_000.0)).collect();
        snapshots[3].schema_version = SCHEMA_VERSION + 1;
        assert!(!removable(&snapshots, 1e12).contains(&SnapshotId(3)));
    }
}
