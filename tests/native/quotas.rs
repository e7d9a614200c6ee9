//! What a planner decides about quotas comes out in the tree, stays through other changes and is undone like any change.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use qalamro::document::quota::finding_text::decided_beside_the_tree;
use qalamro::document::quota::question::goal_key;
use qalamro::document::quota::{
    BelowSeats, GoalSettings, Holding, NodeDecision, NodeRef, QuotaCommand, QuotaGroup, QuotaResults, Schedules, Who, results,
    settings::GoalTarget,
};
use qalamro::document::{Command, CommandError, Document, change_text};
use qalamro::domain::{CivilDate, GroupId, PersonId, ScenarioId, TerritoryId};
use qalamro::locale::Language;
use qalamro::quota::{GoalKind, Lock, Measure, Method, NodeKey, NodeKind, Ramp};
use qalamro::sample;

const TODAY: ScenarioId = ScenarioId::TODAY;

fn document() -> Document {
    Document::open(sample::SAMPLES[0].document())
}

fn change(document: &mut Document, change: QuotaCommand) -> Result<(), CommandError> {
    document.apply(Command::ChangeQuota { scenario: TODAY, change: Box::new(change) }, 0.0).map(|_| ())
}

fn with_sales(target: GoalTarget) -> Document {
    let mut document = document();
    let goal = GoalSettings::new(GoalKind::Sales, target, Method::By(Measure::Potential));
    change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
    document
}

fn quotas(document: &Document) -> QuotaResults {
    results(document.plan(), document.plan().today().unwrap()).expect("there is a goal")
}

fn base(results: &QuotaResults, node: &NodeKey) -> i64 {
    let place = results.answer.places()[node];
    results.answer.goal(&goal_key(GoalKind::Sales)).unwrap().nodes[place].base
}

fn seats(document: &Document) -> Vec<TerritoryId> {
    document.plan().today().unwrap().territories.iter().map(|territory| territory.id).collect()
}

#[test]
fn without_a_target_there_is_no_question() {
    let document = document();
    assert!(results(document.plan(), document.plan().today().unwrap()).is_none());
}

#[test]
fn territories_become_seats_with_their_sellers_and_sum_to_the_target() {
    let document = with_sales(GoalTarget::Amount(1_234_567_890_123));
    let results = quotas(&document);
    let seats = seats(&document);
    let sum: i64 = seats.iter().map(|seat| base(&results, &NodeRef::Seat(*seat).key())).sum();
    assert_eq!(sum, 1_234_567_890_123);
    let kinds = |kind| results.answer.nodes.iter().filter(|node| node.kind == kind).count();
    assert_eq!((kinds(NodeKind::Seat), kinds(NodeKind::Company)), (seats.len(), 1));
    assert_eq!(kinds(NodeKind::Holder), document.plan().today().unwrap().territories.iter().filter(|one| one.seller.is_some()).count());
    assert_eq!(results.question.fiscal_year.first_month().year, 1405, "the sample knows 1403 and 1404");
}

#[test]
fn growth_counts_all_customers_also_those_without_a_territory() {
    let document = with_sales(GoalTarget::Growth(0.0));
    let results = quotas(&document);
    let known = document.plan().accounts.iter().filter_map(|account| account.sales_history.as_ref());
    let last_year: i64 = known.map(|history| history.months[12..24].iter().map(|month| month.0).sum::<i64>()).sum();
    assert!(results.sales_without_seat > 0.0);
    assert_eq!(results.answer.goal(&goal_key(GoalKind::Sales)).unwrap().target, last_year);
}

#[test]
fn a_lock_and_an_estimate_survive_a_new_target_and_a_balanced_design() {
    let mut document = with_sales(GoalTarget::Amount(1_000_000_000));
    let seat = NodeRef::Seat(seats(&document)[0]).key();
    let lock = Lock { amount: 123_456_789, reason: "agreed".to_owned() };
    change(&mut document, QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes: vec![(seat.clone(), Some(lock))] }).unwrap();
    change(&mut document, QuotaCommand::EstimateNodes { goal: GoalKind::Sales, nodes: vec![(seat.clone(), Some(77))] }).unwrap();
    let goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(2_000_000_000), Method::Equal);
    change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
    let moved: Vec<_> = document.plan().today().unwrap().assignment.keys().take(50).copied().collect();
    let to = seats(&document)[3];
    document.apply(Command::AssignAccounts { scenario: TODAY, accounts: moved, territory: Some(to) }, 0.0).unwrap();
    let results = quotas(&document);
    assert_eq!(base(&results, &seat), 123_456_789);
    let outcome = results.answer.goal(&goal_key(GoalKind::Sales)).unwrap();
    assert_eq!(outcome.nodes[results.answer.places()[&seat]].estimate, Some(77));
    change(&mut document, QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes: vec![(seat.clone(), None)] }).unwrap();
    assert_eq!(base(&quotas(&document), &seat), 2_000_000_000 / seats(&document).len() as i64 + 1, "free again, and first by key");
    document.undo(0.0);
    assert_eq!(base(&quotas(&document), &seat), 123_456_789);
}

#[test]
fn moving_customers_moves_quotas() {
    let mut document = with_sales(GoalTarget::Amount(1_000_000_000));
    let (from, to) = (seats(&document)[0], seats(&document)[1]);
    let key = NodeRef::Seat(to).key();
    let before = base(&quotas(&document), &key);
    let accounts: Vec<_> =
        document.plan().today().unwrap().assignment.iter().filter(|(_, owner)| **owner == from).map(|(account, _)| *account).collect();
    document.apply(Command::AssignAccounts { scenario: TODAY, accounts, territory: Some(to) }, 0.0).unwrap();
    let after = quotas(&document);
    assert!(base(&after, &key) > before);
    assert_eq!(base(&after, &NodeRef::Seat(from).key()), 0);
}

#[test]
fn teams_hold_seats_and_let_them_go() {
    let mut document = with_sales(GoalTarget::Amount(1_000_000_007));
    let seats = seats(&document);
    change(&mut document, QuotaCommand::AddGroup { name: " North ".into(), parent: None }).unwrap();
    let north = document.plan().today().unwrap().quota.groups[0].clone();
    assert_eq!(north.name, "North");
    change(&mut document, QuotaCommand::AddGroup { name: "City".into(), parent: Some(north.id) }).unwrap();
    let city = document.plan().today().unwrap().quota.groups[1].id;
    change(&mut document, QuotaCommand::PlaceSeats { territories: seats[..3].to_vec(), group: Some(city) }).unwrap();
    let results = quotas(&document);
    let in_city: i64 = seats[..3].iter().map(|seat| base(&results, &NodeRef::Seat(*seat).key())).sum();
    assert_eq!(base(&results, &NodeRef::Group(north.id).key()), in_city);
    let ring = QuotaGroup { parent: Some(city), ..north.clone() };
    assert_eq!(change(&mut document, QuotaCommand::EditGroup(ring)), Err(CommandError::GroupInItself));
    assert_eq!(
        change(&mut document, QuotaCommand::PlaceSeats { territories: vec![seats[0]], group: Some(GroupId(9_999)) }),
        Err(CommandError::UnknownGroup)
    );
    change(&mut document, QuotaCommand::RemoveGroup(city)).unwrap();
    assert_eq!(base(&quotas(&document), &NodeRef::Group(north.id).key()), in_city, "its seats went to what it belonged to");
}

#[test]
fn a_leaver_a_vacancy_and_a_hire_share_a_seat_by_time() {
    let mut document = with_sales(GoalTarget::Amount(1_200_000_000));
    let schedules = Schedules { ramps: [("new".to_owned(), Ramp { shares: vec![0.0, 0.5] })].into(), ..Schedules::default() };
    document.apply(Command::ChangeSchedules(schedules), 0.0).unwrap();
    let uncovered = qalamro::quota::UncoveredTime::Kept;
    change(&mut document, QuotaCommand::ChangeTime { uncovered, ramp: Some("new".to_owned()) }).unwrap();
    let territory = document.plan().today().unwrap().territories[0].clone();
    let seller = territory.seller.unwrap();
    // 31 Tir and 1 Mehr 1405 of the Solar Hijri calendar.
    let day = |year, month, day| CivilDate::new(qalamro::domain::CalendarKind::Gregorian, year, month, day);
    let holdings = vec![
        Holding { who: Who::Person(seller), from: None, until: day(2026, 7, 22) },
        Holding { who: Who::Hire("Replacement".to_owned()), from: day(2026, 9, 23), until: None },
    ];
    change(&mut document, QuotaCommand::Hold { territory: territory.id, holdings: Some(holdings) }).unwrap();
    let results = quotas(&document);
    let months = |node: NodeRef| {
        let place = results.answer.places()[&node.key()];
        results.answer.goal(&goal_key(GoalKind::Sales)).unwrap().nodes[place].base_months
    };
    let leaver = months(NodeRef::Person(territory.id, seller, 0));
    assert!(leaver[..4].iter().all(|amount| *amount > 0) && leaver[4..].iter().all(|amount| *amount == 0), "{leaver:?}");
    let hire = months(NodeRef::Hire(territory.id, 1));
    assert!(hire[..7].iter().all(|amount| *amount == 0) && hire[7] > 0 && hire[8] > hire[7], "{hire:?}");
    let vacancy = months(NodeRef::Vacancy(territory.id));
    assert!(vacancy[4] > 0 && vacancy[5] > 0, "{vacancy:?}");
    let seat = months(NodeRef::Seat(territory.id));
    for month in 0..12 {
        assert_eq!(leaver[month] + hire[month] + vacancy[month], seat[month]);
    }
}

#[test]
fn a_seat_is_split_by_segments_and_customers() {
    let mut document = with_sales(GoalTarget::Amount(999_999_937));
    change(&mut document, QuotaCommand::SplitSeats(BelowSeats::SegmentsAndAccounts)).unwrap();
    let results = quotas(&document);
    let of_kind = |kind| -> i64 {
        let outcome = results.answer.goal(&goal_key(GoalKind::Sales)).unwrap();
        results.answer.nodes.iter().zip(&outcome.nodes).filter(|(node, _)| node.kind == kind).map(|(_, outcome)| outcome.base).sum()
    };
    assert_eq!((of_kind(NodeKind::Line), of_kind(NodeKind::Account)), (999_999_937, 999_999_937));
}

#[test]
fn a_lock_on_what_is_not_shown_any_more_is_told_and_can_be_forgotten() {
    let mut document = with_sales(GoalTarget::Amount(999_999_937));
    change(&mut document, QuotaCommand::SplitSeats(BelowSeats::Accounts)).unwrap();
    let answer = quotas(&document).answer;
    let customer = answer.nodes.iter().find(|node| node.kind == NodeKind::Account).unwrap().key.clone();
    let lock = Some(Lock { amount: 500, reason: String::new() });
    change(&mut document, QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes: vec![(customer.clone(), lock)] }).unwrap();
    let beside = |document: &Document| {
        let goal = document.plan().today().unwrap().quota.goal(GoalKind::Sales).unwrap().clone();
        decided_beside_the_tree(&quotas(document), &goal)
    };
    assert!(beside(&document).is_empty());
    change(&mut document, QuotaCommand::SplitSeats(BelowSeats::Nothing)).unwrap();
    assert_eq!(beside(&document), std::slice::from_ref(&customer));
    change(&mut document, QuotaCommand::DecideNode { goal: GoalKind::Sales, node: customer, decision: Box::default() }).unwrap();
    assert!(beside(&document).is_empty());
}

#[test]
fn senseless_wishes_are_refused_and_change_nothing() {
    let mut document = with_sales(GoalTarget::Amount(5));
    let before = document.plan().clone();
    let seat = NodeRef::Seat(seats(&document)[0]).key();
    let refused = |document: &mut Document, command| change(document, command).unwrap_err();
    let goal = |target| QuotaCommand::PutGoal(Box::new(GoalSettings::new(GoalKind::Sales, target, Method::Equal)));
    assert_eq!(refused(&mut document, goal(GoalTarget::Amount(-1))), CommandError::OutOfRange { field: "target" });
    assert_eq!(refused(&mut document, goal(GoalTarget::ShareOfSales(0.9))), CommandError::OutOfRange { field: "target" }, "of itself");
    let lock = Some(Lock { amount: -5, reason: String::new() });
    assert_eq!(
        refused(&mut document, QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes: vec![(seat.clone(), lock)] }),
        CommandError::OutOfRange { field: "quota" }
    );
    let decision = Box::new(NodeDecision { cushion: Some(f64::NAN), ..NodeDecision::default() });
    assert_eq!(
        refused(&mut document, QuotaCommand::DecideNode { goal: GoalKind::Sales, node: seat.clone(), decision }),
        CommandError::OutOfRange { field: "cushion" }
    );
    assert_eq!(
        refused(&mut document, QuotaCommand::EstimateNodes { goal: GoalKind::Collection, nodes: vec![(seat, Some(1))] }),
        CommandError::UnknownGoal
    );
    assert_eq!(
        refused(&mut document, QuotaCommand::EstimateNodes { goal: GoalKind::Sales, nodes: vec![(NodeKey("x".into()), Some(1))] }),
        CommandError::UnknownNode
    );
    let stranger = vec![Holding { who: Who::Person(PersonId(99_999)), from: None, until: None }];
    let territory = seats(&document)[0];
    assert_eq!(refused(&mut document, QuotaCommand::Hold { territory, holdings: Some(stranger) }), CommandError::UnknownPerson);
    let schedules = Schedules { ramps: [("new".to_owned(), Ramp { shares: vec![f64::NAN] })].into(), ..Schedules::default() };
    assert_eq!(document.apply(Command::ChangeSchedules(schedules), 0.0), Err(CommandError::OutOfRange { field: "ramp_share" }));
    assert_eq!(document.plan(), &before);
}

#[test]
fn changes_are_told_in_both_languages_and_kept_in_files() {
    let mut document = with_sales(GoalTarget::Amount(5));
    change(&mut document, QuotaCommand::AddGroup { name: "شمال".into(), parent: None }).unwrap();
    let told = document.apply(Command::RenamePlan("x".into()), 0.0).map(|change| change_text(&change, Language::English));
    assert!(told.is_ok());
    let undoable = |document: &Document| change_text(document.undoable().unwrap(), Language::Persian);
    document.undo(0.0);
    assert!(undoable(&document).contains("شمال"), "{}", undoable(&document));
    let bytes = qalamro::document::codec::encode(&document.saved(), "test", 1.0).unwrap();
    let read = qalamro::document::codec::decode(&bytes).unwrap();
    assert_eq!(read.document.plan, *document.plan());
}
