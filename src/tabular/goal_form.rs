//! A goal as typed into a form: read into what a scenario keeps of it, or the fields that are wrong. Digits of any keyboard
//! are read; the words of what is wrong are the screen's.

use std::collections::BTreeMap;

use super::quota_grid::{AmountProblem, GoalUnit, read_percent};
use crate::document::quota::GoalSettings;
use crate::document::quota::question::goal_key;
use crate::document::quota::settings::GoalTarget;
use crate::locale::NumberFormat;
use crate::quota::{AttainmentReading, BlendPart, GoalKind, GrowthBasis, Measure, Method, SellerCapacity};

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

/// How it is shared out, without the figures that belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodChoice {
    /// The same for each.
    Equal,
    /// By past sales.
    History,
    /// By potential.
    Potential,
    /// By hours.
    Workload,
    /// By the number of customers.
    Accounts,
    /// By several of these.
    Blend,
    /// The same growth for each.
    UniformGrowth,
    /// Growth by potential.
    GrowthByPotential,
    /// Growth by unsold potential.
    GrowthByHeadroom,
    /// By own estimates.
    Estimate,
    /// As sales were.
    SalesGoal,
}

impl MethodChoice {
    /// All of them in the order of the menu.
    pub const ALL: [MethodChoice; 11] = [
        MethodChoice::History,
        MethodChoice::Potential,
        MethodChoice::Workload,
        MethodChoice::Accounts,
        MethodChoice::Blend,
        MethodChoice::Equal,
        MethodChoice::UniformGrowth,
        MethodChoice::GrowthByPotential,
        MethodChoice::GrowthByHeadroom,
        MethodChoice::Estimate,
        MethodChoice::SalesGoal,
    ];
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalField {
    /// The target's amount or percentage.
    Target,
    /// The weights of a blend or of past years.
    Weights,
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
    /// A weight of the blend.
    Blend(usize),
    /// A weight of a past year.
    Year(usize),
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
    pub method: MethodChoice,
    /// Weights of a blend in percent: past sales, potential, workload, number of customers.
    pub blend: [String; 4],
    /// Weights of past years in percent, latest first.
    pub years: Vec<(i32, String)>,
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
}

/// The name of the number of customers among further measures.
pub const ACCOUNTS_MEASURE: &str = "accounts";

fn blend_measures(last_year: i32) -> [Measure; 4] {
    [
        Measure::History(BTreeMap::from([(last_year, 1.0)])),
        Measure::Potential,
        Measure::Workload,
        Measure::Other(ACCOUNTS_MEASURE.to_owned()),
    ]
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
            FormSlot::Blend(place) => self.blend.get_mut(place),
            FormSlot::Year(place) => self.years.get_mut(place).map(|(_, weight)| weight),
        }
    }

    /// The form of a new goal. `levels` is how many levels hand out; `years` are the known ones.
    pub fn new(kind: GoalKind, levels: usize, years: &[i32], numbers: NumberFormat) -> GoalForm {
        let has_history = !years.is_empty();
        GoalForm {
            kind,
            how: match kind {
                GoalKind::Sales if has_history => TargetHow::Growth,
                GoalKind::Collection => TargetHow::ShareOfSales,
                _ => TargetHow::Amount,
            },
            amount: String::new(),
            percent: numbers.decimal(if kind == GoalKind::Collection { 90.0 } else { 10.0 }, 1),
            method: match kind {
                GoalKind::Sales if has_history => MethodChoice::History,
                GoalKind::Sales => MethodChoice::Potential,
                _ => MethodChoice::SalesGoal,
            },
            blend: [50.0, 50.0, 0.0, 0.0].map(|percent: f64| numbers.decimal(percent, 1)),
            years: years
                .iter()
                .rev()
                .enumerate()
                .map(|(place, year)| (*year, numbers.decimal(if place == 0 { 100.0 } else { 0.0 }, 1)))
                .collect(),
            cushions: vec![numbers.decimal(0.0, 1); levels],
            season: String::new(),
            productivity: String::new(),
            attainment: numbers.decimal(100.0, 1),
            reading: None,
        }
    }

    /// The form of a goal as it stands.
    pub fn of(goal: &GoalSettings, levels: usize, years: &[i32], unit: GoalUnit, numbers: NumberFormat) -> GoalForm {
        let mut form = GoalForm::new(goal.kind, levels, years, numbers);
        let percent = |share: f64| numbers.decimal(share * 100.0, 4);
        (form.how, form.amount, form.percent) = match goal.target {
            GoalTarget::Amount(amount) => (TargetHow::Amount, unit.exact(amount), form.percent),
            GoalTarget::Growth(share) => (TargetHow::Growth, String::new(), percent(share)),
            GoalTarget::ShareOfSales(share) => (TargetHow::ShareOfSales, String::new(), percent(share)),
        };
        form.method = match &goal.method {
            Method::By(Measure::History(weights)) => {
                let all: f64 = weights.values().sum();
                for (year, weight) in &mut form.years {
                    *weight = percent(weights.get(year).map_or(0.0, |weight| weight / all.max(f64::MIN_POSITIVE)));
                }
                MethodChoice::History
            }
            Method::By(Measure::Potential) => MethodChoice::Potential,
            Method::By(Measure::Workload) => MethodChoice::Workload,
            Method::By(Measure::Other(_)) => MethodChoice::Accounts,
            Method::By(Measure::Goal(_)) => MethodChoice::SalesGoal,
            Method::By(Measure::Estimate) | Method::Estimate => MethodChoice::Estimate,
            Method::Equal | Method::By(Measure::One) => MethodChoice::Equal,
            Method::Blend(parts) => {
                let place = |measure: &Measure| match measure {
                    Measure::History(_) => Some(0),
                    Measure::Potential => Some(1),
                    Measure::Workload => Some(2),
                    Measure::Other(_) => Some(3),
                    _ => None,
                };
                form.blend = [0.0; 4].map(percent);
                for part in parts {
                    if let Some(place) = place(&part.measure) {
                        form.blend[place] = percent(part.weight);
                    }
                }
                MethodChoice::Blend
            }
            Method::UniformGrowth { .. } => MethodChoice::UniformGrowth,
            Method::GrowthByPotential { by: GrowthBasis::Potential, .. } => MethodChoice::GrowthByPotential,
            Method::GrowthByPotential { by: GrowthBasis::Headroom, .. } => MethodChoice::GrowthByHeadroom,
        };
        for (level, cushion) in (0..).zip(&mut form.cushions) {
            *cushion = percent(goal.cushions_by_level.get(&level).copied().unwrap_or(0.0));
        }
        form.season = goal.season.clone().unwrap_or_default();
        if let Some(capacity) = goal.capacity {
            form.productivity = unit.exact(capacity.productivity_per_month.round() as i64);
            form.attainment = percent(capacity.attainment);
            form.reading = Some(capacity.reading);
        }
        form
    }

    /// Reads the form. `last_year` is the last known year before the one that is planned.
    ///
    /// # Errors
    /// The fields that are wrong, with why.
    pub fn read(&self, last_year: i32, unit: GoalUnit) -> Result<GoalSettings, Vec<(GoalField, AmountProblem)>> {
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
        let method = self.read_method(last_year).unwrap_or_else(|problem| {
            wrong.push((GoalField::Weights, problem));
            Method::Equal
        });
        let mut goal = GoalSettings::new(self.kind, target, method);
        for (level, typed) in self.cushions.iter().enumerate() {
            match read_percent(typed) {
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
        if wrong.is_empty() { Ok(goal) } else { Err(wrong) }
    }

    fn read_method(&self, last_year: i32) -> Result<Method, AmountProblem> {
        Ok(match self.method {
            MethodChoice::Equal => Method::Equal,
            MethodChoice::Potential => Method::By(Measure::Potential),
            MethodChoice::Workload => Method::By(Measure::Workload),
            MethodChoice::Accounts => Method::By(Measure::Other(ACCOUNTS_MEASURE.to_owned())),
            MethodChoice::SalesGoal => Method::By(Measure::Goal(goal_key(GoalKind::Sales))),
            MethodChoice::Estimate => Method::Estimate,
            MethodChoice::UniformGrowth => {
                // The growth asked for is that of the target; with an amount, none was asked for and the resulting one is told.
                let growth = if self.how == TargetHow::Growth { needed(&self.percent, -1.0)? } else { 0.0 };
                Method::UniformGrowth { year: last_year, growth }
            }
            MethodChoice::GrowthByPotential => Method::GrowthByPotential { year: last_year, by: GrowthBasis::Potential },
            MethodChoice::GrowthByHeadroom => Method::GrowthByPotential { year: last_year, by: GrowthBasis::Headroom },
            MethodChoice::History => {
                let mut weights = BTreeMap::new();
                for (year, typed) in &self.years {
                    let weight = read_percent(typed)?.unwrap_or(0.0);
                    if weight < 0.0 {
                        return Err(AmountProblem::Negative);
                    }
                    if weight > 0.0 {
                        weights.insert(*year, weight);
                    }
                }
                if weights.is_empty() {
                    weights.insert(last_year, 1.0);
                }
                Method::By(Measure::History(weights))
            }
            MethodChoice::Blend => {
                let mut parts = Vec::new();
                for (measure, typed) in blend_measures(last_year).into_iter().zip(&self.blend) {
                    let weight = read_percent(typed)?.unwrap_or(0.0);
                    if weight < 0.0 {
                        return Err(AmountProblem::Negative);
                    }
                    if weight > 0.0 {
                        parts.push(BlendPart { measure, weight });
                    }
                }
                if parts.is_empty() {
                    return Err(AmountProblem::NotANumber);
                }
                Method::Blend(parts)
            }
        })
    }
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
    let shares: Option<Vec<f64>> = cushions.iter().map(|typed| read_percent(typed).ok().map(|share| share.unwrap_or(0.0))).collect();
    shares.map(|shares| crate::quota::cushion::compounded(&shares))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::{Currency, DisplayUnit};
    use crate::locale::Language;

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
