//! What a market is made of: the cities, channels, territories and people that a sample is drawn from. The
//! tables themselves are beside it, one file a country.

use crate::domain::{CalendarKind, Coordinates, Currency, DisplayUnit, YearMonth};
use crate::locale::Language;

use super::dice::Dice;

/// A market in one country.
pub struct Market {
    /// The language of names and headers.
    pub(super) language: Language,
    /// ISO 3166-1 alpha-3, lower case.
    pub(super) country: &'static str,
    pub(super) currency: Currency,
    pub(super) display_unit: DisplayUnit,
    pub(super) calendar: CalendarKind,
    pub(super) plan_id: &'static str,
    pub(super) plan_name: &'static str,
    pub(super) saved_at_milliseconds: f64,
    pub(super) seed: u64,
    pub(super) account_count: usize,
    /// The first of 24 months of sales.
    pub(super) first_month: YearMonth,
    /// What each month of a year has against the average month.
    pub(super) season: [f64; 12],
    /// Sales of the last year against the year before.
    pub(super) growth: f64,
    /// The province of each key: its name and centre.
    pub(super) province: fn(&str) -> Option<(&'static str, Coordinates)>,
    pub(super) cities: &'static [City],
    pub(super) territories: &'static [&'static str],
    /// One for each territory, in the same order.
    pub(super) sellers: &'static [Seller],
    pub(super) channels: &'static [Channel],
    /// Potentials from which an account is in segment A and in segment B, in the smallest unit.
    pub(super) segment_limits: [f64; 2],
    /// Potentials are rounded to this, in the smallest unit.
    pub(super) potential_step: i64,
    /// Monthly sales are rounded to this, in the smallest unit.
    pub(super) sales_step: i64,
    pub(super) code_prefix: &'static str,
    pub(super) payment_terms: &'static [&'static str],
    pub(super) headers: ExtraHeaders,
    /// Names a customer of a channel (by its index) in a city.
    pub(super) name: fn(&mut Dice, usize, &City) -> String,
    /// Key accounts that one seller keeps wherever they lie: the start of their names, and the territory.
    pub(super) kept_chain: KeptChain,
}

/// A city or a part of one.
pub(super) struct City {
    pub name: &'static str,
    /// The ISO 3166-2 code of its province.
    pub province: &'static str,
    pub latitude: f64,
    pub longitude: f64,
    /// Inhabitants in thousands, about.
    pub thousands: f64,
    pub radius_km: f64,
    /// What an account here can buy against the country's usual.
    pub wealth: f64,
    /// The index of the territory that serves it today.
    pub territory: usize,
    /// Which way land lies, east and north; nought in both away from coasts and borders.
    pub inland: (f64, f64),
}

impl City {
    pub fn centre(&self) -> Coordinates {
        Coordinates { latitude_degrees: self.latitude, longitude_degrees: self.longitude }
    }
}

/// A kind of customer.
pub(super) struct Channel {
    pub label: &'static str,
    /// How often it is met against the others.
    pub weight: f64,
    /// The middle potential of a year, in the smallest unit.
    pub median_potential: f64,
    /// The spread of the log of potential.
    pub deviation: f64,
    pub minutes_per_visit: u32,
}

/// A seller and the seat they hold.
pub(super) struct Seller {
    pub name: &'static str,
    pub working_time_share: f64,
    /// How much of the potential they turn into sales, beside the usual.
    pub skill: f64,
}

/// Headers of the columns that only a sample's own file would have.
pub(super) struct ExtraHeaders {
    pub channel: &'static str,
    pub payment: &'static str,
    pub city: &'static str,
}

/// A chain of key accounts.
pub(super) struct KeptChain {
    pub name: &'static str,
    pub channel: usize,
    pub territory: usize,
    /// The cities with a branch, by name.
    pub cities: &'static [&'static str],
}
