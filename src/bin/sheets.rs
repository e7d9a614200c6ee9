//! Reads and writes spreadsheets, or reads own maps, in a worker that is loaded when first needed.

#[cfg(target_arch = "wasm32")]
fn main() {
    use qalamro::browser::worker_host::{run, service_name};
    use qalamro::cartography::map_service::MapService;
    use qalamro::port::service::Service;

    if service_name() == MapService::NAME {
        run(MapService::default());
    } else {
        run(qalamro::exchange::service::ExchangeService::default());
    }
}

/// The worker runs in a browser alone.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
