//! Reads and writes spreadsheets in a worker that is loaded when first needed.
fn main() {}
