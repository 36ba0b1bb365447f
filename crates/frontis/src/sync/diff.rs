//! Decides what to read and what changed. Pure, so that every deletion bug can be a table test; files are the business of
//! `scan` and `read`.

use std::collections::BTreeMap;

use super::manifest::{Entry, Manifest, Stamp};
use crate::error::{Error, ErrorKind, Result};

/// Stamps are trusted when they are older than this at the sync that took them: file systems count time in steps of up to
/// two seconds, and a file changed twice within one step has one stamp.
const YOUNG_NANOS: i64 = 2_000_000_000;
/// Fewer pages than this may all go in one sync.
const FEWEST_GUARDED_PAGES: u64 = 20;

/// What a sync changes, each list in the order of page ids.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Diff {
    pub(super) added: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) removed: Vec<String>,
    pub(super) unchanged: u64,
}

/// True when the file behind `old` need not be read: it has the stamp it had, and had it long enough.
pub(super) fn is_as_it_was(old: &Entry, synced_nanos: i64, now: &Stamp) -> bool {
    let youngest = old.stamp.modified_nanos.max(old.stamp.changed_nanos);
    old.stamp == *now && youngest.saturating_add(YOUNG_NANOS) < synced_nanos
}

/// Compares two manifests. A file that is no page in one of them is none there; a renamed page is removed and added.
pub(super) fn diff(old: &Manifest, new: &Manifest) -> Diff {
    let mut diff = Diff::default();
    for (id, entry) in pages(new) {
        match old.entries.get(id).filter(|old| old.is_page()) {
            None => diff.added.push(id.clone()),
            Some(old) if old.hash != entry.hash => diff.changed.push(id.clone()),
            Some(_) => diff.unchanged += 1,
        }
    }
    let stays = |id: &String| new.entries.get(id).is_some_and(Entry::is_page);
    diff.removed = pages(old).map(|(id, _)| id).filter(|id| !stays(id)).cloned().collect();
    diff
}

/// Holds a sync that would remove more than half of at least 20 pages; a page that comes back under another name with the
/// same bytes is not lost.
///
/// # Errors
/// `SyncHeld`.
pub(super) fn guard(old: &Manifest, new: &Manifest, diff: &Diff) -> Result<()> {
    let pages = old.page_count();
    let mut arrived: BTreeMap<[u8; 32], u64> = BTreeMap::new();
    for entry in diff.added.iter().filter_map(|id| new.entries.get(id)) {
        *arrived.entry(entry.hash).or_default() += 1;
    }
    let mut lost = 0;
    for entry in diff.removed.iter().filter_map(|id| old.entries.get(id)) {
        match arrived.get_mut(&entry.hash).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => lost += 1,
        }
    }
    if pages < FEWEST_GUARDED_PAGES || lost * 2 <= pages {
        return Ok(());
    }
    let message = format!(
        "the sync would remove {lost} of {pages} pages and was held; bring the files back, or accept the removal"
    );
    Err(Error::new(ErrorKind::SyncHeld, message))
}

fn pages(manifest: &Manifest) -> impl Iterator<Item = (&String, &Entry)> {
    manifest.entries.iter().filter(|(_, entry)| entry.is_page())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a1` is a page `a` with the bytes `1`; `-a1` is the same as a draft.
    fn manifest(files: &str) -> Manifest {
        let entries = files.split_whitespace().map(|file| {
            let page = file.trim_start_matches('-');
            let url = (page == file).then(|| format!("/{page}/"));
            let (id, byte) = page.split_at(page.len() - 1);
            let hash = [byte.as_bytes()[0]; 32];
            (id.to_owned(), Entry { stamp: Stamp::default(), hash, url, diagnostics: Vec::new() })
        });
        Manifest { synced_nanos: 0, entries: entries.collect() }
    }

    #[test]
    fn what_differs_between_two_manifests_is_the_diff() {
        for (old, new, added, changed, removed, unchanged) in [
            ("", "", "", "", "", 0),
            ("", "a1 b1", "a b", "", "", 0),
            ("a1 b1", "", "", "", "a b", 0),
            ("a1 b1", "a1 b2", "", "b", "", 1),
            ("a1", "b1", "b", "", "a", 0),
            ("a1 b2", "a2 b1", "", "a b", "", 0),
            ("a1", "-a1", "", "", "a", 0),
            ("a1", "-a2", "", "", "a", 0),
            ("-a1", "a2", "a", "", "", 0),
            ("-a1", "-a2", "", "", "", 0),
            ("-a1", "", "", "", "", 0),
            ("a1 b1 c1", "a1 b2 d1", "d", "b", "c", 1),
        ] {
            let found = diff(&manifest(old), &manifest(new));
            let found = (found.added.join(" "), found.changed.join(" "), found.removed.join(" "), found.unchanged);
            assert_eq!(found, (added.into(), changed.into(), removed.into(), unchanged), "{old:?} -> {new:?}");
        }
    }

    /// Pages `{prefix}00` and so on, all with different bytes up to 60.
    fn many(prefix: &str, range: std::ops::Range<u8>) -> String {
        range.map(|n| format!("{prefix}{n:02}{} ", char::from(b'@' + n))).collect()
    }

    #[test]
    fn a_sync_that_would_remove_most_of_many_pages_is_held() {
        for (old, new, held) in [
            (many("p", 0..19), String::new(), false),
            (many("p", 0..20), String::new(), true),
            (many("p", 0..20), many("p", 0..10), false),
            (many("p", 0..20), many("p", 0..9), true),
            // A folder that is renamed.
            (many("p", 0..20), many("q", 0..20), false),
            (many("p", 0..20), many("q", 0..9), true),
            // Other pages do not make up for those lost.
            (many("p", 0..20), many("q", 20..40), true),
            // One page that arrives stands for one that goes.
            ("a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 k1 l1 m1 n1 o1 p1 q1 r1 s1 t1".into(), "z1".into(), true),
            // Pages that become drafts are removed too.
            (many("p", 0..20), many("-p", 0..20), true),
            // Drafts are no pages.
            (many("p", 0..10) + &many("-d", 10..30), String::new(), false),
        ] {
            let (old, new) = (manifest(&old), manifest(&new));
            let outcome = guard(&old, &new, &diff(&old, &new)).map_err(|error| error.kind());
            assert_eq!(outcome, if held { Err(ErrorKind::SyncHeld) } else { Ok(()) }, "{old:?} -> {new:?}");
        }
    }

    #[test]
    fn only_a_stamp_that_stood_for_two_seconds_is_trusted() {
        const S: i64 = 1_000_000_000;
        let stamp =
            |modified: i64, changed: i64| Stamp { size_bytes: 1, modified_nanos: modified, changed_nanos: changed };
        let seen = stamp(10 * S, 11 * S);
        for (synced, now, trusted) in [
            (14 * S, seen, true),
            (13 * S, seen, false),
            (12 * S, seen, false),
            (14 * S, stamp(10 * S, 12 * S), false),
            (14 * S, stamp(9 * S, 11 * S), false),
            (14 * S, Stamp { size_bytes: 2, ..seen }, false),
        ] {
            let old = Entry { stamp: seen, hash: [0; 32], url: None, diagnostics: Vec::new() };
            assert_eq!(is_as_it_was(&old, synced, &now), trusted, "{synced} {now:?}");
        }
        let future = stamp(i64::MAX, 0);
        let old = Entry { stamp: future, hash: [0; 32], url: None, diagnostics: Vec::new() };
        assert!(!is_as_it_was(&old, i64::MAX, &future));
    }
}
