//! What is measured: a file of judgments, a test collection, or a folder that asks itself.

use std::path::{Path, PathBuf};

use frontis::content::Escaped;
use frontis::eval::{Beir, Generator, Judgments, Kind, Source};
use frontis::{Config, Index};

use super::super::arguments::{Arguments, EvalArguments};
use super::super::environment::Environment;
use super::super::open::{builder, ready};
use super::super::output::{Failure, Terminal};

/// What the path is, read.
pub(super) enum Subject {
    /// Judgments about the pages of a folder.
    Judged { judgments: Judgments, folder: PathBuf },
    /// A test collection.
    Beir(Beir),
    /// A folder of Markdown.
    Folder,
}

/// An index and what it is asked, by kind where a folder asks itself.
pub(super) struct Asked {
    pub(super) index: Index,
    pub(super) queries: Vec<(String, Judgments)>,
    pub(super) by_kind: bool,
}

impl Subject {
    /// # Errors
    /// The path leads nowhere, its files cannot be read, or `--in` was given with a folder.
    pub(super) fn read(own: &EvalArguments) -> Result<Self, Failure> {
        let path = &own.path;
        let is_folder = std::fs::metadata(path).map_err(|error| Failure(unreadable(path, &error)))?.is_dir();
        if !is_folder {
            let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = own.folder.clone().unwrap_or_else(|| beside.to_owned());
            return Ok(Self::Judged { judgments: Judgments::read(path)?, folder });
        }
        if own.folder.is_some() {
            let message = "--in goes with a file of judgments; a folder brings its own pages, so leave --in out";
            return Err(Failure(message.to_owned()));
        }
        if Beir::is_beir(path) { Ok(Self::Beir(Beir::read(path)?)) } else { Ok(Self::Folder) }
    }

    /// True for a folder that asks itself queries of several kinds.
    pub(super) fn is_by_kind(&self) -> bool {
        matches!(self, Self::Folder)
    }

    /// Makes the index, and the queries where there are none yet.
    pub(super) fn ask(
        self,
        arguments: &Arguments,
        own: &EvalArguments,
        environment: &Environment,
        terminal: &Terminal,
    ) -> Result<Asked, Failure> {
        let (name, by_kind) = (name_of(&own.path), self.is_by_kind());
        let opened = |folder: &Path| ready(builder(arguments, environment, folder), folder, "measured", terminal);
        match self {
            Self::Judged { judgments, folder } => {
                Ok(Asked { index: opened(&folder)?, queries: vec![(name, judgments)], by_kind })
            }
            Self::Beir(beir) => {
                let index = beir.index(settings(arguments, &own.path)?)?;
                Ok(Asked { index, queries: vec![(name, beir.judgments)], by_kind })
            }
            Self::Folder => {
                let index = opened(&own.path)?;
                let queries = generated(&index)?;
                Ok(Asked { index, queries, by_kind })
            }
        }
    }
}

/// Every kind of query the folder asks itself.
fn generated(index: &Index) -> Result<Vec<(String, Judgments)>, Failure> {
    let sources: Vec<Source> = index.parse_files()?.into_iter().filter_map(Source::of).collect();
    let site = index.config().content.site.clone().unwrap_or_default();
    let generator = Generator::new(&sources).site(&site);
    Ok(Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), generator.judgments(*kind))).collect())
}

/// The settings of `--config`, for pages that are not files: weights and language act on them.
fn settings(arguments: &Arguments, folder: &Path) -> Result<Config, Failure> {
    let Some(file) = &arguments.config else { return Ok(Config::default()) };
    Ok(Index::builder(folder).config_file(file).in_memory().open()?.config().clone())
}

/// What the file or folder is called in a table.
fn name_of(path: &Path) -> String {
    let named = path.file_name().map(|name| name.to_string_lossy().into_owned());
    named.unwrap_or_else(|| path.display().to_string())
}

fn unreadable(path: &Path, error: &std::io::Error) -> String {
    let path = path.display().to_string();
    let fix = "name a file of judgments, a test collection in BEIR's format, or a folder of Markdown";
    format!("{} cannot be read ({error}); {fix}", Escaped(&path))
}
