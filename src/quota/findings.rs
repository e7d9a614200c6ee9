//! What is noticed in a question and while it is answered: bad input, wishes that cannot be met, and what was done
//! instead. Findings never stop an answer and nothing is left out without one.
//!
//! Each has a stable code, its place and the figures that a sentence needs; the words themselves are with the languages.

use serde::{Deserialize, Serialize};

use super::question::{GoalKey, NodeKey};
use crate::domain::{CivilDate, YearMonth};

/// A finding and where it belongs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuotaFinding {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: QuotaFindingKind,
}

/// Where a finding belongs; each part is known or does not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The node.
    pub node: Option<NodeKey>,
    /// Its row in the question's list, from 0.
    pub row: Option<u32>,
    /// The goal.
    pub goal: Option<GoalKey>,
    /// The field.
    pub field: Option<Field>,
}

/// A field of a question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// A goal's or node's key.
    Key,
    /// A node's parent.
    Parent,
    /// What a node is.
    Kind,
    /// A goal's target.
    Target,
    /// A method of sharing out.
    Method,
    /// The result of a past year.
    History(i32),
    /// Potential.
    Potential,
    /// Workload.
    Workload,
    /// A measure by name.
    Other(String),
    /// A node's own estimate.
    Estimate,
    /// A lock.
    Lock,
    /// A cushion.
    Cushion,
    /// A season.
    Season,
    /// A ramp.
    Ramp,
    /// The first day on a seat.
    From,
    /// The last day on a seat.
    Until,
    /// The day since which experience counts.
    ExperiencedSince,
    /// One of the absences, by its place in the list.
    Absence(u32),
    /// A share of working time.
    WorkingTime,
    /// Productivity or attainment.
    Capacity,
}

/// What is noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum QuotaFindingKind {
    /// There is no node without a parent, so that there is nothing to share out to.
    NoCompany,
    /// There is no goal.
    NoGoal,
    /// A second node without a parent; it is left out with all below it.
    SecondCompany,
    /// A node's parent does not exist; it is left out with all below it.
    UnknownParent {
        /// The key that no node has.
        parent: NodeKey,
    },
    /// A node lies below itself; it is left out with all others of the ring and below.
    Cycle {
        /// The nodes of the ring, from this one up.
        ring: Vec<NodeKey>,
    },
    /// A key is there twice; the first counts and this row is left out.
    DuplicateKey,
    /// A node has no key; it is left out.
    EmptyKey,
    /// A goal of that key is there twice; the first counts.
    DuplicateGoal,
    /// A node speaks of a goal that is not asked for; that is left aside.
    UnknownGoal,
    /// A seat lies on another seat's own account; months follow the outer one.
    SeatInsideSeat,
    /// A vacancy that is not directly on a seat; it counts as a group.
    VacancyWithoutSeat,
    /// A second vacancy of a seat; it gets nothing.
    SecondVacancy,
    /// A target is 0, so that every quota is.
    TargetZero,
    /// A target is below 0 and counts as 0.
    TargetNegative {
        /// The target as given.
        amount: i64,
    },
    /// A target goes by itself in a ring, or by a goal that does not exist; it counts as 0.
    TargetUnresolved,
    /// A target grows on a result that is not known; it counts as 0.
    TargetWithoutHistory,
    /// An amount is beyond what can be counted (9·10¹⁸); the greatest one that can be is taken.
    AmountTooLarge,
    /// A figure is negative, not a number or beyond 10³⁰⁰ and counts as 0.
    InvalidFigure {
        /// As given, in words as it may be no number.
        figure: String,
    },
    /// Groups have no territory, person or customer below: they get nothing beside those that can carry, but for a lock;
    /// what they have is carried by nobody.
    EmptyGroups {
        /// How many.
        count: u32,
        /// What they have together.
        amount: i64,
        /// The first of them by key.
        first: NodeKey,
    },
    /// A level of groups has a cushion and territories beside them at the same level: these are handed out without it.
    LevelCushionPassedOver {
        /// The level; the company is level 0.
        level: u32,
        /// How many go without.
        count: u32,
        /// The first of them by key.
        first: NodeKey,
    },
    /// Children have no figure of the measure that their parent's amount is shared out by; they count as 0.
    MissingFigures {
        /// How many of the children.
        count: u32,
        /// Of how many.
        of: u32,
        /// The first of them by key.
        first: NodeKey,
    },
    /// The measure is 0 for every child; the amount is shared out evenly.
    BasisAllZero,
    /// A measure of a blend is 0 for every child and is left out of the blend.
    BlendPartAllZero {
        /// Its place in the blend, from 0.
        part: u32,
    },
    /// Blends need at least one part with a weight above 0; the amount is shared out evenly.
    EmptyBlend,
    /// The growth asked for is not the one that children sum up to; this one results.
    GrowthFitted {
        /// As asked.
        asked: f64,
        /// As it results for those that are not locked.
        resulting: f64,
    },
    /// There is less to share out than the results of the year: all get less in proportion.
    BelowHistory {
        /// To share out.
        amount: i64,
        /// The results of those that share it.
        history: f64,
    },
    /// No child has potential to grow by; the growth is shared out evenly.
    NoRoomToGrow,
    /// A method goes by another goal that goes by this one, or does not exist; the amount is shared out evenly.
    GoalUnresolved {
        /// The other goal.
        goal: GoalKey,
    },
    /// A lock is below 0 and is left aside.
    LockNegative {
        /// As given.
        amount: i64,
    },
    /// The company's lock and the goal's target differ; the lock counts.
    LockOnCompany {
        /// The target.
        target: i64,
        /// The lock.
        lock: i64,
    },
    /// Locks sum to more than their parent has; it stays short by that amount, as a negative unallocated amount.
    LocksAboveParent {
        /// The sum of the locks.
        locked: i64,
        /// What the parent has.
        amount: i64,
    },
    /// All children are locked and do not sum to what the parent has; the rest stays unallocated.
    AllLockedAndDifferent {
        /// The sum of the locks.
        locked: i64,
        /// What the parent has.
        amount: i64,
    },
    /// An estimate is below 0 and is left aside.
    EstimateNegative {
        /// As given.
        amount: i64,
    },
    /// A cushion is below 0, not a number, or so large that amounts could not be counted; it counts as 0.
    InvalidCushion {
        /// As given, in words as it may be no number.
        cushion: String,
    },
    /// No season or ramp has that name; all months weigh alike, or people are fully productive.
    UnknownSchedule {
        /// The name.
        name: String,
    },
    /// A weight of a schedule is negative or not a number and counts as 0.
    InvalidScheduleWeight {
        /// The schedule.
        name: String,
        /// Which of its months or quarters, from 1.
        row: u32,
    },
    /// Every weight of a season is 0; all months weigh alike.
    SeasonAllZero {
        /// The season.
        name: String,
    },
    /// The calendar has no such day.
    NoSuchDay {
        /// As given.
        date: CivilDate,
        /// The last day of that month, by which it is read; `None` if there is no such month and it counts as not given.
        read_as: Option<CivilDate>,
    },
    /// A range of days ends before it begins; it holds no day.
    RangeReversed,
    /// A time on a seat lies wholly before or after the fiscal year; it brings nothing.
    OutsideFiscalYear,
    /// An absence lies wholly before or after the fiscal year; it changes nothing.
    AbsenceOutsideFiscalYear,
    /// A share of working time is not above 0 and at most 1; it counts as 1.
    InvalidWorkingTime {
        /// As given, in words as it may be no number.
        share: String,
    },
    /// A holder has no times; it counts as there all year.
    HolderWithoutEmployment,
    /// In these months of the year (0 to 11) no one is active on a seat that has holders.
    NobodyActive {
        /// The months.
        months: Vec<u8>,
        /// Whether a vacancy carries them, or they carry 0.
        is_carried_by_vacancy: bool,
    },
    /// No one who shares an amount is active at any time of the year; it is shared out as if they were.
    NobodyActiveBeside,
    /// Someone has an amount without being active in any month of the season: it goes by the days there alone, or by the
    /// season alone when there are none.
    AmountWithoutActivity,
    /// In these months of the year (0 to 11) the whole company carries 0 although the season asks for more.
    PeriodCarriesNothing {
        /// The months.
        months: Vec<u8>,
    },
    /// Seats, people or lowest nodes have no estimate, nor has any node above them; what is summed up lacks them.
    EstimatesMissing {
        /// How many.
        count: u32,
        /// The first of them by key.
        first: NodeKey,
    },
    /// Productivity or attainment is negative or not a number and counts as 0.
    InvalidCapacity {
        /// As given, in words as it may be no number.
        figure: String,
    },
    /// A month of a history is not known; the season goes by the others.
    HistoryGap {
        /// The month.
        month: YearMonth,
    },
    /// A month of a history is below 0 (more came back than was sold); it counts as it is, and its season at least as 0.
    HistoryNegative {
        /// The month.
        month: YearMonth,
    },
    /// A year of a history is not whole, has more than three gaps or does not sum to more than 0; it is left aside.
    HistoryYearLeftAside {
        /// The calendar year in which it began.
        year: i32,
        /// How many of its months are known.
        months_known: u32,
    },
    /// No year of a history is whole; all months weigh alike.
    HistoryTooShort,
}

impl QuotaFindingKind {
    /// A stable name of the kind, for words and documentation.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoCompany => "no-company",
            Self::NoGoal => "no-goal",
            Self::SecondCompany => "second-company",
            Self::UnknownParent { .. } => "unknown-parent",
            Self::Cycle { .. } => "cycle",
            Self::DuplicateKey => "duplicate-key",
            Self::EmptyKey => "empty-key",
            Self::DuplicateGoal => "duplicate-goal",
            Self::UnknownGoal => "unknown-goal",
            Self::SeatInsideSeat => "seat-inside-seat",
            Self::VacancyWithoutSeat => "vacancy-without-seat",
            Self::SecondVacancy => "second-vacancy",
            Self::TargetZero => "target-zero",
            Self::TargetNegative { .. } => "target-negative",
            Self::TargetUnresolved => "target-unresolved",
            Self::TargetWithoutHistory => "target-without-history",
            Self::AmountTooLarge => "amount-too-large",
            Self::InvalidFigure { .. } => "invalid-figure",
            Self::EmptyGroups { .. } => "empty-groups",
            Self::LevelCushionPassedOver { .. } => "level-cushion-passed-over",
            Self::MissingFigures { .. } => "missing-figures",
            Self::BasisAllZero => "basis-all-zero",
            Self::BlendPartAllZero { .. } => "blend-part-all-zero",
            Self::EmptyBlend => "empty-blend",
            Self::GrowthFitted { .. } => "growth-fitted",
            Self::BelowHistory { .. } => "below-history",
            Self::NoRoomToGrow => "no-room-to-grow",
            Self::GoalUnresolved { .. } => "goal-unresolved",
            Self::LockNegative { .. } => "lock-negative",
            Self::LockOnCompany { .. } => "lock-on-company",
            Self::LocksAboveParent { .. } => "locks-above-parent",
            Self::AllLockedAndDifferent { .. } => "all-locked-and-different",
            Self::EstimateNegative { .. } => "estimate-negative",
            Self::InvalidCushion { .. } => "invalid-cushion",
            Self::UnknownSchedule { .. } => "unknown-schedule",
            Self::InvalidScheduleWeight { .. } => "invalid-schedule-weight",
            Self::SeasonAllZero { .. } => "season-all-zero",
            Self::NoSuchDay { .. } => "no-such-day",
            Self::RangeReversed => "range-reversed",
            Self::OutsideFiscalYear => "outside-fiscal-year",
            Self::AbsenceOutsideFiscalYear => "absence-outside-fiscal-year",
            Self::InvalidWorkingTime { .. } => "invalid-working-time",
            Self::HolderWithoutEmployment => "holder-without-employment",
            Self::NobodyActive { .. } => "nobody-active",
            Self::NobodyActiveBeside => "nobody-active-beside",
            Self::AmountWithoutActivity => "amount-without-activity",
            Self::PeriodCarriesNothing { .. } => "period-carries-nothing",
            Self::EstimatesMissing { .. } => "estimates-missing",
            Self::InvalidCapacity { .. } => "invalid-capacity",
            Self::HistoryGap { .. } => "history-gap",
            Self::HistoryNegative { .. } => "history-negative",
            Self::HistoryYearLeftAside { .. } => "history-year-left-aside",
            Self::HistoryTooShort => "history-too-short",
        }
    }
}

/// The largest figure that is taken for one; sums and products of figures stay finite below it.
const LARGEST_FIGURE: f64 = 1e300;

/// Whether a figure can be counted with.
pub(super) fn is_valid_figure(figure: f64) -> bool {
    (0.0..=LARGEST_FIGURE).contains(&figure)
}
