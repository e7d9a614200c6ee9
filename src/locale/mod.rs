//! Words, numbers and dates in Persian and English. Stands beside `domain`: knows amounts and dates, but no
//! plan and no screen.

pub mod date;
pub mod language;
pub mod markup;
pub mod money;
pub mod number;
pub mod place_names;
pub mod reading;
pub mod text;
pub mod words;

pub use date::DateFormat;
pub use language::{Language, Text};
pub use money::{MoneyFormat, unit_label};
pub use number::NumberFormat;
