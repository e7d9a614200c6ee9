//! The words of files of results: columns, units, what may be wrong and what to do, and the template.

use super::columns::ResultColumn;
use super::finding::{ResultFinding, ResultProblem};
use super::{ReadUnit, ResultsRead};
use crate::document::Plan;
use crate::domain::{Currency, YearMonth};
use crate::exchange::export_table::{ExportCell, ExportTable};
use crate::exchange::phrases::{count, place_text, unit_name};
use crate::locale::{Language, Text};

crate::texts! {
    SELLER = "Seller", "کارشناس فروش";
    MONTH = "Month", "ماه";
    ACTIVE_SHARE = "Active share", "سهم حضور";
    QUOTA_SALES = "Sales quota", "هدف فروش";
    QUOTA_COLLECTION = "Collection quota", "هدف وصول";
    QUOTA_QUANTITY = "Quantity quota", "هدف تعداد";
    DEAL = "Deal", "شماره فاکتور";
    GROSS = "List value invoiced", "مبلغ فهرست فاکتور";
    DISCOUNT = "Discount", "تخفیف";
    SHIPPING = "Shipping", "کرایه حمل";
    COLLECTED = "Collected", "وصول";
    QUANTITY = "Quantity", "تعداد";
    CAMPAIGN = "Campaign", "پاداش مقطعی";
    PRODUCT_LINE = "Product line", "خط محصول";
    SEGMENT = "Segment", "بخش بازار";
    RETURNED = "Returned", "برگشت از فروش";
    RETURNED_QUANTITY = "Returned quantity", "تعداد برگشتی";
    SOLD_IN = "Sold in", "ماه فروش برگشتی";
    RETURNED_DEAL = "Returned deal", "فاکتور برگشتی";
    PAID_FOR_RETURNED = "Paid for returned", "پورسانت پرداختی برگشتی";
    SHEET = "Results", "کارکرد";
    SMALLEST = "whole smallest units", "کوچک‌ترین واحد پول";
    NO_ROWS = "There are no rows with results. Fill in the template and read it again.", "سطری با کارکرد در آن نیست. الگو را پر کنید و دوباره بخوانید.";
    COLUMN_MISSING = "No column is called “{column}”. Name it so, or use the template.", "هیچ ستونی «{column}» نام ندارد. نام آن را چنین بنویسید یا از الگو استفاده کنید.";
    COLUMN_UNKNOWN = "The name of this column is not known, so it is left out. Rename it as in the template if it is needed.", "نام این ستون شناخته نیست و کنار گذاشته می‌شود. اگر لازم است نام آن را مانند الگو بنویسید.";
    COLUMN_TWICE = "An earlier column says the same, so this one is left out. Remove one of the two.", "ستون پیشین همین معنا را دارد و این یکی کنار گذاشته می‌شود. یکی را حذف کنید.";
    UNREADABLE_LETTERS = "Some letters cannot be read. Save the file as UTF-8 or XLSX and read it again.", "بعضی حروف خوانده نمی‌شود. فایل را با UTF-8 یا XLSX ذخیره کنید و دوباره بخوانید.";
    AMBIGUOUS_NUMBERS = "Whether point or comma parts decimals here cannot be told for certain. Check the amounts below.", "معلوم نیست نقطه اعشار را جدا می‌کند یا ویرگول. مبلغ‌های پایین را بررسی کنید.";
    FAR_ABOVE_QUOTAS = "The results of this file are {times} times the quotas that they stand against. Check in which unit each column is.", "کارکرد این فایل {times} برابر هدف‌هایی است که با آن سنجیده می‌شود. واحد هر ستون را بررسی کنید.";
    FAR_BELOW_QUOTAS = "The quotas are {times} times the results of this file that stand against them. Check in which unit each column is.", "هدف‌ها {times} برابر کارکرد این فایل است که با آن سنجیده می‌شود. واحد هر ستون را بررسی کنید.";
    NO_SELLER = "No seller is named. Write an identifier or a name.", "کارشناس نوشته نشده است. کد یا نام او را بنویسید.";
    UNKNOWN_SELLER = "Nobody in the team has the identifier or name “{text}”. Correct it, or add the person to the team.", "کسی در تیم با کد یا نام «{text}» نیست. آن را درست کنید یا او را به تیم بیفزایید.";
    SEVERAL_SELLERS = "Several people are called “{text}”. Write the identifier instead.", "چند نفر «{text}» نام دارند. به جای آن کد را بنویسید.";
    NO_MONTH = "No month is given. Write one, such as 1404-01.", "ماه نوشته نشده است. آن را بنویسید، مانند ۱۴۰۴/۰۱.";
    UNKNOWN_MONTH = "“{text}” is no month of the plan’s calendar. Write year and month, such as {example}.", "«{text}» ماهی از تقویم برنامه نیست. سال و ماه را بنویسید، مانند {example}.";
    NOT_A_NUMBER = "“{text}” is no number. Write it in digits, or leave the cell empty.", "«{text}» عدد نیست. آن را با رقم بنویسید یا خانه را خالی بگذارید.";
    NOT_WHOLE = "“{text}” is no whole number of pieces.", "«{text}» تعداد درستی نیست. عدد صحیح بنویسید.";
    TOO_LARGE = "“{text}” is too large. Check the unit of the amounts.", "«{text}» بیش از اندازه بزرگ است. واحد مبلغ‌ها را بررسی کنید.";
    NEGATIVE = "“{text}” is below zero. Write what came back in the column of returns, with the month of its sale.", "«{text}» منفی است. آنچه برگشته را در ستون برگشت از فروش، با ماه فروش آن، بنویسید.";
    NOT_A_SHARE = "“{text}” is no share. Write a number from 0 to 1, or a percentage up to 100.", "«{text}» سهم نیست. عددی از ۰ تا ۱ یا درصدی تا ۱۰۰ بنویسید.";
    DISCOUNT_ABOVE_VALUE = "The discount is larger than the value invoiced. The value is that before the discount.", "تخفیف از مبلغ فاکتور بیشتر است. مبلغ فاکتور پیش از تخفیف نوشته می‌شود.";
    SOLD_IN_MISSING = "Something came back; say in which month it was sold.", "چیزی برگشته است؛ ماه فروش آن را بنویسید.";
    RETURNED_BEFORE_SOLD = "It came back before it was sold. Correct one of the two months.", "پیش از فروش برگشته است. یکی از دو ماه را درست کنید.";
    OTHER_QUOTA = "Row {row} gives another quota for this month. Keep one of the two.", "سطر {row} برای این ماه هدف دیگری دارد. یکی را نگه دارید.";
    REPEATED = "It says the same as row {row}, so it counts once. If it is another sale, give each its number.", "همان سطر {row} است و یک بار شمرده می‌شود. اگر فروش دیگری است شمارهٔ هر یک را بنویسید.";
    SUM_ROW = "“{text}” adds up other rows and is left out.", "«{text}» جمع سطرهای دیگر است و کنار گذاشته می‌شود.";
}

/// The name of a column, as the template has it.
pub fn column_name(column: ResultColumn) -> Text {
    match column {
        ResultColumn::Seller => SELLER,
        ResultColumn::Month => MONTH,
        ResultColumn::ActiveShare => ACTIVE_SHARE,
        ResultColumn::QuotaSales => QUOTA_SALES,
        ResultColumn::QuotaCollection => QUOTA_COLLECTION,
        ResultColumn::QuotaQuantity => QUOTA_QUANTITY,
        ResultColumn::Deal => DEAL,
        ResultColumn::Gross => GROSS,
        ResultColumn::Discount => DISCOUNT,
        ResultColumn::Shipping => SHIPPING,
        ResultColumn::Collected => COLLECTED,
        ResultColumn::Quantity => QUANTITY,
        ResultColumn::Campaign => CAMPAIGN,
        ResultColumn::ProductLine => PRODUCT_LINE,
        ResultColumn::Segment => SEGMENT,
        ResultColumn::Returned => RETURNED,
        ResultColumn::ReturnedQuantity => RETURNED_QUANTITY,
        ResultColumn::SoldIn => SOLD_IN,
        ResultColumn::ReturnedDeal => RETURNED_DEAL,
        ResultColumn::PaidForReturned => PAID_FOR_RETURNED,
    }
}

/// A unit in words.
pub fn read_unit_name(unit: ReadUnit, currency: Currency, language: Language) -> String {
    match unit {
        ReadUnit::Smallest => SMALLEST.get(language).to_owned(),
        ReadUnit::Shown(unit) => unit_name(unit, currency, language),
    }
}

/// Where a finding is.
pub fn place_of_result(finding: &ResultFinding, language: Language) -> String {
    place_text(finding.row, finding.column.as_ref(), language)
}

/// What a finding says, and what to do. `example` is a month of the plan as it may be written.
pub fn phrase_result(problem: &ResultProblem, example: &str, language: Language) -> String {
    let plain = |text: Text| text.get(language).to_owned();
    let told = |text: Text, words: &str| text.fill(language, &[("text", words)]);
    let row = |text: Text, row: u32| text.fill(language, &[("row", &count(row, language))]);
    match problem {
        ResultProblem::NoRows => plain(NO_ROWS),
        ResultProblem::ColumnMissing { column } => COLUMN_MISSING.fill(language, &[("column", column_name(*column).get(language))]),
        ResultProblem::ColumnUnknown => plain(COLUMN_UNKNOWN),
        ResultProblem::ColumnTwice => plain(COLUMN_TWICE),
        ResultProblem::UnreadableLetters => plain(UNREADABLE_LETTERS),
        ResultProblem::AmbiguousNumbers => plain(AMBIGUOUS_NUMBERS),
        ResultProblem::FarAboveQuotas { times } => FAR_ABOVE_QUOTAS.fill(language, &[("times", &count(*times, language))]),
        ResultProblem::FarBelowQuotas { times } => FAR_BELOW_QUOTAS.fill(language, &[("times", &count(*times, language))]),
        ResultProblem::NoSeller => plain(NO_SELLER),
        ResultProblem::UnknownSeller { text } => told(UNKNOWN_SELLER, text),
        ResultProblem::SeveralSellers { text } => told(SEVERAL_SELLERS, text),
        ResultProblem::NoMonth => plain(NO_MONTH),
        ResultProblem::UnknownMonth { text } => UNKNOWN_MONTH.fill(language, &[("text", text), ("example", example)]),
        ResultProblem::NotANumber { text } => told(NOT_A_NUMBER, text),
        ResultProblem::NotWhole { text } => told(NOT_WHOLE, text),
        ResultProblem::TooLarge { text } => told(TOO_LARGE, text),
        ResultProblem::Negative { text } => told(NEGATIVE, text),
        ResultProblem::NotAShare { text } => told(NOT_A_SHARE, text),
        ResultProblem::DiscountAboveValue => plain(DISCOUNT_ABOVE_VALUE),
        ResultProblem::SoldInMissing => plain(SOLD_IN_MISSING),
        ResultProblem::ReturnedBeforeSold => plain(RETURNED_BEFORE_SOLD),
        ResultProblem::OtherQuota { earlier_row } => row(OTHER_QUOTA, *earlier_row),
        ResultProblem::Repeated { earlier_row } => row(REPEATED, *earlier_row),
        ResultProblem::SumRow { text } => told(SUM_ROW, text),
    }
}

/// The units that the columns of money are read in, each once.
pub fn units_of(read: &ResultsRead) -> Vec<ReadUnit> {
    let mut units: Vec<ReadUnit> = Vec::new();
    for unit in read.columns.iter().filter_map(|column| column.unit) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

/// Whether a unit is assumed for a column of money, as the file names none for it.
pub fn is_unit_assumed(read: &ResultsRead) -> bool {
    read.columns.iter().any(|column| column.column.is_some() && column.is_unit_assumed)
}

/// A table to fill in: a row for every seller and month of a fiscal year, in the plan's language and unit. Rows that stay
/// empty are left out when it is read.
pub fn template(plan: &Plan, first_month: YearMonth) -> ExportTable {
    let settings = &plan.settings;
    let unit = unit_name(settings.display_unit, settings.currency, settings.language);
    let header = |column: ResultColumn| {
        let name = column_name(column).get(settings.language);
        if column.is_money() { format!("{name} ({unit})") } else { name.to_owned() }
    };
    let mut rows = Vec::new();
    for person in plan.people.iter() {
        for month in 0..12 {
            let month = first_month.plus_months(month);
            let mut row = vec![ExportCell::Empty; ResultColumn::ALL.len()];
            row[0] = ExportCell::text(person.code.as_deref().unwrap_or(&person.name));
            row[1] = ExportCell::text(&format!("{:04}-{:02}", month.year, month.month));
            rows.push(row);
        }
    }
    ExportTable { name: SHEET.get(settings.language).to_owned(), headers: ResultColumn::ALL.map(header).to_vec(), rows }
}
