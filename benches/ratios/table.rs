//! The table of `benches/README.md`, between two markers.

use std::fmt::Write;

use super::measured::{Ratio, Throughput};

const BEGIN: &str = "<!-- ratios: made by `cargo run --release --example ratios` -->";
const END: &str = "<!-- ratios: end -->";

/// A row for each ratio.
pub(crate) fn table(ratios: &[Ratio]) -> String {
    let mut table = "| bench | corpus | workload | floor | ours | floor's | ratio | spread |\n".to_owned();
    table.push_str("|---|---|---|---|--:|--:|--:|---|\n");
    for ratio in ratios {
        let Ratio { bench, corpus, workload, floor, throughput, .. } = ratio;
        let (low, high) = ratio.spread;
        let _ = writeln!(
            table,
            "| {bench} | {corpus} | {workload} | {floor} | {} | {} | **{}** | {}–{} |",
            cost(ratio.ours_ns, *throughput),
            cost(ratio.floor_ns, *throughput),
            number(ratio.ratio),
            number(low),
            number(high)
        );
    }
    table
}

/// `readme` with `told` between the markers.
///
/// # Errors
/// When one of the markers is missing.
pub(crate) fn replaced(readme: &str, told: &str) -> Result<String, String> {
    let missing = || format!("benches/README.md lacks the line {BEGIN} or, after it, {END}");
    let (before, rest) = readme.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{BEGIN}\n\n{}\n\n{END}{after}", told.trim()))
}

/// Bench, corpus and workload of each row of the table in `readme`.
#[cfg(test)]
pub(crate) fn rows(readme: &str) -> Vec<[String; 3]> {
    let (_, rest) = readme.split_once(BEGIN).unwrap_or_default();
    let rows = rest.lines().take_while(|line| *line != END).filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| {
        let mut cells = row.split('|').skip(1).map(|cell| cell.trim().to_owned());
        [(); 3].map(|()| cells.next().unwrap_or_default())
    })
    .collect()
}

/// A time; what is worked through in a second, where that is counted.
fn cost(nanoseconds: f64, throughput: Option<Throughput>) -> String {
    let a_second = |count: f64| count * 1e9 / nanoseconds;
    match throughput {
        Some(Throughput::Bytes(bytes)) => format!("{} MB/s", number(a_second(bytes) / 1e6)),
        Some(Throughput::Pages(pages)) => format!("{} pages/s", number(a_second(pages))),
        None if nanoseconds < 1e6 => format!("{} µs", number(nanoseconds / 1e3)),
        None if nanoseconds < 1e9 => format!("{} ms", number(nanoseconds / 1e6)),
        None => format!("{} s", number(nanoseconds / 1e9)),
    }
}

/// Two decimals below one, one below a hundred, none above, thousands in groups: `0.47`, `3.1`, `148`, `14,820`.
pub(crate) fn number(value: f64) -> String {
    let decimals = match value {
        ..1.0 => 2,
        1.0..100.0 => 1,
        _ => return grouped(value),
    };
    format!("{value:.decimals$}")
}

fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio() -> Ratio {
        Ratio {
            bench: "query".to_owned(),
            corpus: "synthetic-10000".to_owned(),
            workload: "one-word".to_owned(),
            floor: "counted".to_owned(),
            ours_ns: 61_240.0,
            floor_ns: 130_000.0,
            throughput: None,
            ratio: 0.471,
            spread: (0.458, 1.26),
        }
    }

    #[test]
    fn a_row_tells_both_times_and_the_ratio() {
        let expected = "| query | synthetic-10000 | one-word | counted | 61.2 µs | 130 µs | **0.47** | 0.46–1.3 |";
        assert_eq!(table(&[ratio()]).lines().last(), Some(expected));
    }

    #[test]
    fn what_is_counted_is_told_by_the_second() {
        assert_eq!(cost(5e8, Some(Throughput::Bytes(6.2e6))), "12.4 MB/s");
        assert_eq!(cost(1e9, Some(Throughput::Pages(10_000.0))), "10,000 pages/s");
        assert_eq!(cost(2.5e9, None), "2.5 s");
        assert_eq!(
            [0.474, 3.13, 147.6, 4_158.0, 1_234_567.0].map(number),
            ["0.47", "3.1", "148", "4,158", "1,234,567"]
        );
    }

    #[test]
    fn only_what_stands_between_the_markers_is_replaced() {
        let readme = format!("# Benches\n\n{BEGIN}\nold\n{END}\n\nNotes.\n");
        let told = table(&[ratio()]);
        let once = replaced(&readme, &told).unwrap();
        assert!(once.starts_with("# Benches\n\n") && once.ends_with("\n\nNotes.\n") && !once.contains("old"), "{once}");
        assert_eq!(replaced(&once, &told).unwrap(), once);
        assert_eq!(rows(&once), [["query", "synthetic-10000", "one-word"].map(str::to_owned)]);
        assert!(replaced("# Benches", &told).is_err());
    }
}
