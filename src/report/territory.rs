//! What a seller reads of a territory: its customers, where it stands beside the team, what comes and goes against
//! today. In the words and figures of one language.

use std::collections::BTreeMap;

use super::{Block, Cell, Sheet};
use crate::document::areas::name_of;
use crate::document::comparison::ShapeFigure;
use crate::document::design::value_of;
use crate::document::holders::Holders;
use crate::document::measures::own_figure;
use crate::document::results::ScenarioResults;
use crate::document::shape::{ScenarioShapes, TerritoryShape};
use crate::document::{FurtherMeasure, MeasureKind, Plan, PotentialUnit, Scenario};
use crate::domain::{Account, AccountId, ScenarioId, Territory, TerritoryId};
use crate::locale::money::MoneyFormat;
use crate::locale::number::{NO_FIGURE, NumberFormat};
use crate::locale::text::{fold, isolated};
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
    /// The shapes of its territories, where they are known.
    pub shapes: Option<&'a ScenarioShapes>,
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

fn shape_name(figure: ShapeFigure) -> Text {
    match figure {
        ShapeFigure::PolsbyPopper => measure_words::SHAPE_NAME_POLSBY,
        ShapeFigure::Reock => measure_words::SHAPE_NAME_REOCK,
        ShapeFigure::HullRatio => measure_words::SHAPE_NAME_HULL,
    }
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
            MeasureKind::Accounts | MeasureKind::Workload | MeasureKind::Further(_) => false,
        }
    }

    /// A measure with its unit.
    fn measure(&self, kind: MeasureKind) -> String {
        let (name, unit) = match kind {
            MeasureKind::Accounts => return self.say(measure_words::ACCOUNTS),
            MeasureKind::Potential => (measure_words::POTENTIAL, measure_words::POINTS.get(self.language).to_owned()),
            MeasureKind::Sales => (measure_words::SALES, String::new()),
            MeasureKind::Workload => (measure_words::WORKLOAD, measure_words::HOURS.get(self.language).to_owned()),
            MeasureKind::Further(id) => return self.plan.further_measure(id).map(FurtherMeasure::with_unit).unwrap_or_default(),
        };
        let unit = if self.is_money(kind) { self.money().unit_label() } else { unit };
        format!("{} ({unit})", name.get(self.language))
    }

    fn figure(&self, kind: MeasureKind, value: f64) -> String {
        match kind {
            _ if self.is_money(kind) => self.money().figure_of(value),
            MeasureKind::Further(_) => self.numbers().decimal(value, 1),
            _ => self.numbers().decimal(value, 0),
        }
    }

    /// The measures that some account has.
    fn measures(&self) -> Vec<(usize, MeasureKind)> {
        self.results.measured().collect()
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
            if figures.centre.is_some() {
                let placed = || all.iter().filter(|known| known.centre.is_some());
                let dispersions: Vec<f64> = placed().map(|known| known.dispersion_km).collect();
                rows.push(self.beside_team(source.say(words::DISPERSION), figures.dispersion_km, &dispersions, 1));
                if let Some(own) = figures.home_distance_km {
                    let known: Vec<f64> = all.iter().filter_map(|known| known.home_distance_km).collect();
                    rows.push(self.beside_team(source.say(words::HOME), own, &known, 1));
                }
                let diameters: Vec<f64> = placed().map(|known| known.diameter_km).collect();
                rows.push(self.beside_team(source.say(words::DIAMETER), figures.diameter_km, &diameters, 0));
            }
            let shapes: Vec<&TerritoryShape> = source.shapes.into_iter().flat_map(|shapes| shapes.territories.iter().flatten()).collect();
            if let Some(own) = source.shapes.and_then(|shapes| shapes.territories.get(at)).and_then(Option::as_ref) {
                for figure in ShapeFigure::ALL {
                    let name = source.fill(words::SHAPE, &[("figure", shape_name(figure).get(source.language))]);
                    let known: Vec<f64> = shapes.iter().map(|shape| figure.of(shape)).collect();
                    rows.push(self.beside_team(name, figure.of(own), &known, 2));
                }
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

    /// A figure without a fair share beside those of the whole team.
    fn beside_team(&self, name: String, own: f64, all: &[f64], places: u8) -> Vec<Cell> {
        let numbers = self.source.numbers();
        let mean = all.iter().sum::<f64>() / all.len().max(1) as f64;
        let rank = all.iter().filter(|known| **known > own).count() + 1;
        vec![
            Cell::Text(name),
            Cell::Number(numbers.decimal(own, places)),
            Cell::Text(String::new()),
            Cell::Text(String::new()),
            Cell::Number(numbers.decimal(mean, places)),
            Cell::Text(self.rank(rank, all.len())),
        ]
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
        let taken_over = self.taken_over(today);
        if today.territory(self.territory.id).is_none() {
            blocks.push(Block::Paragraph(source.say(words::NEW_TERRITORY)));
        } else if gained.is_empty() && lost.is_empty() && taken_over.is_none() {
            blocks.push(Block::Paragraph(source.say(words::NOTHING_CHANGES)));
        }
        blocks.extend(taken_over.map(Block::Paragraph));
        blocks.extend(self.handovers(words::GAINED, words::COMES_FROM, &gained, today));
        blocks.extend(self.handovers(words::LOST, words::GOES_TO, &lost, source.scenario));
        gained
    }

    /// What is said where another seller takes the territory over with the customers that stay in it.
    fn taken_over(&self, today: &Scenario) -> Option<String> {
        let source = &self.source;
        let id = self.territory.id;
        let name = |territory: Option<&Territory>| {
            territory.and_then(|known| known.seller).and_then(|seller| source.plan.person(seller)).map(|person| person.name.clone())
        };
        if !Holders::between(today, source.scenario).is_taken_over(id) {
            return None;
        }
        let (before, after) = (name(today.territory(id))?, name(Some(self.territory))?);
        let stays = |account: &&AccountId| source.scenario.assignment.get(account) == Some(&id);
        let count = today.assignment.iter().filter(|(_, owner)| **owner == id).map(|(account, _)| account).filter(stays).count();
        Some(source.fill(
            words::TAKEN_OVER,
            &[("before", &isolated(&before)), ("after", &isolated(&after)), ("count", &source.numbers().count(count))],
        ))
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
        let known = match kind {
            // As the user's file has it.
            MeasureKind::Further(id) => {
                self.source.plan.further_measure(id).and_then(|measure| account.extra.get(&measure.column)).cloned()
            }
            _ => own_figure(account, kind).map(|figure| self.source.figure(kind, figure)),
        };
        Cell::Number(known.unwrap_or_else(|| NO_FIGURE.to_owned()))
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
            let area = account.area.and_then(|area| source.plan.area(area)).map(|area| name_of(area, source.language).to_owned());
            for (is_shown, text) in [(has_code, account.code.clone()), (has_area, area), (has_segment, account.segment.clone())] {
                cells.extend(is_shown.then(|| Cell::Text(text.unwrap_or_default())));
            }
            cells.extend(measures.iter().map(|kind| self.cell(account, *kind)));
            cells
        };
        Block::Table { caption: source.say(words::CUSTOMERS), shows_caption: false, headings, rows: own.iter().map(row).collect() }
    }
}
