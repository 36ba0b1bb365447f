use std::ffi::OsString;

use clap::CommandFactory;

use super::*;

fn words(line: &str) -> Vec<OsString> {
    with_exclusions(std::iter::once("frontis").chain(line.split_whitespace()).map(OsString::from))
}

fn parse(line: &str) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(words(line))
}

fn search(line: &str) -> SearchArguments {
    let arguments = parse(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    let Command::Search(search) = arguments.command else { panic!("{line}") };
    search
}

#[track_caller]
fn check_refused(line: &str, message: &str) {
    let error = parse(line).unwrap_err();
    assert_eq!((error.exit_code(), usage_error(&error, &words(line)).as_str()), (2, message), "{line}");
}

#[test]
fn the_definition_holds_together() {
    Arguments::command().debug_assert();
}

#[test]
fn folders_default_to_the_current_one() {
    let Command::Serve(serve) = parse("serve").unwrap().command else { panic!() };
    assert_eq!((serve.folder, serve.listen), (PathBuf::from("."), None));
    assert_eq!(search("search water --in docs").folder, PathBuf::from("docs"));
}

#[test]
fn options_of_all_commands_stand_before_or_after_the_command() {
    let arguments = parse("--json index site --index /tmp/x --config a.yaml -q --color never").unwrap();
    assert!(arguments.wants_json() && arguments.quiet);
    assert_eq!(arguments.index, Some(PathBuf::from("/tmp/x")));
    assert_eq!(arguments.config, Some(PathBuf::from("a.yaml")));
    assert_eq!(arguments.color, ColorChoice::Never);
    assert!(parse("check --format json").unwrap().wants_json());
    assert!(!parse("check").unwrap().wants_json());
}

#[test]
fn a_search_takes_words_facets_and_a_filter() {
    let own = search(
        "search clean water --facet regions=Asia --facet regions=Africa --filter a=1 --limit -1 --sort date:asc",
    );
    assert_eq!(own.query, ["clean", "water"]);
    assert_eq!(own.facet[1], ("regions".to_owned(), "Africa".to_owned()));
    assert_eq!(
        (own.filter.as_deref(), own.limit.as_deref(), own.sort.as_deref()),
        (Some("a=1"), Some("-1"), Some("date:asc"))
    );
    assert_eq!(search("search -- clean -water").query, ["clean", "-water"]);
    assert!(search("search --facet regions=Asia").query.is_empty());
    assert!(search("search water --explain").explain && !search("search water").explain);
}

#[test]
fn exclusions_are_words_and_options_stay_options() {
    let check = |line: &str, words: &str, folder: &str, quiet: bool| {
        let own = search(line);
        let typed: Vec<_> = own.query.iter().map(|word| word.trim_start()).collect();
        assert_eq!((typed.join(" ").as_str(), own.folder, parse(line).unwrap().quiet), (words, folder.into(), quiet));
    };
    check("search -water", "-water", ".", false);
    check("search clean -water -q --in x -y z --color never -a", "clean -water -y z -a", "x", true);
    check("--index search search -w --in=-x", "-w", "-x", false);
    check("search --explain -water", "-water", ".", false);
    check("search -- -q --in", "-q --in", ".", false);
}

#[test]
fn every_option_of_a_search_is_known_to_take_a_value_or_not() {
    let mut program = Arguments::command();
    program.build();
    let command = program.find_subcommand("search").unwrap();
    for option in command.get_arguments().filter(|option| option.get_long().is_some()) {
        let word = format!("--{}", option.get_long().unwrap());
        assert_eq!(exclusions::takes_value(&word), option.get_action().takes_values(), "{word}");
    }
}

#[test]
fn what_is_mistyped_gets_the_nearest_name() {
    let similar = |what: &str, near: &str, command: &str| {
        format!("unexpected argument '{what}' found; a similar argument exists: '{near}'; see frontis {command} --help")
    };
    check_refused("search water --lmit 3", &similar("--lmit", "--limit", "search"));
    check_refused("serve --lisen x", &similar("--lisen", "--listen", "serve"));
    check_refused("index --accept-shrnk", &similar("--accept-shrnk", "--accept-shrink", "index"));
    check_refused("check --cofig x", &similar("--cofig", "--config", "check"));
    check_refused("man --colour x", &similar("--colour", "--color", "man"));
    check_refused("completions bash --quite", &similar("--quite", "--quiet", "completions"));
    check_refused(
        "chekc x",
        "unrecognized subcommand 'chekc'; a similar subcommand exists: 'check'; see frontis --help",
    );
    check_refused(
        "completions bahs",
        "invalid value 'bahs' for '<SHELL>'; [possible values: bash, elvish, fish, powershell, zsh]; a similar value \
         exists: 'bash'; see frontis completions --help",
    );
    check_refused(
        "search x --sort dat:desc",
        "invalid value 'dat:desc' for '--sort <ORDER>'; [possible values: relevance, date:desc, date:asc]; a similar \
         value exists: 'date:desc'; see frontis search --help",
    );
    check_refused(
        "search x --match al",
        "invalid value 'al' for '--match <HOW>'; [possible values: auto, all, any]; a similar value exists: 'all'; \
         see frontis search --help",
    );
}

#[test]
fn an_evaluation_takes_a_path_and_thresholds() {
    let Command::Eval(eval) = parse("eval judgments.tsv --min 0.5").unwrap().command else { panic!() };
    assert_eq!((eval.path, eval.folder, eval.k, eval.min), (PathBuf::from("judgments.tsv"), None, 10, Some(0.5)));
    check_refused("eval", "the following required arguments were not provided: <PATH>; see frontis eval --help");
    check_refused(
        "eval x --min 50",
        "invalid value '50' for '--min <X>': write a number from 0 to 1, as in 0.5; see frontis eval --help",
    );
    check_refused("eval x --k 0", "invalid value '0' for '--k <N>': 0 is not in 1..=100; see frontis eval --help");
    check_refused(
        "eval x --basline y",
        "unexpected argument '--basline' found; a similar argument exists: '--baseline'; see frontis eval --help",
    );
}

#[test]
fn wrong_values_are_named_with_the_fix() {
    let listen = "invalid value '7700' for '--listen <ADDR>': not an address with a port; write 127.0.0.1:7700, or \
                  127.0.0.1:0 for any free port; see frontis serve --help";
    check_refused("serve --listen 7700", listen);
    let facet = "invalid value 'regions' for '--facet <FIELD=VALUE>': write FIELD=VALUE, as in regions=Asia; see \
                 frontis search --help";
    check_refused("search x --facet regions", facet);
    check_refused(
        "search",
        "the following required arguments were not provided: <QUERY>...; see frontis search --help",
    );
    let both = "the argument '--json' cannot be used with '--format <FORMAT>'; see frontis index --help";
    check_refused("index --json --format text", both);
    check_refused(
        "index -water",
        "unexpected argument '-w' found; to pass '-w' as a value, use '-- -w'; see frontis index --help",
    );
}

#[test]
fn localhost_is_an_address() {
    assert_eq!(parse_address("localhost:0"), Ok(([127, 0, 0, 1], 0).into()));
    assert!(parse_address("[::1]:80").is_ok());
}

#[test]
fn the_colour_asked_for_is_known_before_the_arguments_are_read() {
    let asked = |line: &str| asked_color(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
    assert_eq!(asked("frontis serch --color never"), Some(ColorChoice::Never));
    assert_eq!(asked("frontis --color=always x"), Some(ColorChoice::Always));
    assert_eq!(asked("frontis --color teal"), None);
}
