//! Pay: what it costs at target first, then the pay plans with their editor, who is on which, the curve of each role, and
//! statements and comparisons in tabs of their own.

mod answer;
pub mod attained;
mod compare_tab;
mod curve;
mod editor;
mod export;
mod fields;
mod findings;
mod limits;
mod part;
mod plans_tab;
mod results_file;
mod results_kept;
mod results_review;
mod roles;
mod rule;
mod state;
mod statement;
mod statements_tab;
mod table;

use leptos::prelude::*;

use crate::locale::Text;
use crate::locale::words::pay as words;
use crate::ui::studio::Studio;
use crate::ui::widgets::tabs::{Tabs, tab_id};
use state::Pay;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Plans,
    Statements,
    Compare,
}

impl Part {
    const ALL: [(Part, Text); 3] =
        [(Part::Plans, words::TAB_PLANS), (Part::Statements, words::TAB_STATEMENTS), (Part::Compare, words::TAB_COMPARE)];
}

/// The page of pay.
#[component]
pub fn PayPage() -> impl IntoView {
    let studio = Studio::get();
    let pay = Pay::new(studio);
    provide_context(pay);
    let part = RwSignal::new(Part::Plans);
    let has_plans = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| !plan.pay_plans.is_empty())));
    view! {
        <Show when=move || has_plans.get() fallback=move || view! { <answer::Empty /> }>
            <answer::Answer />
            <Tabs name="pay" label=studio.say(words::TABS) tabs=Part::ALL.map(|(part, text)| (part, studio.say(text).to_owned())).to_vec() current=part />
            <div id="pay-panel" role="tabpanel" class="stack" aria-labelledby=move || tab_id("pay", part.get() as usize)>
                {move || match part.get() {
                    Part::Plans => view! { <plans_tab::PlansTab /> }.into_any(),
                    Part::Statements => view! { <statements_tab::StatementsTab /> }.into_any(),
                    Part::Compare => view! { <compare_tab::CompareTab /> }.into_any(),
                }}
            </div>
        </Show>
        {move || pay.edited.get().map(|edited| view! { <editor::Editor edited=edited /> })}
    }
}
