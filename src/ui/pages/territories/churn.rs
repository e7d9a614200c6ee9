//! The dialog of sellers who come and go: what shall happen, what it does to every measure, and Apply as one step.
//! What is done is [`crate::document::churn`]'s.

mod fields;
mod followed;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::effects::EffectTable;
use crate::document::churn::{self as engine, Churn, Newcomer};
use crate::document::{CommandError, Plan, change_text, command_error_text};
use crate::domain::{PersonId, TerritoryId};
use crate::locale::text::isolated;
use crate::locale::words::churn as words;
use crate::locale::words::{pay, territories};
use crate::ui::judged::Unmet;
use crate::ui::shared::Shared;
use crate::ui::studio::{ChurnKind, NoticeKind, Studio};
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;
use fields::{HireFields, LeaveFields, MergeFields, SplitFields};
use followed::{Known, Outcome, follow};

/// How many territories are made at once at most.
const MOST_NEWCOMERS: usize = 20;

/// A territory to come, as the fields have it.
#[derive(Clone, Debug, PartialEq)]
struct Field {
    name: String,
    seller: Option<PersonId>,
}

/// What the dialog holds.
#[derive(Clone, Copy)]
struct Form {
    kind: ChurnKind,
    territory: RwSignal<Option<TerritoryId>>,
    other: RwSignal<Option<TerritoryId>>,
    keeps_other: RwSignal<bool>,
    stays_vacant: RwSignal<bool>,
    goes_off_the_team: RwSignal<bool>,
    newcomers: RwSignal<Vec<Field>>,
}

impl Form {
    fn new(studio: &Studio, kind: ChurnKind, territory: Option<TerritoryId>) -> Form {
        let scenario = studio.scenario.get_untracked();
        let first = scenario.as_ref().and_then(|scenario| scenario.territories.first()).map(|territory| territory.id);
        let form = Form {
            kind,
            territory: RwSignal::new(territory.or(first)),
            other: RwSignal::new(None),
            keeps_other: RwSignal::new(false),
            stays_vacant: RwSignal::new(false),
            goes_off_the_team: RwSignal::new(false),
            newcomers: RwSignal::new(Vec::new()),
        };
        form.resize(studio, 1);
        form
    }

    /// Makes so many fields; those that are there keep what they hold.
    fn resize(&self, studio: &Studio, count: usize) {
        let (Some(plan), Some(scenario)) = (studio.plan.get_untracked(), studio.scenario.get_untracked()) else { return };
        let without_work =
            plan.people.iter().filter(|person| scenario.territories.iter().all(|territory| territory.seller != Some(person.id)));
        let sellers: Vec<PersonId> = without_work.map(|person| person.id).collect();
        let split_name = |territory: TerritoryId| {
            scenario.territory(territory).map(|territory| studio.fill(words::HALF_OF, &[("territory", &territory.name)]))
        };
        self.newcomers.update(|fields| {
            fields.truncate(count);
            for at in fields.len()..count {
                let number = studio.numbers().count(scenario.territories.len() + at + 1);
                let numbered = studio.fill(territories::NEW_TERRITORY_NAME, &[("number", &number)]);
                let name = match self.kind {
                    ChurnKind::Split => self.territory.get_untracked().and_then(split_name).unwrap_or(numbered),
                    _ => numbered,
                };
                fields.push(Field { name, seller: sellers.get(at).copied() });
            }
        });
    }

    /// Who leaves, with their name; nobody when the territory is vacant.
    fn leaver(&self, studio: &Studio) -> Option<(PersonId, String)> {
        let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
        let seller = scenario.territory(self.territory.get()?)?.seller?;
        plan.person(seller).map(|person| (seller, person.name.clone()))
    }

    fn change(&self, studio: &Studio) -> Option<Churn> {
        let scenario = studio.scenario.get()?;
        let newcomers = || self.newcomers.get().into_iter().map(|field| Newcomer { name: field.name, seller: field.seller });
        Some(match self.kind {
            ChurnKind::Leave => Churn::Leave {
                territories: engine::territories_of_seller(&scenario, self.territory.get()?),
                stay_vacant: self.stays_vacant.get(),
                off_the_team: self.leaver(studio).map(|(person, _)| person).filter(|_| self.goes_off_the_team.get()),
            },
            ChurnKind::Hire => Churn::Hire(newcomers().collect()),
            ChurnKind::Merge => {
                let (one, other) = (self.territory.get()?, self.other.get()?);
                let (kept, gone) = if self.keeps_other.get() { (other, one) } else { (one, other) };
                Churn::Merge { kept: scenario.territory(kept)?.clone(), gone }
            }
            ChurnKind::Split => Churn::Split { territory: self.territory.get()?, half: newcomers().next()? },
        })
    }
}

/// Which locks it goes over, in words.
fn over_locks(studio: &Studio, form: &Form) -> Option<String> {
    let (scenario, change) = (studio.scenario.get()?, form.change(studio)?);
    let locked = engine::locked(&scenario, &change);
    let names: Vec<String> = locked.iter().filter_map(|id| scenario.territory(*id)).map(|known| isolated(&known.name)).collect();
    (!names.is_empty()).then(|| studio.fill(words::LOCKED, &[("territories", &names.join(studio.say(pay::LIST_MARK)))]))
}

/// Whether it can be carried out, at once or as soon as it is known.
fn can_apply(known: &Known) -> bool {
    match known {
        Known::Awaited => true,
        Known::Found(found) => found.fault.is_none(),
        Known::TooFew | Known::Refused(_) | Known::NotReckoned(_) => false,
    }
}

/// Carries out what was found.
fn apply(studio: &Studio, found: &Outcome) {
    if let Some(change) = studio.run(found.command.clone()) {
        studio.dialog.set(None);
        let what = change_text(&change, studio.language.get_untracked());
        studio.notify(NoticeKind::Done, studio.fill(words::APPLIED, &[("what", &what)]));
    }
}

/// The dialog.
#[component]
pub fn ChurnDialog(
    /// What happens.
    kind: ChurnKind,
    /// To which territory of the scenario in sight; the user chooses when it is not said.
    territory: Option<TerritoryId>,
) -> impl IntoView {
    let studio = Studio::get();
    let form = Form::new(&studio, kind, territory);
    let known = follow(studio, form);
    // What is not known yet when it is asked for is carried out as soon as it is.
    let is_wanted = RwSignal::new(false);
    Effect::new(move |_| {
        let known = known.get();
        if !is_wanted.get() {
            return;
        }
        match known {
            Known::Awaited => {}
            Known::Found(found) if found.fault.is_none() => {
                let is_as_shown = |plan: &Option<Shared<Plan>>| plan.as_ref() == Some(&found.plan);
                if studio.plan.with_untracked(is_as_shown) && untrack(|| form.change(&studio)).as_ref() == Some(&found.change) {
                    is_wanted.set(false);
                    apply(&studio, &found);
                }
            }
            _ => is_wanted.set(false),
        }
    });
    let title = studio.say(match kind {
        ChurnKind::Leave => words::LEAVE_TITLE,
        ChurnKind::Hire => words::HIRE_TITLE,
        ChurnKind::Merge => words::MERGE_TITLE,
        ChurnKind::Split => words::SPLIT_TITLE,
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        is_wanted.set(true);
    };
    let fields = match kind {
        ChurnKind::Leave => view! { <LeaveFields form=form /> }.into_any(),
        ChurnKind::Hire => view! { <HireFields form=form /> }.into_any(),
        ChurnKind::Merge => view! { <MergeFields form=form /> }.into_any(),
        ChurnKind::Split => view! { <SplitFields form=form /> }.into_any(),
    };
    let effect = move || match known.get() {
        Known::Found(found) => view! {
            <EffectTable before=found.before.clone() after=found.after.clone() moved=found.moved />
            <Unmet told=found.unmet.clone() />
            {found.fault.clone().map(|why| view! { <p class="notice error" role="alert">{why}</p> })}
        }
        .into_any(),
        Known::Refused(error) => {
            let why = match error {
                CommandError::Nothing => studio.say(words::NOBODY_LEFT).to_owned(),
                error => command_error_text(&error, studio.language.get_untracked()),
            };
            view! { <p class="notice warning" role="alert">{studio.fill(words::NOT_POSSIBLE, &[("why", &why)])}</p> }.into_any()
        }
        Known::NotReckoned(why) => {
            view! { <p class="notice error" role="alert">{studio.fill(words::NOT_RECKONED, &[("why", &why)])}</p> }.into_any()
        }
        Known::Awaited => view! { <p class="dim" role="status">{studio.say(words::BEING_RECKONED)}</p> }.into_any(),
        Known::TooFew => view! { <p class="notice warning">{studio.say(words::NEEDS_TWO)}</p> }.into_any(),
    };
    view! {
        <ModalDialog title=title on_close=Callback::new(move |()| studio.dialog.set(None))>
            <form class="dialog-form" on:submit=submit>
                <div class="dialog-body">
                    {fields}
                    {move || over_locks(&studio, &form).map(|words| view! { <p class="notice warning">{words}</p> })}
                    {effect}
                </div>
                <FormFoot on_cancel=Callback::new(move |()| studio.dialog.set(None)) button=studio.say(words::APPLY) is_disabled=Signal::derive(move || !known.with(can_apply)) />
            </form>
        </ModalDialog>
    }
}
