//! Pay plans as a plan keeps them: by name, and otherwise as they are written in files.
//!
//! Reading and checking pay plans takes much code that only few pages need, so a plan opens without it. It also lets a
//! pay plan of another version stay as it is until it is read.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::document::Plan;
use crate::quota::pay::{PayFinding, PayPlan, PayProblem, findings_of_plan};

/// A pay plan in its written form.
#[derive(Clone, Debug)]
pub struct KeptPayPlan {
    name: String,
    written: Box<RawValue>,
}

/// Why a pay plan is not kept. Plans that are unfinished or contradict themselves are kept and their findings told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayPlanRefused {
    /// It has no name.
    #[error("a name is needed")]
    NameIsEmpty,
    /// Figures that cannot be meant: negative amounts, rates or edges, and shares that are none.
    #[error("the pay plan has {} senseless figures, the first: {}", .0.len(), .0.first().map(|finding| finding.problem.to_string()).unwrap_or_default())]
    Senseless(Vec<PayFinding>),
    /// It cannot be written.
    #[error("the pay plan cannot be written: {detail}")]
    Unwritable {
        /// What the writer said.
        detail: String,
    },
}

impl KeptPayPlan {
    /// Keeps a pay plan.
    ///
    /// # Errors
    /// See [`PayPlanRefused`].
    pub fn of(plan: &PayPlan) -> Result<KeptPayPlan, PayPlanRefused> {
        let name = crate::locale::text::stored(&plan.name);
        if name.is_empty() {
            return Err(PayPlanRefused::NameIsEmpty);
        }
        let plan = PayPlan { name, ..plan.clone() };
        let senseless: Vec<PayFinding> = findings_of_plan(&plan).into_iter().filter(|finding| is_senseless(&finding.problem)).collect();
        if !senseless.is_empty() {
            return Err(PayPlanRefused::Senseless(senseless));
        }
        let unwritable = |error: serde_json::Error| PayPlanRefused::Unwritable { detail: error.to_string() };
        let written = serde_json::value::to_raw_value(&plan).map_err(unwritable)?;
        Ok(KeptPayPlan { name: plan.name, written })
    }

    /// Its name; empty when its written form has none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pay plan; `None` when this version cannot read it.
    pub fn read(&self) -> Option<PayPlan> {
        serde_json::from_str(self.written.get()).ok()
    }
}

/// Whether no plan with it is kept.
fn is_senseless(problem: &PayProblem) -> bool {
    matches!(
        problem,
        PayProblem::NegativeMoney { .. }
            | PayProblem::NegativeRate { .. }
            | PayProblem::NegativeEdge { .. }
            | PayProblem::ShareOutOfRange { .. }
            | PayProblem::TypicalDealNotPositive
    )
}

/// The pay plans of a plan that can be read, in their order.
pub fn kept_plans(plan: &Plan) -> Vec<PayPlan> {
    plan.pay_plans.iter().filter_map(KeptPayPlan::read).collect()
}

/// Equal when they are written alike.
impl PartialEq for KeptPayPlan {
    fn eq(&self, other: &Self) -> bool {
        self.written.get() == other.written.get()
    }
}

impl Serialize for KeptPayPlan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for KeptPayPlan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Named {
            name: String,
        }
        let written = Box::<RawValue>::deserialize(deserializer)?;
        let name = serde_json::from_str(written.get()).map(|named: Named| named.name).unwrap_or_default();
        Ok(KeptPayPlan { name, written })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::Money;
    use crate::quota::pay::Goal;
    use crate::quota::pay::samples::{by_amount, component, plan};
    use crate::quota::pay::{RateTable, Reading, Rule};

    #[test]
    fn a_plan_is_read_as_it_was_kept() {
        let mut pay = plan(vec![component(Goal::Sales, Rule::Rates(by_amount(Reading::Slab, &[(0, 0.015), (100, 0.02)])))]);
        pay.name = " كارشناس ".into();
        let kept = KeptPayPlan::of(&pay).unwrap();
        assert_eq!(kept.name(), "کارشناس");
        let again: KeptPayPlan = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
        assert_eq!(again, kept);
        pay.name = "کارشناس".into();
        assert_eq!((again.name(), again.read()), ("کارشناس", Some(pay)));
    }

    #[test]
    fn an_unfinished_plan_is_kept_and_a_senseless_one_is_not() {
        let unread = RateTable { reading: None, ..by_amount(Reading::Slab, &[(100, 0.1), (50, 0.2)]) };
        let mut pay = plan(vec![component(Goal::Sales, Rule::Rates(unread))]);
        assert_eq!(KeptPayPlan::of(&pay).unwrap().read(), Some(pay.clone()), "a missing reading and falling rows are told, not refused");
        pay.fixed_pay = Money(-1);
        assert!(matches!(KeptPayPlan::of(&pay), Err(PayPlanRefused::Senseless(found)) if found.len() == 1));
        pay.name = " ".into();
        assert_eq!(KeptPayPlan::of(&pay), Err(PayPlanRefused::NameIsEmpty));
    }

    #[test]
    fn a_plan_of_another_version_stays_as_it_is() {
        let text = r#"{"name":"آینده","of_another":[1, 2]}"#;
        let kept: KeptPayPlan = serde_json::from_str(text).unwrap();
        assert_eq!((kept.name(), kept.read()), ("آینده", None));
        assert_eq!(serde_json::to_string(&kept).unwrap(), text);
    }
}
