//! What was noticed about quotas, in sentences of both languages: what, where, and what to do. What a plan cannot bring
//! about by itself (a broken file of another program) is told as it is in the code.

use super::change_text::goal_text;
use super::keys::NodeRef;
use super::question::{QuotaResults, goal_of};
use crate::domain::{CivilDate, TerritoryId};
use crate::locale::{DateFormat, Language, MoneyFormat, NumberFormat, Text};
use crate::quota::{Field, GoalKind, NodeKey, QuotaFinding, QuotaFindingKind as Kind};

crate::texts! {
    TARGET_ZERO = "{goal}: the target is 0, and so is every quota. Set an amount above 0.", "{goal}: هدف صفر است، پس همهٔ هدف‌ها صفرند. مبلغی بالای صفر تعیین کنید.";
    TARGET_WITHOUT_HISTORY = "{goal}: the target grows on a year of which no sales are known. Set an amount, or import sales of that year.", "{goal}: هدف بر پایهٔ رشد سالی است که فروشی از آن نیست. مبلغ تعیین کنید یا فروش آن سال را وارد کنید.";
    TARGET_UNRESOLVED = "{goal}: the target is a share of a goal that is not set. Set the sales target first.", "{goal}: هدف سهمی از هدفی است که تعیین نشده. نخست هدف فروش را تعیین کنید.";
    TOO_LARGE = "{goal}: an amount is larger than can be counted. Check the unit of amounts.", "{goal}: مبلغی بزرگ‌تر از اندازهٔ شمردنی است. واحد مبلغ را بررسی کنید.";
    MISSING_FIGURES = "{count} of {of} below {node} have no figure to be shared out by, {first} among them; they get nothing. Import the figures, or choose another basis.", "{count} از {of} زیرمجموعهٔ {node} عددی برای تقسیم ندارند، از جمله {first}؛ چیزی نمی‌گیرند. داده را وارد کنید یا مبنای دیگری برگزینید.";
    BASIS_ALL_ZERO = "Nobody below {node} has a figure to be shared out by, so all get the same. Import figures, or choose another basis.", "هیچ‌یک از زیرمجموعهٔ {node} عددی برای تقسیم ندارد، پس همه برابر می‌گیرند. داده را وارد کنید یا مبنای دیگری برگزینید.";
    BLEND_PART_ZERO = "Part {part} of the blend is 0 for everyone below {node} and was left out.", "جزء {part} ترکیب برای همهٔ زیرمجموعهٔ {node} صفر است و کنار گذاشته شد.";
    EMPTY_BLEND = "The blend for {node} has no weight above 0, so all get the same. Give a weight.", "ترکیب {node} هیچ وزنی بالای صفر ندارد، پس همه برابر می‌گیرند. وزنی بدهید.";
    GROWTH_FITTED = "Growth below {node} comes to {resulting} for each, since quotas must sum to the target.", "رشد زیرمجموعهٔ {node} برای هر یک {resulting} می‌شود، چون جمع هدف‌ها باید برابر هدف باشد.";
    BELOW_HISTORY = "{node} has less to share out ({amount}) than those below sold ({history}): each gets less in proportion.", "{node} کمتر ({amount}) از فروش زیرمجموعه‌اش ({history}) برای تقسیم دارد: هر یک به نسبت کمتر می‌گیرد.";
    NO_ROOM = "Nobody below {node} has potential to grow by, so the growth is shared evenly. Import potential, or choose another basis.", "هیچ‌یک از زیرمجموعهٔ {node} پتانسیلی برای رشد ندارد، پس رشد برابر تقسیم شد. پتانسیل را وارد کنید یا مبنای دیگری برگزینید.";
    LOCKS_ABOVE = "Quotas set by hand below {node} sum to {locked}, but it has only {amount}. Lower one of them or set it free.", "هدف‌های دستی زیرمجموعهٔ {node} روی هم {locked} است، ولی تنها {amount} دارد. یکی را کم یا آزاد کنید.";
    ALL_LOCKED = "All quotas below {node} are set by hand and sum to {locked} instead of {amount}. Set one free, or change it.", "همهٔ هدف‌های زیرمجموعهٔ {node} دستی است و جمعشان {locked} است نه {amount}. یکی را آزاد کنید یا تغییر دهید.";
    UNKNOWN_SCHEDULE = "There is no season or ramp called {name} any more. Choose another one.", "دیگر الگو یا دوره‌ای به نام {name} نیست. دیگری برگزینید.";
    SEASON_ZERO = "All weights of the season {name} are 0, so all months weigh alike. Give weights.", "همهٔ وزن‌های الگوی فصلی {name} صفر است، پس ماه‌ها یکسان‌اند. وزن بدهید.";
    NO_SUCH_DAY = "{node}: the calendar has no day {date}. Correct the date.", "{node}: تقویم روزی به‌صورت {date} ندارد. تاریخ را درست کنید.";
    RANGE_REVERSED = "{node}: the time ends before it begins and counts for nothing. Correct the dates.", "{node}: پایان زمان پیش از آغاز آن است و به حساب نمی‌آید. تاریخ‌ها را درست کنید.";
    OUTSIDE = "{node} is there only before or after the planned year and carries nothing.", "{node} تنها پیش یا پس از سال برنامه حضور دارد و چیزی بر دوش ندارد.";
    ABSENCE_OUTSIDE = "{node}: an absence lies outside the planned year and changes nothing.", "{node}: یک غیبت بیرون از سال برنامه است و چیزی را تغییر نمی‌دهد.";
    NOBODY_KEPT = "Nobody works {node} in {months}: the quota stands as vacant. Find someone, or let others carry it.", "در {months} کسی در {node} نیست: هدف آن بی‌کارشناس می‌ماند. کسی بیابید یا بگذارید دیگران بر دوش بگیرند.";
    NOBODY_ZERO = "Nobody works {node} in {months}: these months carry 0 there.", "در {months} کسی در {node} نیست: این ماه‌ها آنجا صفر است.";
    NOBODY_BESIDE = "Nobody below {node} is there at any time of the year; the quota is shared out as if they were.", "هیچ‌یک از زیرمجموعهٔ {node} در سال حضور ندارد؛ هدف چنان تقسیم شد که گویی هست.";
    AMOUNT_WITHOUT_ACTIVITY = "{node} has a quota without being there in any month of the season.", "{node} هدف دارد بی‌آنکه در ماهی از الگوی فصلی حضور داشته باشد.";
    PERIOD_NOTHING = "In {months} nobody carries anything, although the season asks for it.", "در {months} کسی چیزی بر دوش ندارد، هرچند الگوی فصلی می‌خواهد.";
    ESTIMATES_MISSING = "{count} have no own estimate, {first} among them; the sum from below lacks them.", "{count} مورد برآورد خود را نداده‌اند، از جمله {first}؛ جمعِ از پایین آن‌ها را ندارد.";
    HISTORY_TOO_SHORT = "No fiscal year of sales is known whole, so that all months weigh alike.", "فروش هیچ سال مالی کاملی معلوم نیست، پس ماه‌ها یکسان‌اند.";
    HISTORY_BELOW_ZERO = "{node}: more came back than was sold in {year}. As a basis it counts as 0.", "{node}: در سال {year} برگشتی بیش از فروش بوده است. در مبنای تقسیم صفر شمرده می‌شود.";
    INVALID_FIGURE = "{node}: a figure ({figure}) is below 0 or cannot be counted, and counts as 0. Correct it.", "{node}: عددی ({figure}) منفی یا ناشمردنی است و صفر شمرده شد. آن را درست کنید.";
    INVALID_CUSHION = "{node}: a cushion of {cushion} cannot be counted and counts as 0. Cushions are 0 to 900 percent, and at most tenfold down a path.", "{node}: حاشیهٔ {cushion} شمردنی نیست و صفر شمرده شد. حاشیه از ۰ تا ۹۰۰ درصد است و در هر مسیر روی هم دست بالا ده‌برابر.";
    NEGATIVE_CUSTOMERS = "Customers of whom more came back than was sold in {year}: {count} ({amount}), in {places}. It is taken off the sales of their territories.", "مشتریانی که برگشتی آن‌ها در سال {year} بیش از خریدشان بوده: {count} ({amount})، در {places}. از فروش منطقه‌شان کم شده است.";
    PARTIAL_CUSTOMERS = "Customers with sales of only some months of {year}: {count}, in {places}. The other months count as nothing sold.", "مشتریانی که فروش تنها بخشی از ماه‌های سال {year} را دارند: {count}، در {places}. ماه‌های دیگر فروش صفر شمرده شده است.";
    UNKNOWN_MONTHS = "No sales at all are known of {months}; these months count as 0 in {year}. Import them, or what goes by that year is too low.", "هیچ فروشی از {months} معلوم نیست؛ این ماه‌ها در سال {year} صفر شمرده شد. آن‌ها را وارد کنید، وگرنه آنچه بر پایهٔ آن سال است کم می‌آید.";
    NO_TERRITORY = "customers without a territory", "مشتریان بدون منطقه";
    MORE_PLACES = "{count} more", "{count} جای دیگر";
    OTHER = "{node}: {code}", "{node}: {code}";
    LIST_MARK = ", ", "، ";
}

/// Findings in words, those that hinder most first. What the page tells elsewhere is left out.
pub fn finding_texts(results: &QuotaResults, goal: GoalKind, language: Language, money: MoneyFormat) -> Vec<String> {
    let words = Words { results, language, money };
    let of_goal = |finding: &&QuotaFinding| finding.place.goal.as_ref().is_none_or(|key| goal_of(key) == Some(goal));
    // Customers with years below 0 are told together.
    let is_account = |key: &NodeKey| matches!(NodeRef::of(key), Some(NodeRef::Account(_)));
    let told_elsewhere = |finding: &&QuotaFinding| match finding.kind {
        Kind::EstimatesMissing { .. } => true,
        Kind::InvalidFigure { .. } => {
            matches!(finding.place.field, Some(Field::History(_))) && finding.place.node.as_ref().is_some_and(is_account)
        }
        _ => false,
    };
    let mut told = Vec::new();
    for finding in results.answer.findings.iter().filter(of_goal).filter(|finding| !told_elsewhere(finding)) {
        let sentence = words.sentence(finding);
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    if goal == GoalKind::Sales {
        told.extend(words.history(|_| true));
    }
    told
}

/// What was noticed of a territory's past sales alone.
pub fn history_texts(results: &QuotaResults, territory: TerritoryId, language: Language, money: MoneyFormat) -> Vec<String> {
    Words { results, language, money }.history(|seat| seat == Some(territory))
}

/// How many places are named before the others are counted.
const MOST_PLACES: usize = 3;

struct Words<'a> {
    results: &'a QuotaResults,
    language: Language,
    money: MoneyFormat,
}

impl Words<'_> {
    fn node(&self, key: Option<&NodeKey>) -> String {
        let node = key.and_then(|key| self.results.answer.nodes.iter().find(|node| node.key == *key));
        let name = node.map(|node| node.name.clone()).or_else(|| key.and_then(NodeRef::of).map(|node| node.key().0)).unwrap_or_default();
        format!("\u{2068}{name}\u{2069}")
    }

    fn amount(&self, amount: i64, finding: &QuotaFinding) -> String {
        match finding.place.goal.as_ref().and_then(goal_of) {
            Some(GoalKind::Quantity) => NumberFormat::new(self.language).integer(amount),
            _ => self.money.with_unit(crate::domain::Money(amount)),
        }
    }

    fn months(&self, months: &[u8]) -> String {
        let year = &self.results.question.fiscal_year;
        let format = DateFormat::new(self.language, year.calendar());
        let all = year.months();
        let names = months.iter().filter_map(|month| all.get(usize::from(*month))).map(|month| format.month_name(month.month));
        names.collect::<Vec<_>>().join(LIST_MARK.get(self.language))
    }

    fn day(&self, date: CivilDate) -> String {
        let numbers = NumberFormat::new(self.language);
        format!(
            "\u{2066}{}/{}/{}\u{2069}",
            numbers.plain(date.year.into()),
            numbers.plain(date.month.into()),
            numbers.plain(date.day.into())
        )
    }

    /// What was noticed of past sales at some places.
    fn history(&self, is_asked: impl Fn(Option<TerritoryId>) -> bool) -> Vec<String> {
        let (notes, numbers) = (&self.results.history_notes, NumberFormat::new(self.language));
        let year_words = |year: i32| numbers.plain(i64::from(year));
        let mut told = Vec::new();
        let mut years: Vec<i32> = notes.negative.keys().filter(|(_, seat)| is_asked(*seat)).map(|(year, _)| *year).collect();
        years.dedup();
        for year in years.into_iter().rev() {
            let of_year = notes.negative.iter().filter(|((known, seat), _)| *known == year && is_asked(*seat));
            let (count, amount) =
                of_year.clone().fold((0u32, 0.0), |(count, amount), (_, note)| (count + note.count, amount + note.amount));
            let values = [
                ("year", year_words(year)),
                ("count", numbers.count(count as usize)),
                ("amount", self.money.with_unit(crate::domain::Money(amount.round() as i64))),
                ("places", self.places(of_year.map(|((_, seat), _)| *seat))),
            ];
            told.push(NEGATIVE_CUSTOMERS.fill(self.language, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
        }
        let partial = notes.partial.iter().filter(|(seat, _)| is_asked(**seat));
        let count: u32 = partial.clone().map(|(_, count)| count).sum();
        if count > 0 {
            let places = self.places(partial.map(|(seat, _)| *seat));
            let values = [("year", year_words(notes.last_year)), ("count", numbers.count(count as usize)), ("places", places)];
            told.push(PARTIAL_CUSTOMERS.fill(self.language, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
        }
        if is_asked(None) && !notes.unknown_months.is_empty() {
            let format = DateFormat::new(self.language, self.results.question.fiscal_year.calendar());
            let months: Vec<&str> = notes.unknown_months.iter().map(|month| format.month_name(month.month)).collect();
            let months = months.join(LIST_MARK.get(self.language));
            told.push(UNKNOWN_MONTHS.fill(self.language, &[("months", &months), ("year", &year_words(notes.last_year))]));
        }
        told
    }

    fn places(&self, seats: impl Iterator<Item = Option<TerritoryId>>) -> String {
        let name = |seat: Option<TerritoryId>| match seat {
            Some(territory) => self.node(Some(&NodeRef::Seat(territory).key())),
            None => NO_TERRITORY.get(self.language).to_owned(),
        };
        let mut names: Vec<String> = seats.map(name).collect();
        if names.len() > MOST_PLACES + 1 {
            let more = NumberFormat::new(self.language).count(names.len() - MOST_PLACES);
            names.truncate(MOST_PLACES);
            names.push(MORE_PLACES.fill(self.language, &[("count", &more)]));
        }
        names.join(LIST_MARK.get(self.language))
    }

    fn sentence(&self, finding: &QuotaFinding) -> String {
        let numbers = NumberFormat::new(self.language);
        let goal = finding.place.goal.as_ref().and_then(goal_of).map(|kind| goal_text(kind).get(self.language)).unwrap_or_default();
        // What belongs to no node belongs to its goal.
        let node = finding.place.node.as_ref().map_or_else(|| goal.to_owned(), |key| self.node(Some(key)));
        let count = |count: u32| numbers.count(count as usize);
        let fill = |text: Text, values: &[(&str, String)]| {
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            text.fill(self.language, &values)
        };
        let at = || vec![("node", node.clone()), ("goal", goal.to_owned())];
        let with = |text: Text, more: Vec<(&'static str, String)>| fill(text, &at().into_iter().chain(more).collect::<Vec<_>>());
        match &finding.kind {
            Kind::TargetZero => with(TARGET_ZERO, vec![]),
            Kind::TargetWithoutHistory => with(TARGET_WITHOUT_HISTORY, vec![]),
            Kind::TargetUnresolved => with(TARGET_UNRESOLVED, vec![]),
            Kind::AmountTooLarge => with(TOO_LARGE, vec![]),
            Kind::MissingFigures { count: missing, of, first } => {
                with(MISSING_FIGURES, vec![("count", count(*missing)), ("of", count(*of)), ("first", self.node(Some(first)))])
            }
            Kind::BasisAllZero => with(BASIS_ALL_ZERO, vec![]),
            Kind::BlendPartAllZero { part } => with(BLEND_PART_ZERO, vec![("part", count(part + 1))]),
            Kind::EmptyBlend => with(EMPTY_BLEND, vec![]),
            Kind::GrowthFitted { resulting, .. } => {
                with(GROWTH_FITTED, vec![("resulting", format!("\u{2066}{}\u{2069}", numbers.signed_percent(*resulting, 1)))])
            }
            Kind::BelowHistory { amount, history } => with(
                BELOW_HISTORY,
                vec![("amount", self.amount(*amount, finding)), ("history", self.amount(history.round() as i64, finding))],
            ),
            Kind::NoRoomToGrow => with(NO_ROOM, vec![]),
            Kind::LocksAboveParent { locked, amount } => {
                with(LOCKS_ABOVE, vec![("locked", self.amount(*locked, finding)), ("amount", self.amount(*amount, finding))])
            }
            Kind::AllLockedAndDifferent { locked, amount } => {
                with(ALL_LOCKED, vec![("locked", self.amount(*locked, finding)), ("amount", self.amount(*amount, finding))])
            }
            Kind::UnknownSchedule { name } => with(UNKNOWN_SCHEDULE, vec![("name", format!("\u{2068}{name}\u{2069}"))]),
            Kind::SeasonAllZero { name } => with(SEASON_ZERO, vec![("name", format!("\u{2068}{name}\u{2069}"))]),
            Kind::NoSuchDay { date, .. } => with(NO_SUCH_DAY, vec![("date", self.day(*date))]),
            Kind::RangeReversed => with(RANGE_REVERSED, vec![]),
            Kind::OutsideFiscalYear => with(OUTSIDE, vec![]),
            Kind::AbsenceOutsideFiscalYear => with(ABSENCE_OUTSIDE, vec![]),
            Kind::NobodyActive { months, is_carried_by_vacancy } => {
                with(if *is_carried_by_vacancy { NOBODY_KEPT } else { NOBODY_ZERO }, vec![("months", self.months(months))])
            }
            Kind::NobodyActiveBeside => with(NOBODY_BESIDE, vec![]),
            Kind::AmountWithoutActivity => with(AMOUNT_WITHOUT_ACTIVITY, vec![]),
            Kind::PeriodCarriesNothing { months } => with(PERIOD_NOTHING, vec![("months", self.months(months))]),
            Kind::EstimatesMissing { count: missing, first } => {
                with(ESTIMATES_MISSING, vec![("count", count(*missing)), ("first", self.node(Some(first)))])
            }
            Kind::HistoryTooShort => with(HISTORY_TOO_SHORT, vec![]),
            Kind::InvalidFigure { figure } => match finding.place.field {
                Some(Field::History(year)) => with(HISTORY_BELOW_ZERO, vec![("year", numbers.plain(i64::from(year)))]),
                _ => with(INVALID_FIGURE, vec![("figure", figure.clone())]),
            },
            Kind::InvalidCushion { cushion } => {
                let share = cushion.parse::<f64>().map_or_else(|_| cushion.clone(), |share| numbers.percent(share, 1));
                with(INVALID_CUSHION, vec![("cushion", format!("\u{2066}{share}\u{2069}"))])
            }
            other => with(OTHER, vec![("code", other.code().to_owned())]),
        }
    }
}
