//! The links of a body: what is clickable and where it leads. They are told beside the page and not kept in it.

use super::clean::one_line;

/// A link as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// The clean text that is clickable, on one line; empty for a picture.
    pub text: String,
    /// Where it leads, as written: a URL, a path from the site's root or from the page, a fragment. Where a tag of the
    /// site's generator stood for it, the path that the tag names (`{{ "/a/" | relative_url }}`, `{{< ref "a.md" >}}`,
    /// `{% link a.md %}`), and nothing for any other tag.
    pub target: String,
}

/// Collects links while a body is read.
#[derive(Debug, Default)]
pub(super) struct Links {
    done: Vec<Link>,
    open: Option<Link>,
}

impl Links {
    /// A link begins; one that has not ended yet ends here.
    pub(super) fn open(&mut self, target: &str) {
        self.close();
        self.open = Some(Link { text: String::new(), target: target.trim().to_owned() });
    }

    /// Text, of a link or of none.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(link) = &mut self.open {
            link.text.push_str(text);
        }
    }

    /// A link ends, if one is open.
    pub(super) fn close(&mut self) {
        if let Some(mut link) = self.open.take() {
            link.text = one_line(&link.text);
            self.done.push(link);
        }
    }

    /// The paragraph is over: what is still open was never closed.
    pub(super) fn abandon(&mut self) {
        self.open = None;
    }

    pub(super) fn finish(self) -> Vec<Link> {
        self.done
    }
}
