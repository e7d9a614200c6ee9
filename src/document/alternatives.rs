//! Designs that the planner may take for a scenario: their figures side by side, and the commands that take one or
//! keep it as a scenario of its own. How they are found is [`crate::territory::trials`]'s.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answer;
use super::apply::apply;
use super::design;
use super::neighbourhood::Neighbourhood;
use super::results::{ScenarioResults, results_in};
use super::{Command, CommandError, CompactnessWish, DesignSettings, DisruptionSetting, MeasureKind, Plan, Scenario};
use crate::domain::ScenarioId;

/// The figures by which designs are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct AlternativeFigures {
    /// The largest absolute relative deviation in each balanced measure that has a figure.
    pub largest_deviations: Vec<(MeasureKind, f64)>,
    /// The largest of these.
    pub worst_deviation: f64,
    /// The coefficient of variation in each balanced measure that has a figure.
    pub variations: Vec<(MeasureKind, f64)>,
    /// How long the ways are by the compactness that was chosen, km, where that is neither the plain distance nor the
    /// diameter. Filled in by who has put the engine's question.
    pub chosen_ways_km: Option<f64>,
    /// Mean distance from a customer to the centre of its territory, km.
    pub dispersion_km: f64,
    /// The share of today's sales that changes hands, 0 to 1; `None` when nothing can.
    pub moved_sales_share: Option<f64>,
    /// The share of today's accounts that change hands, 0 to 1; `None` when none can.
    pub moved_account_share: Option<f64>,
    /// Accounts that change hands against today.
    pub moved_accounts: usize,
    /// Territories in more than one piece, where one piece is wished and it is known who lies beside whom.
    pub broken: Option<usize>,
    /// The largest distance between two customers of one territory, km, where a small one is wished.
    pub largest_diameter_km: Option<f64>,
    /// Territories within tolerance in every balanced measure.
    pub within_tolerance: usize,
    /// Territories.
    pub territories: usize,
}

impl AlternativeFigures {
    /// The figures of a scenario as it is, whose accounts lie side by side in this way.
    pub fn of(plan: &Plan, scenario: &Scenario, neighbourhood: Option<&Neighbourhood>) -> AlternativeFigures {
        AlternativeFigures::from_results(scenario, &results_in(plan, scenario, neighbourhood))
    }

    /// The figures of a scenario with another assignment: the engine's answer.
    pub fn of_answer(
        plan: &Plan,
        scenario: &Scenario,
        neighbourhood: Option<&Neighbourhood>,
        answer: &[Option<u32>],
    ) -> AlternativeFigures {
        AlternativeFigures::of(plan, &assigned(plan, scenario, answer), neighbourhood)
    }

    fn from_results(scenario: &Scenario, results: &ScenarioResults) -> AlternativeFigures {
        let measures = results.kinds.iter().copied().zip(&results.measures.measures);
        let balanced = measures.filter(|(kind, summary)| scenario.design.measure(*kind).is_balanced && summary.total > 0.0);
        let wishes = &scenario.design.wishes;
        let pieces: Option<Vec<u32>> = results.measures.territories.iter().map(|figures| figures.piece_count).collect();
        let wishes_diameter = wishes.compactness == CompactnessWish::Diameter && results.measures.placed_unit_count > 0;
        AlternativeFigures {
            broken: pieces.filter(|_| wishes.is_contiguous).map(|counts| counts.iter().filter(|count| **count > 1).count()),
            largest_diameter_km: wishes_diameter.then_some(results.measures.largest_diameter_km),
            largest_deviations: balanced.clone().map(|(kind, summary)| (kind, summary.max_relative_deviation)).collect(),
            variations: balanced.map(|(kind, summary)| (kind, summary.coefficient_of_variation)).collect(),
            chosen_ways_km: None,
            worst_deviation: answer::worst_deviation(scenario, results),
            dispersion_km: results.measures.dispersion_km,
            moved_sales_share: results.moved_sales_share,
            moved_account_share: results.moved_account_share,
            moved_accounts: results.moved_accounts.len(),
            within_tolerance: answer::territories_within_tolerance(scenario, results),
            territories: scenario.territories.len(),
        }
    }

    /// The largest coefficient of variation of a balanced measure.
    pub fn variation(&self) -> f64 {
        self.variations.iter().fold(0.0, |largest, (_, variation)| largest.max(*variation))
    }

    /// The share that changes hands, of sales where there are any and else of accounts.
    pub fn moved_share(&self) -> Option<f64> {
        self.moved_sales_share.or(self.moved_account_share)
    }
}

/// A figure by which designs are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternativeRow {
    /// The largest deviation in a measure.
    LargestDeviation(MeasureKind),
    /// Territories within tolerance in every balanced measure.
    WithinTolerance,
    /// The coefficient of variation of a measure.
    Variation(MeasureKind),
    /// Territories in more than one piece.
    Broken,
    /// The mean distance to a territory's centre, km.
    Dispersion,
    /// How long the ways are by the compactness that was chosen, km.
    ChosenWays,
    /// The largest distance between two customers of one territory, km.
    LargestDiameter,
    /// The share of sales that changes hands.
    MovedSales,
    /// Accounts that change hands.
    MovedAccounts,
}

/// A figure of several designs, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedRow {
    /// Which.
    pub row: AlternativeRow,
    /// Its value now and in each design; `None` where there is none.
    pub values: Vec<Option<f64>>,
    /// Whether a design has the best value of all designs; none has when all are equal, and what is now does not count.
    pub is_best: Vec<bool>,
}

/// The figures of a scenario as it is and of designs for it, row by row.
pub fn side_by_side(now: &AlternativeFigures, designs: &[&AlternativeFigures]) -> Vec<ComparedRow> {
    let kinds = || now.largest_deviations.iter().map(|(kind, _)| *kind);
    let of_measures = kinds().map(AlternativeRow::LargestDeviation).chain(kinds().map(AlternativeRow::Variation));
    let rows = of_measures.chain([
        AlternativeRow::WithinTolerance,
        AlternativeRow::Broken,
        AlternativeRow::Dispersion,
        AlternativeRow::ChosenWays,
        AlternativeRow::LargestDiameter,
        AlternativeRow::MovedSales,
        AlternativeRow::MovedAccounts,
    ]);
    let of_kind = |figures: &[(MeasureKind, f64)], kind| figures.iter().find(|(known, _)| *known == kind).map(|(_, figure)| *figure);
    let value = |figures: &AlternativeFigures, row: AlternativeRow| match row {
        AlternativeRow::LargestDeviation(kind) => of_kind(&figures.largest_deviations, kind),
        AlternativeRow::Variation(kind) => of_kind(&figures.variations, kind),
        AlternativeRow::ChosenWays => figures.chosen_ways_km,
        AlternativeRow::WithinTolerance => Some(figures.within_tolerance as f64),
        AlternativeRow::Broken => figures.broken.map(|count| count as f64),
        AlternativeRow::Dispersion => Some(figures.dispersion_km),
        AlternativeRow::LargestDiameter => figures.largest_diameter_km,
        AlternativeRow::MovedSales => figures.moved_sales_share,
        AlternativeRow::MovedAccounts => figures.moved_account_share.map(|_| figures.moved_accounts as f64),
    };
    let compared = rows.map(|row| {
        let values: Vec<Option<f64>> = [now].iter().chain(designs).map(|figures| value(figures, row)).collect();
        let known = || values.iter().skip(1).flatten().copied();
        let (least, most) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
        let best = if row == AlternativeRow::WithinTolerance { most } else { least };
        let is_best = values.iter().enumerate().map(|(at, value)| at > 0 && least < most && *value == Some(best)).collect();
        ComparedRow { row, values, is_best }
    });
    compared.filter(|row| row.values.iter().any(Option::is_some)).collect()
}

/// What the share that changes hands is counted in: the plan's limit if it has one, else sales where there are any.
pub fn disruption_basis(scenario: &Scenario, results: &ScenarioResults) -> MeasureKind {
    let has_sales = || results.moved_sales_share.is_some();
    let limit = scenario.design.disruption_limit.map(|limit| limit.basis).filter(|&basis| results.index(basis).is_some());
    limit.unwrap_or(if has_sales() { MeasureKind::Sales } else { MeasureKind::Accounts })
}

/// The scenario with the engine's answer in it.
fn assigned(plan: &Plan, scenario: &Scenario, answer: &[Option<u32>]) -> Scenario {
    let mut assignment: BTreeMap<_, _> = scenario.assignment.clone();
    assignment.extend(design::assignment_of(plan, scenario, answer));
    Scenario { assignment, ..scenario.clone() }
}

/// The command that takes an answer for the scenario.
pub fn take(plan: &Plan, scenario: &Scenario, answer: &[Option<u32>]) -> Command {
    Command::ApplyDesign { scenario: scenario.id, assignment: design::assignment_of(plan, scenario, answer) }
}

/// The command that keeps an answer as a new scenario, as one step, and the identity the scenario will have. It fits
/// this version of the plan alone. The scenario keeps the limit on what changes hands that the answer was searched with.
///
/// # Errors
/// The scenario is not in the plan, or the name is empty.
pub fn save(
    plan: &Plan,
    scenario: &Scenario,
    name: &str,
    answer: &[Option<u32>],
    limit: Option<DisruptionSetting>,
) -> Result<(Command, ScenarioId), CommandError> {
    let add = Command::AddScenario { name: name.to_owned(), from: scenario.id };
    let mut next = plan.clone();
    apply(&mut next, add.clone())?;
    let added = next.scenarios.last().map(Arc::clone).ok_or(CommandError::UnknownScenario)?;
    let taken = take(plan, &added, answer);
    let limited = (added.design.disruption_limit != limit).then(|| {
        let design = DesignSettings { disruption_limit: limit, ..added.design.clone() };
        Command::ChangeDesign { scenario: added.id, design }
    });
    Ok((Command::Together([add, taken].into_iter().chain(limited).collect()), added.id))
}

/// A name that no scenario has: the wished one, or that with a number. `numbered` writes the number.
pub fn free_name(plan: &Plan, wished: &str, numbered: &dyn Fn(usize) -> String) -> String {
    let is_taken = |name: &str| plan.scenarios.iter().any(|scenario| scenario.name == name);
    let mut names = [wished.to_owned()].into_iter().chain((2..).map(numbered));
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::{Document, fixtures};
    use crate::domain::{Account, AccountId, Money, TerritoryId};

    /// Four accounts of 10, 20, 30 and 40, all in the first of two territories.
    fn document() -> Document {
        let describe = |account: &mut Account| {
            account.potential = Some(f64::from(account.id.0) * 10.0);
            account.sales = Some(Money(i64::from(account.id.0)));
        };
        fixtures::opened(fixtures::plan(4, describe, &[0, 1], |_| 0))
    }

    const EVEN: [Option<u32>; 4] = [Some(0), Some(1), Some(1), Some(0)];

    #[test]
    fn figures_of_an_answer_are_those_it_has_once_taken() {
        let mut document = document();
        let plan = document.plan().clone();
        let today = plan.today().unwrap();
        let before = AlternativeFigures::of(&plan, today, None);
        assert_eq!((before.worst_deviation, before.within_tolerance, before.moved_share()), (1.0, 0, Some(0.0)));
        let told = AlternativeFigures::of_answer(&plan, today, None, &EVEN);
        assert_eq!((told.worst_deviation, told.within_tolerance, told.territories), (0.0, 2, 2));
        assert_eq!(told.largest_deviations, [(MeasureKind::Potential, 0.0)]);
        assert_eq!((told.moved_accounts, told.moved_sales_share, told.moved_account_share), (2, Some(0.5), Some(0.5)));

        let (command, added) = save(&plan, today, "Kept", &EVEN, None).unwrap();
        document.apply(command, 0.0).unwrap();
        let kept = document.plan().scenario(added).unwrap();
        assert_eq!(kept.name, "Kept");
        assert_eq!(AlternativeFigures::of(document.plan(), kept, None), told);
        assert_eq!(document.plan().today().unwrap().assignment, today.assignment, "today stays as it is");
        assert!(document.undo(0.0).is_some());
        assert_eq!(document.plan(), &plan, "one step takes it back");
    }

    #[test]
    fn taking_one_is_one_step_in_the_scenario() {
        let mut document = document();
        let (command, added) = save(document.plan(), document.plan().today().unwrap(), "S", &EVEN, None).unwrap();
        document.apply(command, 0.0).unwrap();
        let plan = document.plan().clone();
        let other = [Some(1), Some(0), Some(0), Some(1)];
        document.apply(take(&plan, plan.scenario(added).unwrap(), &other), 0.0).unwrap();
        let taken = &document.plan().scenario(added).unwrap().assignment;
        assert_eq!(taken.get(&AccountId(1)), Some(&TerritoryId(1)));
        assert!(document.undo(0.0).is_some());
        assert_eq!(document.plan(), &plan);
    }

    #[test]
    fn the_best_of_each_row_is_told() {
        let document = document();
        let (plan, today) = (document.plan(), document.plan().today().unwrap());
        let (now, even) = (AlternativeFigures::of(plan, today, None), AlternativeFigures::of_answer(plan, today, None, &EVEN));
        let rows = side_by_side(&now, &[&now, &even]);
        let told: Vec<(AlternativeRow, &[bool])> = rows.iter().map(|row| (row.row, row.is_best.as_slice())).collect();
        assert_eq!(
            told,
            [
                (AlternativeRow::LargestDeviation(MeasureKind::Potential), &[false, false, true][..]),
                (AlternativeRow::Variation(MeasureKind::Potential), &[false, false, true]),
                (AlternativeRow::WithinTolerance, &[false, false, true]),
                (AlternativeRow::Dispersion, &[false, false, false]),
                (AlternativeRow::MovedSales, &[false, true, false]),
                (AlternativeRow::MovedAccounts, &[false, true, false]),
            ]
        );
        assert_eq!(rows[1].values, [Some(1.0), Some(1.0), Some(0.0)], "all in one of two, and halves");
        assert_eq!(rows[5].values, [Some(0.0), Some(0.0), Some(2.0)]);
        assert!(side_by_side(&now, &[&even]).iter().all(|row| !row.is_best.contains(&true)), "one alone is not the best");
    }

    #[test]
    fn pieces_and_diameter_are_told_where_they_are_wished() {
        let mut plan = (**document().plan()).clone();
        for account in Arc::make_mut(&mut plan.accounts) {
            fixtures::on_a_road(Arc::make_mut(account));
        }
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        (today.design.wishes.is_contiguous, today.design.wishes.compactness) = (true, CompactnessWish::Diameter);
        let today = plan.today().unwrap();
        // The first and the last of a road have two between them.
        let beside = Neighbourhood { neighbours: vec![vec![1], vec![0, 2], vec![1, 3], vec![2]], ..Neighbourhood::default() };
        let now = AlternativeFigures::of(&plan, today, Some(&beside));
        let even = AlternativeFigures::of_answer(&plan, today, Some(&beside), &EVEN);
        assert_eq!((now.broken, even.broken), (Some(0), Some(1)));
        assert!(even.largest_diameter_km.unwrap() > 20.0);
        let rows: Vec<AlternativeRow> = side_by_side(&now, &[&now, &even]).iter().map(|row| row.row).collect();
        assert!(rows.contains(&AlternativeRow::Broken) && rows.contains(&AlternativeRow::LargestDiameter), "{rows:?}");
    }

    #[test]
    fn names_do_not_repeat_and_odd_ones_are_refused() {
        let mut document = document();
        let (command, _) = save(document.plan(), document.plan().today().unwrap(), "Compact first", &EVEN, None).unwrap();
        document.apply(command, 0.0).unwrap();
        let numbered = |number: usize| format!("Compact first {number}");
        assert_eq!(free_name(document.plan(), "Compact first", &numbered), "Compact first 2");
        assert_eq!(free_name(document.plan(), "Balance first", &numbered), "Balance first");
        let today = document.plan().today().unwrap();
        assert_eq!(save(document.plan(), today, " ", &EVEN, None).unwrap_err(), CommandError::NameIsEmpty);
    }

    #[test]
    fn what_changes_hands_is_counted_in_sales_where_there_are_any() {
        let document = document();
        let today = document.plan().today().unwrap();
        let results = results_in(document.plan(), today, None);
        assert_eq!(disruption_basis(today, &results), MeasureKind::Sales);
        use crate::territory::DisruptionBasis;
        assert_eq!(design::engine_basis(MeasureKind::Sales, &results.kinds), DisruptionBasis::Measure(2));
        assert_eq!(design::engine_basis(MeasureKind::Accounts, &results.kinds), DisruptionBasis::Units);
        let nothing = ScenarioResults { moved_sales_share: None, ..results };
        assert_eq!(disruption_basis(today, &nothing), MeasureKind::Accounts);
    }

    #[test]
    fn what_was_searched_for_with_a_limit_keeps_it() {
        let mut document = document();
        let limit = DisruptionSetting { basis: MeasureKind::Sales, share: 0.05, holds_sellers: false };
        let before = document.plan().clone();
        let (command, added) = save(&before, before.today().unwrap(), "At most 5 %", &EVEN, Some(limit)).unwrap();
        document.apply(command, 0.0).unwrap();
        assert_eq!(document.plan().scenario(added).unwrap().design.disruption_limit, Some(limit));
        assert_eq!(document.plan().today().unwrap().design, before.today().unwrap().design, "today wishes what it wished");
        document.undo(0.0);
        assert_eq!(document.plan(), &before, "one step");
    }
}
