//! Steps of a plan as a [`Service`]: what a worker carries out and judges, so that the page is never held up by it. A
//! question carries a number, and its answer repeats it. Questions are answered one by one, in the order that they came.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::judged::{Judged, Unmet, judged};
use super::{DesignMeasures, DesignProblem, churn};
use crate::port::service::Service;

/// What a step does to an assignment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StepChange {
    /// These units go to these territories; with none, all stays as it is.
    Given(Vec<(u32, u32)>),
    /// These units are shared out among the territories around them.
    SharedOut(Vec<u32>),
    /// These territories, which are empty, are carved out where load is highest.
    CarvedOut(Vec<u32>),
    /// A territory is halved.
    Halved {
        /// Which.
        whole: u32,
        /// The territory of the new half, which is empty.
        half: u32,
    },
}

/// A step to be carried out and judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepQuestion {
    /// With the territories as they shall be.
    pub problem: DesignProblem,
    /// The assignment as it stands, one a unit.
    pub assignment: Vec<Option<u32>>,
    /// What the step does.
    pub change: StepChange,
    /// What is told of that which is unmet after it.
    pub unmet: Unmet,
}

/// A step that was carried out and judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepAnswer {
    /// The assignment after it.
    pub assignment: Vec<Option<u32>>,
    /// What there is to say of it.
    pub judged: Judged,
    /// The figures after it.
    pub figures: DesignMeasures,
}

impl StepQuestion {
    /// Carries the step out, unjudged.
    #[must_use]
    pub fn assigned(&self) -> Vec<Option<u32>> {
        match &self.change {
            StepChange::Given(moves) => {
                let mut assignment = self.assignment.clone();
                for &(unit, to) in moves {
                    if let Some(owner) = assignment.get_mut(unit as usize) {
                        *owner = Some(to);
                    }
                }
                assignment
            }
            StepChange::SharedOut(units) => churn::share_out(&self.problem, &self.assignment, units, &[]),
            StepChange::CarvedOut(new) => churn::carve_out(&self.problem, &self.assignment, new),
            StepChange::Halved { whole, half } => churn::halve(&self.problem, &self.assignment, *whole, *half),
        }
    }

    /// Carries the step out and judges it.
    #[must_use]
    pub fn answer(&self) -> StepAnswer {
        let assignment = self.assigned();
        let (judged, figures) = judged(&self.problem, &self.assignment, &assignment, self.unmet);
        StepAnswer { assignment, judged, figures }
    }
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StepRequest {
    /// Carries a step out and judges it.
    Judge {
        /// The question's number.
        number: u32,
        /// The question.
        question: Arc<StepQuestion>,
    },
    /// Gives a question up that was not answered yet.
    GiveUp {
        /// The question's number.
        number: u32,
    },
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepResponse {
    /// The question's number.
    pub number: u32,
    /// The answer.
    pub answer: Box<StepAnswer>,
}

/// Steps behind messages.
#[derive(Default)]
pub struct StepService {
    waiting: VecDeque<(u32, Arc<StepQuestion>)>,
}

impl Service for StepService {
    const NAME: &'static str = "steps";

    type Request = StepRequest;
    type Response = StepResponse;

    fn handle(&mut self, request: StepRequest, _answer: &mut dyn FnMut(StepResponse)) {
        match request {
            StepRequest::Judge { number, question } => self.waiting.push_back((number, question)),
            StepRequest::GiveUp { number } => self.waiting.retain(|(waiting, _)| *waiting != number),
        }
    }

    fn step(&mut self, answer: &mut dyn FnMut(StepResponse)) -> bool {
        if let Some((number, question)) = self.waiting.pop_front() {
            answer(StepResponse { number, answer: Box::new(question.answer()) });
        }
        !self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::samples::Sample;

    fn question(change: StepChange) -> StepQuestion {
        let problem = Sample::new(60, 4, 2, 3).problem();
        let assignment: Vec<Option<u32>> = problem.units.iter().map(|unit| unit.today).collect();
        StepQuestion { problem, assignment, change, unmet: Unmet::All }
    }

    #[test]
    fn questions_are_answered_in_order_and_those_given_up_are_not() {
        let mut service = StepService::default();
        let mut answers = Vec::new();
        let shared_out = question(StepChange::SharedOut((0..10).collect()));
        for (number, change) in [(1, StepChange::Given(vec![(0, 1)])), (2, StepChange::Given(Vec::new())), (3, shared_out.change.clone())] {
            service.handle(StepRequest::Judge { number, question: Arc::new(question(change)) }, &mut |_| {});
        }
        service.handle(StepRequest::GiveUp { number: 2 }, &mut |_| {});
        while service.step(&mut |response| answers.push(response)) {}
        assert_eq!(answers.iter().map(|answer| answer.number).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(answers[0].answer.assignment[0], Some(1));
        assert_eq!(*answers[1].answer, shared_out.answer(), "a worker answers what is answered here");
    }

    #[test]
    fn an_answer_has_the_figures_of_the_assignment_after_it() {
        let question = question(StepChange::Given(vec![(0, 1), (900, 2)]));
        let answer = question.answer();
        assert_eq!(answer.figures, crate::territory::measures(&question.problem, &answer.assignment));
        assert!(answer.judged.faults.is_empty());
        assert_eq!(question.assigned(), answer.assignment);
    }
}
