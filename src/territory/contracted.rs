//! Units that stay together, made one for a reorganisation: whole areas are carved out, halved and given away like single
//! customers. The search has its own way ([`super::search`]), which also brings together what lies apart; here only what
//! has one owner is made one, and what lies apart stays bound.

use std::collections::BTreeMap;

use super::position::{Point, centroid};
use super::problem::{DesignProblem, TerritoryTarget, Unit};

/// A problem of joined units.
pub(super) struct Contracted {
    /// The problem.
    pub(super) problem: DesignProblem,
    /// The owner of each joined unit.
    pub(super) assignment: Vec<Option<u32>>,
    /// Per unit of the problem as it was, the joined one it is part of; numbered in order of first appearance.
    part_of: Vec<u32>,
}

impl Contracted {
    /// Joins the units of a group that have the same owner; `None` where there are none to join. Those that `is_marked`
    /// are not joined with others.
    pub(super) fn new(problem: &DesignProblem, assignment: &[Option<u32>], is_marked: impl Fn(u32) -> bool) -> Option<Contracted> {
        let owner = |unit: u32| assignment.get(unit as usize).copied().flatten();
        let mut known: BTreeMap<(u32, Option<u32>, bool), u32> = BTreeMap::new();
        let mut parts: Vec<Vec<u32>> = Vec::new();
        let mut part_of = Vec::with_capacity(problem.units.len());
        for (number, unit) in (0_u32..).zip(&problem.units) {
            let next = parts.len() as u32;
            let part = unit.group.map_or(next, |group| *known.entry((group, owner(number), is_marked(number))).or_insert(next));
            if part == next {
                parts.push(Vec::new());
            }
            parts[part as usize].push(number);
            part_of.push(part);
        }
        if parts.len() == problem.units.len() {
            return None;
        }
        let mut part_counts: BTreeMap<u32, u32> = BTreeMap::new();
        known.keys().for_each(|(group, ..)| *part_counts.entry(*group).or_default() += 1);
        let units = parts.iter().map(|units| {
            let first = &problem.units[units[0] as usize];
            // A group that lies apart stays bound.
            let group = first.group.filter(|group| part_counts.get(group).is_some_and(|count| *count > 1));
            joined(problem, units, owner(units[0]), group)
        });
        let units: Vec<Unit> = units.collect();
        let mapped = |unit: u32| part_of.get(unit as usize).copied();
        let mut neighbours = vec![Vec::new(); if problem.neighbours.is_empty() { 0 } else { parts.len() }];
        for (unit, list) in (0_u32..).zip(&problem.neighbours) {
            let Some(own) = mapped(unit) else { break };
            neighbours[own as usize].extend(list.iter().filter_map(|&near| mapped(near)).filter(|&near| near != own));
        }
        for list in &mut neighbours {
            list.sort_unstable();
            list.dedup();
        }
        let territories =
            problem.territories.iter().map(|target| TerritoryTarget { centre: target.centre.and_then(mapped), ..target.clone() });
        let contracted = DesignProblem {
            units,
            neighbours,
            territories: territories.collect(),
            forbidden: problem.forbidden.iter().filter_map(|&(unit, territory)| Some((mapped(unit)?, territory))).collect(),
            ..problem.clone()
        };
        let assignment = parts.iter().map(|units| owner(units[0])).collect();
        Some(Contracted { problem: contracted, assignment, part_of })
    }

    /// The joined units of these.
    pub(super) fn parts_of(&self, units: &[u32]) -> Vec<u32> {
        units.iter().filter_map(|&unit| self.part_of.get(unit as usize).copied()).collect()
    }

    /// An answer in the terms of the problem as it was.
    pub(super) fn expanded(&self, answer: &[Option<u32>]) -> Vec<Option<u32>> {
        self.part_of.iter().map(|&part| answer.get(part as usize).copied().flatten()).collect()
    }
}

/// Units of one owner as one: it counts for all, lies in their middle, and is held where one of them is.
fn joined(problem: &DesignProblem, units: &[u32], owner: Option<u32>, group: Option<u32>) -> Unit {
    if let [unit] = units {
        return Unit { group, ..problem.units[*unit as usize].clone() };
    }
    let all = || units.iter().map(|&unit| &problem.units[unit as usize]);
    let mut values = vec![0.0; problem.measures.len()];
    for unit in all() {
        for (sum, value) in values.iter_mut().zip(&unit.values) {
            *sum += super::cleaned::clean_value(Some(value));
        }
    }
    let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
    all().filter_map(|unit| unit.today).for_each(|today| *votes.entry(today).or_default() += 1);
    // What one of them keeps of today, all keep.
    let today = owner.filter(|owner| votes.contains_key(owner));
    let most = || votes.iter().max_by(|one, other| one.1.cmp(other.1).then(other.0.cmp(one.0))).map(|(today, _)| *today);
    let places = all().filter_map(|unit| unit.position.filter(|place| place.is_valid())).map(Point::from);
    Unit {
        position: centroid(places).map(|point| point.position()),
        values,
        today: today.or_else(most),
        fixed: all().any(|unit| unit.fixed),
        group,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::territory::Position;
    use crate::territory::problem::MeasureGoal;

    #[test]
    fn what_stays_together_under_one_owner_is_one() {
        let unit = |longitude_degrees: f64, group: Option<u32>, today: Option<u32>| Unit {
            position: Some(Position { latitude_degrees: 0.0, longitude_degrees }),
            values: vec![longitude_degrees],
            today,
            group,
            ..Unit::default()
        };
        let units = vec![
            unit(1.0, Some(7), Some(0)),
            unit(2.0, None, Some(0)),
            unit(3.0, Some(7), Some(1)),
            unit(5.0, Some(8), Some(1)),
            unit(6.0, Some(8), Some(0)),
        ];
        let mut problem = DesignProblem::with_equal_shares(units, 2, vec![MeasureGoal { weight: 1.0, tolerance_share: 0.1 }]);
        problem.neighbours = vec![vec![1, 2], vec![0, 3], vec![0, 4], vec![1], vec![2]];
        problem.forbidden = vec![(2, 1)];
        problem.territories[1].centre = Some(3);
        problem.units[0].fixed = true;
        let assignment = [0, 0, 0, 1, 0].map(Some);
        let contracted = Contracted::new(&problem, &assignment, |_| false).unwrap();
        let joined = &contracted.problem.units;
        assert_eq!(joined.iter().map(|unit| unit.values[0]).collect::<Vec<_>>(), [4.0, 2.0, 5.0, 6.0]);
        assert_eq!(joined.iter().map(|unit| unit.group).collect::<Vec<_>>(), [None, None, Some(8), Some(8)], "one lies apart");
        assert_eq!((joined[0].today, joined[0].fixed), (Some(0), true));
        assert!((joined[0].position.unwrap().longitude_degrees - 2.0).abs() < 1e-9);
        assert_eq!(contracted.problem.neighbours, [vec![1, 3], vec![0, 2], vec![1], vec![0]]);
        assert_eq!((&contracted.problem.forbidden[..], contracted.problem.territories[1].centre), (&[(0, 1)][..], Some(2)));
        assert_eq!(contracted.assignment, [0, 0, 1, 0].map(Some));
        assert_eq!(contracted.expanded(&[Some(1), None, Some(0), Some(1)]), [Some(1), None, Some(1), Some(0), Some(1)]);
        assert_eq!(contracted.parts_of(&[2, 4, 9]), [0, 3]);
        let marked = Contracted::new(&problem, &assignment, |unit| unit == 2);
        assert!(marked.is_none(), "nothing is left to join");
    }
}
