//! Puts a page together: front matter and sections in, [`Page`] and remarks out.

use std::collections::BTreeMap;

use super::clean::one_line;
use super::diagnostic::{Code, Diagnostic, Level};
use super::fields::{Entries, Entry, canonical, merge, resolve, value};
use super::front_matter::FrontMatter;
use super::hints::{self, Hints};
use super::link::Link;
use super::markdown::Body;
use super::options::{Options, Role};
use super::page::{FieldValue, Page, Section};
use super::path::PagePath;
use super::raw::Raw;
use super::url::{self, Parts};
use super::{Date, decode, front_matter, markdown, template, years};

/// Larger files are skipped, in bytes.
pub const MOST_FILE_BYTES: usize = 8 * 1024 * 1024;

/// What reading a file gave, from [`parse`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Parsed {
    /// The page; `None` when the file was skipped, and then a diagnostic says why.
    pub page: Option<Page>,
    /// What was found on the way, by line.
    pub diagnostics: Vec<Diagnostic>,
    /// The links of the body, in order: those of Markdown, and `<a href>` within a paragraph. Empty when the file was
    /// skipped.
    pub links: Vec<Link>,
}

/// Reads the file `id`, given its bytes: a page, or the reason why there is none.
///
/// Skipped are files of more than [`MOST_FILE_BYTES`], drafts (unless `options.drafts`) and pages with
/// `published: false` or `search: { exclude: true }`. Never fails and never panics: what cannot be read is left out and named in a diagnostic. Time is
/// linear in the bytes; front matter, where YAML is not, is bounded at 64 KiB and 64 levels.
///
/// ```
/// use frontis::content::{Options, parse};
///
/// let text = "---\ntitle: Clean water\nstart: 2010\n---\n# Wells\nDig [*deep*](pumps.md).";
/// let parsed = parse("guide/water.md", text.as_bytes(), &Options::default());
/// let page = parsed.page.ok_or("skipped")?;
/// assert_eq!((page.title.as_str(), page.url.as_str()), ("Clean water", "/guide/water/"));
/// assert_eq!(page.sections[0].text, "Dig deep.");
/// assert_eq!(parsed.links[0].target, "pumps.md");
/// # Ok::<(), &str>(())
/// ```
pub fn parse(id: &str, bytes: &[u8], options: &Options) -> Parsed {
    if bytes.len() > MOST_FILE_BYTES {
        let message = format!("the file has {} bytes; the most is {MOST_FILE_BYTES}", bytes.len());
        let remark = Diagnostic::new(id, (0, 0), Code::FileTooLarge, message, "split it, or exclude it");
        return Parsed { page: None, diagnostics: vec![remark], links: Vec::new() };
    }
    let mut reader = Reader { id, options, diagnostics: Vec::new() };
    let text = decode::decode(id, bytes, &mut reader.diagnostics);
    let (front, body) = front_matter::read(id, &text, &mut reader.diagnostics);
    let entries = merge(id, &front, options, &mut reader.diagnostics);
    let read = if reader.is_skipped(&front, &entries) { None } else { Some(reader.page(&front, &entries, body)) };
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort();
    let (page, links) = read.unzip();
    Parsed { page, diagnostics, links: links.unwrap_or_default() }
}

/// Reads `text` as [`parse`] does, of any size, drafts and unpublished pages too.
pub(super) fn page(id: &str, text: &str) -> Page {
    let options = Options { drafts: true, ..Options::default() };
    let mut reader = Reader { id, options: &options, diagnostics: Vec::new() };
    let text = decode::decode(id, text.as_bytes(), &mut reader.diagnostics);
    let (front, body) = front_matter::read(id, &text, &mut reader.diagnostics);
    let entries = merge(id, &front, &options, &mut reader.diagnostics);
    reader.page(&front, &entries, body).0
}

/// Keys that are a summary, the first present one wins.
const SUMMARIES: &[&str] = &["summary", "description", "excerpt", "lead"];

/// Keys that are no values of the page but words to the generator.
const SETTINGS: &[&str] = &["url", "permalink", "slug", "layout", "draft", "published"];

/// A field made of years, and the fields its first and its last year come from.
type Interval<'a> = (&'a str, (Vec<String>, Vec<String>));

struct Reader<'a> {
    id: &'a str,
    options: &'a Options,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn page(&mut self, front: &FrontMatter<'_>, entries: &Entries, body: &str) -> (Page, Vec<Link>) {
        let path = PagePath::new(self.id);
        let Body { sections, links, too_complex } = match self.id.to_ascii_lowercase().ends_with(".mdx") {
            true => markdown::read(&template::without_modules(body)),
            false => markdown::read(body),
        };
        if too_complex {
            let message = "one line nests too many quotes or list items; the body was read as plain text";
            self.remark((0, 0), Code::BodyTooComplex, message.to_owned(), "");
        }
        let (title_field, title) = self.text(front, entries, Role::Title, &["title"], markdown::inline);
        let (summary_field, summary) = self.text(front, entries, Role::Summary, SUMMARIES, markdown::plain);
        let (date, year) = self.date(front, entries, &path);
        let url = self.url(front, entries, &path, year);
        let used = [title_field, summary_field];
        let mut fields: BTreeMap<String, FieldValue> = entries
            .iter()
            .filter(|(field, _)| !SETTINGS.contains(&field.as_str()) && !used.contains(field))
            .filter_map(|(field, entry)| Some((field.clone(), value(field, &entry.value, self.options)?)))
            .collect();
        self.push_years(front, entries, year, &mut fields);
        let Hints { boost, aliases, problems, .. } = Hints::read(entries);
        for problem in problems {
            self.remark(front.place(hints::KEY), Code::ValueUnusable, problem, "");
        }
        let page = Page {
            id: self.id.to_owned(),
            url,
            title: title.or_else(|| first_heading(&sections)).unwrap_or_else(|| one_line(&path.title())),
            summary,
            lang: language(entries),
            date,
            boost,
            aliases,
            fields,
            sections,
        };
        (page, links)
    }

    fn is_skipped(&mut self, front: &FrontMatter<'_>, entries: &Entries) -> bool {
        let truth = |key: &str| entries.get(key).filter(|entry| entry.value.truth().is_some());
        let draft = truth("draft").filter(|entry| entry.value.truth() == Some(true) && !self.options.drafts);
        let unpublished = truth("published").filter(|entry| entry.value.truth() == Some(false));
        let excluded = entries.get(hints::KEY).filter(|_| Hints::read(entries).exclude);
        let (entry, code, message) = match (draft, unpublished, excluded) {
            (Some(draft), _, _) => (draft, Code::SkippedDraft, "a draft was skipped"),
            (_, Some(hidden), _) => (hidden, Code::SkippedUnpublished, "a page that is not published was skipped"),
            (_, _, Some(search)) => (search, Code::SkippedUnsearched, "a page that is not to be searched was skipped"),
            (None, None, None) => return false,
        };
        self.remark(front.place(&entry.written), code, message.to_owned(), "");
        // The file has one fate; what else it holds is of interest only where it stops the file from being read.
        self.diagnostics.retain(|remark| remark.code == code || remark.level == Level::Error);
        true
    }

    /// The field that plays `role` and its clean text: the settings' fields first, then `fields`.
    fn text(
        &mut self,
        front: &FrontMatter<'_>,
        entries: &Entries,
        role: Role,
        fields: &[&str],
        clean: fn(&str) -> String,
    ) -> (String, Option<String>) {
        let declared = self.options.fields.iter().filter(|rule| rule.role == Some(role)).map(|rule| rule.name.as_str());
        let candidates: Vec<&str> = declared.chain(fields.iter().copied()).collect();
        for field in candidates {
            let Some(entry) = entries.get(field) else {
                continue;
            };
            match scalar_as_written(front, entry).map(|text| clean(&text)) {
                Some(text) if !text.is_empty() => return (field.to_owned(), Some(text)),
                Some(_) => {}
                None => self.unusable(front, entry, "is a list or a map, not a text"),
            }
        }
        // Where no field plays the part, its own name is still no value.
        (fields[0].to_owned(), None)
    }

    fn date(&mut self, front: &FrontMatter<'_>, entries: &Entries, path: &PagePath<'_>) -> (Option<Date>, Option<i32>) {
        let declared = self.options.fields.iter().find(|rule| rule.role == Some(Role::Date));
        let field = declared.map_or("date", |rule| rule.name.as_str());
        if let Some(entry) = entries.get(field).or_else(|| entries.get("date")) {
            if let Some(found) = entry.value.scalar().as_deref().and_then(read_date) {
                return (Some(found.0), Some(found.1));
            }
            self.unusable(front, entry, "is no date such as 2016-01-21");
        }
        match path.post_date.and_then(read_date) {
            Some((date, year)) => (Some(date), Some(year)),
            None => (None, None),
        }
    }

    fn url(&mut self, front: &FrontMatter<'_>, entries: &Entries, path: &PagePath<'_>, year: Option<i32>) -> String {
        for entry in ["permalink", "url"].iter().filter_map(|key| entries.get(*key)) {
            let Raw::Text(written) = &entry.value else {
                continue;
            };
            if written.contains("{{") || written.contains("{%") || written.contains("/:") {
                // A template of the generator's own says nothing without the generator.
                continue;
            }
            match url::own(written, self.options) {
                Ok(url) => return url,
                Err(url::Refused) => {
                    let message =
                        format!("{:?} is neither http(s) nor a path of this site: {written:?}", entry.written);
                    let hint = "begin it with one slash, or with https://";
                    self.remark(front.place(&entry.written), Code::UrlRefused, message, hint);
                }
            }
        }
        let text = |key: &str| {
            let entry = entries.get(&resolve(key, self.options))?;
            match &entry.value {
                Raw::List(items) => items.iter().find_map(Raw::scalar),
                value => value.scalar(),
            }
        };
        let slug = text("slug").filter(|slug| !slug.trim().is_empty());
        url::by_rule(&Parts { path, slug, year, value: &text }, self.options)
    }

    /// Adds the intervals the settings name, and `years`; first and last years become numbers.
    fn push_years(
        &mut self,
        front: &FrontMatter<'_>,
        entries: &Entries,
        published: Option<i32>,
        fields: &mut BTreeMap<String, FieldValue>,
    ) {
        let built_in: Interval<'_> = ("years", (vec!["start".to_owned()], vec!["end".to_owned()]));
        let declared = self.options.fields.iter().filter_map(|rule| Some((rule.name.as_str(), rule.from.as_ref()?)));
        let mut intervals: Vec<Interval<'_>> =
            declared.map(|(name, (starts, ends))| (name, (self.resolved(starts), self.resolved(ends)))).collect();
        if intervals.iter().all(|(name, _)| *name != built_in.0) {
            intervals.push(built_in);
        }
        let mut problems = Vec::new();
        for (name, (starts, ends)) in &intervals {
            let own = entries.contains_key(*name);
            let published = published.filter(|_| !own);
            match years::interval(entries, (starts, ends), published, &mut problems) {
                Some(years) => fields.insert((*name).to_owned(), years),
                None => continue,
            };
            let bounds = starts.iter().map(|key| (key, false)).chain(ends.iter().map(|key| (key, true)));
            for (key, is_end) in bounds {
                if let Some(year) = entries.get(key).and_then(|entry| years::bound(&entry.value, is_end)) {
                    fields.insert(key.clone(), FieldValue::Number(f64::from(year)));
                }
            }
        }
        problems.dedup();
        for problem in problems {
            let hint = "write years as 2016, in order, from 1000 to 2999";
            self.remark(front.place(&problem.key), problem.code, problem.message, hint);
        }
    }

    fn resolved(&self, keys: &[String]) -> Vec<String> {
        keys.iter().map(|key| resolve(key, self.options)).collect()
    }

    fn unusable(&mut self, front: &FrontMatter<'_>, entry: &Entry, what: &str) {
        let message = format!("{:?} {what}", entry.written);
        self.remark(front.place(&entry.written), Code::ValueUnusable, message, "");
    }

    fn remark(&mut self, place: (u32, u32), code: Code, message: String, hint: &str) {
        self.diagnostics.push(Diagnostic::new(self.id, place, code, message, hint));
    }
}

/// A scalar as text; a number as its digits stand in the file, so that `2.0` is not `2`.
fn scalar_as_written(front: &FrontMatter<'_>, entry: &Entry) -> Option<String> {
    let text = entry.value.scalar()?;
    let written = front.as_written(&entry.written).filter(|_| matches!(entry.value, Raw::Number(_)));
    let same = written.filter(|written| written.parse::<f64>().ok() == text.parse().ok());
    Some(same.map_or(text, str::to_owned))
}

fn first_heading(sections: &[Section]) -> Option<String> {
    sections.iter().map(|section| &section.heading).find(|heading| !heading.is_empty()).cloned()
}

/// The language tag of the first of `lang`, `language`, `locale`, in lower case with `-`.
fn language(entries: &Entries) -> Option<String> {
    let entry = ["lang", "language", "locale"].iter().find_map(|key| entries.get(*key))?;
    let tag = canonical(&entry.value.scalar()?).replace('_', "-");
    let tag = tag.split('.').next().unwrap_or_default().to_owned();
    let well_formed = tag.len() <= 35 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (well_formed && tag.len() >= 2).then_some(tag)
}

/// A date and the year as written, which another time zone does not change; a year alone is its first day.
fn read_date(text: &str) -> Option<(Date, i32)> {
    let text = text.trim();
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let year: i32 = text.get(..4)?.parse().ok().filter(|year| *year >= 1000)?;
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', 'T', 't']).collect();
    let date = Date::parse(text).or_else(|| match parts.as_slice() {
        [_] => Date::parse(&format!("{text}-01-01")),
        [_, month, day, ..] if digits(month) && digits(day) => Date::parse(&format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    })?;
    Some((date, year))
}
