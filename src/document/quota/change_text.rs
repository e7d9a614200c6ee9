//! The words of the change log for quotas, in both languages.

use super::change::QuotaChange;
use crate::locale::{Language, NumberFormat, Text};
use crate::quota::GoalKind;

crate::texts! {
    YEAR_PLANNED = "Quotas planned for fiscal year {year}", "اهداف برای سال مالی {year} برنامه‌ریزی شد";
    YEAR_USUAL = "Quotas planned for the coming fiscal year", "اهداف برای سال مالی آینده برنامه‌ریزی شد";
    GOAL_PUT = "{goal} set", "{goal} تعیین شد";
    GOAL_REMOVED = "{goal} removed", "{goal} حذف شد";
    SALES = "Sales target", "هدف فروش";
    COLLECTION = "Collection target", "هدف وصول";
    QUANTITY = "Quantity target", "هدف مقداری";
    ONE_LOCKED = "{count} quota set by hand", "{count} هدف با دست تعیین شد";
    MANY_LOCKED = "{count} quotas set by hand", "{count} هدف با دست تعیین شد";
    ONE_FREED = "{count} quota set free", "{count} هدف آزاد شد";
    MANY_FREED = "{count} quotas set free", "{count} هدف آزاد شد";
    ONE_ESTIMATED = "{count} own estimate changed", "{count} برآورد از پایین تغییر کرد";
    MANY_ESTIMATED = "{count} own estimates changed", "{count} برآورد از پایین تغییر کرد";
    ONE_RECALLED = "{count} quota of last year entered", "{count} هدف سال گذشته وارد شد";
    MANY_RECALLED = "{count} quotas of last year entered", "{count} هدف سال گذشته وارد شد";
    ONE_CUSHIONED = "{count} cushion set", "{count} حاشیهٔ اطمینان تعیین شد";
    MANY_CUSHIONED = "{count} cushions set", "{count} حاشیهٔ اطمینان تعیین شد";
    ONE_CELL = "{count} cell of the quotas changed", "{count} خانه از جدول اهداف تغییر کرد";
    MANY_CELLS = "{count} cells of the quotas changed", "{count} خانه از جدول اهداف تغییر کرد";
    NODE_DECIDED = "A quota's own rules changed", "قاعدهٔ ویژهٔ یک هدف تغییر کرد";
    NODE_RULED = "Rules of {name} changed", "قاعدهٔ ویژهٔ {name} تغییر کرد";
    GROUP_ADDED = "Team {name} added", "گروه {name} افزوده شد";
    GROUP_EDITED = "Team {name} edited", "گروه {name} ویرایش شد";
    GROUP_REMOVED = "Team {name} removed", "گروه {name} حذف شد";
    ONE_PLACED = "{count} territory put into {group}", "{count} منطقه در {group} قرار گرفت";
    MANY_PLACED = "{count} territories put into {group}", "{count} منطقه در {group} قرار گرفت";
    WHOLE_COMPANY = "the company", "کل شرکت";
    HOLDERS_CHANGED = "Who works {name} and when changed", "کارشناس و زمان کار در {name} تغییر کرد";
    SPLIT_CHANGED = "The split below territories changed", "تقسیم هدف درون مناطق تغییر کرد";
    TIME_CHANGED = "Handling of vacancies and new sellers changed", "روش برخورد با جای خالی و نیروی تازه تغییر کرد";
    STAFFING_PLANNED = "Expected leavers and hires changed", "ریزش و استخدام‌های برنامه تغییر کرد";
    BANDS_CHANGED = "Healthy bands changed", "بازه‌های سالم تغییر کرد";
    OUTLOOK_CHANGED = "Expectations of the year changed", "فرض‌های شبیه‌سازی سال تغییر کرد";
    PAY_PLANNED = "Who is on which pay plan changed", "طرح پورسانت نقش‌ها تغییر کرد";
    QUOTED = "“{name}”", "«{name}»";
}

/// The name of a goal.
pub fn goal_text(kind: GoalKind) -> Text {
    match kind {
        GoalKind::Sales => SALES,
        GoalKind::Collection => COLLECTION,
        GoalKind::Quantity => QUANTITY,
    }
}

/// A change in words.
pub fn quota_change_text(change: &QuotaChange, language: Language) -> String {
    let numbers = NumberFormat::new(language);
    let counted =
        |count: usize, one: Text, many: Text| if count == 1 { one } else { many }.fill(language, &[("count", &numbers.count(count))]);
    let quoted = |name: &str| QUOTED.fill(language, &[("name", name)]);
    match change {
        QuotaChange::YearPlanned(Some(year)) => YEAR_PLANNED.fill(language, &[("year", &numbers.plain(i64::from(*year)))]),
        QuotaChange::YearPlanned(None) => YEAR_USUAL.get(language).to_owned(),
        QuotaChange::GoalPut(kind) => GOAL_PUT.fill(language, &[("goal", goal_text(*kind).get(language))]),
        QuotaChange::GoalRemoved(kind) => GOAL_REMOVED.fill(language, &[("goal", goal_text(*kind).get(language))]),
        QuotaChange::NodesLocked(count) => counted(*count, ONE_LOCKED, MANY_LOCKED),
        QuotaChange::NodesFreed(count) => counted(*count, ONE_FREED, MANY_FREED),
        QuotaChange::NodesEstimated(count) => counted(*count, ONE_ESTIMATED, MANY_ESTIMATED),
        QuotaChange::QuotasRecalled(count) => counted(*count, ONE_RECALLED, MANY_RECALLED),
        QuotaChange::NodesCushioned(count) => counted(*count, ONE_CUSHIONED, MANY_CUSHIONED),
        QuotaChange::CellsEntered(count) => counted(*count, ONE_CELL, MANY_CELLS),
        QuotaChange::NodeDecided => NODE_DECIDED.get(language).to_owned(),
        QuotaChange::NodeRuled(name) => NODE_RULED.fill(language, &[("name", &quoted(name))]),
        QuotaChange::GroupAdded(name) => GROUP_ADDED.fill(language, &[("name", &quoted(name))]),
        QuotaChange::GroupEdited(name) => GROUP_EDITED.fill(language, &[("name", &quoted(name))]),
        QuotaChange::GroupRemoved(name) => GROUP_REMOVED.fill(language, &[("name", &quoted(name))]),
        QuotaChange::SeatsPlaced { count, group } => {
            let group = group.as_ref().map_or_else(|| WHOLE_COMPANY.get(language).to_owned(), |group| quoted(group));
            let text = if *count == 1 { ONE_PLACED } else { MANY_PLACED };
            text.fill(language, &[("count", &numbers.count(*count)), ("group", &group)])
        }
        QuotaChange::HoldersChanged(name) => HOLDERS_CHANGED.fill(language, &[("name", &quoted(name))]),
        QuotaChange::SplitChanged => SPLIT_CHANGED.get(language).to_owned(),
        QuotaChange::TimeChanged => TIME_CHANGED.get(language).to_owned(),
        QuotaChange::StaffingPlanned => STAFFING_PLANNED.get(language).to_owned(),
        QuotaChange::BandsChanged => BANDS_CHANGED.get(language).to_owned(),
        QuotaChange::OutlookChanged => OUTLOOK_CHANGED.get(language).to_owned(),
        QuotaChange::PayPlanned => PAY_PLANNED.get(language).to_owned(),
    }
}
