//! A table of customers as a newcomer's own file would be, for trying imports and for benchmarks.

use super::generate::customers;
use super::market::Market;
use crate::domain::Currency;
use crate::locale::Language;

const HEADERS_PERSIAN: [&str; 12] = [
    "شناسه",
    "نام مشتری",
    "عرض جغرافیایی",
    "طول جغرافیایی",
    "استان",
    "بخش",
    "پتانسیل",
    "فروش",
    "تعداد ویزیت",
    "دقیقهٔ هر ویزیت",
    "فروشنده",
    "منطقهٔ فروش",
];
const HEADERS_ENGLISH: [&str; 12] = [
    "identifier",
    "name",
    "latitude",
    "longitude",
    "province",
    "segment",
    "potential",
    "sales",
    "visits",
    "minutes per visit",
    "seller",
    "territory",
];

/// A table of so many customers as CSV in UTF-8. Amounts are in the currency's main unit.
///
/// # Errors
/// What the writer of CSV says; it writes to memory and has little to say.
pub fn customers_csv(market: &Market, count: usize, seed: u64) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(match market.language {
        Language::Persian => HEADERS_PERSIAN,
        Language::English => HEADERS_ENGLISH,
    })?;
    for customer in customers(market, count, seed) {
        let city = &market.cities[customer.city];
        let place =
            |of: fn(&crate::domain::Coordinates) -> f64| customer.coordinates.as_ref().map_or(String::new(), |at| of(at).to_string());
        let seat = |names: fn(&Market, usize) -> &'static str| customer.territory.map_or("", |index| names(market, index));
        writer.write_record([
            customer.code.as_str(),
            &customer.name,
            &place(|at| at.latitude_degrees),
            &place(|at| at.longitude_degrees),
            (market.province)(city.province).map_or(city.province, |(name, _)| name),
            customer.segment,
            &main_units(customer.potential.0, market.currency),
            &main_units(customer.sales().0, market.currency),
            &customer.visits.to_string(),
            &customer.minutes_per_visit.to_string(),
            seat(|market, index| market.sellers[index].name),
            seat(|market, index| market.territories[index]),
        ])?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn main_units(smallest: i64, currency: Currency) -> String {
    match currency.smallest_per_main() {
        1 => smallest.to_string(),
        unit if smallest % unit == 0 => (smallest / unit).to_string(),
        unit => format!("{}.{:02}", smallest / unit, smallest % unit),
    }
}
