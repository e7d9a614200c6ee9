//! Searching rows: every word that was typed must be found somewhere in the row, however a keyboard wrote it.

use crate::locale::text::fold;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
}

impl Search {
    /// The search for what was typed.
    pub fn of(typed: &str) -> Search {
        Search { words: fold(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect() }
    }

    /// Whether nothing is looked for, so that every row is found.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a row is found by what [`searchable`] made of it.
    pub fn finds(&self, searchable: &str) -> bool {
        self.words.iter().all(|word| searchable.contains(word.as_str()))
    }
}

/// The words of a row in the form they are looked for. Cells keep apart, so that no word is found across two.
pub fn searchable<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut words = String::new();
    for cell in cells {
        words.push_str(&fold(cell));
        words.push('\n');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_found_in_some_cell() {
        let row = searchable(["فروشگاه كوثر", "C-12", "تهران شمال"]);
        assert!(Search::of("کوثر تهران").finds(&row));
        assert!(Search::of("c-۱۲").finds(&row));
        assert!(!Search::of("کوثر شیراز").finds(&row));
        assert!(Search::of("  ").finds(&row) && Search::of("  ").is_empty());
    }

    #[test]
    fn no_word_is_found_across_cells() {
        assert!(!Search::of("abcd").finds(&searchable(["ab", "cd"])));
    }
}
