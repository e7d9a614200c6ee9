//! The areas that the rows of a file are matched against: those of the plan first, so that a second import finds
//! them again, then those of the map.

use crate::document::{Plan, Settings};
use crate::domain::Currency;
use crate::exchange::protocol::Preview;
use crate::exchange::{AreaDirectory, AreaEntry, Field};
use crate::locale::Language;
use crate::locale::place_names::{iran_province, iran_province_of_key};

/// The code of Iran among countries (ISO 3166-1 alpha-3, lower case).
pub const IRAN_CODE: &str = "irn";

/// The country whose areas a plan's files most likely name; `None` when nothing tells.
pub fn likely_country(plan: &Plan) -> Option<&str> {
    match &plan.settings.map_country {
        Some(country) => Some(country),
        None if plan.settings.currency == Currency::Irr => Some(IRAN_CODE),
        None => None,
    }
}

/// The directory for a plan: its own areas that have outlines, Iran's provinces where they are meant, and the
/// regions of the chosen country's map.
pub fn directory(plan: &Plan, country: Option<&str>, regions: &[AreaEntry]) -> AreaDirectory {
    let own = plan.areas.iter().filter_map(|area| {
        let outline_key = area.outline_key.clone()?;
        // Files that the plan was written to call it by the word of their language.
        let words = iran_province_of_key(&outline_key)
            .into_iter()
            .flat_map(|known| [Language::Persian, Language::English].map(|language| known.name(language)));
        let names = std::iter::once(area.name.as_str()).chain(words).map(str::to_owned).collect();
        Some(AreaEntry { names, outline_key, centre: area.centre })
    });
    let is_iran = country == Some(IRAN_CODE);
    let iran = if is_iran { Vec::from(AreaDirectory::iran()) } else { Vec::new() };
    let regions = regions.iter().filter(|_| !is_iran).cloned();
    AreaDirectory::from(own.chain(iran).chain(regions).collect::<Vec<_>>())
}

/// Whether most areas that the first rows name are provinces of Iran: asked where no country is known.
pub fn names_iran(preview: &Preview) -> bool {
    let Some(column) = preview.options.mapping.column_of(Field::Area) else { return false };
    let named = preview.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_blank());
    let (all, known) = named.fold((0, 0), |(all, known), cell| (all + 1, known + usize::from(iran_province(&cell.text()).is_some())));
    known > 0 && known * 2 > all
}

/// The settings with the map that shows the areas of an import, where the plan has none yet and a row was matched
/// to that country's areas.
pub fn settings_with_map(settings: &Settings, country: Option<String>, has_known_areas: bool) -> Option<Settings> {
    let country = country.filter(|_| settings.map_country.is_none() && has_known_areas)?;
    Some(Settings { map_country: Some(country), ..settings.clone() })
}

/// The regions of a map of the app, by name and centre; none when it cannot be read.
pub fn regions_of_map(map: &[u8]) -> Vec<AreaEntry> {
    crate::exchange::map_file::read(map).map(|read| read.outlines.directory().entries().to_vec()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::document::PlanId;
    use crate::domain::{Area, AreaId};
    use std::sync::Arc;

    fn plan(language: Language) -> Plan {
        Plan::new(PlanId("a".into()), "A", Settings::for_language(language))
    }

    #[test]
    fn a_persian_plan_knows_the_provinces_by_every_spelling() {
        let plan = plan(Language::Persian);
        let directory = directory(&plan, likely_country(&plan), &[]);
        assert_eq!(directory.entries().len(), 31);
        for name in ["استان آذربايجان شرقي", "شیراز", "Esfahan", "IR-23"] {
            assert!(directory.find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn provinces_of_iran_do_not_bound_a_plan_of_elsewhere() {
        let mut plan = plan(Language::English);
        assert_eq!(directory(&plan, likely_country(&plan), &[]).bounds(), None);
        plan.areas = Arc::new(vec![Area { id: AreaId(1), name: "Ohio".into(), outline_key: Some("US-OH".into()), centre: None }]);
        let region = AreaEntry { names: vec!["Utah".into()], outline_key: "US-UT".into(), centre: None };
        let directory = directory(&plan, Some("usa"), &[region]);
        assert_eq!(directory.find("ohio").unwrap().outline_key, "US-OH");
        assert!(directory.find("Utah").is_some() && directory.find("Tehran").is_none());
    }

    #[test]
    fn a_map_is_chosen_once_and_only_when_its_areas_are_there() {
        let settings = Settings::for_language(Language::Persian);
        let country = || Some(IRAN_CODE.to_owned());
        let chosen = settings_with_map(&settings, country(), true).unwrap();
        assert_eq!(chosen.map_country, country());
        assert_eq!(settings_with_map(&settings, country(), false), None);
        assert_eq!(settings_with_map(&chosen, Some("usa".into()), true), None);
    }
}
