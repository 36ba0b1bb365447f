//! YAML text -> a tree of values that know where they stand.
//!
//! The one module that names the YAML parser of the settings. Bounded: [`MOST_BYTES`], [`MOST_DEPTH`], one document, no
//! aliases, no tags, keys are text. Says nothing of which settings there are.

use std::collections::BTreeSet;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::problems::Problems;

/// Settings larger than this are refused, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// Lists and maps nested deeper than this are refused.
const MOST_DEPTH: usize = 32;

/// 1-based line and column, the column in Unicode scalar values.
pub(super) type Place = (u32, u32);

/// A value and where it begins.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) value: Value,
}

/// What YAML text holds, once aliases, tags and keys that are not text are refused.
#[derive(Debug)]
pub(super) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// One text; `plain` when it stands without quotes, so that `true` may be a truth value and `1` a number.
    Scalar { text: String, plain: bool },
    /// `[…]` or lines of `- …`.
    List(Vec<Node>),
    /// `{…}` or lines of `key: …`, in order, without duplicates.
    Map(Vec<Entry>),
}

/// One `key: value` of a map.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) place: Place,
    pub(super) key: String,
    pub(super) value: Node,
}

/// Reads `text`. `None` when it is empty, or when a problem leaves nothing to read on from.
pub(super) fn read(text: &str, problems: &mut Problems) -> Option<Node> {
    if text.len() > MOST_BYTES {
        problems.add((0, 0), "the settings are larger than 64 KiB", "make them smaller");
        return None;
    }
    let mut parser = Parser::new_from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    let mut tree = Tree { open: Vec::new(), root: None };
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => tree.take(event, place(&span.start), problems)?,
            Err(error) => {
                let message = format!("the settings are not YAML: {}", error.info());
                problems.add(within(text, place(error.marker())), message, "check indentation, quotes and brackets");
                return None;
            }
        }
    }
    tree.root
}

fn place(marker: &Marker) -> Place {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (number(marker.line()), number(marker.col().saturating_add(1)))
}

/// The place, or the end of `text` when the parser points behind it.
fn within(text: &str, (line, col): Place) -> Place {
    let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX).max(1);
    if line <= lines {
        return (line, col);
    }
    let last = text.lines().next_back().unwrap_or_default().chars().count();
    (lines, u32::try_from(last).unwrap_or(u32::MAX).saturating_add(1))
}

/// The tree so far: maps and lists that are not closed yet, outermost first.
struct Tree {
    open: Vec<Open>,
    root: Option<Node>,
}

struct Open {
    place: Place,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        seen: BTreeSet<String>,
        /// The key whose value comes next; the inner `None` is a key that was refused, its value is dropped.
        key: Option<Option<(Place, String)>>,
    },
}

impl Tree {
    /// Takes the next event; `None` when reading on makes no sense.
    fn take(&mut self, event: Event<'_>, place: Place, problems: &mut Problems) -> Option<()> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                problems.add(place, "a second document begins here", "settings are one document; remove the \"---\"");
                return None;
            }
            Event::Alias(_) => {
                problems.add(place, "an alias stands here", "write the value out; settings know no anchors");
                self.attach(Node { place, value: Value::Null }, problems);
            }
            Event::Scalar(text, style, _, tag) => {
                refuse_tag(tag.is_some(), place, problems);
                let plain = style == ScalarStyle::Plain;
                let null = plain && ["", "~", "null", "Null", "NULL"].contains(&&*text);
                let value = if null { Value::Null } else { Value::Scalar { text: text.into_owned(), plain } };
                self.attach(Node { place, value }, problems);
            }
            Event::SequenceStart(_, tag) => {
                refuse_tag(tag.is_some(), place, problems);
                self.push(Open { place, kind: Kind::List(Vec::new()) }, problems)?;
            }
            Event::MappingStart(_, tag) => {
                refuse_tag(tag.is_some(), place, problems);
                let kind = Kind::Map { entries: Vec::new(), seen: BTreeSet::new(), key: None };
                self.push(Open { place, kind }, problems)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(closed) = self.open.pop() {
                    self.attach(closed.into_node(), problems);
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Some(())
    }

    fn push(&mut self, open: Open, problems: &mut Problems) -> Option<()> {
        if self.open.len() >= MOST_DEPTH {
            problems.add(open.place, "the settings are nested deeper than 32 levels", "make them flatter");
            return None;
        }
        self.open.push(open);
        Some(())
    }

    fn attach(&mut self, node: Node, problems: &mut Problems) {
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(Kind::List(items)) => items.push(node),
            Some(Kind::Map { entries, seen, key }) => match key.take() {
                None => *key = Some(new_key(node, seen, problems)),
                Some(None) => {}
                Some(Some((place, key))) => entries.push(Entry { place, key, value: node }),
            },
        }
    }
}

impl Open {
    fn into_node(self) -> Node {
        let value = match self.kind {
            Kind::List(items) => Value::List(items),
            Kind::Map { entries, .. } => Value::Map(entries),
        };
        Node { place: self.place, value }
    }
}

/// The key `node` is; `None` with a problem when it is no text or was there before.
fn new_key(node: Node, seen: &mut BTreeSet<String>, problems: &mut Problems) -> Option<(Place, String)> {
    let Value::Scalar { text, .. } = node.value else {
        problems.add(node.place, "a key is not text", "write \"key: value\"");
        return None;
    };
    if !seen.insert(text.clone()) {
        problems.add(node.place, format!("\"{text}\" is set twice"), "keep one of them");
        return None;
    }
    Some((node.place, text))
}

fn refuse_tag(tagged: bool, place: Place, problems: &mut Problems) {
    if tagged {
        problems.add(place, "a tag stands here", "settings know no \"!\" tags; quote the text if it is one");
    }
}
