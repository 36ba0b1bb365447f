//! Removes what a site generator would have replaced before Markdown is read: Liquid and Nunjucks tags, Hugo
//! shortcodes, kramdown attribute lists, footnote marks, modules and comments of MDX. Code keeps them: there they are
//! what the text is about. Where a tag stands for the target of a link and names a path, the path takes its place.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::markdown::EXTENSIONS;

/// A tag longer than this, or one that holds an empty line, is text.
const MOST_TAG_BYTES: usize = 4096;

/// A kramdown attribute list longer than this is text.
const MOST_LIST_BYTES: usize = 256;

/// Removes template tags from `source`; of those in a link's target the path stays that they name. What stands between
/// paired tags stays, but for comments. Linear.
pub(super) fn strip(source: &str) -> Cow<'_, str> {
    if !["{{", "{%", "{:", "{# ", "{/*", "[^", "</script", "</style", "-->"].iter().any(|mark| source.contains(mark)) {
        return Cow::Borrowed(source);
    }
    Cow::Owned(Stripper::new(source).run(&code_ranges(source)))
}

/// [`strip`] for text on one line, where nothing is code.
pub(super) fn strip_inline(source: &str) -> Cow<'_, str> {
    if !["{{", "{%"].iter().any(|mark| source.contains(mark)) {
        return Cow::Borrowed(source);
    }
    Cow::Owned(Stripper::new(source).run(&[]))
}

/// Removes the modules of MDX: blocks that begin with `import` or `export` outside fences.
pub(super) fn without_modules(body: &str) -> String {
    let (mut kept, mut fenced, mut begins, mut module) = (String::with_capacity(body.len()), false, true, false);
    for line in body.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        fenced ^= line.starts_with("```") || line.starts_with("~~~");
        module =
            !fenced && !blank && (module || begins && (line.starts_with("import ") || line.starts_with("export ")));
        if !module {
            kept.push_str(line);
        }
        begins = blank;
    }
    kept
}

/// Where the Markdown parser sees code, in order. Indented HTML is code to it, and seldom to its author.
fn code_ranges(source: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(source, EXTENSIONS).into_offset_iter() {
        let is_code = match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => true,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                let code = &source[range.clone()];
                !code.trim_start().starts_with('<') && !code.contains("</")
            }
            _ => false,
        };
        if is_code && ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range);
        }
    }
    ranges
}

struct Stripper<'a> {
    source: &'a str,
    finder: Finder,
    out: String,
    /// Where the current line of `out` begins, and the one before it.
    line: usize,
    previous_line: usize,
    /// The current line holds nothing but white space so far.
    blank: bool,
    /// The current line lost a tag.
    removed: bool,
}

impl<'a> Stripper<'a> {
    fn new(source: &'a str) -> Self {
        let (finder, out) = (Finder::default(), String::with_capacity(source.len()));
        Self { source, finder, out, line: 0, previous_line: 0, blank: true, removed: false }
    }

    fn run(mut self, code: &[Range<usize>]) -> String {
        let (mut at, mut code) = (0, code.iter().peekable());
        let bytes = self.source.as_bytes();
        while at < bytes.len() {
            while code.next_if(|range| range.end <= at).is_some() {}
            let code_at = code.peek().map_or(bytes.len(), |range| range.start.max(at));
            let stop = bytes[at..code_at].iter().position(|byte| matches!(byte, b'{' | b'[' | b'<' | b'\n'));
            let Some(stop) = stop.map(|stop| at + stop) else {
                let end = code.peek().map_or(bytes.len(), |range| range.end);
                self.copy(at, end);
                at = end;
                continue;
            };
            self.copy(at, stop);
            at = match bytes[stop] {
                b'\n' => self.end_line(stop),
                _ => self.tag(stop),
            };
        }
        self.out
    }

    fn copy(&mut self, from: usize, to: usize) {
        let copied = &self.source[from..to];
        self.out.push_str(copied);
        let mut last = copied;
        if let Some((before, after)) = copied.rsplit_once('\n') {
            let start = before.rfind('\n').map_or(self.line, |at| self.out.len() - copied.len() + at + 1);
            (self.previous_line, self.line) = (start, self.out.len() - after.len());
            (self.blank, self.removed, last) = (true, false, after);
        }
        self.blank = self.blank && last.trim().is_empty();
    }

    /// Ends a line; one that held tags and nothing else goes, so that it does not part what it stood in.
    fn end_line(&mut self, at: usize) -> usize {
        if self.removed && self.blank {
            self.out.truncate(self.line);
        } else {
            self.out.push('\n');
            (self.previous_line, self.line) = (self.line, self.out.len());
        }
        (self.blank, self.removed) = (true, false);
        at + 1
    }

    /// Removes what begins at `at`, or copies one byte; returns where to go on.
    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let removed = if rest.starts_with("[^") {
            footnote_mark(rest, self.out.len() == self.line).map(|length| at + length)
        } else if rest.starts_with('<') {
            self.hidden(at)
        } else if rest.starts_with("{:") {
            self.attribute_list(at)
        } else {
            self.template(at)
        };
        match removed {
            Some(end) => {
                self.removed = true;
                end
            }
            None => {
                self.copy(at, at + 1);
                at + 1
            }
        }
    }

    fn template(&mut self, at: usize) -> Option<usize> {
        let rest = &self.source[at..];
        let pairs = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), ("{# ", "#}"), ("{/*", "*/}")];
        let (open, close) = pairs.into_iter().find(|(open, _)| rest.starts_with(open))?;
        let end = self.finder.after(self.source, at + open.len(), close)?;
        let tag = &self.source[at..end];
        if tag.len() > MOST_TAG_BYTES || tag.contains("\n\n") {
            return None;
        }
        let name = tag[open.len()..].trim_start_matches(['-', ' ']).split([' ', '-', '%']).next();
        let name = name.filter(|_| open == "{%").unwrap_or_default();
        match name {
            "comment" => Some(self.closing(end, "endcomment").map_or(end, |(_, after)| after)),
            "raw" => Some(self.closing(end, "endraw").map_or(end, |(inner, after)| {
                self.copy(end, inner);
                after
            })),
            _ => {
                if let Some(path) = path_of(tag).filter(|_| self.is_at_target()) {
                    self.out.push_str(&path);
                    self.blank = false;
                }
                Some(end)
            }
        }
    }

    /// True where the target of a link is about to begin.
    fn is_at_target(&self) -> bool {
        let line = &self.out[self.line..];
        // Bounded, so that many tags behind many spaces stay linear.
        let spaces = line.bytes().rev().take(8).take_while(|byte| *byte == b' ').count();
        let line = &line[..line.len() - spaces];
        ["](", "](<", "href=\"", "href='"].iter().any(|before| line.ends_with(before))
            || line.starts_with('[') && line.ends_with("]:")
    }

    /// Scripts, styles and comments with an empty line inside: Markdown would read on behind it.
    fn hidden(&mut self, at: usize) -> Option<usize> {
        let rest = &self.source.as_bytes()[at + 1..];
        let begins = |name: &str| rest.get(..name.len()).is_some_and(|seen| seen.eq_ignore_ascii_case(name.as_bytes()));
        let (_, end) = [("script", "</script>"), ("style", "</style>"), ("!--", "-->")]
            .into_iter()
            .find(|(name, _)| begins(name))?;
        let end = self.finder.after(self.source, at, end)?;
        let empty_line = self.finder.after(self.source, at, "\n\n")?;
        (empty_line < end).then_some(end)
    }

    /// Where the content ends and where the tag `{% name %}` behind it ends.
    fn closing(&mut self, from: usize, name: &str) -> Option<(usize, usize)> {
        let named = self.finder.after(self.source, from, name)?;
        let inner = self.source[from..named].rfind("{%").map(|at| from + at)?;
        Some((inner, self.finder.after(self.source, named, "%}")?))
    }

    /// `{: .class #id}`; an id that belongs to a heading becomes the heading's.
    fn attribute_list(&mut self, at: usize) -> Option<usize> {
        let rest = &self.source[at..];
        let line = &rest[..rest.bytes().take(MOST_LIST_BYTES).position(|byte| byte == b'\n').unwrap_or(rest.len())];
        let end = line.bytes().take(MOST_LIST_BYTES).position(|byte| byte == b'}')?;
        if !line[2..].starts_with([' ', '.', '#', ':']) && !line[2..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        if let Some(id) = line[2..end].split_ascii_whitespace().find_map(|word| word.strip_prefix('#')) {
            self.name_heading(id);
        }
        Some(at + end + 1)
    }

    /// Gives the heading on this line, or on the one before when this one is empty, the anchor `id`.
    fn name_heading(&mut self, id: &str) {
        let (start, end) = match self.blank {
            true => (self.previous_line, self.line.saturating_sub(1).max(self.previous_line)),
            false => (self.line, self.out.len()),
        };
        if self.out[start..end].starts_with('#') && !id.is_empty() {
            let named = format!(" {{#{id}}}");
            self.out.insert_str(end, &named);
            if self.blank {
                self.line += named.len();
            }
        }
    }
}

/// The path that a tag names: `{{ "/a/" | url }}`, `{{< ref "a.md" >}}`, `{% link a.md %}`, `{% post_url DATE-a %}`.
///
/// Only one that a link's target may hold as it is: what is no link without it is none with it.
fn path_of(tag: &str) -> Option<String> {
    let inner = tag.trim_matches(|c| "{}%<>- \n".contains(c));
    let argument = |names: &[&str]| {
        let rest = names.iter().find_map(|name| inner.strip_prefix(name)).filter(|rest| rest.starts_with(' '))?.trim();
        Some(rest.strip_prefix("path=").unwrap_or(rest))
    };
    let quoted = |text: &str| {
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        text[1..].split_once(quote).map(|(path, _)| path.to_owned())
    };
    let path = if tag.starts_with("{%") {
        let file = argument(&["link"]).map(|path| format!("/{}", path.trim_start_matches('/')));
        file.or_else(|| argument(&["post_url"]).map(|name| format!("/_posts/{name}")))
    } else if tag.starts_with("{{<") || tag.starts_with("{{%") {
        argument(&["relref", "ref"]).and_then(quoted)
    } else {
        quoted(inner)
    }?;
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"()<>\"'\\{}[]*`!&".contains(c);
    (!path.is_empty() && path.chars().all(plain)).then_some(path)
}

/// The length of `[^1]`, or of `[^1]:` where a line begins; `None` for anything else.
fn footnote_mark(rest: &str, begins_line: bool) -> Option<usize> {
    let end = rest.bytes().take(64).position(|byte| byte == b']')?;
    let label = &rest[2..end];
    let simple = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    match rest.as_bytes().get(end + 1) {
        _ if !simple => None,
        Some(b'(') => None,
        Some(b':') if begins_line => Some(end + 2),
        _ => Some(end + 1),
    }
}

/// Finds closing marks; each stretch of text is searched once for each mark.
#[derive(Default)]
struct Finder {
    found: HashMap<String, usize>,
}

impl Finder {
    /// The offset behind the next `mark` at or after `from`.
    fn after(&mut self, source: &str, from: usize, mark: &str) -> Option<usize> {
        let known = self.found.get(mark).copied().filter(|at| *at >= from);
        let at = known.unwrap_or_else(|| source[from..].find(mark).map_or(usize::MAX, |at| from + at));
        self.found.insert(mark.to_owned(), at);
        (at != usize::MAX).then(|| at + mark.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_they_hold_stays() {
        for (source, expected) in [
            ("a {{ site.title }} b", "a  b"),
            ("[x]({{ \"/\" | url }})", "[x](/)"),
            ("[x]({{ site.baseurl }}/a/)", "[x](/a/)"),
            ("[x]({{ site.baseurl }}{% link _a/b.md %} \"y\")", "[x](/_a/b.md \"y\")"),
            ("[x]({%- post_url 2016-01-21-a -%})", "[x](/_posts/2016-01-21-a)"),
            ("[x]({{< ref \"a.md#b\" >}}) and [y](<{{% relref path='a/b.md' %}}>)", "[x](a.md#b) and [y](<a/b.md>)"),
            (
                "<a href=\"{{ '/a' | relative_url }}\">x</a>\n\n[x]: {{ \"/b\" | url }}",
                "<a href=\"/a\">x</a>\n\n[x]: /b",
            ),
            ("[x]({{ \"a b\" | url }}) {{ \"a\" }} ({{ \"a\" }})", "[x]()  ()"),
            ("{{é}} [x]({{é}}) [y]({{ \"é\" | url }})", " [x]() [y](é)"),
            ("[x]({{ page.url }}) [y]({% linked a.md %})", "[x]() [y]()"),
            ("{% if a %}\ntext\n{% endif %}\nmore", "text\nmore"),
            ("{{< box >}}\n## What\n{{< /box >}}\n", "## What\n"),
            ("{% image_with_class \"a\"\n  \"b\" %}text", "text"),
            ("{% comment %}no{{ x }}{% endcomment %}yes", "yes"),
            ("{% raw %}{{ kept }}{% endraw %}", "{{ kept }}"),
            ("`{{ code }}` {{ gone }}", "`{{ code }}` "),
            ("```\n{% code %}\n```\n{% gone %}\n", "```\n{% code %}\n```\n"),
            ("    {% code %}\n", "    {% code %}\n"),
            ("    <a href=\"{{ x }}\">\n", "    <a href=\"\">\n"),
            ("{{ never closed", "{{ never closed"),
            ("{{ a\n\nb }}", "{{ a\n\nb }}"),
            ("text\n{: .lead}\nmore", "text\nmore"),
            ("## A\n{: #own .b}\n", "## A {#own}\n"),
            ("## A {: #own}\n", "## A  {#own}\n"),
            ("a note[^1] and [^x](y)\n\n[^1]: the note", "a note and [^x](y)\n\n the note"),
            ("## A {#id}", "## A {#id}"),
            ("<div>\n<script>a\n\nb</script>\n<p>c", "<div>\n<p>c"),
            ("a <!-- b --> c", "a <!-- b --> c"),
        ] {
            assert_eq!(strip(source), expected, "{source}");
        }
    }

    #[test]
    fn modules_of_mdx_go() {
        let body = "import A from 'a'\nimport B from 'b'\n\nText\nexport stays\n\n```js\n\nimport c\n```\n";
        assert_eq!(without_modules(body), "\nText\nexport stays\n\n```js\n\nimport c\n```\n");
        assert_eq!(strip("a {/* b\nc */}d"), "a d");
    }

    #[test]
    fn bombs_return() {
        for unit in [
            "{{",
            "{%",
            "{:",
            "[^",
            "{{<",
            "{% raw %}",
            "{% comment %}",
            "{{%",
            "{# ",
            "{: #a}\n# ",
            "[^a]:",
            "]({{\"a\"}}",
        ] {
            strip(&unit.repeat(1_000_000 / unit.len()));
        }
    }
}
