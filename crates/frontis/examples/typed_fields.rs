//! Declares fields in settings, reads them back as Rust types, and selects, filters and sorts by them.
//!
//! ```text
//! cargo run --release --example typed_fields
//! ```
//!
//! Prints the projects newest first, each from a struct that a hit has filled, then those of two countries and some
//! years, then those a filter lets through, then what the clients' facet counts. The settings are those of a
//! `frontis.yaml`, which a folder has at its root; here they and the pages are in the program.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::fmt;

use frontis::content::{Date, parse};
use frontis::search::{FromField, Sort, SortKey};
use frontis::{Batch, Config, FieldValue, Hit, Index, Request, open_engine};

const SETTINGS: &str = r#"
fields:
  client:  { facet: true, aliases: [customer] }                       # some files say "customer"
  country: { facet: true, split: "," }                                # "Peru, Chile" is two
  years:   { facet: true, from: [[start, start-date], [end]] }        # an interval; open without an end
"#;

const FILES: [(&str, &str); 4] =
    [("springs.md", SPRINGS), ("ports.md", PORTS), ("wells.md", WELLS), ("notes.md", NOTES)];

const SPRINGS: &str = "---
title: Springs
client: Hill Trust
country: Nepal
start: 2011
end: 2016
budget: 1.2 million
date: 2016-05-04
---
Water.";

const PORTS: &str = "---
title: Ports
customer: Sea Fund
country: Peru, Chile
start-date: 2014
end: 2019
budget: 30 million
date: 2019-11-20
---
Water.";

const WELLS: &str = "---
title: Wells
client: hill trust
country: Chile
start: 2018
budget: 0.4 million
date: 2018-02-01
---
Water.";

/// No project: it has none of the fields.
const NOTES: &str = "---
title: Notes on water
---
Water.";

fn main() -> Result<(), Box<dyn Error>> {
    let index = index()?;

    let newest_first = Sort { key: SortKey::Date { descending: true } };
    print_projects("newest first", &index.search(Request::new("water").sort(newest_first))?.hits);

    // Values of one field are alternatives, fields narrow each other; an interval is met where it overlaps.
    let selected = Request::new("").select("country", ["peru", "nepal"]).select("years", ["2017..2020"]);
    print_projects("selected", &index.search(selected)?.hits);

    let filtered = Request::new("water").filter(r#"client = "Hill Trust" AND NOT start < 2015"#);
    print_projects("filtered", &index.search(filtered)?.hits);

    for facet in index.search(Request::new("water").facets(["client"]))?.facets {
        for value in facet.values {
            println!("{} {}: {}", facet.field, value.value, value.count);
        }
    }
    Ok(())
}

/// Pages read under the program's own settings, in an index in memory that has the same ones.
fn index() -> Result<Index, Box<dyn Error>> {
    let config = Config::parse(SETTINGS, "settings").map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        problems.join("\n")
    })?;
    let index = Index::with_engine(open_engine(None)?, config);
    let read = |(id, text): &(&str, &str)| parse(id, text.as_bytes(), &index.config().content).page;
    index.apply(FILES.iter().filter_map(read).fold(Batch::new(), |batch, page| batch.add(&page)))?;
    Ok(index)
}

/// What this program wants of a hit.
struct Project {
    title: String,
    client: String,
    countries: Vec<String>,
    years: (i32, Option<i32>),
    budget: Option<Millions>,
    published: Option<Date>,
}

impl Project {
    /// `None` for a page that is no project: it has no client or no years.
    fn from_hit(hit: &Hit) -> Option<Self> {
        Some(Self {
            title: hit.title.text.clone(),
            client: hit.get("client")?,
            countries: hit.get("country").unwrap_or_default(),
            years: hit.get("years")?,
            budget: hit.get("budget"),
            published: hit.get("date"),
        })
    }
}

/// A type of one's own, read from what front matter has as text.
struct Millions(f64);

impl FromField for Millions {
    fn from_field(value: &FieldValue) -> Option<Self> {
        let text = String::from_field(value)?;
        text.strip_suffix(" million")?.parse().ok().map(Self)
    }
}

impl fmt::Display for Project {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for {} in {}, since {}", self.title, self.client, self.countries.join(" and "), self.years.0)?;
        if let Some(end) = self.years.1 {
            write!(f, " until {end}")?;
        }
        if let Some(Millions(budget)) = self.budget {
            write!(f, ", {budget} million")?;
        }
        if let Some(date) = self.published {
            write!(f, " ({date})")?;
        }
        Ok(())
    }
}

fn print_projects(how: &str, hits: &[Hit]) {
    for project in hits.iter().filter_map(Project::from_hit) {
        println!("{how}: {project}");
    }
}
