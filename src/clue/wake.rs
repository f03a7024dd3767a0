//! Where reading starts: the parts of a text that may hold something.

use memchr::{memchr, memrchr};

use super::scan::Scanner;
use super::{ALARMS, READERS, Span};

/// A text up to this size is read as a whole, so that nothing a copy did can hide the words that announce a format.
const SMALL: usize = 1 << 16;
/// How much around a word is read in a larger text: enough for the command above and the table below it.
const AROUND: usize = 6 << 10;
/// Offsets are kept in 32 bits.
const LARGEST: usize = 1 << 30;

/// The parts to read, in order, each from the beginning of a line to the end of one.
pub(crate) fn regions(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    if bytes.len() <= SMALL {
        let blank = bytes.iter().all(u8::is_ascii_whitespace);
        return if blank { Vec::new() } else { vec![Span { start: 0, end: bytes.len() }] };
    }
    let bytes = &bytes[..bytes.len().min(LARGEST)];
    let mut scanner = Scanner::new();
    let words = READERS.iter().filter(|reader| reader.wakes).flat_map(|reader| reader.words).chain(ALARMS);
    words.for_each(|word| scanner.add(word, 0));
    let mut regions: Vec<Span> = Vec::new();
    scanner.scan(bytes, &mut |_, at| {
        if regions.last().is_some_and(|last| at + AROUND / 2 < last.end) || !is_telling(bytes, at) {
            return;
        }
        let region = Span {
            start: line_start(text, at.saturating_sub(AROUND)),
            end: line_end(text, (at + AROUND).min(bytes.len())),
        };
        match regions.last_mut() {
            Some(last) if region.start <= last.end => last.end = last.end.max(region.end),
            _ => regions.push(region),
        }
    });
    regions
}

/// Addresses begin like versions: `10.0.1.5` isn't worth a look, `10.0.17763` is.
fn is_telling(text: &[u8], at: usize) -> bool {
    let digits = |from: usize| text[from..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    match &text[at..] {
        [b'1', b'0', b'.', b'0', b'.' | b' ', ..] => digits(at + 5) == 5,
        [b'd' | b'D', b'o' | b'O', b'c' | b'C', ..] => {
            let command = text[at..].iter().take(40).skip(6).take_while(|byte| !b"\n".contains(byte));
            let end = command.clone().position(|&byte| byte == b' ' || byte == b'"');
            end.is_some_and(|end| end <= 5)
        }
        [b'0'..=b'9', ..] => true,
        _ => true,
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let from = at.saturating_sub(AROUND);
    let mut start = memrchr(b'\n', &text.as_bytes()[from..at]).map_or(at, |end| from + end + 1);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    start
}

fn line_end(text: &str, at: usize) -> usize {
    let to = (at + AROUND).min(text.len());
    let mut end = memchr(b'\n', &text.as_bytes()[at..to]).map_or(at, |end| at + end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(lines: usize) -> String {
        "2024-05-12T10:11:12Z INFO request from 10.0.1.5 took 13 ms\n".repeat(lines)
    }

    #[test]
    fn ordinary_logs_are_not_read() {
        assert_eq!(regions(&log(5000)), []);
        assert_eq!(regions(" \n"), []);
    }

    #[test]
    fn only_the_surroundings_of_a_word_are_read() {
        let text = [log(5000), "Microsoft Windows [Version 10.0.17763.1]\n".into(), log(5000)].concat();
        let [region] = regions(&text)[..] else { panic!("one region") };
        assert!(region.end - region.start < 4 * AROUND);
        assert!(text[region.start..region.end].contains("10.0.17763.1"));
        assert!(region.start == 0 || text.as_bytes()[region.start - 1] == b'\n');
    }
}
