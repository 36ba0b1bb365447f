//! Opening the index of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::Folder;
use super::location::{base, place};
use super::{Index, Inner, Progress, open_engine};
use crate::clock::this_year;
use crate::config::Config;
use crate::content::Escaped;
use crate::engine::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::sync::{Manifest, canonical_root};

/// The settings file of a collection.
const CONFIG_FILE: &str = "frontis.yaml";

pub(super) type OnProgress = dyn Fn(Progress) + Send + Sync;

/// Opens an [`Index`] of a folder with more say than [`Index::open_folder`]; begun by [`Index::builder`].
///
/// ```
/// use frontis::Index;
///
/// # let folder = tempfile::tempdir()?;
/// # let root = folder.path();
/// # std::fs::write(root.join("a.md"), "# Wells\n\nWater.")?;
/// let index = Index::builder(root)
///     .in_memory()
///     .on_progress(|progress| eprintln!("{} of {} files", progress.done, progress.total))
///     .open()?;
/// assert_eq!(index.stats()?.pages, 0); // as it was left; a first sync reads the folder
/// assert_eq!(index.sync()?.added, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct IndexBuilder {
    root: PathBuf,
    config_file: Option<PathBuf>,
    index_dir: Option<PathBuf>,
    in_memory: bool,
    accept_shrink: bool,
    on_progress: Box<OnProgress>,
}

impl Index {
    /// Opens the folder at `root`, makes the index equal to it, and returns the index.
    ///
    /// The first time, this reads every page (some thousands a second); later, only what changed. The settings are
    /// those of `frontis.yaml` at the root, the defaults where there is none. The index is kept under `$FRONTIS_INDEX`,
    /// else `$CACHE_DIRECTORY`, else the platform's cache directory, never in the folder, and can be deleted at any
    /// time. [`Index::warnings`] says where it could not be kept; what the sync found is told by [`Index::sync`] alone.
    ///
    /// ```no_run
    /// let index = frontis::Index::open_folder("content")?;
    /// for hit in index.search("clean water")?.hits {
    ///     println!("{} {}", hit.title.text, hit.url);
    /// }
    /// # Ok::<(), frontis::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`IndexBuilder::open`] and [`Index::sync`].
    pub fn open_folder(root: impl Into<PathBuf>) -> Result<Self> {
        let index = Self::builder(root).open()?;
        index.sync()?;
        Ok(index)
    }

    /// Begins opening the folder at `root` with more say; nothing is read before [`IndexBuilder::open`].
    pub fn builder(root: impl Into<PathBuf>) -> IndexBuilder {
        IndexBuilder {
            root: root.into(),
            config_file: None,
            index_dir: None,
            in_memory: false,
            accept_shrink: false,
            on_progress: Box::new(|_| {}),
        }
    }
}

impl IndexBuilder {
    /// Reads the settings from this file instead of the root's `frontis.yaml`. It must exist, unlike that one; an index
    /// made under other settings of what is indexed is left alone, and another is made beside it.
    #[must_use]
    pub fn config_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.config_file = Some(path.into());
        self
    }

    /// Keeps the index under this directory instead of `$FRONTIS_INDEX`, `$CACHE_DIRECTORY` or the platform's cache
    /// directory. It is made where it is missing. Several folders, settings and versions may share one: each has a
    /// folder of its own inside. Without effect together with [`in_memory`](Self::in_memory).
    #[must_use]
    pub fn index_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.index_dir = Some(dir.into());
        self
    }

    /// Keeps the index in memory: nothing is written, and each process reads the whole folder. The default is on disk.
    #[must_use]
    pub fn in_memory(mut self) -> Self {
        self.in_memory = true;
        self
    }

    /// Lets syncs remove most pages until one has succeeded. The default is false: a sync that would remove more than
    /// half of at least 20 pages fails with [`ErrorKind::SyncHeld`].
    #[must_use]
    pub fn accept_shrink(mut self, accept: bool) -> Self {
        self.accept_shrink = accept;
        self
    }

    /// Calls `progress` as each sync goes on, from the threads that read, so that it should return at once. The default
    /// tells nobody.
    #[must_use]
    pub fn on_progress(mut self, progress: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.on_progress = Box::new(progress);
        self
    }

    /// Opens the index as it was left, without looking at the folder's pages; takes no lock.
    ///
    /// A damaged index is set aside (renamed, in the place of one set aside before) and begun anew; one that cannot be
    /// written is kept in memory. Both leave a warning ([`Index::warnings`]).
    ///
    /// # Errors
    /// [`RootUnusable`](ErrorKind::RootUnusable) for a folder that cannot be read,
    /// [`SettingsInvalid`](ErrorKind::SettingsInvalid) with every problem of the settings, [`Io`](ErrorKind::Io).
    pub fn open(self) -> Result<Index> {
        let root = canonical_root(&self.root)?;
        let config = Arc::new(read_config(&root, self.config_file.as_deref())?);
        let mut warnings = Vec::new();
        let (engine, directory) =
            if self.in_memory { (open_engine(None)?, None) } else { self.engine(&root, &config, &mut warnings)? };
        let folder = Folder::new(self.root, &*engine.snapshot(), self.accept_shrink, self.on_progress);
        let mut inner = Inner::new(engine, config, warnings);
        inner.folder = Some(folder);
        inner.directory = directory;
        Ok(Index(Arc::new(inner)))
    }

    /// The engine on disk and its directory, mended where that is needed; in memory where there is no writing.
    fn engine(&self, root: &Path, config: &Config, warnings: &mut Vec<String>) -> Result<Opened> {
        let base = base(root, self.index_dir.as_deref());
        let directory = place(&base, &config.fingerprint(this_year()), root);
        let opened = fs::create_dir_all(&directory).map_err(|error| not_writable(&directory, error)).and_then(|()| {
            open_undamaged(&directory).or_else(|error| match error.kind() {
                ErrorKind::IndexDamaged => {
                    let aside = set_aside(&directory)?;
                    warnings.push(format!("{error}; it was moved to {} and is built anew", aside.display()));
                    open_engine(Some(&directory))
                }
                _ => Err(error),
            })
        });
        match opened {
            Ok(engine) => Ok((engine, Some(directory))),
            Err(error) if error.kind() == ErrorKind::IndexNotWritable => {
                warnings.push(format!("{error}; the index is kept in memory"));
                Ok((open_engine(None)?, None))
            }
            Err(error) => Err(error),
        }
    }
}

/// An engine, and where it keeps its files; `None` for one in memory.
type Opened = (Arc<dyn Engine>, Option<PathBuf>);

/// Opens an index on disk whose state is one of ours too.
fn open_undamaged(directory: &Path) -> Result<Arc<dyn Engine>> {
    let engine = open_engine(Some(directory))?;
    let message = "the index does not tell which files it was made of";
    let known = Manifest::from_bytes(engine.snapshot().state());
    known.map(|_| engine).ok_or_else(|| Error::new(ErrorKind::IndexDamaged, message))
}

/// Moves a damaged index out of the way, in the place of one that was moved before.
fn set_aside(directory: &Path) -> Result<PathBuf> {
    let mut name = directory.file_name().unwrap_or_default().to_owned();
    name.push("-damaged");
    let aside = directory.with_file_name(name);
    let moved = match fs::remove_dir_all(&aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::rename(directory, &aside).and_then(|()| fs::create_dir_all(directory)),
    };
    moved.map_err(|error| not_writable(directory, error))?;
    Ok(aside)
}

fn not_writable(directory: &Path, error: io::Error) -> Error {
    let shown = directory.display().to_string();
    let message =
        format!("the index directory {} cannot be written ({error}); name another with --index", Escaped(&shown));
    Error::new(ErrorKind::IndexNotWritable, message).with_source(error)
}

/// Reads the settings of a collection; no file is every default.
fn read_config(root: &Path, file: Option<&Path>) -> Result<Config> {
    let path = file.map_or_else(|| root.join(CONFIG_FILE), Path::to_owned);
    let shown = file.map_or_else(|| CONFIG_FILE.to_owned(), |file| file.display().to_string());
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound && file.is_none() => return Ok(Config::default()),
        Err(error) => {
            let shown = path.display().to_string();
            let message = format!("the settings {} cannot be read ({error}); let this user read them", Escaped(&shown));
            return Err(Error::new(ErrorKind::SettingsInvalid, message).with_source(error));
        }
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let message = format!("the settings {} are not UTF-8 text; save them as UTF-8", Escaped(&shown));
        Error::new(ErrorKind::SettingsInvalid, message).with_source(error)
    })?;
    Config::parse(&text, &shown).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Error::new(ErrorKind::SettingsInvalid, problems.join("\n"))
    })
}
