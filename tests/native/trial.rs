//! A trial run by the service that the worker runs, to its end.

#![allow(clippy::unwrap_used)]

use qalamro::port::service::Service;
use qalamro::territory::service::{DesignRequest, DesignResponse, DesignService};
use qalamro::territory::trials::Trial;
use qalamro::territory::{Solution, UnmetPieces, UnmetWish};

/// What the service answers, and what that leaves unmet; the checker has found nothing wrong with it.
pub fn run(trial: Trial) -> (Solution, Vec<UnmetWish>, Vec<UnmetPieces>) {
    let mut service = DesignService::default();
    let mut found = None;
    let mut hear = |response| {
        if let DesignResponse::Finished { solution, unmet, pieces, failures, .. } = response {
            assert!(failures.is_empty(), "{failures:?}");
            found = Some((*solution, unmet, pieces));
        }
    };
    service.handle(DesignRequest::Start { run: 1, trial: Box::new(trial) }, &mut hear);
    while service.step(&mut hear) {}
    found.unwrap()
}
