//! The field's small types with their invariants: identities, money, places, calendars, accounts, areas,
//! people and territories with their colours. Nothing here knows a plan, a file or a browser.

pub mod account;
pub mod apportion;
pub mod area;
pub mod calendar;
pub mod fiscal;
pub mod id;
pub mod money;
pub mod palette;
pub mod person;
pub mod place;
pub mod territory;

pub use account::{Account, SalesHistory, Workload};
pub use area::Area;
pub use calendar::{CalendarKind, CivilDate, YearMonth};
pub use fiscal::{FiscalYear, FiscalYearError};
pub use id::{AccountId, AreaId, GroupId, MeasureId, PersonId, ScenarioId, TerritoryId};
pub use money::{Currency, DisplayUnit, Money};
pub use person::{Absence, Person, Service};
pub use place::Coordinates;
pub use territory::Territory;
