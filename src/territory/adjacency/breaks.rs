//! Breaks between places: links of the shortest spanning tree that are by far longer than all others, to an island or to
//! another land. They part the places; of the edges between two parts the shortest alone is left. Cities far from each
//! other are no breaks: of them there are too many, each as far as the next.

use std::collections::BTreeMap;

/// Two places, by their numbers.
pub(super) type Edge = (usize, usize);

/// A link leads over a break when it is so many times as long as the longest that does not.
const BREAK_TIMES: f64 = 4.0;

/// No link shorter than this leads over a break, km.
const LEAST_BREAK_KM: f64 = 30.0;

/// More long links than this are no breaks: then the places are cities far from each other.
const MOST_BREAKS: usize = 3;

/// Edges without those over breaks, and the links over breaks: between two parts the shortest.
pub(super) fn with_breaks(plane: &[[f64; 2]], mut edges: Vec<Edge>) -> (Vec<Edge>, Vec<Edge>) {
    let squared = |&(one, other): &Edge| {
        let (dx, dy) = (plane[one][0] - plane[other][0], plane[one][1] - plane[other][1]);
        dx * dx + dy * dy
    };
    edges.iter_mut().for_each(|edge| *edge = (edge.0.min(edge.1), edge.0.max(edge.1)));
    edges.sort_by(|one, other| squared(one).total_cmp(&squared(other)).then(one.cmp(other)));
    edges.dedup();
    // The shortest spanning tree, from its shortest link on (Kruskal 1956).
    let mut parts = Parts::new(plane.len());
    let tree: Vec<Edge> = edges.iter().copied().filter(|&(one, other)| parts.join(one, other)).collect();
    let length_km = |at: usize| squared(&tree[at]).sqrt();
    let is_break = |far: usize| {
        let first = tree.len() - far;
        length_km(first) >= LEAST_BREAK_KM && length_km(first) >= BREAK_TIMES * length_km(first - 1)
    };
    let Some(far) = (1..=MOST_BREAKS.min(tree.len().saturating_sub(1))).rev().find(|&far| is_break(far)) else {
        return (edges, Vec::new());
    };
    let mut parts = Parts::new(plane.len());
    for &(one, other) in &tree[..tree.len() - far] {
        parts.join(one, other);
    }
    let mut links: BTreeMap<(usize, usize), Edge> = BTreeMap::new();
    // The shortest of each pair comes first.
    edges.retain(|&(one, other)| {
        let (here, there) = (parts.root(one), parts.root(other));
        if here != there {
            links.entry((here.min(there), here.max(there))).or_insert((one, other));
        }
        here == there
    });
    (edges, links.into_values().collect())
}

/// Places joined into parts; the lowest place of a part stands for it.
struct Parts(Vec<usize>);

impl Parts {
    fn new(count: usize) -> Parts {
        Parts((0..count).collect())
    }

    fn root(&mut self, mut place: usize) -> usize {
        while self.0[place] != place {
            self.0[place] = self.0[self.0[place]];
            place = self.0[place];
        }
        place
    }

    /// Joins the parts of two places; whether they were two.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
        one != other
    }
}

#[cfg(test)]
mod tests {
    use crate::territory::adjacency::{of_places, parts};
    use crate::territory::position::Position;

    fn at(latitude_degrees: f64, longitude_degrees: f64) -> Option<Position> {
        Some(Position { latitude_degrees, longitude_degrees })
    }

    #[test]
    fn a_break_is_bridged_once_and_told() {
        // Two lands of five by five places, 11 km apart each, with 400 km of sea between; a small island further on.
        let land = |west: f64| (0..25).map(move |number| at(30.0 + f64::from(number / 5) * 0.1, west + f64::from(number % 5) * 0.1));
        let mut places: Vec<_> = land(50.0).chain(land(54.5)).collect();
        places.extend([at(30.2, 58.0), at(30.2, 58.05)]);
        let graph = of_places(&places);
        assert!(parts(&graph.neighbours).iter().all(|part| *part == 0));
        let told: Vec<(u32, u32)> = graph.bridges.iter().map(|bridge| (bridge.one, bridge.other)).collect();
        assert_eq!(told.len(), 2, "{:?}", graph.bridges);
        assert!(told[0].0 % 5 == 4 && told[0].0 < 25 && told[0].1 == told[0].0 + 21, "{told:?}");
        assert_eq!(told[1].1, 50);
        assert!((graph.bridges[0].length_km - 395.0).abs() < 3.0, "{:?}", graph.bridges);
        let over = (0..25).flat_map(|node| &graph.neighbours[node]).filter(|other| **other >= 25).count();
        assert_eq!(over, 1, "the bridge is the only way over");
    }

    #[test]
    fn cities_far_from_each_other_and_villages_near_are_no_breaks() {
        let crowd = |latitude: f64, longitude: f64| vec![at(latitude, longitude); 8];
        let cities: Vec<_> = [(35.7, 51.4), (32.6, 51.7), (29.6, 52.5), (38.1, 46.3), (36.3, 59.6), (31.3, 48.7)]
            .into_iter()
            .flat_map(|(latitude, longitude)| crowd(latitude, longitude))
            .collect();
        assert_eq!(of_places(&cities).bridges, []);
        let villages: Vec<_> = crowd(35.0, 51.0).into_iter().chain(crowd(35.1, 51.1)).collect();
        assert_eq!(of_places(&villages).bridges, []);
        assert_eq!(of_places(&cities[..16]).bridges.len(), 1, "two of them, with nothing between");
        assert_eq!(of_places(&cities[..1]).bridges.len() + of_places(&[]).bridges.len(), 0);
    }
}
