//! How a part of the plan is reckoned, in the editor: the fields of each kind of rule. Tables with their rows and the
//! question how they are read are in [`super::table`].

use leptos::prelude::*;

use super::fields::{Draft, Figure, Name};
use super::table::{Milestones, Table};
use crate::locale::Text;
use crate::locale::words::pay_editor as words;
use crate::quota::pay::{Rule, Spif};
use crate::tabular::pay_shape::PartKind;
use crate::tabular::pay_slots::{PartSlot, PaySlot};

/// The fields of a rule.
#[component]
pub fn RuleFields(place: usize, kind: PartKind) -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let field = move |slot: PartSlot, of: &'static str, label: Text| {
        let id = format!("part-{place}-{of}");
        view! { <Figure of=PaySlot::Of(place, slot) id=id label=studio.say(label) /> }
    };
    let campaign = move || {
        let name = untrack(|| {
            draft.of_part(place, |part| match &part.rule {
                Rule::Spif(Spif::PerPiece { campaign, .. } | Spif::OfSales { campaign, .. }) => campaign.clone(),
                _ => String::new(),
            })
        });
        let take = Callback::new(move |name: String| {
            draft.change_part(place, |part| {
                if let Rule::Spif(Spif::PerPiece { campaign, .. } | Spif::OfSales { campaign, .. }) = &mut part.rule {
                    *campaign = name;
                }
            });
        });
        view! { <Name id=format!("part-{place}-campaign") label=words::CAMPAIGN name=name.unwrap_or_default() on_name=take /> }
    };
    match kind {
        PartKind::Rates => view! { <Table place=place /> }.into_any(),
        PartKind::Milestones => view! { <Milestones place=place /> }.into_any(),
        PartKind::Step => view! {
            <div class="grid-2">
                {field(PartSlot::StepFrom, "step", words::STEP_FROM)}
                {field(PartSlot::Fixed, "fixed", words::STEP_FIXED)}
                {field(PartSlot::Rate, "rate", words::STEP_RATE)}
                {field(PartSlot::OtherRate, "below", words::STEP_BELOW)}
            </div>
        }
        .into_any(),
        PartKind::Units => view! {
            <div class="grid-2">
                {field(PartSlot::Fixed, "price", words::PRICE)}
                {field(PartSlot::Rate, "rate", words::UNIT_RATE)}
                {field(PartSlot::OtherRate, "above", words::UNIT_ABOVE)}
            </div>
        }
        .into_any(),
        PartKind::SpifPiece => view! { <div class="grid-2">{campaign()}{field(PartSlot::Fixed, "reward", words::REWARD)}</div> }.into_any(),
        PartKind::SpifSales => view! { <div class="grid-2">{campaign()}{field(PartSlot::Rate, "rate", words::SPIF_RATE)}</div> }.into_any(),
        PartKind::Pool => {
            view! { <div class="grid-2">{field(PartSlot::Fixed, "pool", words::POOL)}{field(PartSlot::Rate, "share", words::POOL_SHARE)}</div> }.into_any()
        }
    }
}
