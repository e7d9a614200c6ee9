//! Reading numbers one after the other, and saying where one is wrong.

use std::collections::BTreeSet;
use std::iter::Enumerate;
use std::ops::RangeInclusive;
use std::str::{Lines, SplitAsciiWhitespace};

/// Reads the numbers of a text in order, whatever lines they stand on.
pub struct Reader<'a> {
    lines: Enumerate<Lines<'a>>,
    words: SplitAsciiWhitespace<'a>,
    /// The line of the last word, from 1.
    line: usize,
}

impl<'a> Reader<'a> {
    /// Reads from the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { lines: text.lines().enumerate(), words: "".split_ascii_whitespace(), line: 1 }
    }

    /// A message about what was read last.
    pub fn complaint(&self, what: &str) -> String {
        format!("line {}: {what}", self.line)
    }

    fn word(&mut self, name: &str) -> Result<&'a str, String> {
        loop {
            if let Some(word) = self.words.next() {
                return Ok(word);
            }
            let Some((number, line)) = self.lines.next() else {
                return Err(self.complaint(&format!(
                    "the file ends before the {name}; it needs as many lines as its counts announce, so add what is missing or correct the count"
                )));
            };
            self.line = number + 1;
            self.words = line.split_ascii_whitespace();
        }
    }

    /// The next word, whatever it is.
    pub fn skip(&mut self, name: &str) -> Result<(), String> {
        self.word(name).map(|_| ())
    }

    /// The next number.
    pub fn number(&mut self, name: &str) -> Result<f64, String> {
        let word = self.word(name)?;
        match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(self.complaint(&format!("the {name} is “{word}”, which is no number; write it in digits, such as 12.5"))),
        }
    }

    /// The next number, within a range.
    pub fn number_within(&mut self, name: &str, range: RangeInclusive<f64>) -> Result<f64, String> {
        let number = self.number(name)?;
        if range.contains(&number) {
            return Ok(number);
        }
        let (least, largest) = range.into_inner();
        let wanted = if largest.is_finite() { format!("from {least} to {largest}") } else { format!("of at least {least}") };
        Err(self.complaint(&format!("the {name} is {number}; give a number {wanted}")))
    }

    /// The next number, which must not be negative.
    pub fn amount(&mut self, name: &str) -> Result<f64, String> {
        self.number_within(name, 0.0..=f64::INFINITY)
    }

    /// The next whole number, within a range.
    pub fn count(&mut self, name: &str, range: RangeInclusive<usize>) -> Result<usize, String> {
        let number = self.number(name)?;
        if number.fract() == 0.0 && *range.start() as f64 <= number && number <= *range.end() as f64 {
            return Ok(number as usize);
        }
        Err(self.complaint(&format!("the {name} is {number}; give a whole number from {} to {}", range.start(), range.end())))
    }

    /// Pairs of neighbours as lists, each pair followed by so many further columns. Units count from 0.
    pub fn adjacency(&mut self, unit_count: usize, edge_count: usize, further_columns: usize) -> Result<Vec<Vec<u32>>, String> {
        let mut lists = vec![BTreeSet::new(); unit_count];
        for _ in 0..edge_count {
            let (left, right) = (self.count("first neighbour", 0..=unit_count - 1)?, self.count("second neighbour", 0..=unit_count - 1)?);
            if left != right {
                lists[left].insert(right as u32);
                lists[right].insert(left as u32);
            }
            for _ in 0..further_columns {
                self.number("border")?;
            }
        }
        Ok(lists.into_iter().map(|list| list.into_iter().collect()).collect())
    }
}
