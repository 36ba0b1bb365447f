//! The files our pages load, built into the program. Their names carry a hash of their content, so that browsers keep
//! them for good.

/// One file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub content: &'static str,
    hash: u64,
    stem: &'static str,
    extension: &'static str,
}

/// The style of every page.
pub(super) const STYLE: Asset = Asset::new("style", "css", "text/css; charset=utf-8", include_str!("assets/style.css"));
/// The script of the search page.
pub(super) const SCRIPT: Asset =
    Asset::new("search", "js", "text/javascript; charset=utf-8", include_str!("assets/search.js"));

impl Asset {
    const fn new(
        stem: &'static str,
        extension: &'static str,
        content_type: &'static str,
        content: &'static str,
    ) -> Self {
        Self { content_type, content, hash: fnv1a(content.as_bytes()), stem, extension }
    }

    /// The last segment of its address.
    pub fn name(&self) -> String {
        format!("{}.{:016x}.{}", self.stem, self.hash, self.extension)
    }
}

/// The asset with this name; `None` for a name of another version.
pub fn asset(name: &str) -> Option<Asset> {
    [STYLE, SCRIPT].into_iter().find(|asset| asset.name() == name)
}

/// FNV-1a: tells versions of a file apart, no more.
const fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_found_by_the_name_pages_use() {
        assert_eq!(asset(&STYLE.name()), Some(STYLE));
        assert_eq!(asset(&SCRIPT.name()), Some(SCRIPT));
        assert_eq!(asset("style.css"), None);
        assert_eq!(asset(""), None);
    }

    #[test]
    fn the_script_stays_small() {
        assert!(SCRIPT.content.len() <= 18 * 1024, "{} bytes", SCRIPT.content.len());
    }
}
