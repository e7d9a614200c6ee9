//! A territory design whose answer must be the same everywhere; used natively and in the browser.

use qalamro::territory::adjacency::of_places;
use qalamro::territory::{DesignProblem, MeasureGoal, Position, Search, Start, Unit};

/// What the search must answer: the territories of all customers, and the mean way to their middles, bit for bit.
pub const EXPECTED: [u64; 2] = [8_516_225_191_795_469_038, 4_640_272_396_119_460_015];

/// What it answers here.
pub fn found() -> [u64; 2] {
    let mut state = 2_026_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut unit = |number: u32| {
        let (latitude_degrees, longitude_degrees) = (28.0 + draw(900) as f64 / 100.0, 47.0 + draw(1_200) as f64 / 100.0);
        Unit {
            position: Some(Position { latitude_degrees, longitude_degrees }),
            values: vec![1.0 + draw(50) as f64, 1.0 + draw(9) as f64],
            today: Some(number % 6),
            fixed: number.is_multiple_of(40),
            group: None,
        }
    };
    let units: Vec<Unit> = (0..120).map(&mut unit).collect();
    let places: Vec<Option<Position>> = units.iter().map(|unit| unit.position).collect();
    let goal = MeasureGoal { weight: 1.0, tolerance_share: 0.05 };
    let problem = DesignProblem {
        neighbours: of_places(&places).neighbours,
        is_contiguous: true,
        start: Start::Today,
        seed: 7,
        ..DesignProblem::with_equal_shares(units, 6, vec![goal.clone(), goal])
    };
    let mut search = Search::with_effort(problem, 0.2);
    search.finish();
    let best = search.best();
    // Fowler, Noll, Vo: FNV-1a.
    let hash = |hash: u64, owner: &Option<u32>| (hash ^ owner.map_or(u64::MAX, u64::from)).wrapping_mul(0x0100_0000_01b3);
    [best.assignment.iter().fold(0xcbf2_9ce4_8422_2325, hash), best.measures.dispersion_km.to_bits()]
}
