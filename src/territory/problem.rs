//! The question put to the engine: units to share out, territories to fill, and the wishes.
//!
//! Holds data only. Nothing here is validated; [`mod@super::findings`] says what is wrong with a problem,
//! and every other part of the engine copes with what is.

use serde::{Deserialize, Serialize};

use super::position::Position;

/// A territory design problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesignProblem {
    /// The customers or areas to share out; none is ever split.
    pub units: Vec<Unit>,
    /// The territories to fill.
    pub territories: Vec<TerritoryTarget>,
    /// What is balanced: at least one, for example workload and potential.
    pub measures: Vec<MeasureGoal>,
    /// How much travel counts against balance once every territory is within tolerance: 0 is not at all
    /// (then it only settles ties), 1 is usual.
    pub compactness_weight: f64,
    /// What compactness means.
    pub compactness: Compactness,
    /// Each unit's neighbours, symmetric, one list a unit; without any, the search goes by nearness.
    pub neighbours: Vec<Vec<u32>>,
    /// Whether each territory must be in one piece, by the neighbours.
    pub is_contiguous: bool,
    /// Pairs of a unit and a territory that must not come together.
    pub forbidden: Vec<(u32, u32)>,
    /// The largest part of today's plan that may change hands, never exceeded.
    pub disruption_limit: Option<DisruptionLimit>,
    /// Where the search starts from.
    pub start: Start,
    /// Seed of every random choice; the same seed gives the same answer.
    pub seed: u64,
}

/// A customer or an area: the smallest thing that has one owner.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Where it is. A unit without a position fills balance and counts in no distance.
    pub position: Option<Position>,
    /// One value per measure, each from 0 to 1e200; anything else counts as 0.
    pub values: Vec<f64>,
    /// The index of the territory that holds it today.
    pub today: Option<u32>,
    /// Whether it must stay in the territory that holds it today. Without one, it is free.
    pub fixed: bool,
    /// Units with the same number stay together in one territory: branches of one company, customers of one place.
    pub group: Option<u32>,
}

/// What one territory should carry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TerritoryTarget {
    /// Per measure, the fraction of the total it should carry; over all territories these sum to 1.
    pub shares: Vec<f64>,
    /// The home place of its seller, which draws the territory towards it.
    pub home: Option<Position>,
    /// Where its seller sets out from, which draws nothing: travel is measured to it. Without one, to the home place.
    pub base: Option<Position>,
    /// What may change in it.
    pub lock: TerritoryLock,
    /// The unit that must be its centre, and so belongs to it.
    pub centre: Option<u32>,
}

/// What may change in a territory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TerritoryLock {
    /// Everything.
    #[default]
    Open,
    /// It keeps what it has today and may gain more.
    MayGain,
    /// It stays as it is today.
    Frozen,
}

/// What a compact territory is: what is minimised, summed over the units of all territories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compactness {
    /// The distance to the territory's centre unit (p-median).
    #[default]
    Distance,
    /// That distance times the unit's value in a measure (weighted p-median): large customers lie near the centre.
    WeightedDistance(usize),
    /// The squared distance times the value in a measure, or times 1 (moment of inertia, Hess et al. 1965): far
    /// customers count most.
    MomentOfInertia(Option<usize>),
    /// The largest diameter: the distance between the two units of a territory that lie furthest apart. What is
    /// minimised in its place is the sum of the eighth powers of the distances to the centre units, which the furthest
    /// nearly decide alone; twice the largest distance to a centre bounds the diameter.
    Diameter,
}

/// How one measure is balanced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureGoal {
    /// Importance beside the other measures; 0 leaves the measure out of the balancing.
    pub weight: f64,
    /// The largest accepted deviation from target as a fraction of the target: 0.10 is ±10 %.
    pub tolerance_share: f64,
}

/// A cap on what changes hands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DisruptionLimit {
    /// What is counted.
    pub basis: DisruptionBasis,
    /// The accepted fraction, 0 to 1, of what has a territory today.
    pub share: f64,
}

/// What a disruption limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DisruptionBasis {
    /// The number of units.
    Units,
    /// The value of the measure with this index.
    Measure(usize),
}

/// Where the search starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// Today's plan, kept where nothing is gained by a change.
    Today,
    /// A blank map; fixed units and homes still hold, and the new territories take the names under
    /// which most of today's plan stays.
    Nothing,
}

impl MeasureGoal {
    /// Whether the measure takes part in the balancing: its weight is a number above 0 and at most 1e200.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        self.weight > 0.0 && self.weight <= 1e200
    }
}

impl Default for DesignProblem {
    fn default() -> Self {
        Self::with_equal_shares(Vec::new(), 0, Vec::new())
    }
}

impl DesignProblem {
    /// Per unit, whether another lies beside it.
    pub(crate) fn have_neighbours(&self) -> Vec<bool> {
        let mut have = vec![false; self.units.len()];
        for (unit, list) in self.neighbours.iter().enumerate().take(have.len()) {
            for &other in list.iter().filter(|&&other| other as usize != unit && (other as usize) < self.units.len()) {
                have[unit] = true;
                have[other as usize] = true;
            }
        }
        have
    }

    /// A problem in which each territory should carry the same share of each measure.
    #[must_use]
    pub fn with_equal_shares(units: Vec<Unit>, territory_count: usize, measures: Vec<MeasureGoal>) -> Self {
        let share = 1.0 / territory_count.max(1) as f64;
        let target = TerritoryTarget { shares: vec![share; measures.len()], ..TerritoryTarget::default() };
        Self {
            units,
            territories: vec![target; territory_count],
            measures,
            compactness_weight: 1.0,
            compactness: Compactness::Distance,
            neighbours: Vec::new(),
            is_contiguous: false,
            forbidden: Vec::new(),
            disruption_limit: None,
            start: Start::Nothing,
            seed: 1,
        }
    }
}
