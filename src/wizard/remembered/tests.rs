#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::document::settings::Settings;
use crate::domain::CalendarKind;
use crate::exchange::AreaDirectory;
use crate::exchange::known_codes::KnownCodes;
use crate::exchange::mapping::MappedColumn;
use crate::exchange::options::ImportContext;
use crate::exchange::protocol::{ExchangeRequest, ExchangeResponse};
use crate::exchange::service::ExchangeService;
use crate::locale::Language;
use crate::port::service::Service;

/// How a text is proposed to be read, for a plan whose customers have these identifiers.
fn preview(text: &str, codes: &[&str], choices: UserChoices) -> Preview {
    let context = ImportContext::of_settings(&Settings::for_language(Language::Persian), AreaDirectory::iran());
    let context = ImportContext { known_codes: KnownCodes::of(codes.iter().copied()), ..context };
    let mut service = ExchangeService::default();
    let mut last = None;
    let mut hear = |response| {
        if let ExchangeResponse::Preview { preview, .. } = response {
            last = Some(*preview);
        }
    };
    service.handle(ExchangeRequest::OpenText { id: 1, name: "a".into(), text: text.into(), context }, &mut hear);
    service.handle(ExchangeRequest::SetChoices { id: 1, choices }, &mut hear);
    while service.step(&mut hear) {}
    last.unwrap()
}

fn remembered(columns: &[(&str, Field)]) -> Remembered {
    let columns = columns.iter().map(|(header, field)| MappedColumn::new(*header, *field)).collect();
    Remembered { mapping: ColumnMapping { columns }, sales_unit: None, potential_unit: None, minutes_per_visit: None, date_style: None }
}

fn fields(mapping: &ColumnMapping) -> Vec<Field> {
    mapping.columns.iter().map(|column| column.field).collect()
}

#[test]
fn choices_come_back_for_the_same_columns_in_another_order() {
    let style = DateStyle::all(CalendarKind::Gregorian)[1];
    let before = Remembered {
        sales_unit: Some(DisplayUnit::Toman),
        minutes_per_visit: Some(20.0),
        date_style: Some(style),
        ..remembered(&[("نام", Field::Name), ("مبلغ", Field::Sales)])
    };
    let after = Remembered::read(&before.write()).unwrap();
    assert_eq!(after, before);
    let mut choices = UserChoices { sales_unit: Some(DisplayUnit::Main), ..UserChoices::default() };
    after.apply(&mut choices, &preview("مبلغ,نام,تلفن\n1,الف,021\n", &[], UserChoices::default()));
    assert_eq!(fields(choices.mapping.as_ref().unwrap()), [Field::Sales, Field::Name, Field::Keep]);
    assert_eq!(choices.date_style, Some(style));
    assert_eq!((choices.sales_unit, choices.minutes_per_visit), (Some(DisplayUnit::Main), Some(20.0)));
}

#[test]
fn a_column_is_known_by_its_name_in_other_files() {
    let newest = remembered(&[("Ref", Field::Identifier), ("Turn", Field::Keep), ("Note", Field::Ignore)]);
    let older = remembered(&[("Ref", Field::Name), ("Turn", Field::Sales)]);
    let text = "REF,Shop,turn,Net,note\nx,a,b,c,d\n";
    let proposed =
        remembered(&[("REF", Field::Name), ("Shop", Field::Keep), ("turn", Field::Keep), ("Net", Field::Sales), ("note", Field::Keep)]);
    let choices = UserChoices { mapping: Some(proposed.mapping), ..UserChoices::default() };
    let mut file = preview(text, &[], choices);
    use Field::*;
    assert_eq!(fields(&by_names(&file, &[newest.clone(), older])), [Identifier, Keep, Sales, Keep, Ignore]);
    file.header.choice = HeaderChoice::Nowhere;
    assert_eq!(fields(&by_names(&file, &[newest])), [Name, Keep, Keep, Sales, Keep]);
}

#[test]
fn what_names_say_never_outdoes_the_plans_own_identifiers() {
    use Field::*;
    let codes = ["C1001", "C1002", "C1003"];
    let first = remembered(&[("ID", Identifier), ("Name", Name), ("Sales", Sales)]);
    let second = preview("ID,Ref,Sales\n1,C1001,10\n2,C1002,20\n3,C1003,30\n", &codes, UserChoices::default());
    assert_eq!(fields(&second.options.mapping), [Keep, Identifier, Sales]);
    assert_eq!(fields(&by_names(&second, std::slice::from_ref(&first))), [Keep, Identifier, Sales]);
    // Nor where it was the other column's name, and nor for the very same columns in another plan.
    let other = remembered(&[("Ref", Name), ("ID", Identifier)]);
    assert_eq!(fields(&by_names(&second, &[other])), [Keep, Identifier, Sales]);
    let same = remembered(&[("ID", Identifier), ("Ref", Keep), ("Sales", Sales)]);
    assert_eq!(fields(&same.mapping_for(&second)), [Keep, Identifier, Sales]);
    // Where none of them is known, what was chosen is remembered.
    let unknown = preview("ID,Ref,Sales\n1,C1001,10\n2,C1002,20\n", &[], UserChoices::default());
    assert_eq!(fields(&same.mapping_for(&unknown)), [Identifier, Keep, Sales]);
    assert_eq!(fields(&by_names(&unknown, &[first])), [Identifier, Name, Sales]);
}

#[test]
fn what_cannot_be_read_is_nothing() {
    for stored in ["", "{}", "[]", "{\"mapping\":1}"] {
        assert_eq!(Remembered::read(stored), None);
    }
}
