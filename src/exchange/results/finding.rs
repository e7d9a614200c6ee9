//! What may be wrong with a file of results, each with its place. The words are in [`super::phrases`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ReadColumn;
use super::columns::ResultColumn;
use crate::exchange::finding::{ColumnPlace, Severity};

/// Something to say of the file, of a column or of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultFinding {
    /// The row, from 1, as the file counts.
    pub row: Option<u32>,
    /// The column.
    pub column: Option<ColumnPlace>,
    /// What it is.
    pub problem: ResultProblem,
}

impl ResultFinding {
    /// Of the whole file.
    pub fn of_file(problem: ResultProblem) -> ResultFinding {
        ResultFinding { row: None, column: None, problem }
    }

    /// Of a column.
    pub fn of_column(column: &ReadColumn, problem: ResultProblem) -> ResultFinding {
        let place = ColumnPlace { letters: column.letters.clone(), header: column.header.clone() };
        ResultFinding { row: None, column: Some(place), problem }
    }
}

/// What a finding is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResultProblem {
    /// There are no rows of data.
    NoRows,
    /// A column that is needed is not there.
    ColumnMissing {
        /// Which.
        column: ResultColumn,
    },
    /// A column whose name is not known; it is left out.
    ColumnUnknown,
    /// A second column of one meaning; it is left out.
    ColumnTwice,
    /// Some letters of the file cannot be read in its encoding.
    UnreadableLetters,
    /// Whether point or comma parts decimals cannot be told from the column.
    AmbiguousNumbers,
    /// Results are many times the quotas that they stand against.
    FarAboveQuotas {
        /// How many times.
        times: u32,
    },
    /// Quotas are many times the results that stand against them.
    FarBelowQuotas {
        /// How many times.
        times: u32,
    },
    /// The row names no seller.
    NoSeller,
    /// Nobody in the plan has this identifier or name.
    UnknownSeller {
        /// As the file writes it.
        text: String,
    },
    /// Several people have this name.
    SeveralSellers {
        /// As the file writes it.
        text: String,
    },
    /// The row names no month.
    NoMonth,
    /// The cell is no month of the plan's calendar.
    UnknownMonth {
        /// As the file writes it.
        text: String,
    },
    /// The cell is no number.
    NotANumber {
        /// As the file writes it.
        text: String,
    },
    /// Pieces that are not whole.
    NotWhole {
        /// As the file writes it.
        text: String,
    },
    /// The number is too large.
    TooLarge {
        /// As the file writes it.
        text: String,
    },
    /// A figure below zero.
    Negative {
        /// As the file writes it.
        text: String,
    },
    /// No share from 0 to 1.
    NotAShare {
        /// As the file writes it.
        text: String,
    },
    /// The discount is above the list value.
    DiscountAboveValue,
    /// Something came back, and the month of the sale is not said.
    SoldInMissing,
    /// Something came back before it was sold.
    ReturnedBeforeSold,
    /// The month has another quota in an earlier row.
    OtherQuota {
        /// The earlier row.
        earlier_row: u32,
    },
    /// The row says the same as an earlier one.
    Repeated {
        /// The earlier row.
        earlier_row: u32,
    },
    /// The row adds up others.
    SumRow {
        /// What it is called.
        text: String,
    },
}

impl ResultProblem {
    /// A code that stays the same, by which findings are counted.
    pub fn code(&self) -> &'static str {
        match self {
            ResultProblem::NoRows => "no-rows",
            ResultProblem::ColumnMissing { .. } => "column-missing",
            ResultProblem::ColumnUnknown => "column-unknown",
            ResultProblem::ColumnTwice => "column-twice",
            ResultProblem::UnreadableLetters => "unreadable-letters",
            ResultProblem::AmbiguousNumbers => "ambiguous-numbers",
            ResultProblem::FarAboveQuotas { .. } => "far-above-quotas",
            ResultProblem::FarBelowQuotas { .. } => "far-below-quotas",
            ResultProblem::NoSeller => "no-seller",
            ResultProblem::UnknownSeller { .. } => "unknown-seller",
            ResultProblem::SeveralSellers { .. } => "several-sellers",
            ResultProblem::NoMonth => "no-month",
            ResultProblem::UnknownMonth { .. } => "unknown-month",
            ResultProblem::NotANumber { .. } => "not-a-number",
            ResultProblem::NotWhole { .. } => "not-whole",
            ResultProblem::TooLarge { .. } => "too-large",
            ResultProblem::Negative { .. } => "negative",
            ResultProblem::NotAShare { .. } => "not-a-share",
            ResultProblem::DiscountAboveValue => "discount-above-value",
            ResultProblem::SoldInMissing => "sold-in-missing",
            ResultProblem::ReturnedBeforeSold => "returned-before-sold",
            ResultProblem::OtherQuota { .. } => "other-quota",
            ResultProblem::Repeated { .. } => "repeated",
            ResultProblem::SumRow { .. } => "sum-row",
        }
    }

    /// What becomes of the row, or of the file for what is of no row.
    pub fn severity(&self) -> Severity {
        match self {
            ResultProblem::ColumnUnknown
            | ResultProblem::ColumnTwice
            | ResultProblem::UnreadableLetters
            | ResultProblem::AmbiguousNumbers
            | ResultProblem::FarAboveQuotas { .. }
            | ResultProblem::FarBelowQuotas { .. } => Severity::Warning,
            ResultProblem::Repeated { .. } | ResultProblem::SumRow { .. } => Severity::LeftOut,
            _ => Severity::Error,
        }
    }
}

/// The most findings of one code that are kept one by one; the rest are counted.
pub const LISTED: usize = 200;

/// Findings: the first of each code one by one, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultFindings {
    /// The first [`LISTED`] of each code.
    pub listed: Vec<ResultFinding>,
    /// How many there are of each code.
    pub per_code: BTreeMap<String, usize>,
}

impl ResultFindings {
    /// Counts a finding and keeps it while there is room.
    pub fn add(&mut self, finding: ResultFinding) {
        let count = self.per_code.entry(finding.problem.code().to_owned()).or_insert(0);
        *count += 1;
        if *count <= LISTED {
            self.listed.push(finding);
        }
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.per_code.values().sum()
    }
}
