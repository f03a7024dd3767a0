//! The first step of reading: characters as a terminal would have printed them.
//!
//! What copying does to characters is undone here: line ends, blanks and dashes of
//! typesetting, colours, HTML, Markdown, and JSON inside JSON. Every readable character keeps its way back to the
//! original.

use memchr::{memchr, memchr_iter};

use super::marks::{ENTITIES, MARKDOWN, QUOTES, TAGS};
use super::scan::{number, starts};
use super::text::MappedText;

/// Appends one region of the original, beginning at byte `start` of it, to `out`.
pub(crate) fn plain(text: &str, start: usize, out: &mut MappedText) {
    let mut writer = PlainWriter { text, bytes: text.as_bytes(), start, at: 0, out, quoted: None, line: 0 };
    while writer.at < text.len() {
        writer.step();
    }
}

struct PlainWriter<'a, 'o> {
    text: &'a str,
    bytes: &'a [u8],
    start: usize,
    at: usize,
    out: &'o mut MappedText,
    /// Where the line of the original begins that is being read.
    line: usize,
    /// Whether this line is a text inside a text of JSON, once a backslash raised the question.
    quoted: Option<bool>,
}

impl PlainWriter<'_, '_> {
    fn step(&mut self) {
        let run = self.bytes[self.at..].iter().take_while(|&&byte| is_plain(byte)).count();
        if run > 0 {
            self.copy(run);
            return;
        }
        match self.bytes[self.at] {
            b'\n' => {
                self.quoted = None;
                self.line = self.at + 1;
                self.copy(1);
            }
            b'\r' => self.carriage_return(),
            0x1b => self.escape_sequence(1),
            b'^' if starts(self.bytes, self.at, "^[[") => self.escape_sequence(2),
            b'[' => self.bracket(),
            b'&' => self.entity(),
            b'<' => self.tag(),
            b'\\' => self.backslash(),
            b'*' => self.asterisk(),
            b'`' => self.backtick(),
            0x80.. => self.wide(),
            byte if byte < b' ' && byte != b'\t' => self.drop(1),
            _ => self.copy(1),
        }
    }

    fn copy(&mut self, bytes: usize) {
        self.out.push(self.text.get(self.at..self.at + bytes).unwrap_or_default(), self.start + self.at);
        self.at += bytes;
    }

    fn drop(&mut self, bytes: usize) {
        self.at += bytes;
    }

    fn put(&mut self, piece: &str, instead_of: usize) {
        self.out.push(piece, self.start + self.at);
        self.at += instead_of;
    }

    fn put_char(&mut self, char: char, instead_of: usize) {
        self.put(char.encode_utf8(&mut [0; 4]), instead_of);
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(b'\n')
    }

    /// CR LF is one line end, and so is CR CR LF; a lone CR is what a progress bar prints.
    fn carriage_return(&mut self) {
        let run = self.bytes[self.at..].iter().take_while(|&&byte| byte == b'\r').count();
        self.quoted = None;
        if self.byte(run) == b'\n' { self.drop(run) } else { self.put("\n", run) }
    }

    /// `ESC [ … letter` and `ESC ] … BEL`; "cursor forward" is how the Windows console prints blanks.
    fn escape_sequence(&mut self, introducer: usize) {
        match self.byte(introducer) {
            b'[' => {
                let body = self.at + introducer + 1;
                let parameters = self.bytes[body..].iter().take_while(|byte| (0x20..0x40).contains(*byte)).count();
                let last = self.bytes.get(body + parameters).copied().unwrap_or(b'\n');
                let length = introducer + 1 + parameters + usize::from(last.is_ascii_graphic());
                match (last, number(self.bytes, body)) {
                    (b'C', Some((columns, _))) => self.put(if columns > 1 { "  " } else { " " }, length),
                    _ => self.drop(length),
                }
            }
            b']' => {
                let body = &self.bytes[self.at + introducer..];
                let length = body.iter().take(300).take_while(|&&byte| byte >= b' ').count();
                self.drop(introducer + length);
            }
            _ => self.drop(introducer),
        }
    }

    /// `[31m`, a colour whose escape character was lost on the way.
    fn bracket(&mut self) {
        let mut at = self.at + 1;
        while let Some((_, end)) = number(self.bytes, at) {
            match self.bytes.get(end) {
                Some(b'm') => return self.drop(end + 1 - self.at),
                Some(b';') => at = end + 1,
                _ => break,
            }
        }
        self.copy(1);
    }

    /// `&quot;`, `&#39;`, `&#x27;`, `&amp;quot;`.
    fn entity(&mut self) {
        let mut name = 1;
        while starts(self.bytes, self.at + name, "amp;") {
            name += 4;
        }
        for &(entity, piece) in ENTITIES {
            if starts(self.bytes, self.at + name, entity) {
                return self.put_shorter(piece, name + entity.len());
            }
        }
        if self.byte(name) == b'#' {
            let hexadecimal = self.byte(name + 1) | 0x20 == b'x';
            let digits = name + 1 + usize::from(hexadecimal);
            let length =
                self.bytes[self.at + digits..].iter().take(6).take_while(|byte| byte.is_ascii_hexdigit()).count();
            let value = self.text.get(self.at + digits..self.at + digits + length).unwrap_or_default();
            let value = u32::from_str_radix(value, if hexadecimal { 16 } else { 10 }).ok().and_then(char::from_u32);
            if let (Some(char), b';') = (value, self.byte(digits + length)) {
                return match char {
                    '\r' => self.drop(digits + length + 1),
                    _ => self.put_mapped(char, digits + length + 1),
                };
            }
        }
        match name {
            1 => self.copy(1),
            _ => self.put_shorter("&", name),
        }
    }

    /// Tags of HTML, but not `<none>` and other words in angle brackets.
    fn tag(&mut self) {
        let closing = usize::from(self.byte(1) == b'/');
        let name = 1 + closing;
        let length =
            self.bytes[self.at + name..].iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let word = &self.bytes[self.at + name..self.at + name + length];
        let Some(&(_, piece)) = TAGS.iter().find(|(tag, _)| word.eq_ignore_ascii_case(tag.as_bytes())) else {
            return self.copy(1);
        };
        let rest = &self.bytes[self.at + name + length..];
        let attributes = rest.iter().take(400).take_while(|&&byte| byte != b'>' && byte != b'<').count();
        let well_formed = matches!(rest.first(), Some(b'>' | b'/' | b' ' | b'\n' | b'\t'));
        if rest.get(attributes) != Some(&b'>') || !well_formed {
            return self.copy(1);
        }
        let whole = name + length + attributes + 1;
        let repeats_line_end = piece == "\n" && (self.byte(whole) == b'\n' || self.out.last() == Some(b'\n'));
        match piece {
            "\n" if !repeats_line_end => self.break_line(whole),
            "\n" => self.put_shorter("", whole),
            _ => self.put_shorter(piece, whole),
        }
    }

    /// Puts what a longer piece of the source stands for: where a terminal cut the source, it counted all of it.
    fn put_shorter(&mut self, piece: &str, instead_of: usize) {
        self.put(piece, instead_of);
        self.out.hide(instead_of.saturating_sub(piece.len()));
    }

    /// Begins a line where the source goes on with the same one; the new line starts in the column that was reached.
    fn break_line(&mut self, instead_of: usize) {
        const WIDEST: usize = 512;
        self.put("\n", instead_of);
        let column = self.at - self.line;
        self.out.hide(if column <= WIDEST { column } else { 0 });
    }

    /// Escapes of JSON and of Markdown, however often they were escaped again; paths of Windows stay.
    fn backslash(&mut self) {
        let run = self.bytes[self.at..].iter().take_while(|&&byte| byte == b'\\').count();
        let next = self.byte(run);
        let after_digit = self.out.last().is_some_and(|byte| byte.is_ascii_digit());
        match next {
            b'"' | b'\'' => self.hide(run),
            b'&' | 0xe2 if QUOTES.iter().any(|quote| starts(self.bytes, self.at + run, quote)) => self.hide(run),
            b'/' if run <= 2 && self.is_quoted() => self.hide(run),
            b'u' => self.unicode_escape(run),
            b'x' | b'e' | b'0' if self.is_escaped_colour(run) => {
                let introducer = self.bytes[self.at..].iter().take_while(|&&byte| byte != b'[').count();
                self.escape_sequence(introducer);
            }
            b'n' | b'r' | b't' if self.is_line_escape(run) => match next {
                // `\\\n` is a backslash at the end of a line.
                b'n' if run % 3 == 0 => self.put("\\\n", run + 1),
                b'n' => self.put("\n", run + 1),
                b't' => self.put("\t", run + 1),
                _ => self.drop(run + 1),
            },
            b'.' | b'-' if after_digit => self.hide(run),
            // `\\?\C:` and `\\.\pipe` are devices.
            b'?' | b'.' if run > 1 && self.byte(run + 1) == b'\\' => {
                self.copy(2);
                self.hide(run - 2);
            }
            b'_' if self.byte(run + 1) == b' ' => self.copy(1),
            b'>' if self.out.last() == Some(b':') => self.copy(1),
            b'<' if starts(self.bytes, self.at + run, "<br") => self.copy(1),
            byte if run == 1 && MARKDOWN.contains(&byte) => self.hide(1),
            _ => {
                self.copy(1);
                self.hide(run - 1);
            }
        }
    }

    /// Leaves out marks that a terminal showed.
    fn hide(&mut self, bytes: usize) {
        self.out.hide(bytes);
        self.at += bytes;
    }

    fn is_escaped_colour(&self, run: usize) -> bool {
        ["x1b[", "e[", "033["].iter().any(|introducer| starts(self.bytes, self.at + run, introducer))
    }

    /// `\u003c`; Go writes `<`, `>` and `&` that way.
    fn unicode_escape(&mut self, run: usize) {
        let digits = self.text.get(self.at + run + 1..self.at + run + 5).unwrap_or_default();
        match u32::from_str_radix(digits, 16).ok().and_then(char::from_u32) {
            Some('\u{1b}') => self.escape_sequence(run + 5),
            Some(char) => self.put_mapped(char, run + 5),
            None => {
                self.copy(1);
                self.hide(run - 1);
            }
        }
    }

    /// Whether this line holds escapes that only JSON inside a text has.
    fn is_quoted(&mut self) -> bool {
        if let Some(known) = self.quoted {
            return known;
        }
        const TELLING: &[&str] = &["\\\"", "\\n\\n", "\\r\\n", "\\n ", "\\n\\t", "\\n\"", "\\n[", "\\n202"];
        let rest = &self.bytes[self.at..];
        let line = &rest[..memchr(b'\n', rest).unwrap_or(rest.len())];
        let quoted = memchr_iter(b'\\', line).any(|at| TELLING.iter().any(|escape| starts(line, at, escape)));
        self.quoted = Some(quoted);
        quoted
    }

    /// Whether `\n` at this place is a line end written in JSON rather than the beginning of a folder's name.
    fn is_line_escape(&mut self, run: usize) -> bool {
        let before = &self.bytes[self.at.saturating_sub(160)..self.at];
        let token = before.iter().rev().take_while(|byte| !matches!(byte, b' ' | b'"' | b'\'' | b'\n' | b'\t')).count();
        let token = without_return(&before[before.len() - token..], run);
        if self.is_quoted() {
            return !is_path(token, run);
        }
        let is_path =
            token.contains(&b'\\') && token.contains(&b':') || token.starts_with(b"\\") || token.ends_with(b":");
        match token {
            _ if is_path => false,
            [] => true,
            [.., before, b'.'] => before.is_ascii_alphanumeric(),
            [.., last] => b",;)]}>".contains(last),
        }
    }

    /// `**bold**`; a longer row of asterisks is a hidden secret.
    fn asterisk(&mut self) {
        let run = self.bytes[self.at..].iter().take_while(|&&byte| byte == b'*').count();
        if run == 2 { self.hide(2) } else { self.copy(run) }
    }

    /// Markdown's mark for code, unless it continues a line of PowerShell or of a Dockerfile.
    fn backtick(&mut self) {
        let ends_line = matches!(self.byte(1), b'\n' | b'\r');
        if ends_line && matches!(self.out.last(), Some(b' ' | b'\t')) { self.copy(1) } else { self.hide(1) }
    }

    fn wide(&mut self) {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some('\u{241b}') => self.escape_sequence(3),
            Some(char @ '\u{2010}'..='\u{2015}') => self.dash(char.len_utf8()),
            Some(char) => self.put_mapped(char, char.len_utf8()),
            None => self.drop(1),
        }
    }

    /// A dash of typesetting: `—isolation` was `--isolation`, `–it` was `-it`.
    fn dash(&mut self, length: usize) {
        let begins_flag = matches!(self.out.last(), None | Some(b' ' | b'\n' | b'\t'));
        let is_word = [0, 1, 2].iter().all(|&ahead| self.byte(length + ahead).is_ascii_lowercase());
        self.put(if begins_flag && is_word { "--" } else { "-" }, length);
    }

    /// The length of the borders and the line break between the halves of a line that a terminal's frame wrapped, as k9s draws
    /// it: its text goes up to the border. A table has more borders in a line, and a shorter line more blanks.
    fn wrapped_in_frame(&self) -> Option<usize> {
        const BORDER: char = '\u{2502}';
        let line = self.text.get(self.line..self.at)?;
        let line = line.strip_prefix(BORDER).unwrap_or(line);
        let full = !line.ends_with("  ") && !line.trim().is_empty() && !line.contains(BORDER);
        let behind =
            self.text.get(self.at + BORDER.len_utf8()..)?.trim_start_matches([' ', '\r']).strip_prefix('\n')?;
        let next = behind.trim_start_matches(' ').strip_prefix(BORDER)?;
        let next = next.strip_prefix(' ').unwrap_or(next);
        full.then(|| self.text.len() - next.len() - self.at)
    }

    fn put_mapped(&mut self, char: char, instead_of: usize) {
        match char {
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                self.put(" ", instead_of);
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => self.put("\n", instead_of),
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {
                self.drop(instead_of)
            }
            '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => self.drop(instead_of),
            '\u{2018}'..='\u{201b}' | '\u{2032}' => self.put("'", instead_of),
            '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => self.put("\"", instead_of),
            '\u{2212}' => self.put("-", instead_of),
            '\u{2502}' => match self.wrapped_in_frame() {
                Some(length) => {
                    (self.quoted, self.line) = (None, self.at + length);
                    self.drop(length);
                }
                None => self.put("|", instead_of),
            },
            // The wide forms of ASCII that East Asian input methods produce.
            '\u{ff01}'..='\u{ff5e}' => self.put_char((char as u32 - 0xfee0) as u8 as char, instead_of),
            _ => self.put_char(char, instead_of),
        }
    }
}

/// What stands before a `\r` that is written with as many backslashes: with the `\n` behind it, it ends one line.
fn without_return(token: &[u8], run: usize) -> &[u8] {
    let escape = token.strip_suffix(b"r").and_then(|rest| rest.split_at_checked(rest.len().saturating_sub(run)));
    match escape {
        Some((before, escape)) if escape.len() == run && escape.iter().all(|byte| *byte == b'\\') => before,
        _ => token,
    }
}

/// Whether backslashes in runs of this length separate the folders of this beginning of a path, as in `C:\\a\\b`.
fn is_path(token: &[u8], run: usize) -> bool {
    if token.ends_with(b":") {
        return is_drive(token);
    }
    let mut at = 0;
    while at < token.len() {
        let length = token[at..].iter().take_while(|&&byte| byte == b'\\').count();
        if length == run {
            let drive = at > 1 && token[at - 1] == b':' && is_drive(&token[..at]);
            let dots = at > 0 && token[..at].iter().all(|&byte| byte == b'.');
            return drive || dots || at > 0 && b"%)?".contains(&token[at - 1]);
        }
        at += length.max(1);
    }
    false
}

/// `C:`, but not the colon of a label.
fn is_drive(token: &[u8]) -> bool {
    match token {
        [letter, b':'] => letter.is_ascii_alphabetic(),
        [.., before, letter, b':'] => letter.is_ascii_alphabetic() && !before.is_ascii_alphanumeric(),
        _ => false,
    }
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t') && !matches!(byte, b'^' | b'[' | b'&' | b'<' | b'\\' | b'*' | b'`')
}

#[cfg(test)]
mod tests;
