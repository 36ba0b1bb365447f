//! Columns of figures below a header.

use super::super::style::{BOLD, PLAIN, Rich};

/// Spaces between two columns.
const GAP: usize = 2;

/// Rows of cells; the first column begins at the left, the others end at the right.
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with this header.
    pub(super) fn new(header: &[&str]) -> Self {
        Self { rows: vec![header.iter().map(|cell| (*cell).to_owned()).collect()] }
    }

    /// Adds a row; cells are figures, or text that is escaped where it is printed.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The lines, the header in bold.
    pub(super) fn lines(&self) -> Vec<Rich> {
        let cells: Vec<Vec<Rich>> =
            self.rows.iter().map(|row| row.iter().map(|cell| Rich::new(cell, PLAIN)).collect()).collect();
        let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
        let width = |at: usize| cells.iter().filter_map(|row| row.get(at)).map(Rich::width).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let line = |(at, row): (usize, &Vec<String>)| {
            let mut text = String::new();
            for (column, cell) in row.iter().enumerate() {
                let space = " ".repeat(widths[column].saturating_sub(cells[at][column].width()));
                match column {
                    0 => text.push_str(&format!("{cell}{space}")),
                    _ => text.push_str(&format!("{:GAP$}{space}{cell}", "")),
                }
            }
            Rich::new(text.trim_end(), if at == 0 { BOLD } else { PLAIN })
        };
        self.rows.iter().enumerate().map(line).collect()
    }
}
