//! The figures of an answer that the judge recomputes, by what they are of.

use serde::{Deserialize, Serialize};

/// Which figure of an answer. Indices count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedFigure {
    /// What it is.
    pub kind: FigureKind,
    /// The territory whose it is; `None` for one of the whole.
    pub territory: Option<u32>,
    /// The measure that it is in, where it is in one.
    pub measure: Option<u32>,
}

/// What a figure of an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FigureKind {
    /// How many territories have figures.
    Territories,
    /// How many measures have figures.
    Measures,
    /// How many units a territory has.
    Units,
    /// In how many pieces a territory lies.
    Pieces,
    /// How many units are without a territory.
    UnitsWithout,
    /// What a territory carries.
    Value,
    /// What a territory should carry.
    Target,
    /// How far a territory is from what it should carry.
    Deviation,
    /// What there is of a measure.
    Total,
    /// The largest deviation in a measure.
    LargestDeviation,
    /// The coefficient of variation.
    Variation,
    /// How many territories are within tolerance.
    WithinTolerance,
    /// How many units change hands.
    ChangedUnits,
    /// The share of units that change hands.
    ChangedUnitShare,
    /// The share of a measure that changes hands.
    ChangedShare,
    /// Where the centre of a territory lies.
    Centre,
    /// The mean way to the centre.
    Dispersion,
    /// The largest distance within a territory.
    Diameter,
    /// The mean way to the place that sellers set out from.
    BaseTravel,
    /// How many units have a place.
    PlacedUnits,
    /// The largest deviation of all balanced measures.
    WorstDeviation,
    /// Whether all is within tolerance.
    IsWithin,
}

impl FigureKind {
    /// The figure of the whole.
    pub fn of_all(self) -> CheckedFigure {
        CheckedFigure { kind: self, territory: None, measure: None }
    }

    /// The figure of a territory.
    pub fn of_territory(self, territory: usize) -> CheckedFigure {
        CheckedFigure { territory: Some(territory as u32), ..self.of_all() }
    }

    /// The figure of all in a measure.
    pub fn in_measure(self, measure: usize) -> CheckedFigure {
        CheckedFigure { measure: Some(measure as u32), ..self.of_all() }
    }
}
