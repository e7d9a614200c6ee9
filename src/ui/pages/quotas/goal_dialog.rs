//! Setting a goal: the target, how it is shared out, cushions, season and what sellers can carry. What was typed stays
//! until it is right or given up.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::goal_fields::{Choice, Typed};
use super::method_fields::{MethodWeights, OwnMethod, methods_for};
use super::past_sales::{PastSales, PastSalesFields};
use super::state::{Quotas, goal_name};
use crate::document::Command;
use crate::document::quota::history::{KnownYears, monthly};
use crate::document::quota::schedules::season_of_sales;
use crate::document::quota::{QuotaCommand, Schedules};
use crate::locale::Text;
use crate::locale::words::quotas as words;
use crate::quota::{AttainmentReading, GoalKind, NodeKind, PlacedNode};
use crate::tabular::goal_form::{FormSlot, GoalField, GoalForm, TargetHow, compounded};
use crate::tabular::method_form::MethodForm;
use crate::tabular::quota_grid::AmountProblem;
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;

/// The choice of a season that is read off past sales when the goal is set.
const FROM_HISTORY: &str = "\u{1}history";

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
    let level_names = level_names(&quotas);
    let levels = level_names.len();
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
    let past = PastSales::new(studio);
    let is_from_history = Memo::new(move |_| form.with(|form| form.season == FROM_HISTORY));
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
                    let (Some(plan), Some(holidays)) = (studio.plan.get_untracked(), past.holidays()) else { return };
                    if let Some((season, _)) = season_of_sales(&plan, &holidays) {
                        let name = studio.say(words::SEASON_FROM_HISTORY).to_owned();
                        let mut schedules = Schedules::clone(&plan.schedules);
                        schedules.seasons.insert(name.clone(), season);
                        schedules.past_holidays = holidays;
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
    let method = Memo::new(move |_| form.with(|form| form.method.choice));
    let unit_label = move || studio.money().unit_label();
    let year_words = numbers.plain(i64::from(last_year));
    let title = match kind {
        Some(kind) => studio.fill(words::GOAL_TITLE, &[("goal", studio.say(goal_name(kind)))]),
        // With nothing to choose from, the title says what it is of.
        None => match addable.as_slice() {
            [only] => studio.fill(words::NEW_GOAL_OF, &[("goal", studio.say(goal_name(*only)))]),
            _ => studio.say(words::NEW_GOAL).to_owned(),
        },
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
    let methods = move || methods_for(&studio, kind_in_form.get());
    let choose_kind = move |kind: GoalKind| {
        let years: Vec<i32> = form.with_untracked(|form| form.method.years.iter().rev().map(|(year, _)| *year).collect());
        form.set(GoalForm::new(kind, levels, &years, numbers));
    };
    let kinds = (kind.is_none() && addable.len() > 1).then(|| {
        let choices = addable.iter().map(|kind| (*kind, studio.say(goal_name(*kind)).to_owned())).collect::<Vec<_>>();
        view! { <Choice id="goal-kind" label=studio.say(words::WHAT_COUNTS) choices=Signal::stored(choices) value=kind_in_form on_choose=Callback::new(choose_kind) /> }
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
    let level_count = form.with_untracked(|form| form.cushions.len());
    view! {
        <ModalDialog title=title on_close=on_close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body stack">
                    <div class="grid-2">
                        {kinds}
                        <Choice id="goal-how" label=studio.say(words::TARGET_HOW) choices=Signal::derive(hows) value=how on_choose=Callback::new(move |how| form.update(|form| form.how = how)) />
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
                        <Choice id="goal-method" label=studio.say(words::METHOD) choices=Signal::derive(methods) value=method on_choose=Callback::new(move |method| form.update(|form| form.method.choice = method)) />
                        <Choice id="goal-season" label=studio.say(words::SEASON) choices=Signal::stored(seasons) value=Memo::new(move |_| form.with(|form| form.season.clone())) on_choose=Callback::new(move |season| form.update(|form| form.season = season)) />
                    </div>
                    <p class="dim small">{studio.say(words::METHOD_WHY)}</p>
                    <Show when=move || is_from_history.get()><PastSalesFields past=past /></Show>
                    <MethodWeights
                        id="goal-weight" method=Signal::derive(move || form.with(|form| form.method.clone())) kind=Signal::from(kind_in_form)
                        on_change=Callback::new(move |method| form.update(|form| form.method = method))
                        problem=Signal::derive(move || problem(GoalField::Weights(None)))
                    />
                    <LevelMethods form=form names=level_names.clone() kind=Signal::from(kind_in_form) problem=Callback::new(problem) />
                    <fieldset class="plain-fieldset">
                        <legend>{studio.say(words::CUSHIONS)}</legend>
                        <div class="grid-2">
                            {(0..level_count).map(|level| {
                                let label = level_name(&studio, &level_names, level);
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
                            <Choice id="goal-reading" label=studio.say(words::READING) choices=Signal::stored(readings) value=Memo::new(move |_| form.with(|form| form.reading)) on_choose=Callback::new(move |reading| form.update(|form| form.reading = reading)) />
                        </div>
                    </fieldset>
                </div>
                <FormFoot on_cancel=on_close button=studio.say(words::SAVE_GOAL) />
            </form>
        </ModalDialog>
    }
    .into_any()
}

/// The levels that hand out, the company first: each with its name. Teams and territories of a level are told apart where
/// it holds only one kind.
fn level_names(quotas: &Quotas) -> Vec<String> {
    let studio = quotas.studio;
    let results = quotas.results.get_untracked();
    let nodes = results.as_ref().map(|results| results.answer.nodes.as_slice()).unwrap_or_default();
    let hands_out = |node: &&PlacedNode| !node.children.is_empty();
    let deepest = nodes.iter().filter(hands_out).map(|node| node.level as usize).max().unwrap_or(0);
    let name = |level: usize| {
        let mut of_level = nodes.iter().filter(hands_out).filter(|node| node.level as usize == level).peekable();
        let is_of_seats = of_level.peek().is_some() && of_level.all(|node| node.kind == NodeKind::Seat);
        match level {
            0 => studio.say(words::CUSHION_COMPANY).to_owned(),
            _ if is_of_seats => studio.say(words::CUSHION_SEATS).to_owned(),
            level => studio.fill(words::CUSHION_GROUPS, &[("level", &studio.numbers().count(level))]),
        }
    };
    (0..=deepest).map(name).collect()
}

/// The name of a level; one below those of the tree goes by its number.
fn level_name(studio: &Studio, names: &[String], level: usize) -> String {
    names.get(level).cloned().unwrap_or_else(|| studio.fill(words::CUSHION_GROUPS, &[("level", &studio.numbers().count(level))]))
}

/// A basis for each level that hands out, where it is another than the goal's.
#[component]
fn LevelMethods(
    form: RwSignal<GoalForm>,
    names: Vec<String>,
    kind: Signal<GoalKind>,
    problem: Callback<GoalField, Option<String>>,
) -> impl IntoView {
    let studio = Studio::get();
    let (count, is_open) = form.with_untracked(|form| (form.levels.len(), form.levels.iter().any(Option::is_some)));
    let row = move |level: usize| {
        let id = format!("goal-level-{level}");
        let method = Signal::derive(move || form.with(|form| form.levels.get(level).cloned().flatten()));
        let above = Signal::derive(move || form.with(|form| form.method.clone()));
        let change = move |method: Option<MethodForm>| {
            form.update(|form| {
                if let Some(slot) = form.levels.get_mut(level) {
                    *slot = method;
                }
            });
        };
        let problem = Signal::derive(move || problem.run(GoalField::Weights(Some(level))));
        view! {
            <OwnMethod id=id label=studio.fill(words::METHOD_OF_LEVEL, &[("level", &level_name(&studio, &names, level))]) as_above=studio.say(words::METHOD_AS_GOAL) method=method above=above on_change=Callback::new(change) kind=kind problem=problem />
        }
    };
    view! {
        <details open=is_open>
            <summary>{studio.say(words::METHOD_BY_LEVEL)}</summary>
            <p class="dim small">{studio.say(words::METHOD_BY_LEVEL_WHY)}</p>
            <div class="grid-2">{(0..count).map(row).collect_view()}</div>
        </details>
    }
}

/// Why a field is wrong, in words.
pub fn problem_text(problem: AmountProblem) -> Text {
    match problem {
        AmountProblem::NotANumber => words::NOT_A_NUMBER,
        AmountProblem::Negative => words::NEGATIVE,
        AmountProblem::TooLarge => words::TOO_LARGE,
        AmountProblem::NotACushion => words::NOT_A_CUSHION,
        AmountProblem::NotWhole => words::NOT_WHOLE,
        AmountProblem::NotChosen => words::NOT_CHOSEN,
    }
}
