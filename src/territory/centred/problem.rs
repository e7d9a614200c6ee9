//! The question put to the search, in numbers.

use super::costs::Costs;

/// No unit, no territory.
pub const NONE: u32 = u32::MAX;

/// Slack in comparing a load with its bound, relative to the load that is aimed at.
pub(crate) const BOUND_SLACK: f64 = 1e-9;

/// Units to share out among territories, each round a centre unit.
///
/// The first six fields are the problem; [`CentredProblem::new`] leaves all else out.
#[derive(Clone, Debug)]
pub struct CentredProblem {
    /// What is minimised is the sum of these.
    pub costs: Costs,
    /// Territories to fill, at least 1.
    pub territory_count: usize,
    /// Measures each unit has a value in.
    pub measure_count: usize,
    /// Unit-major values, each finite and at least 0.
    pub values: Vec<f64>,
    /// Territory-major least loads.
    pub lower: Vec<f64>,
    /// Territory-major largest loads; infinite where there is none.
    pub upper: Vec<f64>,
    /// Territory-major loads that are aimed at: what excess is measured by. Empty: the mean load.
    pub targets: Vec<f64>,
    /// How much an excess of each measure counts. Empty: 1 each.
    pub measure_weights: Vec<f64>,
    /// How much the square of a relative deviation from target counts inside the bounds, per measure, in mean costs
    /// of an average territory. Empty: not at all.
    pub evenness_weights: Vec<f64>,
    /// The largest load of the first measure that a territory served from each unit may carry, besides `upper`.
    pub centre_capacities: Option<Vec<f64>>,
    /// Each unit's neighbours, symmetric; empty lists are filled in by nearness.
    pub neighbours: Vec<Vec<u32>>,
    /// Whether each territory must be in one piece, by the neighbours.
    pub is_contiguous: bool,
    /// What a pair of neighbours in different territories costs, in mean costs.
    pub border_weight: f64,
    /// Per unit, the territory it must stay in, or [`NONE`]. Empty: all are free.
    pub fixed: Vec<u32>,
    /// Per territory, whether it takes nothing in. Empty: all are open.
    pub closed: Vec<bool>,
    /// Per territory, the unit that must be its centre, or [`NONE`]. Empty: none.
    pub fixed_centres: Vec<u32>,
    /// Pairs of a unit and a territory that must not come together, ascending.
    pub forbidden: Vec<(u32, u32)>,
    /// Per territory, a place that draws it, in the coordinates of the costs. Empty: none.
    pub homes: Vec<Option<[f64; 3]>>,
    /// How much the distance to that place counts beside the cost to the centre.
    pub home_weight: f64,
    /// Per unit, the territory that has it today, or [`NONE`]. Empty: none.
    pub today: Vec<u32>,
    /// Whether the search sets out from today's plan and amends it, rather than from a blank map.
    pub starts_today: bool,
    /// What a change of hands costs, in mean costs.
    pub change_weight: f64,
    /// Per unit, what its change of hands uses up of the allowance. Empty: nothing.
    pub change_amounts: Vec<f64>,
    /// Per unit, what territories have of it today, in what `change_amounts` count: names are given by it. Empty: each has
    /// those that are its own today, with their amounts.
    pub held_today: Vec<Vec<(u32, f64)>>,
    /// What may be used up.
    pub change_allowance: f64,
    /// Seed of every random choice.
    pub seed: u64,
}

impl CentredProblem {
    /// A problem of costs and bounds alone.
    #[must_use]
    pub fn new(costs: Costs, territory_count: usize, values: Vec<f64>, lower: Vec<f64>, upper: Vec<f64>) -> Self {
        Self {
            measure_count: if costs.unit_count() == 0 { 0 } else { values.len() / costs.unit_count() },
            neighbours: vec![Vec::new(); costs.unit_count()],
            costs,
            territory_count,
            values,
            lower,
            upper,
            targets: Vec::new(),
            measure_weights: Vec::new(),
            evenness_weights: Vec::new(),
            centre_capacities: None,
            is_contiguous: false,
            border_weight: 0.0,
            fixed: Vec::new(),
            closed: Vec::new(),
            fixed_centres: Vec::new(),
            forbidden: Vec::new(),
            homes: Vec::new(),
            home_weight: 0.0,
            today: Vec::new(),
            starts_today: false,
            change_weight: 0.0,
            change_amounts: Vec::new(),
            held_today: Vec::new(),
            change_allowance: f64::INFINITY,
            seed: 1,
        }
    }

    /// Units there are.
    #[must_use]
    pub fn unit_count(&self) -> usize {
        self.costs.unit_count()
    }
}
