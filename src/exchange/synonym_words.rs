//! The words by which files name their columns, in English and Persian. Recognising them is in
//! [`super::synonyms`].

use super::mapping::Field;

/// Words that name a field, the plainest first. Matching folds spelling, spaces, joiners and punctuation.
#[rustfmt::skip]
pub(super) const SYNONYMS: &[(Field, &[&str])] = &[
    (Field::Name, &[
        "name", "customer name", "account name", "client name", "company name", "company", "customer", "account",
        "client", "store name", "shop name", "outlet name", "business name", "title", "organisation", "organization",
        "نام مشتری", "نام", "نام شرکت", "مشتری", "نام فروشگاه", "فروشگاه", "نام حساب", "نام طرف حساب", "طرف حساب",
        "عنوان", "عنوان مشتری", "شرح مشتری", "نام و نام خانوادگی", "نام مغازه", "نام خریدار", "خریدار", "شرکت",
        "نام تفصیلی", "نام پذیرنده", "تابلو", "نام تابلو", "نام واحد صنفی", "شرح تفصیلی",
    ]),
    (Field::Identifier, &[
        "id", "identifier", "code", "customer id", "account id", "client id", "customer code", "account code",
        "customer number", "account number", "customer no", "account no", "cust id", "cust no", "acct id",
        "store id", "outlet code", "external id", "crm id", "key", "uid", "کد مشتری", "کد", "شناسه", "شناسه مشتری",
        "شماره مشتری", "کد حساب", "کد تفصیلی", "کد طرف حساب", "کد اشتراک", "شماره اشتراک", "کد فروشگاه", "کد خریدار",
        "کد پذیرنده", "شماره حساب",
    ]),
    (Field::Latitude, &[
        "latitude", "lat", "gps latitude", "gps lat", "geo lat", "y", "lat y", "عرض جغرافیایی", "عرض",
        "عرض جغرافیائی", "عرض نقطه", "مختصات عرض",
    ]),
    (Field::Longitude, &[
        "longitude", "lng", "lon", "long", "gps longitude", "gps lng", "gps lon", "geo lng", "geo lon", "x", "lng x",
        "طول جغرافیایی", "طول", "طول جغرافیائی", "طول نقطه", "مختصات طول",
    ]),
    (Field::Area, &[
        "province", "state", "state province", "area", "billing state", "shipping state", "governorate", "county",
        "emirate", "استان", "نام استان", "ایالت", "استان مشتری",
    ]),
    (Field::Segment, &[
        "segment", "class", "customer class", "category", "tier", "customer type", "account type", "type",
        "industry", "channel", "grade", "customer group", "group", "سگمنت", "بخش", "بخش‌بندی", "بخش بازار", "گروه",
        "گروه مشتری", "گروه مشتریان", "رده", "رده مشتری", "درجه", "درجه مشتری", "نوع مشتری", "دسته", "دسته‌بندی",
        "طبقه", "صنف", "صنعت", "کانال", "کانال فروش", "کلاس مشتری", "نوع فعالیت",
    ]),
    (Field::Potential, &[
        "potential", "sales potential", "annual potential", "potential revenue", "potential value",
        "market potential", "opportunity", "opportunity value", "estimated potential", "پتانسیل", "پتانسیل فروش",
        "پتانسیل خرید", "ظرفیت خرید", "پتانسیل سالانه", "برآورد خرید", "فروش بالقوه",
    ]),
    (Field::Sales, &[
        "sales", "annual sales", "sales last year", "last year sales", "revenue", "annual revenue",
        "last year revenue", "turnover", "sales amount", "net sales", "total sales", "net revenue", "gross sales",
        "gross revenue", "total revenue", "revenue last year", "amount", "billing", "billings",
        "arr", "فروش", "مبلغ فروش", "فروش سال گذشته", "فروش سالانه", "فروش پارسال", "فروش سال قبل", "فروش خالص",
        "خالص فروش", "جمع فروش", "کل فروش", "مبلغ خرید", "خرید سالانه", "خرید سال گذشته", "خرید", "مبلغ", "گردش",
        "درآمد", "مبلغ خالص", "فروش ریالی",
    ]),
    (Field::WorkloadHours, &[
        "workload", "workload hours", "hours", "service hours", "hours per year", "annual hours", "time needed",
        "حجم کار", "ساعت کار", "ساعت", "ساعات", "ساعت در سال", "زمان لازم", "زمان خدمت", "ساعت خدمت", "نفرساعت",
    ]),
    (Field::Visits, &[
        "visits", "visits per year", "annual visits", "visit frequency", "call frequency", "calls per year",
        "calls", "annual calls", "number of calls",
        "number of visits", "تعداد ویزیت", "ویزیت", "ویزیت در سال", "تعداد بازدید", "بازدید", "بازدید در سال",
        "دفعات ویزیت", "تعداد مراجعه", "مراجعه در سال",
    ]),
    (Field::MinutesPerVisit, &[
        "minutes per visit", "visit minutes", "visit duration", "minutes", "time per visit", "call duration",
        "visit length", "دقیقه", "دقیقه هر ویزیت", "مدت ویزیت", "زمان هر ویزیت", "زمان ویزیت", "مدت هر ویزیت",
        "مدت بازدید", "دقیقه در هر ویزیت",
    ]),
    (Field::Seller, &[
        "seller", "sales rep", "rep", "salesperson", "sales person", "sales representative", "representative",
        "owner", "account owner", "account manager", "account executive", "rep name", "agent", "sales agent",
        "salesman", "فروشنده", "نام فروشنده", "ویزیتور", "نام ویزیتور", "کارشناس فروش", "کارشناس", "بازاریاب",
        "نام بازاریاب", "نماینده فروش", "مسئول فروش", "مسئول", "کارمند فروش", "مالک", "مسئول حساب", "راهبر فروش",
    ]),
    (Field::Territory, &[
        "territory", "sales territory", "territory name", "region", "zone", "district", "route", "sales region",
        "beat", "منطقه", "منطقه فروش", "نام منطقه", "مسیر", "مسیر ویزیت", "نام مسیر", "محدوده", "محدوده فروش",
        "حوزه", "ناحیه", "قلمرو", "لاین",
    ]),
    (Field::Fixed, &[
        "fixed", "locked", "is fixed", "pinned", "keep with seller", "house account", "ثابت", "قفل", "قفل شده",
        "بدون جابه‌جایی",
    ]),
    (Field::CustomerSince, &[
        "customer since", "client since", "account since", "since", "start date", "relationship start", "join date",
        "joined", "date joined", "member since", "onboarding date", "onboarded", "first order date", "first order",
        "first purchase", "first purchase date", "first sale date", "account opened", "opening date", "open date",
        "مشتری از تاریخ", "مشتری از", "تاریخ شروع همکاری", "شروع همکاری", "آغاز همکاری", "تاریخ آغاز همکاری",
        "تاریخ عضویت", "تاریخ اولین خرید", "اولین خرید", "تاریخ اولین فاکتور", "تاریخ افتتاح حساب",
        "تاریخ تشکیل پرونده", "تاریخ جذب", "تاریخ جذب مشتری", "تاریخ شروع", "تاریخ ثبت مشتری", "سابقه همکاری از",
    ]),
];

/// Names of the place of an account that are narrower than an area: taken only where no better column is.
#[rustfmt::skip]
pub(super) const CITIES: &[&str] = &[
    "city", "town", "billing city", "شهر", "نام شهر", "شهرستان",
];

/// Words that make a header something else than the field whose word it also has.
#[rustfmt::skip]
pub(super) const DISQUALIFIERS: &[&str] = &[
    "phone", "mobile", "tel", "fax", "email", "date", "address", "manager name", "تلفن", "موبایل", "همراه", "آدرس",
    "نشانی", "تاریخ", "ایمیل", "ملی", "پستی", "اقتصادی", "ثبت", "postal", "zip",
];
