//! The areas of the map with their territories as GeoJSON, and territories as the areas they consist of. Keys are the same
//! in every language. Customers are [`super::export_geojson`]'s.

use serde_json::{Map, Number, Value, json};

use super::outlines::Polygon;
use crate::document::areas::{AreaMap, AreaOwner, area_owners};
use crate::document::design::value_of;
use crate::document::settings::PotentialUnit;
use crate::document::{MeasureKind, Plan, Scenario};
use crate::domain::{Account, Territory};

/// What accounts come to, in the units of the file: money in the currency's main unit.
#[derive(Clone, Copy, Default)]
struct Sums {
    customers: usize,
    potential: f64,
    sales: f64,
    workload_hours: f64,
}

impl Sums {
    fn add(&mut self, account: &Account) {
        self.customers += 1;
        self.potential += value_of(account, MeasureKind::Potential);
        self.sales += value_of(account, MeasureKind::Sales);
        self.workload_hours += value_of(account, MeasureKind::Workload);
    }

    fn put(self, plan: &Plan, properties: &mut Map<String, Value>) {
        let main_unit = plan.settings.currency.smallest_per_main() as f64;
        let potential_unit = if plan.settings.potential_unit == PotentialUnit::Money { main_unit } else { 1.0 };
        properties.insert("customers".to_owned(), Value::from(self.customers));
        let figures =
            [("potential", self.potential / potential_unit), ("sales", self.sales / main_unit), ("workload_hours", self.workload_hours)];
        for (key, value) in figures {
            properties.extend(Number::from_f64(value).map(|value| (key.to_owned(), Value::Number(value))));
        }
        properties.insert("currency".to_owned(), Value::from(plan.settings.currency.code()));
    }
}

/// Writes the areas of a map as a FeatureCollection: each with its name, its territory, that one's seller and what the
/// customers in it come to. Where customers of several territories share an area, the territory is that of most and
/// `is_shared` is true. `names` and `outlines` are of each area of the map, in its order.
pub fn write_areas(plan: &Plan, scenario: &Scenario, map: &AreaMap, names: &[String], outlines: &[Vec<Polygon>]) -> String {
    let owners = area_owners(map, scenario);
    let mut sums = vec![Sums::default(); owners.len()];
    for account in plan.accounts.iter() {
        if let Some(sums) = map.area_of.get(&account.id).and_then(|area| sums.get_mut(*area as usize)) {
            sums.add(account);
        }
    }
    let areas = map.map.areas.iter().zip(names).zip(outlines).zip(owners).zip(sums);
    let features = areas.map(|((((area, name), outline), (owner, _)), sums)| {
        let territory = owner.territory().and_then(|id| scenario.territory(id));
        let mut properties = Map::new();
        properties.insert("name".to_owned(), Value::from(name.as_str()));
        put_territory(plan, territory, &mut properties);
        properties.insert("is_shared".to_owned(), Value::Bool(matches!(owner, AreaOwner::Mixed(_))));
        sums.put(plan, &mut properties);
        json!({ "type": "Feature", "id": area.key, "geometry": geometry(outline), "properties": properties })
    });
    collection(features.collect())
}

/// Writes the territories as a FeatureCollection: each as the areas that are its, with its seller and what all its
/// customers come to, also those outside every area. One without an area has no geometry. `joined` makes one outline of
/// areas, which are told by their numbers in the map.
pub fn write_territories(plan: &Plan, scenario: &Scenario, map: &AreaMap, joined: impl Fn(&[u32]) -> Vec<Polygon>) -> String {
    let owners = area_owners(map, scenario);
    let features = scenario.territories.iter().map(|territory| {
        let own = |(area, (owner, _)): (u32, &(AreaOwner, usize))| (owner.territory() == Some(territory.id)).then_some(area);
        let areas: Vec<u32> = (0..).zip(&owners).filter_map(own).collect();
        let mut sums = Sums::default();
        let accounts = plan.accounts.iter().zip(scenario.owners(&plan.accounts));
        accounts.filter(|(_, owner)| *owner == Some(territory.id)).for_each(|(account, _)| sums.add(account));
        let mut properties = Map::new();
        properties.insert("name".to_owned(), Value::from(territory.name.as_str()));
        put_territory(plan, Some(territory), &mut properties);
        properties.insert("areas".to_owned(), Value::from(areas.len()));
        sums.put(plan, &mut properties);
        json!({ "type": "Feature", "id": territory.id.0, "geometry": geometry(&joined(&areas)), "properties": properties })
    });
    collection(features.collect())
}

fn collection(features: Vec<Value>) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn put_territory(plan: &Plan, territory: Option<&Territory>, properties: &mut Map<String, Value>) {
    let Some(territory) = territory else { return };
    properties.insert("territory".to_owned(), Value::from(territory.name.as_str()));
    if let Some(seller) = territory.seller.and_then(|seller| plan.person(seller)) {
        properties.insert("seller".to_owned(), Value::from(seller.name.as_str()));
    }
}

fn geometry(polygons: &[Polygon]) -> Value {
    match polygons {
        [] => Value::Null,
        [polygon] => json!({ "type": "Polygon", "coordinates": polygon }),
        several => json!({ "type": "MultiPolygon", "coordinates": several }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::cartography::borders::{area_map, map_areas};
    use crate::cartography::polygons;
    use crate::cartography::{Outlines, Region, WorldPoint};
    use crate::document::{PlanId, Settings};
    use crate::domain::{AccountId, Coordinates, Money, Person, PersonId, TerritoryId};
    use crate::exchange::map_file;
    use crate::locale::Language;

    /// Three squares side by side, the last with a hole; customers in the first two, of which the second is shared.
    fn opened() -> (Plan, Scenario, Outlines) {
        let square = |name: &str, west: i32, further: &str| {
            let east = west + 1;
            format!(
                r#"{{"type":"Feature","id":"{name}","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":
                [[[{west},0],[{east},0],[{east},1],[{west},1],[{west},0]]{further}]}}}}"#
            )
        };
        let squares = [square("A", 0, ""), square("B", 1, ""), square("C", 2, ",[[2.4,0.4],[2.6,0.4],[2.6,0.6],[2.4,0.6],[2.4,0.4]]")];
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, squares.join(","));
        let outlines = Outlines::of(&map_file::read(file.as_bytes()).unwrap().outlines).unwrap();
        let mut plan = Plan::new(PlanId("p".into()), "", Settings::for_language(Language::English));
        let account = |(id, longitude): (u32, f64)| {
            let mut account = Account::named(AccountId(id), "a");
            account.coordinates = Coordinates::new(0.5, longitude);
            account.sales = Some(Money(12_050));
            Arc::new(account)
        };
        plan.accounts = Arc::new([(1, 0.5), (2, 1.3), (3, 1.6), (4, 1.7)].into_iter().map(account).collect());
        plan.people = Arc::new(vec![Person::named(PersonId(9), "Sara")]);
        let mut scenario = Scenario::today();
        scenario.territories =
            [(5, "West", Some(PersonId(9))), (6, "پخش \"شرق\"", None), (7, "Empty", None)].map(territory_of).into_iter().collect();
        scenario.assignment = [(1, 5), (2, 5), (3, 5), (4, 6)].map(|(account, owner)| (AccountId(account), TerritoryId(owner))).into();
        (plan, scenario, outlines)
    }

    fn territory_of((id, name, seller): (u32, &str, Option<PersonId>)) -> Territory {
        Territory { id: TerritoryId(id), name: name.into(), colour_index: 0, seller }
    }

    #[test]
    fn areas_come_back_with_their_territory_seller_and_sums() {
        let (plan, scenario, outlines) = opened();
        let map = area_map(&plan, &outlines, Arc::new(map_areas(&outlines)));
        let shapes: Vec<Vec<Polygon>> = outlines.regions.iter().map(polygons::polygons).collect();
        let written = write_areas(&plan, &scenario, &map, &["A", "B", "ث"].map(String::from), &shapes);
        let read = map_file::read(written.as_bytes()).unwrap();
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        let again = Outlines::of(&read.outlines).unwrap();
        assert_eq!(
            again.regions.iter().map(|region| (region.key.as_str(), region.name.as_str())).collect::<Vec<_>>(),
            [("A", "A"), ("B", "B"), ("C", "ث")]
        );
        for (longitude, latitude) in [(0.5, 0.5), (1.7, 0.1), (2.5, 0.5), (2.1, 0.5), (3.5, 0.5)] {
            let place = WorldPoint::of_degrees(longitude, latitude);
            assert_eq!(again.region_index_at(place), outlines.region_index_at(place), "{longitude}");
        }
        let values: Value = serde_json::from_str(&written).unwrap();
        let first = &values["features"][0]["properties"];
        let expected = json!({ "name": "A", "territory": "West", "seller": "Sara", "is_shared": false, "customers": 1,
            "potential": 0.0, "sales": 120.5, "workload_hours": 0.0, "currency": "USD" });
        assert_eq!(*first, expected);
        let second = &values["features"][1]["properties"];
        assert_eq!((&second["territory"], &second["is_shared"], &second["customers"]), (&json!("West"), &json!(true), &json!(3)));
        let third = &values["features"][2]["properties"];
        assert_eq!((&third["territory"], &third["customers"]), (&Value::Null, &json!(0)));
    }

    #[test]
    fn territories_are_the_areas_that_are_theirs() {
        let (plan, scenario, outlines) = opened();
        let map = area_map(&plan, &outlines, Arc::new(map_areas(&outlines)));
        let joined = |areas: &[u32]| {
            let regions: Vec<&Region> = areas.iter().filter_map(|area| outlines.regions.get(*area as usize)).collect();
            polygons::joined(regions)
        };
        let written = write_territories(&plan, &scenario, &map, joined);
        let values: Value = serde_json::from_str(&written).unwrap();
        let west = &values["features"][0];
        assert_eq!(west["geometry"]["type"], "Polygon", "without the border between its two areas");
        assert_eq!(west["geometry"]["coordinates"][0].as_array().unwrap().len(), 7);
        let expected = json!({ "name": "West", "territory": "West", "seller": "Sara", "areas": 2, "customers": 3,
            "potential": 0.0, "sales": 361.5, "workload_hours": 0.0, "currency": "USD" });
        assert_eq!(west["properties"], expected);
        let east = &values["features"][1];
        assert_eq!((&east["geometry"], &east["properties"]["customers"]), (&Value::Null, &json!(1)), "it has no area, but a customer");
        let read = map_file::read(written.as_bytes()).unwrap();
        let again = Outlines::of(&read.outlines).unwrap();
        assert_eq!(again.points_inside(&[WorldPoint::of_degrees(1.0, 0.5), WorldPoint::of_degrees(2.1, 0.5)]), 1);
    }
}
