//! What the user should look at before importing, each with the button that settles it.

use leptos::prelude::*;

use super::kinds::{CountryNote, Recollection};
use super::order::OrderAsked;
use super::state::Wizard;
use crate::domain::DisplayUnit;
use crate::exchange::Field;
use crate::exchange::dates::DateStyle;
use crate::exchange::finding::{FindingKind, ImportFinding};
use crate::exchange::numbers::NumberStyle;
use crate::exchange::period::Period;
use crate::exchange::phrases::{field_name, phrase_finding, unit_name};
use crate::exchange::protocol::Preview;
use crate::locale::words::import as words;
use crate::ui::widgets::icon::{self, Icon};
use crate::wizard::dates::{self, DateAnswer};
use crate::wizard::units::{self, UnitQuestion, phrase_question};

/// The proposals and remarks about the file as a whole.
#[component]
pub fn Proposals(
    /// The state.
    wizard: Wizard,
) -> impl IntoView {
    let studio = wizard.studio;
    let remarks = move || {
        let findings = wizard.preview.with(|preview| preview.as_ref().map(|preview| preview.file_findings.clone()).unwrap_or_default());
        findings.into_iter().map(|finding| remark(wizard, &finding)).collect_view()
    };
    let unsure_encoding = move || {
        let detected = wizard.preview.with(|preview| preview.as_ref().and_then(|preview| preview.encoding));
        detected.filter(|detected| !detected.is_certain).map(|detected| {
            let said = studio.fill(words::ENCODING_UNSURE, &[("encoding", detected.encoding.name())]);
            view! { <Remark words=said /> }
        })
    };
    view! {
        <div class="import-proposals" role="status">
            <Show when=move || wizard.recollection.get().is_some()>
                <div class="notice">
                    <Icon path=icon::DONE />
                    <span class="grow">
                        {move || studio.say(match wizard.recollection.get() {
                            Some(Recollection::OfNames) => words::REMEMBERED_BY_NAMES,
                            _ => words::REMEMBERED,
                        })}
                    </span>
                    <button type="button" class="button small" on:click=move |_| wizard.detect_anew()>{studio.say(words::USE_DETECTED)}</button>
                </div>
            </Show>
            <Show when=move || wizard.is_unit_guessed.get()>
                {move || guessed_unit(wizard).map(|words| view! { <Remark words=words /> })}
            </Show>
            {move || country_words(wizard)}
            <OrderAsked wizard=wizard />
            <UnitsAsked wizard=wizard />
            <DatesAsked wizard=wizard />
            {move || periods(wizard).map(|words| view! { <Remark words=words /> })}
            {unsure_encoding}
            {remarks}
            <SumRows wizard=wizard />
            <NoIdentifier wizard=wizard />
            <FoundByName wizard=wizard />
            <MinutesAsked wizard=wizard />
        </div>
    }
}

/// A remark without a button.
#[component]
fn Remark(words: String) -> impl IntoView {
    view! {
        <div class="notice warning">
            <Icon path=icon::WARNING />
            <span class="grow">{words}</span>
        </div>
    }
}

/// What is said of the country that areas are in.
fn country_words(wizard: Wizard) -> Option<AnyView> {
    let studio = wizard.studio;
    wizard.country.track();
    match wizard.country_note.get() {
        CountryNote::Nothing => None,
        _ if wizard.has_chosen_country() => None,
        CountryNote::Asked => Some(view! { <Remark words=studio.say(words::COUNTRY_ASKED).to_owned() /> }.into_any()),
        CountryNote::Detected(country) => {
            let said = studio.fill(words::COUNTRY_DETECTED, &[("country", &country)]);
            Some(view! { <div class="notice"><Icon path=icon::DONE /><span class="grow">{said}</span></div> }.into_any())
        }
    }
}

/// Asks for the unit of amounts where the plan speaks against the one they would be read in, with what a customer
/// would have in each.
#[component]
fn UnitsAsked(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let money = untrack(|| studio.money());
    let name = move |unit: DisplayUnit| unit_name(unit, money.currency, studio.language.get_untracked());
    let one = move |question: UnitQuestion| {
        let said = phrase_question(&question, money);
        let label = said.clone();
        let UnitQuestion { field, read_in, answers, .. } = question;
        let is_settled = wizard.settled_units.with_untracked(|settled| settled.contains(&field));
        let answer = move |(unit, amount)| {
            let is_chosen = is_settled && unit == read_in;
            view! {
                <button
                    type="button"
                    class="button import-date"
                    aria-pressed=is_chosen.to_string()
                    on:click=move |_| wizard.choose_unit(field, unit)
                >
                    <span>{name(unit)}</span>
                    <span class="import-date-row"><bdi>{money.with_unit(amount)}</bdi></span>
                </button>
            }
        };
        view! {
            <div class="notice warning" role="group" aria-label=label>
                <Icon path=icon::WARNING />
                <span class="grow">{said}</span>
                <div class="import-dates">{answers.into_iter().map(answer).collect_view()}</div>
            </div>
        }
    };
    move || wizard.unit_questions.get().into_iter().map(one).collect_view()
}

fn guessed_unit(wizard: Wizard) -> Option<String> {
    let studio = wizard.studio;
    let currency = untrack(|| studio.money()).currency;
    let unit = wizard.preview.with(|preview| {
        let preview: &Preview = preview.as_ref()?;
        let field = [Field::Sales, Field::Potential].into_iter().find(|field| preview.options.mapping.column_of(*field).is_some())?;
        Some(units::unit_of(&preview.options, field))
    });
    let name = |unit: DisplayUnit| unit_name(unit, currency, studio.language.get_untracked());
    Some(studio.fill(words::GUESSED_UNIT, &[("unit", &name(unit?))]))
}

fn remark(wizard: Wizard, finding: &ImportFinding) -> AnyView {
    let studio = wizard.studio;
    match &finding.kind {
        // Said by the question and its chosen answer.
        FindingKind::CoordinatesLookSwapped { .. } if wizard.order_asked.with_untracked(Option::is_some) => ().into_any(),
        FindingKind::CoordinatesLookSwapped { .. } => {
            let is_swapped =
                wizard.preview.with_untracked(|preview| preview.as_ref().is_some_and(|preview| preview.options.swaps_coordinates));
            let (said, button) =
                if is_swapped { (words::SWAPPED_READ, words::DO_NOT_SWAP) } else { (words::SWAPPED_NOT_READ, words::SWAP_THEM) };
            let toggle = move |_| wizard.choose(move |choices| choices.swaps_coordinates = Some(!is_swapped));
            view! {
                <div class="notice warning">
                    <Icon path=icon::WARNING />
                    <span class="grow">{studio.say(said)}</span>
                    <button type="button" class="button small" on:click=toggle>{studio.say(button)}</button>
                </div>
            }
            .into_any()
        }
        FindingKind::RowsLookSwapped { rows } => {
            let is_swapped =
                wizard.preview.with_untracked(|preview| preview.as_ref().is_some_and(|preview| preview.options.swaps_odd_rows));
            let (said, button) = if is_swapped {
                (words::ROWS_SWAPPED_READ, words::DO_NOT_SWAP)
            } else {
                (words::ROWS_SWAPPED_NOT_READ, words::SWAP_THESE_ROWS)
            };
            let toggle = move |_| wizard.choose(move |choices| choices.swaps_odd_rows = !is_swapped);
            view! {
                <div class="notice warning">
                    <Icon path=icon::WARNING />
                    <span class="grow">{studio.fill(said, &[("rows", &studio.numbers().count(*rows))])}</span>
                    <button type="button" class="button small" on:click=toggle>{studio.say(button)}</button>
                </div>
            }
            .into_any()
        }
        // Asked with the first rows, see `DatesAsked` and `OrderAsked`.
        FindingKind::AmbiguousDates { .. } | FindingKind::CoordinateOrderOpen => ().into_any(),
        FindingKind::AmbiguousNumbers { field } => {
            let field = *field;
            let style_button = move |style: NumberStyle, label: crate::locale::Text| {
                let is_chosen = wizard
                    .preview
                    .with_untracked(|preview| preview.as_ref().is_some_and(|preview| preview.options.number_style(field) == style));
                let choose = move |_| {
                    wizard.choose(move |choices| {
                        choices.number_styles.insert(field, style);
                    });
                };
                view! {
                    <button type="button" class="button small" aria-pressed=is_chosen.to_string() on:click=choose>{studio.say(label)}</button>
                }
            };
            let said = studio.fill(words::AMBIGUOUS, &[("field", field_name(field).get(studio.language.get_untracked()))]);
            view! {
                <div class="notice warning">
                    <Icon path=icon::WARNING />
                    <span class="grow">{said}</span>
                    {style_button(NumberStyle::PointDecimal, words::POINT_IS_DECIMAL)}
                    {style_button(NumberStyle::CommaDecimal, words::POINT_IS_THOUSAND)}
                </div>
            }
            .into_any()
        }
        kind => view! { <Remark words=phrase_finding(kind, studio.language.get_untracked()) /> }.into_any(),
    }
}

/// What is said of columns whose figures are multiplied up to a year.
fn periods(wizard: Wizard) -> Option<String> {
    let studio = wizard.studio;
    wizard.preview.with(|preview| {
        let columns = preview.iter().flat_map(|preview| &preview.options.mapping.columns);
        let multiplied: Vec<String> = columns
            .filter(|column| column.period() != Period::Year)
            .map(|column| {
                let times = studio.numbers().plain(column.period().times_a_year());
                studio.fill(words::PERIOD_OF_COLUMN, &[("header", &column.header), ("times", &times)])
            })
            .collect();
        let columns = multiplied.join(studio.say(words::LIST_COMMA));
        (!multiplied.is_empty()).then(|| studio.fill(words::PERIODS_READ, &[("columns", &columns)]))
    })
}

/// Asks how the dates are written, with the first rows read in each way.
#[component]
fn DatesAsked(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let asked = Memo::new(move |_| {
        wizard.preview.with(|preview| preview.as_ref().and_then(|preview| dates::question(preview, studio.language.get_untracked())))
    });
    let answer = move |answer: DateAnswer, chosen: Option<DateStyle>| {
        let DateAnswer { style, name, examples } = answer;
        let choose = move |_| wizard.choose(move |choices| choices.date_style = Some(style));
        let rows = examples.into_iter().map(|(typed, day)| {
            view! { <span class="import-date-row"><bdi dir="ltr">{typed}</bdi>": "<bdi>{day}</bdi></span> }
        });
        view! {
            <button type="button" class="button import-date" aria-pressed=(chosen == Some(style)).to_string() on:click=choose>
                <span>{name}</span>
                {rows.collect_view()}
            </button>
        }
    };
    move || {
        asked.get().map(|question| {
            let words = studio.fill(words::DATES_ASK, &[("header", &question.header)]);
            let (label, chosen) = (words.clone(), question.chosen);
            view! {
                <div class="notice warning" role="group" aria-label=label>
                    <Icon path=icon::WARNING />
                    <span class="grow">{words}</span>
                    <div class="import-dates">{question.answers.into_iter().map(|one| answer(one, chosen)).collect_view()}</div>
                </div>
            }
        })
    }
}

/// Says that rows of sums are left out, and takes them in where they are customers all the same.
#[component]
fn SumRows(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let left_out = Memo::new(move |before: Option<&usize>| {
        // While rows are read anew, what was said of them stays.
        let sums = wizard.outcome.with(|outcome| outcome.as_ref().map(|outcome| outcome.rows.sums));
        sums.or(before.copied()).unwrap_or(0)
    });
    let keeps = Memo::new(move |_| wizard.choices.with(|choices| choices.keeps_sum_rows));
    let toggle = move |_| {
        let keeps = keeps.get_untracked();
        wizard.choose(move |choices| choices.keeps_sum_rows = !keeps);
    };
    let said = move || match keeps.get() {
        true => studio.say(words::SUMS_TAKEN_IN).to_owned(),
        false => studio.fill(words::SUMS_LEFT_OUT, &[("rows", &studio.numbers().count(left_out.get()))]),
    };
    view! {
        <Show when=move || keeps.get() || { left_out.get() > 0 }>
            <div class="notice">
                <Icon path=icon::EXPLAIN />
                <span class="grow">{said}</span>
                <button type="button" class="button small" on:click=toggle>
                    {move || studio.say(if keeps.get() { words::LEAVE_SUMS_OUT } else { words::TAKE_SUMS_IN })}
                </button>
            </div>
        </Show>
    }
}

/// Warns that the plan's customers have identifiers and the file gives none: what is not found by name comes in anew.
#[component]
fn NoIdentifier(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let has_codes = Memo::new(move |_| {
        studio.plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.accounts.iter().any(|account| account.code.is_some())))
    });
    let is_mapped = Memo::new(move |_| {
        wizard
            .preview
            .with(|preview| preview.as_ref().is_some_and(|preview| preview.options.mapping.column_of(Field::Identifier).is_some()))
    });
    view! {
        <Show when=move || has_codes.get() && !is_mapped.get()>
            <Remark words=studio.say(words::NO_IDENTIFIER).to_owned() />
        </Show>
    }
}

/// Says which customers were found without their identifiers, and adds them as new ones where that is meant.
#[component]
fn FoundByName(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let found = Memo::new(move |before: Option<&usize>| {
        // While rows are read anew, what was said of them stays.
        let found = wizard.outcome.with(|outcome| outcome.as_ref().map(|outcome| outcome.effects.found_by_name));
        found.or(before.copied()).unwrap_or(0)
    });
    let matches = Memo::new(move |_| wizard.rules.get().matches_names);
    let toggle = move |_| wizard.choose_rules(|rules| rules.matches_names = !rules.matches_names);
    let said = move || match matches.get() {
        true => studio.fill(words::FOUND_BY_NAME, &[("count", &studio.numbers().count(found.get()))]),
        false => studio.say(words::ALL_ADDED).to_owned(),
    };
    view! {
        <Show when=move || { found.get() > 0 } || !matches.get()>
            <div class="notice warning">
                <Icon path=icon::WARNING />
                <span class="grow">{said}</span>
                <button type="button" class="button small" on:click=toggle>
                    {move || studio.say(if matches.get() { words::ADD_ALL } else { words::UPDATE_BY_NAME })}
                </button>
            </div>
        </Show>
    }
}

/// Asks for the minutes of a visit where the file has visits alone.
#[component]
fn MinutesAsked(wizard: Wizard) -> impl IntoView {
    let studio = wizard.studio;
    let is_asked = Memo::new(move |_| {
        wizard.preview.with(|preview| {
            preview.as_ref().is_some_and(|preview| {
                let mapping = &preview.options.mapping;
                mapping.column_of(Field::Visits).is_some()
                    && mapping.column_of(Field::MinutesPerVisit).is_none()
                    && mapping.column_of(Field::WorkloadHours).is_none()
            })
        })
    });
    let set = move |event| {
        let minutes = crate::locale::number::latin_digits(&event_target_value(&event)).replace('٫', ".").parse::<f64>().ok();
        wizard.choose(move |choices| choices.minutes_per_visit = minutes.filter(|minutes| minutes.is_finite() && *minutes > 0.0));
    };
    let value = move || wizard.choices.with(|choices| choices.minutes_per_visit.map(|minutes| minutes.to_string())).unwrap_or_default();
    view! {
        <Show when=move || is_asked.get()>
            <label class="notice warning">
                <Icon path=icon::WARNING />
                <span class="grow">{studio.say(words::MINUTES_ASK)}</span>
                <input class="input number import-minutes" inputmode="decimal" prop:value=value on:change=set />
            </label>
        </Show>
    }
}
