//! What a search needs of one generation, worked out once.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::facets::choose;
use super::forms::Splits;
use super::synonyms::Thesaurus;
use crate::config::Config;
use crate::engine::Snapshot;
use crate::error::{Error, ErrorKind, Result};
use crate::text::Language;

/// Names less alike (Jaro-Winkler, 0 to 1) are not suggested.
const LEAST_LIKENESS: f64 = 0.8;

/// A snapshot with the settings in force and what they make of it.
pub(crate) struct Context {
    pub(crate) snapshot: Arc<dyn Snapshot>,
    pub(crate) config: Arc<Config>,
    /// The facets, in the order they are shown.
    pub(crate) facets: Vec<String>,
    /// What words are split in, as far as it was asked.
    pub(super) splits: Splits,
    /// The synonyms of the settings.
    pub(super) thesaurus: Thesaurus,
    /// Every attribute field that some page has or the settings name.
    fields: BTreeSet<String>,
}

impl Context {
    pub(crate) fn new(snapshot: Arc<dyn Snapshot>, config: Arc<Config>) -> Self {
        let statistics = snapshot.field_statistics();
        let facets = choose(&config, &statistics, snapshot.page_count());
        let declared = config.content.fields.iter().map(|rule| rule.name.clone());
        let fields =
            statistics.into_iter().map(|field| field.field).chain(declared).chain(facets.iter().cloned()).collect();
        let thesaurus = Thesaurus::new(&config.synonyms, config.language.unwrap_or(Language::English));
        Self { snapshot, config, facets, splits: Splits::default(), thesaurus, fields }
    }

    /// The language words are stemmed in.
    pub(crate) fn language(&self) -> Language {
        self.config.language.unwrap_or(Language::English)
    }

    /// The canonical name of an attribute field, from any spelling of case, `-` and `_`.
    ///
    /// # Errors
    /// `FieldUnknown`, with the nearest name there is.
    pub(crate) fn field(&self, name: &str) -> Result<String> {
        known(name, self.fields.iter(), "field")
    }

    /// The canonical name of a facet.
    ///
    /// # Errors
    /// `FieldUnknown`, with the nearest name there is.
    pub(crate) fn facet(&self, name: &str) -> Result<String> {
        known(name, self.facets.iter(), "facet")
    }
}

/// A field's name as the index has it: lower case, `_` for `-` and spaces.
pub(super) fn canonical(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}

fn known<'a>(name: &str, names: impl Iterator<Item = &'a String> + Clone, kind: &str) -> Result<String> {
    let canonical = canonical(name);
    if names.clone().any(|own| *own == canonical) {
        return Ok(canonical);
    }
    let likeness = names.map(|own| (strsim::jaro_winkler(own, &canonical), own));
    let nearest = likeness.filter(|(likeness, _)| *likeness > LEAST_LIKENESS).max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = nearest.map(|(_, own)| format!("; did you mean \"{own}\"?")).unwrap_or_default();
    Err(Error::new(ErrorKind::FieldUnknown, format!("there is no {kind} \"{}\"{hint}", crate::content::Escaped(name))))
}
