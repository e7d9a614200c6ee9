#![allow(clippy::unwrap_used, clippy::expect_used)]
//! Judgements over made-up maps: each country is one rectangle.

use super::*;
use crate::domain::Currency;

/// West, south, east and north.
fn map([west, south, east, north]: [f64; 4], name: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon",
        "coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}]}}"#
    )
}

fn world() -> Vec<(String, String)> {
    let countries = [
        ("irn", [44.0, 25.0, 63.4, 39.8], "Fars"),
        ("rus", [27.0, 50.0, 180.0, 78.0], "Kursk"),
        ("deu", [5.8, 47.2, 15.1, 55.1], "Hessen"),
        ("fra", [-5.0, 42.0, 5.7, 51.1], "Bretagne"),
        ("usa", [-124.8, 24.5, -66.9, 49.4], "Ohio"),
        ("aus", [113.0, -44.0, 154.0, -10.0], "Victoria"),
        ("bra", [-74.0, -34.0, -34.0, 5.0], "Bahia"),
    ];
    countries.into_iter().map(|(code, bounds, region)| (code.to_owned(), map(bounds, region))).collect()
}

fn verdict(traces: &Traces) -> Verdict {
    let maps: Vec<_> = world().into_iter().map(|(code, map)| (code, traces.likeness(map.as_bytes()).unwrap())).collect();
    judge(traces, &maps)
}

fn traces(pairs: &[[f64; 2]]) -> Traces {
    Traces { pairs: pairs.to_vec(), currency: Some(Currency::Usd), ..Traces::default() }
}

fn turned(pairs: &[[f64; 2]]) -> Vec<[f64; 2]> {
    pairs.iter().map(|[one, other]| [*other, *one]).collect()
}

fn country(code: &str, is_swapped: Option<bool>) -> Verdict {
    Verdict::Country { code: code.to_owned(), is_swapped }
}

/// Places all over Iran, from Zahedan to Tabriz: swapped, the southern half of them lies outside of Russia.
fn all_iran() -> Vec<[f64; 2]> {
    (0..200).map(|index| [28.0 + f64::from(index % 10), 45.0 + f64::from(index % 16)]).collect()
}

/// Places in and around Tehran, which are as many in Kursk when swapped.
fn tehran() -> Vec<[f64; 2]> {
    (0..200).map(|index| [35.5 + f64::from(index % 10) / 20.0, 51.0 + f64::from(index % 16) / 16.0]).collect()
}

#[test]
fn a_file_of_a_whole_country_is_read_as_written_however_many_rows_are_broken() {
    let mut pairs = all_iran();
    assert_eq!(verdict(&traces(&pairs)), country("irn", None));
    pairs[7][0] = 95.2;
    pairs[70][0] = 95.2;
    assert_eq!(verdict(&traces(&pairs)), country("irn", None));
}

#[test]
fn one_town_that_may_be_in_two_countries_is_asked_about() {
    for pairs in [tehran(), turned(&tehran())] {
        let Verdict::Asked(readings) = verdict(&traces(&pairs)) else { panic!("not asked") };
        assert_eq!(readings.held, BothWays { as_written: 200, swapped: 200 });
        let mut countries = readings.countries.map(Option::unwrap);
        countries.sort();
        assert_eq!(countries, ["irn", "rus"]);
    }
    // Half of them fit as they are written: still not enough to turn the file round without a word.
    assert!(matches!(verdict(&traces(&turned(&all_iran()))), Verdict::Asked(_)));
}

#[test]
fn names_words_and_the_plans_customers_settle_it() {
    let named = Traces { areas: ["Fars".to_owned()].into(), ..traces(&turned(&tehran())) };
    assert_eq!(verdict(&named), country("irn", None));
    let persian = |pairs: &[[f64; 2]]| verdict(&Traces { is_iranian: true, ..traces(pairs) });
    assert_eq!(persian(&tehran()), country("irn", Some(false)));
    assert_eq!(persian(&turned(&tehran())), country("irn", Some(true)));
    let near = |pairs: &[[f64; 2]]| verdict(&Traces { own_box: Some([30.0, 48.0, 38.0, 54.0]), ..traces(pairs) });
    assert_eq!(near(&tehran()), country("irn", Some(false)));
    assert_eq!(near(&turned(&tehran())), country("irn", Some(true)));
    // A currency speaks for the columns as they are named, and turns nothing round.
    let rial = |pairs: &[[f64; 2]]| verdict(&Traces { currency: Some(Currency::Irr), ..traces(pairs) });
    assert_eq!(rial(&tehran()), country("irn", Some(false)));
    assert!(matches!(rial(&turned(&tehran())), Verdict::Asked(_)));
}

#[test]
fn every_side_of_the_globe_is_read_right() {
    let files = [
        ("usa", vec![[40.7, -74.0], [34.1, -118.2], [29.8, -95.4], [41.9, -87.6]]),
        ("deu", vec![[52.5, 13.4], [48.1, 11.6], [50.9, 7.0], [53.6, 10.0]]),
        ("aus", vec![[-33.9, 151.2], [-37.8, 145.0], [-31.9, 115.9], [-27.5, 153.0]]),
        ("bra", vec![[-23.5, -46.6], [-12.9, -38.5], [-3.1, -60.0], [-30.0, -51.2]]),
    ];
    for (code, pairs) in files {
        assert_eq!(verdict(&traces(&pairs)), country(code, None), "{code}");
        assert_eq!(verdict(&traces(&turned(&pairs))), country(code, Some(true)), "{code} swapped");
    }
}

#[test]
fn several_countries_are_read_right_together() {
    let pairs = [[52.5, 13.4], [48.1, 11.6], [48.8, 2.3], [45.7, 4.8]];
    assert_eq!(verdict(&traces(&pairs)), Verdict::Unknown);
    assert_eq!(verdict(&traces(&turned(&pairs))), Verdict::SwappedElsewhere);
    assert_eq!(verdict(&traces(&[])), Verdict::Unknown);
}
