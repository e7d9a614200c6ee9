//! Units that move as one: those that stay together, or one alone.

use super::cleaned::Cleaned;
use super::problem::DesignProblem;
use super::reconciled::{groups, holder};

/// Units that move as one.
pub(crate) struct Bundle {
    /// In order; at least one.
    pub(crate) units: Vec<u32>,
    /// Per measure, what they come to.
    pub(crate) values: Vec<f64>,
    /// The territory that one of them, and so all of them, may not leave.
    pub(crate) held_by: Option<u32>,
}

/// All that moves as one in a problem without wishes that contradict each other, in the order of their first units.
pub(crate) fn bundles(problem: &DesignProblem, cleaned: &Cleaned) -> Vec<Bundle> {
    let mut groups = groups(problem);
    let mut bundles = Vec::new();
    for (number, unit) in (0_u32..).zip(&problem.units) {
        let units = match unit.group {
            None => vec![number],
            Some(group) => match groups.remove(&group) {
                Some(units) => units,
                None => continue,
            },
        };
        let sum = |measure: usize| units.iter().map(|&unit| cleaned.value(unit as usize, measure)).sum();
        let values = (0..cleaned.measure_count).map(sum).collect();
        let held_by = units.iter().find_map(|&unit| holder(problem, unit as usize));
        bundles.push(Bundle { units, values, held_by });
    }
    bundles
}
