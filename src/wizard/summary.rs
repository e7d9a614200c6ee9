//! What an import would do and what it did, in one sentence each.

use crate::document::import_sellers::Reseated;
use crate::document::{ImportCounts, ImportEffects};
use crate::exchange::protocol::RowCounts;
use crate::locale::number::NumberFormat;
use crate::locale::text::isolated;
use crate::locale::words::import as words;
use crate::locale::{Language, Text};

/// So many territories that get another seller are named one by one.
const NAMED_TERRITORIES: usize = 3;

/// What an import would do: "5,000 rows: 4,712 new, 280 change. 120 customers … stay."
pub fn before(rows: RowCounts, changes: ImportCounts, effects: &ImportEffects, language: Language) -> String {
    let numbers = NumberFormat::new(language);
    let part = |text: Text, count: usize| (count > 0).then(|| text.fill(language, &[("count", &numbers.count(count))]));
    let parts: Vec<String> = [
        part(words::SUMMARY_ADDED, changes.added),
        part(words::SUMMARY_CHANGED, changes.changed),
        part(words::SUMMARY_UNCHANGED, changes.unchanged),
        part(words::SUMMARY_LEFT_OUT, rows.left_out),
        part(words::SUMMARY_SUMS, rows.sums),
    ]
    .into_iter()
    .flatten()
    .collect();
    let all = words::SUMMARY_ROWS.fill(language, &[("count", &numbers.count(rows.rows))]);
    let mut sentence = match parts.is_empty() {
        true => all,
        false => words::SUMMARY_JOIN.fill(language, &[("rows", &all), ("parts", &parts.join(words::LIST_COMMA.get(language)))]),
    };
    sentence.push('.');
    if let Some(found) = part(words::SUMMARY_AREAS_FROM_MAP, changes.areas_from_map) {
        sentence.push(' ');
        sentence.push_str(&found);
    }
    for said in territories_and_sellers(effects, language) {
        sentence.push(' ');
        sentence.push_str(&said);
    }
    if rows.kept == 0 {
        sentence.push(' ');
        sentence.push_str(words::SUMMARY_NOTHING.get(language));
    } else if let Some(left) = part(words::SUMMARY_LEFT, changes.left) {
        sentence.push(' ');
        sentence.push_str(&left);
    }
    sentence
}

/// What becomes of territories and sellers, in sentences.
fn territories_and_sellers(effects: &ImportEffects, language: Language) -> Vec<String> {
    let numbers = NumberFormat::new(language);
    let counted = |text: Text, count: usize| (count > 0).then(|| text.fill(language, &[("count", &numbers.count(count))]));
    let mut said: Vec<String> = counted(words::SUMMARY_MOVED, effects.moved).into_iter().collect();
    let reseated = &effects.sellers.reseated;
    if reseated.len() > NAMED_TERRITORIES {
        said.extend(counted(words::SUMMARY_RESEATED_MANY, reseated.len()));
    } else {
        said.extend(reseated.iter().map(|Reseated { territory, from, to }| {
            let (territory, to) = (isolated(territory), isolated(to));
            match from {
                Some(from) => words::SUMMARY_RESEATED.fill(language, &[("territory", &territory), ("from", &isolated(from)), ("to", &to)]),
                None => words::SUMMARY_SEATED.fill(language, &[("territory", &territory), ("to", &to)]),
            }
        }));
    }
    said.extend(counted(words::SUMMARY_CONTRADICTIONS, effects.sellers.contradictions));
    said
}

/// What an import did.
pub fn after(changes: ImportCounts, language: Language) -> String {
    let numbers = NumberFormat::new(language);
    let text = match (changes.added > 0, changes.changed > 0) {
        (true, true) => words::DONE,
        (true, false) => words::DONE_ADDED,
        (false, true) => words::DONE_CHANGED,
        (false, false) => words::DONE_NOTHING,
    };
    text.fill(language, &[("added", &numbers.count(changes.added)), ("changed", &numbers.count(changes.changed))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_happens_is_said() {
        let rows = RowCounts { rows: 5_000, kept: 5_000, ..RowCounts::default() };
        let changes = ImportCounts { added: 4_712, changed: 280, unchanged: 8, left: 120, areas_from_map: 31 };
        let nothing = ImportEffects::default();
        let said = before(rows, changes, &nothing, Language::English);
        assert_eq!(
            said,
            "5,000 rows: 4,712 new, 280 change, 8 stay as they are. 31 get their province from the map, by their coordinates. 120 customers of the plan are not in the file and stay."
        );
        let first = before(
            RowCounts { rows: 3, kept: 2, left_out: 1, sums: 0 },
            ImportCounts { added: 2, ..ImportCounts::default() },
            &nothing,
            Language::Persian,
        );
        assert_eq!(first, "۳ سطر: ۲ مشتری تازه، ۱ سطر به‌خاطر خطا کنار می‌ماند.");
        let none = before(
            RowCounts { rows: 3, kept: 0, left_out: 3, sums: 0 },
            ImportCounts { left: 9, ..ImportCounts::default() },
            &nothing,
            Language::English,
        );
        assert_eq!(none, "3 rows: 3 left out with errors. No row can be imported yet.");
    }

    #[test]
    fn what_becomes_of_territories_and_sellers_is_said() {
        use crate::document::import_sellers::SellerChanges;
        let reseated =
            |territory: &str, from: Option<&str>| Reseated { territory: territory.into(), from: from.map(str::to_owned), to: "Ali".into() };
        let effects = |moved: usize, reseated: Vec<Reseated>, contradictions: usize| ImportEffects {
            found_by_name: 0,
            moved,
            sellers: SellerChanges { reseated, contradictions },
        };
        let rows = RowCounts { rows: 4, kept: 3, left_out: 0, sums: 1 };
        let changes = ImportCounts { changed: 3, ..ImportCounts::default() };
        let said =
            |effects: &ImportEffects, language: Language| before(rows, changes, effects, language).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(
            said(&effects(1, vec![reseated("North", Some("Reza")), reseated("East", None)], 2), Language::English),
            "4 rows: 3 change, 1 row of sums left out. 1 customer gets another territory. Territory “North” goes from Reza to Ali. Territory “East” goes to Ali. Rows that name another seller than their territory has: 2; the territory counts."
        );
        let many = effects(0, vec![reseated("North", None); 4], 0);
        assert_eq!(said(&many, Language::Persian), "۴ سطر: ۳ مشتری تغییر می‌کند، ۱ سطر جمع کنار می‌ماند. کارشناس ۴ منطقه عوض می‌شود.");
    }

    #[test]
    fn what_was_done_is_said_without_zeros() {
        let changes = ImportCounts { added: 4_712, changed: 280, ..ImportCounts::default() };
        assert_eq!(after(changes, Language::English), "4,712 customers added, 280 changed.");
        assert_eq!(after(ImportCounts { added: 1, ..ImportCounts::default() }, Language::English), "1 customer added.");
        assert_eq!(after(ImportCounts { unchanged: 5, ..ImportCounts::default() }, Language::English), words::DONE_NOTHING.en);
    }
}
