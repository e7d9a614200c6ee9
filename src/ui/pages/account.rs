//! The form of one customer, to edit it or to add one. What the fields mean is `tabular::account_form`'s.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::account_fields::Fields;
use super::account_history::MonthlySales;
use crate::document::{Command, Plan};
use crate::domain::{Account, AccountId, Territory, TerritoryId};
use crate::locale::words::customers as words;
use crate::locale::words::shell;
use crate::tabular::account_form::AccountForm;
use crate::ui::hand;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;

/// Edits a customer.
#[component]
pub fn AccountDialog(
    /// Which.
    account: AccountId,
) -> impl IntoView {
    let studio = Studio::get();
    let known =
        studio.plan.with_untracked(|plan| plan.as_ref().and_then(|plan| plan.account(account)).map(|account| Account::clone(account)));
    known.map(|account| view! { <AccountFormDialog account=account is_new=false /> })
}

/// Adds a customer.
#[component]
pub fn NewAccountDialog() -> impl IntoView {
    // The plan hands out the identity when the customer is added.
    view! { <AccountFormDialog account=Account::named(AccountId(0), "") is_new=true /> }
}

#[component]
fn AccountFormDialog(account: Account, is_new: bool) -> impl IntoView {
    let studio = Studio::get();
    let Some(plan) = studio.plan.get_untracked() else { return ().into_any() };
    let scenario = studio.scenario.get_untracked();
    let territory = scenario.as_ref().and_then(|scenario| scenario.assignment.get(&account.id).copied());
    let chosen_territory = RwSignal::new(territory);
    let first = AccountForm::of(&account, &headers(&plan), &plan.settings, studio.language.get_untracked());
    let form = RwSignal::new(first.clone());
    let problems = RwSignal::new(Vec::new());
    let close = move || studio.dialog.set(None);
    let title = if is_new { studio.say(words::ADD_TITLE).to_owned() } else { account.name.clone() };
    let history = account.sales_history.clone();
    let (account, first, settings) = (StoredValue::new(account), StoredValue::new(first), StoredValue::new(plan.settings.clone()));
    let scenario_id = scenario.as_ref().map(|scenario| scenario.id);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let read = form.with_untracked(|form| {
            account.with_value(|account| first.with_value(|first| settings.with_value(|settings| form.account(account, first, settings))))
        });
        let next = match read {
            Ok(next) => next,
            Err(found) => {
                problems.set(found);
                focus_first_problem();
                return;
            }
        };
        let is_changed = is_new || account.with_value(|account| *account != next);
        // What is fixed here and now is fixed where it is put; what was fixed before stays unless it is freed.
        let was_fixed = account.with_value(|account| account.is_fixed);
        let judged = Account { is_fixed: was_fixed && next.is_fixed, ..next.clone() };
        let mut id = next.id;
        let mut commands = Vec::new();
        if is_new {
            commands.push(Command::AddAccount(Box::new(next)));
            id = studio.preview(&commands).and_then(|plan| plan.accounts.last().map(|account| account.id)).unwrap_or(id);
        } else if is_changed {
            commands.push(Command::EditAccount(Box::new(next)));
        }
        let mut found = None;
        if let Some(scenario) = scenario_id
            && chosen_territory.get_untracked() != territory
        {
            let put = if is_new { commands.clone() } else { vec![Command::EditAccount(Box::new(judged))] };
            let chosen = chosen_territory.get_untracked();
            let known = studio.preview(&put);
            let known = known.as_ref().and_then(|plan| Some((plan, plan.scenario(scenario)?)));
            let moved = known.map(|(plan, known)| hand::judged(&studio, plan, known, &[id], chosen));
            if moved.as_ref().is_some_and(|moved| !moved.moving.is_empty()) {
                commands.push(Command::AssignAccounts { scenario, accounts: vec![id], territory: chosen });
            }
            found = moved.map(|moved| (scenario, moved, chosen));
        }
        if !commands.is_empty() && studio.run(Command::Together(commands)).is_none() {
            return;
        }
        if is_new {
            studio.select([id].into());
        }
        close();
        if let Some((scenario, moved, chosen)) = found {
            hand::tell(studio, scenario, &moved, chosen);
        }
    };
    let scenario_name = scenario.as_ref().map(|scenario| studio.scenario_name(scenario)).unwrap_or_default();
    let territories = scenario.map(|scenario| scenario.territories.clone()).unwrap_or_default();
    view! {
        <ModalDialog title=title on_close=Callback::new(move |()| close())>
            <form class="account-form" novalidate on:submit=submit>
                <div class="dialog-body">
                    <Show when=move || problems.with(|problems| !problems.is_empty())>
                        <p class="notice error" role="alert">{studio.say(words::CHECK_FIELDS)}</p>
                    </Show>
                    <Fields form=form problems=problems plan=Shared(plan.0.clone()) />
                    {(!territories.is_empty()).then(|| view! {
                        <TerritoryField label=studio.fill(words::TERRITORY_IN, &[("scenario", &scenario_name)]) territories=territories.clone() chosen=chosen_territory />
                    })}
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || form.with(|form| form.is_fixed)
                            on:change=move |event| form.update(|form| form.is_fixed = event_target_checked(&event))
                        />
                        <span>{studio.say(words::KEEP_FIXED)}</span>
                    </label>
                    {history.map(|history| view! { <MonthlySales history=history /> })}
                    <ExtraFields form=form />
                </div>
                <FormFoot on_cancel=Callback::new(move |()| close()) button=studio.say(shell::SAVE) />
            </form>
        </ModalDialog>
    }
    .into_any()
}

/// The further columns of the plan, by name.
fn headers(plan: &Plan) -> Vec<String> {
    let headers: std::collections::BTreeSet<&String> = plan.accounts.iter().flat_map(|account| account.extra.keys()).collect();
    headers.into_iter().cloned().collect()
}

/// Leads to the first field that needs another look.
fn focus_first_problem() {
    use wasm_bindgen::JsCast;
    request_animation_frame(|| {
        let field = document().query_selector(".account-form [aria-invalid='true']").ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Fails only for an element that is gone.
            let _ = field.focus();
        }
    });
}

/// The territory in the scenario in sight.
#[component]
fn TerritoryField(label: String, territories: Vec<Territory>, chosen: RwSignal<Option<TerritoryId>>) -> impl IntoView {
    let studio = Studio::get();
    let options = territories.clone();
    let colour = move || {
        let territory = chosen.get().and_then(|chosen| territories.iter().find(|territory| territory.id == chosen));
        territory.map_or(UNASSIGNED_COLOUR, |territory| territory_colour(territory.colour_index))
    };
    view! {
        <div class="field">
            <label for="account-territory">{label}</label>
            <div class="row" style:flex-wrap="nowrap">
                <span class="swatch" style:background=colour></span>
                <select
                    id="account-territory"
                    class="select"
                    on:change=move |event| chosen.set(event_target_value(&event).parse().ok().map(TerritoryId))
                >
                    <option value="" selected=chosen.get_untracked().is_none()>{studio.say(words::NO_TERRITORY)}</option>
                    {options.into_iter().map(|territory| view! {
                        <option value=territory.id.0.to_string() selected=chosen.get_untracked() == Some(territory.id)>{territory.name}</option>
                    }).collect_view()}
                </select>
            </div>
        </div>
    }
}

/// The further columns of the user's file.
#[component]
fn ExtraFields(form: RwSignal<AccountForm>) -> impl IntoView {
    let studio = Studio::get();
    let extra = form.with_untracked(|form| form.extra.clone());
    (!extra.is_empty()).then(|| view! {
        <details class="account-extra">
            <summary>{studio.say(words::FURTHER_COLUMNS)}" ("{studio.numbers().count(extra.len())}")"</summary>
            <div class="grid-2">
                {extra.into_iter().enumerate().map(|(index, (header, value))| {
                    let id = format!("account-extra-{index}");
                    view! {
                        <div class="field">
                            <label for=id.clone()><bdi>{header}</bdi></label>
                            <input
                                id=id
                                class="input"
                                dir="auto"
                                value=value
                                on:input=move |event| form.update(|form| if let Some(field) = form.extra.get_mut(index) { field.1 = event_target_value(&event) })
                            />
                        </div>
                    }
                }).collect_view()}
            </div>
        </details>
    })
}
