//! The frame around every page: top bar, side bar, palette, dialogs of scenarios, messages.

pub mod dialogs;
pub mod not_saved;
pub mod notices;
pub mod palette;
pub mod sidebar;
pub mod topbar;
