//! Quantities that territories are measured by, in the words and units of the open plan.

use leptos::prelude::*;

use super::studio::Studio;
use crate::document::{MeasureKind, PotentialUnit};
use crate::locale::words::explain as words;

/// The name of a measure.
pub fn name(studio: &Studio, measure: MeasureKind) -> &'static str {
    studio.say(match measure {
        MeasureKind::Accounts => words::ACCOUNTS,
        MeasureKind::Potential => words::POTENTIAL,
        MeasureKind::Sales => words::SALES,
        MeasureKind::Workload => words::WORKLOAD,
    })
}

/// The unit of a measure, for headings; `None` for a bare count.
pub fn unit(studio: &Studio, measure: MeasureKind) -> Option<String> {
    match measure {
        MeasureKind::Accounts => None,
        MeasureKind::Potential if is_points(studio) => Some(studio.say(words::POINTS).to_owned()),
        MeasureKind::Potential | MeasureKind::Sales => Some(studio.money().unit_label()),
        MeasureKind::Workload => Some(studio.say(words::HOURS).to_owned()),
    }
}

/// A value without its unit, for tables whose heading names the unit.
pub fn figure(studio: &Studio, measure: MeasureKind, value: f64) -> String {
    match measure {
        MeasureKind::Potential if !is_points(studio) => studio.money().figure_of(value),
        MeasureKind::Sales => studio.money().figure_of(value),
        MeasureKind::Accounts | MeasureKind::Potential | MeasureKind::Workload => studio.numbers().decimal(value, 0),
    }
}

/// A value with its unit, for sentences.
pub fn with_unit(studio: &Studio, measure: MeasureKind, value: f64) -> String {
    match measure {
        MeasureKind::Accounts => studio.fill(words::COUNT_OF_ACCOUNTS, &[("count", &studio.numbers().decimal(value, 0))]),
        MeasureKind::Potential if is_points(studio) => {
            studio.fill(words::FIGURE_POINTS, &[("figure", &studio.numbers().decimal(value, 0))])
        }
        MeasureKind::Potential | MeasureKind::Sales => studio.money().with_unit_of(value),
        MeasureKind::Workload => studio.fill(words::FIGURE_HOURS, &[("figure", &studio.numbers().decimal(value, 0))]),
    }
}

/// A distance with its unit.
pub fn kilometres(studio: &Studio, distance_km: f64) -> String {
    studio.fill(words::KILOMETRES, &[("figure", &studio.numbers().decimal(distance_km, 0))])
}

/// Whether the plan's potential counts points of the user's own scale.
fn is_points(studio: &Studio) -> bool {
    studio.plan.with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.settings.potential_unit == PotentialUnit::Points))
}
