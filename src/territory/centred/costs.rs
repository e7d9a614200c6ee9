//! The cost of serving a unit from a centre: what a design's compactness is the sum of.

/// How distance turns into cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Weight times distance: p-median (weights of 1) and weighted p-median.
    Distance,
    /// Weight times distance rounded down, as some published instances have it.
    FlooredDistance,
    /// Weight times squared distance: moment of inertia.
    SquaredDistance,
    /// Weight times the eighth power of the distance: the furthest count for nearly all, as where the largest distance is
    /// minimised. Of the powers up to 16 it led to the smallest diameters.
    EighthPower,
}

/// Costs from every unit to every unit as its centre.
#[derive(Clone, Debug)]
pub struct Costs {
    points: Vec<[f64; 3]>,
    weights: Vec<f64>,
    form: Form,
    /// Unit-major costs, kept ahead where they are few enough.
    table: Vec<f64>,
}

/// Largest number of units whose costs are kept in a table (8 MB).
const TABLE_UNITS: usize = 1_024;

impl Costs {
    /// Costs by straight-line distance between points, in whatever unit the coordinates have. Missing weights
    /// are 1; a weight of 0 is for a unit without a place, which may stand anywhere.
    #[must_use]
    pub fn by_distance(points: Vec<[f64; 3]>, weights: &[f64], form: Form) -> Self {
        let count = points.len();
        let weights = (0..count).map(|unit| weights.get(unit).copied().unwrap_or(1.0)).collect();
        let mut costs = Self { points, weights, form, table: Vec::new() };
        if count <= TABLE_UNITS {
            costs.table = (0..count * count).map(|cell| costs.computed(cell / count, cell % count)).collect();
        }
        costs
    }

    /// Costs given one by one: `cost_of(unit, centre)`. The points serve only to find what is near.
    #[must_use]
    pub fn by_table(points: Vec<[f64; 3]>, cost_of: impl Fn(usize, usize) -> f64) -> Self {
        let count = points.len();
        let table = (0..count * count).map(|cell| cost_of(cell / count, cell % count)).collect();
        Self { weights: vec![1.0; count], points, form: Form::Distance, table }
    }

    /// Units there are.
    #[must_use]
    pub fn unit_count(&self) -> usize {
        self.points.len()
    }

    /// Where the units are, for finding what is near.
    #[must_use]
    pub fn points(&self) -> &[[f64; 3]] {
        &self.points
    }

    /// The cost of serving a unit from a centre.
    #[inline]
    #[must_use]
    pub fn between(&self, unit: usize, centre: usize) -> f64 {
        if self.table.is_empty() { self.computed(unit, centre) } else { self.table[unit * self.points.len() + centre] }
    }

    /// The weighted cost of serving a unit from a place that is no unit, by straight-line distance.
    #[must_use]
    pub fn to_place(&self, unit: usize, place: &[f64; 3]) -> f64 {
        self.shaped(unit, &self.points[unit], place)
    }

    #[inline]
    fn computed(&self, unit: usize, centre: usize) -> f64 {
        self.shaped(unit, &self.points[unit], &self.points[centre])
    }

    /// The distance from a unit to a place, shaped as its cost is but without its weight.
    #[inline]
    #[must_use]
    pub fn shape(&self, unit: usize, place: &[f64; 3]) -> f64 {
        self.formed(&self.points[unit], place)
    }

    #[inline]
    fn shaped(&self, unit: usize, here: &[f64; 3], there: &[f64; 3]) -> f64 {
        self.weights[unit] * self.formed(here, there)
    }

    #[inline]
    fn formed(&self, here: &[f64; 3], there: &[f64; 3]) -> f64 {
        let (x, y, z) = (here[0] - there[0], here[1] - there[1], here[2] - there[2]);
        let square = x * x + y * y + z * z;
        match self.form {
            Form::Distance => square.sqrt(),
            Form::FlooredDistance => square.sqrt().floor(),
            Form::SquaredDistance => square,
            Form::EighthPower => {
                let fourth = square * square;
                fourth * fourth
            }
        }
    }
}
