//! What the import wizard decides and says, apart from the screen: the areas that rows are matched against, the
//! unit that amounts are likely in, cells as they are shown, problems by kind, the summary, and what is
//! remembered of a kind of file. Reading files is `exchange`'s, drawing is `ui`'s.

pub mod areas;
pub mod cells;
pub mod country;
pub mod dates;
pub mod order;
pub mod problems;
pub mod remembered;
pub mod sheets;
pub mod summary;
pub mod template;
pub mod units;
