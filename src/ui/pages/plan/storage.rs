//! Where the plan is kept: saved state, size, what the browser promises, and the stored versions.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ahead, date_format};
use crate::browser::page::{self, Persistence};
use crate::browser::plan_store::BrowserPlanStore;
use crate::keeping::SaveState;
use crate::locale::Text;
use crate::locale::words::plan as words;
use crate::locale::words::{plans, shell};
use crate::port::store::{PlanStore, SnapshotCause, SnapshotEntry};
use crate::ui::session;
use crate::ui::studio::Studio;

/// What was read of the stored versions, newest first; words when the storage did not answer.
type Versions = Result<Vec<SnapshotEntry>, String>;

/// Where the plan is kept.
#[component]
pub fn StoragePart() -> impl IntoView {
    let studio = Studio::get();
    let versions: RwSignal<Option<Versions>> = RwSignal::new(None);
    let persistence: RwSignal<Option<Persistence>> = RwSignal::new(None);
    let was_asked = RwSignal::new(false);
    Effect::new(move |_| {
        // Every save changes the list.
        studio.session.save_state.track();
        let Some(plan) = studio.plan.with(|plan| plan.as_ref().map(|plan| plan.id.clone())) else { return };
        spawn_local(async move {
            let read = BrowserPlanStore::new().snapshots(&plan).await;
            // The page may be gone when the answer comes.
            let _ = versions.try_set(Some(
                read.map(|read| read.into_iter().rev().collect()).map_err(|error| crate::ui::phrases::store_error(&studio, &error)),
            ));
        });
    });
    spawn_local(async move {
        let _ = persistence.try_set(Some(page::persistence().await));
    });
    let ask = move |_| {
        spawn_local(async move {
            let answer = page::ask_for_persistence().await;
            let _ = persistence.try_set(Some(answer));
            let _ = was_asked.try_set(true);
        });
    };
    let state = move || match studio.session.save_state.get() {
        SaveState::Saved { at_milliseconds } => {
            studio.fill(words::SAVED_AT, &[("when", &date_format(&studio).instant(at_milliseconds, ahead(at_milliseconds)))])
        }
        SaveState::NotSaved { reason } => studio.fill(shell::NOT_SAVED_WHY, &[("why", &crate::ui::phrases::not_saved(&studio, &reason))]),
        SaveState::Loading | SaveState::Pending | SaveState::Saving => studio.say(words::NOT_SAVED_YET).to_owned(),
    };
    let size = move || {
        versions.with(|versions| match versions {
            Some(Ok(versions)) => {
                let all: u64 = versions.iter().map(|version| version.size_bytes).sum();
                let current = versions.first().map_or(0, |version| version.size_bytes);
                studio.fill(words::SIZE_OF, &[("size", &kilobytes(&studio, current)), ("all", &kilobytes(&studio, all))])
            }
            Some(Err(why)) => studio.fill(plans::STORAGE_FAILED, &[("why", why)]),
            None => studio.say(words::READING).to_owned(),
        })
    };
    let promise = move || {
        studio.say(match persistence.get() {
            Some(Persistence::Kept) => words::PERSISTENCE_KEPT,
            Some(Persistence::MayBeDeleted) => words::PERSISTENCE_MAY_GO,
            Some(Persistence::Unknown) => words::PERSISTENCE_UNKNOWN,
            None => words::READING,
        })
    };
    let may_ask = move || persistence.get() == Some(Persistence::MayBeDeleted);
    view! {
        <section class="card" aria-labelledby="plan-where">
            <div class="card-head"><h2 id="plan-where">{studio.say(words::WHERE_TITLE)}</h2></div>
            <div class="card-body stack">
                <p>{studio.say(words::WHERE)}</p>
                <dl class="facts">
                    <dt>{studio.say(words::STATE)}</dt><dd>{state}</dd>
                    <dt>{studio.say(words::SIZE)}</dt><dd>{size}</dd>
                    <dt>{studio.say(words::PERSISTENCE)}</dt><dd>{promise}</dd>
                </dl>
                <Show when=move || may_ask() && was_asked.get()><p class="notice warning" role="status">{studio.say(words::ASKED_IN_VAIN)}</p></Show>
                <div class="row">
                    <button type="button" class="button" on:click=move |_| session::save_to_file(&studio)>{studio.say(shell::SAVE_TO_FILE)}</button>
                    <Show when=may_ask><button type="button" class="button" on:click=ask>{studio.say(words::ASK_TO_KEEP)}</button></Show>
                </div>
            </div>
        </section>
        <section class="card" aria-labelledby="plan-versions">
            <div class="card-head">
                <h2 id="plan-versions">{studio.say(words::VERSIONS)}</h2>
                <span class="dim small">{studio.say(words::VERSIONS_WHY)}</span>
            </div>
            {move || match versions.get() {
                Some(Ok(list)) if !list.is_empty() => view! { <VersionTable versions=list /> }.into_any(),
                Some(Ok(_)) => view! { <p class="card-body dim">{studio.say(words::NO_VERSIONS)}</p> }.into_any(),
                Some(Err(_)) | None => ().into_any(),
            }}
        </section>
    }
}

#[component]
fn VersionTable(versions: Vec<SnapshotEntry>) -> impl IntoView {
    let studio = Studio::get();
    let dates = untrack(|| date_format(&studio));
    let newest = versions.first().map(|version| version.id);
    view! {
        <div class="table-scroll card-body">
            <table class="plain-table">
                <thead>
                    <tr>
                        <th scope="col">{studio.say(words::VERSION_WHEN)}</th>
                        <th scope="col">{studio.say(words::VERSION_WHY)}</th>
                        <th scope="col" class="number">{studio.say(words::VERSION_SIZE)}</th>
                        <th scope="col"></th>
                    </tr>
                </thead>
                <tbody>
                    {versions.into_iter().map(|version| {
                        let when = dates.instant(version.saved_at_milliseconds, ahead(version.saved_at_milliseconds));
                        let label = studio.fill(words::VERSION_RESTORE, &[("when", &when)]);
                        let is_newest = newest == Some(version.id);
                        let restore = move |_| {
                            if let Some(plan) = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.id.clone())) {
                                session::restore(studio, plan, version.id);
                            }
                        };
                        view! {
                            <tr>
                                <td>{when}</td>
                                <td>{studio.say(cause(version.cause))}</td>
                                <td class="number">{kilobytes(&studio, version.size_bytes)}</td>
                                <td class="number">
                                    {if is_newest {
                                        view! { <span class="dim small">{studio.say(words::VERSION_CURRENT)}</span> }.into_any()
                                    } else {
                                        view! { <button type="button" class="button small" aria-label=label on:click=restore>{studio.say(words::RESTORE)}</button> }.into_any()
                                    }}
                                </td>
                            </tr>
                        }
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

fn cause(cause: SnapshotCause) -> Text {
    match cause {
        SnapshotCause::Created => words::CAUSE_CREATED,
        SnapshotCause::Edited => words::CAUSE_EDITED,
        SnapshotCause::Migrated => words::CAUSE_MIGRATED,
        SnapshotCause::Restored => words::CAUSE_RESTORED,
    }
}

fn kilobytes(studio: &Studio, bytes: u64) -> String {
    studio.numbers().count(bytes.div_ceil(1024) as usize)
}
