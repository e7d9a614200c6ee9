//! What browsers must answer as well: see `tests/web`.

#[path = "../web/design_sample.rs"]
mod design_sample;

#[test]
fn a_design_is_what_it_is_in_a_browser() {
    assert_eq!(design_sample::found(), design_sample::EXPECTED);
}
