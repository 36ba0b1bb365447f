//! The body of `/v1/stats`.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use frontis::Stats;
use frontis::content::Date;
use serde::Serialize;

/// The state of the index in figures, those that anyone may see.
#[derive(Debug, Serialize)]
pub struct StatsBody<'a> {
    pages: u64,
    bytes: u64,
    generation: u64,
    index_bytes: u64,
    facets: &'a BTreeMap<String, u64>,
    synced_at: Option<String>,
}

impl<'a> StatsBody<'a> {
    /// The body of `stats`.
    pub fn new(stats: &'a Stats) -> Self {
        Self {
            pages: stats.pages,
            bytes: stats.bytes,
            generation: stats.generation,
            index_bytes: stats.index_bytes,
            facets: &stats.facets,
            synced_at: stats.synced_at.and_then(rfc3339),
        }
    }
}

/// `2026-01-31T13:05:09Z`; `None` outside the years 1970 to 9999.
fn rfc3339(time: SystemTime) -> Option<String> {
    let seconds = i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()?;
    let day = Date::from_unix_seconds(seconds)?;
    let second = seconds % 86_400;
    Some(format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn stats_name_the_moment_of_the_last_sync() {
        let mut stats = Stats::default();
        (stats.pages, stats.bytes, stats.generation, stats.index_bytes) = (2, 300, 17, 4000);
        stats.facets.insert("regions".to_owned(), 6);
        stats.synced_at = Some(UNIX_EPOCH + Duration::from_secs(1_453_416_052));
        stats.diagnostics = [1, 2, 3];
        insta::assert_snapshot!(serde_json::to_string(&StatsBody::new(&stats)).unwrap(), @r#"{"pages":2,"bytes":300,"generation":17,"index_bytes":4000,"facets":{"regions":6},"synced_at":"2016-01-21T22:40:52Z"}"#);
        insta::assert_snapshot!(serde_json::to_string(&StatsBody::new(&Stats::default())).unwrap(), @r#"{"pages":0,"bytes":0,"generation":0,"index_bytes":0,"facets":{},"synced_at":null}"#);
    }
}
