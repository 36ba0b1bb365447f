//! Decides where a page is read: its own permalink, else the settings' template, else the default rule.
//!
//! A URL that leaves here is `http://…`, `https://…` or begins with one `/`, and holds no character that ends an
//! attribute or hides in a terminal.

use super::anchor::slug;
use super::options::Options;
use super::path::PagePath;

/// A refused URL: what was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused;

/// What stands for the placeholders of a template.
pub(super) struct Parts<'a> {
    pub(super) path: &'a PagePath<'a>,
    /// The front matter's own slug.
    pub(super) slug: Option<String>,
    pub(super) year: Option<i32>,
    /// Any other front matter value, as text, by field.
    pub(super) value: &'a dyn Fn(&str) -> Option<String>,
}

/// The URL of a page without one of its own.
pub(super) fn by_rule(parts: &Parts<'_>, options: &Options) -> String {
    let path = match &options.url {
        Some(template) => expand(template, parts),
        None => default_path(parts.path),
    };
    with_site(&collapse(&path), options)
}

/// The URL a page names itself.
///
/// # Errors
/// `Refused` for another scheme than http and https, for `//host` and for backslashes in a host's place.
pub(super) fn own(written: &str, options: &Options) -> Result<String, Refused> {
    let written: String = written.trim().chars().filter(|c| !c.is_control()).collect();
    if written.starts_with(['/', '\\']) && written[1..].starts_with(['/', '\\']) {
        return Err(Refused);
    }
    let first = written.split(['/', '?', '#']).next().unwrap_or_default();
    if first.contains(':') {
        let lower = written.to_ascii_lowercase();
        let host = ["https://", "http://"].iter().find(|scheme| lower.starts_with(**scheme));
        let host = host.map(|scheme| &written[scheme.len()..]).ok_or(Refused)?;
        let named = !host.is_empty() && !host.starts_with(['/', '\\', '?', '#', '.', ':', '@']);
        return if named { Ok(encode(&written, |c| is_plain(c) || c == '%')) } else { Err(Refused) };
    }
    let (path, rest) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
    let path = encode(&format!("/{path}"), |c| is_path(c) || c == '%');
    Ok(with_site(&(collapse(&path) + &encode(rest, |c| is_plain(c) || c == '%')), options))
}

fn with_site(path: &str, options: &Options) -> String {
    let site = options.site.as_deref().unwrap_or_default();
    format!("{}{path}", site.trim_end_matches('/'))
}

fn default_path(path: &PagePath<'_>) -> String {
    let mut segments = Vec::new();
    for (index, folder) in path.folders.iter().enumerate() {
        match (*folder, path.post_date) {
            ("_posts", Some(date)) => segments.extend(date.split('-').map(str::to_owned)),
            (folder, _) if index == 0 => segments.push(encode(folder.strip_prefix('_').unwrap_or(folder), is_path)),
            (folder, _) => segments.push(encode(folder, is_path)),
        }
    }
    if !path.is_index() {
        segments.push(encode(path.stem, is_path));
    }
    format!("/{}/", segments.join("/"))
}

/// Replaces `{path}`, `{slug}`, `{stem}`, `{year}` and `{key}`; what the page does not have is left out.
fn expand(template: &str, parts: &Parts<'_>) -> String {
    let mut expanded = String::from("/");
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        expanded.push_str(&encode(before, is_path));
        rest = after;
        match name {
            "path" => expanded.push_str(default_path(parts.path).trim_matches('/')),
            "slug" => {
                let own = parts.slug.as_deref().map(|slug| encode(slug.trim_matches('/'), is_path));
                expanded.push_str(&own.unwrap_or_else(|| encode(&slug(parts.path.name()), is_path)));
            }
            "stem" => expanded.push_str(&encode(parts.path.name(), is_path)),
            "year" => expanded.push_str(&parts.year.map_or_else(String::new, |year| year.to_string())),
            key => expanded.push_str(&encode(&slug_of((parts.value)(key)), is_path)),
        }
    }
    expanded.push_str(&encode(rest, is_path));
    expanded
}

fn slug_of(value: Option<String>) -> String {
    value.map_or_else(String::new, |value| slug(&value))
}

/// One `/` where there are several, and no `.` or `..` between them.
fn collapse(path: &str) -> String {
    let segments: Vec<&str> = path.split('/').filter(|segment| !matches!(*segment, "" | "." | "..")).collect();
    if segments.is_empty() {
        return "/".to_owned();
    }
    format!("/{}{}", segments.join("/"), if path.ends_with('/') { "/" } else { "" })
}

/// Percent-encodes every character of `text` that `keeps` does not keep.
fn encode(text: &str, keeps: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        if keeps(c) {
            encoded.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut buffer).bytes() {
            encoded.push('%');
            encoded.extend(
                [byte >> 4, byte & 15]
                    .iter()
                    .filter_map(|half| char::from_digit(u32::from(*half), 16))
                    .map(|c| c.to_ascii_uppercase()),
            );
        }
    }
    encoded
}

/// What a URL's path may hold as it is, and `/`.
fn is_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&()*+,;=:@/".contains(c)
}

/// What a URL may hold as it is.
fn is_plain(c: char) -> bool {
    is_path(c) || "?#[]".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ruled(id: &str, template: Option<&str>) -> String {
        let options = Options { url: template.map(str::to_owned), ..Options::default() };
        let value = |key: &str| (key == "client").then(|| "World Bank".to_owned());
        let parts = Parts { path: &PagePath::new(id), slug: None, year: Some(2016), value: &value };
        by_rule(&parts, &options)
    }

    #[test]
    fn the_default_rule_follows_the_path() {
        for (id, url) in [
            ("guide/a.md", "/guide/a/"),
            ("index.md", "/"),
            ("guide/_index.md", "/guide/"),
            ("docs/README.md", "/docs/"),
            ("content/news/x.md", "/news/x/"),
            ("src/content/news/x.mdx", "/news/x/"),
            ("_posts/2016-01-21-hello.md", "/2016/01/21/hello/"),
            ("blog/_posts/2016-01-21-hello.md", "/blog/2016/01/21/hello/"),
            ("_posts/hello.md", "/posts/hello/"),
            ("_projects/a PANI).markdown", "/projects/a%20PANI)/"),
            ("_projects/radp–north.md", "/projects/radp%E2%80%93north/"),
            ("_clients/dfid", "/clients/dfid/"),
            ("100%?#\"<.md", "/100%25%3F%23%22%3C/"),
            ("javascript:alert(1).md", "/javascript:alert(1)/"),
        ] {
            assert_eq!(ruled(id, None), url, "{id}");
        }
    }

    #[test]
    fn a_template_names_what_it_needs() {
        for (id, template, url) in [
            ("_projects/Big Thing.md", "/work/{slug}/", "/work/big-thing/"),
            ("_projects/Big Thing.md", "work/{stem}.html", "/work/Big%20Thing.html"),
            ("_projects/a.md", "/{year}/{path}/", "/2016/projects/a/"),
            ("a.md", "/{client}/{nothing}/{slug}/", "/world-bank/a/"),
            ("a.md", "//evil/{slug", "/evil/%7Bslug"),
        ] {
            assert_eq!(ruled(id, Some(template)), url, "{template}");
        }
    }

    #[test]
    fn only_http_and_site_relative_urls_pass() {
        let options = Options { site: Some("https://example.org/".into()), ..Options::default() };
        for (written, expected) in [
            ("/about/", Some("https://example.org/about/")),
            ("about.html", Some("https://example.org/about.html")),
            ("/a b?q=1&r=é#top", Some("https://example.org/a%20b?q=1&r=%C3%A9#top")),
            ("https://other.org/x", Some("https://other.org/x")),
            ("HTTP://other.org", Some("HTTP://other.org")),
            ("/../../etc/./x", Some("https://example.org/etc/x")),
            ("//evil.com/", None),
            ("/\\evil.com", None),
            ("\\\\evil.com", None),
            ("javascript:alert(1)", None),
            (" java\tscript:alert(1)", None),
            ("data:text/html,x", None),
            ("https:evil", None),
            ("https:///evil", None),
            ("mailto:a@b", None),
        ] {
            assert_eq!(own(written, &options).ok().as_deref(), expected, "{written}");
        }
    }

    proptest! {
        #[test]
        fn urls_hold_only_what_urls_hold(written in "\\PC{0,30}", id in "[^\\x00]{0,30}") {
            let own = own(&written, &Options::default());
            for url in own.into_iter().chain([ruled(&id, None), ruled(&id, Some(&written))]) {
                let site_relative = url.starts_with('/') && !url.starts_with("//");
                prop_assert!(site_relative || url.to_ascii_lowercase().starts_with("http"), "{}", url);
                prop_assert!(url.chars().all(|c| is_plain(c) || c == '%'), "{}", url);
            }
        }
    }
}
