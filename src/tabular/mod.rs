//! The pure parts of tables: what is in sight, in which order, what a gesture selects, which rows a search
//! finds, and the rows of the tables of customers and of territories. Nothing here draws or knows a browser.

pub mod account_form;
pub mod accounts;
pub mod areas;
pub mod band_form;
pub mod centres;
pub mod collation;
pub mod customers;
pub mod day_field;
pub mod goal_form;
pub mod handovers;
pub mod history;
pub mod holding_form;
pub mod judgement_export;
pub mod method_form;
pub mod node_form;
pub mod order;
pub mod outlook_form;
pub mod past_holidays;
pub mod pay_export;
pub mod pay_shape;
pub mod pay_slots;
pub mod person_form;
pub mod quota_beside;
pub mod quota_changes;
pub mod quota_export;
pub mod quota_grid;
pub mod quota_reason;
pub mod schedule_form;
pub mod search;
pub mod selection;
pub mod service_form;
pub mod share_form;
pub mod staffing_form;
pub mod territories;
pub mod window;

pub use accounts::{AccountColumn, AccountFilter, AccountRow, AccountTotals};
pub use collation::CollationKey;
pub use customers::CustomersState;
pub use order::{SortDirection, SortKey, sorted};
pub use search::Search;
pub use selection::{CursorMove, Gesture};
pub use window::Window;
