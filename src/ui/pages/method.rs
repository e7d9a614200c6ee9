//! The page that tells how territories are judged and designed. What it says is [`crate::report::method`]'s.

use leptos::prelude::*;

use crate::locale::words::method as words;
use crate::locale::words::{sheet, shell};
use crate::report::method::PARTS;
use crate::ui::route::Route;
use crate::ui::studio::Studio;

/// The page.
#[component]
pub fn MethodPage() -> impl IntoView {
    let studio = Studio::get();
    let part = |part: &'static crate::report::method::Part| {
        view! {
            <section class="card">
                <div class="card-head"><h2>{studio.say(part.heading)}</h2></div>
                <ul class="card-body method-list">{part.items.iter().map(|item| view! { <li>{studio.say(*item)}</li> }).collect_view()}</ul>
            </section>
        }
    };
    view! {
        <div class="page-narrow stack">
            <div class="answer-words">
                <h1>{studio.say(words::TITLE)}</h1>
                <p class="more dim">{studio.say(words::LEAD)}</p>
                {studio.plan.with_untracked(Option::is_some).then(|| view! { <a href=Route::Territories.address()>{studio.say(sheet::BACK)}</a> })}
                {studio.plan.with_untracked(Option::is_none).then(|| view! { <a href=Route::Plans.address()>{studio.say(shell::PLANS)}</a> })}
            </div>
            {PARTS.iter().map(part).collect_view()}
        </div>
    }
}
