//! A customer's sales by month: small bars and a sentence that says the same.

use leptos::prelude::*;

use crate::domain::SalesHistory;
use crate::locale::DateFormat;
use crate::locale::words::customers as words;
use crate::tabular::history::{HistoryPicture, PICTURE_HEIGHT};
use crate::ui::studio::Studio;

/// The bars and the sentence.
#[component]
pub fn MonthlySales(
    /// The sales.
    history: SalesHistory,
) -> impl IntoView {
    figure(Studio::get(), &history)
}

fn figure(studio: Studio, history: &SalesHistory) -> Option<impl IntoView + use<>> {
    let calendar = studio.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.calendar))?;
    let dates = DateFormat::new(studio.language.get_untracked(), calendar);
    let picture = HistoryPicture::of(history)?;
    let money = untrack(|| studio.money());
    let summary = studio.fill(
        words::HISTORY_SUMMARY,
        &[
            ("first", &dates.month_long(picture.first)),
            ("last", &dates.month_long(picture.last)),
            ("total", &money.with_unit(picture.total)),
            ("best", &dates.month_long(picture.best)),
            ("best_sales", &money.with_unit(picture.best_sales)),
        ],
    );
    let bars = picture.bars.iter().map(|bar| {
        let words = format!("{}: {}", dates.month_long(bar.month), money.with_unit(bar.sales));
        view! {
            <rect class:below=bar.is_negative x=bar.left.to_string() y=bar.top.to_string() width=bar.width.to_string() height=bar.height.to_string() rx="1">
                <title>{words}</title>
            </rect>
        }
    });
    Some(view! {
        <figure class="account-history">
            <figcaption>
                <span class="label dim">{studio.say(words::HISTORY)}</span>
                <p class="small" id="account-history-words">{summary}</p>
            </figcaption>
            <svg viewBox=format!("0 0 {} {}", picture.width, PICTURE_HEIGHT) role="img" aria-labelledby="account-history-words" preserveAspectRatio="none">
                {bars.collect_view()}
                <line x1="0" x2=picture.width.to_string() y1=picture.base.to_string() y2=picture.base.to_string()></line>
            </svg>
            <p class="account-history-axis dim small" dir="ltr"><bdi>{dates.month_short(picture.first)}</bdi><bdi>{dates.month_short(picture.last)}</bdi></p>
        </figure>
    })
}
