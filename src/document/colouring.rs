//! Which territory has which colour, so that neighbours are told apart: territories that lie side by side never
//! share a colour and differ clearly, and a territory that has a colour keeps it. Colours are given when
//! territories come with their accounts, when a balance puts two of one colour side by side, and when the user
//! asks for it; never by a move by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Plan;
use super::borders::{Borders, Ground};
use crate::domain::palette::{COLOUR_COUNT, differences};
use crate::domain::{ScenarioId, Territory, TerritoryId};

/// From this difference on (see [`differences`]) two colours side by side are told apart at a glance.
pub const CLEAR_DIFFERENCE: f64 = 0.10;
/// What is aimed at, so that none falls short of it by a little.
const WISHED_DIFFERENCE: f64 = 1.2 * CLEAR_DIFFERENCE;
/// What it costs that neighbours share a colour, beside a cost of up to [`UNCLEAR`] for resembling each other.
const SAME: f64 = 1_000.0;
const UNCLEAR: f64 = 60.0;
/// What it costs that two territories anywhere share a colour while there are colours for all.
const TWICE: f64 = 500.0;
/// The same when there are more territories than colours, and when both lie beside one and the same territory.
const AGAIN: f64 = 0.3;
const SAME_NEAR: f64 = 1.0;
/// How often all colours are gone over for a better one.
const PASSES: usize = 12;
/// Up to so many territories their colours are exchanged pair by pair as well.
const MOST_EXCHANGED: usize = 100;

/// Colours the territories that have accounts now and had none, as `had_accounts` tells; all others keep theirs.
pub(super) fn colour_new(plan: &mut Plan, had_accounts: &BTreeSet<TerritoryId>) {
    let new: BTreeSet<TerritoryId> = holders(plan).difference(had_accounts).copied().collect();
    if !new.is_empty() {
        let ground = Ground::of(plan);
        recolour_where(plan, &ground, |territory| new.contains(&territory));
    }
}

/// As [`colour_new`] after a balance of a scenario; where it made neighbours of two territories that share a colour,
/// one of them gets another. Neighbours that shared one in the borders before do so by the user's wish.
pub(super) fn colour_balanced(
    plan: &mut Plan,
    ground: &Ground,
    scenario: ScenarioId,
    had_accounts: &BTreeSet<TerritoryId>,
    before: &Borders,
) {
    let mut changes: BTreeSet<TerritoryId> = holders(plan).difference(had_accounts).copied().collect();
    if let Some(scenario) = plan.scenario(scenario) {
        let colour = |id: TerritoryId| scenario.territory(id).map(|territory| territory.colour_index);
        for &(one, other) in ground.borders(scenario).keys().filter(|pair| !before.contains_key(pair)) {
            if colour(one) == colour(other) && !changes.contains(&one) {
                changes.insert(other);
            }
        }
    }
    if !changes.is_empty() {
        recolour_where(plan, ground, |territory| changes.contains(&territory));
    }
}

/// The territories that have an account in any scenario.
pub(super) fn holders(plan: &Plan) -> BTreeSet<TerritoryId> {
    plan.scenarios.iter().flat_map(|scenario| scenario.assignment.values().copied()).collect()
}

/// Gives every territory of the plan a colour anew.
pub fn recolour(plan: &mut Plan) {
    let ground = Ground::of(plan);
    recolour_where(plan, &ground, |_| true);
}

/// The colour of each territory; scenarios have them in common.
fn colours(plan: &Plan) -> BTreeMap<TerritoryId, u8> {
    let territories = plan.scenarios.iter().rev().flat_map(|scenario| &scenario.territories);
    territories.map(|territory| (territory.id, territory.colour_index)).collect()
}

fn recolour_where(plan: &mut Plan, ground: &Ground, changes: impl Fn(TerritoryId) -> bool) {
    let known = colours(plan);
    let mut ids: Vec<TerritoryId> = Vec::with_capacity(known.len());
    for territory in plan.scenarios.iter().flat_map(|scenario| &scenario.territories) {
        if !ids.contains(&territory.id) {
            ids.push(territory.id);
        }
    }
    let place: BTreeMap<TerritoryId, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let mut neighbours = vec![BTreeMap::new(); ids.len()];
    for ((one, other), weight) in plan.scenarios.iter().flat_map(|scenario| ground.borders(scenario)) {
        if let (Some(&one), Some(&other)) = (place.get(&one), place.get(&other)) {
            *neighbours[one].entry(other).or_insert(0.0) += weight;
            *neighbours[other].entry(one).or_insert(0.0) += weight;
        }
    }
    let kept: Vec<Option<u8>> = ids.iter().map(|id| known.get(id).copied().filter(|_| !changes(*id))).collect();
    let chosen: BTreeMap<TerritoryId, u8> = ids.iter().copied().zip(coloured(&neighbours, &kept)).collect();
    for scenario in &mut plan.scenarios {
        // One that keeps its colour may have another in another scenario, where the user gave it that.
        let colour = |territory: &Territory| chosen.get(&territory.id).copied().filter(|_| changes(territory.id));
        if scenario.territories.iter().any(|territory| colour(territory).is_some_and(|colour| colour != territory.colour_index)) {
            for territory in &mut Arc::make_mut(scenario).territories {
                territory.colour_index = colour(territory).unwrap_or(territory.colour_index);
            }
        }
    }
}

/// Colours for a graph with weighted edges; those that are given are kept. Greedy in the order given, then
/// improved by single changes and exchanges until none helps.
fn coloured(neighbours: &[BTreeMap<usize, f64>], kept: &[Option<u8>]) -> Vec<u8> {
    let mut colouring = Colouring {
        neighbours: neighbours
            .iter()
            .map(|near| near.iter().map(|(&other, &weight)| (other, libm::log2(1.0 + weight))).collect())
            .collect(),
        beyond: (0..kept.len()).map(|index| beyond(neighbours, index)).collect(),
        colours: kept.to_vec(),
        used: [0; COLOUR_COUNT],
        differences: differences(),
    };
    for colour in kept.iter().flatten() {
        colouring.used[usize::from(*colour) % COLOUR_COUNT] += 1;
    }
    let free: Vec<usize> = (0..kept.len()).filter(|&index| kept[index].is_none()).collect();
    for &index in &free {
        colouring.improve(index);
    }
    for _ in 0..PASSES {
        let mut has_changed = false;
        for (order, &one) in free.iter().enumerate() {
            has_changed |= colouring.improve(one);
            let partners = if free.len() <= MOST_EXCHANGED { &free[order + 1..] } else { &[] };
            for &other in partners {
                has_changed |= colouring.exchange(one, other);
            }
        }
        if !has_changed {
            break;
        }
    }
    colouring.colours.into_iter().map(Option::unwrap_or_default).collect()
}

/// The neighbours of a node's neighbours that are not its own.
fn beyond(neighbours: &[BTreeMap<usize, f64>], index: usize) -> Vec<usize> {
    let near = &neighbours[index];
    let next: BTreeSet<usize> = near.keys().flat_map(|&other| neighbours[other].keys().copied()).collect();
    next.into_iter().filter(|other| *other != index && !near.contains_key(other)).collect()
}

struct Colouring {
    /// The neighbours of each territory, and how much each counts.
    neighbours: Vec<Vec<(usize, f64)>>,
    /// Those that lie beside its neighbours.
    beyond: Vec<Vec<usize>>,
    /// The colours given so far.
    colours: Vec<Option<u8>>,
    /// How many have each colour.
    used: [usize; COLOUR_COUNT],
    differences: [[f64; COLOUR_COUNT]; COLOUR_COUNT],
}

impl Colouring {
    /// What a colour costs a territory among those that have one.
    fn cost(&self, index: usize, colour: usize) -> f64 {
        let again = if self.colours.len() <= COLOUR_COUNT { TWICE } else { AGAIN };
        let is_own = self.colours[index] == Some(colour as u8);
        let mut cost = again * (self.used[colour] - usize::from(is_own)) as f64;
        for &(other, weight) in &self.neighbours[index] {
            if let Some(theirs) = self.colours[other].map(|theirs| usize::from(theirs) % COLOUR_COUNT) {
                let likeness = (1.0 - self.differences[colour][theirs] / WISHED_DIFFERENCE).max(0.0);
                cost += if theirs == colour { SAME } else { UNCLEAR * likeness * likeness } * weight;
            }
        }
        let near = self.beyond[index].iter().filter(|&&other| self.colours[other] == Some(colour as u8)).count();
        cost += SAME_NEAR * near as f64;
        cost
    }

    fn set(&mut self, index: usize, colour: usize) {
        if let Some(before) = self.colours[index] {
            self.used[usize::from(before)] -= 1;
        }
        self.used[colour] += 1;
        self.colours[index] = Some(colour as u8);
    }

    /// Gives a territory the colour that costs least; whether that is another one than it had.
    fn improve(&mut self, index: usize) -> bool {
        let present = self.colours[index].map(usize::from);
        let costs = (0..COLOUR_COUNT).map(|colour| self.cost(index, colour));
        let Some((best, cost)) = costs.enumerate().min_by(|(_, one), (_, other)| one.total_cmp(other)) else { return false };
        if present.is_some_and(|present| self.cost(index, present) <= cost + 1e-9) {
            return false;
        }
        self.set(index, best);
        true
    }

    /// Exchanges the colours of two territories where that costs less.
    fn exchange(&mut self, one: usize, other: usize) -> bool {
        let (Some(first), Some(second)) = (self.colours[one].map(usize::from), self.colours[other].map(usize::from)) else {
            return false;
        };
        if first == second {
            return false;
        }
        let before = self.cost(one, first) + self.cost(other, second);
        self.set(one, second);
        self.set(other, first);
        if self.cost(one, second) + self.cost(other, first) < before - 1e-9 {
            return true;
        }
        self.set(one, first);
        self.set(other, second);
        false
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::Scenario;
    use crate::document::apply::apply;
    use crate::document::{Command, PlanId, Settings};
    use crate::domain::{Account, AccountId, Coordinates};
    use crate::locale::Language;

    /// Territories in a square grid, each of nine accounts around its middle.
    fn grid(side: u32) -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "p", Settings::for_language(Language::English));
        let (mut accounts, mut today) = (Vec::new(), Scenario::today());
        for number in 0..side * side {
            let id = TerritoryId(10_000 + number);
            today.territories.push(Territory { id, name: format!("T{number}"), colour_index: (number % 24) as u8, seller: None });
            for seat in 0..9 {
                let mut account = Account::named(AccountId(number * 9 + seat + 1), "a");
                let (row, column) =
                    (f64::from(number / side) * 3.0 + f64::from(seat / 3), f64::from(number % side) * 3.0 + f64::from(seat % 3));
                account.coordinates = Coordinates::new(30.0 + row * 0.1, 50.0 + column * 0.1);
                today.assignment.insert(account.id, id);
                accounts.push(Arc::new(account));
            }
        }
        plan.accounts = Arc::new(accounts);
        plan.next_identity = 100_000;
        plan.scenarios = vec![Arc::new(today)];
        plan
    }

    fn indices(plan: &Plan) -> Vec<u8> {
        plan.today().unwrap().territories.iter().map(|territory| territory.colour_index).collect()
    }

    /// The smallest difference between two that lie side by side in today's state.
    fn least_difference(plan: &Plan) -> f64 {
        let (colours, differences) = (colours(plan), differences());
        let borders = Ground::of(plan).borders(plan.today().unwrap());
        assert!(!borders.is_empty());
        borders.keys().map(|(one, other)| differences[usize::from(colours[one])][usize::from(colours[other])]).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn territories_side_by_side_are_neighbours_and_far_ones_are_not() {
        let plan = grid(5);
        let borders = Ground::of(&plan).borders(plan.today().unwrap());
        let pair = |one: u32, other: u32| (TerritoryId(10_000 + one), TerritoryId(10_000 + other));
        assert!(borders.contains_key(&pair(0, 1)) && borders.contains_key(&pair(0, 5)) && borders.contains_key(&pair(12, 13)));
        assert!(!borders.contains_key(&pair(0, 24)) && !borders.contains_key(&pair(0, 4)));
    }

    #[test]
    fn of_a_large_plan_a_part_of_the_accounts_tells_the_same_borders() {
        let small = grid(4);
        let mut large = small.clone();
        let (mut accounts, mut today) = (Vec::new(), Scenario::clone(small.today().unwrap()));
        today.assignment.clear();
        for (number, account) in (0..200).flat_map(|_| small.accounts.iter()).enumerate() {
            let mut copy = Account::clone(account);
            copy.id = AccountId(number as u32 + 1);
            let shift = (number as f64 * 0.618_034).fract() * 0.09;
            copy.coordinates =
                account.coordinates.and_then(|at| Coordinates::new(at.latitude_degrees + shift, at.longitude_degrees + shift));
            today.assignment.insert(copy.id, small.today().unwrap().assignment[&account.id]);
            accounts.push(Arc::new(copy));
        }
        large.accounts = Arc::new(accounts);
        large.scenarios = vec![Arc::new(today)];
        let borders = |plan: &Plan| Ground::of(plan).borders(plan.today().unwrap());
        let (few, many) = (borders(&small), borders(&large));
        let sides = |one: TerritoryId, other: TerritoryId| other.0 - one.0 == 4 || (other.0 - one.0 == 1 && !other.0.is_multiple_of(4));
        let beside: Vec<_> = few.keys().filter(|(one, other)| sides(*one, *other)).collect();
        assert_eq!(beside.len(), 24);
        assert!(beside.iter().all(|pair| many.contains_key(pair)), "{many:?}");
    }

    #[test]
    fn neighbours_differ_clearly_however_many_territories_there_are() {
        for side in [2, 3, 5, 7, 14] {
            let mut plan = grid(side);
            recolour(&mut plan);
            assert!(least_difference(&plan) >= CLEAR_DIFFERENCE, "{side}: {}", least_difference(&plan));
            if side < 5 {
                let distinct: BTreeSet<u8> = indices(&plan).into_iter().collect();
                assert_eq!(distinct.len() as u32, side * side, "while there are enough, each has a colour of its own");
            }
        }
    }

    #[test]
    fn territories_that_share_every_place_still_get_colours_of_their_own() {
        let mut plan = grid(4);
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        for (index, owner) in today.assignment.values_mut().enumerate() {
            *owner = TerritoryId(10_000 + (index % 16) as u32);
        }
        recolour(&mut plan);
        assert_eq!(indices(&plan).into_iter().collect::<BTreeSet<u8>>().len(), 16);
    }

    #[test]
    fn a_move_by_hand_recolours_nothing() {
        let mut plan = grid(6);
        recolour(&mut plan);
        let before = indices(&plan);
        for number in 0..30 {
            let command = Command::AssignAccounts {
                scenario: ScenarioId::TODAY,
                accounts: vec![AccountId(number * 7 + 1)],
                territory: Some(TerritoryId(10_035 - number)),
            };
            apply(&mut plan, command).unwrap();
        }
        assert_eq!(indices(&plan), before);
    }

    #[test]
    fn a_balance_colours_what_is_new_and_parts_what_it_brings_together() {
        let mut plan = grid(6);
        recolour(&mut plan);
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        // Two corners that share a colour, and a territory that has nothing yet.
        today.territories[35].colour_index = today.territories[0].colour_index;
        today.territories.push(Territory {
            id: TerritoryId(20_000),
            name: "new".into(),
            colour_index: today.territories[1].colour_index,
            seller: None,
        });
        let before = indices(&plan);
        let to_corner = (0..9).map(|seat| (AccountId(9 + seat + 1), if seat < 5 { TerritoryId(10_035) } else { TerritoryId(20_000) }));
        apply(&mut plan, Command::ApplyDesign { scenario: ScenarioId::TODAY, assignment: to_corner.collect() }).unwrap();
        let after = indices(&plan);
        assert_ne!(after[0], after[35]);
        assert!((0..36).all(|index| index == 35 || after[index] == before[index]), "the others keep theirs");
        let differences = differences();
        assert!(differences[usize::from(after[36])][usize::from(after[0])] >= CLEAR_DIFFERENCE);
    }

    #[test]
    fn a_colour_of_the_users_own_choice_stays_in_its_scenario() {
        let mut plan = grid(3);
        recolour(&mut plan);
        apply(&mut plan, Command::AddScenario { name: "s".into(), from: ScenarioId::TODAY }).unwrap();
        let scenario = plan.scenarios[1].id;
        let mut territory = plan.scenarios[1].territories[4].clone();
        territory.colour_index = 20;
        apply(&mut plan, Command::EditTerritory { scenario, territory }).unwrap();
        let add = Command::AddTerritory { scenario, name: "new".into(), seller: None };
        apply(&mut plan, add).unwrap();
        let new = plan.scenarios[1].territories[9].id;
        apply(&mut plan, Command::ApplyDesign { scenario, assignment: vec![(AccountId(1), new)] }).unwrap();
        assert_eq!(plan.scenarios[1].territories[4].colour_index, 20);
        assert_ne!(plan.scenarios[0].territories[4].colour_index, 20);
    }

    #[test]
    fn scenarios_keep_colours_in_common() {
        let mut plan = grid(6);
        apply(&mut plan, Command::AddScenario { name: "s".into(), from: ScenarioId::TODAY }).unwrap();
        apply(&mut plan, Command::RecolourTerritories).unwrap();
        assert_eq!(plan.scenarios[0].territories, plan.scenarios[1].territories);
        let (before, again) = (indices(&plan), {
            recolour(&mut plan);
            indices(&plan)
        });
        assert_eq!(before, again, "asking twice changes nothing");
    }

    #[test]
    fn a_plan_without_places_or_territories_is_coloured_all_the_same() {
        let mut plan = grid(3);
        let accounts = plan.accounts.iter().map(|account| Arc::new(Account::named(account.id, "a"))).collect();
        plan.accounts = Arc::new(accounts);
        recolour(&mut plan);
        assert_eq!(indices(&plan).into_iter().collect::<BTreeSet<u8>>().len(), 9);
        Arc::make_mut(&mut plan.scenarios[0]).territories.clear();
        recolour(&mut plan);
    }
}
