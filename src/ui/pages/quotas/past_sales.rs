//! A season that is read off past sales: which past months a moving holiday changed, and what was noticed.

use leptos::prelude::*;

use crate::document::quota::PastHoliday;
use crate::document::quota::history::monthly;
use crate::document::quota::schedules::season_of_sales;
use crate::document::quota::season_text::SeasonWords;
use crate::domain::YearMonth;
use crate::locale::DateFormat;
use crate::locale::words::schedules as words;
use crate::quota::Season;
use crate::tabular::past_holidays::{HolidayLine, months_offered, read};
use crate::tabular::schedule_form::ScheduleProblem;
use crate::ui::studio::Studio;
use crate::ui::widgets::icon::{self, Icon};

/// What past sales say of the season, and how it was read; a handle.
#[derive(Clone, Copy)]
pub struct PastSales {
    studio: Studio,
    lines: RwSignal<Vec<HolidayLine>>,
    months: StoredValue<Vec<YearMonth>>,
}

impl PastSales {
    /// The past of the plan as it is kept.
    pub fn new(studio: Studio) -> PastSales {
        let numbers = studio.numbers();
        let (lines, months) = studio.plan.with_untracked(|plan| {
            let kept = plan.as_ref().map(|plan| HolidayLine::all(&plan.schedules.past_holidays, numbers));
            (kept.unwrap_or_default(), plan.as_ref().map(|plan| months_offered(plan)).unwrap_or_default())
        });
        PastSales { studio, lines: RwSignal::new(lines), months: StoredValue::new(months) }
    }

    /// Whether any months of sales are known.
    pub fn is_known(&self) -> bool {
        self.studio.plan.with_untracked(|plan| plan.as_ref().is_some_and(|plan| monthly(plan).is_some()))
    }

    /// Follows what is typed.
    pub fn track(&self) {
        self.lines.track();
    }

    /// Whether a line cannot be read.
    pub fn is_wrong(&self) -> bool {
        self.lines.with_untracked(|lines| read(lines).is_err())
    }

    /// The past holidays as typed; `None` while a line is wrong.
    pub fn holidays(&self) -> Option<Vec<PastHoliday>> {
        self.lines.with(|lines| read(lines)).ok()
    }

    /// The season that past sales say without the holidays; `None` while a line is wrong or no months are known.
    pub fn season(&self) -> Option<Season> {
        let holidays = self.holidays()?;
        self.studio.plan.with_untracked(|plan| season_of_sales(plan.as_ref()?, &holidays)).map(|(season, _)| season)
    }

    /// What was noticed.
    pub fn sentences(&self) -> Vec<String> {
        let studio = self.studio;
        let Some(holidays) = self.holidays() else { return Vec::new() };
        studio.plan.with_untracked(|plan| {
            let Some(plan) = plan.as_ref() else { return Vec::new() };
            let Some((_, found)) = season_of_sales(plan, &holidays) else { return Vec::new() };
            let first_month = plan.settings.fiscal_year_first_month;
            let say = SeasonWords { language: studio.language.get_untracked(), calendar: plan.settings.calendar, first_month };
            say.sentences(&found, holidays.len())
        })
    }

    fn problem(&self, place: usize) -> Option<String> {
        let found = self.lines.with(|lines| read(lines)).err()?.into_iter().find(|(known, _)| *known == place)?.1;
        let text = match found {
            ScheduleProblem::Negative | ScheduleProblem::AllZero => words::ABOVE_ZERO,
            ScheduleProblem::TooLarge => words::TOO_LARGE,
            _ => words::NOT_A_NUMBER,
        };
        Some(self.studio.say(text).to_owned())
    }
}

/// What was noticed when a season was read off past sales, and the months that a moving holiday changed.
#[component]
pub fn PastSalesFields(past: PastSales) -> impl IntoView {
    let studio = past.studio;
    let numbers = studio.numbers();
    let count = Memo::new(move |_| past.lines.with(Vec::len));
    let Some(calendar) = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.calendar)) else {
        return ().into_any();
    };
    let dates = DateFormat::new(studio.language.get_untracked(), calendar);
    let add = move |_| {
        past.lines.update(|lines| {
            let next = past.months.with_value(|months| HolidayLine::next(lines, months, numbers));
            lines.extend(next);
        });
    };
    let line = move |place: usize| {
        let id = format!("past-holiday-{place}");
        let share_id = format!("{id}-share");
        let error_id = format!("{id}-error");
        let Some(known) = past.lines.with_untracked(|lines| lines.get(place).cloned()) else { return ().into_any() };
        let choose = move |event| {
            let chosen = event_target_value(&event).parse::<usize>().ok();
            let month = chosen.and_then(|at| past.months.with_value(|months| months.get(at).copied()));
            past.lines.update(|lines| {
                if let (Some(line), Some(month)) = (lines.get_mut(place), month) {
                    line.month = month;
                }
            });
        };
        let typed = move |event| {
            past.lines.update(|lines| {
                if let Some(line) = lines.get_mut(place) {
                    line.share.typed = event_target_value(&event);
                }
            });
        };
        let mut offered = past.months.get_value();
        // A month of a year that is no longer known stays in sight.
        if !offered.contains(&known.month) {
            offered.push(known.month);
            past.months.set_value(offered.clone());
        }
        let options = offered.into_iter().enumerate().map(|(at, month)| {
            view! { <option value=at.to_string() selected=month == known.month>{dates.month_long(month)}</option> }
        });
        let problem = Memo::new(move |_| past.problem(place));
        view! {
            <div class="row past-holiday">
                <label class="visually-hidden" for=id.clone()>{studio.say(words::PAST_MONTH)}</label>
                <select id=id class="select" on:change=choose>{options.collect_view()}</select>
                <label class="visually-hidden" for=share_id.clone()>{studio.say(words::PAST_SHARE)}</label>
                <input
                    id=share_id class="input number" inputmode="decimal" autocomplete="off" maxlength="20" value=known.share.typed
                    aria-invalid=move || problem.with(Option::is_some).then_some("true") aria-describedby=error_id.clone() on:input=typed
                />
                <span aria-hidden="true">{studio.say(words::PERCENT_SIGN)}</span>
                <button
                    type="button" class="icon-button" aria-label=studio.say(words::REMOVE_PAST) title=studio.say(words::REMOVE_PAST)
                    on:click=move |_| past.lines.update(|lines| if place < lines.len() { lines.remove(place); })
                ><Icon path=icon::CLOSE /></button>
                <span class="bad small" id=error_id role="status">{problem}</span>
            </div>
        }
        .into_any()
    };
    // Lines are drawn anew when one comes or goes, and keep their fields while they are typed into.
    view! {
        <fieldset class="plain-fieldset">
            <legend>{studio.say(words::PAST_HOLIDAYS)}</legend>
            <p class="dim small">{studio.say(words::PAST_HOLIDAYS_WHY)}</p>
            {move || (0..count.get()).map(line).collect_view()}
            <div class="row">
                <button type="button" class="button small" on:click=add><Icon path=icon::PLUS />{studio.say(words::ADD_PAST)}</button>
            </div>
            <ul class="small season-notes" role="status">{move || past.sentences().into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
        </fieldset>
    }
    .into_any()
}
