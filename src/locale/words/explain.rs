//! Words of the explanations of figures, and the names of what territories are measured by.

crate::texts! {
    ACCOUNTS = "Customers", "تعداد مشتری";
    POTENTIAL = "Potential", "پتانسیل";
    SALES = "Sales", "فروش";
    WORKLOAD = "Workload", "حجم کار";
    COUNT_OF_ACCOUNTS = "{count} {count:customer|customers}", "{count} مشتری";
    POINTS = "points", "امتیاز";
    FIGURE_POINTS = "{figure} points", "{figure} امتیاز";
    HOURS = "hours a year", "ساعت در سال";
    FIGURE_HOURS = "{figure} hours a year", "{figure} ساعت در سال";
    ASK = "Where this figure comes from: {subject}", "این رقم از کجاست: {subject}";

    DEVIATION_TITLE = "Deviation from the fair share: {measure}, {territory}", "انحراف از سهم منصفانه: {measure}، {territory}";
    DEVIATION_WHAT = "How far the territory is above or below what it should carry. Zero is exactly the fair share.", "اینکه منطقه چقدر بیشتر یا کمتر از سهم منصفانهٔ خود بار دارد. صفر یعنی درست به‌اندازهٔ سهم منصفانه.";
    DEVIATION_FORMULA = "Deviation = (value − fair share) ÷ fair share", "انحراف = (مقدار − سهم منصفانه) ÷ سهم منصفانه";
    DEVIATION_INPUTS = "Value: {value}. Fair share: {target}. Deviation: {deviation}.", "مقدار: {value}. سهم منصفانه: {target}. انحراف: {deviation}.";
    DEVIATION_NO_TARGET = "The fair share of this territory is zero, so the value is compared with the mean fair share of all territories.", "سهم منصفانهٔ این منطقه صفر است؛ پس مقدار آن با میانگین سهم منصفانهٔ همهٔ مناطق سنجیده می‌شود.";
    DEVIATION_TOLERANCE = "Up to {tolerance} either way is accepted in this scenario; the limit is set in “Balance…”.", "در این سناریو تا {tolerance} از هر دو سو پذیرفته است؛ این حد در «توازن…» تعیین می‌شود.";
    DEVIATION_SOURCE = "Source: relative deviation, Hess et al. (1965); Kalcsics, Nickel and Schröder (2005), Towards a unified territorial design approach.", "منبع: انحراف نسبی، هِس و همکاران (۱۹۶۵)؛ کالچیچ، نیکل و شرودر (۲۰۰۵)، \u{2066}Towards a unified territorial design approach\u{2069}.";

    LARGEST_TITLE = "Largest deviation: {measure}", "بیشترین انحراف: {measure}";
    LARGEST_WHAT = "The territory that is furthest from its fair share, above or below, decides. Smaller is fairer.", "منطقه‌ای که از سهم منصفانهٔ خود دورتر است (بیشتر یا کمتر) ملاک است. هرچه کوچک‌تر، منصفانه‌تر.";
    LARGEST_FORMULA = "Largest deviation = the largest of |value − fair share| ÷ fair share over all territories", "بیشترین انحراف = بزرگ‌ترین |مقدار − سهم منصفانه| ÷ سهم منصفانه در میان همهٔ مناطق";
    LARGEST_INPUTS = "Territories: {territories}. Total to share out: {total}. Largest deviation: {deviation}.", "تعداد مناطق: {territories}. کل مقدار تقسیم‌شدنی: {total}. بیشترین انحراف: {deviation}.";
    LARGEST_AT = "It is that of {territory}.", "این انحراف از آنِ {territory} است.";

    WITHIN_TITLE = "Territories within tolerance: {measure}", "مناطق در محدودهٔ پذیرفته: {measure}";
    WITHIN_WHAT = "How many territories deviate from their fair share by no more than the tolerance.", "چند منطقه انحرافی کمتر از حد پذیرفته یا برابر با آن دارند.";
    WITHIN_INPUTS = "Tolerance: {tolerance} either way. Within it: {within} of {territories} {territories:territory|territories}.", "حد پذیرفته: {tolerance} از هر دو سو. در این محدوده: {within} از {territories} منطقه.";

    WITHIN_EVERY_TITLE = "Territories within tolerance", "مناطق در محدودهٔ پذیرفته";
    WITHIN_EVERY_WHAT = "How many territories deviate from their fair share by no more than the tolerance in every balanced measure.", "چند منطقه در همهٔ معیارهایی که متوازن می‌شود انحرافی کمتر از حد پذیرفته یا برابر با آن دارند.";
    WITHIN_TOLERANCE = "{measure}: {tolerance} either way.", "{measure}: {tolerance} از هر دو سو.";
    WITHIN_EVERY_INPUTS = "Within it: {within} of {territories} {territories:territory|territories}.", "در این محدوده: {within} از {territories} منطقه.";
    WAYS_WHAT = "How long the ways of the customers are, counted as the compactness chosen in “Balance…” counts them. It is what the search makes small; smaller is more compact.", "راه مشتریان چقدر است، به همان شیوه‌ای که فشردگیِ برگزیده در «توازن…» می‌شمارد. جست‌وجو همین را کوچک می‌کند؛ هرچه کوچک‌تر، فشرده‌تر.";
    VARIATION_TITLE = "Coefficient of variation: {measure}", "ضریب تغییرات: {measure}";
    VARIATION_WHAT = "How unequal the territories are as a whole, while the largest deviation looks at one alone. Zero: all carry their fair share. Smaller is fairer.", "نابرابری همهٔ مناطق روی هم؛ بیشترین انحراف تنها یک منطقه را می‌بیند. صفر یعنی همه به‌اندازهٔ سهم خود بار دارند. هرچه کوچک‌تر، منصفانه‌تر.";
    VARIATION_FORMULA = "Coefficient of variation = standard deviation ÷ mean, both of the ratios value ÷ fair share of the territories (standard deviation of the whole population)", "ضریب تغییرات = انحراف معیار ÷ میانگین، هر دو برای نسبت‌های «مقدار ÷ سهم منصفانه» در مناطق (انحراف معیار کل جامعه)";
    VARIATION_INPUTS = "Territories with a fair share above zero: {territories}. Result: {value}.", "مناطقی که سهم منصفانه‌شان بیش از صفر است: {territories}. حاصل: {value}.";
    VARIATION_SOURCE = "Source: standard statistics; used for the balance of territories in Kalcsics, Nickel and Schröder (2005).", "منبع: آمار پایه؛ برای توازن مناطق در کالچیچ، نیکل و شرودر (۲۰۰۵).";

    DISPERSION_TITLE = "Dispersion", "پراکندگی";
    DISPERSION_WHAT = "The mean distance from a customer to the centre of its territory: a stand-in for travel. Smaller is more compact.", "میانگین فاصلهٔ هر مشتری تا مرکز منطقهٔ خود؛ نشانه‌ای از مقدار سفر. هرچه کوچک‌تر، فشرده‌تر.";
    DISPERSION_FORMULA = "Dispersion = sum of great-circle distances ÷ number of customers on the map that have a territory. The centre is the centroid: the mean of the customers’ places on the globe.", "پراکندگی = مجموع فاصله‌ها روی کرهٔ زمین ÷ تعداد مشتریان روی نقشه که منطقه دارند. مرکز، میانگین جای مشتریان منطقه روی کره است.";
    DISPERSION_INPUTS = "Customers counted: {placed} of {all}. Result: {distance}.", "مشتریان به‌شمارآمده: {placed} از {all}. حاصل: {distance}.";
    DISPERSION_LIMITS = "It is the distance as the crow flies, not by road; each customer counts once, however often it is visited.", "فاصله خط مستقیم است و نه راه؛ هر مشتری یک بار شمرده می‌شود، هر چند بار هم که ویزیت شود.";
    DISPERSION_OF = "Dispersion: {territory}", "پراکندگی: {territory}";
    DISPERSION_FORMULA_OF = "Dispersion = sum of the great-circle distances of the territory’s customers on the map to its centre ÷ their number. The centre is the centroid: the mean of their places on the globe.", "پراکندگی = مجموع فاصلهٔ مشتریانِ روی نقشهٔ این منطقه تا مرکز آن روی کرهٔ زمین ÷ تعداد آنان. مرکز، میانگین جای آنان روی کره است.";
    RESULT = "Result: {figure}.", "حاصل: {figure}.";
    KILOMETRES = "{figure} km", "{figure} کیلومتر";

    CHANGE_TITLE = "What changes hands", "آنچه دست‌به‌دست می‌شود";
    CHANGE_WHAT = "Customers that have a territory today and would have another seller in this scenario: another takes their territory, or they go to a territory of another. Where no seller is named on both sides, the territory stands for the seller. Each such move costs a relationship.", "مشتریانی که امروز منطقه‌ای دارند و در این سناریو کارشناس دیگری خواهند داشت: کارشناس دیگری منطقه‌شان را می‌گیرد یا به منطقهٔ کارشناس دیگری می‌روند. جایی که هر دو سو کارشناس ندارد، منطقه به جای کارشناس شمرده می‌شود. هر جابه‌جایی به بهای یک رابطه است.";
    CHANGE_FORMULA = "Share = sales of the customers that change hands ÷ sales of all customers that have a territory today. The share of customers is counted likewise.", "سهم = فروش مشتریان جابه‌جاشده ÷ فروش همهٔ مشتریانی که امروز منطقه دارند. سهم مشتریان هم همین‌گونه شمرده می‌شود.";
    CHANGE_NO_EARLIER = "There is no earlier assignment: no customer has a territory today, so nothing can change hands.", "واگذاری پیشینی در کار نیست: امروز هیچ مشتری‌ای منطقه ندارد، پس چیزی جابه‌جا نمی‌شود.";
    CHANGE_INPUTS = "Customers that change hands: {moved} ({account_share}). Share of sales: {sales_share}.", "مشتریان جابه‌جاشده: {moved} ({account_share}). سهم فروش: {sales_share}.";
    CHANGE_NOTE = "Customers without a territory today change no hands; nor do those that keep their seller in another territory.", "مشتریانی که امروز منطقه ندارند به شمار نمی‌آیند؛ آنان هم که در منطقه‌ای دیگر با همان کارشناس می‌مانند جابه‌جا نشده‌اند.";

    KEPT_OF = "Sales kept: {territory}", "فروش مانده: {territory}";
    KEPT_WHAT = "How much of the sales of the territory’s customers of today stays in it with its seller in this scenario. 100% is no change; what it gains from others does not count, and where another seller takes the territory nothing is kept.", "چه سهمی از فروش مشتریان امروز منطقه در این سناریو در همان منطقه و نزد همان کارشناس می‌ماند. ۱۰۰٪ یعنی بی‌تغییر؛ آنچه از دیگران می‌گیرد به شمار نمی‌آید و اگر کارشناس دیگری منطقه را بگیرد چیزی نمانده است.";
    KEPT_FORMULA = "Sales kept = sales of the customers that the territory has today and keeps with their seller ÷ sales of all customers that it has today", "فروش مانده = فروش مشتریانی که منطقه امروز دارد و با همان کارشناس نگه می‌دارد ÷ فروش همهٔ مشتریانی که امروز دارد";
    KEPT_NONE = "Not known: the territory has no customers with sales today.", "نامعلوم: منطقه امروز مشتری‌ای ندارد که فروشش معلوم باشد.";
    KEPT_SOURCE = "Sales are those of the last year, as imported.", "فروش، فروش سال گذشته است، چنان‌که وارد شده.";
    MOVED_OF = "Moved in / out: {territory}", "آمده / رفته: {territory}";
    MOVED_WHAT = "In: customers that belong to the territory in this scenario and to another one or none today. Out: customers that belong to it today and to another one or none in this scenario.", "آمده: مشتریانی که در این سناریو از آنِ منطقه‌اند و امروز از آنِ منطقه‌ای دیگر یا هیچ. رفته: مشتریانی که امروز از آنِ منطقه‌اند و در این سناریو از آنِ منطقه‌ای دیگر یا هیچ.";
    MOVED_INPUTS = "In: {gained}. Out: {lost}.", "آمده: {gained}. رفته: {lost}.";

    TOTAL_TITLE = "Total: {measure}", "جمع: {measure}";
    TOTAL_ACCOUNTS = "All customers of the plan, with a territory or without, on the map or not.", "همهٔ مشتریان برنامه، با منطقه یا بی‌منطقه، روی نقشه یا نه.";
    TOTAL_WHAT = "The sum over all customers of the plan whose figure is known, with a territory or without. It is the same in all scenarios.", "جمع ارقام همهٔ مشتریان برنامه که رقمشان معلوم است، با منطقه یا بی‌منطقه. در همهٔ سناریوها یکی است.";
    TOTAL_POTENTIAL = "Potential is what a customer could buy in a year, as given in the customer’s row.", "پتانسیل یعنی خرید ممکن مشتری در یک سال، چنان‌که در ردیف مشتری آمده است.";
    TOTAL_SALES = "Sales are what the customer bought in the last year, as given in the customer’s row.", "فروش یعنی خرید مشتری در سال گذشته، چنان‌که در ردیف مشتری آمده است.";
    TOTAL_WORKLOAD = "Workload of a customer = visits a year × minutes per visit ÷ 60, or the hours given in the customer’s row.", "حجم کار مشتری = ویزیت در سال × دقیقهٔ هر ویزیت ÷ ۶۰، یا ساعتی که در ردیف مشتری آمده است.";
    TOTAL_INPUTS = "Customers with a figure: {known} of {all}. Total: {total}.", "مشتریانی که رقمشان معلوم است: {known} از {all}. جمع: {total}.";

    TOTAL_FURTHER = "It is a further column of the customers’ list, declared a measure in “Balance…”. What is no number there, or below 0, counts as 0.", "این یک ستون دیگر فهرست مشتریان است که در «توازن…» سنجه شده است. آنچه در آن عدد نیست یا منفی است صفر شمرده می‌شود.";
    FAIR_EQUAL = "In this scenario every territory has the same share.", "در این سناریو سهم همهٔ مناطق برابر است.";
    FAIR_WORKING_TIME = "In this scenario shares follow the working time of the sellers; a vacant territory counts as full time.", "در این سناریو سهم‌ها به نسبت زمان کار کارشناسان است؛ منطقهٔ بی‌کارشناس تمام‌وقت شمرده می‌شود.";
    FAIR_PAST = "In this scenario shares follow the sales of each territory’s customers today; a new territory takes the mean of the others.", "در این سناریو سهم‌ها به نسبت فروش امروز مشتریان هر منطقه است؛ منطقهٔ تازه میانگین دیگران را می‌گیرد.";
    FAIR_OWN = "The planner gave this territory {weight} of a full share; all shares are scaled to the whole.", "برنامه‌ریز به این منطقه {weight} سهم کامل داده است؛ همهٔ سهم‌ها به اندازهٔ کل مقیاس می‌شود.";
    FAIR_OTHERS_OWN = "Other territories have shares of their own; all shares are scaled to the whole.", "مناطق دیگری سهم جداگانه دارند؛ همهٔ سهم‌ها به اندازهٔ کل مقیاس می‌شود.";
    FAIR_INPUTS = "Total: {total}. Share: {share}. Fair share: {target}.", "کل: {total}. سهم: {share}. سهم منصفانه: {target}.";

    UNASSIGNED_TITLE = "Without a territory", "بدون منطقه";
    UNASSIGNED_WHAT = "Customers that belong to no territory in this scenario: nobody serves them, and they count in no territory’s figures.", "مشتریانی که در این سناریو به هیچ منطقه‌ای تعلق ندارند: کسی به آنان نمی‌رسد و در ارقام هیچ منطقه‌ای نیستند.";
    UNASSIGNED_INPUTS = "Without a territory: {count} of {all} {all:customer|customers}.", "بدون منطقه: {count} از {all} مشتری.";

    HOME_TITLE = "Distance to the sellers’ bases", "فاصله تا محل کارشناسان";
    HOME_OF = "Distance to the seller’s base: {territory}", "فاصله تا محل کارشناس: {territory}";
    HOME_WHAT = "The mean distance from a customer to the home place of the seller who works its territory: a stand-in for travel. It is known where the seller’s place is, whether or not it draws the territory.", "میانگین فاصلهٔ هر مشتری تا محل کارشناس منطقه‌اش؛ نشانه‌ای از راه. جایی که محل کارشناس معلوم باشد شمرده می‌شود، چه منطقه را به‌سوی خود بکشد چه نه.";
    HOME_FORMULA = "Distance to the base = sum of the great-circle distances of the customers on the map to the place of their territory’s seller ÷ their number. Customers of sellers whose place is not known do not count.", "فاصله تا محل = مجموع فاصلهٔ مشتریانِ روی نقشه تا محل کارشناس منطقه‌شان روی کرهٔ زمین ÷ تعداد آنان. مشتریانی که محل کارشناسشان معلوم نیست به شمار نمی‌آیند.";
    HOME_NONE = "Not known: no place of a seller is known here. Choose one in the team list.", "نامعلوم: محل کارشناسی معلوم نیست. آن را در فهرست گروه فروش برگزینید.";
    DIAMETER_TITLE = "Largest diameter", "بزرگ‌ترین قطر";
    DIAMETER_OF = "Diameter: {territory}", "قطر: {territory}";
    DIAMETER_WHAT = "The distance between the two customers of a territory that lie furthest apart: it bounds the longest way of a day. Smaller is more compact.", "فاصلهٔ دو مشتریِ یک منطقه که از هم دورترند؛ کران بلندترین راه یک روز است. هرچه کوچک‌تر، فشرده‌تر.";
    DIAMETER_FORMULA = "Diameter = the largest great-circle distance of two customers of one territory that are on the map. Of a scenario, that of the territory with the largest counts.", "قطر = بیشترین فاصلهٔ دو مشتری یک منطقه روی کرهٔ زمین، از میان مشتریانی که روی نقشه‌اند. برای سناریو، قطر پهن‌ترین منطقه ملاک است.";
    DIAMETER_INPUTS = "Customers counted: {placed} of {all}. Result: {distance}.", "مشتریان به‌شمارآمده: {placed} از {all}. حاصل: {distance}.";
    DIAMETER_RESULT = "Result: {distance}.", "حاصل: {distance}.";
    DIAMETER_AT = "It is that of {territory}.", "این قطر از آنِ {territory} است.";
    DIAMETER_LIMITS = "It is the distance as the crow flies, not by road. One far customer decides it alone; the dispersion tells of all.", "فاصله خط مستقیم است و نه راه. یک مشتری دورافتاده به‌تنهایی آن را تعیین می‌کند؛ پراکندگی از همه می‌گوید.";

    SHAPE_OF = "Shape: {territory}", "شکل: {territory}";
    SHAPE_TITLE = "Shape: {figure}", "شکل: {figure}";
    SHAPE_WHAT = "How compact the outline of a territory is: ragged borders, long arms and bays bring these figures down. Each lies between 0 and 1, and 1 is best.", "اینکه شکل منطقه چقدر فشرده است: مرز ناهموار، بازوی دراز و فرورفتگی این رقم‌ها را پایین می‌آورند. هر یک میان ۰ و ۱ است و ۱ بهترین است.";
    SHAPE_NAME_POLSBY = "Polsby–Popper", "پالزبی–پاپر";
    SHAPE_NAME_REOCK = "Reock", "ریاک";
    SHAPE_NAME_HULL = "Convex-hull ratio", "نسبت پوش محدب";
    SHAPE_NAME_CUT = "Cut edges", "یال‌های بریده";
    SHAPE_POLSBY = "Polsby–Popper = 4π × area ÷ perimeter² = {value}. Perimeter: {perimeter}.", "پالزبی–پاپر = ۴π × مساحت ÷ مربع محیط = {value}. محیط: {perimeter}.";
    SHAPE_REOCK = "Reock = area ÷ area of the smallest circle around it = {value}. Circle: {circle}.", "ریاک = مساحت ÷ مساحت کوچک‌ترین دایرهٔ دربرگیرنده = {value}. دایره: {circle}.";
    SHAPE_HULL = "Convex-hull ratio = area ÷ area of the smallest shape without dents around it = {value}. That shape: {hull}.", "نسبت پوش محدب = مساحت ÷ مساحت کوچک‌ترین شکل بی‌فرورفتگیِ دور آن = {value}. آن شکل: {hull}.";
    SHAPE_CUT = "Cut edges: {count}. So many borders between areas part it from others.", "یال‌های بریده: {count}. این تعداد مرز میان ناحیه‌ها آن را از دیگران جدا می‌کند.";
    SHAPE_INPUTS = "Areas: {areas}. Together they measure {area}.", "ناحیه‌ها: {areas}. مساحتشان روی هم {area} است.";
    SHAPE_FORMULA_POLSBY = "Polsby–Popper = 4π × area ÷ perimeter². A circle has 1, a square 0.79.", "پالزبی–پاپر = ۴π × مساحت ÷ مربع محیط. دایره ۱ دارد و مربع ۰٫۷۹.";
    SHAPE_FORMULA_REOCK = "Reock = area ÷ area of the smallest circle around it. A circle has 1, a square 0.64.", "ریاک = مساحت ÷ مساحت کوچک‌ترین دایرهٔ دربرگیرنده. دایره ۱ دارد و مربع ۰٫۶۴.";
    SHAPE_FORMULA_HULL = "Convex-hull ratio = area ÷ area of the smallest shape without dents around it. Whatever has no dents has 1.", "نسبت پوش محدب = مساحت ÷ مساحت کوچک‌ترین شکل بی‌فرورفتگیِ دور آن. هر شکل بی‌فرورفتگی ۱ دارد.";
    SHAPE_MEAN = "Mean of {count} {count:territory|territories}: {value}.", "میانگین {count} منطقه: {value}.";
    CUT_WHAT = "How many pairs of neighbouring areas a border between territories parts. Fewer is smoother; no map projection can distort it.", "مرز میان مناطق چند جفت ناحیهٔ همسایه را از هم جدا می‌کند. هرچه کمتر، هموارتر؛ هیچ تصویر نقشه‌ای آن را دگرگون نمی‌کند.";
    CUT_INPUTS = "Pairs of neighbouring areas with customers that are parted: {count}.", "جفت ناحیه‌های همسایهٔ دارای مشتری که از هم جدا شده‌اند: {count}.";
    SHAPE_PLANE = "Areas are measured on an equal-area map round the territory (Lambert), perimeters along the globe, both as detailed as the outlines are. Areas without customers belong to nobody; customers outside every area do not count.", "مساحت روی نقشه‌ای هم‌مساحت دور همان منطقه (لامبرت) و محیط روی کرهٔ زمین اندازه گرفته می‌شود، هر دو با ریزی مرزهای نقشه. ناحیهٔ بی‌مشتری از آنِ کسی نیست و مشتریان بیرون از ناحیه‌ها به شمار نمی‌آیند.";
    SHAPE_SOURCE = "Sources: Polsby and Popper (1991); Reock (1961). More on the page “Method”.", "منبع: پالزبی و پاپر (۱۹۹۱)؛ ریاک (۱۹۶۱). توضیح بیشتر در صفحهٔ «روش».";
    SHAPE_POINTS = "Not known: in this scenario customers of one area belong to different territories. Such territories are points on the map and have no outline; nothing is made up for them. Share out whole provinces or areas in “Balance…” to see figures of shape.", "نامعلوم: در این سناریو مشتریان یک ناحیه در مناطق گوناگون‌اند. چنین منطقه‌ای نقطه‌هایی روی نقشه است و مرزی ندارد؛ برایش رقمی ساخته نمی‌شود. برای دیدن شکل، در «توازن…» استان‌ها یا نواحی کامل را تقسیم کنید.";
    SHAPE_NO_MAP = "Not known: there are no outlines of areas that customers lie in. Choose outlines in the map’s settings.", "نامعلوم: مرز ناحیه‌ای که مشتریان در آن باشند در دست نیست. در تنظیمات نقشه مرزها را برگزینید.";
    SHAPE_NO_AREA = "Not known: there is no area in which most customers are this territory’s.", "نامعلوم: ناحیه‌ای نیست که بیشتر مشتریانش از آنِ این منطقه باشند.";
    SQUARE_KILOMETRES = "{figure} km²", "{figure} کیلومتر مربع";
}
