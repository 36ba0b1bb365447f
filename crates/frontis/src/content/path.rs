//! What a page's id says: its folder, its stem, whether it stands for its folder, the date of a post.

use super::Date;

/// A page id taken apart.
#[derive(Debug)]
pub(super) struct PagePath<'a> {
    /// The folders, without a leading `content/` or `src/content/`.
    pub(super) folders: Vec<&'a str>,
    /// The file name without its extension and, for a post, without its date.
    pub(super) stem: &'a str,
    /// The date in the name of a file in a `_posts` folder.
    pub(super) post_date: Option<&'a str>,
}

/// Extensions that are no part of a name.
const EXTENSIONS: &[&str] = &["md", "markdown", "mdx", "mkd", "mkdn", "html", "htm", "txt"];

impl<'a> PagePath<'a> {
    /// Takes `id` apart.
    pub(super) fn new(id: &'a str) -> Self {
        let mut folders: Vec<&str> = id.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let name = folders.pop().unwrap_or_default();
        let root = match folders.as_slice() {
            ["src", "content", ..] => 2,
            ["content", ..] => 1,
            _ => 0,
        };
        folders.drain(..root);
        let stem = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && is_extension(extension) => stem,
            _ => name,
        };
        let (post_date, stem) = match folders.contains(&"_posts").then(|| post(stem)).flatten() {
            Some((date, slug)) => (Some(date), slug),
            None => (None, stem),
        };
        Self { folders, stem, post_date }
    }

    /// True for files that stand for their folder.
    pub(super) fn is_index(&self) -> bool {
        ["index", "_index", "readme"].iter().any(|name| self.stem.eq_ignore_ascii_case(name))
    }

    /// The stem, or the folder's name where the file stands for its folder; without either, the stem.
    pub(super) fn name(&self) -> &'a str {
        match self.folders.last() {
            Some(folder) if self.is_index() => folder,
            _ => self.stem,
        }
    }

    /// The name in words.
    pub(super) fn title(&self) -> String {
        let words: Vec<&str> = self.name().split(|c: char| c == '-' || c == '_' || c.is_whitespace()).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        if words.is_empty() { self.name().to_owned() } else { words.join(" ") }
    }
}

fn is_extension(extension: &str) -> bool {
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// `2016-01-21-slug` as date and slug.
fn post(stem: &str) -> Option<(&str, &str)> {
    let (date, slug) = stem.split_at_checked(10)?;
    let slug = slug.strip_prefix('-').filter(|slug| !slug.is_empty())?;
    Date::parse(date).map(|_| (date, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_title_or_heading_is_named_after_its_file() {
        for (id, title) in [
            ("guide/getting-started_now.md", "getting started now"),
            ("guide/index.md", "guide"),
            ("content/about-us/_index.md", "about us"),
            ("docs/README.markdown", "docs"),
            ("index.md", "index"),
            ("dfid", "dfid"),
            ("_posts/2016-01-21-hello-world.md", "hello world"),
            ("v1.2.md", "v1.2"),
            (".md", ".md"),
            ("--.md", "--"),
        ] {
            assert_eq!(PagePath::new(id).title(), title, "{id}");
        }
    }
}
