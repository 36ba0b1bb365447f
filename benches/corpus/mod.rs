//! What the benches work on: the sample collection of this repository, a public site where it is at hand, and pages
//! made up from a seed.

#![allow(dead_code, unused_imports, reason = "each bench uses its part")]

mod asked;
mod random;
mod synthetic;
mod vocabulary;

use std::fs;
use std::path::{Path, PathBuf};

use frontis::{Batch, Index, Page};
use frontis_testkit::scale;
use frontis_testkit::site::Site;

pub(crate) use asked::Asked;
pub(crate) use synthetic::{FACETS, files as synthetic_files};

/// How many made-up pages there are when criterion only tests that the benches run, and the most of any collection
/// then.
const TESTED: usize = 300;

/// Files of Markdown, in memory.
pub(crate) struct Collection {
    /// What it is and how many files it has: `synthetic-10000`.
    pub(crate) name: String,
    /// Page id and text, in order of id.
    pub(crate) files: Vec<(String, String)>,
}

impl Collection {
    fn new(name: &str, mut files: Vec<(String, String)>) -> Self {
        files.sort();
        if is_only_tested() {
            files.truncate(TESTED);
        }
        Self { name: format!("{name}-{}", files.len()), files }
    }

    /// The files of `index-data/projects`.
    pub(crate) fn sample() -> Self {
        let files = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("index-data/projects"));
        Self::new("sample", files.expect("the sample is part of the repository"))
    }

    /// A public site of some 4,000 pages of real text; none, and a line that says so, where it is not at hand.
    pub(crate) fn site() -> Option<Self> {
        let folder = frontis_testkit::shared("markdown/digitalgov")?;
        read(&folder).ok().map(|files| Self::new("digitalgov", files))
    }

    /// Made-up pages ([`synthetic`]): 10,000, or 100,000 with `FRONTIS_TEST_SCALE=long`.
    pub(crate) fn synthetic() -> Self {
        let count = if is_only_tested() { TESTED } else { scale::cases(10_000, 100_000) as usize };
        Self::new("synthetic", synthetic_files(count))
    }

    /// The first `count` of the made-up pages.
    pub(crate) fn small_synthetic(count: usize) -> Self {
        Self::new("synthetic", synthetic_files(count))
    }

    /// The pages the files become.
    pub(crate) fn pages(&self) -> Vec<Page> {
        self.files.iter().map(|(id, text)| Page::from_markdown(id, text)).collect()
    }

    /// An index in memory of `pages`.
    pub(crate) fn indexed(pages: &[Page]) -> Index {
        let index = Index::in_memory().expect("an index in memory opens");
        index.apply(pages.iter().fold(Batch::new(), Batch::add)).expect("an index in memory takes pages");
        index
    }

    /// The bytes of all files.
    pub(crate) fn bytes(&self) -> u64 {
        self.files.iter().map(|(_, text)| text.len() as u64).sum()
    }

    /// The files in a folder that exists as long as it is held.
    pub(crate) fn on_disk(&self) -> Site {
        self.files.iter().fold(Site::new(), |site, (id, text)| site.file(id, text))
    }
}

/// True for `cargo bench -- --test`.
pub(crate) fn is_only_tested() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// The Markdown files below `folder` that are UTF-8, with their paths in it.
fn read(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(text) = markdown(&path) {
                files.push((id(folder, &path), text));
            }
        }
    }
    Ok(files)
}

fn markdown(path: &PathBuf) -> Option<String> {
    let is_markdown = path.extension().is_some_and(|extension| extension == "md" || extension == "markdown");
    if is_markdown { fs::read_to_string(path).ok() } else { None }
}

fn id(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
