//! What page and worker say to each other around the requests and responses of a [`super::service::Service`]:
//! the greeting with the build, and the ways in which a worker fails. Sending is the business of `browser`.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// What a worker posts. The greeting stays the first variant for ever: a page must understand it from a worker
/// of any other build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker<Response> {
    /// The first message: the worker is ready, and this is its build.
    Ready {
        /// The worker's [`super::build::BUILD_ID`].
        build: String,
    },
    /// An answer of its service.
    Response(Response),
    /// A request could not be read; it was left alone.
    UnreadableRequest {
        /// What the reader said.
        detail: String,
    },
    /// The worker is about to die.
    Panicked {
        /// The panic's message and place.
        message: String,
    },
}

/// Why a worker gives no answer. Its job is lost; the next request starts a new worker.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkerFailure {
    /// The page does not say where the worker's script is.
    #[error("the page does not name the worker script {name}")]
    NotNamed {
        /// The name of the `meta` element that is missing.
        name: String,
    },
    /// The browser could not start it, or its script could not be loaded.
    #[error("the worker could not be started: {detail}")]
    NotStarted {
        /// What the browser said.
        detail: String,
    },
    /// It did not greet in time.
    #[error("the worker did not answer within {seconds} seconds")]
    Silent {
        /// The time it was given.
        seconds: u32,
    },
    /// Page and worker are of different builds: the page must be loaded again.
    #[error("the page is build {page} and the worker build {worker}")]
    OtherBuild {
        /// The page's build.
        page: String,
        /// The worker's build.
        worker: String,
    },
    /// It died at a panic or another error.
    #[error("the worker died: {message}")]
    Died {
        /// The panic's message and place, or what the browser said.
        message: String,
    },
    /// A message from one side could not be read by the other.
    #[error("a message between page and worker could not be read: {detail}")]
    Unreadable {
        /// What the reader said.
        detail: String,
    },
}

/// Writes a message.
///
/// # Errors
/// [`WorkerFailure::Unreadable`] when the message has no form in bytes.
pub fn to_bytes<Message: Serialize>(message: &Message) -> Result<Vec<u8>, WorkerFailure> {
    postcard::to_allocvec(message).map_err(|error| WorkerFailure::Unreadable { detail: error.to_string() })
}

/// Reads a message.
///
/// # Errors
/// [`WorkerFailure::Unreadable`] when the bytes are not such a message.
pub fn from_bytes<Message: DeserializeOwned>(bytes: &[u8]) -> Result<Message, WorkerFailure> {
    postcard::from_bytes(bytes).map_err(|error| WorkerFailure::Unreadable { detail: error.to_string() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_greeting_is_understood_whatever_the_service_answers() {
        let bytes = to_bytes(&FromWorker::<u32>::Ready { build: "next".to_owned() }).unwrap();
        let greeting: FromWorker<(String, Vec<f64>)> = from_bytes(&bytes).unwrap();
        assert_eq!(greeting, FromWorker::Ready { build: "next".to_owned() });
        assert_eq!(bytes, [0, 4, b'n', b'e', b'x', b't'], "these bytes are what pages of every build understand");
    }

    #[test]
    fn bytes_of_something_else_are_refused() {
        assert!(matches!(from_bytes::<FromWorker<u32>>(&[9, 9]), Err(WorkerFailure::Unreadable { .. })));
    }
}
