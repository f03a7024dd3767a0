//! What stands in front of all lines of a text at once: numbers of lines, marks of a list, a tool's own prefix.

use super::scan::{number, skip};

/// What all lines share in front of what was originally printed.
pub(crate) enum SharedPrefix<'t> {
    /// These bytes, on most lines: `[build 7] `, `win-builder> `, a tab, `- `.
    Text(&'t [u8]),
    /// A number that counts the lines: `  12  `, `12: `, `12. `.
    Number,
}

impl<'t> SharedPrefix<'t> {
    /// What the lines of this text share.
    pub(crate) fn of(text: &'t [u8]) -> Self {
        if are_numbered(text) { Self::Number } else { Self::Text(same_beginning(text)) }
    }

    /// Its length on this line.
    pub(crate) fn length(&self, line: &[u8]) -> usize {
        match self {
            Self::Text(text) if line.starts_with(text) => text.len(),
            Self::Text(_) => 0,
            Self::Number => line_number(line).map_or(0, |(_, length)| length),
        }
    }
}

/// The number of a line and the length of everything up to what it numbers: `  12: text`, `12. text`, `12  text`.
fn line_number(line: &[u8]) -> Option<(u32, usize)> {
    let (number, end) = number(line, skip(line, 0, b" "))?;
    match (line.get(end), line.get(end + 1)) {
        (None, _) => Some((number, end)),
        (Some(b':' | b'.' | b')'), None | Some(b' ' | b'\t')) => Some((number, (end + 2).min(line.len()))),
        (Some(b' ' | b'\t'), _) => Some((number, end + 1)),
        _ => None,
    }
}

/// Whether every line has a number, most of them one more than the line above.
fn are_numbered(text: &[u8]) -> bool {
    const FEW: usize = 3;
    let (mut count, mut steps, mut last) = (0, 0, None);
    for line in text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let Some((number, _)) = line_number(line) else { return false };
        if last.is_some_and(|last| number <= last) {
            return false;
        }
        steps += usize::from(last.is_some_and(|last| number == last + 1));
        count += 1;
        last = Some(number);
    }
    count >= FEW && steps * 3 >= (count - 1) * 2
}

/// Tabs, a mark of a list, or a prefix of the tool's own such as `[build 7] ` that all lines begin with.
fn same_beginning(text: &[u8]) -> &[u8] {
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
    let mark = common.windows(2).rposition(|pair| matches!(pair, b"] " | b"> " | b"| ")).map(|mark| mark + 2);
    let list = [b"- ", b"* "].iter().any(|mark| common.starts_with(*mark)).then_some(2);
    let length = mark.or(list).unwrap_or_else(|| skip(common, 0, b"\t"));
    if count > 2 { &common[..length] } else { b"" }
}

#[cfg(test)]
mod tests {
    use super::SharedPrefix;

    fn stripped(text: &str) -> String {
        let shared = SharedPrefix::of(text.as_bytes());
        text.lines().map(|line| &line[shared.length(line.as_bytes())..]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn numbers_that_count_the_lines() {
        assert_eq!(stripped("1: a\n2: b\n3: c"), "a|b|c");
        assert_eq!(stripped("  9  a\n 10\n 11    c"), " a||   c");
        assert_eq!(stripped("1. a\n2. b\n7. c\n8. d\n9. e"), "a|b|c|d|e");
        for numbers in
            ["1 a\n2 b", "1 a\n2 b\n2 c", "10.0.17763\n10.0.17764\n10.0.17765", "80 a\n443 b\n8080 c", "1 a\nb\n3 c"]
        {
            assert_eq!(stripped(numbers), numbers.replace('\n', "|"), "{numbers}");
        }
    }

    #[test]
    fn marks_that_all_lines_have() {
        assert_eq!(stripped("\ta\n\t\tb\n\tc"), "a|\tb|c");
        assert_eq!(stripped("- a\n- b\n- c"), "a|b|c");
        assert_eq!(stripped("- a\n  b: c\n- c"), "- a|  b: c|- c");
        assert_eq!(stripped("[b 7] one\n[b 7] two\n[b 7] three"), "one|two|three");
    }
}
