//! Reads and writes spreadsheets in a worker that is loaded when first needed.

#[cfg(target_arch = "wasm32")]
fn main() {
    qalamro::browser::worker_host::run(qalamro::exchange::service::ExchangeService::default());
}

/// The worker runs in a browser alone.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
