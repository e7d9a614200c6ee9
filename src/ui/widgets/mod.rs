//! Small parts that pages are made of.

pub mod dialog;
pub mod icon;
pub mod menu;
pub mod table;
