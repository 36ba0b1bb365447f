//! Folders of pages that exist as long as the test: fixtures that read like prose.

use std::fs;
use std::path::{Path, PathBuf};

use frontis::{Index, Report};
use tempfile::TempDir;

/// A collection in a temporary folder, deleted when dropped.
///
/// ```
/// use frontis_testkit::site::Site;
///
/// let site = Site::new().page("guide/a.md", "# Alpha").file("raw.bin", b"\xff");
/// site.rename("guide/a.md", "b.md").remove("raw.bin");
/// assert!(site.root().join("b.md").is_file());
/// ```
#[derive(Debug)]
pub struct Site {
    folder: TempDir,
    root: PathBuf,
}

/// A [`Site`] and an index of it, in memory.
pub struct IndexedSite {
    /// The folder.
    pub site: Site,
    /// Its index, synced once.
    pub index: Index,
}

impl Default for Site {
    fn default() -> Self {
        Self::new()
    }
}

impl Site {
    /// An empty folder.
    ///
    /// # Panics
    /// When the system's temporary directory cannot be written; so do all methods here that touch the folder.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        // Folders above a test's own may be symbolic links; ids and diagnostics are relative to the canonical root.
        let root = folder.path().canonicalize().expect("the canonical path of a temporary folder");
        Self { folder, root }
    }

    /// Adds a file of Markdown.
    #[must_use]
    pub fn page(self, path: &str, markdown: &str) -> Self {
        self.file(path, markdown)
    }

    /// Adds a file of any bytes.
    #[must_use]
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(path, bytes);
        self
    }

    /// The canonical path of the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Writes a file, folders above it included; replaces one that is there.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let file = self.with_folder(path);
        fs::write(&file, bytes).unwrap_or_else(|error| panic!("write {}: {error}", file.display()));
        self
    }

    /// Moves a file or folder, making the folders above its new place.
    pub fn rename(&self, from: &str, to: &str) -> &Self {
        let (from, to) = (self.root.join(from), self.with_folder(to));
        fs::rename(&from, &to).unwrap_or_else(|error| panic!("rename {}: {error}", from.display()));
        self
    }

    /// Removes a file, or a folder with all that is in it.
    pub fn remove(&self, path: &str) -> &Self {
        let path = self.root.join(path);
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.unwrap_or_else(|error| panic!("remove {}: {error}", path.display()));
        self
    }

    /// Opens an index of the folder in memory and syncs it.
    ///
    /// # Panics
    /// When the index cannot be opened or synced.
    pub fn indexed(self) -> IndexedSite {
        let index = Index::builder(self.root()).in_memory().open().expect("an index in memory opens");
        let site = IndexedSite { site: self, index };
        site.sync();
        site
    }

    /// Deletes the folder now, and says so where that fails; dropping deletes it silently.
    pub fn close(self) {
        self.folder.close().expect("a temporary folder can be deleted");
    }

    fn with_folder(&self, path: &str) -> PathBuf {
        let file = self.root.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).unwrap_or_else(|error| panic!("create {}: {error}", folder.display()));
        }
        file
    }
}

impl IndexedSite {
    /// Makes the index equal to the folder and reports what that took.
    ///
    /// # Panics
    /// When the sync fails.
    pub fn sync(&self) -> Report {
        self.index.sync().expect("the site syncs")
    }

    /// [`Site::write`], without syncing.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        self.site.write(path, bytes);
        self
    }

    /// [`Site::rename`], without syncing.
    pub fn rename(&self, from: &str, to: &str) -> &Self {
        self.site.rename(from, to);
        self
    }

    /// [`Site::remove`], without syncing.
    pub fn remove(&self, path: &str) -> &Self {
        self.site.remove(path);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_holds_what_was_written_until_it_is_dropped() {
        let site = Site::new().page("a/b.md", "# B").file("raw.bin", [0xff]);
        let root = site.root().to_owned();
        site.rename("a/b.md", "c/d.md").write("e.md", "E").remove("raw.bin").remove("a");
        assert_eq!(fs::read_to_string(root.join("c/d.md")).unwrap(), "# B");
        assert!(root.join("e.md").is_file() && !root.join("raw.bin").exists() && !root.join("a").exists());
        drop(site);
        assert!(!root.exists());
    }
}
