//! Made-up pages of about 1 KB of Markdown. The same count gives the same pages on any machine, and fewer pages are the
//! first of more.
//!
//! *Words* follow Zipf's law over 40,000 of them. One in eight is what its predecessor has for a companion, so that
//! there are phrases to find; one in ten is one of the five the page is about, so that words repeat in a page.
//! *Lengths* are log-normal: half the bodies have fewer than 80 words, one in a hundred pages is ten times as long.
//! *Front matter*: title, summary, date, three facets (`regions` of 6 values, `solutions` of 12, `topics` of 20 with
//! one to three a page; values by Zipf's law too), the first and last year.

use std::fmt::Write;

use super::random::{Random, Zipf};
use super::vocabulary;

/// The facets of a page, and the number of values of the first three.
pub(crate) const FACETS: [(&str, usize); 4] = [("regions", 6), ("solutions", 12), ("topics", 20), ("years", 0)];

/// Ranks that may be a companion, or what a page is about: no words such as "the".
const TELLING: std::ops::Range<usize> = 60..6_000;

/// `count` pages: page id and text, in order of id.
pub(crate) fn files(count: usize) -> Vec<(String, String)> {
    let language = Language::new();
    (0..count).map(|number| (format!("synthetic/{number:06}.md"), Writer::new(&language, number).page())).collect()
}

struct Language {
    words: Vec<String>,
    ranks: Zipf,
    companions: Vec<usize>,
    facets: [Zipf; 3],
}

impl Language {
    fn new() -> Self {
        let mut random = Random::new(2);
        let words = vocabulary::words();
        Self {
            ranks: Zipf::new(words.len()),
            companions: words.iter().map(|_| telling(&mut random)).collect(),
            words,
            facets: [0, 1, 2].map(|facet| Zipf::new(FACETS[facet].1)),
        }
    }
}

fn telling(random: &mut Random) -> usize {
    random.between(TELLING.start, TELLING.end - 1)
}

struct Writer<'a> {
    language: &'a Language,
    random: Random,
    about: [usize; 5],
    /// The rank of the word before.
    before: usize,
}

impl<'a> Writer<'a> {
    fn new(language: &'a Language, number: usize) -> Self {
        let mut random = Random::new(1_000 + number as u64);
        let about = [(); 5].map(|()| telling(&mut random));
        Self { language, random, about, before: 0 }
    }

    fn page(&mut self) -> String {
        let mut page = self.front_matter();
        let long = if self.random.once_in(100) { 10.0 } else { 1.0 };
        let mut words = (self.random.log_normal(80.0, 0.8) * long).clamp(8.0, 20_000.0) as usize;
        while words > 0 {
            let section = words.min(self.random.between(30, 90));
            words -= section;
            self.paragraph(section, &mut page);
            if words > 0 {
                let heading = self.phrase(2, 5);
                let _ = write!(page, "## {}\n\n", capitalised(&heading));
            }
        }
        page
    }

    fn front_matter(&mut self) -> String {
        let (title, summary) = (capitalised(&self.phrase(3, 8)), capitalised(&self.phrase(10, 20)));
        let [region, solution] = [0, 1].map(|facet| self.language.facets[facet].draw(&mut self.random));
        let topics: Vec<String> = (0..self.random.between(1, 3))
            .map(|_| format!("Topic {}", self.language.facets[2].draw(&mut self.random)))
            .collect();
        let start = self.random.between(1998, 2022);
        let end = start + self.random.below(7);
        let (month, day) = (self.random.between(1, 12), self.random.between(1, 28));
        format!(
            "---\ntitle: {title}\nsummary: {summary}.\ndate: {end}-{month:02}-{day:02}\nregions: Region {region}\n\
             solutions:\n- Solution {solution}\ntopics: [{}]\nstart: {start}\nend: {end}\n---\n\n",
            topics.join(", ")
        )
    }

    /// A paragraph of `words` words in sentences, or a list of them; with some emphasis and links.
    fn paragraph(&mut self, mut words: usize, page: &mut String) {
        let (before, between) = if self.random.once_in(6) { ("- ", "\n") } else { ("", " ") };
        while words > 0 {
            let length = words.min(self.random.between(6, 22));
            words -= length;
            let sentence = capitalised(&self.phrase(length, length));
            let end = if words > 0 { between } else { "\n\n" };
            let _ = match self.random.below(14) {
                0 => write!(page, "{before}*{sentence}.*{end}"),
                1 => write!(page, "{before}[{sentence}](https://example.org/{}).{end}", self.random.below(1_000)),
                _ => write!(page, "{before}{sentence}.{end}"),
            };
        }
    }

    /// From `least` to `most` words.
    fn phrase(&mut self, least: usize, most: usize) -> String {
        let count = self.random.between(least, most);
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self) -> &'a str {
        let rank = if self.random.once_in(8) {
            self.language.companions[self.before]
        } else if self.random.once_in(10) {
            self.random.of(&self.about)
        } else {
            self.language.ranks.draw(&mut self.random)
        };
        self.before = rank;
        &self.language.words[rank]
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
