//! Whether all this is worth its while: the ranking against plain BM25 of the same index, over the queries people make.

use frontis::engine::{
    Atom, Batch, Budget, Document, Form, FormKind, Matcher, Plan, Slot, Snapshot, TextField, Weights,
};
use frontis::eval::{Comparison, Evaluation, Generator, Judgments, Kind, Ranking, Run, Source};
use frontis::text::{Language, Stemmer, analyze};
use frontis::{Index, open_engine};

use frontis_testkit::{scale, shared};

/// BM25 over words and their stems, one weight for every field, nothing else.
fn plain(snapshot: &dyn Snapshot, query: &str) -> Vec<String> {
    let stemmer = Stemmer::new(Language::English);
    let terms = analyze(query).map(|token| token.term.into_owned());
    let slots = terms.filter(|term| !Language::English.is_stop_word(term)).take(32).map(|term| {
        let stems = snapshot.terms_with_stem(Language::English, &stemmer.stem(&term)).unwrap();
        let forms = stems.into_iter().chain([term]).map(|term| Form { kind: FormKind::Term(term), weight: 1.0 });
        Slot { atoms: vec![Atom { fields: TextField::ALL.to_vec(), matcher: Matcher::Word(forms.collect()) }] }
    });
    let plan = Plan {
        slots: slots.collect(),
        matching: frontis::search::Match::Any,
        weights: Weights([1.0; TextField::COUNT]),
        limit: 100,
        budget: Budget::default(),
        ..Plan::default()
    };
    let hits = snapshot.search(&plan).unwrap().hits;
    let page = |doc| Document::page_from_payload(&snapshot.payload(doc).unwrap()).unwrap();
    hits.into_iter().map(|hit| page(hit.doc).id).collect()
}

#[test]
fn links_and_shortened_titles_are_found_better_than_by_plain_bm25() {
    let Some(root) = shared("markdown/digitalgov") else { return };
    let index = Index::builder(&root).in_memory().open().unwrap();
    index.sync().unwrap();
    let sources: Vec<Source> = index.parse_files().unwrap().into_iter().filter_map(Source::of).collect();
    let engine = open_engine(None).unwrap();
    let batch = sources.iter().fold(Batch::new(), |batch, source| batch.add(&source.page));
    let snapshot = engine.apply(batch).unwrap();
    for kind in [Kind::LinkText, Kind::TitleMinusWord] {
        let judgments: Judgments =
            Generator::new(&sources).most_queries(scale::cases(600, 2_000) as usize).judgments(kind);
        let ours = Evaluation::new(&judgments, &Run::new(&index, &judgments).unwrap(), 10);
        let mut run = Run::default();
        for query in &judgments.queries {
            let mut ranking = Ranking::default();
            ranking.pages = plain(&*snapshot, &query.text);
            run.rankings.push(ranking);
        }
        let theirs = Evaluation::new(&judgments, &run, 10);
        let comparison = Comparison::new(&theirs.queries, &ours.queries, |query| query.reciprocal_rank_10);
        eprintln!("{kind:?}: MRR@10 {:.4}, plain {:.4}: {comparison:?}", ours.means().mrr_10, theirs.means().mrr_10);
        assert!(comparison.difference() > 0.0 && comparison.is_telling(), "{kind:?}: {comparison:?}");
    }
}
