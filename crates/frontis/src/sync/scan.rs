//! Walks the root and yields the files that may be pages, without opening one.
//!
//! A file is *seen* when its path matches `include`; each file seen is yielded, or skipped with a diagnostic. Links are
//! followed to files inside the root only, and never to folders, so that a walk ends and stays where it was sent.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use walkdir::{DirEntry, WalkDir};

use super::ignored::Ignored;
use super::manifest::Stamp;
use super::root::{Root, unusable};
use crate::config::{Config, globs};
use crate::content::{Code, Diagnostic};
use crate::error::{Error, ErrorKind, Result};

/// Folders of these names are not entered, at any depth: version control, dependencies, what generators and compilers make.
const NOT_ENTERED: [&str; 5] = [".git", "node_modules", "_site", "public", "target"];

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The files to look into, by page id.
    pub(super) files: BTreeMap<String, Seen>,
    /// Files seen that are not pages, whatever they hold.
    pub(super) skipped: u64,
    /// Ids of files that are there and could not be looked at: among the skipped, unless a page is known of them.
    pub(super) unreadable_files: BTreeSet<String>,
    /// Folders, written as ids, that could not be listed: what is known of all below stays.
    pub(super) unreadable_folders: BTreeSet<String>,
    /// Why files were skipped, folders not entered, links not followed.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A file that may be a page.
#[derive(Debug)]
pub(super) struct Seen {
    /// Where to open it: absolute, and the target when the file is a link.
    pub(super) path: PathBuf,
    pub(super) stamp: Stamp,
}

/// Scans `root`; about 10 µs a file.
///
/// # Errors
/// `RootUnusable` when the root itself cannot be listed, `Io` when a folder stops being listed half way,
/// `SettingsInvalid` for globs that are not valid.
pub(super) fn scan(root: &Root, config: &Config) -> Result<Scan> {
    let globs = |globs: &[String]| globs::compile(globs).map_err(|error| invalid_globs(&error));
    let mut walk = Walk {
        root: &root.path,
        include: globs(&config.include)?,
        exclude: globs(&config.exclude)?,
        ignored: Ignored::default(),
        scan: Scan::default(),
    };
    let mut entries = WalkDir::new(&root.path).follow_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Err(error) => walk.fail(error)?,
            Ok(entry) if entry.file_type().is_dir() => {
                if !walk.enter(&entry) {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) => walk.see(&entry),
        }
    }
    Ok(walk.scan)
}

fn invalid_globs(error: &globset::Error) -> Error {
    let glob = error.glob().unwrap_or("include or exclude");
    Error::new(
        ErrorKind::SettingsInvalid,
        format!("glob \"{glob}\" is not valid: {}; check its brackets", error.kind()),
    )
}

struct Walk<'a> {
    root: &'a Path,
    include: GlobSet,
    exclude: GlobSet,
    ignored: Ignored,
    scan: Scan,
}

impl Walk<'_> {
    /// Enters a folder, unless its name says no.
    fn enter(&mut self, entry: &DirEntry) -> bool {
        let path = entry.path();
        if entry.depth() > 0 && NOT_ENTERED.iter().any(|name| entry.file_name() == *name) {
            // Nobody keeps pages in there.
            if entry.file_name() != ".git" {
                let message = "a folder of this name is not entered";
                self.remark(path, Code::SkippedExcluded, message, "rename it if it holds pages");
            }
            return false;
        }
        if let Err(error) = self.ignored.enter(path, entry.depth()) {
            self.remark(&path.join(".gitignore"), Code::FileUnreadable, not_read(&error), "files it names are indexed");
        }
        true
    }

    /// Takes whatever is not a folder: a file, a link, a pipe.
    fn see(&mut self, entry: &DirEntry) {
        let path = entry.path();
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        if !self.include.is_match(relative) {
            self.see_other(entry);
        } else if self.exclude.is_match(relative) {
            self.skip(path, Code::SkippedExcluded, "the settings exclude it", "");
        } else if self.ignored.is_file_ignored(path, entry.depth()) {
            self.skip(path, Code::SkippedIgnored, "a .gitignore names it", "");
        } else if entry.path_is_symlink() {
            self.see_link(path);
        } else {
            match entry.metadata().map_err(io_error) {
                Ok(metadata) => self.see_file(path, path, &metadata),
                // It went away during the walk: it was not there.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => self.keep(path, &error),
            }
        }
    }

    /// A link to a folder elsewhere is worth a remark; other things that are no pages are none of our business.
    fn see_other(&mut self, entry: &DirEntry) {
        if entry.path_is_symlink()
            && let Ok(target) = entry.path().canonicalize()
            && target.is_dir()
            && !target.starts_with(self.root)
        {
            self.remark_leaving(entry.path());
        }
    }

    fn see_link(&mut self, path: &Path) {
        match path.canonicalize().and_then(|target| Ok((fs::metadata(&target)?, target))) {
            Ok((metadata, target)) if target.starts_with(self.root) => {
                // What a link to a folder leads to is seen where it lies.
                if !metadata.is_dir() {
                    self.see_file(path, &target, &metadata);
                }
            }
            Ok((metadata, _)) => {
                self.scan.skipped += u64::from(!metadata.is_dir());
                self.remark_leaving(path);
            }
            Err(error) => {
                self.skip(path, Code::FileUnreadable, format!("the link leads nowhere: {error}"), "mend or remove it");
            }
        }
    }

    fn see_file(&mut self, path: &Path, target: &Path, metadata: &Metadata) {
        if !metadata.is_file() {
            let message = "it is no regular file and was not opened";
            return self.skip(path, Code::FileUnreadable, message, "remove it, or exclude it in the settings");
        }
        let Some(id) = page_id(self.root, path) else {
            return self.skip(path, Code::NameNotUtf8, "its name is not UTF-8", "rename it");
        };
        let seen = Seen { path: target.to_owned(), stamp: Stamp::of(metadata) };
        self.scan.files.insert(id, seen);
    }

    fn fail(&mut self, error: walkdir::Error) -> Result<()> {
        let path = error.path().map(Path::to_owned);
        let depth = error.depth();
        let error = io_error(error);
        match path {
            _ if depth == 0 => Err(unusable(self.root, error)),
            Some(_) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Some(path) => {
                self.scan.unreadable_folders.extend(page_id(self.root, &path));
                let hint = "the pages in it stay as they were";
                self.remark(&path, Code::FileUnreadable, not_read(&error), hint);
                Ok(())
            }
            None => {
                let message = "a folder stopped being listed half way; check the disk it is on and sync again";
                Err(Error::new(ErrorKind::Io, message).with_source(error))
            }
        }
    }

    /// A file that is there and cannot be looked at.
    fn keep(&mut self, path: &Path, error: &io::Error) {
        match page_id(self.root, path) {
            Some(id) => {
                self.skip(path, Code::FileUnreadable, not_read(error), "its page, if any, stays as it was");
                self.scan.unreadable_files.insert(id);
            }
            None => self.skip(path, Code::NameNotUtf8, "its name is not UTF-8", "rename it"),
        }
    }

    fn skip(&mut self, path: &Path, code: Code, message: impl Into<String>, hint: &str) {
        self.scan.skipped += 1;
        self.remark(path, code, message, hint);
    }

    fn remark_leaving(&mut self, path: &Path) {
        let message = "the link leaves the root and was not followed";
        self.remark(path, Code::LinkLeavesRoot, message, "copy what it leads to into the folder");
    }

    fn remark(&mut self, path: &Path, code: Code, message: impl Into<String>, hint: &str) {
        let shown = shown(self.root, path);
        self.scan.diagnostics.push(Diagnostic::new(&shown, (0, 0), code, message, hint));
    }
}

fn io_error(error: walkdir::Error) -> io::Error {
    error.into_io_error().unwrap_or_else(|| io::Error::from(io::ErrorKind::Other))
}

/// The message of a file that the operating system does not let us read.
pub(super) fn not_read(error: &io::Error) -> String {
    format!("it cannot be read: {error}")
}

/// The page id of `path`: relative to `root`, `/`-separated, exactly as on disk; `None` when it is not UTF-8.
fn page_id(root: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// [`page_id`] with what is not UTF-8 replaced.
fn shown(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
