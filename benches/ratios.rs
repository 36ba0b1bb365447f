//! Makes the table and the plot of `benches/README.md` from what criterion measured.
//!
//! ```sh
//! cargo bench
//! cargo run --release --example ratios
//! ```
//!
//! Arguments are the folders criterion wrote to, one a run (`CRITERION_HOME`); without one, that of the last `cargo
//! bench`. A group `bench/corpus/workload` with a function `frontis` and some named `floor-…` becomes a row for each
//! floor; what has no floor is not shown.

#[path = "ratios/measured.rs"]
mod measured;
#[path = "ratios/plot.rs"]
mod plot;
#[path = "ratios/table.rs"]
mod table;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]
fn main() -> ExitCode {
    let runs: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    match write(if runs.is_empty() { vec![last_run()] } else { runs }) {
        Ok(rows) => {
            println!("{rows} ratios written to benches/README.md and benches/ratios.svg");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn write(runs: Vec<PathBuf>) -> Result<usize, String> {
    let ratios = measured::ratios(&runs)?;
    let readme = folder().join("README.md");
    let text = read(&readme)?;
    let told = format!("{}\n\n{}", machine(runs.len()), table::table(&ratios));
    put(&readme, &table::replaced(&text, &told)?)?;
    put(&folder().join("ratios.svg"), &plot::svg(&ratios))?;
    Ok(ratios.len())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches")
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{} cannot be read ({error})", path.display()))
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{} cannot be written ({error})", path.display()))
}

/// Where criterion writes when nobody says.
fn last_run() -> PathBuf {
    let target = || env::var_os("CARGO_TARGET_DIR").map(|target| PathBuf::from(target).join("criterion"));
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/criterion");
    env::var_os("CRITERION_HOME").map(PathBuf::from).or_else(target).unwrap_or_else(own)
}

/// What the ratios were measured on: this machine.
fn machine(runs: usize) -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split(':').nth(1)).map(str::trim);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let rustc = Command::new("rustc").arg("--version").output().ok();
    let rustc = rustc.and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
    let rustc: Vec<&str> = rustc.split(' ').take(2).collect();
    format!(
        "{runs} {} on {cores} cores ({}, {} {}), {}.",
        if runs == 1 { "run" } else { "runs" },
        cpu.unwrap_or("unknown processor"),
        env::consts::OS,
        env::consts::ARCH,
        if rustc.len() == 2 { rustc.join(" ") } else { "rustc unknown".to_owned() }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_plot_in_the_repository_show_the_same_rows() {
        let readme = read(&folder().join("README.md")).unwrap();
        let svg = read(&folder().join("ratios.svg")).unwrap();
        let rows = table::rows(&readme);
        assert!(rows.len() > 20, "{} rows", rows.len());
        for [bench, corpus, workload] in &rows {
            assert!(svg.contains(&format!(">{bench} · {corpus}<")), "no part {bench} · {corpus} in the plot");
            assert!(svg.contains(&format!(">{workload}<")), "no row {workload} in the plot");
        }
        assert_eq!(svg.matches(plot::MARK).count(), rows.len());
    }
}
