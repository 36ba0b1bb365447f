//! Facets as tables: as many side by side as there is room for.

use frontis::search::{FacetCounts, ValueCount};
use textwrap::core::display_width;

use super::text::View;
use super::years::years;
use crate::cli::style::{BOLD, DIM, PLAIN, Rich, fitted};

/// Values shown of a facet, besides those that are selected.
const TOP: usize = 6;
/// A longer value ends in `…`.
const WIDEST_VALUE: usize = 36;
/// Columns between tables.
const GAP: usize = 3;

/// One facet: lines, and the columns each takes.
struct Table {
    lines: Vec<Rich>,
    width: usize,
}

/// Rows of tables, then the years; each is a paragraph. Facets that no page found has are left out.
pub(super) fn facets(facets: &[FacetCounts], view: &View<'_>) -> Vec<Vec<String>> {
    let is_years = |facet: &&FacetCounts| view.intervals.contains(&facet.field);
    let shown = |facet: &&FacetCounts| facet.values.iter().any(|value| value.count > 0 || value.selected);
    let width = view.table_width();
    let tables = facets.iter().filter(shown).filter(|facet| !is_years(facet)).map(|facet| table(facet, width));
    let mut rows: Vec<Vec<Table>> = Vec::new();
    for table in tables {
        let taken = rows.last().map(|row| row.iter().map(|table| table.width + GAP).sum::<usize>());
        match rows.last_mut() {
            Some(row) if taken.is_some_and(|taken| taken + table.width <= width) => row.push(table),
            _ => rows.push(vec![table]),
        }
    }
    let mut parts: Vec<Vec<String>> = rows.iter().map(|row| side_by_side(row, view.terminal.styled)).collect();
    let lines: Vec<String> = facets.iter().filter(is_years).flat_map(|facet| years(facet, view)).collect();
    if !lines.is_empty() {
        parts.push(lines);
    }
    parts
}

fn table(facet: &FacetCounts, most_width: usize) -> Table {
    let mut values: Vec<&ValueCount> = facet.values.iter().filter(|value| value.count > 0 || value.selected).collect();
    values.sort_by_key(|value| std::cmp::Reverse(value.count));
    let mut others = 0;
    values.retain(|value| {
        others += usize::from(!value.selected);
        value.selected || others <= TOP
    });
    let digits = values.iter().map(|value| value.count.to_string().len()).max().unwrap_or(1);
    let room = most_width.saturating_sub(digits + 4).clamp(1, WIDEST_VALUE);
    let texts: Vec<String> = values.iter().map(|value| fitted(&value.value, room)).collect();
    let name = fitted(&facet.field, most_width);
    let widest = texts.iter().map(|text| display_width(text)).max().unwrap_or(0);
    let widest = widest.max(display_width(&name).saturating_sub(digits + 4));
    let mut lines = vec![Rich::new(&name, BOLD)];
    for (value, text) in values.iter().zip(&texts) {
        let (mark, style) = if value.selected { ("* ", BOLD) } else { ("  ", PLAIN) };
        let space = " ".repeat(widest - display_width(text) + 2);
        let line = Rich::new(mark, style).and(text, style).and(&space, PLAIN);
        lines.push(line.and(&format!("{:>digits$}", value.count), DIM));
    }
    let more = facet.distinct.saturating_sub(values.iter().filter(|value| value.count > 0).count());
    if more > 0 {
        lines.push(Rich::new(&format!("  {more} more"), DIM));
    }
    let width = lines.iter().map(Rich::width).max().unwrap_or(0);
    Table { lines, width }
}

fn side_by_side(tables: &[Table], styled: bool) -> Vec<String> {
    let height = tables.iter().map(|table| table.lines.len()).max().unwrap_or(0);
    let line = |at: usize| {
        let (mut out, mut owed) = (String::new(), 0);
        for table in tables {
            if let Some(cell) = table.lines.get(at) {
                out.push_str(&" ".repeat(owed));
                out.push_str(&cell.line(styled));
                owed = table.width - cell.width() + GAP;
            } else {
                owed += table.width + GAP;
            }
        }
        out
    };
    (0..height).map(line).collect()
}
