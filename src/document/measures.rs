//! What territories can be measured by: the four measures of every plan, and further columns of the customers' list that
//! the planner has declared as measures. What accounts count for in each is read here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MeasureKind, Plan, Scenario};
use crate::domain::{Account, MeasureId};
use crate::locale::reading::number_style::StyleVotes;
use crate::locale::reading::numbers::{NumberStyle, read_number};
use crate::locale::text::ascii_digit;

/// A column of the customers' list that territories are measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurtherMeasure {
    /// Identity within the plan.
    pub id: MeasureId,
    /// The column's header, which is the measure's name.
    pub column: String,
    /// What it counts in, as the planner calls it; empty for a bare count.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

impl FurtherMeasure {
    /// Its name with what it counts in, as a heading.
    pub fn with_unit(&self) -> String {
        if self.unit.is_empty() { self.column.clone() } else { format!("{} ({})", self.column, self.unit) }
    }
}

impl Plan {
    /// What territories are measured by, in the order of tables: the four of every plan, then the further ones.
    pub fn measures(&self) -> Vec<MeasureKind> {
        let further = self.further_measures.iter().map(|measure| MeasureKind::Further(measure.id));
        MeasureKind::OWN.into_iter().chain(further).collect()
    }

    /// A further measure of the plan.
    pub fn further_measure(&self, id: MeasureId) -> Option<&FurtherMeasure> {
        self.further_measures.iter().find(|measure| measure.id == id)
    }
}

/// What an account's entry in a further column says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Entry {
    /// This number, 0 or more.
    Number(f64),
    /// Nothing: there is no entry.
    Nothing,
    /// No number, or one below 0; it counts as 0.
    Unusable,
}

/// The entries of a further column, one an account in the order of the plan. How its numbers are written is decided from
/// all of them, as when a file is imported.
pub fn entries(plan: &Plan, column: &str) -> Vec<Entry> {
    let texts = || plan.accounts.iter().map(|account| account.extra.get(column).map_or("", |entry| entry.trim()));
    let mut votes = StyleVotes::default();
    texts().filter(|text| whole_number(text).is_none()).for_each(|text| votes.add(text));
    let style = votes.decide().style;
    texts().map(|text| entry(text, style)).collect()
}

fn entry(text: &str, style: NumberStyle) -> Entry {
    if text.is_empty() {
        return Entry::Nothing;
    }
    let number = whole_number(text).or_else(|| read_number(text, style).map(|number| number.to_float()));
    number.filter(|number| number.is_finite() && *number >= 0.0).map_or(Entry::Unusable, Entry::Number)
}

/// A number of nothing but digits. Most are, and thousands of them are read at once.
fn whole_number(text: &str) -> Option<f64> {
    let mut number = 0_u64;
    for letter in text.chars() {
        number = number.checked_mul(10)?.checked_add(u64::from(ascii_digit(letter).to_digit(10)?))?;
    }
    // What a float holds exactly.
    (!text.is_empty() && number < 1 << 53).then_some(number as f64)
}

/// What an account counts for in one of the four measures of every plan; `None` for what is unknown.
pub fn own_figure(account: &Account, kind: MeasureKind) -> Option<f64> {
    match kind {
        MeasureKind::Accounts => Some(1.0),
        MeasureKind::Potential => account.potential,
        MeasureKind::Sales => account.sales.map(|sales| sales.0 as f64),
        MeasureKind::Workload => account.workload.map(|workload| workload.hours()),
        MeasureKind::Further(_) => None,
    }
}

/// What each account of a plan counts for in a measure, in the order of the plan; `None` for what is unknown or of no use.
pub fn figures(plan: &Plan, kind: MeasureKind) -> Vec<Option<f64>> {
    let MeasureKind::Further(id) = kind else {
        return plan.accounts.iter().map(|account| own_figure(account, kind)).collect();
    };
    let Some(measure) = plan.further_measure(id) else { return vec![None; plan.accounts.len()] };
    let number = |entry| match entry {
        Entry::Number(number) => Some(number),
        Entry::Nothing | Entry::Unusable => None,
    };
    entries(plan, &measure.column).into_iter().map(number).collect()
}

/// The same with 0 for what is unknown or of no use.
pub fn values(plan: &Plan, kind: MeasureKind) -> Vec<f64> {
    figures(plan, kind).into_iter().map(|figure| figure.unwrap_or(0.0)).collect()
}

/// What the accounts of a plan count for in each of its measures.
pub struct AccountValues {
    /// The measures, as in [`Plan::measures`].
    pub kinds: Vec<MeasureKind>,
    columns: Vec<Vec<f64>>,
}

impl AccountValues {
    /// Reads them.
    pub fn of(plan: &Plan) -> AccountValues {
        let kinds = plan.measures();
        AccountValues { columns: kinds.iter().map(|&kind| values(plan, kind)).collect(), kinds }
    }

    /// What an account, by its place in the plan, counts for in each measure.
    pub fn row(&self, account: usize) -> impl Iterator<Item = f64> + '_ {
        self.columns.iter().map(move |column| column.get(account).copied().unwrap_or(0.0))
    }
}

/// A column that territories could be measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberColumn {
    /// Its header.
    pub header: String,
    /// How many accounts have a number there.
    pub numbers: usize,
    /// How many have something else.
    pub others: usize,
}

/// The further columns that hold more numbers than other entries and are no measures yet, by header.
pub fn columns_to_measure_by(plan: &Plan) -> Vec<NumberColumn> {
    // Who has a digit in a column is counted first, so that columns of words are not read at all.
    let mut with_digits: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (header, text) in plan.accounts.iter().flat_map(|account| &account.extra) {
        let (digits, filled) = with_digits.entry(header).or_default();
        *digits += usize::from(text.chars().any(|letter| ascii_digit(letter).is_ascii_digit()));
        *filled += usize::from(!text.trim().is_empty());
    }
    let is_known = |header: &str| plan.further_measures.iter().any(|measure| measure.column == header);
    let candidates = with_digits.into_iter().filter(|(header, (digits, filled))| digits * 2 > *filled && !is_known(header));
    let column = |(header, _): (&str, (usize, usize))| {
        let entries = entries(plan, header);
        let numbers = entries.iter().filter(|entry| matches!(entry, Entry::Number(_))).count();
        let others = entries.iter().filter(|entry| matches!(entry, Entry::Unusable)).count();
        NumberColumn { header: header.to_owned(), numbers, others }
    };
    candidates.map(column).filter(|column| column.numbers > column.others).collect()
}

/// What is wrong with a further measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureFinding {
    /// No account has an entry in the column any more; all count as 0.
    ColumnGone(MeasureKind),
    /// So many entries are no number or below 0 and count as 0.
    Unusable(MeasureKind, usize),
}

/// What is wrong with the further measures that a scenario uses.
pub fn findings(plan: &Plan, scenario: &Scenario) -> Vec<MeasureFinding> {
    let mut found = Vec::new();
    for measure in plan.further_measures.iter() {
        let kind = MeasureKind::Further(measure.id);
        if !scenario.design.uses(kind) {
            continue;
        }
        let entries = entries(plan, &measure.column);
        let unusable = entries.iter().filter(|entry| **entry == Entry::Unusable).count();
        if entries.iter().all(|entry| *entry == Entry::Nothing) {
            found.push(MeasureFinding::ColumnGone(kind));
        } else if unusable > 0 {
            found.push(MeasureFinding::Unusable(kind, unusable));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::document::results::{RunningResults, results, results_in};
    use crate::document::{
        Command, CommandError, CompactnessWish, DesignSettings, DisruptionSetting, Document, change_text, design, fixtures,
    };
    use crate::domain::ScenarioId;
    use crate::locale::Language;
    use crate::territory::{Compactness, DisruptionBasis};

    /// Forty customers along a road in two territories of twenty, with these entries under "Beds", in turn.
    fn document(beds: &[&str]) -> Document {
        let describe = |account: &mut Account| {
            fixtures::on_a_road(account);
            let entry = beds[(account.id.0 as usize - 1) % beds.len()];
            account.extra = [("Beds".to_owned(), entry.to_owned()), ("Note".to_owned(), "no number".to_owned())].into();
        };
        fixtures::opened(fixtures::plan(40, describe, &[100, 101], |id| 100 + (id - 1) / 20))
    }

    fn declared(beds: &[&str]) -> (Document, MeasureKind) {
        let mut document = document(beds);
        document.apply(Command::AddMeasure { column: "Beds".into(), unit: " beds ".into() }, 0.0).unwrap();
        let kind = MeasureKind::Further(document.plan().further_measures[0].id);
        (document, kind)
    }

    fn wish(document: &mut Document, change: impl FnOnce(&mut DesignSettings)) {
        let mut design = document.plan().today().unwrap().design.clone();
        change(&mut design);
        document.apply(Command::ChangeDesign { scenario: ScenarioId::TODAY, design }, 0.0).unwrap();
    }

    #[test]
    fn entries_are_read_as_an_import_reads_them() {
        let read = |texts: &[&str]| entries(document(texts).plan(), "Beds")[..texts.len()].to_vec();
        let number = Entry::Number;
        assert_eq!(
            read(&["12", "۱۲", "۱٬۲۰۰", "1,200.5", " "]),
            [number(12.0), number(12.0), number(1200.0), number(1200.5), Entry::Nothing]
        );
        assert_eq!(read(&["1.200,5", "1.200", "7"]), [number(1200.5), number(1200.0), number(7.0)], "the whole column decides");
        assert_eq!(read(&["-3", "many", "9007199254740993", "0"])[..2], [Entry::Unusable; 2]);
        assert_eq!(read(&["99999999999999999999", "0"]), [number(1e20), number(0.0)]);
    }

    #[test]
    fn a_column_of_numbers_is_offered_and_becomes_a_measure_in_one_step() {
        let mut document = document(&["10", "30", "none"]);
        let offered = columns_to_measure_by(document.plan());
        assert_eq!(offered, [NumberColumn { header: "Beds".into(), numbers: 27, others: 13 }], "notes hold no numbers");
        let change = document.apply(Command::AddMeasure { column: "Beds".into(), unit: " beds ".into() }, 0.0).unwrap();
        assert_eq!(change_text(&change, Language::English).replace(['\u{2068}', '\u{2069}'], ""), "Column “Beds” became a measure");
        assert_eq!(document.plan().further_measures[0].with_unit(), "Beds (beds)");
        assert!(columns_to_measure_by(document.plan()).is_empty());
        let add = |column: &str| Command::AddMeasure { column: column.into(), unit: String::new() };
        assert_eq!(document.apply(add("Beds"), 0.0), Err(CommandError::NameIsTaken));
        assert_eq!(document.apply(add("Note"), 0.0), Err(CommandError::NoNumbers));
        assert_eq!(document.apply(add("Gone"), 0.0), Err(CommandError::NoNumbers));
        document.undo(0.0).unwrap();
        assert_eq!(document.plan().measures(), MeasureKind::OWN);
    }

    #[test]
    fn a_further_measure_is_balanced_limits_and_weighs() {
        let (mut document, kind) = declared(&["3", "۱"]);
        wish(&mut document, |design| {
            design.change_measure(kind, |setting| (setting.is_balanced, setting.tolerance_share) = (true, 0.05));
            design.disruption_limit = Some(DisruptionSetting { basis: kind, share: 0.2, holds_sellers: false });
            design.wishes.compactness = CompactnessWish::WeightedDistance(kind);
        });
        let plan = document.plan().clone();
        let question = design::question(&plan, plan.today().unwrap());
        assert_eq!(question.kinds, plan.measures());
        assert_eq!(question.problem.units[1].values[4], 1.0);
        assert_eq!((question.problem.measures[4].weight, question.problem.measures[4].tolerance_share), (1.0, 0.05));
        assert_eq!(question.problem.compactness, Compactness::WeightedDistance(4));
        assert_eq!(question.problem.disruption_limit.as_ref().unwrap().basis, DisruptionBasis::Measure(4));
        let results = results(&plan, plan.today().unwrap());
        assert_eq!((results.total(kind), results.index(kind)), (80.0, Some(4)));
        // Taken out, nothing of it stays in the wishes, and undo brings all of it back.
        let MeasureKind::Further(id) = kind else { unreachable!() };
        document.apply(Command::RemoveMeasure(id), 0.0).unwrap();
        let design = &document.plan().today().unwrap().design;
        assert!(!design.uses(kind) && design.disruption_limit.is_none() && design.wishes.is_nothing());
        assert_eq!(document.apply(Command::RemoveMeasure(id), 0.0), Err(CommandError::UnknownMeasure));
        document.undo(0.0).unwrap();
        assert_eq!(document.plan(), &plan);
    }

    #[test]
    fn the_figures_follow_when_a_measure_comes_and_goes() {
        let mut document = document(&["3", "1"]);
        let mut running = RunningResults::default();
        let mut compare = |document: &Document| {
            let (plan, today) = (document.plan(), document.plan().today().unwrap());
            assert_eq!(running.follow(plan, today, None), results_in(plan, today, None));
        };
        compare(&document);
        document.apply(Command::AddMeasure { column: "Beds".into(), unit: String::new() }, 0.0).unwrap();
        compare(&document);
        document.undo(0.0).unwrap();
        compare(&document);
    }

    #[test]
    fn a_measure_whose_column_is_gone_or_holds_words_counts_nothing_and_is_told() {
        let (mut document, kind) = declared(&["3", "-1", "many", ""]);
        wish(&mut document, |design| design.change_measure(kind, |setting| setting.is_balanced = true));
        let told = |document: &Document| findings(document.plan(), document.plan().today().unwrap());
        assert_eq!(told(&document), [MeasureFinding::Unusable(kind, 20)]);
        let mut plan = document.plan().as_ref().clone();
        for account in Arc::make_mut(&mut plan.accounts) {
            Arc::make_mut(account).extra.clear();
        }
        let document = fixtures::opened(plan);
        assert_eq!(told(&document), [MeasureFinding::ColumnGone(kind)]);
        let today = document.plan().today().unwrap();
        assert_eq!(results(document.plan(), today).total(kind), 0.0);
    }

    #[test]
    fn a_measure_that_a_file_names_and_does_not_declare_is_passed_over() {
        let mut document = document(&["1"]);
        let stray = MeasureKind::Further(MeasureId(9999));
        wish(&mut document, |design| {
            design.change_measure(stray, |setting| setting.is_balanced = true);
            design.disruption_limit = Some(DisruptionSetting { basis: stray, share: 0.2, holds_sellers: false });
            design.wishes.compactness = CompactnessWish::MomentOfInertia(Some(stray));
        });
        let question = design::question(document.plan(), document.plan().today().unwrap());
        assert_eq!(question.kinds, MeasureKind::OWN);
        assert_eq!(question.problem.disruption_limit.unwrap().basis, DisruptionBasis::Units);
        assert_eq!(question.problem.compactness, Compactness::MomentOfInertia(None));
        assert_eq!(values(document.plan(), stray), [0.0; 40]);
    }

    #[test]
    fn measures_are_readable_in_the_file() {
        let (document, kind) = declared(&["1"]);
        let written = serde_json::to_value(document.plan().as_ref()).unwrap();
        let MeasureKind::Further(id) = kind else { unreachable!() };
        assert_eq!(written["further_measures"], serde_json::json!([{ "id": id.0, "column": "Beds", "unit": "beds" }]));
        assert_eq!(serde_json::to_value(kind).unwrap(), serde_json::json!({ "Further": id.0 }));
        let mut before = written.clone();
        before.as_object_mut().unwrap().remove("further_measures");
        assert_eq!(serde_json::from_value::<Plan>(before).unwrap().measures(), MeasureKind::OWN);
        assert_eq!(&serde_json::from_value::<Plan>(written).unwrap(), document.plan().as_ref());
    }
}
