//! The Iranian sample: a distributor of fast-moving goods. Firm, people and customers are invented.

use super::dice::Dice;
use super::iran_cities::CITIES;
use super::market::{Channel, City, ExtraHeaders, KeptChain, Market, Seller};
use crate::domain::{CalendarKind, Coordinates, Currency, DisplayUnit, YearMonth};
use crate::locale::{Language, place_names};

/// Rials in a million tomans.
const MILLION_TOMAN: f64 = 10_000_000.0;

pub(super) static MARKET: Market = Market {
    language: Language::Persian,
    country: "irn",
    currency: Currency::Irr,
    display_unit: DisplayUnit::MillionToman,
    calendar: CalendarKind::SolarHijri,
    plan_id: "sample-distribution-iran",
    plan_name: "برنامهٔ پخش ۱۴۰۵",
    // Noon in Tehran on 5 Farvardin 1405.
    saved_at_milliseconds: 1_774_427_400_000.0,
    seed: 1405,
    account_count: 600,
    first_month: YearMonth { year: 1403, month: 1 },
    season: [0.72, 0.93, 0.98, 1.03, 1.06, 1.04, 0.96, 0.94, 0.97, 0.95, 1.08, 1.5],
    growth: 1.34,
    province,
    cities: CITIES,
    territories: &[
        "تهران شمال",
        "تهران جنوب",
        "تهران غرب",
        "البرز و قزوین",
        "گیلان و زنجان",
        "مازندران و گلستان",
        "آذربایجان و اردبیل",
        "کردستان، کرمانشاه و همدان",
        "قم، مرکزی و لرستان",
        "اصفهان و یزد",
        "خوزستان و ایلام",
        "فارس و بوشهر",
        "کرمان، هرمزگان و سیستان",
        "خراسان و سمنان",
    ],
    sellers: &[
        seller("مریم احمدی", 1.0, 0.08),
        seller("علی‌رضا کریمی", 1.0, -0.04),
        seller("سارا محمدی", 1.0, 0.05),
        seller("حسین رضایی", 1.0, 0.0),
        seller("نرگس صادقی", 0.6, 0.03),
        seller("مهدی قاسمی", 1.0, 0.06),
        seller("بهزاد مرادی", 1.0, -0.06),
        seller("کیوان رستمی", 1.0, -0.02),
        seller("فاطمه نوری", 1.0, 0.04),
        seller("امیرحسین یزدانی", 1.0, 0.02),
        seller("سعید طاهری", 1.0, -0.08),
        seller("لیلا شریفی", 1.0, 0.07),
        seller("یونس بلوچ‌زاده", 0.75, -0.03),
        seller("الهام جعفری", 1.0, -0.05),
    ],
    channels: &[
        channel("سوپرمارکت", 46.0, 170.0, 0.55, 25),
        channel("هایپرمارکت", 6.0, 900.0, 0.5, 55),
        channel("عمده‌فروشی", 9.0, 750.0, 0.6, 40),
        channel("داروخانه", 8.0, 130.0, 0.45, 20),
        channel("رستوران و کافه", 11.0, 140.0, 0.6, 30),
        channel("لبنیات و پروتئین", 9.0, 150.0, 0.5, 20),
        channel("آجیل و خشکبار", 6.0, 110.0, 0.5, 20),
        channel("تعاونی مصرف", 5.0, 320.0, 0.5, 35),
    ],
    segment_limits: [480.0 * MILLION_TOMAN, 170.0 * MILLION_TOMAN],
    potential_step: 10_000_000,
    sales_step: 100_000,
    code_prefix: "M-",
    payment_terms: &["نقدی", "نقدی", "چک ۳۰ روزه", "چک ۳۰ روزه", "چک ۶۰ روزه", "اعتباری"],
    headers: ExtraHeaders { channel: "کانال", payment: "شرایط پرداخت", city: "شهر" },
    name,
    kept_chain: KeptChain {
        name: "هایپر آوند، شعبهٔ",
        channel: 1,
        territory: 0,
        cities: &["تهران (شمال)", "تهران (غرب)", "تهران (جنوب)", "کرج", "قزوین", "قم", "ساری", "اصفهان", "مشهد"],
    },
};

const fn seller(name: &'static str, working_time_share: f64, skill: f64) -> Seller {
    Seller { name, working_time_share, skill }
}

const fn channel(label: &'static str, weight: f64, million_tomans: f64, deviation: f64, minutes_per_visit: u32) -> Channel {
    Channel { label, weight, median_potential: million_tomans * MILLION_TOMAN, deviation, minutes_per_visit }
}

fn province(key: &str) -> Option<(&'static str, Coordinates)> {
    place_names::iran_province_of_key(key).map(|province| (province.fa, province.centre))
}

#[rustfmt::skip]
const SURNAMES: &[&str] = &[
    "محمدی", "حسینی", "احمدی", "رضایی", "کریمی", "موسوی", "جعفری", "قاسمی", "رحیمی", "صادقی", "ابراهیمی", "کاظمی", "نوری", "عباسی",
    "طاهری", "شریفی", "سلطانی", "میرزایی", "خسروی", "یزدانی", "ملکی", "بهرامی", "فرهادی", "زارع", "امیری", "داوودی", "حیدری", "اکبری",
    "شفیعی", "رستمی", "نجفی", "توکلی", "فلاح", "باقری", "صالحی", "علی‌پور", "محمدپور", "نیک‌نام", "پاک‌نژاد", "خوش‌قدم", "تقوی", "رنجبر",
    "فتحی", "غلامی", "یوسفی", "اسدی", "مرادی", "نظری", "قربانی", "شجاعی", "ایزدی", "معصومی", "سهرابی", "عزیزی", "کمالی", "پورحسن",
    "شکوهی", "دهقان", "صفری", "بیات", "افشار", "زند", "میرشکار", "حاج‌محمدی", "ملازاده", "شیخ‌زاده",
];
#[rustfmt::skip]
const SHOP_WORDS: &[&str] = &[
    "آفتاب", "بهار", "ستاره", "مهتاب", "سپیده", "شقایق", "نیلوفر", "یاس", "لاله", "سپهر", "کوهستان", "آبشار", "دریا", "باران", "پارسیان",
    "آریا", "ایرانیان", "مهر", "امید", "آرمان", "برکت", "فراوان", "تک", "نگین", "الماس", "پرستو", "صدف", "مروارید", "گلستان", "باغ", "بوستان",
    "پردیس", "نسیم", "سحر", "شبنم", "طلوع", "رویال", "هفت‌خوان", "سیب سرخ", "خانهٔ سبز", "دوستان", "همسایه", "یکتا", "مهرگان", "نوروز",
];
/// What comes first in the name of a shop, by channel.
#[rustfmt::skip]
const KINDS: [&[&str]; 8] = [
    &["سوپرمارکت", "سوپرمارکت", "سوپر", "فروشگاه", "مینی‌مارکت", "خواروبارفروشی"],
    &["هایپرمارکت", "هایپر", "فروشگاه بزرگ"],
    &["عمده‌فروشی", "بنکداری", "پخش مواد غذایی", "بازرگانی"],
    &["داروخانهٔ دکتر", "داروخانهٔ دکتر", "داروخانهٔ شبانه‌روزی"],
    &["رستوران", "کافه", "کبابی", "چلوکبابی", "کافه‌رستوران", "تهیهٔ غذای"],
    &["لبنیاتی", "پروتئین", "مواد پروتئینی", "لبنیات سنتی"],
    &["آجیل و خشکبار", "آجیل‌فروشی", "خشکبار"],
    &["تعاونی مصرف کارکنان", "تعاونی مصرف فرهنگیان", "تعاونی مصرف"],
];
/// The channel of pharmacies, which carry surnames.
const PHARMACY: usize = 3;
/// The channel of cooperatives, which carry the name of their town or of a word.
const COOPERATIVE: usize = 7;

/// «سوپرمارکت آفتاب»، «عمده‌فروشی برادران کریمی»، «رستوران نسیم ساری».
fn name(dice: &mut Dice, channel: usize, city: &City) -> String {
    let kind = *dice.choice(KINDS[channel]);
    let surname = *dice.choice(SURNAMES);
    let word = *dice.choice(SHOP_WORDS);
    let town = city.name.split(" (").next().unwrap_or(city.name);
    let roll = dice.uniform();
    match channel {
        PHARMACY if kind.ends_with("دکتر") => format!("{kind} {surname}"),
        COOPERATIVE if roll < 0.7 => format!("{kind} {town}"),
        COOPERATIVE => format!("{kind} {word}"),
        _ if roll < 0.4 => format!("{kind} {word}"),
        _ if roll < 0.65 => format!("{kind} {surname}"),
        _ if roll < 0.75 => format!("{kind} برادران {surname}"),
        _ => format!("{kind} {word} {town}"),
    }
}
