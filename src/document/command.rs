//! The commands: every way in which a plan may change, what each leaves in the change log, and why one may be
//! refused.

use serde::{Deserialize, Serialize};

use super::quota::{PayPlanChange, PayPlanCommand, QuotaChange, QuotaCommand, Schedules};
use super::{AccountImport, DesignSettings, ImportCounts, OwnShare, PreparedImport, Settings};
use crate::domain::{Account, AccountId, MeasureId, Person, PersonId, ScenarioId, Territory, TerritoryId};

/// A change to a plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Gives the plan a name.
    RenamePlan(String),
    /// Replaces the settings.
    ChangeSettings(Settings),
    /// Adds and updates accounts from a file; see [`super::import`].
    ImportAccounts(Box<AccountImport>),
    /// The same with rows that were prepared before, for the plan as it stands.
    PutImport(Box<PreparedImport>),
    /// Adds an account; its identity is handed out by the plan.
    AddAccount(Box<Account>),
    /// Replaces what is known of one account.
    EditAccount(Box<Account>),
    /// Removes accounts, from every scenario.
    RemoveAccounts(Vec<AccountId>),
    /// Fixes accounts to their territories, or sets them free.
    FixAccounts {
        /// The accounts.
        accounts: Vec<AccountId>,
        /// Fixed or free.
        is_fixed: bool,
    },
    /// Adds a seller; its identity is handed out by the plan.
    AddPerson(Person),
    /// Replaces what is known of a seller.
    EditPerson(Person),
    /// Removes a seller; the territories become vacant.
    RemovePerson(PersonId),
    /// Adds an empty territory.
    AddTerritory {
        /// Where.
        scenario: ScenarioId,
        /// Its name.
        name: String,
        /// Who works it.
        seller: Option<PersonId>,
    },
    /// Changes a territory's name, colour or seller.
    EditTerritory {
        /// Where.
        scenario: ScenarioId,
        /// The territory as it shall be.
        territory: Territory,
    },
    /// Holds a territory round an account, or sets its centre free. Where the account belongs to another territory, the
    /// next balance brings it over.
    FixCentre {
        /// Where.
        scenario: ScenarioId,
        /// Which.
        territory: TerritoryId,
        /// The account; none sets the centre free.
        centre: Option<AccountId>,
    },
    /// Gives a territory a share of its own, or a full one again.
    SetShare {
        /// Where.
        scenario: ScenarioId,
        /// Which.
        territory: TerritoryId,
        /// The share.
        share: OwnShare,
    },
    /// Declares a further column of the customers' list a measure of the plan.
    AddMeasure {
        /// The column's header.
        column: String,
        /// What it counts in; empty for a bare count.
        unit: String,
    },
    /// Takes a further measure out of the plan; the customers keep their entries.
    RemoveMeasure(MeasureId),
    /// Gives every territory a colour anew, in all scenarios, so that neighbours differ clearly.
    RecolourTerritories,
    /// Removes a territory; its accounts go to another one, or to none.
    RemoveTerritory {
        /// Where.
        scenario: ScenarioId,
        /// Which.
        territory: TerritoryId,
        /// The territory that takes its accounts.
        heir: Option<TerritoryId>,
    },
    /// Gives accounts to a territory, or to none.
    AssignAccounts {
        /// Where.
        scenario: ScenarioId,
        /// Which.
        accounts: Vec<AccountId>,
        /// To whom.
        territory: Option<TerritoryId>,
    },
    /// Gives whole areas to a territory, or to none, with the accounts in them.
    AssignAreas {
        /// Where.
        scenario: ScenarioId,
        /// Which, by their keys in the map.
        areas: Vec<String>,
        /// The accounts in them.
        accounts: Vec<AccountId>,
        /// To whom.
        territory: Option<TerritoryId>,
    },
    /// Replaces the assignment by a balanced one. Accounts that are not named keep their territory.
    ApplyDesign {
        /// Where.
        scenario: ScenarioId,
        /// The territory of each account.
        assignment: Vec<(AccountId, TerritoryId)>,
    },
    /// Changes how a scenario is to be balanced.
    ChangeDesign {
        /// Where.
        scenario: ScenarioId,
        /// The new settings.
        design: DesignSettings,
    },
    /// Changes the quotas of a scenario.
    ChangeQuota {
        /// Where.
        scenario: ScenarioId,
        /// What.
        change: Box<QuotaCommand>,
    },
    /// Changes the plan's pay plans.
    ChangePayPlans(Box<PayPlanCommand>),
    /// Replaces the plan's seasons and ramps.
    ChangeSchedules(Schedules),
    /// Branches a scenario from another one; also duplicates.
    AddScenario {
        /// Its name.
        name: String,
        /// The scenario it begins as.
        from: ScenarioId,
    },
    /// Names a scenario.
    RenameScenario {
        /// Which.
        scenario: ScenarioId,
        /// The new name.
        name: String,
    },
    /// Removes a scenario. Today's state cannot be removed.
    RemoveScenario(ScenarioId),
    /// Several commands as one step. The log shows the account or seller that is added first, or else the last one's
    /// summary.
    Together(Vec<Command>),
    /// Several commands as one step that the log tells in words of its own.
    Step {
        /// What the log shows.
        change: ChangeSummary,
        /// The commands, in order.
        commands: Vec<Command>,
    },
    /// Makes a scenario today's state: its territories and assignment replace today's.
    AdoptScenario(ScenarioId),
}

/// What a change did, with the names as they were then; the change log shows it in the reader's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ChangeSummary {
    /// The plan was created.
    PlanCreated,
    /// The plan got this name.
    PlanRenamed(String),
    /// The settings changed.
    SettingsChanged,
    /// Accounts came from the file of this name.
    AccountsImported {
        /// The file's name.
        source: String,
        /// What came.
        counts: ImportCounts,
        /// The scenario that territories and sellers went into; empty for today's state, and where there were none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        scenario: String,
    },
    /// The account of this name was edited.
    AccountEdited(String),
    /// So many accounts were removed.
    AccountsRemoved(usize),
    /// So many accounts were fixed or set free.
    AccountsFixed {
        /// How many.
        count: usize,
        /// Fixed or free.
        is_fixed: bool,
    },
    /// The seller of this name was added.
    PersonAdded(String),
    /// The seller of this name was edited.
    PersonEdited(String),
    /// The seller of this name was removed.
    PersonRemoved(String),
    /// A territory was added.
    TerritoryAdded {
        /// Its name.
        territory: String,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A territory was edited.
    TerritoryEdited {
        /// Its name.
        territory: String,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A territory was to stay round an account.
    CentreFixed {
        /// The territory's name.
        territory: String,
        /// The account's name.
        account: String,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A territory's centre was set free.
    CentreFreed {
        /// The territory's name.
        territory: String,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A territory was removed.
    TerritoryRemoved {
        /// Its name.
        territory: String,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// Accounts were given to a territory, or to none.
    AccountsAssigned {
        /// How many changed.
        count: usize,
        /// The territory's name, if any.
        territory: Option<String>,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// Areas without accounts were given to a territory, or to none.
    AreasAssigned {
        /// How many.
        count: usize,
        /// The territory's name, if any.
        territory: Option<String>,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A balanced assignment was applied.
    DesignApplied {
        /// How many accounts went from one territory to another.
        moved: usize,
        /// How many came to their first. Plans of before counted them as moved.
        #[serde(default)]
        given: usize,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// The balancing settings of a scenario changed.
    DesignChanged {
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A scenario was branched.
    ScenarioAdded {
        /// Its name.
        name: String,
        /// The name of the one it was branched from; empty for today.
        from: String,
    },
    /// A scenario was renamed.
    ScenarioRenamed {
        /// The old name.
        from: String,
        /// The new name.
        to: String,
    },
    /// The scenario of this name was removed.
    ScenarioRemoved(String),
    /// The scenario of this name became today's state.
    ScenarioAdopted(String),
    /// The account of this name was added by hand.
    AccountAdded(String),
    /// Every territory got a colour anew.
    TerritoriesRecoloured,
    /// The map of this name, a file of the user's own, became the plan's.
    OwnMapChosen(String),
    /// Quotas changed.
    QuotaChanged {
        /// What.
        change: QuotaChange,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// Pay plans changed.
    PayPlansChanged(PayPlanChange),
    /// Seasons and ramps changed.
    SchedulesChanged,
    /// A change was undone.
    Undone(Box<ChangeSummary>),
    /// A change was done again.
    Redone(Box<ChangeSummary>),
    /// A seller left: territories were dissolved and their accounts given to others.
    TerritoriesDissolved {
        /// Their names.
        territories: Vec<String>,
        /// How many accounts went to others.
        moved: usize,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A seller left: territories became vacant.
    TerritoriesVacated {
        /// Their names.
        territories: Vec<String>,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// Territories were carved out for new sellers.
    TerritoriesCarved {
        /// How many.
        count: usize,
        /// How many accounts went to them.
        moved: usize,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// Two territories became one.
    TerritoriesMerged {
        /// The names of the two as they were.
        territories: [String; 2],
        /// The name of the one.
        name: String,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A territory was halved.
    TerritorySplit {
        /// Its name.
        territory: String,
        /// The name of the new half.
        half: String,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// A territory got a share of its own.
    ShareSet {
        /// The territory's name.
        territory: String,
        /// The weight: 1 is a full share.
        weight: f64,
        /// The scenario's name; empty for today.
        scenario: String,
    },
    /// The column of this header became a measure.
    MeasureAdded(String),
    /// The column of this header is no measure any more.
    MeasureRemoved(String),
    /// A suggested step was taken.
    SuggestionTaken {
        /// How many accounts moved.
        count: usize,
        /// The scenario's name; empty for today.
        scenario: String,
    },
}

/// Why a command was refused; the plan is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// The scenario is not in the plan.
    #[error("there is no such scenario")]
    UnknownScenario,
    /// The territory is not in the scenario.
    #[error("there is no such territory in this scenario")]
    UnknownTerritory,
    /// The account is not in the plan.
    #[error("there is no such account")]
    UnknownAccount,
    /// The person is not in the plan.
    #[error("there is no such person")]
    UnknownPerson,
    /// Today's state cannot be removed, renamed or adopted.
    #[error("today's state cannot be removed or renamed")]
    TodayIsKept,
    /// The plan is another than the one that the change was prepared for.
    #[error("the plan has changed since the import was prepared")]
    PlanHasChanged,
    /// The goal is not in the scenario.
    #[error("there is no such goal in this scenario")]
    UnknownGoal,
    /// The group is not in the scenario.
    #[error("there is no such team in this scenario")]
    UnknownGroup,
    /// No node of a tree can have this name.
    #[error("there is no such place in the tree")]
    UnknownNode,
    /// A group would lie below itself.
    #[error("a team cannot be part of itself")]
    GroupInItself,
    /// The pay plan is not in the plan.
    #[error("there is no such pay plan")]
    UnknownPayPlan,
    /// The measure is not in the plan.
    #[error("there is no such measure")]
    UnknownMeasure,
    /// No customer has a number in the column.
    #[error("there are no numbers in this column")]
    NoNumbers,
    /// Another one has the name.
    #[error("the name is taken")]
    NameIsTaken,
    /// There is nothing to do.
    #[error("there is nothing to do")]
    Nothing,
    /// A name is empty.
    #[error("a name is needed")]
    NameIsEmpty,
    /// A figure is out of its range.
    #[error("the figure {field} is out of range")]
    OutOfRange {
        /// The field's name in the code.
        field: &'static str,
    },
}
