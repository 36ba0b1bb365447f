//! What others call a page where they link to it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::resolve::Places;
use super::{Meant, Source};
use crate::text::fold_value;

/// A text of fewer letters names nothing.
const LEAST_LETTERS: usize = 2;

/// Texts that name nothing, folded: what stands on buttons, and words that point. A line a language.
const GENERIC: [&str; 5] = [
    "apply, article, back, click, click here, continue, continue reading, details, document, download, find out more, \
     full article, go, here, info, learn, learn more, link, links, more, more details, more info, more information, \
     next, next page, online, our website, page, pdf, post, previous, previous page, read, read it, read more, \
     read the post, register, register now, see, see here, see more, show more, sign up, site, source, that, the post, \
     this, this article, this blog post, this link, this one, this page, this post, this site, view, view all, \
     view more, visit, web site, website",
    "ce lien, cette page, cliquer ici, cliquez ici, en savoir plus, ici, lien, lire la suite, plus, \
     plus d'informations, suite, telecharger, voir, voir plus",
    "aqui, descargar, enlace, esta pagina, haga clic aqui, haz clic aqui, leer mas, mas, mas informacion, saber mas, \
     ver, ver mas",
    "hier, hier klicken, mehr, mehr dazu, mehr erfahren, mehr informationen, seite, weiter, weiterlesen",
    "clicca qui, clique aqui, leggi di piu, leia mais, mais, qui, saiba mais, scopri di piu",
];

pub(super) fn links<'a>(sources: &'a [Source], places: &Places<'a>) -> Meant<'a> {
    let mut found: BTreeMap<String, (&str, BTreeSet<&'a str>)> = BTreeMap::new();
    for source in sources {
        for link in source.links.iter().filter(|link| is_telling(&link.text)) {
            if let Some(page) = places.resolve(&source.page, &link.target) {
                let (_, pages) = found.entry(fold_value(&link.text)).or_insert_with(|| (&link.text, BTreeSet::new()));
                pages.insert(page);
            }
        }
    }
    found.into_values().map(|(text, pages)| (text.to_owned(), pages)).collect()
}

/// True for a text that may name a page.
fn is_telling(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(LEAST_LETTERS).count();
    let key = fold_value(text);
    let words = key.trim_matches(|c: char| !c.is_alphanumeric());
    letters == LEAST_LETTERS && !is_address(text) && !is_generic(words)
}

fn is_generic(words: &str) -> bool {
    GENERIC.iter().flat_map(|texts| texts.split(", ")).any(|text| text == words)
}

/// `https://a.org/b`, `www.a.org`, `a.org/b`, `me@a.org`.
fn is_address(text: &str) -> bool {
    let one_word = !text.contains(char::is_whitespace);
    let has_host = text.split('/').next().is_some_and(|host| host.contains('.')) && text.contains('/');
    one_word && (text.contains("://") || text.starts_with("www.") || text.contains('@') || has_host)
}
