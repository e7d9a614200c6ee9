//! The door into the quota engine: the sample plan comes out exactly, and a bad file is told what is wrong.
// The test has the program to itself.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

#[path = "../../examples/quota.rs"]
mod door;

use std::path::PathBuf;

use serde_json::Value;

fn fixture() -> String {
    format!("{}/tests/fixtures/quota/plan.json", env!("CARGO_MANIFEST_DIR"))
}

fn answered(path: &str) -> Result<Value, String> {
    door::answer_text(&[path.to_owned()]).map(|text| serde_json::from_str(&text).unwrap())
}

/// What is said of the sample plan in which one thing is replaced.
fn with_change(from: &str, to: &str) -> Result<Value, String> {
    let text = std::fs::read_to_string(fixture()).unwrap();
    assert!(text.contains(from));
    let name = format!("quota-{}-{}.json", text.find(from).unwrap(), to.len());
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    answered(&path.display().to_string())
}

fn sum(nodes: &[&Value], pointer: &str) -> i64 {
    nodes.iter().map(|node| node.pointer(pointer).unwrap().as_i64().unwrap()).sum()
}

#[test]
fn children_sum_to_their_parent_in_every_period_of_the_printed_tree() {
    let answer = answered(&fixture()).unwrap();
    assert_eq!(answer["months"][11], "1404-12");
    assert_eq!(answer["goals"][1]["target"], 1_080_000_000_006i64);
    for goal in answer["goals"].as_array().unwrap() {
        let nodes = goal["nodes"].as_array().unwrap();
        assert_eq!(nodes[0]["base"]["year"], goal["target"]);
        for parent in nodes {
            for side in ["time", "kind"] {
                let children: Vec<&Value> =
                    nodes.iter().filter(|node| node["parent"] == parent["key"] && node["shares_by"] == side).collect();
                if children.is_empty() {
                    continue;
                }
                let periods = std::iter::once("year".to_owned()).chain((0..12).map(|month| format!("months/{month}")));
                for period in periods {
                    let of_parent = |what: &str| sum(&[parent], &format!("/{what}/{period}"));
                    assert_eq!(sum(&children, &format!("/base/{period}")), of_parent("base"), "{}", parent["key"]);
                    assert_eq!(sum(&children, &format!("/street/{period}")), of_parent("handed_on"), "{}", parent["key"]);
                    assert_eq!(of_parent("handed_on"), of_parent("street") + of_parent("cushion"));
                }
            }
        }
    }
    let bushehr = answer["goals"][0]["nodes"].as_array().unwrap().iter().find(|node| node["key"] == "22").unwrap();
    assert_eq!((&bushehr["base"]["year"], &bushehr["reason"]), (&Value::from(150_000_000_000i64), &Value::from("Locked")));
    let codes: Vec<&str> = answer["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["nobody-active", "estimates-missing"]);
}

#[test]
fn the_same_plan_gives_the_same_text() {
    let text = || door::answer_text(&[fixture()]).unwrap();
    assert_eq!(text(), text());
}

#[test]
fn a_bad_file_is_told_what_is_wrong_and_where() {
    let said = |from: &str, to: &str| with_change(from, to).unwrap_err();
    assert!(said("\"default_ramp\"", "\"ramp_by_default\"").contains("unknown field `ramp_by_default`"));
    assert!(said("1200000000007", "12.5").contains("line "));
    assert!(said("\"month\": 1 }", "\"month\": 13 }").contains("give a month from 1 to 12"));
    assert!(said("\"kind\": \"Company\"", "\"kind\": \"Company\", \"parent\": \"north\"").ends_with("give the company, which has none"));
    assert!(answered("there/is/no/such.json").unwrap_err().contains("check the path"));
    assert!(door::answer_text(&[]).unwrap_err().contains("no file is named"));
    assert!(door::answer_text(&["a".to_owned(), "b".to_owned()]).unwrap_err().contains("one file at a time"));
}

#[test]
fn what_can_be_answered_is_answered_and_told() {
    let answer = with_change("\"parent\": \"south\"", "\"parent\": \"west\"").unwrap();
    let finding = &answer["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["node"], &finding["row"]),
        (&Value::from("unknown-parent"), &Value::from("21"), &Value::from(5))
    );
    assert_eq!(answer["left_out_rows"], serde_json::json!([5, 10]));
    assert_eq!(answer["goals"][0]["nodes"][0]["base"]["year"], 1_200_000_000_007i64);
}
