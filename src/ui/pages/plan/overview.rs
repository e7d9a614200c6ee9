//! The overview: totals, sales by month, and everything that is still to see to.

use leptos::prelude::*;

use super::{Part, date_format, steps};
use crate::charts::months::{self, MonthBar, MonthChart};
use crate::document::MeasureKind;
use crate::document::overview::{Overview, month_summary, sales_by_month};
use crate::domain::{Money, YearMonth};
use crate::locale::text::left_to_right;
use crate::locale::words::explain as explain_words;
use crate::locale::words::plan as words;
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::explain;
use crate::ui::pages::fitting_width;
use crate::ui::quantity;
use crate::ui::shared::Shared;
use crate::ui::studio::{Dialog, Studio};

/// The drawing's width in its own units where there is room.
const WIDTH: u32 = 760;

/// The overview.
#[component]
pub fn OverviewPart(held: Memo<Option<Shared<Overview>>>, part: RwSignal<Part>) -> impl IntoView {
    let studio = Studio::get();
    let totals = move || {
        let Some(held) = held.get() else { return Vec::new() };
        held.measures.iter().map(|measure| (measure.kind, measure.total, measure.known, held.accounts)).collect()
    };
    let gaps = move || held.get().map(|held| held.gaps.clone()).unwrap_or_default();
    view! {
        <section class="figures" aria-label=studio.say(words::FIGURES)>
            {move || totals().into_iter().map(|(measure, total, known, all)| {
                let figure = if measure == MeasureKind::Accounts || total > 0.0 {
                    quantity::figure(&studio, measure, total)
                } else {
                    studio.say(words::UNKNOWN_SHORT).to_owned()
                };
                let unit = quantity::unit(&studio, measure).filter(|_| total > 0.0);
                let label = studio.fill(explain_words::ASK, &[("subject", &quantity::name(&studio, measure))]);
                let explain = move |_| studio.open(Dialog::Explain(explain::total(&studio, measure, total, known, all)));
                view! {
                    <div class="card total">
                        <span class="dim small">{quantity::name(&studio, measure)}</span>
                        <button type="button" class="figure-button total-figure" title=label on:click=explain>
                            <span>{figure}" "<small class="dim">{unit}</small></span>
                        </button>
                    </div>
                }
            }).collect_view()}
        </section>
        <SalesByMonth />
        <Show when=move || !gaps().is_empty()>
            <section class="card" aria-labelledby="plan-gaps">
                <div class="card-head"><h2 id="plan-gaps">{studio.say(words::TO_SEE_TO)}</h2></div>
                <ul class="card-body gap-list">
                    {move || gaps().into_iter().map(|gap| {
                        let step = steps::step_of(&gap);
                        let text = step.text();
                        view! {
                            <li>
                                <span class="grow">{steps::gap_words(&studio, &gap)}</span>
                                <button type="button" class="button small" on:click=move |_| step.run(&studio, part)>{studio.say(text)}</button>
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// Sales of all customers by month, where months are known.
#[component]
fn SalesByMonth() -> impl IntoView {
    let studio = Studio::get();
    let months = Memo::new(move |_| studio.plan.with(|plan| plan.as_ref().map(|plan| sales_by_month(plan)).unwrap_or_default()));
    let summary = Signal::derive(move || months.with(|months| summary_words(&studio, months)));
    let drawing = Signal::derive(move || {
        let style = chart_style(&studio);
        let (dates, money) = (date_format(&studio), studio.money());
        let bars = months.with(|months| {
            let bar = |(month, amount): &(YearMonth, Money)| MonthBar {
                name: dates.month_short_name(month.month).to_owned(),
                year: studio.numbers().plain(i64::from(month.year)),
                amount: amount.0 as f64,
            };
            months.iter().map(bar).collect()
        });
        let width = fitting_width(WIDTH);
        let per_shown = money.display_unit.smallest_per_shown(money.currency) as f64;
        let drawn = MonthChart { months: bars }.draw(width, &style, &|amount| studio.numbers().compact(amount / per_shown));
        drawn.ok().map(|svg| Drawing { svg, width, height: months::HEIGHT })
    });
    let table = Signal::derive(move || {
        let (dates, money) = (date_format(&studio), studio.money());
        FigureTable {
            headings: vec![
                studio.say(words::MONTH).to_owned(),
                format!("{} ({})", quantity::name(&studio, MeasureKind::Sales), money.unit_label()),
            ],
            rows: months.get().into_iter().map(|(month, amount)| vec![dates.month_long(month), money.figure(amount)]).collect(),
        }
    });
    let title = Signal::derive(move || format!("{} ({})", studio.say(words::SALES_BY_MONTH), studio.money().unit_label()));
    view! {
        <Show when=move || months.with(|months| !months.is_empty())>
            <Figure title=title summary=summary drawing=drawing table=table is_of_plan=true />
        </Show>
    }
}

fn summary_words(studio: &Studio, months: &[(YearMonth, Money)]) -> String {
    let Some(summary) = month_summary(months) else { return String::new() };
    let (month, amount) = (date_format(studio).month_long(summary.highest.0), studio.money().with_unit(summary.highest.1));
    let total = studio.money().with_unit(summary.total);
    match summary.change_share {
        Some(change) => {
            let change = left_to_right(&studio.numbers().signed_percent(change, 0));
            studio.fill(words::SALES_OF_TWELVE, &[("total", &total), ("change", &change), ("month", &month), ("amount", &amount)])
        }
        None => {
            let count = studio.numbers().count(months.len());
            studio.fill(words::SALES_OF_ALL, &[("count", &count), ("total", &total), ("month", &month), ("amount", &amount)])
        }
    }
}
