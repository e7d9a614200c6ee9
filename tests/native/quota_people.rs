//! Schedules with their uses, capacity with hires, quota tables and what changes for whom, on the sample plans.
#![allow(clippy::unwrap_used)]

mod schedules {
    use qalamro::document::Command;
    use qalamro::document::quota::schedules::*;
    use qalamro::document::quota::{QuotaCommand, Schedules};
    use qalamro::domain::Person;
    use std::collections::BTreeMap;

    use qalamro::document::Document;
    use qalamro::document::quota::settings::{GoalTarget, NodeDecision};
    use qalamro::document::quota::{GoalSettings, NodeRef};
    use qalamro::domain::ScenarioId;
    use qalamro::quota::{GoalKind, Method, Ramp, Season, UncoveredTime};
    use qalamro::sample;

    fn document() -> Document {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let schedules = Schedules {
            seasons: BTreeMap::from([("s".to_owned(), Season::by_month(Season::FLAT))]),
            ramps: BTreeMap::from([("r".to_owned(), Ramp { shares: vec![0.5] })]),
            ..Schedules::default()
        };
        document.apply(Command::ChangeSchedules(schedules), 0.0).unwrap();
        let mut goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(100), Method::Equal);
        goal.season = Some("s".into());
        let seat = NodeRef::Seat(document.plan().today().unwrap().territories[0].id).key();
        goal.nodes.insert(seat, NodeDecision { season: Some("s".into()), estimate: Some(7), ..NodeDecision::default() });
        let mut person = Person::clone(&document.plan().people[0]);
        person.service.ramp = Some("r".into());
        let change = |change| Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) };
        let time = QuotaCommand::ChangeTime { uncovered: UncoveredTime::Shared, ramp: Some("r".into()) };
        for command in [change(QuotaCommand::PutGoal(Box::new(goal))), change(time), Command::EditPerson(person)] {
            document.apply(command, 0.0).unwrap();
        }
        document
    }

    #[test]
    fn uses_are_found_wherever_they_are() {
        let document = document();
        let plan = document.plan();
        assert_eq!(uses(plan, ScheduleKind::Season, "s"), Uses { goals: 1, nodes: 1, ..Uses::default() });
        assert_eq!(uses(plan, ScheduleKind::Ramp, "r"), Uses { scenarios: 1, people: 1, ..Uses::default() });
        assert_eq!(uses(plan, ScheduleKind::Season, "r").total(), 0);
    }

    #[test]
    fn a_rename_takes_every_use_along_and_a_removal_ends_them_in_one_step() {
        let mut document = document();
        for (kind, old) in [(ScheduleKind::Season, "s"), (ScheduleKind::Ramp, "r")] {
            let before = document.plan().clone();
            let mut schedules = Schedules::clone(&before.schedules);
            if let Some(season) = schedules.seasons.remove(old).filter(|_| kind == ScheduleKind::Season) {
                schedules.seasons.insert("new".into(), season);
            } else if let Some(ramp) = schedules.ramps.remove(old) {
                schedules.ramps.insert("new".into(), ramp);
            }
            let count = uses(&before, kind, old);
            document.apply(replaced(&before, kind, old, Some("new"), schedules.clone()), 0.0).unwrap();
            assert_eq!(uses(document.plan(), kind, "new"), count);
            assert_eq!(uses(document.plan(), kind, old).total(), 0);
            document.undo(0.0);
            assert_eq!(*document.plan(), before, "one step");
            document.apply(replaced(&before, kind, old, None, schedules), 0.0).unwrap();
            assert_eq!(uses(document.plan(), kind, old).total(), 0);
            document.undo(0.0);
        }
        let seat = NodeRef::Seat(document.plan().today().unwrap().territories[0].id).key();
        assert_eq!(document.plan().today().unwrap().quota.goals[0].nodes[&seat].estimate, Some(7));
    }

    #[test]
    fn copies_get_names_of_their_own() {
        assert_eq!(free_name("a", |name| name == "a" || name == "a 2"), "a 3");
        assert_eq!(free_name("b", |name| name == "a"), "b");
    }
}

mod staffing {
    use qalamro::document::quota::StaffingSettings;
    use qalamro::document::quota::settings::GoalTarget;
    use qalamro::document::quota::staffing::*;
    use qalamro::document::quota::{GoalSettings, QuotaCommand, Schedules, results};
    use qalamro::document::{Command, CommandError, Document};
    use qalamro::domain::ScenarioId;
    use qalamro::domain::fiscal::MONTHS;
    use qalamro::quota::{AttainmentReading, Method, UncoveredTime};
    use qalamro::quota::{GoalKind, Ramp, SellerCapacity};
    use qalamro::sample;

    fn change(document: &mut Document, change: QuotaCommand) -> Result<(), CommandError> {
        document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).map(|_| ())
    }

    /// A team that carries a tenth less than its target.
    fn document() -> (Document, f64) {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let mut schedules = Schedules::default();
        schedules.ramps.insert("r".into(), Ramp { shares: vec![0.0, 0.5] });
        document.apply(Command::ChangeSchedules(schedules), 0.0).unwrap();
        change(&mut document, QuotaCommand::ChangeTime { uncovered: UncoveredTime::Kept, ramp: Some("r".into()) }).unwrap();
        let mut goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(1), Method::Equal);
        goal.capacity = Some(SellerCapacity { productivity_per_month: 1e9, attainment: 1.0, reading: AttainmentReading::Everyone });
        change(&mut document, QuotaCommand::PutGoal(Box::new(goal.clone()))).unwrap();
        let carried = of(&document).unwrap().team.year();
        goal.target = GoalTarget::Amount((carried / 0.9) as i64);
        change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
        (document, carried)
    }

    fn of(document: &Document) -> Option<Staffing> {
        let scenario = document.plan().today()?;
        staffing(&results(document.plan(), scenario)?, &scenario.quota, GoalKind::Sales)
    }

    fn plan(document: &mut Document, staffing: StaffingSettings) {
        change(document, QuotaCommand::PlanStaffing(staffing)).unwrap();
    }

    #[test]
    fn the_gap_is_closed_by_the_hires_that_are_said_to_close_it() {
        let (mut document, carried) = document();
        let before = of(&document).unwrap();
        assert!((before.gap - carried / 9.0).abs() < carried * 1e-9);
        assert_eq!((before.gap, before.hire_months), (before.gap_after_hires, [0.0; MONTHS]));
        let hires = before.hires.unwrap().fewest.unwrap();
        plan(&mut document, StaffingSettings { hires, ..StaffingSettings::default() });
        let after = of(&document).unwrap();
        assert_eq!(after.gap_after_hires, 0.0);
        assert_eq!(after.gap, before.gap, "hires are told apart from the team");
        assert_eq!(after.hires.unwrap().planned_latest, Some(hires));
        let mut fewer = hires;
        *fewer.iter_mut().find(|count| **count > 0).unwrap() -= 1;
        plan(&mut document, StaffingSettings { hires: fewer, ..StaffingSettings::default() });
        assert!(of(&document).unwrap().gap_after_hires > 0.0, "one less does not");
    }

    #[test]
    fn attrition_takes_of_the_team_and_widens_the_gap() {
        let (mut document, carried) = document();
        plan(&mut document, StaffingSettings { attrition_rate: 0.24, months_to_replace: 2, ..StaffingSettings::default() });
        let after = of(&document).unwrap();
        assert!((after.team.months.iter().sum::<f64>() - carried).abs() < 1.0);
        assert!(after.team.lost() > 0.0);
        assert!((after.gap - (carried / 0.9 - carried) - after.team.lost()).abs() < 2.0);
        // Two months empty, one in which the ramp is 0: three in a hundredth of the team each, then half.
        let shares: Vec<f64> = after.team.months_after_attrition.iter().zip(after.team.months).map(|(left, all)| left / all).collect();
        assert!((shares[0] - 0.98).abs() < 1e-9 && (shares[11] - (1.0 - 0.02 * 3.5)).abs() < 1e-9, "{shares:?}");
    }

    #[test]
    fn senseless_wishes_are_refused() {
        let (mut document, _) = document();
        for staffing in [
            StaffingSettings { attrition_rate: f64::NAN, ..StaffingSettings::default() },
            StaffingSettings { attrition_rate: -0.1, ..StaffingSettings::default() },
            StaffingSettings { months_to_replace: 1_000, ..StaffingSettings::default() },
            StaffingSettings { hours_per_seller: Some(0.0), ..StaffingSettings::default() },
            StaffingSettings { selling_share: Some(1.5), ..StaffingSettings::default() },
            StaffingSettings { hires: [u32::MAX; MONTHS], ..StaffingSettings::default() },
        ] {
            let refused = change(&mut document, QuotaCommand::PlanStaffing(staffing));
            assert!(matches!(refused, Err(CommandError::OutOfRange { .. })));
        }
    }

    #[test]
    fn without_what_a_seller_brings_there_is_no_answer() {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(1_000), Method::Equal);
        change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
        assert!(of(&document).is_none());
    }
}

mod export {
    use qalamro::document::quota::settings::GoalTarget;
    use qalamro::document::quota::{GoalSettings, NodeRef, QuotaCommand, results};
    use qalamro::document::{Command, Document, Plan};
    use qalamro::domain::ScenarioId;
    use qalamro::exchange::export_table::ExportCell;
    use qalamro::quota::GoalKind;
    use qalamro::quota::{Lock, Method};
    use qalamro::sample;
    use qalamro::tabular::quota_export::*;

    /// The Iranian sample with a target that no unit divides, in two goals.
    fn plan() -> Plan {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let seat = NodeRef::Seat(document.plan().today().unwrap().territories[0].id).key();
        let mut sales = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(987_654_321_012_347), Method::Equal);
        sales.cushions_by_level.insert(0, 0.1);
        let quantity = GoalSettings::new(GoalKind::Quantity, GoalTarget::Amount(1_000_003), Method::Equal);
        let lock = Lock { amount: 7_000_000_000_001, reason: "توافق".into() };
        for change in [
            QuotaCommand::PutGoal(Box::new(sales)),
            QuotaCommand::PutGoal(Box::new(quantity)),
            QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes: vec![(seat, Some(lock))] },
        ] {
            document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).unwrap();
        }
        Plan::clone(document.plan())
    }

    fn said() -> ExportWords<'static> {
        ExportWords { goal: &|kind| format!("{kind:?}"), node: &|node| node.name.clone() }
    }

    fn number(cell: &ExportCell) -> f64 {
        match cell {
            ExportCell::Number(number) => number.parse().unwrap(),
            other => panic!("no number: {other:?}"),
        }
    }

    #[test]
    fn every_node_of_every_goal_is_there_with_figures_that_sum_exactly() {
        let plan = plan();
        let results = results(&plan, plan.today().unwrap()).unwrap();
        let all = table_of_all(&results, &plan.settings, 1404, &said());
        assert_eq!(all.rows.len(), 2 * results.answer.nodes.len());
        assert!(all.rows.iter().all(|row| row.len() == all.headers.len()));
        let by_goal = tables_by_goal(&results, &plan.settings, 1404, &said());
        assert_eq!(by_goal.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["Sales", "Quantity"]);
        // Counted in the smallest unit again, so that nothing is lost on the way.
        let divisor = plan.settings.display_unit.smallest_per_shown(plan.settings.currency) as f64;
        let base = all.headers.iter().position(|header| header == "پایه").unwrap();
        let smallest = |cell: &ExportCell| (number(cell) * divisor).round() as i64;
        let seats = by_goal[0].rows.iter().filter(|row| row[3] == ExportCell::Text("منطقه".into()));
        assert_eq!(seats.map(|row| smallest(&row[base])).sum::<i64>(), 987_654_321_012_347);
        let company = &by_goal[0].rows[0];
        assert_eq!(company[16..28].iter().map(smallest).sum::<i64>(), 987_654_321_012_347);
        assert_eq!(number(&by_goal[1].rows[0][base]), 1_000_003.0, "pieces are not divided by the unit of money");
    }

    #[test]
    fn cushions_locks_and_reasons_are_told() {
        let plan = plan();
        let results = results(&plan, plan.today().unwrap()).unwrap();
        let sales = &tables_by_goal(&results, &plan.settings, 1404, &said())[0];
        assert_eq!(sales.rows[0][8], ExportCell::Number("10".into()));
        let locked: Vec<_> = sales.rows.iter().filter(|row| row[14] != ExportCell::Empty).collect();
        assert_eq!(locked.len(), 1);
        assert_eq!((&locked[0][9], &locked[0][15]), (&ExportCell::Number("10".into()), &ExportCell::Text("توافق".into())));
        let holder = sales.rows.iter().position(|row| row[3] == ExportCell::Text("کارشناس".into())).unwrap();
        assert_eq!(sales.rows[holder][5], sales.rows[holder - 1][4], "a seller stands below the territory");
    }
}

mod changes {
    use qalamro::document::quota::NodeRef;
    use qalamro::document::quota::question::goal_key;
    use qalamro::document::quota::settings::GoalTarget;
    use qalamro::document::quota::{GoalSettings, QuotaCommand, results};
    use qalamro::document::{Command, Document};
    use qalamro::domain::PersonId;
    use qalamro::domain::{ScenarioId, Territory};
    use qalamro::quota::QuotaAnswer;
    use qalamro::quota::{GoalKind, Lock, Method};
    use qalamro::sample;
    use qalamro::tabular::quota_changes::*;

    fn answer(document: &Document, scenario: ScenarioId) -> QuotaAnswer {
        results(document.plan(), document.plan().scenario(scenario).unwrap()).unwrap().answer
    }

    #[test]
    fn territories_and_sellers_are_told_apart_and_the_largest_change_comes_first() {
        let mut document = Document::open(sample::SAMPLES[0].document());
        let goal = GoalSettings::new(GoalKind::Sales, GoalTarget::Amount(1_000_000), Method::Equal);
        let put = |scenario, change| Command::ChangeQuota { scenario, change: Box::new(change) };
        document.apply(put(ScenarioId::TODAY, QuotaCommand::PutGoal(Box::new(goal))), 0.0).unwrap();
        document.apply(Command::AddScenario { name: "s".into(), from: ScenarioId::TODAY }, 0.0).unwrap();
        let scenario = document.plan().scenarios.last().unwrap().id;
        let key = goal_key(GoalKind::Sales);
        let today = answer(&document, ScenarioId::TODAY);
        assert!(territories(&today, &answer(&document, scenario), &key).is_empty());
        let held: Vec<Territory> =
            document.plan().today().unwrap().territories.iter().filter(|territory| territory.seller.is_some()).cloned().collect();
        let (given, locked) = (&held[0], &held[1]);
        let lock = Lock { amount: 500_000, reason: String::new() };
        let nodes = vec![(NodeRef::Seat(locked.id).key(), Some(lock))];
        document.apply(put(scenario, QuotaCommand::LockNodes { goal: GoalKind::Sales, nodes }), 0.0).unwrap();
        let territory = Territory { seller: locked.seller, ..given.clone() };
        document.apply(Command::EditTerritory { scenario, territory }, 0.0).unwrap();
        let after = answer(&document, scenario);
        let rows = territories(&today, &after, &key);
        assert_eq!(rows[0].whose, Whose::Territory(locked.id));
        assert_eq!(rows.iter().map(ChangeRow::difference).sum::<i64>(), 0, "what one gets the others give");
        let people = sellers(&today, &after, &key);
        let of = |person| people.iter().find(|row| row.whose == Whose::Seller(person)).unwrap();
        assert_eq!(of(given.seller.unwrap()).after, None, "one without a territory has no quota");
        assert!(of(locked.seller.unwrap()).difference() > rows[0].difference(), "the second territory counts too");
        assert_eq!(people[0].whose, Whose::Seller(locked.seller.unwrap()));
        let beside = qalamro::tabular::quota_beside::side_by_side(document.plan(), &[ScenarioId::TODAY, scenario], GoalKind::Sales);
        let (first, second) = (beside[0].as_ref().unwrap(), beside[1].as_ref().unwrap());
        assert_eq!((first.target, second.target, &first.against_today), (1_000_000, 1_000_000, &None));
        let told = second.against_today.as_ref().unwrap();
        assert_eq!(told.more + told.less, people.len());
        assert_eq!(told.largest, Some((people[0].name.clone(), people[0].difference())));
        let none = qalamro::tabular::quota_beside::side_by_side(document.plan(), &[scenario], GoalKind::Quantity);
        assert_eq!(none, [None]);
        let nothing = ChangeRow { whose: Whose::Seller(PersonId(1)), name: String::new(), before: None, after: Some(5) };
        assert_eq!((nothing.difference(), nothing.share()), (5, None));
    }
}
