//! The American sample: a distributor of medical devices. Firm, people and customers are invented.

use super::dice::Dice;
use super::market::{Channel, City, ExtraHeaders, KeptChain, Market, Seller};
use super::usa_cities::{CITIES, state};
use crate::domain::{CalendarKind, Currency, DisplayUnit, YearMonth};
use crate::locale::Language;

/// Cents in a thousand dollars.
const THOUSAND_DOLLARS: f64 = 100_000.0;

pub(super) static MARKET: Market = Market {
    language: Language::English,
    country: "usa",
    currency: Currency::Usd,
    display_unit: DisplayUnit::Main,
    calendar: CalendarKind::Gregorian,
    plan_id: "sample-medical-devices-usa",
    plan_name: "Medical devices 2026",
    // Noon in New York on 5 January 2026.
    saved_at_milliseconds: 1_767_632_400_000.0,
    seed: 2026,
    account_count: 400,
    first_month: YearMonth { year: 2024, month: 1 },
    season: [0.88, 0.92, 1.06, 0.95, 0.97, 1.04, 0.9, 0.92, 1.05, 1.02, 1.04, 1.25],
    growth: 1.07,
    province: state,
    cities: CITIES,
    territories: &[
        "New England",
        "New York",
        "Mid-Atlantic",
        "Southeast",
        "Florida",
        "Great Lakes",
        "Plains",
        "Texas and the Gulf",
        "Mountain",
        "Pacific",
    ],
    sellers: &[
        seller("Hannah Brookes", 1.0, 0.04),
        seller("Daniel Ortiz", 1.0, -0.03),
        seller("Priya Raman", 1.0, 0.06),
        seller("Marcus Hale", 1.0, 0.02),
        seller("Sofia Delgado", 0.6, 0.05),
        seller("Thomas Lindqvist", 1.0, -0.06),
        seller("Grace Okafor", 1.0, 0.07),
        seller("Caleb Whitmore", 1.0, 0.0),
        seller("Mei Tanaka", 0.8, -0.02),
        seller("Rachel Stern", 1.0, -0.05),
    ],
    channels: &[
        channel("Hospital", 20.0, 260.0, 0.55, 75),
        channel("Surgery center", 18.0, 110.0, 0.5, 50),
        channel("Clinic", 24.0, 38.0, 0.5, 35),
        channel("Orthopedic practice", 14.0, 62.0, 0.5, 40),
        channel("Imaging center", 10.0, 85.0, 0.45, 45),
        channel("Rehabilitation center", 14.0, 30.0, 0.5, 30),
    ],
    segment_limits: [150.0 * THOUSAND_DOLLARS, 50.0 * THOUSAND_DOLLARS],
    potential_step: 50_000,
    sales_step: 1_000,
    code_prefix: "AC-",
    payment_terms: &["Net 30", "Net 30", "Net 45", "Net 60", "Prepaid"],
    headers: ExtraHeaders { channel: "Type", payment: "Payment terms", city: "City" },
    name,
    kept_chain: KeptChain {
        name: "Larkfield Health,",
        channel: 0,
        territory: 2,
        cities: &["Philadelphia", "Pittsburgh", "Baltimore", "Richmond", "Edison", "Charlotte", "Columbus"],
    },
};

const fn seller(name: &'static str, working_time_share: f64, skill: f64) -> Seller {
    Seller { name, working_time_share, skill }
}

const fn channel(label: &'static str, weight: f64, thousand_dollars: f64, deviation: f64, minutes_per_visit: u32) -> Channel {
    Channel { label, weight, median_potential: thousand_dollars * THOUSAND_DOLLARS, deviation, minutes_per_visit }
}

#[rustfmt::skip]
const PLACES: &[&str] = &[
    "Maple Grove", "Lakeview", "Stonebridge", "Fairhaven", "Willow Creek", "Cedar Hill", "Oakmont", "Brookside", "Riverbend", "Ashford",
    "Summit Ridge", "Clearwater", "Harborview", "Pinecrest", "Highland", "Meadowlark", "Silver Birch", "Kingsgate", "Northgate", "Westbrook",
    "Elm Park", "Juniper", "Granite Falls", "Rosewood", "Copperfield", "Larkspur", "Foxhollow", "Birchwood", "Glenmoor", "Sunrise",
];
#[rustfmt::skip]
const SURNAMES: &[&str] = &[
    "Harlow", "Whitfield", "Castellan", "Nakamura", "Abernathy", "Delacroix", "Okonkwo", "Brandt", "Kowalczyk", "Santoro", "Lindgren",
    "Mehta", "Ferrante", "Alvarado", "Sinclair", "Thackeray", "Vanterpool", "Whitaker", "Ellsworth", "Novak", "Pruitt", "Carmichael",
];
const KINDS: [&[&str]; 6] = [
    &["Hospital", "Medical Center", "Community Hospital", "Memorial Hospital"],
    &["Surgery Center", "Ambulatory Surgery", "Outpatient Surgery"],
    &["Clinic", "Family Clinic", "Health Center", "Medical Group"],
    &["Orthopedics", "Orthopedic Associates", "Sports Medicine", "Spine and Joint"],
    &["Imaging", "Diagnostic Imaging", "Radiology"],
    &["Rehabilitation", "Physical Therapy", "Rehab Partners"],
];

/// "Maple Grove Clinic", "Harlow and Novak Orthopedics", "Lakeview Imaging of Denver".
fn name(dice: &mut Dice, channel: usize, city: &City) -> String {
    let kind = *dice.choice(KINDS[channel]);
    let place = *dice.choice(PLACES);
    let (one, other) = (*dice.choice(SURNAMES), *dice.choice(SURNAMES));
    let roll = dice.uniform();
    match channel {
        0 => format!("{place} {kind}, {}", city.name),
        2 | 3 | 5 if roll < 0.4 && one != other => format!("{one} and {other} {kind}"),
        2 | 3 if roll < 0.5 => format!("Dr. {one} {kind}"),
        _ if roll < 0.75 => format!("{place} {kind} of {}", city.name),
        _ => format!("{place} {kind}"),
    }
}
