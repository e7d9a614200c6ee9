//! Twelve small bars, and the names of the months of the plan's fiscal year.

use leptos::prelude::*;

use crate::domain::fiscal::MONTHS;
use crate::locale::DateFormat;
use crate::tabular::schedule_form::bar_heights;
use crate::ui::studio::Studio;

/// The names of the months, from the first of the fiscal year.
pub fn month_names(studio: &Studio) -> [String; MONTHS] {
    let (calendar, first) = studio.plan.with_untracked(|plan| {
        let settings = plan.as_ref().map(|plan| &plan.settings);
        settings.map_or((crate::domain::CalendarKind::Gregorian, 1), |settings| {
            (settings.calendar, settings.fiscal_year_first_month.clamp(1, 12))
        })
    });
    let format = DateFormat::new(studio.language.get_untracked(), calendar);
    std::array::from_fn(|month| format.month_name((usize::from(first) - 1 + month) as u8 % MONTHS as u8 + 1).to_owned())
}

/// Bars in the direction of reading, as the fields beside them. Decoration beside words that say the same.
#[component]
pub fn MonthBars(values: Vec<f64>) -> impl IntoView {
    let heights = bar_heights(&values);
    view! {
        <span class="month-bars" aria-hidden="true">
            {heights.into_iter().map(|height| view! { <i style:block-size=format!("{height}%")></i> }).collect_view()}
        </span>
    }
}
