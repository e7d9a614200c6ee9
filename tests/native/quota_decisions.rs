//! What is decided for single nodes and entered of the past, on a sample plan: it is told where it counts, goes out with
//! tables and letters, and is undone like any change.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use qalamro::document::quota::fairness::quota_fairness;
use qalamro::document::quota::finding_text::{finding_texts, history_texts};
use qalamro::document::quota::past_quotas::ChangeBasis;
use qalamro::document::quota::question::goal_key;
use qalamro::document::quota::schedules::season_of_sales;
use qalamro::document::quota::settings::GoalTarget;
use qalamro::document::quota::staffing::{carried, staffing, three_figures};
use qalamro::document::quota::{
    GoalSettings, NodeDecision, NodeRef, PastHoliday, QuotaCommand, QuotaResults, QuotaSettings, Schedules, StaffingSettings, results,
};
use qalamro::document::{Command, CommandError, Document, Plan, change_text};
use qalamro::domain::{Account, Money, ScenarioId, TerritoryId};
use qalamro::exchange::export_table::ExportCell;
use qalamro::locale::{Language, MoneyFormat};
use qalamro::quota::{AttainmentReading, GoalKind, Lock, Measure, Method, NodeKey, NodeKind, Season, SeasonWeights, SellerCapacity};
use qalamro::sample;
use qalamro::tabular::quota_export::{ExportWords, table_of_all};
use qalamro::tabular::quota_grid::GoalUnit;
use qalamro::tabular::quota_reason::{ReasonFormat, told};

const SALES: GoalKind = GoalKind::Sales;

fn change(document: &mut Document, change: QuotaCommand) -> Result<(), CommandError> {
    document.apply(Command::ChangeQuota { scenario: ScenarioId::TODAY, change: Box::new(change) }, 0.0).map(|_| ())
}

fn document() -> Document {
    let mut document = Document::open(sample::SAMPLES[0].document());
    let goal = GoalSettings::new(SALES, GoalTarget::Growth(0.1), Method::By(Measure::Potential));
    change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
    document
}

fn of(document: &Document) -> (QuotaResults, QuotaSettings) {
    let today = document.plan().today().unwrap();
    (results(document.plan(), today).unwrap(), QuotaSettings::clone(&today.quota))
}

fn first_seat(document: &Document) -> TerritoryId {
    document.plan().today().unwrap().territories[0].id
}

fn money(plan: &Plan, language: Language) -> MoneyFormat {
    MoneyFormat::new(language, plan.settings.currency, plan.settings.display_unit)
}

fn reasons(document: &Document, results: &QuotaResults, key: &NodeKey) -> String {
    let format = ReasonFormat {
        language: Language::English,
        unit: GoalUnit::Money(money(document.plan(), Language::English)),
        money: money(document.plan(), Language::English),
        is_potential_money: true,
    };
    format.basis(results, &told(results, key, &goal_key(SALES)).unwrap()).join(" ").replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_decision_for_one_team_reaches_reasons_tables_and_the_log() {
    let mut document = document();
    let schedules = Schedules { seasons: [("school".to_owned(), Season::by_quarter([1.0, 1.0, 5.0, 1.0]))].into(), ..Schedules::default() };
    document.apply(Command::ChangeSchedules(schedules), 0.0).unwrap();
    change(&mut document, QuotaCommand::AddGroup { name: "North".into(), parent: None }).unwrap();
    let north = document.plan().today().unwrap().quota.groups[0].id;
    let seats: Vec<TerritoryId> = document.plan().today().unwrap().territories.iter().take(3).map(|territory| territory.id).collect();
    change(&mut document, QuotaCommand::PlaceSeats { territories: seats.clone(), group: Some(north) }).unwrap();
    let before = document.plan().clone();
    let (team, seat) = (NodeRef::Group(north).key(), NodeRef::Seat(seats[0]).key());
    let decision = NodeDecision {
        lock: Some(Lock { amount: 9_000_000_000_007, reason: "a tender is won".to_owned() }),
        method: Some(Method::Equal),
        season: Some("school".to_owned()),
        ..NodeDecision::default()
    };
    change(&mut document, QuotaCommand::DecideNode { goal: SALES, node: team.clone(), decision: Box::new(decision) }).unwrap();
    let change_told = change_text(document.undoable().unwrap(), Language::English);
    assert!(change_told.contains("North"), "{change_told}");
    let (results, _) = of(&document);
    let outcome = results.answer.goal(&goal_key(SALES)).unwrap();
    let of_seat = |seat: &TerritoryId| &outcome.nodes[results.answer.places()[&NodeRef::Seat(*seat).key()]];
    let bases: Vec<i64> = seats.iter().map(|seat| of_seat(seat).base).collect();
    assert_eq!(bases.iter().sum::<i64>(), 9_000_000_000_007);
    assert!(bases.iter().max().unwrap() - bases.iter().min().unwrap() <= 1, "equal parts within the team: {bases:?}");
    let months = of_seat(&seats[0]).base_months;
    assert!(months[6] > 4 * months[0], "its season is that of the team: {months:?}");
    let of_team = reasons(&document, &results, &team);
    assert!(of_team.contains("a tender is won") && of_team.contains("Equal parts") && of_team.contains("school"), "{of_team}");
    assert!(reasons(&document, &results, &seat).contains("Its season is that of North: school"));
    let words = ExportWords { goal: &|kind| format!("{kind:?}"), node: &|node| node.name.clone() };
    let table = table_of_all(&results, &document.plan().settings, 1404, &words);
    let row = table.rows.iter().find(|row| row[4] == ExportCell::Text("North".into())).unwrap();
    for told in ["a tender is won", "سهم برابر", "school"] {
        assert!(row.contains(&ExportCell::Text(told.into())), "{told} is missing of {row:?}");
    }
    let saved = qalamro::document::codec::encode(&document.saved(), "test", 1.0).unwrap();
    assert_eq!(qalamro::document::codec::decode(&saved).unwrap().document.plan, *document.plan());
    document.undo(0.0);
    assert_eq!(document.plan(), &before);
}

#[test]
fn senseless_decisions_are_refused() {
    let mut document = document();
    let node = NodeRef::Seat(first_seat(&document)).key();
    let mut refused = |decision: NodeDecision| {
        change(&mut document, QuotaCommand::DecideNode { goal: SALES, node: node.clone(), decision: Box::new(decision) }).unwrap_err()
    };
    let out = |field| CommandError::OutOfRange { field };
    for cushion in [-0.05, 9.5] {
        assert_eq!(
            refused(NodeDecision { cushion: Some(cushion), ..NodeDecision::default() }),
            out("cushion"),
            "the engine counts it as 0"
        );
    }
    let lock = Lock { amount: -1, reason: String::new() };
    assert_eq!(refused(NodeDecision { lock: Some(lock), ..NodeDecision::default() }), out("quota"));
    assert_eq!(refused(NodeDecision { productivity_per_month: Some(f64::NAN), ..NodeDecision::default() }), out("productivity"));
}

#[test]
fn what_came_back_lessens_last_year_and_is_told_at_its_territory() {
    let mut document = document();
    let (before, _) = of(&document);
    let seat = first_seat(&document);
    let plan = document.plan();
    let owners: Vec<Option<TerritoryId>> = plan.today().unwrap().owners(&plan.accounts).collect();
    let place = owners.iter().position(|owner| *owner == Some(seat)).unwrap();
    let mut account = Account::clone(&plan.accounts[place]);
    let mut history = account.sales_history.clone().unwrap();
    let sold: i64 = history.months[12..24].iter().map(|month| month.0).sum();
    history.months[12] = Money(history.months[12].0 - sold - 5_000_000_000);
    account.sales_history = Some(history);
    document.apply(Command::EditAccount(Box::new(account)), 0.0).unwrap();
    let (after, _) = of(&document);
    let last_year = |results: &QuotaResults| results.question.nodes[0].figures.history[&1404];
    assert_eq!(last_year(&before) - last_year(&after), (sold + 5_000_000_000) as f64, "nothing is cut off at 0");
    assert!(history_texts(&before, seat, Language::English, money(document.plan(), Language::English)).is_empty());
    let at_seat = history_texts(&after, seat, Language::English, money(document.plan(), Language::English));
    assert_eq!(at_seat.len(), 1, "{at_seat:?}");
    let name = &document.plan().today().unwrap().territories[0].name;
    for (language, word) in [(Language::English, "came back"), (Language::Persian, "برگشتی")] {
        let told = finding_texts(&after, SALES, language, money(document.plan(), language));
        assert!(told.iter().any(|sentence| sentence.contains(word) && sentence.contains(name.as_str())), "{told:?}");
    }
}

#[test]
fn a_moving_holiday_of_the_past_does_not_count_twice() {
    let mut document = document();
    let mut plan = Plan::clone(document.plan());
    // Every month alike, but for a fifth less in one month of each year.
    for account in Arc::make_mut(&mut plan.accounts) {
        if let Some(history) = &mut Arc::make_mut(account).sales_history {
            for (place, month) in history.months.iter_mut().enumerate() {
                *month = Money(if matches!(place, 11 | 23) { 800 } else { 1_000 });
            }
        }
    }
    let first = plan.accounts[0].sales_history.as_ref().unwrap().first_month;
    let holidays = [11, 23].map(|place| PastHoliday { month: first.plus_months(place), factor: 0.8 });
    let months = |holidays: &[PastHoliday]| match season_of_sales(&plan, holidays).unwrap().0.weights {
        SeasonWeights::Months(months) => months,
        SeasonWeights::Quarters(_) => panic!("a history is read by months"),
    };
    assert!(months(&[])[11] < 0.82);
    assert!(months(&holidays).iter().all(|month| (month - 1.0).abs() < 1e-9), "{:?}", months(&holidays));
    let schedules = Schedules { past_holidays: vec![PastHoliday { factor: 0.0, ..holidays[0] }], ..Schedules::default() };
    assert_eq!(document.apply(Command::ChangeSchedules(schedules), 0.0), Err(CommandError::OutOfRange { field: "season_weight" }));
}

#[test]
fn there_is_one_answer_to_what_the_team_can_carry() {
    let mut document = document();
    let mut goal = document.plan().today().unwrap().quota.goals[0].clone();
    goal.capacity = Some(SellerCapacity { productivity_per_month: 4e9, attainment: 1.0, reading: AttainmentReading::Everyone });
    change(&mut document, QuotaCommand::PutGoal(Box::new(goal))).unwrap();
    let (results, settings) = of(&document);
    let plain = results.answer.three_figures(&goal_key(SALES)).unwrap().capacity.unwrap();
    assert_eq!(three_figures(&results, &settings, SALES).unwrap().capacity, Some(plain), "nobody leaves and nobody is hired");
    let mut hires = [0; 12];
    hires[2] = 3;
    let staffing_settings = StaffingSettings { attrition_rate: 0.2, months_to_replace: 3, hires, ..StaffingSettings::default() };
    change(&mut document, QuotaCommand::PlanStaffing(staffing_settings)).unwrap();
    let (results, settings) = of(&document);
    let told = carried(&results, &settings, SALES).unwrap();
    let tab = staffing(&results, &settings, SALES).unwrap();
    assert!(told.lost > 0.0 && told.hires > 0.0);
    assert!((tab.carried() - told.total() as f64).abs() <= 1.0);
    assert_eq!(three_figures(&results, &settings, SALES).unwrap().capacity, Some(told.total()));
    assert!(((tab.target - tab.carried()).max(0.0) - tab.gap_after_hires).abs() <= 1.0, "the gap of the tab is that of the head");
}

#[test]
fn the_change_is_against_last_years_quotas_once_they_are_known() {
    let mut document = document();
    let (results, settings) = of(&document);
    let before = quota_fairness(&results, &settings, SALES);
    assert_eq!(before.change_basis, ChangeBasis::Sales);
    let seat = NodeRef::Seat(first_seat(&document)).key();
    let nodes = vec![(seat.clone(), Some(70_000_000_000))];
    change(&mut document, QuotaCommand::RecallQuotas { goal: SALES, year: 1404, nodes }).unwrap();
    let (results, settings) = of(&document);
    let after = quota_fairness(&results, &settings, SALES);
    assert_eq!(after.change_basis, ChangeBasis::Quotas);
    let known: Vec<f64> = after.rows.iter().filter_map(|row| row.previous_quota).collect();
    assert_eq!(known, [70_000_000_000.0], "a seller without one is not held against sales instead");
    let seller = after.rows.iter().position(|row| row.previous_quota.is_some()).unwrap();
    let expected = after.rows[seller].quota / 70_000_000_000.0 - 1.0;
    assert_eq!(after.fairness.sellers[seller].change_of_quota, Some(expected));
    assert_eq!(after.fairness.sellers.iter().filter(|seller| seller.change_of_quota.is_some()).count(), 1);
    let seats = results.answer.nodes.iter().filter(|node| node.kind == NodeKind::Seat).count();
    assert!(seats > 1);
    document.undo(0.0);
    assert_eq!(of(&document).1.goals[0].nodes.get(&seat), None);
}
