//! Tests that need a real browser: storage in IndexedDB, preferences, and workers. Run by `.ci/wasm-tests`;
//! natively this file is empty.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod attainment;
mod attainment_sample;
mod design;
mod design_sample;
mod leaving;
mod plan_store;
mod preference_store;
mod worker;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
