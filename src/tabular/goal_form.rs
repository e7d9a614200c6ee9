//! A goal as typed into a form: read into what a scenario keeps of it, or the fields that are wrong. Digits of any keyboard
//! are read; the words of what is wrong are the screen's. What the form does not speak of, and what was not touched, stays
//! as it was to the last digit.

use super::method_form::{MethodChoice, MethodForm};
use super::quota_grid::{AmountProblem, GoalUnit, read_cushion, read_percent};
use crate::document::quota::GoalSettings;
use crate::document::quota::settings::GoalTarget;
use crate::locale::NumberFormat;
use crate::quota::{AttainmentReading, GoalKind, Method, SellerCapacity};

/// How the target is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetHow {
    /// As an amount.
    Amount,
    /// As growth on the last year.
    Growth,
    /// As a share of the sales target.
    ShareOfSales,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalField {
    /// The target's amount or percentage.
    Target,
    /// The weights of a blend or of past years: the goal's, or those of a level.
    Weights(Option<usize>),
    /// The cushion of a level.
    Cushion(usize),
    /// What a seller brings.
    Productivity,
    /// What of it is reached as a rule.
    Attainment,
}

/// A place in the form that something is typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormSlot {
    /// The target as an amount.
    Amount,
    /// The growth or the share.
    Percent,
    /// What a seller brings.
    Productivity,
    /// What of it is reached as a rule.
    Attainment,
    /// The cushion of a level.
    Cushion(usize),
}

/// What was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalForm {
    /// What counts.
    pub kind: GoalKind,
    /// How the target is given.
    pub how: TargetHow,
    /// The amount, in the unit on screen.
    pub amount: String,
    /// The growth or the share, in percent.
    pub percent: String,
    /// How it is shared out.
    pub method: MethodForm,
    /// The same at single levels, the company first; `None` is as the goal says.
    pub levels: Vec<Option<MethodForm>>,
    /// Cushions in percent by level, the company first.
    pub cushions: Vec<String>,
    /// The season by name; empty is none.
    pub season: String,
    /// What a full-time seller brings in a month, in the unit on screen; empty is not asked.
    pub productivity: String,
    /// What of it is reached as a rule, in percent.
    pub attainment: String,
    /// Whom that is applied to; not chosen until the user does.
    pub reading: Option<AttainmentReading>,
    /// The goal as it stood, with the form as it opened.
    before: Option<Box<(GoalSettings, GoalForm)>>,
}

impl GoalForm {
    /// What is typed into a place; `None` for one that the form does not have.
    pub fn slot(&mut self, slot: FormSlot) -> Option<&mut String> {
        match slot {
            FormSlot::Amount => Some(&mut self.amount),
            FormSlot::Percent => Some(&mut self.percent),
            FormSlot::Productivity => Some(&mut self.productivity),
            FormSlot::Attainment => Some(&mut self.attainment),
            FormSlot::Cushion(level) => self.cushions.get_mut(level),
        }
    }

    /// The form of a new goal. `levels` is how many levels hand out; `years` are the known ones.
    pub fn new(kind: GoalKind, levels: usize, years: &[i32], numbers: NumberFormat) -> GoalForm {
        let has_history = !years.is_empty();
        let method = match kind {
            GoalKind::Sales if has_history => MethodChoice::History,
            GoalKind::Sales => MethodChoice::Potential,
            _ => MethodChoice::SalesGoal,
        };
        GoalForm {
            kind,
            how: match kind {
                GoalKind::Sales if has_history => TargetHow::Growth,
                GoalKind::Collection => TargetHow::ShareOfSales,
                _ => TargetHow::Amount,
            },
            amount: String::new(),
            percent: numbers.decimal(if kind == GoalKind::Collection { 90.0 } else { 10.0 }, 1),
            method: MethodForm::new(method, years, numbers),
            levels: vec![None; levels],
            cushions: vec![numbers.decimal(0.0, 1); levels],
            season: String::new(),
            productivity: String::new(),
            attainment: numbers.decimal(100.0, 1),
            reading: None,
            before: None,
        }
    }

    /// The form of a goal as it stands. Levels below those of the tree are shown where something is decided for them.
    pub fn of(goal: &GoalSettings, levels: usize, years: &[i32], unit: GoalUnit, numbers: NumberFormat) -> GoalForm {
        let decided = goal.methods_by_level.keys().chain(goal.cushions_by_level.keys()).filter(|level| **level < MOST_LEVELS).max();
        let levels = levels.max(decided.map_or(0, |level| *level as usize + 1));
        let mut form = GoalForm::new(goal.kind, levels, years, numbers);
        let percent = |share: f64| numbers.decimal(share * 100.0, 4);
        (form.how, form.amount, form.percent) = match goal.target {
            GoalTarget::Amount(amount) => (TargetHow::Amount, unit.exact(amount), form.percent),
            GoalTarget::Growth(share) => (TargetHow::Growth, String::new(), percent(share)),
            GoalTarget::ShareOfSales(share) => (TargetHow::ShareOfSales, String::new(), percent(share)),
        };
        form.method = MethodForm::of(&goal.method, years, numbers);
        for (level, method) in (0..).zip(&mut form.levels) {
            *method = goal.methods_by_level.get(&level).map(|method| MethodForm::of(method, years, numbers));
        }
        for (level, cushion) in (0..).zip(&mut form.cushions) {
            *cushion = percent(goal.cushions_by_level.get(&level).copied().unwrap_or(0.0));
        }
        form.season = goal.season.clone().unwrap_or_default();
        if let Some(capacity) = goal.capacity {
            form.productivity = unit.exact(capacity.productivity_per_month.round() as i64);
            form.attainment = percent(capacity.attainment);
            form.reading = Some(capacity.reading);
        }
        form.before = Some(Box::new((goal.clone(), form.clone())));
        form
    }

    /// Reads the form. `last_year` is the last known year before the one that is planned.
    ///
    /// # Errors
    /// The fields that are wrong, with why.
    pub fn read(&self, last_year: i32, unit: GoalUnit) -> Result<GoalSettings, Vec<(GoalField, AmountProblem)>> {
        let (mut goal, wrong) = self.typed(last_year, unit);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        if let Some((before, opened)) = self.before.as_deref() {
            keep_untouched(&mut goal, before, &opened.typed(last_year, unit).0);
        }
        Ok(goal)
    }

    /// What is typed, as far as it can be read, and what is wrong.
    fn typed(&self, last_year: i32, unit: GoalUnit) -> (GoalSettings, Vec<(GoalField, AmountProblem)>) {
        let mut wrong = Vec::new();
        let target = match self.how {
            TargetHow::Amount => unit.read(&self.amount).and_then(|amount| amount.ok_or(AmountProblem::NotANumber)).map(GoalTarget::Amount),
            TargetHow::Growth => needed(&self.percent, -1.0).map(GoalTarget::Growth),
            TargetHow::ShareOfSales => needed(&self.percent, 0.0).map(GoalTarget::ShareOfSales),
        };
        let target = target.unwrap_or_else(|problem| {
            wrong.push((GoalField::Target, problem));
            GoalTarget::Amount(0)
        });
        let growth = if let GoalTarget::Growth(growth) = target { Some(growth) } else { None };
        let mut read_method = |method: &MethodForm, level: Option<usize>| {
            method.read(last_year, growth).unwrap_or_else(|problem| {
                wrong.push((GoalField::Weights(level), problem));
                Method::Equal
            })
        };
        let mut goal = GoalSettings::new(self.kind, target, read_method(&self.method, None));
        for (level, method) in self.levels.iter().enumerate() {
            if let Some(method) = method {
                goal.methods_by_level.insert(level as u32, read_method(method, Some(level)));
            }
        }
        for (level, typed) in self.cushions.iter().enumerate() {
            match read_cushion(typed) {
                Ok(Some(cushion)) if cushion != 0.0 => {
                    goal.cushions_by_level.insert(level as u32, cushion);
                }
                Ok(_) => {}
                Err(problem) => wrong.push((GoalField::Cushion(level), problem)),
            }
        }
        goal.season = (!self.season.is_empty()).then(|| self.season.clone());
        match unit.read(&self.productivity) {
            Err(problem) => wrong.push((GoalField::Productivity, problem)),
            Ok(None) => {}
            Ok(Some(productivity)) => match (needed(&self.attainment, 0.0), self.reading) {
                (Ok(attainment), Some(reading)) => {
                    goal.capacity = Some(SellerCapacity { productivity_per_month: productivity as f64, attainment, reading });
                }
                // At 100 percent both readings say the same.
                (Ok(attainment), None) if (attainment - 1.0).abs() < 1e-12 => {
                    let reading = AttainmentReading::Everyone;
                    goal.capacity = Some(SellerCapacity { productivity_per_month: productivity as f64, attainment, reading });
                }
                (problem, _) => wrong.push((GoalField::Attainment, problem.err().unwrap_or(AmountProblem::NotChosen))),
            },
        }
        (goal, wrong)
    }
}

/// Levels beyond this are not shown; a tree of people has fewer.
const MOST_LEVELS: u32 = 12;

/// What reads as it did when the form opened is as it was before: a field shows fewer digits than are kept, and some
/// decisions have no field.
fn keep_untouched(goal: &mut GoalSettings, before: &GoalSettings, opened: &GoalSettings) {
    if goal.target == opened.target {
        goal.target = before.target;
    }
    if goal.method == opened.method {
        goal.method = before.method.clone();
    }
    for (level, method) in &before.methods_by_level {
        if goal.methods_by_level.get(level) == opened.methods_by_level.get(level) {
            goal.methods_by_level.insert(*level, method.clone());
        }
    }
    for (level, cushion) in &before.cushions_by_level {
        if goal.cushions_by_level.get(level) == opened.cushions_by_level.get(level) {
            goal.cushions_by_level.insert(*level, *cushion);
        }
    }
    if let (Some(capacity), Some(before), Some(opened)) = (&mut goal.capacity, before.capacity, opened.capacity) {
        if capacity.productivity_per_month == opened.productivity_per_month {
            capacity.productivity_per_month = before.productivity_per_month;
        }
        if capacity.attainment == opened.attainment {
            capacity.attainment = before.attainment;
        }
    }
    goal.nodes.clone_from(&before.nodes);
}

/// A percentage that must be there and at least so much.
fn needed(typed: &str, least: f64) -> Result<f64, AmountProblem> {
    match read_percent(typed)? {
        None => Err(AmountProblem::NotANumber),
        Some(share) if share < least => Err(AmountProblem::Negative),
        Some(share) => Ok(share),
    }
}

/// What several cushions come to together, as a share; `None` while one of them is no number.
pub fn compounded(cushions: &[String]) -> Option<f64> {
    let shares: Option<Vec<f64>> = cushions.iter().map(|typed| read_cushion(typed).ok().map(|share| share.unwrap_or(0.0))).collect();
    shares.map(|shares| crate::quota::cushion::compounded(&shares))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use super::*;
    use crate::document::quota::NodeDecision;
    use crate::document::quota::question::goal_key;
    use crate::domain::{Currency, DisplayUnit};
    use crate::locale::Language;
    use crate::quota::{BlendPart, GrowthBasis, Lock, Measure, NodeKey};

    const PERSIAN: GoalUnit = GoalUnit::Money(crate::locale::MoneyFormat {
        language: Language::Persian,
        currency: Currency::Irr,
        display_unit: DisplayUnit::MillionToman,
    });

    fn numbers() -> NumberFormat {
        NumberFormat::new(Language::Persian)
    }

    #[test]
    fn a_goal_goes_into_the_form_and_comes_out_as_it_was() {
        let mut goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(12_345_678_901), Method::Equal);
        goal.cushions_by_level = BTreeMap::from([(0, 0.1), (1, 0.05)]);
        goal.capacity = Some(SellerCapacity { productivity_per_month: 5e9, attainment: 0.85, reading: AttainmentReading::RampedOnly });
        goal.season = Some("usual".to_owned());
        let years = [1403, 1404];
        for method in [
            Method::By(Measure::History(BTreeMap::from([(1403, 0.3), (1404, 0.7)]))),
            Method::By(Measure::Potential),
            Method::Blend(vec![
                BlendPart { measure: Measure::History(BTreeMap::from([(1404, 1.0)])), weight: 0.4 },
                BlendPart { measure: Measure::Workload, weight: 0.6 },
            ]),
            Method::GrowthByPotential { year: 1404, by: GrowthBasis::Headroom },
            Method::Estimate,
        ] {
            goal.method = method;
            let form = GoalForm::of(&goal, 2, &years, PERSIAN, numbers());
            assert_eq!(form.read(1404, PERSIAN).as_ref(), Ok(&goal));
        }
    }

    #[test]
    fn what_the_form_has_no_field_for_and_what_is_untouched_stays() {
        let shelf = BlendPart { measure: Measure::Other("shelf".to_owned()), weight: 7.0 };
        let blend = Method::Blend(vec![shelf, BlendPart { measure: Measure::Estimate, weight: 3.0 }]);
        let mut goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Growth(0.123_456_789), blend);
        goal.methods_by_level =
            BTreeMap::from([(0, Method::UniformGrowth { year: 1402, growth: 0.2 }), (3, Method::By(Measure::Estimate))]);
        goal.cushions_by_level = BTreeMap::from([(0, 1.0 / 3.0), (4, 0.05)]);
        goal.capacity =
            Some(SellerCapacity { productivity_per_month: 5e9 + 0.25, attainment: 2.0 / 3.0, reading: AttainmentReading::Everyone });
        let lock = Lock { amount: 5, reason: "agreed".to_owned() };
        goal.nodes = BTreeMap::from([(NodeKey::from("seat-1"), NodeDecision { lock: Some(lock), ..NodeDecision::default() })]);
        let mut form = GoalForm::of(&goal, 1, &[1403, 1404], PERSIAN, numbers());
        assert_eq!(form.read(1404, PERSIAN).as_ref(), Ok(&goal), "opened and saved, nothing changes");
        form.cushions[0] = "5".to_owned();
        form.levels[1] = Some(MethodForm::new(MethodChoice::Potential, &[1404], numbers()));
        goal.cushions_by_level.insert(0, 0.05);
        goal.methods_by_level.insert(1, Method::By(Measure::Potential));
        assert_eq!(form.read(1404, PERSIAN).as_ref(), Ok(&goal), "only what was touched changes");
        form.levels[3] = None;
        goal.methods_by_level.remove(&3);
        assert_eq!(form.read(1404, PERSIAN), Ok(goal), "a level goes back to the goal's basis");
    }

    #[test]
    fn a_new_goal_begins_with_what_is_known() {
        let form = GoalForm::new(GoalKind::Sales, 1, &[1403, 1404], numbers());
        let goal = form.read(1404, PERSIAN).unwrap();
        assert_eq!(goal.target, GoalTarget::Growth(0.1));
        assert_eq!(goal.method, Method::By(Measure::History(BTreeMap::from([(1404, 1.0)]))));
        let collection = GoalForm::new(GoalKind::Collection, 1, &[], numbers()).read(1404, PERSIAN).unwrap();
        assert_eq!(collection.target, GoalTarget::ShareOfSales(0.9));
        assert_eq!(collection.method, Method::By(Measure::Goal(goal_key(GoalKind::Sales))));
    }

    #[test]
    fn wrong_fields_are_all_named() {
        let mut form = GoalForm::new(GoalKind::Sales, 2, &[], numbers());
        form.amount = "زیاد".into();
        form.cushions[1] = "x".into();
        form.productivity = "5".into();
        form.attainment = "85".into();
        let wrong = form.read(1404, PERSIAN).unwrap_err();
        assert_eq!(
            wrong,
            [
                (GoalField::Target, AmountProblem::NotANumber),
                (GoalField::Cushion(1), AmountProblem::NotANumber),
                (GoalField::Attainment, AmountProblem::NotChosen)
            ],
            "whom attainment is applied to is asked and never assumed"
        );
        form.reading = Some(AttainmentReading::RampedOnly);
        assert_eq!(form.read(1404, PERSIAN).unwrap_err().len(), 2);
        assert_eq!(compounded(&["10".into(), "10".into(), "10".into()]).map(|share| (share * 1e6).round()), Some(331_000.0));
    }
}
