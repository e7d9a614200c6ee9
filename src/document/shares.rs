//! The planner's own shares: how much of the whole single territories should carry, on top of what the fair share
//! follows ([`ShareBasis`]). What every territory should carry comes from here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::design::value_of;
use super::{MeasureKind, Plan, Scenario, ShareBasis};
use crate::domain::TerritoryId;

/// The largest weight of a share; a larger one is a slip of the pen.
pub const LARGEST_SHARE: f64 = 1000.0;

/// The share that the planner gives a territory, as a weight: 1 is a full share, 0.5 half of one, 0 none. It multiplies
/// what the fair share follows; all shares together are then scaled to the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnShare {
    /// In all measures but those named below.
    pub weight: f64,
    /// In single measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_measure: Vec<(MeasureKind, f64)>,
}

impl OwnShare {
    /// A share of that weight in every measure.
    pub fn of_all(weight: f64) -> OwnShare {
        OwnShare { weight, by_measure: Vec::new() }
    }

    /// The weight in a measure; what cannot be counts as a full share.
    pub fn weight_in(&self, kind: MeasureKind) -> f64 {
        usable(self.named(kind).unwrap_or(self.weight)).unwrap_or(1.0)
    }

    /// The weight that is named for a measure alone.
    pub fn named(&self, kind: MeasureKind) -> Option<f64> {
        self.by_measure.iter().find(|(known, _)| *known == kind).map(|(_, weight)| *weight)
    }

    /// Names a weight for a measure alone, or takes it back.
    pub fn name(&mut self, kind: MeasureKind, weight: Option<f64>) {
        self.by_measure.retain(|(known, _)| *known != kind);
        self.by_measure.extend(weight.map(|weight| (kind, weight)));
        self.by_measure.sort_by_key(|(kind, _)| *kind);
    }

    /// Whether it says nothing: a full share of everything.
    pub fn is_full(&self) -> bool {
        self.weight == 1.0 && self.by_measure.is_empty()
    }
}

impl Default for OwnShare {
    fn default() -> OwnShare {
        OwnShare::of_all(1.0)
    }
}

/// Whether a weight can be a share: from 0 to [`LARGEST_SHARE`].
pub fn is_possible(weight: f64) -> bool {
    (0.0..=LARGEST_SHARE).contains(&weight)
}

fn usable(weight: f64) -> Option<f64> {
    Some(weight).filter(|weight| is_possible(*weight))
}

/// What is wrong with the planner's shares of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareFinding {
    /// The weight of this territory is below 0, too large or no number; it counts as a full share.
    Impossible(TerritoryId),
    /// Nothing is left for any territory in this measure, so that the planner's shares are passed over in it.
    AllNothing(MeasureKind),
    /// This territory is to carry nothing of this measure, so that it gets only what is held there.
    Nothing(TerritoryId, MeasureKind),
}

/// Says what is wrong with the planner's shares, territories in the scenario's order; of measures only those that are
/// balanced. A territory that is to carry nothing of several is told once.
pub fn findings(plan: &Plan, scenario: &Scenario) -> Vec<ShareFinding> {
    let own = &scenario.design.wishes.shares;
    let balanced = || plan.measures().into_iter().filter(|&kind| scenario.design.measure(kind).is_balanced);
    let mut found = Vec::new();
    for territory in &scenario.territories {
        let Some(share) = own.get(&territory.id) else { continue };
        let named = share.by_measure.iter().map(|(_, weight)| *weight);
        if named.chain([share.weight]).any(|weight| usable(weight).is_none()) {
            found.push(ShareFinding::Impossible(territory.id));
        }
    }
    let basis = basis(plan, scenario);
    let all_nothing: Vec<MeasureKind> = balanced().filter(|&kind| weighted(scenario, &basis, kind).iter().sum::<f64>() <= 0.0).collect();
    let is_some = !scenario.territories.is_empty();
    found.extend(all_nothing.iter().filter(|_| is_some).map(|&kind| ShareFinding::AllNothing(kind)));
    for territory in &scenario.territories {
        let Some(share) = own.get(&territory.id) else { continue };
        let nothing = balanced().find(|kind| share.weight_in(*kind) == 0.0 && !all_nothing.contains(kind));
        found.extend(nothing.map(|kind| ShareFinding::Nothing(territory.id, kind)));
    }
    found
}

/// What each territory should carry of a measure as a fraction of the whole, in the scenario's order; they sum to 1.
pub fn shares(plan: &Plan, scenario: &Scenario, kind: MeasureKind) -> Vec<f64> {
    scaled(scenario, &basis(plan, scenario), kind)
}

/// The same for several measures: one list a measure.
pub(super) fn shares_of_all(plan: &Plan, scenario: &Scenario, kinds: &[MeasureKind]) -> Vec<Vec<f64>> {
    let basis = basis(plan, scenario);
    kinds.iter().map(|&kind| scaled(scenario, &basis, kind)).collect()
}

fn scaled(scenario: &Scenario, basis: &[f64], kind: MeasureKind) -> Vec<f64> {
    let weights = weighted(scenario, basis, kind);
    let total: f64 = weights.iter().sum();
    if total > 0.0 {
        return weights.iter().map(|weight| weight / total).collect();
    }
    let whole: f64 = basis.iter().sum();
    basis.iter().map(|weight| weight / whole).collect()
}

/// What the fair share follows times the planner's shares.
fn weighted(scenario: &Scenario, basis: &[f64], kind: MeasureKind) -> Vec<f64> {
    let own = &scenario.design.wishes.shares;
    let weight = |territory: TerritoryId| own.get(&territory).map_or(1.0, |share| share.weight_in(kind));
    scenario.territories.iter().zip(basis).map(|(territory, basis)| basis * weight(territory.id)).collect()
}

/// What the fair share follows, one number a territory, with a sum above 0 where there are territories.
fn basis(plan: &Plan, scenario: &Scenario) -> Vec<f64> {
    let weights: Vec<f64> = match scenario.design.share_basis {
        ShareBasis::Equal => vec![1.0; scenario.territories.len()],
        ShareBasis::WorkingTime => scenario
            .territories
            .iter()
            .map(|territory| territory.seller.and_then(|seller| plan.person(seller)).map_or(1.0, |person| person.working_time_share))
            .collect(),
        ShareBasis::PastPerformance => past_sales(plan, scenario),
    };
    if weights.iter().sum::<f64>() > 0.0 { weights } else { vec![1.0; weights.len()] }
}

/// Sales of each territory's accounts today; a territory that is new takes the mean of the others.
fn past_sales(plan: &Plan, scenario: &Scenario) -> Vec<f64> {
    let mut sales: BTreeMap<TerritoryId, f64> = BTreeMap::new();
    if let Some(today) = plan.today() {
        for account in plan.accounts.iter() {
            if let Some(territory) = today.assignment.get(&account.id) {
                *sales.entry(*territory).or_default() += value_of(account, MeasureKind::Sales).max(0.0);
            }
        }
    }
    let known: Vec<f64> = scenario.territories.iter().filter_map(|territory| sales.get(&territory.id).copied()).collect();
    let mean = if known.is_empty() { 1.0 } else { known.iter().sum::<f64>() / known.len() as f64 };
    scenario.territories.iter().map(|territory| sales.get(&territory.id).copied().unwrap_or(mean)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::{Command, CommandError, Document, change_text, fixtures};
    use crate::domain::ScenarioId;
    use crate::locale::Language;

    const T: [TerritoryId; 3] = [TerritoryId(100), TerritoryId(101), TerritoryId(102)];

    fn document() -> Document {
        let mut document = fixtures::opened(fixtures::plan(30, fixtures::on_a_road, &[100, 101, 102], |id| 100 + (id - 1) / 10));
        design(&mut document, |design| design.share_basis = ShareBasis::Equal);
        document
    }

    fn design(document: &mut Document, change: impl FnOnce(&mut crate::document::DesignSettings)) {
        let mut design = document.plan().today().unwrap().design.clone();
        change(&mut design);
        document.apply(Command::ChangeDesign { scenario: ScenarioId::TODAY, design }, 0.0).unwrap();
    }

    fn of(document: &Document, kind: MeasureKind) -> Vec<f64> {
        shares(document.plan(), document.plan().today().unwrap(), kind)
    }

    fn told(document: &Document) -> Vec<ShareFinding> {
        findings(document.plan(), document.plan().today().unwrap())
    }

    #[test]
    fn half_a_share_is_half_of_a_full_one() {
        let mut document = document();
        let share = |weight| Command::SetShare { scenario: ScenarioId::TODAY, territory: T[0], share: OwnShare::of_all(weight) };
        let change = document.apply(share(0.5), 0.0).unwrap();
        assert_eq!(of(&document, MeasureKind::Potential), [0.2, 0.4, 0.4]);
        let plain = |language| change_text(&change, language).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(plain(Language::English), "Territory “T0” is to carry 0.5 of a full share");
        assert_eq!(plain(Language::Persian), "سهم منطقهٔ «T0» به ۰٫۵ سهم کامل تغییر کرد");
        document.apply(share(1.0), 0.0).unwrap();
        assert!(document.plan().today().unwrap().design.wishes.is_nothing(), "a full share is no wish");
        document.undo(0.0).unwrap();
        assert_eq!(of(&document, MeasureKind::Sales), [0.2, 0.4, 0.4]);
        for wrong in [-0.5, f64::NAN, f64::INFINITY, 1001.0] {
            assert_eq!(document.apply(share(wrong), 0.0), Err(CommandError::OutOfRange { field: "share" }));
        }
        let unknown = Command::SetShare { scenario: ScenarioId::TODAY, territory: TerritoryId(9), share: OwnShare::of_all(0.5) };
        assert_eq!(document.apply(unknown, 0.0), Err(CommandError::UnknownTerritory));
    }

    #[test]
    fn a_measure_may_have_a_share_of_its_own_on_top_of_past_sales() {
        let mut document = document();
        let mut plan = document.plan().as_ref().clone();
        for account in std::sync::Arc::make_mut(&mut plan.accounts) {
            // Thirty to the first, ten to each of the others.
            std::sync::Arc::make_mut(account).sales = Some(crate::domain::Money(if account.id.0 <= 10 { 3 } else { 1 }));
        }
        document = fixtures::opened(plan);
        let mut own = OwnShare::of_all(1.0);
        own.name(MeasureKind::Potential, Some(1.0 / 3.0));
        design(&mut document, |design| {
            design.share_basis = ShareBasis::PastPerformance;
            design.wishes.shares.insert(T[0], own.clone());
        });
        assert_eq!(of(&document, MeasureKind::Sales), [0.6, 0.2, 0.2]);
        let potential = of(&document, MeasureKind::Potential);
        assert!(potential.iter().all(|share| (share - 1.0 / 3.0).abs() < 1e-12), "{potential:?}");
        own.name(MeasureKind::Potential, None);
        assert!(own.is_full() && told(&document).is_empty());
    }

    #[test]
    fn senseless_shares_of_a_file_are_told_and_borne() {
        let mut document = document();
        for weight in [-1.0, f64::NAN, f64::INFINITY] {
            design(&mut document, |design| {
                design.wishes.shares = [(T[1], OwnShare::of_all(weight)), (TerritoryId(9), OwnShare::of_all(0.0))].into()
            });
            assert!(of(&document, MeasureKind::Potential).iter().all(|share| (share - 1.0 / 3.0).abs() < 1e-12));
            assert_eq!(told(&document), [ShareFinding::Impossible(T[1])]);
        }
        design(&mut document, |design| design.wishes.shares = T.map(|id| (id, OwnShare::of_all(0.0))).into());
        assert!(of(&document, MeasureKind::Potential).iter().all(|share| (share - 1.0 / 3.0).abs() < 1e-12));
        assert_eq!(told(&document), [ShareFinding::AllNothing(MeasureKind::Potential), ShareFinding::AllNothing(MeasureKind::Workload)]);
        design(&mut document, |design| {
            design.wishes.shares.remove(&T[2]);
        });
        assert_eq!(of(&document, MeasureKind::Potential), [0.0, 0.0, 1.0]);
        assert_eq!(told(&document), [T[0], T[1]].map(|id| ShareFinding::Nothing(id, MeasureKind::Potential)));
    }

    #[test]
    fn shares_are_kept_in_the_file() {
        let mut document = document();
        let mut own = OwnShare::of_all(0.75);
        own.name(MeasureKind::Sales, Some(2.0));
        document.apply(Command::SetShare { scenario: ScenarioId::TODAY, territory: T[1], share: own.clone() }, 0.0).unwrap();
        let wishes = &document.plan().today().unwrap().design.wishes;
        let written = serde_json::to_string(wishes).unwrap();
        assert!(written.contains(r#""shares":{"101":{"weight":0.75,"by_measure":[["Sales",2.0]]}}"#), "{written}");
        assert_eq!(&serde_json::from_str::<crate::document::DesignWishes>(&written).unwrap(), wishes);
    }
}
