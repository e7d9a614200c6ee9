//! Why the independent checker refuses an answer, one sentence for each failure, in the names of the plan.

use super::{MeasureKind, Plan, Scenario};
use crate::locale::number::NO_FIGURE;
use crate::locale::text::{isolated, left_to_right};
use crate::locale::words::{explain, refusals as words};
use crate::locale::{Language, NumberFormat, Text};
use crate::territory::{CheckFailure, CheckedFigure, FigureKind};

/// So many decimal places tell figures apart that are not the same.
const PLACES: u8 = 6;

/// A plan and one of its scenarios, in whose names failures are told.
struct Names<'a> {
    plan: &'a Plan,
    scenario: &'a Scenario,
    language: Language,
}

/// A failure as a sentence; `scenario` is the one whose territories the answer shares customers out to.
pub fn refusal(plan: &Plan, scenario: &Scenario, failure: &CheckFailure, language: Language) -> String {
    let names = Names { plan, scenario, language };
    let numbers = NumberFormat::new(language);
    let of_account = |text: Text, unit: u32| text.fill(language, &[("account", &names.account(unit))]);
    let of_both = |text: Text, unit: u32, territory: u32| {
        text.fill(language, &[("account", &names.account(unit)), ("territory", &names.territory(territory))])
    };
    match *failure {
        CheckFailure::WrongLength { entries, units } => {
            let (entries, units) = (numbers.count(entries as usize), numbers.count(units as usize));
            words::WRONG_LENGTH.fill(language, &[("entries", &entries), ("units", &units)])
        }
        CheckFailure::Unassigned { unit } => of_account(words::UNASSIGNED, unit),
        CheckFailure::UnknownTerritory { unit } => of_account(words::UNKNOWN_TERRITORY, unit),
        CheckFailure::FixedUnitMoved { unit } => of_account(words::FIXED_MOVED, unit),
        CheckFailure::GroupSplit { unit, .. } => of_account(words::GROUP_SPLIT, unit),
        CheckFailure::FrozenTerritoryChanged { territory, unit } => of_both(words::FROZEN_CHANGED, unit, territory),
        CheckFailure::KeptUnitLost { territory, unit } => of_both(words::KEPT_LOST, unit, territory),
        CheckFailure::ForbiddenPair { unit, territory } => of_both(words::FORBIDDEN, unit, territory),
        CheckFailure::CentreOutside { territory, unit } => of_both(words::CENTRE_OUTSIDE, unit, territory),
        CheckFailure::TooManyPieces { territory, pieces, allowed } => {
            let (pieces, allowed) = (numbers.count(pieces as usize), numbers.count(allowed as usize));
            let values = [("territory", names.territory(territory)), ("pieces", pieces), ("allowed", allowed)];
            words::TOO_MANY_PIECES.fill(language, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        CheckFailure::DisruptionLimitExceeded { share, limit_share } => {
            let (share, limit) = (numbers.percent(share, 2), numbers.percent(limit_share, 2));
            words::LIMIT_EXCEEDED.fill(language, &[("share", &share), ("limit", &limit)])
        }
        CheckFailure::FigureDisagrees { figure, reported, recomputed } => {
            let number = |figure: f64| {
                if figure.is_finite() { left_to_right(&numbers.decimal(figure, PLACES)) } else { NO_FIGURE.to_owned() }
            };
            let (reported, recomputed) = (number(reported), number(recomputed));
            words::FIGURE_DISAGREES
                .fill(language, &[("reported", &reported), ("recomputed", &recomputed), ("figure", &names.figure(figure))])
        }
    }
}

impl Names<'_> {
    fn account(&self, unit: u32) -> String {
        self.plan.accounts.get(unit as usize).map_or_else(|| NO_FIGURE.to_owned(), |account| isolated(&account.name))
    }

    fn territory(&self, at: u32) -> String {
        self.scenario.territories.get(at as usize).map_or_else(|| NO_FIGURE.to_owned(), |territory| isolated(&territory.name))
    }

    fn measure(&self, at: u32) -> String {
        let own = match self.plan.measures().get(at as usize) {
            Some(MeasureKind::Accounts) => explain::ACCOUNTS,
            Some(MeasureKind::Potential) => explain::POTENTIAL,
            Some(MeasureKind::Sales) => explain::SALES,
            Some(MeasureKind::Workload) => explain::WORKLOAD,
            Some(MeasureKind::Further(id)) => {
                return self.plan.further_measure(*id).map(|measure| isolated(&measure.column)).unwrap_or_default();
            }
            None => return NO_FIGURE.to_owned(),
        };
        own.get(self.language).to_lowercase()
    }

    /// What a figure is, and in brackets what it is of.
    fn figure(&self, figure: CheckedFigure) -> String {
        let name = kind(figure.kind).get(self.language);
        let territory = figure.territory.map(|territory| self.territory(territory));
        let of: Vec<String> = territory.into_iter().chain(figure.measure.map(|measure| self.measure(measure))).collect();
        if of.is_empty() {
            return name.to_owned();
        }
        words::FIGURE_OF.fill(self.language, &[("figure", name), ("of", &of.join(words::LIST_COMMA.get(self.language)))])
    }
}

fn kind(kind: FigureKind) -> Text {
    match kind {
        FigureKind::Territories => words::TERRITORIES,
        FigureKind::Measures => words::MEASURES,
        FigureKind::Units => words::CUSTOMERS,
        FigureKind::Pieces => words::PIECES,
        FigureKind::UnitsWithout => words::CUSTOMERS_WITHOUT,
        FigureKind::Value => words::VALUE,
        FigureKind::Target => words::TARGET,
        FigureKind::Deviation => words::DEVIATION,
        FigureKind::Total => words::TOTAL,
        FigureKind::LargestDeviation => words::LARGEST_DEVIATION,
        FigureKind::Variation => words::VARIATION,
        FigureKind::WithinTolerance => words::WITHIN_TOLERANCE,
        FigureKind::ChangedUnits => words::CHANGED_CUSTOMERS,
        FigureKind::ChangedUnitShare => words::CHANGED_CUSTOMER_SHARE,
        FigureKind::ChangedShare => words::CHANGED_SHARE,
        FigureKind::Centre => words::CENTRE,
        FigureKind::Dispersion => words::DISPERSION,
        FigureKind::Diameter => words::DIAMETER,
        FigureKind::BaseTravel => words::BASE_TRAVEL,
        FigureKind::PlacedUnits => words::PLACED,
        FigureKind::WorstDeviation => words::WORST_DEVIATION,
        FigureKind::IsWithin => words::IS_WITHIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::fixtures;

    /// One of each kind of failure, with what the sentence has to name in English.
    fn failures() -> Vec<(CheckFailure, &'static str)> {
        let figure = |figure: CheckedFigure, reported: f64| CheckFailure::FigureDisagrees { figure, reported, recomputed: 0.1234 };
        let deviation = CheckedFigure { measure: Some(1), ..FigureKind::Deviation.of_territory(0) };
        vec![
            (CheckFailure::WrongLength { entries: 3, units: 4 }, "The answer shares out 3 customers, and there are 4."),
            (CheckFailure::Unassigned { unit: 0 }, "a1 is left without a territory."),
            (CheckFailure::UnknownTerritory { unit: 1 }, "a2 comes to a territory that does not exist."),
            (CheckFailure::FixedUnitMoved { unit: 1 }, "a2 is fixed and yet changes its territory."),
            (CheckFailure::FrozenTerritoryChanged { territory: 1, unit: 0 }, "T1 is locked, and yet a1 comes to it or leaves it."),
            (CheckFailure::KeptUnitLost { territory: 1, unit: 0 }, "T1 keeps what it has, and yet a1 leaves it."),
            (CheckFailure::ForbiddenPair { unit: 0, territory: 0 }, "a1 comes to T0, where it must not be."),
            (CheckFailure::GroupSplit { group: 7, unit: 3 }, "a4 is parted from those that it stays together with."),
            (CheckFailure::CentreOutside { territory: 0, unit: 2 }, "a3, round which T0 stays, is not in it."),
            (CheckFailure::TooManyPieces { territory: 0, pieces: 3, allowed: 1 }, "T0 lies in 3 pieces, and 1 would be enough."),
            (CheckFailure::DisruptionLimitExceeded { share: 0.25, limit_share: 0.2 }, "25% changes hands, more than the limit of 20%."),
            (figure(deviation, 0.5), "A figure was told as 0.5 and comes to 0.1234: deviation (T0, potential)."),
            (figure(FigureKind::Dispersion.of_all(), f64::NAN), "A figure was told as — and comes to 0.1234: dispersion in km."),
            (CheckFailure::Unassigned { unit: 900 }, "— is left without a territory."),
        ]
    }

    #[test]
    fn every_failure_is_told_in_words_with_names() {
        let plan = fixtures::plan(4, fixtures::on_a_road, &[10, 11], |id| 10 + id % 2);
        let told = |failure: &CheckFailure, language| {
            let words = refusal(&plan, &plan.scenarios[0], failure, language);
            words.replace(['\u{2066}', '\u{2068}', '\u{2069}'], "")
        };
        for (failure, sentence) in failures() {
            assert_eq!(told(&failure, Language::English), sentence);
            let persian =
                ["a1", "a2", "a3", "a4", "T0", "T1"].iter().fold(told(&failure, Language::Persian), |words, name| words.replace(name, ""));
            assert!(!persian.contains(|letter: char| letter.is_ascii_alphabetic() || letter == '{'), "{persian}");
        }
    }
}
