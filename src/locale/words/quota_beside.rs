//! Words of quotas of several scenarios side by side.

crate::texts! {
    TITLE = "Quotas: {goal}", "هدف‌ها: {goal}";
    FIGURE = "Figure", "سنجه";
    TARGET = "Target", "هدف کل";
    STREET = "Asked of the street", "خواسته از کارشناسان";
    GAP = "What the team carries less the target", "توان تیم منهای هدف";
    VARIATION = "Coefficient of variation, quota ÷ potential", "ضریب تغییرات هدف ÷ پتانسیل";
    OUT_OF_LINE = "Sellers out of line", "کارشناسان دور از دیگران";
    MORE_OF = "Sellers asked for more than today", "کارشناسانی که بیش از امروز از آن‌ها خواسته می‌شود";
    LESS_OF = "Sellers asked for less than today", "کارشناسانی که کمتر از امروز از آن‌ها خواسته می‌شود";
    LARGEST = "Largest change of a seller", "بزرگ‌ترین تغییر یک کارشناس";
    LARGEST_IS = "{change} for {name}", "{change} برای {name}";
    NONE = "none", "ندارد";
}
