//! Reads the question's list of nodes into a tree. What cannot stand in it (a parent that does not exist, a ring, a
//! second company, a key that is there twice) is named and left out with all below it. No recursion, so that a chain of
//! any length is read.

use std::collections::HashMap;

use super::answer::PlacedNode;
use super::findings::{Field, Place, QuotaFinding, QuotaFindingKind};
use super::question::{NodeKey, NodeKind, QuotaNode};

/// The tree, and what was noticed.
pub(super) struct Tree {
    /// Each node after its parent.
    pub(super) nodes: Vec<PlacedNode>,
    pub(super) left_out_rows: Vec<u32>,
    pub(super) found: Vec<QuotaFinding>,
}

/// What becomes of a row.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Open,
    Placed,
    LeftOut,
}

pub(super) fn read(nodes: &[QuotaNode]) -> Tree {
    let mut found = Vec::new();
    let tell = |row: usize, field: Field, kind: QuotaFindingKind| {
        let place = Place { node: Some(nodes[row].key.clone()), row: Some(row as u32), goal: None, field: Some(field) };
        QuotaFinding { place, kind }
    };
    let mut fates = vec![Fate::Open; nodes.len()];
    let mut rows: HashMap<&NodeKey, usize> = HashMap::with_capacity(nodes.len());
    for (row, node) in nodes.iter().enumerate() {
        if node.key.0.is_empty() {
            found.push(tell(row, Field::Key, QuotaFindingKind::EmptyKey));
            fates[row] = Fate::LeftOut;
        } else if rows.contains_key(&node.key) {
            found.push(tell(row, Field::Key, QuotaFindingKind::DuplicateKey));
            fates[row] = Fate::LeftOut;
        } else {
            rows.insert(&node.key, row);
        }
    }
    let mut company = None;
    let mut parents: Vec<Option<usize>> = vec![None; nodes.len()];
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (row, node) in nodes.iter().enumerate().filter(|(row, _)| fates[*row] == Fate::Open) {
        match &node.parent {
            None if company.is_none() => company = Some(row),
            None => found.push(tell(row, Field::Parent, QuotaFindingKind::SecondCompany)),
            Some(parent) => match rows.get(parent) {
                None => found.push(tell(row, Field::Parent, QuotaFindingKind::UnknownParent { parent: parent.clone() })),
                Some(&above) => {
                    parents[row] = Some(above);
                    children[above].push(row);
                }
            },
        }
    }
    let placed = company.map(|company| place(nodes, company, &children)).unwrap_or_default();
    if company.is_none() {
        found.push(QuotaFinding { place: Place::default(), kind: QuotaFindingKind::NoCompany });
    }
    for row in placed.iter().filter_map(|node| node.row) {
        fates[row as usize] = Fate::Placed;
    }
    for ring in rings(&parents, &fates) {
        let keys = ring.iter().map(|&row| nodes[row].key.clone()).collect();
        found.push(tell(ring[0], Field::Parent, QuotaFindingKind::Cycle { ring: keys }));
    }
    let left_out_rows = (0u32..).zip(&fates).filter(|(_, fate)| **fate != Fate::Placed).map(|(row, _)| row).collect();
    Tree { nodes: placed, left_out_rows, found }
}

/// The nodes below a company in depth-first order, a seat's holders before its children.
fn place(nodes: &[QuotaNode], company: usize, children: &[Vec<usize>]) -> Vec<PlacedNode> {
    let mut placed: Vec<PlacedNode> = Vec::with_capacity(nodes.len());
    let mut waiting: Vec<(usize, Option<usize>)> = vec![(company, None)];
    while let Some((row, parent)) = waiting.pop() {
        let node = &nodes[row];
        let at = placed.len();
        let level = parent.map_or(0, |parent| placed[parent].level + 1);
        if let Some(above) = parent.and_then(|parent| placed.get_mut(parent)) {
            if is_of_seat(node.kind, above.kind) { above.holders.push(at) } else { above.children.push(at) }
        }
        placed.push(PlacedNode {
            key: node.key.clone(),
            name: if node.name.is_empty() { node.key.0.clone() } else { node.name.clone() },
            kind: node.kind,
            row: Some(row as u32),
            parent,
            level,
            children: Vec::new(),
            holders: Vec::new(),
            activity: None,
            presence: None,
            shares_uncovered_time: false,
        });
        let by_time = |&&child: &&usize| is_of_seat(nodes[child].kind, node.kind);
        let others = children[row].iter().filter(|child| !by_time(child));
        let ordered: Vec<usize> = children[row].iter().filter(by_time).chain(others).copied().collect();
        waiting.extend(ordered.into_iter().rev().map(|child| (child, Some(at))));
    }
    placed
}

/// Whether a node shares its parent's amount by time.
fn is_of_seat(kind: NodeKind, parent: NodeKind) -> bool {
    parent == NodeKind::Seat && matches!(kind, NodeKind::Holder | NodeKind::Vacancy)
}

/// The rings among rows that are not placed, each from its first row up.
fn rings(parents: &[Option<usize>], fates: &[Fate]) -> Vec<Vec<usize>> {
    let mut rings = Vec::new();
    // The walk in which a row was seen; a walk that meets itself has found a ring.
    let mut seen_in: Vec<Option<usize>> = vec![None; parents.len()];
    for start in (0..parents.len()).filter(|&row| fates[row] == Fate::Open) {
        let mut row = Some(start);
        while let Some(at) = row {
            match seen_in[at] {
                None => {
                    seen_in[at] = Some(start);
                    row = parents[at];
                }
                Some(walk) => {
                    if walk == start {
                        rings.push(ring_from(parents, at));
                    }
                    break;
                }
            }
        }
    }
    rings
}

fn ring_from(parents: &[Option<usize>], start: usize) -> Vec<usize> {
    let mut ring = vec![start];
    let mut row = parents[start];
    while let Some(at) = row.filter(|&at| at != start) {
        ring.push(at);
        row = parents[at];
    }
    let first = ring.iter().enumerate().min_by_key(|(_, row)| **row).map_or(0, |(place, _)| place);
    ring.rotate_left(first);
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_rows(rows: &[(&str, NodeKind, Option<&str>)]) -> Tree {
        let nodes: Vec<QuotaNode> = rows.iter().map(|(key, kind, parent)| QuotaNode::new(*key, *kind, *parent)).collect();
        read(&nodes)
    }

    fn keys(tree: &Tree) -> Vec<&str> {
        tree.nodes.iter().map(|node| node.key.0.as_str()).collect()
    }

    fn codes(tree: &Tree) -> Vec<(&str, Option<u32>)> {
        tree.found.iter().map(|finding| (finding.kind.code(), finding.place.row)).collect()
    }

    #[test]
    fn nodes_come_after_their_parents_in_any_order_of_rows() {
        let tree = read_rows(&[
            ("A", NodeKind::Account, Some("S")),
            ("H", NodeKind::Holder, Some("S")),
            ("S", NodeKind::Seat, Some("C")),
            ("C", NodeKind::Company, None),
        ]);
        assert_eq!(keys(&tree), ["C", "S", "H", "A"]);
        assert_eq!((&tree.nodes[1].holders, &tree.nodes[1].children), (&vec![2], &vec![3]));
        assert_eq!(tree.nodes.iter().map(|node| node.level).collect::<Vec<_>>(), [0, 1, 2, 2]);
        assert!(tree.found.is_empty() && tree.left_out_rows.is_empty());
    }

    #[test]
    fn rings_are_named_once_and_left_out_with_all_below() {
        let group = NodeKind::Group;
        let tree = read_rows(&[
            ("C", NodeKind::Company, None),
            ("below", group, Some("y")),
            ("x", group, Some("z")),
            ("y", group, Some("x")),
            ("z", group, Some("y")),
            ("self", group, Some("self")),
        ]);
        assert_eq!(keys(&tree), ["C"]);
        assert_eq!(codes(&tree), [("cycle", Some(2)), ("cycle", Some(5))]);
        let ring: Vec<NodeKey> = ["x", "z", "y"].map(NodeKey::from).to_vec();
        assert_eq!(tree.found[0].kind, QuotaFindingKind::Cycle { ring });
        assert_eq!(tree.left_out_rows, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn broken_rows_are_named() {
        let group = NodeKind::Group;
        let tree = read_rows(&[
            ("C", NodeKind::Company, None),
            ("a", group, Some("nowhere")),
            ("b", group, Some("a")),
            ("D", NodeKind::Company, None),
            ("C", group, Some("C")),
            ("", group, Some("C")),
        ]);
        assert_eq!(keys(&tree), ["C"]);
        assert_eq!(
            codes(&tree),
            [("duplicate-key", Some(4)), ("empty-key", Some(5)), ("unknown-parent", Some(1)), ("second-company", Some(3))]
        );
        assert_eq!(codes(&read_rows(&[])), [("no-company", None)]);
    }

    #[test]
    fn a_chain_of_any_length_is_read() {
        let mut nodes = vec![QuotaNode::new("0", NodeKind::Company, None)];
        nodes.extend((1..50_000).map(|row| QuotaNode::new(row.to_string(), NodeKind::Group, Some(&(row - 1).to_string()))));
        assert_eq!(read(&nodes).nodes.len(), 50_000);
    }
}
