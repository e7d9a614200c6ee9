//! Words of the territories page.

crate::texts! {
    BALANCE = "Balance…", "توازن…";
}
