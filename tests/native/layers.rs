//! Holds the direction of imports: what lies below never names what lies above it.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// For each folder of `src`, the folders of the crate that its files may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("locale", &["domain"]),
    ("territory", &["port"]),
    ("quota", &["domain", "port"]),
    ("document", &["domain", "locale", "territory", "quota"]),
    ("exchange", &["domain", "locale", "document", "port"]),
    ("port", &["document"]),
    ("keeping", &["document", "domain", "locale", "port"]),
    ("charts", &["domain", "locale"]),
    ("cartography", &["domain", "locale", "document", "exchange", "port"]),
    ("wizard", &["domain", "locale", "document", "exchange", "cartography"]),
    ("tabular", &["domain", "locale", "document", "exchange", "quota"]),
    ("report", &["domain", "locale", "document", "territory", "quota", "tabular", "cartography"]),
    ("sample", &["document", "domain", "locale", "territory"]),
    ("browser", &["document", "keeping", "port", "locale"]),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the folder is there");
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn imports_run_downwards() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (folder, allowed) in MAY_USE {
        let mut found = Vec::new();
        files(&source.join(folder), &mut found);
        assert!(!found.is_empty(), "{folder} has no files");
        for path in found {
            let text = fs::read_to_string(&path).expect("the file can be read");
            // What a module is tested with may come from above it: sample plans, above all.
            if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("tests.rs")) {
                continue;
            }
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            for (number, line) in text.lines().enumerate() {
                for named in line.split("crate::").skip(1) {
                    let module: String = named.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
                    let is_module = MAY_USE.iter().any(|(known, _)| *known == module) || module == "ui";
                    let is_comment = line.trim_start().starts_with("//");
                    if is_module && !is_comment && module != *folder && !allowed.contains(&module.as_str()) {
                        wrong.push(format!("{}:{}: {} names {module}", path.display(), number + 1, folder));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_has_its_rule() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(source).expect("src is there").flatten().filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name == "ui" || name == "bin" || MAY_USE.iter().any(|(known, _)| *known == name), "{name} has no rule");
    }
}
