//! Words, numbers and dates in Persian and English. Stands beside `domain`: knows amounts and dates, but no
//! plan and no screen.

pub mod exchange;
pub mod language;
pub mod text;

pub use language::{Language, Text};
