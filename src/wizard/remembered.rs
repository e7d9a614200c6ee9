//! What is remembered of a kind of file, so that the next one needs no choices: kept as JSON in the preferences,
//! by the signature of its columns.

use serde::{Deserialize, Serialize};

use crate::domain::DisplayUnit;
use crate::exchange::ColumnMapping;
use crate::exchange::dates::DateStyle;
use crate::exchange::options::{ImportOptions, UserChoices};

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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::domain::CalendarKind;
    use crate::exchange::Field;
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
    fn what_cannot_be_read_is_nothing() {
        for stored in ["", "{}", "[]", "{\"mapping\":1}"] {
            assert_eq!(Remembered::read(stored), None);
        }
    }
}
