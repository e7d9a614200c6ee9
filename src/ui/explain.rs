//! Where figures come from: the definition, formula, inputs and source of every measure of territories, as
//! [`Explanation`]s, and the button that asks for one. The figures themselves are `territory::measures`' and
//! `document::design`'s.

use leptos::prelude::*;

use super::quantity;
use super::studio::{Dialog, Explanation, Studio};
use super::widgets::icon::{self, Icon};
use crate::document::comparison::ShapeFigure;
use crate::document::results::ScenarioResults;
use crate::document::shape::{NoShape, ScenarioShapes, TerritoryShape};
use crate::document::{MeasureKind, ShareBasis};
use crate::domain::TerritoryId;
use crate::locale::Text;
use crate::locale::number::NO_FIGURE;
use crate::locale::text::{isolated, left_to_right};
use crate::locale::words::explain as words;

/// How far a territory of the scenario in sight, by identity and name, is from its fair share in one measure. `value` and `target` are in the measure's unit,
/// as [`crate::document::design::value_of`] gives them; `tolerance_share` is 0.1 for ±10 %.
pub fn relative_deviation(
    studio: &Studio,
    measure: MeasureKind,
    (id, territory): (TerritoryId, &str),
    value: f64,
    target: f64,
    tolerance_share: f64,
) -> Explanation {
    let (value_words, target_words) = (quantity::with_unit(studio, measure, value), quantity::with_unit(studio, measure, target));
    let mut paragraphs = vec![studio.say(words::DEVIATION_WHAT).to_owned(), studio.say(words::DEVIATION_FORMULA).to_owned()];
    if target > 0.0 {
        let deviation = left_to_right(&studio.numbers().signed_percent((value - target) / target, 1));
        paragraphs
            .push(studio.fill(words::DEVIATION_INPUTS, &[("value", &value_words), ("target", &target_words), ("deviation", &deviation)]));
    } else {
        paragraphs.push(studio.say(words::DEVIATION_NO_TARGET).to_owned());
    }
    paragraphs.extend(fair_share(studio, measure, id, target));
    paragraphs.push(studio.fill(words::DEVIATION_TOLERANCE, &[("tolerance", &tolerance(studio, tolerance_share))]));
    paragraphs.push(studio.say(words::DEVIATION_SOURCE).to_owned());
    let title = studio.fill(words::DEVIATION_TITLE, &[("measure", &quantity::name(studio, measure)), ("territory", &isolated(territory))]);
    Explanation { title, paragraphs }
}

/// The largest deviation of a scenario in one measure; `worst` is the name of the territory it belongs to.
pub fn largest_deviation(
    studio: &Studio,
    measure: MeasureKind,
    deviation: f64,
    total: f64,
    territory_count: usize,
    worst: Option<&str>,
) -> Explanation {
    let numbers = studio.numbers();
    let inputs = studio.fill(
        words::LARGEST_INPUTS,
        &[
            ("territories", &numbers.count(territory_count)),
            ("total", &quantity::with_unit(studio, measure, total)),
            ("deviation", &numbers.percent(deviation, 1)),
        ],
    );
    let mut paragraphs = said(studio, &[words::LARGEST_WHAT, words::LARGEST_FORMULA]);
    paragraphs.push(inputs);
    paragraphs.extend(worst.map(|worst| studio.fill(words::LARGEST_AT, &[("territory", &isolated(worst))])));
    paragraphs.push(studio.say(words::DEVIATION_SOURCE).to_owned());
    Explanation { title: of_measure(studio, words::LARGEST_TITLE, measure), paragraphs }
}

/// How many territories are within tolerance in one measure.
pub fn within_tolerance(studio: &Studio, measure: MeasureKind, within: usize, territory_count: usize, tolerance_share: f64) -> Explanation {
    let numbers = studio.numbers();
    let inputs = studio.fill(
        words::WITHIN_INPUTS,
        &[
            ("tolerance", &tolerance(studio, tolerance_share)),
            ("within", &numbers.count(within)),
            ("territories", &numbers.count(territory_count)),
        ],
    );
    let mut paragraphs = said(studio, &[words::WITHIN_WHAT, words::DEVIATION_FORMULA]);
    paragraphs.extend([inputs, studio.say(words::DEVIATION_SOURCE).to_owned()]);
    Explanation { title: of_measure(studio, words::WITHIN_TITLE, measure), paragraphs }
}

/// How many territories are within tolerance in every balanced measure; `tolerances` are those of the measures.
pub fn within_every_tolerance(studio: &Studio, within: usize, territory_count: usize, tolerances: &[(MeasureKind, f64)]) -> Explanation {
    let numbers = studio.numbers();
    let mut paragraphs = said(studio, &[words::WITHIN_EVERY_WHAT, words::DEVIATION_FORMULA]);
    paragraphs.extend(tolerances.iter().map(|(measure, share)| {
        studio.fill(words::WITHIN_TOLERANCE, &[("measure", &quantity::name(studio, *measure)), ("tolerance", &tolerance(studio, *share))])
    }));
    let counted = [("within", &*numbers.count(within)), ("territories", &numbers.count(territory_count))];
    paragraphs.extend([studio.fill(words::WITHIN_EVERY_INPUTS, &counted), studio.say(words::DEVIATION_SOURCE).to_owned()]);
    Explanation { title: studio.say(words::WITHIN_EVERY_TITLE).to_owned(), paragraphs }
}

/// How long the ways are by the compactness that was chosen.
pub fn chosen_ways(studio: &Studio, title: String, ways_km: f64) -> Explanation {
    let mut paragraphs = said(studio, &[words::WAYS_WHAT]);
    paragraphs.push(studio.fill(words::RESULT, &[("figure", &quantity::kilometres(studio, ways_km))]));
    paragraphs.push(studio.say(words::DISPERSION_LIMITS).to_owned());
    Explanation { title, paragraphs }
}

/// How unequal the territories of a scenario are in one measure.
pub fn coefficient_of_variation(studio: &Studio, measure: MeasureKind, value: f64, territory_count: usize) -> Explanation {
    let numbers = studio.numbers();
    let inputs =
        studio.fill(words::VARIATION_INPUTS, &[("territories", &numbers.count(territory_count)), ("value", &numbers.fixed(value, 3))]);
    let mut paragraphs = said(studio, &[words::VARIATION_WHAT, words::VARIATION_FORMULA]);
    paragraphs.extend([inputs, studio.say(words::VARIATION_SOURCE).to_owned()]);
    Explanation { title: of_measure(studio, words::VARIATION_TITLE, measure), paragraphs }
}

/// How far customers lie from the centres of their territories; `placed` of `all` customers are counted.
pub fn dispersion(studio: &Studio, dispersion_km: f64, placed: usize, all: usize) -> Explanation {
    let numbers = studio.numbers();
    let inputs = studio.fill(
        words::DISPERSION_INPUTS,
        &[("placed", &numbers.count(placed)), ("all", &numbers.count(all)), ("distance", &quantity::kilometres(studio, dispersion_km))],
    );
    let mut paragraphs = said(studio, &[words::DISPERSION_WHAT, words::DISPERSION_FORMULA]);
    paragraphs.extend([inputs, studio.say(words::DISPERSION_LIMITS).to_owned()]);
    Explanation { title: studio.say(words::DISPERSION_TITLE).to_owned(), paragraphs }
}

/// How far the customers of one territory lie from its centre.
pub fn dispersion_of(studio: &Studio, territory: &str, dispersion_km: f64) -> Explanation {
    let mut paragraphs = said(studio, &[words::DISPERSION_WHAT, words::DISPERSION_FORMULA_OF]);
    paragraphs.push(studio.fill(words::RESULT, &[("figure", &quantity::kilometres(studio, dispersion_km))]));
    paragraphs.push(studio.say(words::DISPERSION_LIMITS).to_owned());
    Explanation { title: studio.fill(words::DISPERSION_OF, &[("territory", &isolated(territory))]), paragraphs }
}

/// The mean distance from a territory's customers to its seller's place, km, where that is known.
pub fn home_distance_of(studio: &Studio, territory: &str, home_km: Option<f64>) -> Explanation {
    let title = studio.fill(words::HOME_OF, &[("territory", &isolated(territory))]);
    Explanation { title, ..home_distance(studio, home_km) }
}

/// The mean distance from customers to the places of their territories' sellers, km, where one is known.
pub fn home_distance(studio: &Studio, home_km: Option<f64>) -> Explanation {
    let mut paragraphs = said(studio, &[words::HOME_WHAT, words::HOME_FORMULA]);
    paragraphs.push(match home_km {
        Some(home_km) => studio.fill(words::RESULT, &[("figure", &quantity::kilometres(studio, home_km))]),
        None => studio.say(words::HOME_NONE).to_owned(),
    });
    paragraphs.push(studio.say(words::DISPERSION_LIMITS).to_owned());
    Explanation { title: studio.say(words::HOME_TITLE).to_owned(), paragraphs }
}

/// How much of its sales of today a territory keeps, 0 to 1; `None` when it has none today.
pub fn sales_kept(studio: &Studio, territory: &str, kept_share: Option<f64>) -> Explanation {
    let mut paragraphs = said(studio, &[words::KEPT_WHAT, words::KEPT_FORMULA]);
    paragraphs.push(match kept_share {
        Some(share) => studio.fill(words::RESULT, &[("figure", &studio.numbers().percent(share, 1))]),
        None => studio.say(words::KEPT_NONE).to_owned(),
    });
    paragraphs.push(studio.say(words::KEPT_SOURCE).to_owned());
    Explanation { title: studio.fill(words::KEPT_OF, &[("territory", &isolated(territory))]), paragraphs }
}

/// How many customers a territory gains and loses; `None` when there is no earlier assignment.
pub fn in_and_out(studio: &Studio, territory: &str, moved: Option<(usize, usize)>) -> Explanation {
    let mut paragraphs = said(studio, &[words::MOVED_WHAT]);
    paragraphs.push(match moved {
        Some((gained, lost)) => {
            let numbers = studio.numbers();
            studio.fill(words::MOVED_INPUTS, &[("gained", &numbers.count(gained)), ("lost", &numbers.count(lost))])
        }
        None => studio.say(words::CHANGE_NO_EARLIER).to_owned(),
    });
    Explanation { title: studio.fill(words::MOVED_OF, &[("territory", &isolated(territory))]), paragraphs }
}

/// The sum of a measure over all customers; `known` of `all` customers have a figure.
pub fn total(studio: &Studio, measure: MeasureKind, total: f64, known: usize, all: usize) -> Explanation {
    let numbers = studio.numbers();
    let paragraphs = match measure {
        MeasureKind::Accounts => vec![
            studio.say(words::TOTAL_ACCOUNTS).to_owned(),
            studio.fill(words::RESULT, &[("figure", &quantity::with_unit(studio, measure, total))]),
        ],
        MeasureKind::Potential | MeasureKind::Sales | MeasureKind::Workload | MeasureKind::Further(_) => {
            let what = match measure {
                MeasureKind::Potential => words::TOTAL_POTENTIAL,
                MeasureKind::Sales => words::TOTAL_SALES,
                MeasureKind::Accounts | MeasureKind::Workload => words::TOTAL_WORKLOAD,
                MeasureKind::Further(_) => words::TOTAL_FURTHER,
            };
            let mut paragraphs = said(studio, &[words::TOTAL_WHAT, what]);
            let inputs =
                [("known", numbers.count(known)), ("all", numbers.count(all)), ("total", quantity::with_unit(studio, measure, total))];
            paragraphs.push(studio.fill(words::TOTAL_INPUTS, &inputs.each_ref().map(|(name, figure)| (*name, figure.as_str()))));
            paragraphs
        }
    };
    Explanation { title: of_measure(studio, words::TOTAL_TITLE, measure), paragraphs }
}

/// How far apart the two furthest customers of a territory are.
pub fn diameter(studio: &Studio, territory: &str, diameter_km: f64) -> Explanation {
    let mut paragraphs = said(studio, &[words::DIAMETER_WHAT, words::DIAMETER_FORMULA]);
    paragraphs.push(studio.fill(words::DIAMETER_RESULT, &[("distance", &quantity::kilometres(studio, diameter_km))]));
    paragraphs.push(studio.say(words::DIAMETER_LIMITS).to_owned());
    Explanation { title: studio.fill(words::DIAMETER_OF, &[("territory", &isolated(territory))]), paragraphs }
}

/// The largest diameter of a scenario; `widest` is the name of the territory it belongs to, `placed` of `all` customers
/// are counted.
pub fn largest_diameter(studio: &Studio, diameter_km: f64, widest: Option<&str>, placed: usize, all: usize) -> Explanation {
    let numbers = studio.numbers();
    let inputs = studio.fill(
        words::DIAMETER_INPUTS,
        &[("placed", &numbers.count(placed)), ("all", &numbers.count(all)), ("distance", &quantity::kilometres(studio, diameter_km))],
    );
    let mut paragraphs = said(studio, &[words::DIAMETER_WHAT, words::DIAMETER_FORMULA]);
    paragraphs.push(inputs);
    paragraphs.extend(widest.map(|widest| studio.fill(words::DIAMETER_AT, &[("territory", &isolated(widest))])));
    paragraphs.push(studio.say(words::DIAMETER_LIMITS).to_owned());
    Explanation { title: studio.say(words::DIAMETER_TITLE).to_owned(), paragraphs }
}

/// The shape of a territory, or why it is not known: `Ok(None)` where it has no area.
pub fn shape(studio: &Studio, territory: &str, shape: Result<Option<TerritoryShape>, NoShape>) -> Explanation {
    let numbers = studio.numbers();
    let ratio = |value: f64| numbers.fixed(value, 2);
    let mut paragraphs = vec![studio.say(words::SHAPE_WHAT).to_owned()];
    match shape {
        Ok(Some(shape)) => {
            let square_km = |area: f64| studio.fill(words::SQUARE_KILOMETRES, &[("figure", &numbers.decimal(area, 0))]);
            let perimeter = quantity::kilometres(studio, shape.perimeter_km);
            let (areas, area) = (numbers.count(shape.area_count), square_km(shape.area_square_km));
            paragraphs.extend([
                studio.fill(words::SHAPE_INPUTS, &[("areas", &areas), ("area", &area)]),
                studio.fill(words::SHAPE_POLSBY, &[("value", &ratio(shape.polsby_popper())), ("perimeter", &perimeter)]),
                studio.fill(words::SHAPE_REOCK, &[("value", &ratio(shape.reock())), ("circle", &square_km(shape.circle_square_km))]),
                studio.fill(words::SHAPE_HULL, &[("value", &ratio(shape.hull_ratio())), ("hull", &square_km(shape.hull_square_km))]),
                studio.fill(words::SHAPE_CUT, &[("count", &numbers.count(shape.cut_edges as usize))]),
            ]);
            paragraphs.extend(said(studio, &[words::SHAPE_PLANE, words::SHAPE_SOURCE]));
        }
        Ok(None) => paragraphs.push(studio.say(words::SHAPE_NO_AREA).to_owned()),
        Err(why) => paragraphs.push(studio.say(no_shape(why)).to_owned()),
    }
    Explanation { title: studio.fill(words::SHAPE_OF, &[("territory", &isolated(territory))]), paragraphs }
}

/// The name of a figure of shape.
pub fn shape_name(studio: &Studio, figure: ShapeFigure) -> &'static str {
    studio.say(match figure {
        ShapeFigure::PolsbyPopper => words::SHAPE_NAME_POLSBY,
        ShapeFigure::Reock => words::SHAPE_NAME_REOCK,
        ShapeFigure::HullRatio => words::SHAPE_NAME_HULL,
    })
}

/// A figure of shape of a scenario: the mean of its territories, or why it is not known.
pub fn mean_shape(studio: &Studio, figure: ShapeFigure, shapes: &Result<ScenarioShapes, NoShape>) -> Explanation {
    let numbers = studio.numbers();
    let formula = match figure {
        ShapeFigure::PolsbyPopper => words::SHAPE_FORMULA_POLSBY,
        ShapeFigure::Reock => words::SHAPE_FORMULA_REOCK,
        ShapeFigure::HullRatio => words::SHAPE_FORMULA_HULL,
    };
    let mut paragraphs = said(studio, &[words::SHAPE_WHAT, formula]);
    match shapes {
        Ok(shapes) => {
            let count = shapes.territories.iter().flatten().count();
            let value = shapes.mean(|shape| figure.of(shape)).map_or(NO_FIGURE.to_owned(), |value| numbers.fixed(value, 2));
            paragraphs.push(studio.fill(words::SHAPE_MEAN, &[("count", &numbers.count(count)), ("value", &value)]));
            paragraphs.extend(said(studio, &[words::SHAPE_PLANE, words::SHAPE_SOURCE]));
        }
        Err(why) => paragraphs.push(studio.say(no_shape(*why)).to_owned()),
    }
    Explanation { title: studio.fill(words::SHAPE_TITLE, &[("figure", shape_name(studio, figure))]), paragraphs }
}

/// How many pairs of neighbouring areas are parted in a scenario, or why that is not known.
pub fn cut_edges(studio: &Studio, shapes: &Result<ScenarioShapes, NoShape>) -> Explanation {
    let mut paragraphs = vec![studio.say(words::CUT_WHAT).to_owned()];
    paragraphs.push(match shapes {
        Ok(shapes) => studio.fill(words::CUT_INPUTS, &[("count", &studio.numbers().count(shapes.cut_edges as usize))]),
        Err(why) => studio.say(no_shape(*why)).to_owned(),
    });
    Explanation { title: studio.say(words::SHAPE_NAME_CUT).to_owned(), paragraphs }
}

fn no_shape(why: NoShape) -> Text {
    match why {
        NoShape::NoMap => words::SHAPE_NO_MAP,
        NoShape::Points => words::SHAPE_POINTS,
    }
}

/// What changes hands in a scenario against today.
pub fn changes_hands(studio: &Studio, results: &ScenarioResults) -> Explanation {
    changes_hands_of(studio, results.moved_accounts.len(), results.moved_account_share, results.moved_sales_share)
}

/// What changes hands against today: so many customers, and their shares of the customers and of the sales.
pub fn changes_hands_of(studio: &Studio, moved: usize, of_accounts: Option<f64>, of_sales: Option<f64>) -> Explanation {
    let numbers = studio.numbers();
    if of_accounts.is_none() {
        let paragraphs = said(studio, &[words::CHANGE_WHAT, words::CHANGE_FORMULA, words::CHANGE_NO_EARLIER]);
        return Explanation { title: studio.say(words::CHANGE_TITLE).to_owned(), paragraphs };
    }
    let share = |share: Option<f64>| share.map_or(NO_FIGURE.to_owned(), |share| numbers.percent(share, 1));
    let inputs = studio.fill(
        words::CHANGE_INPUTS,
        &[("moved", &numbers.count(moved)), ("account_share", &share(of_accounts)), ("sales_share", &share(of_sales))],
    );
    let mut paragraphs = said(studio, &[words::CHANGE_WHAT, words::CHANGE_FORMULA]);
    paragraphs.extend([inputs, studio.say(words::CHANGE_NOTE).to_owned()]);
    Explanation { title: studio.say(words::CHANGE_TITLE).to_owned(), paragraphs }
}

/// What a territory of the scenario in sight should carry of one measure, and why.
fn fair_share(studio: &Studio, measure: MeasureKind, territory: TerritoryId, target: f64) -> Vec<String> {
    let numbers = studio.numbers();
    let Some(scenario) = studio.scenario.get_untracked() else { return Vec::new() };
    let basis = match scenario.design.share_basis {
        ShareBasis::Equal => words::FAIR_EQUAL,
        ShareBasis::WorkingTime => words::FAIR_WORKING_TIME,
        ShareBasis::PastPerformance => words::FAIR_PAST,
    };
    let mut paragraphs = vec![studio.say(basis).to_owned()];
    let own = &scenario.design.wishes.shares;
    if let Some(own) = own.get(&territory) {
        paragraphs.push(studio.fill(words::FAIR_OWN, &[("weight", &numbers.decimal(own.weight_in(measure), 3))]));
    } else if scenario.territories.iter().any(|territory| own.contains_key(&territory.id)) {
        paragraphs.push(studio.say(words::FAIR_OTHERS_OWN).to_owned());
    }
    let total = studio.results.with_untracked(|results| results.as_ref().map_or(0.0, |results| results.total(measure)));
    if total > 0.0 {
        let (whole, share) = (quantity::with_unit(studio, measure, total), numbers.percent(target / total, 1));
        let target = quantity::with_unit(studio, measure, target);
        paragraphs.push(studio.fill(words::FAIR_INPUTS, &[("total", &whole), ("share", &share), ("target", &target)]));
    }
    paragraphs
}

/// Customers without a territory: `count` of `all`.
pub fn unassigned(studio: &Studio, count: usize, all: usize) -> Explanation {
    let numbers = studio.numbers();
    let inputs = studio.fill(words::UNASSIGNED_INPUTS, &[("count", &numbers.count(count)), ("all", &numbers.count(all))]);
    Explanation {
        title: studio.say(words::UNASSIGNED_TITLE).to_owned(),
        paragraphs: vec![studio.say(words::UNASSIGNED_WHAT).to_owned(), inputs],
    }
}

/// The small button that opens an explanation.
#[component]
pub fn ExplainButton(
    /// The figure's name, for those who do not see where the button stands.
    #[prop(into)]
    subject: String,
    /// Makes the explanation when it is asked for.
    explanation: Callback<(), Explanation>,
) -> impl IntoView {
    let studio = Studio::get();
    let label = studio.fill(words::ASK, &[("subject", &subject)]);
    view! {
        <button
            type="button"
            class="explain-button"
            aria-label=label.clone()
            title=label
            on:click=move |_| studio.open(Dialog::Explain(explanation.run(())))
        >
            <Icon path=icon::EXPLAIN />
        </button>
    }
}

fn said(studio: &Studio, texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| studio.say(*text).to_owned()).collect()
}

fn of_measure(studio: &Studio, text: Text, measure: MeasureKind) -> String {
    studio.fill(text, &[("measure", &quantity::name(studio, measure))])
}

fn tolerance(studio: &Studio, share: f64) -> String {
    left_to_right(&format!("±{}", studio.numbers().percent(share, 1)))
}
