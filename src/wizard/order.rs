//! Which country a file is about and which way round its coordinates are: both readings are laid on the maps of the
//! countries they may lie in. What is beyond doubt is decided; where both readings make sense, the user is asked.

use super::areas::IRAN_CODE;
use super::country::{Likeness, Traces, country_of_currency};
use crate::cartography::country::Country;
use crate::domain::Coordinates;
use crate::exchange::Field;
use crate::exchange::finding::FindingKind;
use crate::exchange::protocol::Preview;
use crate::exchange::swapped::{BothWays, degrees, is_within, place_of};

/// What the traces of a file say.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing tells of a country; the coordinates are read as they are written.
    Unknown,
    /// It is about this country. Whether the columns hold one another is known where it is said here, else it follows
    /// from where the country lies.
    Country {
        /// Its code.
        code: String,
        /// Whether latitude and longitude are swapped.
        is_swapped: Option<bool>,
    },
    /// It is spread over several countries, and that only with latitude and longitude swapped.
    SwappedElsewhere,
    /// Both readings make sense: the user is asked.
    Asked(Readings),
}

/// The two readings of a file's coordinates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// How many rows were looked at.
    pub pairs: usize,
    /// How many of them lie on land of the countries in question.
    pub held: BothWays,
    /// The country of each, by code, as written and swapped; `None` for several.
    pub countries: [Option<String>; 2],
}

/// Judges the traces by what the maps of the candidates know of them.
pub fn judge(traces: &Traces, maps: &[(String, Likeness)]) -> Verdict {
    let is_named = |likeness: &Likeness| likeness.areas * 2 > traces.areas.len();
    let named = maps.iter().filter(|(_, likeness)| !traces.areas.is_empty() && is_named(likeness));
    // Names are the surest: where the country lies then tells the order.
    if let Some((code, _)) = named.max_by_key(|(_, likeness)| (likeness.areas, likeness.places().as_written.max(likeness.places().swapped)))
    {
        return Verdict::Country { code: code.clone(), is_swapped: None };
    }
    let readings = readings(traces, maps);
    let Readings { pairs, held, countries: [as_written, swapped] } = &readings;
    let (pairs, held) = (*pairs, *held);
    let country = |code: &Option<String>, is_swapped: Option<bool>| match (code, is_swapped) {
        // Places alone may lie in a neighbour of the country whose areas are named.
        (Some(code), _) if traces.areas.is_empty() || is_swapped == Some(true) => Verdict::Country { code: code.clone(), is_swapped },
        (_, Some(true)) => Verdict::SwappedElsewhere,
        _ => Verdict::Unknown,
    };
    let is_most = |rows: usize| rows * 2 > pairs;
    let is_nearly_all = |rows: usize| rows * 10 >= pairs * 9;
    if pairs == 0 || !(is_most(held.as_written) || is_most(held.swapped)) {
        return Verdict::Unknown;
    }
    if is_nearly_all(held.swapped) && held.as_written * 10 <= pairs {
        return country(swapped, Some(true));
    }
    // The columns' names speak for the reading as written, so that a clear lead is enough for it.
    if is_most(held.as_written) && held.swapped * 4 <= held.as_written * 3 {
        return country(as_written, None);
    }
    match preferred(traces, &readings) {
        Some(true) if is_nearly_all(held.swapped) => country(swapped, Some(true)),
        Some(false) if is_most(held.as_written) => country(as_written, Some(false)),
        _ => Verdict::Asked(readings),
    }
}

/// The reading that the file's words, the plan's own customers or its currency speak for: true for swapped.
fn preferred(traces: &Traces, readings: &Readings) -> Option<bool> {
    let [as_written, swapped] = readings.countries.each_ref().map(Option::as_deref);
    let is_of = |code: &str| match (as_written == Some(code), swapped == Some(code)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    };
    if let Some(is_swapped) = traces.is_iranian.then(|| is_of(IRAN_CODE)).flatten() {
        return Some(is_swapped);
    }
    if let Some(own) = traces.own_box {
        let mut near = BothWays::default();
        traces.pairs.iter().for_each(|[one, other]| near.add(is_within(own, *one, *other), is_within(own, *other, *one)));
        let tells = |many: usize, few: usize| many * 10 >= traces.pairs.len() * 9 && few * 10 <= traces.pairs.len();
        if tells(near.as_written, near.swapped) || tells(near.swapped, near.as_written) {
            return Some(near.swapped > near.as_written);
        }
    }
    // A currency is often just the one a plan began with: it never turns a file round.
    traces.currency.and_then(country_of_currency).and_then(is_of).filter(|is_swapped| !is_swapped)
}

fn readings(traces: &Traces, maps: &[(String, Likeness)]) -> Readings {
    let pairs = traces.pairs.len();
    let mut held = BothWays::default();
    for index in 0..pairs {
        let any = |way: usize| maps.iter().any(|(_, likeness)| likeness.held.get(index).is_some_and(|both| both[way]));
        held.add(any(0), any(1));
    }
    let best = |count: fn(BothWays) -> usize| {
        let counted = maps.iter().map(|(code, likeness)| (count(likeness.places()), code));
        // The first of equals: candidates come with the likeliest first.
        let best = counted.rev().max_by_key(|(rows, _)| *rows).filter(|(rows, _)| *rows * 2 > pairs);
        best.map(|(_, code)| code.clone())
    };
    Readings { pairs, held, countries: [best(|both| both.as_written), best(|both| both.swapped)] }
}

/// The question which way round the coordinates are, with a row to see it by.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderQuestion {
    /// The number of the row in the file.
    pub row: u32,
    /// What it is called; empty where it has no name.
    pub name: String,
    /// How many rows were looked at.
    pub pairs: usize,
    /// As written and swapped.
    pub answers: [OrderAnswer; 2],
}

/// One answer to it.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderAnswer {
    /// Whether it swaps latitude and longitude.
    pub is_swapped: bool,
    /// The country the rows are in then; `None` for several or for the one that is known already.
    pub country: Option<Country>,
    /// How many rows make sense so.
    pub rows: usize,
    /// Where the row is then.
    pub place: Coordinates,
}

impl OrderQuestion {
    /// The question of two readings, shown by the first row that can be read either way; `None` without such a row.
    pub fn of(preview: &Preview, readings: &Readings, countries: &[Country]) -> Option<OrderQuestion> {
        let mapping = &preview.options.mapping;
        let (latitude, longitude) = mapping.column_of(Field::Latitude).zip(mapping.column_of(Field::Longitude))?;
        let pair = |cells: &[crate::exchange::Cell]| Some([degrees(cells.get(latitude)?)?, degrees(cells.get(longitude)?)?]);
        let (row, places) = preview.rows.iter().find_map(|row| {
            let pair = pair(&row.cells).filter(|pair| *pair != [0.0, 0.0])?;
            Some((row, [place_of(pair, false)?, place_of(pair, true)?]))
        })?;
        let name = [Field::Name, Field::Identifier].into_iter().find_map(|field| {
            let cell = row.cells.get(mapping.column_of(field)?)?;
            (!cell.is_blank()).then(|| cell.text().trim().to_owned())
        });
        let answer = |is_swapped: bool| {
            let way = usize::from(is_swapped);
            let code = readings.countries[way].as_ref();
            OrderAnswer {
                is_swapped,
                country: code.and_then(|code| countries.iter().find(|country| country.code == *code).cloned()),
                rows: if is_swapped { readings.held.swapped } else { readings.held.as_written },
                place: places[way],
            }
        };
        Some(OrderQuestion {
            row: row.number,
            name: name.unwrap_or_default(),
            pairs: readings.pairs,
            answers: [answer(false), answer(true)],
        })
    }

    /// The question that the known country itself leaves open.
    pub fn of_known_country(preview: &Preview) -> Option<OrderQuestion> {
        let is_open = preview.file_findings.iter().any(|finding| matches!(finding.kind, FindingKind::CoordinateOrderOpen));
        let evidence = preview.coordinates.as_ref().filter(|_| is_open)?;
        let readings = Readings { pairs: evidence.pairs, held: evidence.within?, countries: [None, None] };
        OrderQuestion::of(preview, &readings, &[])
    }
}

#[cfg(test)]
mod tests;
