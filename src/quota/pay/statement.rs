//! Statements: what a seller is paid for a period, as lines that unfold down to their inputs.
//!
//! A line's amount is the sum of the lines below it, or, where there are none, follows from its figures by the rule that
//! its kind names. The statement's total is the sum of its lines. Lines are made in [`super::run`] and beside the rules.

use serde::{Deserialize, Serialize};

use super::Rate;
use crate::domain::{Money, PersonId, YearMonth};

/// One seller's pay for one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The seller.
    pub seller: PersonId,
    /// The plan's name.
    pub plan: String,
    /// The seller's role.
    pub role: String,
    /// Which period of the fiscal year, from 1.
    pub period: u32,
    /// The first month in it that the seller was on the plan.
    pub first_month: YearMonth,
    /// The last such month.
    pub last_month: YearMonth,
    /// The lines.
    pub lines: Vec<Line>,
    /// Their sum: what the period pays.
    pub total: Money,
    /// What of it was paid ahead as a draw.
    pub paid_in_advance: Money,
    /// What is due with the statement: the total less what was paid ahead. Below zero when more was paid ahead.
    pub due: Money,
    /// Draw that is owed, before and after the period.
    pub draw_owed: Balance,
    /// Clawback that is carried on, before and after the period; ≥ 0.
    pub clawback_carried: Balance,
}

/// A balance that periods hand on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// At the period's start.
    pub before: Money,
    /// At its end.
    pub after: Money,
}

impl Statement {
    /// What is variable of the total.
    pub fn variable(&self) -> Money {
        self.lines.iter().filter(|line| line.kind != LineKind::FixedPay).map(|line| line.amount).sum()
    }
}

/// A line of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which rule made it.
    pub kind: LineKind,
    /// What it pays; below zero when it takes back.
    pub amount: Money,
    /// What went into it.
    pub figures: Vec<Figure>,
    /// The lines that it sums.
    pub lines: Vec<Line>,
}

impl Line {
    /// A line that follows from its figures.
    pub(crate) fn leaf(kind: LineKind, amount: Money, figures: Vec<Figure>) -> Line {
        Line { kind, amount, figures, lines: Vec::new() }
    }

    /// A line that sums others.
    pub(crate) fn sum(kind: LineKind, figures: Vec<Figure>, lines: Vec<Line>) -> Line {
        let amount = lines.iter().map(|line| line.amount).sum();
        Line { kind, amount, figures, lines }
    }

    /// A line that pays nothing, and why.
    pub(crate) fn not_paid(reason: NotPaid) -> Line {
        Line::leaf(LineKind::NotPaid(reason), Money(0), Vec::new())
    }
}

/// Which rule made a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Full fixed pay × active share.
    FixedPay,
    /// A component of the plan.
    Component {
        /// Its name.
        name: String,
    },
    /// What a component earned since the year's start, with plans that reckon to date.
    ToDate,
    /// What of it earlier periods earned already.
    EarlierPeriods,
    /// A tier: part × rate (× target variable ÷ quota).
    Tier {
        /// Row of the table, from 1.
        row: usize,
    },
    /// A deal that goes through a table by itself.
    Deal {
        /// Its identifier.
        deal: String,
    },
    /// The fixed sum for a step that was reached.
    Step,
    /// Part × rate below or above a step.
    StepRate,
    /// Units × price × rate.
    Units,
    /// A milestone.
    Milestone {
        /// Row of the list, from 1.
        row: usize,
    },
    /// A campaign.
    Campaign {
        /// Its name; none for a pool.
        campaign: Option<String>,
    },
    /// What a cap takes off.
    Cap,
    /// What a floor adds.
    Floor,
    /// Pay taken back for a sale that came back.
    Clawback {
        /// The month of the sale.
        sold_in: YearMonth,
    },
    /// What a return takes back of one component.
    ClawbackOf {
        /// The component's name.
        name: String,
    },
    /// Clawback that earlier periods could not take back.
    BroughtForward,
    /// Clawback that this period cannot take back.
    CarriedForward,
    /// What a draw adds to earnings.
    DrawTopUp,
    /// What is repaid of earlier draws.
    DrawRepayment,
    /// Nothing, for a reason.
    NotPaid(NotPaid),
}

/// Why a rule pays nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotPaid {
    /// The result is below the table's threshold.
    ThresholdNotReached,
    /// Collection is below what the gate asks.
    GateNotMet,
    /// No milestone was reached.
    MilestoneNotReached,
    /// The return is too late to be taken back.
    ReturnTooLate,
    /// The table's reading was not chosen.
    ReadingMissing,
    /// The rule needs a quota, and none is set.
    QuotaMissing,
    /// The rule needs a quota, and it is zero.
    QuotaZero,
    /// The gate needs a quota of collection (or of sales) above zero.
    GateQuotaMissing,
    /// The table goes by deals, and an entry has no deal.
    DealsMissing,
    /// What was paid for a returned sale cannot be known.
    PaidUnknown,
}

impl NotPaid {
    /// Whether a figure is missing, so that the user must do something; otherwise the rule itself pays nothing.
    pub fn is_obstacle(self) -> bool {
        !matches!(self, NotPaid::ThresholdNotReached | NotPaid::GateNotMet | NotPaid::MilestoneNotReached | NotPaid::ReturnTooLate)
    }
}

/// One input of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it is.
    pub name: FigureName,
    /// How much.
    pub value: FigureValue,
}

impl Figure {
    pub(crate) fn amount(name: FigureName, amount: i64) -> Figure {
        Figure { name, value: FigureValue::Amount(amount) }
    }

    pub(crate) fn money(name: FigureName, money: Money) -> Figure {
        Figure { name, value: FigureValue::Money(money) }
    }

    pub(crate) fn share(name: FigureName, share: Rate) -> Figure {
        Figure { name, value: FigureValue::Share(share) }
    }
}

/// The value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureValue {
    /// In the smallest unit of the component's goal.
    Amount(i64),
    /// Pay.
    Money(Money),
    /// A rate or share.
    Share(Rate),
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureName {
    /// List value of the goods that count, without shipping and before discount.
    ListValue,
    /// Discount on them.
    Discount,
    /// Charged for their shipping.
    Shipping,
    /// Cash that came in for them, where a sale counts as far as it did.
    Cash,
    /// The result of the goal, by the component's basis.
    Result,
    /// What of the result counts after the gate.
    CountedResult,
    /// Sales returned so far that are left out of the result.
    Returned,
    /// The quota.
    Quota,
    /// Counted result ÷ quota.
    Attainment,
    /// Attainment of collection (of sales, for a collection component).
    GateAttainment,
    /// What the gate asks.
    GateFrom,
    /// Target variable of the component, pro-rated.
    TargetVariable,
    /// Where the tier, step or milestone begins.
    TierFrom,
    /// The part of the result that the line pays for.
    Part,
    /// The rate, or the multiple of the base rate.
    Rate,
    /// Price of a piece, or reward of one.
    Price,
    /// The whole sum that a share is taken of.
    Whole,
    /// Active share of the period.
    ActiveShare,
    /// What all components earned together.
    Earned,
    /// The cap, floor or draw itself.
    Limit,
    /// What was owed or carried before.
    Owed,
    /// Most of a draw that a period repays.
    MostRepaid,
}
