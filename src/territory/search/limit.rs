//! Brings a free redesign within the disruption limit: takes back the changes of hands that help least.

use super::instance::Instance;
use super::state::State;

/// The part of the overrun that is taken back before costs are looked at anew.
const BATCH_SHARE: f64 = 0.1;

/// Returns units to their territory of today until the limit holds.
pub(crate) fn repair(instance: &Instance, state: &mut State) {
    let Some(limit) = &instance.limit else { return };
    loop {
        let overrun = state.limit_overrun();
        if overrun <= 0.0 {
            return;
        }
        let mut changed: Vec<(f64, u32)> = instance
            .free_units
            .iter()
            .filter(|&&unit| state.is_changed(unit as usize, state.assignment[unit as usize]) && limit.amounts[unit as usize] > 0.0)
            .filter_map(|&unit| {
                let today = instance.today[unit as usize] as usize;
                let cost = state.shift_cost(unit as usize, today, f64::INFINITY)?;
                Some((cost / limit.amounts[unit as usize], unit))
            })
            .collect();
        if changed.is_empty() {
            return;
        }
        changed.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
        let mut returned = 0.0;
        for (_, unit) in changed {
            state.shift(unit as usize, instance.today[unit as usize] as usize);
            returned += limit.amounts[unit as usize];
            if returned >= BATCH_SHARE * overrun || state.limit_overrun() <= 0.0 {
                break;
            }
        }
    }
}
