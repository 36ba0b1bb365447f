//! Turns Markdown into sections of clean text, and its links beside them.
//!
//! `body -> template tags gone -> events -> sections, links`. The parser is CommonMark with tables, strikethrough, task
//! lists and heading attributes. Footnotes are off: their syntax can cost more than linear time.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::clean::{Clean, one_line};
use super::link::{Link, Links};
use super::page::Section;
use super::{anchor, html, template};

/// What is read beyond CommonMark.
pub(super) const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// A line that opens more quotes and list items than this is a bomb, not a text.
pub(super) const MOST_CONTAINERS: usize = 200;

/// What a body holds.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) sections: Vec<Section>,
    pub(super) links: Vec<Link>,
    /// It was too complex and was read as plain text.
    pub(super) too_complex: bool,
}

/// Reads `body`. Linear.
pub(super) fn read(body: &str) -> Body {
    if is_too_complex(body) {
        let mut clean = Clean::default();
        html::push_text(body, &mut clean);
        let text = clean.take();
        let section = Section { text, ..Section::default() };
        let sections = if section.text.is_empty() { Vec::new() } else { vec![section] };
        return Body { sections, links: Vec::new(), too_complex: true };
    }
    let source = template::strip(body);
    let mut reader = Reader::new(&source);
    for (event, range) in Parser::new_ext(&source, EXTENSIONS).into_offset_iter() {
        reader.read(event, range.start);
    }
    reader.finish()
}

/// The clean text of `text`, Markdown or HTML on one line: a title, say. What is no inline markup stays: `# C#`, `1. a`.
pub(super) fn inline(text: &str) -> String {
    let line = one_line(&template::strip_inline(text));
    if !line.contains(['*', '_', '`', '[', '<', '&', '\\', '~', '!']) {
        return line;
    }
    // A line that begins with a word is a paragraph, whatever follows it.
    let paragraph = format!("x {line}");
    let mut reader = Reader::new(&paragraph);
    reader.keeps_unknown = true;
    for (event, range) in Parser::new_ext(&paragraph, EXTENSIONS).into_offset_iter() {
        reader.read(event, range.start);
    }
    let read = reader.clean.take();
    let read = read.strip_prefix('x').map(str::trim_start).unwrap_or_default();
    if read.is_empty() { one_line(text) } else { read.to_owned() }
}

/// The clean text of `text`, Markdown of any length, on one line: a summary, say.
pub(super) fn plain(text: &str) -> String {
    if !text.trim().contains('\n') {
        return inline(text);
    }
    let body = read(text);
    let texts: Vec<&str> = body.sections.iter().flat_map(|section| [section.heading.as_str(), &section.text]).collect();
    one_line(&texts.join(" "))
}

/// True when one line opens more than [`MOST_CONTAINERS`] quotes or list items.
fn is_too_complex(body: &str) -> bool {
    let containers = |line: &str| {
        let line = line.trim_start_matches([' ', '\t']);
        let lead = line.find(|c: char| !matches!(c, '>' | '-' | '+' | '*' | ' ' | '\t' | '0'..='9' | '.' | ')'));
        let lead = &line[..lead.unwrap_or(line.len())];
        let quotes = lead.bytes().filter(|byte| *byte == b'>').count();
        quotes + lead.split_ascii_whitespace().filter(|word| word.len() > 1 || *word != ">").count()
    };
    body.lines().any(|line| line.len() > MOST_CONTAINERS && containers(line) > MOST_CONTAINERS)
}

/// A heading being read.
struct Heading {
    level: u8,
    anchor: Option<String>,
    before: Clean,
}

struct Reader<'a> {
    source: &'a str,
    /// Finished sections with their explicit anchors.
    sections: Vec<(Section, Option<String>)>,
    /// The text of the current section, or of the heading being read.
    clean: Clean,
    heading: Option<Heading>,
    /// Open images, and the alternative text of the outermost.
    images: usize,
    alt: String,
    /// Code or HTML that arrives line by line.
    block: String,
    in_code: bool,
    /// The element whose inline content is hidden.
    hidden: Option<String>,
    /// Elements that do not close before an offset.
    unclosed: Vec<(String, usize)>,
    /// What looks like a tag and is none of HTML's stays: `Vec<T>`.
    keeps_unknown: bool,
    links: Links,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            sections: vec![(Section::default(), None)],
            clean: Clean::default(),
            heading: None,
            images: 0,
            alt: String::new(),
            block: String::new(),
            in_code: false,
            hidden: None,
            unclosed: Vec::new(),
            keeps_unknown: false,
            links: Links::default(),
        }
    }

    fn read(&mut self, event: Event<'_>, offset: usize) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Html(html) => self.block.push_str(&html),
            Event::InlineHtml(html) => self.inline_html(&html, offset),
            Event::Rule => self.clean.line_break(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match () {
            () if self.in_code => self.block.push_str(text),
            () if self.hidden.is_some() => {}
            () if self.images > 0 => self.alt.push_str(text),
            () => {
                self.clean.push(text);
                self.links.text(text);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let before = std::mem::take(&mut self.clean);
                self.heading = Some(Heading { level: level as u8, anchor: id.map(|id| id.to_string()), before });
            }
            Tag::Image { .. } => self.images += 1,
            // An address is named by itself.
            Tag::Link { link_type: LinkType::Email, .. } => {}
            Tag::Link { dest_url, .. } => self.links.open(&dest_url),
            Tag::CodeBlock(_) => {
                self.clean.line_break();
                self.in_code = true;
            }
            tag if is_block(&tag.to_end()) => self.clean.line_break(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.links.close(),
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                if self.images == 0 {
                    html::push_alt(&std::mem::take(&mut self.alt), &mut self.clean);
                }
            }
            TagEnd::CodeBlock => {
                self.clean.push_code(&std::mem::take(&mut self.block));
                self.in_code = false;
            }
            TagEnd::HtmlBlock => html::push_text(&std::mem::take(&mut self.block), &mut self.clean),
            _ => {}
        }
        if is_block(&tag) {
            self.clean.line_break();
            self.hidden = None;
            self.links.abandon();
        }
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else {
            return;
        };
        let text = one_line(&self.clean.take());
        self.clean = heading.before;
        self.clean.line_break();
        if text.is_empty() {
            return;
        }
        self.end_section();
        let section = Section { heading: text, level: heading.level, ..Section::default() };
        self.sections.push((section, heading.anchor.filter(|anchor| !anchor.is_empty())));
    }

    fn end_section(&mut self) {
        let text = self.clean.take();
        if let Some((section, _)) = self.sections.last_mut() {
            section.text = text;
        }
    }

    fn inline_html(&mut self, source: &str, offset: usize) {
        let Some(tag) = html::tag(source) else { return };
        if let Some(hidden) = &self.hidden {
            if tag.closing && *hidden == tag.name {
                self.hidden = None;
            }
        } else if self.keeps_unknown && !tag.is_known() {
            self.text(source);
        } else if tag.hides() && !tag.closing && self.is_closed(&tag.name, offset) {
            self.hidden = Some(tag.name);
        } else if self.images == 0 {
            tag.part(&mut self.clean);
            match tag.link() {
                _ if tag.name != "a" => {}
                Some(target) => self.links.open(&target),
                None => self.links.close(),
            }
        }
    }

    /// True when the element closes within its paragraph: what is never closed hides nothing.
    fn is_closed(&mut self, name: &str, offset: usize) -> bool {
        if self.unclosed.iter().any(|(unclosed, until)| unclosed == name && offset < *until) {
            return false;
        }
        let paragraph = self.source[offset..].split("\n\n").next().unwrap_or_default();
        let closed = paragraph.to_ascii_lowercase().contains(&format!("</{name}"));
        if !closed {
            self.unclosed.retain(|(unclosed, _)| unclosed != name);
            self.unclosed.push((name.to_owned(), offset + paragraph.len()));
        }
        closed
    }

    fn finish(mut self) -> Body {
        self.end_section();
        let headings = self.sections[1..].iter();
        let anchors = anchor::anchors(headings.map(|(section, anchor)| (section.heading.as_str(), anchor.as_deref())));
        let mut sections: Vec<Section> = self.sections.into_iter().map(|(section, _)| section).collect();
        for (section, anchor) in sections[1..].iter_mut().zip(anchors) {
            section.anchor = anchor;
        }
        if sections[0].text.is_empty() {
            sections.remove(0);
        }
        Body { sections, links: self.links.finish(), too_complex: false }
    }
}

/// True for what stands on lines of its own.
fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Heading(_)
    )
}
