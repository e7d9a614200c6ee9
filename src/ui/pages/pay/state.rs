//! What the page of pay shows: plans and rules of the scenario in sight, what they cost, and the plan in the editor.

use leptos::prelude::*;

use crate::document::quota::pay::summary::{CostAt, RolePay, cost_at, roles};
use crate::document::quota::pay::{
    ActualResults, KeptPayPlan, PayPlanChange, PayPlanCommand, PayPlanRefused, ScenarioPay, SellerQuotas, kept_plans, pay_rules,
    quotas_of_everybody, seller_quotas,
};
use crate::document::quota::{PaySettings, QuotaCommand, QuotaResults, results};
use crate::document::{ChangeSummary, Command, CommandError, command_error_text};
use crate::domain::PersonId;
use crate::locale::Text;
use crate::locale::words::{pay as words, pay_editor};
use crate::quota::pay::{PayFinding, PayPeriod, PayPlan, Rate};
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// A pay plan in the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    /// The name of the one it replaces; `None` adds it.
    pub old: Option<String>,
    /// The plan as the editor begins.
    pub plan: PayPlan,
}

/// All that follows from the scenario in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct Reckoned {
    /// The quotas; none while no target is set.
    pub results: Option<QuotaResults>,
    /// The rules for the planned year.
    pub pay: ScenarioPay,
    /// The quotas of each seller.
    pub quotas: Vec<SellerQuotas>,
    /// Those of everybody who sits on a territory.
    pub everybody: Vec<SellerQuotas>,
    /// The year at target.
    pub on_target: CostAt,
    /// The year at 80 and at 120 percent.
    pub around: [CostAt; 2],
    /// What each role earns.
    pub roles: Vec<RolePay>,
}

/// The state of the page; a handle.
#[derive(Clone, Copy)]
pub struct Pay {
    /// The app.
    pub studio: Studio,
    /// The pay plans that can be read.
    pub plans: Memo<Shared<Vec<PayPlan>>>,
    /// All that follows from them.
    pub reckoned: Memo<Option<Shared<Reckoned>>>,
    /// The actual results that files gave; none when there are none, or they cannot be read.
    pub results: Memo<Option<Shared<ActualResults>>>,
    /// The plan in the editor.
    pub edited: RwSignal<Option<Edited>>,
}

impl Pay {
    /// The state of a page that opens.
    pub fn new(studio: Studio) -> Pay {
        let plans = Memo::new(move |_| Shared::new(studio.plan.get().map(|plan| kept_plans(&plan)).unwrap_or_default()));
        let reckoned = Memo::new(move |_| {
            let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
            let results = results(&plan, &scenario);
            let pay = pay_rules(&plan, &scenario).in_use();
            let quotas = seller_quotas(&pay.rules, results.as_ref());
            let everybody = quotas_of_everybody(results.as_ref());
            let cost = |percent| cost_at(&pay.rules, &quotas, Rate::percent(percent));
            let (on_target, around, roles) = (cost(100), [cost(80), cost(120)], roles(&pay.rules, &quotas));
            Some(Shared::new(Reckoned { results, on_target, around, roles, pay, quotas, everybody }))
        });
        // Read once for all changes that leave them as they are.
        let kept = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().and_then(|plan| plan.pay_results.clone())));
        let results = Memo::new(move |_| kept.get().and_then(|kept| kept.read()).map(Shared::new));
        Pay { studio, plans, reckoned, results, edited: RwSignal::new(None) }
    }

    /// The state of the page, from context.
    pub fn get() -> Pay {
        expect_context()
    }

    /// Changes which role is on which plan.
    pub fn settle(&self, change: impl FnOnce(&mut PaySettings)) {
        let Some(scenario) = self.studio.scenario.get_untracked() else { return };
        let mut settings = scenario.quota.pay.clone();
        change(&mut settings);
        let change = Box::new(QuotaCommand::PlanPay(settings));
        self.studio.run(Command::ChangeQuota { scenario: scenario.id, change });
    }

    /// Keeps a plan in place of the one of an old name, or adds it; the first plan becomes the usual one.
    ///
    /// # Errors
    /// Why it is not kept, in words.
    pub fn keep(&self, old: Option<&str>, plan: &PayPlan) -> Result<(), String> {
        let kept = KeptPayPlan::of(plan).map_err(|refused| refused_words(&self.studio, &refused))?;
        let name = kept.name().to_owned();
        if old != Some(name.as_str()) && self.free_name(&name) != name {
            return Err(command_error_text(&CommandError::NameIsTaken, self.studio.language.get_untracked()));
        }
        let change = match old {
            Some(old) => PayPlanCommand::Replace { old: old.to_owned(), new: kept },
            None => PayPlanCommand::Put(kept),
        };
        let mut commands = vec![Command::ChangePayPlans(Box::new(change))];
        let is_first = self.studio.plan.with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.pay_plans.is_empty()));
        if is_first && let Some(scenario) = self.studio.scenario.get_untracked() {
            let settings = PaySettings { usual: Some(name), ..scenario.quota.pay.clone() };
            let change = Box::new(QuotaCommand::PlanPay(settings));
            commands.push(Command::ChangeQuota { scenario: scenario.id, change });
            let change = ChangeSummary::PayPlansChanged(PayPlanChange::Added(plan.name.clone()));
            commands = vec![Command::Step { change, commands }];
        }
        // Refused only where the checks above would have been; what is refused is told by the studio.
        self.studio.run(Command::Together(commands)).map(|_| ()).ok_or_else(String::new)
    }

    /// Removes a plan.
    pub fn remove(&self, name: &str) {
        self.studio.run(Command::ChangePayPlans(Box::new(PayPlanCommand::Remove(name.to_owned()))));
    }

    /// A name that no plan of the plan has.
    pub fn free_name(&self, wished: &str) -> String {
        let is_taken = |name: &str| {
            self.studio
                .plan
                .with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.pay_plans.iter().any(|known| known.name() == name)))
        };
        crate::document::quota::schedules::free_name(wished, is_taken)
    }

    /// Somebody's name, kept apart from the words around it.
    pub fn person_name(&self, person: PersonId) -> String {
        self.studio
            .plan
            .with_untracked(|plan| plan.as_ref().and_then(|plan| plan.person(person)).map(|person| person.name.clone()).unwrap_or_default())
    }

    /// A role on screen.
    pub fn role_name(&self, role: &str) -> String {
        if role.is_empty() { self.studio.say(words::WITHOUT_ROLE).to_owned() } else { role.to_owned() }
    }
}

/// How often a plan pays, in words.
pub fn period_text(period: PayPeriod) -> Text {
    match period {
        PayPeriod::Month => words::MONTHLY,
        PayPeriod::Quarter => words::QUARTERLY,
        PayPeriod::Year => words::YEARLY,
    }
}

/// Why a plan was not kept, in words.
fn refused_words(studio: &Studio, refused: &PayPlanRefused) -> String {
    let language = studio.language.get_untracked();
    match refused {
        PayPlanRefused::NameIsEmpty => studio.say(pay_editor::NAME_NEEDED).to_owned(),
        PayPlanRefused::Senseless(found) => {
            let told = |finding: &PayFinding| super::findings::sentence(studio, &finding.problem, None);
            let why = found.iter().map(told).collect::<Vec<_>>().join(" ");
            pay_editor::NOT_KEPT.fill(language, &[("why", &why)])
        }
        PayPlanRefused::Unwritable { detail } => pay_editor::NOT_KEPT.fill(language, &[("why", detail)]),
    }
}
