//! The arguments, as clap reads them.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Full-text search for folders of Markdown with front matter.
#[derive(Debug, Parser)]
#[command(name = "frontis", version, propagate_version = true, after_help = EXIT_CODES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Read the collection's settings from FILE instead of FOLDER/frontis.yaml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Keep the index under DIR [env: FRONTIS_INDEX; default: the user's cache directory]
    #[arg(long, global = true, value_name = "DIR")]
    pub index: Option<PathBuf>,
    /// How results are printed
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Short for --format json
    #[arg(long, global = true, conflicts_with = "format")]
    pub json: bool,
    /// No progress and no warnings on standard error
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

const EXIT_CODES: &str = "Exit codes: 0 ok, 1 nothing found or check failed, 2 usage or failure.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Index a folder if needed and serve searches over HTTP
    ///
    /// The folder is indexed at the start and not watched: stop and start the command to serve what has changed since.
    Serve(ServeArguments),
    /// Make the index equal to the folder and report what changed
    Index(IndexArguments),
    /// Search from the terminal
    Search(SearchArguments),
    /// Print every remark on the files and settings; exit code 1 if one is an error
    Check(CheckArguments),
}

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The folder of Markdown
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Address and port; port 0 takes a free one [env: FRONTIS_LISTEN; default: 127.0.0.1:7700]
    #[arg(long, value_name = "ADDR", value_parser = parse_address)]
    pub listen: Option<SocketAddr>,
    /// A host name to answer to besides loopback ones, as a proxy on this machine passes it on; may repeat
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Let the first sync remove more than half of the pages
    #[arg(long)]
    pub accept_shrink: bool,
}

/// What `index` takes.
#[derive(Debug, Args)]
pub struct IndexArguments {
    /// The folder of Markdown
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Let the sync remove more than half of the pages
    #[arg(long)]
    pub accept_shrink: bool,
}

/// What `search` takes.
#[derive(Debug, Args)]
pub struct SearchArguments {
    /// The folder of Markdown
    #[arg(long = "in", value_name = "FOLDER", default_value = ".")]
    pub folder: PathBuf,
    /// Words, "phrases", -exclusions, field:word
    #[arg(required = true)]
    pub query: Vec<String>,
    /// Keep pages that pass: regions = "Asia" AND years IN 2010..2014
    #[arg(long, value_name = "FILTER")]
    pub filter: Option<String>,
    /// Keep pages with this value; may repeat: values of one field are ORed
    #[arg(long, value_name = "FIELD=VALUE", value_parser = parse_facet)]
    pub facet: Vec<(String, String)>,
    /// The most hits
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub limit: u8,
}

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// The folder of Markdown
    #[arg(default_value = ".")]
    pub folder: PathBuf,
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

/// Marks the exclusions of a `search`, such as `-water`, with a space in front, which keeps clap from taking them for
/// options. `allow_hyphen_values` would not do: after the first word it takes every option for a word.
///
/// Words of the letters of real options alone stay options; after `--` nothing is one.
pub(super) fn with_exclusions(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let (mut searching, mut is_value, mut ended) = (false, false, false);
    let mut marked = |argument: OsString| {
        let word = argument.to_str().unwrap_or_default();
        ended |= word == "--";
        if ended || std::mem::replace(&mut is_value, takes_value(word)) {
            return argument;
        }
        searching |= word == "search";
        let letters = word.strip_prefix('-').unwrap_or_default();
        let is_options = letters.chars().all(|letter| OPTION_LETTERS.contains(letter));
        if !searching || is_options || letters.starts_with('-') {
            return argument;
        }
        format!(" {word}").into()
    };
    arguments.map(&mut marked).collect()
}

/// The options of one letter that `search` has.
const OPTION_LETTERS: &str = "qhV";

/// True for an option whose value is the next argument.
fn takes_value(word: &str) -> bool {
    word.starts_with("--") && !word.contains('=') && !["--json", "--quiet", "--help", "--version"].contains(&word)
}

/// Reads `127.0.0.1:7700`, `[::1]:7700` or `localhost:7700`.
///
/// # Errors
/// What is wrong, and what to write instead.
pub(super) fn parse_address(text: &str) -> Result<SocketAddr, String> {
    let named = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    named
        .as_deref()
        .unwrap_or(text)
        .parse()
        .map_err(|_| "not an address with a port; write 127.0.0.1:7700, or 127.0.0.1:0 for any free port".to_owned())
}

fn parse_facet(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() && !value.trim().is_empty() => {
            Ok((field.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write FIELD=VALUE, as in regions=Asia".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn parse(line: &str) -> Result<Arguments, clap::Error> {
        let words = std::iter::once("frontis").chain(line.split_whitespace());
        Arguments::try_parse_from(with_exclusions(words.map(OsString::from)))
    }

    #[track_caller]
    fn check_refused(line: &str, text: &str) {
        let error = parse(line).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{line}");
        assert!(error.to_string().contains(text), "{line}: {error}");
    }

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn folders_default_to_the_current_one() {
        let Command::Serve(serve) = parse("serve").unwrap().command else { panic!() };
        assert_eq!((serve.folder, serve.listen), (PathBuf::from("."), None));
        let Command::Search(search) = parse("search water --in docs").unwrap().command else { panic!() };
        assert_eq!(search.folder, PathBuf::from("docs"));
    }

    #[test]
    fn options_of_all_commands_stand_before_or_after_the_command() {
        let arguments = parse("--json index site --index /tmp/x --config a.yaml -q").unwrap();
        assert!(arguments.wants_json() && arguments.quiet);
        assert_eq!(arguments.index, Some(PathBuf::from("/tmp/x")));
        assert_eq!(arguments.config, Some(PathBuf::from("a.yaml")));
        assert!(parse("check --format json").unwrap().wants_json());
        assert!(!parse("check").unwrap().wants_json());
    }

    #[test]
    fn a_search_takes_words_facets_and_a_filter() {
        let line = "search clean water --facet regions=Asia --facet regions=Africa --filter a=1 --limit 0";
        let Command::Search(search) = parse(line).unwrap().command else { panic!() };
        assert_eq!(search.query, ["clean", "water"]);
        assert_eq!(search.facet[1], ("regions".to_owned(), "Africa".to_owned()));
        assert_eq!((search.filter.as_deref(), search.limit), (Some("a=1"), 0));
        let Command::Search(search) = parse("search -- clean -water").unwrap().command else { panic!() };
        assert_eq!(search.query, ["clean", "-water"]);
    }

    #[test]
    fn exclusions_are_words_and_options_stay_options() {
        let search = |line: &str| {
            let arguments = parse(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            let Command::Search(search) = arguments.command else { panic!("{line}") };
            let words: Vec<_> = search.query.iter().map(|word| word.trim_start().to_owned()).collect();
            (words.join(" "), search.folder, arguments.quiet)
        };
        let here = || PathBuf::from(".");
        assert_eq!(search("search -water"), ("-water".into(), here(), false));
        assert_eq!(search("search clean -water -q --in x -y z"), ("clean -water -y z".into(), "x".into(), true));
        assert_eq!(search("--index search search -w --in=-x"), ("-w".into(), "-x".into(), false));
        assert_eq!(search("search -- -q --in"), ("-q --in".into(), here(), false));
        check_refused("search water --lmit 3", "--limit");
        check_refused("search water --in x -y --limit 200", "0..=100");
        check_refused("index -water", "-w");
    }

    #[test]
    fn wrong_values_are_named_with_the_fix() {
        check_refused("serve --listen 7700", "127.0.0.1:7700");
        check_refused("search x --limit 101", "0..=100");
        check_refused("search x --facet regions", "FIELD=VALUE");
        check_refused("search", "QUERY");
        check_refused("index --json --format text", "cannot be used with");
        check_refused("index --accept-shrnk", "--accept-shrink");
    }

    #[test]
    fn localhost_is_an_address() {
        assert_eq!(parse_address("localhost:0"), Ok(([127, 0, 0, 1], 0).into()));
        assert!(parse_address("[::1]:80").is_ok());
    }
}
