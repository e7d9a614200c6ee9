//! Brings the body of an older plan file up to today's schema, one version at a time. A step works on JSON, so
//! that it stays true when the types of the crate move on.

use serde_json::Value;

use super::{CodecError, SCHEMA_VERSION};

/// Brings a body from one version to the next.
pub type Step = fn(Value) -> Result<Value, String>;

/// The steps: the first brings version 1 to 2, the second 2 to 3, and so on.
pub const STEPS: &[Step] = &[customer_since, quotas, pay];

/// Version 2 knows since when an account is a customer, and how many areas an import took from the map.
fn customer_since(mut body: Value) -> Result<Value, String> {
    let accounts = body["plan"]["accounts"].as_array_mut().ok_or("there are no accounts")?;
    for account in accounts {
        account.as_object_mut().ok_or("an account is no object")?.insert("customer_since".to_owned(), Value::Null);
    }
    for entry in body["log"].as_array_mut().into_iter().flatten() {
        // An import may stand inside of undone and redone changes.
        let mut change = &mut entry["change"];
        while let Some(key) = ["Undone", "Redone"].into_iter().find(|key| change.get(key).is_some()) {
            change = &mut change[key];
        }
        if let Some(counts) = change.get_mut("AccountsImported").and_then(|import| import["counts"].as_object_mut()) {
            counts.insert("areas_from_map".to_owned(), 0.into());
        }
    }
    Ok(body)
}

/// Version 3 knows quotas, schedules and when sellers are there. A plan of version 2 says nothing of them, and is
/// complete without; the number alone keeps an older build from dropping them.
fn quotas(body: Value) -> Result<Value, String> {
    Ok(body)
}

/// Version 4 knows pay plans, who is on which, and who leads a team. A plan of version 3 says nothing of them, and is
/// complete without.
fn pay(body: Value) -> Result<Value, String> {
    Ok(body)
}

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
    fn version_1_gets_what_version_2_knows() {
        let imported = json!({"AccountsImported": {"source": "a", "counts": {"added": 1}}});
        let body = json!({
            "plan": {"accounts": [{"id": 1}]},
            "log": [{"change": "PlanCreated"}, {"change": imported.clone()}, {"change": {"Redone": {"Undone": imported}}}],
        });
        let body = migrate(body, 1).unwrap_or_default();
        assert_eq!(body["plan"]["accounts"][0], json!({"id": 1, "customer_since": null}));
        let counts = json!({"added": 1, "areas_from_map": 0});
        assert_eq!(body["log"][1]["change"]["AccountsImported"]["counts"], counts);
        assert_eq!(body["log"][2]["change"]["Redone"]["Undone"]["AccountsImported"]["counts"], counts);
        assert_eq!(body["log"][0]["change"], "PlanCreated");
        assert!(migrate(json!({"plan": {}}), 1).is_err());
    }

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
