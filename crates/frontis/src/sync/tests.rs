mod edits;
mod folders;
mod history;
#[cfg(unix)]
mod unix;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;
use crate::config::Config;
use crate::content::{Code, Diagnostic, Page};
use crate::engine::Document;
use crate::error::{ErrorKind, Result};

/// A stand-in for the parser: the text is the title, `draft` makes a draft, `url /x/` names the URL, `odd` is remarked.
fn parse(id: &str, bytes: &[u8]) -> (Option<Page>, Vec<Diagnostic>) {
    let text = String::from_utf8_lossy(bytes);
    let remark = |code| vec![Diagnostic::new(id, (1, 1), code, "m", "")];
    if text.starts_with("draft") {
        return (None, remark(Code::SkippedDraft));
    }
    let page = Page {
        id: id.to_owned(),
        url: text.strip_prefix("url ").map_or_else(|| format!("/{id}/"), str::to_owned),
        title: text.to_string(),
        summary: None,
        lang: None,
        date: None,
        boost: None,
        aliases: Vec::new(),
        fields: BTreeMap::new(),
        sections: Vec::new(),
    };
    (Some(page), if text.starts_with("odd") { remark(Code::KeyTwice) } else { Vec::new() })
}

/// A folder and the index that would be kept of it: titles by id.
struct Site {
    folder: TempDir,
    config: Config,
    manifest: Manifest,
    index: BTreeMap<String, String>,
    device: Option<u64>,
    accept_shrink: bool,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (config, manifest) = (Config::default(), Manifest::default());
        Self { folder, config, manifest, index: BTreeMap::new(), device: None, accept_shrink: false }
    }

    fn settings(mut self, yaml: &str) -> Self {
        self.config = Config::parse(yaml, "frontis.yaml").unwrap();
        self
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn page(self, name: &str, text: &str) -> Self {
        self.write(name, text);
        self
    }

    fn try_sync(&self, later: Duration) -> Result<Synced> {
        self.try_sync_after(later, |_| {})
    }

    /// Syncs with something happening between the scan and the reading.
    fn try_sync_after(&self, later: Duration, happens: impl FnOnce(&mut scan::Scan)) -> Result<Synced> {
        let request = self.request(&self.manifest, later);
        let root = root::Root::open(request.root, request.last_device)?;
        let mut scan = scan::scan(&root, &self.config)?;
        happens(&mut scan);
        run::sync_scanned(&request, &root, scan, &parse)
    }

    fn request<'a>(&'a self, last: &'a Manifest, later: Duration) -> Request<'a> {
        Request {
            root: self.folder.path(),
            config: &self.config,
            last,
            last_device: self.device,
            now: SystemTime::now() + later,
            this_year: 2024,
            max_bytes: 100,
            accept_shrink: self.accept_shrink,
            progress: &|_, _| {},
        }
    }

    /// Syncs, applies, and checks what holds of every sync.
    fn sync(&mut self) -> Synced {
        let mut synced = self.try_sync(Duration::ZERO).unwrap();
        if let Some(batch) = synced.batch.take() {
            let (changes, state) = batch.into_parts();
            for (id, document) in changes {
                match document {
                    Some(document) => {
                        self.index.insert(id, Document::page_from_payload(&document.payload).unwrap().title)
                    }
                    None => self.index.remove(&id),
                };
            }
            self.manifest = Manifest::from_bytes(&state.unwrap()).unwrap();
            assert_eq!(self.manifest, synced.manifest, "the state is the manifest");
        }
        self.device = Some(synced.device);
        assert_eq!(synced.pages, self.index.len() as u64);
        assert_eq!(synced.pages, synced.added + synced.changed + synced.unchanged);
        assert!(synced.diagnostics.is_sorted());
        synced
    }

    fn ids(&self) -> Vec<&str> {
        self.index.keys().map(String::as_str).collect()
    }
}

/// Path and code of each diagnostic.
fn remarks(synced: &Synced) -> Vec<(&str, Code)> {
    synced.diagnostics.iter().map(|diagnostic| (diagnostic.path.as_str(), diagnostic.code)).collect()
}

/// Added, changed, removed, unchanged.
fn counts(synced: &Synced) -> [u64; 4] {
    [synced.added, synced.changed, synced.removed, synced.unchanged]
}
