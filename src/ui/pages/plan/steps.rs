//! What a plan lacks in words, and the step that mends it.

use std::collections::BTreeSet;

use super::{Part, counted};
use crate::document::MeasureKind;
use crate::document::overview::{Gap, Overview};
use crate::domain::AccountId;
use crate::locale::Text;
use crate::locale::words::plan as words;
use crate::locale::words::{customers, shell};
use crate::ui::quantity;
use crate::ui::route::Route;
use crate::ui::studio::{Dialog, Studio};
use leptos::prelude::Set;

use leptos::prelude::RwSignal;

/// A step towards a complete plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Brings customers in.
    Import,
    /// Goes to the territories.
    Territories,
    /// Selects accounts and shows them on the map.
    ShowOnMap(Vec<AccountId>),
    /// Selects accounts and shows them in the list.
    ShowInList(Vec<AccountId>),
    /// Goes to the team.
    Team,
    /// Branches a scenario.
    NewScenario,
    /// Goes to the comparison.
    Compare,
}

/// The one step that comes first.
pub fn next_step(held: &Overview) -> Step {
    held.gaps.first().map_or(Step::Compare, step_of)
}

/// The step that mends a gap.
pub fn step_of(gap: &Gap) -> Step {
    match gap {
        Gap::NoAccounts => Step::Import,
        Gap::NoTerritories => Step::Territories,
        Gap::WithoutTerritory(accounts) => Step::ShowOnMap(accounts.clone()),
        Gap::WithoutPlace(accounts) | Gap::WithoutFigure(_, accounts) => Step::ShowInList(accounts.clone()),
        Gap::Vacant(_) | Gap::WithoutWork(_) => Step::Team,
        Gap::NoScenario => Step::NewScenario,
    }
}

impl Step {
    /// What its button says.
    pub fn text(&self) -> Text {
        match self {
            Step::Import => customers::IMPORT,
            Step::Territories => words::STEP_TERRITORIES,
            Step::ShowOnMap(_) => words::STEP_SHOW_ON_MAP,
            Step::ShowInList(_) => words::STEP_SHOW_IN_LIST,
            Step::Team => words::STEP_TEAM,
            Step::NewScenario => shell::NEW_SCENARIO,
            Step::Compare => words::STEP_COMPARE,
        }
    }

    /// Takes it.
    pub fn run(&self, studio: &Studio, part: RwSignal<Part>) {
        let show = |accounts: &[AccountId], route| {
            studio.select(accounts.iter().copied().collect::<BTreeSet<_>>());
            studio.go(route);
        };
        match self {
            Step::Import => studio.open(Dialog::Import),
            Step::Territories => studio.go(Route::Territories),
            Step::ShowOnMap(accounts) => show(accounts, Route::Territories),
            Step::ShowInList(accounts) => show(accounts, Route::Customers),
            Step::Team => part.set(Part::Team),
            Step::NewScenario => studio.ask_new_scenario(),
            Step::Compare => studio.go(Route::Compare),
        }
    }
}

/// A gap in words, without a full stop.
pub fn gap_words(studio: &Studio, gap: &Gap) -> String {
    let customers = |count: usize| counted(studio, count, words::ONE_CUSTOMER, words::CUSTOMERS);
    match gap {
        Gap::NoAccounts => studio.say(words::GAP_NO_ACCOUNTS).to_owned(),
        Gap::NoTerritories => studio.say(words::GAP_NO_TERRITORIES).to_owned(),
        Gap::WithoutTerritory(accounts) => counted(studio, accounts.len(), words::GAP_WITHOUT_TERRITORY_ONE, words::GAP_WITHOUT_TERRITORY),
        Gap::WithoutPlace(accounts) => counted(studio, accounts.len(), words::GAP_WITHOUT_PLACE_ONE, words::GAP_WITHOUT_PLACE),
        Gap::Vacant(territories) => counted(studio, territories.len(), words::GAP_VACANT_ONE, words::GAP_VACANT),
        Gap::WithoutWork(people) => counted(studio, people.len(), words::GAP_WITHOUT_WORK_ONE, words::GAP_WITHOUT_WORK),
        Gap::WithoutFigure(measure, accounts) => {
            let text = match measure {
                MeasureKind::Accounts | MeasureKind::Potential => words::GAP_WITHOUT_POTENTIAL,
                MeasureKind::Sales => words::GAP_WITHOUT_SALES,
                MeasureKind::Workload => words::GAP_WITHOUT_WORKLOAD,
                MeasureKind::Further(_) => words::GAP_WITHOUT_FIGURE,
            };
            let count = customers(accounts.len());
            studio.fill(text, &[("count", &count), ("measure", &quantity::in_sentence(studio, *measure))])
        }
        Gap::NoScenario => studio.say(words::GAP_NO_SCENARIO).to_owned(),
    }
}
