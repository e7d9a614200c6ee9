//! The page that tells how territories are judged and designed: the order of its parts, for the screen and for the
//! documentation. The words are in [`crate::locale::words::method`].

use crate::locale::words::method as words;
use crate::locale::{Language, Text};

/// A part of the page.
pub struct Part {
    /// Its heading.
    pub heading: Text,
    /// What it says, a paragraph or an item each.
    pub items: &'static [Text],
}

/// The parts in their order; the last one are the sources.
pub const PARTS: &[Part] = &[
    Part {
        heading: words::MINIMISED,
        items: &[words::MINIMISED_FIRST, words::MINIMISED_THEN, words::MINIMISED_CENTRES, words::MINIMISED_HOW, words::MINIMISED_RUNS],
    },
    Part { heading: words::HELD, items: &[words::HELD_WHOLE, words::HELD_FIXED, words::HELD_ORDER, words::HELD_PIECE, words::HELD_HAND] },
    Part {
        heading: words::BALANCE,
        items: &[
            words::BALANCE_MEASURE,
            words::BALANCE_DEVIATION,
            words::BALANCE_SHARE,
            words::BALANCE_VARIATION,
            words::BALANCE_TOLERANCE,
        ],
    },
    Part {
        heading: words::DISPERSION,
        items: &[
            words::DISPERSION_MEDIAN,
            words::DISPERSION_WEIGHTED,
            words::DISPERSION_INERTIA,
            words::DISPERSION_DIAMETER,
            words::DISPERSION_HERE,
        ],
    },
    Part {
        heading: words::SHAPE,
        items: &[words::SHAPE_CONTIGUITY, words::SHAPE_POLSBY, words::SHAPE_REOCK, words::SHAPE_HULL, words::SHAPE_CUT, words::SHAPE_HERE],
    },
    Part { heading: words::DISRUPTION, items: &[words::DISRUPTION_WHAT] },
    Part {
        heading: words::SOURCES,
        items: &[
            words::SOURCE_HESS,
            words::SOURCE_KALCSICS,
            words::SOURCE_RIOS,
            words::SOURCE_GLIESCH,
            words::SOURCE_KING,
            words::SOURCE_COHEN,
            words::SOURCE_KIRKPATRICK,
            words::SOURCE_GLOVER,
            words::SOURCE_KUHN,
            words::SOURCE_GABRIEL,
            words::SOURCE_POLSBY,
            words::SOURCE_REOCK,
        ],
    },
];

/// The page as Markdown, for the documentation.
pub fn markdown(language: Language) -> String {
    let direction = if language == Language::Persian { "<div dir=\"rtl\">\n\n" } else { "" };
    let mut page = format!("{direction}# {}\n\n{}\n", words::TITLE.get(language), words::LEAD.get(language));
    for part in PARTS {
        page.push_str(&format!("\n## {}\n\n", part.heading.get(language)));
        for item in part.items {
            page.push_str(&format!("- {}\n", item.get(language)));
        }
    }
    page.push_str(&format!("\n[{}](benchmarks.md)\n", words::BENCHMARKS.get(language)));
    if !direction.is_empty() {
        page.push_str("\n</div>\n");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_says_what_the_app_says() {
        let told = "run: cargo run --example method -- en > docs/method.md; cargo run --example method -- fa > docs/method.fa.md";
        assert_eq!(include_str!("../../docs/method.md"), markdown(Language::English), "{told}");
        assert_eq!(include_str!("../../docs/method.fa.md"), markdown(Language::Persian), "{told}");
    }
}
