//! The tree of `frontis.yaml` -> [`Config`]: which settings there are and what they may be.

use super::fields;
use super::globs;
use super::marked::Node;
use super::problems::Problems;
use super::urls;
use super::{Config, ranking};
use crate::content::Anchors;
use crate::text::Language;

const KEYS: &[&str] =
    &["version", "site", "content", "url", "anchors", "language", "fields", "ranking", "synonyms", "pins"];
const CONTENT_KEYS: &[&str] = &["include", "exclude", "drafts"];
const ANCHORS: [(&str, Anchors); 2] = [("auto", Anchors::Auto), ("github", Anchors::Github)];

/// Reads all settings; what has a problem keeps its default.
pub(super) fn read(root: &Node, problems: &mut Problems) -> Config {
    let mut config = Config::default();
    for entry in problems.entries(root, "the file") {
        let node = &entry.value;
        match entry.key.as_str() {
            "version" => check_version(node, problems),
            "site" => config.content.site = urls::site(node, problems),
            "content" => read_content(node, &mut config, problems),
            "url" => config.content.url = urls::template(node, problems),
            "anchors" => {
                let names = ANCHORS.map(|(name, _)| name);
                if let Some(at) = problems.one_of(node, "setting \"anchors\"", "rule", &names) {
                    config.content.anchors = ANCHORS[at].1;
                }
            }
            "language" => config.language = read_language(node, problems),
            "fields" => config.content.fields = fields::read(node, problems),
            "ranking" => ranking::read(node, &mut config, problems),
            "synonyms" => config.synonyms = ranking::read_synonyms(node, problems),
            "pins" => config.pins = ranking::read_pins(node, problems),
            _ => problems.unknown_key(entry, "the settings", KEYS),
        }
    }
    config
}

fn check_version(node: &Node, problems: &mut Problems) {
    if let Some(version) = problems.text(node, "setting \"version\"").filter(|version| *version != "1") {
        problems.add(node.place, format!("version \"{version}\" of settings is not known"), "expected: version: 1");
    }
}

fn read_content(node: &Node, config: &mut Config, problems: &mut Problems) {
    for entry in problems.entries(node, "setting \"content\"") {
        match entry.key.as_str() {
            "include" => {
                if let Some(include) = read_globs(&entry.value, "setting \"content.include\"", problems) {
                    if include.is_empty() {
                        problems.add(
                            entry.value.place,
                            "\"content.include\" names no files",
                            "remove it or add a glob",
                        );
                    }
                    config.include = include;
                }
            }
            "exclude" => {
                if let Some(exclude) = read_globs(&entry.value, "setting \"content.exclude\"", problems) {
                    config.exclude = exclude;
                }
            }
            "drafts" => {
                if let Some(drafts) = problems.truth(&entry.value, "setting \"content.drafts\"") {
                    config.content.drafts = drafts;
                }
            }
            _ => problems.unknown_key(entry, "setting \"content\"", CONTENT_KEYS),
        }
    }
}

fn read_globs(node: &Node, name: &str, problems: &mut Problems) -> Option<Vec<String>> {
    let texts = problems.texts(node, name)?;
    for (place, glob) in &texts {
        if let Err((message, hint)) = globs::check(glob) {
            problems.add(*place, message, hint);
        }
    }
    Some(texts.into_iter().map(|(_, glob)| glob.to_owned()).collect())
}

fn read_language(node: &Node, problems: &mut Problems) -> Option<Language> {
    let tag = problems.text(node, "setting \"language\"").filter(|tag| *tag != "auto")?;
    let language = tag.parse().ok();
    if language.is_none() {
        let codes: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
        let hint = format!("expected one of: auto, {}", codes.join(", "));
        problems.add(node.place, format!("language \"{tag}\" is not known"), hint);
    }
    language
}
