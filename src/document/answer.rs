//! The figures of the one sentence that opens the territories page: which territory carries most against its
//! fair share and which least, and how far the scenario is from fair.

use std::collections::BTreeMap;

use super::results::ScenarioResults;
use super::{MeasureKind, Scenario};
use crate::domain::TerritoryId;

/// The two ends of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extremes {
    /// The measure.
    pub kind: MeasureKind,
    /// Which territory carries most against its target, by its place in the scenario.
    pub highest: usize,
    /// Which carries least.
    pub lowest: usize,
    /// How many times the lowest's share of target the highest has; `None` when the lowest has nothing.
    pub ratio: Option<f64>,
}

/// The balanced measure that is least even, and its two ends; `None` with fewer than two territories or when no
/// balanced measure has a figure.
pub fn most_uneven(scenario: &Scenario, results: &ScenarioResults) -> Option<Extremes> {
    let balanced = results.measured().filter(|(_, kind)| scenario.design.measure(*kind).is_balanced);
    let all = balanced.filter_map(|(index, kind)| extremes(kind, index, results));
    all.max_by(|one, other| one.ratio.unwrap_or(f64::INFINITY).total_cmp(&other.ratio.unwrap_or(f64::INFINITY)))
}

fn extremes(kind: MeasureKind, index: usize, results: &ScenarioResults) -> Option<Extremes> {
    let shares: Vec<f64> =
        results.measures.territories.iter().map(|territory| 1.0 + territory.deviations.get(index).copied().unwrap_or(0.0)).collect();
    if shares.len() < 2 {
        return None;
    }
    let highest = (0..shares.len()).max_by(|&one, &other| shares[one].total_cmp(&shares[other]))?;
    let lowest = (0..shares.len()).min_by(|&one, &other| shares[one].total_cmp(&shares[other]))?;
    let ratio = (shares[lowest] > 1e-9).then(|| shares[highest] / shares[lowest]);
    Some(Extremes { kind, highest, lowest, ratio })
}

/// What each territory of today carries of a measure over its target, 1 being the target, by its identity. Nothing when
/// today shares out no account: there is nothing to set a scenario beside.
pub fn shares_today(today: &Scenario, results: &ScenarioResults, kind: MeasureKind) -> BTreeMap<TerritoryId, f64> {
    let Some(index) = results.index(kind).filter(|_| !today.assignment.is_empty()) else { return BTreeMap::new() };
    let territories = today.territories.iter().zip(&results.measures.territories);
    territories.filter_map(|(territory, figures)| Some((territory.id, 1.0 + figures.deviations.get(index)?))).collect()
}

/// The largest absolute relative deviation over the balanced measures.
pub fn worst_deviation(scenario: &Scenario, results: &ScenarioResults) -> f64 {
    let balanced = results
        .kinds
        .iter()
        .zip(&results.measures.measures)
        .filter(|(kind, summary)| scenario.design.measure(**kind).is_balanced && summary.total > 0.0);
    balanced.map(|(_, summary)| summary.max_relative_deviation.abs()).fold(0.0, f64::max)
}

/// How many territories are within tolerance in every balanced measure.
pub fn territories_within_tolerance(scenario: &Scenario, results: &ScenarioResults) -> usize {
    let is_within = |deviations: &Vec<f64>| {
        results.kinds.iter().enumerate().all(|(index, &kind)| {
            let setting = scenario.design.measure(kind);
            let has_figure = results.measures.measures.get(index).is_some_and(|summary| summary.total > 0.0);
            !setting.is_balanced || !has_figure || deviations.get(index).copied().unwrap_or(0.0).abs() <= setting.tolerance_share + 1e-9
        })
    };
    results.measures.territories.iter().filter(|territory| is_within(&territory.deviations)).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::results::results;
    use crate::document::{Plan, PlanId, Settings};
    use crate::domain::{Account, AccountId, ScenarioId, Territory};
    use crate::locale::Language;

    fn plan(potentials: &[(f64, u32)], territories: u32) -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        let accounts = (1u32..).zip(potentials).map(|(id, (potential, _))| {
            let mut account = Account::named(AccountId(id), "a");
            account.potential = Some(*potential);
            Arc::new(account)
        });
        plan.accounts = Arc::new(accounts.collect());
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        today.territories =
            (0..territories).map(|id| Territory { id: TerritoryId(id), name: format!("T{id}"), colour_index: 0, seller: None }).collect();
        today.assignment = (1u32..).zip(potentials).map(|(id, (_, territory))| (AccountId(id), TerritoryId(*territory))).collect();
        plan
    }

    #[test]
    fn names_the_two_ends() {
        let plan = plan(&[(30.0, 0), (10.0, 1), (20.0, 2)], 3);
        let today = plan.scenario(ScenarioId::TODAY).unwrap();
        let results = results(&plan, today);
        let ends = most_uneven(today, &results).unwrap();
        assert_eq!((ends.kind, ends.highest, ends.lowest), (MeasureKind::Potential, 0, 1));
        assert!((ends.ratio.unwrap() - 3.0).abs() < 1e-9);
        assert!((worst_deviation(today, &results) - 0.5).abs() < 1e-9);
        assert_eq!(territories_within_tolerance(today, &results), 1);
    }

    #[test]
    fn today_without_an_assignment_is_nothing_to_set_beside() {
        let mut plan = plan(&[(30.0, 0), (10.0, 1), (20.0, 2)], 3);
        let today = plan.scenario(ScenarioId::TODAY).unwrap();
        let shares = shares_today(today, &results(&plan, today), MeasureKind::Potential);
        assert_eq!(shares.len(), 3);
        assert!((shares[&TerritoryId(0)] - 1.5).abs() < 1e-9);
        Arc::make_mut(&mut plan.scenarios[0]).assignment.clear();
        let today = plan.scenario(ScenarioId::TODAY).unwrap();
        assert!(shares_today(today, &results(&plan, today), MeasureKind::Potential).is_empty());
    }

    #[test]
    fn says_nothing_where_there_is_nothing_to_say() {
        for (potentials, territories) in [(&[][..], 0), (&[(1.0, 0)][..], 1), (&[(0.0, 0), (0.0, 1)][..], 2)] {
            let plan = plan(potentials, territories);
            let today = plan.scenario(ScenarioId::TODAY).unwrap();
            let results = results(&plan, today);
            assert!(most_uneven(today, &results).is_none());
            assert_eq!(worst_deviation(today, &results), 0.0);
        }
    }
}
