//! Who fills a seat in each month, and what stays open: holders' activity, seen from the seat they sit on, and the
//! vacancies that carry the rest.

use std::collections::{BTreeMap, HashSet};

use super::activity::{Activity, Employment};
use super::answer::PlacedNode;
use super::findings::{Field, Place, QuotaFinding, QuotaFindingKind};
use super::question::{NodeKey, NodeKind, QuotaNode, QuotaQuestion, UncoveredTime};
use super::schedule::Ramp;
use super::several_seats;
use crate::domain::fiscal::MONTHS;

/// What is left open of a month by rounding alone is none.
const LEAST_OPEN: f64 = 1e-9;

/// Fills in activities and presences and adds a vacancy, at the end of the list, to every seat that leaves time open.
pub(super) fn fill(question: &QuotaQuestion, nodes: &mut Vec<PlacedNode>) -> Vec<QuotaFinding> {
    let mut found = ramp_findings(question);
    fill_activities(question, nodes, &mut found);
    several_seats::fill(question, nodes);
    let taken: HashSet<NodeKey> = nodes.iter().map(|node| node.key.clone()).collect();
    for place in 0..nodes.len() {
        match nodes[place].kind {
            NodeKind::Seat => fill_seat(question, nodes, place, &taken, &mut found),
            NodeKind::Vacancy if !is_on_seat(nodes, place) => {
                found.push(told(&nodes[place], Field::Kind, QuotaFindingKind::VacancyWithoutSeat));
                nodes[place].kind = NodeKind::Group;
            }
            NodeKind::Holder if !is_on_seat(nodes, place) => {
                nodes[place].presence = nodes[place].activity.map(|activity| activity.productive());
                nodes[place].shares_uncovered_time = true;
            }
            _ => {}
        }
    }
    found
}

fn is_on_seat(nodes: &[PlacedNode], place: usize) -> bool {
    nodes[place].parent.is_some_and(|parent| nodes[parent].kind == NodeKind::Seat)
}

fn told(node: &PlacedNode, field: Field, kind: QuotaFindingKind) -> QuotaFinding {
    QuotaFinding { place: Place { node: Some(node.key.clone()), row: node.row, goal: None, field: Some(field) }, kind }
}

fn ramp_findings(question: &QuotaQuestion) -> Vec<QuotaFinding> {
    question.ramps.iter().flat_map(|(name, ramp)| ramp.findings(name)).collect()
}

fn fill_activities(question: &QuotaQuestion, nodes: &mut [PlacedNode], found: &mut Vec<QuotaFinding>) {
    let whole = Employment::default();
    let mut unknown_default = question.default_ramp.as_ref().filter(|name| !question.ramps.contains_key(*name));
    for node in nodes.iter_mut().filter(|node| node.kind == NodeKind::Holder) {
        let Some(source) = source(question, node) else { continue };
        if source.employment.is_none() {
            found.push(told(node, Field::From, QuotaFindingKind::HolderWithoutEmployment));
        }
        let employment = source.employment.as_ref().unwrap_or(&whole);
        let named = employment.ramp.as_ref();
        if let Some(name) = named.filter(|name| !question.ramps.contains_key(*name)) {
            found.push(told(node, Field::Ramp, QuotaFindingKind::UnknownSchedule { name: name.clone() }));
        }
        if let Some(name) = unknown_default.take_if(|_| named.is_none()) {
            let place = Place { field: Some(Field::Ramp), ..Place::default() };
            found.push(QuotaFinding { place, kind: QuotaFindingKind::UnknownSchedule { name: name.clone() } });
        }
        let ramp = ramp(&question.ramps, named.or(question.default_ramp.as_ref()));
        let (activity, noticed) = employment.activity(&question.fiscal_year, ramp);
        found.extend(noticed.into_iter().map(|finding| told(node, finding.place.field.unwrap_or(Field::From), finding.kind)));
        node.activity = Some(activity);
    }
}

fn ramp<'a>(ramps: &'a BTreeMap<String, Ramp>, name: Option<&String>) -> Option<&'a Ramp> {
    name.and_then(|name| ramps.get(name))
}

fn source<'a>(question: &'a QuotaQuestion, node: &PlacedNode) -> Option<&'a QuotaNode> {
    node.row.and_then(|row| question.nodes.get(row as usize))
}

fn fill_seat(question: &QuotaQuestion, nodes: &mut Vec<PlacedNode>, seat: usize, taken: &HashSet<NodeKey>, found: &mut Vec<QuotaFinding>) {
    if is_inside_seat(nodes, seat) {
        found.push(told(&nodes[seat], Field::Parent, QuotaFindingKind::SeatInsideSeat));
    }
    let asked = asked_working_time(question, &nodes[seat], found);
    let (mut vacancies, holders): (Vec<usize>, Vec<usize>) =
        nodes[seat].holders.iter().partition(|&&place| nodes[place].kind == NodeKind::Vacancy);
    vacancies.sort_unstable_by(|&one, &other| nodes[one].key.cmp(&nodes[other].key));
    let mut cells: Vec<[f64; MONTHS]> = holders.iter().map(|&place| cell(nodes[place].activity, asked)).collect();
    // In key order, so that the order of rows changes no last bit.
    let mut by_key: Vec<usize> = (0..holders.len()).collect();
    by_key.sort_unstable_by(|&one, &other| nodes[holders[one]].key.cmp(&nodes[holders[other]].key));
    let mut filled = [0.0; MONTHS];
    for month in 0..MONTHS {
        let sum: f64 = by_key.iter().map(|&holder| cells[holder][month]).sum();
        if sum > 1.0 {
            cells.iter_mut().for_each(|cell| cell[month] /= sum);
        }
        filled[month] = sum.min(1.0);
    }
    let open = filled.map(|filled| if 1.0 - filled > LEAST_OPEN { 1.0 - filled } else { 0.0 });
    let is_vacant = filled == [0.0; MONTHS];
    let is_kept = question.uncovered_time == UncoveredTime::Kept || !vacancies.is_empty();
    let has_vacancy = is_vacant || (is_kept && open != [0.0; MONTHS]);
    let idle: Vec<u8> = (0u8..).zip(filled).filter(|(_, filled)| *filled == 0.0).map(|(month, _)| month).collect();
    if !holders.is_empty() && !idle.is_empty() {
        let kind = QuotaFindingKind::NobodyActive { months: idle, is_carried_by_vacancy: has_vacancy };
        found.push(told(&nodes[seat], Field::From, kind));
    }
    for (&holder, cell) in holders.iter().zip(cells) {
        nodes[holder].presence = Some(cell);
    }
    for (place, &vacancy) in vacancies.iter().enumerate() {
        nodes[vacancy].presence = Some(if place == 0 { open } else { [0.0; MONTHS] });
        if place > 0 {
            found.push(told(&nodes[vacancy], Field::Kind, QuotaFindingKind::SecondVacancy));
        }
    }
    if has_vacancy && vacancies.is_empty() {
        let vacancy = vacancy_of(&nodes[seat], seat, open, taken);
        nodes.push(vacancy);
        let at = nodes.len() - 1;
        nodes[seat].holders.push(at);
    }
    nodes[seat].presence = Some(filled);
    nodes[seat].shares_uncovered_time = !is_kept;
}

/// What part of a seat's month a holder fills.
fn cell(activity: Option<Activity>, asked: f64) -> [f64; MONTHS] {
    let activity = activity.unwrap_or(Activity::WHOLE);
    std::array::from_fn(|month| (activity.active[month] / asked).min(1.0) * activity.ramp[month])
}

fn asked_working_time(question: &QuotaQuestion, seat: &PlacedNode, found: &mut Vec<QuotaFinding>) -> f64 {
    match source(question, seat).and_then(|source| source.seat_working_time_share) {
        None => 1.0,
        Some(share) if share > 0.0 && share <= 1.0 => share,
        Some(share) => {
            found.push(told(seat, Field::WorkingTime, QuotaFindingKind::InvalidWorkingTime { share: share.to_string() }));
            1.0
        }
    }
}

fn is_inside_seat(nodes: &[PlacedNode], seat: usize) -> bool {
    std::iter::successors(nodes[seat].parent, |&place| nodes[place].parent)
        .any(|above| matches!(nodes[above].kind, NodeKind::Seat | NodeKind::Holder | NodeKind::Vacancy))
}

fn vacancy_of(seat: &PlacedNode, at: usize, open: [f64; MONTHS], taken: &HashSet<NodeKey>) -> PlacedNode {
    let mut key = NodeKey(format!("{}/vacancy", seat.key));
    while taken.contains(&key) {
        key.0.push('+');
    }
    PlacedNode {
        key,
        name: seat.name.clone(),
        kind: NodeKind::Vacancy,
        row: None,
        parent: Some(at),
        level: seat.level + 1,
        children: Vec::new(),
        holders: Vec::new(),
        activity: None,
        presence: Some(open),
        shares_uncovered_time: false,
    }
}
