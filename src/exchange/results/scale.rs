//! Whether results are of the size of the quotas that they stand against. Where they are many times larger or smaller, a
//! column is more likely in another unit than it was taken for.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{ResultFinding, ResultProblem};
use super::{ResultContext, ResultsRead};
use crate::document::quota::pay::ResultRow;

/// From so many times on, a difference is told.
const FAR: f64 = 20.0;

/// Tells of results that are far from quotas: those of the file, or else the planned ones.
pub(super) fn check(context: &ResultContext, read: &mut ResultsRead) {
    let of_file = [
        against_own(&read.rows, |row| row.gross, |row| row.quota_sales),
        against_own(&read.rows, |row| row.collected, |row| row.quota_collection),
    ];
    let ratios: Vec<f64> = of_file.into_iter().flatten().collect();
    let ratios = if ratios.is_empty() { against_planned(&read.rows, context.planned_month).into_iter().collect() } else { ratios };
    let problem = |ratio: f64| {
        // A conversion from a float holds at the type's bounds.
        let times = |ratio: f64| ratio.round() as u32;
        if ratio >= FAR {
            Some(ResultProblem::FarAboveQuotas { times: times(ratio) })
        } else if ratio * FAR <= 1.0 {
            Some(ResultProblem::FarBelowQuotas { times: times(1.0 / ratio) })
        } else {
            None
        }
    };
    for problem in ratios.into_iter().filter_map(problem) {
        read.findings.add(ResultFinding::of_file(problem));
    }
}

/// Results ÷ quotas over the months that have both; `None` where no month has.
fn against_own(rows: &[ResultRow], result: fn(&ResultRow) -> Option<i64>, quota: fn(&ResultRow) -> Option<i64>) -> Option<f64> {
    let mut months: BTreeMap<_, (f64, f64)> = BTreeMap::new();
    for row in rows {
        let (done, asked) = months.entry((row.seller, row.month)).or_default();
        *done += result(row).unwrap_or(0) as f64;
        // A month has one quota, however many rows it has.
        *asked = quota(row).map_or(*asked, |quota| quota as f64);
    }
    let both = months.into_values().filter(|(done, asked)| *done > 0.0 && *asked > 0.0);
    let (done, asked) = both.fold((0.0, 0.0), |sum, month| (sum.0 + month.0, sum.1 + month.1));
    (asked > 0.0).then(|| done / asked)
}

/// The mean month with sales ÷ the planned quota of a month.
fn against_planned(rows: &[ResultRow], planned: Option<i64>) -> Option<f64> {
    let planned = planned.filter(|planned| *planned > 0)? as f64;
    let sold: Vec<&ResultRow> = rows.iter().filter(|row| row.gross.is_some_and(|gross| gross > 0)).collect();
    let months: BTreeSet<_> = sold.iter().map(|row| (row.seller, row.month)).collect();
    let all: f64 = sold.iter().filter_map(|row| row.gross).map(|gross| gross as f64).sum();
    (!months.is_empty()).then(|| all / months.len() as f64 / planned)
}
