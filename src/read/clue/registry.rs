//! The registry key `SOFTWARE\Microsoft\Windows NT\CurrentVersion`: build and update build revision apart.

use super::format::FormatId;
use super::page::OpenPaste;
use super::prompt::is_prompt;
use super::scan::{find, number, skip, starts};
use super::written_version::build;

/// Reads `CurrentBuild` and, from the lines around it, `UBR`.
///
/// `reg query` and `.reg` files print the revision in hexadecimal, PowerShell in decimal.
pub(crate) fn read(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let bytes = doc.bytes();
    let mut end = at + "currentbuild".len();
    if starts(bytes, end, "number") {
        end += "number".len();
    }
    let line = doc.line_at(at);
    if let Some(found) = value(bytes, end).and_then(|value| build(bytes, value, false)) {
        let version = match revision_near(page, line) {
            Some(revision) if revision > 0 => found.version.with_revision(revision),
            _ => found.version,
        };
        let hexadecimal = find(doc.after(at, 120), "REG_SZ").is_some();
        let format = if hexadecimal { FormatId::RegQuery } else { FormatId::RegistryProperty };
        return page.host(version, None, (at, found.end), format);
    }
    below(page, line, at);
}

/// Where the value of an entry begins: `REG_SZ    17763`, `: 17763`, `"="17763"`.
fn value(text: &[u8], after_name: usize) -> Option<usize> {
    let mut at = skip(text, after_name, b" \t\":=");
    for kind in ["REG_SZ", "REG_DWORD"] {
        if starts(text, at, kind) {
            at = skip(text, at + kind.len(), b" \t");
        }
    }
    (at > after_name).then_some(at)
}

/// The nearest `UBR`, in either notation.
fn revision_near(page: &OpenPaste<'_>, line: usize) -> Option<u32> {
    const REACH: usize = 40;
    let doc = page.doc;
    let above = (line.saturating_sub(REACH)..line).rev();
    let below = line..(line + REACH).min(doc.lines());
    below.chain(above).find_map(|line| {
        let text = doc.line(line);
        let text = &text[..text.len().min(300)];
        let at = find(text, "UBR")?;
        let is_word = !text.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_alphanumeric);
        revision(text, value(text, at + 3).filter(|_| is_word)?)
    })
}

fn revision(text: &[u8], at: usize) -> Option<u32> {
    let hexadecimal = ["0x", "dword:"].iter().find(|prefix| starts(text, at, prefix));
    match hexadecimal {
        Some(prefix) => {
            let digits = text[at + prefix.len()..].iter().take(8).take_while(|byte| byte.is_ascii_hexdigit()).count();
            let digits = core::str::from_utf8(&text[at + prefix.len()..at + prefix.len() + digits]).ok()?;
            u32::from_str_radix(digits, 16).ok()
        }
        None => number(text, at).map(|(value, _)| value),
    }
}

/// A command that asks for the value, or the header of a table: the number stands below, alone or in its column.
fn below(page: &mut OpenPaste<'_>, line: usize, at: usize) {
    let doc = page.doc;
    let header = doc.line(line);
    let column = at - doc.range(line).0;
    let asked = is_prompt(header);
    let mut found = None;
    for row in line + 1..(line + 4).min(doc.lines()) {
        let text = doc.line(row);
        let start = if asked { skip(text, 0, b" \t") } else { column };
        let start = start.min(text.len());
        let start =
            if asked { start } else { (0..=start).rev().find(|&at| at == 0 || text[at - 1] == b' ').unwrap_or(0) };
        let Some(number) = build(text, skip(text, start, b" \t"), true) else { continue };
        let begin = doc.range(row).0 + skip(text, start, b" \t");
        let ubr = find(header, "UBR").filter(|_| !asked);
        let revision = ubr.and_then(|column| super::scan::number(text, skip(text, column.min(text.len()), b" \t")));
        let separate = || revision_below(page, row);
        let revision = revision.map(|(value, _)| value).or_else(|| if asked { separate() } else { None });
        let version = match (number.version.revision, revision) {
            (None, Some(revision)) if revision > 0 => number.version.with_revision(revision),
            _ => number.version,
        };
        found = Some((version, (begin, begin + 5)));
        break;
    }
    if let Some((version, place)) = found {
        page.host(version, None, place, FormatId::RegistryProperty);
    }
}

/// The answer to a command that asks for `UBR` alone.
fn revision_below(page: &OpenPaste<'_>, line: usize) -> Option<u32> {
    let doc = page.doc;
    let command = (line + 1..(line + 4).min(doc.lines()))
        .find(|&line| is_prompt(doc.line(line)) && find(doc.line(line), "ubr").is_some())?;
    (command + 1..(command + 3).min(doc.lines())).find_map(|line| {
        let text = doc.line(line).trim_ascii();
        number(text, 0).filter(|&(_, end)| end == text.len()).map(|(value, _)| value)
    })
}

#[cfg(test)]
mod tests {
    use crate::read::clue::samples::host;

    #[test]
    fn hexadecimal() {
        host("    CurrentBuild    REG_SZ    19045\n    UBR    REG_DWORD    0xfce", "10.0.19045.4046");
        host("    UBR    REG_DWORD    0x1f1d\n    CurrentBuildNumber    REG_SZ    14393", "10.0.14393.7965");
        host("\"CurrentBuild\"=\"17763\"\n\"UBR\"=dword:00000fce", "10.0.17763.4046");
    }

    #[test]
    fn decimal() {
        host("CurrentBuild   : 20348\nUBR            : 2113", "10.0.20348.2113");
        host("UBR          : 2113\nReleaseId : 2009\nCurrentBuildNumber : 20348", "10.0.20348.2113");
    }

    #[test]
    fn tables_and_answers() {
        host("CurrentBuild UBR\n------------ ---\n17763        4252", "10.0.17763.4252");
        host(
            "PS C:\\> (gp 'HKLM:\\x\\CurrentVersion').CurrentBuild\n17763\nPS C:\\> (gp 'HKLM:\\x\\CurrentVersion').UBR\n4252",
            "10.0.17763.4252",
        );
    }
}
