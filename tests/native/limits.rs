//! The limit on what changes hands on the sample plans: figures of designs are those that their scenarios have, and what
//! whole areas change counts.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use qalamro::document::alternatives::{AlternativeFigures, save};
use qalamro::document::design::{engine_basis, question_in};
use qalamro::document::neighbourhood::Neighbourhood;
use qalamro::document::{Document, MeasureKind, Plan, SharedOut};
use qalamro::sample::SAMPLES;
use qalamro::territory::trials::{self, Aim, Trial};
use qalamro::territory::{Solution, forced_change};

use crate::trial;

/// A short run.
fn run(trial: Trial) -> Solution {
    trial::run(Trial { effort: 0.005, ..trial }).0
}

/// The share of sales that a design says it changes; the same as its figures beside others and as its scenario has.
fn moved(plan: &Plan, beside: &Neighbourhood, solution: &Solution) -> f64 {
    let today = plan.today().unwrap();
    let sales = plan.measures().iter().position(|kind| *kind == MeasureKind::Sales).unwrap();
    let told = solution.measures.measures[sales].changed_share;
    let figures = AlternativeFigures::of_answer(plan, today, Some(beside), &solution.assignment);
    assert!((figures.moved_sales_share.unwrap() - told).abs() < 1e-9, "{told} {figures:?}");
    assert_eq!(figures.moved_accounts, solution.measures.changed_unit_count as usize);
    let mut document = Document::open(qalamro::document::SavedDocument { plan: Arc::new(plan.clone()), log: Arc::default() });
    let (command, added) = save(plan, today, "Kept", &solution.assignment, None).unwrap();
    document.apply(command, 0.0).unwrap();
    let kept = AlternativeFigures::of(document.plan(), document.plan().scenario(added).unwrap(), Some(beside));
    assert_eq!(kept.moved_sales_share, figures.moved_sales_share);
    told
}

#[test]
fn the_curve_and_the_proposals_tell_what_whole_areas_change() {
    for sample in SAMPLES {
        let mut plan = (*sample.document().plan).clone();
        let design = &mut Arc::make_mut(&mut plan.scenarios[0]).design;
        design.wishes.shared_out = SharedOut::Areas;
        design.wishes.is_contiguous = true;
        let beside = Neighbourhood::new(&plan, SharedOut::Areas, None);
        let problem = question_in(&plan, plan.today().unwrap(), Some(&beside)).problem;
        let basis = engine_basis(MeasureKind::Sales, &plan.measures());
        let forced = forced_change(&problem, basis).share();
        assert!(forced > 0.0, "{}: areas of today are not whole", sample.file_stem);
        for (trial, limit) in trials::curve(&problem, basis).into_iter().zip(trials::CURVE_LIMITS).take(4) {
            let moved = moved(&plan, &beside, &run(trial));
            assert!(moved >= forced - 1e-9 && moved <= limit.max(forced) + 1e-9, "{}: {moved} of {limit}", sample.file_stem);
        }
        for aim in Aim::ALL {
            let trial = trials::proposal(&problem, aim, basis);
            assert!(moved(&plan, &beside, &run(Trial { limits: Vec::new(), ..trial })) >= forced - 1e-9);
        }
    }
}
