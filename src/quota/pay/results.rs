//! What sellers did, month by month, and what counts of it towards a goal.
//!
//! Nothing is paid here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Rate;
use super::basis::{Basis, DiscountBasis, Recognition, ShippingBasis};
use super::plan::Goal;
use super::rate::{rounded, wide};
use crate::domain::{Money, PersonId, YearMonth};

/// One seller's month. Several for the same seller and month are added up; of quotas and active share, the last that is
/// given stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SellerMonth {
    /// The seller.
    pub seller: PersonId,
    /// The month, in the plan's calendar.
    pub month: YearMonth,
    /// The share of the month in which the seller was active, 0 to 1; without it, all.
    pub active_share: Option<Rate>,
    /// What was asked.
    pub quotas: Quotas,
    /// What was done: one entry a deal, or one for the whole month.
    pub entries: Vec<Entry>,
    /// Sales that came back.
    pub returns: Vec<SaleReturn>,
}

/// Quotas by goal; `None` where none is set. In the goal's smallest unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotas {
    /// Of sales, in money.
    pub sales: Option<i64>,
    /// Of collection, in money.
    pub collection: Option<i64>,
    /// Of pieces.
    pub quantity: Option<i64>,
}

impl Quotas {
    /// The quota of a goal.
    pub fn of(&self, goal: Goal) -> Option<i64> {
        match goal {
            Goal::Sales => self.sales,
            Goal::Collection => self.collection,
            Goal::Quantity => self.quantity,
        }
    }

    /// The same with one quota changed.
    pub fn with(mut self, goal: Goal, quota: Option<i64>) -> Quotas {
        match goal {
            Goal::Sales => self.sales = quota,
            Goal::Collection => self.collection = quota,
            Goal::Quantity => self.quantity = quota,
        }
        self
    }

    /// Both together; a quota that only one has stays.
    pub fn plus(&self, other: &Quotas) -> Quotas {
        let sum = |one: Option<i64>, other: Option<i64>| match (one, other) {
            (Some(one), Some(other)) => Some(one.saturating_add(other)),
            (one, other) => one.or(other),
        };
        Quotas {
            sales: sum(self.sales, other.sales),
            collection: sum(self.collection, other.collection),
            quantity: sum(self.quantity, other.quantity),
        }
    }
}

/// A deal, or the sum of a month. All figures ≥ 0; what comes back is a [`SaleReturn`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The deal's identifier; `None` for the sum of a month, which per-deal tables cannot use.
    pub deal: Option<String>,
    /// List value of the goods, without shipping and before discount.
    pub gross: Money,
    /// Discount on the goods.
    pub discount: Money,
    /// Charged for shipping.
    pub shipping: Money,
    /// Cash that came in during the month.
    pub collected: Money,
    /// Pieces.
    pub quantity: i64,
    /// The campaign it counts for.
    pub campaign: Option<String>,
    /// The product line it is of.
    #[serde(default)]
    pub product_line: Option<String>,
    /// The segment of the customer.
    #[serde(default)]
    pub segment: Option<String>,
    /// The invoice of its deal, where that stands in another entry; filled in by [`with_invoices`].
    #[serde(skip)]
    pub invoice: Option<Invoice>,
}

/// What was invoiced of a deal, in all months together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Invoice {
    /// List value of the goods, without shipping and before discount.
    pub gross: Money,
    /// Discount on the goods.
    pub discount: Money,
    /// Charged for shipping.
    pub shipping: Money,
}

impl Invoice {
    fn invoiced(&self) -> i64 {
        self.gross.0.saturating_sub(self.discount.0).saturating_add(self.shipping.0)
    }

    fn base(&self, basis: &Basis) -> i64 {
        let goods = if basis.discount == DiscountBasis::Before { self.gross.0 } else { self.gross.0.saturating_sub(self.discount.0) };
        if basis.shipping == ShippingBasis::With { goods.saturating_add(self.shipping.0) } else { goods }
    }
}

/// Results in which cash knows the invoice of its deal, whichever month that is of: what is paid on cash then goes by what
/// the invoice counts before or after discount, with or without shipping. Cash with an invoice of its own keeps to that.
pub(crate) fn with_invoices(results: &[SellerMonth]) -> Vec<SellerMonth> {
    let mut of_deals: BTreeMap<(PersonId, &str), Invoice> = BTreeMap::new();
    for result in results {
        for entry in &result.entries {
            if let Some(deal) = &entry.deal {
                let sum = of_deals.entry((result.seller, deal)).or_default();
                let own = entry.own_invoice();
                sum.gross = sum.gross.plus(own.gross);
                sum.discount = sum.discount.plus(own.discount);
                sum.shipping = sum.shipping.plus(own.shipping);
            }
        }
    }
    let mut matched = results.to_vec();
    for result in &mut matched {
        for entry in result.entries.iter_mut().filter(|entry| entry.own_invoice().invoiced() <= 0) {
            let invoice = entry.deal.as_deref().and_then(|deal| of_deals.get(&(result.seller, deal)));
            entry.invoice = invoice.filter(|invoice| invoice.invoiced() > 0).copied();
        }
    }
    matched
}

impl Entry {
    /// What the entry counts towards a goal.
    pub fn counted(&self, goal: Goal, basis: &Basis) -> i64 {
        match goal {
            Goal::Sales => self.sale(basis).0,
            Goal::Collection => self.collected.0,
            Goal::Quantity => self.quantity,
        }
    }

    /// What the entry itself was invoiced for.
    pub(crate) fn own_invoice(&self) -> Invoice {
        Invoice { gross: self.gross, discount: self.discount, shipping: self.shipping }
    }

    /// Whether more cash came in than the entry or its deal was invoiced for, so that what it is of is not known.
    pub(crate) fn is_cash_of_unknown_invoice(&self) -> bool {
        let own = self.own_invoice();
        self.collected.0 > 0 && self.invoice.is_none() && self.collected.0 > own.invoiced()
    }

    fn sale(&self, basis: &Basis) -> Money {
        let own = self.own_invoice();
        if basis.recognition == Recognition::OnInvoice {
            return Money(own.base(basis));
        }
        let invoice = self.invoice.unwrap_or(own);
        match invoice.invoiced() {
            ..=0 => self.collected,
            invoiced => Money(rounded(wide(invoice.base(basis)) * wide(self.collected.0), wide(invoiced))),
        }
    }
}

/// A sale that came back in the month in which it is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleReturn {
    /// The month of the sale.
    pub sold_in: YearMonth,
    /// What it counted as a sale.
    pub amount: Money,
    /// Pieces that came back.
    pub quantity: i64,
    /// The deal it belongs to, if known.
    pub deal: Option<String>,
    /// What was paid for it, if known. Otherwise the month of the sale is reckoned again without it. A plan that reckons to
    /// date lowers its sum in any case, when the sale is one of the same stay on the plan.
    pub paid: Option<Money>,
    /// The campaign that the sale counted for.
    #[serde(default)]
    pub campaign: Option<String>,
    /// The product line that it was of.
    #[serde(default)]
    pub product_line: Option<String>,
    /// The segment of its customer.
    #[serde(default)]
    pub segment: Option<String>,
}

impl SaleReturn {
    /// A sale of a month that came back, of which nothing else is known.
    pub fn of_month(sold_in: YearMonth, amount: Money, quantity: i64) -> SaleReturn {
        SaleReturn { sold_in, amount, quantity, deal: None, paid: None, campaign: None, product_line: None, segment: None }
    }

    /// What comes back of a goal.
    pub fn of(&self, goal: Goal) -> i64 {
        match goal {
            Goal::Sales => self.amount.0,
            Goal::Quantity => self.quantity,
            Goal::Collection => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry { gross: Money(1_000), discount: Money(200), shipping: Money(100), collected: Money(450), ..Entry::default() }
    }

    #[test]
    fn the_base_is_before_or_after_discount_with_or_without_shipping() {
        let counted = |discount, shipping| entry().counted(Goal::Sales, &Basis { discount, shipping, recognition: Recognition::OnInvoice });
        assert_eq!(counted(DiscountBasis::Before, ShippingBasis::Without), 1_000);
        assert_eq!(counted(DiscountBasis::After, ShippingBasis::Without), 800);
        assert_eq!(counted(DiscountBasis::Before, ShippingBasis::With), 1_100);
        assert_eq!(counted(DiscountBasis::After, ShippingBasis::With), 900);
    }

    #[test]
    fn on_cash_a_sale_counts_as_far_as_it_was_paid() {
        let basis = Basis { recognition: Recognition::OnCash, ..Basis::default() };
        // Half of the invoice of 900 was paid, so half of the 800 for goods counts.
        assert_eq!(entry().counted(Goal::Sales, &basis), 400);
        let late = Entry { collected: Money(70), ..Entry::default() };
        assert_eq!(late.counted(Goal::Sales, &basis), 70);
        assert_eq!(late.counted(Goal::Collection, &basis), 70);
    }

    #[test]
    fn cash_of_a_later_month_goes_by_the_invoice_of_its_deal() {
        let month = |month, deal: Option<&str>, entry: Entry| SellerMonth {
            seller: PersonId(1),
            month: YearMonth { year: 1404, month },
            active_share: None,
            quotas: Quotas::default(),
            entries: vec![Entry { deal: deal.map(str::to_owned), ..entry }],
            returns: Vec::new(),
        };
        let invoice = Entry { gross: Money(1_000), discount: Money(200), shipping: Money(100), ..Entry::default() };
        let cash = |collected| Entry { collected: Money(collected), ..Entry::default() };
        let results = with_invoices(&[
            month(1, Some("A-1"), invoice),
            month(2, Some("A-1"), cash(450)),
            month(3, Some("A-1"), cash(450)),
            month(3, Some("B-7"), cash(70)),
        ]);
        let counted = |discount, shipping| -> Vec<i64> {
            let basis = Basis { discount, shipping, recognition: Recognition::OnCash };
            results.iter().map(|result| result.entries[0].counted(Goal::Sales, &basis)).collect()
        };
        assert_eq!(counted(DiscountBasis::After, ShippingBasis::Without), [0, 400, 400, 70]);
        assert_eq!(counted(DiscountBasis::Before, ShippingBasis::Without), [0, 500, 500, 70]);
        assert_eq!(counted(DiscountBasis::After, ShippingBasis::With), [0, 450, 450, 70]);
        let unknown: Vec<bool> = results.iter().map(|result| result.entries[0].is_cash_of_unknown_invoice()).collect();
        assert_eq!(unknown, [false, false, false, true]);
    }
}
