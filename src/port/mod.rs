//! What the engine may ask of a host, as traits with fakes for tests. The browser's side is in `browser`.

pub mod build;
pub mod service;
#[cfg(feature = "plan")]
pub mod store;
pub mod worker;
