//! Tables of `kubectl`, `docker` and other tools: a line of headings, and columns below them.
//!
//! The `tabwriter` of Go pads columns with blanks and gives no other mark, so a reader has to go by places, and by numbers
//! where a copy moved them. No crate reads that.

/// A cell: the column where it begins, in characters, and the byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TableCell<'t> {
    /// The column of its first character.
    pub(crate) column: usize,
    /// The byte of its first character.
    pub(crate) at: usize,
    /// What stands in it.
    pub(crate) text: &'t str,
}

/// Tables have fewer columns than this.
const MOST: usize = 40;

/// The cells of a line, which two blanks or a tab separate.
pub(crate) fn cells(line: &str) -> Vec<TableCell<'_>> {
    split(line, 2)
}

/// The words of a line, which one blank separates.
pub(crate) fn words(line: &str) -> Vec<TableCell<'_>> {
    split(line, 1)
}

fn split(line: &str, blanks: usize) -> Vec<TableCell<'_>> {
    let mut cells: Vec<TableCell<'_>> = Vec::new();
    let (mut start, mut end, mut gap) = (None, 0, 0);
    for (column, (at, character)) in line.char_indices().enumerate() {
        if matches!(character, ' ' | '\t') {
            gap += if character == '\t' { blanks } else { 1 };
            continue;
        }
        if gap >= blanks
            && let Some((column, at)) = start.take()
        {
            cells.push(TableCell { column, at, text: &line[at..end] });
            if cells.len() == MOST {
                return cells;
            }
        }
        start.get_or_insert((column, at));
        (end, gap) = (at + character.len_utf8(), 0);
    }
    if let Some((column, at)) = start {
        cells.push(TableCell { column, at, text: &line[at..end] });
    }
    cells
}

/// The columns of a table by its headings.
#[derive(Clone, Debug)]
pub(crate) struct Columns<'t> {
    /// The headings.
    pub(crate) cells: Vec<TableCell<'t>>,
}

impl<'t> Columns<'t> {
    /// The columns under a line of headings.
    pub(crate) fn of(line: &'t str) -> Self {
        Self { cells: cells(line) }
    }

    /// The columns under headings that may be one blank apart.
    pub(crate) fn of_words(line: &'t str) -> Self {
        Self { cells: words(line) }
    }

    /// Whether there is a column with this heading.
    pub(crate) fn has(&self, heading: &str) -> bool {
        self.index(heading).is_some()
    }

    /// The number of the column with this heading.
    pub(crate) fn index(&self, heading: &str) -> Option<usize> {
        self.cells.iter().position(|cell| cell.text == heading)
    }

    /// Whether a word of the row begins under each heading, though the columns may be only one blank apart.
    pub(crate) fn fits(&self, row: &str) -> bool {
        let words = words(row);
        self.cells.iter().all(|heading| words.iter().any(|word| word.column == heading.column))
    }

    /// The cell of a row under this heading.
    pub(crate) fn find<'r>(&self, row: &'r str, heading: &str) -> Option<&'r str> {
        self.cell(row, self.index(heading)?)
    }

    /// The cell of a row in the column with this number: by its place where no column cuts through a word, by its number
    /// where a copy moved them, and else by where it begins.
    pub(crate) fn cell<'r>(&self, row: &'r str, index: usize) -> Option<&'r str> {
        let start = self.cells.get(index)?.column;
        let end = self.cells.get(index + 1).map_or(usize::MAX, |next| next.column);
        if self.cells.iter().all(|heading| begins(row, heading.column)) {
            let (from, to) = (byte_of(row, start), byte_of(row, end));
            return row.get(from..to).map(str::trim).filter(|cell| !cell.is_empty());
        }
        let row_cells = cells(row);
        let row_words = if row_cells.len() == 1 { words(row) } else { Vec::new() };
        let by_number = match row_words.len() == self.cells.len() {
            true => row_words.get(index),
            false => row_cells.get(index).filter(|_| row_cells.len() > 1),
        };
        let inside = |cell: &&TableCell<'_>| (start..end).contains(&cell.column);
        by_number.or_else(|| row_cells.iter().find(inside)).map(|cell| cell.text)
    }
}

/// The byte at which this column of a row begins, or the row's end.
fn byte_of(row: &str, column: usize) -> usize {
    if row.is_ascii() {
        return column.min(row.len());
    }
    row.char_indices().nth(column).map_or(row.len(), |(at, _)| at)
}

/// Whether nothing is cut apart before this column.
fn begins(row: &str, column: usize) -> bool {
    let at = byte_of(row, column);
    column == 0 || at == row.len() || matches!(row.as_bytes()[at - 1], b' ' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "NAME   STATUS   IMAGE";

    #[test]
    fn cells_and_words() {
        let texts = |cells: Vec<TableCell<'_>>| cells.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>();
        assert_eq!(texts(cells("  a b   c\td  ")), ["a b", "c", "d"]);
        assert_eq!(texts(words("  a b   c\td  ")), ["a", "b", "c", "d"]);
        assert_eq!(cells("ü  a")[1], TableCell { column: 3, at: 4, text: "a" });
    }

    #[test]
    fn cells_by_place() {
        let columns = Columns::of(HEADER);
        assert_eq!(columns.find("web    Ready    a.io/b:1", "IMAGE"), Some("a.io/b:1"));
        assert_eq!(columns.find("web             a.io/b:1", "STATUS"), None);
        assert_eq!(columns.find("wéb    Ready    a.io/b:1", "IMAGE"), Some("a.io/b:1"));
        assert_eq!(columns.find("web", "IMAGE"), None);
    }

    #[test]
    fn cells_by_number_where_a_copy_moved_them() {
        let columns = Columns::of(HEADER);
        assert_eq!(columns.find("a-longer-name  Ready  a.io/b:1", "IMAGE"), Some("a.io/b:1"));
        assert_eq!(columns.find("a-longer-name Ready a.io/b:1", "STATUS"), Some("Ready"));
        assert_eq!(columns.find("web    Ready    a.io/b:1", "NODE"), None);
    }

    #[test]
    fn rows_with_columns_one_blank_apart() {
        let columns = Columns::of("REF        SIZE      PLATFORMS");
        assert!(columns.fits("a.io/b:123 480.0 B   windows/amd64"));
        assert!(!columns.fits("a.io/b:1234 480.0 B windows/amd64"));
    }
}
