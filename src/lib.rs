//! Qalamro: a sales-operations planning studio that runs whole inside a browser.
//!
//! This file is the map of the crate and holds no logic. Imports run downwards only:
//! `ui`, `browser` → `cartography`, `keeping` → `port` → `document` → `territory`, `exchange` → `domain`; `locale`
//! stands beside `domain`. The worker's program is made of the engines alone, so all that knows a plan needs its feature.

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(feature = "plan")]
pub mod cartography;
#[cfg(feature = "app")]
pub mod charts;
#[cfg(feature = "plan")]
pub mod document;
pub mod domain;
#[cfg(feature = "plan")]
pub mod exchange;
#[cfg(feature = "plan")]
pub mod keeping;
#[cfg(feature = "plan")]
pub mod locale;
pub mod port;
pub mod quota;
#[cfg(feature = "plan")]
pub mod report;
#[cfg(all(feature = "plan", not(target_arch = "wasm32")))]
pub mod sample;
#[cfg(feature = "plan")]
pub mod tabular;
pub mod territory;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub mod ui;
#[cfg(feature = "app")]
pub mod wizard;
