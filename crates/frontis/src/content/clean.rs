//! Collects clean text: single spaces inside a block, one `\n` between blocks, nothing that cannot be printed.

use super::decode::is_printable;

/// Text under construction; white space and breaks are held back until something follows them.
#[derive(Debug, Default)]
pub(super) struct Clean {
    text: String,
    space: bool,
    line_break: bool,
}

impl Clean {
    /// Appends running text: white space runs become one space.
    pub(super) fn push(&mut self, text: &str) {
        if text.is_ascii() {
            self.push_words(text, text.split_ascii_whitespace());
        } else {
            self.push_words(text, text.split_whitespace());
        }
    }

    fn push_words<'a>(&mut self, text: &str, words: impl Iterator<Item = &'a str>) {
        self.space |= text.starts_with(char::is_whitespace);
        for (index, word) in words.enumerate() {
            self.space |= index > 0;
            if word.bytes().all(|byte| byte.is_ascii_graphic()) {
                self.flush();
                self.text.push_str(word);
                continue;
            }
            for c in word.chars().filter(|c| is_printable(*c)) {
                self.flush();
                self.text.push(c);
            }
        }
        self.space |= text.ends_with(char::is_whitespace);
    }

    /// Appends a block of code: inner white space stays, outer empty lines go.
    pub(super) fn push_code(&mut self, code: &str) {
        let code = code.trim_end().trim_start_matches('\n');
        if code.trim().is_empty() {
            return;
        }
        self.flush();
        self.text.extend(code.chars().filter(|c| is_printable(*c)));
    }

    /// What follows is apart by at least a space.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// What follows is another block.
    pub(super) fn line_break(&mut self) {
        self.line_break = true;
    }

    /// Takes the text and begins anew.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            if self.line_break {
                self.text.push('\n');
            } else if self.space {
                self.text.push(' ');
            }
        }
        (self.space, self.line_break) = (false, false);
    }
}

/// `text` with single spaces for all white space runs, none outside, and only printable characters.
pub(super) fn one_line(text: &str) -> String {
    let mut clean = Clean::default();
    clean.push(text);
    clean.take()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_space_and_blocks_are_lines() {
        let mut clean = Clean::default();
        clean.line_break();
        clean.push(" a\n\t b\u{A0} ");
        clean.push("c");
        clean.space();
        clean.line_break();
        clean.push_code("\n  let x = 1;\n    y\n");
        clean.line_break();
        clean.push("d\u{7}\u{E000}");
        clean.line_break();
        assert_eq!(clean.take(), "a b c\n  let x = 1;\n    y\nd");
    }
}
