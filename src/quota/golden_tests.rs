//! Published worked examples with their sources: what a reader can work out by hand must come out here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use super::capacity::{SellerGroup, expected_loss, seller_months};
use super::cushion::{attainment_factor, compounded, over_assignment};
use super::hiring::sellers_needed;
use super::samples::question;
use super::schedule::normalised_indices;
use super::team_size::{SalesResponse, WorkloadClass, by_breakdown, by_marginal_return, by_workload};
use super::*;
use crate::domain::fiscal::MONTHS;

fn assert_near(value: f64, expected: f64) {
    assert!((value - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{value} instead of {expected}");
}

/// A company with so many seats directly below it.
fn with_seats(target: i64, count: usize) -> QuotaQuestion {
    let mut asked = question(target, Method::Equal);
    asked.nodes.extend((0..count).map(|seat| QuotaNode::new(format!("S{seat:02}"), NodeKind::Seat, Some("C"))));
    asked
}

fn amounts(answer: &QuotaAnswer, kind: NodeKind, read: impl Fn(&NodeOutcome) -> i64) -> Vec<i64> {
    let nodes = answer.nodes.iter().zip(&answer.goals[0].nodes);
    nodes.filter(|(node, _)| node.kind == kind).map(|(_, outcome)| read(outcome)).collect()
}

#[test]
fn top_down_against_bottom_up() {
    // quota-07: playbooks.leanscale.team, “Quotas and target setting”; the page says 4 more hires, which its own figures do not give.
    let mut asked = with_seats(25_000_000, 12);
    for node in asked.nodes.iter_mut().skip(1) {
        node.goals.insert("sales".into(), NodeGoal { estimate: Some(1_400_000), ..NodeGoal::default() });
    }
    let answer = allocate(&asked);
    let bases = amounts(&answer, NodeKind::Seat, |outcome| outcome.base);
    assert!(bases.iter().all(|&base| (base as f64 - 2_083_333.333_333_3).abs() < 1.0));
    assert_eq!(bases.iter().sum::<i64>(), 25_000_000);
    let figures = answer.three_figures(&"sales".into()).unwrap();
    assert_eq!((figures.target, figures.bottom_up), (25_000_000, Some(16_800_000)));
    assert_eq!(answer.goals[0].nodes[0].gap_to_base(), Some(-8_200_000));
    assert_eq!(sellers_needed(25_000_000.0, 1_400_000.0), Some(18));
    assert_eq!(sellers_needed(8_200_000.0, 1_400_000.0), Some(6));
}

#[test]
fn cushions_by_level() {
    // quota-03: kellblog.com 2018, “Quota over-assignment and culture”: the company and its vice-president at 100, managers at 110, street at 120.
    let mut asked = question(100_000_000, Method::Equal);
    asked.goals[0].cushions_by_level = BTreeMap::from([(1, 0.1), (2, 1.090_909_090_909_090_8 - 1.0)]);
    asked.nodes.push(QuotaNode::new("VP", NodeKind::Group, Some("C")));
    for manager in ["M1", "M2"] {
        asked.nodes.push(QuotaNode::new(manager, NodeKind::Group, Some("VP")));
        asked.nodes.extend((0..3).map(|seller| QuotaNode::new(format!("{manager}.{seller}"), NodeKind::Line, Some(manager))));
    }
    let goal = &allocate(&asked).goals[0];
    assert_eq!(goal.levels.iter().map(|level| level.street).collect::<Vec<_>>(), [100_000_000, 100_000_000, 110_000_000, 120_000_000]);
    assert!(goal.levels.iter().all(|level| level.base == 100_000_000));
    assert_near(goal.levels[3].compounded_cushion(), 0.2);
    assert_eq!(goal.nodes[1].cushion_amount(), 10_000_000);
}

#[test]
fn cushions_compound() {
    // quota-04: rewarding.blog 2015, “Good distribution”: finance, director and manager.
    assert_near(compounded(&[0.1, 0.1, 0.1]), 0.331);
    assert_near(compounded(&[0.1, 0.1, 0.05]), 0.2705);
    // quota-05: PyPI b2b-revenue-forecasting 0.6.0: a hedge of 5 % over five edges.
    assert_near(compounded(&[0.05; 5]), 0.276_281_562_5);
    let mut asked = question(1_000_000_000_000, Method::Equal);
    asked.goals[0].cushions_by_level = (0..5).map(|level| (level, 0.05)).collect();
    let keys = ["C", "1", "2", "3", "4", "5"];
    asked.nodes.extend((1..6).map(|level| QuotaNode::new(keys[level], NodeKind::Group, Some(keys[level - 1]))));
    assert_eq!(allocate(&asked).goals[0].nodes[5].street, 1_276_281_562_500);
    // quota-01: revcast.com, “How to calculate quota attainment, over-assignment and number of sales reps”.
    assert_near(attainment_factor(1_000_000.0, 800_000.0).unwrap(), 0.8);
    assert_near(over_assignment(1_000_000.0, 800_000.0).unwrap(), 1.25);
}

#[test]
fn a_pool_with_a_buffer_split_evenly() {
    // quota-06: ryanconsulting.ai, “Quota setting methodology”.
    let mut asked = with_seats(15_000_000, 20);
    asked.nodes[0].cushion = Some(0.15);
    let answer = allocate(&asked);
    assert_eq!(answer.goals[0].nodes[0].handed, 17_250_000);
    assert_eq!(amounts(&answer, NodeKind::Seat, |outcome| outcome.street), [862_500; 20]);
    assert_eq!(answer.three_figures(&"sales".into()).unwrap().street, 17_250_000);
}

#[test]
fn ramps() {
    // ramp-01: wiki.himodus.com, “Quarterly quota”: half a quarterly quota, a team of 10 and 3, its forecast at 85 %.
    let quarterly = 1_200_000.0 / 4.0;
    let group = |count, ramp_share, attainment| SellerGroup { count, ramp_share, attainment };
    let everyone = AttainmentReading::Everyone;
    assert_near(quarterly * Ramp { shares: vec![0.5] }.share(1), 150_000.0);
    let team: f64 = [group(10.0, 1.0, 1.0), group(3.0, 0.5, 1.0)].iter().map(|group| group.carried(quarterly, everyone)).sum();
    assert_near(team, 3_450_000.0);
    let forecast: f64 = [group(10.0, 1.0, 0.85), group(3.0, 0.5, 0.85)].iter().map(|group| group.carried(quarterly, everyone)).sum();
    assert_near(forecast, 2_932_500.0);
    // ramp-02, the same page: a hire of January in the first quarter.
    let ramp = Ramp { shares: vec![0.0, 0.25, 0.5] };
    let months: Vec<f64> = (1..=3).map(|month| ramp.amount(100_000.0, month)).collect();
    assert_eq!(months, [0.0, 25_000.0, 50_000.0]);
    assert_near(months.iter().sum::<f64>() / 300_000.0, 0.25);
    // ramp-04: wiki.himodus.com, “What is capacity planning”: productive equivalents.
    let groups = [group(20.0, 1.0, 0.85), group(5.0, 0.5, 0.7)].map(|group| group.equivalents(everyone));
    assert_near(groups[0], 17.0);
    assert_near(groups[1], 1.75);
    assert_near(groups.iter().sum(), 18.75);
    // ramp-06: wiki.himodus.com, “Capacity planning”: what three sellers gain from 60 % to 85 %.
    let gain = group(3.0, 0.85, 1.0).carried(1_200_000.0, everyone) - group(3.0, 0.6, 1.0).carried(1_200_000.0, everyone);
    assert_near(gain, 900_000.0);
    // ramp-07: aptology.com, “Do you know what ramp is really costing you”: the first year of a hire.
    let ramp = Ramp { shares: vec![0.3, 0.3, 0.3, 0.7, 0.7, 0.7] };
    assert_near(ramp.first_year(1_000_000.0), 750_000.0);
    // ramp-08: salescookie.com, “How to configure ramped quotas”: amounts by month of tenure.
    let ramp = Ramp::from_amounts(&[10_000.0, 20_000.0, 30_000.0], 45_000.0).unwrap();
    let quotas = [1, 2, 3, 4, 9].map(|month| ramp.amount(45_000.0, month).round());
    assert_eq!(quotas, [10_000.0, 20_000.0, 30_000.0, 45_000.0, 45_000.0]);
}

#[test]
fn a_hire_of_the_first_month_in_the_tree() {
    // ramp-02: wiki.himodus.com, “Quarterly quota”, as a person on a seat.
    let mut asked = with_seats(12_000, 1);
    let mut holder = QuotaNode::new("H", NodeKind::Holder, Some("S00"));
    let from = Some(asked.fiscal_year.first_month()).map(|month| crate::domain::CivilDate { year: month.year, month: month.month, day: 1 });
    holder.employment = Some(Employment { from, ramp: Some("new".to_owned()), ..Employment::default() });
    asked.nodes.push(holder);
    asked.ramps.insert("new".to_owned(), Ramp { shares: vec![0.0, 0.25, 0.5] });
    asked.goals[0].capacity =
        Some(SellerCapacity { productivity_per_month: 100_000.0, attainment: 1.0, reading: AttainmentReading::Everyone });
    let answer = allocate(&asked);
    let holder = &answer.goals[0].nodes[2];
    assert_eq!(holder.capacity_months.unwrap()[..4], [0, 25_000, 50_000, 100_000]);
    assert_eq!(holder.base_months[..4], [0, 250, 500, 1_000]);
    assert_eq!(amounts(&answer, NodeKind::Vacancy, |outcome| outcome.base), [1_000 + 750 + 500]);
}

#[test]
fn seasonal_indices() {
    // seas-01: learningmyway-generalmaths, “Seasonal indices”.
    assert_eq!(normalised_indices([154.0, 110.0, 66.0, 110.0]).unwrap(), [1.4, 1.0, 0.6, 1.0]);
    let (months, _) = Season::by_quarter([154.0, 110.0, 66.0, 110.0]).normalised("");
    assert_near(months.iter().sum(), 12.0);
    assert_near(months[0], 1.4);
    // seas-02: HOCK (CMA course): put back on a trend. The printed indices sum to 3.973, so that the printed forecast sums to less
    // than indices that sum to 4 would give; both are in their proportion.
    let (trend, printed) = ([47.4085, 48.171, 48.9336, 49.6961], [0.589, 0.656, 0.826, 1.902]);
    let indices = normalised_indices(printed).unwrap();
    assert_near(indices.iter().sum(), 4.0);
    for (quarter, forecast) in [27.92, 31.6, 40.42, 94.52].into_iter().enumerate() {
        assert!((trend[quarter] * indices[quarter] * 3.973 / 4.0 / forecast - 1.0).abs() < 2e-4);
    }
}

#[test]
fn capacity_by_both_readings_of_attainment() {
    let group = |count, ramp_share| SellerGroup { count, ramp_share, attainment: 0.85 };
    // cap-01: metrickittools.com, “Sales capacity guide”: the ramp's share is what is really reached.
    let reading = AttainmentReading::RampedOnly;
    assert_near(group(7.0, 1.0).carried(150_000.0, reading), 892_500.0);
    assert_near(group(3.0, 0.4).carried(150_000.0, reading), 180_000.0);
    // cap-02: metrickittools.com, glossary: one blended ramp factor and attainment on everyone.
    assert_near(group(10.0, 0.82).carried(150_000.0, AttainmentReading::Everyone), 1_045_500.0);
    // The same two readings month by month.
    let seller = SellerCapacity { productivity_per_month: 100.0, attainment: 0.85, reading };
    let activity =
        Activity { active: [1.0; MONTHS], ramp: std::array::from_fn(|month| if month < 3 { 0.4 } else { 1.0 }), ..Activity::WHOLE };
    assert_eq!(seller_months(&seller, &activity)[2..4], [40.0, 85.0]);
    assert_near(seller_months(&SellerCapacity { reading: AttainmentReading::Everyone, ..seller }, &activity)[2], 34.0);
}

#[test]
fn attrition_and_hires() {
    // attr-01: wiki.himodus.com, “Capacity planning”: both figures are of the same period here.
    assert_near(expected_loss(7_000_000.0, 0.135), 945_000.0);
    // hire-01: wiki.himodus.com, “Quarterly quota”: fully productive sellers for a gap.
    let capacity = capacity::TeamCapacity::of_months([7_000_000.0 / 12.0; MONTHS], None);
    assert_near(capacity.gap(10_000_000.0), 3_000_000.0);
    assert_eq!(sellers_needed(3_000_000.0, 300_000.0), Some(10));
}

#[test]
fn team_size() {
    let class = |accounts, visits_per_year, hours_per_visit| WorkloadClass { accounts, visits_per_year, hours_per_visit };
    // wl-01: zabanga.us, “Sales force size”: Kotler's two classes, capacity in calls.
    let calls = by_workload(&[class(1_000.0, 36.0, 1.0), class(2_000.0, 12.0, 1.0)], 1.0, 1_000.0).unwrap();
    assert_eq!((calls.selling_hours, calls.sellers), (60_000.0, 60));
    // wl-02: bangalore1965.blogspot.com 2012: hours a month by class.
    let classes = [class(200.0, 12.0, 4.0), class(450.0, 12.0, 2.0), class(1_000.0, 12.0, 1.0)];
    assert_eq!(classes.map(|class| class.hours()), [9_600.0, 10_800.0, 12_000.0]);
    let hours = by_workload(&classes, 1.0, 1_200.0).unwrap();
    assert_eq!((hours.total_hours, hours.sellers), (32_400.0, 27));
    // wl-03: scribd.com 484122975: selling takes 40 % of the time.
    let classes = [class(40.0, 50.0, 1.0), class(72.0, 30.0, 2.0 / 3.0), class(88.0, 20.0, 0.5)];
    let shared = by_workload(&classes, 0.4, 1_800.0).unwrap();
    assert_near(shared.selling_hours, 4_320.0);
    assert_near(shared.total_hours, 10_800.0);
    assert_eq!(shared.sellers, 6);
    assert!(by_workload(&classes, 0.0, 1_800.0).is_none() && by_workload(&classes, 0.4, f64::NAN).is_none());
    // wl-05: coursehero.com p7quren: breakdown, and a square-root response.
    assert_eq!(by_breakdown(10_000_000.0, 250_000.0), Some(40));
    let best = by_marginal_return(SalesResponse { scale: 1e6, exponent: 0.5 }, 100_000.0, 1_000);
    assert_eq!(best.sellers, 25);
    assert_near(best.profit, 2_500_000.0);
}
