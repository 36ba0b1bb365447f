//! The ratios as a picture: a row for each workload, a mark for each floor, on a logarithmic scale around 1.
//!
//! SVG is written here, as text: the drawing crates put a colour on every element, and this picture takes its colours
//! from the reader's light or dark scheme.

use std::fmt::Write;

use super::measured::Ratio;
use super::table::number;

const WIDTH: f64 = 860.0;
const ROW: f64 = 19.0;
/// Where the scale begins and ends.
const SCALE: (f64, f64) = (220.0, 780.0);
const TOP: f64 = 112.0;
/// How the class of a mark begins; nothing else in the picture has it.
pub(crate) const MARK: &str = "class=\"mark";
/// How the class of a key of the legend begins: it looks like a mark and is none.
const KEY: &str = "class=\"key mark";

const STYLE: &str = "\
svg { --paper: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d8dee4; --one: #57606a; --mark: #0b6bcb; }
@media (prefers-color-scheme: dark) {
  svg { --paper: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #2a3038; --one: #8b949e; --mark: #58a6ff; }
}
text { font: 12px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: var(--ink); }
.title { font-size: 15px; font-weight: 600; } .part { font-weight: 600; } .soft { fill: var(--soft); }
.number { text-anchor: end; font-variant-numeric: tabular-nums; } .tick { text-anchor: middle; fill: var(--soft); }
.grid { stroke: var(--line); } .one { stroke: var(--one); stroke-width: 1.5; }
.spread { stroke: var(--mark); opacity: .55; }
.mark { fill: var(--mark); stroke: var(--mark); stroke-width: 1.5; } .open { fill: var(--paper); }";

/// Rows of one bench on one corpus, in order, each with the ratios to its floors.
struct Part<'a> {
    title: String,
    rows: Vec<Vec<&'a Ratio>>,
}

/// Draws the ratios.
pub(crate) fn svg(ratios: &[Ratio]) -> String {
    let parts = parts(ratios);
    let lines: usize = parts.iter().map(|part| part.rows.len() + 2).sum();
    let bottom = TOP + ROW * lines as f64;
    let scale = Scale::of(ratios);
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {0}\" width=\"{WIDTH}\" height=\"{0}\" \
         role=\"img\" aria-labelledby=\"title description\">\n<title id=\"title\">Our time by the floor's</title>\n\
         <desc id=\"description\">The same ratios as in the table of benches/README.md.</desc>\n\
         <style>\n{STYLE}\n</style>\n<rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>\n",
        bottom + 20.0
    );
    head(&mut out);
    axis(&mut out, &scale, bottom);
    let mut y = TOP + ROW;
    for part in &parts {
        text(&mut out, (16.0, y + 4.0), "part", &part.title);
        y += ROW;
        for row in &part.rows {
            draw_row(&mut out, &scale, y, row);
            y += ROW;
        }
        y += ROW;
    }
    out.push_str("</svg>\n");
    out
}

fn parts(ratios: &[Ratio]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for ratio in ratios {
        let title = format!("{} · {}", ratio.bench, ratio.corpus);
        let at = parts.iter().position(|part| part.title == title).unwrap_or_else(|| {
            parts.push(Part { title, rows: Vec::new() });
            parts.len() - 1
        });
        let rows = &mut parts[at].rows;
        match rows.iter_mut().find(|row| row[0].workload == ratio.workload) {
            Some(row) => row.push(ratio),
            None => rows.push(vec![ratio]),
        }
    }
    parts
}

/// Ratios to horizontal places; both ends are ticks.
struct Scale {
    ticks: Vec<f64>,
}

impl Scale {
    fn of(ratios: &[Ratio]) -> Self {
        let ends = ratios.iter().flat_map(|ratio| [ratio.spread.0, ratio.spread.1, ratio.ratio]);
        let (low, high) = ends.fold((0.5, 2.0), |(low, high): (f64, f64), end| (low.min(end), high.max(end)));
        let steps = (-4..=6).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power)));
        let steps: Vec<f64> = steps.collect();
        let first = steps.iter().rposition(|step| *step <= low).unwrap_or(0);
        let last = steps.iter().position(|step| *step >= high).unwrap_or(steps.len() - 1);
        Self { ticks: steps[first..=last].to_vec() }
    }

    fn x(&self, ratio: f64) -> f64 {
        let (low, high) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        let share = (ratio.clamp(low, high) / low).ln() / (high / low).ln();
        SCALE.0 + share * (SCALE.1 - SCALE.0)
    }
}

fn head(out: &mut String) {
    text(out, (16.0, 26.0), "title", "Our time by the floor's");
    text(out, (16.0, 46.0), "soft", "left of 1: we take less time than the floor; right of it: more");
    let legend =
        [("", "the floor", 22.0), ("uncounted", "not counting matches", 106.0), ("one-field", "over one field", 270.0)];
    for (floor, words, x) in legend {
        let _ = writeln!(out, "{}", shape(floor, x, 66.0, KEY));
        text(out, (x + 10.0, 70.0), "soft", words);
    }
}

fn axis(out: &mut String, scale: &Scale, bottom: f64) {
    for tick in &scale.ticks {
        let (x, class) = (scale.x(*tick), if *tick == 1.0 { "one" } else { "grid" });
        let _ = writeln!(out, "<line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{bottom:.1}\"/>");
        text(out, (x, TOP - 8.0), "tick", &format!("{tick}×"));
    }
}

fn draw_row(out: &mut String, scale: &Scale, y: f64, row: &[&Ratio]) {
    text(out, (28.0, y + 4.0), "", &row[0].workload);
    for ratio in row.iter().rev() {
        let (low, high) = (scale.x(ratio.spread.0), scale.x(ratio.spread.1));
        let _ = writeln!(out, "<line class=\"spread\" x1=\"{low:.1}\" x2=\"{high:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>");
        let _ = writeln!(out, "{}", shape(&ratio.floor, scale.x(ratio.ratio), y, MARK));
    }
    text(out, (WIDTH - 16.0, y + 4.0), "number", &format!("{}×", number(row[0].ratio)));
}

/// A disc, a ring for a floor that does not count, a diamond for one over a single field.
fn shape(floor: &str, x: f64, y: f64, class: &str) -> String {
    match floor {
        "uncounted" => format!("<circle {class} open\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"),
        "one-field" => format!("<path {class} open\" d=\"M{:.1} {y:.1}l5 -5 5 5 -5 5z\"/>", x - 5.0),
        _ => format!("<circle {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>"),
    }
}

fn text(out: &mut String, (x, y): (f64, f64), class: &str, text: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let _ = writeln!(out, "<text{class} x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(workload: &str, floor: &str, ratio: f64) -> Ratio {
        Ratio {
            bench: "query".to_owned(),
            corpus: "pages-10".to_owned(),
            workload: workload.to_owned(),
            floor: floor.to_owned(),
            ours_ns: ratio,
            floor_ns: 1.0,
            throughput: None,
            ratio,
            spread: (ratio * 0.9, ratio * 1.1),
        }
    }

    #[test]
    fn the_scale_is_logarithmic_and_holds_every_spread() {
        let scale = Scale::of(&[ratio("a", "counted", 0.15), ratio("b", "counted", 7.0)]);
        assert_eq!((scale.ticks.first(), scale.ticks.last()), (Some(&0.1), Some(&10.0)));
        let x = [0.1, 1.0, 10.0].map(|ratio| scale.x(ratio).round());
        assert_eq!(x, [SCALE.0, (SCALE.0 + SCALE.1) / 2.0, SCALE.1]);
    }

    #[test]
    fn every_ratio_has_a_mark_and_every_workload_one_row() {
        let drawn = svg(&[ratio("a<b", "counted", 0.5), ratio("a<b", "uncounted", 2.0), ratio("c", "counted", 3.13)]);
        assert_eq!(drawn.matches(MARK).count(), 3);
        assert_eq!((drawn.matches(">a&lt;b<").count(), drawn.matches(">query · pages-10<").count()), (1, 1));
        assert!(drawn.contains(">0.50×<") && drawn.contains(">3.1×<") && !drawn.contains(">2.0×<"), "{drawn}");
        assert_eq!(drawn.matches("class=\"one\"").count(), 1);
    }
}
