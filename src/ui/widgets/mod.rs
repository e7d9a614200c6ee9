//! Small parts that pages are made of.

pub mod choices;
pub mod day_field;
pub mod dialog;
pub mod form_foot;
pub mod icon;
pub mod menu;
pub mod menu_keys;
pub mod move_menu;
pub mod name_dialog;
pub mod search_field;
pub mod size;
pub mod sort_heading;
pub mod table;
pub mod tabs;
