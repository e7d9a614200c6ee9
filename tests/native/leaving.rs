//! Sellers who leave the sample plans: their customers go where there is room.

#![allow(clippy::unwrap_used)]

use qalamro::document::churn::{Churn, command};
use qalamro::document::results::results_in;
use qalamro::document::{Document, MeasureKind};
use qalamro::sample::SAMPLES;

#[test]
fn a_leaver_doubles_no_neighbour_while_another_has_room() {
    let leavers = [(1, "Mid-Atlantic"), (1, "Southeast"), (1, "Great Lakes"), (0, "مازندران و گلستان"), (0, "قم، مرکزی و لرستان")];
    for (sample, name) in leavers {
        let mut document = Document::open(SAMPLES[sample].document());
        let today = document.plan().today().unwrap().clone();
        let gone = today.territories.iter().find(|territory| territory.name == name).unwrap().id;
        let leave = Churn::Leave { territories: vec![gone], stay_vacant: false, off_the_team: None };
        let before = results_in(document.plan(), &today, None);
        document.apply(command(document.plan(), today.id, &leave, None).unwrap(), 0.0).unwrap();
        let after = document.plan().today().unwrap().clone();
        let results = results_in(document.plan(), &after, None);
        let at = results.index(MeasureKind::Potential).unwrap();
        for (number, territory) in after.territories.iter().enumerate() {
            let old = today.territories.iter().position(|known| known.id == territory.id).unwrap();
            let (old, new) = (&before.measures.territories[old], &results.measures.territories[number]);
            println!(
                "{name}: {} {} -> {}: {:.2} -> {:.2}",
                territory.name, old.unit_count, new.unit_count, old.deviations[at], new.deviations[at]
            );
            if new.unit_count > old.unit_count {
                assert!(new.deviations[at] < 0.3, "{name}: {} is at {:.2}", territory.name, new.deviations[at]);
            }
        }
    }
}
