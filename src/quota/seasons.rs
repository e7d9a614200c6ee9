//! Which season each node goes by for a goal: its own, that of the nearest node above, the goal's, or none.

use super::answer::{PlacedNode, ResolvedSeason};
use super::figures::Known;
use super::findings::{Field, Place, QuotaFinding, QuotaFindingKind};
use super::question::{Goal, QuotaQuestion};
use super::schedule::Season;

/// The seasons in use, and for each node the place of its own.
pub(super) fn resolve(
    question: &QuotaQuestion,
    goal: &Goal,
    nodes: &[PlacedNode],
    known: &[Known],
    found: &mut Vec<QuotaFinding>,
) -> (Vec<ResolvedSeason>, Vec<u32>) {
    let mut resolved = vec![ResolvedSeason { name: None, weights: Season::FLAT }];
    let mut place_of = |name: &String, node: Option<&PlacedNode>| -> u32 {
        if let Some(at) = resolved.iter().position(|season| season.name.as_ref() == Some(name)) {
            return at as u32;
        }
        let mut place = Place { goal: Some(goal.key.clone()), field: Some(Field::Season), ..Place::default() };
        let Some(season) = question.seasons.get(name) else {
            (place.node, place.row) = (node.map(|node| node.key.clone()), node.and_then(|node| node.row));
            found.push(QuotaFinding { place, kind: QuotaFindingKind::UnknownSchedule { name: name.clone() } });
            return 0;
        };
        let (weights, noticed) = season.months(name);
        found.extend(noticed.into_iter().map(|finding| QuotaFinding { place: place.clone(), ..finding }));
        resolved.push(ResolvedSeason { name: Some(name.clone()), weights });
        resolved.len() as u32 - 1
    };
    let of_goal = goal.season.as_ref().map_or(0, |name| place_of(name, None));
    let mut season_of: Vec<u32> = Vec::with_capacity(nodes.len());
    for (node, known) in nodes.iter().zip(known) {
        let own = known.goal.and_then(|goal| goal.season.as_ref()).or_else(|| known.node.and_then(|node| node.season.as_ref()));
        season_of.push(match own {
            Some(name) => place_of(name, Some(node)),
            None => node.parent.map_or(of_goal, |parent| season_of[parent]),
        });
    }
    (resolved, season_of)
}
