//! Headings, paragraphs and tables, as Markdown, as CSV and as text for a terminal.

use std::borrow::Cow;

use super::words::Show as _;
use crate::rules::escape::markdown as markdown_text;

/// A part of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading: of the report (1) or of a part (2).
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A list in which the order counts.
    Steps(Vec<Todo>),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(Table),
}

/// One thing to do.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Todo {
    /// What, in a few words.
    pub title: String,
    /// Why, or how.
    pub text: String,
    /// What to watch out for; empty where there is nothing.
    pub warning: String,
    /// What to run; empty where there is nothing.
    pub commands: String,
}

/// A table. Every row has as many cells as the head.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Table {
    /// The headings.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|heading| (*heading).to_owned()).collect(), rows: Vec::new() }
    }

    fn all_rows(&self) -> impl Iterator<Item = &Vec<String>> {
        core::iter::once(&self.head).chain(&self.rows)
    }

    /// As comma-separated values, by RFC 4180: lines end with CRLF, and a cell with a separator, a quote or a line end is quoted. No
    /// cell is one that a spreadsheet would take for a formula.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        for row in self.all_rows() {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                let cell = harmless(cell);
                if cell.contains([',', ';', '\t', '"', '\r', '\n']) {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                } else {
                    out.push_str(&cell);
                }
            }
            out.push_str("\r\n");
        }
        out
    }

    fn markdown(&self, out: &mut String) {
        for (index, row) in self.all_rows().enumerate() {
            out.push('|');
            for cell in row {
                out.push(' ');
                out.push_str(&markdown_text(cell));
                out.push_str(" |");
            }
            out.push('\n');
            if index == 0 {
                out.push('|');
                out.push_str(&"---|".repeat(row.len()));
                out.push('\n');
            }
        }
    }

    fn text(&self, out: &mut String, columns: Option<usize>) {
        let mut widths = vec![0usize; self.head.len()];
        for row in self.all_rows() {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let needed = widths.iter().map(|width| width + 2).sum::<usize>().saturating_sub(2);
        if needed > columns.unwrap_or(WIDEST).min(WIDEST) {
            return self.records(out);
        }
        for row in self.all_rows() {
            let mut line = String::new();
            for (width, cell) in widths.iter().zip(row) {
                line.push_str(cell);
                line.push_str(&" ".repeat(width + 2 - cell.chars().count().min(*width)));
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }

    /// What would wrap in a terminal as a table: each row as its first cell, and the others below with their headings.
    fn records(&self, out: &mut String) {
        for row in &self.rows {
            for (index, (head, cell)) in self.head.iter().zip(row).enumerate() {
                match index {
                    0 => out.push_str(cell),
                    _ if cell.is_empty() => continue,
                    _ => [" ", " ", " ", " ", head, ": ", cell].iter().for_each(|part| out.push_str(part)),
                }
                out.push('\n');
            }
        }
    }
}

/// The widest table of a text where the terminal’s columns aren’t known, and where it has more.
const WIDEST: usize = 110;

/// A cell that begins with no formula, and neither does a part of it where a spreadsheet takes `;` or a tab for the separator, as it
/// does in half of Europe: an apostrophe makes it text ([OWASP](https://owasp.org/www-community/attacks/CSV_Injection)).
fn harmless(cell: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut begins = true;
    for c in cell.chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') {
            out.push('\'');
        }
        begins = matches!(c, ';' | ',' | '"' | '\t' | '\r' | '\n') || begins && c.is_whitespace();
        out.push(c);
    }
    if out.len() == cell.len() { Cow::Borrowed(cell) } else { Cow::Owned(out) }
}

/// All of it as Markdown.
pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(level, text) => {
                out.push_str(if *level == 1 { "# " } else { "## " });
                out.push_str(&markdown_text(text));
                out.push('\n');
            }
            Block::Text(text) => {
                out.push_str(&markdown_text(text));
                out.push('\n');
            }
            Block::Steps(steps) => {
                for (index, todo) in steps.iter().enumerate() {
                    let number = (index + 1).show();
                    for part in [
                        "- [ ] **",
                        &number,
                        ". ",
                        &markdown_text(&todo.title),
                        ".** ",
                        &markdown_text(&todo.text),
                        "\n",
                    ] {
                        out.push_str(part);
                    }
                    if !todo.warning.is_empty() {
                        for part in ["  **Note:** ", &markdown_text(&todo.warning), "\n"] {
                            out.push_str(part);
                        }
                    }
                    fenced(&todo.commands, &mut out);
                }
            }
            Block::List(items) => {
                for item in items {
                    out.push_str("- ");
                    out.push_str(&markdown_text(item));
                    out.push('\n');
                }
            }
            Block::Table(table) => table.markdown(&mut out),
        }
    }
    out
}

/// Commands as a block of code in a list. They hold no backtick: no plain name and no reference does.
fn fenced(commands: &str, out: &mut String) {
    if !commands.is_empty() {
        out.push_str("\n  ```\n");
        indented(commands, "  ", out);
        out.push_str("  ```\n\n");
    }
}

/// Each line after so many blanks.
fn indented(lines: &str, blanks: &str, out: &mut String) {
    for line in lines.lines() {
        for part in [blanks, line, "\n"] {
            out.push_str(part);
        }
    }
}

/// All of it as text for a terminal.
pub(super) fn text(blocks: &[Block], columns: Option<usize>) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() && !matches!(block, Block::Text(_) if out.ends_with(":\n")) {
            out.push('\n');
        }
        match block {
            Block::Heading(_, text) | Block::Text(text) => {
                out.push_str(text);
                out.push('\n');
            }
            Block::Steps(steps) => {
                for (index, todo) in steps.iter().enumerate() {
                    for part in ["  ", &(index + 1).show(), ". ", &todo.title, ". ", &todo.text, "\n"] {
                        out.push_str(part);
                    }
                    if !todo.warning.is_empty() {
                        for part in ["     Note: ", &todo.warning, "\n"] {
                            out.push_str(part);
                        }
                    }
                    indented(&todo.commands, "       ", &mut out);
                }
            }
            Block::List(items) => {
                for item in items {
                    for part in ["  - ", item, "\n"] {
                        out.push_str(part);
                    }
                }
            }
            Block::Table(table) => table.text(&mut out, columns),
        }
    }
    out
}
