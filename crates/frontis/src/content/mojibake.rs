//! Repairs UTF-8 that was read as windows-1252 and saved again: `Ã©` is `é` again, `â€”` is `—`.
//!
//! A *sequence* is a lead character and the continuation characters whose windows-1252 bytes are one UTF-8 character
//! of two to four bytes; a *run* is the longest chain of sequences. Good text holds single sequences too (`“CAFÉ”` ends
//! in one), so a run is repaired only where its kind or its neighbours make it certain. In doubt text stays as it is.

/// What was repaired.
#[derive(Debug)]
pub(super) struct Repair {
    /// The repaired text.
    pub(super) text: String,
    /// Byte offset of the first repaired run in the text as it was.
    pub(super) first: usize,
    /// The first repaired run, as it was.
    pub(super) sample: String,
    /// How many runs were repaired.
    pub(super) places: usize,
}

/// Text may have been misread twice (`Ã¢â‚¬â„¢` for `’`).
const MOST_PASSES: usize = 2;

/// Repairs `text`; `None` when nothing is certain to be misread. Linear.
pub(super) fn repair(text: &str) -> Option<Repair> {
    let mut repair = repair_once(text)?;
    for _ in 1..MOST_PASSES {
        match repair_once(&repair.text) {
            Some(again) => repair.text = again.text,
            None => break,
        }
    }
    Some(repair)
}

fn repair_once(text: &str) -> Option<Repair> {
    let mut repair: Option<Repair> = None;
    let (mut copied, mut at) = (0, 0);
    while let Some(start) = next_lead(text, at) {
        let run = Run::at(text, start);
        at = run.end.max(start + 'Â'.len_utf8());
        if !run.is_certain(text) {
            continue;
        }
        let repaired = repair.get_or_insert_with(|| Repair {
            text: String::with_capacity(text.len()),
            first: start,
            sample: text[start..run.end].to_owned(),
            places: 0,
        });
        repaired.text.push_str(&text[copied..start]);
        repaired.text.extend(&run.decoded);
        repaired.places += 1;
        copied = run.end;
    }
    if let Some(repaired) = &mut repair {
        repaired.text.push_str(&text[copied..]);
    }
    repair
}

/// The next place at or after `at` of a character from `Â` to `ô`, all of which are `C3 xx` in UTF-8.
fn next_lead(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xC3)?;
        if bytes.get(at + 1).is_some_and(|next| (0x82..=0xB4).contains(next)) {
            return Some(at);
        }
        at += 2;
    }
}

struct Run {
    start: usize,
    end: usize,
    /// Where the first sequence ends.
    first_end: usize,
    /// What the run stands for, one character a sequence.
    decoded: Vec<char>,
    /// Every sequence's second character.
    seconds: Vec<char>,
}

impl Run {
    fn at(text: &str, start: usize) -> Self {
        let mut run = Self { start, end: start, first_end: start, decoded: Vec::new(), seconds: Vec::new() };
        while let Some((decoded, second, length)) = sequence(&text[run.end..]) {
            run.end += length;
            if run.decoded.is_empty() {
                run.first_end = run.end;
            }
            run.decoded.push(decoded);
            run.seconds.push(second);
        }
        run
    }

    fn is_certain(&self, text: &str) -> bool {
        let (Some(lead), Some(second)) = (text[self.start..].chars().next(), self.seconds.first().copied()) else {
            return false;
        };
        // `Ü—Ü` is good text; three in a row, or signs that follow no word, are not.
        let chained = self.decoded.len() > 1 && self.seconds.iter().any(|second| !may_follow_a_word(*second));
        if chained || self.decoded.len() > 2 {
            return true;
        }
        let before = text[..self.start].chars().next_back();
        let neighbours = Neighbours::new(before, text[self.first_end..].chars().next());
        match lead {
            'Ã' => neighbours.make_letter_certain(second),
            'Â' => neighbours.make_sign_certain(second),
            'Ä'..='Þ' if lead != '×' => neighbours.make_other_letter_certain(second),
            'â' => matches!(second, '€' | '‚' | '„' | '†' | 'ˆ' | '‰' | '˜' | 'œ'),
            'ï' => matches!(self.decoded[0], '\u{FEFF}' | '\u{FFFD}'),
            'ð' => second == 'Ÿ',
            _ => false,
        }
    }
}

/// What stands beside a run of one sequence.
struct Neighbours {
    after_lower: bool,
    after_upper: bool,
    before_letter: bool,
    before_lower: bool,
    before_punctuation: bool,
}

impl Neighbours {
    fn new(before: Option<char>, after: Option<char>) -> Self {
        Self {
            after_lower: before.is_some_and(char::is_lowercase),
            after_upper: before.is_some_and(char::is_uppercase),
            before_letter: after.is_some_and(char::is_alphabetic),
            before_lower: after.is_some_and(char::is_lowercase),
            before_punctuation: after.is_some_and(|c| matches!(c, ':' | ';' | '!' | '?' | '»' | '”')),
        }
    }

    /// `Ã` and its second character: a Latin letter, `Ã©` for `é`; good text has `“AMANHÔ` and `«AMANHû`.
    fn make_letter_certain(&self, second: char) -> bool {
        if self.after_lower || !may_follow_a_word(second) {
            return true;
        }
        if self.after_upper {
            return self.before_lower && second == '´' || self.before_letter && !may_join_words(second);
        }
        match second {
            '\u{A0}' => !self.before_punctuation,
            '»' | '›' | '”' | '’' | '…' | '—' => self.before_letter,
            second => self.before_letter || ('\u{A0}'..='¿').contains(&second),
        }
    }

    /// `Â` and a sign: `Â©` for `©`; the sign was kept and `Â` came in.
    fn make_sign_certain(&self, second: char) -> bool {
        let quoted = matches!(second, '»' | '\u{A0}') && self.before_punctuation;
        ('\u{A0}'..='¿').contains(&second) && !self.after_upper && (self.after_lower || (second != '»' && !quoted))
    }

    /// Other capitals: Central European, Greek and Cyrillic letters. Alone they are certain only inside a word.
    fn make_other_letter_certain(&self, second: char) -> bool {
        let begins_word = !self.after_upper && self.before_letter;
        // `Úžasný` is Slovak.
        self.after_lower || (begins_word && !second.is_alphabetic() && (second == '\u{A0}' || !may_join_words(second)))
    }
}

/// Punctuation and signs that good text puts right behind a word in capitals.
fn may_follow_a_word(c: char) -> bool {
    matches!(
        c,
        '…' | '†'
            | '‡'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '„'
            | '‚'
            | '•'
            | '–'
            | '—'
            | '™'
            | '‹'
            | '›'
            | '«'
            | '»'
    ) || matches!(c, '\u{A0}' | '\u{AD}' | '®' | '©' | 'ª' | 'º' | '°' | '¹' | '²' | '³' | '·' | '´' | '¨')
}

/// Punctuation that good text puts between two letters.
fn may_join_words(c: char) -> bool {
    matches!(c, '’' | '‘' | '–' | '—' | '·' | '\u{A0}' | '\u{AD}' | '…' | '´')
}

/// The character that `text` begins with when read as windows-1252, its second character, and the bytes it takes.
fn sequence(text: &str) -> Option<(char, char, usize)> {
    let mut chars = text.chars();
    let lead = byte_of(chars.next()?)?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for byte in &mut bytes[1..length] {
        *byte = byte_of(chars.next()?).filter(|byte| (0x80..=0xBF).contains(byte))?;
    }
    let decoded = std::str::from_utf8(&bytes[..length]).ok()?.chars().next().filter(|c| !c.is_control())?;
    let second = text.chars().nth(1)?;
    Some((decoded, second, text.len() - chars.as_str().len()))
}

/// The windows-1252 byte of a character outside ASCII; the five bytes it leaves undefined stand for C1 controls.
fn byte_of(c: char) -> Option<u8> {
    if let '\u{A0}'..='\u{FF}' | '\u{81}' | '\u{8D}' | '\u{8F}' | '\u{90}' | '\u{9D}' = c {
        return u8::try_from(u32::from(c)).ok();
    }
    if c.is_ascii() {
        return None;
    }
    let index = HIGH.iter().position(|high| *high == c)?;
    u8::try_from(index + 0x80).ok()
}

/// Bytes 80 to 9F; a space where windows-1252 defines nothing.
const HIGH: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn repaired(text: &str) -> String {
        repair(text).map_or_else(|| text.to_owned(), |repair| repair.text)
    }

    /// What a program does that reads UTF-8 as windows-1252.
    fn misread(text: &str) -> String {
        let mut misread = String::new();
        for byte in text.bytes() {
            match byte {
                0x80..=0x9F if HIGH[usize::from(byte) - 0x80] != ' ' => misread.push(HIGH[usize::from(byte) - 0x80]),
                byte => misread.push(char::from(byte)),
            }
        }
        misread
    }

    #[test]
    fn misread_text_is_repaired() {
        for good in [
            "Cambodia—Micro",
            "Société Générale",
            "São Tomé é à beira",
            "it’s “quoted” – so…",
            "El Niño, año, corazón, ¿qué?",
            "Côte d’Ivoire",
            "ÉTÉ, État, Île, Öl, Übung, À la carte",
            "20°C and £5 © 2020",
            "œuvre, cœur, Škoda, myš, złoty, naïve",
            "Привет, мир",
            "Ελλάδα",
            "日本語",
            "ok 😀 ™ € → ✓",
            "SOCIÉTÉ, MÓNICA, FRANÇAIS",
        ] {
            assert_eq!(repaired(&misread(good)), good, "{}", misread(good));
        }
        assert_eq!(repaired(&misread(&misread("it’s é"))), "it’s é", "misread twice");
    }

    #[test]
    fn good_text_is_never_altered() {
        for good in [
            "NÃO, SÃO PAULO, AMANHÃ",
            "“AMANHÔ «AMANHû AMANHÃ… AMANHÃ—HOJE",
            "“CAFÉ” «CAFÉ» CAFÉ… CAFÉ—BAR JOSÉ’S CAFÉ®",
            "PÂTÉ, ÂGE, «Â», CHÂTEAU, GENÈVE",
            "“a coborâ…”, la liberté…», «né…»",
            "MÔŽE, MÚŽ, ÚŽASNÝ, Úžasný, FUß, Spaß…, „Fuß”",
            "HYVÄ… HYVÄ” HÖ” ÅÅÅ Ä– Ö—",
            "VIỆT NAM, Ầ, ĐÂU, TÂN, À, Â",
            "l’Â : une lettre",
            "prose about â€ and Ã and Â",
            "3×” and 5×–",
            "Ü—Ü–Ö",
            "FRANÇOIS, GARÇON, MAÇÃ’S",
        ] {
            assert_eq!(repaired(good), good);
        }
    }

    proptest! {
        #[test]
        fn text_without_sequences_is_unchanged(words in "([a-zA-Zà-ÿÀ-Ö] ?[a-zà-ÿ .,-]?){0,40}") {
            prop_assert_eq!(repaired(&words), words);
        }

        #[test]
        fn any_text_is_repaired_without_panic(text in "[ÂÃâ€”©é»a A-Z\u{80}-\u{ff}]{0,60}") {
            repaired(&text);
        }
    }
}
