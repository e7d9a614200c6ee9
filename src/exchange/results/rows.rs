//! From the cells of a table to rows of results. A row in which anything is wrong is left out whole, so that nobody is paid on
//! half of it.

use std::collections::{BTreeMap, HashMap};

use super::columns::ResultColumn;
use super::finding::{ResultFinding, ResultProblem};
use super::months::read_month;
use super::{ReadUnit, ResultContext, ResultsRead, named, scale};
use crate::document::quota::pay::ResultRow;
use crate::domain::{PersonId, YearMonth};
use crate::exchange::decimal::Decimal;
use crate::exchange::finding::ColumnPlace;
use crate::exchange::header::Header;
use crate::exchange::number_style::StyleVotes;
use crate::exchange::numbers::{NumberStyle, read_number, says_nothing};
use crate::exchange::{Cell, Row, Table, sum_rows};
use crate::locale::text::stored;

/// Reads all rows of data into what was read.
pub(super) fn read(table: &Table, header: &Header, context: &ResultContext, read: &mut ResultsRead) {
    let data = table.rows.get(header.first_data_row..).unwrap_or_default();
    let places: BTreeMap<ResultColumn, usize> =
        read.columns.iter().enumerate().filter_map(|(place, column)| Some((column.column?, place))).collect();
    let mut styles = BTreeMap::new();
    for (&column, &place) in places.iter().filter(|(column, _)| column.is_number()) {
        let mut votes = StyleVotes::default();
        for row in data {
            if let Cell::Text(text) = row.cell(place) {
                votes.add(text);
            }
        }
        let decision = votes.decide();
        styles.insert(column, decision.style);
        if decision.is_ambiguous && column != ResultColumn::ActiveShare {
            read.findings.add(ResultFinding::of_column(&read.columns[place], ResultProblem::AmbiguousNumbers));
        }
    }
    let mut quotas: HashMap<(PersonId, YearMonth, ResultColumn), (i64, u32)> = HashMap::new();
    // What a row says, without its number, and the row that said it first.
    let mut said: HashMap<String, u32> = HashMap::new();
    let mut rows = Vec::new();
    for row in data {
        let mut reading = Reading { row, context, places: &places, styles: &styles, read, is_wrong: false };
        let Some(result) = reading.result() else { continue };
        // What cannot be read would be missed in what is said of the whole row.
        if reading.is_wrong {
            continue;
        }
        if result.is_blank() {
            read.blank_rows += 1;
            continue;
        }
        reading.check(&result);
        reading.check_quotas(&result, &mut quotas);
        if reading.is_wrong {
            continue;
        }
        let words = format!("{:?}", ResultRow { row: 0, ..result.clone() });
        match said.get(&words) {
            Some(&earlier_row) => reading.report(None, ResultProblem::Repeated { earlier_row }),
            None => {
                said.insert(words, row.number);
                rows.push(result);
            }
        }
    }
    read.rows = rows;
    scale::check(context, read);
}

/// One row while it is read.
struct Reading<'a> {
    row: &'a Row,
    context: &'a ResultContext,
    places: &'a BTreeMap<ResultColumn, usize>,
    styles: &'a BTreeMap<ResultColumn, NumberStyle>,
    read: &'a mut ResultsRead,
    is_wrong: bool,
}

impl Reading<'_> {
    fn report(&mut self, column: Option<ResultColumn>, problem: ResultProblem) {
        self.is_wrong = true;
        let place = column.and_then(|column| self.places.get(&column)).and_then(|&place| self.read.columns.get(place));
        let column = place.map(|column| ColumnPlace { letters: column.letters.clone(), header: column.header.clone() });
        self.read.findings.add(ResultFinding { row: Some(self.row.number), column, problem });
    }

    fn cell(&self, column: ResultColumn) -> Option<&Cell> {
        let cell = self.row.cell(*self.places.get(&column)?);
        (!cell.is_blank()).then_some(cell)
    }

    fn text(&mut self, column: ResultColumn) -> Option<String> {
        let text = stored(&self.cell(column)?.text());
        (!text.is_empty() && !says_nothing(&text)).then_some(text)
    }

    /// The row; nothing when who or when cannot be told, or nothing at all stands there.
    fn result(&mut self) -> Option<ResultRow> {
        let seller_text = self.text(ResultColumn::Seller);
        if self.places.values().all(|&place| self.row.cell(place).is_blank()) {
            self.read.blank_rows += 1;
            return None;
        }
        if let Some(text) = seller_text.clone().or_else(|| self.text(ResultColumn::Month)).filter(|text| sum_rows::is_sum_word(text)) {
            self.report(None, ResultProblem::SumRow { text });
            return None;
        }
        let (seller, month) = (self.seller(seller_text), self.month(ResultColumn::Month, true));
        let (seller, month) = seller.zip(month)?;
        Some(ResultRow {
            active_share: self.share(),
            quota_sales: self.money(ResultColumn::QuotaSales),
            quota_collection: self.money(ResultColumn::QuotaCollection),
            quota_quantity: self.whole(ResultColumn::QuotaQuantity),
            deal: self.text(ResultColumn::Deal),
            gross: self.money(ResultColumn::Gross),
            discount: self.money(ResultColumn::Discount),
            shipping: self.money(ResultColumn::Shipping),
            collected: self.money(ResultColumn::Collected),
            quantity: self.whole(ResultColumn::Quantity),
            campaign: self.text(ResultColumn::Campaign),
            product_line: self.text(ResultColumn::ProductLine),
            segment: self.text(ResultColumn::Segment),
            returned: self.money(ResultColumn::Returned),
            returned_quantity: self.whole(ResultColumn::ReturnedQuantity),
            sold_in: self.month(ResultColumn::SoldIn, false),
            returned_deal: self.text(ResultColumn::ReturnedDeal),
            paid_for_returned: self.money(ResultColumn::PaidForReturned),
            ..ResultRow::blank(self.row.number, seller, month)
        })
    }

    fn seller(&mut self, text: Option<String>) -> Option<PersonId> {
        let Some(text) = text else {
            self.report(Some(ResultColumn::Seller), ResultProblem::NoSeller);
            return None;
        };
        match named(&self.context.sellers, &text).as_slice() {
            [only] => Some(only.id),
            [] => {
                self.report(Some(ResultColumn::Seller), ResultProblem::UnknownSeller { text });
                None
            }
            _ => {
                self.report(Some(ResultColumn::Seller), ResultProblem::SeveralSellers { text });
                None
            }
        }
    }

    fn month(&mut self, column: ResultColumn, is_needed: bool) -> Option<YearMonth> {
        let Some(cell) = self.cell(column).filter(|cell| !says_nothing(&cell.text())) else {
            if is_needed {
                self.report(Some(column), ResultProblem::NoMonth);
            }
            return None;
        };
        let (month, text) = (read_month(cell, self.context.calendar), cell.text().into_owned());
        if month.is_none() {
            self.report(Some(column), ResultProblem::UnknownMonth { text });
        }
        month
    }

    /// A number that is 0 or more.
    fn number(&mut self, column: ResultColumn) -> Option<(Decimal, String)> {
        let cell = self.cell(column)?;
        let text = cell.text().into_owned();
        if matches!(cell, Cell::Text(_)) && says_nothing(&text) {
            return None;
        }
        let number = match cell {
            Cell::Number(number) => Decimal::of_float(*number),
            Cell::Text(text) => read_number(text, self.styles.get(&column).copied().unwrap_or_default()),
            Cell::Empty | Cell::Date(_) | Cell::Flag(_) | Cell::Error(_) => None,
        };
        match number {
            None => self.report(Some(column), ResultProblem::NotANumber { text: text.clone() }),
            Some(number) if number.is_negative() => self.report(Some(column), ResultProblem::Negative { text: text.clone() }),
            Some(_) => {}
        }
        number.filter(|number| !number.is_negative()).map(|number| (number, text))
    }

    fn money(&mut self, column: ResultColumn) -> Option<i64> {
        let (number, text) = self.number(column)?;
        let unit = self.places.get(&column).and_then(|&place| self.read.columns.get(place)?.unit).unwrap_or(ReadUnit::Smallest);
        let amount = number.to_money(unit.smallest_per_one(self.context.currency));
        if amount.is_none() {
            self.report(Some(column), ResultProblem::TooLarge { text });
        }
        amount.map(|amount| amount.0)
    }

    fn whole(&mut self, column: ResultColumn) -> Option<i64> {
        let (number, text) = self.number(column)?;
        let Some(whole) = number.to_money(1) else {
            self.report(Some(column), ResultProblem::TooLarge { text });
            return None;
        };
        if number.to_float().fract() != 0.0 {
            self.report(Some(column), ResultProblem::NotWhole { text });
            return None;
        }
        Some(whole.0)
    }

    /// A share from 0 to 1, or in percent.
    fn share(&mut self) -> Option<f64> {
        let column = ResultColumn::ActiveShare;
        let cell = self.cell(column)?;
        let text = cell.text().into_owned();
        let bare = text.trim().trim_end_matches(['%', '٪']).trim();
        let share = match cell {
            Cell::Number(number) => Some(*number),
            _ if says_nothing(&text) => return None,
            _ => read_number(bare, self.styles.get(&column).copied().unwrap_or_default()).map(Decimal::to_float),
        };
        let share = share.map(|share| if bare.len() == text.trim().len() { share } else { share / 100.0 });
        let share = share.filter(|share| (0.0..=1.0).contains(share));
        if share.is_none() {
            self.report(Some(column), ResultProblem::NotAShare { text });
        }
        share
    }

    /// Says what can be said only of a whole row.
    fn check(&mut self, result: &ResultRow) {
        if result.discount.unwrap_or(0) > result.gross.unwrap_or(0) {
            self.report(Some(ResultColumn::Discount), ResultProblem::DiscountAboveValue);
        }
        let comes_back = result.returned.unwrap_or(0) > 0 || result.returned_quantity.unwrap_or(0) > 0;
        match result.sold_in {
            None if comes_back && self.cell(ResultColumn::SoldIn).is_none() => {
                self.report(Some(ResultColumn::Returned), ResultProblem::SoldInMissing);
            }
            Some(sold_in) if comes_back && sold_in > result.month => {
                self.report(Some(ResultColumn::SoldIn), ResultProblem::ReturnedBeforeSold);
            }
            _ => {}
        }
    }

    /// Refuses a second, other quota of a seller's month.
    fn check_quotas(&mut self, result: &ResultRow, known: &mut HashMap<(PersonId, YearMonth, ResultColumn), (i64, u32)>) {
        let quotas = [
            (ResultColumn::QuotaSales, result.quota_sales),
            (ResultColumn::QuotaCollection, result.quota_collection),
            (ResultColumn::QuotaQuantity, result.quota_quantity),
        ];
        for (column, quota) in quotas {
            let Some(quota) = quota else { continue };
            let &mut (earlier, earlier_row) = known.entry((result.seller, result.month, column)).or_insert((quota, self.row.number));
            if earlier != quota {
                self.report(Some(column), ResultProblem::OtherQuota { earlier_row });
            }
        }
    }
}
