//! The unit that a column of money is likely in when its name does not say. A guess by size, shown to the user
//! and never made where the plan's own unit is plausible.

use crate::domain::{Currency, DisplayUnit};
use crate::exchange::Cell;
use crate::exchange::mapping::Field;
use crate::exchange::numbers::read_number;
use crate::exchange::options::ImportOptions;
use crate::exchange::protocol::Preview;
use crate::exchange::synonyms::unit_in_header;

/// What a customer may plausibly buy in a year, in main units of the currency.
fn plausible_main_units(currency: Currency) -> std::ops::RangeInclusive<f64> {
    match currency {
        // A million tomans to a thousand billion tomans.
        Currency::Irr => 1e7..=1e13,
        Currency::Iqd | Currency::Afn => 1e4..=1e12,
        Currency::Usd | Currency::Eur | Currency::Gbp | Currency::Aed | Currency::Try => 10.0..=1e9,
    }
}

/// The unit in which a typical amount is plausible: the one at hand if it is, else the first that is.
pub fn plausible_unit(typical: f64, currency: Currency, at_hand: DisplayUnit) -> DisplayUnit {
    let range = plausible_main_units(currency);
    let main = currency.smallest_per_main() as f64;
    let fits = |unit: &DisplayUnit| range.contains(&(typical * unit.smallest_per_shown(currency) as f64 / main));
    if fits(&at_hand) { at_hand } else { currency.display_units().iter().copied().find(fits).unwrap_or(at_hand) }
}

/// The unit for one column of money where it should differ from the one at hand; `None` where the column's name
/// says the unit or the rows hold no amounts.
pub fn better_unit(preview: &Preview, field: Field, currency: Currency) -> Option<DisplayUnit> {
    let at_hand = unit_of(&preview.options, field);
    let column = preview.options.mapping.column_of(field)?;
    if unit_in_header(preview.header.names.get(column)?, currency).is_some() {
        return None;
    }
    let style = preview.options.number_style(field);
    let mut amounts: Vec<f64> = preview
        .rows
        .iter()
        .filter_map(|row| match row.cells.get(column)? {
            Cell::Number(number) => Some(*number),
            Cell::Text(text) => read_number(text, style).map(|number| number.to_float()),
            _ => None,
        })
        .filter(|amount| *amount > 0.0)
        .collect();
    amounts.sort_by(f64::total_cmp);
    let typical = *amounts.get(amounts.len() / 2)? * preview.options.mapping.period_of(field).times_a_year() as f64;
    let unit = plausible_unit(typical, currency, at_hand);
    (unit != at_hand).then_some(unit)
}

/// The unit that a column of money is read in.
pub fn unit_of(options: &ImportOptions, field: Field) -> DisplayUnit {
    if field == Field::Potential { options.potential_unit } else { options.sales_unit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rials_are_not_taken_for_millions_of_tomans() {
        assert_eq!(plausible_unit(8_918_600_000.0, Currency::Irr, DisplayUnit::MillionToman), DisplayUnit::Main);
        assert_eq!(plausible_unit(850.0, Currency::Irr, DisplayUnit::MillionToman), DisplayUnit::MillionToman);
        assert_eq!(plausible_unit(850.0, Currency::Irr, DisplayUnit::Main), DisplayUnit::Million);
    }

    #[test]
    fn dollars_are_dollars() {
        assert_eq!(plausible_unit(71_200.0, Currency::Usd, DisplayUnit::Main), DisplayUnit::Main);
        assert_eq!(plausible_unit(71_200.0, Currency::Usd, DisplayUnit::Million), DisplayUnit::Main);
        assert_eq!(plausible_unit(0.0, Currency::Usd, DisplayUnit::Thousand), DisplayUnit::Thousand);
    }
}
