//! Runs the territory engine in a worker.
fn main() {}
