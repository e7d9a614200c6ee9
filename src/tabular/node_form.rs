//! What is decided for a single node of the tree, as typed into a form: a quota set by hand with its reason, a basis and a
//! season of its own, what this person brings. What the form has no field for stays as it was.

use super::method_form::MethodForm;
use super::quota_grid::{AmountProblem, GoalUnit};
use crate::document::quota::NodeDecision;
use crate::locale::NumberFormat;
use crate::quota::{Lock, Method, NodeKind, PlacedNode};

/// What can be decided for a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeFields {
    /// Its base can be set by hand.
    pub lock: bool,
    /// It shares its amount out to others.
    pub method: bool,
    /// Its year can spread over its months in its own way.
    pub season: bool,
    /// It is someone's time, who brings something.
    pub productivity: bool,
}

impl NodeFields {
    /// The fields of a node. The company's are the goal's; a vacancy is nobody's.
    pub fn of(node: &PlacedNode) -> NodeFields {
        let is_below = !matches!(node.kind, NodeKind::Company | NodeKind::Vacancy);
        NodeFields {
            lock: is_below && node.kind != NodeKind::Holder,
            method: is_below && !node.children.is_empty(),
            season: matches!(node.kind, NodeKind::Group | NodeKind::Seat),
            productivity: node.kind == NodeKind::Holder,
        }
    }

    /// Whether there is any.
    pub fn is_any(self) -> bool {
        self.lock || self.method || self.season || self.productivity
    }
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeField {
    /// The base that is set by hand.
    Amount,
    /// The weights of its basis.
    Weights,
    /// What this person brings.
    Productivity,
}

/// What was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeForm {
    /// Whether the base is set by hand.
    pub is_locked: bool,
    /// The base, in the unit on screen.
    pub amount: String,
    /// Why, in the user's words.
    pub reason: String,
    /// Its own basis; `None` is that of above.
    pub method: Option<MethodForm>,
    /// Its own season by name; empty is that of above.
    pub season: String,
    /// What this person brings in a month, in the unit on screen; empty is what the goal says.
    pub productivity: String,
}

impl NodeForm {
    /// The form of what is decided. `base` is what the node has now, which a lock begins with.
    pub fn of(decision: &NodeDecision, base: i64, years: &[i32], unit: GoalUnit, numbers: NumberFormat) -> NodeForm {
        NodeForm {
            is_locked: decision.lock.is_some(),
            amount: unit.exact(decision.lock.as_ref().map_or(base, |lock| lock.amount)),
            reason: decision.lock.as_ref().map(|lock| lock.reason.clone()).unwrap_or_default(),
            method: decision.method.as_ref().map(|method| MethodForm::of(method, years, numbers)),
            season: decision.season.clone().unwrap_or_default(),
            productivity: decision.productivity_per_month.map(|amount| unit.exact(amount.round() as i64)).unwrap_or_default(),
        }
    }

    /// Reads the form into what is decided from now on. `before` is what was decided, `opened` the form as it showed that,
    /// `last_year` the last known year before the planned one, and `growth` what a target that grows asks for.
    ///
    /// # Errors
    /// The fields that are wrong, with why.
    pub fn read(
        &self,
        before: &NodeDecision,
        opened: &NodeForm,
        (last_year, growth): (i32, Option<f64>),
        unit: GoalUnit,
    ) -> Result<NodeDecision, Vec<(NodeField, AmountProblem)>> {
        let mut wrong = Vec::new();
        let mut decision = before.clone();
        if !self.is_locked {
            decision.lock = None;
        } else {
            match unit.read(&self.amount).and_then(|amount| amount.ok_or(AmountProblem::NotANumber)) {
                Ok(amount) => decision.lock = Some(Lock { amount, reason: self.reason.trim().to_owned() }),
                Err(problem) => wrong.push((NodeField::Amount, problem)),
            }
        }
        let read = |form: &NodeForm| -> Result<Option<Method>, AmountProblem> {
            form.method.as_ref().map(|method| method.read(last_year, growth)).transpose()
        };
        match read(self) {
            // What was not touched keeps digits that no field shows.
            Ok(method) if read(opened).as_ref() == Ok(&method) => {}
            Ok(method) => decision.method = method,
            Err(problem) => wrong.push((NodeField::Weights, problem)),
        }
        decision.season = Some(self.season.clone()).filter(|season| !season.is_empty());
        if self.productivity != opened.productivity {
            match unit.read(&self.productivity) {
                Ok(amount) => decision.productivity_per_month = amount.map(|amount| amount as f64),
                Err(problem) => wrong.push((NodeField::Productivity, problem)),
            }
        }
        if wrong.is_empty() { Ok(decision) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::quota::Measure;
    use crate::tabular::method_form::MethodChoice;

    const UNIT: GoalUnit = GoalUnit::Pieces(Language::English);

    fn form(decision: &NodeDecision) -> NodeForm {
        NodeForm::of(decision, 120, &[1404], UNIT, NumberFormat::new(Language::English))
    }

    #[test]
    fn a_lock_takes_its_reason_and_leaves_what_has_no_field() {
        let before =
            NodeDecision { estimate: Some(90), cushion: Some(0.05), productivity_per_month: Some(3.25), ..NodeDecision::default() };
        let opened = form(&before);
        let mut typed = opened.clone();
        assert_eq!(typed.read(&before, &opened, (1404, None), UNIT).as_ref(), Ok(&before), "opened and saved, nothing changes");
        typed.is_locked = true;
        typed.reason = " a tender is won ".to_owned();
        typed.season = "school year".to_owned();
        typed.method = Some(MethodForm::new(MethodChoice::Potential, &[1404], NumberFormat::new(Language::English)));
        let decided = typed.read(&before, &opened, (1404, None), UNIT);
        let lock = Lock { amount: 120, reason: "a tender is won".to_owned() };
        let method = Some(Method::By(Measure::Potential));
        assert_eq!(decided, Ok(NodeDecision { lock: Some(lock), method, season: Some("school year".to_owned()), ..before }));
    }

    #[test]
    fn setting_free_and_going_back_to_what_is_above() {
        let lock = Lock { amount: 7, reason: "r".to_owned() };
        let before =
            NodeDecision { lock: Some(lock), method: Some(Method::Equal), season: Some("s".to_owned()), ..NodeDecision::default() };
        let opened = form(&before);
        let typed = NodeForm { is_locked: false, method: None, season: String::new(), ..opened.clone() };
        assert_eq!(typed.read(&before, &opened, (1404, None), UNIT), Ok(NodeDecision::default()));
    }

    #[test]
    fn wrong_fields_are_all_named() {
        let before = NodeDecision::default();
        let opened = form(&before);
        let typed = NodeForm { is_locked: true, amount: "much".to_owned(), productivity: "-1".to_owned(), ..opened.clone() };
        let wrong = typed.read(&before, &opened, (1404, None), UNIT);
        assert_eq!(wrong, Err(vec![(NodeField::Amount, AmountProblem::NotANumber), (NodeField::Productivity, AmountProblem::Negative)]));
    }
}
