//! Long work behind messages: what a worker runs. A service takes requests at once and does the work in
//! slices, so that a later request (a cancellation above all) is heard in between.

use serde::{Serialize, de::DeserializeOwned};

/// Work that is asked for and answered by messages.
pub trait Service {
    /// What a worker with several services tells it by; the page names its worker so.
    const NAME: &'static str = "";

    /// What it may be asked.
    type Request: Serialize + DeserializeOwned;
    /// What it answers; one request may have many answers (progress, then the result).
    type Response: Serialize + DeserializeOwned;

    /// Takes a request. Quick: long work is left to [`Service::step`].
    fn handle(&mut self, request: Self::Request, answer: &mut dyn FnMut(Self::Response));

    /// Does a slice of the work under way, some ten milliseconds of it; true while more is left.
    fn step(&mut self, answer: &mut dyn FnMut(Self::Response)) -> bool;
}
