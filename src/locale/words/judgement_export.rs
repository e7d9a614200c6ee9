//! Words of tables of fairness and chances on their way out.

crate::texts! {
    EXPORT_SELLERS = "Export fairness and chances to CSV", "خروجی CSV عدالت و احتمال";
    FILE_SELLERS = "fairness and chances", "عدالت و احتمال";
    SELLERS = "Sellers", "کارشناسان";
    CHANCES = "Chances", "احتمال‌ها";
    CUSHION = "Of it cushion", "از آن، حاشیهٔ اطمینان";
    POTENTIAL = "Potential", "پتانسیل";
    TO_POTENTIAL = "Quota ÷ potential", "هدف ÷ پتانسیل";
    TO_HISTORY = "Quota ÷ mean year, percent", "هدف ÷ میانگین سال‌ها، درصد";
    CHANGE = "Change on last year’s sales, percent", "تغییر نسبت به فروش سال گذشته، درصد";
    CHANGE_QUOTA = "Change on last year’s quota, percent", "تغییر نسبت به هدف سال گذشته، درصد";
    PAST_QUOTA = "Quota {year}", "هدف {year}";
    MARKED = "Out of line", "فاصله از دیگران";
    EXPECTED = "Expected", "مورد انتظار";
    P10 = "P10", "صدک ۱۰";
    P50 = "P50", "صدک ۵۰";
    P90 = "P90", "صدک ۹۰";
    CHANCE = "Chance of quota, percent", "احتمال رسیدن به هدف، درصد";
    PAY_P50 = "Pay P50", "دریافتی، صدک ۵۰";
    PAY_MEAN = "Mean pay", "میانگین دریافتی";
    FIGURE = "Figure", "سنجه";
    VALUE = "Value or mean", "مقدار یا میانگین";
    TARGET = "Target", "هدف کل";
    CHANCE_TARGET = "Chance of the target", "احتمال رسیدن به هدف";
    CHANCE_STREET = "Chance of the sum of quotas", "احتمال رسیدن به جمع هدف کارشناسان";
    COMPANY = "The company’s result", "نتیجهٔ شرکت";
    AT_QUOTA = "Sellers at or above quota", "کارشناسان رسیده به هدف";
    VARIATION = "Coefficient of variation, quota ÷ potential", "ضریب تغییرات هدف ÷ پتانسیل";
    GINI = "Gini coefficient, quota ÷ potential", "ضریب جینی هدف ÷ پتانسیل";
    CORRELATION = "Correlation of quota with potential", "همبستگی هدف با پتانسیل";
    PAY = "All pay", "همهٔ دریافتی‌ها";
    PAY_OF_SALES = "Compensation cost of sales", "هزینهٔ دریافتی ÷ فروش";
}
