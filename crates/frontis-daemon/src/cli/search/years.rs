//! The years pages were active in, as one line: first year, a bar for each, last year, the fullest.

use frontis::search::FacetCounts;

use super::text::View;
use crate::cli::output::counted;
use crate::cli::style::{BOLD, MARK, PLAIN, Rich};

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// More bars tell no more.
const MOST_BARS: usize = 60;

/// The line, or nothing where no page has a year.
pub(super) fn years(facet: &FacetCounts, view: &View<'_>) -> Vec<String> {
    let mut counts: Vec<(i64, u64, bool)> = facet
        .values
        .iter()
        .filter_map(|value| Some((value.value.parse().ok()?, value.count, value.selected)))
        .collect();
    // Selected years without pages stand behind the others.
    counts.sort_unstable();
    let with_pages = || counts.iter().filter(|(_, count, _)| *count > 0);
    let (Some((first, ..)), Some((last, ..))) = (with_pages().min(), with_pages().max()) else { return Vec::new() };
    let (fullest, most, _) = with_pages().rev().max_by_key(|(_, count, _)| *count).copied().unwrap_or_default();
    let name = Rich::new(&facet.field, BOLD).and("  active in ", PLAIN);
    let mut tail = format!(" {last}, most in {fullest}: {most}");
    if let Some(selected) = selected(&counts) {
        tail.push_str(&format!("; selected {selected}"));
    }
    if first == last {
        let line = name.and(&format!("{first}: {}", counted(most, "page")), PLAIN);
        return line.lines(Some(view.table_width()), view.terminal.styled);
    }
    let room = view.table_width().saturating_sub(name.width() + 6 + tail.chars().count());
    let bars = bars(&counts, *first, *last, room.clamp(8, MOST_BARS));
    let line = name.and(&format!("{first} "), PLAIN);
    let line = bars
        .into_iter()
        .fold(line, |line, (bar, chosen)| line.and(&bar.to_string(), if chosen { MARK } else { PLAIN }));
    line.and(&tail, PLAIN).lines(Some(view.table_width()), view.terminal.styled)
}

/// At most `most` bars, each as high as the fullest of its years; true for those with a chosen year.
fn bars(counts: &[(i64, u64, bool)], first: i64, last: i64, most: usize) -> Vec<(char, bool)> {
    let span = usize::try_from(last - first).unwrap_or(0) + 1;
    let years_per_bar = span.div_ceil(most);
    let mut bars = vec![(0, false); span.div_ceil(years_per_bar)];
    for (year, count, selected) in counts {
        let at = usize::try_from(year - first).unwrap_or(usize::MAX) / years_per_bar;
        if let Some((height, chosen)) = bars.get_mut(at) {
            *height = (*count).max(*height);
            *chosen |= selected;
        }
    }
    let highest = bars.iter().map(|(height, _)| *height).max().unwrap_or(0).max(1);
    let bar = |height: u64| match usize::try_from((height * BARS.len() as u64).div_ceil(highest)) {
        // No space: the line breaks there.
        Ok(0) | Err(_) => '·',
        Ok(step) => BARS[step - 1],
    };
    bars.into_iter().map(|(height, chosen)| (bar(height), chosen)).collect()
}

/// The chosen years as one may write them: `2003, 2010..2014`.
fn selected(counts: &[(i64, u64, bool)]) -> Option<String> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for (year, ..) in counts.iter().filter(|(_, _, selected)| *selected) {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == *year => *end = *year,
            _ => runs.push((*year, *year)),
        }
    }
    let texts =
        runs.iter().map(|(start, end)| if start == end { start.to_string() } else { format!("{start}..{end}") });
    (!runs.is_empty()).then(|| texts.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_for_the_fullest_of_their_years() {
        let counts = [(2000, 1, false), (2002, 8, true), (2003, 4, false)];
        let shown = |most| bars(&counts, 2000, 2003, most).into_iter().map(|(bar, _)| bar).collect::<String>();
        assert_eq!((shown(60), shown(2)), ("▁·█▄".to_owned(), "▁█".to_owned()));
        assert_eq!(bars(&counts, 2000, 2003, 2)[1], ('█', true));
    }

    #[test]
    fn chosen_years_in_a_row_are_a_range() {
        let counts = [2003, 2010, 2011, 2012].map(|year| (year, 0, true));
        assert_eq!(selected(&counts).as_deref(), Some("2003, 2010..2012"));
        assert_eq!(selected(&[(2003, 1, false)]), None);
    }
}
