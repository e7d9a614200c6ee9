//! What the independent checker says of a step before it enters the plan, in words. The judgement is
//! [`crate::territory::judged`]'s.

use leptos::prelude::*;

use super::pages::balance::phrases;
use super::studio::Studio;
use crate::document::refusal::refusal;
use crate::document::{Plan, Scenario};
use crate::locale::Text;
use crate::locale::text::isolated;
use crate::locale::words::churn as words;
use crate::locale::words::territories;
use crate::territory::CheckFailure;
use crate::territory::judged::Judged;

/// So many sentences are told; the others are counted.
const TOLD: usize = 6;

/// Why a step is refused, where it is; `plan` and `scenario` are those that it leads to.
pub fn fault(studio: &Studio, plan: &Plan, scenario: &Scenario, judged: &Judged) -> Option<String> {
    judged.faults.first().map(|fault| refused(studio, territories::BALANCE_CHECK_FAILED, plan, scenario, fault))
}

/// That the checker refuses an answer to a scenario's question, and why: `text` has a place for the detail.
pub fn refused(studio: &Studio, text: Text, plan: &Plan, scenario: &Scenario, failure: &CheckFailure) -> String {
    studio.fill(text, &[("detail", &refusal(plan, scenario, failure, studio.language.get_untracked()))])
}

/// What a step gives up and leaves unmet, as sentences; `plan` and `scenario` are those that it leads to.
pub fn told(studio: &Studio, plan: &Plan, scenario: &Scenario, judged: &Judged) -> Vec<String> {
    let mut told = given_up(studio, plan, scenario, &judged.given_up);
    told.extend(phrases::pieces(studio, plan, scenario, &judged.pieces));
    told.extend(phrases::unmet(studio, plan, scenario, &judged.unmet));
    let more = told.len().saturating_sub(TOLD);
    if more > 0 {
        told.truncate(TOLD);
        told.push(studio.fill(territories::AND_MORE, &[("count", &studio.numbers().count(more))]));
    }
    told.extend(phrases::holding(studio, plan, scenario, &judged.unmet));
    told
}

fn given_up(studio: &Studio, plan: &Plan, scenario: &Scenario, failures: &[CheckFailure]) -> Vec<String> {
    let numbers = studio.numbers();
    let account = |unit: u32| plan.accounts.get(unit as usize).map(|account| isolated(&account.name)).unwrap_or_default();
    let territory = |at: u32| scenario.territories.get(at as usize).map(|territory| isolated(&territory.name)).unwrap_or_default();
    let count = |is_meant: fn(&CheckFailure) -> bool| failures.iter().filter(|failure| is_meant(failure)).count();
    let mut told = Vec::new();
    for (count, text) in [
        (count(|failure| matches!(failure, CheckFailure::Unassigned { .. })), words::LEFT_WITHOUT),
        (count(|failure| matches!(failure, CheckFailure::GroupSplit { .. })), words::LEFT_APART),
    ] {
        if count > 0 {
            told.push(studio.fill(text, &[("count", &numbers.count(count))]));
        }
    }
    for failure in failures {
        match failure {
            CheckFailure::ForbiddenPair { unit, territory: at } => {
                told.push(studio.fill(words::LEFT_FORBIDDEN, &[("account", &account(*unit)), ("territory", &territory(*at))]));
            }
            CheckFailure::CentreOutside { unit, territory: at } => {
                told.push(studio.fill(words::LEFT_CENTRE, &[("account", &account(*unit)), ("territory", &territory(*at))]));
            }
            CheckFailure::DisruptionLimitExceeded { share, limit_share } => {
                let (share, limit) = (numbers.percent(*share, 1), numbers.percent(*limit_share, 1));
                told.push(studio.fill(words::LEFT_LIMIT, &[("share", &share), ("limit", &limit)]));
            }
            _ => {}
        }
    }
    told
}

/// What a step leaves unmet, as a notice; nothing where all is met.
#[component]
pub fn Unmet(
    /// The sentences.
    told: Vec<String>,
) -> impl IntoView {
    let studio = Studio::get();
    (!told.is_empty()).then(|| {
        view! {
            <div class="notice warning" role="status">
                <div class="grow">
                    <strong>{studio.say(words::LEFT_UNMET)}</strong>
                    <ul>{told.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                </div>
            </div>
        }
    })
}
