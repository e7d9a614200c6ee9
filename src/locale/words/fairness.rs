//! Words of the fairness of quotas.

crate::texts! {
    TAB = "Fairness", "عدالت";
    LEAD_POTENTIAL = "The team is asked for {share} of what its customers could buy; single sellers for {low} to {high}.", "از تیم {share} پتانسیل مشتریانش خواسته شده است؛ از تک‌تک کارشناسان {low} تا {high}.";
    LEAD_PER_POINT = "The team is asked for {share} per point of potential; single sellers for {low} to {high}.", "از تیم به ازای هر واحد پتانسیل {share} خواسته شده است؛ از تک‌تک کارشناسان {low} تا {high}.";
    LEAD_NO_POTENTIAL = "No potential is known, so quotas are held against past sales alone.", "پتانسیل مشتریان معلوم نیست؛ پس هدف‌ها تنها با فروش گذشته سنجیده می‌شوند.";
    OUT_POTENTIAL = "{name} is out of line: {figure} of potential, where the middle seller has {median}.", "{name} با دیگران فاصله دارد: {figure} پتانسیل، در حالی که کارشناس میانی {median} دارد.";
    OUT_HISTORY = "{name} is out of line: {figure} of past sales, where the middle seller has {median}.", "{name} با دیگران فاصله دارد: {figure} فروش گذشته، در حالی که کارشناس میانی {median} دارد.";
    OUT_CHANGE = "{name} is out of line: a change of {figure}, where the middle seller has {median}.", "{name} با دیگران فاصله دارد: تغییر {figure}، در حالی که کارشناس میانی {median} دارد.";
    OUT_MORE = "{count} more {count:is|are} marked in the table.", "{count} مورد دیگر در جدول نشان‌دار است.";
    OUT_NONE = "Nobody is out of line.", "هیچ‌کس با دیگران فاصلهٔ نامعمول ندارد.";
    OUT_TOO_FEW = "Among fewer than five sellers nobody can be called out of line.", "میان کمتر از پنج کارشناس نمی‌توان کسی را دور از دیگران خواند.";

    PICTURE = "Quota against potential", "هدف در برابر پتانسیل";
    PICTURE_WHY = "On the line lies who is asked for as much per potential as the team. Rings mark who is out of line.", "روی خط کسی است که به ازای پتانسیل به اندازهٔ کل تیم از او خواسته شده. حلقه کسی را نشان می‌دهد که با دیگران فاصله دارد.";
    PICTURE_DOT = "{name}: quota {quota}, potential {potential}", "{name}: هدف {quota}، پتانسیل {potential}";
    AXIS_POTENTIAL = "Potential", "پتانسیل";
    AXIS_QUOTA = "Quota", "هدف";

    FIGURES = "How even quotas are", "یکنواختی هدف‌ها";
    FIGURE = "Figure", "سنجه";
    VALUE = "Value", "مقدار";
    JUDGED = "Judged by", "سنجیده با";
    NO_THRESHOLD = "No published threshold, so no grade", "آستانهٔ منتشرشده‌ای ندارد؛ پس نمره‌ای داده نمی‌شود";
    VARIATION_POTENTIAL = "Coefficient of variation, quota ÷ potential", "ضریب تغییرات هدف ÷ پتانسیل";
    GINI_POTENTIAL = "Gini coefficient, quota ÷ potential", "ضریب جینی هدف ÷ پتانسیل";
    VARIATION_HISTORY = "Coefficient of variation, quota ÷ past sales", "ضریب تغییرات هدف ÷ فروش گذشته";
    GINI_HISTORY = "Gini coefficient, quota ÷ past sales", "ضریب جینی هدف ÷ فروش گذشته";
    GINI_QUOTA = "Gini coefficient of the quotas themselves", "ضریب جینی خود هدف‌ها";
    WITH_POTENTIAL = "Correlation of quota with potential", "همبستگی هدف با پتانسیل";
    WITH_SIZE = "Correlation of expected attainment with territory size", "همبستگی درصد تحقق مورد انتظار با بزرگی منطقه";
    SHARE_AT_QUOTA = "Sellers at or above quota", "کارشناسان رسیده به هدف";
    SHARE_NEAR_QUOTA = "Sellers from 80 to 120% of quota", "کارشناسان از ۸۰ تا ۱۲۰ درصد هدف";
    QUOTA_TO_EARNINGS = "Quota ÷ on-target earnings", "هدف ÷ دریافتی در تحقق کامل";

    SELLERS = "Seller by seller", "کارشناس به کارشناس";
    SELLER = "Seller", "کارشناس";
    QUOTA = "Quota", "هدف";
    TO_POTENTIAL = "÷ potential", "÷ پتانسیل";
    BESIDE_TEAM = "Against the team", "نسبت به تیم";
    TO_HISTORY = "÷ mean year", "÷ میانگین سال‌ها";
    CHANGE = "On sales {year}", "نسبت به فروش {year}";
    CHANGE_QUOTA = "On quota {year}", "نسبت به هدف {year}";
    ATTAINMENT = "Expected attainment", "تحقق مورد انتظار";
    MARKED = "Out of line", "فاصله از دیگران";
    MARK_POTENTIAL = "potential", "پتانسیل";
    MARK_HISTORY = "past sales", "فروش گذشته";
    MARK_CHANGE = "change", "تغییر";
    ONLY_SALES = "Past sales are known for the goal of sales alone, so this goal is held against potential.", "فروش گذشته تنها با هدف فروش سنجیدنی است؛ این هدف با پتانسیل سنجیده می‌شود.";

    BANDS = "Bands called healthy", "بازه‌هایی که سالم خوانده می‌شوند";
    BANDS_WHY = "Sources disagree, so several may hold for one figure. Change them, or add your own with its source.", "منابع یک‌سخن نیستند؛ پس برای یک سنجه می‌تواند چند بازه باشد. آن‌ها را تغییر دهید یا بازهٔ خود را با منبعش بیفزایید.";
    BAND_FROM = "From", "از";
    BAND_TO = "To", "تا";
    BAND_SOURCE = "Source", "منبع";
    BAND_NOW = "Now", "اکنون";
    BAND_FROM_OF = "From, {measure}", "از، {measure}";
    BAND_TO_OF = "To, {measure}", "تا، {measure}";
    BAND_SOURCE_OF = "Source, {measure}", "منبع، {measure}";
    BAND_OF = "Measure of a new band", "سنجهٔ بازهٔ تازه";
    BAND_ADD = "Add a band", "افزودن بازه";
    BAND_REMOVE = "Remove the band of {source}", "حذف بازهٔ {source}";
    BAND_PUBLISHED = "Back to the published ones", "بازگشت به بازه‌های منتشرشده";
    BAND_OURS = "Our own", "بازهٔ خودمان";
    PERCENT_SIGN = " %", " ٪";
    BELOW = "below", "پایین‌تر";
    WITHIN = "within", "درون بازه";
    ABOVE = "above", "بالاتر";
    FROM_TO = "{low} to {high}", "{low} تا {high}";
    AT_LEAST = "at least {low}", "دست‌کم {low}";
    AT_MOST = "at most {high}", "حداکثر {high}";
    WRONG_LIMIT = "Type a number, or leave one side open.", "عددی بنویسید یا یک سو را باز بگذارید.";
    WRONG_NO_LIMIT = "Give at least one limit.", "دست‌کم یک سوی بازه را بدهید.";
    WRONG_CROSSED = "The first limit is above the second.", "آغاز بازه از پایان آن بزرگ‌تر است.";
    WRONG_SOURCE = "Say who calls it healthy, in at most 500 letters.", "بگویید چه کسی آن را سالم می‌خواند، در حداکثر ۵۰۰ حرف.";

    WHY_TO_POTENTIAL = "Quota ÷ potential of {name}", "هدف ÷ پتانسیل {name}";
    WHY_TO_POTENTIAL_WHAT = "How much of what the seller’s customers could buy is asked for.", "چه سهمی از آنچه مشتریان این کارشناس می‌توانند بخرند خواسته شده است.";
    WHY_TO_HISTORY = "Quota ÷ past sales of {name}", "هدف ÷ فروش گذشتهٔ {name}";
    WHY_TO_HISTORY_WHAT = "The quota against the mean of the known years of the seller’s customers.", "هدف در برابر میانگین سال‌های معلوم مشتریان این کارشناس.";
    WHY_CHANGE = "Change of {name}", "تغییر {name}";
    WHY_CHANGE_WHAT = "Quota ÷ sales of the last known year − 1. No quotas of last year were entered; enter them in the table of quotas to compare with these.", "هدف ÷ فروش آخرین سال معلوم − ۱. هدف‌های سال گذشته وارد نشده است؛ برای سنجش با آن‌ها در جدول هدف‌ها واردشان کنید.";
    WHY_CHANGE_QUOTA = "Quota ÷ quota of last year − 1, as it was entered. A territory’s counts for whoever is alone on it.", "هدف ÷ هدف واردشدهٔ سال گذشته − ۱. هدف منطقه برای کسی شمرده می‌شود که تنها در آن است.";
    WHY_ATTAINMENT = "Expected attainment of {name}", "تحقق مورد انتظار {name}";
    WHY_ATTAINMENT_WHAT = "What is expected of the seller ÷ the quota. What is expected is said in the tab of chances.", "آنچه از کارشناس انتظار می‌رود ÷ هدف. انتظار در زبانهٔ «احتمال» تعیین می‌شود.";
    WHY_DIVIDED = "{part} ÷ {whole} = {figure}.", "{part} ÷ {whole} = {figure}.";
    WHY_HELD = "The seller holds {territories}. Potential and past sales of each count by the time that the seller is there in the year; a ramp does not lessen them.", "این کارشناس {territories} را دارد. پتانسیل و فروش گذشتهٔ هر یک به نسبت زمان حضور او در سال شمرده می‌شود؛ دورهٔ راه‌افتادن از آن نمی‌کاهد.";
    WHY_OUTLYING = "Out of line is a modified score above 3.5 in size: 0.6745 × (figure − median) ÷ median absolute deviation. Here it is {score}. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993); NIST e-Handbook 1.3.5.17.", "فاصلهٔ نامعمول یعنی نمرهٔ اصلاح‌شدهٔ بزرگ‌تر از ۳٫۵: ۰٫۶۷۴۵ × (مقدار − میانه) ÷ میانهٔ قدر مطلق انحراف‌ها. اینجا {score} است. منبع: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993); NIST e-Handbook 1.3.5.17.";
    WHY_VARIATION = "Standard deviation (of a sample, by n − 1) ÷ mean of the sellers’ figures: 0 when all are alike. {count} {count:seller has|sellers have} the figure; the mean is {mean}.", "انحراف معیار (نمونه، با n − ۱) ÷ میانگین مقدار کارشناسان: اگر همه یکسان باشند صفر است. {count} کارشناس این مقدار را دارند و میانگین {mean} است.";
    WHY_GINI = "The Gini coefficient, (n + 1 − 2 · Σ (n + 1 − i) · yᵢ ÷ Σ yᵢ) ÷ n with the figures in rising order: 0 when all are alike, near 1 when one has all. {count} {count:seller has|sellers have} the figure.", "ضریب جینی، (n + ۱ − ۲ · Σ (n + ۱ − i) · yᵢ ÷ Σ yᵢ) ÷ n با مقدارهای مرتب: اگر همه یکسان باشند صفر و اگر همه نزد یکی باشد نزدیک ۱ است. {count} کارشناس این مقدار را دارند.";
    WHY_WITH_POTENTIAL = "Pearson’s correlation over {count} {count:seller|sellers}: near 1 when the quota follows potential. By ranks (Spearman) it is {ranks}.", "همبستگی پیرسون روی {count} کارشناس: هرچه هدف بیشتر از پتانسیل پیروی کند به ۱ نزدیک‌تر است. همبستگی رتبه‌ای (اسپیرمن) {ranks} است.";
    WHY_WITH_SIZE = "Pearson’s correlation of expected attainment with {size} over {count} {count:seller|sellers}: near 0 when the size of a territory decides nothing. By ranks (Spearman) it is {ranks}. Attainment is what is expected ÷ quota, not yet what was reached.", "همبستگی پیرسون تحقق مورد انتظار با {size} روی {count} کارشناس: اگر بزرگی منطقه اثری نداشته باشد نزدیک صفر است. همبستگی رتبه‌ای (اسپیرمن) {ranks} است. تحقق یعنی انتظار ÷ هدف، نه آنچه تاکنون به دست آمده.";
    SIZE_POTENTIAL = "potential", "پتانسیل";
    SIZE_WORKLOAD = "workload", "حجم کار";
    SIZE_ACCOUNTS = "the number of customers", "تعداد مشتری";
    LIST_MARK = ", ", "، ";
}
