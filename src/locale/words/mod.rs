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
pub mod schedules;
pub mod sheet;
pub mod shell;
pub mod staffing;
pub mod table;
pub mod territories;

#[cfg(test)]
mod tests {
    use crate::locale::Text;

    #[test]
    fn both_languages_have_the_same_places() {
        let modules: &[&[Text]] = &[
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
            super::schedules::ALL,
            super::sheet::ALL,
            super::shell::ALL,
            super::staffing::ALL,
            super::table::ALL,
            super::territories::ALL,
        ];
        for text in modules.iter().copied().flatten() {
            assert_eq!(Text::places(text.en), Text::places(text.fa), "{}", text.en);
            assert!(!text.fa.is_empty() && !text.en.is_empty());
            assert!(!text.fa.contains(['ي', 'ك']), "Arabic letters in {}", text.fa);
        }
    }
}
