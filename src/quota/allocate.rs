//! From the company's target down to the last node: bases by method, locks and time, streets by cushions. Every split is
//! by largest remainder, so that parts sum to the whole in whole units; ties go by weight and then by key, so that the
//! order of rows changes nothing.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::answer::{GoalOutcome, NodeOutcome, PlacedNode, QuotaAnswer, Reason, ResolvedSeason, Share, Unallocated};
use super::cushion::Factor;
use super::figures::{self, Known, measure};
use super::findings::{Field, Place, QuotaFinding, QuotaFindingKind};
use super::method::{Measure, Method, Remark, order_free_sum};
use super::question::{Goal, GoalKey, NodeKind, QuotaQuestion};
use super::{bearers, periods, presence, rollup, seasons, targets, tree};
use crate::domain::apportion::{apportion, largest_remainder};
use crate::domain::fiscal::MONTHS;

/// Growth that differs by less is what was asked for.
const GROWTH_SLACK: f64 = 1e-6;
/// Growth that differs by less from the one told above is the same to a reader: half a percentage point.
const GROWTH_APART: f64 = 0.005;

/// Answers a question: the tree as it was read, the amounts of every node, goal and month, and all that was noticed.
/// Nothing in a question makes it fail.
pub fn allocate(question: &QuotaQuestion) -> QuotaAnswer {
    let tree = tree::read(&question.nodes);
    let (mut nodes, mut found) = (tree.nodes, tree.found);
    found.extend(presence::fill(question, &mut nodes));
    found.extend(figures::findings(question, &nodes));
    if question.goals.is_empty() {
        found.push(QuotaFinding { place: Place::default(), kind: QuotaFindingKind::NoGoal });
    }
    let mut done: Vec<Option<GoalOutcome>> = vec![None; question.goals.len()];
    for at in targets::order(question) {
        let goal = &question.goals[at];
        if question.goals[..at].iter().any(|earlier| earlier.key == goal.key) {
            let place = Place { goal: Some(goal.key.clone()), field: Some(Field::Key), ..Place::default() };
            found.push(QuotaFinding { place, kind: QuotaFindingKind::DuplicateGoal });
            continue;
        }
        let others: Vec<&GoalOutcome> = done.iter().flatten().collect();
        let outcome = Run::new(question, goal, &nodes, others, &mut found).outcome();
        done[at] = Some(outcome);
    }
    QuotaAnswer {
        fiscal_year: question.fiscal_year,
        nodes,
        goals: done.into_iter().flatten().collect(),
        findings: found,
        left_out_rows: tree.left_out_rows,
    }
}

/// The working out of one goal.
struct Run<'a> {
    goal: &'a Goal,
    nodes: &'a [PlacedNode],
    known: Vec<Known<'a>>,
    /// The goals that are worked out already.
    done: Vec<&'a GoalOutcome>,
    /// Measures of all nodes that were asked for, so that each is summed up once.
    measures: Vec<(Measure, Vec<Option<f64>>)>,
    /// Each node's season, by its place in the list.
    season_of: Vec<u32>,
    seasons: Vec<ResolvedSeason>,
    /// Their weights, each summing to 12.
    indices: Vec<[f64; MONTHS]>,
    outcomes: Vec<NodeOutcome>,
    factors: Vec<Factor>,
    /// Goals gone by that are not there, so that each is told once.
    unresolved: BTreeSet<GoalKey>,
    /// The growth that was told last on the way to each node.
    growth_told: Vec<Option<f64>>,
    /// Whether someone or something below a node can carry an amount.
    bears: Vec<bool>,
    /// What the level's cushion of each node is for: see [`bearers::passed_over`].
    passed_over: Vec<bool>,
    found: &'a mut Vec<QuotaFinding>,
}

impl<'a> Run<'a> {
    fn new(
        question: &'a QuotaQuestion,
        goal: &'a Goal,
        nodes: &'a [PlacedNode],
        done: Vec<&'a GoalOutcome>,
        found: &'a mut Vec<QuotaFinding>,
    ) -> Run<'a> {
        let known = Known::of_all(question, nodes, &goal.key);
        let (seasons, season_of) = seasons::resolve(question, goal, nodes, &known, found);
        Run {
            goal,
            nodes,
            known,
            done,
            measures: Vec::new(),
            season_of,
            indices: seasons.iter().map(ResolvedSeason::indices).collect(),
            seasons,
            outcomes: vec![NodeOutcome::default(); nodes.len()],
            factors: vec![Factor::ONE; nodes.len()],
            unresolved: BTreeSet::new(),
            growth_told: vec![None; nodes.len()],
            bears: bearers::bears(nodes),
            passed_over: bearers::passed_over(nodes),
            found,
        }
    }

    fn outcome(mut self) -> GoalOutcome {
        let target = targets::resolve(self.goal, self.nodes, &self.known, &self.done, self.found);
        if let Some(company) = self.outcomes.first_mut() {
            company.base = target;
            if let Some(lock) = self.known[0].lock() {
                (company.base, company.reason) = (lock, Reason::Locked);
                if lock != target {
                    self.tell(0, Field::Lock, QuotaFindingKind::LockOnCompany { target, lock });
                }
            }
            self.outcomes[0].street = self.outcomes[0].base;
        }
        self.tell_cushions_passed_over();
        for place in 0..self.nodes.len() {
            self.outcomes[place].season = self.season_of[place];
            self.hand_out(place);
        }
        let weights: Vec<[f64; MONTHS]> = self.season_of.iter().map(|&season| self.seasons[season as usize].weights).collect();
        let noticed = periods::fill(self.nodes, &weights, &mut self.outcomes);
        for (place, kind) in noticed {
            self.tell(place, Field::Season, kind);
        }
        if let Some((first, count)) = rollup::fill(self.goal, self.nodes, &self.known, &mut self.outcomes) {
            self.tell(0, Field::Estimate, QuotaFindingKind::EstimatesMissing { count, first });
        }
        let levels = rollup::levels(self.nodes, &self.outcomes);
        GoalOutcome { key: self.goal.key.clone(), target, nodes: self.outcomes, levels, seasons: self.seasons }
    }

    fn tell(&mut self, place: usize, field: Field, kind: QuotaFindingKind) {
        let node = &self.nodes[place];
        let place = Place { node: Some(node.key.clone()), row: node.row, goal: Some(self.goal.key.clone()), field: Some(field) };
        self.found.push(QuotaFinding { place, kind });
    }

    /// Shares a node's base and street out to its children and, beside them, to its holders.
    fn hand_out(&mut self, place: usize) {
        let nodes = self.nodes;
        let node = &nodes[place];
        let (base, street) = (self.outcomes[place].base, self.outcomes[place].street);
        self.growth_told[place] = node.parent.and_then(|parent| self.growth_told[parent]);
        self.outcomes[place].handed = street;
        self.outcomes[place].factor = self.factors[place].as_float();
        if node.children.is_empty() && node.holders.is_empty() {
            return;
        }
        let (cushion, factor) = self.cushion(place);
        let handed = if cushion > 0.0 { factor.rounded(base).max(street) } else { street };
        self.outcomes[place].cushion = cushion;
        self.outcomes[place].handed = handed;
        if !node.children.is_empty() {
            let left = self.share_out(place, &node.children, false);
            self.tell_empty_groups(place, &node.children);
            let street_left = self.hand_street(place, &node.children, factor, handed);
            self.outcomes[place].unallocated = Unallocated { base: left, street: street_left, ..Unallocated::default() };
        }
        if !node.holders.is_empty() {
            let left = self.share_out(place, &node.holders, true);
            let street_left = self.hand_street(place, &node.holders, factor, handed);
            self.outcomes[place].unallocated_to_holders = Unallocated { base: left, street: street_left, ..Unallocated::default() };
        }
    }

    fn cushion(&mut self, place: usize) -> (f64, Factor) {
        let known = self.known[place];
        let own = known.goal.and_then(|goal| goal.cushion).or_else(|| known.node.and_then(|node| node.cushion));
        // A level's cushion that is none is told once for its goal.
        let of_level = self.cushion_of_level(self.nodes[place].level).filter(|_| !self.passed_over[place]);
        let cushion = own.or(of_level).unwrap_or(0.0);
        match self.factors[place].with(cushion) {
            Some(factor) => (cushion, factor),
            None => {
                self.tell(place, Field::Cushion, QuotaFindingKind::InvalidCushion { cushion: cushion.to_string() });
                (0.0, self.factors[place])
            }
        }
    }

    /// A level's cushion, as far as it can be counted.
    fn cushion_of_level(&self, level: u32) -> Option<f64> {
        self.goal.cushions_by_level.get(&level).copied().filter(|&cushion| Factor::ONE.with(cushion).is_some())
    }

    /// Tells of each level whose cushion is one of teams, so that territories beside them are handed out without it.
    fn tell_cushions_passed_over(&mut self) {
        for &level in self.goal.cushions_by_level.keys() {
            if self.cushion_of_level(level).is_none_or(|cushion| cushion <= 0.0) {
                continue;
            }
            let without: Vec<&PlacedNode> =
                self.nodes.iter().zip(&self.passed_over).filter(|(node, is)| **is && node.level == level).map(|(node, _)| node).collect();
            if let Some(first) = without.iter().map(|node| &node.key).min().cloned() {
                self.tell(0, Field::Cushion, QuotaFindingKind::LevelCushionPassedOver { level, count: without.len() as u32, first });
            }
        }
    }

    /// Tells of groups among the children of a node that nobody carries an amount below.
    fn tell_empty_groups(&mut self, place: usize, children: &[usize]) {
        let is_all_empty = !self.bears[place];
        if is_all_empty && place != 0 {
            // Told where the group itself stands beside others.
            return;
        }
        let empty: Vec<usize> = children.iter().copied().filter(|&child| !self.bears[child]).collect();
        let amount = empty.iter().fold(0i64, |sum, &child| sum.saturating_add(self.outcomes[child].base));
        if let Some(first) = empty.iter().map(|&child| &self.nodes[child].key).min().cloned() {
            self.tell(place, Field::Kind, QuotaFindingKind::EmptyGroups { count: empty.len() as u32, amount, first });
        }
    }

    /// Shares a base out to children or holders; what they did not get is returned.
    fn share_out(&mut self, place: usize, children: &[usize], by_time: bool) -> i64 {
        let base = self.outcomes[place].base;
        let mut open = Vec::with_capacity(children.len());
        let mut locked: i128 = 0;
        for &child in children {
            match self.known[child].lock() {
                None => open.push(child),
                Some(amount) => {
                    (self.outcomes[child].base, self.outcomes[child].reason) = (amount, Reason::Locked);
                    locked += i128::from(amount);
                }
            }
        }
        let rest = i128::from(base) - locked;
        let locked = i64::try_from(locked).unwrap_or(i64::MAX);
        // A group with nobody below gets nothing while others beside it can carry.
        if !by_time && children.iter().any(|&child| self.bears[child]) {
            for &child in open.iter().filter(|&&child| !self.bears[child]) {
                self.outcomes[child].reason =
                    Reason::Share(Share { amount: i64::try_from(rest.max(0)).unwrap_or(i64::MAX), ..Share::default() });
            }
            open.retain(|&child| self.bears[child]);
        }
        if rest < 0 || (open.is_empty() && rest != 0) {
            let kind = match rest {
                ..0 => QuotaFindingKind::LocksAboveParent { locked, amount: base },
                _ => QuotaFindingKind::AllLockedAndDifferent { locked, amount: base },
            };
            self.tell(place, Field::Lock, kind);
        }
        if open.is_empty() {
            return i64::try_from(rest).unwrap_or(i64::MIN);
        }
        let amount = i64::try_from(rest.max(0)).unwrap_or(i64::MAX);
        let (weights, coverage, is_even) = if by_time { self.time_weights(&open) } else { self.method_weights(place, &open, amount) };
        let parts = apportion(amount.unsigned_abs(), &weights, |one, other| by_key(self.nodes, open[one], open[other]));
        let weight_of_all = order_free_sum(&weights);
        for (at, &child) in open.iter().enumerate() {
            let share = Share {
                weight: weights[at],
                weight_of_all,
                amount,
                count: open.len() as u32,
                coverage: coverage[at],
                is_even_for_want_of_basis: is_even,
            };
            self.outcomes[child].base = i64::try_from(parts[at]).unwrap_or(i64::MAX);
            self.outcomes[child].reason = if by_time { Reason::Time(share) } else { Reason::Share(share) };
        }
        i64::try_from(rest.min(0)).unwrap_or(i64::MIN)
    }

    /// The weights of a seat's holders: their part of its year, month by month and season by season.
    fn time_weights(&mut self, holders: &[usize]) -> (Vec<f64>, Vec<f64>, bool) {
        let weights: Vec<f64> = holders.iter().map(|&holder| self.presence_of_year(holder)).collect();
        let is_even = weights.iter().all(|&weight| weight <= 0.0);
        let coverage = weights.clone();
        (if is_even { vec![1.0; weights.len()] } else { weights }, coverage, is_even)
    }

    /// What part of the year a node is there, months weighted by season.
    fn presence_of_year(&self, place: usize) -> f64 {
        let season = &self.indices[self.season_of[place] as usize];
        let presence = self.nodes[place].presence.unwrap_or([1.0; MONTHS]);
        let sum: f64 = presence.iter().zip(season).map(|(presence, season)| presence * season).sum();
        sum / MONTHS as f64
    }

    fn method(&self, place: usize) -> &'a Method {
        let own = self.known[place].goal.and_then(|goal| goal.method.as_ref());
        own.or_else(|| self.goal.methods_by_level.get(&self.nodes[place].level)).unwrap_or(&self.goal.method)
    }

    /// The weights of children by the method of their parent, smaller where no one is there.
    fn method_weights(&mut self, place: usize, children: &[usize], amount: i64) -> (Vec<f64>, Vec<f64>, bool) {
        let method = self.method(place);
        let values: Vec<Vec<f64>> = method.measures().iter().map(|measure| self.values(place, children, measure)).collect();
        let weighed = method.weights(amount, children.len(), &values);
        let is_even = weighed.remarks.contains(&Remark::AllZero);
        if children.len() > 1 {
            for remark in weighed.remarks {
                self.remark(place, amount, remark);
            }
        }
        let coverage: Vec<f64> = children.iter().map(|&child| self.coverage(child, method)).collect();
        let weights: Vec<f64> = weighed.weights.iter().zip(&coverage).map(|(weight, coverage)| weight * coverage).collect();
        if weights.iter().any(|&weight| weight > 0.0) {
            return (weights, coverage, is_even);
        }
        if amount > 0 {
            self.tell(place, Field::From, QuotaFindingKind::NobodyActiveBeside);
        }
        (weighed.weights, vec![1.0; children.len()], is_even)
    }

    /// By how much a child weighs less for the time that others carry. Estimates have it in them already.
    fn coverage(&self, child: usize, method: &Method) -> f64 {
        let is_smaller = self.nodes[child].shares_uncovered_time && *method != Method::Estimate;
        if is_smaller { self.presence_of_year(child) } else { 1.0 }
    }

    fn values(&mut self, place: usize, children: &[usize], wanted: &Measure) -> Vec<f64> {
        if let Measure::Goal(goal) = wanted
            && !self.done.iter().any(|outcome| outcome.key == *goal)
        {
            if self.unresolved.insert(goal.clone()) {
                self.tell(place, Field::Method, QuotaFindingKind::GoalUnresolved { goal: goal.clone() });
            }
            return vec![0.0; children.len()];
        }
        let at = match self.measures.iter().position(|(measure, _)| measure == wanted) {
            Some(at) => at,
            None => {
                self.measures.push((wanted.clone(), measure(self.nodes, &self.known, wanted, &self.done)));
                self.measures.len() - 1
            }
        };
        let of_all = &self.measures[at].1;
        let values = children.iter().map(|&child| of_all[child].unwrap_or(0.0)).collect();
        let missing: Vec<usize> = children.iter().copied().filter(|&child| of_all[child].is_none()).collect();
        // Where none is known at all, that is told as a basis of zeros.
        let is_some_known = missing.len() < children.len();
        if let Some(first) = missing.iter().map(|&child| &self.nodes[child].key).min().filter(|_| is_some_known).cloned() {
            let kind = QuotaFindingKind::MissingFigures { count: missing.len() as u32, of: children.len() as u32, first };
            self.tell(place, figures::field(wanted), kind);
        }
        values
    }

    fn remark(&mut self, place: usize, amount: i64, remark: Remark) {
        let kind = match remark {
            Remark::AllZero => QuotaFindingKind::BasisAllZero,
            Remark::PartAllZero(part) => QuotaFindingKind::BlendPartAllZero { part: part as u32 },
            Remark::GrowthFitted { asked, resulting } if (asked - resulting).abs() <= GROWTH_SLACK => return,
            // Below a node for which it was told, the same growth needs no telling again.
            Remark::GrowthFitted { resulting, .. }
                if self.growth_told[place].is_some_and(|told| (told - resulting).abs() < GROWTH_APART) =>
            {
                return;
            }
            Remark::GrowthFitted { asked, resulting } => {
                self.growth_told[place] = Some(resulting);
                QuotaFindingKind::GrowthFitted { asked, resulting }
            }
            Remark::BelowHistory { history } => QuotaFindingKind::BelowHistory { amount, history },
            Remark::NoRoomToGrow => QuotaFindingKind::NoRoomToGrow,
        };
        self.tell(place, Field::Method, kind);
    }

    /// Hands the street out in proportion to bases: each child's is its base times the factor, rounded up or down. What
    /// they did not get is returned.
    fn hand_street(&mut self, place: usize, children: &[usize], factor: Factor, handed: i64) -> i64 {
        let bases: Vec<i64> = children.iter().map(|&child| self.outcomes[child].base).collect();
        let sum = bases.iter().fold(0i64, |sum, &base| sum.saturating_add(base));
        let given = if sum == self.outcomes[place].base { handed } else { factor.rounded(sum) };
        let numerators: Vec<u128> = bases.iter().map(|&base| factor.times(base)).collect();
        let parts = largest_remainder(given.unsigned_abs(), &numerators, Factor::SCALE, |one, other| {
            by_key(self.nodes, children[one], children[other])
        });
        for (&child, part) in children.iter().zip(parts) {
            self.outcomes[child].street = i64::try_from(part).unwrap_or(i64::MAX);
            self.factors[child] = factor;
        }
        handed.saturating_sub(given)
    }
}

fn by_key(nodes: &[PlacedNode], one: usize, other: usize) -> Ordering {
    // A vacancy made by the answer comes last, so that it gets what is left over last.
    let is_vacancy = |place: usize| nodes[place].kind == NodeKind::Vacancy;
    is_vacancy(one).cmp(&is_vacancy(other)).then_with(|| nodes[one].key.cmp(&nodes[other].key))
}
