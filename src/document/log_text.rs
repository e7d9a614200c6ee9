//! The words of the change log and of refused commands, in both languages. What changed is told by
//! [`ChangeSummary`]; nothing here looks at a plan.

use super::quota::change_text::quota_change_text;
use super::quota::pay::change::pay_change_text;
use super::{ChangeSummary, CommandError};
use crate::locale::text::isolated;
use crate::locale::{Language, NumberFormat, Text};

crate::texts! {
    QUOTED = "“{name}”", "«{name}»";
    TODAY = "today's state", "وضع امروز";
    IN_SCENARIO = "{change}, in scenario {scenario}", "{change}، در سناریوی {scenario}";
    ONE_ACCOUNT = "{count} customer", "{count} مشتری";
    MANY_ACCOUNTS = "{count} customers", "{count} مشتری";
    PLAN_CREATED = "Plan created", "برنامه ساخته شد";
    PLAN_RENAMED = "Plan renamed to {name}", "نام برنامه {name} شد";
    SETTINGS_CHANGED = "Settings changed", "تنظیمات تغییر کرد";
    OWN_MAP_CHOSEN = "Own map {name} chosen", "نقشهٔ {name} برگزیده شد";
    ACCOUNTS_IMPORTED = "Imported from {source}: {added} added, {changed} changed, {unchanged} unchanged", "درون‌بُرد از {source}: {added} مشتری تازه، {changed} تغییریافته، {unchanged} بی‌تغییر";
    ACCOUNT_ADDED = "Account {name} added", "مشتری {name} افزوده شد";
    ACCOUNT_EDITED = "Account {name} edited", "مشتری {name} ویرایش شد";
    ACCOUNTS_REMOVED = "{accounts} removed", "{accounts} حذف شد";
    ACCOUNTS_FIXED = "{accounts} fixed to their territory", "{accounts} در منطقهٔ خود ثابت شد";
    ACCOUNTS_FREED = "{accounts} set free to move", "{accounts} برای جابه‌جایی آزاد شد";
    PERSON_ADDED = "Seller {name} added", "کارشناس فروش {name} افزوده شد";
    PERSON_EDITED = "Seller {name} edited", "کارشناس فروش {name} ویرایش شد";
    PERSON_REMOVED = "Seller {name} removed", "کارشناس فروش {name} حذف شد";
    TERRITORY_ADDED = "Territory {name} added", "منطقهٔ {name} افزوده شد";
    TERRITORY_EDITED = "Territory {name} edited", "منطقهٔ {name} ویرایش شد";
    CENTRE_FIXED = "Territory {name} stays round {account}", "مرکز منطقهٔ {name} روی {account} ثابت شد";
    CENTRE_FREED = "Centre of territory {name} set free", "مرکز منطقهٔ {name} آزاد شد";
    SHARE_SET = "Territory {name} is to carry {weight} of a full share", "سهم منطقهٔ {name} به {weight} سهم کامل تغییر کرد";
    MEASURE_ADDED = "Column {name} became a measure", "ستون {name} سنجه شد";
    MEASURE_REMOVED = "Measure {name} removed", "سنجهٔ {name} حذف شد";
    TERRITORY_REMOVED = "Territory {name} removed", "منطقهٔ {name} حذف شد";
    TERRITORIES_RECOLOURED = "Territories coloured anew", "رنگ‌آمیزی مناطق از نو انجام شد";
    ACCOUNTS_ASSIGNED = "{accounts} given to {territory}", "{accounts} به {territory} داده شد";
    ACCOUNTS_TAKEN_OUT = "{accounts} taken out of their territory", "{accounts} از منطقهٔ خود بیرون آمد";
    AREAS_ASSIGNED = "{count} {count:area|areas} without customers given to {territory}", "{count} ناحیهٔ بی‌مشتری به {territory} داده شد";
    AREAS_TAKEN_OUT = "{count} {count:area|areas} without customers taken out of {count:its|their} territory", "{count} ناحیهٔ بی‌مشتری از منطقهٔ خود بیرون آمد";
    DESIGN_APPLIED = "Balanced design applied: {accounts} moved", "طرح متوازن به کار رفت: {accounts} جابه‌جا شد";
    DESIGN_GIVEN = "Balanced design applied: {given} given a territory", "طرح متوازن به کار رفت: {given} صاحب منطقه شد";
    DESIGN_MOVED_AND_GIVEN = "Balanced design applied: {accounts} moved, {given} given a territory", "طرح متوازن به کار رفت: {accounts} جابه‌جا و {given} صاحب منطقه شد";
    DESIGN_CHANGED = "Balancing settings changed", "تنظیمات متوازن‌سازی تغییر کرد";
    SCENARIO_ADDED = "Scenario {name} made from {from}", "سناریوی {name} از روی {from} ساخته شد";
    SCENARIO_RENAMED = "Scenario {from} renamed to {to}", "نام سناریوی {from} به {to} تغییر کرد";
    SCENARIO_REMOVED = "Scenario {name} removed", "سناریوی {name} حذف شد";
    SCENARIO_ADOPTED = "Scenario {name} became today's state", "سناریوی {name} وضع امروز شد";
    ONE_DISSOLVED = "Territory {names} dissolved: {accounts} given to its neighbours", "منطقهٔ {names} برچیده شد: {accounts} به مناطق کناری داده شد";
    MANY_DISSOLVED = "Territories {names} dissolved: {accounts} given to their neighbours", "مناطق {names} برچیده شد: {accounts} به مناطق کناری داده شد";
    ONE_VACATED = "Territory {names} became vacant", "منطقهٔ {names} بی‌کارشناس شد";
    MANY_VACATED = "Territories {names} became vacant", "مناطق {names} بی‌کارشناس شد";
    ONE_CARVED = "{count} territory made for a new seller: {accounts} moved", "{count} منطقه برای کارشناس تازه ساخته شد: {accounts} جابه‌جا شد";
    MANY_CARVED = "{count} territories made for new sellers: {accounts} moved", "{count} منطقه برای کارشناسان تازه ساخته شد: {accounts} جابه‌جا شد";
    MERGED = "Territories {one} and {other} merged into {name}", "مناطق {one} و {other} در {name} ادغام شد";
    SPLIT = "Territory {name} split: its half is {half}", "منطقهٔ {name} دو نیم شد: نیمهٔ تازه {half} است";
    SUGGESTION_TAKEN = "Suggestion taken: {accounts} moved", "پیشنهاد پذیرفته شد: {accounts} جابه‌جا شد";
    SCHEDULES_CHANGED = "Seasons and ramps changed", "الگوهای فصلی و دوره‌های راه‌افتادن تغییر کرد";
    UNKNOWN_GOAL = "This scenario has no such target any more. Set it first.", "این سناریو دیگر چنین هدفی ندارد. نخست آن را تعیین کنید.";
    UNKNOWN_GROUP = "This team is not in the scenario any more. Choose another one.", "این گروه دیگر در سناریو نیست. گروه دیگری برگزینید.";
    UNKNOWN_NODE = "This row is not in the plan any more. Choose another one.", "این ردیف دیگر در برنامه نیست. ردیف دیگری برگزینید.";
    GROUP_IN_ITSELF = "A team cannot be part of itself or of one below it. Choose another place.", "یک گروه نمی‌تواند زیرمجموعهٔ خودش باشد. جای دیگری برگزینید.";
    UNKNOWN_PAY_PLAN = "This pay plan is no longer in the plan. Choose another one.", "این طرح پورسانت دیگر در برنامه نیست. طرح دیگری برگزینید.";
    UNKNOWN_MEASURE = "This measure is no longer in the plan. Choose another one.", "این سنجه دیگر در برنامه نیست. سنجهٔ دیگری برگزینید.";
    NO_NUMBERS = "No customer has a number in this column. Choose another one.", "هیچ مشتری‌ای در این ستون عددی ندارد. ستون دیگری برگزینید.";
    NAME_IS_TAKEN = "This name is taken already. Type another one.", "این نام پیش‌تر به کار رفته است. نام دیگری بنویسید.";
    LIST_MARK = ", ", "، ";
    UNDONE = "Undone: {change}", "واگرد: {change}";
    REDONE = "Redone: {change}", "انجام دوباره: {change}";
    UNKNOWN_SCENARIO = "This scenario is no longer in the plan. Choose another one.", "این سناریو دیگر در برنامه نیست. سناریوی دیگری برگزینید.";
    UNKNOWN_TERRITORY = "This territory is not in the scenario any more. Choose another one.", "این منطقه دیگر در سناریو نیست. منطقهٔ دیگری برگزینید.";
    UNKNOWN_ACCOUNT = "This customer is no longer in the plan. Choose again.", "این مشتری دیگر در برنامه نیست. دوباره برگزینید.";
    UNKNOWN_PERSON = "This seller is no longer in the plan. Choose another one.", "این کارشناس فروش دیگر در برنامه نیست. کارشناس فروش دیگری برگزینید.";
    TODAY_IS_KEPT = "Today's state cannot be removed, renamed or adopted. Make a scenario from it and change that.", "وضع امروز را نمی‌توان حذف کرد، نام آن را تغییر داد یا جایگزین خودش کرد. از روی آن سناریویی بسازید و آن را تغییر دهید.";
    PLAN_HAS_CHANGED = "The plan has changed while the file was read. Read the file again.", "برنامه هنگام خواندن فایل تغییر کرد. فایل را دوباره بخوانید.";
    NOTHING_TO_DO = "There is nothing to do.", "کاری برای انجام نیست.";
    NAME_IS_EMPTY = "A name is needed. Type at least one letter.", "نام لازم است. دست‌کم یک حرف بنویسید.";
    OUT_OF_RANGE = "{field} is out of range: {range}.", "{field} در بازهٔ درست نیست: {range}.";
    FIELD_WORKING_TIME = "Working time", "زمان کار";
    RANGE_WORKING_TIME = "more than 0 and at most 100 percent", "بیشتر از صفر و حداکثر صد درصد";
    FIELD_FISCAL_MONTH = "First month of the fiscal year", "ماه آغاز سال مالی";
    RANGE_FISCAL_MONTH = "1 to 12", "از ۱ تا ۱۲";
    FIELD_DISPLAY_UNIT = "The unit of amounts", "واحد نمایش مبلغ";
    RANGE_DISPLAY_UNIT = "choose a unit of the plan's currency", "واحدی از واحد پول برنامه برگزینید";
    FIELD_POTENTIAL = "Potential", "پتانسیل";
    FIELD_WORKLOAD = "Workload", "حجم کار";
    RANGE_NOT_NEGATIVE = "0 or more", "صفر یا بیشتر";
    FIELD_WEIGHT = "Weight", "وزن";
    FIELD_TOLERANCE = "Tolerance", "رواداری";
    RANGE_POSITIVE = "more than 0", "بیشتر از صفر";
    FIELD_SHARE = "The share of a territory", "سهم منطقه";
    RANGE_OWN_SHARE = "0 to 1,000 full shares", "از صفر تا ۱٬۰۰۰ سهم کامل";
    FIELD_COMPACTNESS = "Weight of compactness", "وزن فشردگی";
    FIELD_DISRUPTION = "Limit on moves", "سقف جابه‌جایی";
    RANGE_SHARE = "0 to 100 percent", "از صفر تا صد درصد";
    FIELD_FISCAL_YEAR = "The fiscal year", "سال مالی";
    RANGE_FISCAL_YEAR = "a year of the plan's calendar", "سالی از تقویم برنامه";
    FIELD_QUOTA = "A quota", "هدف";
    FIELD_ESTIMATE = "An estimate", "برآورد";
    FIELD_TARGET = "The target", "هدف";
    FIELD_CUSHION = "The cushion", "حاشیهٔ اطمینان";
    RANGE_CUSHION = "0 to 900 percent", "از ۰ تا ۹۰۰ درصد";
    FIELD_PRODUCTIVITY = "Productivity and attainment", "بازده و درصد تحقق";
    FIELD_ATTRITION = "Attrition", "ریزش نیرو";
    RANGE_ATTRITION = "0 to 500 percent a year", "از صفر تا ۵۰۰ درصد در سال";
    FIELD_MONTHS_TO_REPLACE = "Months to replace someone", "ماه‌های لازم تا جایگزینی";
    RANGE_MONTHS_TO_REPLACE = "0 to 24", "از صفر تا ۲۴";
    FIELD_HOURS_PER_SELLER = "Hours a seller works in a year", "ساعت کار هر کارشناس در سال";
    RANGE_HOURS_PER_SELLER = "above 0, up to 8,784", "بیشتر از صفر، تا ۸٬۷۸۴";
    FIELD_SELLING_SHARE = "Share of time with customers", "سهم وقت نزد مشتری";
    RANGE_SELLING_SHARE = "above 0, up to 100 percent", "بیشتر از صفر، تا ۱۰۰ درصد";
    FIELD_HIRES = "Hires in a month", "استخدام در ماه";
    RANGE_HIRES = "0 to 10,000", "از صفر تا ۱۰٬۰۰۰";
    FIELD_UNTIL = "The last day", "آخرین روز";
    RANGE_UNTIL = "not before the first day", "نه پیش از نخستین روز";
    FIELD_SEASON_WEIGHT = "A weight of the season", "وزنی در الگوی فصلی";
    FIELD_RAMP_SHARE = "A share of the ramp", "سهمی در دورهٔ راه‌افتادن";
    FIELD_OTHER = "A figure", "یکی از اعداد";
    RANGE_OTHER = "check it and type it again", "آن را بررسی کنید و دوباره بنویسید";
}

/// What a change did, in a sentence without a full stop.
pub fn change_text(change: &ChangeSummary, language: Language) -> String {
    let words = Phrases { language };
    match change {
        ChangeSummary::PlanCreated => PLAN_CREATED.get(language).to_owned(),
        ChangeSummary::PlanRenamed(name) => words.named(PLAN_RENAMED, name),
        ChangeSummary::SettingsChanged => SETTINGS_CHANGED.get(language).to_owned(),
        ChangeSummary::OwnMapChosen(name) => words.named(OWN_MAP_CHOSEN, name),
        ChangeSummary::AccountsImported { source, counts, scenario } => {
            let numbers = NumberFormat::new(language);
            let (added, changed) = (numbers.count(counts.added), numbers.count(counts.changed));
            let (source, unchanged) = (words.quoted(source), numbers.count(counts.unchanged));
            let values = [("source", source.as_str()), ("added", &added), ("changed", &changed), ("unchanged", &unchanged)];
            words.within(scenario, ACCOUNTS_IMPORTED.fill(language, &values))
        }
        ChangeSummary::AccountAdded(name) => words.named(ACCOUNT_ADDED, name),
        ChangeSummary::AccountEdited(name) => words.named(ACCOUNT_EDITED, name),
        ChangeSummary::AccountsRemoved(count) => words.counted(ACCOUNTS_REMOVED, *count),
        ChangeSummary::AccountsFixed { count, is_fixed: true } => words.counted(ACCOUNTS_FIXED, *count),
        ChangeSummary::AccountsFixed { count, is_fixed: false } => words.counted(ACCOUNTS_FREED, *count),
        ChangeSummary::PersonAdded(name) => words.named(PERSON_ADDED, name),
        ChangeSummary::PersonEdited(name) => words.named(PERSON_EDITED, name),
        ChangeSummary::PersonRemoved(name) => words.named(PERSON_REMOVED, name),
        ChangeSummary::TerritoryAdded { territory, scenario } => words.within(scenario, words.named(TERRITORY_ADDED, territory)),
        ChangeSummary::TerritoryEdited { territory, scenario } => words.within(scenario, words.named(TERRITORY_EDITED, territory)),
        ChangeSummary::CentreFixed { territory, account, scenario } => {
            words.within(scenario, words.fill(CENTRE_FIXED, &[("name", words.quoted(territory)), ("account", words.quoted(account))]))
        }
        ChangeSummary::CentreFreed { territory, scenario } => words.within(scenario, words.named(CENTRE_FREED, territory)),
        ChangeSummary::ShareSet { territory, weight, scenario } => {
            let weight = NumberFormat::new(language).decimal(*weight, 3);
            words.within(scenario, words.fill(SHARE_SET, &[("name", words.quoted(territory)), ("weight", weight)]))
        }
        ChangeSummary::MeasureAdded(name) => words.named(MEASURE_ADDED, name),
        ChangeSummary::MeasureRemoved(name) => words.named(MEASURE_REMOVED, name),
        ChangeSummary::TerritoryRemoved { territory, scenario } => words.within(scenario, words.named(TERRITORY_REMOVED, territory)),
        ChangeSummary::AccountsAssigned { count, territory: Some(territory), scenario } => {
            let values = [("accounts", words.accounts(*count)), ("territory", words.quoted(territory))];
            words.within(scenario, words.fill(ACCOUNTS_ASSIGNED, &values))
        }
        ChangeSummary::AccountsAssigned { count, territory: None, scenario } => {
            words.within(scenario, words.counted(ACCOUNTS_TAKEN_OUT, *count))
        }
        ChangeSummary::AreasAssigned { count, territory, scenario } => {
            let count = ("count", NumberFormat::new(language).count(*count));
            let told = match territory {
                Some(territory) => words.fill(AREAS_ASSIGNED, &[count, ("territory", words.quoted(territory))]),
                None => words.fill(AREAS_TAKEN_OUT, &[count]),
            };
            words.within(scenario, told)
        }
        ChangeSummary::DesignApplied { moved, given, scenario } => {
            let text = match (moved, given) {
                (_, 0) => DESIGN_APPLIED,
                (0, _) => DESIGN_GIVEN,
                _ => DESIGN_MOVED_AND_GIVEN,
            };
            words.within(scenario, words.fill(text, &[("accounts", words.accounts(*moved)), ("given", words.accounts(*given))]))
        }
        ChangeSummary::DesignChanged { scenario } => words.within(scenario, DESIGN_CHANGED.get(language).to_owned()),
        ChangeSummary::ScenarioAdded { name, from } => {
            words.fill(SCENARIO_ADDED, &[("name", words.quoted(name)), ("from", words.scenario(from))])
        }
        ChangeSummary::ScenarioRenamed { from, to } => {
            words.fill(SCENARIO_RENAMED, &[("from", words.quoted(from)), ("to", words.quoted(to))])
        }
        ChangeSummary::ScenarioRemoved(name) => words.named(SCENARIO_REMOVED, name),
        ChangeSummary::TerritoriesRecoloured => TERRITORIES_RECOLOURED.get(language).to_owned(),
        ChangeSummary::ScenarioAdopted(name) => words.named(SCENARIO_ADOPTED, name),
        ChangeSummary::TerritoriesDissolved { territories, moved, scenario } => {
            let text = if territories.len() == 1 { ONE_DISSOLVED } else { MANY_DISSOLVED };
            words.within(scenario, words.fill(text, &[("names", words.list(territories)), ("accounts", words.accounts(*moved))]))
        }
        ChangeSummary::TerritoriesVacated { territories, scenario } => {
            let text = if territories.len() == 1 { ONE_VACATED } else { MANY_VACATED };
            words.within(scenario, words.fill(text, &[("names", words.list(territories))]))
        }
        ChangeSummary::TerritoriesCarved { count, moved, scenario } => {
            let text = if *count == 1 { ONE_CARVED } else { MANY_CARVED };
            let count = NumberFormat::new(language).count(*count);
            words.within(scenario, words.fill(text, &[("count", count), ("accounts", words.accounts(*moved))]))
        }
        ChangeSummary::TerritoriesMerged { territories: [one, other], name, scenario } => {
            let values = [("one", words.quoted(one)), ("other", words.quoted(other)), ("name", words.quoted(name))];
            words.within(scenario, words.fill(MERGED, &values))
        }
        ChangeSummary::TerritorySplit { territory, half, scenario } => {
            words.within(scenario, words.fill(SPLIT, &[("name", words.quoted(territory)), ("half", words.quoted(half))]))
        }
        ChangeSummary::SuggestionTaken { count, scenario } => words.within(scenario, words.counted(SUGGESTION_TAKEN, *count)),
        ChangeSummary::QuotaChanged { change, scenario } => words.within(scenario, quota_change_text(change, language)),
        ChangeSummary::PayPlansChanged(change) => pay_change_text(change, language, |name| words.quoted(name)),
        ChangeSummary::SchedulesChanged => SCHEDULES_CHANGED.get(language).to_owned(),
        ChangeSummary::Undone(change) => words.fill(UNDONE, &[("change", change_text(change, language))]),
        ChangeSummary::Redone(change) => words.fill(REDONE, &[("change", change_text(change, language))]),
    }
}

/// Why a command was refused and what to do, in whole sentences.
pub fn command_error_text(error: &CommandError, language: Language) -> String {
    let text = match error {
        CommandError::UnknownScenario => UNKNOWN_SCENARIO,
        CommandError::UnknownTerritory => UNKNOWN_TERRITORY,
        CommandError::UnknownAccount => UNKNOWN_ACCOUNT,
        CommandError::UnknownPerson => UNKNOWN_PERSON,
        CommandError::TodayIsKept => TODAY_IS_KEPT,
        CommandError::NameIsEmpty => NAME_IS_EMPTY,
        CommandError::PlanHasChanged => PLAN_HAS_CHANGED,
        CommandError::UnknownGoal => UNKNOWN_GOAL,
        CommandError::UnknownGroup => UNKNOWN_GROUP,
        CommandError::UnknownNode => UNKNOWN_NODE,
        CommandError::GroupInItself => GROUP_IN_ITSELF,
        CommandError::UnknownPayPlan => UNKNOWN_PAY_PLAN,
        CommandError::UnknownMeasure => UNKNOWN_MEASURE,
        CommandError::NoNumbers => NO_NUMBERS,
        CommandError::NameIsTaken => NAME_IS_TAKEN,
        CommandError::Nothing => NOTHING_TO_DO,
        CommandError::OutOfRange { field } => {
            let (field, range) = field_text(field);
            return OUT_OF_RANGE.fill(language, &[("field", field.get(language)), ("range", range.get(language))]);
        }
    };
    text.get(language).to_owned()
}

/// The name of a field and the range it must keep.
fn field_text(field: &str) -> (Text, Text) {
    match field {
        "working_time_share" => (FIELD_WORKING_TIME, RANGE_WORKING_TIME),
        "fiscal_year_first_month" => (FIELD_FISCAL_MONTH, RANGE_FISCAL_MONTH),
        "display_unit" => (FIELD_DISPLAY_UNIT, RANGE_DISPLAY_UNIT),
        "potential" => (FIELD_POTENTIAL, RANGE_NOT_NEGATIVE),
        "workload" => (FIELD_WORKLOAD, RANGE_NOT_NEGATIVE),
        "weight" => (FIELD_WEIGHT, RANGE_POSITIVE),
        "tolerance_share" => (FIELD_TOLERANCE, RANGE_POSITIVE),
        "share" => (FIELD_SHARE, RANGE_OWN_SHARE),
        "compactness_weight" => (FIELD_COMPACTNESS, RANGE_SHARE),
        "disruption_limit" => (FIELD_DISRUPTION, RANGE_SHARE),
        "fiscal_year" => (FIELD_FISCAL_YEAR, RANGE_FISCAL_YEAR),
        "quota" => (FIELD_QUOTA, RANGE_NOT_NEGATIVE),
        "estimate" => (FIELD_ESTIMATE, RANGE_NOT_NEGATIVE),
        "target" => (FIELD_TARGET, RANGE_NOT_NEGATIVE),
        "cushion" => (FIELD_CUSHION, RANGE_CUSHION),
        "productivity" => (FIELD_PRODUCTIVITY, RANGE_NOT_NEGATIVE),
        "until" => (FIELD_UNTIL, RANGE_UNTIL),
        "attrition" => (FIELD_ATTRITION, RANGE_ATTRITION),
        "months_to_replace" => (FIELD_MONTHS_TO_REPLACE, RANGE_MONTHS_TO_REPLACE),
        "hours_per_seller" => (FIELD_HOURS_PER_SELLER, RANGE_HOURS_PER_SELLER),
        "selling_share" => (FIELD_SELLING_SHARE, RANGE_SELLING_SHARE),
        "hires" => (FIELD_HIRES, RANGE_HIRES),
        "season_weight" => (FIELD_SEASON_WEIGHT, RANGE_NOT_NEGATIVE),
        "ramp_share" => (FIELD_RAMP_SHARE, RANGE_NOT_NEGATIVE),
        _ => (FIELD_OTHER, RANGE_OTHER),
    }
}

#[derive(Clone, Copy)]
struct Phrases {
    language: Language,
}

impl Phrases {
    fn fill(self, text: Text, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text.fill(self.language, &values)
    }

    fn quoted(self, name: &str) -> String {
        // A name of the other direction must not turn the figures after it round.
        QUOTED.fill(self.language, &[("name", &isolated(name))])
    }

    /// Names one after another.
    fn list(self, names: &[String]) -> String {
        names.iter().map(|name| self.quoted(name)).collect::<Vec<_>>().join(LIST_MARK.get(self.language))
    }

    fn named(self, text: Text, name: &str) -> String {
        self.fill(text, &[("name", self.quoted(name))])
    }

    fn accounts(self, count: usize) -> String {
        let text = if count == 1 { ONE_ACCOUNT } else { MANY_ACCOUNTS };
        self.fill(text, &[("count", NumberFormat::new(self.language).count(count))])
    }

    fn counted(self, text: Text, count: usize) -> String {
        self.fill(text, &[("accounts", self.accounts(count))])
    }

    /// A scenario by its name; the empty name is today's state.
    fn scenario(self, name: &str) -> String {
        if name.is_empty() { TODAY.get(self.language).to_owned() } else { self.quoted(name) }
    }

    /// A change and where it happened; today's state goes without saying.
    fn within(self, scenario: &str, change: String) -> String {
        if scenario.is_empty() {
            return change;
        }
        self.fill(IN_SCENARIO, &[("change", change), ("scenario", self.quoted(scenario))])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::ImportCounts;

    /// The sentence in both languages, without the marks that keep names apart.
    fn both(change: &ChangeSummary) -> [String; 2] {
        [Language::Persian, Language::English].map(|language| change_text(change, language).replace(['\u{2068}', '\u{2069}'], ""))
    }

    #[test]
    fn who_comes_to_a_first_territory_is_told_apart_from_who_moves() {
        let told = |moved, given| {
            let change = ChangeSummary::DesignApplied { moved, given, scenario: "B".into() };
            change_text(&change, Language::English).split(": ").last().unwrap_or_default().replace(['\u{2068}', '\u{2069}'], "")
        };
        assert!(told(148, 8).contains("148 customers moved, 8 customers given a territory"), "{}", told(148, 8));
        assert!(told(0, 156).contains("156 customers given a territory") && !told(0, 156).contains("moved"));
        assert!(told(148, 0).contains("148 customers moved") && !told(148, 0).contains("given"));
        let before: ChangeSummary = serde_json::from_str(r#"{"DesignApplied":{"moved":3,"scenario":"B"}}"#).unwrap();
        assert_eq!(before, ChangeSummary::DesignApplied { moved: 3, given: 0, scenario: "B".into() });
    }

    #[test]
    fn a_latin_name_does_not_turn_a_persian_sentence_round() {
        let counts = ImportCounts { added: 0, changed: 20, ..ImportCounts::default() };
        let imported = ChangeSummary::AccountsImported { source: "update.csv".into(), counts, scenario: "Plan B".into() };
        assert_eq!(
            change_text(&imported, Language::Persian),
            "درون‌بُرد از «\u{2068}update.csv\u{2069}»: ۰ مشتری تازه، ۲۰ تغییریافته، ۰ بی‌تغییر، در سناریوی «\u{2068}Plan B\u{2069}»"
        );
        let named = ChangeSummary::ScenarioAdded { name: "Plan B".into(), from: String::new() };
        assert!(change_text(&named, Language::Persian).contains("«\u{2068}Plan B\u{2069}»"));
    }

    #[test]
    fn counts_and_names_are_put_into_sentences() {
        let given = ChangeSummary::AccountsAssigned { count: 12, territory: Some("تهران شمال".into()), scenario: String::new() };
        assert_eq!(both(&given), ["۱۲ مشتری به «تهران شمال» داده شد", "12 customers given to “تهران شمال”"]);
        let one = ChangeSummary::AccountsAssigned { count: 1, territory: None, scenario: "ب".into() };
        assert_eq!(
            both(&one),
            ["۱ مشتری از منطقهٔ خود بیرون آمد، در سناریوی «ب»", "1 customer taken out of their territory, in scenario “ب”"]
        );
        let counts = ImportCounts { added: 1_200, changed: 3, unchanged: 0, left: 5, areas_from_map: 0 };
        let imported = ChangeSummary::AccountsImported { source: "customers.csv".into(), counts, scenario: String::new() };
        assert_eq!(
            both(&imported),
            [
                "درون‌بُرد از «customers.csv»: ۱٬۲۰۰ مشتری تازه، ۳ تغییریافته، ۰ بی‌تغییر",
                "Imported from “customers.csv”: 1,200 added, 3 changed, 0 unchanged"
            ]
        );
    }

    #[test]
    fn the_nameless_scenario_is_today() {
        let added = ChangeSummary::ScenarioAdded { name: "رشد".into(), from: String::new() };
        assert_eq!(both(&added), ["سناریوی «رشد» از روی وضع امروز ساخته شد", "Scenario “رشد” made from today's state"]);
        let undone = ChangeSummary::Undone(Box::new(added));
        assert_eq!(both(&undone)[1], "Undone: Scenario “رشد” made from today's state");
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        let share = CommandError::OutOfRange { field: "working_time_share" };
        assert_eq!(command_error_text(&share, Language::English), "Working time is out of range: more than 0 and at most 100 percent.");
        let code = concat!(include_str!("apply.rs"), include_str!("quota/change.rs"), include_str!("quota/goal_change.rs"));
        let fields: Vec<&str> = code.split("OutOfRange { field: \"").skip(1).collect();
        assert!(!fields.is_empty());
        for field in fields.iter().filter_map(|rest| rest.split('"').next()) {
            assert_ne!(field_text(field).0, FIELD_OTHER, "the field {field} has no name for people");
        }
    }

    #[test]
    fn both_languages_have_the_same_places() {
        for text in ALL
            .iter()
            .chain(crate::document::quota::change_text::ALL)
            .chain(crate::document::quota::finding_text::ALL)
            .chain(crate::document::quota::season_text::ALL)
            .chain(crate::document::quota::pay::change::ALL)
            .chain(crate::document::quota::pay::finding_text::ALL)
            .chain(crate::document::quota::pay::statement_text::ALL)
            .chain(crate::document::quota::pay::templates::ALL)
            .chain(crate::locale::money::ALL)
            .chain(crate::locale::date::ALL)
            .chain(crate::locale::number::ALL)
        {
            assert_eq!(Text::places(text.en), Text::places(text.fa), "{}", text.en);
        }
    }
}
