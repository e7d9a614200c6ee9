//! What the simulation assumes: what is expected of sellers, how far results vary, what is common to all, the seed.

use leptos::prelude::*;

use super::chance_tab::ChanceState;
use crate::document::quota::judgement::Expectation;
use crate::document::quota::{OutlookSettings, QuotaCommand};
use crate::locale::Text;
use crate::locale::words::chance as words;
use crate::tabular::outlook_form::{OutlookField, OutlookForm};
use crate::ui::explain::ExplainButton;
use crate::ui::studio::Explanation;

/// The assumptions as typed; a handle.
#[derive(Clone, Copy)]
struct Editor {
    state: ChanceState,
    kept: Memo<OutlookSettings>,
    form: RwSignal<OutlookForm>,
    wrong: RwSignal<Vec<OutlookField>>,
}

impl Editor {
    fn expect(&self, outlook: OutlookSettings) {
        if outlook != self.kept.get_untracked() {
            self.state.quotas.change(QuotaCommand::Expect(outlook));
        }
    }

    /// Takes what the form holds; what is wrong is told and stays.
    fn read(&self) {
        match self.form.with_untracked(OutlookForm::read) {
            Err(fields) => self.wrong.set(fields),
            Ok(outlook) => {
                self.wrong.set(Vec::new());
                self.expect(outlook);
            }
        }
    }
}

fn expectation_text(expectation: Expectation) -> Text {
    match expectation {
        Expectation::LastYear => words::EXPECT_LAST_YEAR,
        Expectation::Potential => words::EXPECT_POTENTIAL,
        Expectation::Estimate => words::EXPECT_ESTIMATE,
        Expectation::Capacity => words::EXPECT_CAPACITY,
    }
}

/// The assumptions.
#[component]
pub fn Settings(state: ChanceState) -> impl IntoView {
    let studio = state.quotas.studio;
    let numbers = studio.numbers();
    let kept = Memo::new(move |_| {
        studio.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.quota.judgement.outlook).unwrap_or_default())
    });
    let form = RwSignal::new(OutlookForm::of(&kept.get_untracked(), numbers));
    let wrong = RwSignal::new(Vec::new());
    // Undo, another scenario and the button change what is kept; what is typed and wrong stays until then.
    Effect::new(move |_| {
        let kept = kept.get();
        if form.with_untracked(OutlookForm::read) != Ok(kept) {
            form.set(OutlookForm::of(&kept, numbers));
            wrong.set(Vec::new());
        }
    });
    let editor = Editor { state, kept, form, wrong };
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(expectation) = place.and_then(|place| Expectation::ALL.get(place).copied()) {
            form.update(|form| form.expectation = Some(expectation));
            editor.read();
        }
    };
    let expected =
        Memo::new(move |_| state.sellers.with(|known| kept.get().expectation_of(known.as_ref().map_or(&[], |known| known.0.0.as_slice()))));
    let grows = move || expected.get().grows();
    let has_several = move || state.quotas.goals().len() > 1;
    view! {
        <section class="card">
            <div class="card-head"><h2>{studio.say(words::SETTINGS)}</h2></div>
            <div class="card-body stack">
                <div class="field chance-expectation">
                    <span class="row">
                        <label for="expectation" class="dim small">{studio.say(words::EXPECTATION)}</label>
                        <Why label=words::EXPECTATION why=words::WHY_EXPECTATION />
                    </span>
                    <select class="select" id="expectation" on:change=choose>
                        {Expectation::ALL.into_iter().enumerate().map(|(place, expectation)| view! {
                            <option value=place.to_string() selected=move || expected.get() == expectation>{studio.say(expectation_text(expectation))}</option>
                        }).collect_view()}
                    </select>
                </div>
                <div class="grid-2">
                    <Show when=grows><Field editor=editor field=OutlookField::Growth id="growth" label=words::GROWTH why=words::WHY_EXPECTATION error=words::WRONG_GROWTH /></Show>
                    <Field editor=editor field=OutlookField::Variation id="variation" label=words::VARIATION why=words::WHY_VARIATION error=words::WRONG_VARIATION />
                    <Field editor=editor field=OutlookField::CommonShare id="common-share" label=words::COMMON why=words::WHY_COMMON error=words::WRONG_SHARE />
                    <Show when=has_several><Field editor=editor field=OutlookField::GoalsTogether id="goals-together" label=words::TOGETHER why=words::WHY_TOGETHER error=words::WRONG_SHARE /></Show>
                    <Field editor=editor field=OutlookField::Seed id="seed" label=words::SEED why=words::WHY_SEED error=words::WRONG_SEED />
                </div>
                <div class="row">
                    <button type="button" class="button small" disabled=move || kept.get() == OutlookSettings::default() on:click=move |_| editor.expect(OutlookSettings::default())>
                        {studio.say(words::USUAL)}
                    </button>
                </div>
            </div>
        </section>
    }
}

/// The button that tells where an assumption comes from.
#[component]
fn Why(label: Text, why: Text) -> impl IntoView {
    let studio = crate::ui::studio::Studio::get();
    let explanation =
        Callback::new(move |()| Explanation { title: studio.say(label).to_owned(), paragraphs: vec![studio.say(why).to_owned()] });
    view! { <ExplainButton subject=studio.say(label) explanation=explanation /> }
}

/// A field whose value counts when it is left or Enter is pressed.
#[component]
fn Field(editor: Editor, field: OutlookField, id: &'static str, label: Text, why: Text, error: Text) -> impl IntoView {
    let studio = editor.state.quotas.studio;
    let is_wrong = move || editor.wrong.with(|wrong| wrong.contains(&field));
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <span class="row"><label for=id class="dim small">{studio.say(label)}</label><Why label=label why=why /></span>
            <input
                id=id class="input number" inputmode="decimal" autocomplete="off" maxlength="20"
                aria-invalid=move || is_wrong().then_some("true") aria-describedby=error_id.clone()
                prop:value=move || { let mut form = editor.form.get(); form.slot(field).clone() }
                on:change=move |event| {
                    editor.form.update(|form| *form.slot(field) = event_target_value(&event));
                    editor.read();
                }
            />
            <span class="bad small" id=error_id role="status">{move || is_wrong().then(|| studio.say(error))}</span>
        </div>
    }
}
