//! The edge of this module: opens the files that the others read.

use std::fs;
use std::path::Path;

use super::beir::Beir;
use super::judgments::{Judgments, invalid};
use crate::error::{Error, ErrorKind, Result};

impl Judgments {
    /// Reads the file of judgments at `path`, as [`Judgments::parse`] does.
    ///
    /// # Errors
    /// Those of [`Judgments::parse`]; [`JudgmentsInvalid`](ErrorKind::JudgmentsInvalid) for a file that is not UTF-8
    /// text, and for one named `.csv`: words hold commas, so that columns are parted by tabs alone.
    /// [`Io`](ErrorKind::Io) where the file cannot be read.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let name = path.display().to_string();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
            let message = "columns are parted by tabs, not by commas; save it as tab-separated text, judgments.tsv say";
            return Err(invalid(&name, 0, message));
        }
        Self::parse(&text(path)?, &name)
    }
}

impl Beir {
    /// Returns true for a folder that holds a `corpus.jsonl`.
    pub fn is_beir(folder: impl AsRef<Path>) -> bool {
        folder.as_ref().join("corpus.jsonl").is_file()
    }

    /// Reads the collection in `folder`, its judgments from `qrels/test.tsv` where that is there, else `qrels.tsv`.
    ///
    /// Holds the whole corpus in memory.
    ///
    /// # Errors
    /// Those of [`Beir::parse`]; [`Io`](ErrorKind::Io) where a file is missing or cannot be read.
    pub fn read(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = folder.as_ref();
        let test = folder.join("qrels/test.tsv");
        let qrels = if test.is_file() { test } else { folder.join("qrels.tsv") };
        let files = [folder.join("corpus.jsonl"), folder.join("queries.jsonl"), qrels];
        let [corpus, queries, qrels] = files.each_ref().map(|path| Ok((path.display().to_string(), text(path)?)));
        let (corpus, queries, qrels) = (corpus?, queries?, qrels?);
        Self::parse_files((&corpus.0, &corpus.1), (&queries.0, &queries.1), (&qrels.0, &qrels.1))
    }
}

fn text(path: &Path) -> Result<String> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| {
        let message = format!("{} cannot be read", crate::content::Escaped(&name));
        Error::new(ErrorKind::Io, message).with_source(error)
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        invalid(&name, u32::try_from(line).unwrap_or(u32::MAX), "it is not UTF-8 text; save it as UTF-8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_judgments_is_named_with_the_fix() {
        let folder = tempfile::tempdir().unwrap();
        let message = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            let message = Judgments::read(&path).unwrap_err().to_string();
            message.replace(&folder.path().display().to_string(), "")
        };
        assert!(message("j.CSV", b"a,b,3").starts_with("/j.CSV: columns are parted by tabs"));
        assert_eq!(message("j.tsv", b"a\tb\t3\ncaf\xe9\tb\t3"), "/j.tsv:2: it is not UTF-8 text; save it as UTF-8");
        let error = Judgments::read(folder.path().join("none.tsv")).unwrap_err();
        assert_eq!((error.kind(), error.to_string().ends_with("none.tsv cannot be read")), (ErrorKind::Io, true));
    }

    #[test]
    fn a_folder_has_its_judgments_beside_it_or_below_qrels() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        assert!(!Beir::is_beir(folder.path()));
        write("corpus.jsonl", "{\"_id\": \"7\"}");
        assert!(Beir::is_beir(folder.path()));
        assert!(Beir::read(folder.path()).unwrap_err().to_string().ends_with("queries.jsonl cannot be read"));
        write("queries.jsonl", "{\"_id\": \"q\", \"text\": \"tea\"}");
        write("qrels.tsv", "q\t7\t1\n");
        assert_eq!(Beir::read(folder.path()).unwrap().judgments.queries[0].grades["7"], 1);
        fs::create_dir(folder.path().join("qrels")).unwrap();
        write("qrels/test.tsv", "q\t7\t2\n");
        assert_eq!(Beir::read(folder.path()).unwrap().judgments.queries[0].grades["7"], 2);
    }
}
