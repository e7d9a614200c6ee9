//! What the wizard does with the worker's answers: a preview is first looked through for the right sheet, the country,
//! and how such a file was read before; the rows are put together as they come.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::country::{Found, look};
use super::super::kinds::{CountryNote, Outcome, Progress, Recollection, Trouble};
use super::Wizard;
use crate::document::ImportedAccount;
use crate::exchange::Field;
use crate::exchange::finding::FindingTotals;
use crate::exchange::phrases::phrase_file_error;
use crate::exchange::protocol::{ExchangeResponse, Preview, RowCounts};
use crate::ui::phrases::worker_failure;
use crate::ui::shared::Shared;
use crate::ui::sheets::SheetsEvent;
use crate::wizard::country::Traces;
use crate::wizard::remembered::{Remembered, by_names};
use crate::wizard::sheets::{Tried, next_sheet};
use crate::wizard::units;

impl Wizard {
    pub(super) fn hear(self, event: SheetsEvent) {
        match event {
            SheetsEvent::Failure(failure) => {
                self.request.set_value(None);
                self.fail(Trouble { words: worker_failure(&self.studio, &failure), can_retry: true });
            }
            SheetsEvent::Answer(ExchangeResponse::Progress { stage, done, total, .. }) => {
                self.progress.set(Some(Progress { stage, done, total }));
            }
            SheetsEvent::Answer(ExchangeResponse::Preview { preview, .. }) => self.show(*preview),
            SheetsEvent::Answer(ExchangeResponse::Rows { rows, .. }) => self.take(rows),
            SheetsEvent::Answer(ExchangeResponse::Finished { counts, findings, .. }) => self.settle(counts, findings),
            SheetsEvent::Answer(ExchangeResponse::Failed { name, error, .. }) => {
                let name = if name.is_empty() { self.name.get_untracked() } else { name };
                let words = phrase_file_error(&error, &name, self.studio.language.get_untracked());
                self.fail(Trouble { words, can_retry: false });
            }
            SheetsEvent::Answer(
                ExchangeResponse::Checked { .. }
                | ExchangeResponse::Cancelled { .. }
                | ExchangeResponse::Exported { .. }
                | ExchangeResponse::Results { .. },
            ) => {}
        }
    }

    pub(super) fn fail(self, trouble: Trouble) {
        self.stop_listening();
        self.is_opening.set(false);
        self.is_importing.set(false);
        self.trouble.set(Some(trouble));
    }

    /// Takes a preview; first looks up what was chosen for such a file before, and whether amounts are plausible.
    fn show(self, preview: Preview) {
        if self.recalled.with_value(|recalled| recalled.as_ref() != Some(&preview.signature)) {
            if let Some(sheet) = next_sheet(&preview, &self.tried_sheet.get_value()) {
                self.tried_sheet.set_value(Tried::UpTo(sheet.clone()));
                self.choices.update(|choices| choices.sheet = Some(sheet));
                return self.send_choices();
            }
            let is_country_open = self.country.with_untracked(Option::is_none) && !self.has_chosen_country.get_value();
            if is_country_open && !self.has_looked_for_country.get_value() {
                self.has_looked_for_country.set_value(true);
                return self.look_for_country(preview);
            }
            self.recalled.set_value(Some(preview.signature.clone()));
            let before = self.choices.get_untracked();
            self.recall(&preview);
            if self.choices.with_untracked(|choices| *choices != before) {
                return self.send_choices();
            }
        }
        self.trouble.set(None);
        self.is_opening.set(false);
        self.preview.set(Some(Shared::new(preview)));
    }

    /// Finds out which country the file is about, and which way round its coordinates are, before its rows are shown;
    /// what it names is then read anew against that country's map. Where nothing tells, the user is asked.
    fn look_for_country(self, preview: Preview) {
        let Some(plan) = self.plan() else { return };
        let request = self.request.get_value();
        spawn_local(async move {
            let traces = Traces::of(&preview, &plan);
            let found = look(&preview, &traces).await;
            if self.request.try_get_value() != Some(request) {
                return;
            }
            match found {
                Found::Known(country, is_swapped) => {
                    if let Some(country) = country {
                        self.country_note.set(CountryNote::Detected(country.name(self.studio.language.get_untracked()).to_owned()));
                        self.country.set(Some(country.code));
                    }
                    self.choices.update(|choices| choices.swaps_coordinates = choices.swaps_coordinates.or(is_swapped));
                    self.reopen();
                }
                Found::Asked(question) => {
                    self.order_asked.set(Some(question));
                    self.show(preview);
                }
                Found::Nothing => {
                    if !traces.areas.is_empty() {
                        self.country_note.set(CountryNote::Asked);
                    }
                    self.show(preview);
                }
            }
        });
    }

    fn recall(self, preview: &Preview) {
        let stored =
            self.studio.session.preferences.with_untracked(|preferences| preferences.mapping(&preview.signature).map(str::to_owned));
        let remembered = stored.as_deref().and_then(Remembered::read);
        let is_own_choice = self.choices.with_untracked(|choices| choices.mapping.is_some());
        match remembered {
            _ if is_own_choice => {}
            Some(remembered) => {
                let is_other = remembered.mapping_for(preview) != preview.options.mapping;
                self.recollection.set(is_other.then_some(Recollection::OfSuchFile));
                self.choices.update(|choices| remembered.apply(choices, preview));
            }
            None => self.recall_by_names(preview),
        }
        let Some(plan) = self.plan() else { return };
        let (sales, potential) = (units::better_unit(preview, Field::Sales, &plan), units::better_unit(preview, Field::Potential, &plan));
        self.choices.update(|choices| {
            let is_guessed = (choices.sales_unit.is_none() && sales.is_some()) || (choices.potential_unit.is_none() && potential.is_some());
            choices.sales_unit = choices.sales_unit.or(sales);
            choices.potential_unit = choices.potential_unit.or(potential);
            self.is_unit_guessed.set(is_guessed);
        });
    }

    /// Takes columns for what those of the same names were in other files.
    fn recall_by_names(self, preview: &Preview) {
        let earlier: Vec<Remembered> =
            self.studio.session.preferences.with_untracked(|preferences| {
                preferences.mappings.iter().rev().filter_map(|known| Remembered::read(&known.mapping)).collect()
            });
        let mapping = by_names(preview, &earlier);
        if mapping != preview.options.mapping {
            self.recollection.set(Some(Recollection::OfNames));
            self.choices.update(|choices| choices.mapping = Some(mapping));
        }
    }

    fn take(self, rows: Vec<ImportedAccount>) {
        self.prepared.update_value(|prepared| {
            if let Some(prepared) = prepared {
                prepared.take(rows);
            }
        });
    }

    fn settle(self, rows: RowCounts, findings: FindingTotals) {
        let settled = self.prepared.try_update_value(|prepared| {
            let prepared = prepared.as_mut()?;
            prepared.settle();
            Some((prepared.counts(), prepared.effects()))
        });
        let (changes, effects) = settled.flatten().unwrap_or_default();
        self.progress.set(None);
        self.outcome.set(Some(Shared::new(Outcome { rows, findings, changes, effects })));
    }
}
