//! From a plan's scenario to the question of its quotas. The tree is built here: the company, the groups, a seat for each
//! territory with those who sit on it and, where wished, the segments and customers of it.

use std::collections::BTreeMap;

use super::history::{KnownYears, fiscal_year};
use super::history_notes::HistoryNotes;
use super::keys::NodeRef;
use super::settings::{BelowSeats, GoalSettings, GoalTarget, Holding, QuotaSettings, Who};
use crate::document::{Plan, Scenario};
use crate::domain::{AccountId, CalendarKind, CivilDate, GroupId, Person, Territory, TerritoryId};
use crate::quota::{
    DateRange, Employment, Figures, Goal, GoalKey, GoalKind, NodeGoal, NodeKind, QuotaAnswer, QuotaNode, QuotaQuestion, Target, allocate,
};

/// The quotas of a scenario: what was asked and what was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaResults {
    /// The question.
    pub question: QuotaQuestion,
    /// The answer.
    pub answer: QuotaAnswer,
    /// The years of sales that the plan knows.
    pub known_years: KnownYears,
    /// Sales of the last known year of accounts that belong to no territory; they are in the company's figure and in no
    /// seat's.
    pub sales_without_seat: f64,
    /// What is noticed of past sales.
    pub history_notes: HistoryNotes,
}

/// The name of a goal in questions and answers.
pub fn goal_key(kind: GoalKind) -> GoalKey {
    GoalKey::from(match kind {
        GoalKind::Sales => "sales",
        GoalKind::Collection => "collection",
        GoalKind::Quantity => "quantity",
    })
}

/// The goal of a name.
pub fn goal_of(key: &GoalKey) -> Option<GoalKind> {
    [GoalKind::Sales, GoalKind::Collection, GoalKind::Quantity].into_iter().find(|&kind| goal_key(kind) == *key)
}

/// The quotas of a scenario; `None` while it has no goal, or plans a year beyond the calendar's reach.
pub fn results(plan: &Plan, scenario: &Scenario) -> Option<QuotaResults> {
    let (question, known_years, sales_without_seat, history_notes) = question(plan, scenario)?;
    let answer = allocate(&question);
    Some(QuotaResults { question, answer, known_years, sales_without_seat, history_notes })
}

/// The fiscal year that a scenario plans, by the calendar year in which it begins.
pub fn planned_year(plan: &Plan, scenario: &Scenario) -> i32 {
    scenario.quota.year.unwrap_or_else(|| KnownYears::of(plan).next(plan.settings.calendar))
}

fn question(plan: &Plan, scenario: &Scenario) -> Option<(QuotaQuestion, KnownYears, f64, HistoryNotes)> {
    let settings = &scenario.quota;
    if settings.goals.is_empty() {
        return None;
    }
    let known = KnownYears::of(plan);
    let year = settings.year.unwrap_or_else(|| known.next(plan.settings.calendar));
    let (company, notes) = (Figures::default(), HistoryNotes::of(plan, &known, year));
    let mut tree = Tree { plan, settings, known: &known, year, nodes: Vec::new(), company, seats: BTreeMap::new(), notes };
    let sales_without_seat = tree.accounts_by_seat(scenario);
    tree.push(NodeRef::Company, plan.name.clone(), NodeKind::Company, None);
    tree.nodes[0].figures = std::mem::take(&mut tree.company);
    tree.groups();
    for territory in &scenario.territories {
        tree.seat(territory);
    }
    let question = QuotaQuestion {
        fiscal_year: fiscal_year(plan, year)?,
        goals: settings.goals.iter().map(|goal| engine_goal(goal, known.last_before(year))).collect(),
        nodes: tree.nodes,
        seasons: plan.schedules.seasons.clone(),
        ramps: plan.schedules.ramps.clone(),
        default_ramp: settings.ramp.clone(),
        uncovered_time: settings.uncovered_time,
    };
    let notes = tree.notes;
    Some((question, known, sales_without_seat, notes))
}

fn engine_goal(goal: &GoalSettings, last_year: i32) -> Goal {
    Goal {
        key: goal_key(goal.kind),
        kind: goal.kind,
        target: match goal.target {
            GoalTarget::Amount(amount) => Target::Amount(amount),
            GoalTarget::ShareOfSales(share) => Target::ShareOf { goal: goal_key(GoalKind::Sales), share },
            GoalTarget::Growth(share) => Target::Growth { year: last_year, share },
        },
        method: goal.method.clone(),
        methods_by_level: goal.methods_by_level.clone(),
        cushions_by_level: goal.cushions_by_level.clone(),
        season: goal.season.clone(),
        capacity: goal.capacity,
    }
}

/// The tree under construction.
struct Tree<'a> {
    plan: &'a Plan,
    settings: &'a QuotaSettings,
    known: &'a KnownYears,
    year: i32,
    nodes: Vec<QuotaNode>,
    company: Figures,
    seats: BTreeMap<TerritoryId, SeatAccounts>,
    notes: HistoryNotes,
}

/// The customers of a territory, as far as its quota goes by them.
#[derive(Default)]
struct SeatAccounts {
    figures: Figures,
    accounts: Vec<(AccountId, Figures)>,
}

impl Tree<'_> {
    /// Sums the accounts of each territory, and of all. Answers the last year's sales of those without a territory.
    fn accounts_by_seat(&mut self, scenario: &Scenario) -> f64 {
        let keeps_accounts = self.settings.below_seats != BelowSeats::Nothing;
        let last_year = self.known.last_before(self.year);
        let mut without_seat = 0.0;
        for (account, owner) in self.plan.accounts.iter().zip(scenario.owners(&self.plan.accounts)) {
            let figures = Figures {
                history: self.known.of_account(account, self.year),
                potential: account.potential,
                workload: account.workload.map(|workload| workload.hours()),
                other: BTreeMap::from([("accounts".to_owned(), 1.0)]),
            };
            self.notes.look_at(account, self.known, owner, &figures.history);
            add(&mut self.company, &figures);
            let Some(owner) = owner else {
                without_seat += figures.history.get(&last_year).copied().unwrap_or(0.0);
                continue;
            };
            let seat = self.seats.entry(owner).or_default();
            add(&mut seat.figures, &figures);
            if keeps_accounts {
                seat.accounts.push((account.id, figures));
            }
        }
        without_seat
    }

    fn push(&mut self, node: NodeRef, name: String, kind: NodeKind, parent: Option<&NodeRef>) {
        let key = node.key();
        let mut added = QuotaNode::new(key.0.clone(), kind, parent.map(NodeRef::key).as_ref().map(|key| key.0.as_str()));
        added.name = name;
        for goal in &self.settings.goals {
            if let Some(decision) = goal.nodes.get(&key) {
                let decided = NodeGoal {
                    figures: Figures::default(),
                    estimate: decision.estimate,
                    lock: decision.lock.clone(),
                    method: decision.method.clone(),
                    cushion: decision.cushion,
                    season: decision.season.clone(),
                    productivity_per_month: decision.productivity_per_month,
                };
                added.goals.insert(goal_key(goal.kind), decided);
            }
        }
        self.nodes.push(added);
    }

    fn group_or_company(&self, group: Option<GroupId>) -> NodeRef {
        group.filter(|id| self.settings.group(*id).is_some()).map_or(NodeRef::Company, NodeRef::Group)
    }

    fn groups(&mut self) {
        for group in &self.settings.groups {
            let parent = self.group_or_company(group.parent);
            self.push(NodeRef::Group(group.id), group.name.clone(), NodeKind::Group, Some(&parent));
        }
    }

    fn seat(&mut self, territory: &Territory) {
        let seat = NodeRef::Seat(territory.id);
        let parent = self.group_or_company(self.settings.group_of.get(&territory.id).copied());
        self.push(seat.clone(), territory.name.clone(), NodeKind::Seat, Some(&parent));
        let SeatAccounts { figures, accounts } = self.seats.remove(&territory.id).unwrap_or_default();
        let share = territory.seller.and_then(|seller| self.plan.person(seller)).map(|person| person.working_time_share);
        if let Some(node) = self.nodes.last_mut() {
            node.figures = figures;
            node.seat_working_time_share = share.filter(|share| *share < 1.0);
        }
        self.holders(territory, &seat);
        self.below(territory.id, &seat, accounts);
    }

    /// Those who sit on a territory: as was decided, or its seller for as long as that one is there.
    fn holders(&mut self, territory: &Territory, seat: &NodeRef) {
        let by_default = territory.seller.map(|seller| vec![Holding { who: Who::Person(seller), from: None, until: None }]);
        let holdings = self.settings.holdings.get(&territory.id).cloned().or(by_default).unwrap_or_default();
        for (place, holding) in (0..).zip(&holdings) {
            match &holding.who {
                Who::Person(id) => {
                    let Some(person) = self.plan.person(*id) else { continue };
                    let earlier = holdings.iter().take(place as usize).filter(|other| other.who == holding.who).count() as u32;
                    self.push(NodeRef::Person(territory.id, *id, earlier), person.name.clone(), NodeKind::Holder, Some(seat));
                    let employment = self.employment(Some(person), holding);
                    self.employ(employment);
                }
                Who::Hire(name) => {
                    self.push(NodeRef::Hire(territory.id, place), name.clone(), NodeKind::Holder, Some(seat));
                    let employment = self.employment(None, holding);
                    self.employ(employment);
                }
            }
        }
    }

    fn employ(&mut self, employment: Employment) {
        if let Some(node) = self.nodes.last_mut() {
            node.employment = Some(employment);
        }
    }

    /// Someone's time on a seat, in the plan's calendar.
    fn employment(&self, person: Option<&Person>, holding: &Holding) -> Employment {
        let service = person.map(|person| person.service.clone()).unwrap_or_default();
        let day = |date: CivilDate| date.in_calendar(CalendarKind::Gregorian, self.plan.settings.calendar);
        let from = service.from.max(holding.from);
        let until = [service.until, holding.until].into_iter().flatten().min();
        Employment {
            from: from.and_then(day),
            until: until.and_then(day),
            experienced_since: service
                .experienced_since
                .or(service.from)
                .filter(|_| from != service.from || service.experienced_since.is_some())
                .and_then(day),
            absences: service
                .absences
                .iter()
                .filter_map(|away| Some(DateRange { from: day(away.from)?, until: day(away.until)? }))
                .collect(),
            working_time_share: person.map_or(1.0, |person| person.working_time_share),
            ramp: service.ramp,
            person: person.map(|person| person.id.0.to_string()),
        }
    }

    /// Segments and customers of a territory.
    fn below(&mut self, territory: TerritoryId, seat: &NodeRef, accounts: Vec<(AccountId, Figures)>) {
        let below = self.settings.below_seats;
        if below == BelowSeats::Nothing {
            return;
        }
        let has_segments = matches!(below, BelowSeats::Segments | BelowSeats::SegmentsAndAccounts);
        let mut segments: BTreeMap<String, Figures> = BTreeMap::new();
        let mut placed = Vec::new();
        for (id, figures) in accounts {
            let Some(account) = self.plan.account(id) else { continue };
            let segment = account.segment.clone().unwrap_or_default();
            add(segments.entry(segment.clone()).or_default(), &figures);
            placed.push((id, account.name.clone(), segment, figures));
        }
        if has_segments {
            for (segment, figures) in segments {
                self.push(NodeRef::Segment(territory, segment.clone()), segment, NodeKind::Line, Some(seat));
                if let Some(node) = self.nodes.last_mut() {
                    node.figures = figures;
                }
            }
        }
        if below == BelowSeats::Segments {
            return;
        }
        for (id, name, segment, figures) in placed {
            let parent = if has_segments { NodeRef::Segment(territory, segment) } else { seat.clone() };
            self.push(NodeRef::Account(id), name, NodeKind::Account, Some(&parent));
            if let Some(node) = self.nodes.last_mut() {
                node.figures = figures;
            }
        }
    }
}

/// Adds figures up; what neither knows stays unknown.
fn add(sum: &mut Figures, more: &Figures) {
    for (year, amount) in &more.history {
        *sum.history.entry(*year).or_default() += amount;
    }
    for (name, amount) in &more.other {
        *sum.other.entry(name.clone()).or_default() += amount;
    }
    let both = |one: Option<f64>, other: Option<f64>| match (one, other) {
        (None, None) => None,
        (one, other) => Some(one.unwrap_or(0.0) + other.unwrap_or(0.0)),
    };
    sum.potential = both(sum.potential, more.potential);
    sum.workload = both(sum.workload, more.workload);
}
