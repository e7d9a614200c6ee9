//! The shares that the planner gives single territories, in all measures or in one.

use leptos::ev;
use leptos::prelude::*;

use super::run::Run;
use super::wishes::{is_wrong, set};
use crate::document::shares::{self, ShareFinding};
use crate::document::{MeasureKind, Plan, Scenario};
use crate::domain::TerritoryId;
use crate::locale::text::isolated;
use crate::locale::words::territories as words;
use crate::tabular::share_form::{read_share, share_text};
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// The list of shares, folded while none is of its own.
#[component]
pub fn OwnShares(run: Run) -> impl IntoView {
    let studio = run.studio;
    let territories =
        studio.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.territories.clone()).unwrap_or_default());
    if territories.is_empty() {
        return ().into_any();
    }
    let territories = StoredValue::new(territories);
    let count = move || run.design.with(|design| design.wishes.shares.len());
    let is_open = untrack(count) > 0;
    // Many fields that nobody looks at would hold up the dialog.
    let was_opened = RwSignal::new(is_open);
    let measure = RwSignal::new(None::<MeasureKind>);
    let choose = move |event: ev::Event| {
        let index = event_target_value(&event).parse::<usize>().ok();
        measure.set(index.and_then(|index| run.measures.with_untracked(|kinds| kinds.get(index).copied())));
    };
    view! {
        <details class="wish-list" open=is_open on:toggle=move |_| was_opened.set(true)>
            <summary>
                {studio.say(words::OWN_SHARES)}" "
                <span class="small dim">{move || if count() == 0 {
                    studio.say(words::OWN_SHARES_WHY).to_owned()
                } else {
                    studio.fill(words::OWN_SHARES_COUNT, &[("count", &studio.numbers().count(count()))])
                }}</span>
            </summary>
            <Show when=move || was_opened.get()>
                <div class="lock-row">
                    <label class="grow" for="balance-share-measure">{studio.say(words::OWN_SHARES_IN)}</label>
                    <select id="balance-share-measure" class="select small" on:change=choose>
                        <option value="">{studio.say(words::OWN_SHARES_ALL)}</option>
                        {move || run.measures.get().into_iter().enumerate().map(|(index, kind)| view! {
                            <option value=index.to_string() selected=untrack(|| measure.get()) == Some(kind)>{quantity::name(&studio, kind)}</option>
                        }).collect_view()}
                    </select>
                </div>
                <ul class="lock-rows">
                    {move || {
                        let measure = measure.get();
                        territories.get_value().into_iter().map(|territory| view! {
                            <li class="lock-row">
                                <bdi class="grow">{territory.name.clone()}</bdi>
                                <ShareInput run=run territory=territory.id name=territory.name measure=measure />
                            </li>
                        }).collect_view()
                    }}
                </ul>
            </Show>
        </details>
    }
    .into_any()
}

/// The share of one territory. Emptied, it is a full one again or, in a single measure, that of all measures.
#[component]
fn ShareInput(run: Run, territory: TerritoryId, name: String, measure: Option<MeasureKind>) -> impl IntoView {
    let studio = run.studio;
    let numbers = studio.numbers();
    let known = run.design.with_untracked(|design| design.wishes.shares.get(&territory).cloned()).unwrap_or_default();
    let (label, value, usual) = match measure {
        None => (studio.fill(words::SHARE_OF, &[("territory", &name)]), Some(known.weight), 1.0),
        Some(kind) => {
            let of = quantity::in_sentence(&studio, kind);
            (studio.fill(words::SHARE_OF_IN, &[("territory", &name), ("measure", &of)]), known.named(kind), known.weight)
        }
    };
    let field = StoredValue::new(label.clone());
    let take = move |event: ev::Event| match read_share(&event_target_value(&event)) {
        Ok(share) => {
            run.wrong.update(|wrong| {
                wrong.remove(&field.get_value());
            });
            set(run, |design| {
                let shares = &mut design.wishes.shares;
                let mut own = shares.get(&territory).cloned().unwrap_or_default();
                match measure {
                    None => own.weight = share.unwrap_or(1.0),
                    Some(kind) => own.name(kind, share),
                }
                match own.is_full() {
                    true => shares.remove(&territory),
                    false => shares.insert(territory, own),
                };
            });
        }
        Err(_) => run.wrong.update(|wrong| {
            wrong.insert(field.get_value(), studio.say(words::WRONG_SHARE).to_owned());
        }),
    };
    view! {
        <input
            class="input number narrow"
            inputmode="decimal"
            aria-label=label
            aria-invalid=move || is_wrong(run, &field.get_value())
            placeholder=share_text(usual, numbers)
            value=value.map(|share| share_text(share, numbers))
            on:input=take
        />
    }
}

/// What is wrong with the shares, as sentences.
pub fn findings(studio: &Studio, plan: &Plan, scenario: &Scenario) -> Vec<String> {
    let territory = |id: TerritoryId| scenario.territory(id).map_or(String::new(), |territory| isolated(&territory.name));
    let measure = |kind: MeasureKind| quantity::in_sentence(studio, kind);
    let told = shares::findings(plan, scenario).into_iter().map(|finding| match finding {
        ShareFinding::Impossible(id) => studio.fill(words::FINDING_SHARE_IMPOSSIBLE, &[("territory", &territory(id))]),
        ShareFinding::AllNothing(kind) => studio.fill(words::FINDING_SHARE_ALL_NOTHING, &[("measure", &measure(kind))]),
        ShareFinding::Nothing(id, kind) => {
            studio.fill(words::FINDING_SHARE_NOTHING, &[("territory", &territory(id)), ("measure", &measure(kind))])
        }
    });
    told.collect()
}
