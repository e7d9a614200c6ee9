//! Words of pay statements in files.

crate::texts! {
    TOTALS = "Totals", "جمع‌ها";
    LINES = "Lines", "سطرها";
    ROLE = "Role", "نقش";
    UNIT = "Unit", "واحد";
    FIXED = "Fixed", "ثابت";
    VARIABLE = "Variable", "متغیر";
    LEVEL = "Level", "سطح";
    FIGURES = "From", "بر پایهٔ";
}
