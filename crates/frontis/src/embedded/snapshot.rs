//! One committed state: segments, statistics of living pages, values.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::store::StoreReader;
use tantivy::termdict::TermDictionary;
use tantivy::{InvertedIndexReader, Searcher, SegmentReader};

use super::columns::{NO_DATE, SegmentColumns};
use super::commit::Commit;
use super::schema::Fields;
use super::score::Scratch;
use super::similar::similar_terms;
use super::stems::StemIndex;
use super::values::{Source, Values};
use super::{io_error, search, tantivy_error};
use crate::engine::{Atom, B, Budget, DocId, FieldStatistics, Outcome, Plan, SimilarTerm, Snapshot, TextField};
use crate::error::{Error, ErrorKind, Result};
use crate::text::{Language, Stemmer};

/// Decompressed blocks of stored pages kept per segment, some 16 KB each.
const STORE_CACHE_BLOCKS: usize = 100;

/// What plans are answered from.
pub(super) struct EmbeddedSnapshot {
    commit: Commit,
    state: Vec<u8>,
    pub(super) fields: Fields,
    size_bytes: u64,
    /// Living pages.
    pub(super) pages: u64,
    pub(super) segments: Vec<Segment>,
    /// `1 / (1 - b + b * length / average)` per text field and document, all segments in a row.
    pub(super) norms: [Vec<f32>; TextField::COUNT],
    pub(super) values: Values,
    scratch: Mutex<Vec<Scratch>>,
}

/// One tantivy segment and what we hold of it.
pub(super) struct Segment {
    /// The number of its first document among all segments'.
    pub(super) base: u32,
    pub(super) reader: SegmentReader,
    pub(super) columns: Arc<SegmentColumns>,
    store: StoreReader,
    /// The inverted index of each text field.
    pub(super) texts: [Arc<InvertedIndexReader>; TextField::COUNT],
    /// The inverted index of what titles and headings are named by.
    pub(super) names: Arc<InvertedIndexReader>,
    /// The number in [`Values`] of each value of the columns.
    pub(super) value_numbers: Vec<u32>,
}

impl Segment {
    pub(super) fn is_living(&self, doc: u32) -> bool {
        self.reader.alive_bitset().is_none_or(|living| living.is_alive(doc))
    }

    pub(super) fn dictionary(&self, field: usize) -> &TermDictionary {
        self.texts[field].terms()
    }
}

impl EmbeddedSnapshot {
    /// Reads a commit; the columns of segments that `last` holds already are taken from it.
    pub(super) fn load(
        searcher: &Searcher,
        fields: Fields,
        commit: Commit,
        state: Vec<u8>,
        last: Option<&Self>,
    ) -> Result<Self> {
        let known: HashMap<SegmentId, &Arc<SegmentColumns>> =
            last.iter().flat_map(|last| &last.segments).map(|s| (s.reader.segment_id(), &s.columns)).collect();
        let mut segments = Vec::new();
        let mut base = 0;
        for reader in searcher.segment_readers() {
            let columns = match known.get(&reader.segment_id()) {
                Some(columns) => Arc::clone(columns),
                None => Arc::new(SegmentColumns::load(reader)?),
            };
            let texts = fields.texts.map(|field| reader.inverted_index(field));
            let texts = texts.into_iter().collect::<tantivy::Result<Vec<_>>>().map_err(tantivy_error)?;
            let texts = texts.try_into().map_err(|_| internal("a text field has no index"))?;
            let store = reader.get_store_reader(STORE_CACHE_BLOCKS).map_err(io_error)?;
            let names = reader.inverted_index(fields.names).map_err(tantivy_error)?;
            let (reader, value_numbers) = (reader.clone(), Vec::new());
            let documents = reader.max_doc();
            segments.push(Segment { base, reader, columns, store, texts, names, value_numbers });
            base += documents;
        }
        let sources: Vec<_> = segments
            .iter()
            .map(|s| Source { columns: &s.columns, living: s.reader.doc_ids_alive().collect() })
            .collect();
        let (values, numbers) = Values::build(&sources);
        let norms = norms(&sources);
        let pages = sources.iter().map(|source| source.living.len() as u64).sum();
        drop(sources);
        for (segment, numbers) in segments.iter_mut().zip(numbers) {
            segment.value_numbers = numbers;
        }
        let size_bytes = searcher.space_usage().map_err(io_error)?.total().get_bytes();
        let scratch = Mutex::default();
        Ok(Self { commit, state, fields, size_bytes, pages, segments, norms, values, scratch })
    }

    /// Documents of all segments, deleted ones included.
    pub(super) fn documents(&self) -> u32 {
        self.segments.last().map_or(0, |last| last.base + last.reader.max_doc())
    }

    /// The segment of a document and its number there.
    pub(super) fn locate(&self, doc: u32) -> (&Segment, u32) {
        let at = self.segments.partition_point(|segment| segment.base <= doc) - 1;
        (&self.segments[at], doc - self.segments[at].base)
    }

    /// The attribute values of a document, by number.
    pub(super) fn row(&self, doc: u32) -> impl Iterator<Item = u32> {
        let (segment, local) = self.locate(doc);
        segment.columns.row(local).iter().map(|value| segment.value_numbers[*value as usize])
    }

    pub(super) fn date(&self, doc: u32) -> i64 {
        let (segment, local) = self.locate(doc);
        segment.columns.dates.get(local as usize).copied().unwrap_or(NO_DATE)
    }

    /// Runs `work` with working memory that is kept for the next search.
    pub(super) fn with_scratch<T>(&self, work: impl FnOnce(&mut Scratch) -> T) -> T {
        let kept = self.scratch.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = kept.unwrap_or_else(|| Scratch::new(self.documents()));
        let out = work(&mut scratch);
        scratch.reset();
        self.scratch.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        out
    }
}

/// The bytes of a stored document whose only stored field holds bytes: the number of fields, the field (4 bytes), the type
/// (1 byte), the length, the bytes; numbers are seven bits a byte, the last with its high bit set. Read here because
/// tantivy's own way copies them one by one.
fn stored_bytes(document: &[u8]) -> Option<&[u8]> {
    let (fields, rest) = variable_number(document)?;
    let (length, bytes) = variable_number(rest.get(5..)?)?;
    (fields == 1 && bytes.len() as u64 == length).then_some(bytes)
}

fn variable_number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(9) {
        number |= u64::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 != 0 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

fn internal(message: &str) -> Error {
    Error::new(ErrorKind::Internal, message)
}

/// The norms of every document, by the average lengths of living ones.
fn norms(sources: &[Source<'_>]) -> [Vec<f32>; TextField::COUNT] {
    let pages: usize = sources.iter().map(|source| source.living.len()).sum();
    std::array::from_fn(|field| {
        let length = |source: &Source<'_>, doc: &u32| u64::from(source.columns.lengths[field][*doc as usize]);
        let total: u64 =
            sources.iter().flat_map(|source| source.living.iter().map(move |doc| length(source, doc))).sum();
        let average = if total == 0 { 1.0 } else { total as f64 / pages as f64 };
        let norm = |length: &u32| (1.0 / (1.0 - B + B * f64::from(*length) / average)) as f32;
        sources.iter().flat_map(|source| source.columns.lengths[field].iter().map(norm)).collect()
    })
}

impl fmt::Debug for EmbeddedSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddedSnapshot").field("commit", &self.commit).field("pages", &self.pages).finish()
    }
}

impl Snapshot for EmbeddedSnapshot {
    fn generation(&self) -> u64 {
        self.commit.generation
    }

    fn page_count(&self) -> u64 {
        self.pages
    }

    fn size_bytes(&self) -> u64 {
        self.size_bytes + self.state.len() as u64
    }

    fn state(&self) -> &[u8] {
        &self.state
    }

    fn terms_with_stem(&self, language: Language, stem: &str) -> Result<Vec<String>> {
        let stemmer = Stemmer::new(language);
        let mut terms = BTreeSet::new();
        let mut bytes = Vec::new();
        for segment in &self.segments {
            // The body's is the largest and the last.
            let dictionaries = TextField::ALL.map(|field| segment.dictionary(field.index()));
            let stems = segment.columns.stems(language, || StemIndex::build(language, &dictionaries))?;
            for (field, ord) in stems.candidates(stem) {
                if segment.dictionary(field).ord_to_term(ord, &mut bytes).map_err(io_error)? {
                    let term = String::from_utf8_lossy(&bytes);
                    if !terms.contains(term.as_ref()) && stemmer.stem(&term) == stem {
                        terms.insert(term.into_owned());
                    }
                }
            }
        }
        Ok(terms.into_iter().collect())
    }

    fn similar_terms(&self, term: &str, edits: u8, budget: &Budget) -> Result<Vec<SimilarTerm>> {
        similar_terms(self, term, edits, budget)
    }

    fn field_statistics(&self) -> Vec<FieldStatistics> {
        self.values.statistics.clone()
    }

    fn shown_spelling(&self, field: &str, key: &str) -> Option<&str> {
        self.values.shown(field, key)
    }

    fn matching_pages(&self, atoms: &[Atom], at_most: u64, budget: &Budget) -> Result<u64> {
        self.with_scratch(|scratch| search::matching_pages(self, atoms, at_most, budget, scratch))
    }

    fn search(&self, plan: &Plan) -> Result<Outcome> {
        self.with_scratch(|scratch| search::search(self, plan, scratch))
    }

    fn payload(&self, doc: DocId) -> Result<Vec<u8>> {
        if doc.0 >= self.documents() {
            return Err(internal("a document of another snapshot was asked for"));
        }
        let (segment, local) = self.locate(doc.0);
        let bytes = segment.store.get_document_bytes(local).map_err(tantivy_error)?;
        let payload = stored_bytes(&bytes);
        let missing = "a stored page is missing; delete the index directory to rebuild it";
        payload.map(<[u8]>::to_vec).ok_or_else(|| Error::new(ErrorKind::IndexDamaged, missing))
    }

    fn find(&self, id: &str) -> Result<Option<DocId>> {
        let term = tantivy::Term::from_field_text(self.fields.id, id);
        for segment in &self.segments {
            let ids = segment.reader.inverted_index(self.fields.id).map_err(tantivy_error)?;
            let Some(info) = ids.get_term_info(&term).map_err(io_error)? else { continue };
            let mut found = None;
            super::postings::each_posting(segment, &ids, &info, |doc, _| found = Some(DocId(segment.base + doc)))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}
