//! Tables of rates and lists of bonuses in the editor: rows with what is wrong beside them, the threshold, and the question
//! how a table is read, each answer explained with the user's own figures. No answer is chosen beforehand.

use leptos::prelude::*;

use super::fields::{Draft, Figure, Pick};
use super::findings::Findings;
use crate::domain::Money;
use crate::locale::Text;
use crate::locale::words::pay_editor as words;
use crate::quota::pay::{Component, Goal, MilestoneReading, PayPlace, RateMeaning, RateTable, Reading, Rule, ThresholdPays};
use crate::tabular::pay_shape::{
    add_row, example_deals, example_pay, is_by_amount, quota_of, remove_row, row_count, set_threshold, turn_rows,
};
use crate::tabular::pay_slots::{PartSlot, PaySlot};
use crate::ui::widgets::icon::{self, Icon};

fn table_of(component: &Component) -> Option<&RateTable> {
    match &component.rule {
        Rule::Rates(table) => Some(table),
        _ => None,
    }
}

/// Changes the table of a part.
fn change_table(draft: &Draft, place: usize, change: impl FnOnce(&mut RateTable)) {
    draft.change_part(place, |part| {
        if let Rule::Rates(table) = &mut part.rule {
            change(table);
        }
    });
}

/// A label whose `{unit}` is that of the part's goal.
fn with_unit(draft: &Draft, place: usize, text: Text) -> String {
    let is_pieces = untrack(|| draft.of_part(place, |part| part.goal == Goal::Quantity)) == Some(true);
    let words = draft.studio.say(text);
    if is_pieces { words.replace("{unit}", draft.studio.say(words::QUANTITY)) } else { words.to_owned() }
}

/// A table of rates.
#[component]
pub fn Table(place: usize) -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let pays = Memo::new(move |_| draft.of_part(place, |part| table_of(part).map(|table| table.pays)).flatten());
    let threshold = Memo::new(move |_| draft.of_part(place, |part| table_of(part)?.threshold.map(|threshold| threshold.pays)));
    let by_amount = Memo::new(move |_| draft.of_part(place, is_by_amount));
    let reads_deals = Memo::new(move |_| draft.of_part(place, |part| table_of(part)?.reading).flatten().is_some_and(Reading::is_per_deal));
    let id = move |of: &str| format!("part-{place}-{of}");
    let threshold_field = move || {
        threshold.get().flatten()?;
        let text = if by_amount.get() == Some(true) { words::THRESHOLD_AMOUNT } else { words::THRESHOLD_PERCENT };
        let label = with_unit(&draft, place, text);
        Some(view! { <Figure of=PaySlot::Of(place, PartSlot::Threshold) id=id("threshold") label=label /> })
    };
    view! {
        <div class="grid-2">
            <Pick
                id=id("pays") label=words::RATES_ARE value=pays
                choices=vec![(RateMeaning::OfAmount, words::OF_AMOUNT), (RateMeaning::OfTarget, words::OF_TARGET)]
                on_choose=Callback::new(move |pays| {
                    change_table(&draft, place, |table| table.pays = pays);
                    // The only part that goes by the target pays all of it.
                    draft.plan.update(crate::tabular::pay_shape::share_target);
                })
            />
            <RowsBy place=place />
            <Pick
                id=id("threshold-pays") label=words::THRESHOLD value=threshold
                choices=vec![(None, words::NO_THRESHOLD), (Some(ThresholdPays::FromFirstUnit), words::FROM_FIRST), (Some(ThresholdPays::ExcessOnly), words::EXCESS_ONLY)]
                on_choose=Callback::new(move |pays| change_table(&draft, place, |table| set_threshold(table, pays)))
            />
            {threshold_field}
        </div>
        <Rows place=place value=PartSlot::RowRate value_label=studio.say(words::ROW_RATE) />
        <ReadingQuestion place=place />
        <Show when=move || reads_deals.get()>
            <div class="grid-2">
                <Figure of=PaySlot::Of(place, PartSlot::TypicalDeal) id=id("typical") label=with_unit(&draft, place, words::TYPICAL_DEAL) />
            </div>
        </Show>
    }
}

/// Whether rows go by attainment or by amount.
#[component]
fn RowsBy(place: usize) -> impl IntoView {
    let draft = Draft::get();
    let by_amount = Memo::new(move |_| draft.of_part(place, is_by_amount));
    let turn = Callback::new(move |by_amount| {
        let quotas = draft.quotas.get_untracked();
        draft.change_part(place, |part| {
            let quota = quota_of(part, &quotas);
            turn_rows(part, by_amount, quota);
        });
    });
    view! {
        <Pick
            id=format!("part-{place}-rows-by") label=words::ROWS_BY value=by_amount
            choices=vec![(false, words::BY_ATTAINMENT), (true, words::BY_AMOUNT)] on_choose=turn
        />
    }
}

/// The rows, each with what is wrong with it.
#[component]
fn Rows(place: usize, value: fn(usize) -> PartSlot, value_label: &'static str) -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let numbers = studio.numbers();
    let shape = Memo::new(move |_| draft.of_part(place, |part| (row_count(part), is_by_amount(part))).unwrap_or_default());
    let row = move |row: usize, by_amount: bool| {
        let number = numbers.count(row + 1);
        let text = if by_amount { words::ROW_FROM_AMOUNT } else { words::ROW_FROM_PERCENT };
        let label = with_unit(&draft, place, text).replace("{row}", &number);
        let told = Signal::derive(move || {
            let part = draft.plan.with(|plan| plan.components.get(place).cloned());
            let name = part.as_ref().map(|part| part.name.clone()).unwrap_or_default();
            let is_here = |at: &PayPlace| matches!(at, PayPlace::Row { component, row: at, .. } if *component == name && *at == row + 1);
            draft.told(is_here, part.as_ref())
        });
        let remove = move |_| {
            draft.change_part(place, |part| remove_row(part, row));
            request_animation_frame(move || super::editor::focus(&format!("part-{place}-add-row")));
        };
        view! {
            <li class="pay-row">
                <Figure of=PaySlot::Of(place, PartSlot::RowFrom(row)) id=format!("part-{place}-from-{row}") label=label />
                <Figure of=PaySlot::Of(place, value(row)) id=format!("part-{place}-value-{row}") label=value_label />
                <button type="button" class="icon-button" aria-label=studio.fill(words::REMOVE_ROW, &[("row", &number)]) on:click=remove>
                    <Icon path=icon::CLOSE />
                </button>
                <Findings told=told />
            </li>
        }
    };
    let add = move |_| {
        let quotas = draft.quotas.get_untracked();
        draft.change_part(place, |part| {
            let quota = quota_of(part, &quotas);
            add_row(part, quota);
        });
        let last = shape.get_untracked().0.saturating_sub(1);
        request_animation_frame(move || super::editor::focus(&format!("part-{place}-from-{last}")));
    };
    view! {
        <ol class="pay-rows">{move || { let (count, by_amount) = shape.get(); (0..count).map(|at| row(at, by_amount)).collect_view() }}</ol>
        <div><button type="button" class="button small" id=format!("part-{place}-add-row") on:click=add><Icon path=icon::PLUS />{studio.say(words::ADD_ROW)}</button></div>
    }
}

/// How the table is read, with what each reading would pay.
#[component]
fn ReadingQuestion(place: usize) -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let chosen = Memo::new(move |_| draft.of_part(place, |part| table_of(part)?.reading).flatten());
    let is_asked = Memo::new(move |_| draft.of_part(place, |part| row_count(part) > 1) == Some(true));
    let example = Memo::new(move |_| {
        let quotas = draft.quotas.get();
        draft.plan.with(|plan| {
            let part = plan.components.get(place)?;
            let (table, quota) = (table_of(part)?, quota_of(part, &quotas));
            let deals = example_deals(table, quota)?;
            let target = part.target_share.of(plan.target_variable);
            Some((deals, example_pay(table, &deals, quota, target), part.goal))
        })
    });
    let amount = move |amount: i64, goal: Goal| {
        if goal == Goal::Quantity { studio.numbers().integer(amount) } else { studio.money().with_unit(Money(amount)) }
    };
    let why = move || {
        let ([one, other], _, goal) = example.get()?;
        Some(studio.fill(words::READING_WHY, &[("one", &amount(one, goal)), ("other", &amount(other, goal))]))
    };
    let texts = [
        (words::MARGINAL, words::MARGINAL_WHY),
        (words::RETROACTIVE, words::RETROACTIVE_WHY),
        (words::SLAB, words::SLAB_WHY),
        (words::PER_DEAL, words::PER_DEAL_WHY),
    ];
    let choice = move |(at, (reading, (name, why))): (usize, (Reading, (Text, Text)))| {
        let pays = move || {
            let paid = example.get().and_then(|(_, paid, _)| paid[at])?;
            Some(studio.fill(words::PAYS, &[("amount", &studio.money().with_unit(paid))]))
        };
        view! {
            <label class="pay-reading">
                <input
                    type="radio" name=format!("part-{place}-reading") prop:checked=move || chosen.get() == Some(reading)
                    on:change=move |_| change_table(&draft, place, |table| table.reading = Some(reading))
                />
                <span><b>{studio.say(name)}</b>" "<span class="pay-pays">{pays}</span><br /><span class="dim small">{studio.say(why)}</span></span>
            </label>
        }
    };
    view! {
        <Show when=move || is_asked.get()>
            <fieldset class="plain-fieldset pay-question">
                <legend>{studio.say(words::READING)}</legend>
                <p class="dim small">{why}</p>
                {Reading::ALL.into_iter().zip(texts).enumerate().map(choice).collect_view()}
            </fieldset>
        </Show>
    }
}

/// A list of bonuses with the question which of them are paid.
#[component]
pub fn Milestones(place: usize) -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let chosen = Memo::new(move |_| {
        draft
            .of_part(place, |part| match &part.rule {
                Rule::Milestones { reading, .. } => *reading,
                _ => None,
            })
            .flatten()
    });
    let choose = move |reading: MilestoneReading| {
        draft.change_part(place, |part| {
            if let Rule::Milestones { reading: known, .. } = &mut part.rule {
                *known = Some(reading);
            }
        });
    };
    view! {
        <div class="grid-2"><RowsBy place=place /></div>
        <Rows place=place value=PartSlot::RowBonus value_label=studio.say(words::ROW_BONUS) />
        <fieldset class="plain-fieldset pay-question">
            <legend>{studio.say(words::MILESTONE_READING)}</legend>
            {[(MilestoneReading::HighestOnly, words::HIGHEST_ONLY), (MilestoneReading::Cumulative, words::CUMULATIVE)].map(|(reading, text)| view! {
                <label class="pay-reading">
                    <input type="radio" name=format!("part-{place}-milestones") prop:checked=move || chosen.get() == Some(reading) on:change=move |_| choose(reading) />
                    <span>{studio.say(text)}</span>
                </label>
            }).collect_view()}
        </fieldset>
    }
}
