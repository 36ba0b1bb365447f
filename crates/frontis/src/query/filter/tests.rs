use proptest::prelude::*;

use super::*;

fn shown(filter: &Filter) -> String {
    let all = |parts: &[Filter], word: &str| {
        let parts: Vec<_> = parts.iter().map(shown).collect();
        format!("({})", parts.join(word))
    };
    match filter {
        Filter::And(parts) => all(parts, " & "),
        Filter::Or(parts) => all(parts, " | "),
        Filter::Not(inner) => format!("!{}", shown(inner)),
        Filter::Exists { field, .. } => format!("{field}?"),
        Filter::Compare { field, comparison, value, .. } => format!("{field} {comparison:?} {value}"),
        Filter::OneOf { field, values, .. } => format!("{field} in {values:?}"),
        Filter::Between { field, low, high, .. } => format!("{field} in {low}..{high}"),
    }
}

#[test]
fn filters_are_read() {
    for (text, expected) in [
        ("regions = \"Asia\" and years IN 2010..2014", "(regions Equal Asia & years in 2010..2014)"),
        ("a=1 OR b!='x y' AND NOT c EXISTS", "(a Equal 1 | (!b Equal x y & !c?))"),
        ("(a = 1 OR b = 2) AND c IN [x, \"y z\"]", "((a Equal 1 | b Equal 2) & c in [\"x\", \"y z\"])"),
        ("date >= 2010-01-01", "date GreaterOrEqual 2010-01-01"),
        ("version = 1.2.3", "version Equal 1.2.3"),
        ("NOT NOT a = b!", "a Equal b!"),
    ] {
        assert_eq!(Filter::parse(text).map(|f| shown(&f)), Ok(expected.to_owned()), "{text}");
    }
}

#[test]
fn errors_name_the_column() {
    for (text, message) in [
        ("", "column 1: expected a field, NOT or ("),
        ("é = ", "column 5: expected a value"),
        ("a", "column 2: expected =, !=, <, <=, >, >=, IN or EXISTS"),
        ("a = 1 b = 2", "column 7: expected AND, OR or the end of the filter"),
        ("a = \"x", "column 5: the quote \" is never closed"),
        ("((((( a = 1 )))))", "column 5: parentheses are nested deeper than 4"),
        ("a IN [1 2]", "column 9: expected , or ]"),
        ("a IN 1", "column 7: expected .. and the last value of the range"),
    ] {
        assert_eq!(Filter::parse(text).map_err(|e| e.to_string()), Err(message.to_owned()), "{text}");
    }
}

/// Writes a filter with parentheses where they are needed and nowhere else, since few levels of them are read. A part
/// that binds less than `binding` (0 `OR`, 1 `AND`, 2 `NOT`, 3 a test) needs them.
fn printed(filter: &Filter, binding: u8) -> String {
    let quoted = |text: &str| if text.contains('"') { format!("'{text}'") } else { format!("\"{text}\"") };
    let joined = |parts: &[Filter], own: u8, word: &str| {
        parts.iter().map(|part| printed(part, own + 1)).collect::<Vec<_>>().join(word)
    };
    let (own, text) = match filter {
        Filter::Or(parts) => (0, joined(parts, 0, " OR ")),
        Filter::And(parts) => (1, joined(parts, 1, " AND ")),
        Filter::Not(inner) => match inner.as_ref() {
            Filter::Compare { field, comparison: Comparison::Equal, value, .. } => {
                (3, format!("{} != {}", quoted(field), quoted(value)))
            }
            inner => (2, format!("NOT {}", printed(inner, 3))),
        },
        Filter::Exists { field, .. } => (3, format!("{} EXISTS", quoted(field))),
        Filter::Compare { field, comparison, value, .. } => {
            let sign = match comparison {
                Comparison::Equal => "=",
                Comparison::Less => "<",
                Comparison::LessOrEqual => "<=",
                Comparison::Greater => ">",
                Comparison::GreaterOrEqual => ">=",
            };
            (3, format!("{} {sign} {}", quoted(field), quoted(value)))
        }
        Filter::OneOf { field, values, .. } => {
            let values: Vec<_> = values.iter().map(|value| quoted(value)).collect();
            (3, format!("{} IN [{}]", quoted(field), values.join(", ")))
        }
        Filter::Between { field, low, high, .. } => {
            (3, format!("{} IN {}..{}", quoted(field), quoted(low), quoted(high)))
        }
    };
    if own < binding { format!("({text})") } else { text }
}

/// Filters that can be read, up to the deepest.
fn readable() -> impl Strategy<Value = String> {
    let condition = concat!(
        "(a|é-1|'AND'|\"not\")",
        "( ?(=|!=|<|<=|>|>=) ?(1|-2\\.5|\"x'y\"|'\"'|OR|水!)| exists| IN ?\\[1, ?'',in\\]| in 1\\.\\.b)"
    );
    let joined = |inner: &str| format!("((NOT |not ){{0,2}}{inner}( (AND|and|OR) (NOT ){{0,2}}{inner}){{0,2}})");
    let deepest = (0..MAX_DEPTH)
        .fold(joined(&format!("({condition})")), |inner, _| joined(&format!("(({condition})|\\({inner}\\))")));
    proptest::string::string_regex(&deepest).expect("it is a regular expression")
}

proptest! {
    #[test]
    fn no_string_breaks_the_parser(text in "[a =<>!.()\\[\\],\"'NOTANDINé1]{0,60}|\\PC{0,60}") {
        if let Err(error) = Filter::parse(&text) {
            prop_assert!((1..=text.chars().count() + 1).contains(&error.column));
        }
    }

    #[test]
    fn what_is_read_prints_back_to_an_equal_tree(text in readable()) {
        let filter = Filter::parse(&text);
        prop_assume!(text.len() <= MAX_BYTES);
        let filter = filter.map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        let printed = printed(&filter, 0);
        let again = Filter::parse(&printed).map(|again| shown(&again));
        prop_assert!(printed.len() > MAX_BYTES || again == Ok(shown(&filter)), "{} as {}: {:?}", text, printed, again);
    }
}
