//! Actual results of sellers as files gave them: facts of a plan beside the sales histories of its customers.
//!
//! A plan keeps them in their written form, a table of the columns that occur, and reads them where they are needed, so
//! that opening a plan costs no code for them. Amounts are in the smallest unit of the plan's currency, months in its
//! calendar.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::{Money, PersonId, YearMonth};
use crate::quota::pay::{Entry, Quotas, Rate, SaleReturn, SellerMonth};

/// A row of results: a seller's month, or one deal of it. Figures are 0 or more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// The seller.
    pub seller: PersonId,
    /// The month.
    pub month: YearMonth,
    /// The share of the month in which the seller was active, 0 to 1; without it, the person's working time.
    pub active_share: Option<f64>,
    /// Sales quota of the month.
    pub quota_sales: Option<i64>,
    /// Collection quota of the month.
    pub quota_collection: Option<i64>,
    /// Quantity quota of the month, in pieces.
    pub quota_quantity: Option<i64>,
    /// The deal's identifier.
    pub deal: Option<String>,
    /// List value of the goods, without shipping and before discount.
    pub gross: Option<i64>,
    /// Discount on them.
    pub discount: Option<i64>,
    /// Charged for shipping.
    pub shipping: Option<i64>,
    /// Cash that came in.
    pub collected: Option<i64>,
    /// Pieces.
    pub quantity: Option<i64>,
    /// The campaign that the row counts for.
    pub campaign: Option<String>,
    /// The product line.
    pub product_line: Option<String>,
    /// The segment of the customer.
    pub segment: Option<String>,
    /// What came back of an earlier sale.
    pub returned: Option<i64>,
    /// Pieces that came back.
    pub returned_quantity: Option<i64>,
    /// The month of the sale that came back.
    pub sold_in: Option<YearMonth>,
    /// The deal that came back.
    pub returned_deal: Option<String>,
    /// What had been paid for it.
    pub paid_for_returned: Option<i64>,
}

impl ResultRow {
    /// A row that says nothing beside seller and month.
    pub fn blank(row: u32, seller: PersonId, month: YearMonth) -> ResultRow {
        ResultRow {
            row,
            seller,
            month,
            active_share: None,
            quota_sales: None,
            quota_collection: None,
            quota_quantity: None,
            deal: None,
            gross: None,
            discount: None,
            shipping: None,
            collected: None,
            quantity: None,
            campaign: None,
            product_line: None,
            segment: None,
            returned: None,
            returned_quantity: None,
            sold_in: None,
            returned_deal: None,
            paid_for_returned: None,
        }
    }

    /// Whether it says nothing beside seller and month.
    pub fn is_blank(&self) -> bool {
        *self == ResultRow::blank(self.row, self.seller, self.month)
    }

    /// The row as the engine reads it.
    pub fn seller_month(&self) -> SellerMonth {
        let money = |amount: Option<i64>| Money(amount.unwrap_or(0));
        let entry = Entry {
            deal: self.deal.clone(),
            gross: money(self.gross),
            discount: money(self.discount),
            shipping: money(self.shipping),
            collected: money(self.collected),
            quantity: self.quantity.unwrap_or(0),
            campaign: self.campaign.clone(),
            product_line: self.product_line.clone(),
            segment: self.segment.clone(),
            ..Entry::default()
        };
        let (amount, quantity) = (money(self.returned), self.returned_quantity.unwrap_or(0));
        let back = (amount.0 != 0 || quantity != 0).then(|| SaleReturn {
            deal: self.returned_deal.clone(),
            paid: self.paid_for_returned.map(Money),
            campaign: self.campaign.clone(),
            product_line: self.product_line.clone(),
            segment: self.segment.clone(),
            ..SaleReturn::of_month(self.sold_in.unwrap_or(self.month), amount, quantity)
        });
        SellerMonth {
            seller: self.seller,
            month: self.month,
            active_share: self.active_share.and_then(|share| Rate::of_share(share).ok()),
            quotas: Quotas { sales: self.quota_sales, collection: self.quota_collection, quantity: self.quota_quantity },
            entries: vec![entry],
            returns: back.into_iter().collect(),
        }
    }
}

/// Results with where they came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ActualResults {
    /// The name of the file that was read last.
    pub source: String,
    /// The rows, by seller, month and their order in the files.
    pub rows: Vec<ResultRow>,
}

/// What a second file changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Sellers' months that are new.
    pub new_months: usize,
    /// Sellers' months that were known and are replaced.
    pub replaced_months: usize,
}

impl ActualResults {
    /// The sellers' months that there are rows of.
    pub fn months(&self) -> BTreeSet<(PersonId, YearMonth)> {
        self.rows.iter().map(|row| (row.seller, row.month)).collect()
    }

    /// Takes another file's rows. A seller's month that the file has is replaced whole, all others stay.
    pub fn updated(&self, newer: ActualResults) -> (ActualResults, Updated) {
        let (known, given) = (self.months(), newer.months());
        let replaced_months = given.intersection(&known).count();
        let kept = self.rows.iter().filter(|row| !given.contains(&(row.seller, row.month))).cloned();
        let mut rows: Vec<ResultRow> = kept.chain(newer.rows).collect();
        rows.sort_by_key(|row| (row.seller, row.month, row.row));
        (ActualResults { source: newer.source, rows }, Updated { new_months: given.len() - replaced_months, replaced_months })
    }
}

/// Results in their written form.
#[derive(Clone, Debug)]
pub struct KeptResults {
    written: Box<RawValue>,
}

/// How results are written: the columns that occur, and a row of values for each.
#[derive(Serialize, Deserialize)]
struct Written {
    source: String,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

/// The columns in the order of writing.
const COLUMNS: [&str; 21] = [
    "row",
    "seller",
    "month",
    "active_share",
    "quota_sales",
    "quota_collection",
    "quota_quantity",
    "deal",
    "gross",
    "discount",
    "shipping",
    "collected",
    "quantity",
    "campaign",
    "product_line",
    "segment",
    "returned",
    "returned_quantity",
    "sold_in",
    "returned_deal",
    "paid_for_returned",
];

impl KeptResults {
    /// Keeps results; `None` when they cannot be written, which no results are known to be.
    pub fn of(results: &ActualResults) -> Option<KeptResults> {
        let rows: Vec<[Value; COLUMNS.len()]> = results.rows.iter().map(values).collect();
        let is_used: Vec<usize> = (0..COLUMNS.len()).filter(|&column| rows.iter().any(|row| !row[column].is_null())).collect();
        let written = Written {
            source: results.source.clone(),
            columns: is_used.iter().map(|&column| COLUMNS[column].to_owned()).collect(),
            rows: rows.into_iter().map(|mut row| is_used.iter().map(|&column| row[column].take()).collect()).collect(),
        };
        Some(KeptResults { written: serde_json::value::to_raw_value(&written).ok()? })
    }

    /// The results; `None` when this version cannot read them.
    pub fn read(&self) -> Option<ActualResults> {
        let written: Written = serde_json::from_str(self.written.get()).ok()?;
        let rows = written.rows.iter().map(|values| row_of(&written.columns, values)).collect::<Option<Vec<ResultRow>>>()?;
        Some(ActualResults { source: written.source, rows })
    }
}

/// The values of a row, in the order of [`COLUMNS`].
fn values(row: &ResultRow) -> [Value; COLUMNS.len()] {
    let month = |month: YearMonth| Value::from(format!("{:04}-{:02}", month.year, month.month));
    let text = |text: &Option<String>| text.clone().map_or(Value::Null, Value::from);
    let number = |number: Option<i64>| number.map_or(Value::Null, Value::from);
    [
        Value::from(row.row),
        Value::from(row.seller.0),
        month(row.month),
        row.active_share.map_or(Value::Null, Value::from),
        number(row.quota_sales),
        number(row.quota_collection),
        number(row.quota_quantity),
        text(&row.deal),
        number(row.gross),
        number(row.discount),
        number(row.shipping),
        number(row.collected),
        number(row.quantity),
        text(&row.campaign),
        text(&row.product_line),
        text(&row.segment),
        number(row.returned),
        number(row.returned_quantity),
        row.sold_in.map_or(Value::Null, month),
        text(&row.returned_deal),
        number(row.paid_for_returned),
    ]
}

/// A row of its values; `None` when one that is needed is missing or of another kind. Columns of other versions are passed
/// over.
fn row_of(columns: &[String], values: &[Value]) -> Option<ResultRow> {
    let value = |name: &str| columns.iter().position(|column| column == name).and_then(|place| values.get(place));
    let number = |name: &str| value(name).and_then(Value::as_i64);
    let text = |name: &str| value(name).and_then(Value::as_str).map(str::to_owned);
    let month = |name: &str| {
        let (year, month) = value(name)?.as_str()?.split_once('-')?;
        Some(YearMonth { year: year.parse().ok()?, month: month.parse().ok()? })
    };
    Some(ResultRow {
        row: number("row").and_then(|row| u32::try_from(row).ok()).unwrap_or(0),
        seller: PersonId(u32::try_from(number("seller")?).ok()?),
        month: month("month")?,
        active_share: value("active_share").and_then(Value::as_f64),
        quota_sales: number("quota_sales"),
        quota_collection: number("quota_collection"),
        quota_quantity: number("quota_quantity"),
        deal: text("deal"),
        gross: number("gross"),
        discount: number("discount"),
        shipping: number("shipping"),
        collected: number("collected"),
        quantity: number("quantity"),
        campaign: text("campaign"),
        product_line: text("product_line"),
        segment: text("segment"),
        returned: number("returned"),
        returned_quantity: number("returned_quantity"),
        sold_in: month("sold_in"),
        returned_deal: text("returned_deal"),
        paid_for_returned: number("paid_for_returned"),
    })
}

/// Equal when they are written alike.
impl PartialEq for KeptResults {
    fn eq(&self, other: &Self) -> bool {
        self.written.get() == other.written.get()
    }
}

impl Serialize for KeptResults {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for KeptResults {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(KeptResults { written: Box::<RawValue>::deserialize(deserializer)? })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn row(number: u32, seller: u32, month: u8, gross: i64) -> ResultRow {
        ResultRow { gross: Some(gross), ..ResultRow::blank(number, PersonId(seller), YearMonth { year: 1404, month }) }
    }

    #[test]
    fn results_are_read_as_they_were_kept_and_only_used_columns_are_written() {
        let all = ResultRow {
            active_share: Some(0.5),
            quota_sales: Some(7),
            deal: Some("a-1".into()),
            discount: Some(0),
            campaign: Some("نوروز".into()),
            product_line: Some("لبنیات".into()),
            segment: Some("خرده".into()),
            returned: Some(3),
            sold_in: Some(YearMonth { year: 1403, month: 12 }),
            paid_for_returned: Some(1),
            ..row(5, 2, 1, 1_000)
        };
        let results = ActualResults { source: "الف.csv".into(), rows: vec![row(2, 1, 1, 5), all] };
        let kept = KeptResults::of(&results).unwrap();
        let text = serde_json::to_string(&kept).unwrap();
        assert!(!text.contains("shipping") && text.contains("discount"), "{text}");
        let again: KeptResults = serde_json::from_str(&text).unwrap();
        assert_eq!(again, kept);
        assert_eq!(again.read(), Some(results));
    }

    #[test]
    fn a_second_file_replaces_the_months_it_has_and_no_others() {
        let first = ActualResults { source: "a".into(), rows: vec![row(2, 1, 1, 5), row(3, 1, 1, 6), row(4, 1, 2, 7), row(5, 2, 1, 8)] };
        let second = ActualResults { source: "b".into(), rows: vec![row(2, 1, 1, 50), row(3, 3, 1, 9)] };
        let (both, updated) = first.updated(second);
        assert_eq!(updated, Updated { new_months: 1, replaced_months: 1 });
        let told: Vec<(u32, u8, i64)> = both.rows.iter().map(|row| (row.seller.0, row.month.month, row.gross.unwrap())).collect();
        assert_eq!(told, [(1, 1, 50), (1, 2, 7), (2, 1, 8), (3, 1, 9)]);
    }

    #[test]
    fn results_of_another_version_stay_as_they_are() {
        let kept: KeptResults = serde_json::from_str(r#"{"of_another":true}"#).unwrap();
        assert_eq!(kept.read(), None);
        assert_eq!(serde_json::to_string(&kept).unwrap(), r#"{"of_another":true}"#);
    }
}
