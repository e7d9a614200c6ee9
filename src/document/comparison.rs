//! Scenarios side by side on the same measures: which figures there are, how they differ from today's state and
//! which are best. What changes hands between two of them is in [`super::handover`].

use std::sync::Arc;

use super::areas::AreaMap;
use super::neighbourhood::Neighbourhood;
use super::results::{ScenarioResults, results_in};
use super::shape::{NoShape, ScenarioShapes, TerritoryShape, shapes};
use super::{MeasureKind, Plan, Scenario, SharedOut};
use crate::domain::ScenarioId;

/// Figures closer than this count as equal.
const EQUAL_WITHIN: f64 = 1e-9;

/// A scenario with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Its figures.
    pub results: ScenarioResults,
    /// The shapes of its territories, or why they are not known.
    pub shapes: Result<ScenarioShapes, NoShape>,
}

/// A figure that scenarios are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedFigure {
    /// The number of territories.
    Territories,
    /// The largest absolute deviation from the fair share in a measure.
    LargestDeviation(MeasureKind),
    /// The coefficient of variation in a measure.
    Variation(MeasureKind),
    /// The number of territories within tolerance in a measure.
    WithinTolerance(MeasureKind),
    /// The mean distance from a customer to the centre of its territory, km.
    Dispersion,
    /// The mean distance from a customer to the home place of its territory's seller, km.
    HomeDistance,
    /// The largest distance between two customers of one territory, km.
    LargestDiameter,
    /// The number of territories in more than one piece.
    Broken,
    /// A figure of shape, the mean of all territories.
    Shape(ShapeFigure),
    /// The number of pairs of neighbouring areas that borders of territories part.
    CutEdges,
    /// The number of accounts that change hands against today.
    MovedAccounts,
    /// The share of today's sales that changes hands.
    MovedSales,
    /// The number of accounts without a territory.
    Unassigned,
}

/// A figure of a territory's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeFigure {
    /// 4π × area ÷ perimeter².
    PolsbyPopper,
    /// Area ÷ area of the smallest circle around.
    Reock,
    /// Area ÷ area of the convex hull.
    HullRatio,
}

impl ShapeFigure {
    /// All of them, in the order of the screen.
    pub const ALL: [ShapeFigure; 3] = [ShapeFigure::PolsbyPopper, ShapeFigure::Reock, ShapeFigure::HullRatio];

    /// The figure of a territory.
    pub fn of(self, shape: &TerritoryShape) -> f64 {
        match self {
            ShapeFigure::PolsbyPopper => shape.polsby_popper(),
            ShapeFigure::Reock => shape.reock(),
            ShapeFigure::HullRatio => shape.hull_ratio(),
        }
    }
}

/// One figure of every scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedRow {
    /// Which figure.
    pub figure: ComparedFigure,
    /// Its value in each scenario; `None` where it says nothing.
    pub values: Vec<Option<f64>>,
    /// Its difference to today's state; `None` for today itself and where there is nothing to compare.
    pub differences: Vec<Option<f64>>,
    /// Whether it is the best of all. None is when all are equal or the figure is neither good nor bad.
    pub is_best: Vec<bool>,
}

/// Scenarios side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The scenarios, in the order of the plan.
    pub columns: Vec<Compared>,
    /// The figures.
    pub rows: Vec<ComparedRow>,
    /// The measures that are balanced in one of the scenarios and that some account has.
    pub balanced: Vec<MeasureKind>,
}

/// Compares the scenarios of these identities; unknown ones are left out.
pub fn compare(plan: &Plan, scenarios: &[ScenarioId]) -> Comparison {
    compare_on(plan, scenarios, Ground::default())
}

/// What is known of the ground that scenarios lie on.
#[derive(Clone, Copy, Default)]
pub struct Ground<'a> {
    /// The areas of a map, from which shapes are known.
    pub map: Option<&'a AreaMap>,
    /// Which accounts lie side by side, by what is shared out, from which pieces are known.
    pub beside: &'a [(SharedOut, &'a Neighbourhood)],
}

impl<'a> Ground<'a> {
    /// Which accounts of a scenario lie side by side, by what it shares out.
    fn neighbourhood(&self, scenario: &Scenario) -> Option<&'a Neighbourhood> {
        let shared_out = scenario.design.wishes.shared_out;
        self.beside.iter().find(|(known, _)| *known == shared_out).map(|(_, neighbourhood)| *neighbourhood)
    }
}

/// What the scenarios of these identities share out, where one of them wishes territories in one piece: their pieces are
/// told then, each by its own way of lying side by side. Nothing where none wishes so.
pub fn pieces_by(plan: &Plan, scenarios: &[ScenarioId]) -> Vec<SharedOut> {
    let compared = || plan.scenarios.iter().filter(|scenario| scenarios.contains(&scenario.id)).map(|scenario| &scenario.design.wishes);
    if !compared().any(|wishes| wishes.is_contiguous) {
        return Vec::new();
    }
    [SharedOut::Accounts, SharedOut::Areas].into_iter().filter(|way| compared().any(|wishes| wishes.shared_out == *way)).collect()
}

/// The same on known ground.
pub fn compare_on(plan: &Plan, scenarios: &[ScenarioId], ground: Ground) -> Comparison {
    let columns: Vec<Compared> = plan
        .scenarios
        .iter()
        .filter(|scenario| scenarios.contains(&scenario.id))
        .map(|scenario| Compared {
            scenario: Arc::clone(scenario),
            results: results_in(plan, scenario, ground.neighbourhood(scenario)),
            shapes: shapes(ground.map, scenario),
        })
        .collect();
    known(plan, columns, !ground.beside.is_empty())
}

/// Scenarios side by side whose figures are known; `tells_pieces` where their territories were counted in pieces.
pub(super) fn known(plan: &Plan, columns: Vec<Compared>, tells_pieces: bool) -> Comparison {
    let kept: Vec<MeasureKind> =
        plan.measures().into_iter().filter(|&kind| columns.iter().any(|column| column.results.total(kind) > 0.0)).collect();
    let is_balanced = |kind: &MeasureKind| columns.iter().any(|column| column.scenario.design.measure(*kind).is_balanced);
    let balanced: Vec<MeasureKind> = kept.iter().copied().filter(is_balanced).collect();
    let others = kept.iter().copied().filter(|kind| !is_balanced(kind));
    let mut figures = vec![ComparedFigure::Territories];
    // What is balanced comes first.
    for kind in balanced.iter().copied().chain(others) {
        figures.extend([ComparedFigure::LargestDeviation(kind), ComparedFigure::Variation(kind), ComparedFigure::WithinTolerance(kind)]);
    }
    figures.push(ComparedFigure::Dispersion);
    let has_homes = columns.iter().any(|column| column.results.measures.home_distance_km.is_some());
    figures.extend(has_homes.then_some(ComparedFigure::HomeDistance));
    figures.push(ComparedFigure::LargestDiameter);
    figures.extend(tells_pieces.then_some(ComparedFigure::Broken));
    figures.extend([ComparedFigure::MovedAccounts, ComparedFigure::MovedSales, ComparedFigure::Unassigned]);
    // Where no shape is known, one line says why.
    let known_shapes = if columns.iter().any(|column| column.shapes.is_ok()) { ShapeFigure::ALL.len() } else { 1 };
    figures.extend(ShapeFigure::ALL.into_iter().take(known_shapes).map(ComparedFigure::Shape));
    figures.extend((known_shapes > 1).then_some(ComparedFigure::CutEdges));
    let rows = figures.into_iter().map(|figure| row(&columns, figure)).collect();
    Comparison { columns, rows, balanced }
}

impl Comparison {
    /// The largest deviation of a scenario over the measures in [`Comparison::balanced`]; `None` when it has no
    /// territories or nothing is balanced.
    pub fn worst_deviation(&self, column: usize) -> Option<f64> {
        let column = self.columns.get(column).filter(|column| !column.scenario.territories.is_empty())?;
        let deviations = self.balanced.iter().filter_map(|&kind| value(column, ComparedFigure::LargestDeviation(kind)));
        deviations.reduce(f64::max)
    }

    /// How far a scenario is beyond its own tolerances: the largest over the measures in [`Comparison::balanced`];
    /// 0 when every territory is within them, `None` as for [`Comparison::worst_deviation`].
    pub fn excess(&self, column: usize) -> Option<f64> {
        let compared = self.columns.get(column).filter(|column| !column.scenario.territories.is_empty())?;
        let excesses = self.balanced.iter().filter_map(|&kind| {
            let deviation = value(compared, ComparedFigure::LargestDeviation(kind))?;
            let excess = deviation - compared.scenario.design.measure(kind).tolerance_share;
            Some(if excess > EQUAL_WITHIN { excess } else { 0.0 })
        });
        excesses.reduce(f64::max)
    }

    /// The scenario to look at first: least beyond its tolerances, so that all that are within them count as
    /// equally fair; of those the one that moves the smallest share of sales, then the smallest deviation.
    pub fn leading(&self) -> Option<usize> {
        let key = |column: usize| {
            let moved = self.columns.get(column).and_then(|column| column.results.moved_sales_share).unwrap_or(0.0);
            [self.excess(column).unwrap_or(f64::INFINITY), moved, self.worst_deviation(column).unwrap_or(f64::INFINITY)]
        };
        let candidates = (0..self.columns.len()).filter(|&column| self.excess(column).is_some());
        candidates.min_by(|&one, &other| {
            let pairs = key(one).into_iter().zip(key(other));
            pairs.map(|(one, other)| one.total_cmp(&other)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
        })
    }

    /// The territory of a scenario that deviates most in a measure, with its deviation.
    pub fn worst_territory(&self, column: usize, kind: MeasureKind) -> Option<(&str, f64)> {
        let column = self.columns.get(column)?;
        let index = column.results.index(kind)?;
        let deviations = column.results.measures.territories.iter().filter_map(|figures| figures.deviations.get(index).copied());
        let (at, deviation) = deviations.enumerate().reduce(|worst, next| if next.1.abs() > worst.1.abs() { next } else { worst })?;
        Some((column.scenario.territories.get(at)?.name.as_str(), deviation))
    }
}

fn value(column: &Compared, figure: ComparedFigure) -> Option<f64> {
    let results = &column.results;
    let has_territories = !column.scenario.territories.is_empty();
    let summary = |kind| results.summary(kind).filter(|_| has_territories);
    match figure {
        ComparedFigure::Territories => Some(column.scenario.territories.len() as f64),
        ComparedFigure::LargestDeviation(kind) => summary(kind).map(|summary| summary.max_relative_deviation),
        ComparedFigure::Variation(kind) => summary(kind).map(|summary| summary.coefficient_of_variation),
        ComparedFigure::WithinTolerance(kind) => summary(kind).map(|summary| f64::from(summary.within_tolerance_count)),
        ComparedFigure::Dispersion => (results.measures.placed_unit_count > 0).then_some(results.measures.dispersion_km),
        ComparedFigure::HomeDistance => results.measures.home_distance_km,
        ComparedFigure::LargestDiameter => (results.measures.placed_unit_count > 0).then_some(results.measures.largest_diameter_km),
        ComparedFigure::Broken => {
            let counts: Option<Vec<u32>> = results.measures.territories.iter().map(|figures| figures.piece_count).collect();
            counts.map(|counts| counts.iter().filter(|count| **count > 1).count() as f64)
        }
        ComparedFigure::Shape(figure) => column.shapes.as_ref().ok().and_then(|shapes| shapes.mean(|shape| figure.of(shape))),
        ComparedFigure::CutEdges => column.shapes.as_ref().ok().filter(|_| has_territories).map(|shapes| f64::from(shapes.cut_edges)),
        ComparedFigure::MovedAccounts => results.moved_account_share.map(|_| results.moved_accounts.len() as f64),
        ComparedFigure::MovedSales => results.moved_sales_share,
        ComparedFigure::Unassigned => Some(results.unassigned_accounts as f64),
    }
}

/// How good a value is: larger is better. `None` for figures that are neither good nor bad, and for today's
/// moves, which are none by definition.
fn goodness(column: &Compared, figure: ComparedFigure, value: f64) -> Option<f64> {
    match figure {
        ComparedFigure::Territories => None,
        ComparedFigure::WithinTolerance(_) => Some(value / column.scenario.territories.len().max(1) as f64),
        ComparedFigure::MovedAccounts | ComparedFigure::MovedSales if column.scenario.id == ScenarioId::TODAY => None,
        ComparedFigure::Shape(_) => Some(value),
        ComparedFigure::LargestDeviation(_)
        | ComparedFigure::Variation(_)
        | ComparedFigure::Dispersion
        | ComparedFigure::HomeDistance
        | ComparedFigure::LargestDiameter
        | ComparedFigure::Broken
        | ComparedFigure::CutEdges
        | ComparedFigure::MovedAccounts
        | ComparedFigure::MovedSales
        | ComparedFigure::Unassigned => Some(-value),
    }
}

fn row(columns: &[Compared], figure: ComparedFigure) -> ComparedRow {
    let values: Vec<Option<f64>> = columns.iter().map(|column| value(column, figure)).collect();
    let today = columns.iter().position(|column| column.scenario.id == ScenarioId::TODAY);
    let of_today = today.and_then(|today| values[today]);
    let differences = values
        .iter()
        .enumerate()
        .map(|(index, value)| if Some(index) == today { None } else { value.zip(of_today).map(|(value, today)| value - today) });
    let goods: Vec<Option<f64>> =
        columns.iter().zip(&values).map(|(column, value)| value.and_then(|value| goodness(column, figure, value))).collect();
    let best = goods.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = goods.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    let tells_apart = best - least > EQUAL_WITHIN;
    let is_best = goods.iter().map(|good| tells_apart && good.is_some_and(|good| best - good <= EQUAL_WITHIN)).collect();
    ComparedRow { figure, differences: differences.collect(), is_best, values }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::{PlanId, Settings};
    use crate::domain::{Account, AccountId, Money, Territory, TerritoryId};
    use crate::locale::Language;

    /// Two territories and three customers of potential 60, 20, 20: today 80 to 20, in the scenario 60 to 40.
    fn plan() -> Plan {
        let mut plan = Plan::new(PlanId("p".into()), "P", Settings::for_language(Language::English));
        let account = |id: u32, potential: f64, sales: i64| {
            let mut account = Account::named(AccountId(id), format!("a{id}"));
            (account.potential, account.sales) = (Some(potential), Some(Money(sales)));
            Arc::new(account)
        };
        plan.accounts = Arc::new(vec![account(1, 60.0, 50), account(2, 20.0, 30), account(3, 20.0, 20)]);
        let mut today = Scenario::today();
        today.territories =
            [10, 11].map(|id| Territory { id: TerritoryId(id), name: format!("T{id}"), colour_index: 0, seller: None }).to_vec();
        today.assignment = [(AccountId(1), TerritoryId(10)), (AccountId(2), TerritoryId(10)), (AccountId(3), TerritoryId(11))].into();
        let mut better = today.clone();
        better.id = ScenarioId(1);
        better.name = "Better".into();
        better.assignment.insert(AccountId(2), TerritoryId(11));
        plan.scenarios = vec![Arc::new(today), Arc::new(better)];
        plan
    }

    fn row_of(comparison: &Comparison, figure: ComparedFigure) -> ComparedRow {
        comparison.rows.iter().find(|row| row.figure == figure).unwrap().clone()
    }

    #[test]
    fn the_fairer_scenario_wins_and_its_price_is_shown() {
        let comparison = compare(&plan(), &[ScenarioId::TODAY, ScenarioId(1)]);
        let deviation = row_of(&comparison, ComparedFigure::LargestDeviation(MeasureKind::Potential));
        assert!((deviation.values[0].unwrap() - 0.6).abs() < 1e-9 && (deviation.values[1].unwrap() - 0.2).abs() < 1e-9);
        assert!((deviation.differences[1].unwrap() + 0.4).abs() < 1e-9 && deviation.differences[0].is_none());
        assert_eq!(deviation.is_best, vec![false, true]);
        let sales = row_of(&comparison, ComparedFigure::MovedSales);
        assert_eq!((sales.values[1], sales.is_best.clone()), (Some(0.3), vec![false, false]), "moving nothing is not today's merit");
        assert_eq!(comparison.leading(), Some(1));
        assert!((comparison.excess(1).unwrap() - 0.1).abs() < 1e-9);
        assert_eq!(comparison.balanced, vec![MeasureKind::Potential], "nobody has a workload");
        assert_eq!(comparison.worst_territory(0, MeasureKind::Potential).map(|(name, _)| name), Some("T10"));
    }

    #[test]
    fn of_those_within_tolerance_the_one_that_moves_least_leads() {
        let mut plan = plan();
        let mut dearer = Scenario::clone(&plan.scenarios[1]);
        (dearer.id, dearer.name) = (ScenarioId(2), "Dearer".into());
        // All change hands, with the deviations mirrored.
        dearer.assignment = [(AccountId(1), TerritoryId(11)), (AccountId(2), TerritoryId(10)), (AccountId(3), TerritoryId(10))].into();
        plan.scenarios.push(Arc::new(dearer));
        for scenario in plan.scenarios.iter_mut().skip(1) {
            Arc::make_mut(scenario).design.measures[1].tolerance_share = 0.25;
        }
        let comparison = compare(&plan, &[ScenarioId::TODAY, ScenarioId(2), ScenarioId(1)]);
        assert_eq!((comparison.excess(1), comparison.excess(2)), (Some(0.0), Some(0.0)));
        assert_eq!(comparison.leading().map(|leading| comparison.columns[leading].scenario.name.as_str()), Some("Better"));
    }

    #[test]
    fn pieces_and_diameters_are_told_on_known_ground() {
        let mut plan = plan();
        let accounts = plan.accounts.iter().zip([50.0, 51.0, 52.0]).map(|(account, longitude)| {
            Arc::new(Account { coordinates: crate::domain::Coordinates::new(30.0, longitude), ..(**account).clone() })
        });
        plan.accounts = Arc::new(accounts.collect());
        // The first territory has both ends of the road.
        let odd = Arc::make_mut(&mut plan.scenarios[1]);
        odd.assignment = [(AccountId(1), TerritoryId(10)), (AccountId(2), TerritoryId(11)), (AccountId(3), TerritoryId(10))].into();
        let neighbourhood = Neighbourhood::new(&plan, crate::document::SharedOut::Accounts, None);
        let ground = Ground { beside: &[(SharedOut::Accounts, &neighbourhood)], map: None };
        let comparison = compare_on(&plan, &[ScenarioId::TODAY, ScenarioId(1)], ground);
        let broken = row_of(&comparison, ComparedFigure::Broken);
        assert_eq!((broken.values, broken.is_best), (vec![Some(0.0), Some(1.0)], vec![true, false]));
        let diameter = row_of(&comparison, ComparedFigure::LargestDiameter);
        assert!((diameter.differences[1].unwrap() - 96.3).abs() < 0.2, "{diameter:?}");
        let shape = row_of(&comparison, ComparedFigure::Shape(ShapeFigure::PolsbyPopper));
        assert_eq!(shape.values, [None, None]);
        assert!(!comparison.rows.iter().any(|row| row.figure == ComparedFigure::CutEdges), "one line says that no shape is known");
    }

    #[test]
    fn equal_figures_have_no_best_and_missing_ones_say_nothing() {
        let comparison = compare(&plan(), &[ScenarioId::TODAY, ScenarioId(1), ScenarioId(99)]);
        assert_eq!(comparison.columns.len(), 2);
        assert_eq!(row_of(&comparison, ComparedFigure::Unassigned).is_best, vec![false, false]);
        assert_eq!(row_of(&comparison, ComparedFigure::Dispersion).values, vec![None, None]);
        let mut bare = plan();
        bare.scenarios = vec![Arc::new(Scenario::today())];
        let comparison = compare(&bare, &[ScenarioId::TODAY]);
        assert_eq!(comparison.leading(), None);
        assert_eq!(row_of(&comparison, ComparedFigure::LargestDeviation(MeasureKind::Potential)).values, vec![None]);
    }
}
