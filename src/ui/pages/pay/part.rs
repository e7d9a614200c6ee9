//! A part of the plan in the editor: what it is paid for, whose results, from which base and on which condition, and its
//! own limits. How it is reckoned is in [`super::rule`].

use leptos::prelude::*;

use super::fields::{Draft, Figure, Name, Pick};
use super::findings::Findings;
use super::rule::RuleFields;
use crate::locale::Text;
use crate::locale::words::pay_editor as words;
use crate::quota::pay::{
    CollectionGate, Component, DiscountBasis, Goal, Only, PayPeriod, PayPlace, Rate, RateMeaning, Recognition, Rule, Scope, ShippingBasis,
};
use crate::tabular::pay_rules_export::kind_text;
use crate::tabular::pay_shape::PartKind;
use crate::tabular::pay_slots::{PartSlot, PaySlot};
use crate::ui::widgets::icon::{self, Icon};

/// A kind of condition, without its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GateKind {
    None,
    AtMost,
    Lower,
    OnlyFrom,
}

fn gate_kind(component: &Component) -> GateKind {
    match component.gate {
        None => GateKind::None,
        Some(CollectionGate::AtMostCollection) => GateKind::AtMost,
        Some(CollectionGate::LowerOfTwo) => GateKind::Lower,
        Some(CollectionGate::OnlyFrom(_)) => GateKind::OnlyFrom,
    }
}

fn gate_of(kind: GateKind) -> Option<CollectionGate> {
    match kind {
        GateKind::None => None,
        GateKind::AtMost => Some(CollectionGate::AtMostCollection),
        GateKind::Lower => Some(CollectionGate::LowerOfTwo),
        GateKind::OnlyFrom => Some(CollectionGate::OnlyFrom(Rate::percent(80))),
    }
}

/// The part in that place.
#[component]
pub fn PartCard(
    /// Its place in the plan.
    place: usize,
    /// Counts parts that were taken out.
    removed: RwSignal<u32>,
) -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let Some((name, kind)) = untrack(|| draft.of_part(place, |part| (part.name.clone(), PartKind::of(part)))) else { return ().into_any() };
    let pick = move |read: fn(&Component) -> Goal| Memo::new(move |_| draft.of_part(place, read));
    let goal = pick(|part| part.goal);
    let scope = Memo::new(move |_| draft.of_part(place, |part| part.scope));
    let gate = Memo::new(move |_| draft.of_part(place, gate_kind));
    let discount = Memo::new(move |_| draft.of_part(place, |part| part.basis.discount));
    let shipping = Memo::new(move |_| draft.of_part(place, |part| part.basis.shipping));
    let period = Memo::new(move |_| draft.of_part(place, |part| part.period));
    let recognition = Memo::new(move |_| draft.of_part(place, |part| part.basis.recognition));
    let is_of_sales = move || kind == PartKind::SpifSales || goal.get() == Some(Goal::Sales) && kind != PartKind::SpifPiece;
    let is_of_target = Memo::new(move |_| {
        draft.of_part(place, |part| matches!(&part.rule, Rule::Rates(table) if table.pays == RateMeaning::OfTarget)) == Some(true)
    });
    let id = move |of: &str| format!("part-{place}-{of}");
    let label = move || draft.of_part(place, |part| part.name.clone()).unwrap_or_default();
    let told = Signal::derive(move || {
        let part = draft.plan.with(|plan| plan.components.get(place).cloned());
        let name = part.as_ref().map(|part| part.name.clone()).unwrap_or_default();
        draft.told(|at| matches!(at, PayPlace::Component { component, .. } if *component == name), part.as_ref())
    });
    let remove = move |_| {
        draft.plan.update(|plan| {
            if place < plan.components.len() {
                plan.components.remove(place);
            }
        });
        removed.update(|removed| *removed += 1);
        request_animation_frame(|| super::editor::focus("pay-name"));
    };
    view! {
        <section class="card card-body stack pay-part" aria-label=label>
            <div class="row">
                <span class="chip">{studio.say(kind_text(kind))}</span>
                <span class="grow"></span>
                <button type="button" class="icon-button" aria-label=move || studio.fill(words::REMOVE_PART, &[("name", &label())]) on:click=remove>
                    <Icon path=icon::CLOSE />
                </button>
            </div>
            <div class="grid-2">
                <Name id=id("name") label=words::PART_NAME name=name on_name=Callback::new(move |name: String| draft.change_part(place, |part| part.name = name.trim().to_owned())) />
                <Pick
                    id=id("goal") label=words::GOAL value=goal
                    choices=vec![(Goal::Sales, words::SALES), (Goal::Collection, words::COLLECTION), (Goal::Quantity, words::QUANTITY)]
                    on_choose=Callback::new(move |goal| draft.change_part(place, |part| part.goal = goal))
                />
                <Pick
                    id=id("scope") label=words::SCOPE value=scope
                    choices=vec![(Scope::Own, words::OWN), (Scope::Team, words::TEAM), (Scope::TeamWithLeader, words::TEAM_WITH_LEADER)]
                    on_choose=Callback::new(move |scope| draft.change_part(place, |part| part.scope = scope))
                />
                <Pick
                    id=id("gate") label=words::GATE value=gate
                    choices=vec![
                        (GateKind::None, words::NO_GATE), (GateKind::OnlyFrom, words::ONLY_FROM),
                        (GateKind::AtMost, words::AT_MOST_COLLECTION), (GateKind::Lower, words::LOWER_OF_TWO),
                    ]
                    on_choose=Callback::new(move |kind| draft.change_part(place, |part| part.gate = gate_of(kind)))
                />
                <Show when=move || gate.get() == Some(GateKind::OnlyFrom)>
                    <Figure of=PaySlot::Of(place, PartSlot::GateFrom) id=id("gate-from") label=studio.say(words::GATE_FROM) />
                </Show>
                <Pick
                    id=id("period") label=words::PART_PERIOD value=period
                    choices=vec![
                        (None, words::AS_THE_PLAN), (Some(PayPeriod::Quarter), words::QUARTER), (Some(PayPeriod::Year), words::YEAR),
                    ]
                    on_choose=Callback::new(move |period| draft.change_part(place, |part| part.period = period))
                />
                <Show when=is_of_sales>
                    <Pick
                        id=id("discount") label=words::DISCOUNT value=discount
                        choices=vec![(DiscountBasis::After, words::AFTER_DISCOUNT), (DiscountBasis::Before, words::BEFORE_DISCOUNT)]
                        on_choose=Callback::new(move |discount| draft.change_part(place, |part| part.basis.discount = discount))
                    />
                    <Pick
                        id=id("shipping") label=words::SHIPPING value=shipping
                        choices=vec![(ShippingBasis::Without, words::WITHOUT_SHIPPING), (ShippingBasis::With, words::WITH_SHIPPING)]
                        on_choose=Callback::new(move |shipping| draft.change_part(place, |part| part.basis.shipping = shipping))
                    />
                    <Pick
                        id=id("recognition") label=words::RECOGNITION value=recognition
                        choices=vec![(Recognition::OnInvoice, words::ON_INVOICE), (Recognition::OnCash, words::ON_CASH)]
                        on_choose=Callback::new(move |recognition| draft.change_part(place, |part| part.basis.recognition = recognition))
                    />
                </Show>
                <Show when=move || is_of_target.get()>
                    <Figure of=PaySlot::Of(place, PartSlot::TargetShare) id=id("target-share") label=studio.say(words::TARGET_SHARE) />
                </Show>
            </div>
            <OnlySome place=place kind=kind />
            <RuleFields place=place kind=kind />
            <div class="grid-2">
                <Figure of=PaySlot::Of(place, PartSlot::Cap) id=id("cap") label=studio.say(words::PART_CAP) />
                <Figure of=PaySlot::Of(place, PartSlot::Floor) id=id("floor") label=studio.say(words::PART_FLOOR) />
            </div>
            <Findings told=told />
        </section>
    }
    .into_any()
}

/// Which sales count for the part: those of a campaign, a product line or a segment.
#[component]
fn OnlySome(place: usize, kind: PartKind) -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let only = untrack(|| draft.of_part(place, |part| part.only.clone())).unwrap_or_default();
    let is_open = !only.is_all();
    let is_campaign = matches!(kind, PartKind::SpifPiece | PartKind::SpifSales);
    let id = move |of: &str| format!("part-{place}-only-{of}");
    let field = move |of: &'static str, label: Text, name: Option<String>, put: fn(&mut Only, Option<String>)| {
        let take = Callback::new(move |name: String| {
            let name = Some(crate::locale::text::stored(&name)).filter(|name| !name.is_empty());
            draft.change_part(place, |part| put(&mut part.only, name));
        });
        view! { <Name id=id(of) label=label name=name.unwrap_or_default() on_name=take /> }
    };
    let names_some = Memo::new(move |_| draft.of_part(place, |part| !part.only.names_nothing()) == Some(true));
    view! {
        <details class="pay-only" open=is_open>
            <summary>{studio.say(words::ONLY_SOME)}</summary>
            <p class="dim small">{studio.say(words::ONLY_SOME_WHY)}</p>
            <div class="grid-2">
                {(!is_campaign).then(|| field("campaign", words::CAMPAIGN, only.campaign.clone(), |only, name| only.campaign = name))}
                {field("line", words::PRODUCT_LINE, only.product_line.clone(), |only, name| only.product_line = name)}
                {field("segment", words::SEGMENT, only.segment.clone(), |only, name| only.segment = name)}
                <Show when=move || names_some.get()>
                    <Figure of=PaySlot::Of(place, PartSlot::OnlyShare) id=id("share") label=studio.say(words::USUAL_SHARE) />
                </Show>
            </div>
        </details>
    }
}
