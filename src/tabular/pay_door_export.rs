//! Rules and results as `examples/pay.rs` reads them, so that anyone can reckon the statements of a plan again outside the
//! app: amounts in whole units of the smallest kind, months as year and number, sellers by name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::document::Plan;
use crate::domain::{Money, PersonId, YearMonth};
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::exchange::guard::guarded;
use crate::quota::pay::{Entry, PayRules, SaleReturn, SellerMonth};

/// The columns of results, in the order of writing.
const COLUMNS: [&str; 20] = [
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

/// What sellers are called in the files: their names, with their number where two have the same one or none.
pub struct SellerCodes(BTreeMap<PersonId, String>);

impl SellerCodes {
    /// The codes of everybody in the plan.
    pub fn of(plan: &Plan) -> SellerCodes {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        plan.people.iter().for_each(|person| *seen.entry(person.name.trim()).or_default() += 1);
        let code = |person: &crate::domain::Person| {
            let name = person.name.trim();
            let is_alone = !name.is_empty() && seen.get(name) == Some(&1);
            let code = if is_alone { name.to_owned() } else { format!("{name} #{}", person.id.0) };
            (person.id, code.trim().to_owned())
        };
        SellerCodes(plan.people.iter().map(code).collect())
    }

    fn code(&self, seller: PersonId) -> String {
        self.0.get(&seller).cloned().unwrap_or_else(|| format!("#{}", seller.0))
    }
}

fn month_text(month: YearMonth) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

/// The rules as JSON, sellers as they stand in the table as CSV, where a spreadsheet must not run them.
pub fn rules_text(rules: &PayRules, codes: &SellerCodes) -> String {
    let assignment = |on: &crate::quota::pay::Assignment| {
        json!({
            "seller": guarded(&codes.code(on.seller)),
            "plan": on.plan,
            "role": on.role,
            "leader": on.leader.map(|leader| guarded(&codes.code(leader)).into_owned()),
            "from": month_text(on.from),
            "until": on.until.map(month_text),
        })
    };
    let balance = |balance: &crate::quota::pay::OpeningBalance| {
        json!({
            "seller": guarded(&codes.code(balance.seller)),
            "draw_owed": balance.draw_owed,
            "clawback_carried": balance.clawback_carried,
        })
    };
    let written = json!({
        "first_month": month_text(rules.first_month),
        "plans": rules.plans,
        "assignments": rules.assignments.iter().map(assignment).collect::<Vec<Value>>(),
        "opening_balances": rules.opening_balances.iter().map(balance).collect::<Vec<Value>>(),
    });
    format!("{written:#}\n")
}

/// The results of everybody who is on a plan; what came back stands in rows of its own.
pub fn results_table(rules: &PayRules, results: &[SellerMonth], codes: &SellerCodes) -> ExportTable {
    let on_plan: BTreeSet<PersonId> = rules.assignments.iter().flat_map(|on| [Some(on.seller), on.leader]).flatten().collect();
    let number = |number: i64| ExportCell::Number(number.to_string());
    let some = |amount: Option<i64>| amount.map_or(ExportCell::Empty, number);
    let text = |text: &Option<String>| text.as_deref().map_or(ExportCell::Empty, ExportCell::text);
    let labels = |campaign: &Option<String>, line: &Option<String>, segment: &Option<String>| [campaign, line, segment].map(text);
    let entry_cells = |entry: &Entry| {
        let amounts = [entry.gross, entry.discount, entry.shipping, entry.collected].map(|amount: Money| number(amount.0));
        let figures = std::iter::once(text(&entry.deal)).chain(amounts).chain([number(entry.quantity)]);
        let labels = labels(&entry.campaign, &entry.product_line, &entry.segment);
        figures.chain(labels).chain(std::iter::repeat_n(ExportCell::Empty, 5)).collect::<Vec<_>>()
    };
    let return_cells = |back: &SaleReturn| {
        let labels = labels(&back.campaign, &back.product_line, &back.segment);
        let sold_in = ExportCell::Text(month_text(back.sold_in));
        let figures = [number(back.amount.0), number(back.quantity), sold_in, text(&back.deal), some(back.paid.map(|paid| paid.0))];
        std::iter::repeat_n(ExportCell::Empty, 6).chain(labels).chain(figures).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    for month in results.iter().filter(|month| on_plan.contains(&month.seller)) {
        let share = month.active_share.map_or(ExportCell::Empty, |share| ExportCell::number(share.share()));
        let quotas = [month.quotas.sales, month.quotas.collection, month.quotas.quantity].map(some);
        let head = [ExportCell::Text(codes.code(month.seller)), ExportCell::Text(month_text(month.month)), share];
        let head: Vec<ExportCell> = head.into_iter().chain(quotas).collect();
        let mut cells: Vec<Vec<ExportCell>> = month.entries.iter().map(entry_cells).collect();
        cells.extend(month.returns.iter().map(return_cells));
        if cells.is_empty() {
            cells.push(entry_cells(&Entry::default()));
        }
        rows.extend(cells.into_iter().map(|cells| head.iter().cloned().chain(cells).collect::<Vec<_>>()));
    }
    ExportTable { name: "results".to_owned(), headers: COLUMNS.map(str::to_owned).to_vec(), rows }
}
