//! The group of an interval of years: a histogram, two ends to choose by, and the same figures as a table.

use frontis::search::FacetCounts;

use super::describe::{grouped, label, pages};
use super::facets::Ids;
use super::links::{changed, same_field, selected};
use super::span::Span;
use super::year_inputs;
use crate::http::parameters::SearchParameters;

/// More years than this are drawn several to a bar.
const MOST_BARS: i32 = 60;
/// The width of a year in the drawing's own units, so that gaps between bars are whole numbers too.
const YEAR_WIDTH: i32 = 10;
/// The height of the fullest bar.
const HEIGHT: u64 = 100;

/// One interval field.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Years {
    /// What ids of its elements begin or end with.
    pub(super) id: String,
    /// The field's name for people.
    pub(super) label: String,
    /// The parameter that selects years.
    pub(super) name: String,
    /// The names of the two number inputs.
    pub(super) names: [String; 2],
    /// What they hold: nothing where nothing is selected, or more than one span.
    pub(super) from: String,
    pub(super) to: String,
    /// Missing where no page is counted.
    pub(super) histogram: Option<Histogram>,
    /// Selections that the inputs cannot show, carried along by the form.
    pub(super) carried: Vec<String>,
}

/// The counted years, drawn and listed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Histogram {
    pub(super) least: i32,
    pub(super) greatest: i32,
    /// Where the two sliders stand, and what that says.
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) first_text: String,
    pub(super) last_text: String,
    /// The first slider is so far on that it must lie above the last one to be taken hold of.
    pub(super) first_above: bool,
    /// The pages of each year from the least on, by commas.
    pub(super) counts: String,
    pub(super) width: i32,
    pub(super) height: u64,
    pub(super) bars: Vec<Bar>,
    /// Years to a bar.
    pub(super) bin: i32,
}

/// A year, or a few in a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) first: i32,
    pub(super) last: i32,
    /// Its years for people.
    pub(super) years: String,
    /// The pages of its fullest year.
    pub(super) pages: String,
    /// The link that selects it; `None` where there is nothing to find.
    pub(super) link: Option<String>,
    pub(super) inside: bool,
    pub(super) x: i32,
    pub(super) y: u64,
    pub(super) width: i32,
    pub(super) height: u64,
}

/// The group of `facet`; `None` where it has nothing to show.
pub(super) fn years(facet: &FacetCounts, parameters: &SearchParameters, ids: &mut Ids) -> Option<Years> {
    let selected = selected(parameters, &facet.field);
    let counts = counts(facet);
    if selected.is_empty() && counts.is_empty() {
        return None;
    }
    let spans: Vec<Span> = selected.iter().filter_map(|value| Span::parse(value)).collect();
    let shown = match (selected.as_slice(), spans.as_slice()) {
        ([_], [span]) => Some(*span),
        _ => None,
    };
    let span = shown.unwrap_or_default();
    let text = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
    Some(Years {
        id: ids.of(&facet.field),
        label: label(&facet.field),
        name: SearchParameters::selection_name(&facet.field),
        names: year_inputs::names(&facet.field, &[])?,
        from: text(span.from),
        to: text(span.to),
        histogram: histogram(&counts, span, &spans, |first, last| only(parameters, &facet.field, first, last)),
        carried: if shown.is_some() { Vec::new() } else { selected.into_iter().map(str::to_owned).collect() },
    })
}

/// Years and their pages, least year first.
fn counts(facet: &FacetCounts) -> Vec<(i32, u64)> {
    let counted = facet.values.iter().filter(|value| value.count > 0);
    let mut counts: Vec<_> = counted.filter_map(|value| Some((value.value.parse().ok()?, value.count))).collect();
    counts.sort_unstable();
    counts
}

/// The link that selects `first..=last` and nothing else in `field`.
fn only(parameters: &SearchParameters, field: &str, first: i32, last: i32) -> String {
    changed(parameters, |next| {
        next.selections.retain(|(name, _)| !same_field(name, field));
        let span = Span::between(Some(first), Some(last));
        next.selections.push((field.to_owned(), vec![span.to_string()]));
    })
}

fn histogram(
    counts: &[(i32, u64)],
    span: Span,
    selected: &[Span],
    link: impl Fn(i32, i32) -> String,
) -> Option<Histogram> {
    let (least, greatest) = (counts.first()?.0, counts.last()?.0);
    let of = |year| counts.binary_search_by_key(&year, |(own, _)| *own).map_or(0, |at| counts[at].1);
    let most = counts.iter().map(|(_, pages)| *pages).max()?;
    let bin = bin(greatest - least + 1);
    let bars = (least.div_euclid(bin)..=greatest.div_euclid(bin)).map(|number| {
        let (first, last) = ((number * bin).max(least), (number * bin + bin - 1).min(greatest));
        let pages = (first..=last).map(of).max().unwrap_or(0);
        // A single page among thousands is still to be seen.
        let height = if pages == 0 { 0 } else { (pages * HEIGHT / most).max(2) };
        Bar {
            first,
            last,
            years: Span::between(Some(first), Some(last)).words(),
            pages: grouped(pages),
            link: (pages > 0).then(|| link(first, last)),
            inside: selected.is_empty() || selected.iter().any(|span| span.meets(first, last)),
            x: (first - least) * YEAR_WIDTH + 1,
            y: HEIGHT - height,
            width: (last - first + 1) * YEAR_WIDTH - 2,
            height,
        }
    });
    let bars = bars.collect();
    let first = span.from.unwrap_or(least).clamp(least, greatest);
    let last = span.to.unwrap_or(greatest).clamp(first, greatest);
    let text = |year| format!("{year}: {}", pages(of(year)));
    let each: Vec<String> = (least..=greatest).map(|year| of(year).to_string()).collect();
    Some(Histogram {
        least,
        greatest,
        first,
        last,
        first_text: text(first),
        last_text: text(last),
        first_above: first - least > greatest - first,
        counts: each.join(","),
        width: (greatest - least + 1) * YEAR_WIDTH,
        height: HEIGHT,
        bars,
        bin,
    })
}

/// How many years share a bar.
fn bin(years: i32) -> i32 {
    match years {
        ..=MOST_BARS => 1,
        years if years <= 5 * MOST_BARS => 5,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use frontis::search::ValueCount;

    use super::*;

    fn facet(counts: &[(i32, u64)]) -> FacetCounts {
        let values =
            counts.iter().map(|(year, count)| ValueCount { value: year.to_string(), count: *count, selected: false });
        FacetCounts { field: "years".to_owned(), values: values.collect(), ..FacetCounts::default() }
    }

    fn selecting(values: &[&str]) -> SearchParameters {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        SearchParameters { selections: vec![("years".to_owned(), values)], ..SearchParameters::default() }
    }

    fn group(counts: &[(i32, u64)], selected: &[&str]) -> Option<Years> {
        years(&facet(counts), &selecting(selected), &mut Ids::default())
    }

    #[test]
    fn every_year_has_a_bar_as_high_as_its_pages() {
        let histogram = group(&[(2001, 1000), (2003, 500), (2004, 1)], &[]).unwrap().histogram.unwrap();
        let bars: Vec<_> = histogram.bars.iter().map(|bar| (bar.first, bar.x, bar.height, bar.y)).collect();
        assert_eq!(bars, [(2001, 1, 100, 0), (2002, 11, 0, 100), (2003, 21, 50, 50), (2004, 31, 2, 98)]);
        assert!(histogram.bars.iter().all(|bar| bar.inside && bar.width == 8));
        assert_eq!((histogram.width, histogram.counts.as_str()), (40, "1000,0,500,1"));
        assert_eq!(histogram.bars[0].link.as_deref(), Some("./?years=2001"));
        assert_eq!((histogram.bars[1].link.as_deref(), histogram.bars[0].pages.as_str()), (None, "1,000"));
        assert_eq!(
            (histogram.first_text.as_str(), histogram.last_text.as_str()),
            ("2001: 1,000 pages", "2004: 1 page")
        );
    }

    #[test]
    fn the_one_selected_span_stands_in_the_inputs_and_on_the_sliders() {
        let years = group(&[(2001, 1), (2009, 1)], &["2003..2020"]).unwrap();
        assert_eq!((years.from.as_str(), years.to.as_str()), ("2003", "2020"));
        let histogram = years.histogram.unwrap();
        assert_eq!((histogram.first, histogram.last, histogram.first_above), (2003, 2009, false));
        assert_eq!(histogram.bars.iter().filter(|bar| bar.inside).map(|bar| bar.first).min(), Some(2003));
        assert!(years.carried.is_empty());
    }

    #[test]
    fn several_selections_leave_the_inputs_empty_and_are_carried_along() {
        let years = group(&[(2001, 1), (2003, 1), (2005, 1)], &["2001", "2005.."]).unwrap();
        assert_eq!((years.from.as_str(), years.to.as_str()), ("", ""));
        assert_eq!(years.carried, ["2001", "2005.."]);
        let inside: Vec<_> = years.histogram.unwrap().bars.iter().map(|bar| bar.inside).collect();
        assert_eq!(inside, [true, false, false, false, true]);
    }

    #[test]
    fn many_years_share_bars_that_begin_at_round_years() {
        let bins = |greatest| {
            let histogram = group(&[(1953, 1), (1956, 3), (1957, 2), (greatest, 1)], &[]).unwrap().histogram.unwrap();
            (histogram.bin, histogram.bars.len(), histogram.bars[1].years.clone(), histogram.bars[1].pages.clone())
        };
        assert_eq!(bins(2012), (1, 60, "1954".to_owned(), "0".to_owned()));
        assert_eq!(bins(2013), (5, 13, "1955–1959".to_owned(), "3".to_owned()));
        assert_eq!((bins(2252).0, bins(2253).0, bins(2999).0), (5, 10, 10));
        let histogram = group(&[(1953, 1), (2019, 1)], &[]).unwrap().histogram.unwrap();
        let (first, last) = (&histogram.bars[0], histogram.bars.last().unwrap());
        assert_eq!((first.x, first.width, last.x + last.width + 1), (1, 18, histogram.width));
    }

    #[test]
    fn without_counted_years_the_selection_can_still_be_changed() {
        let years = group(&[], &["2010.."]).unwrap();
        assert_eq!((years.from.as_str(), years.histogram.is_none()), ("2010", true));
        assert_eq!(group(&[], &[]), None);
    }

    #[test]
    fn a_year_of_the_table_replaces_what_is_selected() {
        let histogram = group(&[(2001, 1), (2002, 1)], &["2001", "2005"]).unwrap().histogram.unwrap();
        assert_eq!(histogram.bars[1].link.as_deref(), Some("./?years=2002"));
    }
}
