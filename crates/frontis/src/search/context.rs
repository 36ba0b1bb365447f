//! What a search needs of one generation, worked out once.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::facets::choose;
use crate::config::Config;
use crate::engine::Snapshot;
use crate::error::{Error, ErrorKind, Result};
use crate::text::Language;

/// A snapshot with the settings in force and what they make of it.
pub(crate) struct Context {
    pub(crate) snapshot: Arc<dyn Snapshot>,
    pub(crate) config: Arc<Config>,
    /// The facets, in the order they are shown.
    pub(crate) facets: Vec<String>,
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
        Self { snapshot, config, facets, fields }
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

fn known<'a>(name: &str, names: impl Iterator<Item = &'a String>, kind: &str) -> Result<String> {
    let canonical = canonical(name);
    let mut nearest: Option<(f64, &str)> = None;
    for own in names {
        if *own == canonical {
            return Ok(canonical);
        }
        let likeness = strsim::jaro_winkler(own, &canonical);
        if likeness > nearest.map_or(0.8, |(best, _)| best) {
            nearest = Some((likeness, own));
        }
    }
    let hint = nearest.map(|(_, own)| format!("; did you mean \"{own}\"?")).unwrap_or_default();
    Err(Error::new(ErrorKind::FieldUnknown, format!("there is no {kind} \"{}\"{hint}", crate::content::Escaped(name))))
}
