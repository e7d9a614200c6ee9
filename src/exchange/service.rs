//! The worker that reads and writes files, as a pure service: opens, previews, checks and delivers in slices.

pub use super::protocol::{ExchangeRequest, ExchangeResponse};
