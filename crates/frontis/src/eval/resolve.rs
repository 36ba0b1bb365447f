//! Finds the page that a link leads to, by the pages' URLs and by the files they come from.

use std::collections::HashMap;

use crate::content::Page;

/// Where the pages of a collection are found.
pub(super) struct Places<'a> {
    /// What stands before every URL of the site; empty for none.
    site: &'a str,
    /// Page ids by the key of their URL.
    urls: HashMap<String, &'a str>,
    /// Page ids by the key of their path, and by what generators make of it.
    paths: HashMap<String, &'a str>,
    /// Page ids by file name without extension; `None` for a name that several have.
    names: HashMap<&'a str, Option<&'a str>>,
}

impl<'a> Places<'a> {
    /// Of two pages with one place, the first has it. O(pages).
    pub(super) fn new(pages: impl Iterator<Item = &'a Page>, site: &'a str) -> Self {
        let site = site.trim_end_matches('/');
        let mut places = Self { site, urls: HashMap::new(), paths: HashMap::new(), names: HashMap::new() };
        for page in pages {
            places.urls.entry(url_key(&page.url, site)).or_insert(&page.id);
            for path in paths(&page.id) {
                places.paths.entry(path).or_insert(&page.id);
            }
            let name = without_extension(page.id.rsplit('/').next().unwrap_or_default());
            places.names.entry(name).and_modify(|id| *id = None).or_insert(Some(&page.id));
        }
        places
    }

    /// The id of the page that `target` leads to from `page`; `None` where it leads elsewhere or to `page` itself.
    pub(super) fn resolve(&self, page: &Page, target: &str) -> Option<&'a str> {
        let target = target.split(['#', '?']).next().unwrap_or_default().trim();
        let found = if target.is_empty() {
            None
        } else if has_scheme(target) {
            self.urls.get(&url_key(target, self.site)).copied()
        } else if target.starts_with("//") {
            None
        } else {
            self.by_path(page, &decode(target))
        };
        found.filter(|id| *id != page.id)
    }

    fn by_path(&self, page: &Page, target: &str) -> Option<&'a str> {
        let at = |key: String| self.urls.get(&key).or_else(|| self.paths.get(&key)).copied();
        if target.starts_with('/') {
            return at(key(target)).or_else(|| self.by_name(target.strip_prefix("/_posts/")?));
        }
        let url = decode(page.url.strip_prefix(self.site).unwrap_or(&page.url));
        let from_url = key(&format!("{}/{target}", url.rsplit_once('/').map_or("", |(folder, _)| folder)));
        let from_file = key(&format!("{}/{target}", page.id.rsplit_once('/').map_or("", |(folder, _)| folder)));
        // Who names a file means a file.
        let names_file = without_extension(target) != target;
        let (first, second) = if names_file { (from_file, from_url) } else { (from_url, from_file) };
        at(first).or_else(|| at(second)).or_else(|| self.by_name(target))
    }

    /// By a file name that no other page has: Hugo's `ref` asks for no more.
    fn by_name(&self, target: &str) -> Option<&'a str> {
        self.names.get(without_extension(target)).copied().flatten()
    }
}

/// The keys of a file: its path with and without what stands for the root, and `/YYYY/MM/DD/slug` of a dated one.
fn paths(id: &str) -> Vec<String> {
    let path = key(id);
    let content = ["src/content/", "content/"].iter().find_map(|root| path.strip_prefix(root)).map(str::to_owned);
    let name = path.rsplit('/').next().unwrap_or_default();
    let dated = name.split_at_checked(11).filter(|(date, slug)| is_date(date) && !slug.is_empty());
    let dated = dated.map(|(date, slug)| format!("{}{slug}", date.replace('-', "/")));
    content.into_iter().chain(dated).chain([path]).collect()
}

/// `2016-01-21-`.
fn is_date(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| if matches!(at, 4 | 7 | 10) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 11 && text.bytes().enumerate().all(shape)
}

/// What two addresses of one page share: no site, no slash at either end, no extension, no `index`.
fn url_key(url: &str, site: &str) -> String {
    match url.strip_prefix(site).filter(|path| path.is_empty() || path.starts_with('/')) {
        Some(path) => key(&decode(path)),
        None if has_scheme(url) => url.trim_end_matches('/').to_owned(),
        None => key(&decode(url)),
    }
}

fn key(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    if let Some(last) = segments.pop().map(without_extension)
        && !["index", "_index", "readme"].iter().any(|name| last.eq_ignore_ascii_case(name))
    {
        segments.push(last);
    }
    segments.join("/")
}

fn without_extension(name: &str) -> &str {
    let extensions = [".md", ".markdown", ".mdx", ".html", ".htm"];
    let stem = extensions.iter().find_map(|extension| name.strip_suffix(extension));
    stem.filter(|stem| !stem.is_empty() && !stem.ends_with('/')).unwrap_or(name)
}

/// True for `https:…`, `mailto:…`.
fn has_scheme(target: &str) -> bool {
    let scheme = target.split([':', '/']).next().unwrap_or_default();
    let letters = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    target[scheme.len()..].starts_with(':') && scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && letters
}

/// Percent-decodes; what is then no UTF-8 stays as it was.
fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, tail @ ..] = rest {
        let digits = if *byte == b'%' { tail.first_chunk::<2>() } else { None };
        let decoded = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded =
            decoded.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| !tail.starts_with(b"+"));
        bytes.push(decoded.unwrap_or(*byte));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::{Options, parse};

    fn page(id: &str, front: &str, site: &str) -> Page {
        let options = Options { site: Some(site.to_owned()), ..Options::default() };
        parse(id, format!("---\n{front}\n---\n").as_bytes(), &options).page.unwrap()
    }

    fn pages(site: &str) -> Vec<Page> {
        vec![
            page("content/guide/_index.md", "", site),
            page("content/guide/wells.md", "", site),
            page("content/guide/deep water.md", "", site),
            page("_posts/2016-01-21-hello.md", "", site),
            page("content/news/2017-02-03-news.md", "permalink: /latest/", site),
            page("own.md", "permalink: /about/us.html", site),
            page("content/a/same.md", "", site),
            page("content/b/same.md", "", site),
        ]
    }

    fn check(site: &str, from: usize, table: &[(&str, Option<usize>)]) {
        let pages = pages(site);
        let places = Places::new(pages.iter(), site);
        for (target, expected) in table {
            let expected = expected.map(|at| pages[at].id.as_str());
            assert_eq!(places.resolve(&pages[from], target), expected, "{target}");
        }
    }

    #[test]
    fn urls_and_files_lead_to_pages() {
        check(
            "",
            0,
            &[
                ("/guide/wells/", Some(1)),
                ("/guide/wells", Some(1)),
                ("/guide/wells/index.html?x=1#top", Some(1)),
                ("/guide/wells.md", Some(1)),
                ("/content/guide/wells.md", Some(1)),
                ("wells.md", Some(1)),
                ("./wells/", Some(1)),
                ("../guide/deep%20water.md#a", Some(2)),
                ("/2016/01/21/hello/", Some(3)),
                ("/_posts/2016-01-21-hello.md", Some(3)),
                ("/_posts/2016-01-21-hello", Some(3)),
                ("2017-02-03-news.md", Some(4)),
                ("/latest", Some(4)),
                ("/2017/02/03/news/", Some(4)),
                ("/about/us.html", Some(5)),
                ("same.md", None),
                ("/b/same.md", Some(7)),
                ("#top", None),
                ("/guide/", None),
                ("_index.md", None),
                ("", None),
                ("//guide/wells/", None),
                ("https://example.org/guide/wells/", None),
                ("mailto:wells.md", None),
                ("/nowhere/", None),
            ],
        );
        check(
            "",
            1,
            &[("../", Some(0)), ("../deep%20water/", Some(2)), ("deep water.md", Some(2)), ("/guide", Some(0))],
        );
    }

    #[test]
    fn addresses_of_the_site_are_its_paths() {
        check(
            "https://example.org",
            0,
            &[
                ("https://example.org/guide/wells/", Some(1)),
                ("/guide/wells/", Some(1)),
                ("wells/", Some(1)),
                ("https://example.org.evil.com/guide/wells/", None),
                ("https://other.org/guide/wells/", None),
            ],
        );
        let own = [page("a.md", "url: https://other.org/a/", ""), page("b.md", "", "")];
        assert_eq!(Places::new(own.iter(), "").resolve(&own[1], "https://other.org/a"), Some("a.md"));
    }

    #[test]
    fn percent_signs_that_encode_nothing_stay() {
        for (path, decoded) in [("a%20b%C3%A9", "a bé"), ("100%", "100%"), ("%zz%+1", "%zz%+1"), ("%ff", "%ff")] {
            assert_eq!(decode(path), decoded);
        }
    }

    proptest! {
        #[test]
        fn any_target_leads_somewhere_or_nowhere(target in "(\\PC|[/.#?%:]){0,30}", id in "\\PC{1,20}") {
            let page = Page::builder(id).build();
            prop_assert_eq!(Places::new(std::iter::once(&page), "").resolve(&page, &target), None);
        }
    }
}
