//! What is remembered of a kind of file, so that the next one needs no choices: kept as JSON in the preferences,
//! by the signature of its columns. Of files with other columns, those of the same names are known.

use serde::{Deserialize, Serialize};

use crate::domain::DisplayUnit;
use crate::exchange::ColumnMapping;
use crate::exchange::Field;
use crate::exchange::dates::DateStyle;
use crate::exchange::header::HeaderChoice;
use crate::exchange::options::{ImportOptions, UserChoices};
use crate::exchange::protocol::Preview;
use crate::exchange::synonyms::compact;

/// What was chosen for a kind of file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remembered {
    /// What each column is.
    pub mapping: ColumnMapping,
    /// The unit of sales, where the user or the app had to choose one.
    #[serde(default)]
    pub sales_unit: Option<DisplayUnit>,
    /// The unit of potential, where the user or the app had to choose one.
    #[serde(default)]
    pub potential_unit: Option<DisplayUnit>,
    /// Minutes of a visit, for files that give only their number.
    #[serde(default)]
    pub minutes_per_visit: Option<f64>,
    /// How dates are read, where the user had to say.
    #[serde(default)]
    pub date_style: Option<DateStyle>,
}

impl Remembered {
    /// What to remember of an import.
    pub fn of(options: &ImportOptions, choices: &UserChoices) -> Remembered {
        Remembered {
            mapping: options.mapping.clone(),
            sales_unit: choices.sales_unit,
            potential_unit: choices.potential_unit,
            minutes_per_visit: choices.minutes_per_visit,
            date_style: choices.date_style,
        }
    }

    /// Reads what was stored; what cannot be read is as if nothing had been.
    pub fn read(stored: &str) -> Option<Remembered> {
        serde_json::from_str(stored).ok()
    }

    /// Writes it to be stored.
    pub fn write(&self) -> String {
        // Names and figures always have a form in JSON; an empty one is read as nothing.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Puts it into choices, for a file with columns of the same names. A column that the plan's own identifiers were
    /// found in stays theirs, unless the one that was taken for them holds some too.
    pub fn apply(&self, choices: &mut UserChoices, preview: &Preview) {
        choices.mapping = Some(self.mapping_for(preview));
        choices.sales_unit = choices.sales_unit.or(self.sales_unit);
        choices.potential_unit = choices.potential_unit.or(self.potential_unit);
        choices.minutes_per_visit = choices.minutes_per_visit.or(self.minutes_per_visit);
        choices.date_style = choices.date_style.or(self.date_style);
    }

    /// What it takes the columns of a file for.
    pub fn mapping_for(&self, preview: &Preview) -> ColumnMapping {
        let mut mapping = self.mapping.for_headers(&preview.header.names);
        let remembered = mapping.column_of(Field::Identifier).and_then(|column| preview.known_codes.get(column));
        if let Some(column) = column_of_known_codes(preview).filter(|_| remembered.is_none_or(|known| *known == 0)) {
            mapping.assign(column, Field::Identifier);
        }
        mapping
    }
}

/// The column that is proposed for identifiers since it holds those of the plan, more than any other does.
fn column_of_known_codes(preview: &Preview) -> Option<usize> {
    let column = preview.options.mapping.column_of(Field::Identifier)?;
    let known = preview.known_codes.get(column).copied().unwrap_or(0);
    (known > 0 && preview.known_codes.iter().all(|other| *other <= known)).then_some(column)
}

/// A proposal with what columns of the same names were taken for in other files, those of the newest file first. What
/// was merely kept says nothing; letters stand for columns without names. Where the plan's own identifiers were found, no
/// name says otherwise: customers that are there already would come in once more.
pub fn by_names(preview: &Preview, earlier: &[Remembered]) -> ColumnMapping {
    let mut mapping = preview.options.mapping.clone();
    if preview.header.choice == HeaderChoice::Nowhere {
        return mapping;
    }
    let of_known_codes = column_of_known_codes(preview);
    let mut settled: Vec<Field> = of_known_codes.map(|_| Field::Identifier).into_iter().collect();
    for column in (0..mapping.columns.len()).filter(|column| Some(*column) != of_known_codes) {
        let name = compact(&mapping.columns[column].header);
        let columns = earlier.iter().flat_map(|remembered| &remembered.mapping.columns);
        let known = columns.into_iter().find(|known| known.field != Field::Keep && compact(&known.header) == name);
        let Some(known) = known.filter(|known| !settled.contains(&known.field)) else { continue };
        mapping.assign(column, known.field);
        mapping.columns[column].period = known.period;
        if !known.field.may_repeat() {
            settled.push(known.field);
        }
    }
    mapping
}

#[cfg(test)]
mod tests;
