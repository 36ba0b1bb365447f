//! Tests of reading whole files: traps of real folders, hostile bytes, and the collections beside the repository.

mod bodies;
mod folders;
mod front_matter;
mod hostile;
mod links;

use super::*;

/// The page of `text` under default settings, and the codes of its diagnostics.
fn read(id: &str, text: &str) -> (Page, Vec<Code>) {
    read_with(id, text, &Options::default())
}

fn read_with(id: &str, text: &str, options: &Options) -> (Page, Vec<Code>) {
    let parsed = parse(id, text.as_bytes(), options);
    (parsed.page.expect(text), parsed.diagnostics.iter().map(|remark| remark.code).collect())
}

/// The text of `body`, sections joined.
fn body(text: &str) -> String {
    let page = Page::from_markdown("a.md", text);
    let texts = page.sections.iter().flat_map(|section| [section.heading.as_str(), &section.text]);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn text(value: &str) -> FieldValue {
    FieldValue::Text(value.to_owned())
}

fn texts(values: &[&str]) -> FieldValue {
    FieldValue::List(values.iter().map(|value| text(value)).collect())
}
