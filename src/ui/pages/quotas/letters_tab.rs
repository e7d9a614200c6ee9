//! The tab of quota letters: one to read, one or all to print, all to save as one file, in either language. What they say is
//! [`crate::report::letter`]'s.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::state::Quotas;
use crate::charts::ChartStyle;
use crate::charts::pay_curve::{PayCurveChart, PayLine, PayPoint};
use crate::document::quota::pay::of_seller::{SellerPay, seller_pay};
use crate::document::quota::sellers::{Holder, SellerQuota, sellers};
use crate::domain::PersonId;
use crate::locale::words::letters as words;
use crate::locale::{Language, MoneyFormat, NumberFormat};
use crate::report::letter::{LetterPay, LetterSource, letter};
use crate::report::{Sheet, html};
use crate::ui::pages::paper::paper;
use crate::ui::session::{download, file_stem};
use crate::ui::shared::Shared;
use crate::ui::studio::{Studio, scenario_name};
use crate::ui::widgets::icon::{self, Icon};

/// The curve's width and height in its own units; on paper it is as wide as the sheet and its words are about 8 pt.
const CURVE_SIZE: (u32, u32) = (740, 200);
/// The attainments that the letter's table tells.
const TOLD: [f64; 7] = [0.5, 0.8, 0.9, 1.0, 1.1, 1.2, 1.5];
/// So many steps of a hundredth the curve has.
const CURVE_STEPS: u32 = 150;
/// Pay that rises by more than this part of itself at a point jumps there.
const JUMP: f64 = 0.002;
/// What counts as just below a point.
const JUST_BELOW: f64 = 1e-7;

/// Which letters are in sight.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    All,
    One(Holder),
}

/// The tab.
#[component]
pub fn LettersTab() -> impl IntoView {
    let quotas = Quotas::get();
    let studio = quotas.studio;
    let of_plan = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.language));
    let language = RwSignal::new(of_plan.unwrap_or_else(|| studio.language.get_untracked()));
    let known = Memo::new(move |_| quotas.results.get().map(|results| Shared::new(sellers(&results))));
    let chosen: RwSignal<Option<Shown>> = RwSignal::new(None);
    let shown = Memo::new(move |_| {
        known.with(|known| {
            let known: &[SellerQuota] = known.as_ref().map_or(&[], |known| known.as_slice());
            let is_there = |shown: &Shown| match shown {
                Shown::All => true,
                Shown::One(holder) => known.iter().any(|seller| seller.holder == *holder),
            };
            chosen.get().filter(is_there).or_else(|| known.first().map(|seller| Shown::One(seller.holder)))
        })
    });
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let holder = place.and_then(|place| known.with_untracked(|known| Some(known.as_ref()?.get(place)?.holder)));
        chosen.set(Some(holder.map_or(Shown::All, Shown::One)));
    };
    let choose_language = move |event| {
        language.set(if event_target_value(&event) == Language::Persian.tag() { Language::Persian } else { Language::English });
    };
    let is_of_all = move || shown.get() == Some(Shown::All);
    let print = move |_| {
        // A browser without printing leaves the page as it is.
        let _ = window().print();
    };
    let save = move |_| save_all(&quotas, language.get_untracked());
    let letters = move || {
        let (shown, language) = (shown.get()?, language.get());
        let only = if let Shown::One(holder) = shown { Some(holder) } else { None };
        Some(letters(&quotas, only, language).into_iter().map(|sheet| paper(sheet, language)).collect_view())
    };
    let options = move || {
        let sellers = known.get().map(|known| known.iter().map(|seller| (seller.holder, seller.name.clone())).collect::<Vec<_>>());
        sellers
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .map(|(place, (holder, name))| {
                view! { <option value=place.to_string() selected=move || shown.get() == Some(Shown::One(holder))>{name}</option> }
            })
            .collect_view()
    };
    view! {
        <div class="row quota-bar no-print">
            <label class="row small">
                {studio.say(words::OF)}
                <select class="select" on:change=choose>
                    <option value="" selected=is_of_all>{studio.say(words::ALL_LETTERS)}</option>
                    {options}
                </select>
            </label>
            <label class="row small">
                {studio.say(words::LANGUAGE)}
                <select class="select" on:change=choose_language>
                    {[(Language::Persian, words::PERSIAN), (Language::English, words::ENGLISH)].map(|(known, text)| view! {
                        <option value=known.tag() selected=move || language.get() == known>{studio.say(text)}</option>
                    })}
                </select>
            </label>
            <span class="grow"></span>
            <button type="button" class="button small" on:click=save><Icon path=icon::EXPORT />{studio.say(words::SAVE_ALL)}</button>
            <Show when=move || !is_of_all()>
                <button type="button" class="button small" on:click=move |_| chosen.set(Some(Shown::All))>{studio.say(words::ALL_LETTERS)}</button>
            </Show>
            <button type="button" class="button main small" on:click=print>{move || studio.say(if is_of_all() { words::PRINT_ALL } else { words::PRINT })}</button>
        </div>
        <div class="sheets letters">
            {letters}
            <Show when=move || shown.get().is_none()><div class="card empty"><p>{studio.say(words::NOBODY)}</p></div></Show>
        </div>
    }
}

/// The name of the scenario in sight in a language.
fn name_of_scenario(studio: &Studio, language: Language) -> String {
    studio.scenario.get().map(|scenario| scenario_name(&scenario, language)).unwrap_or_default()
}

/// The letters of the scenario in sight.
fn letters(quotas: &Quotas, only: Option<Holder>, language: Language) -> Vec<Sheet> {
    let studio = quotas.studio;
    let (Some(plan), Some(scenario), Some(results)) = (studio.plan.get(), studio.scenario.get(), quotas.results.get()) else {
        return Vec::new();
    };
    let name = name_of_scenario(&studio, language);
    let source = LetterSource { plan: &plan, scenario_name: &name, results: &results, language };
    let paid: BTreeMap<PersonId, SellerPay> = seller_pay(&plan, &scenario, &results);
    let money = MoneyFormat::new(language, plan.settings.currency, plan.settings.display_unit);
    let of_seller = |seller: &SellerQuota| {
        let paid = if let Holder::Person(person) = seller.holder { paid.get(&person) } else { None };
        letter(&source, seller, paid.map(|paid| pay_of(paid, language, money)))
    };
    sellers(&results).iter().filter(|seller| only.is_none_or(|only| only == seller.holder)).map(of_seller).collect()
}

/// What a letter tells of pay; drawn for white paper in either theme.
fn pay_of(paid: &SellerPay, language: Language, money: MoneyFormat) -> LetterPay {
    let numbers = NumberFormat::new(language);
    let point = |step: u32| {
        let attainment = f64::from(step) / 100.0;
        let (pay, below) = (paid.at(attainment), paid.at((attainment - JUST_BELOW).max(0.0)));
        PayPoint { attainment, pay, pay_just_below: (step > 0 && (pay - below).abs() > JUMP * pay.max(1.0)).then_some(below) }
    };
    let line = PayLine { name: paid.plan.clone(), points: (0..=CURVE_STEPS).map(point).collect() };
    let chart = PayCurveChart { lines: vec![line], across: words::ATTAINMENT.get(language).to_owned() };
    let curve = chart.draw_as_high(CURVE_SIZE, &ChartStyle::LIGHT, &|pay| money.figure_of(pay), &|share| numbers.percent(share, 0)).ok();
    LetterPay { plan: paid.plan.clone(), curve, points: TOLD.map(|attainment| (attainment, paid.at(attainment))).to_vec() }
}

fn save_all(quotas: &Quotas, language: Language) {
    let studio = quotas.studio;
    let Some(plan) = studio.plan.get_untracked() else { return };
    let (all, scenario) = untrack(|| (letters(quotas, None, language), name_of_scenario(&studio, language)));
    let name = words::FILE.fill(language, &[("plan", &plan.name), ("scenario", &scenario)]);
    let page = html::page(&name, language, &all);
    download(studio, &format!("{}.html", file_stem(&name)), "text/html;charset=utf-8", page.as_bytes());
}
