//! What changes hands between two scenarios: who gains and loses, which customers go where, and why.

use leptos::prelude::*;

use super::handovers::Handovers;
use super::neighbourhoods;
use crate::document::comparison::{Compared, compare};
use crate::document::handover::{Exchange, Handover, Reason, TerritoryExchange, exchange};
use crate::document::suggestions::minds_places;
use crate::document::{Plan, Scenario};
use crate::domain::{ScenarioId, TerritoryId};
use crate::locale::Text;
use crate::locale::text::{isolated, left_to_right};
use crate::locale::words::compare as words;
use crate::locale::words::plan as plan_words;
use crate::ui::later::later;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// What changes hands from one scenario to another.
pub(super) struct Pair {
    pub(super) plan: Shared<Plan>,
    pub(super) first: Compared,
    pub(super) second: Compared,
    pub(super) exchange: Exchange,
}

impl Pair {
    /// Who works a territory, in the second scenario where it has it, else in the first.
    pub(super) fn seller(&self, territory: Option<TerritoryId>) -> String {
        let known = |compared: &Compared| territory.and_then(|id| compared.scenario.territory(id)).and_then(|known| known.seller);
        let seller = match territory.and_then(|id| self.second.scenario.territory(id)) {
            Some(known) => known.seller,
            None => known(&self.first),
        };
        seller.and_then(|seller| self.plan.person(seller)).map(|person| person.name.clone()).unwrap_or_default()
    }
}

/// What changes hands between two scenarios of the user's choice.
#[component]
pub fn ExchangePart() -> impl IntoView {
    let studio = Studio::get();
    let first = RwSignal::new(ScenarioId::TODAY);
    let second: RwSignal<Option<ScenarioId>> = RwSignal::new(None);
    // Until the user chooses: the scenario in sight, or else the last one.
    let second_shown = Memo::new(move |_| {
        let in_sight = studio.scenario_id.get();
        studio.plan.with(|plan| {
            let ids: Vec<ScenarioId> = plan.iter().flat_map(|plan| plan.scenarios.iter().map(|scenario| scenario.id)).collect();
            let wanted = second.get().or((in_sight != ScenarioId::TODAY).then_some(in_sight)).filter(|wanted| ids.contains(wanted));
            wanted.or(ids.last().copied()).unwrap_or(ScenarioId::TODAY)
        })
    });
    // What changes hands is worked out once the figures above are drawn.
    let asked = later(Memo::new(move |_| Some((studio.plan.get()?, first.get(), second_shown.get()))));
    let asked = Signal::derive(move || asked.get().flatten());
    let ways = Memo::new(move |_| {
        let shared_out = |scenario: &Scenario| minds_places(scenario).then_some(scenario.design.wishes.shared_out);
        let way =
            asked.with(|asked| asked.as_ref().and_then(|(plan, _, second)| plan.scenario(*second)).and_then(|known| shared_out(known)));
        way.into_iter().collect()
    });
    let beside = neighbourhoods(studio, Signal::derive(move || asked.get().map(|(plan, ..)| plan)), ways);
    let pair = Memo::new(move |_| {
        let (plan, first, second) = asked.get()?;
        let of = |id: ScenarioId| compare(&plan, &[id]).columns.into_iter().next();
        let (first, second) = (of(first).or_else(|| of(ScenarioId::TODAY))?, of(second)?);
        let exchange = beside.with(|beside| exchange(&plan, &first, &second, beside.first().map(|(_, beside)| &**beside)));
        Some(Shared::new(Pair { plan, first, second, exchange }))
    });
    // And every customer in words after that.
    let listed = later(pair);
    let sentence = move || pair.with(|pair| pair.as_ref().map(|pair| summary(&studio, pair))).unwrap_or_default();
    let has_moves = Memo::new(move |_| pair.with(|pair| pair.as_ref().is_some_and(|pair| !pair.exchange.handovers.is_empty())));
    let swap = move |_| {
        let (one, other) = (first.get_untracked(), second_shown.get_untracked());
        first.set(other);
        second.set(Some(one));
    };
    view! {
        <section class="card" aria-labelledby="compare-exchange">
            <div class="card-head"><h2 id="compare-exchange">{studio.say(words::EXCHANGE)}</h2></div>
            <div class="card-body stack">
                <div class="row">
                    <ScenarioChoice label=words::FROM_SCENARIO value=Signal::derive(move || first.get()) on_choose=Callback::new(move |id| first.set(id)) />
                    <ScenarioChoice label=words::TO_SCENARIO value=Signal::derive(move || second_shown.get()) on_choose=Callback::new(move |id| second.set(Some(id))) />
                    <button type="button" class="button quiet small" on:click=swap>{studio.say(words::SWAP)}</button>
                </div>
                <p role="status">{sentence}</p>
            </div>
            <Show when=move || has_moves.get()>
                <div class="exchange">
                    {move || pair.get().map(|pair| gains(&studio, &pair))}
                    {move || listed.get().flatten().map(|pair| view! { <Handovers pair=pair /> })}
                </div>
            </Show>
        </section>
    }
}

#[component]
fn ScenarioChoice(label: Text, value: Signal<ScenarioId>, on_choose: Callback<ScenarioId>) -> impl IntoView {
    let studio = Studio::get();
    let options = move || {
        let scenarios = studio.plan.with(|plan| plan.as_ref().map(|plan| plan.scenarios.clone()).unwrap_or_default());
        scenarios
            .into_iter()
            .map(|scenario| {
                let (id, name) = (scenario.id, studio.scenario_name(&scenario));
                view! { <option value=id.0.to_string() prop:selected=move || value.get() == id>{name}</option> }
            })
            .collect_view()
    };
    let choose = move |event| {
        if let Ok(number) = event_target_value(&event).parse() {
            on_choose.run(ScenarioId(number));
        }
    };
    view! {
        <label class="row inline-choice">
            <span class="dim">{studio.say(label)}</span>
            <select class="select" on:change=choose>{options}</select>
        </label>
    }
}

fn summary(studio: &Studio, pair: &Pair) -> String {
    let handovers = &pair.exchange.handovers;
    if handovers.is_empty() {
        return studio.say(words::NOTHING_CHANGES).to_owned();
    }
    // As in the figures above: an account that had no territory is new to one, and changes no hands.
    let count = handovers.iter().filter(|handover| handover.from.is_some()).count();
    let new = handovers.len() - count;
    let accounts = studio
        .fill(if count == 1 { plan_words::ONE_CUSTOMER } else { plan_words::CUSTOMERS }, &[("count", &studio.numbers().count(count))]);
    let sales: f64 =
        pair.exchange.territories.iter().filter(|exchange| exchange.territory.id.is_some()).map(|exchange| exchange.sales_out).sum();
    let text = if count == 1 { words::EXCHANGE_SUM_ONE } else { words::EXCHANGE_SUM };
    let changed = studio.fill(text, &[("accounts", &accounts), ("sales", &studio.money().with_unit_of(sales))]);
    if new == 0 {
        return changed;
    }
    let accounts =
        studio.fill(if new == 1 { plan_words::ONE_CUSTOMER } else { plan_words::CUSTOMERS }, &[("count", &studio.numbers().count(new))]);
    format!("{changed} {}", studio.fill(words::EXCHANGE_NEW, &[("accounts", &accounts)]))
}

/// Who gains and who loses, by territory.
fn gains(studio: &Studio, pair: &Shared<Pair>) -> impl IntoView + use<> {
    let studio = *studio;
    let with_unit = |text: Text| format!("{} ({})", studio.say(text), studio.money().unit_label());
    let row = |exchange: &TerritoryExchange| {
        let colour = exchange.territory.id.map_or(UNASSIGNED_COLOUR, |_| territory_colour(exchange.territory.colour_index));
        let name = match exchange.territory.id {
            Some(_) => exchange.territory.name.clone(),
            None => studio.say(words::WITHOUT_TERRITORY).to_owned(),
        };
        let (numbers, money) = (studio.numbers(), studio.money());
        let net = exchange.sales_in - exchange.sales_out;
        let sign = if net > 0.0 { "+" } else { "" };
        view! {
            <tr>
                <th scope="row"><span class="name-cell"><span class="swatch" style:background-color=colour></span><bdi>{name}</bdi></span></th>
                <td><bdi>{pair.seller(exchange.territory.id)}</bdi></td>
                <td class="number">{numbers.count(exchange.accounts_in)}</td>
                <td class="number">{numbers.count(exchange.accounts_out)}</td>
                <td class="number">{money.figure_of(exchange.sales_in)}</td>
                <td class="number">{money.figure_of(exchange.sales_out)}</td>
                <td class="number"><bdi dir="ltr">{sign}{money.figure_of(net)}</bdi></td>
            </tr>
        }
    };
    view! {
        <div class="card-body table-scroll" tabindex="0" role="region" aria-label=studio.say(words::GAINS_AND_LOSSES)>
            <table class="plain-table">
                <caption>{studio.say(words::GAINS_AND_LOSSES)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{studio.say(words::TERRITORY)}</th>
                        <th scope="col">{studio.say(words::SELLER)}</th>
                        <th scope="col" class="number">{studio.say(words::ACCOUNTS_IN)}</th>
                        <th scope="col" class="number">{studio.say(words::ACCOUNTS_OUT)}</th>
                        <th scope="col" class="number">{with_unit(words::SALES_IN)}</th>
                        <th scope="col" class="number">{with_unit(words::SALES_OUT)}</th>
                        <th scope="col" class="number">{studio.say(words::SALES_NET)}</th>
                    </tr>
                </thead>
                <tbody>{pair.exchange.territories.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// What speaks for a move, in words.
pub(super) fn reason_words(studio: &Studio, pair: &Pair, handover: &Handover) -> String {
    let named = |text: Text, compared: &Compared, territory: Option<TerritoryId>| {
        let known = territory.and_then(|id| compared.scenario.territory(id));
        studio.fill(text, &[("territory", &known.map(|known| isolated(&known.name)).unwrap_or_default())])
    };
    let of_giver = |text: Text| named(text, &pair.first, handover.from);
    let of_taker = |text: Text| named(text, &pair.second, handover.to);
    match handover.reason {
        Reason::HadNone => studio.say(words::REASON_NONE).to_owned(),
        Reason::AnotherSeller => {
            let seller = |compared: &Compared, territory: Option<TerritoryId>| {
                let seller = territory.and_then(|id| compared.scenario.territory(id)).and_then(|known| known.seller);
                seller.and_then(|seller| pair.plan.person(seller)).map(|person| isolated(&person.name)).unwrap_or_default()
            };
            let (before, after) = (seller(&pair.first, handover.from), seller(&pair.second, handover.to));
            studio.fill(words::REASON_SELLER, &[("before", &before), ("after", &after)])
        }
        Reason::TerritoryGone => studio.say(words::REASON_GONE).to_owned(),
        Reason::LeftWithout => studio.say(words::REASON_LEFT).to_owned(),
        Reason::Fixed => of_taker(words::REASON_FIXED),
        Reason::Locked => of_taker(words::REASON_LOCKED),
        Reason::Centre => of_taker(words::REASON_CENTRE),
        Reason::Forbidden => of_giver(words::REASON_FORBIDDEN),
        Reason::Together { fellows } => studio.fill(words::REASON_TOGETHER, &[("count", &studio.numbers().count(fellows))]),
        Reason::WholeArea => of_taker(words::REASON_AREA),
        Reason::LayApart => of_giver(words::REASON_APART),
        Reason::Joins => of_taker(words::REASON_JOINS),
        Reason::TerritoryNew => studio.say(words::REASON_NEW).to_owned(),
        Reason::Other => studio.say(words::REASON_OTHER).to_owned(),
        Reason::Balance { measure, is_givers, deviation, deviation_after } => {
            let territory = if is_givers { handover.from } else { handover.to };
            let name =
                territory.and_then(|id| pair.first.scenario.territory(id)).map(|territory| territory.name.as_str()).unwrap_or_default();
            let percent = |share: f64| left_to_right(&studio.numbers().signed_percent(share, 1));
            studio.fill(
                words::REASON_GIVER,
                &[
                    ("measure", &quantity::name(studio, measure)),
                    ("territory", &isolated(name)),
                    ("before", &percent(deviation)),
                    ("after", &percent(deviation_after)),
                ],
            )
        }
        Reason::Asked { measure, is_givers, deviation } => {
            let territory = if is_givers { handover.from } else { handover.to };
            let name =
                territory.and_then(|id| pair.first.scenario.territory(id)).map(|territory| territory.name.as_str()).unwrap_or_default();
            studio.fill(
                if is_givers { words::REASON_ASKED_OVER } else { words::REASON_ASKED_UNDER },
                &[
                    ("measure", &quantity::name(studio, measure)),
                    ("territory", &isolated(name)),
                    ("before", &left_to_right(&studio.numbers().signed_percent(deviation, 1))),
                ],
            )
        }
        Reason::Nearer { accounts, before_km, after_km } => studio.fill(
            if accounts > 1 { words::REASON_NEARER_TOGETHER } else { words::REASON_NEARER },
            &[
                ("count", &studio.numbers().count(accounts)),
                ("before", &quantity::kilometres(studio, before_km)),
                ("after", &quantity::kilometres(studio, after_km)),
            ],
        ),
    }
}
