//! Limits of the whole plan in the editor: cap and floor, draw, and what becomes of pay for sales that come back.

use leptos::prelude::*;

use super::fields::{Draft, Figure, Pick};
use crate::locale::words::pay_editor as words;
use crate::quota::pay::{BelowZero, DrawKind};
use crate::tabular::pay_shape::{set_clawback, set_draw};
use crate::tabular::pay_slots::PaySlot;

/// The fields.
#[component]
pub fn Limits() -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let draw = Memo::new(move |_| Some(draft.plan.with(|plan| plan.draw.map(|draw| draw.kind))));
    let is_recoverable = Memo::new(move |_| draft.plan.with(|plan| plan.draw.is_some_and(|draw| draw.is_recoverable)));
    let clawback = Memo::new(move |_| Some(draft.plan.with(|plan| plan.clawback.map(|back| back.below_zero))));
    let recover = move |event| {
        let is_recoverable = event_target_checked(&event);
        draft.plan.update(|plan| plan.draw.iter_mut().for_each(|draw| draw.is_recoverable = is_recoverable));
    };
    view! {
        <fieldset class="plain-fieldset">
            <legend>{studio.say(words::LIMITS)}</legend>
            <div class="grid-2">
                <Figure of=PaySlot::Cap id="pay-cap" label=studio.say(words::CAP) />
                <Figure of=PaySlot::Floor id="pay-floor" label=studio.say(words::FLOOR) />
                <Pick
                    id="pay-draw" label=words::DRAW value=draw
                    choices=vec![(None, words::NO_DRAW), (Some(DrawKind::Guarantee), words::GUARANTEE), (Some(DrawKind::Advance), words::ADVANCE)]
                    on_choose=Callback::new(move |kind| draft.plan.update(|plan| set_draw(plan, kind)))
                />
                <Show when=move || draw.get().flatten().is_some()>
                    <Figure of=PaySlot::DrawAmount id="pay-draw-amount" label=studio.say(words::DRAW_AMOUNT) />
                    <Figure of=PaySlot::DrawPeriods id="pay-draw-periods" label=studio.say(words::DRAW_PERIODS) />
                    <label class="check"><input type="checkbox" prop:checked=is_recoverable on:change=recover />{studio.say(words::RECOVERABLE)}</label>
                    <Show when=move || is_recoverable.get()>
                        <Figure of=PaySlot::DrawRepaid id="pay-draw-repaid" label=studio.say(words::DRAW_REPAID) />
                    </Show>
                </Show>
                <Pick
                    id="pay-clawback" label=words::CLAWBACK value=clawback
                    choices=vec![(None, words::NO_CLAWBACK), (Some(BelowZero::Carried), words::CARRIED), (Some(BelowZero::Stands), words::STANDS)]
                    on_choose=Callback::new(move |below_zero| draft.plan.update(|plan| set_clawback(plan, below_zero)))
                />
                <Show when=move || clawback.get().flatten().is_some()>
                    <Figure of=PaySlot::ClawbackShare id="pay-clawback-share" label=studio.say(words::CLAWBACK_SHARE) />
                    <Figure of=PaySlot::ClawbackMonths id="pay-clawback-months" label=studio.say(words::CLAWBACK_MONTHS) />
                </Show>
            </div>
        </fieldset>
    }
}
