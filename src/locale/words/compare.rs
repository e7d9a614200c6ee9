//! Words of the compare page.

crate::texts! {
    PLACEHOLDER = "x", "x";
}
