//! The words on screen, by the part of the screen that shows them. Both languages stand side by side, so
//! neither can lack a key; a test holds that both have the same places for values.

pub mod alternatives;
pub mod chance;
pub mod charts;
pub mod churn;
pub mod compare;
pub mod customers;
pub mod explain;
pub mod fairness;
pub mod hand;
pub mod import;
pub mod judgement_export;
pub mod letters;
pub mod map;
pub mod method;
pub mod pay;
pub mod pay_editor;
pub mod pay_export;
pub mod pay_results;
pub mod pay_statement;
pub mod plan;
pub mod plans;
pub mod presence;
pub mod quota_beside;
pub mod quota_export;
pub mod quotas;
pub mod refusals;
pub mod schedules;
pub mod sheet;
pub mod shell;
pub mod staffing;
pub mod table;
pub mod territories;

#[cfg(test)]
mod tests {
    use crate::locale::Text;

    /// Every text of the screen.
    const MODULES: &[&[Text]] = &[
        super::alternatives::ALL,
        super::chance::ALL,
        super::charts::ALL,
        super::churn::ALL,
        super::compare::ALL,
        super::customers::ALL,
        super::explain::ALL,
        super::fairness::ALL,
        super::hand::ALL,
        super::import::ALL,
        super::judgement_export::ALL,
        super::letters::ALL,
        super::map::ALL,
        super::method::ALL,
        super::pay::ALL,
        super::pay_editor::ALL,
        super::pay_export::ALL,
        super::pay_results::ALL,
        super::pay_statement::ALL,
        super::plan::ALL,
        super::plans::ALL,
        super::presence::ALL,
        super::quota_beside::ALL,
        super::quota_export::ALL,
        super::quotas::ALL,
        super::refusals::ALL,
        super::schedules::ALL,
        super::sheet::ALL,
        super::shell::ALL,
        super::staffing::ALL,
        super::table::ALL,
        super::territories::ALL,
    ];

    #[test]
    fn both_languages_have_the_same_places() {
        for text in MODULES.iter().copied().flatten() {
            assert_eq!(Text::places(text.en), Text::places(text.fa), "{}", text.en);
            assert!(!text.fa.is_empty() && !text.en.is_empty());
            assert!(!text.fa.contains(['ي', 'ك']), "Arabic letters in {}", text.fa);
        }
    }

    #[test]
    fn days_in_persian_texts_are_read_from_left_to_right() {
        let is_figure = |letter: char| letter.is_numeric();
        for text in MODULES.iter().copied().flatten().chain(crate::exchange::phrases::ALL) {
            let letters: Vec<char> = text.fa.chars().collect();
            for (place, around) in letters.windows(3).enumerate() {
                if is_figure(around[0]) && matches!(around[1], '-' | '/') && is_figure(around[2]) {
                    let open = letters[..place].iter().rev().find(|letter| matches!(letter, '\u{2066}' | '\u{2069}'));
                    assert_eq!(open, Some(&'\u{2066}'), "{}", text.fa);
                }
            }
        }
    }

    /// What is counted in sentences.
    const COUNTED: [&str; 34] = [
        "accounts",
        "areas",
        "attempts",
        "cells",
        "centres",
        "columns",
        "customers",
        "days",
        "decisions",
        "estimates",
        "files",
        "goals",
        "hires",
        "lines",
        "months",
        "names",
        "people",
        "pieces",
        "places",
        "plans",
        "quotas",
        "regions",
        "roles",
        "rows",
        "rules",
        "runs",
        "scenarios",
        "searches",
        "sellers",
        "steps",
        "territories",
        "trials",
        "weeks",
        "years",
    ];

    /// Said of several alone: of one, words of their own stand beside these, or nothing is said.
    const OF_SEVERAL: &[Text] = &[
        super::churn::TOGETHER,
        super::customers::ANSWER_MANY,
        super::import::SUMMARY_RESEATED_MANY,
        super::plan::CUSTOMERS,
        super::plan::SELLERS,
        super::plan::TERRITORIES,
        super::plan::SCENARIOS,
        super::plan::GAP_WITHOUT_TERRITORY,
        super::plan::GAP_WITHOUT_PLACE,
        super::plan::GAP_VACANT,
        super::plan::GAP_WITHOUT_WORK,
        super::quotas::BESIDE_TREE,
        super::quotas::ESTIMATE_LACKS,
        super::quotas::PASTED,
        super::staffing::CLOSED_BY_HIRES,
        super::territories::FINDING_APART_FAR,
        super::territories::FINDING_APART_LONG,
        super::territories::FINDING_APART_CUT,
    ];

    #[test]
    fn what_is_counted_has_a_form_for_one() {
        for text in MODULES.iter().copied().flatten().filter(|text| !OF_SEVERAL.contains(text)) {
            let places = text.en.split('{').skip(1).filter_map(|part| part.split_once('}'));
            let counts = places.filter(|(name, _)| !name.contains(':')).filter_map(|(_, after)| after.strip_prefix(' '));
            for after in counts.filter(|after| after.starts_with(char::is_alphabetic)) {
                let words = after.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
                let mut words = words.skip_while(|word| matches!(*word, "own" | "further" | "planned" | "more" | "new"));
                let counted = words.next().unwrap_or_default();
                assert!(!COUNTED.contains(&counted), "“{counted}” has no form for one in: {}", text.en);
            }
        }
    }
}
