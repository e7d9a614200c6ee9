//! The tab of chances: how likely the target is, how many sellers reach their quota, and what that goes by.

use leptos::prelude::*;

use super::chance_pay::PayCost;
use super::chance_pictures::{CompanyPicture, SpreadPicture};
use super::chance_settings::Settings;
use super::chance_tables::{Figures, SellerTable};
use super::outlook_run::{OutlookRun, RunState};
use super::state::Quotas;
use crate::document::quota::chances::{Expectations, expectations};
use crate::document::quota::pay::quotas::pay_goal;
use crate::document::quota::pay::{attained, file_year, years_of_results};
use crate::document::quota::sellers::{SellerQuota, sellers, vacant};
use crate::locale::words::chance as words;
use crate::locale::words::pay_results;
use crate::quota::attainment::{GoalOutlook, Outlook};
use crate::ui::pages::pay::attained::attained_words;
use crate::ui::shared::Shared;

/// The sellers, with what is expected of them.
pub type Known = (Vec<SellerQuota>, Expectations);

/// What the tab shows; a handle.
#[derive(Clone, Copy)]
pub struct ChanceState {
    /// The page.
    pub quotas: Quotas,
    /// The simulation.
    pub run: OutlookRun,
    /// The sellers, with what is expected of them.
    pub sellers: Memo<Option<Shared<Known>>>,
}

impl ChanceState {
    /// What trials tell of the goal in sight.
    pub fn goal(&self) -> Option<(GoalOutlook, Shared<Outlook>)> {
        let outlook = self.run.outlook.get()?;
        let goal = pay_goal(self.quotas.goal.get());
        let of_goal = outlook.goals.iter().find(|known| known.goal == goal)?.clone();
        Some((of_goal, outlook))
    }

    /// An amount as tables write it.
    pub fn figure(&self, amount: f64) -> String {
        self.quotas.unit().figure(amount.round() as i64)
    }

    /// An amount with its unit.
    pub fn with_unit(&self, amount: f64) -> String {
        self.quotas.unit().with_unit(amount.round() as i64)
    }
}

/// The tab.
#[component]
pub fn ChanceTab() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let run = OutlookRun::get();
    run.follow(quotas);
    let known = Memo::new(move |_| {
        let (results, scenario) = (quotas.results.get()?, studio.scenario.get()?);
        let sellers = sellers(&results);
        let expected = expectations(&sellers, &scenario.quota.judgement.outlook);
        Some(Shared::new((sellers, expected)))
    });
    let state = ChanceState { quotas, run, sellers: known };
    let has_sellers = Memo::new(move |_| known.with(|known| known.as_ref().is_some_and(|known| !known.0.0.is_empty())));
    view! {
        <Show
            when=move || has_sellers.get()
            fallback=move || view! { <div class="card empty"><h2>{studio.say(words::NO_SELLERS)}</h2><p>{studio.say(words::NO_SELLERS_WHY)}</p></div> }
        >
            <Answer state=state />
            <CompanyPicture state=state />
            <Figures state=state />
            <PayCost state=state />
            <SpreadPicture state=state />
            <Settings state=state />
            <SellerTable state=state />
        </Show>
    }
}

/// The answer, with how far the simulation is and what was assumed for want of better.
#[component]
fn Answer(state: ChanceState) -> impl IntoView {
    let studio = state.quotas.studio;
    let told = move || state.goal().map(|(goal, outlook)| sentences(&state, &goal, &outlook));
    let notes = move || {
        let known = state.sellers.get()?;
        let (_, expected) = &*known;
        let vacant = state.quotas.results.get().map_or(0, |results| vacant(&results, state.quotas.goal.get()));
        let basis = if expected.is_without_basis {
            Some(studio.say(words::WITHOUT_BASIS).to_owned())
        } else if expected.assumed.is_empty() {
            None
        } else {
            Some(studio.fill(words::ASSUMED, &[("count", &studio.numbers().count(expected.assumed.len()))]))
        };
        let vacant = (vacant > 0).then(|| studio.fill(words::VACANT, &[("amount", &state.with_unit(vacant as f64))]));
        let is_beside =
            studio.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.quota.staffing.changes_the_team()));
        let not_simulated = is_beside.then(|| studio.say(words::NOT_SIMULATED).to_owned());
        let notes: Vec<String> = basis.into_iter().chain(vacant).chain(not_simulated).collect();
        (!notes.is_empty()).then(|| view! { <p class="small warn chance-notes">{notes.join(" ")}</p> })
    };
    // What the last year of actual results says, to hold the chances against.
    let kept = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().and_then(|plan| plan.pay_results.clone())));
    let actual = Memo::new(move |_| kept.get().and_then(|kept| kept.read()).map(Shared::new));
    let in_fact = move || {
        let (plan, scenario, actual) = (studio.plan.get()?, studio.scenario.get()?, actual.get()?);
        let year = years_of_results(&plan, &actual).first().copied()?;
        let results = file_year(&plan, &scenario, state.quotas.results.get().as_deref(), &actual, year)?;
        let goal = pay_goal(state.quotas.goal.get());
        let told = attained(&results).into_iter().find(|told| told.goal == goal)?;
        let year = studio.numbers().plain(i64::from(year));
        let told = studio.fill(pay_results::IN_FACT, &[("year", &year), ("told", &attained_words(&studio, &told))]);
        Some(view! { <p class="small chance-in-fact">{told}</p> })
    };
    let standing = move || match state.run.state.get() {
        RunState::Failed(why) => view! {
            <p class="bad" role="alert">
                {studio.fill(words::FAILED, &[("why", &why)])}" "
                <button type="button" class="button small" on:click=move |_| state.run.again()>{studio.say(words::AGAIN)}</button>
            </p>
        }
        .into_any(),
        RunState::Running(share) => {
            let trials = state.run.outlook.with(|outlook| outlook.as_ref().map(|outlook| outlook.trials));
            let told = match trials {
                None => studio.say(words::RUNNING).to_owned(),
                Some(trials) => studio.fill(words::PREVIEW, &[("trials", &studio.numbers().count(trials as usize))]),
            };
            view! {
                <div class="chance-running small dim"><span>{told}</span><div class="progress" aria-hidden="true"><span style:inline-size=format!("{:.0}%", share * 100.0)></span></div></div>
            }
            .into_any()
        }
        RunState::Idle | RunState::Done => ().into_any(),
    };
    view! {
        <section class="card card-body chance-card" aria-busy=move || matches!(state.run.state.get(), RunState::Running(_)).to_string()>
            <p class="capacity-answer" role="status">{move || told().unwrap_or_else(|| studio.say(words::RUNNING).to_owned())}</p>
            {in_fact}
            {notes}
            {standing}
        </section>
    }
}

fn sentences(state: &ChanceState, goal: &GoalOutlook, outlook: &Outlook) -> String {
    let studio = state.quotas.studio;
    let numbers = studio.numbers();
    let trials = numbers.count(outlook.trials as usize);
    let mut told = Vec::new();
    if let (Some(target), Some(chance)) = (goal.target, goal.chance_of_target) {
        let target = state.with_unit(target as f64);
        told.push(studio.fill(words::ANSWER, &[("target", &target), ("share", &numbers.percent(chance, 0)), ("trials", &trials)]));
    }
    let amounts = [goal.company.p10, goal.company.p50, goal.company.p90].map(|amount| state.with_unit(amount));
    told.push(studio.fill(words::MIDDLE, &[("p10", &amounts[0]), ("p50", &amounts[1]), ("p90", &amounts[2])]));
    if goal.sellers > 0 {
        let share = goal.share_at_quota;
        let shares = [share.p10, share.p50, share.p90].map(|share| numbers.percent(share, 0));
        let count = numbers.count(goal.sellers as usize);
        told.push(studio.fill(words::SHARE, &[("p10", &shares[0]), ("p50", &shares[1]), ("p90", &shares[2]), ("count", &count)]));
    }
    told.join(" ")
}
