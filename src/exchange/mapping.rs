//! Which column of a file is which fact of an account: the fields, a mapping that is remembered by the columns'
//! names, and a proposal from names and contents.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::Table;
use super::content::Content;
use super::header::Header;
use super::options::ImportContext;
use super::period::{Period, named_period};
use super::synonyms::{Certainty, Recogniser, compact};
use crate::locale::text::fold;

/// What a column is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    /// The account's name.
    Name,
    /// Its identifier in the user's own system.
    Identifier,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// Province, state or other area.
    Area,
    /// Segment or class.
    Segment,
    /// Potential of a year.
    Potential,
    /// Sales of the last year.
    Sales,
    /// Hours of work in a year.
    WorkloadHours,
    /// Visits in a year.
    Visits,
    /// Minutes of one visit.
    MinutesPerVisit,
    /// The seller's name.
    Seller,
    /// The territory's name.
    Territory,
    /// Whether it stays in its territory.
    Fixed,
    /// The day since when it is a customer.
    CustomerSince,
    /// Kept as a further column, as it is.
    Keep,
    /// Left out.
    Ignore,
}

impl Field {
    /// All of them, in the order of menus and of our own files.
    pub const ALL: [Field; 17] = [
        Field::Name,
        Field::Identifier,
        Field::Latitude,
        Field::Longitude,
        Field::Area,
        Field::Segment,
        Field::Potential,
        Field::Sales,
        Field::WorkloadHours,
        Field::Visits,
        Field::MinutesPerVisit,
        Field::Seller,
        Field::Territory,
        Field::Fixed,
        Field::CustomerSince,
        Field::Keep,
        Field::Ignore,
    ];

    /// Whether more than one column may be taken for it.
    pub fn may_repeat(self) -> bool {
        matches!(self, Field::Keep | Field::Ignore)
    }

    /// Whether its figures are those of a year, so that a column may count another [`Period`].
    pub fn counts_a_year(self) -> bool {
        matches!(self, Field::Potential | Field::Sales | Field::WorkloadHours | Field::Visits)
    }

    /// Whether its cells are read as numbers.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Field::Latitude
                | Field::Longitude
                | Field::Potential
                | Field::Sales
                | Field::WorkloadHours
                | Field::Visits
                | Field::MinutesPerVisit
        )
    }
}

/// A column's name and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// The name, as in [`Header::names`].
    pub header: String,
    /// What it is taken for.
    pub field: Field,
    /// The time that its figures count, where the user chose it; else the name says it.
    #[serde(default)]
    pub period: Option<Period>,
}

impl MappedColumn {
    /// A column of which only the field is settled.
    pub fn new(header: impl Into<String>, field: Field) -> MappedColumn {
        MappedColumn { header: header.into(), field, period: None }
    }

    /// The time that its figures count; a year for fields that count none.
    pub fn period(&self) -> Period {
        if self.field.counts_a_year() { self.period.unwrap_or_else(|| named_period(&self.header).period) } else { Period::Year }
    }
}

/// What each column of a file is taken for, in the file's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The columns.
    pub columns: Vec<MappedColumn>,
}

impl ColumnMapping {
    /// The index of the column that is taken for a field; the first, should there be more.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == field)
    }

    /// Takes a column for a field. Another column that had it, where only one may, is kept as a further column.
    pub fn assign(&mut self, column: usize, field: Field) {
        if column >= self.columns.len() {
            return;
        }
        if !field.may_repeat() {
            for other in self.columns.iter_mut().filter(|other| other.field == field) {
                other.field = Field::Keep;
            }
        }
        self.columns[column].field = field;
    }

    /// The same mapping for a file whose columns have these names, perhaps in another order; columns that it
    /// does not know are kept as further columns.
    pub fn for_headers(&self, headers: &[String]) -> ColumnMapping {
        let mut given: HashSet<Field> = HashSet::new();
        let columns = headers.iter().map(|header| {
            let known = self.columns.iter().find(|column| compact(&column.header) == compact(header) || column.header == *header);
            let field = known.map_or(Field::Keep, |column| column.field);
            let is_free = field.may_repeat() || given.insert(field);
            let period = known.and_then(|column| column.period);
            MappedColumn { header: header.clone(), field: if is_free { field } else { Field::Keep }, period }
        });
        ColumnMapping { columns: columns.collect() }
    }

    /// The time that the figures of a field count.
    pub fn period_of(&self, field: Field) -> Period {
        self.column_of(field).map_or(Period::Year, |column| self.columns[column].period())
    }

    /// Whether rows can be told apart: a name or an identifier is among the columns.
    pub fn names_accounts(&self) -> bool {
        self.column_of(Field::Name).is_some() || self.column_of(Field::Identifier).is_some()
    }
}

/// A short text that is the same for files with the same columns, by which a mapping is remembered. Order and
/// spelling do not matter.
pub fn signature(headers: &[String]) -> String {
    let mut names: Vec<String> = headers.iter().map(|header| fold(header)).collect();
    names.sort_unstable();
    format!("{:032x}", xxh3_128(names.join("\u{1f}").as_bytes()))
}

/// Proposes what each column is: by its name where the name is known, else by its content.
pub fn propose(table: &Table, header: &Header, context: &ImportContext, recogniser: &Recogniser) -> ColumnMapping {
    let mut mapping = ColumnMapping { columns: header.names.iter().map(|name| MappedColumn::new(name.as_str(), Field::Keep)).collect() };
    let contents: Vec<Content> = (0..header.names.len()).map(|column| Content::of(table, header, column, context)).collect();

    let mut claims: Vec<(bool, Certainty, i32, usize, Field)> = Vec::new();
    for (column, name) in header.names.iter().enumerate() {
        let known = recogniser
            .recognise(name)
            .filter(|(field, _)| contents[column].allows(*field) && (!field.counts_a_year() || named_period(name).is_rate));
        claims.extend(known.map(|(field, certainty)| {
            let is_of_a_year = !field.counts_a_year() || named_period(name).period == Period::Year;
            (is_of_a_year, certainty, year_in(name), column, field)
        }));
    }
    // What need not be multiplied first, then the surest; of equally sure ones the latest year, then the first column.
    claims.sort_by_key(|(is_of_a_year, certainty, year, column, _)| (std::cmp::Reverse((*is_of_a_year, *certainty, *year)), *column));
    for (_, _, _, column, field) in claims {
        if mapping.column_of(field).is_none() {
            mapping.columns[column].field = field;
        }
    }
    propose_known_codes(&mut mapping, &contents);
    propose_by_content(&mut mapping, &contents);
    mapping
}

/// The column that holds the plan's own identifiers is that of identifiers, unless the one that is called so knows some
/// of them too: without it, customers that are there already would come in once more.
fn propose_known_codes(mapping: &mut ColumnMapping, contents: &[Content]) {
    let named = mapping.column_of(Field::Identifier);
    if named.is_some_and(|column| contents[column].known_codes > 0) {
        return;
    }
    let may_be = |column: &usize| matches!(mapping.columns[*column].field, Field::Keep | Field::Name) && contents[*column].is_known_codes();
    let found = (0..contents.len()).filter(may_be).max_by_key(|column| (contents[*column].known_codes, usize::MAX - column));
    if let Some(column) = found {
        mapping.assign(column, Field::Identifier);
    }
}

fn propose_by_content(mapping: &mut ColumnMapping, contents: &[Content]) {
    let free = |mapping: &ColumnMapping| -> Vec<usize> {
        (0..contents.len()).filter(|column| mapping.columns[*column].field == Field::Keep && contents[*column].filled > 0).collect()
    };
    if mapping.column_of(Field::Area).is_none() {
        let found = free(mapping).into_iter().filter(|column| contents[*column].areas * 10 >= contents[*column].filled * 6);
        if let Some(column) = found.max_by_key(|column| contents[*column].areas) {
            mapping.columns[column].field = Field::Area;
        }
    }
    if mapping.column_of(Field::Latitude).is_none() && mapping.column_of(Field::Longitude).is_none() {
        // Two neighbours with many decimals in the range of degrees.
        let columns = free(mapping);
        let pair = columns
            .windows(2)
            .find(|pair| pair[1] == pair[0] + 1 && contents[pair[0]].is_degrees(90.0) && contents[pair[1]].is_degrees(180.0));
        if let Some(pair) = pair.map(<[usize]>::to_vec) {
            mapping.columns[pair[0]].field = Field::Latitude;
            mapping.columns[pair[1]].field = Field::Longitude;
        }
    }
    if mapping.column_of(Field::Name).is_none() {
        let words = free(mapping).into_iter().filter(|column| contents[*column].is_words());
        if let Some(column) = words.max_by_key(|column| (contents[*column].distinct, usize::MAX - column)) {
            mapping.columns[column].field = Field::Name;
        }
    }
}

/// A year at the end of a name such as `Sales 2024` or `فروش ۱۴۰۳`; 0 if there is none.
fn year_in(name: &str) -> i32 {
    let folded = fold(name);
    let numbers = folded.split(|letter: char| !letter.is_ascii_digit()).filter(|part| part.len() == 4);
    numbers
        .filter_map(|part| part.parse().ok())
        .filter(|year| (1300..1500).contains(year) || (1990..2100).contains(year))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::document::settings::Settings;
    use crate::exchange::AreaDirectory;
    use crate::exchange::delimited::{Delimiter, read as read_text};
    use crate::exchange::header;
    use crate::exchange::known_codes::KnownCodes;
    use crate::locale::Language;

    fn context() -> ImportContext {
        ImportContext::of_settings(&Settings::for_language(Language::Persian), AreaDirectory::iran())
    }

    #[test]
    fn a_column_of_the_plans_own_identifiers_is_known_whatever_it_is_called() {
        let known = KnownCodes::of(["C001", "C002", "C003", "12", "14"].into_iter());
        let context = ImportContext { known_codes: known, ..context() };
        let fields = |text: &str| {
            let table = read_text(text, Delimiter::Comma).unwrap();
            let recogniser = Recogniser::default();
            let header = header::read(&table, header::detect(&table, &recogniser));
            propose(&table, &header, &context, &recogniser).columns.iter().map(|column| column.field).collect::<Vec<_>>()
        };
        use Field::*;
        assert_eq!(fields("Ref,Net rev. 2024\nC001,10\nc002,20\nC003,30\n"), [Identifier, Sales]);
        assert_eq!(fields("Acct,Site,Net rev. 2024\nC001,Bern,10\nC002,Basel,20\nnew,Chur,30\n"), [Identifier, Name, Sales]);
        assert_eq!(fields("ID,Ref,Sales\n1,C001,10\n2,C002,20\n3,C003,30\n"), [Keep, Identifier, Sales]);
        // A quantity that happens to look like some identifiers is none.
        assert_eq!(fields("Name,Seats\na,12\nb,14\nc,12\nd,14\n"), [Name, Keep]);
    }

    fn fields(text: &str) -> Vec<Field> {
        let table = read_text(text, Delimiter::Comma).unwrap();
        let recogniser = Recogniser::default();
        let header = header::read(&table, header::detect(&table, &recogniser));
        let mapping = propose(&table, &header, &context(), &recogniser);
        mapping.columns.iter().map(|column| column.field).collect()
    }

    #[test]
    fn a_persian_file_is_understood() {
        let text = "کد مشتری,نام مشتری,استان,شهر,عرض جغرافیایی,طول جغرافیایی,گروه,پتانسیل,فروش سال گذشته,تعداد ویزیت,ویزیتور,منطقه,تلفن\n\
                    ۱,پارس,تهران,تهران,۳۵٫۷,۵۱٫۴,الف,۱۲,۱۰,۲۴,کریمی,شمال,021\n";
        use Field::*;
        assert_eq!(
            fields(text),
            [Identifier, Name, Area, Keep, Latitude, Longitude, Segment, Potential, Sales, Visits, Seller, Territory, Keep]
        );
    }

    #[test]
    fn an_english_file_is_understood() {
        let text = "Account ID,Account Name,Billing State,Lat,Lng,Annual Revenue,Account Owner,Territory,Visits per year,Visit duration,Fixed\n\
                    A1,Acme,Ohio,40.1,-82.9,1200,Ann,East,12,30,no\n";
        use Field::*;
        assert_eq!(fields(text), [Identifier, Name, Area, Latitude, Longitude, Sales, Seller, Territory, Visits, MinutesPerVisit, Fixed]);
    }

    #[test]
    fn the_latest_year_is_the_sales() {
        assert_eq!(fields("نام,فروش ۱۴۰۲,فروش ۱۴۰۳\nپارس,1,2\n"), [Field::Name, Field::Keep, Field::Sales]);
    }

    #[test]
    fn a_city_stands_in_for_a_missing_province() {
        assert_eq!(fields("نام,شهر\nپارس,شیراز\n"), [Field::Name, Field::Area]);
    }

    #[test]
    fn content_decides_where_there_are_no_names() {
        let text = "پارس,تهران,35.71,51.42,12\nآسیا,فارس,29.61,52.53,14\nالبرز,گیلان,37.28,49.58,9\n";
        assert_eq!(fields(text), [Field::Name, Field::Area, Field::Latitude, Field::Longitude, Field::Keep]);
    }

    #[test]
    fn decimals_with_a_slash_are_numbers_and_dates_and_fractions_are_not() {
        let text = "نام,عرض جغرافیایی,طول جغرافیایی,پتانسیل,فروش,تعداد ویزیت\nپارس,35/7012,51/40,120/5,1404/05,1/2\nآسیا,36/29,59/6,90/25,1404/06,3/4\n";
        use Field::*;
        assert_eq!(fields(text), [Name, Latitude, Longitude, Potential, Keep, Keep]);
        assert_eq!(fields("پارس,35/7012,51/4012\nآسیا,36/2912,59/6034\n"), [Name, Latitude, Longitude]);
    }

    #[test]
    fn a_column_of_words_is_no_number() {
        assert_eq!(fields("نام,فروش\nپارس,زیاد\nآسیا,کم\n"), [Field::Name, Field::Keep]);
    }

    #[test]
    fn a_mapping_is_remembered_by_names() {
        let headers = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(signature(&headers(&["نام مشتري", "كد"])), signature(&headers(&["کد", "نام مشتری"])));
        assert_ne!(signature(&headers(&["نام"])), signature(&headers(&["کد"])));
        let mut mapping = ColumnMapping::default().for_headers(&headers(&["a", "b"]));
        mapping.assign(0, Field::Name);
        mapping.assign(1, Field::Name);
        assert_eq!(mapping.column_of(Field::Name), Some(1));
        let other = mapping.for_headers(&headers(&["B", "new", "a"]));
        assert_eq!(other.columns.iter().map(|column| column.field).collect::<Vec<_>>(), [Field::Name, Field::Keep, Field::Keep]);
    }

    #[test]
    fn figures_of_a_month_come_in_with_their_factor_and_never_without() {
        let mapped = |header: &str| {
            let headers = [("نام", Field::Name), (header, Field::Keep)];
            let table = read_text(&format!("نام,{header}\nپارس,12\n"), Delimiter::Comma).unwrap();
            let recogniser = Recogniser::default();
            let header = header::read(&table, header::detect(&table, &recogniser));
            assert_eq!(header.names[0], headers[0].0);
            let column = propose(&table, &header, &context(), &recogniser).columns[1].clone();
            (column.field, column.period())
        };
        assert_eq!(mapped("فروش ماهانه"), (Field::Sales, Period::Month));
        assert_eq!(mapped("Visits per week"), (Field::Visits, Period::Week));
        assert_eq!(mapped("Sales last 12 months"), (Field::Sales, Period::Year));
        // One certain month or quarter, and times that no factor makes a year, are left to the user.
        for header in ["فروش فروردین", "Sales Q1", "Sales 9 months", "فروش روزانه"] {
            assert_eq!(mapped(header).0, Field::Keep, "{header}");
        }
        assert_eq!(fields("نام,فروش ماهانه,فروش سالانه\nپارس,1,12\n"), [Field::Name, Field::Keep, Field::Sales]);
    }

    #[test]
    fn a_period_that_the_user_chose_stays_with_the_column() {
        let mut mapping = ColumnMapping {
            columns: vec![MappedColumn::new("مبلغ", Field::Sales), MappedColumn::new("فروش ماهانه", Field::Keep)],
        };
        mapping.columns[0].period = Some(Period::Quarter);
        let again = mapping.for_headers(&["فروش ماهانه".into(), "مبلغ".into()]);
        assert_eq!(again.period_of(Field::Sales), Period::Quarter);
        // What was remembered before periods were is read as the name says.
        let old: ColumnMapping = serde_json::from_str(r#"{"columns":[{"header":"فروش ماهانه","field":"Sales"}]}"#).unwrap();
        assert_eq!(old.period_of(Field::Sales), Period::Month);
    }
}
