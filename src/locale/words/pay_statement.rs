//! Words of pay statements, and of two pay plans compared.

crate::texts! {
    FILE = "Pay statements", "صورت‌حساب پورسانت";
    FROM = "Reckoned from", "بر پایهٔ";
    LAST_YEAR = "Actual sales of {year}", "فروش واقعی {year}";
    PLANNED = "The planned year at an attainment", "سال برنامه با درصد تحقق";
    ATTAINMENT = "Attainment of all, percent", "درصد تحقق همه";
    COLLECTED = "Collected of sales, percent (empty: not known)", "وصول از فروش، درصد (خالی: نامعلوم)";
    WRONG_PERCENT = "Type a percentage from 0 to 1,000.", "درصدی از صفر تا ۱٬۰۰۰ بنویسید.";
    SELLER = "Seller", "کارشناس";
    PERIOD = "Period", "دوره";
    PLAN = "Plan", "طرح";
    WHOLE_YEAR = "The whole year", "همهٔ سال";
    LAST_YEAR_WHY = "Sales of {year} of the territories of this scenario, taken as if today's sellers had held them all that year, against the quotas planned month by month.", "فروش {year} در مناطق همین سناریو، چنان‌که گویی کارشناسان امروز همهٔ آن سال در آن بوده‌اند، در برابر هدف‌های ماهانهٔ برنامه.";
    SPREAD_EVENLY = "Only whole years of sales are known, so they are spread evenly over the months.", "تنها فروش سالانه معلوم است، پس یکسان میان ماه‌ها پخش شده است.";
    SALES_OF_NOBODY = "{amount} of sales belong to nobody: their customers have no territory, or it has no seller.", "{amount} از فروش از آنِ کسی نیست: مشتریانش منطقه ندارند یا منطقه کارشناس ندارد.";
    NO_LAST_YEAR = "No sales of last year are known. Import sales by month, or see the planned year at an attainment.", "فروشی از سال گذشته معلوم نیست. فروش ماهانه را وارد کنید یا سال برنامه را با درصد تحقق ببینید.";
    NO_QUOTAS = "There are no quotas, so nothing can be attained. Set the target first, or reckon from actual sales.", "هدفی نیست که محقق شود. نخست هدف را تعیین کنید یا بر پایهٔ فروش واقعی حساب کنید.";
    NO_STATEMENTS = "There is no statement yet.", "هنوز صورت‌حسابی نیست.";
    BLOCKED = "No statement can be made until this is settled:", "تا این‌ها روشن نشود صورت‌حسابی ساخته نمی‌شود:";
    TOLD = "Worth knowing", "نکته‌ها";
    TITLE = "{seller}, {period}", "{seller}، {period}";
    LINE = "Line", "سطر";
    AMOUNT = "Amount", "مبلغ";
    TOTAL = "Total", "جمع";
    IN_ADVANCE = "Paid ahead", "پیش‌پرداخت";
    DUE = "Due", "قابل پرداخت";
    DRAW_OWED = "Draw owed afterwards", "ماندهٔ علی‌الحساب";
    CARRIED = "Clawback carried on", "برگشت منتقل به بعد";
    OPEN_ALL = "Unfold all", "باز کردن همه";
    CLOSE_ALL = "Fold all", "بستن همه";
    PRINT = "Print", "چاپ";
    EXPORT_XLSX = "All sellers as XLSX", "همهٔ کارشناسان، XLSX";
    EXPORT_CSV = "All sellers as CSV", "همهٔ کارشناسان، CSV";
    FIRST = "First plan", "طرح نخست";
    SECOND = "Second plan", "طرح دوم";
    COMPARE_WHY = "Everybody is paid by either plan, whatever their role, on the actual sales of {year}.", "همه، با هر نقشی، یک بار با هر طرح حساب می‌شوند، بر پایهٔ فروش واقعی {year}.";
    COMPARE_NEEDS_TWO = "Two pay plans are needed to compare. Duplicate one and change it.", "برای مقایسه دو طرح لازم است. از یکی رونوشت بگیرید و تغییرش دهید.";
    COMPARED_MORE = "{second} pays {difference} more than {first} on the sales of {year}: {after} instead of {before}.", "{second} روی فروش {year}، {difference} بیشتر از {first} می‌پردازد: {after} به جای {before}.";
    COMPARED_LESS = "{second} pays {difference} less than {first} on the sales of {year}: {after} instead of {before}.", "{second} روی فروش {year}، {difference} کمتر از {first} می‌پردازد: {after} به جای {before}.";
    COMPARED_SAME = "Both pay the same on the sales of {year}: {before}.", "هر دو روی فروش {year} یکسان می‌پردازند: {before}.";
    WINNERS = "{more} sellers get more, {less} get less.", "{more} کارشناس بیشتر و {less} کارشناس کمتر می‌گیرند.";
    BEST_PAID = "Best paid by it: {name}, {amount}. Least: {other}, {least}.", "بیشترین دریافت با آن: {name}، {amount}. کمترین: {other}، {least}.";
    DIFFERENCE = "Difference", "تفاوت";
    CHANGE = "Change", "تغییر";
    CANNOT = "{name} cannot be reckoned: {why}", "{name} محاسبه نمی‌شود: {why}";
}
