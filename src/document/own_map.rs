//! A map of the user's own that belongs to a plan: its outlines are kept once for each content, and go with the plan
//! into its file. The plan itself names them by [`super::OwnMap`], so that saving a change never writes a map.
//!
//! Outlines are kept as TopoJSON (`exchange::map_writing`), which stands in the plan's file as it is.

use serde::Deserialize;
use serde_json::value::RawValue;
use xxhash_rust::xxh3::xxh3_128;

use super::{ChangeSummary, Command, OwnMap, Plan};

/// What a kept map is known by: the checksum of its bytes.
pub fn content_of(kept: &[u8]) -> String {
    format!("{:032x}", xxh3_128(kept))
}

/// The command that makes a map the plan's.
pub fn choose(plan: &Plan, map: OwnMap) -> Command {
    let mut settings = plan.settings.clone();
    let change = ChangeSummary::OwnMapChosen(map.name.clone());
    settings.own_map = Some(map);
    Command::Step { change, commands: vec![Command::ChangeSettings(settings)] }
}

/// The kept map that a plan's file carries, as its bytes; `None` where there is none. Whether the file is sound is for
/// [`super::codec::decode`] to say: its checksum is over the map too.
pub fn carried_by(file: &[u8]) -> Option<&[u8]> {
    #[derive(Deserialize)]
    struct File<'a> {
        #[serde(borrow)]
        body: Body<'a>,
    }
    #[derive(Deserialize)]
    struct Body<'a> {
        #[serde(borrow, default)]
        own_map: Option<&'a RawValue>,
    }
    let file = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    serde_json::from_slice::<File>(file).ok()?.body.own_map.map(|map| map.get().as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::codec::{self, CodecError};
    use super::super::{Document, PlanId, Settings};
    use super::*;
    use crate::locale::Language;

    const KEPT: &[u8] = br#"{"type":"Topology","arcs":[[[1,2],[3,4]]]}"#;

    fn document() -> Document {
        Document::create(Plan::new(PlanId("p".into()), "plan", Settings::for_language(Language::Persian)), 1.0)
    }

    fn with_map() -> Document {
        let mut document = document();
        let command = choose(document.plan(), OwnMap { name: "محله‌ها.geojson".into(), content: content_of(KEPT) });
        document.apply(command, 2.0).unwrap();
        document
    }

    #[test]
    fn choosing_a_map_is_told_and_undone() {
        let mut document = with_map();
        assert_eq!(document.undoable(), Some(&ChangeSummary::OwnMapChosen("محله‌ها.geojson".into())));
        document.undo(3.0);
        assert_eq!(document.plan().settings.own_map, None);
    }

    #[test]
    fn a_plan_without_an_own_map_is_written_as_before() {
        let written = String::from_utf8(codec::encode(&document().saved(), "b", 1.0).unwrap()).unwrap();
        assert!(!written.contains("own_map"), "{written}");
    }

    #[test]
    fn a_file_carries_the_map_and_its_checksum_covers_it() {
        let saved = with_map().saved();
        let file = codec::encode_with_map(&saved, KEPT, "b", 4.0).unwrap();
        assert_eq!(codec::decode(&file).unwrap().document, saved);
        let carried = carried_by(&file).unwrap();
        assert_eq!(Some(content_of(carried)), saved.plan.settings.own_map.as_ref().map(|map| map.content.clone()));
        let marked: Vec<u8> = "\u{feff}".bytes().chain(file.iter().copied()).collect();
        assert_eq!(carried_by(&marked), Some(KEPT));

        let at = file.windows(5).position(|window| window == b"[1,2]").unwrap();
        let mut changed = file.clone();
        changed[at + 1] = b'7';
        assert_eq!(codec::decode(&changed).unwrap_err(), CodecError::Damaged);

        let snapshot = codec::encode(&saved, "b", 4.0).unwrap();
        assert_eq!(carried_by(&snapshot), None, "what is stored with each change holds no outlines");
        assert_eq!(codec::decode(&snapshot).unwrap().document, saved);
    }

    #[test]
    fn bytes_that_are_no_map_break_no_file() {
        assert!(matches!(codec::encode_with_map(&with_map().saved(), b"{", "b", 1.0), Err(CodecError::Unwritable { .. })));
        assert_eq!(carried_by(b""), None);
        assert_eq!(carried_by(b"{\"body\":{\"own_map\":null}}"), None);
    }
}
