//! How large the team should be, in the tab of capacity: by the work that customers take and by the target, with where the
//! figures come from.

use leptos::prelude::*;

use super::capacity_tab::{Capacity, Field};
use super::fairness_tables::Explained;
use crate::document::quota::question::goal_key;
use crate::document::quota::team::{SegmentWork, TeamNeed, team_need};
use crate::locale::number::NO_FIGURE;
use crate::locale::words::staffing as words;
use crate::tabular::staffing_form::StaffingField;
use crate::ui::shared::Shared;
use crate::ui::studio::Explanation;

/// The card.
#[component]
pub(super) fn TeamSize(capacity: Capacity) -> impl IntoView {
    let quotas = capacity.quotas;
    let studio = quotas.studio;
    let need = Memo::new(move |_| {
        let (plan, scenario, results) = (studio.plan.get()?, studio.scenario.get()?, quotas.results.get());
        Some(Shared::new(team_need(&plan, &scenario, &scenario.quota, results.as_deref(), quotas.goal.get())))
    });
    let told = move || need.get().map(|need| sentences(&capacity, &need));
    let figures = move || {
        let need = need.get()?;
        let work = need.by_work.map(|work| view! { <Explained figure=studio.numbers().decimal(work.sellers_exactly, 1) explanation=Some(by_work(&capacity, &need)) /> });
        let rows = need.segments.iter().map(|segment| line(&capacity, &need, segment)).collect_view();
        (need.hours > 0.0).then(|| view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::SIZE)>
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::SEGMENT)}</th>
                            {[words::CUSTOMERS, words::HOURS_A_YEAR, words::SELLERS_NEEDED].map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{studio.say(words::ALL_SEGMENTS)}</th>
                            <td class="number">{studio.numbers().count(need.segments.iter().map(|segment| segment.accounts).sum())}</td>
                            <td class="number">{studio.numbers().decimal(need.hours, 0)}</td>
                            <td class="number">{work}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        })
    };
    view! {
        <section class="card team-size">
            <div class="card-head"><h2>{studio.say(words::SIZE)}</h2></div>
            <div class="card-body stack">
                <p role="status">{told}</p>
                <div class="grid-2">
                    <Field capacity=capacity field=StaffingField::HoursPerSeller id="hours-per-seller" label=words::HOURS error=words::WRONG_HOURS />
                    <Field capacity=capacity field=StaffingField::SellingShare id="selling-share" label=words::SELLING_SHARE error=words::WRONG_SHARE />
                </div>
                {move || need.get().and_then(|need| by_target(&capacity, &need)).map(|told| view! { <p class="dim small">{told}</p> })}
            </div>
            {figures}
        </section>
    }
}

/// How many it takes, in words.
fn sentences(capacity: &Capacity, need: &TeamNeed) -> String {
    let studio = capacity.quotas.studio;
    let numbers = studio.numbers();
    let mut told = vec![match need.by_work {
        Some(work) => {
            let (needed, sellers) = (numbers.count(work.sellers as usize), numbers.count(need.sellers));
            studio.fill(words::SIZE_WORK, &[("needed", &needed), ("sellers", &sellers)])
        }
        None if need.hours > 0.0 => studio.fill(words::SIZE_SAY_HOURS, &[("hours", &numbers.decimal(need.hours, 0))]),
        None => studio.say(words::SIZE_NO_WORK).to_owned(),
    }];
    told.extend(need.by_target.map(|needed| studio.fill(words::SIZE_TARGET, &[("needed", &numbers.count(needed as usize))])));
    if need.hours > 0.0 && need.unknown > 0 {
        told.push(studio.fill(words::SIZE_UNKNOWN, &[("count", &numbers.count(need.unknown))]));
    }
    told.join(" ")
}

/// A segment with its part of the sellers.
fn line(capacity: &Capacity, need: &TeamNeed, segment: &SegmentWork) -> impl IntoView + use<> {
    let studio = capacity.quotas.studio;
    let numbers = studio.numbers();
    let name = segment.segment.clone().unwrap_or_else(|| studio.say(words::NO_SEGMENT).to_owned());
    let sellers = need.sellers_for(segment).map_or_else(|| NO_FIGURE.to_owned(), |sellers| numbers.decimal(sellers, 1));
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi></th>
            <td class="number">{numbers.count(segment.accounts)}</td>
            <td class="number">{numbers.decimal(segment.hours, 0)}</td>
            <td class="number">{sellers}</td>
        </tr>
    }
}

/// How the workload method came to its figure.
fn by_work(capacity: &Capacity, need: &TeamNeed) -> Explanation {
    let studio = capacity.quotas.studio;
    let numbers = studio.numbers();
    let mut paragraphs = vec![studio.say(words::SIZE_METHOD).to_owned()];
    let staffing = studio.scenario.with_untracked(|scenario| scenario.as_ref().map(|scenario| scenario.quota.staffing)).unwrap_or_default();
    paragraphs.extend(need.by_work.map(|work| {
        let values = [
            ("selling", numbers.decimal(work.selling_hours, 1)),
            ("share", numbers.percent(staffing.selling_share.unwrap_or(1.0), 2)),
            ("total", numbers.decimal(work.total_hours, 1)),
            ("hours", numbers.decimal(staffing.hours_per_seller.unwrap_or_default(), 2)),
            ("exactly", numbers.decimal(work.sellers_exactly, 2)),
        ];
        studio.fill(words::SIZE_INPUTS, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }));
    Explanation { title: studio.say(words::SIZE_WHY).to_owned(), paragraphs }
}

/// How the breakdown method came to its figure.
fn by_target(capacity: &Capacity, need: &TeamNeed) -> Option<String> {
    let quotas = capacity.quotas;
    let needed = quotas.studio.numbers().count(need.by_target? as usize);
    let target = quotas.results.get()?.answer.goal(&goal_key(quotas.goal.get()))?.target;
    let (target, brought) = (capacity.with_unit(target as f64), capacity.with_unit(need.brought));
    Some(quotas.studio.fill(words::SIZE_BREAKDOWN, &[("target", &target), ("brought", &brought), ("needed", &needed)]))
}
