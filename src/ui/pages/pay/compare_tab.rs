//! The tab that pays everybody by two plans on actual results, those of a file or last year's sales: who would get more, who less, and what it costs.

use leptos::prelude::*;

use super::export::export_comparison;
use super::findings::placed_sentence;
use super::results_kept::{YearChoice, years};
use super::state::Pay;
use super::statements_tab::{Share, Told, last_year_words, read_share};
use crate::document::quota::pay::comparison::{PlansCompared, ResultSource, compare_plans};
use crate::domain::Money;
use crate::locale::Text;
use crate::locale::text::isolated;
use crate::locale::words::{pay as pay_words, pay_export as export_words, pay_results as results_words, pay_statement as words};
use crate::quota::pay::{ComparedPay, PayFinding};
use crate::ui::shared::Shared;
use crate::ui::sheets::Sheets;

/// The tab.
#[component]
pub fn CompareTab() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let names = Memo::new(move |_| pay.plans.with(|plans| plans.iter().map(|plan| plan.name.clone()).collect::<Vec<_>>()));
    let chosen: RwSignal<[Option<String>; 2]> = RwSignal::new([None, None]);
    let collected = RwSignal::new(String::new());
    let has_file = Memo::new(move |_| pay.results.with(Option::is_some));
    let wants_sales = RwSignal::new(false);
    let is_of_file = Memo::new(move |_| has_file.get() && !wants_sales.get());
    let year: RwSignal<Option<i32>> = RwSignal::new(None);
    // What was chosen and is gone gives way to the first two there are.
    let pair = Memo::new(move |_| {
        let names = names.get();
        let [first, second] = chosen.get().map(|name| name.filter(|name| names.contains(name)));
        let first = first.or_else(|| names.first().cloned())?;
        let second = second.or_else(|| names.iter().find(|name| **name != first).cloned())?;
        Some([first, second])
    });
    let compared: Memo<Option<Shared<PlansCompared>>> = Memo::new(move |_| {
        let (plan, scenario, reckoned, [first, second]) = (studio.plan.get()?, studio.scenario.get()?, pay.reckoned.get()?, pair.get()?);
        let share = collected.with(|typed| read_share(typed)).unwrap_or_default();
        let all = years(&pay);
        let year = year.get().filter(|year| all.contains(year)).or(all.first().copied());
        let results = pay.results.get().filter(|_| is_of_file.get());
        let source = match (&results, year) {
            (Some(results), Some(year)) => ResultSource::File(results, year),
            _ => ResultSource::Sales(share),
        };
        compare_plans(&plan, &scenario, reckoned.results.as_ref(), source, (&first, &second)).map(Shared::new)
    });
    let choice = move |at: usize, id: &'static str, label: Text| {
        let choose = move |event| {
            let name = event_target_value(&event);
            let shown = pair.get_untracked();
            chosen.update(|chosen| {
                // The other stays what it is on screen.
                if let Some(shown) = shown {
                    *chosen = shown.map(Some);
                }
                chosen[at] = Some(name);
            });
        };
        let options = move || {
            let option = |name: String| {
                let is_chosen = pair.with(|pair| pair.as_ref().is_some_and(|pair| pair[at] == name));
                view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
            };
            names.get().into_iter().map(option).collect_view()
        };
        view! {
            <div class="field">
                <label for=id>{studio.say(label)}</label>
                <select id=id class="select" on:change=choose>{options}</select>
            </div>
        }
    };
    view! {
        <Show
            when=move || names.with(|names| names.len() > 1)
            fallback=move || view! { <div class="card empty"><p>{studio.say(words::COMPARE_NEEDS_TWO)}</p></div> }
        >
            <section class="card card-body stack">
                <div class="grid-2">
                    {choice(0, "pay-first", words::FIRST)}
                    {choice(1, "pay-second", words::SECOND)}
                    <Show when=move || has_file.get()>
                        <div class="field">
                            <label for="pay-compare-source">{studio.say(results_words::FROM)}</label>
                            <select id="pay-compare-source" class="select" on:change=move |event| wants_sales.set(event_target_value(&event) == "sales")>
                                <option value="file" selected=move || is_of_file.get()>{studio.say(results_words::FROM_FILE)}</option>
                                <option value="sales" selected=move || !is_of_file.get()>{studio.say(words::LAST_SALES)}</option>
                            </select>
                        </div>
                    </Show>
                    <Show when=move || is_of_file.get() fallback=move || view! { <Share id="pay-compare-collected" label=words::COLLECTED typed=collected /> }>
                        <YearChoice id="pay-compare-year" year=year />
                    </Show>
                </div>
            </section>
            {move || match compared.get() {
                None => view! { <div class="card empty"><p>{studio.say(words::NO_LAST_YEAR)}</p></div> }.into_any(),
                Some(compared) => view! { <Compared compared=compared pair=pair.get_untracked().unwrap_or_default() /> }.into_any(),
            }}
        </Show>
    }
}

/// The outcome.
#[component]
fn Compared(compared: Shared<PlansCompared>, pair: [String; 2]) -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let money = untrack(|| studio.money());
    let year = studio.numbers().plain(i64::from(compared.first.year));
    let comparison = &compared.comparison;
    let cannot = |name: &String, findings: &Vec<PayFinding>| {
        let plans = pay.plans.get_untracked();
        let plan = plans.iter().find(|plan| plan.name == *name).cloned();
        let told = findings
            .iter()
            .filter(|finding| finding.is_blocking())
            .filter_map(|finding| Some(placed_sentence(&studio, finding, plan.as_ref()?)));
        let why = told.collect::<Vec<_>>().join(" ");
        (!why.is_empty()).then(|| (studio.fill(words::CANNOT, &[("name", &isolated(name)), ("why", &why)]), true))
    };
    let mut told: Vec<(String, bool)> =
        [cannot(&pair[0], &comparison.first_findings), cannot(&pair[1], &comparison.second_findings)].into_iter().flatten().collect();
    let is_complete = comparison.is_complete();
    let why = if compared.first.file.is_some() { words::COMPARE_FILE_WHY } else { words::COMPARE_WHY };
    told.push((studio.fill(why, &[("year", &year)]), false));
    let mut known = last_year_words(&pay, &compared.first);
    let second = last_year_words(&pay, &compared.second);
    known.extend(second.into_iter().filter(|words| !known.contains(words)).collect::<Vec<_>>());
    told.extend(known.into_iter().map(|words| (words, false)));
    let sentence = sentence(&pay, &compared, &pair, &year);
    let (sheets, written, names) = (Sheets::get(), StoredValue::new(compared.clone()), StoredValue::new(pair.clone()));
    let hand_out = move |is_workbook: bool| {
        written.with_value(|compared| names.with_value(|names| export_comparison(&pay, sheets, compared, names, is_workbook)));
    };
    let mut rows = comparison.sellers.clone();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.second), row.seller));
    let (first, second, difference) = (comparison.first, comparison.second, comparison.difference);
    let signed = move |amount: Money| format!("{}{}", if amount.0 > 0 { "+" } else { "" }, money.figure(amount));
    let change = move |before: Money, after: Money| {
        if before.0 > 0 { studio.numbers().signed_percent(after.0 as f64 / before.0 as f64 - 1.0, 1) } else { String::new() }
    };
    let line = move |row: ComparedPay| {
        view! {
            <tr>
                <th scope="row"><bdi>{pay.person_name(row.seller)}</bdi></th>
                <td class="number">{money.figure(row.first)}</td>
                <td class="number">{money.figure(row.second)}</td>
                <td class="number"><bdi dir="ltr">{signed(row.difference)}</bdi></td>
                <td class="number"><bdi dir="ltr">{change(row.first, row.second)}</bdi></td>
            </tr>
        }
    };
    let label = format!("{} ({})", studio.say(pay_words::TAB_COMPARE), money.unit_label());
    view! {
        {is_complete.then(|| view! { <section class="card card-body"><p class="capacity-answer" role="status">{sentence}</p></section> })}
        <Told sentences=told />
        {is_complete.then(|| view! {
            <section class="card">
                <div class="card-head">
                    <h2>{label.clone()}</h2>
                    <span class="row">
                        <button type="button" class="button small" on:click=move |_| hand_out(true)>{studio.say(export_words::EXPORT_COMPARED_XLSX)}</button>
                        <button type="button" class="button small" on:click=move |_| hand_out(false)>{studio.say(export_words::EXPORT_COMPARED_CSV)}</button>
                    </span>
                </div>
                <div class="table-scroll" tabindex="0" role="region" aria-label=label>
                    <table class="plain-table capacity-table">
                        <thead>
                            <tr>
                                <th scope="col">{studio.say(words::SELLER)}</th>
                                {pair.map(|name| view! { <th scope="col" class="number"><bdi>{name}</bdi></th> }).collect_view()}
                                {[words::DIFFERENCE, words::CHANGE].map(|text| view! { <th scope="col" class="number">{studio.say(text)}</th> }).collect_view()}
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
                        <tfoot>
                            <tr>
                                <th scope="row">{studio.say(words::TOTAL)}</th>
                                <td class="number">{money.figure(first)}</td>
                                <td class="number">{money.figure(second)}</td>
                                <td class="number"><bdi dir="ltr">{signed(difference)}</bdi></td>
                                <td class="number"><bdi dir="ltr">{change(first, second)}</bdi></td>
                            </tr>
                        </tfoot>
                    </table>
                </div>
            </section>
        })}
    }
}

/// Which plan pays more, how many gain and lose, and who is paid best and least.
fn sentence(pay: &Pay, compared: &PlansCompared, pair: &[String; 2], year: &str) -> String {
    let studio = pay.studio;
    let (money, numbers) = (untrack(|| studio.money()), studio.numbers());
    let comparison = &compared.comparison;
    let is_of_file = compared.first.file.is_some();
    let text = match comparison.difference.0 {
        0 if is_of_file => words::FILE_SAME,
        0 => words::COMPARED_SAME,
        more if more > 0 && is_of_file => words::FILE_MORE,
        more if more > 0 => words::COMPARED_MORE,
        _ if is_of_file => words::FILE_LESS,
        _ => words::COMPARED_LESS,
    };
    let values = [
        ("first", isolated(&pair[0])),
        ("second", isolated(&pair[1])),
        ("year", year.to_owned()),
        ("before", money.with_unit(comparison.first)),
        ("after", money.with_unit(comparison.second)),
        ("difference", money.with_unit(Money(comparison.difference.0.saturating_abs()))),
    ];
    let mut told = vec![studio.fill(text, &values.each_ref().map(|(name, value)| (*name, value.as_str())))];
    let count = |is: fn(i64) -> bool| numbers.count(comparison.sellers.iter().filter(|row| is(row.difference.0)).count());
    told.push(studio.fill(words::WINNERS, &[("more", &count(|difference| difference > 0)), ("less", &count(|difference| difference < 0))]));
    let best = comparison.sellers.iter().max_by_key(|row| (row.second, std::cmp::Reverse(row.seller)));
    let least = comparison.sellers.iter().min_by_key(|row| (row.second, row.seller));
    if let (Some(best), Some(least)) = (best, least)
        && best.seller != least.seller
    {
        let values = [
            ("name", isolated(&pay.person_name(best.seller))),
            ("amount", money.with_unit(best.second)),
            ("other", isolated(&pay.person_name(least.seller))),
            ("least", money.with_unit(least.second)),
        ];
        told.push(studio.fill(words::BEST_PAID, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    told.join(" ")
}
