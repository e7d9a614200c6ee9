//! What each role earns: the curve of pay over attainment with its table, and the figures on target.

use leptos::prelude::*;

use super::findings::placed_sentence;
use super::state::{Pay, Reckoned};
use crate::charts::pay_curve::{HEIGHT, PayCurveChart, PayLine, PayPoint};
use crate::document::quota::pay::summary::{CURVE_PERCENTS, RolePay};
use crate::domain::Money;
use crate::locale::text::isolated;
use crate::locale::words::pay as words;
use crate::quota::pay::{PayFinding, Rate};
use crate::ui::charts::figure::{Drawing, Figure, FigureTable, chart_style};
use crate::ui::pages::fitting_width;

/// The drawing's width in its own units where there is room.
const WIDTH: u32 = 1_060;

/// The name of a role with its plan, where roles alone would not tell them apart.
fn name_of(pay: &Pay, role: &RolePay, reckoned: &Reckoned) -> String {
    let is_shared = reckoned.roles.iter().filter(|other| other.role == role.role).count() > 1;
    let name = pay.role_name(&role.role);
    if is_shared { format!("{name} · {}", role.plan.name) } else { name }
}

/// The picture and the table.
#[component]
pub fn Curve() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let width = RwSignal::new(fitting_width(WIDTH));
    let has_curve = Memo::new(move |_| {
        pay.reckoned.with(|reckoned| reckoned.as_ref().is_some_and(|reckoned| reckoned.roles.iter().any(|role| role.curve.is_ok())))
    });
    let drawing = Signal::derive(move || {
        let (style, money, numbers, width) = (chart_style(&studio), studio.money(), studio.numbers(), width.get());
        let reckoned = pay.reckoned.get()?;
        let line = |role: &RolePay| {
            let points = role.curve.as_ref().ok()?.iter().map(|point| PayPoint {
                attainment: point.attainment.share(),
                pay: point.pay.0 as f64,
                pay_just_below: point.pay_just_below.map(|below| below.0 as f64),
            });
            Some(PayLine { name: name_of(&pay, role, &reckoned), points: points.collect() })
        };
        let lines = reckoned.roles.iter().filter_map(line).collect();
        let chart = PayCurveChart { lines, across: studio.say(words::ATTAINMENT).to_owned() };
        let figure = |amount: f64| money.figure(Money(amount.round() as i64));
        let svg = chart.draw(width, &style, &figure, &|share| numbers.percent(share, 0)).ok()?;
        Some(Drawing { svg, width, height: HEIGHT })
    });
    let table = Signal::derive(move || pay.reckoned.get().map(|reckoned| table_of(&pay, &reckoned)).unwrap_or_default());
    let title = Signal::derive(move || format!("{} ({})", studio.say(words::CURVE), studio.money().unit_label()));
    let hindered = move || {
        let reckoned = pay.reckoned.get()?;
        let why = |role: &RolePay| {
            let found = role.curve.as_ref().err()?;
            let told = found.iter().filter(|finding| reckoned.results.is_some() || PayFinding::is_blocking(finding));
            let why = told.map(|finding| placed_sentence(&studio, finding, &role.plan)).collect::<Vec<_>>().join(" ");
            (!why.is_empty()).then(|| {
                let name = isolated(&name_of(&pay, role, &reckoned));
                studio.fill(words::NO_CURVE, &[("name", &name), ("why", &why)])
            })
        };
        let told: Vec<String> = reckoned.roles.iter().filter_map(why).collect();
        Some(told.into_iter().map(|words| view! { <p class="notice warning">{words}</p> }).collect_view())
    };
    view! {
        {hindered}
        <Show when=move || has_curve.get()>
            <Figure title=title summary=Signal::stored(studio.say(words::CURVE_WHY).to_owned()) drawing=drawing table=table width=width />
        </Show>
        <RoleTable />
    }
}

/// Attainments downwards, roles across; a jump has a row of its own for what is paid just below.
fn table_of(pay: &Pay, reckoned: &Reckoned) -> FigureTable {
    let studio = pay.studio;
    let (money, numbers) = (studio.money(), studio.numbers());
    let drawn: Vec<(&RolePay, &Vec<crate::quota::pay::CurvePoint>)> =
        reckoned.roles.iter().filter_map(|role| Some((role, role.curve.as_ref().ok()?))).collect();
    let mut attainments: Vec<Rate> = drawn.iter().flat_map(|(_, points)| points.iter().map(|point| point.attainment)).collect();
    attainments.sort();
    attainments.dedup();
    let mut rows = Vec::new();
    for attainment in attainments {
        let percent = numbers.percent(attainment.share(), 2);
        let at = |points: &Vec<crate::quota::pay::CurvePoint>| points.iter().find(|point| point.attainment == attainment).copied();
        if drawn.iter().any(|(_, points)| at(points).is_some_and(|point| point.pay_just_below.is_some())) {
            let below = |points| at(points).and_then(|point| point.pay_just_below).map_or_else(String::new, |below| money.figure(below));
            let name = studio.fill(words::JUST_BELOW, &[("attainment", &percent)]);
            rows.push(std::iter::once(name).chain(drawn.iter().map(|(_, points)| below(points))).collect());
        }
        let paid = |points| at(points).map_or_else(String::new, |point| money.figure(point.pay));
        rows.push(std::iter::once(percent).chain(drawn.iter().map(|(_, points)| paid(points))).collect());
    }
    let names = drawn.iter().map(|(role, _)| name_of(pay, role, reckoned));
    FigureTable { headings: std::iter::once(studio.say(words::ATTAINMENT).to_owned()).chain(names).collect(), rows }
}

/// What each role earns on target.
#[component]
fn RoleTable() -> impl IntoView {
    let pay = Pay::get();
    let studio = pay.studio;
    let (money, numbers) = (studio.money(), studio.numbers());
    let percents: Vec<i32> = CURVE_PERCENTS.into_iter().filter(|percent| [80, 100, 120].contains(percent)).collect();
    let heads = percents.clone();
    let lines = move || {
        let reckoned = pay.reckoned.get()?;
        let line = |role: &RolePay| {
            let figure = |amount: Option<Money>| amount.map_or_else(|| "—".to_owned(), |amount| money.figure(amount));
            view! {
                <tr>
                    <th scope="row"><bdi>{pay.role_name(&role.role)}</bdi></th>
                    <td><bdi>{role.plan.name.clone()}</bdi></td>
                    <td class="number">{numbers.count(role.sellers.len())}</td>
                    <td class="number">{figure(role.on_target)}</td>
                    {percents.iter().map(|percent| view! { <td class="number">{figure(role.pay_at(Rate::percent(*percent)))}</td> }).collect_view()}
                    <td class="number">{role.quota_to_earnings.map_or_else(|| "—".to_owned(), |ratio| numbers.ratio(ratio))}</td>
                </tr>
            }
        };
        Some(reckoned.roles.iter().map(line).collect_view())
    };
    let label = move || format!("{} ({})", studio.say(words::ROLE_FIGURES), studio.money().unit_label());
    view! {
        <section class="card">
            <div class="card-head"><h2>{label}</h2></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=label>
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{studio.say(words::ROLE)}</th>
                            <th scope="col">{studio.say(words::PLAN)}</th>
                            <th scope="col" class="number">{studio.say(words::SELLERS)}</th>
                            <th scope="col" class="number">{studio.say(words::ON_TARGET)}</th>
                            {heads.into_iter().map(|percent| {
                                let percent = numbers.percent(f64::from(percent) / 100.0, 0);
                                view! { <th scope="col" class="number">{studio.fill(words::AT_PERCENT, &[("percent", &percent)])}</th> }
                            }).collect_view()}
                            <th scope="col" class="number">{studio.say(words::QUOTA_TO_EARNINGS)}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
}
