//! What a command reads: a file or standard input, in whatever encoding Windows tools wrote it.

use std::io::{IsTerminal as _, Read as _};

use super::BadInput;
use crate::read::encoding;

/// The text of a file, or of standard input for `-`.
pub(super) fn text(file: &str) -> Result<String, BadInput> {
    let bytes = bytes(file)?;
    if let [first, _] = parts(&bytes).as_slice() {
        super::complain(&mixed(file, first));
    }
    Ok(decode(&bytes))
}

/// What to know of a text whose encoding changes in the middle: half of a character may be lost there.
fn mixed(file: &str, first: &[u8]) -> String {
    let name = if file == "-" { "standard input".to_owned() } else { super::output::name(file) };
    let line = encoding::decode(first).0.lines().count().max(1);
    format!("wincompat: {name}: the encoding changes at about line {line}. Both parts were read.\n")
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn bytes(file: &str) -> Result<Vec<u8>, BadInput> {
    let mut bytes = Vec::new();
    let read = match file {
        "-" => {
            ask();
            std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
        }
        path => std::fs::read(path).map(|content| bytes = content),
    };
    read.map(|()| bytes).map_err(|error| BadInput(unreadable(file, &error, cfg!(windows))))
}

/// Somebody who types sees what is waited for.
fn ask() {
    if std::io::stdin().is_terminal() {
        eprintln!("{}", prompt(cfg!(windows)));
    }
}

const fn prompt(windows: bool) -> &'static str {
    if windows { "Paste the text, then press Ctrl+Z and Enter." } else { "Paste the text, then press Ctrl+D." }
}

/// Windows has odd words for a pattern that fits no file.
fn unreadable(file: &str, error: &std::io::Error, windows: bool) -> String {
    match file {
        "-" => format!("standard input: {error}"),
        pattern if windows && pattern.contains(['*', '?']) => {
            format!("{}: no file matches", super::output::name(pattern))
        }
        path => format!("{}: {error}", super::output::name(path)),
    }
}

/// Reads bytes that may change their encoding in the middle: cmd’s `>` writes the code page of the console, PowerShell 5’s `>>` adds
/// UTF-16 to it, and the other way round.
fn decode(bytes: &[u8]) -> String {
    parts(bytes).into_iter().map(|part| encoding::decode(part).0).collect()
}

/// The parts of one encoding each.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let wide = |from: usize| bytes[from..].windows(RUN).position(is_wide).map(|at| from + at);
    let narrow = |from: usize| {
        let starts = (from..bytes.len().saturating_sub(NARROW_RUN)).step_by(2);
        starts.into_iter().find(|at| bytes[*at..*at + NARROW_RUN].iter().all(|byte| is_text(*byte)))
    };
    // In big-endian UTF-16, which no shell writes, every second place looks like the other one.
    let swapped: Vec<u8> = bytes.iter().take(RUN).skip(1).chain(&[0]).copied().collect();
    if bytes.starts_with(&[0xfe, 0xff]) || bytes.first() == Some(&0) && bytes.len() >= RUN && is_wide(&swapped) {
        return vec![bytes];
    }
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.windows(RUN).next().is_some_and(is_wide);
    let cut = if is_utf16 { narrow(0) } else { wide(0) };
    match cut {
        // The byte order mark of the second part belongs to it.
        Some(at) if !is_utf16 && at >= 2 && bytes[..at].ends_with(&[0xff, 0xfe]) => {
            vec![&bytes[..at - 2], &bytes[at - 2..]]
        }
        Some(at) if at > 0 => vec![&bytes[..at], &bytes[at..]],
        _ => vec![bytes],
    }
}

/// Bytes that are enough to tell UTF-16.
const RUN: usize = 8;

/// Two bytes of text can be one character of UTF-16, in Chinese above all; so many in a row are none that anybody writes.
const NARROW_RUN: usize = 24;

/// Four characters of little-endian UTF-16 that are ASCII.
fn is_wide(run: &[u8]) -> bool {
    run.chunks_exact(2).all(|pair| is_text(pair[0]) && pair[1] == 0)
}

fn is_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    const VER: &str = "Microsoft Windows [Version 10.0.20348.2700]\r\n";
    const ERROR: &str = "docker: no matching manifest for windows/amd64 10.0.20348 – für jörg\r\n";

    #[test]
    fn a_file_that_two_shells_wrote() {
        let both = format!("{VER}{ERROR}");
        for bytes in [
            [VER.as_bytes(), &utf16(ERROR)].concat(),
            [VER.as_bytes(), &utf16(&format!("\u{feff}{ERROR}"))].concat(),
            [&utf16(&format!("\u{feff}{VER}")), ERROR.as_bytes()].concat(),
            [&utf16(VER), ERROR.as_bytes()].concat(),
        ] {
            assert_eq!(decode(&bytes), both);
            let parts = parts(&bytes);
            assert_eq!(parts.len(), 2);
            assert!(mixed("a.txt", parts[0]).contains("a.txt: the encoding changes at about line 1."));
        }
    }

    #[test]
    fn a_file_of_one_encoding_stays_whole() {
        let chinese = "\u{feff}操作系统版本不匹配的容器无法启动请检查主机与映像的版本号是否一致然后再试一次。";
        for text in [VER, ERROR, chinese, "", "a"] {
            let without = text.trim_start_matches('\u{feff}');
            assert_eq!(decode(text.as_bytes()), without);
            let wide = utf16(&format!("\u{feff}{without}"));
            assert_eq!((decode(&wide), parts(&wide).len()), (without.to_owned(), 1));
        }
        let big: Vec<u8> = format!("\u{feff}{ERROR}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&big[..], &big[2..]] {
            assert_eq!((decode(bytes).as_str(), parts(bytes).len()), (ERROR, 1));
        }
        assert_eq!(decode(b"one\0two\0three\0"), "one\0two\0three\0");
    }

    #[test]
    fn a_console_says_how_to_end() {
        assert!(prompt(true).contains("Ctrl+Z and Enter") && prompt(false).contains("Ctrl+D"));
    }

    #[test]
    fn a_pattern_without_a_file_is_called_so() {
        let error = std::io::Error::other("The filename, directory name, or volume label syntax is incorrect.");
        assert_eq!(unreadable("*.yaml", &error, true), "*.yaml: no file matches");
        assert_eq!(unreadable("-", &error, true), format!("standard input: {error}"));
        assert_eq!(unreadable("a.yaml", &error, true), format!("a.yaml: {error}"));
    }
}
