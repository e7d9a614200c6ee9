//! Bands called healthy as a table that can be edited: every one with its source, several for one figure.

use leptos::prelude::*;

use super::band_words::{figure_now, figure_words, measure_text, position_text};
use super::fairness_tab::FairnessState;
use super::outlook_run::OutlookRun;
use crate::document::quota::QuotaCommand;
use crate::document::quota::chances::quota_to_earnings;
use crate::document::quota::judgement::MOST_BANDS;
use crate::document::quota::pay::quotas::pay_goal;
use crate::locale::Text;
use crate::locale::number::NO_FIGURE;
use crate::locale::words::fairness as words;
use crate::quota::fairness::{BandMeasure, HealthyBand};
use crate::tabular::band_form::{BandForm, BandProblem};
use crate::ui::widgets::icon::{self, Icon};

/// A part of a band.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BandPart {
    Low,
    High,
    Source,
}

/// The bands as typed; a handle.
#[derive(Clone, Copy)]
struct BandEditor {
    state: FairnessState,
    kept: Memo<Vec<HealthyBand>>,
    forms: RwSignal<Vec<BandForm>>,
    to_earnings: Memo<Option<f64>>,
}

fn problem_text(problem: BandProblem) -> Text {
    match problem {
        BandProblem::Limit => words::WRONG_LIMIT,
        BandProblem::NoLimit => words::WRONG_NO_LIMIT,
        BandProblem::Crossed => words::WRONG_CROSSED,
        BandProblem::Source => words::WRONG_SOURCE,
    }
}

impl BandEditor {
    fn judge_by(&self, bands: Option<Vec<HealthyBand>>) {
        self.state.quotas.change(QuotaCommand::JudgeBy(bands));
    }

    /// Takes what was typed; it counts when every band can be read.
    fn typed(&self, place: usize, part: BandPart, typed: String) {
        self.forms.update(|forms| {
            if let Some(form) = forms.get_mut(place) {
                *match part {
                    BandPart::Low => &mut form.low,
                    BandPart::High => &mut form.high,
                    BandPart::Source => &mut form.source,
                } = typed;
            }
        });
        let read: Result<Vec<HealthyBand>, BandProblem> = self.forms.with_untracked(|forms| forms.iter().map(BandForm::read).collect());
        if let Ok(bands) = read
            && bands != self.kept.get_untracked()
        {
            self.judge_by(Some(bands));
        }
    }

    fn remove(&self, place: usize) {
        let mut bands = self.kept.get_untracked();
        if place < bands.len() {
            bands.remove(place);
            self.judge_by(Some(bands));
        }
    }

    fn add(&self, measure: BandMeasure) {
        let mut bands = self.kept.get_untracked();
        let source = self.state.quotas.studio.say(words::BAND_OURS).to_owned();
        bands.push(HealthyBand { measure, low: Some(0.0), high: None, source });
        self.judge_by(Some(bands));
    }
}

/// The bands.
#[component]
pub fn Bands(state: FairnessState) -> impl IntoView {
    let studio = state.quotas.studio;
    let numbers = studio.numbers();
    let kept = Memo::new(move |_| {
        studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.quota.judgement.bands()).unwrap_or_default())
    });
    let is_published = Memo::new(move |_| {
        studio.scenario.with(|scenario| scenario.as_ref().is_none_or(|scenario| scenario.quota.judgement.bands.is_none()))
    });
    let forms = RwSignal::new(Vec::new());
    // Undo, another scenario and the buttons change what is kept; what is typed and wrong stays until then.
    Effect::new(move |_| {
        let kept = kept.get();
        let read: Result<Vec<HealthyBand>, BandProblem> =
            forms.with_untracked(|forms: &Vec<BandForm>| forms.iter().map(BandForm::read).collect());
        if read.as_ref() != Ok(&kept) {
            forms.set(kept.iter().map(|band| BandForm::of(band, numbers)).collect());
        }
    });
    let to_earnings = Memo::new(move |_| {
        let (plan, scenario, results) = (studio.plan.get()?, studio.scenario.get()?, state.quotas.results.get()?);
        quota_to_earnings(&plan, &scenario, &results)
    });
    let editor = BandEditor { state, kept, forms, to_earnings };
    let chosen = RwSignal::new(BandMeasure::ShareAtQuota);
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(measure) = place.and_then(|place| BandMeasure::ALL.get(place)) {
            chosen.set(*measure);
        }
    };
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::BANDS)}</h2></div>
            <p class="card-body dim small band-why">{studio.say(words::BANDS_WHY)}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::BANDS)>
                <table class="plain-table band-table">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::FIGURE)}</th>
                            <th scope="col" class="number">{studio.say(words::BAND_FROM)}</th>
                            <th scope="col" class="number">{studio.say(words::BAND_TO)}</th>
                            <th scope="col">{studio.say(words::BAND_SOURCE)}</th>
                            <th scope="col" class="number">{studio.say(words::BAND_NOW)}</th>
                            <th></th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || (0..forms.with(Vec::len)).map(|place| view! { <BandLine editor=editor place=place /> }).collect_view()}
                    </tbody>
                </table>
            </div>
            <div class="card-body row">
                <select class="select band-choice" aria-label=studio.say(words::BAND_OF) on:change=choose>
                    {BandMeasure::ALL.into_iter().enumerate().map(|(place, measure)| view! {
                        <option value=place.to_string() selected=move || chosen.get() == measure>{studio.say(measure_text(measure))}</option>
                    }).collect_view()}
                </select>
                <button type="button" class="button small" disabled=move || { kept.with(Vec::len) >= MOST_BANDS } on:click=move |_| editor.add(chosen.get_untracked())>
                    <Icon path=icon::PLUS />{studio.say(words::BAND_ADD)}
                </button>
                <button type="button" class="button quiet small" disabled=move || is_published.get() on:click=move |_| editor.judge_by(None)>{studio.say(words::BAND_PUBLISHED)}</button>
            </div>
        </section>
    }
}

#[component]
fn BandLine(editor: BandEditor, place: usize) -> impl IntoView {
    let studio = editor.state.quotas.studio;
    let run = OutlookRun::get();
    let form = Memo::new(move |_| editor.forms.with(|forms| forms.get(place).cloned()));
    let measure = form.with_untracked(|form| form.as_ref().map_or(BandMeasure::ShareAtQuota, |form| form.measure));
    let name = studio.say(measure_text(measure));
    let problem = Memo::new(move |_| form.with(|form| form.as_ref().and_then(|form| form.read().err())));
    let input = move |part: BandPart, label: Text, class: &'static str, limit: &'static str| {
        let value = move || {
            form.with(|form| {
                form.as_ref().map(|form| match part {
                    BandPart::Low => form.low.clone(),
                    BandPart::High => form.high.clone(),
                    BandPart::Source => form.source.clone(),
                })
            })
        };
        let is_wrong = move || problem.get().is_some_and(|problem| (problem == BandProblem::Source) == (part == BandPart::Source));
        view! {
            <input
                class=class dir=if part == BandPart::Source { "auto" } else { "ltr" } autocomplete="off" maxlength=limit aria-label=studio.fill(label, &[("measure", name)]) title=value
                aria-invalid=move || is_wrong().then_some("true")
                prop:value=move || value().unwrap_or_default()
                on:change=move |event| editor.typed(place, part, event_target_value(&event))
            />
        }
    };
    let now = move || {
        let figures = editor.state.figures.get();
        let outlook = run.outlook.get();
        let goal = pay_goal(editor.state.quotas.goal.get());
        figure_now(measure, figures.as_ref().map(|figures| &figures.fairness), outlook.as_deref(), goal, editor.to_earnings.get())
    };
    let told = move || {
        let figure = now();
        let position = editor.kept.with(|kept| kept.get(place).and_then(|band| position_text(band, figure)));
        let figure = figure.map_or(NO_FIGURE.to_owned(), |figure| figure_words(studio.numbers(), measure, figure));
        view! {
            <bdi dir="ltr">{figure}</bdi>" "
            {position.map(|(text, is_within)| view! { <span class:good=is_within class:warn=!is_within>{studio.say(text)}</span> })}
        }
    };
    let remove_label = move || {
        let source = form.with(|form| form.as_ref().map(|form| form.source.clone()).unwrap_or_default());
        studio.fill(words::BAND_REMOVE, &[("source", &source)])
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{input(BandPart::Low, words::BAND_FROM_OF, "input number band-limit", "20")}{measure.is_share().then(|| view! { <span class="dim" aria-hidden="true">{studio.say(words::PERCENT_SIGN)}</span> })}</td>
            <td class="number">{input(BandPart::High, words::BAND_TO_OF, "input number band-limit", "20")}{measure.is_share().then(|| view! { <span class="dim" aria-hidden="true">{studio.say(words::PERCENT_SIGN)}</span> })}</td>
            <td class="band-source">
                {input(BandPart::Source, words::BAND_SOURCE_OF, "input", "500")}
                <span class="bad small" role="status">{move || problem.get().map(|problem| studio.say(problem_text(problem)))}</span>
            </td>
            <td class="number">{told}</td>
            <td>
                <button type="button" class="icon-button" aria-label=remove_label title=remove_label on:click=move |_| editor.remove(place)><Icon path=icon::CLOSE /></button>
            </td>
        </tr>
    }
}
