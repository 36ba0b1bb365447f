//! Function words, by language: articles, pronouns, prepositions, conjunctions and auxiliaries, nothing that names a thing.

use super::Language;

/// The folded stop words of `language`, sorted by bytes; empty where none are listed.
pub(super) fn stop_words(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => ENGLISH,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::German => GERMAN,
        Language::Portuguese => PORTUGUESE,
        Language::Italian => ITALIAN,
        Language::Dutch => DUTCH,
        _ => &[],
    }
}

const ENGLISH: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "being",
    "between", "both", "but", "by", "can", "could", "did", "do", "does", "doing", "during", "each", "etc", "for",
    "from", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if", "in", "into",
    "is", "it", "its", "itself", "me", "more", "most", "my", "no", "nor", "not", "of", "on", "once", "only", "or",
    "other", "our", "ours", "out", "over", "own", "same", "she", "should", "so", "some", "such", "than", "that", "the",
    "their", "theirs", "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under",
    "until", "up", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom", "why",
    "will", "with", "would", "you", "your", "yours",
];

/// English abbreviations that are as empty as a stop word.
const ABBREVIATIONS: [&str; 4] = ["e.g", "e.g.", "i.e", "i.e."];
/// What stands behind the apostrophe of `I'm`, `they've`, `we'd`.
const SHORT_VERBS: [&str; 5] = ["d", "ll", "m", "re", "ve"];
/// What stands before the apostrophe of `don't`.
const NEGATED: [&str; 20] = [
    "ain", "aren", "can", "couldn", "didn", "doesn", "don", "hadn", "hasn", "haven", "isn", "mightn", "mustn", "needn",
    "shan", "shouldn", "wasn", "weren", "won", "wouldn",
];

/// Returns true for what is written with an apostrophe or dots and is made of stop words: `I'm`, `don't`, `e.g.`
pub(super) fn is_stop_compound(language: Language, written: &str) -> bool {
    if language != Language::English {
        return false;
    }
    let written = written.to_lowercase().replace('’', "'");
    let contracted = |(head, tail): (&str, &str)| {
        SHORT_VERBS.contains(&tail) && language.is_stop_word(head) || tail == "t" && NEGATED.contains(&head)
    };
    ABBREVIATIONS.contains(&written.as_str()) || written.split_once('\'').is_some_and(contracted)
}

const FRENCH: &[&str] = &[
    "a", "ai", "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "du", "elle", "elles",
    "en", "est", "et", "ete", "etre", "eux", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "leurs", "lui",
    "m", "ma", "mais", "me", "meme", "mes", "moi", "mon", "n", "ne", "nos", "notre", "nous", "on", "ont", "ou", "par",
    "pas", "pour", "qu", "que", "qui", "s", "sa", "sans", "se", "ses", "si", "son", "sont", "sur", "t", "ta", "te",
    "tes", "toi", "ton", "tu", "un", "une", "vos", "votre", "vous", "y",
];

const SPANISH: &[&str] = &[
    "a", "al", "ante", "como", "con", "cual", "cuando", "de", "del", "desde", "donde", "e", "el", "ella", "ellas",
    "ellos", "en", "entre", "era", "es", "esa", "ese", "eso", "esta", "estan", "este", "esto", "fue", "ha", "han",
    "hasta", "la", "las", "le", "les", "lo", "los", "mas", "mi", "mis", "muy", "ni", "no", "nos", "o", "para", "pero",
    "por", "porque", "que", "quien", "se", "ser", "si", "sin", "sobre", "son", "su", "sus", "tambien", "te", "tu",
    "tus", "un", "una", "unas", "uno", "unos", "y", "ya", "yo",
];

const GERMAN: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bin", "bis", "da", "das", "dass", "dem", "den", "der",
    "des", "die", "dies", "diese", "dieser", "dieses", "doch", "du", "durch", "ein", "eine", "einem", "einen", "einer",
    "eines", "er", "es", "fur", "hat", "hatte", "ich", "ihr", "ihre", "im", "in", "ist", "ja", "kann", "mit", "nach",
    "nicht", "noch", "nur", "ob", "oder", "ohne", "sein", "sich", "sie", "sind", "so", "uber", "um", "und", "uns",
    "unter", "vom", "von", "vor", "war", "was", "wenn", "wer", "werden", "wie", "wir", "wird", "zu", "zum", "zur",
];

const PORTUGUESE: &[&str] = &[
    "a", "ao", "aos", "as", "com", "como", "da", "das", "de", "dela", "dele", "do", "dos", "e", "ela", "ele", "eles",
    "em", "entre", "era", "essa", "esse", "esta", "este", "eu", "foi", "ha", "isso", "isto", "ja", "lhe", "mais",
    "mas", "me", "meu", "minha", "muito", "na", "nao", "nas", "nem", "no", "nos", "o", "os", "ou", "para", "pela",
    "pelo", "pelos", "por", "qual", "quando", "que", "quem", "sao", "se", "sem", "ser", "seu", "seus", "so", "sua",
    "suas", "tambem", "te", "tem", "um", "uma", "uns", "voce",
];

const ITALIAN: &[&str] = &[
    "a", "ad", "agli", "ai", "al", "alla", "alle", "allo", "anche", "c", "che", "chi", "ci", "come", "con", "cui", "d",
    "da", "dagli", "dai", "dal", "dalla", "dalle", "dei", "del", "della", "delle", "dello", "di", "e", "ed", "era",
    "fra", "gli", "ha", "hanno", "ho", "i", "il", "in", "io", "l", "la", "le", "lei", "lo", "loro", "lui", "ma", "mi",
    "nei", "nel", "nella", "nelle", "noi", "non", "o", "per", "piu", "quando", "quella", "quello", "questa", "questo",
    "se", "si", "sono", "su", "sua", "sue", "sugli", "sul", "sulla", "suo", "suoi", "tra", "tu", "un", "una", "uno",
    "vi", "voi",
];

const DUTCH: &[&str] = &[
    "aan", "al", "als", "bij", "dan", "dat", "de", "der", "deze", "die", "dit", "door", "een", "en", "er", "ge", "had",
    "hebben", "heeft", "het", "hij", "hoe", "hun", "ik", "in", "is", "je", "kan", "maar", "me", "met", "mij", "mijn",
    "na", "naar", "niet", "nog", "nu", "of", "om", "onder", "ons", "ook", "op", "over", "te", "tot", "u", "uit", "van",
    "voor", "was", "wat", "we", "wel", "werd", "wie", "wij", "worden", "wordt", "ze", "zich", "zij", "zijn", "zo",
    "zou",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn lists_are_folded_and_sorted() {
        for language in Language::ALL {
            let words = stop_words(*language);
            assert!(words.is_sorted() && words.iter().all(|word| fold(word) == *word), "{language}");
        }
    }
}
