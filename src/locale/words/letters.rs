//! Words of quota letters.

crate::texts! {
    TAB = "Letters", "ابلاغ هدف";
    LETTER = "Quota letter: {name}", "ابلاغ هدف فروش (تارگت): {name}";
    WHERE = "{plan} · {scenario} · {year}", "{plan} · {scenario} · {year}";
    HELD = "Territory: {territories}", "منطقهٔ فروش: {territories}";
    ASKED = "{year}: you are asked for {quotas}.", "در {year} از شما {quotas} خواسته شده است.";
    ASKED_SALES = "sales of {amount}", "فروش {amount}";
    ASKED_COLLECTION = "collection of {amount}", "وصول {amount}";
    ASKED_QUANTITY = "{amount} {amount:piece|pieces}", "{amount} عدد";
    AND = " and ", " و ";
    OF_YEAR = "Quota of the year", "هدف سال";
    GOAL = "Goal", "هدف";
    SALES = "Sales ({unit})", "فروش ({unit})";
    COLLECTION = "Collection ({unit})", "وصول ({unit})";
    QUANTITY = "Quantity", "مقدار";
    BASE = "Base", "پایه";
    CUSHION = "Cushion", "حاشیهٔ اطمینان";
    QUOTA = "Quota", "هدف";
    SOLD = "Sold in {year}", "فروش {year}";
    CHANGE = "Change", "تغییر";
    BY_PERIOD = "{goal} by month and quarter", "{goal} به تفکیک ماه و سه‌ماهه";
    QUARTER = "Quarter", "سه‌ماهه";
    MONTH_OF_QUARTER_1 = "First month", "ماه نخست";
    MONTH_OF_QUARTER_2 = "Second month", "ماه دوم";
    MONTH_OF_QUARTER_3 = "Third month", "ماه سوم";
    TOTAL = "Total", "جمع";
    YEAR = "Year", "سال";
    QUARTER_1 = "First", "اول";
    QUARTER_2 = "Second", "دوم";
    QUARTER_3 = "Third", "سوم";
    QUARTER_4 = "Fourth", "چهارم";
    MONTH = "{month}: {amount}", "{month}: {amount}";
    ROUNDED = "Amounts are rounded for reading; to the last unit they sum to {exact}.", "مبلغ‌ها برای خوانایی گرد شده‌اند؛ جمع دقیق آن‌ها {exact} است.";
    HOW = "How it came about", "چگونه به دست آمد";
    OF_SEAT = "{name}: {reason}", "{name}: {reason}";
    MORE_SEATS = "{count} further {count:territory is|territories are} shared out in the same way.", "{count} منطقهٔ دیگر نیز به همین شیوه تقسیم شده است.";
    PAY = "Pay of the year by attainment", "دریافتی سال به تفکیک درصد تحقق";
    PAY_PLAN = "Pay plan “{name}”, fixed and variable, with every goal attained alike all year. Campaigns are left out.", "طرح پورسانت «{name}»، ثابت و متغیر، با تحقق یکسان همهٔ هدف‌ها در سراسر سال. پاداش‌های مقطعی حساب نشده است.";
    ATTAINMENT = "Attainment", "درصد تحقق";
    PAY_IN = "Pay ({unit})", "دریافتی ({unit})";
    SIGN_SELLER = "Seller, date and signature", "کارشناس فروش، تاریخ و امضا";
    SIGN_MANAGER = "Sales manager, date and signature", "مدیر فروش، تاریخ و امضا";

    TITLE = "A letter for each seller, one page each", "برای هر کارشناس یک برگه، هر کدام یک صفحه";
    OF = "Letter of", "ابلاغ";
    ALL_LETTERS = "All letters", "همهٔ ابلاغ‌ها";
    LANGUAGE = "Language of the letter", "زبان ابلاغ";
    PERSIAN = "Persian", "فارسی";
    ENGLISH = "English", "انگلیسی";
    PRINT = "Print", "چاپ";
    PRINT_ALL = "Print all", "چاپ همه";
    SAVE_ALL = "Save all as one file", "ذخیرهٔ همه در یک پرونده";
    FILE = "{plan} - {scenario} - quota letters", "{plan} - {scenario} - ابلاغ هدف";
    NOBODY = "Nobody sits on a territory, so there is nobody to write to.", "هیچ منطقه‌ای کارشناس ندارد؛ پس ابلاغی نیست.";
}
