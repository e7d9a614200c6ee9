//! What a seller reads of a territory: its customers, where it stands beside the team, what comes and goes against
//! today. In the words and figures of one language.

use std::collections::BTreeMap;

use super::{Block, Cell, Sheet};
use crate::document::design::{ScenarioResults, value_of};
use crate::document::{MeasureKind, Plan, PotentialUnit, Scenario};
use crate::domain::{Account, AccountId, ScenarioId, Territory, TerritoryId};
use crate::locale::money::MoneyFormat;
use crate::locale::number::{NO_FIGURE, NumberFormat};
use crate::locale::text::fold;
use crate::locale::words::explain as measure_words;
use crate::locale::words::sheet as words;
use crate::locale::{Language, Text};

/// What sheets are made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The scenario that is told.
    pub scenario: &'a Scenario,
    /// Its name on screen.
    pub scenario_name: &'a str,
    /// Its figures.
    pub results: &'a ScenarioResults,
    /// The language of words and figures.
    pub language: Language,
}

/// The sheet of the territory that stands at this place of the scenario. `picture` is its map, if it has one.
pub fn sheet(source: &Source, at: usize, picture: Option<String>) -> Option<Sheet> {
    let territory = source.scenario.territories.get(at)?;
    let writer = Writer { source: *source, territory };
    let mut own: Vec<&Account> = source
        .plan
        .accounts
        .iter()
        .map(AsRef::as_ref)
        .filter(|account| source.scenario.assignment.get(&account.id) == Some(&territory.id))
        .collect();
    sort(&mut own);
    let mut blocks = vec![
        Block::Lead(writer.seller()),
        Block::Lead(source.fill(words::WHERE, &[("plan", &source.plan.name), ("scenario", source.scenario_name)])),
        Block::Paragraph(writer.sum(&own)),
    ];
    blocks.extend(picture.map(|svg| Block::Picture { svg, words: source.fill(words::MAP, &[("territory", &territory.name)]) }));
    blocks.push(Block::Heading(source.say(words::MEASURES)));
    blocks.push(writer.measures(at));
    blocks.push(Block::Heading(source.say(words::CHANGES)));
    let gained = writer.changes(&mut blocks);
    blocks.push(Block::Heading(source.say(words::CUSTOMERS)));
    blocks.push(writer.customers(&own, &gained));
    Some(Sheet { title: territory.name.clone(), blocks })
}

/// The largest sales first, then by name.
fn sort(accounts: &mut [&Account]) {
    accounts.sort_by_cached_key(|account| (std::cmp::Reverse(account.sales.map(|sales| sales.0)), fold(&account.name), account.id));
}

impl Source<'_> {
    fn say(&self, text: Text) -> String {
        text.get(self.language).to_owned()
    }

    fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        text.fill(self.language, values)
    }

    fn numbers(&self) -> NumberFormat {
        NumberFormat::new(self.language)
    }

    fn money(&self) -> MoneyFormat {
        MoneyFormat::new(self.language, self.plan.settings.currency, self.plan.settings.display_unit)
    }

    fn is_money(&self, kind: MeasureKind) -> bool {
        match kind {
            MeasureKind::Sales => true,
            MeasureKind::Potential => self.plan.settings.potential_unit == PotentialUnit::Money,
            MeasureKind::Accounts | MeasureKind::Workload => false,
        }
    }

    /// A measure with its unit.
    fn measure(&self, kind: MeasureKind) -> String {
        let (name, unit) = match kind {
            MeasureKind::Accounts => return self.say(measure_words::ACCOUNTS),
            MeasureKind::Potential => (measure_words::POTENTIAL, measure_words::POINTS.get(self.language).to_owned()),
            MeasureKind::Sales => (measure_words::SALES, String::new()),
            MeasureKind::Workload => (measure_words::WORKLOAD, measure_words::HOURS.get(self.language).to_owned()),
        };
        let unit = if self.is_money(kind) { self.money().unit_label() } else { unit };
        format!("{} ({unit})", name.get(self.language))
    }

    fn figure(&self, kind: MeasureKind, value: f64) -> String {
        if self.is_money(kind) { self.money().figure_of(value) } else { self.numbers().decimal(value, 0) }
    }

    /// The measures that some account has.
    fn measures(&self) -> Vec<(usize, MeasureKind)> {
        let has_figure = |index: usize| self.results.measures.measures.get(index).is_some_and(|summary| summary.total > 0.0);
        MeasureKind::ALL.into_iter().enumerate().filter(|(index, _)| has_figure(*index)).collect()
    }
}

struct Writer<'a> {
    source: Source<'a>,
    territory: &'a Territory,
}

impl Writer<'_> {
    fn seller(&self) -> String {
        let seller = self.territory.seller.and_then(|seller| self.source.plan.person(seller));
        match seller {
            Some(seller) => self.source.fill(words::SELLER, &[("seller", &seller.name)]),
            None => self.source.say(words::VACANT),
        }
    }

    fn sum(&self, own: &[&Account]) -> String {
        let sales: f64 = own.iter().map(|account| value_of(account, MeasureKind::Sales)).sum();
        let text = if own.len() == 1 { words::SUM_ONE } else { words::SUM };
        let count = self.source.numbers().count(own.len());
        self.source.fill(text, &[("count", &count), ("sales", &self.source.money().with_unit_of(sales))])
    }

    /// The territory's figures beside the team's.
    fn measures(&self, at: usize) -> Block {
        let source = &self.source;
        let all = &source.results.measures.territories;
        let numbers = source.numbers();
        let mut rows = Vec::new();
        if let Some(figures) = all.get(at) {
            for (index, kind) in source.measures() {
                let value = |known: &crate::territory::TerritoryMeasures| known.values.get(index).copied().unwrap_or(0.0);
                let own = value(figures);
                let mean = all.iter().map(value).sum::<f64>() / all.len().max(1) as f64;
                let rank = all.iter().filter(|known| value(known) > own).count() + 1;
                let target = figures.targets.get(index).copied().unwrap_or(0.0);
                let deviation =
                    figures.deviations.get(index).map_or(NO_FIGURE.to_owned(), |deviation| numbers.signed_percent(*deviation, 0));
                rows.push(vec![
                    Cell::Text(source.measure(kind)),
                    Cell::Number(source.figure(kind, own)),
                    Cell::Number(source.figure(kind, target)),
                    Cell::Number(deviation),
                    Cell::Number(source.figure(kind, mean)),
                    Cell::Text(self.rank(rank, all.len())),
                ]);
            }
            let placed: Vec<f64> = all.iter().filter(|known| known.centre.is_some()).map(|known| known.dispersion_km).collect();
            if figures.centre.is_some() {
                let mean = placed.iter().sum::<f64>() / placed.len().max(1) as f64;
                let rank = placed.iter().filter(|known| **known > figures.dispersion_km).count() + 1;
                rows.push(vec![
                    Cell::Text(source.say(words::DISPERSION)),
                    Cell::Number(numbers.decimal(figures.dispersion_km, 1)),
                    Cell::Text(String::new()),
                    Cell::Text(String::new()),
                    Cell::Number(numbers.decimal(mean, 1)),
                    Cell::Text(self.rank(rank, placed.len())),
                ]);
            }
        }
        let headings = [
            (words::MEASURE, false),
            (words::VALUE, true),
            (words::FAIR_SHARE, true),
            (words::DEVIATION, true),
            (words::TEAM_MEAN, true),
            (words::RANK, false),
        ];
        Block::Table { caption: source.say(words::MEASURES), shows_caption: false, headings: self.headings(&headings), rows }
    }

    fn rank(&self, rank: usize, all: usize) -> String {
        let numbers = self.source.numbers();
        self.source.fill(words::RANK_OF, &[("rank", &numbers.count(rank)), ("all", &numbers.count(all))])
    }

    fn headings(&self, headings: &[(Text, bool)]) -> Vec<(String, bool)> {
        headings.iter().map(|(text, is_number)| (self.source.say(*text), *is_number)).collect()
    }

    /// What comes and goes against today; answers what comes.
    fn changes(&self, blocks: &mut Vec<Block>) -> BTreeMap<AccountId, Option<TerritoryId>> {
        let source = &self.source;
        let mut gained = BTreeMap::new();
        let mut lost = BTreeMap::new();
        let Some(today) = source.plan.today().filter(|today| today.id != source.scenario.id) else {
            blocks.push(Block::Paragraph(source.say(words::TODAY_STANDS)));
            return gained;
        };
        for account in source.plan.accounts.iter() {
            let before = today.assignment.get(&account.id).copied();
            let after = source.scenario.assignment.get(&account.id).copied();
            if before == after {
                continue;
            }
            if after == Some(self.territory.id) {
                gained.insert(account.id, before);
            } else if before == Some(self.territory.id) {
                lost.insert(account.id, after);
            }
        }
        if today.territory(self.territory.id).is_none() {
            blocks.push(Block::Paragraph(source.say(words::NEW_TERRITORY)));
        } else if gained.is_empty() && lost.is_empty() {
            blocks.push(Block::Paragraph(source.say(words::NOTHING_CHANGES)));
        }
        blocks.extend(self.handovers(words::GAINED, words::COMES_FROM, &gained, today));
        blocks.extend(self.handovers(words::LOST, words::GOES_TO, &lost, source.scenario));
        gained
    }

    fn handovers(&self, caption: Text, column: Text, changed: &BTreeMap<AccountId, Option<TerritoryId>>, of: &Scenario) -> Option<Block> {
        if changed.is_empty() {
            return None;
        }
        let source = &self.source;
        let mut accounts: Vec<&Account> = changed.keys().filter_map(|id| source.plan.account(*id)).map(AsRef::as_ref).collect();
        sort(&mut accounts);
        let rows = accounts.iter().map(|account| {
            let other = changed.get(&account.id).copied().flatten();
            vec![Cell::Text(account.name.clone()), Cell::Text(self.territory_words(of, other)), self.cell(account, MeasureKind::Sales)]
        });
        Some(Block::Table {
            caption: source.fill(caption, &[("count", &source.numbers().count(accounts.len()))]),
            shows_caption: true,
            rows: rows.collect(),
            headings: vec![(source.say(words::CUSTOMER), false), (source.say(column), false), (source.measure(MeasureKind::Sales), true)],
        })
    }

    /// A territory with who works it.
    fn territory_words(&self, scenario: &Scenario, territory: Option<TerritoryId>) -> String {
        let Some(territory) = territory.and_then(|id| scenario.territory(id)) else { return self.source.say(words::WITHOUT) };
        match territory.seller.and_then(|seller| self.source.plan.person(seller)) {
            Some(seller) => self.source.fill(words::WITH_SELLER, &[("territory", &territory.name), ("seller", &seller.name)]),
            None => territory.name.clone(),
        }
    }

    /// A figure of an account; a dash where it is not known.
    fn cell(&self, account: &Account, kind: MeasureKind) -> Cell {
        let is_known = match kind {
            MeasureKind::Accounts => true,
            MeasureKind::Potential => account.potential.is_some(),
            MeasureKind::Sales => account.sales.is_some(),
            MeasureKind::Workload => account.workload.is_some(),
        };
        Cell::Number(if is_known { self.source.figure(kind, value_of(account, kind)) } else { NO_FIGURE.to_owned() })
    }

    /// The territory's accounts; columns that none of the plan's accounts fills are left out.
    fn customers(&self, own: &[&Account], gained: &BTreeMap<AccountId, Option<TerritoryId>>) -> Block {
        let source = &self.source;
        let all = &source.plan.accounts;
        let has_code = all.iter().any(|account| account.code.is_some());
        let has_area = all.iter().any(|account| account.area.is_some());
        let has_segment = all.iter().any(|account| account.segment.is_some());
        let measures: Vec<MeasureKind> =
            source.measures().into_iter().map(|(_, kind)| kind).filter(|kind| *kind != MeasureKind::Accounts).collect();
        let mut headings = vec![(source.say(words::CUSTOMER), false)];
        for (is_shown, text) in [(has_code, words::IDENTIFIER), (has_area, words::AREA), (has_segment, words::SEGMENT)] {
            headings.extend(is_shown.then(|| (source.say(text), false)));
        }
        headings.extend(measures.iter().map(|kind| (source.measure(*kind), true)));
        let row = |account: &&Account| {
            let is_new = gained.contains_key(&account.id) && source.scenario.id != ScenarioId::TODAY;
            let mark = if is_new { format!(" ({})", words::IS_NEW.get(source.language)) } else { String::new() };
            let mut cells = vec![Cell::Text(format!("{}{mark}", account.name))];
            let area = account.area.and_then(|area| source.plan.area(area)).map(|area| area.name.clone());
            for (is_shown, text) in [(has_code, account.code.clone()), (has_area, area), (has_segment, account.segment.clone())] {
                cells.extend(is_shown.then(|| Cell::Text(text.unwrap_or_default())));
            }
            cells.extend(measures.iter().map(|kind| self.cell(account, *kind)));
            cells
        };
        Block::Table { caption: source.say(words::CUSTOMERS), shows_caption: false, headings, rows: own.iter().map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::cartography::Scene;
    use crate::document::design::results;
    use crate::document::{PlanId, Settings};
    use crate::domain::{Coordinates, Money, Person, PersonId};
    use crate::report::html;
    use crate::report::picture::{PictureWords, draw};
    use std::sync::Arc;

    /// Three customers in two territories; in the scenario the second goes from North to South.
    fn plan() -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::English));
        let account = |id: u32, name: &str, sales: i64| {
            let mut account = Account::named(AccountId(id), name);
            (account.potential, account.sales) = (Some(10.0), Some(Money(sales)));
            account.coordinates = Coordinates::new(35.0, 50.0 + f64::from(id));
            Arc::new(account)
        };
        plan.accounts = Arc::new(vec![account(1, "Alpha", 50_000), account(2, "<b>Beta</b>", 90_000), account(3, "Gamma", 10_000)]);
        plan.people = Arc::new(vec![Person::named(PersonId(9), "Rita")]);
        let today = Arc::make_mut(&mut plan.scenarios[0]);
        today.territories = vec![
            Territory { id: TerritoryId(10), name: "North".into(), colour_index: 0, seller: Some(PersonId(9)) },
            Territory { id: TerritoryId(11), name: "South".into(), colour_index: 1, seller: None },
        ];
        today.assignment = [(AccountId(1), TerritoryId(10)), (AccountId(2), TerritoryId(10)), (AccountId(3), TerritoryId(11))].into();
        let mut next = today.clone();
        (next.id, next.name) = (ScenarioId(1), "Next".into());
        next.assignment.insert(AccountId(2), TerritoryId(11));
        plan.scenarios.push(Arc::new(next));
        plan
    }

    fn made(plan: &Plan, scenario: usize, at: usize, language: Language) -> Sheet {
        let scenario = &plan.scenarios[scenario];
        let results = results(plan, scenario);
        let source = Source { plan, scenario, scenario_name: "Next", results: &results, language };
        sheet(&source, at, None).unwrap()
    }

    fn tables(sheet: &Sheet) -> Vec<(String, Vec<Vec<Cell>>)> {
        let table = |block: &Block| match block {
            Block::Table { caption, rows, .. } => Some((caption.clone(), rows.clone())),
            _ => None,
        };
        sheet.blocks.iter().filter_map(table).collect()
    }

    #[test]
    fn a_seller_reads_what_comes_and_goes_and_where_they_stand() {
        let plan = plan();
        let north = made(&plan, 1, 0, Language::English);
        assert_eq!(north.blocks[0], Block::Lead("Seller: Rita".into()));
        assert_eq!(north.blocks[2], Block::Paragraph("1 customer with sales of $500.".into()));
        let tables_of_north = tables(&north);
        assert_eq!(tables_of_north[1].0, "Customers that go (1)");
        assert_eq!(tables_of_north[1].1[0][1], Cell::Text("South".into()));
        let potential = &tables_of_north[0].1[1];
        assert_eq!(potential[3], Cell::Number("−33%".into()));
        assert_eq!(potential[5], Cell::Text("2 of 2".into()));
        let south = made(&plan, 1, 1, Language::English);
        let tables_of_south = tables(&south);
        assert_eq!(tables_of_south[1].0, "Customers that come (1)");
        assert_eq!(tables_of_south[1].1[0][1], Cell::Text("North (Rita)".into()));
        let customers = &tables_of_south.last().unwrap().1;
        assert_eq!(customers[0][0], Cell::Text("<b>Beta</b> (new)".into()), "the largest sales first");
        assert_eq!(customers.len(), 2);
        assert!(made(&plan, 0, 0, Language::English).blocks.contains(&Block::Paragraph("This is today’s state.".into())));
    }

    #[test]
    fn all_sheets_are_one_safe_file_in_persian_as_well() {
        let mut plan = plan();
        for scenario in &mut plan.scenarios {
            Arc::make_mut(scenario).territories[1].name = "<script>alert(1)</script>".into();
        }
        let scenario = &plan.scenarios[1];
        let results = results(&plan, scenario);
        let source = Source { plan: &plan, scenario, scenario_name: "Next", results: &results, language: Language::Persian };
        let scene = Scene::new(&plan, scenario, MeasureKind::Sales, None);
        let sheets: Vec<Sheet> = (0..2)
            .filter_map(|at| {
                let name = &scenario.territories[at].name;
                let words = PictureWords { title: name, subtitle: "Next", own: name, others: "…", ringed: "◯" };
                sheet(&source, at, draw(&scene, at, None, "#0072b2", &words, true))
            })
            .collect();
        let file = html::page("P", Language::Persian, &sheets);
        assert_eq!((file.matches("<svg").count(), file.matches("<section").count()), (4, 2), "a picture in a picture each");
        assert!(!file.contains("<script") && !file.contains("<b>") && file.contains("&lt;b&gt;Beta"));
        assert!(file.contains("مشتریانی که می‌آیند (۱)") && file.contains("dir=\"rtl\""));
        assert!(file.matches("http").count() == file.matches("http://www.w3.org/2000/svg").count() + 1);
    }

    #[test]
    fn an_empty_territory_has_a_sheet_too() {
        let mut plan = plan();
        Arc::make_mut(&mut plan.scenarios[1]).assignment.clear();
        let empty = made(&plan, 1, 0, Language::Persian);
        assert_eq!(tables(&empty).last().unwrap().1.len(), 0);
        let scene = Scene::new(&plan, &plan.scenarios[1], MeasureKind::Sales, None);
        let words = PictureWords { title: "", subtitle: "", own: "", others: "", ringed: "" };
        assert!(draw(&scene, 0, None, "#0072b2", &words, false).is_none());
    }
}
