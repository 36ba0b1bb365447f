//! Pages made by a program: the same [`Page`] as a file gives.

use super::clean::one_line;
use super::date::Date;
use super::options::Options;
use super::page::{FieldValue, Page, Section};
use super::path::PagePath;
use super::url::{self, Parts};
use super::{anchor, fields, read};

impl Page {
    /// Reads `text`, Markdown with or without front matter, under the default settings; drafts are pages too.
    ///
    /// Never fails: what cannot be read is left out. Use [`parse`](super::parse) to learn what was, or to read under
    /// settings of your own. `id` is read as a path: it decides the URL, and the title where there is no other. Of any
    /// size; linear in the text.
    ///
    /// ```
    /// let page = frontis::Page::from_markdown("a.md", "# Wells\nDig *deep*.");
    /// assert_eq!((page.title.as_str(), page.sections[0].anchor.as_str()), ("Wells", "wells"));
    /// ```
    pub fn from_markdown(id: &str, text: &str) -> Self {
        read::page(id, text)
    }

    /// Begins a page that is no file; what is not set is as it would be for an empty file named `id`.
    ///
    /// Any text is an id; an index keeps those of up to 4,096 bytes. `years` is not made of `start` and `end` here: set
    /// it as [`FieldValue::Years`].
    ///
    /// ```
    /// use frontis::Page;
    ///
    /// let page = Page::builder("ticket/17").title("Pump fails").field("status", "open").body("No pressure.").build();
    /// assert_eq!(page.url, "/ticket/17/");
    /// assert_eq!(page.values("status", 2026), ["open"]);
    /// ```
    pub fn builder(id: impl Into<String>) -> PageBuilder {
        PageBuilder { page: Page { id: id.into(), ..Page::default() }, title: None, url: None }
    }
}

/// Collects the parts of a [`Page`]; see [`Page::builder`]. Texts are taken as plain text, not as Markdown.
#[derive(Debug, Clone)]
#[must_use]
pub struct PageBuilder {
    page: Page,
    title: Option<String>,
    url: Option<String>,
}

impl PageBuilder {
    /// Sets the title; without one (or with a blank one), the first heading, else the id's last part in words.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the summary; a blank one is none, and that is the default.
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        self.page.summary = Some(one_line(&summary.into())).filter(|summary| !summary.is_empty());
        self
    }

    /// Sets where the page is read: http(s) or site-relative. Another URL counts as not set, and then it is `/{id}/`
    /// with the id percent-encoded, as for a file.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets the language, a BCP 47 tag in any case; the default is the collection's.
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.page.lang = Some(lang.into().to_ascii_lowercase());
        self
    }

    /// Sets the publication date, which sorting by date and ties go by; the default is none. It is no field: add one to
    /// filter by it.
    pub fn date(mut self, date: Date) -> Self {
        self.page.date = Some(date);
        self
    }

    /// Sets what the page's score is multiplied by, held to 0.1 to 10; the default is 1.
    pub fn boost(mut self, boost: f64) -> Self {
        self.page.boost = Some(boost).filter(|boost| boost.is_finite()).map(|boost| boost.clamp(0.1, 10.0));
        self
    }

    /// Adds a name the page is found by as by its title; a blank one is none.
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        self.page.aliases.extend(Some(one_line(&alias.into())).filter(|alias| !alias.is_empty()));
        self
    }

    /// Sets the field `name` (in its canonical spelling: lower case, `_` between words); the last value counts.
    ///
    /// Takes texts, numbers, truth values, dates, lists of them, and any [`FieldValue`].
    ///
    /// ```
    /// use frontis::{FieldValue, Page};
    ///
    /// let page = Page::builder("a")
    ///     .field("Regions", vec!["Asia", "Africa"])
    ///     .field("years", FieldValue::Years { start: 2010, end: Some(2012) })
    ///     .build();
    /// assert_eq!(page.values("regions", 2026), ["Asia", "Africa"]);
    /// assert_eq!(page.values("years", 2026), ["2010", "2011", "2012"]);
    /// ```
    pub fn field(mut self, name: &str, value: impl Into<FieldValue>) -> Self {
        self.page.fields.insert(fields::canonical(name), value.into());
        self
    }

    /// Adds a section; `level` is held to 1 to 6. An empty heading adds text before the first heading instead.
    ///
    /// Lines of `text` are paragraphs, blank ones are dropped. The anchor is made of the heading as for a file.
    pub fn section(mut self, heading: impl Into<String>, level: u8, text: impl Into<String>) -> Self {
        let (heading, text) = (one_line(&heading.into()), text.into());
        if heading.is_empty() {
            return self.body(text);
        }
        let level = level.clamp(1, 6);
        self.page.sections.push(Section { heading, level, anchor: String::new(), text: lines(&text) });
        self
    }

    /// Adds text before the first heading, after what was added before.
    pub fn body(mut self, text: impl Into<String>) -> Self {
        let text = lines(&text.into());
        match self.page.sections.first_mut().filter(|section| section.level == 0) {
            _ if text.is_empty() => {}
            Some(section) => {
                section.text.push('\n');
                section.text.push_str(&text);
            }
            None => self.page.sections.insert(0, Section { text, ..Section::default() }),
        }
        self
    }

    /// Makes the page; never fails.
    pub fn build(mut self) -> Page {
        let options = Options::default();
        let path = PagePath::new(&self.page.id);
        let first = self.page.sections.iter().map(|section| &section.heading).find(|heading| !heading.is_empty());
        let title = self.title.as_deref().map(one_line).filter(|title| !title.is_empty());
        let title = title.or_else(|| first.cloned()).unwrap_or_else(|| one_line(&path.title()));
        let url = self.url.as_deref().and_then(|url| url::own(url, &options).ok());
        let parts = Parts { path: &path, slug: None, year: None, value: &|_| None };
        (self.page.url, self.page.title) = (url.unwrap_or_else(|| url::by_rule(&parts, &options)), title);
        let headings = self.page.sections.iter().filter(|section| section.level > 0);
        let anchors = anchor::anchors(headings.map(|section| (section.heading.as_str(), None)));
        let headed = self.page.sections.iter_mut().filter(|section| section.level > 0);
        headed.zip(anchors).for_each(|(section, anchor)| section.anchor = anchor);
        self.page
    }
}

/// `text` with clean lines, none of them empty.
fn lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(one_line).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

macro_rules! field_values {
    ($($from:ty => |$value:ident| $make:expr;)+) => {
        $(impl From<$from> for FieldValue {
            fn from($value: $from) -> Self {
                $make
            }
        })+
    };
}

field_values! {
    &str => |text| Self::Text(one_line(text));
    String => |text| Self::Text(one_line(&text));
    f64 => |number| Self::Number(number);
    i64 => |number| Self::Number(number as f64);
    i32 => |number| Self::Number(f64::from(number));
    bool => |value| Self::Bool(value);
    Date => |date| Self::Date(date);
}

impl<T: Into<FieldValue>> From<Vec<T>> for FieldValue {
    /// A list; inner lists are taken apart.
    fn from(items: Vec<T>) -> Self {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            match item.into() {
                Self::List(inner) => list.extend(inner),
                single => list.push(single),
            }
        }
        Self::List(list)
    }
}
