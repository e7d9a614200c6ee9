//! The words of import and export: fields, findings, why a file cannot be read, and the headers of our files.

use crate::domain::{Currency, DisplayUnit};
use crate::exchange::FileError;
use crate::exchange::delimited::Delimiter;
use crate::exchange::finding::{ColumnPlace, FindingKind, ImportFinding, Severity};
use crate::exchange::mapping::Field;
use crate::locale::{Language, Text};

crate::texts! {
    FIELD_NAME = "Name", "نام مشتری";
    FIELD_IDENTIFIER = "Identifier", "کد مشتری";
    FIELD_LATITUDE = "Latitude", "عرض جغرافیایی";
    FIELD_LONGITUDE = "Longitude", "طول جغرافیایی";
    FIELD_AREA = "Province or state", "استان";
    FIELD_SEGMENT = "Segment", "بخش‌بندی";
    FIELD_POTENTIAL = "Potential", "پتانسیل فروش";
    FIELD_SALES = "Sales last year", "فروش سال گذشته";
    FIELD_WORKLOAD_HOURS = "Workload (hours a year)", "حجم کار (ساعت در سال)";
    FIELD_VISITS = "Visits a year", "تعداد ویزیت در سال";
    FIELD_MINUTES_PER_VISIT = "Minutes per visit", "دقیقه در هر ویزیت";
    FIELD_SELLER = "Seller", "کارشناس فروش";
    FIELD_TERRITORY = "Territory", "منطقه فروش";
    FIELD_FIXED = "Fixed", "ثابت";
    FIELD_CUSTOMER_SINCE = "Customer since", "مشتری از تاریخ";
    FIELD_KEEP = "Keep as a further column", "نگه‌داشتن به‌صورت ستون اضافی";
    FIELD_IGNORE = "Leave out", "نادیده‌گرفتن";
    YES = "Yes", "بله";
    NO = "No", "خیر";
    SHEET_ACCOUNTS = "Accounts", "مشتریان";
    SHEET_TERRITORIES = "Territories", "مناطق فروش";
    DELIMITER_COMMA = "Comma ( , )", "ویرگول لاتین ( , )";
    DELIMITER_SEMICOLON = "Semicolon ( ; )", "نقطه‌ویرگول لاتین ( ; )";
    DELIMITER_TAB = "Tab", "جهش (Tab)";
    DELIMITER_ARABIC_SEMICOLON = "Persian semicolon ( ؛ )", "نقطه‌ویرگول فارسی ( ؛ )";
    DELIMITER_BAR = "Vertical bar ( | )", "خط عمودی ( | )";
    UNIT_MILLION = "million {unit}", "میلیون {unit}";
    UNIT_THOUSAND = "thousand {unit}", "هزار {unit}";
    UNIT_TOMAN = "toman", "تومان";
    UNIT_IRR = "rial", "ریال";
    UNIT_USD = "USD", "دلار";
    UNIT_EUR = "EUR", "یورو";
    UNIT_GBP = "GBP", "پوند";
    UNIT_AED = "AED", "درهم";
    UNIT_TRY = "TRY", "لیر";
    UNIT_IQD = "IQD", "دینار";
    UNIT_AFN = "AFN", "افغانی";
    PLACE_CELL = "Row {row}, column {column}", "سطر {row}، ستون {column}";
    PLACE_ROW = "Row {row}", "سطر {row}";
    PLACE_COLUMN = "Column {column}", "ستون {column}";
    PLACE_FILE = "Whole file", "کل فایل";
    COLUMN_NAMED = "{letters} ({header})", "{letters} ({header})";
    SEVERITY_ERROR = "Row left out", "سطر کنار گذاشته می‌شود";
    SEVERITY_LEFT_OUT = "Row left out, as it is no customer", "سطر مشتری نیست و کنار گذاشته می‌شود";
    SEVERITY_WARNING = "Row kept", "سطر وارد می‌شود";
    NOT_A_NUMBER = "“{text}” is not a number for {field}. Write it in digits, or choose how this column writes its numbers.", "«{text}» برای {field} عدد نیست. آن را با رقم بنویسید یا شیوهٔ نوشتن عددهای این ستون را انتخاب کنید.";
    NEGATIVE = "{field} cannot be below zero, and here it is “{text}”. Correct the sign, or leave the cell empty.", "{field} نمی‌تواند منفی باشد و اینجا «{text}» است. علامت را درست کنید یا خانه را خالی بگذارید.";
    TOO_LARGE = "“{text}” is too large for {field}. Check the unit that the amounts are in.", "«{text}» برای {field} بیش از اندازه بزرگ است. واحد مبلغ‌ها را بررسی کنید.";
    NOT_YES_OR_NO = "“{text}” is neither yes nor no. Write yes or no; until then the account counts as not fixed.", "«{text}» نه بله است و نه خیر. بله یا خیر بنویسید؛ تا آن زمان مشتری ثابت به شمار نمی‌آید.";
    NOT_A_DATE = "“{text}” is not a day for {field}, so it is left out. Write it like 1404/01/31 or 2025-04-20.", "«{text}» برای {field} تاریخ درستی نیست و وارد نمی‌شود. آن را مانند \u{2066}۱۴۰۴/۰۱/۳۱\u{2069} یا \u{2066}2025-04-20\u{2069} بنویسید.";
    FORMULA_ERROR = "The formula for {field} failed and shows “{text}”. Correct it in the file, or leave the cell empty.", "فرمول {field} خطا دارد و «{text}» نشان می‌دهد. آن را در فایل درست کنید یا خانه را خالی بگذارید.";
    LATITUDE_OUT_OF_RANGE = "A latitude lies between −90 and 90, and this one is “{text}”. Check whether latitude and longitude are swapped.", "عرض جغرافیایی بین ۹۰- و ۹۰ است و اینجا «{text}» آمده. بررسی کنید که عرض و طول جابه‌جا نباشند.";
    LONGITUDE_OUT_OF_RANGE = "A longitude lies between −180 and 180, and this one is “{text}”. Check the decimal mark.", "طول جغرافیایی بین ۱۸۰- و ۱۸۰ است و اینجا «{text}» آمده. نشانهٔ اعشار را بررسی کنید.";
    ONE_COORDINATE = "{field} is missing, so the position is left out. Fill in both latitude and longitude.", "{field} خالی است و برای همین موقعیت وارد نمی‌شود. عرض و طول را هر دو پر کنید.";
    ZERO_COORDINATES = "Latitude and longitude are both 0, which stands for an unknown place, so the position is left out.", "عرض و طول هر دو صفرند که یعنی جای مشتری معلوم نیست؛ برای همین موقعیت وارد نمی‌شود.";
    NO_NAME_OR_IDENTIFIER = "The row has neither a name nor an identifier. Fill in one of them.", "این سطر نه نام دارد و نه کد. یکی از آن دو را پر کنید.";
    DUPLICATE_SAME = "Identifier “{identifier}” is also in row {earlier}, with the same data. One account comes of both.", "کد «{identifier}» در سطر {earlier} هم هست و داده‌هایشان یکی است. از هر دو یک مشتری ساخته می‌شود.";
    DUPLICATE_DIFFERS = "Identifier “{identifier}” is also in row {earlier}, with other data. One account comes of both, and this later row counts.", "کد «{identifier}» در سطر {earlier} هم با داده‌های دیگر آمده است. از هر دو یک مشتری ساخته می‌شود و این سطر که دیرتر آمده ملاک است.";
    TOO_MANY_CELLS = "The row has {cells} cells, but only {columns} columns have names; the rest is left out. Check for a delimiter inside a text.", "این سطر {cells} خانه دارد ولی فقط {columns} ستون نام دارد؛ بقیه وارد نمی‌شود. شاید جداکننده درون متنی آمده باشد.";
    TOO_FEW_CELLS = "The row has {cells} cells instead of {columns}; what is missing counts as empty.", "این سطر به‌جای {columns} خانه {cells} خانه دارد؛ آنچه نیست خالی به شمار می‌آید.";
    UNKNOWN_AREA = "The map does not know “{name}”. The name is kept; choose the right area, or give the accounts positions.", "نقشه «{name}» را نمی‌شناسد. نام نگه داشته می‌شود؛ استان درست را انتخاب کنید یا برای مشتری‌ها موقعیت بدهید.";
    NOT_ON_THE_MAP = "The row has neither position nor area, so the account will not be on the map.", "این سطر نه موقعیت دارد و نه استان؛ پس مشتری روی نقشه دیده نمی‌شود.";
    ROW_LOOKS_SWAPPED = "Latitude and longitude of this row make sense only the other way round.", "عرض و طول این سطر فقط با جابه‌جایی درست درمی‌آید.";
    SUM_ROW = "“{text}” adds up other rows.", "«{text}» جمع سطرهای دیگر است.";
    VISITS_BESIDE_HOURS = "The row has hours as well as visits. The hours count, and visits and minutes are left aside.", "این سطر هم ساعت دارد و هم ویزیت. ساعت‌ها ملاک است و تعداد و مدت ویزیت کنار گذاشته می‌شود.";
    VISITS_WITHOUT_MINUTES = "The row has visits but not the minutes each takes, so the workload stays unknown. Give the minutes of a visit for the whole file.", "این سطر تعداد ویزیت دارد ولی مدت هر ویزیت را ندارد؛ پس حجم کار نامعلوم می‌ماند. مدت هر ویزیت را برای کل فایل تعیین کنید.";
    COORDINATES_LOOK_SWAPPED = "Latitude and longitude look swapped: {rows} rows make sense only the other way round. They are read swapped; undo that if it is wrong.", "به نظر می‌رسد عرض و طول جابه‌جا باشند: {rows} سطر فقط با جابه‌جایی درست درمی‌آیند. جابه‌جا خوانده می‌شوند؛ اگر نادرست است، برگردانید.";
    COORDINATE_ORDER_OPEN = "Latitude and longitude may be swapped: say which way round they are.", "شاید عرض و طول جغرافیایی جابه‌جا باشند؛ مشخص کنید کدام درست است.";
    ROWS_LOOK_SWAPPED = "Rows whose latitude and longitude make sense only the other way round: {rows}.", "عرض و طول {rows} سطر فقط با جابه‌جایی درست درمی‌آید.";
    AMBIGUOUS_DATES = "The dates for {field} can be read in several ways. Choose one; until then they are left out.", "تاریخ‌های «{field}» را چند جور می‌شود خواند. یکی را انتخاب کنید؛ تا آن زمان وارد نمی‌شوند.";
    UNREADABLE_LETTERS = "{places} letters could not be read in this encoding. Choose another encoding if the preview looks wrong.", "{places} حرف با این کدگذاری خوانده نشد. اگر پیش‌نمایش درست نیست، کدگذاری دیگری انتخاب کنید.";
    OPEN_QUOTE = "A quote is opened in the file and never closed, so quotes are read as plain letters.", "در فایل گیومه‌ای باز شده و بسته نشده است؛ برای همین گیومه‌ها مانند حرف خوانده می‌شوند.";
    AMBIGUOUS_NUMBERS = "The numbers for {field} can be read in two ways: is 1.234 a thousand or a little more than one? Choose which.", "عددهای {field} را دو جور می‌شود خواند: 1.234 یعنی هزار و اندی یا یک و اندی؟ یکی را انتخاب کنید.";
    PROBLEM_ROW = "Row", "سطر";
    PROBLEM_COLUMN = "Column", "ستون";
    PROBLEM_WHAT = "What", "مشکل";
    PROBLEM_VALUE = "Value in the file", "مقدار در فایل";
    PROBLEM_ROW_BECOMES = "What becomes of the row", "سرانجام سطر";
    FILE_EMPTY = "“{name}” is empty. Choose a file with at least one row.", "«{name}» خالی است. فایلی با دست‌کم یک سطر انتخاب کنید.";
    FILE_TOO_LARGE = "“{name}” is larger than {limit} MB. Leave out columns or rows that are not needed, or split it.", "«{name}» از {limit} مگابایت بزرگ‌تر است. ستون‌ها یا سطرهای اضافی را بردارید یا فایل را چند تکه کنید.";
    FILE_BINARY = "“{name}” is neither a text file nor a spreadsheet. Save the data as CSV or XLSX.", "«{name}» نه فایل متنی است و نه صفحه‌گسترده. داده‌ها را با قالب CSV یا XLSX ذخیره کنید.";
    FILE_OLD_OR_LOCKED = "“{name}” is an old Excel file (.xls) or locked with a password. Open it in Excel and save it as XLSX without a password.", "«{name}» فایل قدیمی اکسل (xls) یا رمزدار است. آن را در اکسل باز کنید و بدون رمز با قالب XLSX ذخیره کنید.";
    FILE_WEB_PAGE = "“{name}” is a web page under the name of a spreadsheet, as some programs export it. Open it in Excel and save it as XLSX.", "«{name}» صفحهٔ وبی با نام صفحه‌گسترده است؛ بعضی نرم‌افزارها چنین خروجی می‌دهند. آن را در اکسل باز کنید و با قالب XLSX ذخیره کنید.";
    FILE_OTHER_SPREADSHEET = "“{name}” is a spreadsheet in the format {ending}, which is not read. Open it and save it as XLSX.", "«{name}» صفحه‌گسترده‌ای با قالب {ending} است که خوانده نمی‌شود. آن را باز کنید و با قالب XLSX ذخیره کنید.";
    FILE_DAMAGED = "“{name}” cannot be read as a spreadsheet ({detail}). Open it in Excel and save it anew as XLSX or CSV.", "«{name}» به‌صورت صفحه‌گسترده خوانده نمی‌شود ({detail}). آن را در اکسل باز کنید و دوباره با قالب XLSX یا CSV ذخیره کنید.";
    FILE_UNSAFE_ARCHIVE = "“{name}” unpacks to far more data than a spreadsheet holds and was not opened. Save the sheet you need as a new file.", "«{name}» پس از بازشدن بسیار حجیم‌تر از یک صفحه‌گسترده می‌شود و باز نشد. برگه‌ای را که لازم دارید در فایلی تازه ذخیره کنید.";
    FILE_TOO_MANY_CELLS = "“{name}” has more than {limit} cells. Leave out columns or rows that are not needed, or split it.", "«{name}» بیش از {limit} خانه دارد. ستون‌ها یا سطرهای اضافی را بردارید یا فایل را چند تکه کنید.";
    FILE_NO_SHEET = "“{name}” has no sheet with data. Choose another file.", "«{name}» برگه‌ای با داده ندارد. فایل دیگری انتخاب کنید.";
    FILE_UNKNOWN_SHEET = "“{name}” has no sheet named “{sheet}”. Choose one of its sheets.", "«{name}» برگه‌ای به نام «{sheet}» ندارد. یکی از برگه‌های آن را انتخاب کنید.";
    FILE_NOTHING_OPEN = "No file is open. Choose a file first.", "فایلی باز نیست. نخست فایلی انتخاب کنید.";
    FILE_NOT_WRITTEN = "The workbook could not be written ({detail}). Export as CSV instead.", "صفحه‌گسترده ساخته نشد ({detail}). به‌جای آن خروجی CSV بگیرید.";
    FILE_UNSUPPORTED = "Spreadsheets cannot be read here. Save “{name}” as CSV.", "اینجا صفحه‌گسترده خوانده نمی‌شود. «{name}» را با قالب CSV ذخیره کنید.";
    FILE_NOT_A_MAP = "“{name}” is not a map in GeoJSON or TopoJSON ({detail}). Export it in one of these formats.", "«{name}» نقشه‌ای با قالب GeoJSON یا TopoJSON نیست ({detail}). آن را با یکی از این دو قالب خروجی بگیرید.";
    FILE_EMPTY_MAP = "“{name}” has nothing in it. Choose a map in GeoJSON or TopoJSON with the outlines of your areas.", "«{name}» چیزی در خود ندارد. نقشه‌ای با قالب GeoJSON یا TopoJSON انتخاب کنید که مرز نواحی شما در آن باشد.";
    FILE_MAP_WITHOUT_OUTLINES = "“{name}” has points or lines only, and areas need closed outlines (polygons). Customers as points come in with “Import customers”, as a table.", "«{name}» فقط نقطه یا خط دارد، ولی ناحیه مرز بسته (چندضلعی) می‌خواهد. مشتریان نقطه‌ای را به‌صورت جدول با «درون‌بُرد مشتریان» بیاورید.";
    FILE_MAP_NOT_IN_DEGREES = "“{name}” is not in degrees of longitude and latitude. Export it in WGS 84 (EPSG:4326).", "«{name}» به درجهٔ طول و عرض جغرافیایی نیست. آن را با دستگاه WGS 84 (EPSG:4326) خروجی بگیرید.";
    FILE_TOO_MANY_POINTS = "“{name}” has more than {limit} points. Simplify the outlines before you import them.", "«{name}» بیش از {limit} نقطه دارد. پیش از واردکردن، مرزها را ساده کنید.";
}

/// The name of a field.
pub fn field_name(field: Field) -> &'static Text {
    match field {
        Field::Name => &FIELD_NAME,
        Field::Identifier => &FIELD_IDENTIFIER,
        Field::Latitude => &FIELD_LATITUDE,
        Field::Longitude => &FIELD_LONGITUDE,
        Field::Area => &FIELD_AREA,
        Field::Segment => &FIELD_SEGMENT,
        Field::Potential => &FIELD_POTENTIAL,
        Field::Sales => &FIELD_SALES,
        Field::WorkloadHours => &FIELD_WORKLOAD_HOURS,
        Field::Visits => &FIELD_VISITS,
        Field::MinutesPerVisit => &FIELD_MINUTES_PER_VISIT,
        Field::Seller => &FIELD_SELLER,
        Field::Territory => &FIELD_TERRITORY,
        Field::Fixed => &FIELD_FIXED,
        Field::CustomerSince => &FIELD_CUSTOMER_SINCE,
        Field::Keep => &FIELD_KEEP,
        Field::Ignore => &FIELD_IGNORE,
    }
}

/// The header that our own files give a field; `None` for what is no field of an account.
pub fn export_header(field: Field) -> Option<&'static Text> {
    (!field.may_repeat()).then(|| field_name(field))
}

/// The name of a delimiter.
pub fn delimiter_name(delimiter: Delimiter) -> &'static Text {
    match delimiter {
        Delimiter::Comma => &DELIMITER_COMMA,
        Delimiter::Semicolon => &DELIMITER_SEMICOLON,
        Delimiter::Tab => &DELIMITER_TAB,
        Delimiter::ArabicSemicolon => &DELIMITER_ARABIC_SEMICOLON,
        Delimiter::Bar => &DELIMITER_BAR,
    }
}

/// The name of a unit of money as headers write it: million tomans, USD.
pub fn unit_name(unit: DisplayUnit, currency: Currency, language: Language) -> String {
    let main = match currency {
        Currency::Irr => &UNIT_IRR,
        Currency::Usd => &UNIT_USD,
        Currency::Eur => &UNIT_EUR,
        Currency::Gbp => &UNIT_GBP,
        Currency::Aed => &UNIT_AED,
        Currency::Try => &UNIT_TRY,
        Currency::Iqd => &UNIT_IQD,
        Currency::Afn => &UNIT_AFN,
    };
    let (frame, unit) = match unit {
        DisplayUnit::Main => return main.get(language).to_owned(),
        DisplayUnit::Toman => return UNIT_TOMAN.get(language).to_owned(),
        DisplayUnit::Thousand => (&UNIT_THOUSAND, main),
        DisplayUnit::Million => (&UNIT_MILLION, main),
        DisplayUnit::ThousandToman => (&UNIT_THOUSAND, &UNIT_TOMAN),
        DisplayUnit::MillionToman => (&UNIT_MILLION, &UNIT_TOMAN),
    };
    frame.fill(language, &[("unit", unit.get(language))])
}

/// Whole numbers in a language's digits.
pub(super) fn count(number: impl ToString, language: Language) -> String {
    let written = number.to_string();
    match language {
        Language::English => written,
        Language::Persian => {
            written.chars().map(|digit| digit.to_digit(10).and_then(|value| char::from_u32('۰' as u32 + value)).unwrap_or(digit)).collect()
        }
    }
}

/// Where a finding is: its row and column.
pub fn place_of_finding(finding: &ImportFinding, language: Language) -> String {
    place_text(finding.row, finding.column.as_ref(), language)
}

/// A row, a column, both or the whole file, in words.
pub fn place_text(row: Option<u32>, column: Option<&ColumnPlace>, language: Language) -> String {
    let row = row.map(|row| count(row, language));
    let column = column.map(|column| {
        if column.header == column.letters {
            column.letters.clone()
        } else {
            COLUMN_NAMED.fill(language, &[("letters", &column.letters), ("header", &column.header)])
        }
    });
    match (row, column) {
        (Some(row), Some(column)) => PLACE_CELL.fill(language, &[("row", &row), ("column", &column)]),
        (Some(row), None) => PLACE_ROW.fill(language, &[("row", &row)]),
        (None, Some(column)) => PLACE_COLUMN.fill(language, &[("column", &column)]),
        (None, None) => PLACE_FILE.get(language).to_owned(),
    }
}

/// What becomes of a finding's row.
pub fn severity_name(severity: Severity) -> &'static Text {
    match severity {
        Severity::Error => &SEVERITY_ERROR,
        Severity::LeftOut => &SEVERITY_LEFT_OUT,
        Severity::Warning => &SEVERITY_WARNING,
    }
}

/// What a finding says and what to do.
pub fn phrase_finding(kind: &FindingKind, language: Language) -> String {
    let name = |field: &Field| field_name(*field).get(language);
    match kind {
        FindingKind::NotANumber { field, text } => NOT_A_NUMBER.fill(language, &[("text", text), ("field", name(field))]),
        FindingKind::Negative { field, text } => NEGATIVE.fill(language, &[("text", text), ("field", name(field))]),
        FindingKind::TooLarge { field, text } => TOO_LARGE.fill(language, &[("text", text), ("field", name(field))]),
        FindingKind::NotYesOrNo { text } => NOT_YES_OR_NO.fill(language, &[("text", text)]),
        FindingKind::NotADate { field, text } => NOT_A_DATE.fill(language, &[("text", text), ("field", name(field))]),
        FindingKind::FormulaError { field, text } => FORMULA_ERROR.fill(language, &[("text", text), ("field", name(field))]),
        FindingKind::OutOfRange { field: Field::Longitude, text } => LONGITUDE_OUT_OF_RANGE.fill(language, &[("text", text)]),
        FindingKind::OutOfRange { text, .. } => LATITUDE_OUT_OF_RANGE.fill(language, &[("text", text)]),
        FindingKind::OneCoordinate { missing } => ONE_COORDINATE.fill(language, &[("field", name(missing))]),
        FindingKind::ZeroCoordinates => ZERO_COORDINATES.get(language).to_owned(),
        FindingKind::NoNameOrIdentifier => NO_NAME_OR_IDENTIFIER.get(language).to_owned(),
        FindingKind::DuplicateIdentifier { identifier, earlier_row, is_same } => {
            let text = if *is_same { DUPLICATE_SAME } else { DUPLICATE_DIFFERS };
            text.fill(language, &[("identifier", identifier), ("earlier", &count(earlier_row, language))])
        }
        FindingKind::TooManyCells { cells, columns } => {
            TOO_MANY_CELLS.fill(language, &[("cells", &count(cells, language)), ("columns", &count(columns, language))])
        }
        FindingKind::TooFewCells { cells, columns } => {
            TOO_FEW_CELLS.fill(language, &[("cells", &count(cells, language)), ("columns", &count(columns, language))])
        }
        FindingKind::UnknownArea { name } => UNKNOWN_AREA.fill(language, &[("name", name)]),
        FindingKind::NotOnTheMap => NOT_ON_THE_MAP.get(language).to_owned(),
        FindingKind::RowLooksSwapped => ROW_LOOKS_SWAPPED.get(language).to_owned(),
        FindingKind::SumRow { text } => SUM_ROW.fill(language, &[("text", text)]),
        FindingKind::VisitsBesideHours => VISITS_BESIDE_HOURS.get(language).to_owned(),
        FindingKind::VisitsWithoutMinutes => VISITS_WITHOUT_MINUTES.get(language).to_owned(),
        FindingKind::CoordinatesLookSwapped { rows } => COORDINATES_LOOK_SWAPPED.fill(language, &[("rows", &count(rows, language))]),
        FindingKind::CoordinateOrderOpen => COORDINATE_ORDER_OPEN.get(language).to_owned(),
        FindingKind::RowsLookSwapped { rows } => ROWS_LOOK_SWAPPED.fill(language, &[("rows", &count(rows, language))]),
        FindingKind::AmbiguousDates { field, .. } => AMBIGUOUS_DATES.fill(language, &[("field", name(field))]),
        FindingKind::UnreadableLetters { places } => UNREADABLE_LETTERS.fill(language, &[("places", &count(places, language))]),
        FindingKind::OpenQuote => OPEN_QUOTE.get(language).to_owned(),
        FindingKind::AmbiguousNumbers { field } => AMBIGUOUS_NUMBERS.fill(language, &[("field", name(field))]),
    }
}

/// Why a file cannot be read and what to do.
pub fn phrase_file_error(error: &FileError, file_name: &str, language: Language) -> String {
    let megabytes = |bytes: &u64| count(bytes / (1024 * 1024), language);
    let named = |text: &Text, values: &[(&str, &str)]| {
        let all: Vec<(&str, &str)> = [("name", file_name)].into_iter().chain(values.iter().copied()).collect();
        text.fill(language, &all)
    };
    match error {
        FileError::Empty => named(&FILE_EMPTY, &[]),
        FileError::TooLarge { limit_bytes, .. } => named(&FILE_TOO_LARGE, &[("limit", &megabytes(limit_bytes))]),
        FileError::Binary => named(&FILE_BINARY, &[]),
        FileError::OldOrLockedSpreadsheet => named(&FILE_OLD_OR_LOCKED, &[]),
        FileError::OtherSpreadsheet { ending } => named(&FILE_OTHER_SPREADSHEET, &[("ending", ending)]),
        FileError::WebPage => named(&FILE_WEB_PAGE, &[]),
        FileError::DamagedSpreadsheet { detail } => named(&FILE_DAMAGED, &[("detail", detail)]),
        FileError::TooManyEntries { .. }
        | FileError::UnpacksTooLarge { .. }
        | FileError::PackedTooTightly { .. }
        | FileError::DishonestArchive => named(&FILE_UNSAFE_ARCHIVE, &[]),
        FileError::TooManyCells { limit } => named(&FILE_TOO_MANY_CELLS, &[("limit", &count(limit, language))]),
        FileError::NoSheet => named(&FILE_NO_SHEET, &[]),
        FileError::UnknownSheet { name } => named(&FILE_UNKNOWN_SHEET, &[("sheet", name)]),
        FileError::NothingOpen => named(&FILE_NOTHING_OPEN, &[]),
        FileError::NotWritten { detail } => named(&FILE_NOT_WRITTEN, &[("detail", detail)]),
        FileError::SpreadsheetsUnsupported => named(&FILE_UNSUPPORTED, &[]),
        FileError::NotAMap { detail } => named(&FILE_NOT_A_MAP, &[("detail", detail)]),
        FileError::EmptyMap => named(&FILE_EMPTY_MAP, &[]),
        FileError::MapWithoutOutlines => named(&FILE_MAP_WITHOUT_OUTLINES, &[]),
        FileError::MapNotInDegrees => named(&FILE_MAP_NOT_IN_DEGREES, &[]),
        FileError::TooManyPoints { limit } => named(&FILE_TOO_MANY_POINTS, &[("limit", &count(limit, language))]),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::exchange::finding::ColumnPlace;

    #[test]
    fn both_languages_have_the_same_places_and_words() {
        for text in ALL {
            assert_eq!(Text::places(text.en), Text::places(text.fa), "{}", text.en);
            assert!(!text.en.is_empty() && !text.fa.is_empty());
            assert!(!text.fa.contains(['ي', 'ك']), "{}", text.fa);
        }
    }

    #[test]
    fn a_finding_says_where_and_what() {
        let finding = ImportFinding {
            row: Some(12),
            column: Some(ColumnPlace { letters: "C".into(), header: "فروش".into() }),
            kind: FindingKind::NotANumber { field: Field::Sales, text: "زیاد".into() },
            severity: Severity::Error,
        };
        assert_eq!(place_of_finding(&finding, Language::Persian), "سطر ۱۲، ستون C (فروش)");
        assert!(phrase_finding(&finding.kind, Language::English).starts_with("“زیاد” is not a number for Sales last year."));
    }
}
