//! Words of the chances of quotas.

crate::texts! {
    TAB = "Chance", "احتمال";
    ANSWER = "The company reaches its target of {target} in {share} of {trials} simulated years.", "شرکت در {share} از {trials} سال شبیه‌سازی‌شده به هدف {target} می‌رسد.";
    MIDDLE = "Half of these years bring {p50} or more; eight in ten lie between {p10} and {p90}.", "نیمی از این سال‌ها {p50} یا بیشتر می‌آورند؛ از هر ده سال هشت سال میان {p10} و {p90} است.";
    SHARE = "As a rule {p50} of the {count} {count:seller|sellers} {p50:reaches|reach} their quota (from {p10} to {p90}).", "معمولاً {p50} از {count} کارشناس به هدف خود می‌رسند (از {p10} تا {p90}).";
    NO_SELLERS = "Nobody sits on a territory, so there is nothing to simulate.", "هیچ منطقه‌ای کارشناس ندارد؛ پس چیزی برای شبیه‌سازی نیست.";
    NO_SELLERS_WHY = "Give territories their sellers on the page of territories, or say who sits on them in the tree of quotas.", "در صفحهٔ مناطق برای هر منطقه کارشناس تعیین کنید یا در درخت هدف‌ها بگویید چه کسی آن را دارد.";
    RUNNING = "Simulating…", "در حال شبیه‌سازی…";
    PREVIEW = "From {trials} {trials:trial|trials} so far; the rest follows.", "تاکنون از {trials} بار آزمایش؛ بقیه در راه است.";
    FAILED = "The simulation stopped: {why}", "شبیه‌سازی متوقف شد: {why}";
    AGAIN = "Try again", "تلاش دوباره";
    WITHOUT_BASIS = "Nothing says what to expect, so everyone is expected to reach the base. Choose another expectation below.", "چیزی نمی‌گوید چه انتظاری می‌توان داشت؛ پس فرض شده هر کس به پایه می‌رسد. در پایین انتظار دیگری برگزینید.";
    ASSUMED = "Nothing says what to expect of {count} of the sellers; they are expected to do as well against their base as the others.", "دربارهٔ {count} نفر از کارشناسان مبنایی برای انتظار نیست؛ فرض شده نسبت به پایه مانند دیگران‌اند.";
    NOT_SIMULATED = "Planned hires without a territory and expected attrition are not simulated: the trials are of those who hold quotas.", "استخدام‌های برنامه که منطقه ندارند و ریزش نیرو شبیه‌سازی نمی‌شود: تنها کسانی که هدف دارند شبیه‌سازی می‌شوند.";
    VACANT = "Quotas of {amount} lie with nobody and are expected to bring nothing.", "هدف‌هایی به مبلغ {amount} نزد کسی نیست و فرض شده چیزی نمی‌آورد.";

    PICTURE = "What the year may bring", "آنچه سال می‌تواند بیاورد";
    PICTURE_WHY = "Each bar is how many of the simulated years end there. Solid bars reach the target; in the shade lie eight years in ten.", "هر ستون تعداد سال‌های شبیه‌سازی‌شده‌ای است که به آنجا می‌رسد. ستون‌های پررنگ به هدف رسیده‌اند؛ هشت سال از ده سال در سایه است.";
    PICTURE_LINE = "Target {amount}", "هدف {amount}";
    PICTURE_BAND = "eight years in ten", "هشت سال از ده سال";
    FROM = "From", "از";
    TO = "To", "تا";
    YEARS = "Simulated years", "سال‌های شبیه‌سازی‌شده";
    SPREAD = "How sellers attain", "تحقق هدف کارشناسان";
    SPREAD_WHY = "All sellers in all simulated years by attainment. Solid bars are at or above quota; the last holds all above 200%.", "همهٔ کارشناسان در همهٔ سال‌های شبیه‌سازی‌شده به تفکیک درصد تحقق. ستون‌های پررنگ به هدف رسیده‌اند؛ ستون آخر همهٔ بالای ۲۰۰ درصد است.";
    SPREAD_LINE = "Quota", "هدف";
    SPREAD_SHARE = "Share", "سهم";

    FIGURES = "In figures", "در اعداد";
    FIGURE = "Figure", "سنجه";
    P10 = "P10", "صدک ۱۰";
    P50 = "P50", "صدک ۵۰";
    P90 = "P90", "صدک ۹۰";
    JUDGED = "Judged by", "سنجیده با";
    COMPANY = "The company’s result", "نتیجهٔ شرکت";
    AT_QUOTA = "Sellers at or above quota", "کارشناسان رسیده به هدف";
    CHANCE_TARGET = "Chance of the target", "احتمال رسیدن به هدف";
    CHANCE_STREET = "Chance of the sum of quotas", "احتمال رسیدن به جمع هدف کارشناسان";

    PAY = "What pay costs", "هزینهٔ پورسانت و حقوق";
    PAY_ANSWER = "Pay costs {p50} in the middle year, between {p10} and {p90} in eight years of ten.", "دریافتی کارشناسان در سال میانی {p50} است و در هشت سال از ده سال میان {p10} و {p90}.";
    PAY_MEAN = "The mean is {mean}; if everybody reached exactly what is expected it would be {expected}.", "میانگین {mean} است؛ اگر همه درست به اندازهٔ انتظار می‌رسیدند {expected} می‌شد.";
    PAY_SPREAD = "Each year's result is spread over the months as the quotas are, so that every month attains the same. Real months go up and down: where a plan has thresholds or accelerators by month, it may cost more.", "نتیجهٔ هر سال مانند هدف‌ها میان ماه‌ها پخش می‌شود، پس همهٔ ماه‌ها درصد تحقق یکسان دارند. ماه‌های واقعی بالا و پایین دارند: طرحی با آستانه یا ضریب افزایشی ماهانه می‌تواند گران‌تر تمام شود.";
    PAY_WITHOUT = "No pay is reckoned for {count} without a pay plan that can be used.", "برای {count} نفر که طرح پورسانت قابل استفاده ندارند دریافتی حساب نشده است.";
    PAY_COST = "All pay", "همهٔ دریافتی‌ها";
    PAY_OF_SALES = "Compensation cost of sales", "هزینهٔ دریافتی ÷ فروش";
    WHY_PAY = "Every simulated year is paid by the pay plans, seller by seller; then the quantiles and the mean of these sums. So it is the expectation of the curve, not the curve of the expectation: where pay is steeper above quota than below, good years cost more than poor ones save. The mean is {mean}; pay of the expected results alone is {expected}.", "هر سال شبیه‌سازی‌شده با طرح‌های پورسانت، کارشناس به کارشناس، حساب می‌شود؛ سپس صدک‌ها و میانگین این جمع‌ها. پس این «انتظارِ منحنی» است، نه «منحنیِ انتظار»: هر جا شیب پرداخت بالای هدف تندتر از زیر آن باشد، سال‌های خوب بیش از آنچه سال‌های بد می‌کاهند هزینه دارند. میانگین {mean} است؛ دریافتی برای نتیجهٔ مورد انتظار تنها {expected}.";
    WHY_OF_SALES = "All pay ÷ all sales, year by simulated year; then the quantiles. Mean pay ÷ mean sales is {mean}. No published threshold is known, so there is no grade.", "همهٔ دریافتی‌ها ÷ همهٔ فروش، در هر سال شبیه‌سازی‌شده؛ سپس صدک‌ها. میانگین دریافتی ÷ میانگین فروش {mean} است. آستانهٔ منتشرشده‌ای شناخته نیست؛ پس نمره‌ای نیست.";
    SELLERS = "Each seller’s chance", "احتمال هر کارشناس";
    SELLER = "Seller", "کارشناس";
    QUOTA = "Quota", "هدف";
    EXPECTED = "Expected", "مورد انتظار";
    CHANCE = "Chance of quota", "احتمال رسیدن به هدف";

    SETTINGS = "What is assumed", "فرض‌ها";
    EXPECTATION = "Expected of each seller", "انتظار از هر کارشناس";
    EXPECT_LAST_YEAR = "Last year’s sales of their customers, with growth", "فروش سال گذشتهٔ مشتریانش، با رشد";
    EXPECT_POTENTIAL = "Last year’s sales of all, with growth, by potential", "فروش سال گذشتهٔ همه، با رشد، به نسبت پتانسیل";
    EXPECT_ESTIMATE = "Their own estimate", "برآورد خود او";
    EXPECT_CAPACITY = "What they can carry", "ظرفیت او";
    GROWTH = "Growth on last year, percent", "رشد نسبت به سال گذشته، درصد";
    VARIATION = "Variation of a seller’s result, percent", "نوسان نتیجهٔ کارشناس، درصد";
    COMMON = "Common to all sellers, percent", "بخش مشترک میان همه، درصد";
    TOGETHER = "A seller’s goals go together, percent", "همراهی هدف‌های یک کارشناس، درصد";
    SEED = "Seed of chance", "بذر تصادف";
    WRONG_GROWTH = "Type a percentage from −100 to 1,000.", "درصدی از ۱۰۰− تا ۱٬۰۰۰ بنویسید.";
    WRONG_VARIATION = "Type a percentage from 0 to 300.", "درصدی از صفر تا ۳۰۰ بنویسید.";
    WRONG_SHARE = "Type a percentage from 0 to 100.", "درصدی از صفر تا ۱۰۰ بنویسید.";
    WRONG_SEED = "Type a whole number from 0 to 4,294,967,295.", "عدد درستی از صفر تا ۴٬۲۹۴٬۹۶۷٬۲۹۵ بنویسید.";
    USUAL = "Back to the usual", "بازگشت به مقدارهای معمول";

    WHY_EXPECTATION = "The mean of each seller’s simulated result. To begin with it is last year’s sales of all, without growth, shared out by potential where every seller’s is known, and otherwise last year’s sales of the customers held. The chance follows it closely, so say what you expect. Goals other than sales are expected to be reached as far as sales are, unless estimates or capacity say otherwise.", "میانگین نتیجهٔ شبیه‌سازی‌شدهٔ هر کارشناس. در آغاز، اگر پتانسیل همهٔ کارشناسان معلوم باشد، فروش سال گذشتهٔ همه است که بدون رشد به نسبت پتانسیل تقسیم شده؛ وگرنه فروش سال گذشتهٔ مشتریان خود اوست. احتمال‌ها سخت وابسته به آن‌اند؛ پس انتظار خود را بگویید. هدف‌های دیگر به همان اندازهٔ فروش محقق فرض می‌شوند، مگر برآورد یا ظرفیت چیز دیگری بگوید.";
    WHY_VARIATION = "Standard deviation ÷ mean of a seller’s year. Results are lognormal: never below zero, with a long tail above. To begin with it is 35%, the spread of a published team of ten (Kellblog, basic quota attainment model, second scenario; its first has 58%). No standard is published: hold it against your own past years.", "انحراف معیار ÷ میانگین نتیجهٔ یک سال کارشناس. توزیع لگ‌نرمال است: هرگز زیر صفر نیست و دنباله‌ای بلند در بالا دارد. مقدار آغازین ۳۵ درصد است، پراکندگی یک تیم ده‌نفرهٔ منتشرشده (Kellblog، basic quota attainment model، سناریوی دوم؛ سناریوی نخست آن ۵۸ درصد است). معیار منتشرشده‌ای نیست: آن را با سال‌های گذشتهٔ خود بسنجید.";
    WHY_COMMON = "What moves all sellers at once: the market, prices, a shortage. It is the share of the variance that is common. With 0 the ups and downs of sellers even out and the company’s year looks surer than it is. The 20% to begin with is an assumption without a source.", "آنچه همه را با هم جابه‌جا می‌کند: بازار، قیمت، کمبود کالا. سهمی از واریانس است که مشترک است. با صفر، فراز و فرود کارشناسان یکدیگر را خنثی می‌کند و سال شرکت مطمئن‌تر از آنچه هست می‌نماید. ۲۰ درصد آغازین فرضی بدون منبع است.";
    WHY_TOGETHER = "How far the goals of one seller rise and fall together beyond what is common to all. The 50% to begin with is an assumption without a source.", "هدف‌های یک کارشناس، فراتر از بخش مشترک همه، تا چه اندازه با هم بالا و پایین می‌روند. ۵۰ درصد آغازین فرضی بدون منبع است.";
    WHY_SEED = "The same plan and the same seed give the same figures, on every machine. Another seed shows how far figures hang on chance.", "همان برنامه با همان بذر، روی هر دستگاهی همان اعداد را می‌دهد. بذر دیگر نشان می‌دهد اعداد تا چه اندازه به تصادف بسته‌اند.";
    WHY_CHANCE_TITLE = "The chance of the target", "احتمال رسیدن به هدف";
    WHY_CHANCE = "The share of simulated years in which the sum of all sellers’ results reaches the company’s target: {share} of {trials}. Its standard error, √(p · (1 − p) ÷ n), is {error}.", "سهم سال‌هایی که جمع نتیجهٔ همهٔ کارشناسان به هدف شرکت می‌رسد: {share} از {trials}. خطای معیار آن، √(p · (1 − p) ÷ n)، {error} است.";
    WHY_CHANCE_STREET = "The share of simulated years in which the sum of all sellers’ results reaches the sum of their quotas, cushions included: {share} of {trials}.", "سهم سال‌هایی که جمع نتیجهٔ همهٔ کارشناسان به جمع هدف‌های آن‌ها، با حاشیهٔ اطمینان، می‌رسد: {share} از {trials}.";
    WHY_COMPANY = "The sum of all sellers’ results, year by simulated year: one in ten lies below P10, half below P50, nine in ten below P90. The mean is {mean}.", "جمع نتیجهٔ همهٔ کارشناسان در هر سال شبیه‌سازی‌شده: از هر ده سال یکی زیر صدک ۱۰، نیمی زیر صدک ۵۰ و نه سال زیر صدک ۹۰ است. میانگین {mean} است.";
    WHY_AT_QUOTA = "In each simulated year, the share of sellers whose result is at or above quota; then the quantiles of these shares. Bands are in the tab of fairness.", "در هر سال شبیه‌سازی‌شده، سهم کارشناسانی که به هدف خود می‌رسند؛ سپس صدک‌های این سهم‌ها. بازه‌ها در زبانهٔ «عدالت» است.";
    WHY_SELLER = "The chance of {name}", "احتمال {name}";
    WHY_SELLER_WHAT = "The share of simulated years in which the result is at or above the quota of {quota}. Expected are {expected}, {attainment} of the quota. The middle year of a skewed distribution lies below its mean, so the chance is below one half even when exactly the quota is expected.", "سهم سال‌هایی که نتیجه به هدف {quota} می‌رسد. مورد انتظار {expected} است، {attainment} هدف. در توزیع چوله سال میانی پایین‌تر از میانگین است؛ پس حتی اگر درست به اندازهٔ هدف انتظار برود احتمال کمتر از نیم است.";
}
