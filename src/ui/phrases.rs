//! Errors and findings of the engine in the words of the screen, with the names of what they are about.

use leptos::prelude::*;

use super::studio::Studio;
use crate::document::codec::CodecError;
use crate::keeping::NotSaved;
use crate::locale::words::import as import_words;
use crate::locale::words::plans as words;
use crate::port::store::StoreError;
use crate::port::worker::WorkerFailure;

/// Why a plan file cannot be opened or written.
pub fn codec_error(studio: &Studio, error: &CodecError) -> String {
    match error {
        CodecError::NotAPlan => studio.say(words::NOT_A_PLAN).to_owned(),
        CodecError::TooLarge { limit_bytes } => {
            studio.fill(words::FILE_TOO_LARGE, &[("megabytes", &studio.numbers().count(limit_bytes / 1_048_576))])
        }
        CodecError::Damaged => studio.say(words::FILE_DAMAGED).to_owned(),
        CodecError::Newer { .. } => studio.say(words::FILE_NEWER).to_owned(),
        CodecError::Unreadable { detail } | CodecError::Unwritable { detail } => studio.fill(words::FILE_UNREADABLE, &[("detail", detail)]),
    }
}

/// Why the browser's storage did not keep the plan.
pub fn not_saved(studio: &Studio, reason: &NotSaved) -> String {
    let text = match reason {
        NotSaved::Store(StoreError::Full) => words::STORE_FULL,
        NotSaved::Store(StoreError::Overtaken { .. }) => words::STORE_OVERTAKEN,
        NotSaved::Store(StoreError::Missing) => words::STORE_MISSING,
        NotSaved::Store(StoreError::Blocked) => words::STORE_BLOCKED,
        NotSaved::Store(StoreError::Unavailable { .. }) => words::STORE_UNAVAILABLE,
        other => return other.to_string(),
    };
    studio.language.get_untracked();
    studio.say(text).to_owned()
}

/// Why the part of the app that reads and writes spreadsheets gave no answer, and what to do.
pub fn worker_failure(studio: &Studio, failure: &WorkerFailure) -> String {
    match failure {
        WorkerFailure::NotNamed { .. } | WorkerFailure::NotStarted { .. } | WorkerFailure::Silent { .. } => {
            studio.say(import_words::WORKER_NOT_STARTED).to_owned()
        }
        WorkerFailure::OtherBuild { .. } => studio.say(import_words::WORKER_OTHER_BUILD).to_owned(),
        WorkerFailure::Died { .. } | WorkerFailure::Unreadable { .. } => {
            studio.fill(import_words::WORKER_DIED, &[("detail", &failure.to_string())])
        }
    }
}
