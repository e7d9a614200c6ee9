//! Who can carry an amount, and whom the cushion of a level is for: both go by what nodes are, not by figures.

use std::collections::BTreeMap;

use super::answer::PlacedNode;
use super::question::NodeKind;

/// Whether each node is or has below it a seat, a person, a line or a customer. Parents come before their children.
pub(super) fn bears(nodes: &[PlacedNode]) -> Vec<bool> {
    let mut bears = vec![false; nodes.len()];
    for (place, node) in nodes.iter().enumerate().rev() {
        let is_bearer = match node.kind {
            NodeKind::Seat | NodeKind::Holder | NodeKind::Line | NodeKind::Account => true,
            // A seat's vacancy is part of the seat; any other counts as a group.
            NodeKind::Vacancy => node.parent.is_some_and(|parent| nodes[parent].kind == NodeKind::Seat),
            NodeKind::Company | NodeKind::Group => false,
        };
        bears[place] = is_bearer || node.children.iter().chain(&node.holders).any(|&below| bears[below]);
    }
    bears
}

/// Whether each node goes without the cushion of its level. Where groups and territories stand at one level, the cushion is
/// the groups': a territory that handed it on would ask its people for more than its own quota says, and than the
/// territories in teams ask of theirs.
pub(super) fn passed_over(nodes: &[PlacedNode]) -> Vec<bool> {
    let rank = |kind: NodeKind| match kind {
        NodeKind::Company | NodeKind::Group => 0,
        NodeKind::Seat => 1,
        NodeKind::Holder | NodeKind::Vacancy | NodeKind::Line | NodeKind::Account => 2,
    };
    let hands_out = |node: &PlacedNode| !node.children.is_empty() || !node.holders.is_empty();
    let mut of_level: BTreeMap<u32, u8> = BTreeMap::new();
    for node in nodes.iter().filter(|node| hands_out(node)) {
        let first = of_level.entry(node.level).or_insert(u8::MAX);
        *first = (*first).min(rank(node.kind));
    }
    let is_later = |node: &PlacedNode| of_level.get(&node.level).is_some_and(|&first| rank(node.kind) > first);
    nodes.iter().map(|node| hands_out(node) && is_later(node)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use crate::quota::samples::question;
    use crate::quota::{
        Lock, Method, NodeGoal, NodeKey, NodeKind, QuotaAnswer, QuotaFindingKind as Kind, QuotaNode, QuotaQuestion, allocate,
    };

    fn with(target: i64, nodes: &[(&str, NodeKind, &str)]) -> QuotaQuestion {
        let mut asked = question(target, Method::Equal);
        let company = asked.nodes[0].key.0.clone();
        for &(key, kind, parent) in nodes {
            asked.nodes.push(QuotaNode::new(key, kind, Some(if parent.is_empty() { &company } else { parent })));
        }
        asked
    }

    fn base(answer: &QuotaAnswer, key: &str) -> i64 {
        answer.goals[0].nodes[answer.places()[&NodeKey::from(key)]].base
    }

    fn kinds(answer: &QuotaAnswer) -> Vec<&Kind> {
        // What is told of people without times is beside the point.
        let kinds = answer.findings.iter().map(|finding| &finding.kind);
        kinds.filter(|kind| matches!(kind, Kind::EmptyGroups { .. } | Kind::LevelCushionPassedOver { .. })).collect()
    }

    const TEAMS: [(&str, NodeKind, &str); 6] = [
        ("east", NodeKind::Group, ""),
        ("west", NodeKind::Group, ""),
        ("inner", NodeKind::Group, "east"),
        ("seat", NodeKind::Seat, "west"),
        ("person", NodeKind::Holder, "seat"),
        ("alone", NodeKind::Seat, ""),
    ];

    #[test]
    fn a_team_with_nobody_below_gets_nothing_and_is_told() {
        let answer = allocate(&with(1_000, &TEAMS));
        assert_eq!((base(&answer, "east"), base(&answer, "inner")), (0, 0));
        assert_eq!((base(&answer, "seat"), base(&answer, "alone")), (500, 500));
        assert_eq!(kinds(&answer), [&Kind::EmptyGroups { count: 1, amount: 0, first: "east".into() }], "told once, where it stands");
    }

    #[test]
    fn what_a_locked_empty_team_holds_is_told_as_carried_by_nobody() {
        let mut asked = with(1_000, &TEAMS);
        let east = asked.nodes.iter_mut().find(|node| node.key == "east".into()).unwrap();
        let lock = Some(Lock { amount: 250, reason: String::new() });
        east.goals.insert("sales".into(), NodeGoal { lock, ..NodeGoal::default() });
        let answer = allocate(&asked);
        assert_eq!((base(&answer, "east"), base(&answer, "seat"), base(&answer, "alone")), (250, 375, 375));
        assert!(kinds(&answer).contains(&&Kind::EmptyGroups { count: 1, amount: 250, first: "east".into() }));
    }

    #[test]
    fn a_tree_of_teams_alone_is_shared_out_and_told() {
        let answer = allocate(&with(1_000, &TEAMS[..3]));
        assert_eq!((base(&answer, "east"), base(&answer, "west"), base(&answer, "inner")), (500, 500, 500));
        assert_eq!(kinds(&answer), [&Kind::EmptyGroups { count: 2, amount: 1_000, first: "east".into() }]);
    }

    #[test]
    fn the_cushion_of_a_level_of_teams_is_not_that_of_territories_beside_them() {
        let mut asked = with(1_000, &TEAMS[1..]);
        asked.nodes.retain(|node| node.key != "inner".into());
        asked.nodes.push(QuotaNode::new("somebody", NodeKind::Holder, Some("alone")));
        asked.goals[0].cushions_by_level = BTreeMap::from([(1, 0.1)]);
        let answer = allocate(&asked);
        let street = |key: &str| answer.goals[0].nodes[answer.places()[&NodeKey::from(key)]].street;
        assert_eq!((street("seat"), street("person")), (550, 550));
        assert_eq!((street("alone"), street("somebody")), (500, 500), "nobody is asked for more than the territory's quota says");
        assert_eq!(kinds(&answer), [&Kind::LevelCushionPassedOver { level: 1, count: 1, first: "alone".into() }]);
        let mut even = with(1_000, &[("one", NodeKind::Seat, ""), ("person", NodeKind::Holder, "one")]);
        even.goals[0].cushions_by_level = BTreeMap::from([(1, 0.1)]);
        let answer = allocate(&even);
        assert_eq!(
            answer.goals[0].nodes[answer.places()[&NodeKey::from("person")]].street,
            1_100,
            "where all stand alike, the level's counts"
        );
    }
}
