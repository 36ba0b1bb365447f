//! Public test collections, in the format of BEIR.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::judgments::{JudgedQuery, Judgments, grade_of, invalid, no_grade};
use crate::config::Config;
use crate::content::Page;
use crate::engine::Batch;
use crate::error::{Error, Result};
use crate::index::{Index, open_engine};
use crate::query::MAX_QUERY_BYTES;

/// Pages applied in one commit.
const BATCH: usize = 20_000;

/// A test collection in the format of BEIR (Thakur et al.: "BEIR: a heterogeneous benchmark for zero-shot evaluation of
/// information retrieval models", NeurIPS 2021): pages, queries and the grades of pages.
///
/// A folder holds `corpus.jsonl` (an object a line with `_id`, `title` and `text`), `queries.jsonl` (`_id`, `text`) and
/// `qrels/test.tsv` or `qrels.tsv` (lines `query-id<TAB>corpus-id<TAB>score` below a header). Other members are passed
/// over.
///
/// ```
/// use frontis::Config;
/// use frontis::eval::{Beir, Evaluation, Run};
///
/// let corpus = r#"{"_id": "7", "title": "Wells", "text": "Clean water."}"#;
/// let queries = r#"{"_id": "q1", "text": "clean water"}"#;
/// let beir = Beir::parse(corpus, queries, "query-id\tcorpus-id\tscore\nq1\t7\t1\n")?;
/// let index = beir.index(Config::default())?;
/// assert_eq!(Evaluation::new(&beir.judgments, &Run::new(&index, &beir.judgments)?, 10).means().ndcg, 1.0);
/// # Ok::<(), frontis::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Beir {
    /// The corpus. A page has the id of its entry, its title (an empty one where the entry has none), and its text
    /// before any heading.
    pub pages: Vec<Page>,
    /// The queries that pages were judged for, with their ids; a page judged twice has the higher grade.
    pub judgments: Judgments,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    text: String,
}

impl Beir {
    /// Reads the three files, given their texts. Linear.
    ///
    /// Queries without judgments are left out. Judged queries that are no query are an error: files of different
    /// collections were put together.
    ///
    /// # Errors
    /// [`JudgmentsInvalid`](crate::ErrorKind::JudgmentsInvalid) with the file's usual name, the line and the fix.
    pub fn parse(corpus: &str, queries: &str, qrels: &str) -> Result<Self> {
        Self::parse_files(("corpus.jsonl", corpus), ("queries.jsonl", queries), ("qrels.tsv", qrels))
    }

    /// [`Beir::parse`], with what each file is called in messages.
    pub(super) fn parse_files(corpus: (&str, &str), queries: (&str, &str), qrels: (&str, &str)) -> Result<Self> {
        let mut grades = judged(qrels)?;
        let mut judged_queries = Vec::with_capacity(grades.len());
        for (entry, line) in entries(queries)? {
            let Some((_, grades)) = grades.remove(&entry.id) else { continue };
            if entry.text.len() > MAX_QUERY_BYTES {
                let message = format!("the query has {} bytes; the most is {MAX_QUERY_BYTES}", entry.text.len());
                return Err(invalid(queries.0, line, message));
            }
            judged_queries.push(JudgedQuery { id: Some(entry.id), text: entry.text, grades });
        }
        if let Some((id, (line, _))) = grades.into_iter().min_by_key(|(_, (line, _))| *line) {
            let message = format!("there is no query {id:?} in {}; take the files of one collection", queries.0);
            return Err(invalid(qrels.0, line, message));
        }
        let pages = entries(corpus)?.into_iter().map(|(entry, _)| page(entry)).collect();
        Ok(Self { pages, judgments: Judgments { queries: judged_queries } })
    }

    /// Makes an index of the pages, in memory, under `config`. Costs what applying that many pages costs.
    ///
    /// # Errors
    /// As [`Index::apply`].
    pub fn index(&self, config: Config) -> Result<Index> {
        let index = Index::with_engine(open_engine(None)?, config);
        for pages in self.pages.chunks(BATCH) {
            index.apply(pages.iter().fold(Batch::new(), Batch::add))?;
        }
        Ok(index)
    }
}

fn page(entry: Entry) -> Page {
    let title = entry.title.unwrap_or_default();
    let has_title = !title.trim().is_empty();
    let mut page = Page::builder(entry.id).title(title).body(entry.text).build();
    if !has_title {
        // Its id in words says nothing that a query could mean.
        page.title = String::new();
    }
    page
}

/// The objects of a file of JSON lines, with their lines.
fn entries((path, text): (&str, &str)) -> Result<Vec<(Entry, u32)>> {
    let lines = text.trim_start_matches('\u{feff}').lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let read = |(line, number)| match serde_json::from_str::<Entry>(line) {
        Ok(entry) if entry.id.is_empty() => Err(invalid(path, number, "\"_id\" is empty; name every entry")),
        Ok(entry) => Ok((entry, number)),
        Err(error) => Err(not_json(path, number, &error)),
    };
    lines.map(read).collect()
}

fn not_json(path: &str, line: u32, error: &serde_json::Error) -> Error {
    let column = error.column();
    let what = error.to_string();
    // The place in the message is that within the line.
    let what = what.split(" at line ").next().unwrap_or_default();
    let fix = "write one object a line with \"_id\", \"title\" and \"text\"";
    invalid(path, line, format!("column {column}: {what}; {fix}"))
}

/// Grades by page of each query id, and the first line that judges it.
type Judged = HashMap<String, (u32, BTreeMap<String, u8>)>;

fn judged((path, text): (&str, &str)) -> Result<Judged> {
    let mut judged = Judged::new();
    let mut first = true;
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [query, page, score] = columns[..] else {
            let message = "it is no line of three; write query-id, corpus-id and score, parted by tabs";
            return Err(invalid(path, number, message));
        };
        let is_header = std::mem::take(&mut first) && score.eq_ignore_ascii_case("score");
        if is_header {
            continue;
        }
        let grade = grade_of(score).ok_or_else(|| invalid(path, number, no_grade(score)))?;
        let (_, grades) = judged.entry(query.to_owned()).or_insert_with(|| (number, BTreeMap::new()));
        let best = grades.entry(page.to_owned()).or_default();
        *best = grade.max(*best);
    }
    Ok(judged)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERIES: &str =
        "{\"_id\": \"q2\", \"text\": \"rice\"}\n{\"_id\": \"q1\", \"text\": \"tea\", \"metadata\": {}}\n";

    #[test]
    fn a_collection_is_pages_and_the_queries_that_were_judged() {
        let corpus = "{\"_id\": \"7\", \"title\": \"Tea\", \"text\": \"one\\ntwo\", \"metadata\": 3}\n\n\
                      {\"_id\": \"a/8\", \"title\": \"\", \"text\": \"x\"}\n{\"_id\": \"9\"}";
        let qrels = "query-id\tcorpus-id\tscore\r\nq1\t7\t2\r\nq1\t7\t1\r\nq1\t5\t-1\r\n";
        let beir = Beir::parse(corpus, QUERIES, qrels).unwrap();
        let pages: Vec<_> = beir.pages.iter().map(|page| (page.id.as_str(), page.title.as_str())).collect();
        assert_eq!(pages, [("7", "Tea"), ("a/8", ""), ("9", "")]);
        assert_eq!(beir.pages[0].sections[0].text, "one\ntwo");
        let mut tea = JudgedQuery::new("tea", [("5", 0), ("7", 2)]);
        tea.id = Some("q1".to_owned());
        assert_eq!(beir.judgments.queries, [tea]);
        let index = beir.index(Config::default()).unwrap();
        assert_eq!(index.search("two").unwrap().hits[0].id, "7");
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line_and_the_fix() {
        let object = "write one object a line with \"_id\", \"title\" and \"text\"";
        let page = "{\"_id\": \"7\"}\n";
        for (corpus, queries, qrels, message) in [
            (
                "{\"_id\": \"7\"}\n{\"_id\": 8}",
                QUERIES,
                "",
                format!("corpus.jsonl:2: column 9: invalid type: integer `8`, expected a string; {object}"),
            ),
            (page, "{\"_id\": \"\"}", "", "queries.jsonl:1: \"_id\" is empty; name every entry".into()),
            (page, "tea", "", format!("queries.jsonl:1: column 2: expected ident; {object}")),
            (
                page,
                QUERIES,
                "q1 7 1",
                "qrels.tsv:1: it is no line of three; write query-id, corpus-id and score, parted by tabs".into(),
            ),
            (page, QUERIES, "\nq1\t7\tx", "qrels.tsv:2: \"x\" is no grade; write a whole number from 0 to 30".into()),
            (
                page,
                QUERIES,
                "q1\t7\t1\nq5\t7\t1\nq6\t7\t1",
                "qrels.tsv:2: there is no query \"q5\" in queries.jsonl; take the files of one collection".into(),
            ),
        ] {
            assert_eq!(Beir::parse(corpus, queries, qrels).unwrap_err().to_string(), message);
        }
    }
}
