//! The parts that a page is made of, in the words and figures of one language. They know no markup.

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words, maybe in a direction of their own.
    Text(String),
    /// A figure, which stands at the end of its cell and reads from left to right.
    Number(String),
}

impl Cell {
    /// Whether it holds one word, such as an identifier, which is not broken at its hyphen.
    pub fn is_single_word(&self) -> bool {
        match self {
            Cell::Text(words) => words.chars().count() <= LONGEST_WORD && !words.contains(char::is_whitespace),
            Cell::Number(_) => false,
        }
    }
}

/// A longer word may be broken, or it would push the other columns aside.
const LONGEST_WORD: usize = 16;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A line under the title.
    Lead(String),
    /// The heading of what follows.
    Heading(String),
    /// A sentence or several.
    Paragraph(String),
    /// A drawing and what it shows.
    Picture {
        /// The drawing.
        svg: String,
        /// Its words for those who do not see it.
        words: String,
    },
    /// Places to sign, side by side, each with what it is for.
    Signatures(Vec<String>),
    /// A table; the first cell of a row names it.
    Table {
        /// What it is of.
        caption: String,
        /// Whether the caption is written over the table, or a heading says it already.
        shows_caption: bool,
        /// The headings, each with whether the column holds figures.
        headings: Vec<(String, bool)>,
        /// The rows, as wide as the headings.
        rows: Vec<Vec<Cell>>,
    },
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// Its parts.
    pub blocks: Vec<Block>,
}
