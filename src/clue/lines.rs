//! The second step of reading: lines as they were before something wrapped them or wrote in front of them.

use memchr::memchr_iter;

use super::prefix::prefix;
use super::scan::skip;
use super::text::Text;

/// Lines without prefixes, joined where a terminal cut them, and a blank line before everything.
pub(crate) fn logical_lines(plain: &Text) -> Text {
    let rows = rows(plain.bytes());
    let width = terminal_width(&rows);
    let mut out = Text::with_capacity(plain.len() + 1);
    out.push("\n", 0);
    for (index, row) in rows.iter().enumerate() {
        push_row(plain.as_str(), *row, &mut out);
        let next = rows.get(index + 1).copied().unwrap_or_default();
        match width.and_then(|width| cut(plain.bytes(), *row, next, width)) {
            Some(join) => out.push(join, row.end),
            None if continues(plain.bytes(), *row) => out.push(" ", row.end),
            None => out.push("\n", row.end),
        }
    }
    out
}

/// One line of the text: where it starts, where its prefix ends, where it ends.
#[derive(Clone, Copy, Default)]
struct Row {
    body: usize,
    end: usize,
    /// Characters after the prefix, and with it.
    widths: [u32; 2],
}

fn rows(text: &[u8]) -> Vec<Row> {
    let common = common_prefix(text);
    let mut rows = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', text).chain(core::iter::once(text.len())) {
        let line = &text[start..end];
        let common = if line.starts_with(common) { common.len() } else { 0 };
        let body = start + common + prefix(&line[common..]);
        let whole = characters(line);
        rows.push(Row { body, end, widths: [whole - characters(&text[start..body]), whole] });
        start = end + 1;
    }
    rows
}

fn characters(line: &[u8]) -> u32 {
    line.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

/// A prefix of the tool's own that all lines share, such as `[build 7] ` or `win-builder> `.
fn common_prefix(text: &[u8]) -> &[u8] {
    let mut lines = text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    let Some(mut common) = lines.next().map(|line| &line[..line.len().min(80)]) else { return b"" };
    let mut count = 1;
    for line in lines {
        let shared = common.iter().zip(line).take_while(|(one, other)| one == other).count();
        common = &common[..shared];
        count += 1;
        if common.is_empty() {
            break;
        }
    }
    let mark = common.windows(2).rposition(|pair| matches!(pair, b"] " | b"> " | b"| "));
    match mark {
        Some(mark) if count > 2 => &common[..mark + 2],
        _ => b"",
    }
}

/// The width of the terminal that cut the lines, and whether the widths were those with the prefix.
#[derive(Clone, Copy)]
struct Width {
    columns: u32,
    basis: usize,
    /// Several lines of a width that terminals have: also blanks at the edge were cut.
    sure: bool,
}

/// Where most long lines share one length, a terminal of that width cut them (G01).
fn terminal_width(rows: &[Row]) -> Option<Width> {
    const USUAL: &[u32] = &[72, 76, 78, 80, 100, 120, 132, 136, 140, 150, 160, 180, 200, 238];
    const NARROW: u32 = 60;
    const WIDE: usize = 512;
    for basis in 0..2 {
        let mut counts = [0u32; WIDE];
        for row in rows {
            counts[(row.widths[basis] as usize).min(WIDE - 1)] += 1;
        }
        let longest = (NARROW..WIDE as u32 - 1).rev().find(|&width| counts[width as usize] > 0);
        let usual = USUAL.iter().copied().filter(|&width| counts[width as usize] >= 2);
        for columns in longest.into_iter().chain(usual) {
            let full = counts[columns as usize];
            let close: u32 = counts[(columns as usize * 7 / 8)..columns as usize].iter().sum();
            let longer: u32 = counts[columns as usize + 1..].iter().sum();
            let enough = if USUAL.contains(&columns) { 1 } else { 2 };
            if full >= enough && full * 2 >= close && full > longer {
                return Some(Width { columns, basis, sure: enough == 1 && full > 1 });
            }
        }
    }
    None
}

/// What stands between this line and the next if a terminal cut them apart; `None` if they are two lines.
fn cut(text: &[u8], row: Row, next: Row, width: Width) -> Option<&'static str> {
    let length = row.widths[width.basis];
    let (line, rest) = (&text[row.body..row.end], text.get(next.body..next.end)?);
    let (last, first) = (*line.last()?, *rest.first()?);
    if length != width.columns && length + 1 != width.columns || is_new_line(line, rest) {
        return None;
    }
    let (inside, indented) = (is_token(last) && is_token(first), first == b' ' && rest.get(1) == Some(&b' '));
    match length == width.columns {
        true if indented && (!width.sure || b",{[:".contains(&last)) => None,
        true => Some(""),
        // The blank at the edge was lost.
        false if inside && rest.len() > 2 => Some(" "),
        false => None,
    }
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"./:_@-".contains(&byte)
}

/// Two lines that begin alike, two rows of one table, or a line that looks like the beginning of something.
fn is_new_line(line: &[u8], next: &[u8]) -> bool {
    let alike = line.iter().zip(next).take_while(|(one, other)| one == other).count();
    let ruler = line.iter().rev().take(8).all(|byte| Some(byte) == line.last());
    let prompt = next.starts_with(b"PS ") || next.starts_with(b"$ ") || next.get(1..3) == Some(b":\\");
    alike >= 4 || ruler || prompt || shared_columns(line, next) >= 2
}

/// How many columns of a table start at the same place in both lines.
fn shared_columns(line: &[u8], next: &[u8]) -> usize {
    let starts = |text: &[u8], at: usize| text[at - 2] == b' ' && text[at - 1] == b' ' && text[at] != b' ';
    (2..line.len().min(next.len()).min(400)).filter(|&at| starts(line, at) && starts(next, at)).count()
}

/// Whether the line ends with a mark that the command goes on: `\`, `` ` `` or `^` after a blank.
fn continues(text: &[u8], row: Row) -> bool {
    matches!(text[row.body..row.end], [.., b' ' | b'\t', b'\\' | b'`' | b'^'])
}

/// Pushes a line; in a table of Markdown, blanks instead of the bars.
fn push_row(text: &str, row: Row, out: &mut Text) {
    let bytes = &text.as_bytes()[row.body..row.end];
    let mut from = row.body;
    let mut end = row.end;
    if continues(text.as_bytes(), row) {
        end -= 1;
    }
    if is_table(bytes) {
        for bar in memchr_iter(b'|', bytes) {
            out.push(text.get(from..row.body + bar).unwrap_or_default(), from);
            out.push("  ", row.body + bar);
            from = row.body + bar + 1;
        }
    }
    out.push(text.get(from..end).unwrap_or_default(), from);
}

fn is_table(line: &[u8]) -> bool {
    let bars = memchr_iter(b'|', &line[..line.len().min(2000)]).count();
    let inner = || line.windows(3).take(2000).filter(|window| window == b" | ").count();
    bars >= 2 && (line[skip(line, 0, b" ")..].starts_with(b"|") || inner() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let mut plain = Text::default();
        plain.push(text, 0);
        assert_eq!(logical_lines(&plain).as_str(), format!("\n{expected}\n"));
    }

    #[test]
    fn lines_cut_at_80_columns_are_joined() {
        let first = "docker: Error response from daemon: hcsshim::CreateComputeSystem 5620f49c18974f6";
        assert_eq!(first.len(), 80);
        let second = "e5489676caa30693e2be276417151a55c0294f0228767bfc0: The container operating syste";
        reads(&format!("{first}\n{second}\nm does not"), &format!("{first}{second}m does not"));
    }

    #[test]
    fn lines_of_equal_length_that_begin_alike_stay() {
        let one = "docker pull mcr.microsoft.com/windows/servercore:ltsc2019";
        let other = "docker pull mcr.microsoft.com/windows/servercore:ltsc2022";
        reads(&format!("{one}\n{other}"), &format!("{one}\n{other}"));
    }

    #[test]
    fn rows_of_a_table_stay() {
        let one = "aksold000002   Ready    <none>   61d    v1.27.3   10.224.0.62   containerd://1.6.21";
        let other = "winnew000000   Ready    <none>   2d     v1.27.3   10.224.0.91   containerd://1.6.21";
        reads(&format!("{one}\n{other}"), &format!("{one}\n{other}"));
    }

    #[test]
    fn prefixes_are_gone_and_commands_are_whole() {
        reads("> docker run \\\n>   image\n> done", "docker run    image\ndone");
        reads("[b 7] one\n[b 7] two\n[b 7] three", "one\ntwo\nthree");
    }

    #[test]
    fn tables_of_markdown_become_columns() {
        reads("| NAME | KERNEL-VERSION |", "   NAME    KERNEL-VERSION   ");
    }
}
