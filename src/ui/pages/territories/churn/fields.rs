//! The fields of the dialog, by what happens.

use leptos::prelude::*;

use super::{Form, MOST_NEWCOMERS};
use crate::document::churn as engine;
use crate::domain::{PersonId, TerritoryId};
use crate::locale::words::churn as words;
use crate::locale::words::territories;
use crate::ui::studio::Studio;

/// A choice of a territory of the scenario in sight.
#[component]
fn TerritoryChoice(
    id: &'static str,
    label: crate::locale::Text,
    choices: Signal<Vec<TerritoryId>>,
    value: RwSignal<Option<TerritoryId>>,
) -> impl IntoView {
    let studio = Studio::get();
    let options = move || {
        let (plan, scenario) = (studio.plan.get(), studio.scenario.get());
        let described = choices.get().into_iter().filter_map(|id| {
            let territory = scenario.as_ref()?.territory(id)?;
            let seller = territory.seller.and_then(|seller| plan.as_ref()?.person(seller)).map(|person| person.name.clone());
            let seller = seller.unwrap_or_else(|| studio.say(territories::VACANT).to_owned());
            let name = studio.fill(words::CHOICE_WITH_SELLER, &[("territory", &territory.name), ("seller", &seller)]);
            Some(view! { <option value=id.0.to_string() prop:selected=move || value.get() == Some(id)>{name}</option> })
        });
        described.collect_view()
    };
    view! {
        <div class="field">
            <label for=id>{studio.say(label)}</label>
            <select id=id class="select" on:change=move |event| value.set(event_target_value(&event).parse().ok().map(TerritoryId))>{options}</select>
        </div>
    }
}

fn all_territories(studio: Studio) -> Signal<Vec<TerritoryId>> {
    Signal::derive(move || {
        studio.scenario.with(|scenario| scenario.iter().flat_map(|scenario| scenario.territories.iter().map(|known| known.id)).collect())
    })
}

#[component]
pub(super) fn LeaveFields(form: Form) -> impl IntoView {
    let studio = Studio::get();
    let theirs = move || {
        let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
        let all = engine::territories_of_seller(&scenario, form.territory.get()?);
        let seller = scenario.territory(*all.first()?)?.seller.and_then(|seller| plan.person(seller))?;
        let names: Vec<&str> = all.iter().filter_map(|id| scenario.territory(*id)).map(|known| known.name.as_str()).collect();
        let mark = if studio.language.get_untracked().direction() == "rtl" { "، " } else { ", " };
        (all.len() > 1).then(|| studio.fill(words::THEIR_TERRITORIES, &[("seller", &seller.name), ("territories", &names.join(mark))]))
    };
    let fixed = move || {
        let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
        let count = engine::fixed_accounts(&plan, &scenario, &engine::territories_of_seller(&scenario, form.territory.get()?));
        (count > 0 && !form.stays_vacant.get()).then(|| studio.fill(words::FIXED_MOVE_TOO, &[("count", &studio.numbers().count(count))]))
    };
    let choice = move |stays: bool, text| {
        view! {
            <label class="check">
                <input type="radio" name="leave" prop:checked=move || form.stays_vacant.get() == stays on:change=move |_| form.stays_vacant.set(stays) />
                {studio.say(text)}
            </label>
        }
    };
    view! {
        <TerritoryChoice id="churn-territory" label=words::TERRITORY choices=all_territories(studio) value=form.territory />
        {move || theirs().map(|words| view! { <p class="dim small">{words}</p> })}
        <fieldset class="plain-fieldset">
            <legend>{studio.say(words::WHAT_BECOMES)}</legend>
            {choice(false, words::GO_TO_NEIGHBOURS)}
            {choice(true, words::STAY_VACANT)}
        </fieldset>
        {move || form.leaver(&studio).map(|(_, name)| view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || form.goes_off_the_team.get() on:change=move |event| form.goes_off_the_team.set(event_target_checked(&event)) />
                {studio.fill(words::OFF_THE_TEAM, &[("seller", &name)])}
            </label>
        })}
        {move || fixed().map(|words| view! { <p class="notice warning">{words}</p> })}
    }
}

#[component]
pub(super) fn HireFields(form: Form) -> impl IntoView {
    let studio = Studio::get();
    let count = Memo::new(move |_| form.newcomers.with(Vec::len));
    let resize = move |event| {
        if let Ok(count) = crate::locale::number::latin_digits(&event_target_value(&event)).trim().parse::<usize>() {
            form.resize(&studio, count.clamp(1, MOST_NEWCOMERS));
        }
    };
    view! {
        <p class="dim">{studio.say(words::HIRE_WHY)}</p>
        <div class="field">
            <label for="churn-count">{studio.say(words::HOW_MANY)}</label>
            <input id="churn-count" class="input narrow" type="number" min="1" max=MOST_NEWCOMERS.to_string() prop:value=move || count.get().to_string() on:change=resize />
        </div>
        <For each=move || 0..count.get() key=|at| *at let:at>
            <div class="grid-2 churn-newcomer">
                <NameField form=form at=at id=format!("churn-name-{at}") label=studio.fill(words::NAME_OF, &[("number", &studio.numbers().count(at + 1))]) />
                <SellerField form=form at=at id=format!("churn-seller-{at}") label=studio.fill(words::SELLER_OF, &[("number", &studio.numbers().count(at + 1))]) />
            </div>
        </For>
    }
}

#[component]
pub(super) fn MergeFields(form: Form) -> impl IntoView {
    let studio = Studio::get();
    let others = Memo::new(move |_| {
        let (Some(scenario), Some(results), Some(own)) = (studio.scenario.get(), studio.results.get(), form.territory.get()) else {
            return Vec::new();
        };
        engine::nearest_territories(&scenario, &results, own)
    });
    // The nearest one, until the user chooses another.
    Effect::new(move |_| {
        let others = others.get();
        if form.other.with_untracked(|other| other.is_none_or(|other| !others.contains(&other))) {
            form.other.set(others.first().copied());
        }
    });
    let name = move |id: Option<TerritoryId>| {
        studio.scenario.with(|scenario| {
            scenario.as_ref().zip(id).and_then(|(scenario, id)| scenario.territory(id)).map(|known| known.name.clone()).unwrap_or_default()
        })
    };
    view! {
        <TerritoryChoice id="churn-territory" label=words::FIRST choices=all_territories(studio) value=form.territory />
        <TerritoryChoice id="churn-other" label=words::SECOND choices=others.into() value=form.other />
        <fieldset class="plain-fieldset">
            <legend>{studio.say(words::KEEP_OF)}</legend>
            <label class="check">
                <input type="radio" name="keep" prop:checked=move || !form.keeps_other.get() on:change=move |_| form.keeps_other.set(false) />
                <bdi>{move || name(form.territory.get())}</bdi>
            </label>
            <label class="check">
                <input type="radio" name="keep" prop:checked=move || form.keeps_other.get() on:change=move |_| form.keeps_other.set(true) />
                <bdi>{move || name(form.other.get())}</bdi>
            </label>
        </fieldset>
    }
}

#[component]
pub(super) fn SplitFields(form: Form) -> impl IntoView {
    let studio = Studio::get();
    // Another territory gives the half another name.
    Effect::new(move |before: Option<Option<TerritoryId>>| {
        let territory = form.territory.get();
        if before.is_some_and(|before| before != territory) {
            let seller = form.newcomers.with_untracked(|fields| fields.first().and_then(|field| field.seller));
            form.resize(&studio, 0);
            form.resize(&studio, 1);
            form.newcomers.update(|fields| fields.iter_mut().for_each(|field| field.seller = seller));
        }
        territory
    });
    view! {
        <p class="dim">{studio.say(words::SPLIT_WHY)}</p>
        <TerritoryChoice id="churn-territory" label=words::TERRITORY choices=all_territories(studio) value=form.territory />
        <div class="grid-2">
            <NameField form=form at=0 id="churn-name-0".to_owned() label=studio.say(words::HALF_NAME).to_owned() />
            <SellerField form=form at=0 id="churn-seller-0".to_owned() label=studio.say(words::HALF_SELLER).to_owned() />
        </div>
    }
}

#[component]
fn NameField(form: Form, at: usize, id: String, label: String) -> impl IntoView {
    let value = move || form.newcomers.with(|fields| fields.get(at).map(|field| field.name.clone()).unwrap_or_default());
    let change = move |event| {
        form.newcomers.update(|fields| {
            if let Some(field) = fields.get_mut(at) {
                field.name = event_target_value(&event);
            }
        });
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id class="input" required maxlength="120" prop:value=value on:change=change />
        </div>
    }
}

#[component]
fn SellerField(form: Form, at: usize, id: String, label: String) -> impl IntoView {
    let studio = Studio::get();
    let people: Vec<(PersonId, String)> = studio
        .plan
        .with_untracked(|plan| plan.iter().flat_map(|plan| plan.people.iter()).map(|person| (person.id, person.name.clone())).collect());
    let chosen = move || form.newcomers.with(|fields| fields.get(at).and_then(|field| field.seller));
    let change = move |event| {
        form.newcomers.update(|fields| {
            if let Some(field) = fields.get_mut(at) {
                field.seller = event_target_value(&event).parse().ok().map(PersonId);
            }
        });
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id class="select" on:change=change>
                <option value="" prop:selected=move || chosen().is_none()>{studio.say(words::TO_BE_HIRED)}</option>
                {people.into_iter().map(|(id, name)| view! { <option value=id.0.to_string() prop:selected=move || chosen() == Some(id)>{name}</option> }).collect_view()}
            </select>
        </div>
    }
}
