//! Measures how good a ranking is: judgments and an index in, figures out, and whether a change is more than chance.
//!
//! `judgments -> Run (the public search, as anybody asks it) -> Evaluation (nDCG, MAP, MRR, recall) -> Comparison`.
//! Stands above the whole library and knows no way into it that others do not have: what is measured is what people
//! get. It decides nothing: floors and thresholds belong to whoever measures.
//!
//! ```
//! use frontis::eval::{Evaluation, Judgments, Run};
//! use frontis::{Batch, Index, Page};
//!
//! let index = Index::in_memory()?;
//! let pages = [("wells.md", "# Wells\nClean water."), ("pumps.md", "# Pumps\nThey lift water."), ("tea.md", "# Tea")];
//! index.apply(pages.iter().fold(Batch::new(), |batch, (id, text)| batch.add(&Page::from_markdown(id, text))))?;
//!
//! let judgments = Judgments::parse("query\tpage\tgrade\nclean water\twells.md\t3\ntea\ttea.md\t3", "judgments.tsv")?;
//! let evaluation = Evaluation::new(&judgments, &Run::new(&index, &judgments)?, 10);
//! let means = evaluation.means();
//! assert_eq!((means.queries, means.ndcg, means.mrr), (2, 1.0, 1.0));
//! # Ok::<(), frontis::Error>(())
//! ```
//!
//! # Where judgments come from
//!
//! [`Judgments::parse`] reads tab-separated lines `query, page, grade`, which people write beside a collection;
//! [`Beir`] reads the format in which public test collections are passed on; [`Generator`] makes them of a collection
//! itself: whoever types a title, a heading, the beginning of a title, a title with a letter wrong or a word missing,
//! or what others write where they link to a page, means that page.
//!
//! # The figures
//!
//! Each is between 0 and 1 and is averaged over queries. [`measures`] has the formulas and where they come from. A
//! query without a page of grade 1 or more measures nothing and is left out of the means.

mod beir;
mod comparison;
mod evaluation;
mod files;
mod generator;
mod judgments;
pub mod measures;
mod random;
mod resolve;
mod run;
mod typo;

pub use beir::Beir;
pub use comparison::{Comparison, DRAWS};
pub use evaluation::{Evaluation, Means, QueryScores};
pub use generator::{Generator, Kind, Source};
pub use judgments::{JudgedQuery, Judgments};
pub use run::{DEPTH, Ranking, Run};
