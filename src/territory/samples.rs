//! Generated problems that look like real customer lists, for tests and benchmarks only.

use super::position::Position;
use super::problem::{DesignProblem, MeasureGoal, Unit};

/// What a generated problem looks like.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Customers.
    pub units: usize,
    /// Territories, equal unless `part_time`.
    pub territories: usize,
    /// Measures.
    pub measures: usize,
    /// Whether customers gather in towns of very different size rather than lie evenly.
    pub clustered: bool,
    /// How unequal values are: the standard deviation of their logarithm.
    pub spread: f64,
    /// How far the measures of a customer move together, 0 to 1.
    pub correlation: f64,
    /// Whether every third territory carries half a share.
    pub part_time: bool,
    /// The fraction of customers that have a territory today and must keep it.
    pub fixed_share: f64,
    /// Accepted deviation.
    pub tolerance_share: f64,
    /// Seed of the sample.
    pub seed: u64,
}

impl Sample {
    /// A plain list: towns, log-normal values, two measures, ±10 %.
    pub fn new(units: usize, territories: usize, measures: usize, seed: u64) -> Self {
        Self {
            units,
            territories,
            measures,
            clustered: true,
            spread: 1.0,
            correlation: 0.5,
            part_time: false,
            fixed_share: 0.0,
            tolerance_share: 0.1,
            seed,
        }
    }

    /// The problem. Today's plan gives customers to the nearest of random sellers, so it is unbalanced.
    pub fn problem(&self) -> DesignProblem {
        let mut draw = Draw(self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03);
        let town_count = (self.territories * 2).max(3);
        let towns: Vec<(f64, f64, f64)> =
            (0..town_count).map(|_| (28.0 + 9.0 * draw.fraction(), 46.0 + 14.0 * draw.fraction(), (1.2 * draw.normal()).exp())).collect();
        let town_weight: f64 = towns.iter().map(|town| town.2).sum();
        let sellers: Vec<(f64, f64)> =
            (0..self.territories).map(|_| (28.0 + 9.0 * draw.fraction(), 46.0 + 14.0 * draw.fraction())).collect();
        let units = (0..self.units)
            .map(|_| {
                let (latitude_degrees, longitude_degrees) = if self.clustered {
                    let mut pick = draw.fraction() * town_weight;
                    let town = towns.iter().find(|town| {
                        pick -= town.2;
                        pick <= 0.0
                    });
                    let town = town.or(towns.last()).copied().unwrap_or((32.0, 53.0, 1.0));
                    (town.0 + 0.25 * draw.normal(), town.1 + 0.3 * draw.normal())
                } else {
                    (28.0 + 9.0 * draw.fraction(), 46.0 + 14.0 * draw.fraction())
                };
                let shared = draw.normal();
                let values = (0..self.measures)
                    .map(|_| {
                        let own = draw.normal();
                        let root = (1.0 - self.correlation * self.correlation).max(0.0).sqrt();
                        (self.spread * (self.correlation * shared + root * own)).exp()
                    })
                    .collect();
                let squared = |seller: &(f64, f64)| (seller.0 - latitude_degrees).powi(2) + (seller.1 - longitude_degrees).powi(2);
                let today =
                    (0..sellers.len() as u32).min_by(|a, b| squared(&sellers[*a as usize]).total_cmp(&squared(&sellers[*b as usize])));
                Unit {
                    position: Some(Position { latitude_degrees, longitude_degrees }),
                    values,
                    today,
                    fixed: draw.fraction() < self.fixed_share,
                    group: None,
                }
            })
            .collect();
        let goal = MeasureGoal { weight: 1.0, tolerance_share: self.tolerance_share };
        let mut problem = DesignProblem::with_equal_shares(units, self.territories, vec![goal; self.measures]);
        if self.part_time {
            let size = |territory: usize| if territory % 3 == 2 { 0.5 } else { 1.0 };
            let whole: f64 = (0..self.territories).map(size).sum();
            for (territory, target) in problem.territories.iter_mut().enumerate() {
                target.shares.fill(size(territory) / whole);
            }
        }
        problem.seed = self.seed;
        problem
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): enough for samples.
struct Draw(u64);

impl Draw {
    fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// Standard normal, by Box and Muller 1958.
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.fraction()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.fraction()).cos()
    }
}
