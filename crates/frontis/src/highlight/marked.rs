//! Text with marked ranges, and the safe HTML made of it.

use std::ops::Range;

/// A text and the byte ranges of it that matched: sorted, disjoint, on character borders.
///
/// ```
/// use frontis::Marked;
///
/// let marked = Marked { text: "Café & water".to_owned(), ranges: vec![8..13] };
/// assert_eq!(marked.html(), "Café &amp; <mark>water</mark>");
/// assert_eq!(marked.utf16_ranges(), [[7, 12]]);
/// assert_eq!(&marked.text[marked.ranges[0].clone()], "water");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text, unescaped.
    pub text: String,
    /// What matched, as `start..end` in bytes of `text`; empty where nothing did.
    pub ranges: Vec<Range<usize>>,
}

impl Marked {
    /// Returns the text as HTML: escaped for element content and attribute values, each range in `<mark>`. O(length).
    pub fn html(&self) -> String {
        let mut html = String::with_capacity(self.text.len() + 16 * self.ranges.len());
        let mut at = 0;
        for range in &self.ranges {
            escape(&self.text[at..range.start], &mut html);
            html.push_str("<mark>");
            escape(&self.text[range.clone()], &mut html);
            html.push_str("</mark>");
            at = range.end;
        }
        escape(&self.text[at..], &mut html);
        html
    }

    /// Returns the ranges as `[start, end)` in UTF-16 code units, as a browser slices. O(length).
    pub fn utf16_ranges(&self) -> Vec<[usize; 2]> {
        let (mut bytes, mut units) = (0, 0);
        let mut unit_at = |byte: usize| {
            units += self.text[bytes..byte].encode_utf16().count();
            bytes = byte;
            units
        };
        self.ranges.iter().map(|range| [unit_at(range.start), unit_at(range.end)]).collect()
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_the_text_is_escaped_and_only_ranges_are_marked() {
        let marked = Marked { text: "a <b>&'\"</mark> é🙂 z".into(), ranges: vec![2..5, 16..22] };
        assert_eq!(marked.html(), "a <mark>&lt;b&gt;</mark>&amp;&#39;&quot;&lt;/mark&gt; <mark>é🙂</mark> z");
        assert_eq!(marked.utf16_ranges(), [[2, 5], [16, 19]]);
    }
}
