//! What would come of a change once its question is answered: the plan after it and its figures, of which nothing is
//! computed that the answer brings.

use std::sync::Arc;

use super::AskedChurn;
use crate::document::apply::apply;
use crate::document::comparison::{Compared, Comparison, known};
use crate::document::results::{ScenarioResults, results_of};
use crate::document::shape::shapes;
use crate::document::{Command, CommandError, Plan, Scenario};
use crate::territory::steps::StepAnswer;

/// What would come of a change.
#[derive(Clone, Debug)]
pub struct ChurnOutcome {
    /// The command that carries it out as one step.
    pub command: Command,
    /// The scenario after it.
    pub scenario: Arc<Scenario>,
    /// The figures as they are, as those of one scenario; its shapes are not among them.
    pub before: Comparison,
    /// The same after the change.
    pub after: Comparison,
    /// How many accounts move.
    pub moved: usize,
    /// The plan after it.
    pub plan: Plan,
}

impl AskedChurn {
    /// What would come of the change in the plan that it was put for, whose scenario has these figures.
    ///
    /// # Errors
    /// There is nothing to divide, or the plan refuses the change.
    pub fn outcome(&self, plan: &Plan, results: &ScenarioResults, answer: &StepAnswer) -> Result<ChurnOutcome, CommandError> {
        let command = self.command(&answer.assignment)?;
        let mut next = plan.clone();
        apply(&mut next, command.clone())?;
        let find =
            |plan: &Plan| plan.scenarios.iter().find(|known| known.id == self.scenario).cloned().ok_or(CommandError::UnknownScenario);
        let (scenario, after) = (find(plan)?, find(&next)?);
        let off_the_map = self.question.problem.units.iter().filter(|unit| unit.position.is_none()).count();
        let figures = results_of(&next, &after, next.measures(), answer.figures.clone(), off_the_map);
        let owners = scenario.owners(&plan.accounts).zip(after.owners(&plan.accounts));
        let moved = owners.filter(|(one, other)| one != other).count();
        let tells_pieces = !self.question.problem.neighbours.is_empty();
        let column = |plan: &Plan, scenario: &Arc<Scenario>, results: ScenarioResults| {
            let compared = Compared { scenario: Arc::clone(scenario), results, shapes: shapes(None, scenario) };
            known(plan, vec![compared], tells_pieces)
        };
        Ok(ChurnOutcome {
            before: column(plan, &scenario, results.clone()),
            after: column(&next, &after, figures),
            command,
            scenario: after,
            moved,
            plan: next,
        })
    }
}
