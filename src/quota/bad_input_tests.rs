//! Bad input: each is told by what, where and with its figures, and whatever else is there still comes out.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::invariants::broken;
use super::samples::{goal, question};
use super::*;
use crate::domain::CivilDate;

fn with_lines(target: i64, method: Method, count: usize) -> QuotaQuestion {
    let mut asked = question(target, method);
    asked.nodes.extend((0..count).map(|line| QuotaNode::new(format!("L{line}"), NodeKind::Line, Some("C"))));
    asked
}

/// What is told, each with its node; everything else must hold.
fn told(asked: &QuotaQuestion) -> Vec<(&'static str, String)> {
    let answer = allocate(asked);
    assert_eq!(broken(asked, &answer), Vec::<String>::new());
    answer.findings.iter().map(|finding| (finding.kind.code(), finding.place.node.clone().unwrap_or_default().0)).collect()
}

fn bases(asked: &QuotaQuestion) -> Vec<i64> {
    allocate(asked).goals[0].nodes.iter().map(|node| node.base).collect()
}

fn one(code: &'static str, node: &str) -> Vec<(&'static str, String)> {
    vec![(code, node.to_owned())]
}

#[test]
fn targets_that_are_none() {
    assert_eq!(told(&with_lines(0, Method::Equal, 2)), one("target-zero", ""));
    let negative = with_lines(-5, Method::Equal, 2);
    assert_eq!(told(&negative), one("target-negative", ""));
    assert_eq!(bases(&negative), [0, 0, 0]);
    let huge = with_lines(i64::MAX, Method::Equal, 2);
    assert_eq!(told(&huge), one("amount-too-large", ""));
    let mut asked = with_lines(100, Method::Equal, 2);
    for (target, code) in [
        (Target::ShareOf { goal: "sales".into(), share: 0.5 }, "target-unresolved"),
        (Target::ShareOf { goal: "nothing".into(), share: 0.5 }, "target-unresolved"),
        (Target::ShareOf { goal: "nothing".into(), share: f64::NAN }, "invalid-figure"),
        (Target::Growth { year: 1403, share: 0.1 }, "target-without-history"),
        (Target::Growth { year: 1403, share: -2.0 }, "invalid-figure"),
    ] {
        asked.goals[0].target = target;
        assert_eq!(told(&asked), one(code, ""));
    }
}

#[test]
fn nothing_to_share_out_or_to_share_it_out_to() {
    let mut asked = question(100, Method::Equal);
    assert!(told(&asked).is_empty());
    assert_eq!(bases(&asked), [100]);
    asked.nodes.clear();
    assert_eq!(told(&asked), one("no-company", ""));
    assert!(allocate(&asked).three_figures(&"sales".into()).is_none());
    asked.goals.clear();
    assert_eq!(told(&asked), [("no-company", String::new()), ("no-goal", String::new())]);
}

#[test]
fn one_seller_gets_all_of_it() {
    let mut asked = with_lines(101, Method::By(Measure::Potential), 1);
    assert!(told(&asked).is_empty());
    assert_eq!(bases(&asked), [101, 101]);
    asked.nodes[1].kind = NodeKind::Holder;
    assert_eq!(told(&asked), one("holder-without-employment", "L0"));
}

#[test]
fn figures_that_are_none_count_as_zero() {
    let mut asked = with_lines(100, Method::By(Measure::History([(1403, 1.0)].into())), 4);
    for (line, figure) in [(1, -50.0), (2, f64::NAN), (3, 30.0)] {
        asked.nodes[line].figures.history.insert(1403, figure);
    }
    assert_eq!(bases(&asked), [100, 0, 0, 100, 0]);
    assert_eq!(
        told(&asked),
        [("invalid-figure", "L0".to_owned()), ("invalid-figure", "L1".to_owned()), ("missing-figures", "C".to_owned())]
    );
    let answer = allocate(&asked);
    assert_eq!(answer.findings[0].place.field, Some(Field::History(1403)));
    assert_eq!(answer.findings[0].kind, QuotaFindingKind::InvalidFigure { figure: "-50".to_owned() });
    assert_eq!(answer.findings[2].kind, QuotaFindingKind::MissingFigures { count: 1, of: 4, first: "L3".into() });
}

#[test]
fn a_basis_of_zeros_is_never_silent() {
    let asked = with_lines(101, Method::By(Measure::Other("visits".to_owned())), 2);
    assert_eq!(told(&asked), one("basis-all-zero", "C"));
    assert_eq!(bases(&asked), [101, 51, 50]);
    let blend = |weight| Method::Blend(vec![BlendPart { measure: Measure::Potential, weight }]);
    assert_eq!(told(&with_lines(10, blend(1.0), 2)), [("blend-part-all-zero", "C".to_owned()), ("basis-all-zero", "C".to_owned())]);
    let codes: Vec<&str> = told(&with_lines(10, blend(f64::NAN), 2)).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["invalid-figure", "empty-blend", "basis-all-zero"]);
}

#[test]
fn growth_that_cannot_be() {
    let mut asked = with_lines(50, Method::GrowthByPotential { year: 1403, by: GrowthBasis::Headroom }, 2);
    for (line, history) in [(1, 60.0), (2, 40.0)] {
        asked.nodes[line].figures.history.insert(1403, history);
        asked.nodes[line].figures.potential = Some(1.0);
    }
    assert_eq!(told(&asked), one("below-history", "C"));
    assert_eq!(bases(&asked), [50, 30, 20]);
    asked.goals[0].target = Target::Amount(120);
    assert_eq!(told(&asked), one("no-room-to-grow", "C"));
    asked.goals[0].method = Method::UniformGrowth { year: 1403, growth: 0.5 };
    let answer = allocate(&asked);
    assert!(
        matches!(answer.findings[0].kind, QuotaFindingKind::GrowthFitted { asked, resulting } if asked == 0.5 && (resulting - 0.2).abs() < 1e-12)
    );
}

#[test]
fn the_same_growth_is_told_once_and_not_at_every_node_below() {
    let mut asked = question(1_300, Method::UniformGrowth { year: 1403, growth: 0.1 });
    for (group, history) in [("A", 400.0), ("B", 600.0)] {
        asked.nodes.push(QuotaNode::new(group, NodeKind::Group, Some("C")));
        for line in ["1", "2"] {
            let mut line = QuotaNode::new(format!("{group}{line}"), NodeKind::Line, Some(group));
            line.figures.history.insert(1403, history / 2.0);
            asked.nodes.push(line);
        }
    }
    assert_eq!(told(&asked), one("growth-fitted", "C"));
    assert_eq!(bases(&asked), [1_300, 520, 260, 260, 780, 390, 390]);
}

#[test]
fn goals_that_go_by_each_other() {
    let mut asked = with_lines(100, Method::By(Measure::Goal("other".into())), 2);
    asked.goals.push(goal("other", 50, Method::By(Measure::Goal("sales".into()))));
    asked.goals.push(goal("other", 70, Method::Equal));
    let codes: Vec<&str> = told(&asked).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["duplicate-goal", "goal-unresolved", "basis-all-zero"]);
    assert_eq!(allocate(&asked).goals.len(), 2);
}

#[test]
fn locks_estimates_and_cushions_that_are_none() {
    let mut asked = with_lines(100, Method::Equal, 2);
    let lock = Some(Lock { amount: -1, reason: String::new() });
    asked.nodes[1].goals.insert("sales".into(), NodeGoal { lock, estimate: Some(-2), ..NodeGoal::default() });
    asked.nodes[2].goals.insert("profit".into(), NodeGoal::default());
    asked.nodes[0].cushion = Some(-0.1);
    let expected = [("lock-negative", "L0"), ("estimate-negative", "L0"), ("unknown-goal", "L1"), ("invalid-cushion", "C")];
    assert_eq!(told(&asked), expected.map(|(code, node)| (code, node.to_owned())));
    assert_eq!(bases(&asked), [100, 50, 50]);
    asked.goals[0].cushions_by_level.insert(0, f64::INFINITY);
    assert_eq!(told(&asked).iter().filter(|told| told.0 == "invalid-cushion").count(), 2);
    asked.nodes[0].cushion = Some(f64::NAN);
    assert!(told(&asked).contains(&("invalid-cushion", "C".to_owned())));
}

#[test]
fn locks_beyond_counting() {
    let mut asked = with_lines(100, Method::Equal, 20);
    for node in asked.nodes.iter_mut().skip(1) {
        let lock = Some(Lock { amount: i64::MAX, reason: String::new() });
        node.goals.insert("sales".into(), NodeGoal { lock, ..NodeGoal::default() });
    }
    let codes: Vec<&str> = allocate(&asked).findings.iter().map(|finding| finding.kind.code()).collect();
    assert_eq!(codes.len(), 21);
    assert_eq!((codes[0], codes[20]), ("amount-too-large", "locks-above-parent"));
}

#[test]
fn schedules_that_do_not_exist_or_are_empty() {
    let mut asked = with_lines(120, Method::Equal, 2);
    asked.goals[0].season = Some("nowhere".to_owned());
    asked.default_ramp = Some("no ramp".to_owned());
    asked.nodes[1].season = Some("empty".to_owned());
    asked.seasons.insert("empty".to_owned(), Season::by_quarter([0.0; 4]));
    for key in ["H1", "H2"] {
        let mut holder = QuotaNode::new(key, NodeKind::Holder, Some("C"));
        holder.employment = Some(Employment::default());
        asked.nodes.push(holder);
    }
    let expected = ["unknown-schedule", "unknown-schedule", "season-all-zero"];
    assert_eq!(told(&asked).iter().map(|(code, _)| *code).collect::<Vec<_>>(), expected);
    assert_eq!(allocate(&asked).goals[0].nodes[1].base_months, [3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2]);
}

#[test]
fn days_that_are_none_or_outside_the_year() {
    let date = |year, month, day| Some(CivilDate { year, month, day });
    let mut asked = question(1_200, Method::Equal);
    asked.nodes.push(QuotaNode::new("S", NodeKind::Seat, Some("C")));
    let mut holder = QuotaNode::new("H", NodeKind::Holder, Some("S"));
    holder.employment = Some(Employment { until: date(1404, 12, 31), ..Employment::default() });
    asked.nodes.push(holder);
    assert_eq!(told(&asked), one("no-such-day", "H"));
    assert_eq!(bases(&asked), [1_200, 1_200, 1_200]);
    asked.nodes[2].employment = Some(Employment { from: date(1405, 1, 1), ..Employment::default() });
    assert_eq!(told(&asked), [("outside-fiscal-year", "H".to_owned()), ("nobody-active", "S".to_owned())]);
    assert_eq!(bases(&asked), [1_200, 1_200, 0, 1_200]);
}

#[test]
fn a_month_in_which_the_whole_company_is_away() {
    let date = |month, day| Some(CivilDate { year: 1404, month, day });
    let mut asked = question(1_200, Method::Equal);
    asked.uncovered_time = UncoveredTime::Shared;
    asked.nodes.push(QuotaNode::new("S", NodeKind::Seat, Some("C")));
    let mut holder = QuotaNode::new("H", NodeKind::Holder, Some("S"));
    holder.employment = Some(Employment { from: date(3, 1), ..Employment::default() });
    asked.nodes.push(holder);
    let answer = allocate(&asked);
    assert_eq!(broken(&asked, &answer), Vec::<String>::new());
    let expected = QuotaFindingKind::NobodyActive { months: vec![0, 1], is_carried_by_vacancy: false };
    assert_eq!(answer.findings[0].kind, expected);
    assert_eq!(answer.findings[1].kind, QuotaFindingKind::PeriodCarriesNothing { months: vec![0, 1] });
    assert_eq!(answer.goals[0].nodes[0].base_months, [0, 0, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120]);
}

#[test]
fn nodes_where_they_make_no_sense() {
    let mut asked = with_lines(100, Method::Equal, 1);
    asked.nodes.push(QuotaNode::new("V", NodeKind::Vacancy, Some("C")));
    asked.nodes.push(QuotaNode::new("S", NodeKind::Seat, Some("C")));
    asked.nodes.push(QuotaNode::new("V2", NodeKind::Vacancy, Some("S")));
    asked.nodes.push(QuotaNode::new("V1", NodeKind::Vacancy, Some("S")));
    asked.nodes.push(QuotaNode::new("inner", NodeKind::Seat, Some("S")));
    asked.nodes[3].seat_working_time_share = Some(2.0);
    let mut expected = [
        ("vacancy-without-seat", "V"),
        ("empty-groups", "C"),
        ("invalid-working-time", "S"),
        ("second-vacancy", "V2"),
        ("seat-inside-seat", "inner"),
    ];
    let mut found = told(&asked);
    found.sort();
    expected.sort_unstable();
    assert_eq!(found, expected.map(|(code, node)| (code, node.to_owned())));
}

#[test]
fn a_ring_takes_nothing_from_the_others() {
    let mut asked = with_lines(100, Method::Equal, 2);
    asked.nodes.push(QuotaNode::new("X", NodeKind::Group, Some("Y")));
    asked.nodes.push(QuotaNode::new("Y", NodeKind::Group, Some("X")));
    asked.nodes.push(QuotaNode::new("L0", NodeKind::Group, Some("C")));
    asked.nodes.push(QuotaNode::new("lost", NodeKind::Group, Some("nowhere")));
    assert_eq!(
        told(&asked),
        [("duplicate-key", "L0"), ("unknown-parent", "lost"), ("cycle", "X")].map(|(code, node)| (code, node.to_owned()))
    );
    let answer = allocate(&asked);
    assert_eq!(answer.left_out_rows, [3, 4, 5, 6]);
    assert_eq!(bases(&asked), [100, 50, 50]);
}

#[test]
fn text_that_is_no_question_is_refused_with_its_place() {
    let refused = |text: &str| question_from_json(text).unwrap_err().to_string();
    let good = serde_json::to_string_pretty(&with_lines(7, Method::Equal, 1)).unwrap();
    assert_eq!(question_from_json(&format!("\u{feff}{good}")).unwrap(), with_lines(7, Method::Equal, 1));
    assert!(refused(&good.replace("\"uncovered_time\"", "\"uncoverd_time\"")).contains("unknown field `uncoverd_time`"));
    assert!(refused(&good.replace("\"kind\": \"Line\"", "\"kind\": \"line\"")).contains("line "));
    assert!(refused(&good[..good.len() / 2]).contains("ends before"));
    assert!(refused(&good.replace("\"key\": \"L0\"", "\"key\": \"\"")).contains("give each node a key"));
    let numeric = good.replace("\"key\": \"L0\"", "\"key\": 17");
    assert_eq!(question_from_json(&numeric).unwrap().nodes[1].key, "17".into());
}

#[test]
fn questions_and_answers_travel_to_a_worker() {
    let asked = super::samples::company(2, 2, 3);
    let bytes = postcard::to_allocvec(&asked).unwrap();
    let arrived: QuotaQuestion = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(arrived, asked);
    let answer = allocate(&asked);
    let bytes = postcard::to_allocvec(&answer).unwrap();
    assert_eq!(postcard::from_bytes::<QuotaAnswer>(&bytes).unwrap(), answer);
}
