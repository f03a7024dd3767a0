//! What reaches the console: characters that it can show, and lines that it need not cut.
//!
//! Windows PowerShell 5 and `more` decode what a program writes into a pipe with the code page of the console, and the fonts of
//! the old console lack half of the marks. There the marks and the typographic quotes of this program are replaced; names that
//! came from outside stay as they are. What goes into a file is never touched. What would command a terminal instead of being
//! shown by it stands there as an escape.

use std::env;
use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};

use super::colour::coloured;

/// What a command prints.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Sentences and lists, which may be wrapped.
    Words,
    /// Rows, which may not.
    Table,
    /// JSON, where another character can be written as an escape.
    Json,
    /// The content of a file.
    File,
}

/// How a stream shows text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Look {
    ascii: bool,
    /// The columns of a console that sentences take.
    columns: Option<usize>,
    /// All columns it has, for tables.
    width: Option<usize>,
}

impl Look {
    /// That of standard output; `ascii` where somebody said which characters to use.
    pub(super) fn of_output(ascii: Option<bool>) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let size = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let columns = columns(terminal, env::var("COLUMNS").ok().as_deref(), size);
        let width = if terminal { size().max(columns) } else { columns };
        Self { ascii: ascii.unwrap_or_else(|| !shows_marks(terminal)), columns, width }
    }

    /// That of standard error.
    pub(super) fn of_errors(ascii: Option<bool>) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let size = || terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| usize::from(width.0));
        // `COLUMNS` is about what is printed; what reads errors in a pipe, reads lines.
        let columns = if terminal { columns(terminal, env::var("COLUMNS").ok().as_deref(), size) } else { None };
        Self { ascii: ascii.unwrap_or_else(|| !shows_marks(terminal)), columns, width: columns }
    }

    /// The columns of the console, where it is one or somebody said how many.
    pub(super) const fn width(self) -> Option<usize> {
        self.width
    }

    /// Whether only ASCII is shown.
    pub(super) const fn is_ascii(self) -> bool {
        self.ascii
    }

    /// A text as it is to be written.
    pub(super) fn show(self, text: String, form: Form) -> String {
        let text = match (form, self.ascii) {
            (Form::File, _) | (Form::Json, false) => text,
            (Form::Json, true) => escaped(&text),
            (Form::Words | Form::Table, false) => visible(&text, &['\n', '\t']),
            (Form::Words | Form::Table, true) => in_ascii(&visible(&text, &['\n', '\t'])),
        };
        match (form, self.columns) {
            (Form::Words, Some(columns)) => wrapped(&text, columns),
            _ => text,
        }
    }

    /// Writes a text to standard output, in colours where they are seen. What reads it may close the pipe (`| head`): its
    /// choice, not an error.
    pub(super) fn write(self, text: String, form: Form) {
        let text = self.show(text, form);
        let _ = match form {
            Form::Words | Form::Table => anstream::stdout().write_all(coloured(&text).as_bytes()),
            Form::Json | Form::File => std::io::stdout().write_all(text.as_bytes()),
        };
    }

    /// The same to standard error.
    pub(super) fn complain(self, text: &str) {
        let text = self.show(text.to_owned(), Form::Words);
        let _ = anstream::stderr().write_all(coloured(&text).as_bytes());
    }
}

/// How wide lines may be: as `COLUMNS` says, as wide as the terminal, but no wider than is read with ease. In a pipe lines stay
/// whole unless `COLUMNS` is set: there programs search and wrap them.
fn columns(terminal: bool, variable: Option<&str>, size: impl Fn() -> Option<usize>) -> Option<usize> {
    const WIDEST: usize = 100;
    let said = variable.and_then(|text| text.trim().parse().ok()).filter(|columns| *columns > 0);
    let shown = || terminal.then(|| size().unwrap_or(WIDEST).min(WIDEST));
    said.or_else(shown)
}

fn shows_marks(terminal: bool) -> bool {
    can_show_marks(cfg!(windows), terminal, |name| env::var_os(name))
}

/// On Windows only newer consoles can, which say so; no pipe there can. Elsewhere everything that isn’t set to another
/// character set.
fn can_show_marks(windows: bool, terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let text = |name: &str| variable(name).and_then(|value| value.into_string().ok()).filter(|value| !value.is_empty());
    if windows {
        let new = ["WT_SESSION", "ConEmuPID", "TERMINUS_SUBLIME"].iter().any(|name| text(name).is_some());
        let program = text("TERM_PROGRAM").is_some_and(|name| name == "vscode");
        // Those of MSYS2, Git for Windows and ssh.
        let term = text("TERM").is_some_and(|name| name.starts_with("xterm") || name == "alacritty");
        return terminal && (new || program || term || text("TERMINAL_EMULATOR").is_some());
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| text(name)).unwrap_or_default();
    let charset = locale.split_once('.').map(|(_, charset)| charset.split('@').next().unwrap_or_default());
    charset.is_none_or(|charset| charset.replace('-', "").eq_ignore_ascii_case("utf8"))
}

/// The name of a file on one line, with nothing in it that a terminal would obey.
pub(super) fn name(text: &str) -> String {
    visible(text, &[])
}

/// A text in which control characters, and those that [turn the direction of writing](https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing),
/// are written as escapes.
fn visible(text: &str, kept: &[char]) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends_line = c == '\r' && chars.peek() == Some(&'\n') && kept.contains(&'\n');
        match c {
            c if ends_line || kept.contains(&c) || !c.is_control() && !turns(c) => out.push(c),
            '\n' | '\r' | '\t' => out.extend(c.escape_default()),
            c if c.is_ascii() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.extend(c.escape_unicode()),
        }
    }
    out
}

/// The marks and the typography of this program in ASCII; each mark stays one column wide.
fn in_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '✔' => out.push('+'),
            '✖' | '×' => out.push('x'),
            '◆' | '◐' => out.push('~'),
            '▲' | '↻' => out.push('!'),
            '‘' | '’' => out.push('\''),
            '“' | '”' => out.push('"'),
            '–' | '—' | '·' | '•' => out.push('-'),
            '…' => out.push_str("..."),
            '→' => out.push_str("->"),
            '≤' => out.push_str("<="),
            '≥' => out.push_str(">="),
            '\u{a0}' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// JSON in ASCII. Characters outside stand in its strings only, where an escape means the same.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// Sentences are wrapped between words. What somebody may want to copy, a command, an address, a `FROM` line, is no sentence and
/// stays whole.
fn wrapped(text: &str, columns: usize) -> String {
    const NARROWEST: usize = 40;
    let columns = columns.max(NARROWEST);
    let mut out = String::with_capacity(text.len() + 64);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end_matches('\n');
        let is_headline = at == 0 && !bare.starts_with(' ') && bare.chars().nth(1) == Some(' ');
        if bare.chars().count() <= columns || !is_headline && !is_sentence(bare) {
            out.push_str(line);
            continue;
        }
        let indent = " ".repeat(hanging(bare).min(columns / 2));
        let options = textwrap::Options::new(columns).subsequent_indent(&indent).break_words(false);
        out.push_str(&textwrap::fill(bare, options.word_splitter(textwrap::WordSplitter::NoHyphenation)));
        out.push_str(&line[bare.len()..]);
    }
    out
}

/// Whether a line is for reading: a sentence, what this program says of its own, a fact behind its label, a step behind its number. What is indented deeper than these
/// is to be copied, and the folder of `docker build .` ends no sentence.
fn is_sentence(line: &str) -> bool {
    let ends = line.ends_with(['.', '?', '!', ':']) && !line.ends_with(" .");
    ends || line.starts_with("wincompat: ") || fact(line).is_some() || is_step(line)
}

/// How far the value of a fact is indented, behind its label and blanks: `error      The container …`.
fn fact(line: &str) -> Option<usize> {
    const VALUE: usize = 11;
    let (label, value) = (line.get(..VALUE)?, line.get(VALUE..)?);
    let is_label = label.starts_with(char::is_alphabetic) && label.ends_with("  ") && !label.trim_end().contains("  ");
    (is_label && !value.starts_with(' ')).then_some(VALUE)
}

/// A numbered step, an alternative or a note of a list.
fn is_step(line: &str) -> bool {
    const DEEPEST: usize = 4;
    let blanks = line.len() - line.trim_start().len();
    (1..=DEEPEST).contains(&blanks) && (hanging(line) > blanks || line.trim_start().starts_with("or "))
}

/// How far the lines below the first one are indented: to its text, behind a label, a number, a rule or a mark.
fn hanging(line: &str) -> usize {
    if let Some(value) = fact(line) {
        return value;
    }
    let blanks = line.len() - line.trim_start().len();
    let first = line.trim_start().split(' ').next().unwrap_or_default();
    let numbered = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_marker = first == "-"
        || first.chars().count() == 1 && !first.chars().all(char::is_alphanumeric)
        || first.strip_suffix('.').is_some_and(numbered)
        || first.strip_prefix('R').is_some_and(numbered);
    match first {
        "wincompat:" => blanks + 2,
        _ if is_marker => blanks + first.chars().count() + 1,
        _ => blanks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(windows: bool, terminal: bool, variables: &[(&str, &str)]) -> bool {
        can_show_marks(windows, terminal, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn windows_shows_marks_on_new_consoles_only() {
        for (terminal, variables, expected) in [
            (true, &[][..], false),
            (true, &[("WT_SESSION", "b1")], true),
            (true, &[("WT_SESSION", "")], false),
            (false, &[("WT_SESSION", "b1")], false),
            (true, &[("TERM_PROGRAM", "vscode")], true),
            (true, &[("TERM_PROGRAM", "other")], false),
            (true, &[("ConEmuPID", "77")], true),
            (true, &[("TERM", "xterm-256color")], true),
            (true, &[("TERM", "dumb")], false),
            (true, &[("LANG", "C.UTF-8")], false),
        ] {
            assert_eq!(shows(true, terminal, variables), expected, "{terminal} {variables:?}");
        }
    }

    #[test]
    fn elsewhere_the_character_set_of_the_locale_decides() {
        for (variables, expected) in [
            (&[][..], true),
            (&[("LANG", "C")], true),
            (&[("LANG", "de_DE.UTF-8")], true),
            (&[("LANG", "de_DE.utf8@euro")], true),
            (&[("LANG", "de_DE.ISO-8859-15@euro")], false),
            (&[("LC_ALL", "C.UTF-8"), ("LANG", "de_DE.ISO-8859-1")], true),
            (&[("LC_ALL", ""), ("LANG", "ja_JP.eucJP")], false),
        ] {
            assert_eq!(shows(false, false, variables), expected, "{variables:?}");
        }
    }

    #[test]
    fn marks_and_quotes_have_a_twin_and_names_stay() {
        let text = "◆ Docker’s “table” – ✔ ✖ ▲ jörg…";
        assert_eq!(in_ascii(text), "~ Docker's \"table\" - + x ! jörg...");
        let look = Look { ascii: true, columns: None, width: None };
        assert_eq!(look.show(text.to_owned(), Form::File), text);
        assert_eq!(look.show(text.to_owned(), Form::Table), in_ascii(text));
    }

    #[test]
    fn nothing_in_a_text_commands_the_terminal() {
        for (text, expected) in [
            ("a\u{1b}[31mb", "a\\x1b[31mb"),
            ("bell\u{7} and \u{9b}2J", "bell\\x07 and \\u{9b}2J"),
            ("over\rwritten", "over\\rwritten"),
            ("exe\u{202e}gpj", "exe\\u{202e}gpj"),
            ("größe ✔\t1\n", "größe ✔\t1\n"),
            ("host,nodes\r\n", "host,nodes\r\n"),
        ] {
            let look = Look { ascii: false, columns: None, width: None };
            assert_eq!(look.show(text.to_owned(), Form::Words), expected);
            assert_eq!(look.show(text.to_owned(), Form::Table), expected);
            assert_eq!(look.show(text.to_owned(), Form::File), text, "files keep their bytes");
        }
        assert_eq!(name("a\n::error::b"), "a\\n::error::b", "a name is one line");
    }

    #[test]
    fn json_in_ascii_says_the_same() {
        let json = serde_json::json!({"text": "Docker’s “x” 🐳 \u{7}\\"});
        let shown = Look { ascii: true, columns: Some(10), width: None }.show(json.to_string(), Form::Json);
        assert!(shown.is_ascii(), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("JSON"), json);
    }

    #[test]
    fn sentences_are_wrapped_between_words_and_keep_their_indent() {
        let text = "  R4 The image is newer than the host, so that it runs in neither kind of isolation.\n";
        let expected =
            "  R4 The image is newer than the host,\n     so that it runs in neither kind of\n     isolation.\n";
        assert_eq!(wrapped(text, 40), expected);
        let list = "  1. Rebuild it. On the base of this host, the image keeps working.";
        assert_eq!(wrapped(list, 40), "  1. Rebuild it. On the base of this\n     host, the image keeps working.");
    }

    #[test]
    fn headlines_steps_and_facts_are_wrapped_to_their_text() {
        for (line, expected) in [
            (
                "◆ web:1-ltsc2019 on Windows Server 2022: only with Hyper-V isolation\n",
                "◆ web:1-ltsc2019 on Windows Server 2022:\n  only with Hyper-V isolation\n",
            ),
            (
                "\n  1. Build on the tag for Windows Server 2022 and run it there\n",
                "\n  1. Build on the tag for Windows Server\n     2022 and run it there\n",
            ),
            (
                "error      starting container failed: it does not match\n",
                "error      starting container failed: it\n           does not match\n",
            ),
            (
                "wincompat: a.yaml: No such file or directory (os error 2)\n",
                "wincompat: a.yaml: No such file or\n  directory (os error 2)\n",
            ),
            (
                "  or run it on Windows Server 2019, with the node selector\n",
                "  or run it on Windows Server 2019, with\n  the node selector\n",
            ),
        ] {
            assert_eq!(wrapped(line, 40), expected);
        }
    }

    #[test]
    fn the_terminal_decides_how_wide_lines_are_unless_columns_does() {
        for (terminal, variable, size, expected) in [
            (true, None, Some(80), Some(80)),
            (true, None, Some(240), Some(100)),
            (true, None, None, Some(100)),
            (true, Some("132"), Some(80), Some(132)),
            (true, Some("wide"), Some(80), Some(80)),
            (false, Some("72"), None, Some(72)),
            (false, Some("0"), None, None),
            (false, None, Some(80), None),
        ] {
            assert_eq!(columns(terminal, variable, || size), expected, "{terminal} {variable:?} {size:?}");
        }
    }

    #[test]
    fn what_may_be_copied_stays_whole() {
        for line in [
            "docker run --isolation=hyperv mcr.microsoft.com/windows/servercore:ltsc2019",
            "docker build --isolation=hyperv --tag registry.example.com/shop/frontend .",
            "       docker run --isolation=hyperv mcr.microsoft.com/windows/servercore:ltsc2019 cmd /c ver",
            "             - name: a list in a manifest that is to be copied as it stands, be it long",
            "  1  windows/amd64  10.0.20348.2113  sha256:0123456789abcdef0123456789abcdef0123456789abcdef",
            "     https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility",
            "  FROM mcr.microsoft.com/windows/servercore:ltsc2022-KB5122882-amd64",
        ] {
            assert_eq!(wrapped(line, 40), line);
        }
        assert_eq!(wrapped("Short.\n\n", 40), "Short.\n\n");
    }
}
