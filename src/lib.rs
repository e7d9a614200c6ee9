//! Qalamro: a sales-operations planning studio that runs whole inside a browser.
//!
//! This file is the map of the crate and holds no logic. Imports run downwards only:
//! `ui`, `browser` → `document` → `territory`, `exchange` → `domain`; `locale` stands beside `domain`.

pub mod document;
pub mod domain;
pub mod exchange;
pub mod locale;
pub mod port;
pub mod territory;
