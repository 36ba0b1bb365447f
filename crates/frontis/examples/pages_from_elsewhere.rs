//! Indexes pages that are not files: rows of a table, kept up to date while they are searched.
//!
//! ```text
//! cargo run --release --example pages_from_elsewhere
//! ```
//!
//! Prints the open tickets, what a change and a removal made of them, and how often another thread that searched all
//! the while saw half a commit: never.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::thread;

use frontis::{Batch, Index, Page, Request};

/// A row of a table.
#[derive(Clone)]
struct Ticket {
    number: u32,
    title: &'static str,
    status: &'static str,
    priority: i32,
    /// Plain text.
    body: &'static str,
}

const TICKETS: [Ticket; 4] = [
    Ticket { number: 1, title: "Pump fails", status: "open", priority: 1, body: "No pressure since Monday." },
    Ticket { number: 2, title: "Pump rattles", status: "open", priority: 3, body: "A bearing is worn." },
    Ticket { number: 3, title: "Tank leaks", status: "closed", priority: 1, body: "The pressure drops overnight." },
    Ticket { number: 4, title: "Meter unread", status: "closed", priority: 3, body: "The cover is stuck." },
];

/// A page that was written in Markdown, wherever it is kept.
const HANDBOOK: &str = "---\ntitle: Handbook of pumps\n---\n# Starting\n\nOpen the valve, *then* start the pump.";

/// Commits while another thread searches.
const COMMITS: u32 = 30;

fn main() -> frontis::Result<()> {
    let index = Index::in_memory()?;
    let batch = Batch::new().add(&Page::from_markdown("handbook.md", HANDBOOK));
    index.apply(TICKETS.iter().fold(batch, |batch, ticket| batch.add(&page(ticket))))?;
    print_open_tickets("at first", &index)?;

    // A page with the id of another takes its place.
    let repaired = Ticket { status: "closed", ..TICKETS[0].clone() };
    index.apply(Batch::new().add(&page(&repaired)))?;
    print_open_tickets("after a repair", &index)?;

    index.apply(Batch::new().remove(id(2)))?;
    print_open_tickets("after a removal", &index)?;

    let (searches, halves) = search_while_another_thread_applies(&index)?;
    println!("{searches} searches during {COMMITS} commits, {halves} of them saw half a commit");
    Ok(())
}

/// What stands in the index for a row. The id is the row's key, and finds the page again.
fn page(ticket: &Ticket) -> Page {
    Page::builder(id(ticket.number))
        .title(ticket.title)
        .field("status", ticket.status)
        .field("priority", ticket.priority)
        .body(ticket.body)
        .build()
}

fn id(number: u32) -> String {
    format!("ticket/{number}")
}

fn print_open_tickets(when: &str, index: &Index) -> frontis::Result<()> {
    let results = index.search(Request::new("pump").select("status", ["open"]))?;
    let titles: Vec<&str> = results.hits.iter().map(|hit| hit.title.text.as_str()).collect();
    println!("{when}: {} open with \"pump\": {titles:?}", results.total);
    Ok(())
}

/// One thread passes a ticket from number to number, a removal and an addition in one commit each; this one counts it.
fn search_while_another_thread_applies(index: &Index) -> frontis::Result<(u64, u64)> {
    let numbers = 100..100 + COMMITS;
    let passed_on = |number| Ticket { number, title: "Passed on", ..TICKETS[3].clone() };
    index.apply(Batch::new().add(&page(&passed_on(numbers.start))))?;
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for number in numbers {
                index.apply(Batch::new().remove(id(number)).add(&page(&passed_on(number + 1))))?;
            }
            frontis::Result::Ok(())
        });
        let (mut searches, mut halves) = (0, 0);
        while !writer.is_finished() {
            searches += 1;
            halves += u64::from(index.search("\"passed on\"")?.total != 1);
        }
        writer.join().expect("applying does not panic")?;
        Ok((searches, halves))
    })
}
