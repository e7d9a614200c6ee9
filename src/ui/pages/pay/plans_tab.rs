//! The tab of pay plans: the list, who is on which, and what each role earns.

use leptos::prelude::*;

use super::answer::Templates;
use super::curve::Curve;
use super::export::{PlansExport, export_plans};
use super::roles::Roles;
use super::state::{Edited, Pay, period_text};
use crate::locale::text::isolated;
use crate::locale::words::pay as words;
use crate::locale::words::pay_export as export_words;
use crate::quota::pay::{PayFinding, PayPlan, findings_of_plan};
use crate::ui::sheets::Sheets;
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The tab.
#[component]
pub fn PlansTab() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let sheets = Sheets::get();
    let adds = RwSignal::new(false);
    // Whoever chose a plan to start from is in the editor now.
    Effect::new(move |_| {
        if pay.edited.with(Option::is_some) {
            adds.set(false);
        }
    });
    let close = Callback::new(move |()| adds.set(false));
    let lines = move || pay.plans.get().iter().cloned().map(|plan| view! { <PlanLine plan=plan /> }).collect_view();
    let hand_out = move |what| Callback::new(move |()| export_plans(&pay, sheets, what));
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{studio.say(words::PLANS)}</h2>
                <span class="row">
                    <button type="button" class="button small" on:click=move |_| adds.set(true)><Icon path=icon::PLUS />{studio.say(words::ADD_PLAN)}</button>
                    <Menu label=studio.say(export_words::EXPORT) class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::EXPORT /> })>
                        <MenuItem on_choose=hand_out(PlansExport::Workbook)>{studio.say(export_words::EXPORT_ALL)}</MenuItem>
                        <MenuItem on_choose=hand_out(PlansExport::Rules)>{studio.say(export_words::EXPORT_RULES)}</MenuItem>
                        <MenuItem on_choose=hand_out(PlansExport::Curves)>{studio.say(export_words::EXPORT_CURVES)}</MenuItem>
                    </Menu>
                </span>
            </div>
            <div class="card-body"><ul class="schedule-list">{lines}</ul></div>
        </section>
        <Roles />
        <Curve />
        {move || adds.get().then(|| view! {
            <ModalDialog title=studio.say(words::NEW_PLAN) is_wide=true on_close=close><div class="dialog-body"><Templates /></div></ModalDialog>
        })}
    }
}

/// A plan of the list.
#[component]
fn PlanLine(plan: PayPlan) -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let (money, numbers) = (studio.money(), studio.numbers());
    let name = plan.name.clone();
    let period = studio.say(period_text(plan.period));
    let told = if plan.fixed_pay.0 == 0 && plan.target_variable.0 == 0 {
        studio.fill(words::ONLY_COMMISSION, &[("period", period)])
    } else {
        let (fixed, variable) = (money.with_unit(plan.fixed_pay), money.with_unit(plan.target_variable));
        studio.fill(words::FIXED_AND_VARIABLE, &[("fixed", &fixed), ("variable", &variable), ("period", period)])
    };
    let parts: Vec<String> = plan.components.iter().map(|part| isolated(&part.name)).collect();
    let parts = if parts.is_empty() {
        studio.say(words::NO_PARTS).to_owned()
    } else {
        studio.fill(words::PARTS_ARE, &[("names", &parts.join(studio.say(words::LIST_MARK)))])
    };
    let open = findings_of_plan(&plan).iter().filter(|finding| PayFinding::is_blocking(finding)).count();
    let blocked = (open > 0).then(|| studio.fill(words::BLOCKED_BY, &[("count", &numbers.count(open))]));
    let counted = name.clone();
    let used = move || {
        let count = pay.reckoned.with(|reckoned| {
            let assignments = reckoned.as_ref().map(|reckoned| reckoned.pay.rules.assignments.as_slice()).unwrap_or_default();
            assignments.iter().filter(|on| on.plan == counted).count()
        });
        if count == 0 {
            studio.say(words::USED_BY_NONE).to_owned()
        } else {
            studio.fill(words::USED_BY, &[("count", &numbers.count(count))])
        }
    };
    let kept = StoredValue::new(plan);
    let edit = Callback::new(move |()| {
        let plan = kept.get_value();
        pay.edited.set(Some(Edited { old: Some(plan.name.clone()), plan }));
    });
    let duplicate = Callback::new(move |()| {
        let plan = kept.get_value();
        let name = pay.free_name(&studio.fill(words::COPY_OF, &[("name", &plan.name)]));
        // A plan that is kept already is kept under another name as well.
        let _kept = pay.keep(None, &PayPlan { name, ..plan });
    });
    let remove = Callback::new(move |()| kept.with_value(|plan| pay.remove(&plan.name)));
    view! {
        <li>
            <button type="button" class="link-button schedule-name" on:click=move |_| edit.run(())><bdi>{name.clone()}</bdi></button>
            <span class="grow">
                <span class="small">{told}</span><br />
                <span class="dim small">{parts}</span>
                {blocked.map(|words| view! { <br /><span class="warn small">{words}</span> })}
            </span>
            <span class="dim small">{used}</span>
            <Menu label=studio.fill(words::PLAN_ACTIONS, &[("name", &name)]) class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
                <MenuItem on_choose=edit>{studio.say(words::EDIT)}</MenuItem>
                <MenuItem on_choose=duplicate>{studio.say(words::DUPLICATE)}</MenuItem>
                <MenuItem on_choose=remove>{studio.say(words::DELETE)}</MenuItem>
            </Menu>
        </li>
    }
}
