//! Questions for tests and benches: a company in which everything is counted from the keys, without chance.

use std::collections::BTreeMap;

use crate::domain::{CalendarKind, CivilDate, FiscalYear, YearMonth};
use crate::quota::{
    AttainmentReading, Employment, Goal, GoalKey, GoalKind, GrowthBasis, Measure, Method, NodeGoal, NodeKey, NodeKind, QuotaNode,
    QuotaQuestion, Ramp, Season, SellerCapacity, Target, UncoveredTime,
};

/// The fiscal year that begins with a month; 1404 where there is no such month.
pub fn fiscal_year(calendar: CalendarKind, year: i32, month: u8) -> FiscalYear {
    let wanted = FiscalYear::new(calendar, YearMonth { year, month });
    wanted.unwrap_or_else(|_| fiscal_year(CalendarKind::SolarHijri, 1404, 1))
}

/// A goal of a target, shared out by a method.
pub fn goal(key: &str, target: i64, method: Method) -> Goal {
    Goal {
        key: GoalKey(key.to_owned()),
        kind: GoalKind::Sales,
        target: Target::Amount(target),
        method,
        methods_by_level: BTreeMap::new(),
        cushions_by_level: BTreeMap::new(),
        season: None,
        capacity: None,
    }
}

/// A question with one goal, “sales”, and no nodes but the company.
pub fn question(target: i64, method: Method) -> QuotaQuestion {
    QuotaQuestion {
        fiscal_year: fiscal_year(CalendarKind::SolarHijri, 1404, 1),
        goals: vec![goal("sales", target, method)],
        nodes: vec![QuotaNode::new("C", NodeKind::Company, None)],
        seasons: BTreeMap::new(),
        ramps: BTreeMap::new(),
        default_ramp: None,
        uncovered_time: UncoveredTime::Kept,
    }
}

/// A company with sales and collection, of so many teams with so many seats, each with a person on it and so many accounts.
pub fn company(teams: usize, seats: usize, accounts: usize) -> QuotaQuestion {
    let mut asked = question(4_000_000_000_000_003, Method::GrowthByPotential { year: 1403, by: GrowthBasis::Headroom });
    asked.goals[0].cushions_by_level = BTreeMap::from([(0, 0.05), (1, 0.1)]);
    asked.goals[0].season = Some("sales".to_owned());
    asked.goals[0].capacity =
        Some(SellerCapacity { productivity_per_month: 9e9, attainment: 0.85, reading: AttainmentReading::RampedOnly });
    let mut collection = goal("collection", 0, Method::By(Measure::Goal(GoalKey("sales".to_owned()))));
    (collection.kind, collection.target) = (GoalKind::Collection, Target::ShareOf { goal: GoalKey("sales".to_owned()), share: 0.9 });
    asked.goals.push(collection);
    asked.seasons =
        BTreeMap::from([("sales".to_owned(), Season::by_month([6.0, 7.0, 8.0, 8.0, 9.0, 9.0, 8.0, 8.0, 8.0, 9.0, 11.0, 14.0]))]);
    asked.ramps = BTreeMap::from([("new".to_owned(), Ramp { shares: vec![0.0, 0.3, 0.6] })]);
    asked.default_ramp = Some("new".to_owned());
    for team in 0..teams {
        let team_key = format!("T{team}");
        asked.nodes.push(QuotaNode::new(&team_key, NodeKind::Group, Some("C")));
        for seat in 0..seats {
            let seat_key = format!("{team_key}.{seat}");
            asked.nodes.push(QuotaNode::new(&seat_key, NodeKind::Seat, Some(&team_key)));
            asked.nodes.push(holder(&format!("{seat_key}.H"), &seat_key, (team + seat) % 5 == 4));
            asked.nodes.extend((0..accounts).map(|at| account(&format!("{seat_key}.{at}"), &seat_key, team * 977 + seat * 61 + at)));
        }
    }
    asked
}

fn holder(key: &str, seat: &str, is_new: bool) -> QuotaNode {
    let from = is_new.then_some(CivilDate { year: 1404, month: 3, day: 12 });
    let mut node = QuotaNode::new(key, NodeKind::Holder, Some(seat));
    node.employment = Some(Employment { from, ..Employment::default() });
    node.goals.insert(GoalKey("sales".to_owned()), NodeGoal { estimate: Some(90_000_000_000), ..NodeGoal::default() });
    node
}

fn account(key: &str, seat: &str, number: usize) -> QuotaNode {
    let mut node = QuotaNode::new(key, NodeKind::Account, Some(seat));
    node.parent = Some(NodeKey(seat.to_owned()));
    node.figures.history.insert(1403, (1 + number * number % 997) as f64 * 1e6);
    node.figures.potential = Some((500 + number * 7_919 % 1_009) as f64 * 1e6);
    node
}
