//! The customers that change hands: searched, sorted, shown on the map, written to a file. Order and search are
//! [`crate::tabular::handovers`]'.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::exchange::{Pair, reason_words};
use super::show_scenario;
use crate::document::comparison::Compared;
use crate::document::handover::{Handover, TerritoryExchange};
use crate::document::{MeasureKind, design::value_of};
use crate::domain::{AccountId, Money, TerritoryId};
use crate::exchange::export_csv;
use crate::exchange::export_table::{ExportCell, ExportTable, WorkbookExport};
use crate::exchange::phrases::phrase_file_error;
use crate::locale::Text;
use crate::locale::words::compare as words;
use crate::locale::words::customers;
use crate::tabular::Search;
use crate::tabular::handovers::{HandoverColumn, HandoverRow, shown, table};
use crate::ui::explain::ExplainButton;
use crate::ui::palette::{UNASSIGNED_COLOUR, territory_colour};
use crate::ui::phrases::worker_reason;
use crate::ui::quantity;
use crate::ui::session::{download, file_stem};
use crate::ui::shared::Shared;
use crate::ui::sheets::{ExportFailure, Sheets};
use crate::ui::studio::{Explanation, NoticeKind, Studio};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::menu::{Menu, MenuItem};
use crate::ui::widgets::sort_heading::{SortHeading, Sorting};

/// How many customers are listed at first, and how many more each time.
const PAGE: usize = 50;

/// The columns, with whether they hold figures.
const COLUMNS: [(HandoverColumn, bool); 6] = [
    (HandoverColumn::Name, false),
    (HandoverColumn::From, false),
    (HandoverColumn::To, false),
    (HandoverColumn::Potential, true),
    (HandoverColumn::Sales, true),
    (HandoverColumn::Reason, false),
];

/// The customers that change hands, a page at a time.
#[component]
pub fn Handovers(pair: Shared<Pair>) -> impl IntoView {
    let studio = Studio::get();
    let sheets = Sheets::get();
    let rows = Shared::new(rows(&studio, &pair));
    let typed = RwSignal::new(String::new());
    let sorting: RwSignal<Sorting<HandoverColumn>> = RwSignal::new(None);
    let limit = RwSignal::new(PAGE);
    let all = rows.len();
    let searched = rows.clone();
    let order = Memo::new(move |_| shown(&searched, &Search::of(&typed.get()), sorting.get()));
    let second = pair.second.scenario.id;
    let show = Callback::new(move |accounts: BTreeSet<AccountId>| {
        studio.select(accounts);
        show_scenario(&studio, second);
    });
    let found_rows = rows.clone();
    let show_found =
        move |_| show.run(order.with_untracked(|order| order.iter().filter_map(|&at| found_rows.get(at)).map(|row| row.account).collect()));
    let (listed_rows, listed_pair) = (rows.clone(), pair.clone());
    let listed = move || {
        let order = order.get();
        let rows = order.iter().take(limit.get()).filter_map(|&at| Some(row(&studio, &listed_pair, listed_rows.get(at)?, at, show)));
        rows.collect_view()
    };
    let count = move || {
        let numbers = studio.numbers();
        let found = order.with(Vec::len);
        let text = if sorting.get().is_none() { words::SHOWN } else { words::SHOWN_SORTED };
        studio.fill(text, &[("shown", &numbers.count(limit.get().min(found))), ("all", &numbers.count(all))])
    };
    let save = move |is_workbook: bool| export(studio, sheets, &pair, &rows, &order.get_untracked(), is_workbook);
    let save = Callback::new(save);
    view! {
        <div class="card-body stack">
            <div class="row">
                <h3 class="grow">{studio.say(words::WHICH_ACCOUNTS)}" "<small class="dim" role="status">{count}</small></h3>
                <div class="table-search">
                    <Icon path=icon::SEARCH />
                    <input
                        type="search"
                        class="input"
                        aria-label=studio.say(words::SEARCH_HANDOVERS)
                        placeholder=studio.say(words::SEARCH_HANDOVERS)
                        on:input=move |event| {
                            typed.set(event_target_value(&event));
                            limit.set(PAGE);
                        }
                    />
                </div>
                <Menu
                    label=studio.say(customers::EXPORT)
                    class="button small"
                    button=ViewFn::from(move || view! { <span>{studio.say(customers::EXPORT)}</span><Icon path=icon::DOWN /> })
                >
                    <MenuItem on_choose=Callback::new(move |()| save.run(true))>{studio.say(customers::EXPORT_XLSX)}</MenuItem>
                    <MenuItem on_choose=Callback::new(move |()| save.run(false))>{studio.say(customers::EXPORT_CSV)}</MenuItem>
                </Menu>
                <button type="button" class="button small" on:click=show_found>{studio.say(words::SHOW_ALL_ON_MAP)}</button>
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=studio.say(words::WHICH_ACCOUNTS)>
                <table class="plain-table territory-table handover-table">
                    <thead>
                        <tr>
                            {COLUMNS.map(|(column, is_number)| heading(&studio, column, is_number, sorting)).collect_view()}
                            <th scope="col"><span class="visually-hidden">{studio.say(words::SHOW_ALL_ON_MAP)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{listed}</tbody>
                </table>
            </div>
            <Show when=move || order.with(Vec::is_empty)>
                <p class="dim" role="status">{studio.say(words::NONE_FOUND)}</p>
            </Show>
            <Show when=move || limit.get() < order.with(Vec::len)>
                <div class="row"><button type="button" class="button" on:click=move |_| limit.update(|limit| *limit += PAGE)>{studio.say(words::SHOW_MORE)}</button></div>
            </Show>
        </div>
    }
}

/// The rows in words, in the order of the exchange.
fn rows(studio: &Studio, pair: &Pair) -> Vec<HandoverRow> {
    let row = |handover: &Handover| {
        let account = pair.plan.account(handover.account)?;
        let name = |compared: &Compared, territory: Option<TerritoryId>| {
            let known = territory.and_then(|id| compared.scenario.territory(id)).map(|known| known.name.clone());
            known.unwrap_or_else(|| studio.say(words::WITHOUT_TERRITORY).to_owned())
        };
        let seller = |compared: &Compared, territory: Option<TerritoryId>| {
            let seller = territory.and_then(|id| compared.scenario.territory(id)).and_then(|known| known.seller);
            seller.and_then(|seller| pair.plan.person(seller)).map(|person| person.name.clone()).unwrap_or_default()
        };
        Some(HandoverRow {
            account: account.id,
            name: account.name.clone(),
            from: name(&pair.first, handover.from),
            from_seller: seller(&pair.first, handover.from),
            to: name(&pair.second, handover.to),
            to_seller: seller(&pair.second, handover.to),
            potential: account.potential,
            sales: account.sales.map(|_| value_of(account, MeasureKind::Sales)),
            reason: reason_words(studio, pair, handover),
        })
    };
    pair.exchange.handovers.iter().filter_map(row).collect()
}

fn column_name(studio: &Studio, column: HandoverColumn) -> String {
    let of_measure = |measure: MeasureKind| quantity::heading(studio, measure);
    let text = match column {
        HandoverColumn::Name => words::CUSTOMER,
        HandoverColumn::From => words::FROM,
        HandoverColumn::To => words::TO,
        HandoverColumn::Reason => words::WHY,
        HandoverColumn::Potential => return of_measure(MeasureKind::Potential),
        HandoverColumn::Sales => return of_measure(MeasureKind::Sales),
    };
    studio.say(text).to_owned()
}

fn heading(studio: &Studio, column: HandoverColumn, is_number: bool, sorting: RwSignal<Sorting<HandoverColumn>>) -> impl IntoView + use<> {
    let studio = *studio;
    let explanation = Callback::new(move |()| Explanation {
        title: studio.say(words::REASON_TITLE).to_owned(),
        paragraphs: [words::REASON_WHAT, words::REASON_THEN, words::REASON_ELSE].map(|text| studio.say(text).to_owned()).to_vec(),
    });
    view! {
        <SortHeading column=column title=column_name(&studio, column) is_number=is_number sorting=sorting>
            {(column == HandoverColumn::Reason).then(|| view! { <ExplainButton subject=studio.say(words::REASON_TITLE) explanation=explanation /> })}
        </SortHeading>
    }
}

fn row(studio: &Studio, pair: &Pair, row: &HandoverRow, at: usize, show: Callback<BTreeSet<AccountId>>) -> impl IntoView + use<> {
    let studio = *studio;
    let account = row.account;
    let label = studio.fill(words::SHOW_ON_MAP, &[("name", &row.name)]);
    let figure = |value: Option<f64>, measure: MeasureKind| {
        value.map_or(crate::locale::number::NO_FIGURE.to_owned(), |value| quantity::figure(&studio, measure, value))
    };
    let handover = pair.exchange.handovers.get(at);
    let colour = |compared: &Compared, territory: Option<TerritoryId>| {
        territory.and_then(|id| compared.scenario.territory(id)).map_or(UNASSIGNED_COLOUR, |known| territory_colour(known.colour_index))
    };
    let from = colour(&pair.first, handover.and_then(|handover| handover.from));
    let to = colour(&pair.second, handover.and_then(|handover| handover.to));
    let territory = |colour: &'static str, name: &str| {
        view! { <span class="name-cell"><span class="swatch" style:background-color=colour></span><bdi>{name.to_owned()}</bdi></span> }
    };
    view! {
        <tr>
            <th scope="row"><bdi>{row.name.clone()}</bdi></th>
            <td>{territory(from, &row.from)}</td>
            <td>{territory(to, &row.to)}</td>
            <td class="number">{figure(row.potential, MeasureKind::Potential)}</td>
            <td class="number">{figure(row.sales, MeasureKind::Sales)}</td>
            <td class="dim reason">{row.reason.clone()}</td>
            <td class="number">
                <button type="button" class="icon-button" title=label.clone() aria-label=label on:click=move |_| show.run(BTreeSet::from([account]))>
                    <Icon path=icon::TERRITORIES />
                </button>
            </td>
        </tr>
    }
}

/// Writes what is listed to a file; a workbook has the gains and losses by territory as well.
fn export(studio: Studio, sheets: Sheets, pair: &Pair, rows: &[HandoverRow], order: &[usize], is_workbook: bool) {
    let settings = &pair.plan.settings;
    let (first, second) = (studio.scenario_name(&pair.first.scenario), studio.scenario_name(&pair.second.scenario));
    let name = file_stem(&studio.fill(words::HANDOVERS_FILE, &[("plan", &pair.plan.name), ("first", &first), ("second", &second)]));
    let said = |text: Text| studio.say(text).to_owned();
    let headers = [
        said(words::CUSTOMER),
        said(words::FROM),
        said(words::SELLER_OF_GIVER),
        said(words::TO),
        said(words::SELLER_OF_TAKER),
        column_name(&studio, HandoverColumn::Potential),
        column_name(&studio, HandoverColumn::Sales),
        said(words::WHY),
    ];
    let moves = table(studio.say(words::WHICH_ACCOUNTS), headers, rows, order, settings);
    if !is_workbook {
        download(studio, &format!("{name}.csv"), "text/csv;charset=utf-8", &export_csv::write(&moves));
        return;
    }
    let workbook = WorkbookExport {
        is_right_to_left: studio.language.get_untracked().direction() == "rtl",
        sheets: vec![moves, gains(&studio, pair)],
    };
    let name = format!("{name}.xlsx");
    sheets.export_xlsx(workbook, move |written| match written {
        Ok(bytes) => download(studio, &name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &bytes),
        Err(ExportFailure::File(error)) => {
            studio.notify(NoticeKind::Error, phrase_file_error(&error, &name, studio.language.get_untracked()));
        }
        Err(ExportFailure::Worker(failure)) => {
            let why = worker_reason(&studio, &failure);
            studio.notify(NoticeKind::Error, studio.fill(customers::EXPORT_FAILED, &[("why", &why)]));
        }
    });
}

/// Gains and losses by territory, for a file.
fn gains(studio: &Studio, pair: &Pair) -> ExportTable {
    let settings = &pair.plan.settings;
    let smallest_per_shown = settings.display_unit.smallest_per_shown(settings.currency);
    let with_unit = |text: Text| format!("{} ({})", studio.say(text), studio.money().unit_label());
    let amount = |value: f64| ExportCell::amount(Money(value.round() as i64), smallest_per_shown);
    let row = |exchange: &TerritoryExchange| {
        let name = match exchange.territory.id {
            Some(_) => exchange.territory.name.as_str(),
            None => studio.say(words::WITHOUT_TERRITORY),
        };
        vec![
            ExportCell::text(name),
            ExportCell::text(&pair.seller(exchange.territory.id)),
            ExportCell::number(exchange.accounts_in as f64),
            ExportCell::number(exchange.accounts_out as f64),
            amount(exchange.sales_in),
            amount(exchange.sales_out),
            amount(exchange.sales_in - exchange.sales_out),
        ]
    };
    ExportTable {
        name: studio.say(words::GAINS_FILE).to_owned(),
        headers: vec![
            studio.say(words::TERRITORY).to_owned(),
            studio.say(words::SELLER).to_owned(),
            studio.say(words::ACCOUNTS_IN).to_owned(),
            studio.say(words::ACCOUNTS_OUT).to_owned(),
            with_unit(words::SALES_IN),
            with_unit(words::SALES_OUT),
            with_unit(words::SALES_NET),
        ],
        rows: pair.exchange.territories.iter().map(row).collect(),
    }
}
