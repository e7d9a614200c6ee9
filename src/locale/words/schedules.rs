//! Words of seasons, ramps and the planned time.

crate::texts! {
    TABS = "Parts of the page", "بخش‌های صفحه";
    TAB_QUOTAS = "Quotas", "هدف‌ها";
    TAB_SCHEDULES = "Schedules and time", "الگوها و زمان";
    TAB_CAPACITY = "Capacity and hires", "ظرفیت و استخدام";
    TAB_CHANGES = "What changes", "چه تغییر می‌کند";

    TIME = "Planned year and time", "سال برنامه و زمان";
    YEAR = "Planned fiscal year", "سال مالی برنامه";
    YEAR_USUAL = "The one after the last known ({year})", "سال پس از آخرین سال معلوم ({year})";
    UNCOVERED = "Days that nobody fills", "روزهایی که کسی نیست";
    UNCOVERED_KEPT = "Stay with the territory as a vacancy", "به‌عنوان جای خالی در منطقه می‌ماند";
    UNCOVERED_SHARED = "Are carried by the other territories", "مناطق دیگر بر دوش می‌گیرند";
    UNCOVERED_WHY = "As a vacancy, the open part is seen and no one is asked for it. Otherwise the territory weighs less and the others are asked for the rest.", "در حالت جای خالی، آن بخش دیده می‌شود و از کسی خواسته نمی‌شود. در حالت دیگر وزن منطقه کمتر می‌شود و باقی از مناطق دیگر خواسته می‌شود.";
    USUAL_RAMP = "Usual ramp-up", "دورهٔ معمول راه‌افتادن";
    NO_RAMP = "None: productive from the first day", "هیچ: از روز نخست کامل";

    SEASONS = "Seasons", "الگوهای فصلی";
    SEASONS_WHY = "How a year spreads over its months. 100% is a mean month.", "پخش سال در ماه‌ها. ۱۰۰٪ ماه میانگین است.";
    NO_SEASONS = "No seasons yet: all months weigh alike.", "هنوز الگوی فصلی نیست: همهٔ ماه‌ها هم‌وزن‌اند.";
    RAMPS = "Ramp-up of new sellers", "راه‌افتادن کارشناسان تازه";
    RAMPS_WHY = "What share of full productivity a new seller reaches in each month.", "سهمی از توان کامل که کارشناس تازه در هر ماه به آن می‌رسد.";
    NO_RAMPS = "No ramps yet: everyone is productive from the first day.", "هنوز دوره‌ای نیست: همه از روز نخست توان کامل دارند.";
    ADD_SEASON = "Add a season…", "افزودن الگوی فصلی…";
    SEASON_FROM_SALES = "Read off past sales…", "خواندن از فروش گذشته…";
    ADD_RAMP = "Add a ramp…", "افزودن دورهٔ راه‌افتادن…";
    NEW_SEASON = "New season", "الگوی فصلی تازه";
    NEW_RAMP = "New ramp", "دورهٔ تازه";
    EDIT_SEASON = "Season {name}", "الگوی فصلی {name}";
    EDIT_RAMP = "Ramp-up {name}", "دورهٔ راه‌افتادن {name}";
    PAST_SALES = "Past sales", "فروش گذشته";
    COPY_OF = "Copy of {name}", "رونوشت {name}";
    ACTIONS = "Actions for {name}", "کارهای {name}";
    EDIT = "Edit…", "ویرایش…";
    DUPLICATE = "Duplicate", "ساخت رونوشت";
    DELETE = "Delete", "حذف";
    DELETED_USED = "“{name}” was deleted where it was used too: {uses}. Undo brings all back.", "«{name}» از جاهایی که به کار رفته بود هم حذف شد: {uses}. با واگرد همه برمی‌گردد.";
    USED = "Used: {uses}", "به‌کاررفته: {uses}";
    NOT_USED = "Not used", "به کار نرفته";
    USED_GOALS = "goals: {count}", "هدف: {count}";
    USED_NODES = "quotas with a season of their own: {count}", "هدف با الگوی ویژه: {count}";
    USED_SCENARIOS = "usual ramp of scenarios: {count}", "دورهٔ معمول سناریو: {count}";
    USED_PEOPLE = "sellers: {count}", "کارشناس: {count}";
    LIST_SEPARATOR = ", ", "، ";

    NAME = "Name", "نام";
    GIVEN_BY = "Given by", "به تفکیک";
    BY_MONTHS = "12 months", "۱۲ ماه";
    BY_QUARTERS = "4 quarters", "۴ سه‌ماهه";
    WEIGHTS = "Percent of a mean month", "درصد نسبت به ماه میانگین";
    QUARTER = "Quarter {number}", "سه‌ماههٔ {number}";
    READ_SALES = "Read off past sales", "خواندن از فروش گذشته";
    PAST_HOLIDAYS = "Past months with a holiday that moves", "ماه‌های گذشته با مناسبت جابه‌جاشونده";
    PAST_HOLIDAYS_WHY = "Say in which past months Ramadan or another such holiday fell, and what was sold in percent of an ordinary such month: 80 is a fifth less. It is taken out of the season, so that it does not count twice with the factors of the planned year.", "بگویید رمضان یا مناسبتی مانند آن در کدام ماه‌های گذشته بوده و فروش آن ماه چند درصد همان ماه در حالت عادی شده است: ۸۰ یعنی یک‌پنجم کمتر. این اثر از الگو بیرون می‌آید تا با ضریب‌های سال برنامه دوبار به حساب نیاید.";
    PAST_MONTH = "Past month", "ماه گذشته";
    PAST_SHARE = "Percent of an ordinary such month", "درصد همان ماه در حالت عادی";
    ADD_PAST = "Add a past month", "افزودن ماه گذشته";
    REMOVE_PAST = "Remove this month", "حذف این ماه";
    PERCENT_SIGN = "%", "٪";
    ABOVE_ZERO = "Type a percentage above 0.", "درصدی بالای صفر بنویسید.";
    FROM_SALES = "From past sales", "از فروش گذشته";
    FACTORS = "Holidays that move through the calendar", "مناسبت‌هایی که در تقویم جابه‌جا می‌شوند";
    FACTORS_WHY = "By how much the planned year’s months differ for Ramadan, Muharram or days off at Nowruz: 80 is a fifth less, 100 changes nothing.", "ماه‌های سال برنامه به‌خاطر رمضان، محرم یا تعطیلات نوروز چقدر فرق دارند: ۸۰ یعنی یک‌پنجم کمتر و ۱۰۰ یعنی بدون تغییر.";
    FACTOR_OF = "Factor of {month}", "ضریب {month}";
    STRONGEST = "Strongest {most} ({most_share}), weakest {least} ({least_share})", "پرفروش‌ترین {most} ({most_share})، کم‌فروش‌ترین {least} ({least_share})";
    ALL_ALIKE = "All months alike", "همهٔ ماه‌ها یکسان";
    TENURE_MONTH = "Month {number}", "ماه {number}";
    TENURE = "Percent of full productivity, by month of tenure", "درصد توان کامل، به ماه سابقه";
    ADD_MONTH = "Add a month", "افزودن ماه";
    REMOVE_MONTH = "Remove the last month", "حذف ماه آخر";
    RAMP_FULL = "Fully productive from month {number}", "توان کامل از ماه {number}";

    NOT_A_NUMBER = "Type a percentage.", "درصد را به عدد بنویسید.";
    NEGATIVE = "This cannot be below zero.", "این عدد نمی‌تواند منفی باشد.";
    TOO_LARGE = "This is too large.", "این عدد بیش از اندازه بزرگ است.";
    ALL_ZERO = "At least one month must be above zero.", "دست‌کم یک ماه باید بیش از صفر باشد.";
    NO_NAME = "Give it a name.", "نامی بنویسید.";
    NAME_TAKEN = "Another one has this name.", "مورد دیگری همین نام را دارد.";
}
