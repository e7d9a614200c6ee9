//! Headers as people shorten them: abbreviations are written out, and what says nothing of the field is dropped, such
//! as years, signs and the names of the systems that a file comes from.

use super::synonyms::spaced;

/// Words in full, by their usual short forms.
#[rustfmt::skip]
const WRITTEN_OUT: &[(&str, &str)] = &[
    ("acct", "account"), ("acc", "account"), ("cust", "customer"), ("no", "number"), ("nr", "number"), ("num", "number"),
    ("nbr", "number"), ("cd", "code"), ("nm", "name"), ("rev", "revenue"), ("amt", "amount"), ("pot", "potential"),
    ("st", "state"), ("prov", "province"), ("terr", "territory"), ("reg", "region"), ("freq", "frequency"),
    ("mins", "minutes"), ("hr", "hours"), ("hrs", "hours"), ("yr", "year"), ("ly", "last year"), ("py", "last year"),
    ("seg", "segment"), ("cat", "category"), ("mgr", "manager"), ("slsp", "salesperson"),
];

/// Words that say nothing of the field: systems, and how a figure was taken.
#[rustfmt::skip]
const NOTHING: &[&str] = &[
    "sap", "crm", "erp", "salesforce", "sfdc", "netsuite", "oracle", "dynamics", "hubspot", "navision",
    "ltm", "ttm", "trailing", "rolling", "fy", "actual", "actuals", "سپیدار", "هلو", "همکاران", "راهکاران", "محک",
    "اخیر", "منتهی", "به",
];

/// What may come after a slash that means "per".
const PER: &[&str] = &["visit", "call", "year", "yr", "annum", "customer", "account", "ویزیت", "سال"];

/// Words of twelve months, which are a year.
const MONTHS: &[&str] = &["month", "months", "mo", "mth", "mths", "m", "ماه", "ماهه"];

/// The header written out; `None` when that says no more than the header itself.
pub(super) fn written_out(header: &str) -> Option<String> {
    let plain = spaced(header);
    let parted = spaced(&header.replace('#', " number ").replace('/', " per "));
    let tokens: Vec<&str> = parted.split(' ').collect();
    let mut words: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let next = tokens.get(at + 1).copied().unwrap_or_default();
        at += 1;
        match token {
            "12" | "twelve" | "دوازده" if MONTHS.contains(&next) => at += 1,
            // A slash that parts two words and means no "per".
            "per" if !PER.contains(&next) && !plain.split(' ').any(|word| word == "per") => {}
            // Alone it may be the least of something.
            "min" if tokens.len() > 1 => words.push("minutes"),
            _ if is_year(token) || NOTHING.contains(&token) => {}
            _ => words.push(WRITTEN_OUT.iter().find(|(short, _)| *short == token).map_or(token, |(_, full)| full)),
        }
    }
    // "Last" alone is left of "last 12 months".
    let words = words.join(" ");
    let words = words.strip_suffix(" last").or(words.strip_prefix("last ")).filter(|_| !words.contains("year")).unwrap_or(&words);
    let words = words.strip_suffix(" گذشته").filter(|rest| !rest.contains("سال")).unwrap_or(words);
    (!words.is_empty() && words != plain).then(|| words.to_owned())
}

/// A year of either calendar, or the short form of one after `fy`.
fn is_year(token: &str) -> bool {
    let digits = token.strip_prefix("fy").unwrap_or(token);
    let is_short = digits.len() == 2 && digits.len() < token.len();
    let year: u32 = if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().unwrap_or(0) } else { 0 };
    is_short || (digits.len() == 4 && ((1300..1500).contains(&year) || (1990..2100).contains(&year)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_written_out_and_noise_is_dropped() {
        let cases = [
            ("Acct #", "account number"),
            ("Acct. No.", "account number"),
            ("SAP ID", "id"),
            ("Net rev. 2024", "net revenue"),
            ("Rev FY24", "revenue"),
            ("Call freq.", "call frequency"),
            ("Calls/yr", "calls per year"),
            ("Min/visit", "minutes per visit"),
            ("Sales last 12 months", "sales"),
            ("خرید ۱۲ ماه", "خرید"),
            ("فروش ۱۲ ماه گذشته", "فروش"),
            ("State/Province", "state province"),
        ];
        for (header, words) in cases {
            let out = written_out(header).unwrap_or_else(|| spaced(header));
            assert_eq!(out, words, "{header}");
        }
        for header in ["Customer name", "نام مشتری", "2024"] {
            assert_eq!(written_out(header), None, "{header}");
        }
    }
}
