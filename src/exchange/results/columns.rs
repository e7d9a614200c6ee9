//! The columns of a file of results, and the words by which files name them in English and Persian. The plain names are
//! those of `examples/pay.rs`.

use serde::{Deserialize, Serialize};

use crate::exchange::synonyms::{compact, spaced};

/// A column of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ResultColumn {
    /// The seller, by identifier or name.
    Seller,
    /// The month.
    Month,
    /// The share of the month in which the seller was active.
    ActiveShare,
    /// Sales quota.
    QuotaSales,
    /// Collection quota.
    QuotaCollection,
    /// Quantity quota.
    QuotaQuantity,
    /// The deal.
    Deal,
    /// List value of the goods.
    Gross,
    /// Discount.
    Discount,
    /// Shipping.
    Shipping,
    /// Cash.
    Collected,
    /// Pieces.
    Quantity,
    /// Campaign.
    Campaign,
    /// Product line.
    ProductLine,
    /// Segment.
    Segment,
    /// What came back.
    Returned,
    /// Pieces that came back.
    ReturnedQuantity,
    /// The month of the sale that came back.
    SoldIn,
    /// The deal that came back.
    ReturnedDeal,
    /// What was paid for it.
    PaidForReturned,
}

impl ResultColumn {
    /// All of them, in the order of the template.
    pub const ALL: [ResultColumn; 20] = [
        ResultColumn::Seller,
        ResultColumn::Month,
        ResultColumn::Gross,
        ResultColumn::Discount,
        ResultColumn::Shipping,
        ResultColumn::Collected,
        ResultColumn::Quantity,
        ResultColumn::Deal,
        ResultColumn::Campaign,
        ResultColumn::ProductLine,
        ResultColumn::Segment,
        ResultColumn::Returned,
        ResultColumn::ReturnedQuantity,
        ResultColumn::SoldIn,
        ResultColumn::ReturnedDeal,
        ResultColumn::PaidForReturned,
        ResultColumn::ActiveShare,
        ResultColumn::QuotaSales,
        ResultColumn::QuotaCollection,
        ResultColumn::QuotaQuantity,
    ];

    /// Whether it holds amounts of money.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            ResultColumn::QuotaSales
                | ResultColumn::QuotaCollection
                | ResultColumn::Gross
                | ResultColumn::Discount
                | ResultColumn::Shipping
                | ResultColumn::Collected
                | ResultColumn::Returned
                | ResultColumn::PaidForReturned
        )
    }

    /// Whether it holds numbers.
    pub fn is_number(self) -> bool {
        let is_count = matches!(self, ResultColumn::Quantity | ResultColumn::QuotaQuantity | ResultColumn::ReturnedQuantity);
        self.is_money() || is_count || self == ResultColumn::ActiveShare
    }
}

/// The names of a column: its plain one first, that of the template in both languages next, then others.
#[rustfmt::skip]
const NAMES: &[(ResultColumn, &[&str])] = &[
    (ResultColumn::Seller, &["seller", "Seller", "کارشناس فروش", "seller code", "seller name", "sales rep", "rep", "salesperson", "representative", "employee", "agent", "owner", "کارشناس", "فروشنده", "نام فروشنده", "کد فروشنده", "کد کارشناس", "نام کارشناس", "ویزیتور", "نام ویزیتور", "کد ویزیتور", "بازاریاب", "نماینده فروش", "کد پرسنلی", "نام"]),
    (ResultColumn::Month, &["month", "Month", "ماه", "period", "date", "invoice date", "sales month", "دوره", "تاریخ", "تاریخ فاکتور", "ماه فروش", "سال و ماه"]),
    (ResultColumn::ActiveShare, &["active_share", "Active share", "سهم حضور", "active", "share active", "presence", "حضور"]),
    (ResultColumn::QuotaSales, &["quota_sales", "Sales quota", "هدف فروش", "quota", "sales target", "target", "هدف", "سهمیه فروش", "بودجه فروش", "تارگت فروش"]),
    (ResultColumn::QuotaCollection, &["quota_collection", "Collection quota", "هدف وصول", "collection target", "سهمیه وصول", "بودجه وصول", "تارگت وصول"]),
    (ResultColumn::QuotaQuantity, &["quota_quantity", "Quantity quota", "هدف تعداد", "quantity target", "هدف مقداری", "هدف تعدادی", "تارگت تعداد"]),
    (ResultColumn::Deal, &["deal", "Deal", "شماره فاکتور", "invoice", "invoice number", "invoice no", "order", "order number", "contract", "deal id", "فاکتور", "شماره قرارداد", "قرارداد", "شماره سفارش", "معامله"]),
    (ResultColumn::Gross, &["gross", "List value invoiced", "مبلغ فهرست فاکتور", "invoiced", "gross sales", "sales", "amount", "invoice amount", "sales amount", "invoiced amount", "revenue", "فروش", "مبلغ فروش", "فروش ناخالص", "مبلغ فاکتور", "مبلغ ناخالص", "فاکتور شده", "مبلغ"]),
    (ResultColumn::Discount, &["discount", "Discount", "تخفیف", "discounts", "مبلغ تخفیف", "تخفیفات"]),
    (ResultColumn::Shipping, &["shipping", "Shipping", "کرایه حمل", "freight", "delivery", "حمل", "کرایه", "هزینه حمل"]),
    (ResultColumn::Collected, &["collected", "Collected", "وصول", "collection", "cash", "cash collected", "paid", "received", "مبلغ وصول", "وصولی", "وصول شده", "دریافت", "دریافتی"]),
    (ResultColumn::Quantity, &["quantity", "Quantity", "تعداد", "pieces", "units", "count", "qty", "مقدار", "تعداد فروش"]),
    (ResultColumn::Campaign, &["campaign", "Campaign", "پاداش مقطعی", "promotion", "جشنواره", "جشنواره فروش", "کمپین", "طرح تشویقی"]),
    (ResultColumn::ProductLine, &["product_line", "Product line", "خط محصول", "product group", "product", "line", "brand", "گروه کالا", "گروه محصول", "محصول", "برند", "سبد کالا"]),
    (ResultColumn::Segment, &["segment", "Segment", "بخش بازار", "customer segment", "channel", "customer group", "بخش‌بندی", "گروه مشتری", "کانال", "نوع مشتری", "صنف"]),
    (ResultColumn::Returned, &["returned", "Returned", "برگشت از فروش", "returns", "return", "returned amount", "برگشتی", "مرجوعی", "مبلغ برگشتی", "مبلغ مرجوعی"]),
    (ResultColumn::ReturnedQuantity, &["returned_quantity", "Returned quantity", "تعداد برگشتی", "returned pieces", "تعداد مرجوعی"]),
    (ResultColumn::SoldIn, &["sold_in", "Sold in", "ماه فروش برگشتی", "sold in month", "month sold", "original month", "ماه فروش اولیه", "ماه فاکتور برگشتی"]),
    (ResultColumn::ReturnedDeal, &["returned_deal", "Returned deal", "فاکتور برگشتی", "returned invoice", "original invoice", "شماره فاکتور برگشتی"]),
    (ResultColumn::PaidForReturned, &["paid_for_returned", "Paid for returned", "پورسانت پرداختی برگشتی", "commission paid", "پورسانت پرداخت شده"]),
];

/// Words that say in which unit a column is and not what it is, folded.
const UNIT_WORDS: [&str; 16] = [
    "ریال",
    "ریالی",
    "تومان",
    "تومن",
    "هزار",
    "میلیون",
    "دلار",
    "به",
    "in",
    "rial",
    "rials",
    "toman",
    "tomans",
    "million",
    "thousand",
    "usd",
];

/// What a column of that name is; units and other words in brackets aside.
pub fn recognise(header: &str) -> Option<ResultColumn> {
    let bare = header.split(['(', '[', '（']).next().unwrap_or(header);
    // A second column of a name carries a number; it is the same column twice.
    let without_unit: String = spaced(bare).split(' ').filter(|word| !UNIT_WORDS.contains(word)).collect();
    [compact(header), compact(bare), without_unit]
        .iter()
        .filter(|name| !name.is_empty())
        .find_map(|name| NAMES.iter().find(|(_, names)| names.iter().any(|known| compact(known) == *name)).map(|(column, _)| *column))
}

/// Whether it is the plain name of a column, as the program that reckons statements from files has it.
pub fn is_plain_name(header: &str) -> bool {
    NAMES.iter().any(|(_, names)| names.first().is_some_and(|plain| *plain == header.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_names_and_no_name_has_two_columns() {
        let mut seen = std::collections::BTreeMap::new();
        for column in ResultColumn::ALL {
            assert!(NAMES.iter().any(|(known, names)| *known == column && names.len() > 2), "{column:?}");
        }
        for (column, names) in NAMES {
            for name in *names {
                let earlier = seen.insert(compact(name), *column);
                assert!(earlier.is_none_or(|earlier| earlier == *column), "{name} is {earlier:?} and {column:?}");
            }
        }
    }

    #[test]
    fn headers_are_known_in_both_languages_with_their_units() {
        for (header, column) in [
            ("کارشناس‌ فروش", ResultColumn::Seller),
            ("كد كارشناس", ResultColumn::Seller),
            ("مبلغ وصول (میلیون تومان)", ResultColumn::Collected),
            ("Invoice amount [USD]", ResultColumn::Gross),
            ("وصول به هزار تومان", ResultColumn::Collected),
            ("quota_sales", ResultColumn::QuotaSales),
            ("Sold in", ResultColumn::SoldIn),
        ] {
            assert_eq!(recognise(header), Some(column), "{header}");
        }
        assert_eq!(recognise("تلفن"), None);
        assert!(is_plain_name("paid_for_returned") && !is_plain_name("Returned deal"));
    }
}
