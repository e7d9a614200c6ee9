//! Qalamro: a sales-operations planning studio that runs whole inside a browser.
//!
//! This file is the map of the crate and holds no logic. Imports run downwards only:
//! `ui`, `browser` → `cartography`, `keeping` → `port` → `document` → `territory`, `exchange` → `domain`; `locale`
//! stands beside `domain`.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod cartography;
#[cfg(feature = "app")]
pub mod charts;
pub mod document;
pub mod domain;
pub mod exchange;
pub mod keeping;
pub mod locale;
pub mod port;
pub mod quota;
pub mod report;
pub mod sample;
pub mod tabular;
pub mod territory;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub mod ui;
#[cfg(feature = "app")]
pub mod wizard;
