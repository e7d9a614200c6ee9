//! What is remembered of a kind of file, so that the next one needs no choices: kept as JSON in the preferences,
//! by the signature of its columns. Of files with other columns, those of the same names are known.

use serde::{Deserialize, Serialize};

use crate::domain::DisplayUnit;
use crate::exchange::ColumnMapping;
use crate::exchange::Field;
use crate::exchange::dates::DateStyle;
use crate::exchange::header::{Header, HeaderChoice};
use crate::exchange::options::{ImportOptions, UserChoices};
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

    /// Puts it into choices, for a file whose columns have these names.
    pub fn apply(&self, choices: &mut UserChoices, headers: &[String]) {
        choices.mapping = Some(self.mapping.for_headers(headers));
        choices.sales_unit = choices.sales_unit.or(self.sales_unit);
        choices.potential_unit = choices.potential_unit.or(self.potential_unit);
        choices.minutes_per_visit = choices.minutes_per_visit.or(self.minutes_per_visit);
        choices.date_style = choices.date_style.or(self.date_style);
    }
}

/// A proposal with what columns of the same names were taken for in other files, those of the newest file first. What
/// was merely kept says nothing; letters stand for columns without names.
pub fn by_names(proposed: &ColumnMapping, header: &Header, earlier: &[Remembered]) -> ColumnMapping {
    let mut mapping = proposed.clone();
    if header.choice == HeaderChoice::Nowhere {
        return mapping;
    }
    let mut settled: Vec<Field> = Vec::new();
    for column in 0..mapping.columns.len() {
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
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::domain::CalendarKind;
    use crate::exchange::mapping::MappedColumn;

    #[test]
    fn choices_come_back_for_the_same_columns_in_another_order() {
        let column = |header: &str, field: Field| MappedColumn::new(header, field);
        let mapping = ColumnMapping { columns: vec![column("نام", Field::Name), column("مبلغ", Field::Sales)] };
        let style = DateStyle::all(CalendarKind::Gregorian)[1];
        let before = Remembered {
            mapping,
            sales_unit: Some(DisplayUnit::Toman),
            potential_unit: None,
            minutes_per_visit: Some(20.0),
            date_style: Some(style),
        };
        let after = Remembered::read(&before.write()).unwrap();
        assert_eq!(after, before);
        let mut choices = UserChoices { sales_unit: Some(DisplayUnit::Main), ..UserChoices::default() };
        after.apply(&mut choices, &["مبلغ".into(), "نام".into(), "تلفن".into()]);
        let fields: Vec<Field> = choices.mapping.unwrap().columns.iter().map(|column| column.field).collect();
        assert_eq!(fields, [Field::Sales, Field::Name, Field::Keep]);
        assert_eq!(choices.date_style, Some(style));
        assert_eq!((choices.sales_unit, choices.minutes_per_visit), (Some(DisplayUnit::Main), Some(20.0)));
    }

    #[test]
    fn a_column_is_known_by_its_name_in_other_files() {
        let remembered = |columns: &[(&str, Field)]| Remembered {
            mapping: ColumnMapping { columns: columns.iter().map(|(header, field)| MappedColumn::new(*header, *field)).collect() },
            sales_unit: None,
            potential_unit: None,
            minutes_per_visit: None,
            date_style: None,
        };
        let newest = remembered(&[("Ref", Field::Identifier), ("Turn", Field::Keep), ("Note", Field::Ignore)]);
        let older = remembered(&[("Ref", Field::Name), ("Turn", Field::Sales)]);
        let proposed = |columns: &[(&str, Field)]| remembered(columns).mapping;
        let header = |choice| Header { choice, names: Vec::new(), first_data_row: 1 };
        let file =
            proposed(&[("REF", Field::Name), ("Shop", Field::Keep), ("turn", Field::Keep), ("Net", Field::Sales), ("note", Field::Keep)]);
        let fields = |mapping: ColumnMapping| mapping.columns.iter().map(|column| column.field).collect::<Vec<_>>();
        use Field::*;
        let read = by_names(&file, &header(HeaderChoice::Row(1)), &[newest.clone(), older]);
        assert_eq!(fields(read), [Identifier, Keep, Sales, Keep, Ignore]);
        assert_eq!(fields(by_names(&file, &header(HeaderChoice::Nowhere), &[newest])), [Name, Keep, Keep, Sales, Keep]);
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        for stored in ["", "{}", "[]", "{\"mapping\":1}"] {
            assert_eq!(Remembered::read(stored), None);
        }
    }
}
