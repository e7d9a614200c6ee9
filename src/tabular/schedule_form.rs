//! Seasons and ramps as typed into forms: read into what a plan keeps, or the fields that are wrong. Also what small
//! pictures of them show.

use crate::domain::fiscal::MONTHS;
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::locale::NumberFormat;
use crate::locale::text::stored;
use crate::quota::{Ramp, Season, SeasonWeights};

/// The most months that a ramp may take.
pub const MOST_RAMP_MONTHS: usize = 36;
/// The largest weight or share in percent that is read.
const MOST_PERCENT: f64 = 1e10;

/// Whether a season is given by months or by quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeasonBy {
    /// Twelve weights.
    Months,
    /// Four.
    Quarters,
}

/// Why a field is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleProblem {
    /// No number.
    NotANumber,
    /// Below zero.
    Negative,
    /// Beyond what can be counted.
    TooLarge,
    /// All weights are zero.
    AllZero,
    /// There is no name.
    NoName,
    /// Another schedule has that name.
    NameTaken,
}

/// A field of either form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleField {
    /// The name.
    Name,
    /// A weight of a month or quarter, or the share of a month of tenure, by place.
    Weight(usize),
    /// A month's factor, by place.
    Factor(usize),
}

/// A figure in percent as it was shown, with what it stands for: one that is not touched stays exactly as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedShare {
    /// What is typed.
    pub typed: String,
    shown: String,
    kept: f64,
}

impl TypedShare {
    /// A share as a percentage.
    pub fn of(share: f64, numbers: NumberFormat) -> TypedShare {
        let shown = numbers.decimal(share * 100.0, 1);
        TypedShare { typed: shown.clone(), shown, kept: share }
    }

    /// Reads it; an empty field is no number.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn read(&self) -> Result<f64, ScheduleProblem> {
        if self.typed == self.shown {
            return Ok(self.kept);
        }
        let typed = self.typed.trim().trim_end_matches(['%', '٪']).trim();
        let percent = read_number(typed, NumberStyle::PointDecimal).ok_or(ScheduleProblem::NotANumber)?.to_float();
        match percent {
            percent if percent < 0.0 => Err(ScheduleProblem::Negative),
            percent if percent.is_finite() && percent <= MOST_PERCENT => Ok(percent / 100.0),
            _ => Err(ScheduleProblem::TooLarge),
        }
    }
}

/// A season as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonForm {
    /// Its name.
    pub name: String,
    /// What is given.
    pub by: SeasonBy,
    /// A percentage for each month of the fiscal year; 100 is a mean month.
    pub months: Vec<TypedShare>,
    /// A percentage for each quarter.
    pub quarters: Vec<TypedShare>,
    /// A percentage for each month of the planned year for what moves through the calendar; 100 changes nothing.
    pub factors: Vec<TypedShare>,
}

fn shares(values: &[f64], numbers: NumberFormat) -> Vec<TypedShare> {
    values.iter().map(|share| TypedShare::of(*share, numbers)).collect()
}

impl SeasonForm {
    /// The form of a season. The half that it does not have is filled from the other.
    pub fn of(name: &str, season: &Season, numbers: NumberFormat) -> SeasonForm {
        let (by, months, quarters) = match &season.weights {
            SeasonWeights::Months(months) => (SeasonBy::Months, *months, crate::quota::schedule::quarter_indices(months)),
            SeasonWeights::Quarters(quarters) => (SeasonBy::Quarters, std::array::from_fn(|month| quarters[month / 3]), *quarters),
        };
        SeasonForm {
            name: name.to_owned(),
            by,
            months: shares(&months, numbers),
            quarters: shares(&quarters, numbers),
            factors: shares(&season.month_factors.unwrap_or(Season::FLAT), numbers),
        }
    }

    /// Takes the months of another season, as one read off past sales; factors stay.
    pub fn take_months(&mut self, season: &Season, numbers: NumberFormat) {
        let other = SeasonForm::of("", season, numbers);
        (self.by, self.months, self.quarters) = (SeasonBy::Months, other.months, other.quarters);
    }

    /// The fields of weights that count.
    pub fn weights(&self) -> &[TypedShare] {
        if self.by == SeasonBy::Months { &self.months } else { &self.quarters }
    }

    /// Reads the form. `is_taken` says whether another season has a name.
    ///
    /// # Errors
    /// The fields that are wrong, with why.
    pub fn read(&self, is_taken: impl Fn(&str) -> bool) -> Result<(String, Season), Vec<(ScheduleField, ScheduleProblem)>> {
        let mut wrong = Vec::new();
        let name = read_name(&self.name, is_taken, &mut wrong);
        let weights = read_all(self.weights(), ScheduleField::Weight, &mut wrong);
        let factors = read_all(&self.factors, ScheduleField::Factor, &mut wrong);
        if wrong.is_empty() && weights.iter().enumerate().all(|(place, weight)| weight * self.factor_of(&factors, place) == 0.0) {
            wrong.push((ScheduleField::Weight(0), ScheduleProblem::AllZero));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let at = |values: &[f64], place: usize| values.get(place).copied().unwrap_or(0.0);
        let weights = match self.by {
            SeasonBy::Months => SeasonWeights::Months(std::array::from_fn(|month| at(&weights, month))),
            SeasonBy::Quarters => SeasonWeights::Quarters(std::array::from_fn(|quarter| at(&weights, quarter))),
        };
        let month_factors = factors.iter().any(|factor| *factor != 1.0).then(|| std::array::from_fn(|month| at(&factors, month)));
        Ok((name, Season { weights, month_factors }))
    }

    /// The largest factor on what a weight stands for.
    fn factor_of(&self, factors: &[f64], place: usize) -> f64 {
        let months = if self.by == SeasonBy::Months { place..place + 1 } else { place * 3..place * 3 + 3 };
        factors.get(months).unwrap_or_default().iter().copied().fold(0.0, f64::max)
    }

    /// What the months come to, 1 being a mean one; `None` while something is wrong.
    pub fn indices(&self) -> Option<[f64; MONTHS]> {
        let mut named = self.clone();
        named.name = "season".to_owned();
        named.read(|_| false).ok().map(|(name, season)| season.normalised(&name).0)
    }
}

/// A ramp as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct RampForm {
    /// Its name.
    pub name: String,
    /// A percentage of full productivity for each of the first months.
    pub shares: Vec<TypedShare>,
}

impl RampForm {
    /// The form of a ramp.
    pub fn of(name: &str, ramp: &Ramp, numbers: NumberFormat) -> RampForm {
        RampForm { name: name.to_owned(), shares: shares(&ramp.shares, numbers) }
    }

    /// Adds a month, as productive as halfway from the last to fully.
    pub fn add_month(&mut self, numbers: NumberFormat) {
        if self.shares.len() < MOST_RAMP_MONTHS {
            let last = self.shares.last().and_then(|share| share.read().ok()).unwrap_or(0.0).min(1.0);
            self.shares.push(TypedShare::of(((1.0 + last) / 2.0 * 100.0).round() / 100.0, numbers));
        }
    }

    /// Reads the form. `is_taken` says whether another ramp has a name.
    ///
    /// # Errors
    /// The fields that are wrong, with why.
    pub fn read(&self, is_taken: impl Fn(&str) -> bool) -> Result<(String, Ramp), Vec<(ScheduleField, ScheduleProblem)>> {
        let mut wrong = Vec::new();
        let name = read_name(&self.name, is_taken, &mut wrong);
        let shares = read_all(&self.shares, ScheduleField::Weight, &mut wrong);
        if wrong.is_empty() { Ok((name, Ramp { shares })) } else { Err(wrong) }
    }

    /// The shares of the first year of tenure; `None` while something is wrong.
    pub fn first_year(&self) -> Option<[f64; MONTHS]> {
        let mut named = self.clone();
        named.name = "ramp".to_owned();
        named.read(|_| false).ok().map(|(_, ramp)| ramp_year(&ramp))
    }
}

/// The shares of the first twelve months of tenure.
pub fn ramp_year(ramp: &Ramp) -> [f64; MONTHS] {
    std::array::from_fn(|month| ramp.share(month as i32 + 1))
}

/// The heights of small bars in percent of the tallest.
pub fn bar_heights(values: &[f64]) -> Vec<f64> {
    let most = values.iter().copied().filter(|value| value.is_finite()).fold(0.0, f64::max);
    let height = |value: &f64| if most > 0.0 && value.is_finite() { (value.max(0.0) / most * 1000.0).round() / 10.0 } else { 0.0 };
    values.iter().map(height).collect()
}

/// The places of the strongest and the weakest of twelve months, the earlier where two are alike; `None` when all are.
pub fn extremes(values: &[f64; MONTHS]) -> Option<(usize, usize)> {
    let (mut most, mut least) = (0, 0);
    for (month, value) in values.iter().enumerate() {
        if *value > values[most] {
            most = month;
        }
        if *value < values[least] {
            least = month;
        }
    }
    (values[most] - values[least] > 1e-9).then_some((most, least))
}

fn read_name(typed: &str, is_taken: impl Fn(&str) -> bool, wrong: &mut Vec<(ScheduleField, ScheduleProblem)>) -> String {
    let name = stored(typed);
    if name.is_empty() {
        wrong.push((ScheduleField::Name, ScheduleProblem::NoName));
    } else if is_taken(&name) {
        wrong.push((ScheduleField::Name, ScheduleProblem::NameTaken));
    }
    name
}

fn read_all(typed: &[TypedShare], field: fn(usize) -> ScheduleField, wrong: &mut Vec<(ScheduleField, ScheduleProblem)>) -> Vec<f64> {
    let mut read = |(place, share): (usize, &TypedShare)| {
        share.read().unwrap_or_else(|problem| {
            wrong.push((field(place), problem));
            0.0
        })
    };
    typed.iter().enumerate().map(&mut read).collect()
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
    fn schedules_go_into_the_form_and_come_out_as_they_were() {
        let third = 1.0 / 3.0;
        let mut factors = Season::FLAT;
        factors[11] = 0.8;
        for season in [
            Season { month_factors: Some(factors), ..Season::by_month(std::array::from_fn(|month| third + month as f64 / 7.0)) },
            Season::by_quarter([third, 1.0, 2.0, 0.0]),
        ] {
            let form = SeasonForm::of("عید", &season, numbers());
            assert_eq!(form.read(|_| false).unwrap(), ("عید".to_owned(), season), "untouched figures lose no last digit");
        }
        let ramp = Ramp { shares: vec![0.0, third, 1.2] };
        assert_eq!(RampForm::of("r", &ramp, numbers()).read(|_| false).unwrap().1, ramp);
    }

    #[test]
    fn typed_percentages_count_and_wrong_ones_are_named() {
        let mut form = SeasonForm::of("a", &Season::by_month(Season::FLAT), numbers());
        form.months[2].typed = "۱۵۰٪".into();
        let indices = form.indices().unwrap();
        assert!((indices[2] - 1.5 * 12.0 / 12.5).abs() < 1e-12);
        form.months[3].typed = "x".into();
        form.factors[0].typed = "-1".into();
        form.name = " ".into();
        let expected = [
            (ScheduleField::Name, ScheduleProblem::NoName),
            (ScheduleField::Weight(3), ScheduleProblem::NotANumber),
            (ScheduleField::Factor(0), ScheduleProblem::Negative),
        ];
        assert_eq!(form.read(|_| false), Err(expected.to_vec()));
        assert_eq!(form.indices(), None);
    }

    #[test]
    fn a_year_of_nothing_and_a_name_twice_are_refused() {
        let mut form = SeasonForm::of("a", &Season::by_quarter([1.0, 0.0, 0.0, 0.0]), numbers());
        assert_eq!(form.read(|name| name == "a"), Err(vec![(ScheduleField::Name, ScheduleProblem::NameTaken)]));
        for month in 0..3 {
            form.factors[month].typed = "0".into();
        }
        assert_eq!(form.read(|_| false), Err(vec![(ScheduleField::Weight(0), ScheduleProblem::AllZero)]));
    }

    #[test]
    fn months_are_added_on_the_way_to_full_productivity() {
        let mut form = RampForm::of("r", &Ramp::default(), numbers());
        form.add_month(numbers());
        form.add_month(numbers());
        assert_eq!(form.read(|_| false).unwrap().1.shares, [0.5, 0.75]);
        assert_eq!(form.first_year().unwrap()[..3], [0.5, 0.75, 1.0]);
        for _ in 0..100 {
            form.add_month(numbers());
        }
        assert_eq!(form.shares.len(), MOST_RAMP_MONTHS);
    }

    #[test]
    fn pictures_show_the_strongest_and_the_weakest() {
        assert_eq!(bar_heights(&[0.5, 1.0, f64::NAN, -1.0]), [50.0, 100.0, 0.0, 0.0]);
        assert_eq!(bar_heights(&[0.0; 2]), [0.0; 2]);
        let mut months = [1.0; MONTHS];
        assert_eq!(extremes(&months), None);
        (months[4], months[7]) = (3.0, 0.2);
        assert_eq!(extremes(&months), Some((4, 7)));
    }
}
