//! An error's own message: whole where a console wrapped it, and out of the JSON or the table that it stands in.

use super::services;
use crate::read::clue::prompt::is_prompt;
use crate::rules::name::visible;

/// The message of an error: with the lines above that a wrap cut from it, and without the sentences before it.
pub(super) fn whole_message(lines: &[&str], at: usize, column: usize) -> String {
    const BEGINS: &[&str] = &[
        "rror response from daemon:",
        "encountered an error",
        "system call:",
        "ComputeSystem ",
        "ailed to pull image \"",
    ];
    let begins = |line: &str| BEGINS.iter().any(|words| line.contains(words));
    let line = lines.get(at).copied().unwrap_or_default();
    if !begins(line) && !is_event(line) {
        let above = lines[..at.min(lines.len())].iter().rev().take(3);
        let cut =
            above.take_while(|line| !line.trim().is_empty() && !line.trim_end().ends_with(['.', ']', '}'])).count();
        // The first line of the message is the uppermost that begins one.
        if let Some(first) = (at - cut..at).find(|&line| begins(lines[line])) {
            // A blank at the edge is one of the message.
            let inside = |line: usize| !lines[line].ends_with(' ') && !lines[line + 1].starts_with(' ');
            let blank = |line: usize| if is_cut_at_width(lines[line]) && inside(line) { "" } else { " " };
            return (first + 1..=at).fold(lines[first].trim().to_owned(), |whole, line| {
                [&whole, blank(line - 1), lines[line].trim()].concat()
            });
        }
    }
    if let Some(whole) = error_record(lines, at) {
        return whole;
    }
    let before = line.get(..column).unwrap_or_default();
    if let Some(message) = json_message(line, column) {
        return message.to_owned();
    }
    let is_prose = line.len() > 200 && !begins(line) && !before.contains(['{', '=', '[']) && !before.contains("::");
    let sentence = before.rfind(". ").filter(|_| is_prose);
    sentence.map_or(line, |end| line[end + 1..].trim_start()).to_owned()
}

/// A line that ends with a colon, and the next one, which gives the reason; not the calls of a stack trace.
pub(super) fn with_reason(lines: &[&str], at: usize) -> String {
    let line = lines.get(at).copied().unwrap_or_default().trim_end();
    let next = lines.iter().skip(at + 1).map(|line| line.trim()).find(|line| !line.is_empty());
    let tells = |next: &&str| !next.starts_with("at ") && !next.starts_with("```") && !is_prompt(next.as_bytes());
    match next.filter(tells).filter(|_| line.ends_with(':')) {
        Some(reason) => [line, " ", reason].concat(),
        None => line.to_owned(),
    }
}

/// A row of a cluster's events begins a message: `24m   Warning   FailedMount   pod/web-1   …`.
fn is_event(line: &str) -> bool {
    line.split_whitespace().take(2).any(|word| word == "Warning" || word == "Normal")
}

/// The message of an error as PowerShell prints it, wrapped at the console's width between the name of the command and the line
/// `At line:1 char:1`.
fn error_record(lines: &[&str], at: usize) -> Option<String> {
    const LONGEST: usize = 12;
    let own = |line: &&str| {
        line.trim_start().starts_with("At line:") || line.trim_start().starts_with("At ") && line.contains(" char:")
    };
    let end = lines.get(at + 1..)?.iter().take(LONGEST).position(own)? + at + 1;
    let first = (at.saturating_sub(LONGEST)..=at).rev().find(|&line| {
        let (command, message) = lines[line].split_once(" : ").unwrap_or_default();
        !command.trim().is_empty() && !command.trim().contains(' ') && !message.is_empty()
    })?;
    let piece = &lines[first..end];
    let whole = !piece.iter().skip(1).any(|line| line.trim().is_empty() || is_prompt(line.as_bytes()));
    (whole && piece.len() > 1).then(|| piece.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "))
}

/// Whether a console cut this line at its width, in the middle of a word or not.
fn is_cut_at_width(line: &str) -> bool {
    const WIDTHS: [usize; 8] = [80, 100, 120, 128, 132, 136, 140, 160];
    WIDTHS.iter().any(|width| line.chars().count() == *width)
}

/// The message around an error in JSON: of a document on one line, or of the line of its key.
fn json_message(line: &str, column: usize) -> Option<&str> {
    let before = line.get(..column)?;
    let key = ["\"message\":", "\"Message\":"].iter().filter_map(|key| Some(before.rfind(key)? + key.len())).max()?;
    let start = key + line[key..].find('"').filter(|at| *at < 3)? + 1;
    let end = line[start..].match_indices('"').map(|(at, _)| start + at).find(|end| {
        let behind = line[end + 1..].trim_start();
        !line[..*end].ends_with('\\') && (behind.is_empty() || behind.starts_with([',', '}']))
    })?;
    (end > column).then(|| &line[start..end])
}

/// A line to be shown: without the blanks around it, cut where nothing more is told. What becomes unreadable is cut where it is shown.
pub(super) fn quote(line: &str) -> String {
    const MOST: usize = 800;
    let line = visible(services::message(line).unwrap_or(line).trim());
    let line = line.split(" extra info:").next().unwrap_or(&line);
    match line.char_indices().nth(MOST) {
        Some((end, _)) => [&line[..end], " …"].concat(),
        None => line.to_owned(),
    }
}
