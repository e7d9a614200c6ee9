//! What stands in the way of balance before any search: what is held, and what is too large.

use super::DesignFinding;
use crate::territory::cleaned::Cleaned;
use crate::territory::measures::TOLERANCE_SLACK;

/// Tells which territories are above tolerance by what they hold alone, and which units are above any.
pub(super) fn balance_findings(cleaned: &Cleaned, found: &mut Vec<DesignFinding>) {
    let territory_count = cleaned.territory_count;
    let mut fixed_values = vec![0.0; territory_count * cleaned.measure_count];
    for unit in 0..cleaned.unit_count {
        if let Some(territory) = cleaned.today[unit].filter(|_| cleaned.locked[unit]) {
            for (measure, value) in cleaned.values_of(unit).iter().enumerate() {
                fixed_values[territory as usize * cleaned.measure_count + measure] += value;
            }
        }
    }
    for measure in (0..cleaned.measure_count).filter(|&measure| cleaned.is_balanced(measure)) {
        let ceiling = cleaned.tolerances[measure] + TOLERANCE_SLACK;
        for territory in 0..territory_count {
            let fixed = fixed_values[territory * cleaned.measure_count + measure];
            let deviation = cleaned.deviation(territory, measure, fixed);
            if deviation > ceiling {
                let target = cleaned.target(territory, measure);
                let mean = cleaned.totals[measure] / territory_count as f64;
                found.push(DesignFinding::FixedUnitsExceedTolerance {
                    territory: territory as u32,
                    measure: measure as u32,
                    share_of_target: fixed / if target > 0.0 { target } else { mean },
                });
            }
        }
        let largest_target = (0..territory_count).map(|t| cleaned.target(t, measure)).fold(0.0, f64::max);
        for unit in 0..cleaned.unit_count {
            let value = cleaned.value(unit, measure);
            let open_target = match cleaned.today[unit].filter(|_| cleaned.locked[unit]) {
                Some(territory) => cleaned.target(territory as usize, measure),
                None => largest_target,
            };
            if value > (1.0 + ceiling) * open_target {
                found.push(DesignFinding::UnitLargerThanTarget {
                    unit: unit as u32,
                    measure: measure as u32,
                    territory_share: value * territory_count as f64 / cleaned.totals[measure],
                    // Where it is held, its territory is to carry nothing: then by a mean one.
                    needed_tolerance: if open_target > 0.0 {
                        value / open_target - 1.0
                    } else {
                        value * territory_count as f64 / cleaned.totals[measure]
                    },
                });
            }
        }
    }
}
