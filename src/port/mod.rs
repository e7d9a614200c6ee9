//! What the engine may ask of a host, as traits with fakes for tests. The browser's side is in `browser`.

pub mod service;
