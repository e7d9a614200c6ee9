//! What the page of quotas shows: the quotas of the scenario in sight for one goal, and which rows are open.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::document::Command;
use crate::document::quota::past_quotas::PastQuotas;
use crate::document::quota::question::goal_key;
use crate::document::quota::staffing::{Carried, carried, three_figures};
use crate::document::quota::{QuotaCommand, QuotaResults, results};
use crate::domain::{GroupId, TerritoryId};
use crate::locale::Text;
use crate::locale::words::quotas as words;
use crate::quota::{GoalKind, GoalOutcome, NodeKey, ThreeFigures};
use crate::tabular::quota_grid::{GoalUnit, closed_to_begin_with};
use crate::tabular::quota_reason::node_name;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// A dialog of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuotaDialog {
    /// Setting a goal; `None` is a new one.
    Goal(Option<GoalKind>),
    /// Naming a new group below another.
    NewGroup(Option<GroupId>),
    /// Naming a group anew.
    RenameGroup(GroupId),
    /// Putting several territories into a group.
    Members(GroupId),
    /// Saying who sits on a territory and when.
    Holders(TerritoryId),
    /// Deciding for a single node and the goal in sight.
    Node(NodeKey),
}

/// The state of the page; a handle.
#[derive(Clone, Copy)]
pub struct Quotas {
    /// The app.
    pub studio: Studio,
    /// The goal in sight.
    pub goal: RwSignal<GoalKind>,
    /// The quotas of the scenario in sight.
    pub results: Memo<Option<Shared<QuotaResults>>>,
    /// The nodes that keep what is below them to themselves; `None` until the user opens or closes one.
    pub closed: RwSignal<Option<Shared<BTreeSet<NodeKey>>>>,
    /// Whether quotas of last year are entered.
    pub enters_past: RwSignal<bool>,
    /// The dialog over the page.
    pub dialog: RwSignal<Option<QuotaDialog>>,
}

impl Quotas {
    /// The state of a page that opens.
    pub fn new(studio: Studio) -> Quotas {
        let results = Memo::new(move |_| {
            let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
            results(&plan, &scenario).map(Shared::new)
        });
        let goal = RwSignal::new(GoalKind::Sales);
        // A goal that is gone gives way to the first there is.
        Effect::new(move |_| {
            let kinds = studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| goals_of(scenario)).unwrap_or_default());
            if let Some(first) = kinds.first().filter(|_| !kinds.contains(&goal.get_untracked())) {
                goal.set(*first);
            }
        });
        Quotas { studio, goal, results, closed: RwSignal::new(None), enters_past: RwSignal::new(false), dialog: RwSignal::new(None) }
    }

    /// The state of the page, from context.
    pub fn get() -> Quotas {
        expect_context()
    }

    /// The goals of the scenario in sight.
    pub fn goals(&self) -> Vec<GoalKind> {
        self.studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| goals_of(scenario)).unwrap_or_default())
    }

    /// The place of the goal in sight among those of the answer.
    pub fn goal_place(&self, results: &QuotaResults) -> Option<usize> {
        let key = goal_key(self.goal.get());
        results.answer.goals.iter().position(|goal| goal.key == key)
    }

    /// The outcome of the goal in sight.
    pub fn outcome<'a>(&self, results: &'a QuotaResults) -> Option<&'a GoalOutcome> {
        self.goal_place(results).and_then(|place| results.answer.goals.get(place))
    }

    /// What the team can carry of the goal in sight, by what it comes from.
    pub fn carried(&self, results: &QuotaResults) -> Option<Carried> {
        self.studio.scenario.with(|scenario| carried(results, &scenario.as_ref()?.quota, self.goal.get()))
    }

    /// Target, street and what comes from below of the goal in sight.
    pub fn three_figures(&self, results: &QuotaResults) -> Option<ThreeFigures> {
        self.studio.scenario.with(|scenario| three_figures(results, &scenario.as_ref()?.quota, self.goal.get()))
    }

    /// The quotas of last year that were entered for the goal in sight.
    pub fn past_quotas(&self, results: &QuotaResults) -> PastQuotas {
        let of = |scenario: &crate::document::Scenario| PastQuotas::of(results, &scenario.quota, self.goal.get());
        self.studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| of(scenario)).unwrap_or_default())
    }

    /// How amounts of a goal are written.
    pub fn unit_of(&self, kind: GoalKind) -> GoalUnit {
        let money = self.studio.money();
        GoalUnit::of(kind, money.language, money.currency, money.display_unit)
    }

    /// How amounts of the goal in sight are written.
    pub fn unit(&self) -> GoalUnit {
        self.unit_of(self.goal.get())
    }

    /// The last known year before the one that is planned.
    pub fn last_year(&self, results: &QuotaResults) -> i32 {
        results.known_years.last_before(results.question.fiscal_year.first_month().year)
    }

    /// The nodes that are closed.
    pub fn closed_nodes(&self, results: &QuotaResults) -> BTreeSet<NodeKey> {
        self.closed.get().map_or_else(|| closed_to_begin_with(&results.answer), |closed| BTreeSet::clone(&closed))
    }

    /// Opens or closes a node.
    pub fn toggle(&self, key: &NodeKey) {
        let Some(results) = self.results.get_untracked() else { return };
        let mut closed = untrack(|| self.closed_nodes(&results));
        if !closed.remove(key) {
            closed.insert(key.clone());
        }
        self.closed.set(Some(Shared::new(closed)));
    }

    /// Changes the quotas of the scenario in sight.
    pub fn change(&self, change: QuotaCommand) -> bool {
        let scenario = self.studio.scenario_id.get_untracked();
        self.studio.run(Command::ChangeQuota { scenario, change: Box::new(change) }).is_some()
    }

    /// Several changes as one step.
    pub fn change_together(&self, changes: Vec<QuotaCommand>) -> bool {
        let scenario = self.studio.scenario_id.get_untracked();
        let commands = changes.into_iter().map(|change| Command::ChangeQuota { scenario, change: Box::new(change) }).collect();
        self.studio.run(Command::Together(commands)).is_some()
    }

    /// The name of a node on screen.
    pub fn node_name(&self, key: &NodeKey, name: &str) -> String {
        node_name(self.studio.language.get_untracked(), key, name)
    }
}

fn goals_of(scenario: &crate::document::Scenario) -> Vec<GoalKind> {
    scenario.quota.goals.iter().map(|goal| goal.kind).collect()
}

/// The name of a goal.
pub fn goal_name(kind: GoalKind) -> Text {
    match kind {
        GoalKind::Sales => words::SALES,
        GoalKind::Collection => words::COLLECTION,
        GoalKind::Quantity => words::QUANTITY,
    }
}
