//! The words by which files name their columns, in English and Persian, and recognising them. Which column gets
//! which field is decided in [`super::mapping`].

use std::collections::HashMap;

use super::mapping::Field;
use crate::domain::{Currency, DisplayUnit};
use crate::locale::exchange as words;
use crate::locale::text::fold;

/// Words that name a field, the plainest first. Matching folds spelling, spaces, joiners and punctuation.
const SYNONYMS: &[(Field, &[&str])] = &[
    (
        Field::Name,
        &[
            "name",
            "customer name",
            "account name",
            "client name",
            "company name",
            "company",
            "customer",
            "account",
            "client",
            "store name",
            "shop name",
            "outlet name",
            "business name",
            "title",
            "organisation",
            "organization",
            "نام مشتری",
            "نام",
            "نام شرکت",
            "مشتری",
            "نام فروشگاه",
            "فروشگاه",
            "نام حساب",
            "نام طرف حساب",
            "طرف حساب",
            "عنوان",
            "عنوان مشتری",
            "شرح مشتری",
            "نام و نام خانوادگی",
            "نام مغازه",
            "نام خریدار",
            "خریدار",
            "شرکت",
            "نام تفصیلی",
            "نام پذیرنده",
            "تابلو",
            "نام تابلو",
            "نام واحد صنفی",
            "شرح تفصیلی",
        ],
    ),
    (
        Field::Identifier,
        &[
            "id",
            "identifier",
            "code",
            "customer id",
            "account id",
            "client id",
            "customer code",
            "account code",
            "customer number",
            "account number",
            "customer no",
            "account no",
            "cust id",
            "cust no",
            "acct id",
            "store id",
            "outlet code",
            "external id",
            "crm id",
            "key",
            "uid",
            "کد مشتری",
            "کد",
            "شناسه",
            "شناسه مشتری",
            "شماره مشتری",
            "کد حساب",
            "کد تفصیلی",
            "کد طرف حساب",
            "کد اشتراک",
            "شماره اشتراک",
            "کد فروشگاه",
            "کد خریدار",
            "کد پذیرنده",
            "شماره حساب",
        ],
    ),
    (
        Field::Latitude,
        &[
            "latitude",
            "lat",
            "gps latitude",
            "gps lat",
            "geo lat",
            "y",
            "lat y",
            "عرض جغرافیایی",
            "عرض",
            "عرض جغرافیائی",
            "عرض نقطه",
            "مختصات عرض",
        ],
    ),
    (
        Field::Longitude,
        &[
            "longitude",
            "lng",
            "lon",
            "long",
            "gps longitude",
            "gps lng",
            "gps lon",
            "geo lng",
            "geo lon",
            "x",
            "lng x",
            "طول جغرافیایی",
            "طول",
            "طول جغرافیائی",
            "طول نقطه",
            "مختصات طول",
        ],
    ),
    (
        Field::Area,
        &[
            "province",
            "state",
            "state province",
            "area",
            "billing state",
            "shipping state",
            "governorate",
            "county",
            "emirate",
            "استان",
            "نام استان",
            "ایالت",
            "استان مشتری",
        ],
    ),
    (
        Field::Segment,
        &[
            "segment",
            "class",
            "customer class",
            "category",
            "tier",
            "customer type",
            "account type",
            "type",
            "industry",
            "channel",
            "grade",
            "customer group",
            "group",
            "سگمنت",
            "بخش",
            "بخش‌بندی",
            "بخش بازار",
            "گروه",
            "گروه مشتری",
            "گروه مشتریان",
            "رده",
            "رده مشتری",
            "درجه",
            "درجه مشتری",
            "نوع مشتری",
            "دسته",
            "دسته‌بندی",
            "طبقه",
            "صنف",
            "صنعت",
            "کانال",
            "کانال فروش",
            "کلاس مشتری",
            "نوع فعالیت",
        ],
    ),
    (
        Field::Potential,
        &[
            "potential",
            "sales potential",
            "annual potential",
            "potential revenue",
            "potential value",
            "market potential",
            "opportunity",
            "opportunity value",
            "estimated potential",
            "پتانسیل",
            "پتانسیل فروش",
            "پتانسیل خرید",
            "ظرفیت خرید",
            "پتانسیل سالانه",
            "برآورد خرید",
            "فروش بالقوه",
        ],
    ),
    (
        Field::Sales,
        &[
            "sales",
            "annual sales",
            "sales last year",
            "last year sales",
            "revenue",
            "annual revenue",
            "last year revenue",
            "turnover",
            "sales amount",
            "net sales",
            "total sales",
            "amount",
            "billing",
            "billings",
            "arr",
            "فروش",
            "مبلغ فروش",
            "فروش سال گذشته",
            "فروش سالانه",
            "فروش پارسال",
            "فروش سال قبل",
            "فروش خالص",
            "خالص فروش",
            "جمع فروش",
            "کل فروش",
            "مبلغ خرید",
            "خرید سالانه",
            "خرید سال گذشته",
            "خرید",
            "مبلغ",
            "گردش",
            "درآمد",
            "مبلغ خالص",
            "فروش ریالی",
        ],
    ),
    (
        Field::WorkloadHours,
        &[
            "workload",
            "workload hours",
            "hours",
            "service hours",
            "hours per year",
            "annual hours",
            "time needed",
            "حجم کار",
            "ساعت کار",
            "ساعت",
            "ساعات",
            "ساعت در سال",
            "زمان لازم",
            "زمان خدمت",
            "ساعت خدمت",
            "نفرساعت",
        ],
    ),
    (
        Field::Visits,
        &[
            "visits",
            "visits per year",
            "annual visits",
            "visit frequency",
            "call frequency",
            "calls per year",
            "number of visits",
            "تعداد ویزیت",
            "ویزیت",
            "ویزیت در سال",
            "تعداد بازدید",
            "بازدید",
            "بازدید در سال",
            "دفعات ویزیت",
            "تعداد مراجعه",
            "مراجعه در سال",
        ],
    ),
    (
        Field::MinutesPerVisit,
        &[
            "minutes per visit",
            "visit minutes",
            "visit duration",
            "minutes",
            "time per visit",
            "call duration",
            "visit length",
            "دقیقه",
            "دقیقه هر ویزیت",
            "مدت ویزیت",
            "زمان هر ویزیت",
            "زمان ویزیت",
            "مدت هر ویزیت",
            "مدت بازدید",
            "دقیقه در هر ویزیت",
        ],
    ),
    (
        Field::Seller,
        &[
            "seller",
            "sales rep",
            "rep",
            "salesperson",
            "sales person",
            "sales representative",
            "representative",
            "owner",
            "account owner",
            "account manager",
            "account executive",
            "rep name",
            "agent",
            "sales agent",
            "salesman",
            "فروشنده",
            "نام فروشنده",
            "ویزیتور",
            "نام ویزیتور",
            "کارشناس فروش",
            "کارشناس",
            "بازاریاب",
            "نام بازاریاب",
            "نماینده فروش",
            "مسئول فروش",
            "مسئول",
            "کارمند فروش",
            "مالک",
            "مسئول حساب",
            "راهبر فروش",
        ],
    ),
    (
        Field::Territory,
        &[
            "territory",
            "sales territory",
            "territory name",
            "region",
            "zone",
            "district",
            "route",
            "sales region",
            "beat",
            "منطقه",
            "منطقه فروش",
            "نام منطقه",
            "مسیر",
            "مسیر ویزیت",
            "نام مسیر",
            "محدوده",
            "محدوده فروش",
            "حوزه",
            "ناحیه",
            "قلمرو",
            "لاین",
        ],
    ),
    (
        Field::Fixed,
        &["fixed", "locked", "is fixed", "pinned", "keep with seller", "house account", "ثابت", "قفل", "قفل شده", "بدون جابه‌جایی"],
    ),
];

/// Names of the place of an account that are narrower than an area: taken only where no better column is.
const CITIES: &[&str] = &["city", "town", "billing city", "شهر", "نام شهر", "شهرستان"];

/// Words that make a header something else than the field whose word it also has.
const DISQUALIFIERS: &[&str] = &[
    "phone",
    "mobile",
    "tel",
    "fax",
    "email",
    "date",
    "address",
    "manager name",
    "تلفن",
    "موبایل",
    "همراه",
    "آدرس",
    "نشانی",
    "تاریخ",
    "ایمیل",
    "ملی",
    "پستی",
    "اقتصادی",
    "ثبت",
    "postal",
    "zip",
];

/// How sure a header's word is of its field; higher is surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Certainty(u32);

impl Certainty {
    const EXACT: u32 = 1_000;
    const CITY: u32 = 500;
    const WITHIN: u32 = 300;
}

/// Knows all the words, in the form in which they are compared.
pub struct Recogniser {
    exact: HashMap<String, (Field, Certainty)>,
    phrases: Vec<(String, Field)>,
    disqualifiers: Vec<String>,
}

impl Default for Recogniser {
    fn default() -> Recogniser {
        let mut exact = HashMap::new();
        let mut phrases = Vec::new();
        // The headers of our own exports come first, so that they always mean what they say.
        for field in Field::ALL {
            for language in [crate::locale::Language::English, crate::locale::Language::Persian] {
                if let Some(header) = words::export_header(field) {
                    exact.entry(compact(header.get(language))).or_insert((field, Certainty(Certainty::EXACT + 100)));
                }
            }
        }
        for (field, names) in SYNONYMS {
            for (rank, name) in names.iter().enumerate() {
                exact.entry(compact(name)).or_insert((*field, Certainty(Certainty::EXACT - rank as u32)));
                let phrase = spaced(name);
                // A single letter or a very common word says too little inside another header.
                if phrase.chars().count() > 2
                    && !matches!(
                        phrase.as_str(),
                        "title" | "type" | "code" | "key" | "long" | "مبلغ" | "عنوان" | "عرض" | "طول" | "خرید" | "مسئول"
                    )
                {
                    phrases.push((phrase, *field));
                }
            }
        }
        for name in CITIES {
            exact.entry(compact(name)).or_insert((Field::Area, Certainty(Certainty::CITY)));
        }
        phrases.sort_by(|(one, _), (other, _)| other.chars().count().cmp(&one.chars().count()));
        Recogniser { exact, phrases, disqualifiers: DISQUALIFIERS.iter().map(|word| spaced(word)).collect() }
    }
}

impl Recogniser {
    /// Whether the whole of a text, brackets aside, is a known name of a column.
    pub fn names_a_field(&self, text: &str) -> bool {
        self.exact.contains_key(&compact(text)) || self.exact.contains_key(&compact(&without_brackets(text)))
    }

    /// The field that a header names, and how surely; `None` if its words are not known.
    pub fn recognise(&self, header: &str) -> Option<(Field, Certainty)> {
        if let Some(found) = self.exact.get(&compact(header)) {
            return Some(*found);
        }
        let bare = without_brackets(header);
        if let Some((field, Certainty(certainty))) = self.exact.get(&compact(&bare)) {
            return Some((*field, Certainty(certainty - 200)));
        }
        let padded = format!(" {} ", spaced(&bare));
        let has = |phrase: &str| padded.contains(&format!(" {phrase} "));
        if self.disqualifiers.iter().any(|phrase| has(phrase)) {
            return None;
        }
        let (phrase, field) = self.phrases.iter().find(|(phrase, _)| has(phrase))?;
        Some((*field, Certainty(Certainty::WITHIN + phrase.chars().count().min(100) as u32)))
    }
}

/// The unit of money that a header names, such as `Sales (million tomans)`; `None` if it names none.
pub fn unit_in_header(header: &str, currency: Currency) -> Option<DisplayUnit> {
    let padded = format!(" {} ", spaced(header));
    let has = |words: &[&str]| words.iter().any(|word| padded.contains(&format!(" {} ", spaced(word))));
    let (million, thousand) = (has(&["میلیون", "million", "millions", "mio"]), has(&["هزار", "thousand", "thousands"]));
    if currency == Currency::Irr {
        return match (has(&["تومان", "تومن", "toman", "tomans", "irt"]), has(&["ریال", "ریالی", "rial", "rials", "irr"]))
        {
            (true, false) if million => Some(DisplayUnit::MillionToman),
            (true, false) if thousand => Some(DisplayUnit::ThousandToman),
            (true, false) => Some(DisplayUnit::Toman),
            (false, true) if million => Some(DisplayUnit::Million),
            (false, true) if thousand => Some(DisplayUnit::Thousand),
            (false, true) => Some(DisplayUnit::Main),
            _ => None,
        };
    }
    match (million, thousand) {
        (true, _) => Some(DisplayUnit::Million),
        (_, true) => Some(DisplayUnit::Thousand),
        _ => has(&[currency.code()]).then_some(DisplayUnit::Main),
    }
}

/// Folded, letters and digits only: the form in which headers are equal.
pub fn compact(header: &str) -> String {
    fold(header).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Folded, with anything but letters and digits as single spaces, and camelCase taken apart.
fn spaced(header: &str) -> String {
    let mut apart = String::with_capacity(header.len() + 8);
    let mut previous = ' ';
    for letter in header.chars() {
        if letter.is_uppercase() && previous.is_lowercase() {
            apart.push(' ');
        }
        // Joined words (بخش‌بندی) are compared by their parts as well.
        apart.push(if letter == '\u{200c}' { ' ' } else { letter });
        previous = letter;
    }
    let plain: String = fold(&apart).chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_brackets(header: &str) -> String {
    let mut depth = 0usize;
    header
        .chars()
        .filter(|letter| {
            match letter {
                '(' | '[' | '（' => depth += 1,
                ')' | ']' | '）' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn real_headers_are_recognised() {
        let recogniser = Recogniser::default();
        let cases = [
            ("نام مشتری", Field::Name),
            ("نام‌مشتري", Field::Name),
            ("Customer Name", Field::Name),
            ("customer_name", Field::Name),
            ("CustomerName", Field::Name),
            ("کد مشتری", Field::Identifier),
            ("كد مشتري", Field::Identifier),
            ("Account ID", Field::Identifier),
            ("عرض جغرافیایی", Field::Latitude),
            ("LAT", Field::Latitude),
            ("lng", Field::Longitude),
            ("طول جغرافيايي", Field::Longitude),
            ("استان", Field::Area),
            ("State", Field::Area),
            ("شهر", Field::Area),
            ("پتانسیل", Field::Potential),
            ("پتانسیل فروش (میلیون تومان)", Field::Potential),
            ("فروش سال گذشته", Field::Sales),
            ("مبلغ فروش", Field::Sales),
            ("فروش ۱۴۰۳", Field::Sales),
            ("Annual revenue", Field::Sales),
            ("Sales 2024 (USD)", Field::Sales),
            ("Visits per year", Field::Visits),
            ("تعداد ویزیت", Field::Visits),
            ("ویزیتور", Field::Seller),
            ("کارشناس فروش", Field::Seller),
            ("Sales Rep", Field::Seller),
            ("Rep", Field::Seller),
            ("منطقه", Field::Territory),
            ("مسیر", Field::Territory),
            ("Territory", Field::Territory),
            ("Minutes/visit", Field::MinutesPerVisit),
            ("گروه مشتری", Field::Segment),
            ("ثابت", Field::Fixed),
            ("Workload (hours)", Field::WorkloadHours),
        ];
        for (header, field) in cases {
            assert_eq!(recogniser.recognise(header).map(|(field, _)| field), Some(field), "{header}");
        }
        for header in ["تلفن مشتری", "Customer phone", "کد ملی", "Comments", "آدرس", "2024", "کد پستی مشتری"] {
            assert_eq!(recogniser.recognise(header), None, "{header}");
        }
    }

    #[test]
    fn units_in_headers_are_found() {
        let unit = |header| unit_in_header(header, Currency::Irr);
        assert_eq!(unit("فروش (میلیون تومان)"), Some(DisplayUnit::MillionToman));
        assert_eq!(unit("فروش به ریال"), Some(DisplayUnit::Main));
        assert_eq!(unit("فروش - هزار تومان"), Some(DisplayUnit::ThousandToman));
        assert_eq!(unit("Sales (IRR)"), Some(DisplayUnit::Main));
        assert_eq!(unit("فروش (میلیون)"), None);
        assert_eq!(unit_in_header("Revenue, thousand USD", Currency::Usd), Some(DisplayUnit::Thousand));
        assert_eq!(unit_in_header("Revenue", Currency::Usd), None);
    }
}
