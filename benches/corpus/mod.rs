//! What the benches work on: the sample collection of this repository, and pages made of its words.
//!
//! A synthetic page is about 1 KB of Markdown: front matter with three facets (`regions` of 6 values, `solutions` of 12,
//! `topics` of 20 with one to three per page), a summary, four headings, paragraphs. Words are drawn from the sample's
//! own, the most frequent first, with a chance of 1 / rank (Zipf's law), and one in fifty is two of them joined, so that
//! the vocabulary grows with the collection as it does in real ones. The same count gives the same pages on any machine.

use std::collections::BTreeMap;
use std::path::Path;

/// The sample's files: page id and text, in order of id.
pub(crate) fn sample() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("index-data/projects");
    let entries = std::fs::read_dir(folder).expect("the sample is part of the repository");
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.expect("the sample can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "markdown"))
        .map(|path| {
            let id = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (id, std::fs::read_to_string(&path).expect("the sample is UTF-8"))
        })
        .collect();
    files.sort();
    files
}

/// How many synthetic pages to make: 10,000; 100,000 with `FRONTIS_TEST_SCALE=long`; 300 when criterion only tests that
/// the benches run (`cargo bench -- --test`).
pub(crate) fn page_count() -> usize {
    let only_tested = std::env::args().any(|argument| argument == "--test");
    match std::env::var("FRONTIS_TEST_SCALE") {
        _ if only_tested => 300,
        Ok(scale) if scale == "long" => 100_000,
        _ => 10_000,
    }
}

/// The words of three letters and more in the sample's bodies, in lower case, the most frequent first.
pub(crate) fn vocabulary() -> Vec<String> {
    let mut counts = BTreeMap::<String, usize>::new();
    for (_, text) in sample() {
        let body = text.splitn(3, "---\n").last().unwrap_or_default();
        let words = body.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2);
        words.for_each(|word| *counts.entry(word.to_lowercase()).or_default() += 1);
    }
    let mut words: Vec<_> = counts.into_iter().collect();
    words.sort_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then_with(|| a.cmp(b)));
    words.into_iter().map(|(word, _)| word).collect()
}

/// `count` synthetic pages: page id and Markdown text.
pub(crate) fn synthetic(count: usize) -> Vec<(String, String)> {
    let vocabulary = vocabulary();
    let mut writer = Writer { words: &vocabulary, random: Random(0x5EED_F120_4715) };
    (0..count).map(|number| (format!("synthetic/{number:06}.md"), writer.page())).collect()
}

struct Writer<'a> {
    words: &'a [String],
    random: Random,
}

impl<'a> Writer<'a> {
    fn page(&mut self) -> String {
        let title = capitalised(&self.phrase(3, 7));
        let summary = capitalised(&self.phrase(10, 18));
        let (region, solution) = (self.random.below(6), self.random.below(12));
        let topics: Vec<_> = (0..=self.random.below(3)).map(|_| format!("Topic {}", self.random.below(20))).collect();
        let mut page = format!(
            "---\ntitle: {title}\nsummary: {summary}.\nregions: Region {region}\nsolutions:\n- Solution {solution}\n\
             topics: [{}]\n---\n\n",
            topics.join(", ")
        );
        for _ in 0..4 {
            let heading = capitalised(&self.phrase(2, 4));
            let (first, second) = (capitalised(&self.phrase(12, 24)), capitalised(&self.phrase(8, 16)));
            page.push_str(&format!("## {heading}\n\n{first}. *{second}*.\n\n"));
        }
        page
    }

    /// From `least` to `most` words.
    fn phrase(&mut self, least: usize, most: usize) -> String {
        let count = least + self.random.below(most - least + 1);
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self) -> String {
        match self.random.below(50) {
            0 => [self.drawn(), self.drawn()].concat(),
            _ => self.drawn().to_owned(),
        }
    }

    /// A word by Zipf's law: the logarithm of its rank is uniform.
    fn drawn(&mut self) -> &'a str {
        let rank = (self.random.unit() * (self.words.len() as f64).ln()).exp() as usize;
        &self.words[rank.clamp(1, self.words.len()) - 1]
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Marsaglia's xorshift64, "Xorshift RNGs", 2003: enough for made-up text, and no dependency.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 32) as usize % bound
    }

    /// From 0 up to 1, 1 not included.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
