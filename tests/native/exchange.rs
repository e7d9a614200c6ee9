//! Files in and out as a page meets them: through the service, with bad files, broken rows and our own exports.
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![cfg(feature = "sheets")]

#[path = "exchange/bad_files.rs"]
mod bad_files;
#[path = "exchange/round_trip.rs"]
mod round_trip;
#[path = "exchange/rows.rs"]
mod rows;
#[path = "exchange/session.rs"]
mod session;
