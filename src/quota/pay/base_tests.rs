//! What a result is made of: list value, discount, shipping and cash, as the component's basis asks for them.
#![allow(clippy::unwrap_used)]

use super::samples::{by_amount, component, plan, rules, sales};
use super::*;
use crate::domain::Money;

#[test]
fn a_base_unfolds_to_list_value_discount_shipping_and_cash() {
    let entry = Entry { gross: Money(1_000), discount: Money(200), shipping: Money(100), collected: Money(450), ..Entry::default() };
    let told = |basis: Basis, entry: &Entry| {
        let table = by_amount(Reading::Marginal, &[(0, 0.1)]);
        let part = Component { basis, ..component(Goal::Sales, Rule::Rates(table)) };
        let results = [SellerMonth { entries: vec![entry.clone()], ..sales(1, 0, None) }];
        let statement = statements(&rules(plan(vec![part])), &results).statements.remove(0);
        statement.lines[1].figures.iter().map(|figure| (figure.name, figure.value)).collect::<Vec<_>>()
    };
    let amount = |name, amount| (name, FigureValue::Amount(amount));
    let (list, discount) = (amount(FigureName::ListValue, 1_000), amount(FigureName::Discount, 200));
    let shipping = amount(FigureName::Shipping, 100);
    assert_eq!(told(Basis::default(), &entry), [list, discount, amount(FigureName::Result, 800)]);
    let delivered = Basis { discount: DiscountBasis::Before, shipping: ShippingBasis::With, ..Basis::default() };
    assert_eq!(told(delivered, &entry), [list, shipping, amount(FigureName::Result, 1_100)]);
    let on_cash = Basis { recognition: Recognition::OnCash, ..Basis::default() };
    let cash = amount(FigureName::Cash, 450);
    assert_eq!(told(on_cash, &entry), [list, discount, shipping, cash, amount(FigureName::Result, 400)]);
    // Cash of a later month unfolds to the invoice of its deal.
    let table = by_amount(Reading::Marginal, &[(0, 0.1)]);
    let part = Component { basis: on_cash, ..component(Goal::Sales, Rule::Rates(table)) };
    let deal = |entry: Entry| Entry { deal: Some("A-1".to_owned()), ..entry };
    let invoice = SellerMonth { entries: vec![deal(Entry { collected: Money(0), ..entry.clone() })], ..sales(1, 0, None) };
    let later = Entry { collected: Money(450), ..Entry::default() };
    let later = SellerMonth { entries: vec![deal(later)], ..sales(2, 0, None) };
    let made = statements(&rules(plan(vec![part])), &[invoice, later]).statements;
    let figures = made[1].lines[1].figures.iter().map(|figure| (figure.name, figure.value)).collect::<Vec<_>>();
    assert_eq!(figures, [list, discount, shipping, cash, amount(FigureName::Result, 400)]);
    assert_eq!(made[0].lines[1].figures.len(), 1, "nothing came in");
    // Nothing to unfold.
    let plain = Entry { gross: Money(1_000), ..Entry::default() };
    assert_eq!(told(Basis::default(), &plain), [amount(FigureName::Result, 1_000)]);
}
