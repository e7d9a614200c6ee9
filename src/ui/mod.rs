//! The screen: turns the document into views and gestures into commands. Holds no arithmetic of its own and
//! never changes a plan but by a command.

pub mod actions;
pub mod app;
pub mod charts;
pub mod explain;
pub mod export;
pub mod hand;
pub mod judged;
pub mod later;
pub mod lazy;
pub mod map;
pub mod pages;
pub mod palette;
pub mod panic;
pub mod phrases;
pub mod picture;
pub mod quantity;
pub mod route;
pub mod session;
pub mod shared;
pub mod sheets;
pub mod shell;
pub mod steps;
pub mod studio;
pub mod widgets;

pub use app::mount;
