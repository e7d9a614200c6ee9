//! People who sit on several seats: on a day on several at once, each of them has an equal part of the person's time.

use std::collections::BTreeMap;

use super::answer::PlacedNode;
use super::question::QuotaQuestion;
use crate::domain::fiscal::MONTHS;

/// Fills in what part of a person's time each of several seats has.
pub(super) fn fill(question: &QuotaQuestion, nodes: &mut [PlacedNode]) {
    let mut seats_of: BTreeMap<&str, Vec<(usize, &super::activity::Employment)>> = BTreeMap::new();
    for (place, node) in nodes.iter().enumerate().filter(|(_, node)| node.activity.is_some()) {
        let employment = node.row.and_then(|row| question.nodes.get(row as usize)).and_then(|asked| asked.employment.as_ref());
        if let Some((employment, person)) = employment.and_then(|employment| Some((employment, employment.person.as_deref()?))) {
            seats_of.entry(person).or_default().push((place, employment));
        }
    }
    let year = &question.fiscal_year;
    for seats in seats_of.into_values().filter(|seats| seats.len() > 1) {
        let days: Vec<Vec<bool>> = seats.iter().map(|(_, employment)| employment.days_there(year)).collect();
        let at_once: Vec<u32> = (0..days[0].len()).map(|day| days.iter().map(|there| u32::from(there[day])).sum()).collect();
        for ((place, _), there) in seats.iter().zip(&days) {
            if let Some(activity) = &mut nodes[*place].activity {
                activity.seat_share = shares(&year.days(), there, &at_once);
            }
        }
    }
}

/// The part of the days there that is one seat's, by month; 1 where there is no day.
fn shares(days_of_months: &[i32; MONTHS], there: &[bool], at_once: &[u32]) -> [f64; MONTHS] {
    let mut days = there.iter().zip(at_once);
    days_of_months.map(|length| {
        let (mut count, mut parts) = (0.0, 0.0);
        for (_, at_once) in days.by_ref().take(usize::try_from(length).unwrap_or(0)).filter(|(is_there, _)| **is_there) {
            count += 1.0;
            parts += 1.0 / f64::from((*at_once).max(1));
        }
        if count > 0.0 { parts / count } else { 1.0 }
    })
}
