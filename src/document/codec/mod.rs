//! The file format of plans, the same in storage and in files: a JSON envelope with the format's name, the
//! schema's version, the app's build, the time of saving, a checksum over the exact bytes of the body and one over
//! what stands before it. Older bodies are brought up by [`migrate`]; newer ones are refused and kept.

pub mod migrate;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use xxhash_rust::xxh3::xxh3_128;

use super::SavedDocument;

/// The name that every plan file begins with.
pub const FORMAT: &str = "qalamro-plan";
/// The version of the body that this build writes. Raise it with a step in [`migrate`] and a fixture.
pub const SCHEMA_VERSION: u32 = 4;
/// The newest version of which there are files without a checksum of their head.
const NEWEST_WITHOUT_HEAD_CHECKSUM: u32 = 2;
/// The ending of plan files.
pub const FILE_EXTENSION: &str = "qalamro";
/// The largest plan file that is read, in bytes.
pub const FILE_LIMIT_BYTES: usize = 200 * 1024 * 1024;

#[derive(Deserialize)]
struct Envelope<'a> {
    format: String,
    schema_version: u32,
    #[serde(default)]
    app_build: String,
    #[serde(borrow, default)]
    saved_at_milliseconds: Option<&'a RawValue>,
    checksum: String,
    #[serde(default)]
    head_checksum: Option<String>,
    #[serde(borrow)]
    body: &'a RawValue,
}

impl Envelope<'_> {
    /// Whether what stands before the body is as it was written.
    fn is_head_sound(&self) -> bool {
        let saved_at = self.saved_at_milliseconds.map_or("", RawValue::get);
        let expected = head_checksum(self.schema_version, &self.app_build, saved_at, &self.checksum);
        match &self.head_checksum {
            Some(written) => *written == expected,
            None => self.schema_version <= NEWEST_WITHOUT_HEAD_CHECKSUM,
        }
    }
}

/// What stands before the body.
#[derive(Serialize)]
struct EnvelopeHead<'a> {
    format: &'a str,
    schema_version: u32,
    app_build: &'a str,
    saved_at_milliseconds: &'a RawValue,
    checksum: &'a str,
    head_checksum: &'a str,
}

/// What an envelope says of itself, readable without its body being sound.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct EnvelopeHeader {
    /// The schema's version.
    pub schema_version: u32,
    /// The build that wrote it.
    pub app_build: String,
    /// When it was written, in milliseconds since 1970.
    pub saved_at_milliseconds: f64,
}

/// A document that was read.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The document, in today's schema.
    pub document: SavedDocument,
    /// The version it was written in; lower than [`SCHEMA_VERSION`] when it was migrated.
    pub schema_version: u32,
}

/// Why bytes are not a plan that this build can open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// Not a plan file at all.
    #[error("this is not a Qalamro plan file")]
    NotAPlan,
    /// Larger than any plan may be.
    #[error("the file is larger than {limit_bytes} bytes")]
    TooLarge {
        /// The limit.
        limit_bytes: usize,
    },
    /// The checksum disagrees: bytes were changed or lost.
    #[error("the plan file is damaged: its checksum does not agree")]
    Damaged,
    /// Written by a newer version.
    #[error("the plan was written by a newer version (schema {found}, this build reads up to {known})")]
    Newer {
        /// The version of the file.
        found: u32,
        /// The newest version this build reads.
        known: u32,
    },
    /// The envelope is sound, the body is not what its version says.
    #[error("the plan's content cannot be read: {detail}")]
    Unreadable {
        /// Where and what, from the reader.
        detail: String,
    },
    /// The document could not be written.
    #[error("the plan cannot be written: {detail}")]
    Unwritable {
        /// What the writer said.
        detail: String,
    },
}

fn checksum(body: &[u8]) -> String {
    format!("xxh3-128:{:032x}", xxh3_128(body))
}

/// The checksum of a head's fields, the time of saving as it is written.
fn head_checksum(schema_version: u32, app_build: &str, saved_at: &str, checksum: &str) -> String {
    let fields = [FORMAT, &schema_version.to_string(), app_build, saved_at, checksum];
    format!("xxh3-128:{:032x}", xxh3_128(fields.join("\n").as_bytes()))
}

/// About what an account takes in a file, in bytes; a guess that spares large plans most copying while they are written.
const ACCOUNT_BYTES: usize = 400;

/// Writes a document.
///
/// # Errors
/// [`CodecError::Unwritable`] when a figure has no form in JSON.
pub fn encode(document: &SavedDocument, app_build: &str, now_milliseconds: f64) -> Result<Vec<u8>, CodecError> {
    write(document, None, app_build, now_milliseconds)
}

/// Writes a document with the user's own map that it is planned on, as a file that is complete without this browser;
/// [`super::own_map::carried_by`] takes the map out of it. An older build reads the plan and leaves the map.
///
/// # Errors
/// [`CodecError::Unwritable`] when a figure has no form in JSON, or the map is no JSON.
pub fn encode_with_map(document: &SavedDocument, own_map: &[u8], app_build: &str, now_milliseconds: f64) -> Result<Vec<u8>, CodecError> {
    let own_map = serde_json::from_slice(own_map).map_err(|error| CodecError::Unwritable { detail: error.to_string() })?;
    write(document, Some(own_map), app_build, now_milliseconds)
}

fn write(document: &SavedDocument, own_map: Option<&RawValue>, app_build: &str, now_milliseconds: f64) -> Result<Vec<u8>, CodecError> {
    let unwritable = |error: serde_json::Error| CodecError::Unwritable { detail: error.to_string() };
    let saved_at = serde_json::value::to_raw_value(&now_milliseconds).map_err(unwritable)?;
    let head = |checksum: &str| {
        let head = EnvelopeHead {
            format: FORMAT,
            schema_version: SCHEMA_VERSION,
            app_build,
            saved_at_milliseconds: &saved_at,
            checksum,
            head_checksum: &head_checksum(SCHEMA_VERSION, app_build, saved_at.get(), checksum),
        };
        let mut written = serde_json::to_vec(&head).map_err(unwritable)?;
        written.pop();
        written.extend_from_slice(b",\"body\":");
        Ok::<Vec<u8>, CodecError>(written)
    };
    // The body is written once and in its place; the head, whose length is known, takes its checksum afterwards.
    let mut bytes = head(&checksum(b""))?;
    let start = bytes.len();
    bytes.reserve(document.plan.accounts.len() * ACCOUNT_BYTES);
    serde_json::to_writer(&mut bytes, document).map_err(unwritable)?;
    if let Some(own_map) = own_map {
        bytes.pop();
        bytes.extend_from_slice(b",\"own_map\":");
        bytes.extend_from_slice(own_map.get().as_bytes());
        bytes.push(b'}');
    }
    let with_checksum = head(&checksum(&bytes[start..]))?;
    bytes[..start].copy_from_slice(&with_checksum);
    bytes.push(b'}');
    Ok(bytes)
}

/// What reads and writes plans, handed to those who keep them: with it a page brings the code for it when the first plan is
/// opened, and not before.
#[derive(Clone, Copy)]
pub struct PlanCodec {
    /// See [`encode`].
    pub encode: fn(&SavedDocument, &str, f64) -> Result<Vec<u8>, CodecError>,
    /// See [`decode`].
    pub decode: fn(&[u8]) -> Result<Decoded, CodecError>,
}

impl PlanCodec {
    /// The one of this module.
    pub fn json() -> PlanCodec {
        PlanCodec { encode, decode }
    }
}

/// Reads what an envelope says of itself, even when its body is damaged or newer.
///
/// # Errors
/// [`CodecError::NotAPlan`].
pub fn header(bytes: &[u8]) -> Result<EnvelopeHeader, CodecError> {
    let header: EnvelopeHeader = serde_json::from_slice(bytes).map_err(|_| CodecError::NotAPlan)?;
    Ok(header)
}

/// Reads a document, checks it and brings it up to today's schema.
///
/// # Errors
/// See [`CodecError`]; the bytes are the caller's and stay as they are.
pub fn decode(bytes: &[u8]) -> Result<Decoded, CodecError> {
    if bytes.len() > FILE_LIMIT_BYTES {
        return Err(CodecError::TooLarge { limit_bytes: FILE_LIMIT_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| not_a_plan_or_damaged(bytes))?;
    let envelope: Envelope = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| not_a_plan_or_damaged(bytes))?;
    if envelope.format != FORMAT {
        return Err(not_a_plan_or_damaged(bytes));
    }
    if checksum(envelope.body.get().as_bytes()) != envelope.checksum {
        return Err(CodecError::Damaged);
    }
    if envelope.schema_version > SCHEMA_VERSION {
        return Err(CodecError::Newer { found: envelope.schema_version, known: SCHEMA_VERSION });
    }
    // After the question of newer versions: what they sum up may be more.
    if !envelope.is_head_sound() {
        return Err(CodecError::Damaged);
    }
    let unreadable = |error: serde_json::Error| CodecError::Unreadable { detail: error.to_string() };
    let document: SavedDocument = if envelope.schema_version == SCHEMA_VERSION {
        serde_json::from_str(envelope.body.get()).map_err(unreadable)?
    } else {
        let body = serde_json::from_str(envelope.body.get()).map_err(unreadable)?;
        let migrated = migrate::migrate(body, envelope.schema_version)?;
        // Through text once more: one way of reading is half the code.
        serde_json::from_str(&migrated.to_string()).map_err(unreadable)?
    };
    check(&document)?;
    Ok(Decoded { document, schema_version: envelope.schema_version })
}

/// A file that names the format in its first bytes was a plan once; anything else never was.
fn not_a_plan_or_damaged(bytes: &[u8]) -> CodecError {
    let head = &bytes[..bytes.len().min(200)];
    if head.windows(FORMAT.len()).any(|window| window == FORMAT.as_bytes()) { CodecError::Damaged } else { CodecError::NotAPlan }
}

/// What commands keep true, checked once where a file could break it.
fn check(document: &SavedDocument) -> Result<(), CodecError> {
    let plan = &document.plan;
    let unreadable = |detail: &str| Err(CodecError::Unreadable { detail: detail.to_owned() });
    if plan.scenario(crate::domain::ScenarioId::TODAY).is_none() {
        return unreadable("the plan has no state of today");
    }
    if !plan.accounts.is_sorted_by(|one, next| one.id < next.id) {
        return unreadable("two accounts share an identity, or accounts are out of order");
    }
    let mut days = plan.accounts.iter().filter_map(|account| account.customer_since);
    if days.any(|day| day.unix_day(crate::domain::CalendarKind::Gregorian).is_none()) {
        return unreadable("the calendar has no such day as one since when an account is a customer");
    }
    let highest = plan.accounts.last().map_or(0, |account| account.id.0);
    if plan.next_identity <= highest {
        return unreadable("the next identity is already in use");
    }
    Ok(())
}
