//! The editor of a pay plan: fixed and target pay with the mix they make, the parts, limits, and where pay jumps. Nothing is
//! kept until the plan is saved.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::fields::{Draft, Figure, Name, Pick};
use super::findings::Findings;
use super::limits::Limits;
use super::part::PartCard;
use super::state::{Edited, Pay};
use crate::domain::Money;
use crate::locale::text::isolated;
use crate::locale::words::pay_editor as words;
use crate::quota::pay::cost::{on_target_earnings, variable_share};
use crate::quota::pay::{Accrual, Jump, PayPeriod, PayPlace, jumps};
use crate::tabular::pay_rules_export::kind_text;
use crate::tabular::pay_shape::{PartKind, add_part, lacks_quota};
use crate::tabular::pay_slots::PaySlot;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;

/// The editor.
#[component]
pub fn Editor(edited: Edited) -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let draft = Draft::new(pay, &edited);
    provide_context(draft);
    let close = Callback::new(move |()| pay.edited.set(None));
    let refused = RwSignal::new(String::new());
    let old = StoredValue::new(edited.old.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if draft.wrong.with_untracked(|wrong| !wrong.is_empty()) {
            refused.set(studio.say(words::FIX_FIRST).to_owned());
            return;
        }
        let plan = draft.plan.get_untracked();
        match old.with_value(|old| pay.keep(old.as_deref(), &plan)) {
            Ok(()) => close.run(()),
            Err(why) => refused.set(why),
        }
    };
    let of_plan = Signal::derive(move || draft.told(|place| matches!(place, PayPlace::Plan { .. } | PayPlace::Rules), None));
    // Which parts there are; a part that is taken out builds the list anew.
    let removed = RwSignal::new(0u32);
    let count = Memo::new(move |_| draft.plan.with(|plan| plan.components.len()));
    let parts = move || {
        removed.track();
        (0..count.get()).map(|place| view! { <PartCard place=place removed=removed /> }).collect_view()
    };
    let add = move |kind: PartKind| {
        draft.plan.update(|plan| add_part(plan, kind, studio.say(kind_text(kind))));
        let id = format!("part-{}-name", count.get_untracked().saturating_sub(1));
        request_animation_frame(move || focus(&id));
    };
    let name = edited.plan.name.clone();
    view! {
        <ModalDialog title=studio.say(words::TITLE) is_wide=true on_close=close>
            <form on:submit=submit class="dialog-form">
                <div class="dialog-body stack pay-editor">
                    <Name id="pay-name" label=words::NAME name=name on_name=Callback::new(move |name| draft.plan.update(|plan| plan.name = name)) />
                    <Basics />
                    <Findings told=of_plan />
                    <h3>{studio.say(words::PARTS)}</h3>
                    {parts}
                    <div class="row" role="group" aria-label=studio.say(words::ADD_PART)>
                        <span class="dim small">{studio.say(words::ADD_PART)}</span>
                        {PartKind::ALL.map(|kind| view! {
                            <button type="button" class="button small" on:click=move |_| add(kind)>{studio.say(kind_text(kind))}</button>
                        }).collect_view()}
                    </div>
                    <Limits />
                    <Jumps />
                </div>
                <FormFoot on_cancel=close button=studio.say(words::SAVE)>
                    <p class="bad small grow" role="alert">{refused}</p>
                </FormFoot>
            </form>
        </ModalDialog>
    }
}

/// Puts the focus on an element, if it is there.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        // What cannot be focused leaves the focus where it is.
        let _ = element.focus();
    }
}

/// Fixed and target pay, when it is paid, and the mix.
#[component]
fn Basics() -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let (money, numbers) = (studio.money(), studio.numbers());
    let period = Memo::new(move |_| Some(draft.plan.with(|plan| plan.period)));
    let accrual = Memo::new(move |_| Some(draft.plan.with(|plan| plan.accrual)));
    let mix = move || {
        draft.plan.with(|plan| {
            let variable = variable_share(plan).filter(|_| plan.target_variable.0 > 0)?;
            let values = [
                ("earnings", money.with_unit(on_target_earnings(plan))),
                ("fixed", numbers.percent(variable.rest().share(), 0)),
                ("variable", numbers.percent(variable.share(), 0)),
            ];
            Some(studio.fill(words::MIX, &values.each_ref().map(|(name, value)| (*name, value.as_str()))))
        })
    };
    view! {
        <fieldset class="plain-fieldset">
            <legend>{studio.say(words::BASICS)}</legend>
            <div class="grid-2">
                <Figure of=PaySlot::FixedPay id="pay-fixed" label=studio.say(words::FIXED_PAY) />
                <Figure of=PaySlot::TargetVariable id="pay-variable" label=studio.say(words::TARGET_VARIABLE) />
                <Pick
                    id="pay-period" label=words::PERIOD value=period
                    choices=vec![(PayPeriod::Month, words::MONTH), (PayPeriod::Quarter, words::QUARTER), (PayPeriod::Year, words::YEAR)]
                    on_choose=Callback::new(move |period| draft.plan.update(|plan| plan.period = period))
                />
                <Pick
                    id="pay-accrual" label=words::ACCRUAL value=accrual
                    choices=vec![(Accrual::OfPeriod, words::OF_PERIOD), (Accrual::ToDate, words::TO_DATE)]
                    on_choose=Callback::new(move |accrual| draft.plan.update(|plan| plan.accrual = accrual))
                />
            </div>
            <p class="dim small" role="status">{move || mix().unwrap_or_else(|| studio.say(words::MIX_NONE).to_owned())}</p>
        </fieldset>
    }
}

/// Where pay jumps.
#[component]
fn Jumps() -> impl IntoView {
    let draft = Draft::get();
    let studio = draft.studio;
    let (money, numbers) = (studio.money(), studio.numbers());
    let all = move || {
        let is_open = draft.findings.with(|findings| findings.iter().any(|finding| finding.is_blocking()));
        if is_open {
            return view! { <p class="dim small">{studio.say(words::JUMPS_UNKNOWN)}</p> }.into_any();
        }
        let found = draft.plan.with(|plan| jumps(plan, &draft.quotas.get()));
        let lacks = draft.plan.with(|plan| plan.components.iter().any(|part| lacks_quota(part, &draft.quotas.get())));
        if found.is_empty() && lacks {
            return view! { <p class="dim small">{studio.say(words::JUMPS_NEED_QUOTAS)}</p> }.into_any();
        }
        if found.is_empty() {
            return view! { <p class="dim small">{studio.say(words::NO_JUMPS)}</p> }.into_any();
        }
        let line = |jump: Jump| {
            let at = jump.at_attainment.map_or_else(|| money.with_unit(Money(jump.at_amount)), |share| numbers.percent(share.share(), 2));
            let values = [
                ("part", isolated(&jump.component)),
                ("at", at),
                ("before", money.with_unit(jump.before)),
                ("after", money.with_unit(jump.after)),
            ];
            view! { <li>{studio.fill(words::JUMP, &values.each_ref().map(|(name, value)| (*name, value.as_str())))}</li> }
        };
        view! { <ul class="quota-findings small">{found.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! { <h3>{studio.say(words::JUMPS)}</h3>{all} }
}
