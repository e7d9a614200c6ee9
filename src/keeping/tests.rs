//! What keeping a plan promises, each tried against a store in memory with the faults of a real one.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use pollster::block_on;
use proptest::prelude::*;

use super::*;
use crate::document::codec::{self, CodecError, PlanCodec, SCHEMA_VERSION};
use crate::document::{Command, Document, Plan, PlanId, Settings};
use crate::domain::{Account, AccountId, ScenarioId};
use crate::locale::Language;
use crate::port::store::memory::{Death, MemoryStore};
use crate::port::store::{OwnMapStore, PlanStore, SnapshotCause, SnapshotId, StoreError};

fn id() -> PlanId {
    PlanId("plan".to_owned())
}

fn document_with(names: &[String]) -> Document {
    let mut plan = Plan::new(id(), "پخش البرز", Settings::for_language(Language::Persian));
    let accounts = names.iter().enumerate().map(|(index, name)| {
        let mut account = Account::named(AccountId(index as u32 + 1), name.clone());
        account.potential = Some(index as f64 / 3.0);
        Arc::new(account)
    });
    plan.accounts = Arc::new(accounts.collect());
    plan.next_identity = names.len() as u32 + 1;
    Document::create(plan, 1.0)
}

fn document() -> Document {
    document_with(&["فروشگاه ۱".to_owned(), "b".to_owned()])
}

fn keeper(store: &MemoryStore) -> Keeper<MemoryStore> {
    Keeper::new(store.clone(), id(), "test", PlanCodec::json())
}

/// A keeper whose plan is stored, and the document.
fn kept(store: &MemoryStore) -> (Keeper<MemoryStore>, Document) {
    let document = document();
    let keeper = keeper(store);
    keeper.create(10.0);
    assert_eq!(block_on(keeper.save(document.saved(), 10.0)), SaveState::Saved { at_milliseconds: 10.0 });
    (keeper, document)
}

fn rename(document: &mut Document, keeper: &Keeper<MemoryStore>, name: &str, now: f64) {
    document.apply(Command::RenamePlan(name.to_owned()), now).unwrap();
    keeper.on_change(now);
}

fn stored_name(store: &MemoryStore) -> String {
    block_on(keeper(&store.reopen()).open(0.0)).unwrap().document.plan.name.clone()
}

#[test]
fn an_edit_before_closing_at_once_is_there() {
    let store = MemoryStore::new();
    let (keeper, mut document) = kept(&store);
    rename(&mut document, &keeper, "new", 20.0);
    assert!(keeper.wait_milliseconds(20.0).is_some_and(|wait| wait > 0.0));
    keeper.flush();
    assert_eq!(keeper.wait_milliseconds(20.0), Some(0.0));
    block_on(keeper.save(document.saved(), 20.0));
    assert_eq!(stored_name(&store), "new");
}

#[test]
fn nothing_is_written_until_the_plan_is_open() {
    let store = MemoryStore::new();
    let (_, document) = kept(&store);
    let late = keeper(&store.reopen());
    late.on_change(20.0);
    late.flush();
    let blank = Document::create(Plan::new(id(), "", Settings::for_language(Language::English)), 20.0);
    assert_eq!(block_on(late.save(blank.saved(), 20.0)), SaveState::Loading);
    assert_eq!(block_on(late.open(30.0)).unwrap().document, document.saved());
}

#[test]
fn a_missing_plan_is_an_error_and_no_blank_plan() {
    let store = MemoryStore::new();
    let keeper = keeper(&store);
    assert_eq!(block_on(keeper.open(0.0)), Err(OpenError::Store(StoreError::Missing)));
    assert_eq!(keeper.state(), SaveState::Loading);
    assert_eq!(block_on(store.plans()), Ok(Vec::new()));
}

#[test]
fn a_full_store_keeps_the_edits_and_saving_resumes_by_itself() {
    let store = MemoryStore::new();
    let (keeper, mut document) = kept(&store);
    store.set_capacity(Some(10));
    rename(&mut document, &keeper, "new", 20.0);
    let full = SaveState::NotSaved { reason: NotSaved::Store(StoreError::Full) };
    assert_eq!(block_on(keeper.save(document.saved(), 1_000.0)), full);
    rename(&mut document, &keeper, "newer", 1_100.0);
    assert_eq!(keeper.state(), full, "the warning stays while edits go on");
    assert!(keeper.has_unsaved_changes());
    assert_eq!(stored_name(&store), "پخش البرز");

    store.set_capacity(None);
    let wait = keeper.wait_milliseconds(1_100.0).unwrap();
    assert_eq!(block_on(keeper.save(document.saved(), 1_100.0 + wait)), SaveState::Saved { at_milliseconds: 1_100.0 + wait });
    assert_eq!(stored_name(&store), "newer");
}

#[test]
fn a_save_whose_answer_was_lost_is_not_taken_for_another_tabs() {
    let store = MemoryStore::new();
    let (keeper, mut document) = kept(&store);
    rename(&mut document, &keeper, "new", 20.0);
    let flaky = store.clone();
    flaky.die(Death { after_calls: 0, takes_effect: true });
    let state = block_on(keeper.save(document.saved(), 20.0));
    assert_eq!(state, SaveState::NotSaved { reason: NotSaved::Store(StoreError::Closed) });
    flaky.revive();
    rename(&mut document, &keeper, "newer", 30.0);
    assert_eq!(block_on(keeper.save(document.saved(), 30.0)), SaveState::Saved { at_milliseconds: 30.0 });
    assert_eq!(stored_name(&store), "newer");
}

#[test]
fn two_tabs_never_overwrite_each_other_and_consent_loses_neither() {
    let store = MemoryStore::new();
    let (mine, mut my_document) = kept(&store);
    let other = keeper(&store.reopen());
    let mut other_document = Document::open(block_on(other.open(15.0)).unwrap().document);
    rename(&mut other_document, &other, "other", 20.0);
    block_on(other.save(other_document.saved(), 20.0));

    rename(&mut my_document, &mine, "mine", 30.0);
    let state = block_on(mine.save(my_document.saved(), 30.0));
    assert_eq!(state, SaveState::NotSaved { reason: NotSaved::Store(StoreError::Overtaken { current: SnapshotId(2) }) });
    assert_eq!(mine.wait_milliseconds(1e9), None);
    assert_eq!(stored_name(&store), "other");

    block_on(mine.save_anyway(40.0)).unwrap();
    assert_eq!(block_on(mine.save(my_document.saved(), 40.0)), SaveState::Saved { at_milliseconds: 40.0 });
    assert_eq!(stored_name(&store), "mine");
    let restored = block_on(mine.restore(SnapshotId(2), 50.0)).unwrap();
    assert_eq!(restored.plan.name, "other");
}

#[test]
fn a_plan_that_another_tab_removed_comes_back_only_with_consent() {
    let store = MemoryStore::new();
    let (keeper, mut document) = kept(&store);
    block_on(store.reopen().remove_everything()).unwrap();
    rename(&mut document, &keeper, "new", 20.0);
    let state = block_on(keeper.save(document.saved(), 20.0));
    assert_eq!(state, SaveState::NotSaved { reason: NotSaved::Store(StoreError::Missing) });
    assert_eq!(block_on(store.plans()), Ok(Vec::new()));
    block_on(keeper.save_anyway(30.0)).unwrap();
    block_on(keeper.save(document.saved(), 30.0));
    assert_eq!(stored_name(&store), "new");
}

#[test]
fn another_plan_is_never_saved_over_this_one() {
    let store = MemoryStore::new();
    let (keeper, document) = kept(&store);
    let other = Document::create(Plan::new(PlanId("other".to_owned()), "other", Settings::for_language(Language::English)), 1.0);
    keeper.on_change(20.0);
    assert_eq!(block_on(keeper.save(other.saved(), 20.0)), SaveState::NotSaved { reason: NotSaved::OtherPlan });
    assert_eq!(stored_name(&store), document.plan().name);
}

#[test]
fn a_damaged_plan_is_recovered_from_an_older_snapshot_and_that_can_be_taken_back() {
    let store = MemoryStore::new();
    let (keeper_before, mut document) = kept(&store);
    rename(&mut document, &keeper_before, "new", 20.0);
    block_on(keeper_before.save(document.saved(), 20.0));
    assert!(store.flip(&id(), SnapshotId(2), 300, 1));

    let keeper = keeper(&store.reopen());
    let Err(OpenError::NeedsRecovery(recovery)) = block_on(keeper.open(30.0)) else { panic!("it opened") };
    assert_eq!(recovery.problem, CodecError::Damaged);
    assert_eq!(recovery.entry.name, "new");
    let contents: Vec<_> = recovery.snapshots.iter().map(|snapshot| (snapshot.entry.id.0, snapshot.content.is_ok())).collect();
    assert_eq!(contents, [(2, false), (1, true)]);
    assert_eq!(recovery.snapshots[1].content.as_ref().unwrap().accounts, 2);
    assert_eq!(keeper.state(), SaveState::Loading, "nothing is written over the damaged one");

    let restored = block_on(keeper.restore(SnapshotId(1), 40.0)).unwrap();
    assert_eq!(keeper.wait_milliseconds(40.0), Some(0.0));
    block_on(keeper.save(restored.clone(), 40.0));
    assert_eq!(stored_name(&store), "پخش البرز");
    // Long after, and through many saves, the bytes of the damaged one are still there to be exported.
    let mut document = Document::open(restored);
    for step in 0..50 {
        let now = 50.0 + f64::from(step);
        document.apply(Command::RenamePlan(format!("{step}")), now).unwrap();
        keeper.on_change(now);
        block_on(keeper.save(document.saved(), now));
    }
    let left = block_on(store.snapshots(&id())).unwrap();
    assert_eq!(left.len(), 7, "the last five, the restored one and the damaged one");
    assert!(block_on(store.read(&id(), SnapshotId(2))).is_ok());
}

#[test]
fn a_restore_of_an_unreadable_snapshot_changes_nothing() {
    let store = MemoryStore::new();
    let (keeper, _) = kept(&store);
    store.flip(&id(), SnapshotId(1), 300, 1);
    assert_eq!(block_on(keeper.restore(SnapshotId(1), 20.0)), Err(SnapshotError::Codec(CodecError::Damaged)));
    assert_eq!(block_on(keeper.restore(SnapshotId(9), 20.0)), Err(SnapshotError::Store(StoreError::Missing)));
    assert_eq!(keeper.state(), SaveState::Saved { at_milliseconds: 10.0 });
}

#[test]
fn a_plan_of_a_newer_build_is_refused_and_its_bytes_are_kept() {
    let store = MemoryStore::new();
    let (_, document) = kept(&store);
    let bytes = String::from_utf8(codec::encode(&document.saved(), "next", 20.0).unwrap()).unwrap();
    let newer = bytes.replace(&format!("\"schema_version\":{SCHEMA_VERSION},"), "\"schema_version\":999,");
    store.replace(&id(), SnapshotId(1), newer.clone().into_bytes());
    let keeper = keeper(&store.reopen());
    let Err(OpenError::NeedsRecovery(recovery)) = block_on(keeper.open(30.0)) else { panic!("it opened") };
    assert_eq!(recovery.problem, CodecError::Newer { found: 999, known: SCHEMA_VERSION });
    keeper.on_change(40.0);
    assert_eq!(block_on(keeper.save(document.saved(), 40.0)), SaveState::Loading);
    assert_eq!(block_on(store.read(&id(), SnapshotId(1))).unwrap(), newer.into_bytes());
}

#[test]
fn bytes_that_are_gone_are_damage_and_not_a_plan_that_never_was() {
    let store = MemoryStore::new();
    kept(&store);
    store.replace(&id(), SnapshotId(1), Vec::new());
    let Err(OpenError::NeedsRecovery(recovery)) = block_on(keeper(&store).open(30.0)) else { panic!("it opened") };
    assert_eq!(recovery.problem, CodecError::NotAPlan);
}

#[test]
fn old_snapshots_go_only_after_the_newest_was_read_back() {
    let store = MemoryStore::new();
    let (keeper, mut document) = kept(&store);
    for step in 0..5 {
        rename(&mut document, &keeper, &format!("{step}"), 20.0 + f64::from(step));
        block_on(keeper.save(document.saved(), 20.0 + f64::from(step)));
    }
    assert_eq!(block_on(store.snapshots(&id())).unwrap().len(), 5);
    rename(&mut document, &keeper, "unread", 30.0);
    store.die(Death { after_calls: 1, takes_effect: false });
    assert_eq!(block_on(keeper.save(document.saved(), 30.0)), SaveState::Saved { at_milliseconds: 30.0 });
    assert_eq!(block_on(store.reopen().snapshots(&id())).unwrap().len(), 6);
    assert_eq!(stored_name(&store), "unread");
}

#[test]
fn snapshots_say_why_they_were_made() {
    let store = MemoryStore::new();
    let (keeper, mut document) = kept(&store);
    rename(&mut document, &keeper, "new", 20.0);
    block_on(keeper.save(document.saved(), 20.0));
    let restored = block_on(keeper.restore(SnapshotId(1), 30.0)).unwrap();
    block_on(keeper.save(restored, 30.0));
    let causes: Vec<_> = block_on(store.snapshots(&id())).unwrap().iter().map(|entry| (entry.cause, entry.previous)).collect();
    let expected =
        [(SnapshotCause::Created, None), (SnapshotCause::Edited, Some(SnapshotId(1))), (SnapshotCause::Restored, Some(SnapshotId(2)))];
    assert_eq!(causes, expected);
}

#[test]
fn a_kill_between_any_two_calls_leaves_the_old_or_the_new() {
    let mut seen = std::collections::BTreeSet::new();
    for after_calls in 0..6 {
        for takes_effect in [false, true] {
            let store = MemoryStore::new();
            let (keeper, mut document) = kept(&store);
            for step in 0..5 {
                rename(&mut document, &keeper, "old", 20.0 + f64::from(step));
                block_on(keeper.save(document.saved(), 20.0 + f64::from(step)));
            }
            store.die(Death { after_calls, takes_effect });
            rename(&mut document, &keeper, "new", 30.0);
            block_on(keeper.save(document.saved(), 30.0));

            let reopened = store.reopen();
            let name = stored_name(&store);
            assert!(["old", "new"].contains(&name.as_str()), "{name} is left");
            for entry in block_on(reopened.snapshots(&id())).unwrap() {
                assert!(block_on(reopened.read(&id(), entry.id)).is_ok(), "{:?} is listed and not there", entry.id);
            }
            seen.insert(name);
        }
    }
    assert_eq!(seen.len(), 2, "the kills fell on both sides of the put");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_saved_plan_opens_as_it_was(names in prop::collection::vec(any::<String>(), 0..20), potential in any::<f64>()) {
        let store = MemoryStore::new();
        let mut document = document_with(&names);
        if let (Some(first), true) = (document.plan().accounts.first().cloned(), potential.is_finite()) {
            let account = Account { potential: Some(potential.abs()), ..Account::clone(&first) };
            document.apply(Command::EditAccount(Box::new(account)), 2.0).ok();
        }
        document.apply(Command::AddScenario { name: "s".to_owned(), from: ScenarioId::TODAY }, 3.0).ok();
        let keeper = keeper(&store);
        keeper.create(4.0);
        prop_assert_eq!(block_on(keeper.save(document.saved(), 4.0)), SaveState::Saved { at_milliseconds: 4.0 });
        let opened = block_on(self::keeper(&store.reopen()).open(5.0)).unwrap();
        prop_assert_eq!(opened.document, document.saved());
        prop_assert_eq!(opened.saved_at_milliseconds, 4.0);
    }

    #[test]
    fn one_changed_byte_anywhere_is_detected(at in any::<prop::sample::Index>(), mask in 1_u8..) {
        let store = MemoryStore::new();
        kept(&store);
        let length = block_on(store.read(&id(), SnapshotId(1))).unwrap().len();
        prop_assert!(store.flip(&id(), SnapshotId(1), at.index(length), mask));
        let outcome = block_on(keeper(&store.reopen()).open(20.0));
        let is_detected = matches!(outcome, Err(OpenError::NeedsRecovery(_)));
        prop_assert!(is_detected, "{:?}", outcome);
    }

    /// Whatever the order of edits, saves, faults, hidden pages and visits, what opens is a version that the
    /// user had, and after a quiet end it is the last one.
    #[test]
    fn any_history_ends_in_the_last_version(steps in prop::collection::vec(0_u8..6, 1..40)) {
        let store = MemoryStore::new();
        let (mut keeper, mut document) = kept(&store);
        let mut now = 100.0;
        let mut edits = 0;
        for step in steps {
            now += 700.0;
            match step {
                0 | 1 => {
                    edits += 1;
                    rename(&mut document, &keeper, &format!("edit {edits}"), now);
                }
                2 => keeper.flush(),
                3 => store.fail_next_put(StoreError::Full),
                4 => {
                    // A new visit, which the page before it did not leave unsaved.
                    if !keeper.has_unsaved_changes() {
                        keeper = self::keeper(&store);
                        document = Document::open(block_on(keeper.open(now)).unwrap().document);
                    }
                }
                _ => {
                    if keeper.wait_milliseconds(now) == Some(0.0) {
                        block_on(keeper.save(document.saved(), now));
                    }
                }
            }
        }
        for _ in 0..60 {
            let Some(wait) = keeper.wait_milliseconds(now) else { break };
            now += wait;
            block_on(keeper.save(document.saved(), now));
        }
        let is_saved = matches!(keeper.state(), SaveState::Saved { .. });
        prop_assert!(is_saved, "{:?}", keeper.state());
        let opened = block_on(self::keeper(&store.reopen()).open(now)).unwrap();
        prop_assert_eq!(opened.document, document.saved());
    }
}

#[test]
fn a_map_stays_as_long_as_a_snapshot_names_it() {
    use crate::document::{OwnMap, own_map};
    let store = MemoryStore::new();
    let (keeper, mut document) = kept(&store);
    let maps: Vec<OwnMap> = [&b"{\"a\":1}"[..], b"{\"b\":2}", b"{\"c\":3}"]
        .iter()
        .map(|kept| {
            let content = own_map::content_of(kept);
            block_on(store.put_own_map(&content, kept)).unwrap();
            OwnMap { name: "m.geojson".into(), content }
        })
        .collect();
    let mut now = 20.0;
    for map in &maps[..2] {
        let command = own_map::choose(document.plan(), map.clone());
        document.apply(command, now).unwrap();
        keeper.on_change(now);
        block_on(keeper.save(document.saved(), now));
        now += 10.0;
    }
    let is_stored = |map: &OwnMap| block_on(store.own_map(&map.content)).is_ok();
    block_on(store.remove_unused_own_maps(&[])).unwrap();
    assert_eq!([0, 1, 2].map(|at| is_stored(&maps[at])), [true, true, false], "the first one may be restored");
    let opened = block_on(super::Keeper::new(store.reopen(), id(), "test", PlanCodec::json()).open(now)).unwrap();
    assert_eq!(opened.document.plan.settings.own_map.as_ref(), Some(&maps[1]));

    block_on(store.remove_plan(&id())).unwrap();
    block_on(store.remove_unused_own_maps(&[maps[1].content.clone()])).unwrap();
    assert_eq!([0, 1].map(|at| is_stored(&maps[at])), [false, true], "what undo may come back to stays");
    block_on(store.remove_everything()).unwrap();
    assert!(!is_stored(&maps[1]));
}

#[test]
fn a_map_that_does_not_fit_is_refused_and_what_is_there_stays() {
    let store = MemoryStore::new();
    block_on(store.put_own_map("one", b"1234")).unwrap();
    store.set_capacity(Some(6));
    assert_eq!(block_on(store.put_own_map("two", b"1234")), Err(StoreError::Full));
    assert_eq!(block_on(store.own_map("one")).unwrap(), b"1234");
    assert_eq!(block_on(store.own_map("two")), Err(StoreError::Missing));
}
