//! What a page says about how it is to be searched: `search: { boost: 2, aliases: [FAQ], exclude: false }`.

use super::clean::one_line;
use super::fields::{Entries, Entry, canonical};
use super::raw::Raw;

/// The key of the front matter.
pub(super) const KEY: &str = "search";
/// What a boost may be.
const BOOSTS: std::ops::RangeInclusive<f64> = 0.1..=10.0;
/// Further aliases are passed over.
const MOST_ALIASES: usize = 100;

/// The hints of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Hints {
    pub(super) boost: Option<f64>,
    pub(super) aliases: Vec<String>,
    /// The page is not to be found.
    pub(super) exclude: bool,
    /// What is wrong with them, for people.
    pub(super) problems: Vec<String>,
}

impl Hints {
    /// Reads the hints of a page; without any, and where `search` is a value of the page, there are none.
    pub(super) fn read(entries: &Entries) -> Self {
        let mut hints = Self::default();
        match entries.get(KEY) {
            Some(Entry { value: Raw::Map(keys), .. }) => keys.iter().for_each(|(key, value)| hints.take(key, value)),
            Some(Entry { value, .. }) => hints.exclude = value.truth() == Some(false),
            None => {}
        }
        hints
    }

    fn take(&mut self, key: &str, value: &Raw) {
        match (canonical(key).as_str(), value) {
            (_, Raw::Null) => {}
            ("boost", value) => {
                let number = value.scalar().and_then(|text| text.parse().ok());
                self.boost = number.filter(|boost| BOOSTS.contains(boost));
                if self.boost.is_none() {
                    let (least, most) = (BOOSTS.start(), BOOSTS.end());
                    self.problems.push(format!("\"search.boost\" is no number from {least} to {most}"));
                }
            }
            ("aliases" | "alias", Raw::List(items)) => self.push_aliases(items.iter().filter_map(Raw::scalar)),
            ("aliases" | "alias", value) => self.push_aliases(value.scalar().into_iter()),
            ("exclude", value) => match value.truth() {
                Some(exclude) => self.exclude = exclude,
                None => self.problems.push("\"search.exclude\" is neither true nor false".to_owned()),
            },
            (_, _) => self.problems.push(format!("\"search\" has no key {key:?}: there are boost, aliases, exclude")),
        }
    }

    fn push_aliases(&mut self, aliases: impl Iterator<Item = String>) {
        let aliases = aliases.map(|alias| one_line(&alias)).filter(|alias| !alias.is_empty());
        self.aliases.extend(aliases.take(MOST_ALIASES));
    }
}
