//! The second step of reading: lines as they were before something wrapped them or wrote in front of them.

use memchr::memchr_iter;

use super::objects::breaks;
use super::prefix::{opening_quote, prefix, suffix};
use super::prompt::is_prompt;
use super::scan::{has, skip, starts};
use super::shared_prefix::SharedPrefix;
use super::text::MappedText;
use super::written_version::version;

/// Lines without prefixes, joined where a terminal cut them, and an empty line before everything.
pub(crate) fn logical_lines(plain: &MappedText) -> MappedText {
    let rows = rows(plain);
    let width = terminal_width(plain.bytes(), &rows);
    let mut out = MappedText::with_capacity(plain.len() + 1);
    out.push("\n", 0);
    let mut first = 0;
    for (index, row) in rows.iter().enumerate() {
        if row.is_tail {
            continue;
        }
        push_row(plain.as_str(), *row, &mut out);
        let next = rows.get(index + 1).copied().unwrap_or_default();
        let join = width.and_then(|width| cut(plain.bytes(), *row, next, width));
        match join.filter(|_| first == index || !is_next_row(plain.bytes(), rows[first], next)) {
            Some(join) => {
                out.push(join, row.end);
                continue;
            }
            None if continues(plain.bytes(), *row) => out.push(" ", row.end),
            None => out.push("\n", row.end),
        }
        first = index + 1;
    }
    out
}

/// One line of the text: where its prefix ends, and where the line ends.
#[derive(Clone, Copy, Default)]
struct ScreenRow {
    body: usize,
    end: usize,
    /// Nothing but what a log file has behind a line.
    is_tail: bool,
    /// Characters of the prefix.
    prefix: u32,
    /// Columns on the terminal, in the ways they can have been counted.
    columns: [u32; BASES],
}

/// Ways to count columns: without the prefix; without it and without the backslashes that escape something, if they came
/// later; with that part of the prefix that not all lines have.
const BASES: usize = 3;
const WITH_PREFIX: usize = 2;

fn rows(plain: &MappedText) -> Vec<ScreenRow> {
    let text = plain.bytes();
    let shared = SharedPrefix::of(text);
    let mut hidden = plain.hidden();
    let mut rows = Vec::new();
    let (mut start, mut padded, mut indent, mut shortest) = (0, 0, usize::MAX, u32::MAX);
    for end in memchr_iter(b'\n', text).chain(core::iter::once(text.len())) {
        let line = &text[start..end];
        let shared = shared.length(line);
        let mut body = start + shared + prefix(&line[shared..]);
        if shortest == u32::MAX {
            let quote = opening_quote(&text[body..end]);
            // The log inside has prefixes of its own.
            body += quote + if quote > 0 { prefix(&text[body + quote..end]) } else { 0 };
        }
        let tail = suffix(line, body - start);
        let is_tail = tail == line.len() && tail > 0;
        let (whole_line, end) = (end, end - tail.min(end - body.min(end)));
        let here = hidden.partition_point(|&at| at as usize <= whole_line);
        let (prefix, width) = (characters(&text[start..body]), characters(&text[body..end]));
        let whole = (width + here as u32).saturating_sub(prefix_above(hidden, start, &rows));
        rows.push(ScreenRow { body, end, is_tail, prefix, columns: [whole, width, prefix + width + here as u32] });
        hidden = &hidden[here..];
        let blanks = skip(&text[body..end], 0, b" ");
        if body + blanks < end {
            indent = indent.min(blanks);
            shortest = shortest.min(prefix);
            padded += usize::from(text[end - 1] == b' ');
        }
        start = whole_line + 1;
    }
    let padded = padded * 2 > rows.len();
    for row in &mut rows {
        let blanks = indent.min(skip(&text[row.body..row.end], 0, b" "));
        row.body += blanks;
        let trailing = text[row.body..row.end].iter().rev().take_while(|&&byte| byte == b' ').count();
        let trailing = if padded { trailing } else { 0 };
        row.end -= trailing;
        row.columns = row.columns.map(|columns| columns - (blanks + trailing) as u32);
        row.prefix = row.prefix.saturating_sub(shortest);
        row.columns[WITH_PREFIX] = row.columns[WITH_PREFIX].saturating_sub(shortest);
    }
    rows
}

/// A tag that breaks a line of the source counts the columns from that line's beginning on, its prefix included.
fn prefix_above(hidden: &[u32], start: usize, rows: &[ScreenRow]) -> u32 {
    const MORE_THAN_ESCAPES: usize = 4;
    let before = hidden.partition_point(|&at| at as usize <= start);
    rows.last().filter(|_| before > MORE_THAN_ESCAPES).map_or(0, |above| above.prefix)
}

fn characters(line: &[u8]) -> u32 {
    line.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

/// The width of the terminal that cut the lines.
#[derive(Clone, Copy)]
struct Width {
    columns: u32,
    /// Which of a row's widths it was measured with.
    basis: usize,
    /// Several lines of a width that terminals have: also blanks at the edge were cut.
    sure: bool,
}

/// Where most long lines share one length, a terminal of that width cut them.
fn terminal_width(text: &[u8], rows: &[ScreenRow]) -> Option<Width> {
    const USUAL: &[u32] = &[80, 100, 120, 132, 136, 140, 150, 160, 180, 200, 238];
    const NARROW: u32 = 60;
    const WIDE: usize = 512;
    let mut best: Option<(u32, Width)> = None;
    for basis in 0..BASES {
        let mut counts = [0u32; WIDE];
        for row in rows.iter().filter(|row| basis != WITH_PREFIX || row.prefix > 0) {
            counts[(row.columns[basis] as usize).min(WIDE - 1)] += 1;
        }
        let longest = (NARROW..WIDE as u32 - 1).rev().find(|&width| counts[width as usize] > 0);
        let usual = USUAL.iter().copied().filter(|&width| counts[width as usize] >= 2);
        for columns in longest.into_iter().chain(usual) {
            let full = counts[columns as usize];
            let close: u32 = counts[(columns as usize * 7 / 8)..columns as usize].iter().sum();
            let longer: u32 = counts[columns as usize + 1..].iter().sum();
            let is_usual = USUAL.contains(&columns);
            // One line alone can have a width by chance.
            let enough = is_usual && (full > 1 || matches!(columns, 80 | 100 | 120 | 136))
                || full > 3 && mostly_cut(text, rows, basis, columns)
                || full > 1 && adjacent(text, rows, basis, columns);
            let fits = full > 0 && enough && full * 2 >= close && full > longer;
            if fits && best.is_none_or(|(most, _)| full > most) {
                best = Some((full, Width { columns, basis, sure: is_usual && full > 1 }));
            }
        }
    }
    best.map(|(_, width)| width)
}

/// Whether most lines of this width go on in the next one; a log whose lines are all alike has a width by chance.
fn mostly_cut(text: &[u8], rows: &[ScreenRow], basis: usize, columns: u32) -> bool {
    let full = rows.windows(2).filter(|pair| pair[0].columns[basis] == columns);
    let (mut lines, mut separate) = (0, 0);
    for pair in full {
        lines += 1;
        let (line, next) = (&text[pair[0].body..pair[0].end], &text[pair[1].body..pair[1].end]);
        separate += usize::from(is_new_line(line, next, 2));
    }
    separate * 2 < lines
}

/// Whether two lines of this width follow each other without being two of a kind.
fn adjacent(text: &[u8], rows: &[ScreenRow], basis: usize, columns: u32) -> bool {
    rows.windows(2).any(|pair| {
        pair.iter().all(|row| row.columns[basis] == columns)
            && !is_new_line(&text[pair[0].body..pair[0].end], &text[pair[1].body..pair[1].end], 2)
    })
}

/// What stands between this line and the next if a terminal cut them apart; `None` if they are two lines.
fn cut(text: &[u8], row: ScreenRow, next: ScreenRow, width: Width) -> Option<&'static str> {
    let own_prefix = row.prefix > 0 && next.prefix == 0 && row.columns[WITH_PREFIX] == width.columns;
    let length = if own_prefix { width.columns } else { row.columns[width.basis] };
    let (line, rest) = (&text[row.body..row.end], text.get(next.body..next.end)?);
    let (last, first) = (*line.last()?, *rest.first()?);
    let fits = length == width.columns || length + 1 == width.columns;
    // A prefix on the next line was there when the terminal cut, or it was written afterwards.
    let columns = if width.sure { 3 } else { 2 };
    if !width.sure && is_item(rest) {
        return None;
    }
    if !fits || width.basis == WITH_PREFIX && next.prefix > 0 || is_new_line(line, rest, columns) || is_beginning(rest)
    {
        return None;
    }
    if is_sentence(line, rest, width.sure) {
        return None;
    }
    let inside = is_token(last) && is_token(first);
    let indented = first == b' ' && rest.get(1) == Some(&b' ');
    match length == width.columns {
        true if inside => Some(""),
        true if (last == b' ' || first == b' ' || first == b'"' && is_open(line)) && is_prompt(line) => Some(""),
        true if width.sure => (!indented || !b",{[:".contains(&last)).then_some(""),
        // The blank at the edge was lost.
        false if inside && is_prompt(line) => Some(" "),
        _ => None,
    }
}

/// Whether a sentence happens to end at the edge: no name goes on behind a full stop with a word of its own, nor with the
/// beginning of a registry's name.
fn is_sentence(line: &[u8], next: &[u8], sure: bool) -> bool {
    let Some(sentence) = line.strip_suffix(b".") else { return false };
    let letters = next.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = letters > 0 && matches!(next.get(letters), None | Some(b' '));
    let last = sentence.rsplit(|byte| *byte == b' ').next().unwrap_or_default();
    let is_name = last.iter().any(|byte| b":/".contains(byte));
    word && (!sure || is_name) || !sure && starts(next, 0, "mcr.microsoft.com/")
}

/// Whether a quotation mark of this command is still to be closed.
fn is_open(line: &[u8]) -> bool {
    line.iter().filter(|&&byte| byte == b'"').count() % 2 == 1
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"./:_@-".contains(&byte)
}

/// What messages begin with that stand on lines of their own.
const MESSAGES: &[&str] = &[
    "Microsoft Windows [",
    "The container operating system",
    "Error response from daemon",
    "docker: ",
    "no matching manifest",
    "a Windows version 10.0",
    "windows/amd64 ",
    "Unable to find image",
    "Using default tag",
    "Sending build context",
    "Step 1/",
    "time=\"",
    "Name: ",
    "NAME ",
    "REPOSITORY ",
];

/// A line that nothing continues into.
fn is_beginning(next: &[u8]) -> bool {
    let prompt = next.starts_with(b"PS ") || next.starts_with(b"$ ") || next.get(1..3) == Some(b":\\");
    let number = version(next, 0).is_some_and(|found| found.end == next.len());
    let id = next.len() == 64 && next.iter().all(u8::is_ascii_hexdigit);
    // Where PowerShell says in which line it was.
    let place = next.starts_with(b"At ") && has(&next[..next.len().min(300)], &[" char:"]);
    prompt
        || place
        || number
        || id
        || MESSAGES.iter().any(|message| next.starts_with(message.as_bytes()))
        || has(&next[..next.len().min(100)], &[": pulling from "])
}

/// Whether a line is the next row of the table that a cut line began.
fn is_next_row(text: &[u8], first: ScreenRow, next: ScreenRow) -> bool {
    let (first, next) = (&text[first.body..first.end], text.get(next.body..next.end).unwrap_or_default());
    shared_columns(first, next) >= 3 || same_words(first, next)
}

/// `- item`, or `key:` in letters that are no piece of an id.
fn is_item(next: &[u8]) -> bool {
    let letters = next.iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let key = letters > 2
        && next.get(letters) == Some(&b':')
        && matches!(next.get(letters + 1), None | Some(b' '))
        && next[..letters].iter().any(|byte| !byte.is_ascii_hexdigit());
    key || next.starts_with(b"- ")
}

/// Two lines that begin alike, or two rows of one table.
fn is_new_line(line: &[u8], next: &[u8], columns: usize) -> bool {
    let alike = line.iter().zip(next).take_while(|(one, other)| one == other).count();
    let ruler =
        line.last().is_some_and(|last| b"=-_*#~+".contains(last) && line.iter().rev().take(8).all(|byte| byte == last));
    let alike = alike >= 4 && line[..alike].iter().any(|&byte| byte != b' ');
    alike || ruler || shared_columns(line, next) >= columns || same_words(line, next)
}

/// Whether the words of both lines start at the same places, as in a table whose columns are one blank apart.
fn same_words(line: &[u8], next: &[u8]) -> bool {
    let (line, next) = (&line[..line.len().min(600)], &next[..next.len().min(600)]);
    let starts = |text: &[u8], at: usize| text[at - 1] == b' ' && text[at] != b' ';
    let words = |text: &[u8]| (1..text.len()).filter(|&at| starts(text, at)).count();
    let shared = (1..line.len().min(next.len())).filter(|&at| starts(line, at) && starts(next, at)).count();
    shared >= 4 && shared * 5 >= words(line).max(words(next)) * 4
}

/// How many columns of a table start at the same place in both lines.
fn shared_columns(line: &[u8], next: &[u8]) -> usize {
    let starts = |text: &[u8], at: usize| text[at - 2] == b' ' && text[at - 1] == b' ' && text[at] != b' ';
    (2..line.len().min(next.len()).min(400)).filter(|&at| starts(line, at) && starts(next, at)).count()
}

/// Whether the line ends with a mark that the command goes on: `\`, `` ` `` or `^` after a blank.
fn continues(text: &[u8], row: ScreenRow) -> bool {
    matches!(text[row.body..row.end], [.., b' ' | b'\t', b'\\' | b'`' | b'^'])
}

/// Pushes a line; in a table of Markdown, blanks instead of the bars.
fn push_row(text: &str, row: ScreenRow, out: &mut MappedText) {
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
    let rest = from;
    for start in breaks(&text.as_bytes()[rest..end.max(rest)]).into_iter().map(|object| rest + object) {
        out.push(text.get(from..start).unwrap_or_default(), from);
        out.push("\n", start - 1);
        from = start;
    }
    out.push(text.get(from..end).unwrap_or_default(), from);
}

fn is_table(line: &[u8]) -> bool {
    let bars = memchr_iter(b'|', &line[..line.len().min(2000)]).count();
    let inner = || line.windows(3).take(2000).filter(|window| window == b" | ").count();
    bars >= 2 && (line[skip(line, 0, b" ")..].starts_with(b"|") || inner() >= 2)
}

#[cfg(test)]
mod tests;
