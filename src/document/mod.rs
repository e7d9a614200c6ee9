//! The plan as one document: its parts, the commands that change it, undo and redo, the change log and the
//! file format. Nothing else in the crate changes a plan.

pub mod alternatives;
pub mod answer;
mod apply;
pub mod areas;
pub mod borders;
pub mod churn;
pub mod codec;
pub mod colouring;
pub mod command;
pub mod comparison;
pub mod design;
pub mod fewer;
#[cfg(test)]
mod fixtures;
pub mod hand;
pub mod handover;
pub mod history;
pub mod holders;
pub mod import;
mod import_directory;
mod import_names;
pub mod import_sellers;
pub mod log_text;
mod logged;
mod measure_change;
pub mod measures;
pub mod neighbourhood;
pub mod overview;
pub mod own_map;
pub mod plan;
pub mod quota;
pub mod refusal;
pub mod reread;
pub mod results;
pub mod scenario;
pub mod settings;
pub mod shape;
pub mod shares;
pub mod strays;
pub mod suggestions;
pub mod territory_places;
pub mod wishes;

pub use command::{ChangeSummary, Command, CommandError};
pub use history::{Document, LogEntry, SavedDocument};
pub use import::{AccountImport, ImportCounts, ImportEffects, ImportRules, ImportedAccount, ImportedArea, PreparedImport};
pub use log_text::{change_text, command_error_text};
pub use logged::Logged;
pub use measures::FurtherMeasure;
pub use plan::{Plan, PlanId};
pub use scenario::{DesignSettings, DisruptionSetting, MeasureKind, MeasureSetting, Scenario, ShareBasis, StartFrom};
pub use settings::{OwnMap, PotentialUnit, Settings};
pub use shares::OwnShare;
pub use wishes::{CompactnessWish, DesignWishes, Kept, SharedOut, Whom};
