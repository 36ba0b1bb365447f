//! The fields of a tantivy document.

use tantivy::schema::{Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions};

use super::packed::PACKED;
use crate::engine::TextField;

/// Changes when an index written by this code cannot be read by the code before it.
pub(super) const FORMAT_VERSION: u32 = 2;

pub(super) const ID: &str = "id";
pub(super) const DATE: &str = "date";
pub(super) const ATTRIBUTES: &str = "attributes";
pub(super) const BOOST: &str = "boost";
pub(super) const TITLE_KEY: &str = "title_key";
const NAMES: &str = "names";
const PAYLOAD: &str = "payload";

/// The fields, by handle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) id: Field,
    pub(super) date: Field,
    pub(super) attributes: Field,
    pub(super) boost: Field,
    /// The beginning of the title's key, for titles that begin with a query.
    pub(super) title_key: Field,
    /// What titles and headings are named by: see [`super::names`].
    pub(super) names: Field,
    pub(super) payload: Field,
    pub(super) texts: [Field; TextField::COUNT],
    pub(super) lengths: [Field; TextField::COUNT],
}

/// The name of the column that holds a text field's number of terms.
pub(super) fn length_name(field: TextField) -> String {
    format!("{}_length", field.name())
}

/// Builds the schema and the handles into it.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let whole = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let words = TextFieldIndexing::default()
        .set_tokenizer(PACKED)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    let column = NumericOptions::default().set_fast();
    let fields = Fields {
        id: builder.add_text_field(ID, TextOptions::default().set_indexing_options(whole.clone()).set_fast("raw")),
        names: builder.add_text_field(NAMES, TextOptions::default().set_indexing_options(whole)),
        title_key: builder.add_text_field(TITLE_KEY, TextOptions::default().set_fast("raw")),
        date: builder.add_i64_field(DATE, column.clone()),
        boost: builder.add_f64_field(BOOST, column.clone()),
        attributes: builder.add_text_field(ATTRIBUTES, TextOptions::default().set_fast("raw")),
        payload: builder.add_bytes_field(PAYLOAD, STORED),
        texts: TextField::ALL.map(|field| {
            builder.add_text_field(field.name(), TextOptions::default().set_indexing_options(words.clone()))
        }),
        lengths: TextField::ALL.map(|field| builder.add_u64_field(&length_name(field), column.clone())),
    };
    (builder.build(), fields)
}
