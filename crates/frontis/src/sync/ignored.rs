//! Decides what `.gitignore` files ignore, folder by folder on the way down a walk.
//!
//! Only files inside the root count, and not those of a parent, of the user or of `.git/info`. As in git, the deepest file
//! with a say decides, its last matching line first, and nothing under an ignored folder comes back.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Bytes of a `.gitignore` that are read.
const MOST_BYTES: u64 = 1024 * 1024;

/// The folders between the root and where the walk is, the root first.
#[derive(Default)]
pub(super) struct Ignored {
    folders: Vec<Folder>,
}

struct Folder {
    /// The folder or one above it is ignored.
    ignored: bool,
    rules: Option<Gitignore>,
}

impl Ignored {
    /// Enters the folder at `path`, `depth` folders below the root, and leaves those of the same depth and deeper.
    ///
    /// # Errors
    /// The folder's `.gitignore` is there and cannot be read; the folder is entered without it.
    pub(super) fn enter(&mut self, path: &Path, depth: usize) -> io::Result<()> {
        self.folders.truncate(depth);
        let ignored = self.is_ignored(path, true);
        // Under an ignored folder no rule can bring anything back.
        let rules = if ignored { Ok(None) } else { read_rules(path) };
        let (rules, outcome) = match rules {
            Ok(rules) => (rules, Ok(())),
            Err(error) => (None, Err(error)),
        };
        self.folders.push(Folder { ignored, rules });
        outcome
    }

    /// True when a file `depth` folders below the root is ignored; the folder it lies in must be entered.
    pub(super) fn is_file_ignored(&mut self, path: &Path, depth: usize) -> bool {
        self.folders.truncate(depth);
        self.is_ignored(path, false)
    }

    fn is_ignored(&self, path: &Path, is_folder: bool) -> bool {
        if self.folders.last().is_some_and(|folder| folder.ignored) {
            return true;
        }
        for rules in self.folders.iter().rev().filter_map(|folder| folder.rules.as_ref()) {
            match rules.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        false
    }
}

fn read_rules(folder: &Path) -> io::Result<Option<Gitignore>> {
    let path = folder.join(".gitignore");
    // As in git, a link is not followed; and opening a pipe would block.
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {}
        // A folder that lets nobody look for the file lets nobody look at its pages either, and those say so.
        Ok(_) | Err(_) => return Ok(None),
    }
    let mut bytes = Vec::new();
    File::open(&path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut rules = GitignoreBuilder::new(folder);
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        // As in git, a line that is no pattern matches nothing.
        let _ = rules.add_line(None, &with_literal_braces(line));
    }
    rules.build().map(Some).map_err(io::Error::other)
}

/// Escapes what git takes literally and the glob library does not: `{` and `}` outside of `[…]`. A lone `!` is no pattern.
fn with_literal_braces(line: &str) -> Cow<'_, str> {
    if line.trim_end() == "!" {
        return Cow::Borrowed("");
    }
    if !line.contains(['{', '}']) {
        return Cow::Borrowed(line);
    }
    let mut escaped = String::with_capacity(line.len() + 4);
    let (mut in_class, mut after_backslash) = (false, false);
    for c in line.chars() {
        if matches!(c, '{' | '}') && !in_class && !after_backslash {
            escaped.push('\\');
        }
        if !after_backslash {
            in_class = if in_class { c != ']' } else { c == '[' };
        }
        after_backslash = c == '\\' && !after_backslash;
        escaped.push(c);
    }
    Cow::Owned(escaped)
}
