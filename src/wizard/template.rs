//! The file that a user may start from: every column that an import knows, with two rows that show how.

use std::sync::Arc;

use crate::document::{Plan, PlanId, Scenario, Settings};
use crate::domain::{Account, AccountId, Area, AreaId, CivilDate, Coordinates, Money, Person, PersonId, Territory, TerritoryId, Workload};
use crate::exchange::export_table::{WorkbookExport, workbook};
use crate::locale::words::import as words;

/// The template for a plan's settings, in its language and units.
pub fn template(settings: &Settings) -> WorkbookExport {
    let language = settings.language;
    let mut plan = Plan::new(PlanId(String::new()), "", settings.clone());
    let shown = settings.display_unit.smallest_per_shown(settings.currency);
    let is_persian = language == crate::locale::Language::Persian;
    let area = if is_persian { "تهران" } else { "Ohio" };
    let (latitude, longitude) = if is_persian { (35.7219, 51.3347) } else { (39.9612, -82.9988) };
    plan.areas = Arc::new(vec![Area { id: AreaId(1), name: area.to_owned(), outline_key: None, centre: None }]);
    let seller = Person::named(PersonId(2), words::TEMPLATE_SELLER.get(language).to_owned());
    plan.people = Arc::new(vec![seller]);
    let account = |number: u32, name: &crate::locale::Text, workload: Workload| {
        let mut account = Account::named(AccountId(number), name.get(language));
        account.code = Some(format!("C-{:03}", number - 9));
        account.coordinates = Coordinates::new(latitude + f64::from(number - 10) / 100.0, longitude);
        account.area = Some(AreaId(1));
        account.segment = Some("A".to_owned());
        account.potential = Some(1_200.0 * shown as f64);
        account.sales = Some(Money(850 * shown));
        account.workload = Some(workload);
        account.customer_since = Some(CivilDate { year: 2019, month: 3, day: 21 + u8::from(number > 10) });
        Arc::new(account)
    };
    plan.accounts = Arc::new(vec![
        account(10, &words::TEMPLATE_FIRST, Workload::Visits { visits: 24.0, minutes_per_visit: 40.0 }),
        account(11, &words::TEMPLATE_SECOND, Workload::Hours(12.0)),
    ]);
    let mut scenario = Scenario::today();
    let name = words::TEMPLATE_TERRITORY.get(language).to_owned();
    scenario.territories.push(Territory { id: TerritoryId(3), name, colour_index: 0, seller: Some(PersonId(2)) });
    scenario.assignment.insert(AccountId(10), TerritoryId(3));
    scenario.assignment.insert(AccountId(11), TerritoryId(3));
    workbook(&plan, &scenario, Vec::new())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::exchange::export_table::ExportCell;
    use crate::exchange::synonyms::Recogniser;
    use crate::exchange::{Field, FileError};
    use crate::locale::Language;

    #[test]
    fn every_column_of_the_template_is_recognised_and_filled() -> Result<(), FileError> {
        for language in [Language::Persian, Language::English] {
            let template = template(&Settings::for_language(language));
            let sheet = &template.sheets[0];
            let recogniser = Recogniser::default();
            let fields: std::collections::BTreeSet<Field> =
                sheet.headers.iter().map(|header| recogniser.recognise(header).expect(header).0).collect();
            assert_eq!(fields.len(), 15);
            assert_eq!(sheet.rows.len(), 2);
            for column in 0..sheet.headers.len() {
                assert!(sheet.rows.iter().any(|row| row[column] != ExportCell::Empty), "{}", sheet.headers[column]);
            }
        }
        Ok(())
    }
}
