#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::territory::findings::findings;
use crate::territory::measures::measures;
use crate::territory::problem::{DisruptionBasis, DisruptionLimit, MeasureGoal, TerritoryLock, Unit};
use crate::territory::{DesignFinding, Position};

/// Twelve units in a row in four territories of three, each unit worth 1.
fn row() -> DesignProblem {
    let units = (0..12_u32).map(|number| Unit {
        position: Some(Position { latitude_degrees: 30.0, longitude_degrees: f64::from(number) }),
        values: vec![1.0],
        today: Some(number / 3),
        ..Unit::default()
    });
    let mut problem = DesignProblem::with_equal_shares(units.collect(), 4, vec![MeasureGoal { weight: 1.0, tolerance_share: 0.1 }]);
    problem.neighbours =
        (0..12_u32).map(|unit| [unit.wrapping_sub(1), unit + 1].into_iter().filter(|&other| other < 12).collect()).collect();
    problem
}

fn group(problem: &mut DesignProblem, units: &[usize]) {
    units.iter().for_each(|&unit| problem.units[unit].group = Some(units[0] as u32));
}

fn told(problem: &DesignProblem, owners: [u32; 12]) -> Vec<UnmetWish> {
    let owners = owners.map(Some);
    unmet_wishes(problem, &owners, &measures(problem, &owners))
}

fn reason(wishes: &[UnmetWish], territory: u32) -> Option<UnmetReason> {
    wishes.iter().find(|wish| wish.territory == territory).unwrap().reason
}

#[test]
fn a_group_that_fits_nowhere_is_named_and_what_it_leaves_the_others() {
    let mut problem = row();
    // One of them is large by itself as well: the group is the cause.
    problem.units[3].values = vec![3.4];
    group(&mut problem, &[3, 4, 5, 6, 7]);
    let wishes = told(&problem, [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 3]);
    let target = 14.4 / 4.0;
    assert_eq!(reason(&wishes, 1), Some(UnmetReason::GroupLargerThanTarget { unit: 3, share_of_target: 7.4 / target }));
    let mean = (14.4 - 7.4) / (3.0 * target);
    let Some(UnmetReason::TooLittleElsewhere { mean_share }) = reason(&wishes, 2) else { panic!("{wishes:?}") };
    assert!((mean_share - mean).abs() < 1e-9);
    let [(0, holds)] = holding_tolerances(&wishes)[..] else { panic!("{wishes:?}") };
    assert!((holds - (7.4 / target - 1.0)).abs() < 1e-9);
    let looser = DesignProblem { measures: vec![MeasureGoal { weight: 1.0, tolerance_share: holds + 1e-9 }], ..problem };
    assert_eq!(told(&looser, [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 3]), [], "it does hold");
}

#[test]
fn what_stays_together_counts_once_beside_the_territories() {
    let mut problem = row();
    group(&mut problem, &[0, 1, 2, 3, 4, 5]);
    group(&mut problem, &[6, 7, 8, 9, 10]);
    assert!(findings(&problem).contains(&DesignFinding::MoreTerritoriesThanUnits { units: 3, territories: 4 }));
    let wishes = told(&problem, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2]);
    assert_eq!(reason(&wishes, 3), Some(UnmetReason::TooFewUnits));
    assert!(matches!(reason(&wishes, 0), Some(UnmetReason::GroupLargerThanTarget { unit: 0, .. })));
    problem.units[11].group = Some(6);
    problem.units[0].fixed = true;
    problem.territories.truncate(3);
    problem.territories.iter_mut().for_each(|target| target.shares = vec![1.0 / 3.0]);
    let told = findings(&problem);
    assert!(told.contains(&DesignFinding::MoreTerritoriesThanUnits { units: 2, territories: 3 }), "{told:?}");
    problem.units[6].group = None;
    let told = findings(&problem);
    assert!(!told.iter().any(|finding| matches!(finding, DesignFinding::TooFewFreeUnits { .. })), "two free for two: {told:?}");
    problem.units[6].fixed = true;
    problem.units[6].today = Some(0);
    assert!(findings(&problem).contains(&DesignFinding::TooFewFreeUnits { free_units: 1, open_territories: 2 }));
}

#[test]
fn who_stays_together_with_what_is_fixed_is_counted_with_it() {
    let mut problem = row();
    group(&mut problem, &[0, 3, 4, 5]);
    problem.units[0].fixed = true;
    problem.units[1].fixed = true;
    problem.territories[0].shares = vec![0.5];
    (1..4).for_each(|territory| problem.territories[territory].shares = vec![1.0 / 6.0]);
    problem.units[2].values = vec![0.1];
    problem.units[11].values = vec![0.1];
    // What is held together comes to 5 of 10.2, beside a target of half: nobody's fault.
    let wishes = told(&problem, [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3]);
    assert_ne!(reason(&wishes, 0), Some(UnmetReason::HeldTogether { share_of_target: 5.0 / 5.1 }));
    problem.territories[0].shares = vec![0.25];
    (1..4).for_each(|territory| problem.territories[territory].shares = vec![0.25]);
    problem.units[1].group = Some(7);
    problem.units[6].group = Some(7);
    group(&mut problem, &[0, 3]);
    problem.units[4].group = None;
    problem.units[5].group = None;
    let wishes = told(&problem, [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3]);
    assert_eq!(reason(&wishes, 0), Some(UnmetReason::HeldTogether { share_of_target: 4.0 / 2.55 }));
}

#[test]
fn forbidden_pairs_come_before_the_limit() {
    let mut problem = row();
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.0 });
    problem.forbidden = vec![(0, 0), (1, 0), (2, 0), (8, 0)];
    let wishes = told(&problem, [1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    let Some(UnmetReason::Forbidden { units, share_of_target }) = reason(&wishes, 0) else { panic!("{wishes:?}") };
    assert_eq!((units, (share_of_target * 100.0).round()), (4, 133.0));
}

#[test]
fn a_limit_with_no_room_for_any_step_is_the_reason() {
    let mut problem = row();
    group(&mut problem, &[0, 1, 2]);
    group(&mut problem, &[3, 4]);
    group(&mut problem, &[5, 6, 7]);
    group(&mut problem, &[8, 11]);
    group(&mut problem, &[9, 10]);
    let owners = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 2];
    (0..12).for_each(|unit| problem.units[unit].today = Some(owners[unit]));
    let of_last = |problem: &DesignProblem| reason(&told(problem, owners), 3);
    // Two of the third territory's five would help, and one may change hands.
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 1.0 / 12.0 });
    assert_eq!(of_last(&problem), Some(UnmetReason::DisruptionLimit { needed_share: Some(2.0 / 12.0) }));
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 2.0 / 12.0 });
    assert_eq!(of_last(&problem), Some(UnmetReason::LargeUnit { unit: 9, is_group: true }), "there is room");
}

#[test]
fn steps_that_bring_nothing_nearer_are_told() {
    let mut problem = row();
    group(&mut problem, &[0, 1, 2]);
    group(&mut problem, &[3, 4, 5]);
    group(&mut problem, &[6, 7]);
    group(&mut problem, &[8, 11]);
    let wishes = told(&problem, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 2]);
    assert_eq!(reason(&wishes, 3), Some(UnmetReason::StepsTooLarge { unit: 6, is_group: true }), "two of four to one of two");
    assert_eq!(reason(&wishes, 2), Some(UnmetReason::StepsTooLarge { unit: 6, is_group: true }));
    // What the third has may not come there.
    problem.units[9].values = vec![0.9];
    problem.units[10].values = vec![0.9];
    problem.forbidden = vec![(6, 3), (8, 3)];
    problem.units[6].values = vec![0.1];
    problem.units[7].values = vec![0.1];
    problem.units[8].values = vec![0.1];
    let wishes = told(&problem, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 2]);
    assert!(matches!(reason(&wishes, 3), Some(UnmetReason::Forbidden { units: 4, .. })));
    // It is frozen, and the others have one thing each.
    problem.forbidden.clear();
    problem.territories[2].lock = TerritoryLock::Frozen;
    problem.units[11].today = Some(2);
    for (unit, value) in [0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.1, 1.0, 0.1, 0.8, 0.8, 1.0].into_iter().enumerate() {
        problem.units[unit].values = vec![value];
    }
    let wishes = told(&problem, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 2]);
    assert_eq!(reason(&wishes, 3), Some(UnmetReason::NothingToSpare));
}

#[test]
fn pieces_that_the_limit_cannot_join_say_so() {
    let mut problem = row();
    problem.is_contiguous = true;
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.05 });
    let owners = [0, 0, 0, 1, 1, 1, 0, 2, 2, 3, 3, 3];
    (0..12).for_each(|unit| problem.units[unit].today = Some(owners[unit]));
    let owners = owners.map(Some);
    let broken = |problem: &DesignProblem| unmet_pieces(problem, &owners, &measures(problem, &owners))[0].reason.clone();
    assert_eq!(broken(&problem), Some(PiecesReason::DisruptionLimit { needed_share: 1.0 / 12.0 }));
    problem.disruption_limit = Some(DisruptionLimit { basis: DisruptionBasis::Units, share: 0.1 });
    assert_eq!(broken(&problem), None, "there is room");
    problem.territories[0].lock = TerritoryLock::Frozen;
    assert_eq!(broken(&problem), Some(PiecesReason::Frozen));
}

/// A territory that one piece keeps together: a hub with two arms.
#[test]
fn what_one_piece_keeps_with_the_giver_is_told_as_that() {
    let mut problem = row();
    problem.units.truncate(6);
    problem.territories.truncate(2);
    problem.territories.iter_mut().for_each(|target| target.shares = vec![0.5]);
    // One alone, beside the hub; from the hub two arms of two.
    problem.neighbours = vec![vec![1], vec![0, 2, 4], vec![1, 3], vec![2], vec![1, 5], vec![4]];
    for (unit, value) in [10.0, 4.0, 5.0, 5.0, 5.0, 5.0].into_iter().enumerate() {
        problem.units[unit].values = vec![value];
        problem.units[unit].today = Some(u32::from(unit > 0));
    }
    let owners = [0, 1, 1, 1, 1, 1].map(Some);
    let wishes = |problem: &DesignProblem| unmet_wishes(problem, &owners, &measures(problem, &owners));
    problem.is_contiguous = true;
    let breaks = Some(UnmetReason::BreaksGiver { unit: 1, is_group: false, territory: 1 });
    assert_eq!(reason(&wishes(&problem), 0), breaks);
    assert_eq!(reason(&wishes(&problem), 1), breaks, "seen from the other side");
    problem.is_contiguous = false;
    assert_ne!(reason(&wishes(&problem), 0), breaks, "nothing stands in its way");
    // Without the second arm the hub may go.
    problem.is_contiguous = true;
    problem.neighbours[3].push(5);
    assert_ne!(reason(&wishes(&problem), 0), breaks);
}
