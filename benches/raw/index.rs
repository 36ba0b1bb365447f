//! Pages to a raw index.

use std::thread;

use frontis::engine::TextField;
use frontis::{FieldValue, Page};
use tantivy::directory::RamDirectory;
use tantivy::schema::{Facet, FacetOptions, Field, STORED, STRING, TEXT};
use tantivy::{Directory, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use super::Raw;
use crate::corpus::FACETS;

/// Open intervals of years end here; the made-up pages have none.
const THIS_YEAR: i32 = 2_025;

/// Memory a writer thread fills before it writes a segment: as much as the engine's.
const WRITER_BYTES: usize = 48 << 20;

/// The fields of a raw index.
#[derive(Clone)]
pub(crate) struct Schema {
    schema: tantivy::schema::Schema,
    pub(crate) id: Field,
    /// In the order of [`TextField::ALL`]; with positions, lengths and the text itself.
    pub(crate) texts: [Field; TextField::COUNT],
    /// The text of all fields once more, where it was asked for; not stored.
    pub(crate) whole: Option<Field>,
    /// In the order of [`FACETS`].
    pub(crate) facets: [Field; 4],
}

impl Schema {
    pub(crate) fn new(with_whole: bool) -> Self {
        let mut builder = tantivy::schema::Schema::builder();
        let id = builder.add_text_field("id", STRING | STORED);
        let texts = TextField::ALL.map(|field| builder.add_text_field(field.name(), TEXT | STORED));
        let whole = with_whole.then(|| builder.add_text_field("whole", TEXT));
        let facets = FACETS.map(|(name, _)| builder.add_facet_field(name, FacetOptions::default()));
        Self { schema: builder.build(), id, texts, whole, facets }
    }

    fn document(&self, page: &Page) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.id, &page.id);
        let [title, headings, summary, values, body] = self.texts;
        let mut add = |field: Field, text: &str| {
            if !text.is_empty() {
                document.add_text(field, text);
                if let Some(whole) = self.whole {
                    document.add_text(whole, text);
                }
            }
        };
        add(title, &page.title);
        add(summary, page.summary.as_deref().unwrap_or_default());
        for section in &page.sections {
            add(headings, &section.heading);
            add(body, &section.text);
        }
        // Numbers are no words of a page.
        for (name, _) in FACETS.iter().filter(|(name, _)| page.fields.get(*name).is_some_and(is_text)) {
            page.values(name, THIS_YEAR).iter().for_each(|value| add(values, value));
        }
        for (field, (name, _)) in self.facets.iter().zip(FACETS) {
            for value in page.values(name, THIS_YEAR) {
                document.add_facet(*field, Facet::from_path([value]));
            }
        }
        document
    }
}

fn is_text(value: &FieldValue) -> bool {
    matches!(value, FieldValue::Text(_) | FieldValue::List(_))
}

/// A raw index that pages are written to.
pub(crate) struct RawIndex {
    schema: Schema,
    index: tantivy::Index,
}

impl RawIndex {
    pub(crate) fn in_memory(schema: Schema) -> Self {
        Self::on(RamDirectory::create(), schema)
    }

    pub(crate) fn on(directory: impl Directory, schema: Schema) -> Self {
        let directory: Box<dyn Directory> = Box::new(directory);
        let index = tantivy::Index::open_or_create(directory, schema.schema.clone()).expect("an empty index");
        Self { schema, index }
    }

    /// Writes the pages in one commit, with as many threads as the engine takes, waits for the merges, and opens the
    /// index.
    pub(crate) fn with_pages(self, pages: &[Page]) -> Raw {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
        let mut writer: IndexWriter =
            self.index.writer_with_num_threads(threads, threads * WRITER_BYTES).expect("the only writer");
        for page in pages {
            writer.add_document(self.schema.document(page)).expect("a page is taken");
        }
        writer.commit().expect("a commit");
        writer.wait_merging_threads().expect("the merges");
        let reader = self.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        Raw { schema: self.schema, reader: reader.expect("the index opens"), index: self.index }
    }
}

impl Raw {
    /// A writer for single pages, kept open between them.
    pub(crate) fn writer(&self) -> IndexWriter {
        self.index.writer_with_num_threads(1, 15 << 20).expect("the only writer")
    }

    /// Replaces a page and makes the new one visible.
    pub(crate) fn replace(&self, writer: &mut IndexWriter, page: &Page) {
        writer.delete_term(Term::from_field_text(self.schema.id, &page.id));
        writer.add_document(self.schema.document(page)).expect("a page is taken");
        writer.commit().expect("a commit");
        self.reader.reload().expect("the index is read again");
    }
}
