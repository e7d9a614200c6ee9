//! A basis of sharing out as typed into a form: the choice, the weights of a blend and of past years. What the form has
//! no field for stays as it was.

use std::collections::BTreeMap;

use super::quota_grid::{AmountProblem, read_percent};
use crate::document::quota::question::goal_key;
use crate::locale::NumberFormat;
use crate::quota::{BlendPart, GoalKind, GrowthBasis, Measure, Method};

/// How an amount is shared out, without the figures that belong to it.
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

    /// Whether a goal of that kind can be shared out so: only sales grow on past sales, and only others follow sales.
    pub fn fits(self, kind: GoalKind) -> bool {
        match self {
            MethodChoice::SalesGoal => kind != GoalKind::Sales,
            MethodChoice::UniformGrowth | MethodChoice::GrowthByPotential | MethodChoice::GrowthByHeadroom => kind == GoalKind::Sales,
            _ => true,
        }
    }

    /// The choice that a method stands under.
    pub fn of(method: &Method) -> MethodChoice {
        match method {
            Method::By(Measure::History(_)) => MethodChoice::History,
            Method::By(Measure::Potential) => MethodChoice::Potential,
            Method::By(Measure::Workload) => MethodChoice::Workload,
            Method::By(Measure::Other(_)) => MethodChoice::Accounts,
            Method::By(Measure::Goal(_)) => MethodChoice::SalesGoal,
            Method::By(Measure::Estimate) | Method::Estimate => MethodChoice::Estimate,
            Method::Equal | Method::By(Measure::One) => MethodChoice::Equal,
            Method::Blend(_) => MethodChoice::Blend,
            Method::UniformGrowth { .. } => MethodChoice::UniformGrowth,
            Method::GrowthByPotential { by: GrowthBasis::Potential, .. } => MethodChoice::GrowthByPotential,
            Method::GrowthByPotential { by: GrowthBasis::Headroom, .. } => MethodChoice::GrowthByHeadroom,
        }
    }
}

/// The choices whose measures a blend can hold, in the order of its fields.
pub const BLEND_CHOICES: [MethodChoice; 7] = [
    MethodChoice::History,
    MethodChoice::Potential,
    MethodChoice::Workload,
    MethodChoice::Accounts,
    MethodChoice::Estimate,
    MethodChoice::Equal,
    MethodChoice::SalesGoal,
];

/// The name of the number of customers among further measures.
pub const ACCOUNTS_MEASURE: &str = "accounts";

/// A basis as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodForm {
    /// How it is shared out.
    pub choice: MethodChoice,
    /// Weights of a blend in percent, in the order of [`BLEND_CHOICES`].
    pub blend: [String; BLEND_CHOICES.len()],
    /// Weights of past years in percent, latest first; for past sales alone and in a blend.
    pub years: Vec<(i32, String)>,
    /// Parts of a blend that there is no field for, with their weights as shares of all parts.
    pub kept_parts: Vec<BlendPart>,
    /// The year that growth is on, where one was chosen before.
    growth_year: Option<i32>,
}

impl MethodForm {
    /// The form of a new basis; `years` are the known ones before the planned one.
    pub fn new(choice: MethodChoice, years: &[i32], numbers: NumberFormat) -> MethodForm {
        let weight = |place: usize| numbers.decimal(if place == 0 { 100.0 } else { 0.0 }, 1);
        MethodForm {
            choice,
            blend: std::array::from_fn(|place| numbers.decimal(if place < 2 { 50.0 } else { 0.0 }, 1)),
            years: years.iter().rev().enumerate().map(|(place, year)| (*year, weight(place))).collect(),
            kept_parts: Vec::new(),
            growth_year: None,
        }
    }

    /// The form of a basis as it stands.
    pub fn of(method: &Method, years: &[i32], numbers: NumberFormat) -> MethodForm {
        let mut form = MethodForm::new(MethodChoice::of(method), years, numbers);
        match method {
            Method::By(Measure::History(weights)) => form.take_years(weights, numbers),
            Method::Blend(parts) => form.take_blend(parts, numbers),
            Method::UniformGrowth { year, .. } | Method::GrowthByPotential { year, .. } => form.growth_year = Some(*year),
            _ => {}
        }
        form
    }

    fn take_years(&mut self, weights: &BTreeMap<i32, f64>, numbers: NumberFormat) {
        let all: f64 = weights.values().sum();
        for year in weights.keys() {
            if self.years.iter().all(|(known, _)| known != year) {
                self.years.push((*year, String::new()));
            }
        }
        self.years.sort_unstable_by_key(|(year, _)| std::cmp::Reverse(*year));
        for (year, typed) in &mut self.years {
            let weight = weights.get(year).map_or(0.0, |weight| weight / all.max(f64::MIN_POSITIVE));
            *typed = numbers.decimal(weight * 100.0, 4);
        }
    }

    fn take_blend(&mut self, parts: &[BlendPart], numbers: NumberFormat) {
        let is_valid = |weight: f64| weight.is_finite() && weight > 0.0;
        let all: f64 = parts.iter().map(|part| part.weight).filter(|weight| is_valid(*weight)).sum();
        let mut shares = [None; BLEND_CHOICES.len()];
        for part in parts.iter().filter(|part| is_valid(part.weight)) {
            let share = part.weight / all;
            match blend_place(&part.measure).filter(|place| shares[*place].is_none()) {
                Some(place) => {
                    shares[place] = Some(share);
                    if let Measure::History(weights) = &part.measure {
                        self.take_years(weights, numbers);
                    }
                }
                None => self.kept_parts.push(BlendPart { measure: part.measure.clone(), weight: share }),
            }
        }
        self.blend = shares.map(|share| numbers.decimal(share.unwrap_or(0.0) * 100.0, 4));
    }

    /// Whether weights of past years are asked for.
    pub fn asks_years(&self) -> bool {
        self.years.len() > 1 && matches!(self.choice, MethodChoice::History | MethodChoice::Blend)
    }

    /// Reads the form. `last_year` is the last known year before the one that is planned, `growth` what a target that grows
    /// asks for.
    ///
    /// # Errors
    /// Why a weight cannot be read.
    pub fn read(&self, last_year: i32, growth: Option<f64>) -> Result<Method, AmountProblem> {
        let year = self.growth_year.unwrap_or(last_year);
        Ok(match self.choice {
            MethodChoice::Equal => Method::Equal,
            MethodChoice::Estimate => Method::Estimate,
            // With an amount as target, no growth was asked for and the resulting one is told.
            MethodChoice::UniformGrowth => Method::UniformGrowth { year, growth: growth.unwrap_or(0.0) },
            MethodChoice::GrowthByPotential => Method::GrowthByPotential { year, by: GrowthBasis::Potential },
            MethodChoice::GrowthByHeadroom => Method::GrowthByPotential { year, by: GrowthBasis::Headroom },
            MethodChoice::Blend => {
                let mut parts = Vec::new();
                for (choice, typed) in BLEND_CHOICES.into_iter().zip(&self.blend) {
                    let weight = weight(typed)?;
                    if weight > 0.0 {
                        parts.push(BlendPart { measure: self.measure(choice, last_year)?, weight });
                    }
                }
                parts.extend(self.kept_parts.iter().cloned());
                if parts.is_empty() {
                    return Err(AmountProblem::NotANumber);
                }
                Method::Blend(parts)
            }
            single => Method::By(self.measure(single, last_year)?),
        })
    }

    fn measure(&self, choice: MethodChoice, last_year: i32) -> Result<Measure, AmountProblem> {
        Ok(match choice {
            MethodChoice::History => {
                let mut weights = BTreeMap::new();
                for (year, typed) in &self.years {
                    let weight = weight(typed)?;
                    if weight > 0.0 {
                        weights.insert(*year, weight);
                    }
                }
                if weights.is_empty() {
                    weights.insert(last_year, 1.0);
                }
                Measure::History(weights)
            }
            MethodChoice::Workload => Measure::Workload,
            MethodChoice::Accounts => Measure::Other(ACCOUNTS_MEASURE.to_owned()),
            MethodChoice::Estimate => Measure::Estimate,
            MethodChoice::SalesGoal => Measure::Goal(goal_key(GoalKind::Sales)),
            MethodChoice::Equal => Measure::One,
            _ => Measure::Potential,
        })
    }
}

/// The field of a blend that a measure stands in.
fn blend_place(measure: &Measure) -> Option<usize> {
    let choice = match measure {
        Measure::History(_) => MethodChoice::History,
        Measure::Potential => MethodChoice::Potential,
        Measure::Workload => MethodChoice::Workload,
        Measure::Other(name) if name == ACCOUNTS_MEASURE => MethodChoice::Accounts,
        Measure::Estimate => MethodChoice::Estimate,
        Measure::One => MethodChoice::Equal,
        Measure::Goal(goal) if *goal == goal_key(GoalKind::Sales) => MethodChoice::SalesGoal,
        Measure::Other(_) | Measure::Goal(_) => return None,
    };
    BLEND_CHOICES.iter().position(|known| *known == choice)
}

fn weight(typed: &str) -> Result<f64, AmountProblem> {
    match read_percent(typed)?.unwrap_or(0.0) {
        weight if weight < 0.0 => Err(AmountProblem::Negative),
        weight => Ok(weight),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::locale::Language;

    fn numbers() -> NumberFormat {
        NumberFormat::new(Language::Persian)
    }

    #[test]
    fn a_blend_holds_estimates_equal_shares_and_weighted_years() {
        let mut form = MethodForm::new(MethodChoice::Blend, &[1403, 1404], numbers());
        form.blend = ["۴۰", "", "", "", "۳۵", "۲۵", ""].map(str::to_owned);
        form.years[0].1 = "70".to_owned();
        form.years[1].1 = "30".to_owned();
        let method = form.read(1404, None).unwrap();
        let history = Measure::History(BTreeMap::from([(1403, 0.3), (1404, 0.7)]));
        let part = |measure, weight| BlendPart { measure, weight };
        assert_eq!(method, Method::Blend(vec![part(history, 0.4), part(Measure::Estimate, 0.35), part(Measure::One, 0.25)]));
        assert_eq!(MethodForm::of(&method, &[1403, 1404], numbers()).read(1404, None), Ok(method));
    }

    #[test]
    fn parts_without_a_field_stay_in_a_blend_that_is_changed() {
        let part = |measure, weight| BlendPart { measure, weight };
        let shelf = Measure::Other("shelf".to_owned());
        let method = Method::Blend(vec![part(Measure::Potential, 3.0), part(shelf.clone(), 1.0)]);
        let mut form = MethodForm::of(&method, &[1404], numbers());
        assert_eq!(form.blend[1], numbers().decimal(75.0, 1));
        form.blend[1] = "50".to_owned();
        form.blend[2] = "25".to_owned();
        let parts = vec![part(Measure::Potential, 0.5), part(Measure::Workload, 0.25), part(shelf, 0.25)];
        assert_eq!(form.read(1404, None), Ok(Method::Blend(parts)));
    }

    #[test]
    fn years_that_the_plan_no_longer_knows_keep_their_weight() {
        let method = Method::By(Measure::History(BTreeMap::from([(1399, 0.5), (1404, 0.5)])));
        let form = MethodForm::of(&method, &[1403, 1404], numbers());
        assert_eq!(form.years.iter().map(|(year, _)| *year).collect::<Vec<_>>(), [1404, 1403, 1399]);
        assert_eq!(form.read(1404, None), Ok(method));
    }

    #[test]
    fn a_weight_below_zero_and_a_blend_of_nothing_are_refused() {
        let mut form = MethodForm::new(MethodChoice::Blend, &[1404], numbers());
        form.blend[0] = "-5".to_owned();
        assert_eq!(form.read(1404, None), Err(AmountProblem::Negative));
        form.blend = Default::default();
        assert_eq!(form.read(1404, None), Err(AmountProblem::NotANumber));
    }
}
