//! What must hold for any tree, target, season, calendar, lock and set of people.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::invariants::broken;
use super::samples::{company, fiscal_year, question};
use super::*;
use crate::domain::fiscal::MONTHS;
use crate::domain::{CalendarKind, CivilDate};

/// A node of a random tree: where it hangs, what it is, and its figures.
#[derive(Clone, Debug)]
struct Sketch {
    parent: prop::sample::Index,
    kind: usize,
    figure: u32,
    lock: Option<i64>,
    cushion: Option<f64>,
    from_day: Option<i32>,
    until_day: Option<i32>,
    method: usize,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let parts = (
        any::<prop::sample::Index>(),
        0usize..6,
        prop_oneof![Just(0u32), 1u32..1_000_000],
        prop::option::weighted(0.15, 0i64..2_000_000),
        prop::option::weighted(0.2, 0.0f64..0.3),
        prop::option::of(-100i32..400),
        prop::option::of(-20i32..450),
        0usize..8,
    );
    parts.prop_map(|(parent, kind, figure, lock, cushion, from_day, until_day, method)| Sketch {
        parent,
        kind,
        figure,
        lock,
        cushion,
        from_day,
        until_day,
        method,
    })
}

fn method(number: usize) -> Option<Method> {
    let part = |measure, weight| BlendPart { measure, weight };
    Some(match number {
        0 => Method::Equal,
        1 => Method::By(Measure::Potential),
        2 => Method::By(Measure::History(BTreeMap::from([(1402, 1.0), (1403, 2.0)]))),
        3 => Method::Blend(vec![part(Measure::Potential, 0.6), part(Measure::Workload, 0.4), part(Measure::One, 0.1)]),
        4 => Method::UniformGrowth { year: 1403, growth: 0.1 },
        5 => Method::GrowthByPotential { year: 1403, by: GrowthBasis::Headroom },
        _ => return None,
    })
}

/// A question from sketches; kinds that make no sense where they hang are part of it.
fn asked(
    calendar: CalendarKind,
    first_month: u8,
    target: i64,
    season: [f64; MONTHS],
    is_shared: bool,
    sketches: &[Sketch],
) -> QuotaQuestion {
    let mut asked = question(target, Method::By(Measure::Potential));
    asked.fiscal_year = fiscal_year(calendar, if calendar == CalendarKind::SolarHijri { 1403 } else { 2024 }, first_month);
    asked.uncovered_time = if is_shared { UncoveredTime::Shared } else { UncoveredTime::Kept };
    asked.seasons.insert("year".to_owned(), Season::by_month(season));
    asked.goals[0].season = Some("year".to_owned());
    asked.goals[0].cushions_by_level = BTreeMap::from([(0, 0.1), (2, 0.07)]);
    asked.ramps.insert("new".to_owned(), Ramp { shares: vec![0.0, 0.4, 0.7] });
    asked.default_ramp = Some("new".to_owned());
    let date = |day: i32| CivilDate::from_unix_day(calendar, asked.fiscal_year.first_day() + day);
    for (at, sketch) in sketches.iter().enumerate() {
        let kind = [NodeKind::Group, NodeKind::Seat, NodeKind::Holder, NodeKind::Holder, NodeKind::Account, NodeKind::Vacancy][sketch.kind];
        let parent = asked.nodes[sketch.parent.index(asked.nodes.len())].key.0.clone();
        let mut node = QuotaNode::new(format!("N{at}"), kind, Some(&parent));
        if sketch.figure > 0 {
            node.figures.potential = Some(f64::from(sketch.figure));
            node.figures.history = BTreeMap::from([(1403, f64::from(sketch.figure % 977))]);
        }
        node.cushion = sketch.cushion;
        let lock = sketch.lock.map(|amount| Lock { amount, reason: String::new() });
        node.goals.insert("sales".into(), NodeGoal { lock, method: method(sketch.method), ..NodeGoal::default() });
        if kind == NodeKind::Holder {
            let (from, until) = (sketch.from_day.map(date), sketch.until_day.map(date));
            node.employment = Some(Employment { from, until, ..Employment::default() });
        }
        asked.nodes.push(node);
    }
    asked
}

fn question_of_any_kind() -> impl Strategy<Value = QuotaQuestion> {
    let calendar = prop_oneof![Just(CalendarKind::SolarHijri), Just(CalendarKind::Gregorian)];
    let season = prop::array::uniform12(prop_oneof![1 => Just(0.0), 5 => 0.1f64..9.0]);
    let target = prop_oneof![0i64..100, 0i64..100_000_000, 0i64..900_000_000_000];
    let parts = (calendar, 1u8..=12, target, season, any::<bool>(), prop::collection::vec(sketch(), 0..40));
    parts.prop_map(|(calendar, month, target, season, is_shared, sketches)| asked(calendar, month, target, season, is_shared, &sketches))
}

fn bases(answer: &QuotaAnswer) -> BTreeMap<String, (i64, i64, [i64; MONTHS], [i64; MONTHS])> {
    let nodes = answer.nodes.iter().zip(&answer.goals[0].nodes);
    nodes.map(|(node, outcome)| (node.key.0.clone(), (outcome.base, outcome.street, outcome.base_months, outcome.street_months))).collect()
}

/// Seats below a company, each with a potential, and a target to share out.
fn seats(target: i64, potentials: &[u32]) -> QuotaQuestion {
    let mut asked = question(target, Method::By(Measure::Potential));
    for (at, potential) in potentials.iter().enumerate() {
        let mut node = QuotaNode::new(format!("{at}"), NodeKind::Seat, Some("C"));
        node.figures.potential = Some(f64::from(*potential));
        asked.nodes.push(node);
    }
    asked
}

/// The same with a cushion from the company down, in thousandths.
fn with_cushion(mut asked: QuotaQuestion, thousandths: u32) -> QuotaQuestion {
    asked.goals[0].cushions_by_level = BTreeMap::from([(0, f64::from(thousandths) / 1_000.0)]);
    asked
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn everything_sums_exactly(asked in question_of_any_kind()) {
        prop_assert_eq!(broken(&asked, &allocate(&asked)), Vec::<String>::new());
    }

    #[test]
    fn the_order_of_rows_changes_nothing(asked in question_of_any_kind(), seed in any::<u64>()) {
        let mut shuffled = asked.clone();
        let mut state = seed | 1;
        for at in (1..shuffled.nodes.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.nodes.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(bases(&allocate(&asked)), bases(&allocate(&shuffled)));
    }

    #[test]
    fn months_of_locked_nodes_never_move(targets in prop::array::uniform2(0i64..1_000_000_000_000), potentials in prop::collection::vec(0u32..100_000, 2..20), locks in prop::collection::vec(0i64..1_000_000_000, 1..4), season in prop::array::uniform12(0.1f64..5.0), cushion in 0u32..200) {
        let locked = |target: i64, cushion: f64| {
            let mut asked = seats(target, &potentials);
            asked.seasons.insert("year".to_owned(), Season::by_month(season));
            asked.goals[0].season = Some("year".to_owned());
            asked.goals[0].cushions_by_level = BTreeMap::from([(0, cushion)]);
            for (node, amount) in asked.nodes[1..].iter_mut().zip(&locks) {
                node.goals.insert("sales".into(), NodeGoal { lock: Some(Lock { amount: *amount, reason: String::new() }), ..NodeGoal::default() });
            }
            // A locked seat with somebody who comes in the course of the year.
            let mut holder = QuotaNode::new("H0", NodeKind::Holder, Some("0"));
            let from = CivilDate::from_unix_day(CalendarKind::SolarHijri, asked.fiscal_year.first_day() + 100);
            holder.employment = Some(Employment { from: Some(from), ..Employment::default() });
            asked.nodes.push(holder);
            bases(&allocate(&asked))
        };
        let keys = (0..locks.len().min(potentials.len())).map(|at| at.to_string()).chain(["H0".to_owned()]);
        let (one, other) = (locked(targets[0], 0.0), locked(targets[1], 0.0));
        let (one_above, other_above) = (locked(targets[0], f64::from(cushion) / 1_000.0), locked(targets[1], f64::from(cushion) / 1_000.0));
        for key in keys {
            prop_assert_eq!(&one[&key], &other[&key]);
            // Streets of siblings sum exactly, so that one may be a unit off; the base is what the lock says.
            prop_assert_eq!((one_above[&key].0, one_above[&key].2), (other_above[&key].0, other_above[&key].2));
        }
    }

    #[test]
    fn sellers_who_change_figures_change_quotas(target in 0i64..1_000_000_000, potentials in prop::collection::btree_set(1u32..100_000, 2..30), turn in 0usize..30, cushion in 0u32..300) {
        let potentials: Vec<u32> = potentials.into_iter().collect();
        let mut turned = potentials.clone();
        turned.rotate_left(turn % potentials.len());
        let (answer, other) = (allocate(&with_cushion(seats(target, &potentials), cushion)), allocate(&with_cushion(seats(target, &turned), cushion)));
        for (at, potential) in turned.iter().enumerate() {
            let before = potentials.iter().position(|other| other == potential).unwrap();
            prop_assert_eq!(bases(&other)[&at.to_string()], bases(&answer)[&before.to_string()]);
        }
        prop_assert_eq!(other.goals[0].nodes[0].base_months, answer.goals[0].nodes[0].base_months);
    }

    #[test]
    fn scaling_inputs_scales_quotas(target in 0i64..1_000_000_000, potentials in prop::collection::vec(0u32..100_000, 1..30), factor in 2i64..1_000, cushion in 0u32..300) {
        let answer = allocate(&with_cushion(seats(target, &potentials), cushion));
        let larger = allocate(&with_cushion(seats(target * factor, &potentials), cushion));
        let mut in_other_units = with_cushion(seats(target, &potentials), cushion);
        for node in &mut in_other_units.nodes {
            node.figures.potential = node.figures.potential.map(|potential| potential * 1_048_576.0);
        }
        prop_assert_eq!(bases(&allocate(&in_other_units)), bases(&answer));
        for at in 0..potentials.len() {
            let (small, large) = (&bases(&answer)[&at.to_string()], &bases(&larger)[&at.to_string()]);
            prop_assert!((large.0 - small.0 * factor).abs() <= factor, "{} of {} × {factor}", large.0, small.0);
            prop_assert!((large.1 - small.1 * factor).abs() <= 2 * factor, "street {} of {} × {factor}", large.1, small.1);
        }
    }

    #[test]
    fn months_of_the_company_follow_its_season_however_small_the_parts(counts in prop::collection::vec(0u32..30, 1..60), season in prop::array::uniform12(0.1f64..5.0)) {
        let mut asked = seats(counts.iter().map(|&count| i64::from(count)).sum(), &counts);
        asked.seasons.insert("year".to_owned(), Season::by_month(season));
        asked.goals[0].season = Some("year".to_owned());
        let answer = allocate(&asked);
        let (company, weights) = (&answer.goals[0].nodes[0], answer.goals[0].seasons[1].indices());
        for (month, weight) in company.base_months.iter().zip(weights) {
            let exact = company.base as f64 * weight / 12.0;
            prop_assert!((*month as f64 - exact).abs() < 3.0, "{month} for {exact}");
        }
    }

    #[test]
    fn a_leaver_adds_nothing_after_the_last_day(day in 0i32..365, season in prop::array::uniform12(0.1f64..5.0), is_shared in any::<bool>(), cushion in 0u32..300) {
        let mut asked = with_cushion(seats(1_000_000_007, &[5, 7]), cushion);
        asked.uncovered_time = if is_shared { UncoveredTime::Shared } else { UncoveredTime::Kept };
        asked.seasons.insert("year".to_owned(), Season::by_month(season));
        asked.goals[0].season = Some("year".to_owned());
        for seat in ["0", "1"] {
            let mut holder = QuotaNode::new(format!("H{seat}"), NodeKind::Holder, Some(seat));
            let last = CivilDate::from_unix_day(CalendarKind::SolarHijri, asked.fiscal_year.first_day() + day);
            holder.employment = Some(Employment { until: (seat == "0").then_some(last), ..Employment::default() });
            asked.nodes.push(holder);
        }
        let answer = allocate(&asked);
        let (_, _, months, street_months) = bases(&answer)["H0"];
        let last_month = asked.fiscal_year.month_index(asked.fiscal_year.first_day() + day).unwrap();
        prop_assert!(months[last_month + 1..].iter().chain(&street_months[last_month + 1..]).all(|&month| month == 0));
        prop_assert!(months[..=last_month].iter().any(|&month| month > 0));
        prop_assert_eq!(broken(&asked, &answer), Vec::<String>::new());
    }

    #[test]
    fn street_is_the_target_times_the_cushions(target in 0i64..900_000_000_000_000_000, shares in prop::collection::vec(0u32..400, 1..6)) {
        // Percentages to one decimal place, so that the exact product is a whole number of thousandths to a power.
        let mut asked = question(target, Method::Equal);
        for (at, share) in shares.iter().enumerate() {
            let parent = if at == 0 { "C".to_owned() } else { (at - 1).to_string() };
            asked.goals[0].cushions_by_level.insert(at as u32, f64::from(*share) / 1000.0);
            asked.nodes.push(QuotaNode::new(at.to_string(), NodeKind::Group, Some(&parent)));
        }
        let answer = allocate(&asked);
        let mut thousandths = target as u128;
        let mut scale: u128 = 1;
        for (at, share) in shares.iter().enumerate() {
            thousandths *= u128::from(1_000 + share);
            scale *= 1_000;
            prop_assert!(u128::from(answer.goals[0].nodes[at + 1].street.unsigned_abs()).abs_diff(thousandths / scale) <= 1);
        }
    }
}

#[test]
fn a_large_company_comes_out_exactly() {
    let asked = company(5, 8, 50);
    let answer = allocate(&asked);
    assert_eq!(broken(&asked, &answer), Vec::<String>::new());
    assert_eq!(answer.goals[1].target, 3_600_000_000_000_003);
    // Collection follows sales on every node that has no time of its own.
    let by_time = |node: &PlacedNode| matches!(node.kind, NodeKind::Holder | NodeKind::Vacancy);
    for place in (0..answer.nodes.len()).filter(|&place| !by_time(&answer.nodes[place])) {
        let [sales, collection] = [0, 1].map(|goal| answer.goals[goal].nodes[place].base);
        assert!((sales as f64 * 0.9 - collection as f64).abs() < 4.0, "{sales}, {collection}");
    }
}

#[test]
fn trees_of_any_shape_come_out() {
    // Many in a chain, and many beside each other.
    type Parent = fn(usize) -> Option<usize>;
    let shapes: [(usize, Parent); 2] = [(20_000, |node| node.checked_sub(1)), (5_000, |_| None)];
    for (count, parent_of) in shapes {
        let mut asked = question(900_000_000_000_000, Method::Equal);
        let key = |node: Option<usize>| node.map_or("C".to_owned(), |node| node.to_string());
        asked.nodes.extend((0..count).map(|node| QuotaNode::new(node.to_string(), NodeKind::Group, Some(&key(parent_of(node))))));
        let answer = allocate(&asked);
        assert_eq!(broken(&asked, &answer), Vec::<String>::new());
        assert_eq!(answer.goals[0].nodes[0].street_total, 900_000_000_000_000);
        assert!(explanation(&asked, &answer, &(count - 1).to_string().as_str().into(), &"sales".into()).is_some());
    }
}

#[test]
fn nine_hundred_thousand_million_million_lose_no_unit() {
    let target = 900_000_000_000_000_000;
    let mut asked = company(4, 5, 10);
    asked.goals[0].target = Target::Amount(target);
    let answer = allocate(&asked);
    assert_eq!(answer.goals[0].target, target);
    assert_eq!(broken(&asked, &answer), Vec::<String>::new());
}
