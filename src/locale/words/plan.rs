//! Words of the plan page.

crate::texts! {
    PLACEHOLDER = "x", "x";
}
