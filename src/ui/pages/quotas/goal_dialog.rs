//! Setting a goal: the target, how it is shared out, cushions, season and what sellers can carry. What was typed stays
//! until it is right or given up.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::goal_fields::{Choice, Typed};
use super::state::{Quotas, goal_name};
use crate::document::Command;
use crate::document::quota::history::{KnownYears, monthly};
use crate::document::quota::{QuotaCommand, Schedules};
use crate::locale::Text;
use crate::locale::words::quotas as words;
use crate::locale::words::shell;
use crate::quota::{AttainmentReading, GoalKind, season_from_history};
use crate::tabular::goal_form::{FormSlot, GoalField, GoalForm, MethodChoice, TargetHow, compounded};
use crate::tabular::quota_grid::AmountProblem;
use crate::ui::widgets::dialog::ModalDialog;

/// The choice of a season that is read off past sales when the goal is set.
const FROM_HISTORY: &str = "\u{1}history";

/// The name of a way to share out.
pub fn method_name(choice: MethodChoice) -> Text {
    match choice {
        MethodChoice::Equal => words::METHOD_EQUAL,
        MethodChoice::History => words::METHOD_HISTORY,
        MethodChoice::Potential => words::METHOD_POTENTIAL,
        MethodChoice::Workload => words::METHOD_WORKLOAD,
        MethodChoice::Accounts => words::METHOD_ACCOUNTS,
        MethodChoice::Blend => words::METHOD_BLEND,
        MethodChoice::UniformGrowth => words::METHOD_UNIFORM_GROWTH,
        MethodChoice::GrowthByPotential => words::METHOD_GROWTH_POTENTIAL,
        MethodChoice::GrowthByHeadroom => words::METHOD_GROWTH_HEADROOM,
        MethodChoice::Estimate => words::METHOD_ESTIMATE,
        MethodChoice::SalesGoal => words::METHOD_SALES_GOAL,
    }
}

/// The dialog; `None` is a new goal.
#[component]
pub fn GoalDialog(kind: Option<GoalKind>, on_close: Callback<()>) -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let numbers = studio.numbers();
    let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return ().into_any() };
    let known = KnownYears::of(&plan);
    let planned = scenario.quota.year.unwrap_or_else(|| known.next(plan.settings.calendar));
    let last_year = known.last_before(planned);
    let years: Vec<i32> = if known.years.is_empty() && plan.accounts.iter().any(|account| account.sales.is_some()) {
        vec![last_year]
    } else {
        known.years.iter().copied().filter(|year| *year < planned).collect()
    };
    // The company, and each level of groups, hands out.
    let levels = untrack(|| {
        let results = quotas.results.get();
        let deepest = |results: &crate::document::quota::QuotaResults| {
            let seats = results.answer.nodes.iter().filter(|node| node.kind == crate::quota::NodeKind::Seat);
            seats.map(|node| node.level as usize).max()
        };
        results.and_then(|results| deepest(&results)).unwrap_or(1)
    });
    let there = untrack(|| quotas.goals());
    let addable: Vec<GoalKind> =
        [GoalKind::Sales, GoalKind::Collection, GoalKind::Quantity].into_iter().filter(|kind| !there.contains(kind)).collect();
    let existing = kind.and_then(|kind| scenario.quota.goal(kind).cloned());
    let first = kind.or_else(|| addable.first().copied()).unwrap_or(GoalKind::Sales);
    let begin = match &existing {
        Some(goal) => GoalForm::of(goal, levels, &years, quotas.unit_of(goal.kind), numbers),
        None => GoalForm::new(first, levels, &years, numbers),
    };
    let form = RwSignal::new(begin);
    let wrong: RwSignal<Vec<(GoalField, AmountProblem)>> = RwSignal::new(Vec::new());
    let season_names: Vec<String> = plan.schedules.seasons.keys().cloned().collect();
    let has_months = monthly(&plan).is_some() && !known.are_without_months;
    let first_month = plan.settings.fiscal_year_first_month;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = form.get_untracked();
        let unit = quotas.unit_of(typed.kind);
        match typed.read(last_year, unit) {
            Err(fields) => wrong.set(fields),
            Ok(mut goal) => {
                let scenario = studio.scenario_id.get_untracked();
                let mut commands = Vec::new();
                if goal.season.as_deref() == Some(FROM_HISTORY) {
                    let plan = studio.plan.get_untracked();
                    let history = plan.as_ref().and_then(|plan| monthly(plan));
                    if let (Some(plan), Some(history)) = (plan, history) {
                        let (season, _) = season_from_history(&history, first_month, &Default::default());
                        let name = studio.say(words::SEASON_FROM_HISTORY).to_owned();
                        let mut schedules = Schedules::clone(&plan.schedules);
                        schedules.seasons.insert(name.clone(), season);
                        goal.season = Some(name);
                        commands.push(Command::ChangeSchedules(schedules));
                    } else {
                        goal.season = None;
                    }
                }
                let kind = goal.kind;
                commands.push(Command::ChangeQuota { scenario, change: Box::new(QuotaCommand::PutGoal(Box::new(goal))) });
                if studio.run(Command::Together(commands)).is_some() {
                    quotas.goal.set(kind);
                    on_close.run(());
                }
            }
        }
    };
    let problem = move |field: GoalField| {
        wrong.with(|wrong| {
            wrong
                .iter()
                .find(|(known, _)| *known == field)
                .map(|(_, problem)| studio.say(problem_text(*problem)).replace("{example}", &numbers.decimal(12.5, 1)))
        })
    };
    let kind_in_form = Memo::new(move |_| form.with(|form| form.kind));
    let how = Memo::new(move |_| form.with(|form| form.how));
    let method = Memo::new(move |_| form.with(|form| form.method));
    let unit_label = move || studio.money().unit_label();
    let year_words = numbers.plain(i64::from(last_year));
    let title = match kind {
        Some(kind) => studio.fill(words::GOAL_TITLE, &[("goal", studio.say(goal_name(kind)))]),
        None => studio.say(words::NEW_GOAL).to_owned(),
    };
    let hows = move || {
        let all = [
            (TargetHow::Growth, studio.fill(words::TARGET_GROWTH, &[("year", &year_words)])),
            (TargetHow::Amount, studio.say(words::TARGET_AMOUNT).to_owned()),
            (TargetHow::ShareOfSales, studio.say(words::TARGET_SHARE).to_owned()),
        ];
        let fits = |how: TargetHow| match how {
            TargetHow::Amount => true,
            TargetHow::Growth => kind_in_form.get() == GoalKind::Sales,
            TargetHow::ShareOfSales => kind_in_form.get() == GoalKind::Collection,
        };
        all.into_iter().filter(|(how, _)| fits(*how)).collect::<Vec<_>>()
    };
    let methods = move || {
        let fits = |choice: &MethodChoice| match choice {
            MethodChoice::SalesGoal => kind_in_form.get() != GoalKind::Sales,
            MethodChoice::UniformGrowth | MethodChoice::GrowthByPotential | MethodChoice::GrowthByHeadroom => {
                kind_in_form.get() == GoalKind::Sales
            }
            _ => true,
        };
        MethodChoice::ALL.into_iter().filter(fits).map(|choice| (choice, studio.say(method_name(choice)).to_owned())).collect::<Vec<_>>()
    };
    let choose_kind = move |kind: GoalKind| {
        let years: Vec<i32> = form.with_untracked(|form| form.years.iter().rev().map(|(year, _)| *year).collect());
        form.set(GoalForm::new(kind, levels, &years, numbers));
    };
    let kinds = (kind.is_none() && addable.len() > 1).then(|| {
        let choices = addable.iter().map(|kind| (*kind, studio.say(goal_name(*kind)).to_owned())).collect::<Vec<_>>();
        view! { <Choice id="goal-kind" label=words::WHAT_COUNTS choices=Signal::stored(choices) value=kind_in_form on_choose=Callback::new(choose_kind) /> }
    });
    let seasons = {
        let mut choices = vec![(String::new(), studio.say(words::SEASON_FLAT).to_owned())];
        choices.extend(season_names.into_iter().map(|name| (name.clone(), name)));
        let is_new = has_months && choices.iter().all(|(_, name)| name != studio.say(words::SEASON_FROM_HISTORY));
        choices.extend(is_new.then(|| (FROM_HISTORY.to_owned(), studio.say(words::SEASON_FROM_HISTORY).to_owned())));
        choices
    };
    let readings = vec![
        (None, "—".to_owned()),
        (Some(AttainmentReading::RampedOnly), studio.say(words::READING_RAMPED).to_owned()),
        (Some(AttainmentReading::Everyone), studio.say(words::READING_EVERYONE).to_owned()),
    ];
    let level_count = levels;
    view! {
        <ModalDialog title=title on_close=on_close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body stack">
                    <div class="grid-2">
                        {kinds}
                        <Choice id="goal-how" label=words::TARGET_HOW choices=Signal::derive(hows) value=how on_choose=Callback::new(move |how| form.update(|form| form.how = how)) />
                        {move || match how.get() {
                            TargetHow::Amount => {
                                let label = if super::is_money(kind_in_form.get()) { studio.fill(words::TARGET_AMOUNT_IN, &[("unit", &unit_label())]) } else { studio.say(words::TARGET_PIECES).to_owned() };
                                view! { <Typed id="goal-target" label=label form=form place=FormSlot::Amount problem=Signal::derive(move || problem(GoalField::Target)) /> }.into_any()
                            }
                            how => {
                                let label = if how == TargetHow::Growth { words::PERCENT_GROWTH } else { words::PERCENT_SHARE };
                                view! { <Typed id="goal-target" label=studio.say(label) form=form place=FormSlot::Percent problem=Signal::derive(move || problem(GoalField::Target)) /> }.into_any()
                            }
                        }}
                    </div>
                    <div class="grid-2">
                        <Choice id="goal-method" label=words::METHOD choices=Signal::derive(methods) value=method on_choose=Callback::new(move |method| form.update(|form| form.method = method)) />
                        <Choice id="goal-season" label=words::SEASON choices=Signal::stored(seasons) value=Memo::new(move |_| form.with(|form| form.season.clone())) on_choose=Callback::new(move |season| form.update(|form| form.season = season)) />
                    </div>
                    <p class="dim small">{studio.say(words::METHOD_WHY)}</p>
                    {move || match method.get() {
                        MethodChoice::Blend => {
                            let names = [words::METHOD_HISTORY, words::METHOD_POTENTIAL, words::METHOD_WORKLOAD, words::METHOD_ACCOUNTS];
                            weights(&quotas, form, words::BLEND_WEIGHTS, names.map(|name| studio.say(name).to_owned()).to_vec(), true, problem(GoalField::Weights))
                        }
                        MethodChoice::History if form.with_untracked(|form| form.years.len() > 1) => {
                            let names = form.with_untracked(|form| form.years.iter().map(|(year, _)| numbers.plain(i64::from(*year))).collect());
                            weights(&quotas, form, words::HISTORY_WEIGHTS, names, false, problem(GoalField::Weights))
                        }
                        _ => ().into_any(),
                    }}
                    <fieldset class="plain-fieldset">
                        <legend>{studio.say(words::CUSHIONS)}</legend>
                        <div class="grid-2">
                            {(0..level_count).map(|level| {
                                let label = if level == 0 { studio.say(words::CUSHION_COMPANY).to_owned() } else { studio.fill(words::CUSHION_GROUPS, &[("level", &numbers.count(level))]) };
                                view! { <Typed id=format!("goal-cushion-{level}") label=label form=form place=FormSlot::Cushion(level) problem=Signal::derive(move || problem(GoalField::Cushion(level))) /> }
                            }).collect_view()}
                        </div>
                        <p class="dim small">{move || form.with(|form| compounded(&form.cushions)).map(|share| studio.fill(words::CUSHION_TOTAL, &[("share", &numbers.percent(share, 1))]))}</p>
                    </fieldset>
                    <fieldset class="plain-fieldset">
                        <legend>{studio.say(words::CAPACITY)}</legend>
                        <div class="grid-2">
                            {move || {
                                let unit = if super::is_money(kind_in_form.get()) { unit_label() } else { studio.say(words::QUANTITY).to_owned() };
                                view! { <Typed id="goal-productivity" label=studio.fill(words::CAPACITY_IN, &[("unit", &unit)]) form=form place=FormSlot::Productivity problem=Signal::derive(move || problem(GoalField::Productivity)) /> }
                            }}
                            <Typed id="goal-attainment" label=studio.say(words::ATTAINMENT) form=form place=FormSlot::Attainment problem=Signal::derive(move || problem(GoalField::Attainment)) />
                            <Choice id="goal-reading" label=words::READING choices=Signal::stored(readings) value=Memo::new(move |_| form.with(|form| form.reading)) on_choose=Callback::new(move |reading| form.update(|form| form.reading = reading)) />
                        </div>
                    </fieldset>
                </div>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=move |_| on_close.run(())>{studio.say(shell::CANCEL)}</button>
                    <button type="submit" class="button main">{studio.say(words::SAVE_GOAL)}</button>
                </div>
            </form>
        </ModalDialog>
    }
    .into_any()
}

/// The weights of a blend or of past years.
fn weights(quotas: &Quotas, form: RwSignal<GoalForm>, title: Text, names: Vec<String>, is_blend: bool, problem: Option<String>) -> AnyView {
    let fields = names.into_iter().enumerate().map(|(place, name)| {
        let slot = if is_blend { FormSlot::Blend(place) } else { FormSlot::Year(place) };
        view! { <Typed id=format!("goal-weight-{place}") label=name form=form place=slot problem=Signal::stored(None) /> }
    });
    view! {
        <fieldset class="plain-fieldset">
            <legend>{quotas.studio.say(title)}</legend>
            <div class="grid-2">{fields.collect_view()}</div>
            {problem.map(|problem| view! { <p class="small bad" role="alert">{problem}</p> })}
        </fieldset>
    }
    .into_any()
}

/// Why a field is wrong, in words.
pub fn problem_text(problem: AmountProblem) -> Text {
    match problem {
        AmountProblem::NotANumber => words::NOT_A_NUMBER,
        AmountProblem::Negative => words::NEGATIVE,
        AmountProblem::TooLarge => words::TOO_LARGE,
        AmountProblem::NotWhole => words::NOT_WHOLE,
        AmountProblem::NotChosen => words::NOT_CHOSEN,
    }
}
