//! A territory design is the same in a browser as natively.

use wasm_bindgen_test::wasm_bindgen_test;

use super::design_sample::{EXPECTED, found};

#[wasm_bindgen_test]
fn a_design_is_the_same_as_natively() {
    assert_eq!(found(), EXPECTED);
}
