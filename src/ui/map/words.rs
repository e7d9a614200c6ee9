//! What the map says of an account and of its measures, in the language on screen.

use leptos::prelude::*;

use super::state::MapState;
use crate::document::{MeasureKind, PotentialUnit, areas};
use crate::domain::{Account, AccountId};
use crate::locale::Text;
use crate::locale::words::map as words;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::quantity;
use crate::ui::studio::Studio;

/// What is said of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountWords {
    /// Its name, as the user wrote it.
    pub name: String,
    /// Its territory's name.
    pub territory: String,
    /// The territory's colour.
    pub colour: &'static str,
    /// Today's territory, when it is another.
    pub today: Option<String>,
    /// Its figures, each in a sentence of its own.
    pub figures: Vec<String>,
    /// Whether it is selected.
    pub is_selected: bool,
}

impl AccountWords {
    /// Everything in one line.
    pub fn spoken(&self, selected: &str) -> String {
        let mut parts = vec![self.name.clone(), self.territory.clone()];
        parts.extend(self.today.clone());
        parts.extend(self.figures.iter().cloned());
        if self.is_selected {
            parts.push(selected.to_owned());
        }
        parts.join(if selected.is_ascii() { ", " } else { "، " })
    }
}

/// What is said of an account; none when it is gone.
pub fn of_account(map: &MapState, id: AccountId) -> Option<AccountWords> {
    let studio = map.studio;
    let plan = studio.plan.get()?;
    let scenario = studio.scenario.get()?;
    let account = plan.account(id)?;
    let territory = scenario.assignment.get(&id).and_then(|territory| scenario.territory(*territory));
    let none = studio.say(words::UNASSIGNED);
    let today = studio.today.get().filter(|today| today.id != scenario.id && today.assignment.get(&id) != scenario.assignment.get(&id));
    let today = today.map(|today| {
        let name = today.assignment.get(&id).and_then(|territory| today.territory(*territory)).map_or(none, |territory| &territory.name);
        studio.fill(words::WAS_TODAY, &[("territory", name)])
    });
    Some(AccountWords {
        name: account.name.clone(),
        territory: territory.map_or(none, |territory| &territory.name).to_owned(),
        colour: territory.map_or(UNASSIGNED_COLOUR, |territory| territory_colour(territory.colour_index)),
        today,
        figures: figures(map, account, plan.settings.potential_unit),
        is_selected: studio.selection.with(|selection| selection.contains(&id)),
    })
}

/// What an area of the map is called: in the language on screen where it is known, else as the plan or the map calls it.
pub fn area_name(studio: &Studio, area: u32) -> Option<String> {
    let map = studio.area_map.get()?;
    let plan = studio.plan.get()?;
    map.map.areas.get(area as usize).map(|area| areas::area_name(&plan, area, studio.language.get_untracked()))
}

/// The figures that are known of an account.
fn figures(map: &MapState, account: &Account, unit: PotentialUnit) -> Vec<String> {
    let studio = map.studio;
    let (money, numbers) = (studio.money(), studio.numbers());
    let line = |name: Text, figure: String| studio.fill(words::FIGURE, &[("name", studio.say(name)), ("figure", &figure)]);
    let potential = account.potential.map(|potential| match unit {
        PotentialUnit::Money => money.with_unit_of(potential),
        PotentialUnit::Points => studio.fill(words::POINTS, &[("figure", &numbers.decimal(potential, 1))]),
    });
    let workload = account.workload.map(|workload| studio.fill(words::HOURS, &[("figure", &numbers.decimal(workload.hours(), 1))]));
    let known = [
        (words::SIZE_POTENTIAL, potential),
        (words::SIZE_SALES, account.sales.map(|sales| money.with_unit(sales))),
        (words::SIZE_WORKLOAD, workload),
    ];
    known.into_iter().filter_map(|(name, figure)| Some(line(name, figure?))).collect()
}

/// The choice of a measure in words.
pub fn size_choice(studio: &Studio, kind: MeasureKind) -> String {
    let text = match kind {
        MeasureKind::Accounts => words::SIZE_EQUAL,
        MeasureKind::Potential => words::SIZE_POTENTIAL,
        MeasureKind::Sales => words::SIZE_SALES,
        MeasureKind::Workload => words::SIZE_WORKLOAD,
        MeasureKind::Further(_) => return quantity::name(studio, kind),
    };
    studio.say(text).to_owned()
}

/// What points are sized by: the choice, or nothing where the plan does not have that measure (any more).
pub fn known_size(studio: &Studio, chosen: MeasureKind) -> MeasureKind {
    let is_known = untrack(|| quantity::measures(studio)).contains(&chosen);
    if is_known { chosen } else { MeasureKind::Accounts }
}

/// What the size of points stands for, in words; none when all are equal.
pub fn size_line(map: &MapState, kind: MeasureKind) -> Option<String> {
    let measure = match known_size(&map.studio, kind) {
        MeasureKind::Accounts => return None,
        MeasureKind::Potential => map.studio.say(words::POTENTIAL_WORD).to_owned(),
        MeasureKind::Sales => map.studio.say(words::SALES_WORD).to_owned(),
        MeasureKind::Workload => map.studio.say(words::WORKLOAD_WORD).to_owned(),
        MeasureKind::Further(_) => quantity::in_sentence(&map.studio, kind),
    };
    Some(map.studio.fill(words::BIGGER_IS, &[("measure", &measure)]))
}

/// How many have another territory than today, where so many have that they have no rings. All are counted, on the map or
/// not, as everywhere else.
pub fn moved_many(map: &MapState) -> Option<String> {
    let is_without_rings = map.scene.with(|scene| scene.moved > 0 && !scene.has_rings());
    let moved = map.studio.results.with(|results| results.as_ref().map(|results| results.moved_accounts.len()));
    let moved = moved.filter(|_| is_without_rings)?;
    Some(map.studio.fill(words::MOVED_MANY, &[("count", &map.studio.numbers().count(moved))]))
}
