//! The figures of the comparison in words: their names, values, differences and explanations.

use crate::document::MeasureKind;
use crate::document::comparison::{ComparedFigure, Comparison};
use crate::locale::number::NO_FIGURE;
use crate::locale::words::compare as words;
use crate::locale::words::explain as explain_words;
use crate::ui::explain;
use crate::ui::studio::{Explanation, Studio};

/// The name of a figure, without its measure.
pub fn name(studio: &Studio, figure: ComparedFigure) -> &'static str {
    studio.say(match figure {
        ComparedFigure::Shape(figure) => return explain::shape_name(studio, figure),
        ComparedFigure::CutEdges => explain_words::SHAPE_NAME_CUT,
        ComparedFigure::HomeDistance => words::HOME_DISTANCE,
        ComparedFigure::LargestDiameter => words::LARGEST_DIAMETER,
        ComparedFigure::Broken => words::BROKEN,
        ComparedFigure::Territories => words::NUMBER_OF_TERRITORIES,
        ComparedFigure::LargestDeviation(_) => words::LARGEST_DEVIATION,
        ComparedFigure::Variation(_) => words::VARIATION,
        ComparedFigure::WithinTolerance(_) => words::WITHIN,
        ComparedFigure::Dispersion => words::DISPERSION,
        ComparedFigure::MovedAccounts => words::MOVED_ACCOUNTS,
        ComparedFigure::MovedSales => words::MOVED_SALES,
        ComparedFigure::Unassigned => words::UNASSIGNED,
    })
}

/// The measure that a figure belongs to.
pub fn measure(figure: ComparedFigure) -> Option<MeasureKind> {
    match figure {
        ComparedFigure::LargestDeviation(kind) | ComparedFigure::Variation(kind) | ComparedFigure::WithinTolerance(kind) => Some(kind),
        _ => None,
    }
}

/// Rows of one kind stand together under a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The number of territories.
    Territories,
    /// A measure.
    Measure(MeasureKind),
    /// Travel and change.
    TravelAndChange,
    /// Shape.
    Shape,
}

/// The group of a figure.
pub fn group(figure: ComparedFigure) -> Group {
    match figure {
        ComparedFigure::Territories => Group::Territories,
        ComparedFigure::Shape(_) | ComparedFigure::CutEdges => Group::Shape,
        _ => measure(figure).map_or(Group::TravelAndChange, Group::Measure),
    }
}

/// Whether a figure that is not known can say why.
pub fn explains_gap(figure: ComparedFigure) -> bool {
    group(figure) == Group::Shape
}

/// A value as the matrix shows it.
pub fn value(studio: &Studio, figure: ComparedFigure, value: f64, territory_count: usize) -> String {
    let numbers = studio.numbers();
    match figure {
        ComparedFigure::LargestDeviation(_) | ComparedFigure::MovedSales => numbers.percent(value, 1),
        ComparedFigure::Variation(_) => numbers.fixed(value, 3),
        ComparedFigure::Shape(_) => numbers.fixed(value, 2),
        ComparedFigure::WithinTolerance(_) => {
            studio.fill(words::WITHIN_OF, &[("within", &numbers.decimal(value, 0)), ("all", &numbers.count(territory_count))])
        }
        ComparedFigure::Dispersion | ComparedFigure::HomeDistance => numbers.decimal(value, 1),
        ComparedFigure::LargestDiameter | ComparedFigure::CutEdges | ComparedFigure::Broken => numbers.decimal(value, 0),
        ComparedFigure::Territories | ComparedFigure::MovedAccounts | ComparedFigure::Unassigned => numbers.decimal(value, 0),
    }
}

/// What stands where there is no value.
pub fn no_value(studio: &Studio, figure: ComparedFigure) -> String {
    match figure {
        ComparedFigure::MovedAccounts | ComparedFigure::MovedSales => studio.say(words::NO_EARLIER).to_owned(),
        _ => NO_FIGURE.to_owned(),
    }
}

/// The unit of a difference, where it has one: differences of percentages are in percentage points.
pub fn difference_unit(studio: &Studio, figure: ComparedFigure) -> Option<&'static str> {
    let is_percentage = matches!(figure, ComparedFigure::LargestDeviation(_) | ComparedFigure::MovedSales);
    is_percentage.then(|| studio.say(words::PERCENTAGE_POINTS))
}

/// A difference to today as the matrix shows it, without its unit.
pub fn difference(studio: &Studio, figure: ComparedFigure, difference: f64) -> String {
    let numbers = studio.numbers();
    match figure {
        ComparedFigure::LargestDeviation(_) | ComparedFigure::MovedSales => numbers.signed(difference * 100.0, 1),
        ComparedFigure::Variation(_) => numbers.signed(difference, 3),
        ComparedFigure::Shape(_) => numbers.signed(difference, 2),
        ComparedFigure::Dispersion | ComparedFigure::HomeDistance => numbers.signed(difference, 1),
        ComparedFigure::LargestDiameter
        | ComparedFigure::CutEdges
        | ComparedFigure::Broken
        | ComparedFigure::Territories
        | ComparedFigure::WithinTolerance(_)
        | ComparedFigure::MovedAccounts
        | ComparedFigure::Unassigned => numbers.signed(difference, 0),
    }
}

/// Where a figure of one scenario comes from; `None` for those that need no words.
pub fn explanation(studio: &Studio, comparison: &Comparison, column: usize, figure: ComparedFigure) -> Option<Explanation> {
    let compared = comparison.columns.get(column)?;
    let results = &compared.results;
    let territory_count = compared.scenario.territories.len();
    let account_count = studio_accounts(studio);
    let summary = |kind| results.summary(kind);
    let explanation = match figure {
        ComparedFigure::Territories | ComparedFigure::Broken => return None,
        ComparedFigure::LargestDeviation(kind) => {
            let summary = summary(kind)?;
            let worst = comparison.worst_territory(column, kind).map(|(name, _)| name);
            explain::largest_deviation(studio, kind, summary.max_relative_deviation, summary.total, territory_count, worst)
        }
        ComparedFigure::Variation(kind) => {
            let index = results.index(kind)?;
            let counted =
                results.measures.territories.iter().filter(|figures| figures.targets.get(index).is_some_and(|target| *target > 0.0));
            explain::coefficient_of_variation(studio, kind, summary(kind)?.coefficient_of_variation, counted.count())
        }
        ComparedFigure::WithinTolerance(kind) => {
            let tolerance = compared.scenario.design.measure(kind).tolerance_share;
            explain::within_tolerance(studio, kind, summary(kind)?.within_tolerance_count as usize, territory_count, tolerance)
        }
        ComparedFigure::Dispersion => {
            explain::dispersion(studio, results.measures.dispersion_km, results.measures.placed_unit_count as usize, account_count)
        }
        ComparedFigure::HomeDistance => explain::home_distance(studio, results.measures.home_distance_km),
        ComparedFigure::LargestDiameter => {
            let (diameter_km, placed) = (results.measures.largest_diameter_km, results.measures.placed_unit_count as usize);
            let widest = results.measures.territories.iter().position(|figures| figures.diameter_km == diameter_km);
            let widest = widest.and_then(|place| compared.scenario.territories.get(place)).map(|territory| territory.name.as_str());
            explain::largest_diameter(studio, diameter_km, widest, placed, account_count)
        }
        ComparedFigure::Shape(figure) => explain::mean_shape(studio, figure, &compared.shapes),
        ComparedFigure::CutEdges => explain::cut_edges(studio, &compared.shapes),
        ComparedFigure::MovedAccounts | ComparedFigure::MovedSales => explain::changes_hands(studio, results),
        ComparedFigure::Unassigned => explain::unassigned(studio, results.unassigned_accounts, account_count),
    };
    Some(explanation)
}

fn studio_accounts(studio: &Studio) -> usize {
    use leptos::prelude::WithUntracked;
    studio.plan.with_untracked(|plan| plan.as_ref().map_or(0, |plan| plan.accounts.len()))
}
