//! What is asked of the order of latitude and longitude, and what becomes of the answer.

use leptos::prelude::*;

use super::Wizard;
use crate::wizard::order::OrderQuestion;

impl Wizard {
    /// The question which way round the coordinates are, while there is one.
    pub fn order_question(self) -> Option<OrderQuestion> {
        self.order_asked
            .get()
            .or_else(|| self.preview.with(|preview| preview.as_ref().and_then(|preview| OrderQuestion::of_known_country(preview))))
    }

    /// Whether the import must wait until the user has said which way round the coordinates are.
    pub fn waits_for_order(self) -> bool {
        self.choices.with(|choices| choices.swaps_coordinates.is_none()) && self.order_question().is_some()
    }

    /// Says which way round the coordinates are, and with it which country they are in.
    pub fn choose_order(self, is_swapped: bool, country: Option<String>) {
        self.choices.update(|choices| choices.swaps_coordinates = Some(is_swapped));
        match country {
            Some(country) if self.country.get_untracked().as_ref() != Some(&country) => {
                self.country.set(Some(country));
                self.reopen();
            }
            _ => self.send_choices(),
        }
    }
}
