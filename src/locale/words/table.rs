//! Words of tables.

crate::texts! {
    SELECT_ALL = "Select all rows found", "برگزیدن همهٔ ردیف‌های یافته";
    SORT_BY = "Sort by {column}", "مرتب‌سازی بر پایهٔ {column}";
    COLUMNS = "Columns", "ستون‌ها";
}
