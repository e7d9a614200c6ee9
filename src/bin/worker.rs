//! Runs the engines in a worker: the search for territories, steps of a plan, or the simulation of attainment, as the page
//! asks for.

#[cfg(target_arch = "wasm32")]
fn main() {
    use qalamro::browser::worker_host::{run, service_name};
    use qalamro::port::service::Service;
    use qalamro::quota::attainment::AttainmentService;
    use qalamro::territory::service::DesignService;
    use qalamro::territory::steps::StepService;

    match service_name().as_str() {
        AttainmentService::NAME => run(AttainmentService::default()),
        StepService::NAME => run(StepService::default()),
        _ => run(DesignService::default()),
    }
}

/// The worker runs in a browser alone.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
