//! Searches a folder of Markdown from the command line.
//!
//! ```text
//! cargo run --release --example search -- index-data/projects clean water
//! ```
//!
//! Prints how many pages were found, then title, address and best passage of the first ten hits with what matched
//! in `[…]`, then how many of the pages fall to each region, where the collection has regions. Exits with 2 on an
//! error.
//!
//! The first run reads the whole folder, later ones what changed; `$FRONTIS_INDEX` says where the index is kept.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]

use std::env;
use std::error::Error;
use std::process::ExitCode;

use frontis::content::Escaped;
use frontis::{Index, Marked, Request};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("search: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let folder = arguments.next().ok_or("a folder is missing; usage: search FOLDER WORD…")?;
    let words: Vec<_> = arguments.map(|word| word.to_string_lossy().into_owned()).collect();
    let query = words.join(" ");

    let index = Index::open_folder(folder)?;
    let results = index.search(Request::new(query).limit(10))?;

    println!("{} pages", results.total);
    for hit in &results.hits {
        println!("\n{}\n  {}", marked(&hit.title), Escaped(&hit.url));
        for snippet in &hit.snippets {
            println!("  {}", marked(&snippet.text));
        }
    }
    for facet in results.facets.iter().filter(|facet| facet.field == "regions") {
        println!("\nregions");
        for value in &facet.values {
            println!("  {} ({})", Escaped(&value.value), value.count);
        }
    }
    Ok(())
}

/// The text with what matched in brackets, safe to print: a page cannot move the cursor.
fn marked(marked: &Marked) -> String {
    let mut text = marked.text.clone();
    // From the end, so that the ranges before stay true.
    for range in marked.ranges.iter().rev() {
        text.insert(range.end, ']');
        text.insert(range.start, '[');
    }
    Escaped(&text).to_string()
}
