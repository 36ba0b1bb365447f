//! Remarks about files and settings: what was found, where, and what to do about it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a diagnostic matters; ordered, `Error` greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing: a draft was skipped, say.
    Info,
    /// Something was repaired, guessed or left out.
    Warning,
    /// A file or a part of it could not be used.
    Error,
}

/// A remark about one place: `path:line:col: level code: message (hint)`.
///
/// `Display` prints that one line, with control characters escaped. Orders by path, then place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The file, relative to the collection's root, `/`-separated.
    pub path: String,
    /// 1-based line; 0 when the remark is about the file as a whole.
    pub line: u32,
    /// 1-based column in Unicode scalar values; 0 when the remark is about the file as a whole.
    pub col: u32,
    /// How much it matters.
    pub level: Level,
    /// A stable kebab-case code.
    pub code: Code,
    /// What was found.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $level:ident;)+) => {
        /// The closed list of diagnostic codes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Returns the code as printed, `key-twice` say. Stable: for programs and searches in logs.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// Returns the level a diagnostic of this code has.
            pub fn level(self) -> Level {
                match self { $(Self::$name => Level::$level,)+ }
            }
        }
    };
}

codes! {
    /// The file was not read: the operating system said no.
    FileUnreadable = "file-unreadable", Error;
    /// The file is larger than [`MOST_FILE_BYTES`](super::MOST_FILE_BYTES) and was skipped.
    FileTooLarge = "file-too-large", Error;
    /// The file name is not UTF-8 and was skipped.
    NameNotUtf8 = "name-not-utf8", Error;
    /// A symbolic link that leaves the root was not followed.
    LinkLeavesRoot = "link-leaves-root", Warning;
    /// Bytes that are not UTF-8 were replaced.
    NotUtf8 = "not-utf8", Warning;
    /// Text that had been decoded with the wrong encoding was repaired.
    MojibakeRepaired = "mojibake-repaired", Info;
    /// The front matter is not YAML; the body was indexed without it.
    FrontMatterInvalid = "front-matter-invalid", Error;
    /// The front matter is larger than 64 KiB or deeper than 64 levels; the body was indexed without it.
    FrontMatterTooLarge = "front-matter-too-large", Error;
    /// The front matter was opened and never closed; the whole file was taken as body.
    FrontMatterUnclosed = "front-matter-unclosed", Warning;
    /// A key of the front matter was written twice in two spellings; one was taken.
    KeyTwice = "key-twice", Warning;
    /// A value has a shape the field cannot take and was left out.
    ValueUnusable = "value-unusable", Warning;
    /// Years outside 1000 to 2999, or an end before its start.
    YearsUnusable = "years-unusable", Warning;
    /// An interval of more than 100 years, counted at its end points.
    YearsTooMany = "years-too-many", Warning;
    /// A URL that is neither http(s) nor site-relative was dropped.
    UrlRefused = "url-refused", Warning;
    /// The body is longer than the limits of the Markdown parser and was indexed as plain text.
    BodyTooComplex = "body-too-complex", Warning;
    /// Two pages have one URL; both are indexed.
    UrlTwice = "url-twice", Warning;
    /// A draft was skipped.
    SkippedDraft = "skipped-draft", Info;
    /// A page with `published: false` was skipped.
    SkippedUnpublished = "skipped-unpublished", Info;
    /// A page with `search: { exclude: true }` was skipped.
    SkippedUnsearched = "skipped-unsearched", Info;
    /// A file excluded by the settings was skipped.
    SkippedExcluded = "skipped-excluded", Info;
    /// A file ignored by a `.gitignore` was skipped.
    SkippedIgnored = "skipped-ignored", Info;
    /// A setting could not be used.
    SettingInvalid = "setting-invalid", Error;
}

impl Diagnostic {
    /// Makes a remark at the level of its code; `line` and `col` are 1-based, 0 for the file as a whole.
    pub fn new(
        path: &str,
        (line, col): (u32, u32),
        code: Code,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { path: path.to_owned(), line, col, level: code.level(), code, message: message.into(), hint: hint.into() }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        write!(f, "{}", Escaped(&self.path))?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.col)?;
        }
        write!(f, ": {level} {}: {}", self.code.as_str(), Escaped(&self.message))?;
        if !self.hint.is_empty() {
            write!(f, " ({})", Escaped(&self.hint))?;
        }
        Ok(())
    }
}

/// Displays a text with control and bidirectional formatting characters escaped as `\u{…}`: safe in a terminal or a
/// log.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            let hidden = c.is_control()
                || matches!(
                    c,
                    '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}'
                )
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            if hidden {
                write!(f, "{}", c.escape_unicode())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_is_one_line_with_its_place_and_hint() {
        let diagnostic =
            Diagnostic::new("a/b\n.md", (3, 7), Code::KeyTwice, "key \"End\" stands beside \"end\"", "keep one");
        assert_eq!(
            diagnostic.to_string(),
            "a/b\\u{a}.md:3:7: warning key-twice: key \"End\" stands beside \"end\" (keep one)"
        );
    }

    #[test]
    fn bidirectional_overrides_are_shown_not_obeyed() {
        assert_eq!(Escaped("abc\u{202E}cod\u{1b}[31m").to_string(), "abc\\u{202e}cod\\u{1b}[31m");
    }
}
