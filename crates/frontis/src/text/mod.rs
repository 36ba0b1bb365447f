//! Turns text into terms with offsets. The one analyzer: indexing, queries and highlighting all call it, so what is
//! found and what is marked can never differ.
//!
//! `text -> written words (runs of letters, digits and marks) -> parts, and wholes of compounds -> folded terms`. A
//! term is what the index holds. Stems are not indexed: a [`Stemmer`] groups the index's own words when a query asks
//! (see `engine`), which keeps exact spellings for phrases, prefixes and marks. Pure: no file, no clock, no other
//! module of this crate.
//!
//! # Compounds
//!
//! Parts stand at consecutive positions; phrases and the length of a text are of parts. A compound has one more term,
//! its *whole*, at the position of its first part, so that `wi-fi`, `wifi` and `WiFi` meet in one term.
//!
//! | written | parts | whole | rule |
//! |---|---|---|---|
//! | `wi-fi` `snake_case` `Node.js` | `wi fi` … | `wifi` `snakecase` `nodejs` | joined (1) |
//! | `COVID-19` `UTF-8` `x86_64` | `covid 19` … | `covid19` `utf8` `x8664` | joined (1) |
//! | `AT&T` `O'Brien` `don't` `l'eau` | `at t` … | `att` `obrien` `dont` `leau` | joined (1) |
//! | `U.S.` `e.g.` | `u s` `e g` | `us` `eg` | joined (1); the last dot is in the range |
//! | `camelCase` `GitHub` `XMLHttpRequest` | `camel case` … | `camelcase` `github` … | case (2) |
//! | `iPhone` `PhD` `4GHz` `NGOs` `IPv4` | one each | – | not parted (2) |
//! | `McDonald` | `mc donald` | `mcdonald` | case (2) |
//! | `GitHub-hosted` | `git hub hosted` | `githubhosted` `github` | a parted word keeps its own whole too |
//! | `C++` `g++` `C++11` `A+` `C#` | `c` `g` `c 11` `a` `c` | `c++` `g++` `c++` `a+` `c#` | symbols (3) |
//! | `.NET` `(.htaccess` `/.env` | `net` … | `.net` `.htaccess` `.env` | symbols (3) |
//! | `.NET-based` `C/C++` | `net based` `c c` | `.net` `c++` | a word with symbols is joined to none |
//! | `1.2.3` `v1.2.3` `3.14` | `1 2 3` `v1 2 3` `3 14` | `1.2.3` `1.2.3` `3.14` | numbers (4) |
//! | `1.2.3-beta` `2.4GHz` | `1 2 3 beta` `2 4ghz` | `1.2.3beta` `2.4ghz` | numbers (4), joined (1) |
//! | `1,000` `1,234.50` `1'000` | `1 000` … | `1000` `1234.50` `1000` | numbers (4) |
//! | `2016-01-21` `555-1234` `24/7` `10:30` | `2016 01 21` … | – | numbers (4): no whole |
//! | `I/O` `CI/CD` `km/h` | `i o` … | `io` `cicd` `kmh` | `/` joins words of at most two characters |
//! | `TCP/IP` `and/or` | `tcp ip` … | – | two words |
//! | `j.doe@example.com` | `j doe example com` | – | `@` joins, but nobody leaves it out: no whole |
//! | `http://www.a.org/b` | `http` `www a org` `b` | `wwwaorg` | three words |
//! | `world's` `U.S.'s` `C++'s` | `world` `u s` `c` | –, `us` `c++` | `'s` ends a compound and is in the range |
//!
//! 1. One of `- ‐ ‑ . _ ' ’ & @` alone between two words joins them. The whole is their letters and digits written
//!    together.
//! 2. A capital begins a part after a lower-case letter, and before one after a capital or a digit; an `s` at the end
//!    after a capital is a plural. A word is parted only where every part begins with a letter and has two characters,
//!    that `s` not counted.
//! 3. `++` after a letter and not before one, a single `+` or `#` after a single letter and not before a word; a dot
//!    before a letter, at the beginning or after white space, a bracket or quote that opens, or a slash. The whole is
//!    the word with its symbols.
//! 4. A dot between digits stays, and the `v` of a version before it goes. `,` (`'`, `_`) after one to three digits and
//!    before exactly three goes. `:`, `/` and `–` join numbers too; numbers joined by anything but dots and thousands
//!    are a date, a range, a time: they stand together and have no whole.
//!
//! A compound of more than [`MAX_COMPOUND_PARTS`] parts or a whole of more than [`MAX_TERM_CHARS`] characters has no
//! whole; a word so long is not parted by case either. No whole is the term of a part of its own.
//!
//! What a query's [`Compound`] finds: its whole, or its parts one after the other; a word with symbols (one part and a
//! whole) is found by its whole alone, since symbols are what tells `C++` from `C`.

mod analyze;
mod case;
mod compound;
mod fold;
#[cfg(test)]
mod golden;
mod language;
mod outlines;
mod runs;
mod stop_words;
mod written;

pub use analyze::{
    Compound, MAX_TERM_CHARS, Token, Word, WordsLike, analyze, compounds, term_count, words, words_like,
};
pub use compound::MAX_COMPOUND_PARTS;
pub use fold::{fold, fold_value, title_key};
pub use language::{Language, Stemmer, is_right_to_left};
pub use outlines::Outlines;
