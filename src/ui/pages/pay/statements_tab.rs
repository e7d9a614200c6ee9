//! The tab of statements: whose, of which period, from actual results of a file, from last year's sales or from the planned
//! year at an attainment.

use leptos::prelude::*;

use super::answer::{names_of, notes};
use super::attained::AttainedCard;
use super::export::{export_check, export_statements};
use super::findings::placed_sentence;
use super::results_file::ResultsCard;
use super::results_kept::{Kept, YearChoice, file_words, years};
use super::state::Pay;
use super::statement::StatementCard;
use crate::document::quota::pay::finding_text::unknown_text;
use crate::document::quota::pay::{LastYear, UnknownFigure, WhatIf, file_year, last_year, what_if};
use crate::domain::{CalendarKind, PersonId};
use crate::locale::DateFormat;
use crate::locale::words::{pay as pay_words, pay_export as export_words, pay_results as results_words, pay_statement as words};
use crate::quota::pay::{PayFinding, PayPlace, PayRules, Rate, SellerMonth, Statement, Statements, statements};
use crate::tabular::pay_export::period_name;
use crate::tabular::quota_grid::read_percent;
use crate::ui::shared::Shared;
use crate::ui::sheets::Sheets;
use crate::ui::studio::NoticeKind;
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};

/// The most percent that are read.
const MOST_SHARE: f64 = 10.0;

/// What statements are reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    LastYear,
    File,
    Planned,
}

/// Statements with what they came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The rules.
    pub rules: PayRules,
    /// The results.
    pub results: Vec<SellerMonth>,
    /// The statements and what was found.
    pub made: Statements,
    /// Last year's results, where they are the source.
    pub last: Option<LastYear>,
}

fn of_actual(actual: LastYear) -> Made {
    let made = statements(&actual.rules, &actual.results);
    Made { rules: actual.rules.clone(), results: actual.results.clone(), made, last: Some(actual) }
}

/// Reads a percentage of 0 to 1,000; nothing for an empty field.
pub fn read_share(typed: &str) -> Result<Option<Rate>, ()> {
    match read_percent(typed).map_err(|_| ())? {
        None => Ok(None),
        Some(share) if (0.0..=MOST_SHARE).contains(&share) => Rate::of_share(share).map(Some).map_err(|_| ()),
        Some(_) => Err(()),
    }
}

/// The tab.
#[component]
pub fn StatementsTab() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let sheets = Sheets::get();
    let has_file = studio.plan.with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.pay_results.is_some()));
    let source = RwSignal::new(if has_file { Source::File } else { Source::LastYear });
    let year: RwSignal<Option<i32>> = RwSignal::new(None);
    let file_year_shown = Memo::new(move |_| {
        let all = years(&pay);
        year.get().filter(|year| all.contains(year)).or(all.first().copied())
    });
    let attainment = RwSignal::new(studio.numbers().count(100));
    let collected = RwSignal::new(String::new());
    let seller: RwSignal<Option<PersonId>> = RwSignal::new(None);
    let period: RwSignal<Option<u32>> = RwSignal::new(Some(1));
    let open = RwSignal::new(false);
    let made: Memo<Option<Shared<Made>>> = Memo::new(move |_| {
        let (plan, scenario, reckoned) = (studio.plan.get()?, studio.scenario.get()?, pay.reckoned.get()?);
        match source.get() {
            Source::LastYear => {
                let share = collected.with(|typed| read_share(typed)).unwrap_or_default();
                Some(Shared::new(of_actual(last_year(&plan, &scenario, reckoned.results.as_ref(), share)?)))
            }
            Source::File => {
                let (results, year) = (pay.results.get()?, file_year_shown.get()?);
                Some(Shared::new(of_actual(file_year(&plan, &scenario, reckoned.results.as_ref(), &results, year)?)))
            }
            Source::Planned => {
                reckoned.results.as_ref()?;
                let share = attainment.with(|typed| read_share(typed)).ok().flatten()?;
                let rules = reckoned.pay.rules.clone();
                let results = what_if(&rules, &reckoned.quotas, WhatIf::all(share));
                let made = statements(&rules, &results);
                Some(Shared::new(Made { rules, results, made, last: None }))
            }
        }
    });
    let sellers = Memo::new(move |_| {
        let mut sellers: Vec<PersonId> =
            made.with(|made| made.as_ref().map(|made| made.made.statements.iter().map(|one| one.seller).collect())).unwrap_or_default();
        sellers.dedup();
        sellers
    });
    // Whoever was chosen and has no statement gives way to the first who has.
    let current =
        Memo::new(move |_| sellers.with(|sellers| seller.get().filter(|chosen| sellers.contains(chosen)).or(sellers.first().copied())));
    let of_seller = move || -> Vec<Statement> {
        let all = made.get().map(|made| made.made.statements.iter().filter(|one| Some(one.seller) == current.get()).cloned().collect());
        all.unwrap_or_default()
    };
    let shown = move || {
        let all = of_seller();
        let chosen = period.get().filter(|period| all.iter().any(|one| one.period == *period));
        let first = all.first().map(|one| one.period);
        let wanted = if period.get().is_none() { None } else { chosen.or(first) };
        all.into_iter().filter(|one| wanted.is_none_or(|wanted| one.period == wanted)).collect::<Vec<_>>()
    };
    // Paper says by itself what it is of.
    let basis = Memo::new(move |_| {
        let share = attainment.with(|typed| read_share(typed)).ok().flatten().map_or(0.0, Rate::share);
        let year = made.with(|made| made.as_ref().and_then(|made| made.last.as_ref().map(|last| last.year)));
        let year = year.map(|year| studio.numbers().plain(i64::from(year))).unwrap_or_default();
        let told = match source.get() {
            Source::Planned => studio.fill(words::BASIS_PLANNED, &[("share", &studio.numbers().percent(share, 2))]),
            Source::LastYear => studio.fill(words::BASIS_SALES, &[("year", &year)]),
            Source::File => studio.fill(words::BASIS_FILE, &[("year", &year)]),
        };
        studio.fill(words::BASIS, &[("basis", &told)])
    });
    let cards = move || {
        let basis = basis.get();
        let plans = made.get().map(|made| made.rules.plans.clone()).unwrap_or_default();
        let card = |statement: Statement| {
            let plan = plans.iter().find(|plan| plan.name == statement.plan).cloned();
            let seller = pay.person_name(statement.seller);
            view! { <StatementCard statement=statement seller=seller basis=basis.clone() plan=plan open=open /> }
        };
        shown().into_iter().map(card).collect_view()
    };
    let print = move |_| {
        // Folded lines do not print: all are unfolded first.
        open.set(true);
        request_animation_frame(|| {
            // A browser without printing leaves the page as it is.
            let _ = window().print();
        });
    };
    let hand_out = move |is_workbook: bool| {
        if let Some(made) = made.get_untracked() {
            if made.made.statements.is_empty() {
                // A file with only a heading would look like nobody earning anything.
                let is_blocked = made.made.findings.iter().any(PayFinding::is_blocking);
                studio.notify(
                    NoticeKind::Error,
                    studio.say(if is_blocked { words::BLOCKED } else { words::NO_STATEMENTS }).trim_end_matches(':'),
                );
                return;
            }
            export_statements(&pay, sheets, &made, is_workbook);
        }
    };
    let check = move |is_rules: bool| {
        Callback::new(move |()| {
            if let Some(made) = made.get_untracked() {
                export_check(&pay, &made, is_rules);
            }
        })
    };
    let calendar = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.calendar)).unwrap_or(CalendarKind::Gregorian);
    let dates = DateFormat::new(studio.language.get_untracked(), calendar);
    let year_words = move || {
        let year = studio.plan.get().zip(studio.scenario.get()).map(|(plan, scenario)| {
            let known = crate::document::quota::history::KnownYears::of(&plan);
            known.last_before(crate::document::quota::question::planned_year(&plan, &scenario))
        });
        year.map(|year| studio.numbers().plain(i64::from(year))).unwrap_or_default()
    };
    view! {
        <section class="card card-body stack no-print">
            <div class="grid-2">
                <div class="field">
                    <label for="pay-source">{studio.say(words::FROM)}</label>
                    <select id="pay-source" class="select" on:change=move |event| source.set(source_of(&event_target_value(&event)))>
                        <option value="file" selected=has_file>{studio.say(results_words::FROM_FILE)}</option>
                        <option value="last" selected=!has_file>{move || studio.fill(words::LAST_YEAR, &[("year", &year_words())])}</option>
                        <option value="planned">{studio.say(words::PLANNED)}</option>
                    </select>
                </div>
                {move || match source.get() {
                    Source::Planned => view! { <Share id="pay-attainment" label=words::ATTAINMENT typed=attainment /> }.into_any(),
                    Source::File => view! { <YearChoice id="pay-results-year" year=year /> }.into_any(),
                    Source::LastYear => view! { <Share id="pay-collected" label=words::COLLECTED typed=collected /> }.into_any(),
                }}
                <div class="field">
                    <label for="pay-seller">{studio.say(words::SELLER)}</label>
                    <select id="pay-seller" class="select" on:change=move |event| seller.set(event_target_value(&event).parse().ok().map(PersonId))>
                        {move || sellers.get().into_iter().map(|id| view! { <option value=id.0.to_string() selected=move || current.get() == Some(id)>{pay.person_name(id)}</option> }).collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for="pay-statement-period">{studio.say(words::PERIOD)}</label>
                    <select id="pay-statement-period" class="select" on:change=move |event| period.set(event_target_value(&event).parse().ok())>
                        {move || of_seller().into_iter().map(|one| {
                            let is_chosen = period.get_untracked() == Some(one.period);
                            view! { <option value=one.period.to_string() selected=is_chosen>{period_name(one.first_month, one.last_month, dates)}</option> }
                        }).collect_view()}
                        <option value="all" selected=period.get_untracked().is_none()>{studio.say(words::WHOLE_YEAR)}</option>
                    </select>
                </div>
            </div>
            <div class="row">
                <button type="button" class="button small" on:click=move |_| open.update(|open| *open = !*open)>
                    {move || studio.say(if open.get() { words::CLOSE_ALL } else { words::OPEN_ALL })}
                </button>
                <button type="button" class="button small" on:click=print>{studio.say(words::PRINT)}</button>
                <span class="grow"></span>
                <button type="button" class="button small" on:click=move |_| hand_out(true)>{studio.say(words::EXPORT_XLSX)}</button>
                <button type="button" class="button small" on:click=move |_| hand_out(false)>{studio.say(words::EXPORT_CSV)}</button>
                <Menu label=studio.say(export_words::CHECK) class="icon-button" button=ViewFn::from(|| view! { <Icon path=icon::MORE /> })>
                    <MenuItem on_choose=check(true)>{studio.say(export_words::CHECK_RULES)}</MenuItem>
                    <MenuItem on_choose=check(false)>{studio.say(export_words::CHECK_RESULTS)}</MenuItem>
                </Menu>
            </div>
        </section>
        <Show when=move || source.get() == Source::File><ResultsCard /></Show>
        {move || made.get().map(|made| view! { <Told sentences=told(&pay, &made) /> })}
        {move || made.get().and_then(|made| made.last.as_ref().filter(|last| last.file.is_some()).cloned()).map(|last| view! { <AttainedCard year=last /> })}
        {move || file_year_shown.get().filter(|_| source.get() == Source::File).map(|year| {
            pay.results.track();
            view! { <Kept year=year /> }
        })}
        {move || sellers.with(Vec::is_empty).then(|| {
            let is_blocked = made.with(|made| made.as_ref().is_some_and(|made| made.made.findings.iter().any(PayFinding::is_blocking)));
            let why = match source.get() {
                _ if is_blocked => words::BLOCKED,
                _ if made.with(Option::is_some) => words::NO_STATEMENTS,
                Source::LastYear => words::NO_LAST_YEAR,
                Source::File => results_words::NOTHING_YET,
                Source::Planned => words::NO_QUOTAS,
            };
            (!is_blocked).then(|| view! { <div class="card empty"><p>{studio.say(why)}</p></div> })
        })}
        {cards}
    }
}

fn source_of(value: &str) -> Source {
    match value {
        "planned" => Source::Planned,
        "file" => Source::File,
        _ => Source::LastYear,
    }
}

/// A percentage that takes effect as it is typed.
#[component]
pub fn Share(id: &'static str, label: crate::locale::Text, typed: RwSignal<String>) -> impl IntoView {
    let studio = Pay::get().studio;
    let is_wrong = move || typed.with(|typed| read_share(typed).is_err());
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id>{studio.say(label)}</label>
            <input
                id=id class="input number" inputmode="decimal" autocomplete="off" maxlength="12" prop:value=typed
                aria-invalid=move || is_wrong().then_some("true") aria-describedby=error_id.clone()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <span class="bad small" id=error_id role="status">{move || is_wrong().then(|| studio.say(words::WRONG_PERCENT))}</span>
        </div>
    }
}

/// What is worth knowing about statements, in sentences.
#[component]
pub fn Told(sentences: Vec<(String, bool)>) -> impl IntoView {
    let studio = Pay::get().studio;
    let is_blocked = sentences.iter().any(|(_, is_blocking)| *is_blocking);
    let title = if is_blocked { words::BLOCKED } else { words::TOLD };
    (!sentences.is_empty()).then(|| {
        let lines = sentences.into_iter().map(|(words, is_blocking)| view! { <li class:bad=is_blocking>{words}</li> }).collect_view();
        view! { <details class="card card-body no-print" open=true><summary>{studio.say(title)}</summary><ul class="quota-findings small">{lines}</ul></details> }
    })
}

/// What is known of last year's results and what is not.
pub fn last_year_words(pay: &Pay, last: &LastYear) -> Vec<String> {
    let studio = pay.studio;
    let year = studio.numbers().plain(i64::from(last.year));
    let mut told = file_words(pay, last).unwrap_or_else(|| vec![studio.fill(words::LAST_YEAR_WHY, &[("year", &year)])]);
    if last.is_spread_evenly {
        told.push(studio.say(words::SPREAD_EVENLY).to_owned());
    }
    let unknown = |figure: &UnknownFigure| match figure {
        UnknownFigure::Collection if last.file.is_some() => results_words::NO_COLLECTION,
        figure => unknown_text(*figure),
    };
    told.extend(last.unknown.iter().map(|figure| studio.say(unknown(figure)).to_owned()));
    if last.sales_of_nobody.0 != 0 {
        let amount = untrack(|| studio.money().with_unit(last.sales_of_nobody));
        told.push(studio.fill(words::SALES_OF_NOBODY, &[("amount", &amount)]));
    }
    told.extend(notes(pay, &last.notes));
    told
}

/// A sentence with the row of the file that it is about, where it is about one.
fn at_row(pay: &Pay, made: &Made, place: &PayPlace, problem: String) -> String {
    let file = made.last.as_ref().and_then(|last| last.file.as_ref());
    match (place, file) {
        (PayPlace::Result { index, .. }, Some(file)) => {
            let row = file.rows.get(*index).map_or(0, |row| *row as usize);
            pay.studio.fill(results_words::AT_ROW, &[("row", &pay.studio.numbers().count(row)), ("problem", &problem)])
        }
        _ => problem,
    }
}

fn told(pay: &Pay, made: &Made) -> Vec<(String, bool)> {
    // The same of several periods and sellers is told once, with the sellers whom it is about.
    let mut told: Vec<(String, bool, Vec<PersonId>)> = Vec::new();
    for finding in &made.made.findings {
        let plan = match &finding.place {
            PayPlace::Plan { plan } | PayPlace::Component { plan, .. } | PayPlace::Row { plan, .. } => {
                made.rules.plans.iter().find(|known| known.name == *plan)
            }
            _ => None,
        };
        let is_blocking = finding.is_blocking();
        let problem = || super::findings::sentence(&pay.studio, &finding.problem, None);
        let (sentence, seller) = match (plan, &finding.place) {
            (Some(plan), _) => {
                let placed = placed_sentence(&pay.studio, finding, plan);
                (format!("\u{2068}{}\u{2069}{}{placed}", plan.name, pay.studio.say(pay_words::LIST_MARK)), None)
            }
            (None, PayPlace::Period { seller, component: Some(part), .. }) => {
                (format!("\u{2068}{part}\u{2069}: {}", problem()), Some(*seller))
            }
            (None, PayPlace::Period { seller, .. }) => (problem(), Some(*seller)),
            (None, place) => (at_row(pay, made, place, problem()), None),
        };
        match told.iter_mut().find(|(known, blocks, _)| *known == sentence && *blocks == is_blocking) {
            Some((.., sellers)) => sellers.extend(seller.filter(|seller| !sellers.contains(seller))),
            None => told.push((sentence, is_blocking, seller.into_iter().collect())),
        }
    }
    told.sort_by_key(|(_, is_blocking, _)| !is_blocking);
    let named = |(sentence, is_blocking, sellers): (String, bool, Vec<PersonId>)| match sellers.as_slice() {
        [] => (sentence, is_blocking),
        sellers => (format!("{}: {sentence}", names_of(pay, sellers)), is_blocking),
    };
    let mut told: Vec<(String, bool)> = told.into_iter().map(named).collect();
    if let Some(last) = &made.last {
        told.extend(last_year_words(pay, last).into_iter().map(|words| (words, false)));
    }
    told
}
