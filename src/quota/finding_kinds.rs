//! A finding of each kind, for tests that go over all of them.

use super::findings::QuotaFindingKind;
use super::question::{GoalKey, NodeKey};
use crate::domain::{CivilDate, YearMonth};

/// One of each.
pub(crate) fn one_of_each() -> Vec<QuotaFindingKind> {
    use QuotaFindingKind as Kind;
    let node = || NodeKey::from("company");
    let month = YearMonth { year: 1404, month: 2 };
    let kinds = vec![
        Kind::NoCompany,
        Kind::NoGoal,
        Kind::SecondCompany,
        Kind::UnknownParent { parent: node() },
        Kind::Cycle { ring: vec![node(), node()] },
        Kind::DuplicateKey,
        Kind::EmptyKey,
        Kind::DuplicateGoal,
        Kind::UnknownGoal,
        Kind::SeatInsideSeat,
        Kind::VacancyWithoutSeat,
        Kind::SecondVacancy,
        Kind::TargetZero,
        Kind::TargetNegative { amount: -1 },
        Kind::TargetUnresolved,
        Kind::TargetWithoutHistory,
        Kind::AmountTooLarge,
        Kind::InvalidFigure { figure: "-1".to_owned() },
        Kind::EmptyGroups { count: 1, amount: 5, first: node() },
        Kind::LevelCushionPassedOver { level: 1, count: 1, first: node() },
        Kind::MissingFigures { count: 1, of: 2, first: node() },
        Kind::BasisAllZero,
        Kind::BlendPartAllZero { part: 0 },
        Kind::EmptyBlend,
        Kind::GrowthFitted { asked: 0.1, resulting: 0.2 },
        Kind::BelowHistory { amount: 1, history: 2.0 },
        Kind::NoRoomToGrow,
        Kind::GoalUnresolved { goal: GoalKey::from("sales") },
        Kind::LockNegative { amount: -1 },
        Kind::LockOnCompany { target: 1, lock: 2 },
        Kind::LocksAboveParent { locked: 2, amount: 1 },
        Kind::AllLockedAndDifferent { locked: 1, amount: 2 },
        Kind::EstimateNegative { amount: -1 },
        Kind::InvalidCushion { cushion: "-0.05".to_owned() },
        Kind::UnknownSchedule { name: "7".to_owned() },
        Kind::InvalidScheduleWeight { name: "7".to_owned(), row: 3 },
        Kind::SeasonAllZero { name: "7".to_owned() },
        Kind::NoSuchDay { date: CivilDate { year: 1404, month: 12, day: 31 }, read_as: None },
        Kind::RangeReversed,
        Kind::OutsideFiscalYear,
        Kind::AbsenceOutsideFiscalYear,
        Kind::InvalidWorkingTime { share: "2".to_owned() },
        Kind::HolderWithoutEmployment,
        Kind::NobodyActive { months: vec![0], is_carried_by_vacancy: true },
        Kind::NobodyActiveBeside,
        Kind::AmountWithoutActivity,
        Kind::PeriodCarriesNothing { months: vec![0] },
        Kind::EstimatesMissing { count: 1, first: node() },
        Kind::InvalidCapacity { figure: "-1".to_owned() },
        Kind::HistoryGap { month },
        Kind::HistoryNegative { month },
        Kind::HistoryYearLeftAside { year: 1403, months_known: 4 },
        Kind::HistoryTooShort,
    ];
    // A kind that is new has a code, and must be listed.
    let codes: std::collections::BTreeSet<&str> = kinds.iter().map(QuotaFindingKind::code).collect();
    let known = include_str!("findings.rs").lines().filter(|line| line.trim_start().starts_with("Self::")).count();
    assert_eq!((codes.len(), codes.len()), (kinds.len(), known), "each kind once");
    kinds
}
