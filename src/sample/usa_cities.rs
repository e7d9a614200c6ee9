//! Cities of the United States with their public coordinates, about how many live in and around them, and
//! which sample territory serves them; and the states they lie in.

use super::market::City;
use crate::domain::Coordinates;

const fn city(name: &'static str, province: &'static str, place: (f64, f64), thousands: f64, wealth: f64, territory: usize) -> City {
    let radius_km = if thousands > 4_000.0 {
        14.0
    } else if thousands > 1_500.0 {
        9.0
    } else {
        5.0
    };
    City { name, province, latitude: place.0, longitude: place.1, thousands, radius_km, wealth, territory, inland: (0.0, 0.0) }
}

const fn towards(city: City, radius_km: f64, east: f64, north: f64) -> City {
    City { inland: (east, north), radius_km, ..city }
}

#[rustfmt::skip]
pub(super) const CITIES: &[City] = &[
    // New England
    towards(city("Boston", "US-MA", (42.34, -71.10), 4_900.0, 1.3, 0), 9.0, -1.0, 0.0),
    city("Worcester", "US-MA", (42.26, -71.80), 860.0, 0.95, 0),
    city("Springfield", "US-MA", (42.10, -72.59), 460.0, 0.85, 0),
    towards(city("Providence", "US-RI", (41.83, -71.43), 1_600.0, 0.95, 0), 6.0, -1.0, 0.3),
    city("Hartford", "US-CT", (41.76, -72.69), 1_200.0, 1.05, 0),
    city("Manchester", "US-NH", (42.99, -71.46), 420.0, 1.0, 0),
    towards(city("Portland", "US-ME", (43.66, -70.30), 550.0, 0.9, 0), 4.0, -1.0, 0.0),
    // New York
    towards(city("New York", "US-NY", (40.76, -73.94), 12_500.0, 1.3, 1), 3.5, 1.0, 0.3),
    city("White Plains", "US-NY", (41.05, -73.76), 1_000.0, 1.3, 1),
    city("Hempstead", "US-NY", (40.71, -73.62), 2_900.0, 1.15, 1),
    city("Paramus", "US-NJ", (40.94, -74.07), 2_200.0, 1.2, 1),
    city("Edison", "US-NJ", (40.53, -74.38), 2_400.0, 1.1, 1),
    city("Albany", "US-NY", (42.65, -73.78), 900.0, 0.9, 1),
    // Mid-Atlantic
    towards(city("Philadelphia", "US-PA", (40.01, -75.18), 6_200.0, 1.1, 2), 12.0, -1.0, 0.6),
    city("Pittsburgh", "US-PA", (40.44, -79.99), 2_350.0, 1.0, 2),
    towards(city("Baltimore", "US-MD", (39.32, -76.62), 2_800.0, 1.05, 2), 7.0, -0.5, 1.0),
    towards(city("Washington", "US-DC", (38.91, -77.02), 2_700.0, 1.2, 2), 3.5, 0.0, 0.0),
    city("Fairfax", "US-VA", (38.85, -77.31), 3_000.0, 1.25, 2),
    city("Richmond", "US-VA", (37.55, -77.46), 1_300.0, 0.95, 2),
    // Southeast
    city("Charlotte", "US-NC", (35.23, -80.84), 2_700.0, 1.0, 3),
    city("Raleigh", "US-NC", (35.79, -78.65), 1_450.0, 1.1, 3),
    city("Columbia", "US-SC", (34.02, -81.01), 830.0, 0.8, 3),
    city("Atlanta", "US-GA", (33.77, -84.39), 6_100.0, 1.05, 3),
    city("Augusta", "US-GA", (33.46, -82.02), 610.0, 0.8, 3),
    city("Nashville", "US-TN", (36.16, -86.78), 2_000.0, 1.05, 3),
    city("Memphis", "US-TN", (35.12, -89.93), 1_340.0, 0.85, 3),
    city("Birmingham", "US-AL", (33.51, -86.81), 1_110.0, 0.85, 3),
    // Florida
    towards(city("Miami", "US-FL", (25.79, -80.27), 2_700.0, 1.1, 4), 8.0, -1.0, 0.2),
    towards(city("Fort Lauderdale", "US-FL", (26.15, -80.20), 1_950.0, 1.05, 4), 7.0, -1.0, 0.0),
    city("Orlando", "US-FL", (28.54, -81.38), 2_700.0, 0.95, 4),
    towards(city("Tampa", "US-FL", (28.00, -82.44), 3_200.0, 0.95, 4), 7.0, 0.5, 1.0),
    towards(city("Jacksonville", "US-FL", (30.29, -81.66), 1_650.0, 0.9, 4), 7.0, -1.0, -0.3),
    // Great Lakes
    towards(city("Chicago", "US-IL", (41.88, -87.70), 8_900.0, 1.05, 5), 14.0, -1.0, 0.0),
    city("Indianapolis", "US-IN", (39.77, -86.16), 2_100.0, 0.95, 5),
    towards(city("Detroit", "US-MI", (42.39, -83.14), 4_300.0, 0.9, 5), 9.0, -0.5, 1.0),
    city("Grand Rapids", "US-MI", (42.96, -85.67), 1_090.0, 0.9, 5),
    towards(city("Cleveland", "US-OH", (41.45, -81.69), 2_060.0, 1.0, 5), 8.0, 0.0, -1.0),
    city("Columbus", "US-OH", (39.97, -83.00), 2_150.0, 0.95, 5),
    city("Cincinnati", "US-OH", (39.16, -84.48), 2_250.0, 0.95, 5),
    towards(city("Milwaukee", "US-WI", (43.04, -87.97), 1_560.0, 0.95, 5), 7.0, -1.0, 0.0),
    // Plains
    city("Minneapolis", "US-MN", (44.97, -93.27), 3_700.0, 1.15, 6),
    city("Rochester", "US-MN", (44.02, -92.47), 230.0, 1.6, 6),
    city("Des Moines", "US-IA", (41.59, -93.62), 720.0, 0.9, 6),
    city("Omaha", "US-NE", (41.26, -96.01), 970.0, 0.95, 6),
    city("Kansas City", "US-MO", (39.06, -94.57), 1_450.0, 0.95, 6),
    city("St. Louis", "US-MO", (38.64, -90.29), 2_300.0, 1.0, 6),
    city("Wichita", "US-KS", (37.69, -97.34), 650.0, 0.8, 6),
    // Texas and the Gulf
    city("Houston", "US-TX", (29.76, -95.40), 7_300.0, 1.1, 7),
    city("Dallas", "US-TX", (32.80, -96.79), 5_300.0, 1.1, 7),
    city("Fort Worth", "US-TX", (32.75, -97.33), 2_500.0, 0.95, 7),
    city("San Antonio", "US-TX", (29.45, -98.50), 2_600.0, 0.9, 7),
    city("Austin", "US-TX", (30.29, -97.74), 2_400.0, 1.1, 7),
    city("El Paso", "US-TX", (31.80, -106.40), 870.0, 0.65, 7),
    towards(city("New Orleans", "US-LA", (29.96, -90.11), 1_250.0, 0.85, 7), 3.0, -1.0, -0.2),
    city("Baton Rouge", "US-LA", (30.43, -91.13), 870.0, 0.8, 7),
    city("Oklahoma City", "US-OK", (35.48, -97.53), 1_440.0, 0.85, 7),
    // Mountain
    city("Denver", "US-CO", (39.73, -104.98), 3_000.0, 1.1, 8),
    city("Colorado Springs", "US-CO", (38.84, -104.80), 760.0, 0.9, 8),
    city("Salt Lake City", "US-UT", (40.74, -111.89), 1_270.0, 1.0, 8),
    city("Phoenix", "US-AZ", (33.47, -112.07), 4_900.0, 0.95, 8),
    city("Tucson", "US-AZ", (32.23, -110.94), 1_050.0, 0.8, 8),
    city("Albuquerque", "US-NM", (35.10, -106.62), 920.0, 0.75, 8),
    city("Las Vegas", "US-NV", (36.16, -115.17), 2_300.0, 0.85, 8),
    // Pacific
    towards(city("Los Angeles", "US-CA", (34.05, -118.25), 9_800.0, 1.05, 9), 14.0, 0.6, 1.0),
    towards(city("Anaheim", "US-CA", (33.82, -117.90), 3_200.0, 1.1, 9), 8.0, 0.5, 1.0),
    towards(city("San Diego", "US-CA", (32.78, -117.11), 3_300.0, 1.1, 9), 8.0, 1.0, 0.3),
    towards(city("San Francisco", "US-CA", (37.75, -122.44), 1_700.0, 1.4, 9), 2.5, 0.0, -1.0),
    towards(city("San Jose", "US-CA", (37.33, -121.89), 2_000.0, 1.4, 9), 7.0, 0.3, -1.0),
    city("Sacramento", "US-CA", (38.58, -121.47), 2_400.0, 0.95, 9),
    city("Portland", "US-OR", (45.51, -122.66), 2_500.0, 1.0, 9),
    towards(city("Seattle", "US-WA", (47.61, -122.18), 4_000.0, 1.2, 9), 6.0, 1.0, 0.0),
];

/// The states: code, name, and a point about where most people live.
const STATES: &[(&str, &str, f64, f64)] = &[
    ("US-AL", "Alabama", 33.0, -86.8),
    ("US-AZ", "Arizona", 33.4, -111.9),
    ("US-CA", "California", 35.5, -119.4),
    ("US-CO", "Colorado", 39.5, -105.2),
    ("US-CT", "Connecticut", 41.5, -72.9),
    ("US-DC", "District of Columbia", 38.91, -77.01),
    ("US-FL", "Florida", 27.9, -81.6),
    ("US-GA", "Georgia", 33.4, -83.9),
    ("US-IA", "Iowa", 41.9, -93.2),
    ("US-IL", "Illinois", 41.3, -88.4),
    ("US-IN", "Indiana", 40.1, -86.3),
    ("US-KS", "Kansas", 38.5, -96.6),
    ("US-LA", "Louisiana", 30.6, -91.5),
    ("US-MA", "Massachusetts", 42.3, -71.5),
    ("US-MD", "Maryland", 39.1, -76.8),
    ("US-ME", "Maine", 44.3, -69.7),
    ("US-MI", "Michigan", 42.9, -84.3),
    ("US-MN", "Minnesota", 45.2, -93.6),
    ("US-MO", "Missouri", 38.5, -92.2),
    ("US-NC", "North Carolina", 35.5, -79.7),
    ("US-NE", "Nebraska", 41.2, -97.4),
    ("US-NH", "New Hampshire", 43.2, -71.5),
    ("US-NJ", "New Jersey", 40.4, -74.4),
    ("US-NM", "New Mexico", 34.9, -106.3),
    ("US-NV", "Nevada", 37.2, -116.2),
    ("US-NY", "New York", 41.5, -74.7),
    ("US-OH", "Ohio", 40.5, -82.7),
    ("US-OK", "Oklahoma", 35.6, -96.8),
    ("US-OR", "Oregon", 44.7, -122.6),
    ("US-PA", "Pennsylvania", 40.5, -77.1),
    ("US-RI", "Rhode Island", 41.8, -71.5),
    ("US-SC", "South Carolina", 34.0, -81.0),
    ("US-TN", "Tennessee", 35.8, -86.4),
    ("US-TX", "Texas", 30.9, -97.4),
    ("US-UT", "Utah", 40.4, -111.9),
    ("US-VA", "Virginia", 37.8, -77.8),
    ("US-WA", "Washington", 47.3, -121.7),
    ("US-WI", "Wisconsin", 43.7, -88.8),
];

/// The name and centre of a state.
pub(super) fn state(code: &str) -> Option<(&'static str, Coordinates)> {
    let (_, name, latitude_degrees, longitude_degrees) = STATES.iter().find(|(known, ..)| *known == code)?;
    Some((name, Coordinates { latitude_degrees: *latitude_degrees, longitude_degrees: *longitude_degrees }))
}
