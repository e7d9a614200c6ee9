//! Pay plans as plain data: what a seller is paid for, by which rule and from which base.
//!
//! Nothing is calculated here. What a plan may have wrong is told by [`super::findings`]. Amounts are those of one
//! pay period and for a seller who was there the whole time, unless their description says otherwise. Only fixed pay and
//! the target variable are pro-rated; caps, floors, draws and tiers by amount are not.

use serde::{Deserialize, Serialize};

use super::basis::{Basis, Only};
use super::{Rate, RateTable};
use crate::domain::{Money, PersonId, YearMonth};

/// Everything that says who is paid how in one fiscal year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayRules {
    /// First month of the fiscal year of twelve months, in the plan's calendar.
    pub first_month: YearMonth,
    /// The pay plans; their names differ.
    pub plans: Vec<PayPlan>,
    /// Who is on which plan, and when.
    #[serde(default)]
    pub assignments: Vec<Assignment>,
    /// What sellers owe from the year before.
    #[serde(default)]
    pub opening_balances: Vec<OpeningBalance>,
}

/// What a seller's last statement of the year before hands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningBalance {
    /// The seller.
    pub seller: PersonId,
    /// Draw that is owed.
    #[serde(default)]
    pub draw_owed: Money,
    /// Clawback that is carried on.
    #[serde(default)]
    pub clawback_carried: Money,
}

/// A seller's time on a pay plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The seller.
    pub seller: PersonId,
    /// Name of the plan.
    pub plan: String,
    /// The seller's role at that time, as the user calls it.
    #[serde(default)]
    pub role: String,
    /// Who leads the seller at that time; team results go up to all leaders above.
    #[serde(default)]
    pub leader: Option<PersonId>,
    /// First month on the plan.
    pub from: YearMonth,
    /// Last month on the plan, itself included; without it, until the year ends.
    #[serde(default)]
    pub until: Option<YearMonth>,
}

/// How a role is paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayPlan {
    /// Name, unlike that of other plans.
    pub name: String,
    /// How often is reckoned and paid.
    pub period: PayPeriod,
    /// Whether a period stands alone or all since the year's start is reckoned together.
    pub accrual: Accrual,
    /// Fixed pay of a period.
    #[serde(default)]
    pub fixed_pay: Money,
    /// Variable pay of a period in which every quota is reached exactly. A component with a longer period of its own pays
    /// its share of all the periods that it spans.
    #[serde(default)]
    pub target_variable: Money,
    /// What variable pay is made of.
    #[serde(default)]
    pub components: Vec<Component>,
    /// Most that all components that fall due in a period pay together (in the year, when reckoned to date).
    #[serde(default)]
    pub cap: Option<Money>,
    /// Least that all components that fall due in a period pay together.
    #[serde(default)]
    pub floor: Option<Money>,
    /// What is paid at least, or ahead, in every period.
    #[serde(default)]
    pub draw: Option<Draw>,
    /// What becomes of pay for sales that come back.
    #[serde(default)]
    pub clawback: Option<Clawback>,
}

/// How often is reckoned and paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayPeriod {
    /// Every month.
    Month,
    /// Every three months from the fiscal year's first.
    Quarter,
    /// Once a fiscal year.
    Year,
}

impl PayPeriod {
    /// Months in a period.
    pub fn months(self) -> u32 {
        match self {
            PayPeriod::Month => 1,
            PayPeriod::Quarter => 3,
            PayPeriod::Year => 12,
        }
    }

    /// Periods in a fiscal year.
    pub fn in_year(self) -> u32 {
        12 / self.months()
    }

    /// Those that are longer.
    pub fn longer(self) -> &'static [PayPeriod] {
        match self {
            PayPeriod::Month => &[PayPeriod::Quarter, PayPeriod::Year],
            PayPeriod::Quarter => &[PayPeriod::Year],
            PayPeriod::Year => &[],
        }
    }
}

impl PayPlan {
    /// A plan of that name, reckoned month by month, with nothing but its components.
    pub fn new(name: &str, components: Vec<Component>) -> PayPlan {
        PayPlan {
            name: name.to_owned(),
            period: PayPeriod::Month,
            accrual: Accrual::OfPeriod,
            fixed_pay: Money(0),
            target_variable: Money(0),
            components,
            cap: None,
            floor: None,
            draw: None,
            clawback: None,
        }
    }

    /// The time after which everything has fallen due once: the longest period of the plan and its components.
    pub fn cycle(&self) -> PayPeriod {
        let own = self.components.iter().map(|component| component.period_in(self));
        own.chain([self.period]).max_by_key(|period| period.months()).unwrap_or(self.period)
    }
}

/// What attainment is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accrual {
    /// Each period has its own result and quota.
    OfPeriod,
    /// Results, quotas and target variable are summed up since the seller's start on the plan in this year; a period pays
    /// what the sum earns, less what the sum of the period before earned. Tiers, milestones and caps by amount are then
    /// those of the year.
    ToDate,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Sales, in money.
    Sales,
    /// Cash collected, in money.
    Collection,
    /// Pieces or another count, in whole units.
    Quantity,
}

impl Goal {
    /// All of them.
    pub const ALL: [Goal; 3] = [Goal::Sales, Goal::Collection, Goal::Quantity];
}

/// One part of variable pay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Name, as it stands on statements.
    pub name: String,
    /// What it is paid for.
    pub goal: Goal,
    /// Whose results count.
    #[serde(default)]
    pub scope: Scope,
    /// The time that it is reckoned and paid for, where that is longer than the plan's period; amounts of the component are
    /// then those of its own period. It falls due in the last of the plan's periods in it, or in the last before the seller
    /// leaves the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PayPeriod>,
    /// Which sales count; without it, all.
    #[serde(default, skip_serializing_if = "Only::is_all")]
    pub only: Only,
    /// Which money counts as a sale.
    #[serde(default)]
    pub basis: Basis,
    /// The share of the plan's target variable that this component pays at 100 % attainment; for rates that are
    /// [`super::RateMeaning::OfTarget`].
    #[serde(default)]
    pub target_share: Rate,
    /// What collection must do for it.
    #[serde(default)]
    pub gate: Option<CollectionGate>,
    /// How it is reckoned.
    pub rule: Rule,
    /// Most that it pays.
    #[serde(default)]
    pub cap: Option<Money>,
    /// Least that it pays.
    #[serde(default)]
    pub floor: Option<Money>,
}

impl Component {
    /// A component of that name for the seller's own results, with nothing but its rule.
    pub fn new(name: &str, goal: Goal, rule: Rule) -> Component {
        Component {
            name: name.to_owned(),
            goal,
            scope: Scope::Own,
            period: None,
            only: Only::default(),
            basis: Basis::default(),
            target_share: Rate::ZERO,
            gate: None,
            rule,
            cap: None,
            floor: None,
        }
    }

    /// The time that it is reckoned and paid for.
    pub fn period_in(&self, plan: &PayPlan) -> PayPeriod {
        self.period.unwrap_or(plan.period)
    }
}

/// Whose results count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The seller's own.
    #[default]
    Own,
    /// Those of all below the seller, without the seller's own.
    Team,
    /// Those of all below the seller and the seller's own.
    TeamWithLeader,
}

/// What collection must do for pay. Attainments are those of the component's scope and period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectionGate {
    /// The result counts no further than collection goes: attainment is at most that of collection. For sales and
    /// quantity.
    AtMostCollection,
    /// The lower of the attainments of sales and collection counts, in either component. For a sales component this is
    /// the same as [`CollectionGate::AtMostCollection`].
    LowerOfTwo,
    /// Paid only when collection attains this much.
    OnlyFrom(Rate),
}

/// How a component is reckoned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Commission by a table of rates.
    Rates(RateTable),
    /// Below an amount a rate of all; from it on, a fixed sum and a rate of the excess. Jumps at the amount unless the
    /// fixed sum is what the lower rate pays there.
    StepAndExcess {
        /// The amount that must be reached.
        from: i64,
        /// Paid when it is reached.
        fixed: Money,
        /// Rate of what lies above it.
        rate: Rate,
        /// Rate of all when it is not reached.
        rate_below: Rate,
    },
    /// Pieces × price × rate, with another rate above the quota. For quantity.
    Units {
        /// Price of a piece.
        price: Money,
        /// Rate up to the quota.
        rate: Rate,
        /// Rate above it.
        rate_above_quota: Rate,
    },
    /// Fixed bonuses for milestones.
    Milestones {
        /// Which of the reached ones are paid; not assumed.
        #[serde(default)]
        reading: Option<MilestoneReading>,
        /// In rising order.
        steps: Vec<Milestone>,
    },
    /// A campaign for a while.
    Spif(Spif),
}

/// Which of several reached milestones are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneReading {
    /// The highest one.
    HighestOnly,
    /// All of them.
    Cumulative,
}

/// A milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// What must be reached.
    pub from: Point,
    /// Paid for it.
    pub bonus: Money,
}

/// A point on the way to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// A share of the quota.
    Attainment(Rate),
    /// An amount, in the goal's smallest unit.
    Amount(i64),
}

/// A short campaign (sales performance incentive fund).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spif {
    /// A fixed reward for each piece of the campaign's entries.
    PerPiece {
        /// The campaign's name in the results.
        campaign: String,
        /// Reward of a piece.
        reward: Money,
    },
    /// A rate of the campaign's sales.
    OfSales {
        /// The campaign's name in the results.
        campaign: String,
        /// The rate.
        rate: Rate,
    },
    /// A share in a pool that is paid as far as the component's goal is attained, at most whole. With a team scope it is the
    /// team's attainment.
    Pool {
        /// The whole pool.
        pool: Money,
        /// The seller's share in it.
        share: Rate,
    },
}

/// What is paid at least, or ahead. Compared with variable pay after caps, floors and clawback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// Of a period.
    pub amount: Money,
    /// When it is paid.
    pub kind: DrawKind,
    /// Whether what was paid above earnings is owed, and repaid from later earnings above the draw.
    pub is_recoverable: bool,
    /// For how many of the seller's first periods on the plan; without it, for all. Afterwards what is still owed is
    /// repaid from all variable pay.
    #[serde(default)]
    pub periods: Option<u32>,
    /// Most that is repaid in one period; without it, all that earnings above the draw allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repaid_at_most: Option<Money>,
}

/// When a draw is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrawKind {
    /// With the statement: earnings below it are topped up.
    Guarantee,
    /// At the period's start, and set off against earnings in the statement. The period pays the same as with a
    /// guarantee; less is due at its end.
    Advance,
}

/// What becomes of pay for sales that come back. Speaks of a seller's own sales and quantity; campaigns and components of a
/// team are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clawback {
    /// Only sales of so many months ago or fewer; without it, all.
    #[serde(default)]
    pub within_months: Option<u32>,
    /// The share of the pay in question that is taken back.
    pub share: Rate,
    /// What happens when more is taken back than the period earned.
    pub below_zero: BelowZero,
}

/// What happens when variable pay falls below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BelowZero {
    /// It stands and is set off against fixed pay, or owed at once.
    Stands,
    /// The period pays nothing variable, and the rest is taken from later periods' earnings.
    Carried,
}
