//! A plan's accounts as GeoJSON points, for maps and other programs. Keys are the same in every language. Areas and
//! territories are [`super::export_geojson_areas`]'.

use serde_json::{Map, Number, Value, json};

use crate::document::areas::name_of;
use crate::document::design::place_of;
use crate::document::settings::PotentialUnit;
use crate::document::{Plan, Scenario};
use crate::domain::{Account, CivilDate};

/// Writes the accounts with their territory and seller in a scenario as a FeatureCollection. Money is in the
/// currency's main unit. An account that only has an area stands at its centre, as on the map, and `place` says so:
/// `area_centre` rather than `coordinates`. One without either has no geometry, as the format provides; what is unknown is
/// left out.
pub fn write(plan: &Plan, scenario: &Scenario) -> String {
    let features: Vec<Value> = plan.accounts.iter().map(|account| feature(plan, scenario, account)).collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn feature(plan: &Plan, scenario: &Scenario, account: &Account) -> Value {
    let main_unit = plan.settings.currency.smallest_per_main() as f64;
    let territory = scenario.assignment.get(&account.id).and_then(|id| scenario.territory(*id));
    let mut properties = Map::new();
    // Further columns first, so that none of them can take the place of a fact.
    for (header, cell) in &account.extra {
        properties.insert(header.clone(), Value::String(cell.clone()));
    }
    let mut text = |key: &str, value: Option<&str>| match value.filter(|value| !value.is_empty()) {
        Some(value) => properties.insert(key.to_owned(), Value::String(value.to_owned())),
        None => properties.remove(key),
    };
    text("name", Some(&account.name));
    text("identifier", account.code.as_deref());
    text("area", account.area.and_then(|id| plan.area(id)).map(|area| name_of(area, plan.settings.language)));
    text("segment", account.segment.as_deref());
    text("territory", territory.map(|territory| territory.name.as_str()));
    text("seller", territory.and_then(|territory| plan.person(territory.seller?)).map(|seller| seller.name.as_str()));
    let is_money = plan.settings.potential_unit == PotentialUnit::Money;
    let potential = account.potential.map(|potential| if is_money { potential / main_unit } else { potential });
    let since = account.customer_since.map(|CivilDate { year, month, day }| format!("{year:04}-{month:02}-{day:02}"));
    text("customer_since", since.as_deref());
    text("currency", (account.sales.is_some() || (is_money && potential.is_some())).then(|| plan.settings.currency.code()));
    let mut number = |key: &str, value: Option<f64>| match value.and_then(Number::from_f64) {
        Some(value) => properties.insert(key.to_owned(), Value::Number(value)),
        None => properties.remove(key),
    };
    number("potential", potential);
    number("sales", account.sales.map(|sales| sales.0 as f64 / main_unit));
    number("workload_hours", account.workload.map(|workload| workload.hours()));
    properties.insert("fixed".to_owned(), Value::Bool(account.is_fixed));
    let place = place_of(plan, account);
    if place.is_some() {
        let kind = if account.coordinates.is_some() { "coordinates" } else { "area_centre" };
        properties.insert("place".to_owned(), Value::String(kind.to_owned()));
    }
    let geometry =
        place.map_or(Value::Null, |place| json!({ "type": "Point", "coordinates": [place.longitude_degrees, place.latitude_degrees] }));
    json!({ "type": "Feature", "id": account.id.0, "geometry": geometry, "properties": properties })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::document::{Plan, PlanId, Settings};
    use crate::domain::{AccountId, Area, AreaId, Coordinates, Money, Territory, TerritoryId};
    use crate::locale::Language;
    use std::sync::Arc;

    #[test]
    fn accounts_are_points_with_their_territory() {
        let mut plan = Plan::new(PlanId("p".into()), "", Settings::for_language(Language::English));
        let mut placed = Account::named(AccountId(1), "پارس \"A\"");
        placed.coordinates = Coordinates::new(35.7, 51.4);
        placed.sales = Some(Money(123_450));
        placed.customer_since = Some(CivilDate { year: 2019, month: 3, day: 21 });
        placed.extra.insert("name".into(), "not this".into());
        placed.extra.insert("sales".into(), "nor this".into());
        let mut in_area = Account::named(AccountId(3), "somewhere in Fars");
        in_area.area = Some(AreaId(7));
        let nowhere = Account::named(AccountId(2), "nowhere");
        plan.accounts = Arc::new([placed, nowhere, in_area].into_iter().map(Arc::new).collect());
        plan.areas = Arc::new(vec![Area { id: AreaId(7), name: "Fars".into(), outline_key: None, centre: Coordinates::new(29.0, 53.0) }]);
        let mut scenario = Scenario::today();
        scenario.territories.push(Territory { id: TerritoryId(3), name: "North".into(), colour_index: 0, seller: None });
        scenario.assignment.insert(AccountId(1), TerritoryId(3));
        let read: Value = serde_json::from_str(&write(&plan, &scenario)).unwrap();
        let first = &read["features"][0];
        assert_eq!(first["geometry"]["coordinates"], json!([51.4, 35.7]));
        let expected = json!({ "name": "پارس \"A\"", "territory": "North", "sales": 1234.5, "currency": "USD", "fixed": false, "customer_since": "2019-03-21", "place": "coordinates" });
        assert_eq!(first["properties"], expected);
        assert_eq!((&read["features"][1]["geometry"], &read["features"][1]["properties"]["place"]), (&Value::Null, &Value::Null));
        let third = &read["features"][2];
        assert_eq!(third["geometry"]["coordinates"], json!([53.0, 29.0]), "where the map shows it");
        assert_eq!((&third["properties"]["place"], &third["properties"]["area"]), (&json!("area_centre"), &json!("Fars")));
    }
}
