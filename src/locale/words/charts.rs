//! Words of charts in general.

crate::texts! {
    FIGURE_MENU = "What to do with this chart", "کارهای این نمودار";
    SHOW_TABLE = "Show as a table", "نمایش به‌صورت جدول";
    SHOW_CHART = "Show as a chart", "نمایش به‌صورت نمودار";
    SAVE_SVG = "Save as SVG", "ذخیره به‌صورت SVG";
    PICTURE_NAME = "{plan} – {scenario} – {title}", "{plan} – {scenario} – {title}";
    PICTURE_NAME_OF_PLAN = "{plan} – {title}", "{plan} – {title}";
    PICTURE_FAILED = "The picture could not be made: {why}", "تصویر ساخته نشد: {why}";
    SAVE_PNG = "Save as PNG", "ذخیره به‌صورت PNG";
}
