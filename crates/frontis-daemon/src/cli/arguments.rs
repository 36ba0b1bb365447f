//! The arguments, as clap reads them.

mod examples;
mod exclusions;
#[cfg(test)]
mod tests;
mod usage;
mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

pub(super) use exclusions::with_exclusions;
pub(super) use usage::{asked_color, usage_error};
pub(super) use values::parse_address;

use super::style::HELP;
use crate::http::parameters::{matches, sorts};
use values::{parse_facet, parse_host, parse_share};

/// The heading of what every command takes.
const COMMON: &str = "Options of every command";
const NARROW: &str = "Which pages";
const SHOW: &str = "Which hits, and how";

/// Full-text search for folders of Markdown with front matter.
#[derive(Debug, Parser)]
#[command(name = "frontis", bin_name = "frontis", version, propagate_version = true, max_term_width = 100)]
#[command(styles = HELP, after_help = examples::EXIT_CODES, after_long_help = examples::FRONTIS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Read the collection's settings from FILE instead of FOLDER/frontis.yaml
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = COMMON)]
    pub config: Option<PathBuf>,
    /// Keep the index under DIR [env: FRONTIS_INDEX, CACHE_DIRECTORY; default: frontis/ in the user's cache directory]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = COMMON)]
    pub index: Option<PathBuf>,
    /// How results are printed
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, help_heading = COMMON)]
    pub format: Format,
    /// Short for --format json
    #[arg(long, global = true, conflicts_with = "format", help_heading = COMMON)]
    pub json: bool,
    /// Colours and links: on terminals alone, everywhere, or nowhere [env: NO_COLOR, CLICOLOR, CLICOLOR_FORCE]
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = COMMON)]
    pub color: ColorChoice,
    /// No progress and no warnings on standard error
    #[arg(long, short, global = true, help_heading = COMMON)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Index a folder if needed and serve searches over HTTP
    ///
    /// The folder is indexed at the start and not watched: stop and start the command to serve what has changed since.
    #[command(after_long_help = examples::SERVE)]
    Serve(ServeArguments),
    /// Make the index equal to the folder and report what changed
    #[command(after_long_help = examples::INDEX)]
    Index(IndexArguments),
    /// Search from the terminal
    ///
    /// Takes in what has changed in the folder, then prints the hits, what became of the words, and the counts of every
    /// facet. Exit code 1 if nothing was found.
    #[command(after_long_help = examples::SEARCH)]
    Search(SearchArguments),
    /// Print every diagnostic of the files and settings; exit code 1 if one is an error
    ///
    /// Reads only: neither the folder nor the index is changed.
    #[command(after_long_help = examples::CHECK)]
    Check(CheckArguments),
    /// Measure how good the ranking is, on judgments of your own or on what a folder asks of itself
    ///
    /// Takes in what has changed in the folder, asks every query as a search box would, and prints nDCG, MAP, MRR and
    /// recall. Exit code 1 if nDCG is below --min, or if there was nothing to measure.
    #[command(after_long_help = examples::EVAL)]
    Eval(EvalArguments),
    /// Print completions of the command line for a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(CompletionsArguments),
    /// Print the manual page, with all commands, as roff
    #[command(after_help = examples::MAN)]
    Man,
}

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The folder of Markdown
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// Address and port; port 0 takes a free one [env: FRONTIS_LISTEN; default: 127.0.0.1:7700]
    #[arg(long, value_name = "ADDR", value_parser = parse_address)]
    pub listen: Option<SocketAddr>,
    /// A host name to answer to besides loopback ones, as a proxy on this machine passes it on; may repeat
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Hostname, value_parser = parse_host)]
    pub allow_host: Vec<String>,
    /// Let the first sync remove more than half of the pages
    #[arg(long)]
    pub accept_shrink: bool,
}

/// What `index` takes.
#[derive(Debug, Args)]
pub struct IndexArguments {
    /// The folder of Markdown
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// Let the sync remove more than half of the pages
    #[arg(long)]
    pub accept_shrink: bool,
}

/// What `search` takes.
///
/// What it shares with `/v1/search` is read by the same code, and stays text until then.
#[derive(Debug, Args)]
pub struct SearchArguments {
    /// The folder of Markdown
    #[arg(long = "in", value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// Words, "phrases", -exclusions, title:word
    ///
    /// The last word is also the beginning of a word. Quote phrases for the shell, too: '"clean water"'.
    #[arg(required_unless_present_any = ["facet", "filter"])]
    pub query: Vec<String>,
    /// Keep pages with this value; may repeat: values of one field are ORed
    ///
    /// Different fields are ANDed. 2010..2014 is a range of numbers or years. The facets and values there are stand
    /// below the hits.
    #[arg(long, value_name = "FIELD=VALUE", value_parser = parse_facet, help_heading = NARROW)]
    pub facet: Vec<(String, String)>,
    /// Keep pages that pass: regions = "Asia" AND years IN 2010..2014
    ///
    /// Also NOT, OR, (), <, <=, >, >=, IN [a, b] and EXISTS.
    #[arg(long, value_name = "FILTER", help_heading = NARROW)]
    pub filter: Option<String>,
    /// Pages with every word, then with some (auto); with every word (all); with any (any)
    #[arg(long = "match", value_name = "HOW", value_parser = names(matches()), help_heading = NARROW)]
    pub matching: Option<String>,
    /// The order of the hits
    #[arg(long, value_name = "ORDER", value_parser = names(sorts()), help_heading = SHOW)]
    pub sort: Option<String>,
    /// The most hits, 0 to 100 [default: 20]
    #[arg(long, value_name = "N", allow_hyphen_values = true, help_heading = SHOW)]
    pub limit: Option<String>,
    /// Hits to pass over; offset + limit is at most 10000 [default: 0]
    #[arg(long, value_name = "N", allow_hyphen_values = true, help_heading = SHOW)]
    pub offset: Option<String>,
    /// Passages of each hit, 1 to 5 [default: 1]
    #[arg(long, value_name = "N", allow_hyphen_values = true, help_heading = SHOW)]
    pub snippets: Option<String>,
    /// Show how the score of each hit came about
    ///
    /// A tree whose values add up to the score, and why a hit stands before those with a greater one.
    #[arg(long, help_heading = SHOW)]
    pub explain: bool,
}

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The folder of Markdown
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// What `eval` takes.
#[derive(Debug, Args)]
pub struct EvalArguments {
    /// Judgments, a test collection in BEIR's format, or a folder of Markdown
    ///
    /// Judgments are a file of lines: query, page, grade, parted by tabs. A folder of Markdown is asked for its own
    /// titles and headings, for titles with a slip, a word less, or half typed, and for what its links call pages.
    #[arg(value_hint = ValueHint::AnyPath)]
    pub path: PathBuf,
    /// The folder of Markdown that the judgments are about [default: the one they lie in]
    #[arg(long = "in", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// Ranks that nDCG looks at, 1 to 100
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub k: u8,
    /// End with exit code 1 where nDCG is below X, 0 to 1: of a folder of Markdown, that of any kind of query
    #[arg(long, value_name = "X", value_parser = parse_share)]
    pub min: Option<f64>,
    /// Compare with an earlier --json output of the same queries
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,
    /// List every query, the worst first
    #[arg(long)]
    pub per_query: bool,
}

/// What `completions` takes.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    pub shell: Shell,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

impl Arguments {
    /// True when results are printed as JSON.
    pub fn wants_json(&self) -> bool {
        self.json || self.format == Format::Json
    }
}

/// The names of `choices`, so that help, completions and messages list what `/v1/search` takes.
fn names<T, const N: usize>(choices: [(&'static str, T); N]) -> PossibleValuesParser {
    PossibleValuesParser::new(choices.map(|(name, _)| name))
}
