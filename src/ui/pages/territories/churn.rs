//! The dialog of sellers who come and go: what shall happen, what it does to every measure, and Apply as one step.
//! What is done is [`crate::document::churn`]'s.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::effects::EffectTable;
use crate::document::churn::{self as engine, Churn, Newcomer};
use crate::document::comparison::{Comparison, Ground, compare_on};
use crate::document::{Command, CommandError, change_text, command_error_text};
use crate::domain::{PersonId, TerritoryId};
use crate::locale::text::isolated;
use crate::locale::words::churn as words;
use crate::locale::words::{pay, territories};
use crate::ui::judged::{self, Unmet};
use crate::ui::shared::Shared;
use crate::ui::studio::{ChurnKind, NoticeKind, Studio};
use crate::ui::widgets::dialog::ModalDialog;
use crate::ui::widgets::form_foot::FormFoot;

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

/// What would come of it.
#[derive(Clone, PartialEq)]
struct Outcome {
    command: Command,
    before: Shared<Comparison>,
    after: Shared<Comparison>,
    moved: usize,
    /// Why the checker refuses it, where it does.
    fault: Option<String>,
    /// What it leaves unmet.
    unmet: Vec<String>,
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

fn outcome(studio: &Studio, form: &Form) -> Option<Result<Outcome, CommandError>> {
    let change = form.change(studio)?;
    let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
    let (areas, neighbourhood) = (studio.area_map.get(), studio.neighbourhood.get());
    let beside: Vec<_> = neighbourhood.as_deref().map(|beside| (scenario.design.wishes.shared_out, beside)).into_iter().collect();
    let ground = Ground { map: areas.as_deref(), beside: &beside };
    let prepared = match engine::prepared(&plan, scenario.id, &change, neighbourhood.as_deref()) {
        Ok(prepared) => prepared,
        Err(error) => return Some(Err(error)),
    };
    let (judged, command) = (prepared.judged(), prepared.command);
    let preview = studio.document.with(|document| document.as_ref().map(|document| document.preview(command.clone())))?;
    let next = match preview {
        Ok(next) => next,
        Err(error) => return Some(Err(error)),
    };
    let after = next.scenario(scenario.id)?;
    let moved = plan.accounts.iter().filter(|account| scenario.assignment.get(&account.id) != after.assignment.get(&account.id)).count();
    Some(Ok(Outcome {
        before: Shared::new(compare_on(&plan, &[scenario.id], ground)),
        after: Shared::new(compare_on(&next, &[scenario.id], ground)),
        fault: judged::fault(studio, &judged),
        unmet: judged::told(studio, &next, after, &judged),
        command,
        moved,
    }))
}

/// Which locks it goes over, in words.
fn over_locks(studio: &Studio, form: &Form) -> Option<String> {
    let (scenario, change) = (studio.scenario.get()?, form.change(studio)?);
    let locked = engine::locked(&scenario, &change);
    let names: Vec<String> = locked.iter().filter_map(|id| scenario.territory(*id)).map(|known| isolated(&known.name)).collect();
    (!names.is_empty()).then(|| studio.fill(words::LOCKED, &[("territories", &names.join(studio.say(pay::LIST_MARK)))]))
}

fn can_apply(outcome: &Result<Outcome, CommandError>) -> bool {
    outcome.as_ref().is_ok_and(|found| found.fault.is_none())
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
    let outcome = Memo::new(move |_| outcome(&studio, &form));
    let title = studio.say(match kind {
        ChurnKind::Leave => words::LEAVE_TITLE,
        ChurnKind::Hire => words::HIRE_TITLE,
        ChurnKind::Merge => words::MERGE_TITLE,
        ChurnKind::Split => words::SPLIT_TITLE,
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(Ok(found)) = outcome.get_untracked().filter(can_apply) else { return };
        if let Some(change) = studio.run(found.command) {
            studio.dialog.set(None);
            let what = change_text(&change, studio.language.get_untracked());
            studio.notify(NoticeKind::Done, studio.fill(words::APPLIED, &[("what", &what)]));
        }
    };
    let fields = match kind {
        ChurnKind::Leave => view! { <LeaveFields form=form /> }.into_any(),
        ChurnKind::Hire => view! { <HireFields form=form /> }.into_any(),
        ChurnKind::Merge => view! { <MergeFields form=form /> }.into_any(),
        ChurnKind::Split => view! { <SplitFields form=form /> }.into_any(),
    };
    let effect = move || match outcome.get() {
        Some(Ok(found)) => view! {
            <EffectTable before=found.before after=found.after moved=found.moved />
            <Unmet told=found.unmet />
            {found.fault.map(|why| view! { <p class="notice error" role="alert">{why}</p> })}
        }
        .into_any(),
        Some(Err(error)) => {
            let why = match error {
                CommandError::Nothing => studio.say(words::NOBODY_LEFT).to_owned(),
                error => command_error_text(&error, studio.language.get_untracked()),
            };
            view! { <p class="notice warning" role="alert">{studio.fill(words::NOT_POSSIBLE, &[("why", &why)])}</p> }.into_any()
        }
        None => view! { <p class="notice warning">{studio.say(words::NEEDS_TWO)}</p> }.into_any(),
    };
    view! {
        <ModalDialog title=title on_close=Callback::new(move |()| studio.dialog.set(None))>
            <form class="dialog-form" on:submit=submit>
                <div class="dialog-body">
                    {fields}
                    {move || over_locks(&studio, &form).map(|words| view! { <p class="notice warning">{words}</p> })}
                    {effect}
                </div>
                <FormFoot on_cancel=Callback::new(move |()| studio.dialog.set(None)) button=studio.say(words::APPLY) is_disabled=Signal::derive(move || !outcome.with(|outcome| outcome.as_ref().is_some_and(can_apply))) />
            </form>
        </ModalDialog>
    }
}

/// A choice of a territory of the scenario in sight.
#[component]
fn TerritoryChoice(
    id: &'static str,
    label: crate::locale::Text,
    choices: Signal<Vec<TerritoryId>>,
    value: RwSignal<Option<TerritoryId>>,
) -> impl IntoView {
    let studio = Studio::get();
    let options = move || {
        let (plan, scenario) = (studio.plan.get(), studio.scenario.get());
        let described = choices.get().into_iter().filter_map(|id| {
            let territory = scenario.as_ref()?.territory(id)?;
            let seller = territory.seller.and_then(|seller| plan.as_ref()?.person(seller)).map(|person| person.name.clone());
            let seller = seller.unwrap_or_else(|| studio.say(territories::VACANT).to_owned());
            let name = studio.fill(words::CHOICE_WITH_SELLER, &[("territory", &territory.name), ("seller", &seller)]);
            Some(view! { <option value=id.0.to_string() prop:selected=move || value.get() == Some(id)>{name}</option> })
        });
        described.collect_view()
    };
    view! {
        <div class="field">
            <label for=id>{studio.say(label)}</label>
            <select id=id class="select" on:change=move |event| value.set(event_target_value(&event).parse().ok().map(TerritoryId))>{options}</select>
        </div>
    }
}

fn all_territories(studio: Studio) -> Signal<Vec<TerritoryId>> {
    Signal::derive(move || {
        studio.scenario.with(|scenario| scenario.iter().flat_map(|scenario| scenario.territories.iter().map(|known| known.id)).collect())
    })
}

#[component]
fn LeaveFields(form: Form) -> impl IntoView {
    let studio = Studio::get();
    let theirs = move || {
        let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
        let all = engine::territories_of_seller(&scenario, form.territory.get()?);
        let seller = scenario.territory(*all.first()?)?.seller.and_then(|seller| plan.person(seller))?;
        let names: Vec<&str> = all.iter().filter_map(|id| scenario.territory(*id)).map(|known| known.name.as_str()).collect();
        let mark = if studio.language.get_untracked().direction() == "rtl" { "، " } else { ", " };
        (all.len() > 1).then(|| studio.fill(words::THEIR_TERRITORIES, &[("seller", &seller.name), ("territories", &names.join(mark))]))
    };
    let fixed = move || {
        let (plan, scenario) = (studio.plan.get()?, studio.scenario.get()?);
        let count = engine::fixed_accounts(&plan, &scenario, &engine::territories_of_seller(&scenario, form.territory.get()?));
        (count > 0 && !form.stays_vacant.get()).then(|| studio.fill(words::FIXED_MOVE_TOO, &[("count", &studio.numbers().count(count))]))
    };
    let choice = move |stays: bool, text| {
        view! {
            <label class="check">
                <input type="radio" name="leave" prop:checked=move || form.stays_vacant.get() == stays on:change=move |_| form.stays_vacant.set(stays) />
                {studio.say(text)}
            </label>
        }
    };
    view! {
        <TerritoryChoice id="churn-territory" label=words::TERRITORY choices=all_territories(studio) value=form.territory />
        {move || theirs().map(|words| view! { <p class="dim small">{words}</p> })}
        <fieldset class="plain-fieldset">
            <legend>{studio.say(words::WHAT_BECOMES)}</legend>
            {choice(false, words::GO_TO_NEIGHBOURS)}
            {choice(true, words::STAY_VACANT)}
        </fieldset>
        {move || form.leaver(&studio).map(|(_, name)| view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || form.goes_off_the_team.get() on:change=move |event| form.goes_off_the_team.set(event_target_checked(&event)) />
                {studio.fill(words::OFF_THE_TEAM, &[("seller", &name)])}
            </label>
        })}
        {move || fixed().map(|words| view! { <p class="notice warning">{words}</p> })}
    }
}

#[component]
fn HireFields(form: Form) -> impl IntoView {
    let studio = Studio::get();
    let count = Memo::new(move |_| form.newcomers.with(Vec::len));
    let resize = move |event| {
        if let Ok(count) = crate::locale::number::latin_digits(&event_target_value(&event)).trim().parse::<usize>() {
            form.resize(&studio, count.clamp(1, MOST_NEWCOMERS));
        }
    };
    view! {
        <p class="dim">{studio.say(words::HIRE_WHY)}</p>
        <div class="field">
            <label for="churn-count">{studio.say(words::HOW_MANY)}</label>
            <input id="churn-count" class="input narrow" type="number" min="1" max=MOST_NEWCOMERS.to_string() prop:value=move || count.get().to_string() on:change=resize />
        </div>
        <For each=move || 0..count.get() key=|at| *at let:at>
            <div class="grid-2 churn-newcomer">
                <NameField form=form at=at id=format!("churn-name-{at}") label=studio.fill(words::NAME_OF, &[("number", &studio.numbers().count(at + 1))]) />
                <SellerField form=form at=at id=format!("churn-seller-{at}") label=studio.fill(words::SELLER_OF, &[("number", &studio.numbers().count(at + 1))]) />
            </div>
        </For>
    }
}

#[component]
fn MergeFields(form: Form) -> impl IntoView {
    let studio = Studio::get();
    let others = Memo::new(move |_| {
        let (Some(scenario), Some(results), Some(own)) = (studio.scenario.get(), studio.results.get(), form.territory.get()) else {
            return Vec::new();
        };
        engine::nearest_territories(&scenario, &results, own)
    });
    // The nearest one, until the user chooses another.
    Effect::new(move |_| {
        let others = others.get();
        if form.other.with_untracked(|other| other.is_none_or(|other| !others.contains(&other))) {
            form.other.set(others.first().copied());
        }
    });
    let name = move |id: Option<TerritoryId>| {
        studio.scenario.with(|scenario| {
            scenario.as_ref().zip(id).and_then(|(scenario, id)| scenario.territory(id)).map(|known| known.name.clone()).unwrap_or_default()
        })
    };
    view! {
        <TerritoryChoice id="churn-territory" label=words::FIRST choices=all_territories(studio) value=form.territory />
        <TerritoryChoice id="churn-other" label=words::SECOND choices=others.into() value=form.other />
        <fieldset class="plain-fieldset">
            <legend>{studio.say(words::KEEP_OF)}</legend>
            <label class="check">
                <input type="radio" name="keep" prop:checked=move || !form.keeps_other.get() on:change=move |_| form.keeps_other.set(false) />
                <bdi>{move || name(form.territory.get())}</bdi>
            </label>
            <label class="check">
                <input type="radio" name="keep" prop:checked=move || form.keeps_other.get() on:change=move |_| form.keeps_other.set(true) />
                <bdi>{move || name(form.other.get())}</bdi>
            </label>
        </fieldset>
    }
}

#[component]
fn SplitFields(form: Form) -> impl IntoView {
    let studio = Studio::get();
    // Another territory gives the half another name.
    Effect::new(move |before: Option<Option<TerritoryId>>| {
        let territory = form.territory.get();
        if before.is_some_and(|before| before != territory) {
            let seller = form.newcomers.with_untracked(|fields| fields.first().and_then(|field| field.seller));
            form.resize(&studio, 0);
            form.resize(&studio, 1);
            form.newcomers.update(|fields| fields.iter_mut().for_each(|field| field.seller = seller));
        }
        territory
    });
    view! {
        <p class="dim">{studio.say(words::SPLIT_WHY)}</p>
        <TerritoryChoice id="churn-territory" label=words::TERRITORY choices=all_territories(studio) value=form.territory />
        <div class="grid-2">
            <NameField form=form at=0 id="churn-name-0".to_owned() label=studio.say(words::HALF_NAME).to_owned() />
            <SellerField form=form at=0 id="churn-seller-0".to_owned() label=studio.say(words::HALF_SELLER).to_owned() />
        </div>
    }
}

#[component]
fn NameField(form: Form, at: usize, id: String, label: String) -> impl IntoView {
    let value = move || form.newcomers.with(|fields| fields.get(at).map(|field| field.name.clone()).unwrap_or_default());
    let change = move |event| {
        form.newcomers.update(|fields| {
            if let Some(field) = fields.get_mut(at) {
                field.name = event_target_value(&event);
            }
        });
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id class="input" required maxlength="120" prop:value=value on:change=change />
        </div>
    }
}

#[component]
fn SellerField(form: Form, at: usize, id: String, label: String) -> impl IntoView {
    let studio = Studio::get();
    let people: Vec<(PersonId, String)> = studio
        .plan
        .with_untracked(|plan| plan.iter().flat_map(|plan| plan.people.iter()).map(|person| (person.id, person.name.clone())).collect());
    let chosen = move || form.newcomers.with(|fields| fields.get(at).and_then(|field| field.seller));
    let change = move |event| {
        form.newcomers.update(|fields| {
            if let Some(field) = fields.get_mut(at) {
                field.seller = event_target_value(&event).parse().ok().map(PersonId);
            }
        });
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id class="select" on:change=change>
                <option value="" prop:selected=move || chosen().is_none()>{studio.say(words::TO_BE_HIRED)}</option>
                {people.into_iter().map(|(id, name)| view! { <option value=id.0.to_string() prop:selected=move || chosen() == Some(id)>{name}</option> }).collect_view()}
            </select>
        </div>
    }
}
