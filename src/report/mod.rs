//! Pages that people read and print away from the screen: a territory's sheet, a seller's quota letter, all sheets as one file, the method.
//! Pure: what they say is decided here, once; the screen and the file only show it.

pub mod blocks;
pub mod html;
pub mod letter;
pub mod method;
pub mod picture;
pub mod territory;
#[cfg(test)]
mod territory_tests;

pub use blocks::{Block, Cell, Sheet};
