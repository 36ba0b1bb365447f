//! The marked edge to the clock: what the year and the day is.

use jiff::Timestamp;
use jiff::tz::TimeZone;

const SECONDS_OF_DAY: i64 = 86_400;

/// The beginning of the current day in UTC, in Unix seconds: what is reckoned from it stays the same for a day.
pub(crate) fn today() -> i64 {
    Timestamp::now().as_second().div_euclid(SECONDS_OF_DAY) * SECONDS_OF_DAY
}

/// The current year in UTC; open year intervals are counted up to it.
pub(crate) fn this_year() -> i32 {
    i32::from(TimeZone::UTC.to_datetime(Timestamp::now()).year())
}
