//! What must hold for the samples: the committed files are what the generator makes, and they look like life.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::document::{Plan, codec};
use crate::domain::{Money, TerritoryId};

const COMMITTED: [&[u8]; 2] =
    [include_bytes!("../../public/samples/distribution-iran.qalamro"), include_bytes!("../../public/samples/medical-devices-usa.qalamro")];

/// West, south, east and north of the countries, in the order of [`SAMPLES`]; the USA without Alaska and Hawaii.
const BOXES: [[f64; 4]; 2] = [[44.0, 25.0, 63.4, 39.8], [-124.8, 24.5, -66.9, 49.4]];

fn plans() -> Vec<(Sample, std::sync::Arc<Plan>)> {
    SAMPLES.into_iter().map(|sample| (sample, sample.document().plan)).collect()
}

#[test]
fn the_committed_files_are_what_the_generator_makes() {
    for (sample, committed) in SAMPLES.into_iter().zip(COMMITTED) {
        let is_same = sample.bytes().unwrap() == committed;
        assert!(is_same, "{} is out of date: cargo run --example samples -- public/samples", sample.file_name());
        assert!(committed.len() < 600_000, "{} has {} bytes", sample.file_name(), committed.len());
        let decoded = codec::decode(committed).unwrap();
        assert_eq!(decoded.document, sample.document());
        assert!(decoded.document.plan.is_sample);
    }
}

#[test]
fn no_identity_and_no_code_is_used_twice() {
    for (_, plan) in plans() {
        let people = plan.people.iter().map(|person| person.id.0);
        let territories = plan.today().unwrap().territories.iter().map(|territory| territory.id.0);
        let all: Vec<u32> = plan
            .accounts
            .iter()
            .map(|account| account.id.0)
            .chain(plan.areas.iter().map(|area| area.id.0))
            .chain(people)
            .chain(territories)
            .collect();
        let distinct: BTreeSet<u32> = all.iter().copied().collect();
        assert_eq!(distinct.len(), all.len());
        assert!(distinct.iter().all(|id| *id > 0 && *id < plan.next_identity));
        let codes: BTreeSet<&str> = plan.accounts.iter().filter_map(|account| account.code.as_deref()).collect();
        assert_eq!(codes.len(), plan.accounts.len());
    }
}

#[test]
fn every_place_lies_within_the_country() {
    for ((_, plan), [west, south, east, north]) in plans().into_iter().zip(BOXES) {
        let homes = plan.people.iter().filter_map(|person| person.home);
        let centres = plan.areas.iter().filter_map(|area| area.centre);
        let places: Vec<_> = plan.accounts.iter().filter_map(|account| account.coordinates).chain(homes).chain(centres).collect();
        assert!(places.len() > plan.accounts.len());
        for place in places {
            assert!((south..=north).contains(&place.latitude_degrees) && (west..=east).contains(&place.longitude_degrees), "{place:?}");
        }
        assert!(plan.areas.iter().all(|area| area.centre.is_some()));
        assert!(plan.accounts.iter().all(|account| account.area.is_some_and(|area| plan.area(area).is_some())));
    }
}

#[test]
fn the_sales_of_a_year_are_the_sum_of_its_months() {
    for (sample, plan) in plans() {
        for account in plan.accounts.iter() {
            let history = account.sales_history.as_ref().unwrap();
            assert_eq!(history.months.len(), 24);
            assert_eq!(history.months[12..].iter().copied().sum::<Money>(), account.sales.unwrap(), "{}", sample.file_stem);
            assert!(account.sales.unwrap() > Money(0) && (account.sales.unwrap().0 as f64) < account.potential.unwrap() * 1.5);
        }
    }
}

#[test]
fn territories_are_unfair_and_not_absurd() {
    for (sample, plan) in plans() {
        let today = plan.today().unwrap();
        let mut potential: BTreeMap<TerritoryId, f64> = today.territories.iter().map(|territory| (territory.id, 0.0)).collect();
        for account in plan.accounts.iter() {
            if let Some(territory) = today.assignment.get(&account.id) {
                *potential.get_mut(territory).unwrap() += account.potential.unwrap();
            }
        }
        let most = potential.values().copied().fold(0.0, f64::max);
        let least = potential.values().copied().fold(f64::MAX, f64::min);
        assert!((2.0..4.5).contains(&(most / least)), "{}: {most} to {least}", sample.file_stem);
        let free = plan.accounts.len() - today.assignment.len();
        assert!((1..=20).contains(&free), "{free} accounts without a territory");
        assert!(plan.accounts.iter().filter(|account| account.is_fixed).count() >= 5);
    }
}

#[test]
fn joiners_stand_only_where_letters_would_join() {
    const NEVER_JOINS: &str = "اآأدذرزژوء ";
    for (_, plan) in plans() {
        let names = plan.accounts.iter().map(|account| account.name.as_str());
        let others = plan.people.iter().map(|person| person.name.as_str()).chain(plan.areas.iter().map(|area| area.name.as_str()));
        for name in names.chain(others) {
            let letters: Vec<char> = name.chars().collect();
            for (index, _) in letters.iter().enumerate().filter(|(_, letter)| **letter == '\u{200c}') {
                let before = index.checked_sub(1).map(|index| letters[index]).expect("a name begins with a joiner");
                assert!(!NEVER_JOINS.contains(before) && letters.get(index + 1).is_some_and(|next| *next != ' '), "{name}");
            }
            assert!(!name.contains("  ") && name.trim() == name, "{name:?}");
        }
    }
}

#[test]
fn a_table_has_a_row_for_each_customer() {
    for language in [Language::Persian, Language::English] {
        let table = customers_csv(market_of(language), 2_000, 7).unwrap();
        let mut reader = csv::Reader::from_reader(table.as_slice());
        assert_eq!(reader.headers().unwrap().len(), 12);
        let codes: BTreeSet<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        assert_eq!(codes.len(), 2_000);
        assert_ne!(customers_csv(market_of(language), 50, 1).unwrap(), customers_csv(market_of(language), 50, 2).unwrap());
        assert_eq!(customers_csv(market_of(language), 50, 1).unwrap(), customers_csv(market_of(language), 50, 1).unwrap());
    }
}
