//! What would come of the change that the fields say, as they say it.

use leptos::prelude::*;

use super::Form;
use crate::document::churn::{self as engine, AskedChurn, Churn};
use crate::document::comparison::Comparison;
use crate::document::neighbourhood::Neighbourhood;
use crate::document::results::ScenarioResults;
use crate::document::{Command, CommandError, Plan};
use crate::territory::steps::{StepAnswer, StepQuestion};
use crate::ui::judged;
use crate::ui::later::later;
use crate::ui::shared::Shared;
use crate::ui::steps::Steps;
use crate::ui::studio::Studio;

/// What the change is put for.
#[derive(Clone, PartialEq)]
struct Standing {
    plan: Shared<Plan>,
    results: Shared<ScenarioResults>,
    neighbourhood: Option<Shared<Neighbourhood>>,
}

/// A change as the fields had it, put as a question.
struct Asked {
    standing: Standing,
    change: Churn,
    put: AskedChurn,
}

/// What is known of the change.
#[derive(Clone, PartialEq)]
pub(super) enum Known {
    /// The fields say no change: there are too few territories.
    TooFew,
    /// It cannot be done.
    Refused(CommandError),
    /// The worker is asked.
    Awaited,
    /// The worker gave no answer, and why.
    NotReckoned(String),
    /// What would come of it.
    Found(Shared<Outcome>),
}

/// What would come of it.
pub(super) struct Outcome {
    /// The plan that it would come of.
    pub(super) plan: Shared<Plan>,
    /// The change.
    pub(super) change: Churn,
    /// What carries it out.
    pub(super) command: Command,
    /// The figures as they are.
    pub(super) before: Shared<Comparison>,
    /// The figures after it.
    pub(super) after: Shared<Comparison>,
    /// How many accounts move.
    pub(super) moved: usize,
    /// Why the checker refuses it, where it does.
    pub(super) fault: Option<String>,
    /// What it leaves unmet.
    pub(super) unmet: Vec<String>,
}

/// Puts the change that the fields say as a question.
fn asked(studio: &Studio, standing: Standing, change: Churn) -> Option<Result<Shared<Asked>, CommandError>> {
    let scenario = studio.scenario.get_untracked()?;
    let put = engine::asked(&standing.plan, scenario.id, &change, standing.neighbourhood.as_deref());
    Some(put.map(|put| Shared::new(Asked { standing, change, put })))
}

/// What would come of the change with this answer.
fn outcome(studio: &Studio, asked: &Asked, answer: &StepAnswer) -> Result<Outcome, CommandError> {
    let found = asked.put.outcome(&asked.standing.plan, &asked.standing.results, answer)?;
    Ok(Outcome {
        plan: asked.standing.plan.clone(),
        change: asked.change.clone(),
        fault: judged::fault(studio, &found.plan, &found.scenario, &answer.judged),
        unmet: judged::told(studio, &found.plan, &found.scenario, &answer.judged),
        before: Shared::new(found.before),
        after: Shared::new(found.after),
        command: found.command,
        moved: found.moved,
    })
}

/// The question that was sent last, and its answer once it is there.
#[derive(Clone, PartialEq)]
struct Sent {
    question: Shared<StepQuestion>,
    answer: Option<Result<Shared<StepAnswer>, String>>,
}

/// Follows the fields: each change is put as a question once the frame that shows it is drawn, and carried out and judged in
/// a worker. What changes nothing for the engine, such as a name, is not judged anew.
pub(super) fn follow(studio: Studio, form: Form) -> Memo<Known> {
    let fields = later(Memo::new(move |_| {
        let ground = Standing { plan: studio.plan.get()?, results: studio.results.get()?, neighbourhood: studio.neighbourhood.get() };
        Some((ground, form.change(&studio)?))
    }));
    let asked = Memo::new(move |_| {
        let (standing, change) = fields.get()??;
        asked(&studio, standing, change)
    });
    let steps = Steps::new(studio);
    let sent = RwSignal::new(None::<Sent>);
    let number = StoredValue::new(None::<u32>);
    Effect::new(move |_| {
        let Some(Ok(asked)) = asked.get() else { return };
        let is_known = |sent: &Option<Sent>| {
            sent.as_ref().is_some_and(|sent| !matches!(sent.answer, Some(Err(_))) && *sent.question == *asked.put.question)
        };
        if sent.with_untracked(is_known) {
            return;
        }
        if let Some(before) = number.get_value() {
            steps.give_up(before);
        }
        let question = Shared(asked.put.question.clone());
        sent.set(Some(Sent { question: question.clone(), answer: None }));
        let hear = move |answer: Result<StepAnswer, String>| {
            // The dialog may be closed.
            let _ = sent.try_set(Some(Sent { question, answer: Some(answer.map(Shared::new)) }));
        };
        number.set_value(steps.ask(asked.put.question.clone(), hear));
    });
    Memo::new(move |_| {
        let Some(fields) = fields.get() else { return Known::Awaited };
        if fields.is_none() {
            return Known::TooFew;
        }
        let is_current = |asked: &Asked| form.change(&studio).as_ref() == Some(&asked.change);
        match (asked.get(), sent.get()) {
            (Some(Err(error)), _) => Known::Refused(error),
            (Some(Ok(asked)), _) if !is_current(&asked) => Known::Awaited,
            (Some(Ok(asked)), Some(Sent { question, answer: Some(answer) })) if *question == *asked.put.question => match answer {
                Err(why) => Known::NotReckoned(why),
                Ok(answer) => match outcome(&studio, &asked, &answer) {
                    Err(error) => Known::Refused(error),
                    Ok(found) => Known::Found(Shared::new(found)),
                },
            },
            _ => Known::Awaited,
        }
    })
}
