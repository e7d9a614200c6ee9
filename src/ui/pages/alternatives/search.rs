//! What the dialog searches for: the trials of each kind, the designs that come of them, and how one enters the plan.

use leptos::prelude::*;

use super::crew::{Brought, Crew};
use crate::document::alternatives::{self, AlternativeFigures};
use crate::document::design;
use crate::document::neighbourhood::Neighbourhood;
use crate::document::{DisruptionSetting, MeasureKind, Plan, Scenario};
use crate::domain::ScenarioId;
use crate::locale::Text;
use crate::locale::words::alternatives as words;
use crate::territory::trials::{self, Aim, Merits, Rank, Trial};
use crate::territory::{Compactness, DesignMeasures, DesignProblem, Solution, Start, forced_change, measures};
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::studio::{AlternativesKind, NoticeKind, Studio};

/// Deviations of at most this part of their tolerances are well within them.
const WELL_WITHIN: f64 = 0.5;

/// What was asked, and of which plan.
#[derive(Clone, PartialEq)]
pub struct Asked {
    /// The plan as it was.
    pub plan: Shared<Plan>,
    /// The scenario.
    pub scenario: Shared<Scenario>,
    /// The question.
    pub problem: Shared<DesignProblem>,
    /// What a share that changes hands is counted in.
    pub basis: MeasureKind,
    /// The figures of the scenario as it is.
    pub now: Shared<AlternativeFigures>,
    /// Which accounts lie side by side.
    pub beside: Option<Shared<Neighbourhood>>,
    /// Whether the scenario as it is would come before a design, in the engine's order.
    now_rank: Option<Rank>,
    /// The scenario's assignment, one entry a unit.
    present: Shared<Vec<Option<u32>>>,
    revision: u64,
}

/// A design to choose.
#[derive(Clone, PartialEq)]
pub struct Design {
    /// What it is called, also as a scenario.
    pub name: String,
    /// Its heading beside others.
    pub heading: String,
    /// What it puts first.
    pub why: Option<&'static str>,
    /// The engine's answer.
    pub solution: Shared<Solution>,
    /// Its figures in the plan.
    pub figures: Shared<AlternativeFigures>,
    /// The share that changes hands in what limits count, 0 to 1.
    pub moved_share: f64,
    /// The limit on what changes hands that was searched with.
    pub limit: Option<DisruptionSetting>,
}

/// What came of the search.
#[derive(Clone, Default, PartialEq)]
pub struct Outcome {
    /// The designs, in the order of the screen.
    pub designs: Vec<Design>,
    /// What else is worth saying.
    pub notes: Vec<String>,
    /// Why there is no design at all.
    pub failure: Option<String>,
}

/// Why nothing can be asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No measure is balanced.
    NoMeasure,
    /// Today's state shares out nothing that could change hands.
    NoToday {
        /// Whether the scenario in sight shares out customers, and so can become today's state.
        can_adopt: bool,
    },
}

impl Refusal {
    /// The refusal in words.
    pub fn text(self) -> Text {
        match self {
            Refusal::NoMeasure => words::NO_MEASURE,
            Refusal::NoToday { can_adopt: true } => words::NO_TODAY_BALANCED,
            Refusal::NoToday { can_adopt: false } => words::NO_TODAY,
        }
    }
}

/// The search of a dialog; a handle.
#[derive(Clone, Copy)]
pub struct Search {
    /// The app.
    pub studio: Studio,
    /// Which designs are searched for.
    pub kind: AlternativesKind,
    /// The workers.
    pub crew: Crew,
    /// What was asked; `None` when nothing can be.
    pub asked: RwSignal<Option<Asked>>,
    /// Why nothing can be asked.
    pub refusal: RwSignal<Option<Refusal>>,
}

impl Search {
    /// A search that has not begun.
    pub fn new(studio: Studio, kind: AlternativesKind) -> Search {
        Search { studio, kind, crew: Crew::new(studio), asked: RwSignal::new(None), refusal: RwSignal::new(None) }
    }

    fn revision(&self) -> u64 {
        self.studio.document.with_untracked(|document| document.as_ref().map_or(0, |document| document.revision()))
    }

    /// Puts the question of the scenario in sight and begins.
    pub fn start(&self) {
        let studio = self.studio;
        let (Some(plan), Some(scenario), Some(results)) =
            (studio.plan.get_untracked(), studio.scenario.get_untracked(), studio.results.get_untracked())
        else {
            return;
        };
        let beside = studio.neighbourhood.get_untracked();
        let mut question = design::question_in(&plan, &scenario, beside.as_deref());
        // Pieces are counted where they are wished for.
        let beside = beside.filter(|_| scenario.design.wishes.is_contiguous);
        let has_today = trials::has_today(&question.problem);
        if !has_today {
            question.problem.start = Start::Nothing;
        }
        let now = AlternativeFigures::of(&plan, &scenario, beside.as_deref());
        let refusal = match self.kind {
            _ if now.largest_deviations.is_empty() => Some(Refusal::NoMeasure),
            AlternativesKind::Curve if !has_today => {
                Some(Refusal::NoToday { can_adopt: scenario.id != ScenarioId::TODAY && !scenario.assignment.is_empty() })
            }
            _ => None,
        };
        self.refusal.set(refusal);
        if refusal.is_some() {
            return;
        }
        let basis = alternatives::disruption_basis(&scenario, &results);
        let is_complete = question.assignment.iter().all(Option::is_some);
        let present = measures(&question.problem, &question.assignment);
        let now = AlternativeFigures { chosen_ways_km: chosen_ways_km(&question.problem, &question.assignment, &present), ..now };
        let asked = Asked {
            now_rank: is_complete.then(|| Rank::of(&question.problem, &question.assignment, &present)),
            now: Shared::new(now),
            beside,
            problem: Shared::new(question.problem),
            present: Shared::new(question.assignment),
            revision: self.revision(),
            basis,
            plan,
            scenario,
        };
        let trials = self.trials(&asked);
        self.crew.start(asked.plan.clone(), asked.scenario.clone(), trials);
        self.asked.set(Some(asked));
    }

    fn aims(asked: &Asked) -> Vec<Aim> {
        let has_today = trials::has_today(&asked.problem);
        Aim::ALL.into_iter().filter(|aim| has_today || *aim != Aim::LeastChange).collect()
    }

    fn trials(&self, asked: &Asked) -> Vec<Trial> {
        let basis = design::engine_basis(asked.basis, &asked.plan.measures());
        match self.kind {
            AlternativesKind::Proposals => {
                let trial = |aim| match aim {
                    // What is there already may be the most compact.
                    Aim::Compact => trials::proposal(&asked.problem, aim, basis).beside(&asked.present),
                    _ => trials::proposal(&asked.problem, aim, basis),
                };
                Search::aims(asked).into_iter().map(trial).collect()
            }
            AlternativesKind::Curve => trials::curve(&asked.problem, basis),
            AlternativesKind::Longer => trials::attempts(&asked.problem),
        }
    }

    /// What each trial is called.
    pub fn trial_name(&self, asked: &Asked, trial: usize) -> String {
        let studio = self.studio;
        match self.kind {
            AlternativesKind::Proposals => Search::aims(asked).get(trial).map(|aim| self.aim_name(*aim).to_owned()).unwrap_or_default(),
            AlternativesKind::Curve => self.limit_name(trial),
            AlternativesKind::Longer => studio.fill(words::ATTEMPT, &[("number", &studio.numbers().count(trial + 1))]),
        }
    }

    fn aim_name(&self, aim: Aim) -> &'static str {
        self.studio.say(match aim {
            Aim::Balance => words::BALANCE_FIRST,
            Aim::Compact => words::COMPACT_FIRST,
            Aim::LeastChange => words::LEAST_CHANGE,
        })
    }

    /// What a design puts first, as far as it came to it.
    fn aim_why(&self, aim: Aim, merits: &Merits) -> &'static str {
        self.studio.say(match (aim, merits.is_within_tolerance()) {
            (Aim::Balance, true) if merits.largest <= WELL_WITHIN => words::BALANCE_FIRST_WHY,
            (Aim::Balance, true) => words::BALANCE_FIRST_EDGE,
            (Aim::Balance, false) => words::BALANCE_FIRST_OUTSIDE,
            (Aim::Compact, true) => words::COMPACT_FIRST_WHY,
            (Aim::Compact, false) => words::COMPACT_FIRST_OUTSIDE,
            (Aim::LeastChange, true) => words::LEAST_CHANGE_WHY,
            (Aim::LeastChange, false) => words::LEAST_CHANGE_OUTSIDE,
        })
    }

    fn limit_name(&self, trial: usize) -> String {
        let studio = self.studio;
        match trials::CURVE_LIMITS.get(trial) {
            Some(limit) => studio.fill(words::LIMIT, &[("share", &studio.numbers().percent(*limit, 1))]),
            None => studio.say(words::NO_LIMIT).to_owned(),
        }
    }

    fn limit_long_name(&self, asked: &Asked, trial: usize) -> String {
        let studio = self.studio;
        match trials::CURVE_LIMITS.get(trial) {
            Some(limit) => {
                let (share, measure) = (studio.numbers().percent(*limit, 1), quantity::in_sentence(&studio, asked.basis));
                studio.fill(words::CURVE_NAME, &[("share", &share), ("measure", &measure)])
            }
            None => studio.say(words::CURVE_NAME_FREE).to_owned(),
        }
    }

    /// What came of the trials.
    pub fn outcome(&self, asked: &Asked, brought: &Brought) -> Outcome {
        let studio = self.studio;
        let numbers = studio.numbers();
        let basis = design::engine_basis(asked.basis, &asked.plan.measures());
        let merits = |solution: &Shared<Solution>| {
            Merits::of(&asked.problem, basis, &solution.assignment, &measures(&asked.problem, &solution.assignment))
        };
        let merits: Vec<Option<Merits>> = brought.iter().map(|outcome| outcome.as_ref().ok().map(merits)).collect();
        let ranks: Vec<Option<Rank>> = merits.iter().map(|merits| merits.map(|merits| merits.rank)).collect();
        let failures: Vec<&String> = brought.iter().filter_map(|outcome| outcome.as_ref().err()).collect();
        let mut outcome = Outcome::default();
        let design = |number: usize, name: String, heading: String, why: Option<&'static str>| {
            let solution = brought.get(number)?.as_ref().ok()?.clone();
            let figures = AlternativeFigures::of_answer(&asked.plan, &asked.scenario, asked.beside.as_deref(), &solution.assignment);
            let chosen_ways_km = chosen_ways_km(&asked.problem, &solution.assignment, &solution.measures);
            let figures = AlternativeFigures { chosen_ways_km, ..figures };
            let moved_share = moved_share(&solution, asked.basis, &asked.plan.measures());
            let limit = asked.scenario.design.disruption_limit;
            Some(Design { name, heading, why, moved_share, limit, figures: Shared::new(figures), solution })
        };
        match self.kind {
            AlternativesKind::Proposals => {
                let mut taken: Vec<(usize, String)> = Vec::new();
                for (own, aim) in Search::aims(asked).into_iter().enumerate() {
                    let Some(number) = trials::best_for(aim, own, &merits) else { continue };
                    let name = self.aim_name(aim).to_owned();
                    let why = merits[number].as_ref().map(|merits| self.aim_why(aim, merits));
                    if let Some((_, other)) = taken.iter().find(|(known, _)| *known == number) {
                        outcome.notes.push(studio.fill(words::SAME_DESIGN, &[("one", other), ("other", &name)]));
                    }
                    taken.push((number, name.clone()));
                    outcome.designs.extend(design(number, name.clone(), name, why));
                }
            }
            AlternativesKind::Curve => {
                for (limit, number) in trials::never_worse(&ranks).into_iter().enumerate() {
                    let Some(number) = number else { continue };
                    let found = design(number, self.limit_long_name(asked, limit), self.limit_name(limit), None);
                    outcome.designs.extend(found.map(|found| Design { limit: curve_limit(asked, limit), ..found }));
                }
                let forced = forced_change(&asked.problem, design::engine_basis(asked.basis, &asked.plan.measures())).share();
                if forced > 0.0 {
                    let (share, measure) = (numbers.percent(forced, 1), quantity::in_sentence(&studio, asked.basis));
                    outcome.notes.push(studio.fill(words::CURVE_FORCED, &[("share", &share), ("measure", &measure)]));
                }
            }
            AlternativesKind::Longer => {
                if let Some(number) = trials::best_of(&ranks) {
                    let name = studio.say(words::BEST_FOUND).to_owned();
                    outcome.designs.extend(design(number, name.clone(), name, None));
                    let ended = brought.len() - failures.len();
                    let (count, number) = (numbers.count(ended), numbers.count(number + 1));
                    outcome.notes.push(studio.fill(words::BEST_OF, &[("count", &count), ("number", &number)]));
                    let best = trials::best_of(&ranks).and_then(|best| ranks[best]);
                    if asked.now_rank.zip(best).is_some_and(|(now, best)| !best.is_better_than(&now)) {
                        outcome.notes.push(studio.say(words::NO_BETTER).to_owned());
                    }
                }
            }
        }
        if let Some(why) = failures.first() {
            if outcome.designs.is_empty() {
                outcome.failure = Some(studio.fill(words::FAILED, &[("why", why)]));
            } else {
                let count = numbers.count(failures.len());
                outcome.notes.push(studio.fill(words::SOME_FAILED, &[("count", &count), ("why", why)]));
            }
        }
        outcome
    }

    /// Whether a design may replace the scenario's own: today's state is only ever changed by hand or by adopting.
    pub fn may_use(asked: &Asked) -> bool {
        asked.scenario.id != ScenarioId::TODAY
    }

    fn is_stale(&self, asked: &Asked) -> bool {
        let is_stale = self.revision() != asked.revision;
        if is_stale {
            self.studio.notify(NoticeKind::Error, self.studio.say(words::CHANGED));
        }
        is_stale
    }

    /// Takes a design for the scenario, as one step.
    pub fn use_design(&self, asked: &Asked, design: &Design) {
        let studio = self.studio;
        if self.is_stale(asked) {
            return;
        }
        if studio.run(alternatives::take(&asked.plan, &asked.scenario, &design.solution.assignment)).is_some() {
            studio.dialog.set(None);
            studio.notify(NoticeKind::Done, studio.fill(words::USED, &[("name", &design.name)]));
        }
    }

    /// Keeps a design as a new scenario, as one step, and shows it.
    pub fn save_design(&self, asked: &Asked, design: &Design) {
        let studio = self.studio;
        if self.is_stale(asked) {
            return;
        }
        let numbered = |number: usize| {
            let number = studio.numbers().count(number);
            studio.fill(words::NAME_AGAIN, &[("name", &design.name), ("number", &number)])
        };
        let name = alternatives::free_name(&asked.plan, &design.name, &numbered);
        let Ok((command, added)) = alternatives::save(&asked.plan, &asked.scenario, &name, &design.solution.assignment, design.limit)
        else {
            return;
        };
        if studio.run(command).is_some() {
            studio.scenario_id.set(added);
            studio.dialog.set(None);
            studio.notify(NoticeKind::Done, studio.fill(words::SAVED, &[("name", &name)]));
        }
    }

    /// Takes a design the way that is allowed here: for the scenario, or as a scenario of its own from today's state.
    pub fn choose(&self, asked: &Asked, design: &Design) {
        if Search::may_use(asked) { self.use_design(asked, design) } else { self.save_design(asked, design) }
    }
}

/// The limit that a point of the curve is searched with; none where all may change hands.
fn curve_limit(asked: &Asked, point: usize) -> Option<DisruptionSetting> {
    let holds_sellers = asked.scenario.design.disruption_limit.is_some_and(|limit| limit.holds_sellers);
    trials::CURVE_LIMITS.get(point).map(|&share| DisruptionSetting { basis: asked.basis, share, holds_sellers })
}

/// How long the ways are by the compactness that was chosen, where no other figure tells.
fn chosen_ways_km(problem: &DesignProblem, assignment: &[Option<u32>], measures: &DesignMeasures) -> Option<f64> {
    let is_told = matches!(problem.compactness, Compactness::Distance | Compactness::Diameter);
    (!is_told).then(|| trials::ways_km(problem, assignment, measures))
}

/// The share that changes hands against what the search set out from.
fn moved_share(solution: &Solution, basis: MeasureKind, kinds: &[MeasureKind]) -> f64 {
    let index = kinds.iter().position(|kind| *kind == basis);
    match index.and_then(|index| solution.measures.measures.get(index)) {
        Some(summary) if basis != MeasureKind::Accounts => summary.changed_share,
        _ => solution.measures.changed_unit_share,
    }
}
