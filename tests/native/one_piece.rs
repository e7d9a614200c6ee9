//! One piece a territory on the sample plans: what stands in its way is said before a run, and heeding it helps.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use qalamro::document::SharedOut;
use qalamro::document::design::question_in;
use qalamro::document::neighbourhood::Neighbourhood;
use qalamro::sample::SAMPLES;
use qalamro::territory::{DesignFinding, DesignProblem, PiecesReason, Search, UnmetPieces, findings, unmet_pieces};

/// On the sample plans a chain of branches in many cities is fixed to one territory.
#[test]
fn the_sample_plans_say_so_and_are_whole_once_heeded() {
    for sample in SAMPLES {
        let mut plan = (*sample.document().plan).clone();
        Arc::make_mut(&mut plan.scenarios[0]).design.wishes.is_contiguous = true;
        let beside = Neighbourhood::new(&plan, SharedOut::Accounts, None);
        let mut problem = question_in(&plan, plan.today().unwrap(), Some(&beside)).problem;
        let apart = findings(&problem).into_iter().find_map(|finding| match finding {
            DesignFinding::HeldUnitsApart { territory, places, units, way, .. } => Some((territory, places, units, way)),
            _ => None,
        });
        let (territory, places, units, way) = apart.unwrap();
        assert!(way.is_some(), "all lies on land that is free");
        assert!(units.iter().all(|&unit| problem.units[unit as usize].fixed && problem.units[unit as usize].today == Some(territory)));
        assert!(units.len() < places as usize, "what lies at home is not named");
        let broken_in = |problem: &DesignProblem| {
            let mut search = Search::with_effort(problem.clone(), 0.3);
            search.finish();
            unmet_pieces(problem, &search.best().assignment, &search.best().measures)
        };
        let broken = broken_in(&problem);
        let is_explained = |one: &UnmetPieces| matches!(one.reason, Some(PiecesReason::HeldUnitsApart { .. }));
        assert!(broken.iter().any(|one| one.territory == territory && is_explained(one)), "{}: {broken:?}", sample.file_stem);
        for unit in units {
            problem.units[unit as usize].fixed = false;
        }
        assert!(!findings(&problem).iter().any(|finding| matches!(finding, DesignFinding::HeldUnitsApart { .. })));
        let broken = broken_in(&problem);
        assert!(broken.is_empty(), "{}: {broken:?}", sample.file_stem);
    }
}
