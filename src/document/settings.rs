//! What holds for a whole plan: its language, currency, calendar and fiscal year.

use serde::{Deserialize, Serialize};

use crate::domain::{CalendarKind, Currency, DisplayUnit};
use crate::locale::Language;

/// What the figure of an account's potential counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PotentialUnit {
    /// Money of the plan's currency, in its smallest unit.
    Money,
    /// Points of the user's own scale.
    Points,
}

/// The user's own map that a plan is planned on. The outlines are kept beside the plans, once for each content, and
/// go with the plan into its file: see [`super::own_map`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnMap {
    /// The name of the file it came from.
    pub name: String,
    /// [`super::own_map::content_of`] its outlines as they are kept.
    pub content: String,
}

/// The settings of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The language of what the plan prints and exports.
    pub language: Language,
    /// The currency of every amount in the plan.
    pub currency: Currency,
    /// The unit in which amounts are shown.
    pub display_unit: DisplayUnit,
    /// What potential counts.
    pub potential_unit: PotentialUnit,
    /// The calendar of months and dates.
    pub calendar: CalendarKind,
    /// The month in which the fiscal year begins, 1 to 12.
    pub fiscal_year_first_month: u8,
    /// The country whose outlines the map shows (ISO 3166-1 alpha-3, lower case), when chosen or detected.
    pub map_country: Option<String>,
    /// The user's own map, which goes before that of a country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_map: Option<OwnMap>,
}

impl Settings {
    /// What a new plan begins with in a language.
    pub fn for_language(language: Language) -> Settings {
        match language {
            Language::Persian => Settings {
                language,
                currency: Currency::Irr,
                display_unit: DisplayUnit::MillionToman,
                potential_unit: PotentialUnit::Money,
                calendar: CalendarKind::SolarHijri,
                fiscal_year_first_month: 1,
                map_country: None,
                own_map: None,
            },
            Language::English => Settings {
                language,
                currency: Currency::Usd,
                display_unit: DisplayUnit::Main,
                potential_unit: PotentialUnit::Money,
                calendar: CalendarKind::Gregorian,
                fiscal_year_first_month: 1,
                map_country: None,
                own_map: None,
            },
        }
    }
}
