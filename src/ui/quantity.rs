//! Quantities that territories are measured by, in the words and units of the open plan.

use leptos::prelude::*;

use super::studio::Studio;
use crate::document::{FurtherMeasure, MeasureKind, PotentialUnit};
use crate::domain::MeasureId;
use crate::locale::text::isolated;
use crate::locale::words::explain as words;

/// The name of a measure; that of a further one is the header of its column.
pub fn name(studio: &Studio, measure: MeasureKind) -> String {
    let own = match measure {
        MeasureKind::Accounts => words::ACCOUNTS,
        MeasureKind::Potential => words::POTENTIAL,
        MeasureKind::Sales => words::SALES,
        MeasureKind::Workload => words::WORKLOAD,
        MeasureKind::Further(id) => return further(studio, id, |measure| measure.column.clone()),
    };
    studio.say(own).to_owned()
}

/// The name of a measure within a sentence. The planner's own stand as they were written, in their own direction.
pub fn in_sentence(studio: &Studio, measure: MeasureKind) -> String {
    match measure {
        MeasureKind::Further(_) => isolated(&name(studio, measure)),
        _ => name(studio, measure).to_lowercase(),
    }
}

/// The name of a measure with its unit, for headings.
pub fn heading(studio: &Studio, measure: MeasureKind) -> String {
    match unit(studio, measure) {
        Some(unit) => format!("{} ({unit})", name(studio, measure)),
        None => name(studio, measure),
    }
}

/// The unit of a measure, for headings; `None` for a bare count.
pub fn unit(studio: &Studio, measure: MeasureKind) -> Option<String> {
    match measure {
        MeasureKind::Accounts => None,
        MeasureKind::Potential if is_points(studio) => Some(studio.say(words::POINTS).to_owned()),
        MeasureKind::Potential | MeasureKind::Sales => Some(studio.money().unit_label()),
        MeasureKind::Workload => Some(studio.say(words::HOURS).to_owned()),
        MeasureKind::Further(id) => Some(further(studio, id, |measure| measure.unit.clone())).filter(|unit| !unit.is_empty()),
    }
}

/// A value without its unit, for tables whose heading names the unit.
pub fn figure(studio: &Studio, measure: MeasureKind, value: f64) -> String {
    match measure {
        MeasureKind::Potential if !is_points(studio) => studio.money().figure_of(value),
        MeasureKind::Sales => studio.money().figure_of(value),
        MeasureKind::Accounts | MeasureKind::Potential | MeasureKind::Workload => studio.numbers().decimal(value, 0),
        MeasureKind::Further(_) => studio.numbers().decimal(value, 1),
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
        MeasureKind::Further(_) => match unit(studio, measure) {
            Some(unit) => format!("{} {}", figure(studio, measure, value), isolated(&unit)),
            None => figure(studio, measure, value),
        },
    }
}

/// The measures of the open plan, in the order of tables.
pub fn measures(studio: &Studio) -> Vec<MeasureKind> {
    studio.plan.with(|plan| plan.as_ref().map_or_else(|| MeasureKind::OWN.to_vec(), |plan| plan.measures()))
}

/// A distance with its unit.
pub fn kilometres(studio: &Studio, distance_km: f64) -> String {
    studio.fill(words::KILOMETRES, &[("figure", &studio.numbers().decimal(distance_km, 0))])
}

/// Whether the plan's potential counts points of the user's own scale.
fn is_points(studio: &Studio) -> bool {
    studio.plan.with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.settings.potential_unit == PotentialUnit::Points))
}

/// What is declared of a further measure; empty where it is no more.
fn further(studio: &Studio, id: MeasureId, what: impl Fn(&FurtherMeasure) -> String) -> String {
    studio.plan.with_untracked(|plan| plan.as_ref().and_then(|plan| plan.further_measure(id)).map(what).unwrap_or_default())
}
