//! Words of capacity and hires.

crate::texts! {
    NEEDS_CAPACITY = "What does a full-time seller bring in a month?", "یک کارشناس تمام‌وقت در ماه چقدر می‌آورد؟";
    NEEDS_CAPACITY_WHY = "With that figure the page tells what the team carries by month, what is missing of the target, and how many hires close it by when.", "با این عدد صفحه می‌گوید تیم در هر ماه چه باری را می‌کشد، از هدف چه می‌ماند و چند نفر تا چه زمانی آن را جبران می‌کنند.";
    SAY_CAPACITY = "Say what a seller brings…", "تعیین توان کارشناس…";
    NO_TARGET = "The target is 0, so there is nothing to carry; the team can bring {carried}. Set a target above 0.", "هدف صفر است و چیزی برای برآوردن نیست؛ توان تیم {carried} است. هدفی بالای صفر تعیین کنید.";
    CARRIES_ALL = "The team carries the target of {target}: {carried}, {share} of it.", "تیم از پس هدف {target} برمی‌آید: {carried}، {share} آن.";
    CLOSED_BY_ONE_HIRE = "The planned hire closes the gap of {gap} to the target of {target}.", "یک استخدام برنامه شکاف {gap} تا هدف {target} را پر می‌کند.";
    CLOSED_BY_HIRES = "The {count} planned hires close the gap of {gap} to the target of {target}.", "{count} استخدام برنامه شکاف {gap} تا هدف {target} را پر می‌کند.";
    SHORT = "{gap} of the target of {target} is not carried by anyone.", "{gap} از هدف {target} را کسی بر دوش ندارد.";
    FEWEST_ONE = "One hire closes it, who may start in {month} at the latest.", "یک استخدام آن را پر می‌کند که باید حداکثر در {month} آغاز کند.";
    FEWEST = "The fewest hires that close it are {count}; the last may start in {month}.", "کمترین تعداد لازم {count} نفر است و آخرین نفر می‌تواند در {month} آغاز کند.";
    NONE_CLOSE = "No number of hires closes it within the year.", "هیچ تعداد استخدامی آن را در این سال پر نمی‌کند.";
    MORE_LOST = "Attrition takes {lost} of what the team would carry.", "ریزش نیرو {lost} از توان تیم می‌کاهد.";
    MORE_HIRES = "The planned hires bring {brought}.", "استخدام‌های برنامه {brought} می‌آورند.";
    COULD_WAIT = "Some of the planned hires could start later; the last in {month}.", "بعضی استخدام‌های برنامه می‌توانند دیرتر آغاز کنند؛ آخرین در {month}.";

    PICTURE = "What the team carries by month", "توان تیم در هر ماه";
    PICTURE_WHY = "The line is the target of the month. Lighter parts are planned hires, hollow parts what attrition takes.", "خط، هدف ماه است. بخش روشن استخدام‌های برنامه و بخش توخالی آن چیزی است که با ریزش از دست می‌رود.";
    EXPECTED = "Who leaves, who comes", "چه کسانی می‌روند و می‌آیند";
    ATTRITION = "Sellers who leave in a year, percent", "ریزش سالانهٔ کارشناسان، درصد";
    MONTHS_TO_REPLACE = "Months until someone is replaced", "ماه‌های لازم تا جایگزینی";
    ATTRITION_WHY = "A twelfth of them leaves at the beginning of each month. Those who replace them, and hires, ramp up by the usual ramp.", "یک‌دوازدهم آن‌ها در آغاز هر ماه می‌روند. جایگزین‌ها و نیروهای تازه با دورهٔ معمول راه می‌افتند.";
    PLAN_FEWEST = "Plan the fewest, as late as possible", "کمترین تعداد، تا جای ممکن دیر";
    PLAN_LATER = "Let them start as late as possible", "آغاز تا جای ممکن دیر";
    PLAN_NONE = "No hires", "بدون استخدام";
    MONTH = "Month", "ماه";
    TARGET = "Target", "هدف";
    CARRIED = "Team", "تیم";
    LOST = "Lost", "ازدست‌رفته";
    HIRES = "Hires starting", "آغاز استخدام";
    HIRES_IN = "Hires starting in {month}", "استخدام با آغاز در {month}";
    BROUGHT = "Hires bring", "آوردهٔ استخدام";
    DIFFERENCE = "Over or short", "مازاد یا کمبود";
    NEEDED = "Needed, starting then", "لازم، با آغاز در آن ماه";
    NEEDED_WHY = "How many close the whole gap when all start in that month", "چند نفر همهٔ شکاف را پر می‌کنند اگر همه در آن ماه آغاز کنند";
    NOT_ENOUGH_TIME = "too late", "دیر است";
    YEAR = "Year", "سال";
    WRONG_PERCENT = "Type a percentage from 0 to 500.", "درصدی از صفر تا ۵۰۰ بنویسید.";
    WRONG_MONTHS = "Type a whole number from 0 to 24.", "عدد درستی از صفر تا ۲۴ بنویسید.";
    WRONG_COUNT = "Type a whole number from 0 to 10,000.", "عدد درستی از صفر تا ۱۰٬۰۰۰ بنویسید.";
    WRONG_HOURS = "Type a number above 0, up to 8,784.", "عددی بیشتر از صفر و تا ۸٬۷۸۴ بنویسید.";
    WRONG_SHARE = "Type a percentage above 0, up to 100.", "درصدی بیشتر از صفر و تا ۱۰۰ بنویسید.";

    SIZE = "How large should the team be?", "تیم چند نفره باشد؟";
    HOURS = "A seller works in a year, hours", "ساعت کار هر کارشناس در سال";
    SELLING_SHARE = "Of it with customers, percent (empty: all)", "سهم وقت نزد مشتری، درصد (خالی: همه)";
    SIZE_WORK = "The work with customers takes {needed} full-time sellers; the territories have {sellers}.", "کار با مشتریان {needed} کارشناس تمام‌وقت می‌خواهد؛ مناطق {sellers} کارشناس دارند.";
    SIZE_TARGET = "By the target and what a seller brings it would be {needed}.", "با هدف و آوردهٔ هر کارشناس {needed} نفر لازم است.";
    SIZE_SAY_HOURS = "Customers take {hours} hours a year. Say how many hours a seller works, and the page tells how many sellers that takes.", "مشتریان {hours} ساعت در سال وقت می‌خواهند. بگویید هر کارشناس چند ساعت کار می‌کند تا شمار لازم معلوم شود.";
    SIZE_NO_WORK = "No customer has a workload. Import hours or visits with their minutes, and the page tells how many sellers they take.", "هیچ مشتری‌ای حجم کار ندارد. ساعت یا شمار ویزیت و دقیقه‌هایش را وارد کنید تا شمار لازم معلوم شود.";
    SIZE_UNKNOWN = "The workload of {count} {count:customer|customers} is not known and not in it.", "حجم کار {count} مشتری معلوم نیست و به شمار نیامده است.";
    SIZE_WHY = "Where this figure comes from", "این رقم از کجاست";
    SIZE_METHOD = "Workload method (Talley; Kotler): hours of all customers ÷ share of time with customers ÷ hours a seller works, rounded up.", "روش حجم کار (تالی؛ کاتلر): ساعت همهٔ مشتریان ÷ سهم وقت نزد مشتری ÷ ساعت کار هر کارشناس، رو به بالا گرد می‌شود.";
    SIZE_INPUTS = "{selling} hours with customers ÷ {share} = {total} hours; ÷ {hours} = {exactly} {exactly:seller|sellers}.", "{selling} ساعت نزد مشتریان ÷ {share} = {total} ساعت؛ ÷ {hours} = {exactly} کارشناس.";
    SIZE_BREAKDOWN = "Breakdown method: target ÷ what a full-time seller brings in a year, rounded up. {target} ÷ {brought} = {needed}. Ramp, absence and attrition are left out; the table below has them.", "روش تقسیم هدف: هدف ÷ آوردهٔ یک کارشناس تمام‌وقت در سال، رو به بالا گرد می‌شود. {target} ÷ {brought} = {needed}. دورهٔ آموزش، غیبت و ریزش در آن نیست؛ در جدول همین صفحه هست.";
    TEAM_SIZE = "Team size", "اندازهٔ تیم";
    SEGMENT = "Segment", "بخش بازار";
    NO_SEGMENT = "Without a segment", "بدون بخش";
    CUSTOMERS = "Customers", "مشتریان";
    HOURS_A_YEAR = "Hours a year", "ساعت در سال";
    SELLERS_NEEDED = "Sellers", "کارشناس";
    ALL_SEGMENTS = "All", "همه";
}
