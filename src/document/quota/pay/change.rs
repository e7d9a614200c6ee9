//! The commands on pay plans, and what each leaves in the change log in both languages. Which role is on which plan is
//! changed with the scenario's quotas.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::actual::KeptResults;
use super::kept::KeptPayPlan;
use super::settings::PaySettings;
use crate::document::{CommandError, Plan};
use crate::domain::PersonId;
use crate::locale::{Language, Text};

crate::texts! {
    ADDED = "Pay plan {name} added", "طرح پورسانت {name} افزوده شد";
    CHANGED = "Pay plan {name} changed", "طرح پورسانت {name} تغییر کرد";
    RENAMED = "Pay plan {from} renamed to {to}", "نام طرح پورسانت {from} به {to} تغییر کرد";
    REMOVED = "Pay plan {name} removed", "طرح پورسانت {name} حذف شد";
    RESULTS_READ = "Actual results read from {name}", "کارکرد واقعی از {name} خوانده شد";
    RESULTS_REMOVED = "Actual results removed", "کارکرد واقعی حذف شد";
}

/// A change to the pay plans of a plan.
#[derive(Clone, Debug, PartialEq)]
pub enum PayPlanCommand {
    /// Adds a pay plan, or replaces the one of its name.
    Put(KeptPayPlan),
    /// Replaces a pay plan by one that may have another name; every use of it goes along.
    Replace {
        /// The name of the old one.
        old: String,
        /// The new one.
        new: KeptPayPlan,
    },
    /// Removes a pay plan; roles that were on it are on the usual one then, or on none.
    Remove(String),
    /// Keeps actual results, in place of those there were.
    KeepResults {
        /// The results.
        results: KeptResults,
        /// The name of the file that they came from.
        source: String,
    },
    /// Removes the actual results.
    RemoveResults,
}

/// What a change to pay plans did, with the names as they were then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PayPlanChange {
    /// The pay plan of this name was added.
    Added(String),
    /// The pay plan of this name was changed.
    Changed(String),
    /// A pay plan was renamed.
    Renamed {
        /// The old name.
        from: String,
        /// The new name.
        to: String,
    },
    /// The pay plan of this name was removed.
    Removed(String),
    /// Actual results were read from the file of this name.
    ResultsRead(String),
    /// The actual results were removed.
    ResultsRemoved,
}

/// Carries out a command on pay plans.
///
/// # Errors
/// [`CommandError::UnknownPayPlan`] and [`CommandError::NameIsTaken`].
pub(in crate::document) fn apply(plan: &mut Plan, command: PayPlanCommand) -> Result<PayPlanChange, CommandError> {
    let place_of = |name: &str| plan.pay_plans.iter().position(|known| known.name() == name);
    match command {
        PayPlanCommand::Put(new) => {
            let name = new.name().to_owned();
            let place = place_of(&name);
            let plans = Arc::make_mut(&mut plan.pay_plans);
            match place {
                Some(place) => {
                    plans[place] = new;
                    Ok(PayPlanChange::Changed(name))
                }
                None => {
                    plans.push(new);
                    Ok(PayPlanChange::Added(name))
                }
            }
        }
        PayPlanCommand::Replace { old, new } => {
            let place = place_of(&old).ok_or(CommandError::UnknownPayPlan)?;
            let name = new.name().to_owned();
            if name != old && place_of(&name).is_some() {
                return Err(CommandError::NameIsTaken);
            }
            Arc::make_mut(&mut plan.pay_plans)[place] = new;
            if name == old {
                return Ok(PayPlanChange::Changed(name));
            }
            carry_uses(plan, &old, Some(&name));
            Ok(PayPlanChange::Renamed { from: old, to: name })
        }
        PayPlanCommand::Remove(name) => {
            let place = place_of(&name).ok_or(CommandError::UnknownPayPlan)?;
            Arc::make_mut(&mut plan.pay_plans).remove(place);
            carry_uses(plan, &name, None);
            Ok(PayPlanChange::Removed(name))
        }
        PayPlanCommand::KeepResults { results, source } => {
            plan.pay_results = Some(Arc::new(results));
            Ok(PayPlanChange::ResultsRead(source))
        }
        PayPlanCommand::RemoveResults => {
            plan.pay_results = None;
            Ok(PayPlanChange::ResultsRemoved)
        }
    }
}

/// Lets every use of a pay plan go by another name in all scenarios, or ends it.
fn carry_uses(plan: &mut Plan, old: &str, new: Option<&str>) {
    for scenario in &mut plan.scenarios {
        if scenario.quota.pay.plans().any(|name| name == old) {
            Arc::make_mut(&mut Arc::make_mut(scenario).quota).pay.replaced(old, new);
        }
    }
}

/// Checks which role is to be on which plan; names of roles are stored as names are.
///
/// # Errors
/// [`CommandError::UnknownPayPlan`] and [`CommandError::NameIsEmpty`].
pub(in crate::document) fn checked_settings(known: &[KeptPayPlan], settings: PaySettings) -> Result<PaySettings, CommandError> {
    if settings.plans().any(|name| !known.iter().any(|plan| plan.name() == name)) {
        return Err(CommandError::UnknownPayPlan);
    }
    let by_role = settings.by_role.into_iter().map(|(role, plan)| Ok((crate::document::apply::named(&role)?, plan)));
    Ok(PaySettings { usual: settings.usual, by_role: by_role.collect::<Result<_, CommandError>>()? })
}

/// Lets groups go without a leader who is no longer in the plan.
pub(in crate::document) fn forget_leader(plan: &mut Plan, person: PersonId) {
    for scenario in &mut plan.scenarios {
        if scenario.quota.groups.iter().any(|group| group.leader == Some(person)) {
            for group in &mut Arc::make_mut(&mut Arc::make_mut(scenario).quota).groups {
                group.leader = group.leader.filter(|leader| *leader != person);
            }
        }
    }
}

/// A change in words; names are quoted by the caller.
pub fn pay_change_text(change: &PayPlanChange, language: Language, quoted: impl Fn(&str) -> String) -> String {
    let named = |text: Text, name: &str| text.fill(language, &[("name", &quoted(name))]);
    match change {
        PayPlanChange::Added(name) => named(ADDED, name),
        PayPlanChange::Changed(name) => named(CHANGED, name),
        PayPlanChange::Renamed { from, to } => RENAMED.fill(language, &[("from", &quoted(from)), ("to", &quoted(to))]),
        PayPlanChange::Removed(name) => named(REMOVED, name),
        PayPlanChange::ResultsRead(name) => named(RESULTS_READ, name),
        PayPlanChange::ResultsRemoved => RESULTS_REMOVED.get(language).to_owned(),
    }
}
