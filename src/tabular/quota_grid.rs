//! The tree of quotas as a grid: which rows are in sight, what their cells say, what was typed or pasted into them. Words
//! and colours are the screen's.

use std::collections::BTreeSet;

use crate::domain::{Currency, DisplayUnit, Money};
use crate::exchange::numbers::{NumberStyle, read_number};
use crate::locale::{Language, MoneyFormat, NumberFormat};
use crate::quota::cushion::is_countable;
use crate::quota::{GoalKind, NodeKey, NodeKind, NodeOutcome, QuotaAnswer, QuotaQuestion, Reason};

/// A row in sight.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GridRow {
    /// The node's place in the answer.
    pub place: usize,
    /// How far it is indented.
    pub level: u32,
    /// Whether something lies below it.
    pub has_below: bool,
    /// Whether what lies below it is in sight.
    pub is_open: bool,
    /// Its number among those with the same parent, from 1.
    pub number: usize,
    /// How many have the same parent.
    pub siblings: usize,
}

/// The rows of a tree in the order of reading; nodes of `closed` keep what is below them to themselves. Those who sit on a
/// seat come before what its quota is split into.
pub fn rows(answer: &QuotaAnswer, closed: &BTreeSet<NodeKey>) -> Vec<GridRow> {
    let mut rows = Vec::new();
    if answer.nodes.is_empty() {
        return rows;
    }
    let mut waiting = vec![(0usize, 0u32, 1usize, 1usize)];
    while let Some((place, level, number, siblings)) = waiting.pop() {
        let Some(node) = answer.nodes.get(place) else { continue };
        let below: Vec<usize> = node.holders.iter().chain(&node.children).copied().collect();
        let is_open = !below.is_empty() && !closed.contains(&node.key);
        rows.push(GridRow { place, level, has_below: !below.is_empty(), is_open, number, siblings });
        if is_open {
            let count = below.len();
            waiting.extend(below.into_iter().enumerate().rev().map(|(index, place)| (place, level + 1, index + 1, count)));
        }
    }
    rows
}

/// The nodes that are closed to begin with: seats, so that a team is seen whole, and lines.
pub fn closed_to_begin_with(answer: &QuotaAnswer) -> BTreeSet<NodeKey> {
    answer.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Seat | NodeKind::Line)).map(|node| node.key.clone()).collect()
}

/// A column of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GridColumn {
    /// The node.
    Name,
    /// Its result of the last year.
    LastYear,
    /// Its quota of the last year, as it was entered.
    PastQuota,
    /// Its part of the target.
    Base,
    /// What its level and the node add for those below.
    Cushion,
    /// What it is asked for, with all cushions above.
    Street,
    /// The street against the last year.
    Growth,
    /// What it says itself, or those below it.
    Estimate,
    /// The estimate less the street.
    Gap,
    /// The street of a month of the fiscal year, from 0.
    Month(usize),
}

impl GridColumn {
    /// The columns of the year.
    pub const YEAR: [GridColumn; 9] = [
        GridColumn::Name,
        GridColumn::LastYear,
        GridColumn::PastQuota,
        GridColumn::Base,
        GridColumn::Cushion,
        GridColumn::Street,
        GridColumn::Growth,
        GridColumn::Estimate,
        GridColumn::Gap,
    ];

    /// The columns of the months.
    pub fn by_month() -> Vec<GridColumn> {
        [GridColumn::Name, GridColumn::Street].into_iter().chain((0..12).map(GridColumn::Month)).collect()
    }

    /// Whether something can be typed into it for a node of that kind.
    pub fn is_editable(self, kind: NodeKind) -> bool {
        match self {
            GridColumn::Base => !matches!(kind, NodeKind::Company | NodeKind::Holder | NodeKind::Vacancy),
            GridColumn::PastQuota => matches!(kind, NodeKind::Seat | NodeKind::Holder),
            GridColumn::Estimate => !matches!(kind, NodeKind::Company | NodeKind::Vacancy),
            GridColumn::Cushion => !matches!(kind, NodeKind::Holder | NodeKind::Vacancy | NodeKind::Account | NodeKind::Line),
            _ => false,
        }
    }
}

/// In what amounts of a goal are written and typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalUnit {
    /// Money, in a unit of a currency.
    Money(MoneyFormat),
    /// Pieces.
    Pieces(Language),
}

impl GoalUnit {
    /// The unit of a goal.
    pub fn of(kind: GoalKind, language: Language, currency: Currency, display_unit: DisplayUnit) -> GoalUnit {
        match kind {
            GoalKind::Sales | GoalKind::Collection => GoalUnit::Money(MoneyFormat::new(language, currency, display_unit)),
            GoalKind::Quantity => GoalUnit::Pieces(language),
        }
    }

    /// An amount as cells show it.
    pub fn figure(self, amount: i64) -> String {
        match self {
            GoalUnit::Money(format) => format.figure(Money(amount)),
            GoalUnit::Pieces(language) => NumberFormat::new(language).integer(amount),
        }
    }

    /// An amount to its last unit, for fields in which it is edited and for other programs.
    pub fn exact(self, amount: i64) -> String {
        match self {
            GoalUnit::Money(format) => format.exact_figure(Money(amount)),
            GoalUnit::Pieces(language) => NumberFormat::new(language).integer(amount),
        }
    }

    /// An amount with its unit, for sentences.
    pub fn with_unit(self, amount: i64) -> String {
        match self {
            GoalUnit::Money(format) => format.with_unit(Money(amount)),
            GoalUnit::Pieces(language) => NumberFormat::new(language).integer(amount),
        }
    }

    /// Reads an amount; `None` for an empty field.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn read(self, typed: &str) -> Result<Option<i64>, AmountProblem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let number = read_number(typed, NumberStyle::PointDecimal).ok_or(AmountProblem::NotANumber)?;
        // Money is rounded to its smallest unit; there is no half a piece, and more likely another unit was meant.
        if matches!(self, GoalUnit::Pieces(_)) && number.to_float().fract() != 0.0 {
            return Err(AmountProblem::NotWhole);
        }
        let smallest_per_shown = match self {
            GoalUnit::Money(format) => format.display_unit.smallest_per_shown(format.currency),
            GoalUnit::Pieces(_) => 1,
        };
        let amount = number.to_money(smallest_per_shown).ok_or(AmountProblem::TooLarge)?.0;
        if amount < 0 { Err(AmountProblem::Negative) } else { Ok(Some(amount)) }
    }
}

/// Why what was typed is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountProblem {
    /// No number.
    NotANumber,
    /// Below zero.
    Negative,
    /// Beyond what can be counted.
    TooLarge,
    /// No cushion that can be counted.
    NotACushion,
    /// A part of a piece.
    NotWhole,
    /// A choice that must be made was not.
    NotChosen,
}

/// Reads a percentage into a share; `None` for an empty field.
///
/// # Errors
/// Says why it is none.
pub fn read_percent(typed: &str) -> Result<Option<f64>, AmountProblem> {
    let typed = typed.trim().trim_end_matches(['%', '٪']).trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let share = read_number(typed, NumberStyle::PointDecimal).ok_or(AmountProblem::NotANumber)?.to_float() / 100.0;
    if !share.is_finite() || share.abs() > 1_000.0 { Err(AmountProblem::TooLarge) } else { Ok(Some(share)) }
}

/// Reads a cushion into a share; `None` for an empty field.
///
/// # Errors
/// Says why it is none that can be counted.
pub fn read_cushion(typed: &str) -> Result<Option<f64>, AmountProblem> {
    match read_percent(typed) {
        Ok(Some(cushion)) if !is_countable(cushion) => Err(AmountProblem::NotACushion),
        Err(AmountProblem::TooLarge) => Err(AmountProblem::NotACushion),
        read => read,
    }
}

/// What a row says of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct RowFigures {
    /// The last year's result, where it is known.
    pub last_year: Option<f64>,
    /// What came out.
    pub outcome: NodeOutcome,
    /// Whether the base was set by hand.
    pub is_locked: bool,
    /// Whether its estimate is its own.
    pub has_own_estimate: bool,
    /// Whether its cushion is its own and not its level's.
    pub has_own_cushion: bool,
}

/// The figures of a node for a goal; `None` for a place that the answer lacks.
pub fn figures(question: &QuotaQuestion, answer: &QuotaAnswer, goal: usize, place: usize, last_year: i32) -> Option<RowFigures> {
    let outcome = answer.goals.get(goal)?.nodes.get(place)?.clone();
    let node = answer.nodes.get(place)?;
    let asked = node.row.and_then(|row| question.nodes.get(row as usize));
    Some(RowFigures {
        last_year: history(question, answer, place, last_year)
            .filter(|_| question.goals.get(goal).is_some_and(|goal| goal.kind == GoalKind::Sales)),
        is_locked: outcome.reason == Reason::Locked,
        has_own_estimate: outcome.estimate.is_some() && asked.is_some(),
        has_own_cushion: asked.and_then(|asked| asked.goals.get(&question.goals.get(goal)?.key)).is_some_and(|own| own.cushion.is_some()),
        outcome,
    })
}

/// The last year's result of a node, or the sum of those below it.
fn history(question: &QuotaQuestion, answer: &QuotaAnswer, place: usize, year: i32) -> Option<f64> {
    let node = answer.nodes.get(place)?;
    if matches!(node.kind, NodeKind::Holder | NodeKind::Vacancy) {
        return None;
    }
    let own = node.row.and_then(|row| question.nodes.get(row as usize)).and_then(|asked| asked.figures.history.get(&year).copied());
    own.or_else(|| {
        let below: Vec<f64> = node.children.iter().filter_map(|&child| history(question, answer, child, year)).collect();
        (!below.is_empty()).then(|| below.iter().sum())
    })
}

/// Cells of another program's table, row by row: lines with tabs between cells. A closing line without anything is none.
pub fn pasted(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.split('\n').map(|line| line.trim_end_matches('\r').split('\t').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What a cell shall hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellValue {
    /// An amount; `None` takes back what was decided.
    Amount(Option<i64>),
    /// A share of 1; `None` takes back what was decided.
    Share(Option<f64>),
}

/// A cell that shall change.
#[derive(Clone, Debug, PartialEq)]
pub struct CellEdit {
    /// The node.
    pub key: NodeKey,
    /// The column.
    pub column: GridColumn,
    /// What it shall hold.
    pub value: CellValue,
}

/// Reads what was typed into a column.
///
/// # Errors
/// Says why it cannot stand there.
pub fn read_cell(column: GridColumn, typed: &str, unit: GoalUnit) -> Result<CellValue, AmountProblem> {
    if column == GridColumn::Cushion { read_cushion(typed).map(CellValue::Share) } else { unit.read(typed).map(CellValue::Amount) }
}

/// Lays pasted cells over the grid from a cell on. Cells over what cannot be edited are passed over, as are those beyond
/// the last row and column.
///
/// # Errors
/// The line of the first cell that cannot be read, from 1, and what stands in it; then nothing shall change.
pub fn paste(
    answer: &QuotaAnswer,
    rows: &[GridRow],
    columns: &[GridColumn],
    at: (usize, usize),
    cells: &[Vec<String>],
    unit: GoalUnit,
) -> Result<Vec<CellEdit>, (usize, String)> {
    let mut edits = Vec::new();
    for (line, (row, texts)) in rows.iter().skip(at.0).zip(cells).enumerate() {
        let Some(node) = answer.nodes.get(row.place) else { continue };
        for (&column, text) in columns.iter().skip(at.1).zip(texts) {
            if column.is_editable(node.kind) {
                let value = read_cell(column, text, unit).map_err(|_| (line + 1, text.clone()))?;
                edits.push(CellEdit { key: node.key.clone(), column, value });
            }
        }
    }
    Ok(edits)
}

/// Cells for another program's table.
pub fn copied(rows: &[Vec<String>]) -> String {
    let clean = |cell: &String| cell.replace(['\t', '\n', '\r'], " ");
    rows.iter().map(|row| row.iter().map(clean).collect::<Vec<_>>().join("\t")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::{CalendarKind, FiscalYear, YearMonth};
    use crate::quota::{Goal, GoalKey, Method, QuotaNode, Target, UncoveredTime, allocate};

    fn question() -> QuotaQuestion {
        let node = |key: &str, kind, parent: Option<&str>, history: f64| {
            let mut node = QuotaNode::new(key, kind, parent);
            if history > 0.0 {
                node.figures.history.insert(1404, history);
            }
            node
        };
        QuotaQuestion {
            fiscal_year: FiscalYear::new(CalendarKind::SolarHijri, YearMonth { year: 1405, month: 1 }).unwrap(),
            goals: vec![Goal {
                key: GoalKey::from("sales"),
                kind: GoalKind::Sales,
                target: Target::Amount(1_000),
                method: Method::Equal,
                methods_by_level: Default::default(),
                cushions_by_level: Default::default(),
                season: None,
                capacity: None,
            }],
            nodes: vec![
                node("company", NodeKind::Company, None, 0.0),
                node("north", NodeKind::Group, Some("company"), 0.0),
                node("seat-1", NodeKind::Seat, Some("north"), 30.0),
                node("seat-1-person-4", NodeKind::Holder, Some("seat-1"), 0.0),
                node("seat-2", NodeKind::Seat, Some("north"), 50.0),
                node("seat-3", NodeKind::Seat, Some("company"), 20.0),
            ],
            seasons: Default::default(),
            ramps: Default::default(),
            default_ramp: None,
            uncovered_time: UncoveredTime::Kept,
        }
    }

    #[test]
    fn closed_nodes_keep_what_is_below() {
        let answer = allocate(&question());
        let names = |closed: &BTreeSet<NodeKey>| -> Vec<(String, u32)> {
            rows(&answer, closed).iter().map(|row| (answer.nodes[row.place].key.0.clone(), row.level)).collect()
        };
        let all: Vec<(String, u32)> = names(&BTreeSet::new());
        assert_eq!(all[..4].iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["company", "north", "seat-1", "seat-1-person-4"]);
        assert_eq!(all[3].1, 3);
        let begin = names(&closed_to_begin_with(&answer));
        assert_eq!(begin.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["company", "north", "seat-1", "seat-2", "seat-3"]);
        let north = names(&BTreeSet::from([NodeKey::from("north")]));
        assert!(north.iter().all(|(key, _)| key != "seat-2"));
    }

    #[test]
    fn the_last_year_of_a_group_is_that_of_its_seats() {
        let question = question();
        let answer = allocate(&question);
        let last_year = |key: &str| {
            let place = answer.places()[&NodeKey::from(key)];
            figures(&question, &answer, 0, place, 1404).unwrap().last_year
        };
        assert_eq!((last_year("north"), last_year("company"), last_year("seat-1-person-4")), (Some(80.0), Some(100.0), None));
    }

    #[test]
    fn amounts_are_typed_in_the_unit_that_is_shown() {
        let unit = GoalUnit::of(GoalKind::Sales, Language::Persian, Currency::Irr, DisplayUnit::MillionToman);
        assert_eq!(unit.read("۱٬۲۵۰٫۵"), Ok(Some(12_505_000_000)));
        assert_eq!(unit.read(" "), Ok(None));
        assert_eq!(unit.read("-3"), Err(AmountProblem::Negative));
        assert_eq!(unit.read("about 5"), Err(AmountProblem::NotANumber));
        assert_eq!(unit.read("999999999999999"), Err(AmountProblem::TooLarge));
        assert_eq!(GoalUnit::Pieces(Language::English).read("1,200"), Ok(Some(1_200)));
        assert_eq!(GoalUnit::Pieces(Language::Persian).read("۱۰٫۵"), Err(AmountProblem::NotWhole), "no half a piece is made a whole one");
        assert_eq!(unit.read(&unit.exact(12_505_000_001)), Ok(Some(12_505_000_001)), "what is shown for editing reads back");
        assert_eq!(read_percent("۱۲٫۵٪"), Ok(Some(0.125)));
        assert_eq!(read_percent("x"), Err(AmountProblem::NotANumber));
        assert_eq!(read_cushion("۱۲٫۵٪"), Ok(Some(0.125)));
        for cushion in ["-5", "950", "999999999"] {
            assert_eq!(read_cushion(cushion), Err(AmountProblem::NotACushion), "{cushion}: the engine would count it as 0");
        }
    }

    #[test]
    fn pasted_columns_land_on_what_can_be_edited() {
        let answer = allocate(&question());
        let rows = rows(&answer, &closed_to_begin_with(&answer));
        let unit = GoalUnit::Pieces(Language::English);
        let base = GridColumn::YEAR.iter().position(|column| *column == GridColumn::Base).unwrap();
        let lines = pasted("1\n2\n3\n4\n5\n6");
        let edits = paste(&answer, &rows, &GridColumn::YEAR, (0, base), &lines, unit).unwrap();
        let told: Vec<(&str, CellValue)> = edits.iter().map(|edit| (edit.key.0.as_str(), edit.value)).collect();
        let amount = |amount| CellValue::Amount(Some(amount));
        assert_eq!(
            told,
            [("north", amount(2)), ("seat-1", amount(3)), ("seat-2", amount(4)), ("seat-3", amount(5))],
            "the company's is the target"
        );
        let wide = pasted("7\t10%\tx\ty\t8");
        let edits = paste(&answer, &rows, &GridColumn::YEAR, (2, base), &wide, unit).unwrap();
        let columns: Vec<GridColumn> = edits.iter().map(|edit| edit.column).collect();
        assert_eq!(columns, [GridColumn::Base, GridColumn::Cushion, GridColumn::Estimate], "the quota and its growth are worked out");
        assert_eq!(paste(&answer, &rows, &GridColumn::YEAR, (1, base), &pasted("1\nabout"), unit), Err((2, "about".to_owned())));
    }

    #[test]
    fn cells_go_to_other_programs_and_come_back() {
        let cells = vec![vec!["تهران\tشمال".to_owned(), "1,250".to_owned()], vec!["b".to_owned(), String::new()]];
        assert_eq!(copied(&cells), "تهران شمال\t1,250\nb\t");
        assert_eq!(pasted("1\t2\r\n3\t\r\n"), [["1", "2"], ["3", ""]]);
        assert_eq!(pasted("5"), [["5"]]);
    }
}
