//! Which pages a query should find, as people write it down.

use std::collections::{BTreeMap, HashMap};

use super::measures::is_relevant;
use crate::error::{Error, ErrorKind, Result};
use crate::query::MAX_QUERY_BYTES;

/// The highest grade: 2^30 is still told from its neighbours when many are added.
const MOST_GRADE: i64 = 30;

/// A query and the pages judged for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct JudgedQuery {
    /// The name of the query where it has one besides its words, as those of [`Beir`](super::Beir) do.
    pub id: Option<String>,
    /// The words, as typed into a search box; at most 4,096 bytes.
    pub text: String,
    /// The grades of pages by page id: 0 for a page of no use, from 1 on the page is relevant, at most 30. A page that
    /// is not here is of no use.
    pub grades: BTreeMap<String, u8>,
}

impl JudgedQuery {
    /// Makes a query with its pages and their grades.
    pub fn new<P: Into<String>>(text: impl Into<String>, grades: impl IntoIterator<Item = (P, u8)>) -> Self {
        let grades = grades.into_iter().map(|(page, grade)| (page.into(), grade)).collect();
        Self { id: None, text: text.into(), grades }
    }

    /// Returns what tells this query from others: its id, else its words.
    pub fn key(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.text)
    }

    /// Returns true when some page is relevant, so that a ranking can be good or bad.
    pub fn is_measurable(&self) -> bool {
        self.grades.values().any(|grade| is_relevant(*grade))
    }
}

/// Queries and the pages judged for them, in the order of their source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Judgments {
    /// The queries, each once.
    pub queries: Vec<JudgedQuery>,
}

impl Judgments {
    /// Reads tab-separated judgments; `path` names the file in messages.
    ///
    /// A line is `query<TAB>page<TAB>grade`: the words as typed, the page's id, and a whole number, 0 for a page of no
    /// use and at most 30 (a negative one is 0, as in the judgments of TREC). A first line `query page grade` names the
    /// columns and may be missing. Empty lines and lines that begin with `#` are passed over, anywhere. Lines of one
    /// query need not stand together. Linear.
    ///
    /// ```
    /// use frontis::eval::Judgments;
    ///
    /// let judgments = Judgments::parse("# tea\ntea\tassam.md\t3\ntea\tcoffee.md\t0\n", "judgments.tsv")?;
    /// assert_eq!(judgments.queries[0].grades["assam.md"], 3);
    ///
    /// let error = Judgments::parse("tea\tassam.md\n", "judgments.tsv").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "judgments.tsv:1: there are 2 columns; write the query, the page and the grade, parted by tabs"
    /// );
    /// # Ok::<(), frontis::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`JudgmentsInvalid`](ErrorKind::JudgmentsInvalid) with file, line and fix: for the first line that cannot be
    /// read, for a page judged twice for one query, and for a text without any judgment.
    pub fn parse(text: &str, path: &str) -> Result<Self> {
        let mut reader = Reader { path, judgments: Self::default(), places: HashMap::new() };
        let mut first = true;
        for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if !(first && is_header(line)) {
                reader.row(line, number)?;
            }
            first = false;
        }
        if reader.judgments.queries.is_empty() {
            let fix = "write lines of query, page and grade, parted by tabs";
            return Err(invalid(path, 0, format!("there is no judgment in it; {fix}")));
        }
        Ok(reader.judgments)
    }

    /// Returns the ids of judged pages that `is_page` does not know, each once, in order: a collection that lacks them
    /// can only miss them.
    ///
    /// ```
    /// use frontis::eval::Judgments;
    ///
    /// let judgments = Judgments::parse("tea\tassam.md\t3\ntea\tgone.md\t1\n", "judgments.tsv")?;
    /// assert_eq!(judgments.unknown_pages(|page| page != "gone.md"), ["gone.md"]);
    /// # Ok::<(), frontis::Error>(())
    /// ```
    pub fn unknown_pages(&self, is_page: impl Fn(&str) -> bool) -> Vec<&str> {
        let mut pages: Vec<&str> =
            self.queries.iter().flat_map(|query| query.grades.keys()).map(String::as_str).collect();
        pages.sort_unstable();
        pages.dedup();
        pages.retain(|page| !is_page(page));
        pages
    }
}

struct Reader<'a> {
    path: &'a str,
    judgments: Judgments,
    /// Where the query of these words stands.
    places: HashMap<String, usize>,
}

impl Reader<'_> {
    fn row(&mut self, line: &str, number: u32) -> Result<()> {
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [query, page, grade] = columns[..] else {
            let fix = "write the query, the page and the grade, parted by tabs";
            let count = match columns.len() {
                1 => "is 1 column".to_owned(),
                count => format!("are {count} columns"),
            };
            return Err(self.invalid(number, format!("there {count}; {fix}")));
        };
        if query.is_empty() || page.is_empty() {
            let missing = if query.is_empty() { "query" } else { "page" };
            return Err(self.invalid(number, format!("the {missing} is empty; fill it in, or remove the line")));
        }
        if query.len() > MAX_QUERY_BYTES {
            let message = format!("the query has {} bytes; the most is {MAX_QUERY_BYTES}", query.len());
            return Err(self.invalid(number, message));
        }
        let grade = grade_of(grade).ok_or_else(|| self.invalid(number, no_grade(grade)))?;
        let queries = &mut self.judgments.queries;
        let place = *self.places.entry(query.to_owned()).or_insert_with(|| {
            queries.push(JudgedQuery { text: query.to_owned(), ..JudgedQuery::default() });
            queries.len() - 1
        });
        match queries[place].grades.insert(page.to_owned(), grade) {
            None => Ok(()),
            Some(before) => {
                let message =
                    format!("{page:?} is judged again for {query:?}, with {before} before; keep one of the lines");
                Err(self.invalid(number, message))
            }
        }
    }

    fn invalid(&self, line: u32, message: String) -> Error {
        invalid(self.path, line, message)
    }
}

fn is_header(line: &str) -> bool {
    let columns: Vec<String> = line.split('\t').map(|column| column.trim().to_ascii_lowercase()).collect();
    columns == ["query", "page", "grade"]
}

/// A grade as written: a whole number; what is negative is 0.
pub(super) fn grade_of(text: &str) -> Option<u8> {
    let grade: i64 = text.parse().ok()?;
    u8::try_from(grade.max(0)).ok().filter(|grade| i64::from(*grade) <= MOST_GRADE)
}

/// What is wrong with a grade that is none.
pub(super) fn no_grade(text: &str) -> String {
    format!("{text:?} is no grade; write a whole number from 0 to {MOST_GRADE}")
}

/// The error for `line` of the file at `path`; 0 is the file as a whole.
pub(super) fn invalid(path: &str, line: u32, message: impl std::fmt::Display) -> Error {
    let place = if line == 0 { String::new() } else { format!(":{line}") };
    Error::new(ErrorKind::JudgmentsInvalid, format!("{}{place}: {message}", crate::content::Escaped(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Judgments> {
        Judgments::parse(text, "j.tsv")
    }

    #[test]
    fn lines_of_one_query_are_one_query_wherever_they_stand() {
        let text = "\u{feff}# about\r\nQuery\tPage\tGrade\r\n# language: en\r\ntea\ta.md\t3\r\n\r\n\
                    rice\tb.md\t2\r\ntea\tc d.md\t-1\r\n";
        let expected = [JudgedQuery::new("tea", [("a.md", 3), ("c d.md", 0)]), JudgedQuery::new("rice", [("b.md", 2)])];
        assert_eq!(parse(text).unwrap().queries, expected);
        assert_eq!(parse("tea\ta.md\t1").unwrap().queries.len(), 1, "the header may be missing");
        assert!(!JudgedQuery::new("tea", [("a.md", 0)]).is_measurable());
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line_and_the_fix() {
        let columns = "write the query, the page and the grade, parted by tabs";
        for (text, message) in [
            ("tea a.md 3", format!("j.tsv:1: there is 1 column; {columns}")),
            ("# x\n\ntea\ta.md", format!("j.tsv:3: there are 2 columns; {columns}")),
            ("a\tb\t1\nquery\tpage\tgrade", "j.tsv:2: \"grade\" is no grade; write a whole number from 0 to 30".into()),
            ("a\tb\t31", "j.tsv:1: \"31\" is no grade; write a whole number from 0 to 30".into()),
            ("a\tb\t1.5", "j.tsv:1: \"1.5\" is no grade; write a whole number from 0 to 30".into()),
            (" \tb\t1", "j.tsv:1: the query is empty; fill it in, or remove the line".into()),
            ("a\t\t1", "j.tsv:1: the page is empty; fill it in, or remove the line".into()),
            (
                "a\tb\t1\na\tb\t2",
                "j.tsv:2: \"b\" is judged again for \"a\", with 1 before; keep one of the lines".into(),
            ),
            ("# x", "j.tsv: there is no judgment in it; write lines of query, page and grade, parted by tabs".into()),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.kind(), error.to_string()), (ErrorKind::JudgmentsInvalid, message), "{text:?}");
        }
        assert!(parse(&format!("{}\ta\t1", "w".repeat(4_097))).unwrap_err().to_string().contains("4097 bytes"));
    }
}
