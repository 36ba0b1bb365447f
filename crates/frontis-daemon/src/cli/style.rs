//! How things look on a terminal, decided in one place and made as strings, so that tests read them.
//!
//! Whatever is printed goes through [`Rich`], which escapes control and bidirectional characters: only the codes made
//! here are obeyed by a terminal.

use std::fmt::Write;
use std::ops::Range;

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
pub(super) use clap::builder::styling::Style;
use frontis::content::Escaped;
use frontis::highlight::Marked;
use textwrap::WordSeparator;
use textwrap::core::{break_words, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

pub(super) const PLAIN: Style = Style::new();
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
/// What matched.
pub(super) const MARK: Style = AnsiColor::Red.on_default().bold();
/// Files and addresses.
pub(super) const PLACE: Style = AnsiColor::Cyan.on_default();
pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The help, in the same colours.
pub(super) const HELP: Styles = Styles::styled().header(BOLD).usage(BOLD).literal(PLACE).placeholder(DIM);

/// A text of which parts are styled or linked, ready to be wrapped. No control character is left in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Rich {
    text: String,
    /// Sorted and disjoint.
    styles: Vec<(Range<usize>, Style)>,
    /// Sorted and disjoint.
    links: Vec<(Range<usize>, String)>,
}

impl Rich {
    /// A text in one style.
    pub(super) fn new(text: &str, style: Style) -> Self {
        Self::default().and(text, style)
    }

    /// Adds text in one style.
    #[must_use]
    pub(super) fn and(mut self, text: &str, style: Style) -> Self {
        let start = self.text.len();
        // Writing to a `String` cannot fail.
        let _ = write!(self.text, "{}", Escaped(text));
        let end = self.text.len();
        match self.styles.last_mut() {
            Some((range, last)) if *last == style && range.end == start => range.end = end,
            _ if style != PLAIN && end > start => self.styles.push((start..end, style)),
            _ => {}
        }
        self
    }

    /// Adds prose in `style`, and in [`MARK`] what matched of it; line breaks and tabs are spaces.
    #[must_use]
    pub(super) fn and_marked(mut self, marked: &Marked, style: Style) -> Self {
        let part = |range: Range<usize>| {
            marked.text.get(range).unwrap_or_default().replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")
        };
        let mut at = 0;
        for range in &marked.ranges {
            self = self.and(&part(at..range.start), style).and(&part(range.clone()), MARK);
            at = range.end;
        }
        self.and(&part(at..marked.text.len()), style)
    }

    /// Makes everything added so far lead to `link`, which holds no control characters.
    #[must_use]
    pub(super) fn linked(mut self, link: Option<String>) -> Self {
        self.links = link.map(|link| (0..self.text.len(), link)).into_iter().collect();
        self
    }

    /// The columns it takes on one line.
    pub(super) fn width(&self) -> usize {
        display_width(&self.text)
    }

    /// On one line.
    pub(super) fn line(&self, styled: bool) -> String {
        self.painted(0..self.text.len(), styled)
    }

    /// On lines of at most `width` columns where there is a width, but for a character that is wider.
    pub(super) fn lines(&self, width: Option<usize>, styled: bool) -> Vec<String> {
        let Some(width) = width else { return vec![self.line(styled)] };
        let words = break_words(WordSeparator::AsciiSpace.find_words(&self.text), width);
        let (mut lines, mut start) = (Vec::new(), 0);
        for line in wrap_first_fit(&words, &[width as f64]) {
            let length: usize = line.iter().map(|word| word.word.len() + word.whitespace.len()).sum();
            let last_space = line.last().map_or(0, |word| word.whitespace.len());
            lines.push(self.painted(start..start + length - last_space, styled));
            start += length;
        }
        lines
    }

    fn painted(&self, range: Range<usize>, styled: bool) -> String {
        if !styled {
            return self.text[range].to_owned();
        }
        let mut out = String::new();
        let link = self.links.iter().find(|(linked, _)| linked.start < range.end && range.start < linked.end);
        let linked = link.map_or(range.end..range.end, |(linked, _)| linked.start.max(range.start)..linked.end);
        let linked = linked.start..linked.end.min(range.end);
        self.styled(range.start..linked.start, &mut out);
        if let Some((_, link)) = link {
            // One id for the lines of one link: the terminal shows them as one.
            let _ = write!(out, "\x1b]8;id={:x};{link}\x1b\\", short_hash(link));
            self.styled(linked.clone(), &mut out);
            out.push_str("\x1b]8;;\x1b\\");
        }
        self.styled(linked.end..range.end, &mut out);
        out
    }

    fn styled(&self, range: Range<usize>, out: &mut String) {
        let mut at = range.start;
        for (own, style) in &self.styles {
            let (start, end) = (own.start.max(at), own.end.min(range.end));
            if start < end {
                let _ = write!(out, "{}{style}{}{style:#}", &self.text[at..start], &self.text[start..end]);
                at = end;
            }
        }
        out.push_str(&self.text[at..range.end]);
    }
}

/// FNV-1a, 32 bits: enough to tell the links of one screen apart.
fn short_hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The beginning of `text` that fits in `width` columns, with `…` where something is left out; escaped.
pub(super) fn fitted(text: &str, width: usize) -> String {
    let text = Rich::new(text, PLAIN).text;
    if display_width(&text) <= width {
        return text;
    }
    let pieces = break_words([textwrap::core::Word::from(&text)], width.saturating_sub(1).max(1));
    let first = pieces.first().map_or("", |piece| piece.word);
    format!("{}…", first.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, ranges: &[Range<usize>]) -> Marked {
        Marked { text: text.to_owned(), ranges: ranges.to_vec() }
    }

    #[test]
    fn what_matched_is_marked_and_codes_of_the_text_are_not_obeyed() {
        let marked = marked("a water\n\u{1b}[31mred", &[0..1, 2..7]);
        let rich = Rich::default().and_marked(&marked, PLAIN);
        let mark = |text| format!("{MARK}{text}{MARK:#}");
        assert_eq!(rich.line(true), format!("{} {} \\u{{1b}}[31mred", mark("a"), mark("water")));
        assert_eq!(rich.line(false), "a water \\u{1b}[31mred");
    }

    #[test]
    fn lines_break_at_spaces_and_inside_what_is_wider() {
        let lines = |text: &str, width| Rich::new(text, PLAIN).lines(Some(width), false);
        assert_eq!(lines("clean water for all", 11), ["clean water", "for all"]);
        assert_eq!(lines("a  abcdefgh", 4), ["a", "abcd", "efgh"]);
        assert_eq!(lines("清潔な水", 5), ["清潔", "な水"], "two columns each");
        assert_eq!(lines("", 5), [""]);
        assert_eq!(Rich::new("a b", PLAIN).lines(None, false), ["a b"]);
    }

    #[test]
    fn marks_and_links_go_on_on_the_next_line() {
        let title = Marked { text: "ab cd".to_owned(), ranges: std::iter::once(1..5).collect() };
        let rich = Rich::default().and_marked(&title, BOLD).linked(Some("https://a.b/".to_owned()));
        let id = format!("{:x}", short_hash("https://a.b/"));
        let link = |text: String| format!("\x1b]8;id={id};https://a.b/\x1b\\{text}\x1b]8;;\x1b\\");
        let (first, second) = (format!("{BOLD}a{BOLD:#}{MARK}b{MARK:#}"), format!("{MARK}cd{MARK:#}"));
        assert_eq!(rich.lines(Some(3), true), [link(first), link(second)]);
        let rich = rich.and(" x", DIM);
        assert!(rich.line(true).ends_with(&format!("\x1b]8;;\x1b\\{DIM} x{DIM:#}")), "only what was there is linked");
    }

    #[test]
    fn a_text_is_cut_to_columns() {
        assert_eq!(fitted("Asia and the Pacific", 8), "Asia an…");
        assert_eq!(fitted("Asia and", 8), "Asia and");
        assert_eq!(fitted("清潔な水", 6), "清潔…");
        assert_eq!(fitted("a\u{202e}b", 20), "a\\u{202e}b");
    }
}
