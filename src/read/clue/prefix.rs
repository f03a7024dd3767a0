//! What logs, mail and other tools put in front of every line.

use super::scan::{find, has, number, skip, starts};

/// The length of everything in front of what was originally printed on this line.
pub(crate) fn prefix(line: &[u8]) -> usize {
    let mut at = 0;
    // A mail of a log of a log: a few layers, never an endless loop.
    for _ in 0..8 {
        let rest = &line[at..];
        let Some(length) = PREFIXES.iter().find_map(|prefix| prefix(rest)).filter(|&length| length > 0) else { break };
        at += length;
    }
    at
}

/// The length of everything behind what was originally printed on this line, which begins at `body`.
pub(crate) fn suffix(line: &[u8], body: usize) -> usize {
    // A line of Docker's log files, whose text ends with a line end of its own.
    if starts(line, 0, "\",") && starts(line, skip(line, 2, b" "), "\"stream\":") {
        return line.len();
    }
    let text = line.get(body..).unwrap_or_default();
    // A value that is a document itself has keys of its own.
    let is_document = text.trim_ascii_start().first().is_some_and(|byte| b"{[".contains(byte));
    if body > 0 && line.first() == Some(&b'{') && !is_document {
        let end = value_end(text);
        // The kubelet's message says what it did, and `err` what came of it.
        let goes_on = has(&text[end..], &["\"err\":\"", "\"error\":\""]);
        return if goes_on { 0 } else { text.len() - end };
    }
    if body > 1 && line.starts_with(b"| ") && only_cell(line).is_some() {
        // Nothing is left of a cell that was itself a prefix: `| NAME | `.
        let cell = text.trim_ascii_end().strip_suffix(b"|").unwrap_or_default();
        return text.len() - cell.trim_ascii_end().len();
    }
    0
}

/// Where a value of JSON ends, whose own quotation marks have lost their backslashes: before the next key or the end.
fn value_end(text: &[u8]) -> usize {
    let next_key = |at: usize| {
        let key = skip(text, at + 1, b", ");
        let name = skip(text, key + 1, b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_@.");
        text.get(at + 1) == Some(&b',') && text.get(key) == Some(&b'"') && starts(text, name, "\":")
    };
    let ends = |at: usize| starts(text, at, "\"}") && text[at + 2..].trim_ascii().is_empty();
    memchr::memchr_iter(b'"', text).find(|&at| next_key(at) || ends(at)).unwrap_or(text.len())
}

/// The quotation mark of a text that was copied together with its quotation marks.
pub(crate) fn opening_quote(line: &[u8]) -> usize {
    let marks = || line.iter().take(4096).filter(|&&byte| byte == b'"').count();
    usize::from(line.first() == Some(&b'"') && marks() % 2 == 1)
}

/// Tells the length of its prefix if the line begins with it.
type Prefix = fn(&[u8]) -> Option<usize>;

const PREFIXES: &[Prefix] = &[
    quoted,
    stamped,
    marker,
    tabbed_stamp,
    syslog,
    klog,
    composed,
    numbered_build,
    excerpt,
    margin,
    log_file,
    build_step,
    stream,
    numbered,
    found_in_file,
    only_cell,
];

/// `> `, `>> `, `> > 118  `: quoted mail, Markdown.
fn quoted(line: &[u8]) -> Option<usize> {
    let mut at = 0;
    let mut marks = 0;
    loop {
        let mark = skip(line, at, b" ");
        if mark - at > if marks == 0 { 8 } else { 1 } || line.get(mark) != Some(&b'>') {
            break;
        }
        marks += 1;
        at = mark + 1;
    }
    if marks == 0 {
        return None;
    }
    if let (2.., Some((_, end))) = (marks, number(line, skip(line, at, b" ")))
        && starts(line, end, "  ")
    {
        return Some(end + 2);
    }
    Some(at + usize::from(line.get(at) == Some(&b' ')))
}

/// A date and a time, and the level that programs write behind them: `2025-02-18 11:20:05,338 INFO  `.
fn stamped(line: &[u8]) -> Option<usize> {
    stamp(line).map(|end| end + level(&line[end..]))
}

/// `INFO  `, `[ERROR] `, padded to the width of the longest usual one. `ERROR: ` belongs to the message.
fn level(line: &[u8]) -> usize {
    const LEVELS: &[&str] = &["INFO", "WARNING", "WARN", "ERROR", "DEBUG", "FATAL", "TRACE", "NOTICE"];
    const PADDED: usize = "ERROR ".len();
    let open = usize::from(line.first() == Some(&b'['));
    let Some(word) = LEVELS.iter().find(|word| line[open..].starts_with(word.as_bytes())) else { return 0 };
    let end = open + word.len() + open;
    let closed = open == 0 || line.get(end - 1) == Some(&b']');
    let blanks = skip(line, end, b" ") - end;
    if closed && blanks > 0 { end + blanks.min(PADDED.saturating_sub(end).max(1)) } else { 0 }
}

/// A date and a time, or a time with seconds, bare or in brackets.
fn stamp(line: &[u8]) -> Option<usize> {
    let open = skip(line, 0, b" ");
    let bracket = usize::from(line.get(open) == Some(&b'['));
    let start = open + bracket;
    let time = match date(line, start) {
        Some(end) => skip(line, end, b" ,T_"),
        None => start,
    };
    let mut end = clock(line, time)?;
    end += [" AM", " PM"].iter().find(|half| starts(line, end, half)).map_or(0, |half| half.len());
    end += [" UTC", "Z"].iter().find(|zone| starts(line, end, zone)).map_or(0, |zone| zone.len());
    let zone = skip(line, end, b" ");
    if line[end - 1] != b'Z' && matches!(line.get(zone), Some(b'+' | b'-')) {
        let digits = skip(line, zone + 1, b"0123456789:");
        if (5..=6).contains(&(digits - zone)) {
            end = digits;
        }
    }
    match (bracket, line.get(end)) {
        (1, Some(b']')) => Some(skip(line, end + 1, b" \t").min(end + 2)),
        (0, Some(b' ' | b'\t')) => Some(if starts(line, end, " | ") { end + 3 } else { end + 1 }),
        (0, None) => Some(end),
        _ => None,
    }
}

/// `2025-02-18`, `11/14/2023`, `14.11.2023`: three numbers, one of them a year.
fn date(line: &[u8], at: usize) -> Option<usize> {
    let (first, end) = number(line, at)?;
    let separator = *line.get(end).filter(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
    let (_, end) = number(line, end + 1)?;
    let last = end + usize::from(line.get(end) == Some(&separator));
    let (third, end) = number(line, last)?;
    let is_year = |number: u32| (1990..2100).contains(&number);
    (is_year(first) || is_year(third)).then_some(end)
}

/// `11:20:05`, `9:02:11,123`, `00:01:23.4567890`.
fn clock(line: &[u8], at: usize) -> Option<usize> {
    let (hour, end) = number(line, at)?;
    let (minute, end) = number(line, end + 1).filter(|_| line.get(end) == Some(&b':'))?;
    let (second, end) = number(line, end + 1).filter(|_| line.get(end) == Some(&b':'))?;
    let end = match line.get(end) {
        Some(b'.' | b',') => skip(line, end + 1, b"0123456789"),
        _ => end,
    };
    (hour < 24 && minute < 60 && second < 61).then_some(end)
}

/// `##[error]`, `::error file=a::`, `[command]`, `[ERROR] `, `[pod/web/main] `.
fn marker(line: &[u8]) -> Option<usize> {
    if starts(line, 0, "##[") || starts(line, 0, "[command]") || starts(line, 0, "[pod/") {
        let end = line.iter().take(120).position(|&byte| byte == b']')?;
        // A task passes on what a program wrote to one of its two outputs.
        if let Some(of) = ["STDERR: ", "STDOUT: "].iter().find(|of| starts(line, end + 1, of)) {
            return Some(end + 1 + of.len());
        }
        return Some(end + 1 + usize::from(line[0] == b'[' && line.get(end + 1) == Some(&b' ')));
    }
    if starts(line, 0, "::error") || starts(line, 0, "::warning") || starts(line, 0, "::notice") {
        let end =
            line.iter().take(200).skip(3).collect::<Vec<_>>().windows(2).position(|pair| pair == [&b':', &b':'])?;
        return Some(end + 5);
    }
    if line.first() == Some(&b'[') {
        let word = line[1..].iter().take(7).take_while(|byte| byte.is_ascii_uppercase()).count();
        if word >= 4 && line.get(word + 1) == Some(&b']') {
            return Some(skip(line, word + 2, b" ").min(word + 3));
        }
    }
    None
}

/// `job<TAB>step<TAB>2023-…Z `, as `gh run view --log` prints it.
fn tabbed_stamp(line: &[u8]) -> Option<usize> {
    let tab = line.iter().take(160).position(|&byte| byte == b'\t')?;
    let second = line[tab + 1..].iter().take(160).position(|&byte| byte == b'\t')? + tab + 2;
    stamp(line.get(second..)?)
        .filter(|_| line.get(second).is_some_and(u8::is_ascii_digit))
        .map(|length| second + length)
}

/// `Nov 14 09:02:11 win01 dockerd[1234]: `.
fn syslog(line: &[u8]) -> Option<usize> {
    const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.iter().find(|month| starts(line, 0, month))?;
    let (_, end) = number(line, skip(line, 3, b" "))?;
    let end = clock(line, skip(line, end, b" "))?;
    let colon = line.get(end..)?.iter().take(80).position(|&byte| byte == b':')? + end;
    let words = line[end..colon].iter().filter(|&&byte| byte == b' ').count();
    Some(if words == 2 { skip(line, colon + 1, b" ") } else { end })
}

/// `E0530 11:42:13.374889  204644 pod_workers.go:186] `.
fn klog(line: &[u8]) -> Option<usize> {
    let level = matches!(line.first(), Some(b'I' | b'W' | b'E' | b'F'));
    let (_, end) = number(line, 1).filter(|&(_, end)| level && end == 5)?;
    let end = clock(line, skip(line, end, b" "))?;
    let bracket = line.get(end..)?.iter().take(120).position(|&byte| byte == b']')?;
    Some(skip(line, end + bracket + 1, b" "))
}

/// `web_1  | `, as compose and other tools that run several things at once print it.
fn composed(line: &[u8]) -> Option<usize> {
    let name = line.iter().take(64).take_while(|&&byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)).count();
    let bar = skip(line, name, b" ");
    let is_only_bar = || !line[bar + 2..].iter().take(400).any(|&byte| byte == b'|');
    (name > 0 && bar > name && starts(line, bar, "| ") && is_only_bar()).then_some(bar + 2)
}

/// `#12 1.234 `, BuildKit's step and time.
fn numbered_build(line: &[u8]) -> Option<usize> {
    let (_, end) = number(line, 1).filter(|_| line.first() == Some(&b'#'))?;
    let step = skip(line, end, b" ");
    if step == end {
        return None;
    }
    let seconds = number(line, step).filter(|&(_, end)| line.get(end) == Some(&b'.'));
    let time = seconds.and_then(|(_, end)| number(line, end + 1)).filter(|&(_, end)| line.get(end) == Some(&b' '));
    Some(time.map_or(step, |(_, end)| end + 1))
}

/// `   1 | >>> `, a piece of a Dockerfile inside an error.
fn excerpt(line: &[u8]) -> Option<usize> {
    let (_, end) = number(line, skip(line, 0, b" "))?;
    let bar = skip(line, end, b" ");
    starts(line, bar, "| ").then(|| bar + if starts(line, bar, "| >>> ") { 6 } else { 2 })
}

/// `     | `, the margin of an error record of PowerShell 7.
fn margin(line: &[u8]) -> Option<usize> {
    let bar = skip(line, 0, b" ");
    let is_only_bar = || !line[bar + 1..].iter().take(400).any(|&byte| byte == b'|');
    (bar >= 2 && starts(line, bar, "| ") && is_only_bar()).then(|| skip(line, bar + 1, b" "))
}

/// `{"log":"` of Docker's log files, and `{"time":"…","level":"error","msg":"` of programs that log lines of JSON.
fn log_file(line: &[u8]) -> Option<usize> {
    const KEYS: &[&str] = &["\"log\":", "\"msg\":", "\"message\":", "\"textpayload\":"];
    const HEAD: usize = 400;
    if line.first() != Some(&b'{') {
        return None;
    }
    let head = &line[..line.len().min(HEAD)];
    let end = KEYS.iter().filter_map(|key| Some(find(head, key)? + key.len())).min()?;
    let quote = skip(line, end, b" ");
    // A document with objects inside is no line of a log.
    let is_flat = !head[1..end].iter().any(|byte| b"{[".contains(byte));
    (is_flat && line.get(quote) == Some(&b'"')).then_some(quote + 1)
}

/// `W:  [Step 2/4] `: level and step behind the time of a build of TeamCity.
fn build_step(line: &[u8]) -> Option<usize> {
    let level = match line {
        [letter, b':', ..] if letter.is_ascii_alphabetic() || *letter == b' ' => 2,
        _ => 0,
    };
    let start = skip(line, level, b" \t");
    let (_, slash) = number(line, start + "[Step ".len()).filter(|_| starts(line, start, "[Step "))?;
    let (_, end) = number(line, slash + 1).filter(|_| line.get(slash) == Some(&b'/'))?;
    starts(line, end, "] ").then_some(end + 2)
}

/// `01O `, `00E+`: number and kind of the stream behind the time of a job of GitLab.
fn stream(line: &[u8]) -> Option<usize> {
    let hexadecimal = |at: usize| line.get(at).is_some_and(u8::is_ascii_hexdigit);
    let kind = matches!((line.get(2), line.get(3)), (Some(b'O' | b'E'), Some(b' ' | b'+')));
    (hexadecimal(0) && hexadecimal(1) && kind).then_some(4)
}

/// `     7<TAB>`, as `cat -n` numbers lines.
fn numbered(line: &[u8]) -> Option<usize> {
    let start = skip(line, 0, b" ");
    let (_, end) = number(line, start).filter(|_| start > 1)?;
    (line.get(end) == Some(&b'\t')).then_some(end + 1)
}

/// `build.log:12:`, as grep prints what it found.
fn found_in_file(line: &[u8]) -> Option<usize> {
    const KINDS: &[&str] = &[".log:", ".txt:", ".out:", ".err:"];
    const LONGEST: usize = 120;
    let head = &line[..line.len().min(LONGEST)];
    let colon = KINDS.iter().filter_map(|kind| Some(find(head, kind)? + kind.len())).min()?;
    let is_path = head[..colon].iter().all(|byte| byte.is_ascii_alphanumeric() || b"._-/\\:".contains(byte));
    let (_, end) = number(line, colon).filter(|_| is_path)?;
    (line.get(end) == Some(&b':')).then_some(end + 1)
}

/// `| text |`, a table of one column.
fn only_cell(line: &[u8]) -> Option<usize> {
    let end = line.trim_ascii_end();
    let bars = || end.iter().take(2000).filter(|byte| **byte == b'|').count();
    (end.starts_with(b"| ") && end.ends_with(b" |") && bars() == 2).then_some(2)
}

#[cfg(test)]
mod tests;
