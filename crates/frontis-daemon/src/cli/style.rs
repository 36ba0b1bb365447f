//! Marked text on a terminal: bold where something matched, control characters escaped.

use std::fmt;

use frontis::content::Escaped;
use frontis::highlight::Marked;

const BOLD: &str = "\x1b[1m";
const PLAIN: &str = "\x1b[0m";

/// Displays marked text on one line; line breaks are spaces.
pub(super) struct Styled<'a> {
    pub(super) marked: &'a Marked,
    pub(super) bold: bool,
}

impl fmt::Display for Styled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.marked.text;
        let mut at = 0;
        for range in &self.marked.ranges {
            plain(f, text.get(at..range.start))?;
            if self.bold {
                f.write_str(BOLD)?;
            }
            plain(f, text.get(range.clone()))?;
            if self.bold {
                f.write_str(PLAIN)?;
            }
            at = range.end;
        }
        plain(f, text.get(at..))
    }
}

fn plain(f: &mut fmt::Formatter<'_>, text: Option<&str>) -> fmt::Result {
    let text = text.unwrap_or_default().replace(['\n', '\r', '\t'], " ");
    write!(f, "{}", Escaped(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matched_is_bold_and_escapes_of_the_text_are_not_obeyed() {
        let marked = Marked { text: "a water\n\u{1b}[31mred".to_owned(), ranges: vec![0..1, 2..7] };
        let show = |bold| Styled { marked: &marked, bold }.to_string();
        assert_eq!(show(true), "\x1b[1ma\x1b[0m \x1b[1mwater\x1b[0m \\u{1b}[31mred");
        assert_eq!(show(false), "a water \\u{1b}[31mred");
    }
}
