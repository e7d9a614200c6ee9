//! Draws customers from a market: where they are, what they could buy and what they bought, and who serves
//! them today for good reasons and for old ones.

use std::collections::BTreeSet;

use super::dice::Dice;
use super::market::{City, Market};
use crate::domain::{Coordinates, Money};

/// How many months of sales a customer has.
pub const MONTHS: usize = 24;

/// A customer as it was drawn.
pub struct Customer {
    pub code: String,
    pub name: String,
    /// Index into the market's cities.
    pub city: usize,
    /// `None` where nobody has noted the place.
    pub coordinates: Option<Coordinates>,
    /// Index into the market's channels.
    pub channel: usize,
    pub segment: &'static str,
    pub potential: Money,
    /// The last [`MONTHS`] months, oldest first.
    pub months: Vec<Money>,
    pub visits: u32,
    pub minutes_per_visit: u32,
    /// `None` for those who came since the seats were last drawn.
    pub territory: Option<usize>,
    pub is_fixed: bool,
    pub payment: &'static str,
}

impl Customer {
    /// Sales of the last twelve months.
    pub fn sales(&self) -> Money {
        self.months.iter().skip(MONTHS - 12).copied().sum()
    }
}

/// Draws so many customers.
pub fn customers(market: &Market, count: usize, seed: u64) -> Vec<Customer> {
    let mut dice = Dice::of_seed(seed);
    let mut names = BTreeSet::new();
    let chain = market.kept_chain.cities.iter().filter_map(|name| market.cities.iter().position(|city| city.name == *name));
    let mut drawn: Vec<Customer> = chain.take(count).map(|city| branch(market, &mut dice, city, &mut names)).collect();
    // Every city has a customer before the large ones have many.
    for index in drawn.len()..count {
        let city = match market.cities.get(index) {
            Some(_) => index,
            None => dice.weighted(market.cities.iter().map(|city| city.thousands)),
        };
        let channel = dice.weighted(market.channels.iter().map(|channel| channel.weight));
        let name = fresh_name(market, &mut dice, channel, &market.cities[city], &mut names);
        let mut customer = customer(market, &mut dice, city, channel, name);
        customer.territory = serving_territory(market, &mut dice, city);
        if dice.happens(0.015) {
            customer.coordinates = None;
        }
        drawn.push(customer);
    }
    drawn.sort_by_key(|customer| customer.city);
    let width = count.to_string().len().max(4);
    for (index, customer) in drawn.iter_mut().enumerate() {
        customer.code = format!("{}{:0width$}", market.code_prefix, index + 1);
    }
    drawn
}

/// A branch of the chain that one seller keeps.
fn branch(market: &Market, dice: &mut Dice, city: usize, names: &mut BTreeSet<String>) -> Customer {
    let chain = &market.kept_chain;
    let name = format!("{} {}", chain.name, market.cities[city].name);
    names.insert(name.clone());
    let mut branch = customer(market, dice, city, chain.channel, name);
    branch.territory = Some(chain.territory);
    branch.is_fixed = true;
    branch
}

fn fresh_name(market: &Market, dice: &mut Dice, channel: usize, city: &City, names: &mut BTreeSet<String>) -> String {
    let mut name = (market.name)(dice, channel, city);
    for _ in 0..20 {
        if names.insert(name.clone()) {
            return name;
        }
        name = (market.name)(dice, channel, city);
    }
    // Long tables run out of names; two shops of one name in one city are told apart by their codes.
    name
}

fn customer(market: &Market, dice: &mut Dice, city: usize, channel: usize, name: String) -> Customer {
    let (place, kind) = (&market.cities[city], &market.channels[channel]);
    let step = market.potential_step;
    let raw = kind.median_potential * place.wealth * dice.log_normal(kind.deviation);
    let potential = Money(rounded(raw, step).max(step));
    let segment_index = market.segment_limits.iter().position(|limit| potential.0 as f64 >= *limit).unwrap_or(2);
    let usual_visits = [96.0, 48.0, 24.0][segment_index];
    Customer {
        code: String::new(),
        name,
        city,
        coordinates: Some(dice.near(place.centre(), place.radius_km, place.inland)),
        channel,
        segment: ["A", "B", "C"][segment_index],
        potential,
        months: monthly_sales(market, dice, place, potential),
        visits: rounded(usual_visits * dice.log_normal(0.2), 4).max(4) as u32,
        minutes_per_visit: rounded(f64::from(kind.minutes_per_visit) * dice.log_normal(0.15), 5).max(10) as u32,
        territory: None,
        is_fixed: false,
        payment: dice.choice::<&str>(market.payment_terms),
    }
}

/// Sales by month: a share of the potential that goes with the seller's skill, spread by season, grown from the
/// year before, with months that are off. Some customers only came in the course of the two years.
fn monthly_sales(market: &Market, dice: &mut Dice, city: &City, potential: Money) -> Vec<Money> {
    let share = (0.52 + 0.15 * dice.normal() + market.sellers[city.territory].skill).clamp(0.06, 0.93);
    let usual_month = potential.0 as f64 * share / 12.0;
    let season_total: f64 = market.season.iter().sum();
    let first_active = if dice.happens(0.08) { (dice.uniform() * 18.0) as usize } else { 0 };
    let own_growth = market.growth * dice.log_normal(0.12);
    (0..MONTHS)
        .map(|month| {
            let season = market.season[month % 12] * 12.0 / season_total;
            // Growth runs through both years; its midpoint keeps the last year near the usual month.
            let years_back = (17.5 - month as f64) / 12.0;
            let level =
                if years_back > 0.0 { 1.0 / (1.0 + (own_growth - 1.0) * years_back) } else { 1.0 - (own_growth - 1.0) * years_back * 0.5 };
            let amount = usual_month * season * level * dice.log_normal(0.14);
            Money(if month < first_active { 0 } else { rounded(amount, market.sales_step) })
        })
        .collect()
}

/// Mostly the territory of the city; now and then another one, as history left it, or none yet.
fn serving_territory(market: &Market, dice: &mut Dice, city: usize) -> Option<usize> {
    let usual = market.cities[city].territory;
    if dice.happens(0.01) {
        return None;
    }
    if dice.happens(0.05) {
        let others = nearest_other_territories(market, city);
        return Some(*dice.choice(&others));
    }
    Some(usual)
}

/// The territories of the three nearest cities that another one serves.
fn nearest_other_territories(market: &Market, city: usize) -> Vec<usize> {
    let home = &market.cities[city];
    let square = |other: &City| {
        let (north, east) = (other.latitude - home.latitude, (other.longitude - home.longitude) * 0.8);
        north * north + east * east
    };
    let mut others: Vec<&City> = market.cities.iter().filter(|other| other.territory != home.territory).collect();
    others.sort_by(|one, other| square(one).total_cmp(&square(other)));
    others.into_iter().take(3).map(|city| city.territory).collect()
}

fn rounded(value: f64, step: i64) -> i64 {
    (value / step as f64).round() as i64 * step
}
