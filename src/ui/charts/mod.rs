//! Charts on screen: a figure with a name, a summary in words, a table of its values and ways to take it out.

pub mod figure;
pub mod svg;
