//! The side bar in the order of the planning loop; on a phone a bar at the bottom.

use leptos::prelude::*;

use crate::locale::words::shell as words;
use crate::ui::route::Route;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};

/// The name and the icon of a place.
pub fn place(route: Route) -> (crate::locale::Text, &'static str) {
    match route {
        Route::Plans => (words::PLANS, icon::PLAN),
        Route::Plan => (words::PLAN, icon::PLAN),
        Route::Customers => (words::CUSTOMERS, icon::CUSTOMERS),
        Route::Territories | Route::Sheet(_) => (words::TERRITORIES, icon::TERRITORIES),
        Route::Method => (crate::locale::words::method::OPEN, icon::EXPLAIN),
        Route::Quotas => (crate::locale::words::quotas::PAGE, icon::QUOTAS),
        Route::Pay => (crate::locale::words::pay::PAGE, icon::PAY),
        Route::Compare => (words::COMPARE, icon::COMPARE),
    }
}

/// The side bar.
#[component]
pub fn Sidebar() -> impl IntoView {
    let studio = Studio::get();
    let places = move || if studio.plan.with(Option::is_some) { Route::OF_PLAN.to_vec() } else { vec![Route::Plans] };
    view! {
        <nav class="sidebar" aria-label=studio.say(words::MAIN_NAVIGATION)>
            <For each=places key=|route| *route let:route>
                {
                    let (text, path) = place(route);
                    view! {
                        <a href=route.address() aria-current=move || (studio.route.get().section() == route).then_some("page")>
                            <Icon path=path />
                            {studio.say(text)}
                        </a>
                    }
                }
            </For>
        </nav>
    }
}
