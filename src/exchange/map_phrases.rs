//! What was found in a map, in words: what is left out first, and what is the same of many told once.

use super::map_file::{MapFinding, MapFindingKind};
use crate::locale::number::NumberFormat;
use crate::locale::text::isolated;
use crate::locale::{Language, Text};

crate::texts! {
    MAP_NOT_A_NUMBER = "A point of “{region}” is not a number, so that part of it is left out. Correct it in the program the map comes from.", "نقطه‌ای از «{region}» عدد نیست؛ برای همین آن تکه کنار گذاشته شد. آن را در نرم‌افزار سازندهٔ نقشه درست کنید.";
    MAP_NOT_IN_DEGREES = "“{region}” is not in degrees of longitude and latitude, so that part of it is left out. Export the map in WGS 84 (EPSG:4326).", "مختصات «{region}» بر حسب درجهٔ طول و عرض نیست؛ برای همین آن تکه کنار گذاشته شد. نقشه را با WGS 84 (EPSG:4326) خروجی بگیرید.";
    MAP_UNCLOSED_RING = "An outline of “{region}” does not end where it begins; it was closed.", "مرز «{region}» به نقطهٔ آغازش برنمی‌گشت؛ بسته شد.";
    MAP_TOO_FEW_POINTS = "An outline of “{region}” has fewer than three points, so it is left out.", "مرزی از «{region}» کمتر از سه نقطه دارد؛ برای همین کنار گذاشته شد.";
    MAP_DUPLICATE_KEY = "Another region has the identifier of “{region}”, so this one was given a new one.", "شناسهٔ «{region}» را ناحیهٔ دیگری هم دارد؛ برای همین شناسهٔ تازه‌ای گرفت.";
    MAP_NO_AREA = "“{region}” has no outline with an inside, so it is left out.", "«{region}» مرز بسته‌ای ندارد؛ برای همین کنار گذاشته شد.";
    MAP_MALFORMED = "A part of “{region}” is not there or not of the right form, so it is left out.", "تکه‌ای از «{region}» وجود ندارد یا شکل درستی ندارد؛ برای همین کنار گذاشته شد.";
    MAP_TOO_DEEP = "“{region}” is nested too deeply, so its inner parts are left out.", "«{region}» بیش از اندازه تودرتوست؛ برای همین تکه‌های درونی‌اش کنار گذاشته شد.";
    MAP_OVERLAP = "“{region}” and “{other}” overlap; what lies in both counts to “{region}”.", "«{region}» و «{other}» روی هم افتاده‌اند؛ آنچه در هر دو باشد از آنِ «{region}» شمرده می‌شود.";
    MAP_REGION_NUMBER = "Region {number}", "ناحیهٔ {number}";
    MAP_ALSO = "The same holds for {count} more: {names}.", "برای {count} مورد دیگر هم همین است: {names}.";
    MAP_NAME = "“{region}”", "«{region}»";
    MAP_PAIR = "“{region}” and “{other}”", "«{region}» و «{other}»";
    MAP_COMMA = ", ", "، ";
}

/// The findings in the order in which they are told: what is left out before the rest, each kind together.
pub fn in_order(findings: &[MapFinding]) -> Vec<&MapFinding> {
    let mut ordered: Vec<&MapFinding> = findings.iter().collect();
    ordered.sort_by_key(|finding| (!finding.kind.leaves_out(), finding.kind));
    ordered
}

/// All of them, a paragraph for each kind: the first is told in full, and of the others who they are.
pub fn phrase_all(findings: &[MapFinding], language: Language) -> Vec<String> {
    let ordered = in_order(findings);
    let paragraph = |group: &[&MapFinding]| {
        let (first, others) = group.split_first()?;
        let said = phrase_map_finding(first, language);
        if others.is_empty() {
            return Some(said);
        }
        let names: Vec<String> = others.iter().map(|finding| name_of(finding, language)).collect();
        let count = NumberFormat::new(language).count(others.len());
        let also = MAP_ALSO.fill(language, &[("count", &count), ("names", &names.join(MAP_COMMA.get(language)))]);
        Some(format!("{said} {also}"))
    };
    ordered.chunk_by(|one, other| one.kind == other.kind).filter_map(paragraph).collect()
}

/// What a finding of a map says and what to do.
pub fn phrase_map_finding(finding: &MapFinding, language: Language) -> String {
    let text = match finding.kind {
        MapFindingKind::NotANumber => MAP_NOT_A_NUMBER,
        MapFindingKind::NotInDegrees => MAP_NOT_IN_DEGREES,
        MapFindingKind::UnclosedRing => MAP_UNCLOSED_RING,
        MapFindingKind::TooFewPoints => MAP_TOO_FEW_POINTS,
        MapFindingKind::DuplicateKey => MAP_DUPLICATE_KEY,
        MapFindingKind::NoArea => MAP_NO_AREA,
        MapFindingKind::Malformed => MAP_MALFORMED,
        MapFindingKind::TooDeep => MAP_TOO_DEEP,
        MapFindingKind::Overlap => MAP_OVERLAP,
    };
    filled(&text, finding, language)
}

fn name_of(finding: &MapFinding, language: Language) -> String {
    filled(if finding.other_name.is_empty() { &MAP_NAME } else { &MAP_PAIR }, finding, language)
}

fn filled(text: &Text, finding: &MapFinding, language: Language) -> String {
    let number = MAP_REGION_NUMBER.fill(language, &[("number", &NumberFormat::new(language).count(finding.region_number))]);
    let region = if finding.region_name.is_empty() { number } else { isolated(&finding.region_name) };
    text.fill(language, &[("region", &region), ("other", &isolated(&finding.other_name))])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn what_is_left_out_comes_first_and_what_is_the_same_is_told_once() {
        let overlap = |number: usize| MapFinding::overlap(number, format!("A{number}"), format!("B{number}"));
        let mut findings: Vec<MapFinding> = (1..=112).map(overlap).collect();
        findings.extend((1..=24).map(|number| MapFinding {
            region_number: number,
            region_name: format!("P{number}"),
            other_name: String::new(),
            kind: MapFindingKind::NoArea,
        }));
        let unnamed =
            MapFinding { region_number: 7, region_name: String::new(), other_name: String::new(), kind: MapFindingKind::TooFewPoints };
        findings.push(unnamed);
        let told: Vec<String> =
            phrase_all(&findings, Language::English).into_iter().map(|words| words.replace(['\u{2068}', '\u{2069}'], "")).collect();
        assert_eq!(told.len(), 3, "{told:#?}");
        assert_eq!(told[0], "An outline of “Region 7” has fewer than three points, so it is left out.");
        assert!(told[1].starts_with("“P1” has no outline with an inside, so it is left out. The same holds for 23 more: “P2”, “P3”"));
        assert!(
            told[2].starts_with("“A1” and “B1” overlap; what lies in both counts to “A1”. The same holds for 111 more: “A2” and “B2”,")
        );
        assert!(in_order(&findings)[..25].iter().all(|finding| finding.kind.leaves_out()));
    }

    #[test]
    fn both_languages_have_the_same_places() {
        for text in ALL {
            assert_eq!(Text::places(text.en), Text::places(text.fa), "{}", text.en);
        }
    }
}
