//! The outlines for a map that stands still, outside the map of territories.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::outline_store::{Choice, Wanted, memory, tell_areas};
use crate::cartography::Outlines;
use crate::ui::shared::Shared;
use crate::ui::studio::Studio;

/// The outlines that the map of territories shows for the open plan, once they are here; `None` until then and
/// where there are none. The studio is told their areas, if nothing has yet.
pub fn outlines(studio: Studio) -> RwSignal<Option<Shared<Outlines>>> {
    let found = RwSignal::new(None);
    let plan = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| (plan.id.clone(), Wanted::of(plan))));
    if let Some((plan, chosen)) = plan {
        spawn_local(async move {
            let outlines = match memory(studio).choice {
                Choice::Nothing => None,
                Choice::OfPlan => chosen.shown(studio).await.outlines,
            };
            let is_same = studio.plan.with_untracked(|now| now.as_ref().is_some_and(|now| now.id == plan));
            if let Some(outlines) = outlines.as_ref().filter(|_| is_same && studio.area_map.with_untracked(Option::is_none)) {
                tell_areas(studio, outlines);
            }
            // A user who went elsewhere meanwhile took the signal along.
            let _gone = found.try_set(outlines);
        });
    }
    found
}
