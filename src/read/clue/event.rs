//! The machine that an event of Windows’ log names.

use super::format::FormatId::DaemonLog;
use super::page::OpenPaste;
use super::scan::{find, has, skip};

/// `<Computer>WIN-1</Computer>` of an event as XML, `Computer:      WIN-1` of one as text.
pub(super) fn computer(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let line = &doc.bytes()[at..doc.line_end(at)];
    let (start, end) = match line.get("computer".len()) {
        Some(b'>') if doc.before(at, 1) == b"<" => {
            let start = "computer>".len();
            let Some(length) = find(&line[start..], "<") else { return };
            (start, start + length)
        }
        // Other programs write this key as well: an event begins with its log.
        Some(b':') if doc.before(at, 1).is_empty() && has(&doc.bytes()[at.saturating_sub(600)..at], &["log name:"]) => {
            let start = skip(line, "computer:".len(), b" \t");
            let length = line[start..].iter().position(u8::is_ascii_whitespace).unwrap_or(line.len() - start);
            (start, start + length)
        }
        _ => return,
    };
    page.placed_on(doc.piece(at + start, at + end), (at + start, at + end), DaemonLog);
}

#[cfg(test)]
mod tests {
    use crate::read::clue::read;

    #[track_caller]
    fn names(text: &str, expected: Option<&str>) {
        let hosts = read(text).hosts;
        assert_eq!(hosts.first().and_then(|host| host.name.as_deref()), expected, "{text}");
    }

    #[test]
    fn the_computer_of_an_event() {
        names("<Channel>Application</Channel>\n<Computer>WIN-APP-07</Computer>", Some("WIN-APP-07"));
        names(
            "Log Name:      Application\nSource:        docker\nComputer:      win-7.contoso.local\nDescription:",
            Some("win-7.contoso.local"),
        );
        names("Computer:      WIN-APP-07", None);
        names("the computer> prompt", None);
        names("<Computer>$(calc)</Computer>", None);
    }
}
