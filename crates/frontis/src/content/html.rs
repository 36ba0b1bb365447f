//! Takes the text out of HTML as it stands in Markdown: tags go, what they hold stays, entities are decoded.
//!
//! A tokenizer, not a parser: there is no tree, so nothing nests, and any bytes take linear time.

use pulldown_cmark::{Event, Parser};

use super::clean::Clean;

/// A tag, a comment or a declaration at the start of a text.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// Lower case; empty for comments and declarations.
    pub(super) name: String,
    pub(super) closing: bool,
    /// The tag with its brackets.
    source: &'a str,
}

/// Elements whose content is never shown as text.
const HIDDEN: &[&str] = &["script", "style", "iframe", "template"];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "iframe",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "script",
    "section",
    "select",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

/// Elements that stand in running text.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "br", "button", "center", "cite", "code", "data", "del",
    "dfn", "em", "embed", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "object", "picture", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "svg", "time", "tt",
    "u", "var", "wbr",
];

impl Tag<'_> {
    /// True for comments, declarations and the elements of HTML that hold text.
    pub(super) fn is_known(&self) -> bool {
        let name = self.name.as_str();
        name.is_empty() || INLINE.contains(&name) || BLOCKS.contains(&name) || HIDDEN.contains(&name)
    }

    /// True when the element's content is hidden: scripts, styles, frames, templates.
    pub(super) fn hides(&self) -> bool {
        HIDDEN.contains(&self.name.as_str())
    }

    /// Parts what stands before the tag from what follows, where the element asks for it.
    pub(super) fn part(&self, clean: &mut Clean) {
        if BLOCKS.contains(&self.name.as_str()) {
            clean.line_break();
        } else if self.name == "br" {
            clean.space();
        } else if self.name == "img" && !self.closing {
            push_alt(&decode_entities(self.attribute("alt").unwrap_or_default()), clean);
        }
    }

    /// Where an `<a href>` leads; `None` for every other tag.
    pub(super) fn link(&self) -> Option<String> {
        let target = if self.name == "a" && !self.closing { self.attribute("href") } else { None };
        target.map(decode_entities)
    }

    /// The value of `name`, entities and all.
    fn attribute(&self, name: &str) -> Option<&str> {
        let lower = self.source.to_ascii_lowercase();
        let mut at = 0;
        while let Some(found) = lower[at..].find(name) {
            let start = at + found;
            at = start + name.len();
            let parted = lower[..start].ends_with(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'');
            let rest = self.source[at..].trim_start().strip_prefix('=').map(str::trim_start);
            if let Some(value) = rest.filter(|_| parted) {
                return match value.chars().next()? {
                    quote @ ('"' | '\'') => value[1..].split(quote).next(),
                    _ => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
                };
            }
        }
        None
    }
}

/// Pushes an image's alternative text, unless it is a file name.
pub(super) fn push_alt(alt: &str, clean: &mut Clean) {
    clean.space();
    if !is_file_name(alt) {
        clean.push(alt);
    }
    clean.space();
}

fn is_file_name(alt: &str) -> bool {
    const EXTENSIONS: &[&str] =
        &["jpg", "jpeg", "png", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff", "ico", "heic", "mp4", "mov", "pdf"];
    let extension = alt.trim().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// Pushes the text of `html`, a fragment that may begin and end anywhere.
pub(super) fn push_text(html: &str, clean: &mut Clean) {
    let mut scanner = Scanner::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        clean.push(&decode_entities(&rest[..at]));
        let offset = html.len() - rest.len() + at;
        let Some(tag) = scanner.tag_at(html, offset) else {
            clean.push("<");
            rest = &rest[at + 1..];
            continue;
        };
        tag.part(clean);
        let after = offset + tag.source.len();
        let skipped = if tag.hides() && !tag.closing { scanner.after_closing(html, after, &tag.name) } else { after };
        rest = &html[skipped..];
    }
    clean.push(&decode_entities(rest));
}

/// The tag that `html` begins with: what Markdown calls inline HTML.
pub(super) fn tag(html: &str) -> Option<Tag<'_>> {
    Scanner::default().tag_at(html, 0)
}

/// Finds the ends of tags; remembers what it looked for in vain, so that no text is searched twice for the same thing.
#[derive(Default)]
struct Scanner {
    /// No tag that begins before this offset is searched for a quoted end again.
    quotes_end: usize,
    /// Ends that do not occur any more.
    missing: Vec<String>,
}

/// A tag longer than this is read as if it had no quoted values.
const MOST_TAG_BYTES: usize = 4096;

impl Scanner {
    fn tag_at<'a>(&mut self, html: &'a str, offset: usize) -> Option<Tag<'a>> {
        let source = &html[offset..];
        for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>")] {
            if source.starts_with(open) {
                let end = self.find(html, offset + open.len(), close).unwrap_or(html.len());
                return Some(Tag { name: String::new(), closing: false, source: &html[offset..end] });
            }
        }
        let closing = source.starts_with("</");
        let name = &source[if closing { 2 } else { 1 }..];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()?.to_ascii_lowercase();
        let end = self.quoted_end(html, offset).or_else(|| self.find(html, offset, ">")).unwrap_or(html.len());
        Some(Tag { name, closing, source: &html[offset..end] })
    }

    /// The offset behind the `>` that is in no quotes.
    fn quoted_end(&mut self, html: &str, offset: usize) -> Option<usize> {
        if offset < self.quotes_end {
            return None;
        }
        let limit = (offset + MOST_TAG_BYTES).min(html.len());
        let mut quote = None;
        for (at, byte) in html.as_bytes()[offset..limit].iter().enumerate() {
            match (quote, byte) {
                (None, b'>') => return Some(offset + at + 1),
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), byte) if open == byte => quote = None,
                _ => {}
            }
        }
        self.quotes_end = limit;
        None
    }

    /// The offset behind `end`, at or after `offset`.
    fn find(&mut self, html: &str, offset: usize, end: &str) -> Option<usize> {
        if self.missing.iter().any(|missing| missing == end) {
            return None;
        }
        let found = html[offset..].find(end).map(|at| offset + at + end.len());
        if found.is_none() {
            self.missing.push(end.to_owned());
        }
        found
    }

    /// The offset of `</name`, or where the hidden content has no end, `offset`.
    fn after_closing(&mut self, html: &str, offset: usize, name: &str) -> usize {
        let end = format!("</{name}");
        if self.missing.contains(&end) {
            return offset;
        }
        let bytes = html.as_bytes();
        let is_end =
            |at: &usize| bytes[*at..].get(..end.len()).is_some_and(|seen| seen.eq_ignore_ascii_case(end.as_bytes()));
        let found = (offset..html.len()).filter(|at| bytes[*at] == b'<').find(is_end);
        if found.is_none() {
            self.missing.push(end);
        }
        found.unwrap_or(offset)
    }
}

/// Longest entity, `&CounterClockwiseContourIntegral;`, and one more.
const MOST_ENTITY_BYTES: usize = 34;

/// Replaces the entities HTML knows; the rest stays.
pub(super) fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = rest.bytes().take(MOST_ENTITY_BYTES).position(|byte| byte == b';').map_or(1, |end| end + 1);
        let entity = &rest[..length];
        let named = entity[1..].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#' || byte == b';');
        // The Markdown parser owns the table of entities.
        if named && length > 3 {
            for event in Parser::new(entity) {
                if let Event::Text(text) = event {
                    decoded.push_str(&text);
                }
            }
        } else {
            decoded.push_str(entity);
        }
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        let mut clean = Clean::default();
        push_text(html, &mut clean);
        clean.take()
    }

    #[test]
    fn tags_go_and_their_text_stays() {
        for (html, expected) in [
            ("<aside>Kept &amp; read</aside>", "Kept & read"),
            ("<p>a</p><p>b<br/>c <b>d</b>e</p>", "a\nb c de"),
            ("<script>if (a < b) alert(1)</script>x", "x"),
            ("<STYLE>p{}</style >y<iframe src='//e'>no</iframe>", "y"),
            ("a<!-- <b> -->b<!DOCTYPE html>c<?php echo '>' ?>d", "abcd"),
            ("<a title=\"1 > 0\">x</a>", "x"),
            ("1 < 2 and 3<4 & 5 > 4", "1 < 2 and 3<4 & 5 > 4"),
            ("<img src=a alt='A map'>of<img alt=2.jpg>it", "A map of it"),
            ("<script>never closed", "never closed"),
            ("&eacute;&#8212;&#x2014;&nope;&amp;lt;&", "é——&nope;&lt;&"),
            ("<div class=\"open", ""),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn bombs_return() {
        for unit in
            ["<", "<a \"", "<a '>", "<a \">", "<!--", "<script>", "&", "&#1", "<a \"><b '>", "</", "<?", "<img alt"]
        {
            text(&unit.repeat(1_000_000 / unit.len()));
        }
    }
}
