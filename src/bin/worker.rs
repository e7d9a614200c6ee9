//! Runs the territory engine in a worker.

#[cfg(target_arch = "wasm32")]
fn main() {
    qalamro::browser::worker_host::run(qalamro::territory::service::DesignService::default());
}

/// The worker runs in a browser alone.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
