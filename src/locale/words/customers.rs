//! Words of the customers page.

crate::texts! {
    IMPORT = "Import customers…", "ورود مشتریان…";
}
