//! Errors and findings of the engine in the words of the screen, with the names of what they are about.

use super::studio::Studio;
use crate::browser::fetch::FetchError;
use crate::browser::files::FileError;
use crate::document::codec::CodecError;
use crate::keeping::{NotSaved, SnapshotError};
use crate::locale::Text;
use crate::locale::text::isolated;
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
    match reason {
        NotSaved::Store(error) => store_error(studio, error),
        NotSaved::Codec(error) => codec_error(studio, error),
        NotSaved::ReadBackDiffers => studio.say(words::STORE_DIFFERS).to_owned(),
        NotSaved::OtherPlan => studio.fill(words::STORE_OTHER, &[("detail", &isolated(&reason.to_string()))]),
    }
}

/// Why the browser's storage did not do what was asked; what the browser said comes after it.
pub fn store_error(studio: &Studio, error: &StoreError) -> String {
    let detailed = |text: Text, detail: &str| studio.fill(text, &[("detail", &isolated(detail))]);
    let plain = |text: Text| studio.say(text).to_owned();
    match error {
        StoreError::Full => plain(words::STORE_FULL),
        StoreError::Overtaken { .. } => plain(words::STORE_OVERTAKEN),
        StoreError::Missing => plain(words::STORE_MISSING),
        StoreError::Blocked => plain(words::STORE_BLOCKED),
        StoreError::Closed => plain(words::STORE_CLOSED),
        StoreError::Newer => plain(words::STORE_NEWER),
        StoreError::Unavailable { detail } => detailed(words::STORE_UNAVAILABLE, detail),
        StoreError::Other { detail } => detailed(words::STORE_OTHER, detail),
    }
}

/// That the browser's storage did not answer, and why.
pub fn storage_failed(studio: &Studio, error: &StoreError) -> String {
    studio.fill(words::STORAGE_FAILED, &[("why", &store_error(studio, error))])
}

/// Why an older version of a plan was not restored.
pub fn snapshot_error(studio: &Studio, error: &SnapshotError) -> String {
    match error {
        SnapshotError::Store(error) => storage_failed(studio, error),
        SnapshotError::Codec(error) => codec_error(studio, error),
    }
}

/// Why a file did not come in or go out.
pub fn file_error(studio: &Studio, error: &FileError) -> String {
    match error {
        FileError::Unreadable { name, detail } => studio.fill(words::FILE_NOT_READ, &[("name", name), ("detail", &isolated(detail))]),
        FileError::Refused { detail } => studio.fill(words::BROWSER_REFUSED, &[("detail", &isolated(detail))]),
    }
}

/// Why a file of the app itself did not arrive.
pub fn fetch_error(studio: &Studio, error: &FetchError) -> String {
    studio.fill(words::NOT_LOADED, &[("detail", &isolated(&error.to_string()))])
}

/// Why the part of the app that reads and writes spreadsheets gave no answer, and what to do.
pub fn worker_failure(studio: &Studio, failure: &WorkerFailure) -> String {
    match failure {
        WorkerFailure::NotNamed { .. } | WorkerFailure::NotStarted { .. } | WorkerFailure::Silent { .. } => {
            studio.say(import_words::WORKER_NOT_STARTED).to_owned()
        }
        WorkerFailure::OtherBuild { .. } => studio.say(import_words::WORKER_OTHER_BUILD).to_owned(),
        WorkerFailure::Died { .. } | WorkerFailure::Unreadable { .. } => {
            studio.fill(import_words::WORKER_DIED, &[("detail", &isolated(&failure.to_string()))])
        }
    }
}

/// Why another part of the app, such as the one that calculates, gave no answer: a clause to follow what failed.
pub fn worker_reason(studio: &Studio, failure: &WorkerFailure) -> String {
    let text = match failure {
        WorkerFailure::NotNamed { .. } | WorkerFailure::NotStarted { .. } | WorkerFailure::Silent { .. } => {
            import_words::REASON_NOT_STARTED
        }
        WorkerFailure::OtherBuild { .. } => import_words::REASON_OTHER_BUILD,
        WorkerFailure::Died { .. } | WorkerFailure::Unreadable { .. } => import_words::REASON_DIED,
    };
    studio.fill(text, &[("detail", &isolated(&failure.to_string()))])
}
