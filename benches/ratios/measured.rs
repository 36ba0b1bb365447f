//! Reads what criterion wrote: `<run>/**/new/{benchmark,estimates}.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::Value;

/// The benches, in the order of the table.
const BENCHES: [&str; 6] = ["content", "index", "query", "facets", "snippets", "http"];
/// A pair measured further apart was not measured in one run.
const LONGEST_RUN: Duration = Duration::from_secs(3_600);
/// A group measured so long before the newest is of an earlier sitting.
const LONGEST_SITTING: Duration = Duration::from_secs(6 * 3_600);

/// How a workload compares with one of its floors.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ratio {
    pub(crate) bench: String,
    pub(crate) corpus: String,
    pub(crate) workload: String,
    /// Without `floor-`.
    pub(crate) floor: String,
    /// Nanoseconds an iteration, the median over the runs of criterion's medians.
    pub(crate) ours_ns: f64,
    pub(crate) floor_ns: f64,
    /// What an iteration works through, where it is counted.
    pub(crate) throughput: Option<Throughput>,
    /// Our time by the floor's: the median over the runs.
    pub(crate) ratio: f64,
    /// The least and the greatest ratio that the 95 % intervals of some run allow.
    pub(crate) spread: (f64, f64),
}

/// Bytes or pages an iteration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Throughput {
    Bytes(f64),
    Pages(f64),
}

/// Criterion's median and its 95 % interval, in nanoseconds.
#[derive(Debug, Clone, Copy)]
struct Estimate {
    median: f64,
    low: f64,
    high: f64,
    throughput: Option<Throughput>,
    written: SystemTime,
}

/// Estimates by group and function.
type Run = BTreeMap<String, BTreeMap<String, Estimate>>;

/// Every pair that a run measured, in the order of [`BENCHES`] and, within a bench, of the first run.
///
/// # Errors
/// When a folder cannot be read, holds no pair, or holds a pair that was not measured in one run.
pub(crate) fn ratios(folders: &[PathBuf]) -> Result<Vec<Ratio>, String> {
    let runs = folders.iter().map(|folder| run(folder)).collect::<Result<Vec<Run>, String>>()?;
    let mut ordered = Vec::new();
    let mut seen = BTreeSet::new();
    for (group, functions) in runs.iter().flatten().filter(|(group, _)| seen.insert(group.as_str())) {
        let parts: Vec<&str> = group.splitn(3, '/').collect();
        let [bench, corpus, workload] = parts[..] else { continue };
        let Some(place) = BENCHES.iter().position(|own| *own == bench) else { continue };
        let Some(ours) = functions.get("frontis") else { continue };
        for (function, floor) in functions.iter().filter(|(function, _)| function.starts_with("floor-")) {
            let pairs: Vec<_> = runs.iter().filter_map(|run| pair(run, group, function)).collect();
            check_one_run(group, function, &pairs)?;
            let names = [bench, corpus, workload, function.trim_start_matches("floor-")];
            ordered.push(((place, ours.written, floor.written), ratio(names, &pairs)));
        }
    }
    if ordered.is_empty() {
        return Err("nothing was measured with a floor; run `cargo bench` first".to_owned());
    }
    ordered.sort_by_key(|(order, _)| *order);
    Ok(ordered.into_iter().map(|(_, ratio)| ratio).collect())
}

fn pair(run: &Run, group: &str, floor: &str) -> Option<(Estimate, Estimate)> {
    let functions = run.get(group)?;
    Some((*functions.get("frontis")?, *functions.get(floor)?))
}

fn check_one_run(group: &str, floor: &str, pairs: &[(Estimate, Estimate)]) -> Result<(), String> {
    for (ours, floor_estimate) in pairs {
        let (a, b) = (ours.written, floor_estimate.written);
        let apart = a.duration_since(b).or_else(|_| b.duration_since(a)).unwrap_or_default();
        if apart > LONGEST_RUN {
            return Err(format!("{group}: frontis and {floor} were not measured in one run; measure the group again"));
        }
    }
    Ok(())
}

fn ratio([bench, corpus, workload, floor]: [&str; 4], pairs: &[(Estimate, Estimate)]) -> Ratio {
    let each = |value: fn(&(Estimate, Estimate)) -> f64| pairs.iter().map(value).collect::<Vec<f64>>();
    Ratio {
        bench: bench.to_owned(),
        corpus: corpus.to_owned(),
        workload: workload.to_owned(),
        floor: floor.to_owned(),
        ours_ns: median(each(|(ours, _)| ours.median)),
        floor_ns: median(each(|(_, floor)| floor.median)),
        throughput: pairs[0].0.throughput,
        ratio: median(each(|(ours, floor)| ours.median / floor.median)),
        spread: (
            each(|(ours, floor)| ours.low / floor.high).into_iter().fold(f64::INFINITY, f64::min),
            each(|(ours, floor)| ours.high / floor.low).into_iter().fold(0.0, f64::max),
        ),
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
}

fn run(folder: &Path) -> Result<Run, String> {
    let mut run = Run::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).map_err(|error| format!("{} cannot be read ({error})", next.display()))?;
        for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
            match path.ends_with("new") {
                true => {
                    let (group, function, estimate) =
                        estimate(&path).ok_or_else(|| format!("{} is not criterion's", path.display()))?;
                    run.entry(group).or_default().insert(function, estimate);
                }
                false => folders.push(path),
            }
        }
    }
    // What is left of an earlier sitting, of pages or workloads that are no more, say.
    let newest = run.values().flat_map(BTreeMap::values).map(|estimate| estimate.written).max();
    let is_old = |estimate: &Estimate| newest.is_some_and(|newest| newest > estimate.written + LONGEST_SITTING);
    run.retain(|_, functions| !functions.values().all(is_old));
    Ok(run)
}

fn estimate(folder: &Path) -> Option<(String, String, Estimate)> {
    let json = |name: &str| -> Option<Value> { serde_json::from_slice(&fs::read(folder.join(name)).ok()?).ok() };
    let (benchmark, estimates) = (json("benchmark.json")?, json("estimates.json")?);
    let median = &estimates["median"];
    let throughput = &benchmark["throughput"];
    let bytes = throughput["Bytes"].as_f64().map(Throughput::Bytes);
    let estimate = Estimate {
        median: median["point_estimate"].as_f64()?,
        low: median["confidence_interval"]["lower_bound"].as_f64()?,
        high: median["confidence_interval"]["upper_bound"].as_f64()?,
        throughput: bytes.or_else(|| throughput["Elements"].as_f64().map(Throughput::Pages)),
        written: fs::metadata(folder.join("estimates.json")).ok()?.modified().ok()?,
    };
    Some((benchmark["group_id"].as_str()?.to_owned(), benchmark["function_id"].as_str()?.to_owned(), estimate))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Writes a run of `(group, function, median)`, each with an interval of a tenth on both sides.
    fn written(measured: &[(&str, &str, f64)]) -> tempfile::TempDir {
        let run = tempfile::tempdir().unwrap();
        for (number, (group, function, median)) in measured.iter().enumerate() {
            let folder = run.path().join(format!("group/{number}/new"));
            fs::create_dir_all(&folder).unwrap();
            let benchmark = json!({"group_id": group, "function_id": function, "throughput": {"Elements": 5}});
            let interval = json!({"lower_bound": median * 0.9, "upper_bound": median * 1.1});
            let estimates = json!({"median": {"point_estimate": median, "confidence_interval": interval}});
            fs::write(folder.join("benchmark.json"), benchmark.to_string()).unwrap();
            fs::write(folder.join("estimates.json"), estimates.to_string()).unwrap();
        }
        run
    }

    fn ratios_of(runs: &[&tempfile::TempDir]) -> Result<Vec<Ratio>, String> {
        ratios(&runs.iter().map(|run| run.path().to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_group_becomes_a_row_for_each_floor_and_what_has_none_is_left_out() {
        let run = written(&[
            ("query/pages-10/one-word", "frontis", 30.0),
            ("query/pages-10/one-word", "floor-counted", 10.0),
            ("query/pages-10/one-word", "floor-uncounted", 60.0),
            ("query/pages-10/alone", "frontis", 1.0),
            ("strange/pages-10/one-word", "frontis", 1.0),
            ("strange/pages-10/one-word", "floor-counted", 1.0),
        ]);
        let found = ratios_of(&[&run]).unwrap();
        let shown: Vec<_> = found.iter().map(|ratio| (ratio.floor.as_str(), ratio.ratio)).collect();
        assert_eq!(shown, [("counted", 3.0), ("uncounted", 0.5)]);
        let Ratio { bench, corpus, workload, throughput, .. } = &found[0];
        assert_eq!((bench.as_str(), corpus.as_str(), workload.as_str()), ("query", "pages-10", "one-word"));
        assert_eq!(*throughput, Some(Throughput::Pages(5.0)));
    }

    #[test]
    fn several_runs_give_the_median_and_the_whole_spread() {
        let group = "facets/pages-10/all";
        let runs =
            [10.0, 40.0, 20.0].map(|ours| written(&[(group, "frontis", ours), (group, "floor-facet-collector", 10.0)]));
        let found = ratios_of(&[&runs[0], &runs[1], &runs[2]]).unwrap();
        assert_eq!((found[0].ratio, found[0].ours_ns), (2.0, 20.0));
        let (low, high) = found[0].spread;
        assert!((low - 9.0 / 11.0).abs() < 1e-9 && (high - 44.0 / 9.0).abs() < 1e-9, "{low} {high}");
    }

    #[test]
    fn benches_come_in_their_order_whenever_they_were_run() {
        let run = written(&[
            ("http/pages-10/search", "frontis", 1.0),
            ("http/pages-10/search", "floor-healthz", 1.0),
            ("content/pages-10/parse", "frontis", 1.0),
            ("content/pages-10/parse", "floor-events", 1.0),
        ]);
        let found = ratios_of(&[&run]).unwrap();
        assert_eq!(found.iter().map(|ratio| ratio.bench.as_str()).collect::<Vec<_>>(), ["content", "http"]);
    }

    #[test]
    fn a_floor_of_another_day_is_refused() {
        let group = "query/pages-10/one-word";
        let run = written(&[(group, "frontis", 1.0), (group, "floor-counted", 1.0)]);
        let file = fs::File::options().write(true).open(run.path().join("group/1/new/estimates.json")).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(86_400)).unwrap();
        assert!(ratios_of(&[&run]).unwrap_err().contains("not measured in one run"));
    }

    #[test]
    fn no_measurement_is_an_error() {
        assert!(ratios_of(&[&written(&[])]).is_err());
        assert!(ratios(&[PathBuf::from("no/such/folder")]).is_err());
    }
}
