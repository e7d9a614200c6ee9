//! Seats, holders, locks, methods and estimates at work together, on trees small enough to be worked out by hand.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use super::invariants::broken;
use super::samples::{goal, question};
use super::*;
use crate::domain::CivilDate;

/// A team with seats A and B of potentials 100 and 300, a target of 1200 and 12 equal months.
fn team() -> QuotaQuestion {
    let mut asked = question(1_200, Method::By(Measure::Potential));
    for (key, potential) in [("A", 100.0), ("B", 300.0)] {
        let mut seat = QuotaNode::new(key, NodeKind::Seat, Some("C"));
        seat.figures.potential = Some(potential);
        asked.nodes.push(seat);
    }
    asked
}

fn with_holder(asked: &mut QuotaQuestion, key: &str, seat: &str, employment: Employment) {
    let mut holder = QuotaNode::new(key, NodeKind::Holder, Some(seat));
    holder.employment = Some(employment);
    asked.nodes.push(holder);
}

fn date(month: u8, day: u8) -> Option<CivilDate> {
    Some(CivilDate { year: 1404, month, day })
}

fn lock(asked: &mut QuotaQuestion, key: &str, amount: i64) {
    let node = asked.nodes.iter_mut().find(|node| node.key.0 == key).unwrap();
    node.goals.entry("sales".into()).or_default().lock = Some(Lock { amount, reason: "agreed".to_owned() });
}

fn outcome<'a>(answer: &'a QuotaAnswer, key: &str) -> &'a NodeOutcome {
    &answer.goals[0].nodes[answer.places()[&NodeKey::from(key)]]
}

fn base(answer: &QuotaAnswer, key: &str) -> i64 {
    outcome(answer, key).base
}

fn codes(answer: &QuotaAnswer) -> Vec<&'static str> {
    answer.findings.iter().map(|finding| finding.kind.code()).collect()
}

fn answered(asked: &QuotaQuestion) -> QuotaAnswer {
    let answer = allocate(asked);
    assert_eq!(broken(asked, &answer), Vec::<String>::new());
    answer
}

#[test]
fn uncovered_time_stays_on_the_seat_as_a_vacancy() {
    let mut asked = team();
    with_holder(&mut asked, "old", "A", Employment { until: date(4, 31), ..Employment::default() });
    with_holder(&mut asked, "new", "A", Employment { from: date(7, 1), ..Employment::default() });
    with_holder(&mut asked, "staying", "B", Employment::default());
    let answer = answered(&asked);
    assert_eq!([base(&answer, "A"), base(&answer, "B")], [300, 900]);
    assert_eq!([base(&answer, "old"), base(&answer, "new"), base(&answer, "A/vacancy")], [100, 150, 50]);
    assert_eq!(outcome(&answer, "A/vacancy").base_months, [0, 0, 0, 0, 25, 25, 0, 0, 0, 0, 0, 0]);
    assert_eq!(outcome(&answer, "A").base_months, [25; 12]);
    assert!(!answer.places().contains_key(&NodeKey::from("B/vacancy")));
    let finding = &answer.findings[0];
    assert_eq!(finding.kind, QuotaFindingKind::NobodyActive { months: vec![4, 5], is_carried_by_vacancy: true });
    assert_eq!(finding.place.node, Some("A".into()));
}

#[test]
fn uncovered_time_is_carried_by_those_beside() {
    let mut asked = team();
    asked.uncovered_time = UncoveredTime::Shared;
    with_holder(&mut asked, "new", "A", Employment { from: date(7, 1), ..Employment::default() });
    with_holder(&mut asked, "staying", "B", Employment::default());
    let answer = answered(&asked);
    // 100 × 6/12 beside 300.
    assert_eq!([base(&answer, "A"), base(&answer, "B"), base(&answer, "new")], [171, 1_029, 171]);
    assert_eq!(outcome(&answer, "A").base_months[..6], [0; 6]);
    assert!(!answer.places().contains_key(&NodeKey::from("A/vacancy")));
    let Reason::Share(share) = outcome(&answer, "A").reason else { panic!("A has a share") };
    assert_eq!((share.coverage, share.weight, share.weight_of_all), (0.5, 50.0, 350.0));
}

#[test]
fn a_ramp_leaves_the_rest_of_the_seat_open() {
    let mut asked = team();
    asked.ramps.insert("new".to_owned(), Ramp { shares: vec![0.0, 0.5] });
    let ramp = Some("new".to_owned());
    with_holder(&mut asked, "new", "A", Employment { from: date(1, 1), ramp: ramp.clone(), ..Employment::default() });
    with_holder(
        &mut asked,
        "moved",
        "B",
        Employment {
            from: date(1, 1),
            experienced_since: date(1, 1).map(|date| CivilDate { year: 1403, ..date }),
            ramp,
            ..Employment::default()
        },
    );
    let answer = answered(&asked);
    assert_eq!(outcome(&answer, "new").base_months[..4], [0, 13, 25, 25]);
    assert_eq!(base(&answer, "A/vacancy"), 300 - base(&answer, "new"));
    assert_eq!(base(&answer, "moved"), 900);
}

#[test]
fn a_half_time_seller_fills_a_half_time_seat() {
    let mut asked = team();
    let half = Employment { working_time_share: 0.5, ..Employment::default() };
    with_holder(&mut asked, "half A", "A", half.clone());
    with_holder(&mut asked, "half B", "B", half);
    asked.nodes[1].seat_working_time_share = Some(0.5);
    let answer = answered(&asked);
    assert_eq!([base(&answer, "half A"), base(&answer, "half B"), base(&answer, "B/vacancy")], [300, 450, 450]);
    assert!(!answer.places().contains_key(&NodeKey::from("A/vacancy")));
}

#[test]
fn two_on_a_seat_share_the_days_they_overlap() {
    let mut asked = team();
    with_holder(&mut asked, "old", "A", Employment { until: date(6, 31), ..Employment::default() });
    with_holder(&mut asked, "new", "A", Employment { from: date(4, 1), ..Employment::default() });
    let answer = answered(&asked);
    let months = outcome(&answer, "old").base_months;
    assert!(months[..3] == [25; 3] && months[3..6].iter().all(|month| [12, 13].contains(month)) && months[6..] == [0; 6], "{months:?}");
    assert_eq!(outcome(&answer, "A").base_months, [25; 12]);
    assert_eq!(base(&answer, "old") + base(&answer, "new"), 300);
}

#[test]
fn a_seats_accounts_follow_the_months_of_its_people() {
    let mut asked = team();
    asked.uncovered_time = UncoveredTime::Shared;
    with_holder(&mut asked, "new", "A", Employment { from: date(11, 1), ..Employment::default() });
    with_holder(&mut asked, "staying", "B", Employment::default());
    for account in ["A1", "A2", "A3"] {
        asked.nodes.push(QuotaNode::new(account, NodeKind::Account, Some("A")));
    }
    asked.goals[0].methods_by_level.insert(1, Method::Equal);
    let answer = answered(&asked);
    let accounts = ["A1", "A2", "A3"].map(|account| outcome(&answer, account));
    assert_eq!(accounts.iter().map(|outcome| outcome.base).sum::<i64>(), base(&answer, "A"));
    assert!(accounts.iter().all(|outcome| outcome.base_months[..10] == [0; 10]));
}

#[test]
fn a_given_vacancy_keeps_its_name_and_its_time() {
    let mut asked = team();
    asked.uncovered_time = UncoveredTime::Shared;
    asked.nodes.push(QuotaNode::new("open position", NodeKind::Vacancy, Some("A")));
    with_holder(&mut asked, "staying", "B", Employment::default());
    let answer = answered(&asked);
    assert_eq!([base(&answer, "A"), base(&answer, "open position")], [300, 300]);
}

#[test]
fn where_no_one_is_there_at_all_the_amount_is_not_lost() {
    let mut asked = team();
    asked.uncovered_time = UncoveredTime::Shared;
    let answer = answered(&asked);
    assert_eq!([base(&answer, "A"), base(&answer, "A/vacancy"), base(&answer, "B/vacancy")], [300, 300, 900]);
    assert!(codes(&answer).contains(&"nobody-active-beside"));
}

#[test]
fn people_without_seats_share_by_what_they_can_do() {
    let mut asked = question(1_200, Method::Equal);
    with_holder(&mut asked, "whole", "C", Employment::default());
    with_holder(&mut asked, "half", "C", Employment { from: date(7, 1), ..Employment::default() });
    with_holder(&mut asked, "gone", "C", Employment { until: Some(CivilDate { year: 1403, month: 12, day: 30 }), ..Employment::default() });
    let answer = answered(&asked);
    assert_eq!([base(&answer, "whole"), base(&answer, "half"), base(&answer, "gone")], [800, 400, 0]);
    assert!(codes(&answer).contains(&"outside-fiscal-year"));
}

#[test]
fn locks_stay_and_the_others_share_the_rest() {
    let mut asked = question(1_000, Method::Equal);
    asked.nodes.extend(["A", "B", "D"].map(|key| QuotaNode::new(key, NodeKind::Line, Some("C"))));
    lock(&mut asked, "A", 701);
    let answer = answered(&asked);
    assert_eq!([base(&answer, "A"), base(&answer, "B"), base(&answer, "D")], [701, 150, 149]);
    assert!(answer.findings.is_empty());
    lock(&mut asked, "B", 500);
    let answer = answered(&asked);
    assert_eq!([base(&answer, "A"), base(&answer, "B"), base(&answer, "D")], [701, 500, 0]);
    assert_eq!(answer.goals[0].nodes[0].unallocated.base, -201);
    assert_eq!(answer.findings[0].kind, QuotaFindingKind::LocksAboveParent { locked: 1_201, amount: 1_000 });
    (701 - 600..).zip(["B"]).for_each(|(amount, key)| lock(&mut asked, key, amount));
    lock(&mut asked, "D", 100);
    let answer = answered(&asked);
    assert_eq!(answer.goals[0].nodes[0].unallocated.base, 1_000 - 701 - 101 - 100);
    assert_eq!(answer.findings[0].kind, QuotaFindingKind::AllLockedAndDifferent { locked: 902, amount: 1_000 });
    assert_eq!(answer.goals[0].levels[1].base, 1_000);
}

#[test]
fn a_lock_on_the_company_counts_and_is_told() {
    let mut asked = team();
    lock(&mut asked, "C", 2_000);
    let answer = answered(&asked);
    assert_eq!([base(&answer, "C"), base(&answer, "B")], [2_000, 1_500]);
    assert_eq!(codes(&answer), ["lock-on-company"]);
}

#[test]
fn methods_go_by_goal_then_level_then_node() {
    let mut asked = team();
    asked.goals[0].methods_by_level.insert(1, Method::By(Measure::Workload));
    for (key, parent, hours) in [("A1", "A", 10.0), ("A2", "A", 20.0), ("B1", "B", 10.0), ("B2", "B", 20.0)] {
        let mut account = QuotaNode::new(key, NodeKind::Account, Some(parent));
        account.figures.workload = Some(hours);
        asked.nodes.push(account);
    }
    asked.nodes[2].goals.entry("sales".into()).or_default().method = Some(Method::Equal);
    let answer = answered(&asked);
    assert_eq!(["A", "B", "A1", "A2", "B1", "B2"].map(|key| base(&answer, key)), [300, 900, 100, 200, 450, 450]);
}

#[test]
fn a_parent_without_a_figure_has_the_sum_of_its_children() {
    let mut asked = question(1_000, Method::By(Measure::Potential));
    asked.nodes.extend(["A", "B"].map(|key| QuotaNode::new(key, NodeKind::Group, Some("C"))));
    for (key, parent, potential) in [("A1", "A", 1.0), ("A2", "A", 2.0), ("B1", "B", 7.0)] {
        let mut line = QuotaNode::new(key, NodeKind::Line, Some(parent));
        line.figures.potential = Some(potential);
        asked.nodes.push(line);
    }
    assert_eq!(["A", "B", "A1"].map(|key| base(&answered(&asked), key)), [300, 700, 100]);
}

#[test]
fn a_goals_own_figures_go_before_the_nodes() {
    let mut asked = team();
    asked.goals.push(Goal { kind: GoalKind::Quantity, ..goal("pieces", 10, Method::By(Measure::Potential)) });
    let pieces = NodeGoal { figures: Figures { potential: Some(300.0), ..Figures::default() }, ..NodeGoal::default() };
    asked.nodes[1].goals.insert("pieces".into(), pieces);
    let answer = allocate(&asked);
    assert_eq!((answer.goals[0].nodes[1].base, answer.goals[1].nodes[1].base), (300, 5));
}

#[test]
fn collection_follows_sales_whatever_the_order_of_goals() {
    let mut asked = team();
    let mut collection = goal("collection", 0, Method::By(Measure::Goal("sales".into())));
    collection.target = Target::ShareOf { goal: "sales".into(), share: 0.8 };
    asked.goals.insert(0, collection);
    let answer = allocate(&asked);
    assert_eq!(answer.goals.iter().map(|goal| goal.target).collect::<Vec<_>>(), [960, 1_200]);
    assert_eq!(answer.goals[0].nodes[1..3].iter().map(|node| node.base).collect::<Vec<_>>(), [240, 720]);
}

#[test]
fn a_target_may_grow_on_last_year() {
    let mut asked = team();
    asked.goals[0].target = Target::Growth { year: 1403, share: 0.25 };
    for node in &mut asked.nodes[1..3] {
        node.figures.history.insert(1403, 400.0);
    }
    assert_eq!(answered(&asked).goals[0].target, 1_000);
}

#[test]
fn estimates_are_summed_up_and_what_is_missing_is_told() {
    let mut asked = team();
    with_holder(&mut asked, "a", "A", Employment::default());
    with_holder(&mut asked, "b", "B", Employment::default());
    let estimate = |amount| NodeGoal { estimate: Some(amount), ..NodeGoal::default() };
    asked.nodes[3].goals.insert("sales".into(), estimate(250));
    let answer = answered(&asked);
    let company = outcome(&answer, "C");
    assert_eq!(
        (company.bottom_up, company.estimates_missing, company.gap_to_base()),
        (Some(250), 1, None),
        "no gap of a sum that lacks parts"
    );
    let missing = answer.findings.iter().find(|finding| finding.kind.code() == "estimates-missing").unwrap();
    assert_eq!(missing.kind, QuotaFindingKind::EstimatesMissing { count: 1, first: "B".into() });
    // A manager's own estimate stands for what is below.
    asked.nodes[0].goals.insert("sales".into(), estimate(1_100));
    let answer = answered(&asked);
    assert_eq!((outcome(&answer, "C").bottom_up, outcome(&answer, "A").bottom_up), (Some(1_100), Some(250)));
    assert!(answer.findings.is_empty());
    asked.nodes[4].goals.insert("sales".into(), estimate(750));
    asked.goals[0].method = Method::Estimate;
    assert_eq!(["A", "B"].map(|key| base(&answered(&asked), key)), [300, 900]);
}

#[test]
fn the_complete_side_of_a_seat_is_its_estimate() {
    let mut asked = team();
    with_holder(&mut asked, "a", "A", Employment::default());
    for key in ["A1", "A2"] {
        let mut line = QuotaNode::new(key, NodeKind::Line, Some("A"));
        line.figures.potential = Some(50.0);
        asked.nodes.push(line);
    }
    let estimate = |asked: &mut QuotaQuestion, key: &str, amount| {
        let node = asked.nodes.iter_mut().find(|node| node.key.0 == key).unwrap();
        node.goals.entry("sales".into()).or_default().estimate = Some(amount);
    };
    let of_seat = |asked: &QuotaQuestion| {
        let answer = answered(asked);
        let seat = outcome(&answer, "A");
        (seat.bottom_up, seat.estimates_missing)
    };
    estimate(&mut asked, "A1", 40);
    assert_eq!(of_seat(&asked), (Some(40), 1), "a part alone says that it is one");
    estimate(&mut asked, "a", 310);
    assert_eq!(of_seat(&asked), (Some(310), 0), "one segment does not hide what the seller says");
    estimate(&mut asked, "A2", 45);
    assert_eq!(of_seat(&asked), (Some(85), 0), "segments that are all there are the finer word");
}

#[test]
fn somebody_on_two_seats_carries_as_much_as_on_one() {
    let mut asked = team();
    asked.goals[0].capacity = Some(SellerCapacity { productivity_per_month: 50.0, attainment: 1.0, reading: AttainmentReading::Everyone });
    let of_person = |from, until| Employment { person: Some("7".to_owned()), from, until, ..Employment::default() };
    with_holder(&mut asked, "a", "A", of_person(None, None));
    with_holder(&mut asked, "b", "B", of_person(None, date(6, 31)));
    let answer = answered(&asked);
    let capacity = |key: &str| outcome(&answer, key).capacity();
    assert_eq!((capacity("a"), capacity("b"), capacity("C")), (Some(150 + 300), Some(150), Some(600)));
    let activity = answer.nodes[answer.places()[&NodeKey::from("a")]].activity.unwrap();
    assert_eq!((activity.active[0], activity.worked()[0], activity.worked()[6]), (1.0, 0.5, 1.0), "the seat is filled all the same");
    // Days alone count: somebody who moves within a month is nowhere twice.
    let mut moves = team();
    moves.goals[0].capacity = asked.goals[0].capacity;
    with_holder(&mut moves, "a", "A", of_person(None, date(1, 15)));
    with_holder(&mut moves, "b", "B", of_person(date(1, 16), None));
    let answer = answered(&moves);
    let capacity = |key: &str| outcome(&answer, key).capacity_months.unwrap()[0];
    assert_eq!((capacity("a"), capacity("b")), (24, 26));
    assert_eq!(outcome(&answer, "C").capacity(), Some(600));
}

#[test]
fn three_figures_stand_side_by_side() {
    let mut asked = team();
    asked.goals[0].cushions_by_level = BTreeMap::from([(0, 0.1), (1, 0.1)]);
    asked.goals[0].capacity = Some(SellerCapacity { productivity_per_month: 50.0, attainment: 0.8, reading: AttainmentReading::Everyone });
    with_holder(&mut asked, "a", "A", Employment::default());
    with_holder(&mut asked, "b", "B", Employment { from: date(7, 1), ..Employment::default() });
    asked.nodes[4]
        .goals
        .insert("sales".into(), NodeGoal { productivity_per_month: Some(100.0), estimate: Some(70), ..NodeGoal::default() });
    let answer = answered(&asked);
    let figures = answer.three_figures(&"sales".into()).unwrap();
    let expected = ThreeFigures { target: 1_200, street: 1_452, bottom_up: Some(70), estimates_missing: 1, capacity: Some(480 + 480) };
    assert_eq!(figures, expected);
    assert_eq!(outcome(&answer, "B").capacity_gap(), Some(480 - 900));
    assert_eq!(answer.goals[0].levels.iter().map(|level| level.street).collect::<Vec<_>>(), [1_200, 1_320, 1_452]);
}

#[test]
fn a_figure_says_where_it_comes_from() {
    let mut asked = team();
    asked.nodes[0].cushion = Some(0.1);
    asked.goals[0].season = Some("year".to_owned());
    asked.seasons.insert("year".to_owned(), Season::by_quarter([2.0, 1.0, 1.0, 0.0]));
    with_holder(&mut asked, "a", "A", Employment { until: date(4, 15), ..Employment::default() });
    let answer = answered(&asked);
    let of_seat = explanation(&asked, &answer, &"A".into(), &"sales".into()).unwrap();
    let parent = of_seat.parent.unwrap();
    assert_eq!((parent.base, parent.locked, parent.method), (1_200, 0, Some(Method::By(Measure::Potential))));
    assert_eq!(parent.measures, [explain::MeasureShare { measure: Measure::Potential, weight: 1.0, own: Some(100.0), of_all: 400.0 }]);
    assert_eq!(of_seat.cushions, [explain::CushionStep { key: "C".into(), cushion: 0.1, factor: 1.1 }]);
    assert_eq!((of_seat.base, of_seat.street), (300, 330));
    let of_holder = explanation(&asked, &answer, &"a".into(), &"sales".into()).unwrap();
    assert!(matches!(of_holder.reason, Reason::Time(share) if share.weight > 0.5 && share.weight_of_all == 1.0));
    let month = &of_holder.months[3];
    assert_eq!((month.season, month.active, month.ramp), (1.0, Some(15.0 / 31.0), Some(1.0)));
    lock(&mut asked, "A", 500);
    let of_locked = explanation(&asked, &allocate(&asked), &"A".into(), &"sales".into()).unwrap();
    assert_eq!((of_locked.reason, of_locked.lock_reason.as_deref()), (Reason::Locked, Some("agreed")));
    assert!(explanation(&asked, &answer, &"nobody".into(), &"sales".into()).is_none());
}
