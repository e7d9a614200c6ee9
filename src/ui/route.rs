//! Addresses within the page, kept behind `#` so that any static host serves them.

use crate::domain::TerritoryId;

/// A place in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The list of plans; also where a newcomer begins.
    Plans,
    /// The open plan: its team, settings and change log.
    Plan,
    /// The customers.
    Customers,
    /// The territories on the map.
    Territories,
    /// Quotas.
    Quotas,
    /// Pay.
    Pay,
    /// Scenarios side by side.
    Compare,
    /// The sheet of a territory of the scenario in sight; `None` is all of them.
    Sheet(Option<TerritoryId>),
    /// How territories are judged and designed.
    Method,
}

/// What the addresses of sheets begin with.
const SHEET: &str = "#/territories/sheet/";
/// The end of the address of all sheets.
const ALL_SHEETS: &str = "all";

impl Route {
    /// The places of an open plan, in the order of the side bar.
    pub const OF_PLAN: [Route; 6] = [Route::Plan, Route::Customers, Route::Territories, Route::Quotas, Route::Pay, Route::Compare];

    /// The address behind `#`.
    pub fn address(self) -> String {
        let fixed = match self {
            Route::Plans => "#/plans",
            Route::Plan => "#/plan",
            Route::Customers => "#/customers",
            Route::Territories => "#/territories",
            Route::Quotas => "#/quotas",
            Route::Pay => "#/pay",
            Route::Compare => "#/compare",
            Route::Method => "#/method",
            Route::Sheet(None) => return format!("{SHEET}{ALL_SHEETS}"),
            Route::Sheet(Some(territory)) => return format!("{SHEET}{}", territory.0),
        };
        fixed.to_owned()
    }

    /// The place of the side bar that it belongs to.
    pub fn section(self) -> Route {
        match self {
            Route::Sheet(_) => Route::Territories,
            other => other,
        }
    }

    /// The place of an address; `None` for one that leads nowhere.
    pub fn of_address(address: &str) -> Option<Route> {
        if let Some(of) = address.strip_prefix(SHEET) {
            return if of == ALL_SHEETS { Some(Route::Sheet(None)) } else { of.parse().ok().map(|id| Route::Sheet(Some(TerritoryId(id)))) };
        }
        [Route::Plans, Route::Method].into_iter().chain(Route::OF_PLAN).find(|route| route.address() == address)
    }
}
