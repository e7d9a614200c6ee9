//! Why the independent checker refuses an answer.

crate::texts! {
    WRONG_LENGTH = "The answer shares out {entries} {entries:customer|customers}, and there are {units}.", "پاسخ {entries} مشتری را تقسیم می‌کند، ولی شمار مشتریان {units} است.";
    UNASSIGNED = "{account} is left without a territory.", "{account} بدون منطقه می‌ماند.";
    UNKNOWN_TERRITORY = "{account} comes to a territory that does not exist.", "{account} به منطقه‌ای می‌رود که وجود ندارد.";
    FIXED_MOVED = "{account} is fixed and yet changes its territory.", "{account} ثابت است ولی منطقه‌اش عوض می‌شود.";
    FROZEN_CHANGED = "{territory} is locked, and yet {account} comes to it or leaves it.", "{territory} قفل است ولی {account} به آن می‌آید یا از آن می‌رود.";
    KEPT_LOST = "{territory} keeps what it has, and yet {account} leaves it.", "{territory} باید داشته‌های خود را نگه دارد ولی {account} از آن می‌رود.";
    FORBIDDEN = "{account} comes to {territory}, where it must not be.", "{account} به {territory} می‌رود که نباید در آن باشد.";
    GROUP_SPLIT = "{account} is parted from those that it stays together with.", "{account} از گروهی که باید با آن بماند جدا می‌شود.";
    CENTRE_OUTSIDE = "{account}, round which {territory} stays, is not in it.", "{account} که {territory} باید دور آن بماند در آن نیست.";
    TOO_MANY_PIECES = "{territory} lies in {pieces} {pieces:piece|pieces}, and {allowed} would be enough.", "{territory} در {pieces} تکه است، در حالی که {allowed} تکه بس بود.";
    LIMIT_EXCEEDED = "{share} changes hands, more than the limit of {limit}.", "{share} جابه‌جا می‌شود، بیش از حد {limit}.";
    FIGURE_DISAGREES = "A figure was told as {reported} and comes to {recomputed}: {figure}.", "رقمی {reported} گزارش شده، ولی در محاسبهٔ دوباره {recomputed} شد: {figure}.";
    FIGURE_OF = "{figure} ({of})", "{figure} ({of})";
    LIST_COMMA = ", ", "، ";
    TERRITORIES = "number of territories", "شمار مناطق";
    MEASURES = "number of measures", "شمار معیارها";
    CUSTOMERS = "number of customers", "شمار مشتریان";
    PIECES = "number of pieces", "شمار تکه‌ها";
    CUSTOMERS_WITHOUT = "customers without a territory", "مشتریان بدون منطقه";
    VALUE = "sum of its customers", "جمع مشتریان";
    TARGET = "fair share", "سهم منصفانه";
    DEVIATION = "deviation", "انحراف";
    TOTAL = "total", "جمع کل";
    LARGEST_DEVIATION = "largest deviation", "بیشترین انحراف";
    VARIATION = "coefficient of variation", "ضریب تغییرات";
    WITHIN_TOLERANCE = "territories within tolerance", "مناطق در محدودهٔ پذیرفته";
    CHANGED_CUSTOMERS = "customers that change hands", "مشتریانی که جابه‌جا می‌شوند";
    CHANGED_CUSTOMER_SHARE = "share of customers that change hands", "سهم مشتریانی که جابه‌جا می‌شوند";
    CHANGED_SHARE = "share that changes hands", "سهم جابه‌جاشده";
    CENTRE = "distance of the centre in km", "فاصلهٔ مرکز به کیلومتر";
    DISPERSION = "dispersion in km", "پراکندگی به کیلومتر";
    DIAMETER = "diameter in km", "قطر به کیلومتر";
    BASE_TRAVEL = "mean way from where the seller sets out in km", "میانگین راه از جای حرکت کارشناس به کیلومتر";
    PLACED = "customers with a place on the map", "مشتریانی که روی نقشه جا دارند";
    WORST_DEVIATION = "largest deviation of all measures", "بیشترین انحراف میان همهٔ معیارها";
    IS_WITHIN = "whether all is within tolerance (1: yes, 0: no)", "آیا همه در محدودهٔ پذیرفته‌اند (۱ آری، ۰ نه)";
}
