//! Where the titles of hits lead: the file in the folder, or the page on its site.

use std::path::{Path, PathBuf};

use frontis::Index;
use frontis::search::{Hit, SectionLink};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};

use crate::cli::output::Terminal;

/// All but what a path of a URL may hold as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// A URL is a URL already; only what could end the code of the link early is taken out of it.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'\\').add(b'"').add(b'<').add(b'>');

/// What is known of where pages are.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    /// The folder as it was named.
    pub(super) folder: PathBuf,
    /// The folder as links need it; `None` where there are to be none.
    pub(super) absolute: Option<PathBuf>,
    /// The pages are read on a site.
    pub(super) has_site: bool,
}

impl Links {
    pub(super) fn new(index: &Index, folder: &Path, terminal: &Terminal) -> Self {
        Self {
            folder: folder.to_owned(),
            absolute: std::path::absolute(folder).ok().filter(|_| terminal.linked),
            has_site: index.config().content.site.is_some(),
        }
    }

    /// The page's file, as a command run here would name it.
    pub(super) fn file(&self, hit: &Hit) -> String {
        if self.folder == Path::new(".") { hit.id.clone() } else { self.folder.join(&hit.id).display().to_string() }
    }

    /// The page on its site.
    pub(super) fn address<'a>(&self, hit: &'a Hit) -> Option<&'a str> {
        Some(hit.url.as_str()).filter(|url| self.has_site && !url.is_empty())
    }

    /// Where the title leads.
    pub(super) fn title(&self, hit: &Hit) -> Option<String> {
        let folder = self.absolute.as_ref()?;
        self.address(hit).and_then(web).or_else(|| Some(file_url(&folder.join(&hit.id))))
    }

    /// Where the heading of a passage leads.
    pub(super) fn section(&self, section: &SectionLink) -> Option<String> {
        self.absolute.as_ref().filter(|_| self.has_site)?;
        web(&section.url)
    }
}

fn web(url: &str) -> Option<String> {
    let is_web = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
    is_web.then(|| utf8_percent_encode(url, UNSAFE).to_string())
}

/// Bytes that are not UTF-8 are kept: the link leads to that very file.
#[cfg(unix)]
fn file_url(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    format!("file://{}", percent_encode(path.as_os_str().as_bytes(), PATH))
}

#[cfg(not(unix))]
fn file_url(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let (drive, rest) = path.split_once(':').unwrap_or(("", &path));
    let drive = if drive.is_empty() { String::new() } else { format!("/{drive}:") };
    format!("file://{drive}{}", percent_encode(rest.as_bytes(), PATH))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_page_is_a_url() {
        assert_eq!(file_url(Path::new("/a b/é\u{1b}#.md")), "file:///a%20b/%C3%A9%1B%23.md");
    }

    #[test]
    fn an_address_that_is_not_of_the_web_is_no_link_and_no_code_ends_early() {
        assert_eq!(web("javascript:alert(1)"), None);
        assert_eq!(web("/a/"), None);
        assert_eq!(web("https://a.b/c%20d/\u{1b}\\x?y#é").as_deref(), Some("https://a.b/c%20d/%1B%5Cx?y#%C3%A9"));
    }
}
