//! Brings the body of an older plan file up to today's schema, one version at a time. A step works on JSON, so
//! that it stays true when the types of the crate move on.

use serde_json::Value;

use super::{CodecError, SCHEMA_VERSION};

/// Brings a body from one version to the next.
pub type Step = fn(Value) -> Result<Value, String>;

/// The steps: the first brings version 1 to 2, the second 2 to 3, and so on.
pub const STEPS: &[Step] = &[];

const _: () = assert!(STEPS.len() + 1 == SCHEMA_VERSION as usize, "every version but the newest needs a step to the next");

/// Brings a body from a version to today's.
///
/// # Errors
/// [`CodecError::Unreadable`] when there never was such a version or the body does not fit it.
pub fn migrate(body: Value, from: u32) -> Result<Value, CodecError> {
    run(STEPS, body, from)
}

fn run(steps: &[Step], body: Value, from: u32) -> Result<Value, CodecError> {
    let done = from.checked_sub(1).and_then(|done| steps.get(done as usize..));
    let Some(left) = done else {
        return Err(CodecError::Unreadable { detail: format!("there is no schema version {from}") });
    };
    left.iter().try_fold(body, |body, step| step(body).map_err(|detail| CodecError::Unreadable { detail }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn steps_run_from_the_version_of_the_file() {
        let rename: Step = |mut body| {
            let name = body.as_object_mut().and_then(|map| map.remove("title")).ok_or("no title")?;
            body["name"] = name;
            Ok(body)
        };
        let count: Step = |mut body| {
            body["count"] = json!(1);
            Ok(body)
        };
        let steps = [rename, count];
        assert_eq!(run(&steps, json!({"title": "a"}), 1), Ok(json!({"name": "a", "count": 1})));
        assert_eq!(run(&steps, json!({"name": "a"}), 2), Ok(json!({"name": "a", "count": 1})));
        assert_eq!(run(&steps, json!({"x": 1}), 3), Ok(json!({"x": 1})));
        assert!(matches!(run(&steps, json!({}), 1), Err(CodecError::Unreadable { .. })));
        assert!(run(&steps, json!({}), 0).is_err());
    }
}
