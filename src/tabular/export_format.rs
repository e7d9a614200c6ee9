//! How figures of a plan stand in tables for a file: in its language, its unit and its calendar.

use crate::document::Settings;
use crate::domain::Money;
use crate::exchange::export_table::ExportCell;
use crate::locale::{DateFormat, MoneyFormat, Text, unit_label};
use crate::quota::pay::Rate;

/// Writes figures by a plan's settings.
#[derive(Clone, Copy)]
pub struct ExportFormat<'a> {
    /// The settings.
    pub settings: &'a Settings,
}

impl ExportFormat<'_> {
    /// A text in the plan's language.
    pub fn say(&self, text: Text) -> String {
        text.get(self.settings.language).to_owned()
    }

    /// A text with its values.
    pub fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        text.fill(self.settings.language, values)
    }

    /// How money is written in words.
    pub fn money(&self) -> MoneyFormat {
        MoneyFormat::new(self.settings.language, self.settings.currency, self.settings.display_unit)
    }

    /// How months are written.
    pub fn dates(&self) -> DateFormat {
        DateFormat::new(self.settings.language, self.settings.calendar)
    }

    /// The name of the unit of money.
    pub fn unit(&self) -> String {
        unit_label(self.settings.language, self.settings.currency, self.settings.display_unit)
    }

    /// An amount of money as a number, exact.
    pub fn amount(&self, amount: Money) -> ExportCell {
        ExportCell::amount(amount, self.settings.display_unit.smallest_per_shown(self.settings.currency))
    }

    /// An exact rate in percent: a billionth is a ten-millionth of a percentage point.
    pub fn percent(&self, rate: Rate) -> ExportCell {
        ExportCell::amount(Money(rate.in_billionths()), Rate::ONE.in_billionths() / 100)
    }

    /// A reckoned share in percent, to a ten-thousandth, without the noise of fractions.
    pub fn reckoned_percent(&self, share: f64) -> ExportCell {
        ExportCell::number((share * 1e6).round() / 1e4)
    }
}
