//! Names headings: the fragment that links to each.

use std::collections::{HashMap, HashSet};

use unicode_normalization::char::is_combining_mark;

/// Gives every heading its anchor, unique among them, in order.
///
/// Explicit anchors (`{#id}`) are taken first; the others follow GitHub's rule and are numbered `-1`, `-2` where their
/// name is taken. Linear.
pub(super) fn anchors<'a>(headings: impl Iterator<Item = (&'a str, Option<&'a str>)> + Clone) -> Vec<String> {
    let mut names = Names::default();
    names.taken.extend(headings.clone().filter_map(|(_, explicit)| explicit.map(str::to_owned)));
    let mut used = HashSet::new();
    headings
        .map(|(heading, explicit)| match explicit {
            Some(explicit) if used.insert(explicit) => explicit.to_owned(),
            Some(explicit) => names.free(explicit),
            None => names.free(&slug(heading)),
        })
        .collect()
}

/// Letters, marks, numbers, `-` and `_` of `text` in lower case, spaces as `-`; `section` when nothing is left.
pub(super) fn slug(text: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ => (c.is_alphanumeric() || is_combining_mark(c)).then_some(c),
    };
    let slug: String = text.trim().chars().flat_map(char::to_lowercase).filter_map(kept).collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// How often a name was asked for, so that repeats are numbered without trying every number again.
    asked: HashMap<String, usize>,
}

impl Names {
    fn free(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        let asked = self.asked.entry(name.to_owned()).or_default();
        loop {
            *asked += 1;
            let numbered = format!("{name}-{asked}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(headings: &[(&str, Option<&str>)], expected: &[&str]) {
        assert_eq!(anchors(headings.iter().copied()), expected);
    }

    #[test]
    fn anchors_follow_githubs_rule() {
        for (heading, anchor) in [
            ("Select Results", "select-results"),
            ("What’s new? (v2.0)", "whats-new-v20"),
            ("snake_case & C++", "snake_case--c"),
            ("Économie générale", "économie-générale"),
            ("हिन्दी", "हिन्दी"),
            ("!!!", "section"),
        ] {
            assert_eq!(slug(heading), anchor, "{heading}");
        }
    }

    #[test]
    fn repeats_are_numbered_and_explicit_anchors_win() {
        check(&[("A", None), ("A", None), ("A-1", None)], &["a", "a-1", "a-1-1"]);
        check(&[("A", None), ("B", Some("a"))], &["a-1", "a"]);
        check(&[("A", Some("X")), ("B", Some("X"))], &["X", "X-1"]);
    }

    proptest! {
        #[test]
        fn anchors_are_unique(headings in prop::collection::vec(("[ab1-]{1,4}", prop::option::of("[ab1-]{1,3}")), 0..30)) {
            let made = anchors(headings.iter().map(|(heading, explicit)| (heading.as_str(), explicit.as_deref())));
            prop_assert_eq!(made.iter().collect::<HashSet<_>>().len(), headings.len());
        }
    }
}
