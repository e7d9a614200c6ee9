//! How large the team of a scenario should be: by the work that customers take, and by what a seller brings. The
//! arithmetic is [`crate::quota::team_size`]'s.

use std::collections::BTreeMap;

use super::question::{QuotaResults, goal_key};
use super::settings::QuotaSettings;
use crate::document::{Plan, Scenario};
use crate::domain::fiscal::MONTHS;
use crate::quota::GoalKind;
use crate::quota::team_size::{WorkloadAnswer, WorkloadClass, by_breakdown, by_workload};

/// Customers of one segment and the work that they take in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentWork {
    /// The segment; none for customers without one.
    pub segment: Option<String>,
    /// How many of them have a workload.
    pub accounts: usize,
    /// Hours in a year for all of them.
    pub hours: f64,
}

/// What the work and the target say about the size of the team.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamNeed {
    /// The segments, the most work first.
    pub segments: Vec<SegmentWork>,
    /// Customers whose workload is not known.
    pub unknown: usize,
    /// Hours with customers in a year.
    pub hours: f64,
    /// How many sellers the work takes; `None` while it is not said what a seller works.
    pub by_work: Option<WorkloadAnswer>,
    /// How many the target takes by what a full-time seller brings in a year; `None` while that is not said.
    pub by_target: Option<u32>,
    /// What a full-time seller brings in a year, as it went into that.
    pub brought: f64,
    /// Territories of the scenario that have a seller, each of these once.
    pub sellers: usize,
}

impl TeamNeed {
    /// The part of the sellers that a segment's work takes.
    pub fn sellers_for(&self, segment: &SegmentWork) -> Option<f64> {
        let work = self.by_work.filter(|work| work.selling_hours > 0.0)?;
        Some(work.sellers_exactly * segment.hours / work.selling_hours)
    }
}

/// How large the team of a scenario should be for the work of all customers, and for a goal.
pub fn team_need(plan: &Plan, scenario: &Scenario, settings: &QuotaSettings, results: Option<&QuotaResults>, kind: GoalKind) -> TeamNeed {
    let mut known: BTreeMap<Option<&str>, (usize, f64)> = BTreeMap::new();
    let mut unknown = 0;
    for account in plan.accounts.iter() {
        match account.workload.map(|workload| workload.hours()).filter(|hours| hours.is_finite()) {
            Some(hours) => {
                let (accounts, sum) = known.entry(account.segment.as_deref()).or_default();
                *accounts += 1;
                *sum += hours;
            }
            None => unknown += 1,
        }
    }
    let work =
        |(segment, (accounts, hours)): (Option<&str>, (usize, f64))| SegmentWork { segment: segment.map(str::to_owned), accounts, hours };
    let mut segments: Vec<SegmentWork> = known.into_iter().map(work).collect();
    segments.sort_by(|one, other| other.hours.total_cmp(&one.hours).then_with(|| one.segment.cmp(&other.segment)));
    let class = |work: &SegmentWork| {
        let accounts = work.accounts.max(1) as f64;
        WorkloadClass { accounts, visits_per_year: 1.0, hours_per_visit: work.hours / accounts }
    };
    let classes: Vec<WorkloadClass> = segments.iter().map(class).collect();
    let staffing = &settings.staffing;
    let by_work = staffing.hours_per_seller.and_then(|hours| by_workload(&classes, staffing.selling_share.unwrap_or(1.0), hours));
    let target = results.and_then(|results| results.answer.goal(&goal_key(kind))).map(|goal| goal.target as f64);
    let capacity = settings.goal(kind).and_then(|goal| goal.capacity);
    let brought = capacity.map_or(0.0, |seller| seller.productivity_per_month * seller.attainment * MONTHS as f64);
    let mut sellers: Vec<_> = scenario.territories.iter().filter_map(|territory| territory.seller).collect();
    sellers.sort_unstable();
    sellers.dedup();
    TeamNeed {
        unknown,
        hours: segments.iter().map(|work| work.hours).sum(),
        segments,
        by_work: by_work.filter(|_| !classes.is_empty()),
        by_target: target.and_then(|target| by_breakdown(target, brought)),
        brought,
        sellers: sellers.len(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::fixtures::plan;
    use crate::domain::Workload;

    #[test]
    fn segments_sum_to_the_work_and_the_work_to_sellers() {
        // scribd.com 484122975: 40 × 50 × 60 minutes, 72 × 30 × 40 and 88 × 20 × 30; selling takes 40 % of 1,800 hours.
        let describe = |account: &mut crate::domain::Account| {
            let (segment, visits, minutes_per_visit) = match account.id.0 {
                ..=40 => ("A", 50.0, 60.0),
                41..=112 => ("B", 30.0, 40.0),
                _ => ("C", 20.0, 30.0),
            };
            account.segment = Some(segment.to_owned());
            account.workload = (account.id.0 <= 200).then_some(Workload::Visits { visits, minutes_per_visit });
        };
        let plan = plan(203, describe, &[300], |_| 300);
        let scenario = plan.today().unwrap();
        let mut settings = QuotaSettings::default();
        let need = team_need(&plan, scenario, &settings, None, GoalKind::Sales);
        assert_eq!((need.unknown, need.sellers, need.by_work, need.by_target), (3, 0, None, None));
        assert_eq!(
            need.segments.iter().map(|work| (work.accounts, work.hours.round())).collect::<Vec<_>>(),
            [(40, 2_000.0), (72, 1_440.0), (88, 880.0)]
        );
        settings.staffing.hours_per_seller = Some(1_800.0);
        settings.staffing.selling_share = Some(0.4);
        let need = team_need(&plan, scenario, &settings, None, GoalKind::Sales).by_work.unwrap();
        assert!((need.total_hours - 10_800.0).abs() < 1e-6);
        assert_eq!(need.sellers, 6);
    }

    #[test]
    fn nothing_known_is_no_answer() {
        let plan = plan(3, |_| {}, &[300], |_| 300);
        let mut settings = QuotaSettings::default();
        settings.staffing.hours_per_seller = Some(1_800.0);
        let need = team_need(&plan, plan.today().unwrap(), &settings, None, GoalKind::Sales);
        assert_eq!((need.unknown, need.by_work), (3, None));
    }

    #[test]
    fn what_a_seller_works_is_kept_and_files_without_it_stay_as_they_are() {
        let mut settings = QuotaSettings::default();
        let plain = serde_json::to_string(&settings.staffing).unwrap();
        assert!(!plain.contains("hours_per_seller") && !plain.contains("selling_share"), "{plain}");
        (settings.staffing.hours_per_seller, settings.staffing.selling_share) = (Some(1_800.0), Some(0.4));
        let written = serde_json::to_string(&settings.staffing).unwrap();
        assert_eq!(serde_json::from_str::<crate::document::quota::StaffingSettings>(&written).unwrap(), settings.staffing);
    }
}
