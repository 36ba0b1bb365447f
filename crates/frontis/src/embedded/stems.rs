//! From a stem to the words of a segment that have it.

use super::io_error;
use crate::error::Result;
use crate::text::{Language, Stemmer};
use tantivy::termdict::TermDictionary;

/// The words of a segment by the hash of their stem: 12 bytes a word. Built in one pass over the dictionaries.
#[derive(Debug, Default)]
pub(super) struct StemIndex {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    hash: u32,
    field: u32,
    ord: u32,
}

impl StemIndex {
    /// Reads the dictionaries; a term is entered for the last one that has it, which should be the largest.
    pub(super) fn build(language: Language, dictionaries: &[&TermDictionary]) -> Result<Self> {
        let stemmer = Stemmer::new(language);
        let mut entries = Vec::new();
        for (field, dictionary) in dictionaries.iter().enumerate() {
            let mut terms = dictionary.stream().map_err(io_error)?;
            while terms.advance() {
                if !stands_in_one_of(&dictionaries[field + 1..], terms.key())? {
                    let stem = stemmer.stem(&String::from_utf8_lossy(terms.key()));
                    entries.push(Entry { hash: hash(&stem), field: field as u32, ord: terms.term_ord() as u32 });
                }
            }
        }
        entries.sort_unstable();
        Ok(Self { entries })
    }

    /// The field and ordinal of every term whose stem may be `stem`: hashes can collide.
    pub(super) fn candidates(&self, stem: &str) -> impl Iterator<Item = (usize, u64)> {
        let hash = hash(stem);
        let start = self.entries.partition_point(|entry| entry.hash < hash);
        self.entries[start..]
            .iter()
            .take_while(move |entry| entry.hash == hash)
            .map(|entry| (entry.field as usize, u64::from(entry.ord)))
    }
}

fn stands_in_one_of(dictionaries: &[&TermDictionary], term: &[u8]) -> Result<bool> {
    for dictionary in dictionaries {
        if dictionary.term_ord(term).map_err(io_error)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo).
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
