//! Documents in one line, for tests that need no Markdown.

use frontis::engine::{AttributeValue, Document, Text, TextField};
use frontis::text::fold_value;

/// Builds a [`Document`] by chaining; texts stand in the order of the calls.
///
/// ```
/// use frontis_testkit::document::DocumentBuilder;
///
/// let document = DocumentBuilder::new("a.md").title("Clean water").value("regions", "Asia").build();
/// assert_eq!(document.attributes[0].key, "asia");
/// ```
#[derive(Debug, Clone)]
pub struct DocumentBuilder(Document);

impl DocumentBuilder {
    /// A document without texts, values, date or payload.
    pub fn new(id: impl Into<String>) -> Self {
        Self(Document {
            id: id.into(),
            texts: Vec::new(),
            attributes: Vec::new(),
            date: None,
            boost: 1.0,
            payload: Vec::new(),
        })
    }

    /// Adds a text to the title.
    #[must_use]
    pub fn title(self, text: impl Into<String>) -> Self {
        self.text(TextField::Title, text)
    }

    /// Adds a heading.
    #[must_use]
    pub fn heading(self, text: impl Into<String>) -> Self {
        self.text(TextField::Headings, text)
    }

    /// Adds a text to the summary.
    #[must_use]
    pub fn summary(self, text: impl Into<String>) -> Self {
        self.text(TextField::Summary, text)
    }

    /// Adds a text to the body.
    #[must_use]
    pub fn body(self, text: impl Into<String>) -> Self {
        self.text(TextField::Body, text)
    }

    /// Adds a text to `field`.
    #[must_use]
    pub fn text(mut self, field: TextField, text: impl Into<String>) -> Self {
        self.0.texts.push(Text { field, text: text.into() });
        self
    }

    /// Sets what the score is multiplied by.
    #[must_use]
    pub fn boost(mut self, boost: f64) -> Self {
        self.0.boost = boost;
        self
    }

    /// Adds a value to an attribute field.
    #[must_use]
    pub fn value(mut self, field: impl Into<String>, spelling: impl Into<String>) -> Self {
        let spelling = spelling.into();
        self.0.attributes.push(AttributeValue { field: field.into(), key: fold_value(&spelling), spelling });
        self
    }

    /// Sets the date, in Unix seconds.
    #[must_use]
    pub fn date(mut self, seconds: impl Into<Option<i64>>) -> Self {
        self.0.date = seconds.into();
        self
    }

    /// Sets the payload.
    #[must_use]
    pub fn payload(mut self, payload: impl Into<Vec<u8>>) -> Self {
        self.0.payload = payload.into();
        self
    }

    /// The document, its attributes sorted and without repeats of field and key, as [`Document`] promises.
    pub fn build(mut self) -> Document {
        let attributes = &mut self.0.attributes;
        attributes.retain(|value| !value.key.is_empty());
        attributes.sort();
        attributes.dedup_by(|later, earlier| (&later.field, &later.key) == (&earlier.field, &earlier.key));
        self.0
    }
}
