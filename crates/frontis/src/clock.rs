//! The marked edge to the clock: what the year is.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The current year in UTC; open year intervals are counted up to it.
pub(crate) fn this_year() -> i32 {
    i32::from(TimeZone::UTC.to_datetime(Timestamp::now()).year())
}
