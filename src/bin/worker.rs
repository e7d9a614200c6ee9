//! Runs the engines in a worker: the search for territories, or the simulation of attainment, as the page asks for.

#[cfg(target_arch = "wasm32")]
fn main() {
    use qalamro::browser::worker_host::{run, service_name};
    use qalamro::port::service::Service;
    use qalamro::quota::attainment::AttainmentService;

    if service_name() == AttainmentService::NAME {
        run(AttainmentService::default());
    } else {
        run(qalamro::territory::service::DesignService::default());
    }
}

/// The worker runs in a browser alone.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
