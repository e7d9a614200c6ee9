//! Words of quota tables on their way out, and of what changes for whom.

crate::texts! {
    EXPORT_XLSX = "Export to Excel", "خروجی اکسل";
    EXPORT_CSV = "Export to CSV", "خروجی CSV";
    FILE = "quotas", "هدف فروش";
    GOAL = "Goal", "نوع هدف";
    UNIT = "Unit", "واحد";
    PIECES = "pieces", "عدد";
    LEVEL = "Level", "سطح";
    KIND = "Kind", "نوع";
    NAME = "Name", "نام";
    ABOVE = "Belongs to", "زیرمجموعهٔ";
    LAST_YEAR = "Sales {year}", "فروش {year}";
    BASE = "Base", "پایه";
    CUSHION = "Own cushion, percent", "حاشیهٔ اطمینان خود، درصد";
    CUSHION_ABOVE = "All cushions above, percent", "همهٔ حاشیه‌های بالا، درصد";
    STREET = "Quota", "هدف";
    ESTIMATE = "Own estimate", "برآورد خود";
    BOTTOM_UP = "From below", "از پایین";
    MISSING = "Estimates missing below", "برآوردهای نبوده در پایین";
    CAPACITY = "Capacity", "ظرفیت";
    LOCKED = "Set by hand", "با دست";
    REASON = "Reason", "دلیل";
    OWN_BASIS = "Own basis", "مبنای ویژه";
    OWN_SEASON = "Own season", "الگوی فصلی ویژه";
    OWN_PRODUCTIVITY = "Own productivity a month", "بازده ماهانهٔ ویژه";
    YES = "yes", "بله";
    BASE_OF = "Base {month}", "پایهٔ {month}";
    STREET_OF = "Quota {month}", "هدف {month}";
    WEIGHT = "Weight", "وزن";
    MOVING = "Factor of what moves through the calendar", "ضریب مناسبت‌های متحرک";
    TENURE_MONTH = "Month {number}, percent", "ماه {number}، درصد";
    COMPANY = "Company", "شرکت";
    GROUP = "Team", "گروه";
    SEAT = "Territory", "منطقه";
    HOLDER = "Seller", "کارشناس";
    VACANCY = "Vacancy", "جای خالی";
    LINE = "Segment", "بخش";
    ACCOUNT = "Customer", "مشتری";

    COMPARED_WITH = "Compared with", "در مقایسه با";
    NO_OTHER = "Only one scenario so far", "فعلاً یک سناریو";
    NO_OTHER_WHY = "Make a scenario, move customers or change targets in it, and this page tells whose quota changes and by how much.", "سناریویی بسازید و در آن مشتریان را جابه‌جا یا هدف‌ها را تغییر دهید؛ این صفحه می‌گوید هدف چه کسی چقدر تغییر می‌کند.";
    NO_TARGET_THERE = "{name} has no target of this kind.", "در {name} چنین هدفی تعیین نشده است.";
    NOTHING_CHANGES = "No quota differs from {name}.", "هیچ هدفی با {name} فرق ندارد.";
    CHANGED = "Against {name}, more is asked of {more} and less of {less} {less:territory|territories}; the largest change is {largest} for {who}.", "نسبت به {name}، از {more} منطقه بیشتر و از {less} منطقه کمتر خواسته می‌شود؛ بزرگ‌ترین تغییر {largest} برای {who} است.";
    BY_TERRITORY = "By territory", "به تفکیک منطقه";
    BY_SELLER = "By seller", "به تفکیک کارشناس";
    BEFORE = "Before", "پیش از این";
    AFTER = "After", "پس از این";
    DIFFERENCE = "Difference", "تفاوت";
    SHARE = "Percent", "درصد";
    ONLY_MONTHS = "months only", "تنها در ماه‌ها";
    NONE_HERE = "None differs.", "تفاوتی نیست.";
}
