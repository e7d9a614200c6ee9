//! Addresses within the page, kept behind `#` so that any static host serves them.

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
    /// Scenarios side by side.
    Compare,
}

impl Route {
    /// The places of an open plan, in the order of the side bar.
    pub const OF_PLAN: [Route; 4] = [Route::Plan, Route::Customers, Route::Territories, Route::Compare];

    /// The address behind `#`.
    pub fn address(self) -> &'static str {
        match self {
            Route::Plans => "#/plans",
            Route::Plan => "#/plan",
            Route::Customers => "#/customers",
            Route::Territories => "#/territories",
            Route::Compare => "#/compare",
        }
    }

    /// The place of an address; `None` for one that leads nowhere.
    pub fn of_address(address: &str) -> Option<Route> {
        [Route::Plans].into_iter().chain(Route::OF_PLAN).find(|route| route.address() == address)
    }
}
