//! Words of the list of plans and of keeping plans.

crate::texts! {
    TITLE = "Your plans stay on this machine.", "برنامه‌های شما روی همین دستگاه می‌ماند.";
    SUBTITLE = "Bring a customer list, divide it into fair territories, correct by hand, keep the file. Nothing is sent anywhere.", "فهرست مشتریان را بیاورید، به مناطق منصفانه تقسیم کنید، با دست اصلاح کنید و پرونده را نگه دارید. هیچ داده‌ای جایی فرستاده نمی‌شود.";
    YOUR_PLANS = "Your plans", "برنامه‌های شما";
    SAMPLES = "Sample plans", "برنامه‌های نمونه";
    SAMPLES_WHY = "To try everything at once; kept apart from your own plans.", "برای آزمودن همه‌چیز؛ جدا از برنامه‌های خودتان نگه داشته می‌شود.";
    NEW_PLAN = "New plan…", "برنامهٔ تازه…";
    NEW_PLAN_TITLE = "New plan", "برنامهٔ تازه";
    NEW_PLAN_NAME = "Name of the plan", "نام برنامه";
    NEW_PLAN_DEFAULT = "Sales plan", "برنامهٔ فروش";
    NO_PLANS = "No plans yet", "هنوز برنامه‌ای نیست";
    NO_PLANS_WHY = "A plan holds your customers, territories and scenarios. Make one, or open a sample to look around.", "برنامه، مشتریان و مناطق و سناریوهای شما را نگه می‌دارد. یکی بسازید یا نمونه‌ای را باز کنید.";
    OPEN = "Open", "باز کردن";
    ACCOUNTS = "{count} {count:customer|customers}", "{count} مشتری";
    SAVED_AT = "Saved {when}", "ذخیره‌شده در {when}";
    DELETE_PLAN = "Delete plan “{name}”", "حذف برنامهٔ «{name}»";
    DELETE_PLAN_SURE = "Delete for good?", "برای همیشه حذف شود؟";
    SAMPLE_IRAN = "Food distributor in Iran", "پخش مواد غذایی در ایران";
    SAMPLE_IRAN_WHY = "600 customers, 14 sellers, in Persian", "۶۰۰ مشتری، ۱۴ فروشنده، به فارسی";
    SAMPLE_USA = "Medical devices in the United States", "تجهیزات پزشکی در ایالات متحده";
    SAMPLE_USA_WHY = "About 400 customers, 10 sellers, in English", "حدود ۴۰۰ مشتری، ۱۰ فروشنده، به انگلیسی";
    RESTART_SAMPLE = "Start afresh…", "شروع از نو…";
    RESTART_SAMPLE_LABEL = "Start afresh: {name}", "شروع از نو: {name}";
    RESTART_SAMPLE_SURE = "Your changes in it are lost.", "تغییرهای شما در آن از دست می‌رود.";
    RESTART_SAMPLE_YES = "Start afresh", "از نو شروع شود";
    ERASE = "Delete all my data…", "حذف همهٔ داده‌های من…";
    ERASE_SURE = "Yes, delete every plan and setting", "بله، همهٔ برنامه‌ها و تنظیم‌ها حذف شود";
    ERASED = "Everything this app kept here is deleted.", "هر آنچه این برنامه اینجا نگه داشته بود حذف شد.";
    STORAGE_FAILED = "The browser’s storage did not answer: {why}", "حافظهٔ مرورگر پاسخ نداد: {why}";
    OPEN_FAILED = "{file} was not opened. {why}", "{file} باز نشد. {why}";
    NOT_A_PLAN = "It is not a Qalamro plan file. Customer lists (CSV, Excel) come in with “Import customers” inside a plan.", "این پروندهٔ برنامهٔ قلمرو نیست. فهرست مشتریان (CSV یا اکسل) را درون برنامه با «ورود مشتریان» بیاورید.";
    FILE_TOO_LARGE = "It is larger than {megabytes} MB.", "بزرگ‌تر از {megabytes} مگابایت است.";
    FILE_DAMAGED = "The file is damaged: its checksum does not agree with its content. Try an older copy.", "پرونده آسیب دیده است: محتوای آن با رقم کنترلی‌اش نمی‌خواند. نسخهٔ قدیمی‌تری را بیازمایید.";
    FILE_NEWER = "It was saved by a newer version of Qalamro. Reload the page to get the newest version, then open it again.", "با نسخهٔ تازه‌تری از قلمرو ذخیره شده است. صفحه را دوباره باز کنید تا تازه‌ترین نسخه بیاید، سپس دوباره بازش کنید.";
    FILE_UNREADABLE = "Its content cannot be read ({detail}).", "محتوای آن خوانده نمی‌شود ({detail}).";
    STORE_FULL = "the storage is full.", "حافظه پر است.";
    STORE_OVERTAKEN = "another tab saved this plan in the meantime.", "زبانهٔ دیگری در این میان این برنامه را ذخیره کرده است.";
    STORE_MISSING = "the plan was deleted in another tab.", "برنامه در زبانهٔ دیگری حذف شده است.";
    STORE_BLOCKED = "another tab uses an older version of the app; close it.", "زبانهٔ دیگری نسخهٔ قدیمی‌تر برنامه را باز دارد؛ آن را ببندید.";
    STORE_UNAVAILABLE = "the browser gives this page no storage (a private window?).", "مرورگر به این صفحه حافظه نمی‌دهد (پنجرهٔ خصوصی؟).";
    RECOVERY_TITLE = "The plan “{name}” cannot be opened", "برنامهٔ «{name}» باز نمی‌شود";
    RECOVERY_WHY = "{why} Nothing was overwritten. These are its stored versions:", "{why} چیزی رونویسی نشد. نسخه‌های ذخیره‌شدهٔ آن:";
    RECOVERY_RESTORE = "Restore this version", "بازگرداندن این نسخه";
    RECOVERY_EXPORT = "Save its bytes to a file", "ذخیرهٔ خودِ داده در پرونده";
    RECOVERY_UNREADABLE = "cannot be read", "خوانده نمی‌شود";
}
