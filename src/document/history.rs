//! The document: a plan with its undo, redo and change log. The one door through which a plan changes.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ChangeSummary, Command, CommandError, Logged, Plan};

/// How many steps can be undone; older ones are let go.
const UNDO_STEPS: usize = 200;
/// How many entries the change log keeps; older ones are let go.
const LOG_ENTRIES: usize = 1_000;

/// One line of the change log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// When, in milliseconds since 1970.
    pub at_milliseconds: f64,
    /// What.
    pub change: Logged,
}

/// What of a document is saved: the plan and its change log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedDocument {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The change log, oldest first.
    pub log: Arc<Vec<LogEntry>>,
}

#[derive(Clone, Debug)]
struct Step {
    plan: Arc<Plan>,
    change: ChangeSummary,
}

/// A plan that can be changed. A copy is cheap: versions share what they have in common.
#[derive(Clone, Debug)]
pub struct Document {
    plan: Arc<Plan>,
    log: Arc<Vec<LogEntry>>,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    revision: u64,
}

impl Document {
    /// A document of a new plan.
    pub fn create(plan: Plan, now_milliseconds: f64) -> Document {
        let log = vec![LogEntry { at_milliseconds: now_milliseconds, change: ChangeSummary::PlanCreated.into() }];
        Document::open(SavedDocument { plan: Arc::new(plan), log: Arc::new(log) })
    }

    /// A document as it was saved; there is nothing to undo yet.
    pub fn open(saved: SavedDocument) -> Document {
        Document { plan: saved.plan, log: saved.log, undo: VecDeque::new(), redo: Vec::new(), revision: 0 }
    }

    /// What to save.
    pub fn saved(&self) -> SavedDocument {
        SavedDocument { plan: Arc::clone(&self.plan), log: Arc::clone(&self.log) }
    }

    /// The plan as it stands.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// The change log, oldest first.
    pub fn log(&self) -> &Arc<Vec<LogEntry>> {
        &self.log
    }

    /// Grows with every change, undo and redo; tells whether a version was saved.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What undo would take back.
    pub fn undoable(&self) -> Option<&ChangeSummary> {
        self.undo.back().map(|step| &step.change)
    }

    /// What redo would do again.
    pub fn redoable(&self) -> Option<&ChangeSummary> {
        self.redo.last().map(|step| &step.change)
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// The command was refused; nothing has changed.
    pub fn apply(&mut self, command: Command, now_milliseconds: f64) -> Result<ChangeSummary, CommandError> {
        let mut next = Plan::clone(&self.plan);
        let change = super::apply::apply(&mut next, command)?;
        self.undo.push_back(Step { plan: Arc::clone(&self.plan), change: change.clone() });
        if self.undo.len() > UNDO_STEPS {
            self.undo.pop_front();
        }
        self.redo.clear();
        self.step_to(Arc::new(next), change.clone(), now_milliseconds);
        Ok(change)
    }

    /// The plan as it would be after a command; nothing changes. The same command applied next gives this plan.
    ///
    /// # Errors
    /// The command would be refused.
    pub fn preview(&self, command: Command) -> Result<Plan, CommandError> {
        let mut next = Plan::clone(&self.plan);
        super::apply::apply(&mut next, command)?;
        Ok(next)
    }

    /// Takes the last change back; answers what it was.
    pub fn undo(&mut self, now_milliseconds: f64) -> Option<ChangeSummary> {
        let step = self.undo.pop_back()?;
        self.redo.push(Step { plan: Arc::clone(&self.plan), change: step.change.clone() });
        self.step_to(step.plan, ChangeSummary::Undone(Box::new(step.change.clone())), now_milliseconds);
        Some(step.change)
    }

    /// Does the last undone change again; answers what it was.
    pub fn redo(&mut self, now_milliseconds: f64) -> Option<ChangeSummary> {
        let step = self.redo.pop()?;
        self.undo.push_back(Step { plan: Arc::clone(&self.plan), change: step.change.clone() });
        self.step_to(step.plan, ChangeSummary::Redone(Box::new(step.change.clone())), now_milliseconds);
        Some(step.change)
    }

    fn step_to(&mut self, plan: Arc<Plan>, change: ChangeSummary, now_milliseconds: f64) {
        self.plan = plan;
        self.revision += 1;
        let log = Arc::make_mut(&mut self.log);
        log.push(LogEntry { at_milliseconds: now_milliseconds, change: change.into() });
        if log.len() > LOG_ENTRIES {
            log.drain(..log.len() - LOG_ENTRIES);
        }
    }
}
