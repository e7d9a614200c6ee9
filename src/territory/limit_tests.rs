//! The limit on what changes hands, from the question to the judged answer: what is told before, what is kept, and what is
//! told after.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::measures::measures;
use super::position::Position;
use super::problem::{DesignProblem, DisruptionBasis, DisruptionLimit, MeasureGoal, Start, TerritoryLock, Unit};
use super::samples::Sample;
use super::service::{DesignRequest, DesignResponse, DesignService};
use super::trials::Trial;
use super::{CheckFailure, DesignFinding, ForcedChange, Solution, UnmetLimit, findings};
use crate::port::service::Service;

/// What the service says before and after a run.
struct Told {
    findings: Vec<DesignFinding>,
    solution: Solution,
    limit: Option<UnmetLimit>,
    failures: Vec<CheckFailure>,
}

fn run(problem: &DesignProblem) -> Told {
    let mut service = DesignService::default();
    let (mut before, mut after) = (None, None);
    let mut hear = |response| match response {
        DesignResponse::Findings { findings, .. } => before = Some(findings),
        DesignResponse::Finished { solution, limit, failures, .. } => after = Some((solution, limit, failures)),
        DesignResponse::Progress { .. } => {}
    };
    let trial = Trial { effort: 0.02, ..Trial::usual(problem.clone()) };
    service.handle(DesignRequest::Start { run: 1, trial: Box::new(trial) }, &mut hear);
    while service.step(&mut hear) {}
    let (solution, limit, failures) = after.unwrap();
    Told { findings: before.unwrap(), solution: *solution, limit, failures }
}

fn limited(problem: &DesignProblem, basis: DisruptionBasis, share: f64) -> DesignProblem {
    DesignProblem { disruption_limit: Some(DisruptionLimit { basis, share }), start: Start::Today, ..problem.clone() }
}

/// A hundred customers of four territories, those from 60 on in groups of four that lie in two territories today: three
/// and one.
fn grouped() -> DesignProblem {
    let mut problem = Sample { clustered: false, ..Sample::new(100, 4, 1, 8) }.problem();
    for (number, unit) in (0_u32..).zip(&mut problem.units) {
        unit.today = Some(number / 4 % 4);
        unit.group = (number >= 60).then_some(number / 4);
        if number >= 60 && number % 4 == 3 {
            unit.today = Some((number / 4 + 1) % 4);
        }
    }
    problem
}

fn changed(problem: &DesignProblem, assignment: &[Option<u32>]) -> usize {
    problem.units.iter().zip(assignment).filter(|(unit, owner)| unit.today != **owner).count()
}

#[test]
fn what_keeping_together_changes_counts_against_the_limit() {
    let problem = grouped();
    for (share, most) in [(0.0, 10), (0.03, 10), (0.1, 10), (0.15, 15)] {
        let told = run(&limited(&problem, DisruptionBasis::Units, share));
        assert_eq!(told.failures, Vec::new(), "{share}");
        let moved = changed(&problem, &told.solution.assignment);
        assert!((10..=most).contains(&moved), "{share}: {moved}");
        assert_eq!(told.solution.measures, measures(&problem, &told.solution.assignment), "{share}: all figures count from today");
        assert_eq!(told.solution.measures.changed_unit_count as usize, moved);
    }
}

#[test]
fn what_is_forbidden_counts_against_the_limit() {
    let mut problem = Sample { clustered: false, ..Sample::new(100, 4, 1, 9) }.problem();
    problem.units.iter_mut().zip(0_u32..).for_each(|(unit, number)| unit.today = Some(number % 4));
    problem.forbidden = (0..25).map(|number| (number, number % 4)).collect();
    for (share, most) in [(0.02, 25), (0.25, 25), (0.3, 30)] {
        let told = run(&limited(&problem, DisruptionBasis::Units, share));
        assert_eq!(told.failures, Vec::new());
        let moved = changed(&problem, &told.solution.assignment);
        assert!((25..=most).contains(&moved), "{share}: {moved}");
        assert_eq!(told.solution.measures.changed_unit_count as usize, moved);
    }
}

#[test]
fn a_group_stays_where_least_of_what_is_limited_changes() {
    let mut problem = grouped();
    // By value one customer outweighs the other three of its group.
    problem.units.iter_mut().zip(0_u32..).for_each(|(unit, number)| unit.values = vec![if number % 4 == 3 { 10.0 } else { 1.0 }]);
    let told = run(&limited(&problem, DisruptionBasis::Measure(0), 0.0));
    assert_eq!(told.failures, Vec::new());
    assert_eq!(changed(&problem, &told.solution.assignment), 30);
    // Where the one is forbidden, the three it is.
    problem.forbidden = (60..100).filter(|unit| unit % 4 == 3).map(|unit| (unit, problem.units[unit as usize].today.unwrap())).collect();
    let told = run(&limited(&problem, DisruptionBasis::Measure(0), 0.0));
    assert_eq!(told.failures, Vec::new());
    assert_eq!(changed(&problem, &told.solution.assignment), 10);
}

#[test]
fn more_change_than_the_limit_is_told_before_and_after() {
    let mut problem = grouped();
    problem.forbidden = (0..6).map(|number| (number, problem.units[number as usize].today.unwrap())).collect();
    let told = run(&limited(&problem, DisruptionBasis::Units, 0.03));
    let forced = ForcedChange { together_share: 0.1, elsewhere_share: 0.06 };
    let is_near = |one: &ForcedChange| {
        (one.together_share - forced.together_share).abs() < 1e-12 && (one.elsewhere_share - forced.elsewhere_share).abs() < 1e-12
    };
    assert!(
        told.findings.iter().any(|finding| matches!(finding,
            DesignFinding::DisruptionLimitForced { forced, limit_share } if is_near(forced) && *limit_share == 0.03)),
        "{:?}",
        told.findings
    );
    let limit = told.limit.unwrap();
    assert!(is_near(&limit.forced) && (limit.share - 0.16).abs() < 1e-12 && limit.limit_share == 0.03, "{limit:?}");
    let told = run(&limited(&problem, DisruptionBasis::Units, 0.2));
    assert_eq!(told.limit, None);
    assert!(!told.findings.iter().any(|finding| matches!(finding, DesignFinding::DisruptionLimitForced { .. })));
}

#[test]
fn a_limit_in_another_measure_than_the_balanced_one_is_told_when_it_is_too_tight() {
    // One territory has all, and of what is limited every customer counts the same.
    let units = (0..10).map(|number| Unit { values: vec![f64::from(1 + number % 2), 1.0], today: Some(0), ..Unit::default() });
    let goals = [1.0, 0.0].map(|weight| MeasureGoal { weight, tolerance_share: 0.1 });
    let problem = DesignProblem::with_equal_shares(units.collect(), 3, goals.to_vec());
    let needed = |problem: &DesignProblem| {
        findings(problem).into_iter().find_map(|finding| match finding {
            DesignFinding::DisruptionLimitTooTight { measure, needed_share, .. } => Some((measure, needed_share)),
            _ => None,
        })
    };
    // 15 less 5.5 have to go, the five heavy ones first.
    let (measure, share) = needed(&limited(&problem, DisruptionBasis::Measure(1), 0.4)).unwrap();
    assert!(measure == 0 && (share - 0.475).abs() < 1e-9, "{share}");
    assert_eq!(needed(&limited(&problem, DisruptionBasis::Measure(1), 0.5)), None);
}

#[test]
fn nobody_comes_where_it_is_forbidden_however_territories_are_dissolved_and_founded() {
    for seed in 0..12 {
        let mut problem = Sample { clustered: false, spread: 0.3, ..Sample::new(36, 4, 1, seed) }.problem();
        (problem.units[6].group, problem.units[18].group) = (Some(3), Some(3));
        problem.forbidden = (1..4).map(|territory| (6, territory)).chain((1..4).map(|territory| (9, territory))).collect();
        assert_eq!(run(&problem).failures, Vec::new(), "seed {seed}");
    }
}

/// A map of six rows of six with any wishes, of which many contradict each other.
fn any_wishes() -> impl Strategy<Value = DesignProblem> {
    let unit = (proptest::option::weighted(0.9, 0..4_u32), proptest::bool::weighted(0.05), proptest::option::weighted(0.3, 0..8_u32));
    let lock = prop_oneof![6 => Just(TerritoryLock::Open), 1 => Just(TerritoryLock::MayGain), 1 => Just(TerritoryLock::Frozen)];
    let target = (lock, proptest::option::weighted(0.2, 0..36_u32));
    let limit = (0.0..0.4_f64, any::<bool>());
    let forbidden = proptest::collection::vec((0..36_u32, 0..4_u32), 0..12);
    (
        proptest::collection::vec(unit, 36),
        proptest::collection::vec(target, 4),
        forbidden,
        (proptest::option::of(limit), any::<bool>(), any::<bool>(), any::<bool>()),
        any::<u64>(),
    )
        .prop_map(|(units, targets, forbidden, (limit, is_contiguous, from_today, is_sorted), seed)| {
            let units = units.into_iter().zip(0_u32..).map(|((today, fixed, group), number)| Unit {
                position: Some(Position {
                    latitude_degrees: 30.0 + f64::from(number / 6),
                    longitude_degrees: 50.0 + f64::from(number % 6),
                }),
                values: vec![f64::from(1 + number * 7 % 5)],
                today: if is_sorted { Some(number / 18 * 2 + number % 6 / 3) } else { today },
                fixed,
                group,
            });
            let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.2 };
            let mut problem = DesignProblem::with_equal_shares(units.collect(), 4, vec![goal]);
            for (territory, (lock, centre)) in problem.territories.iter_mut().zip(targets) {
                (territory.lock, territory.centre) = (lock, centre);
            }
            let right = |number: u32| (number % 6 < 5).then_some(number + 1);
            let below = |number: u32| (number < 30).then_some(number + 6);
            problem.neighbours = (0..36).map(|number| right(number).into_iter().chain(below(number)).collect()).collect();
            problem.disruption_limit = limit.map(|(share, by_units)| DisruptionLimit {
                basis: if by_units { DisruptionBasis::Units } else { DisruptionBasis::Measure(0) },
                share,
            });
            DesignProblem { forbidden, is_contiguous, start: if from_today { Start::Today } else { Start::Nothing }, seed, ..problem }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// However wishes contradict each other, the answer keeps all that can be kept, and more changes hands than the limit
    /// allows only where that is told.
    #[test]
    fn the_judge_agrees_with_every_answer(problem in any_wishes()) {
        let told = run(&problem);
        prop_assert_eq!(told.failures, Vec::new());
        let is_told = told.findings.iter().any(|finding| matches!(finding, DesignFinding::DisruptionLimitForced { .. }));
        prop_assert!(told.limit.is_none() || is_told, "{:?}", told.limit);
    }
}
