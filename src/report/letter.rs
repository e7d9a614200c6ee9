//! What a seller reads of the quota: how much, by month and quarter, with base and cushion, how it came about, what is paid
//! for how much of it, and where to sign. In the words and figures of one language, made to fit one page of A4.

use std::collections::BTreeSet;

use super::{Block, Cell, Sheet};
use crate::document::quota::QuotaResults;
use crate::document::quota::question::goal_key;
use crate::document::quota::sellers::{SellerGoal, SellerQuota};
use crate::document::{Plan, PotentialUnit};
use crate::domain::Money;
use crate::domain::fiscal::MONTHS;
use crate::locale::number::{NO_FIGURE, NumberFormat};
use crate::locale::text::isolated;
use crate::locale::words::letters as words;
use crate::locale::{DateFormat, Language, MoneyFormat, Text};
use crate::quota::{GoalKind, NodeKey, Reason};
use crate::tabular::quota_grid::GoalUnit;
use crate::tabular::quota_reason::{ReasonFormat, told};

/// How many territories are explained at most; the others are told in a sentence.
const MOST_EXPLAINED: usize = 2;

/// What letters are made from.
#[derive(Clone, Copy)]
pub struct LetterSource<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The scenario's name in the letter's language.
    pub scenario_name: &'a str,
    /// The scenario's quotas.
    pub results: &'a QuotaResults,
    /// The language of words and figures.
    pub language: Language,
}

/// What a seller is paid over attainment.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterPay {
    /// The pay plan's name.
    pub plan: String,
    /// The curve, drawn.
    pub curve: Option<String>,
    /// Attainment, 1 being the quota, with the pay of the year.
    pub points: Vec<(f64, f64)>,
}

/// The letter of a seller.
pub fn letter(source: &LetterSource, seller: &SellerQuota, pay: Option<LetterPay>) -> Sheet {
    let year = source.year_name();
    let place = [("plan", source.plan.name.as_str()), ("scenario", source.scenario_name), ("year", &year)];
    let mut blocks = vec![Block::Lead(source.fill(words::WHERE, &place))];
    let territories: Vec<&str> = seller.nodes.iter().map(|(_, name)| name.as_str()).collect();
    blocks.push(Block::Lead(source.fill(words::HELD, &[("territories", &territories.join(source.comma()))])));
    let asked: Vec<String> = seller.goals.iter().map(|(kind, goal)| source.asked(*kind, goal)).collect();
    let asked = [("year", year.as_str()), ("quotas", &asked.join(words::AND.get(source.language)))];
    blocks.push(Block::Paragraph(source.fill(words::ASKED, &asked)));
    blocks.push(source.year_table(seller));
    blocks.extend(match seller.goals.as_slice() {
        [(kind, goal)] => Some(source.period_table(*kind, goal)),
        [] => None,
        goals => Some(source.table_of_goals(goals)),
    });
    blocks.extend(source.rounding(seller).map(Block::Lead));
    blocks.push(Block::Heading(source.say(words::HOW)));
    blocks.extend(source.reasons(seller).into_iter().map(Block::Paragraph));
    if let Some(pay) = pay {
        source.pay(pay, &mut blocks);
    }
    blocks.push(Block::Signatures(vec![source.say(words::SIGN_SELLER), source.say(words::SIGN_MANAGER)]));
    Sheet { title: source.fill(words::LETTER, &[("name", &seller.name)]), blocks }
}

impl LetterSource<'_> {
    fn say(&self, text: Text) -> String {
        text.get(self.language).to_owned()
    }

    fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        text.fill(self.language, values)
    }

    fn numbers(&self) -> NumberFormat {
        NumberFormat::new(self.language)
    }

    fn comma(&self) -> &'static str {
        if self.language == Language::Persian { "، " } else { ", " }
    }

    fn unit(&self, kind: GoalKind) -> GoalUnit {
        GoalUnit::of(kind, self.language, self.plan.settings.currency, self.plan.settings.display_unit)
    }

    fn money(&self) -> MoneyFormat {
        MoneyFormat::new(self.language, self.plan.settings.currency, self.plan.settings.display_unit)
    }

    fn dates(&self) -> DateFormat {
        DateFormat::new(self.language, self.results.question.fiscal_year.calendar())
    }

    fn year_name(&self) -> String {
        self.dates().fiscal_year(self.results.question.fiscal_year.first_month())
    }

    fn goal_name(&self, kind: GoalKind) -> String {
        let unit = self.money().unit_label();
        match kind {
            GoalKind::Sales => self.fill(words::SALES, &[("unit", &unit)]),
            GoalKind::Collection => self.fill(words::COLLECTION, &[("unit", &unit)]),
            GoalKind::Quantity => self.say(words::QUANTITY),
        }
    }

    fn asked(&self, kind: GoalKind, goal: &SellerGoal) -> String {
        let text = match kind {
            GoalKind::Sales => words::ASKED_SALES,
            GoalKind::Collection => words::ASKED_COLLECTION,
            GoalKind::Quantity => words::ASKED_QUANTITY,
        };
        self.fill(text, &[("amount", &self.unit(kind).with_unit(goal.street))])
    }

    /// Base, cushion and quota of the year, beside what the territories sold last year and how much more is asked of them.
    /// Both are the territories' whole figures: what of them was somebody's, who holds a part of the time, nobody knows.
    fn year_table(&self, seller: &SellerQuota) -> Block {
        let last_year = self.results.known_years.last_before(self.results.question.fiscal_year.first_month().year);
        let seats = self.seats(seller);
        let text = if seats.len() > 1 { words::SOLD_BY_SEVERAL } else { words::SOLD };
        let sold = self.fill(text, &[("year", &self.numbers().plain(i64::from(last_year)))]);
        let row = |(kind, goal): &(GoalKind, SellerGoal)| {
            let unit = self.unit(*kind);
            let before = self.sold(&seats, last_year).filter(|before| *kind == GoalKind::Sales && *before > 0.0);
            let change = before.map(|before| self.numbers().signed_percent(self.asked_of(&seats, *kind) / before - 1.0, 1));
            let none = || NO_FIGURE.to_owned();
            vec![
                Cell::Text(self.goal_name(*kind)),
                Cell::Number(unit.figure(goal.base)),
                Cell::Number(unit.figure(goal.street.saturating_sub(goal.base))),
                Cell::Number(unit.figure(goal.street)),
                Cell::Number(before.map_or_else(none, |before| unit.figure(before.round() as i64))),
                Cell::Number(change.unwrap_or_else(none)),
            ]
        };
        let heads = [words::BASE, words::CUSHION, words::QUOTA].map(|text| (self.say(text), true));
        let change = if seats.len() > 1 { words::CHANGE_OF_SEVERAL } else { words::CHANGE };
        let headings =
            std::iter::once((self.say(words::GOAL), false)).chain(heads).chain([(sold, true), (self.say(change), true)]).collect();
        Block::Table { caption: self.say(words::OF_YEAR), shows_caption: true, headings, rows: seller.goals.iter().map(row).collect() }
    }

    /// The places of the territories of a seller, each once.
    fn seats(&self, seller: &SellerQuota) -> BTreeSet<usize> {
        let places = self.results.answer.places();
        seller.nodes.iter().filter_map(|(key, _)| self.results.answer.nodes.get(*places.get(key)?)?.parent).collect()
    }

    /// What territories sold in a year; `None` where it is known of none.
    fn sold(&self, seats: &BTreeSet<usize>, year: i32) -> Option<f64> {
        let of_seat = |&seat: &usize| {
            let row = self.results.answer.nodes.get(seat)?.row?;
            self.results.question.nodes.get(row as usize)?.figures.history.get(&year).copied()
        };
        seats.iter().filter_map(of_seat).reduce(|sum, more| sum + more)
    }

    /// What is asked of all who sit on territories, and of vacant time.
    fn asked_of(&self, seats: &BTreeSet<usize>, kind: GoalKind) -> f64 {
        let goal = self.results.answer.goal(&goal_key(kind));
        seats.iter().filter_map(|&seat| goal?.nodes.get(seat)).map(|seat| seat.handed as f64).sum()
    }

    /// A goal by months, a quarter a row.
    fn period_table(&self, kind: GoalKind, goal: &SellerGoal) -> Block {
        let (unit, dates) = (self.unit(kind), self.dates());
        let months = self.results.question.fiscal_year.months();
        let names = [words::QUARTER_1, words::QUARTER_2, words::QUARTER_3, words::QUARTER_4];
        let quarters = crate::quota::quarters(&goal.street_months);
        let row = |(quarter, name): (usize, Text)| {
            let month = |place: usize| {
                let place = quarter * 3 + place;
                let name = months.get(place).map(|month| dates.month_name(month.month)).unwrap_or_default();
                let amount = goal.street_months.get(place % MONTHS).copied().unwrap_or(0);
                Cell::Text(self.fill(words::MONTH, &[("month", name), ("amount", &unit.figure(amount))]))
            };
            let total = quarters.get(quarter).copied().unwrap_or(0);
            vec![Cell::Text(self.say(name)), month(0), month(1), month(2), Cell::Number(unit.figure(total))]
        };
        let mut rows: Vec<Vec<Cell>> = names.into_iter().enumerate().map(row).collect();
        let empty = || Cell::Text(String::new());
        rows.push(vec![Cell::Text(self.say(words::YEAR)), empty(), empty(), empty(), Cell::Number(unit.figure(goal.street))]);
        let headings = vec![
            (self.say(words::QUARTER), false),
            (self.say(words::MONTH_OF_QUARTER_1), false),
            (self.say(words::MONTH_OF_QUARTER_2), false),
            (self.say(words::MONTH_OF_QUARTER_3), false),
            (self.say(words::TOTAL), true),
        ];
        Block::Table { caption: self.fill(words::BY_PERIOD, &[("goal", &self.goal_name(kind))]), shows_caption: true, headings, rows }
    }

    /// Several goals by months in one table, a half-year beside the other with its quarters, so that it stays on the page.
    fn table_of_goals(&self, goals: &[(GoalKind, SellerGoal)]) -> Block {
        let months = self.results.question.fiscal_year.months();
        let month = |place: usize| months.get(place).map(|month| self.dates().month_name(month.month).to_owned()).unwrap_or_default();
        let figures = |of: &dyn Fn(&SellerGoal) -> i64| -> Vec<Cell> {
            goals.iter().map(|(kind, goal)| Cell::Number(self.unit(*kind).figure(of(goal)))).collect()
        };
        let of_month = |place: usize| {
            let figures = figures(&|goal| goal.street_months.get(place).copied().unwrap_or(0));
            std::iter::once(Cell::Text(month(place))).chain(figures)
        };
        let names = [words::QUARTER_1, words::QUARTER_2, words::QUARTER_3, words::QUARTER_4];
        let of_quarter = |quarter: usize| {
            let figures = figures(&|goal| crate::quota::quarters(&goal.street_months).get(quarter).copied().unwrap_or(0));
            let name = names.get(quarter).map(|name| self.fill(words::QUARTER_TOTAL, &[("quarter", name.get(self.language))]));
            std::iter::once(Cell::Text(name.unwrap_or_default())).chain(figures)
        };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for quarter in 0..2 {
            rows.extend((quarter * 3..quarter * 3 + 3).map(|place| of_month(place).chain(of_month(place + MONTHS / 2)).collect()));
            rows.push(of_quarter(quarter).chain(of_quarter(quarter + 2)).collect());
        }
        let nothing = std::iter::repeat_n(Cell::Text(String::new()), goals.len() + 1);
        rows.push(std::iter::once(Cell::Text(self.say(words::YEAR))).chain(figures(&|goal| goal.street)).chain(nothing).collect());
        let half = std::iter::once((self.say(words::MONTH_OR_QUARTER), false));
        let half: Vec<(String, bool)> = half.chain(goals.iter().map(|(kind, _)| (self.goal_name(*kind), true))).collect();
        let headings = half.iter().chain(&half).cloned().collect();
        Block::Table { caption: self.say(words::GOALS_BY_PERIOD), shows_caption: true, headings, rows }
    }

    /// The exact quotas, where months as they are written do not show them.
    fn rounding(&self, seller: &SellerQuota) -> Option<String> {
        let is_rounded = |(kind, goal): &(GoalKind, SellerGoal)| {
            let unit = self.unit(*kind);
            goal.street_months.iter().chain([&goal.street]).any(|amount| unit.figure(*amount) != unit.exact(*amount))
        };
        let exact = |(kind, goal): &(GoalKind, SellerGoal)| match self.unit(*kind) {
            GoalUnit::Money(format) => format.join_unit(&format.exact_figure(Money(goal.street))),
            pieces @ GoalUnit::Pieces(_) => pieces.exact(goal.street),
        };
        let told: Vec<String> = seller.goals.iter().filter(|goal| is_rounded(goal)).map(exact).collect();
        (!told.is_empty()).then(|| self.fill(words::ROUNDED, &[("exact", &told.join(self.comma()))]))
    }

    /// How the quotas came about: of the first goal each territory's share, the seller's part of it where others hold it too
    /// and the cushions; of each further goal the share, under its name.
    fn reasons(&self, seller: &SellerQuota) -> Vec<String> {
        let Some((kind, _)) = seller.goals.first() else { return Vec::new() };
        let key = goal_key(*kind);
        let is_potential_money = self.plan.settings.potential_unit == PotentialUnit::Money;
        let format = ReasonFormat { language: self.language, unit: self.unit(*kind), money: self.money(), is_potential_money };
        let mut paragraphs = Vec::new();
        let mut cushions = None;
        for (node, seat_name) in seller.nodes.iter().take(MOST_EXPLAINED) {
            let seat = self.results.answer.places().get(node).and_then(|place| self.results.answer.nodes.get(*place)?.parent);
            let seat: Option<&NodeKey> = seat.and_then(|seat| self.results.answer.nodes.get(seat)).map(|seat| &seat.key);
            let mut told_of_seat = Vec::new();
            if let Some(told) = seat.and_then(|seat| told(self.results, seat, &key)) {
                told_of_seat = format.basis(self.results, &told);
            }
            if let Some(own) = told(self.results, node, &key) {
                let is_shared = matches!(own.reason, Reason::Time(share) if share.weight < share.weight_of_all);
                told_of_seat.extend(is_shared.then(|| format.basis(self.results, &own)).into_iter().flatten());
                cushions = cushions.or_else(|| Some(format.cushions(self.results, &own)));
            }
            let told = told_of_seat.join(" ");
            paragraphs.push(if seller.nodes.len() > 1 {
                self.fill(words::OF_SEAT, &[("name", &isolated(seat_name)), ("reason", &told)])
            } else {
                told
            });
        }
        let more = seller.nodes.len().saturating_sub(MOST_EXPLAINED);
        paragraphs.extend((more > 0).then(|| self.fill(words::MORE_SEATS, &[("count", &self.numbers().count(more))])));
        paragraphs.extend(cushions);
        paragraphs.extend(seller.goals.iter().skip(1).map(|(kind, _)| self.reason_of_further(*kind, seller)));
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs
    }

    /// How a further goal came about, in one paragraph that begins with its name.
    fn reason_of_further(&self, kind: GoalKind, seller: &SellerQuota) -> String {
        let key = goal_key(kind);
        let is_potential_money = self.plan.settings.potential_unit == PotentialUnit::Money;
        let format = ReasonFormat { language: self.language, unit: self.unit(kind), money: self.money(), is_potential_money };
        let places = self.results.answer.places();
        let of_seat = |(node, name): &(NodeKey, String)| {
            let seat = places.get(node).and_then(|place| self.results.answer.nodes.get(*place)?.parent);
            let seat = seat.and_then(|seat| self.results.answer.nodes.get(seat))?;
            let reason = format.basis(self.results, &told(self.results, &seat.key, &key)?).join(" ");
            let named = || self.fill(words::OF_SEAT, &[("name", &isolated(name)), ("reason", &reason)]);
            Some(if seller.nodes.len() > 1 { named() } else { reason.clone() })
        };
        let reasons: Vec<String> = seller.nodes.iter().take(MOST_EXPLAINED).filter_map(of_seat).collect();
        if reasons.is_empty() {
            return String::new();
        }
        self.fill(words::OF_SEAT, &[("name", &self.goal_name(kind)), ("reason", &reasons.join(" "))])
    }

    fn pay(&self, pay: LetterPay, blocks: &mut Vec<Block>) {
        let (numbers, money) = (self.numbers(), self.money());
        let told = self.fill(words::PAY_PLAN, &[("name", &isolated(&pay.plan))]);
        blocks.push(Block::Heading(self.say(words::PAY)));
        blocks.extend(pay.curve.map(|svg| Block::Picture { svg, words: self.say(words::PAY) }));
        let headings = std::iter::once((self.say(words::ATTAINMENT), false))
            .chain(pay.points.iter().map(|(attainment, _)| (numbers.percent(*attainment, 0), true)))
            .collect();
        let paid = self.fill(words::PAY_IN, &[("unit", &money.unit_label())]);
        let row = std::iter::once(Cell::Text(paid)).chain(pay.points.iter().map(|(_, pay)| Cell::Number(money.figure_of(*pay)))).collect();
        blocks.push(Block::Table { caption: self.say(words::PAY), shows_caption: false, headings, rows: vec![row] });
        blocks.push(Block::Paragraph(told));
    }
}
