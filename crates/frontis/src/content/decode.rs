//! Turns bytes into the text everything else reads: UTF-8, `\n` line ends, no control characters, repaired.

use std::borrow::Cow;

use super::diagnostic::{Code, Diagnostic};
use super::mojibake;

/// Decodes the file `id`. Linear; what is replaced or repaired is named once, at its first place.
pub(super) fn decode(id: &str, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> String {
    let text = unicode(id, bytes, diagnostics);
    let text = normalise(&text);
    let Some(repair) = mojibake::repair(&text) else {
        return printable(text.into_owned());
    };
    let count = match repair.places {
        1 => "1 place".to_owned(),
        places => format!("{places} places"),
    };
    diagnostics.push(Diagnostic::new(
        id,
        position(&text, repair.first),
        Code::MojibakeRepaired,
        format!("UTF-8 that was read as windows-1252 was repaired in {count}, here \"{}\"", repair.sample),
        "save the file as UTF-8",
    ));
    printable(repair.text)
}

/// The 1-based line and column, in Unicode scalar values, of the byte at `offset`.
pub(super) fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let col = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(col).unwrap_or(u32::MAX))
}

/// True for what clean text may hold: neither control, private-use nor noncharacters, and no byte order mark.
pub(super) fn is_printable(c: char) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' => true,
        '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => false,
        _ => !c.is_control() && (c as u32) & 0xFFFE != 0xFFFE,
    }
}

fn unicode<'a>(id: &str, bytes: &'a [u8], diagnostics: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    let mut remark = |place, message: &str| {
        diagnostics.push(Diagnostic::new(id, place, Code::NotUtf8, message, "save the file as UTF-8"));
    };
    let sixteen: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = sixteen {
        remark((1, 1), "the file is UTF-16 and was decoded as such");
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        return char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            remark(position(&text, error.valid_up_to()), "bytes that are not UTF-8 were replaced");
            text
        }
    }
}

/// Drops the byte order mark and makes every line end `\n`.
fn normalise<'a>(text: &'a Cow<'a, str>) -> Cow<'a, str> {
    let text = text.trim_start_matches('\u{FEFF}');
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// Drops what cannot be printed; separators of lines and pages become spaces.
fn printable(text: String) -> String {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~')) {
        return text;
    }
    let separates = |c| matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if text.chars().all(|c| is_printable(c) && !separates(c)) {
        return text;
    }
    text.chars().map(|c| if separates(c) { ' ' } else { c }).filter(|c| is_printable(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Vec<(Code, u32, u32)>) {
        let mut diagnostics = Vec::new();
        let text = decode("a.md", bytes, &mut diagnostics);
        (text, diagnostics.into_iter().map(|remark| (remark.code, remark.line, remark.col)).collect())
    }

    #[test]
    fn marks_line_ends_and_control_characters_are_normalised() {
        for (bytes, text) in [
            (&b"\xEF\xBB\xBFa\r\nb\rc"[..], "a\nb\nc"),
            (b"a\0b\x1B[31mc\x7F", "ab[31mc"),
            (b"a\x0Cb", "a b"),
            ("\u{E000}a\u{10FFFD}\u{FFFE}b\u{85}c".as_bytes(), "ab c"),
            ("tab\tstays — so does é".as_bytes(), "tab\tstays — so does é"),
        ] {
            assert_eq!(decoded(bytes), (text.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced_and_named_once() {
        assert_eq!(decoded(b"ok\n\xE9t\xE9"), ("ok\n\u{FFFD}t\u{FFFD}".into(), vec![(Code::NotUtf8, 2, 1)]));
        assert_eq!(decoded(b"\xFF\xFEa\0b\0"), ("ab".into(), vec![(Code::NotUtf8, 1, 1)]));
    }

    #[test]
    fn repairs_are_named_with_their_place() {
        let (text, remarks) = decoded("one\nCambodiaâ€”Micro".as_bytes());
        assert_eq!((text.as_str(), remarks), ("one\nCambodia—Micro", vec![(Code::MojibakeRepaired, 2, 9)]));
        assert_eq!(decoded("ï»¿---\n".as_bytes()).0, "---\n", "a byte order mark read as windows-1252");
    }
}
