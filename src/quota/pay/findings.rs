//! What may be wrong with pay rules or results, each with its place and what to do.
//!
//! The sentences here are for logs and the command line; the screen's words are phrased elsewhere. Who looks for what:
//! [`mod@super::plan_findings`] and [`mod@super::result_findings`].

use serde::{Deserialize, Serialize};

use super::Rate;
use super::plan::Point;
use super::statement::NotPaid;
use crate::domain::{Money, PersonId, YearMonth};

/// Something wrong or worth knowing, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayFinding {
    /// Where.
    pub place: PayPlace,
    /// What.
    pub problem: PayProblem,
}

impl PayFinding {
    /// Whether what it speaks of is not paid by until it is put right. Others are told and reckoned on.
    pub fn is_blocking(&self) -> bool {
        !matches!(
            self.problem,
            PayProblem::FirstTierAboveZero { .. }
                | PayProblem::NotPayable { .. }
                | PayProblem::MonthMissing { .. }
                | PayProblem::NoResults
                | PayProblem::NotYetDue
                | PayProblem::OnlyWithoutShare
                | PayProblem::ReturnsUnused
                | PayProblem::TargetSharesNotWhole { .. }
        )
    }
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayPlace {
    /// The rules as a whole.
    Rules,
    /// A plan.
    Plan {
        /// Its name.
        plan: String,
    },
    /// A component.
    Component {
        /// The plan's name.
        plan: String,
        /// The component's name.
        component: String,
    },
    /// A row of a component's table or list.
    Row {
        /// The plan's name.
        plan: String,
        /// The component's name.
        component: String,
        /// The row, from 1.
        row: usize,
    },
    /// An opening balance.
    OpeningBalance {
        /// Its index in the rules, from 0.
        index: usize,
    },
    /// An assignment.
    Assignment {
        /// Its index in the rules, from 0.
        index: usize,
    },
    /// A seller's month in the results.
    Result {
        /// Its index in the results, from 0.
        index: usize,
        /// Which figure of it.
        column: ResultColumn,
    },
    /// A seller's period.
    Period {
        /// The seller.
        seller: PersonId,
        /// The period's first month on the plan.
        first_month: YearMonth,
        /// The component in question, if it is one.
        component: Option<String>,
    },
}

/// A figure of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultColumn {
    /// The seller.
    Seller,
    /// The month.
    Month,
    /// The active share.
    ActiveShare,
    /// Quota of sales.
    QuotaSales,
    /// Quota of collection.
    QuotaCollection,
    /// Quota of pieces.
    QuotaQuantity,
    /// List value.
    Gross,
    /// Discount.
    Discount,
    /// Shipping.
    Shipping,
    /// Cash.
    Collected,
    /// Pieces.
    Quantity,
    /// What came back.
    Returned,
    /// Pieces that came back.
    ReturnedQuantity,
    /// The month of the sale that came back.
    SoldIn,
    /// What was paid for what came back.
    PaidForReturned,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum PayProblem {
    /// A table without a reading.
    #[error("the table does not say how it is read; choose marginal, retroactive, slab or marginal per deal")]
    ReadingMissing,
    /// Milestones without a reading.
    #[error("the milestones do not say which are paid; choose the highest only, or all that are reached")]
    MilestoneReadingMissing,
    /// A table or list without rows.
    #[error("there are no rows; add one, or remove the component")]
    NoRows,
    /// A row that begins no higher than the one before.
    #[error("it begins at {from}, but the row before begins at {before}; put the rows in rising order")]
    NotRising {
        /// Where it begins.
        from: Edge,
        /// Where the row before begins.
        before: Edge,
    },
    /// A row that ends above where the next begins.
    #[error("it ends at {up_to}, but the next row begins at {next} already; let one end where the other begins")]
    Overlap {
        /// Where it ends.
        up_to: Edge,
        /// Where the next begins.
        next: Edge,
    },
    /// A row that ends below where the next begins.
    #[error("it ends at {up_to}, and the next row begins only at {next}; say what is paid in between")]
    Gap {
        /// Where it ends.
        up_to: Edge,
        /// Where the next begins.
        next: Edge,
    },
    /// A last row that ends.
    #[error("the last row ends at {up_to}; leave its end open, and use a cap to limit pay")]
    LastRowEnds {
        /// Where it ends.
        up_to: Edge,
    },
    /// A first tier above zero.
    #[error("nothing is paid below {from}, where the first row begins")]
    FirstTierAboveZero {
        /// Where it begins.
        from: Edge,
    },
    /// Milestones of which some go by attainment and some by amount.
    #[error("the row before goes by another measure; let all go by attainment, or all by amount")]
    MixedMeasures,
    /// A rate below zero.
    #[error("the rate {0} is below zero", rate.share())]
    NegativeRate {
        /// The rate.
        rate: Rate,
    },
    /// An edge, threshold or amount of a rule below zero.
    #[error("{edge} is below zero")]
    NegativeEdge {
        /// The edge.
        edge: Edge,
    },
    /// Money of the rules below zero.
    #[error("the amount {} is below zero", amount.0)]
    NegativeMoney {
        /// The amount.
        amount: Money,
    },
    /// A cap below its floor.
    #[error("the cap {} is below the floor {}; change one of them", cap.0, floor.0)]
    CapBelowFloor {
        /// The cap.
        cap: Money,
        /// The floor.
        floor: Money,
    },
    /// A floor with a plan that reckons to date.
    #[error("with a plan that reckons to date, a floor would be paid whole in the first period; use a draw instead")]
    FloorToDate,
    /// A part taken back with a plan that reckons to date.
    #[error("a plan that reckons to date takes back whole what returns; set the share to 1, or reckon each period by itself")]
    ClawbackShareToDate,
    /// A share that is not between 0 and 1.
    #[error("the share {0} is not between 0 and 1", share.share())]
    ShareOutOfRange {
        /// The share.
        share: Rate,
    },
    /// Shares of the target variable that do not add up.
    #[error("the components pay {0} of the target variable together, and not all of it", sum.share())]
    TargetSharesNotWhole {
        /// Their sum.
        sum: Rate,
    },
    /// Rates of the target without a target.
    #[error("its rates are multiples of a target, but its target variable is zero; set the plan's target and the component's share")]
    NoTargetVariable,
    /// A gate on the wrong goal.
    #[error("collection cannot be limited by itself; use the lower of the two, or no gate")]
    GateOnCollection,
    /// A gate that lowers the result, with a per-deal table.
    #[error("a table by deals cannot count a part of the result; let the gate ask for a share of collection instead")]
    GateNeedsPeriodTable,
    /// Tiers by attainment, with a per-deal reading.
    #[error("a deal has no attainment; give the tiers as amounts, or read the table by period")]
    DealsByAttainment,
    /// A threshold that pays the excess, with a per-deal reading.
    #[error("with a table by deals, no deal lies above the threshold; pay from the first unit, or read the table by period")]
    ExcessByDeals,
    /// Rates of the target, with a per-deal reading.
    #[error("multiples of a target need the period's result; give shares of the amount, or read the table by period")]
    TargetByDeals,
    /// A usual deal that is none.
    #[error("a usual deal must be above zero")]
    TypicalDealNotPositive,
    /// A rule for another goal.
    #[error("a rule of units and price needs quantity as its goal")]
    UnitsNeedQuantity,
    /// Two plans or components of one name.
    #[error("the name is used twice; names must differ")]
    NameTwice,
    /// A first month that is none.
    #[error("{0}-{1} is no month; write a year from 1 to 9999 and a month from 1 to 12", month.year, month.month)]
    NoMonth {
        /// The month.
        month: YearMonth,
    },
    /// An assignment to a plan that is not there.
    #[error("there is no plan called {plan}")]
    UnknownPlan {
        /// The name.
        plan: String,
    },
    /// An assignment that ends before it begins.
    #[error("it ends before it begins")]
    EndsBeforeItBegins,
    /// An assignment outside the fiscal year.
    #[error("it lies outside the fiscal year")]
    OutsideTheYear,
    /// Two assignments of a seller at once.
    #[error("the seller is on another plan in {}-{} as well; end one before the other begins", month.year, month.month)]
    TwoPlansAtOnce {
        /// The first month of both.
        month: YearMonth,
    },
    /// Two opening balances of a seller.
    #[error("the seller has an opening balance already; add the two up")]
    BalanceTwice,
    /// A seller who is led by nobody but the same seller, through others or at once.
    #[error("the seller is a leader of their own leader; break the circle")]
    LeadersInACircle,
    /// A figure of the results below zero.
    #[error("{figure} is below zero; write what came back as a return")]
    NegativeFigure {
        /// The figure.
        figure: i64,
    },
    /// A discount above the value.
    #[error("the discount {discount} is above the value {gross}", discount = discount.0, gross = gross.0)]
    DiscountAboveValue {
        /// The discount.
        discount: Money,
        /// The value.
        gross: Money,
    },
    /// A seller of the results who is on no plan.
    #[error("the seller is on no plan; assign one, or remove the row")]
    UnknownSeller,
    /// A month in which the seller is on no plan.
    #[error("the seller is on no plan in {}-{}", month.year, month.month)]
    NoPlanInMonth {
        /// The month.
        month: YearMonth,
    },
    /// A sale that came back before it was made.
    #[error("it came back before it was sold")]
    ReturnedBeforeSold,
    /// Returns of a seller whose plan takes nothing back.
    #[error("the plan takes nothing back, so returns change nothing")]
    ReturnsUnused,
    /// A month of a period that has no results.
    #[error("there are no results of {}-{}; the seller counts as not active", month.year, month.month)]
    MonthMissing {
        /// The month.
        month: YearMonth,
    },
    /// A seller on a plan without any results.
    #[error("there are no results of the seller on this plan, and so no statement")]
    NoResults,
    /// A component with results whose last month in its own period has none, so that it does not fall due.
    #[error("it has not fallen due: there are no results of the last month that it is reckoned for; add a row, if need be of 0")]
    NotYetDue,
    /// A component whose own period is not longer than the plan's.
    #[error("its own period must be longer than the plan's; take the shortest for the plan")]
    PeriodNotLonger,
    /// A component of only some sales that goes by a quota, which is one of all sales.
    #[error("quotas are of all sales, and it counts only some; let its rows go by amounts, without a target or a limit by collection")]
    OnlyByAmount,
    /// A component of only some sales of which no usual share is said.
    #[error("no usual share of these sales is said, so curves and simulations leave it out")]
    OnlyWithoutShare,
    /// A component or return that cannot be reckoned.
    #[error("{}", not_payable(*reason))]
    NotPayable {
        /// Why.
        reason: NotPaid,
    },
}

fn not_payable(reason: NotPaid) -> &'static str {
    match reason {
        NotPaid::QuotaMissing => "it needs a quota, and none is set; nothing was paid by it",
        NotPaid::QuotaZero => "it needs a quota, and it is zero; nothing was paid by it",
        NotPaid::GateQuotaMissing => "its gate needs quotas of sales and collection above zero; nothing was paid by it",
        NotPaid::DealsMissing => "its table goes by deals, and an entry names no deal; nothing was paid by it",
        NotPaid::PaidUnknown => "what was paid for a returned sale is not known; give the amount. Nothing was taken back",
        NotPaid::ReadingMissing => "its reading was not chosen; nothing was paid by it",
        NotPaid::ThresholdNotReached | NotPaid::GateNotMet | NotPaid::MilestoneNotReached | NotPaid::ReturnTooLate => {
            "nothing is paid by it"
        }
    }
}

/// An edge of a table, in its own measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// A share of the quota.
    Attainment(Rate),
    /// An amount.
    Amount(i64),
}

impl std::fmt::Display for Edge {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Edge::Attainment(share) => write!(out, "{} of the quota", share.share()),
            Edge::Amount(amount) => write!(out, "{amount}"),
        }
    }
}

impl From<Rate> for Edge {
    fn from(share: Rate) -> Edge {
        Edge::Attainment(share)
    }
}

impl From<i64> for Edge {
    fn from(amount: i64) -> Edge {
        Edge::Amount(amount)
    }
}

impl From<Point> for Edge {
    fn from(point: Point) -> Edge {
        match point {
            Point::Attainment(share) => Edge::Attainment(share),
            Point::Amount(amount) => Edge::Amount(amount),
        }
    }
}

impl Edge {
    pub(crate) fn is_negative(self) -> bool {
        match self {
            Edge::Attainment(share) => share < Rate::ZERO,
            Edge::Amount(amount) => amount < 0,
        }
    }
}
