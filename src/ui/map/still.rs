//! The outlines for a map that stands still, outside the map of territories.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::outline_store::{Choice, country_shown, memory};
use crate::cartography::Outlines;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// The outlines that the map of territories shows for the open plan, once they are here; `None` until then and
/// where there are none.
pub fn outlines(studio: Studio) -> RwSignal<Option<Shared<Outlines>>> {
    let found = RwSignal::new(None);
    let plan = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| (plan.id.clone(), plan.settings.map_country.clone())));
    if let Some((plan, chosen)) = plan {
        spawn_local(async move {
            let outlines = match memory().choice {
                Choice::Nothing => None,
                Choice::Own(of, _, outlines) if of == plan => Some(outlines),
                Choice::Own(..) | Choice::Country => country_shown(studio, chosen).await.outlines,
            };
            // A user who went elsewhere meanwhile took the signal along.
            let _gone = found.try_set(outlines);
        });
    }
    found
}
