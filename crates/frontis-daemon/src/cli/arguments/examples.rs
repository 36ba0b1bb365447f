//! What stands below the options in the help: examples that run in a checkout of the repository, in 80 columns.

/// Below the short help.
pub(super) const EXIT_CODES: &str = "Exit codes: 0 ok, 1 nothing found or check failed, 2 usage or failure.";

pub(super) const FRONTIS: &str = "\
Examples:
  frontis serve index-data/projects
  frontis search --in index-data/projects clean water
  frontis check index-data/projects

Exit codes: 0 ok, 1 nothing found or check failed, 2 usage or failure.";

pub(super) const SERVE: &str = "\
Examples:
  # The search page is at the address it prints
  frontis serve index-data/projects
  # On any free port
  frontis serve index-data/projects --listen 127.0.0.1:0
  # Behind a proxy on this machine that is asked for search.example.org
  frontis serve index-data/projects --allow-host search.example.org";

pub(super) const INDEX: &str = "\
Examples:
  frontis index index-data/projects
  # What changed, for a script
  frontis index index-data/projects --json";

pub(super) const SEARCH: &str = "\
Examples:
  frontis search --in index-data/projects clean water
  # A phrase, and pages without a word
  frontis search --in index-data/projects '\"clean water\"' -kiosks
  # Values of one facet are alternatives, different facets narrow each other
  frontis search --in index-data/projects water --facet years=2010..2014
  frontis search --in index-data/projects --filter 'country IN [Mali, Nepal]'
  # All pages with a value, the newest first
  frontis search --in index-data/projects --facet country=Nepal --sort date:desc
  # From the sixth hit on, with three passages each
  frontis search --in index-data/projects water --offset 5 --snippets 3
  # Why the hits stand in this order
  frontis search --in index-data/projects water schools --limit 2 --explain
  # The body of /v1/search
  frontis search --in index-data/projects water --json";

pub(super) const CHECK: &str = "\
Examples:
  frontis check index-data/projects
  # Settings that are tried out before they are put in place
  frontis check index-data/projects --config index-data/projects/frontis.yaml";

pub(super) const EVAL: &str = "\
Examples:
  frontis eval index-data/projects/judgments.tsv
  # Each query, the worst first
  frontis eval index-data/projects/judgments.tsv --per-query
  # What the folder asks of itself: titles, headings, links
  frontis eval index-data/projects
  # Before a change and after it: is the difference more than chance?
  frontis eval index-data/projects/judgments.tsv --json > before.json
  frontis eval index-data/projects/judgments.tsv --baseline before.json
  # A check for a script
  frontis eval index-data/projects/judgments.tsv --min 0.5";

pub(super) const COMPLETIONS: &str = "\
Where to put them:
  # Their folders may have to be made first, with mkdir -p
  frontis completions bash > ~/.local/share/bash-completion/completions/frontis
  # In a folder of $fpath, before compinit
  frontis completions zsh > ~/.zfunc/_frontis
  frontis completions fish > ~/.config/fish/completions/frontis.fish
  # Into a file that ~/.config/elvish/rc.elv evaluates
  frontis completions elvish > ~/.config/elvish/lib/frontis.elv
  # Into a file that $PROFILE runs
  frontis completions powershell > frontis.ps1";

pub(super) const MAN: &str = "\
Where to put it:
  # The folder may have to be made first, with mkdir -p
  frontis man > ~/.local/share/man/man1/frontis.1
  # Or read it at once
  frontis man | man -l -";
