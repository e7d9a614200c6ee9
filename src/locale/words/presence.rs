//! Words of when sellers are there and who sits on a territory when.

crate::texts! {
    SERVICE = "When the seller is there", "زمان حضور";
    SERVICE_WHY = "Quotas go by the days there. Empty days mean all along.", "هدف فروش به روزهای حضور بستگی دارد. تاریخ خالی یعنی از ابتدا تا انتها.";
    FIRST_DAY = "First day", "نخستین روز";
    LAST_DAY = "Last day", "آخرین روز";
    EXPERIENCED_SINCE = "Experienced since", "باتجربه از تاریخ";
    ROLE = "Role", "نقش";
    RAMP = "Ramp-up", "دورهٔ راه‌افتادن";
    RAMP_USUAL = "The usual one", "دورهٔ معمول";
    ABSENCES = "Absences", "غیبت‌ها";
    ADD_ABSENCE = "Add an absence", "افزودن غیبت";
    AWAY_FROM = "Away from", "غیبت از";
    AWAY_UNTIL = "Until", "تا پایان";
    REMOVE_ABSENCE = "Remove this absence", "حذف این غیبت";

    NOT_A_DAY = "Type a day as {example}.", "تاریخ را به این شکل بنویسید: {example}.";
    NO_SUCH_DAY = "The calendar has no such day. Check month and day.", "چنین روزی در تقویم نیست. ماه و روز را بررسی کنید.";
    DAY_AMBIGUOUS = "This could be several days. Type the whole year first, as {example}.", "این تاریخ چند معنا دارد. نخست سال کامل را بنویسید، مانند {example}.";
    DAY_MISSING = "Give this day too.", "این روز را هم بنویسید.";
    DAY_BEFORE_FIRST = "This lies before the first day.", "این روز پیش از نخستین روز است.";

    HOLDERS_MENU = "Who works it and when…", "چه کسی و چه زمانی…";
    HOLDERS_TITLE = "Who works {name} and when", "کارشناسان {name} و زمان هر یک";
    HOLDERS_WHY = "The quota of the territory is shared out to them by the days that each is there. Days that nobody fills stay open as a vacancy, or go to the other territories, as set under “Schedules and time”.", "هدف منطقه به نسبت روزهای حضور میان آن‌ها تقسیم می‌شود. روزهایی که کسی نیست، بنا بر تنظیم «الگوها و زمان»، جای خالی می‌ماند یا به مناطق دیگر می‌رسد.";
    WHO = "Who", "چه کسی";
    NEW_HIRE = "Someone yet to be hired", "نیروی تازه (هنوز استخدام نشده)";
    HIRE_NAME = "Name of the place", "نام جایگاه";
    HIRE_NAME_NEEDED = "Give the place a name.", "نامی برای جایگاه بنویسید.";
    BACKFILL = "Add a backfill", "افزودن جایگزین";
    BACKFILL_FOR = "Backfill for {name}", "جایگزین {name}";
    ADD_HOLDER = "Add a person", "افزودن فرد";
    REMOVE_HOLDER = "Remove this line", "حذف این سطر";
    NOBODY = "Nobody: the territory is vacant all year.", "هیچ‌کس: منطقه تمام سال بی‌کارشناس است.";
    SELLER_ALL_ALONG = "Its seller all along", "کارشناس منطقه در همهٔ سال";
    OWN_DAYS = "In the team from {from} until {until}.", "عضو تیم از {from} تا {until}.";
    OWN_FIRST_DAY = "In the team from {from}.", "عضو تیم از {from}.";
    OWN_LAST_DAY = "In the team until {until}.", "عضو تیم تا {until}.";
}
