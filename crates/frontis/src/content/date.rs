//! A calendar date with the second of its day, as front matter writes it.

use std::fmt;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A point in time, in seconds since 1970-01-01T00:00:00Z; years 1 to 9999.
///
/// Displays as `YYYY-MM-DD` in UTC. Orders by time.
///
/// ```
/// use frontis::content::Date;
///
/// let date = Date::parse("2016-01-21T23:30:00-02:00").ok_or("no date")?;
/// assert_eq!((date.to_string().as_str(), date.year()), ("2016-01-22", 2016));
/// assert_eq!(Date::from_unix_seconds(date.unix_seconds()), Some(date));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date(i64);

impl Date {
    /// Reads `2016-01-21`, `2016-01-21 22:40:52.765 Z`, `2016-01-21T22:40:52+02:00` and the like; no zone means UTC.
    ///
    /// `None` for anything else, a year alone too. Fractions of a second are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, rest) = text.split_at_checked(10)?;
        if !day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            // Most texts are no dates, and the parser below is thorough about saying so.
            return None;
        }
        let day: jiff::civil::Date = day.parse().ok()?;
        let midnight = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?.as_second();
        let rest = rest.trim_start_matches(['T', 't', ' ']).trim();
        if rest.is_empty() {
            return Some(Self(midnight));
        }
        let (clock, zone) = split_zone(rest);
        let clock: jiff::civil::Time = clock.trim().parse().ok()?;
        let second = i64::from(clock.hour()) * 3600 + i64::from(clock.minute()) * 60 + i64::from(clock.second());
        Some(Self(midnight + second - zone_seconds(zone.trim())?))
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z; negative before.
    pub fn unix_seconds(self) -> i64 {
        self.0
    }

    /// Returns the date at `seconds` since 1970-01-01T00:00:00Z; `None` outside the years 1 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let timestamp = jiff::Timestamp::from_second(seconds).ok()?;
        (1..=9999).contains(&TimeZone::UTC.to_datetime(timestamp).year()).then_some(Self(seconds))
    }

    /// Returns the calendar year in UTC.
    pub fn year(self) -> i32 {
        self.civil().map_or(1970, |day| i32::from(day.year()))
    }

    fn civil(self) -> Option<jiff::civil::Date> {
        let timestamp = jiff::Timestamp::from_second(self.0).ok()?;
        Some(TimeZone::UTC.to_datetime(timestamp).date())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.civil() {
            Some(day) => write!(f, "{day}"),
            None => write!(f, "{}", self.0),
        }
    }
}

fn split_zone(rest: &str) -> (&str, &str) {
    let at = rest.find(['Z', 'z', '+', '-', 'U', 'G', ' ']).unwrap_or(rest.len());
    rest.split_at(at)
}

/// `Z`, `UTC`, `GMT`, `+02:00`, `-0530`, `+02` in seconds east of UTC.
fn zone_seconds(zone: &str) -> Option<i64> {
    let (sign, digits) = match zone.as_bytes().first() {
        None => return Some(0),
        Some(b'+') => (1, &zone[1..]),
        Some(b'-') => (-1, &zone[1..]),
        Some(_) => {
            return ["z", "utc", "gmt"].contains(&zone.to_ascii_lowercase().as_str()).then_some(0);
        }
    };
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    let number: i64 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let (hours, minutes) = match digits.len() {
        2 => (number, 0),
        4 => (number / 100, number % 100),
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_front_matter_writes_them() {
        for (text, shown, seconds) in [
            ("1970-01-02", "1970-01-02", 86_400),
            ("2016-01-21 22:40:52.765000000 Z", "2016-01-21", 1_453_416_052),
            ("2016-01-21T22:40:52+02:00", "2016-01-21", 1_453_408_852),
            ("2016-01-21 22:40:52 -0500", "2016-01-22", 1_453_434_052),
            ("2017-08-24 16:48", "2017-08-24", 1_503_593_280),
        ] {
            let date = Date::parse(text).expect(text);
            assert_eq!((date.to_string().as_str(), date.unix_seconds()), (shown, seconds), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in [
            "",
            "2016",
            "2016-13-01",
            "2016-02-30",
            "yesterday",
            "2016-01-21 25:00",
            "2016-01-21 10:00 +9",
            "é016-01-01x",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
