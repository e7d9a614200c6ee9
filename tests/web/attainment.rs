//! The simulation tells the same in a browser as natively.

use wasm_bindgen_test::wasm_bindgen_test;

use super::attainment_sample::{EXPECTED, found};

#[wasm_bindgen_test]
fn a_simulation_tells_the_same_as_natively() {
    assert_eq!(found(), EXPECTED);
}
