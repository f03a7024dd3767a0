//! Errors that a text tells beside the one it asks about: what other images give, what an attempt before gave, a crash on the host.

use super::seen::ErrorSeen;
use crate::read::clue::ErrorCode;
use crate::read::clue::prompt::is_prompt;

/// Leaves them out, where the text has another error.
pub(super) fn leave_out(lines: &[&str], errors: &mut Vec<ErrorSeen>) {
    let told = |error: &ErrorSeen| is_of_others(lines, error.at);
    if errors.iter().any(|error| !told(error) && error.code.weight() >= 2) {
        errors.retain(|error| !told(error));
    }
    let on_host = |error: &ErrorSeen| is_host_crash(lines, error);
    if errors.iter().any(|error| !on_host(error)) {
        errors.retain(|error| !on_host(error));
    }
    if let Some((first, last)) = repeated(lines) {
        let furthest = errors.iter().filter(|error| error.at > last).map(|error| error.phase).max();
        errors
            .retain(|error| !((first..last).contains(&error.at) && furthest.is_some_and(|phase| error.phase < phase)));
    }
}

/// A line with the sentence that leads up to it.
fn sentence(lines: &[&str], at: usize, says: impl Fn(&str) -> bool) -> bool {
    let above = lines[..at.min(lines.len())].iter().rev().take(3);
    let mut above = above.map(|line| line.trim()).filter(|line| !line.is_empty() && !line.starts_with("```"));
    lines.get(at).is_some_and(|line| says(&line.to_ascii_lowercase()))
        || above.next().is_some_and(|line| says(&line.to_ascii_lowercase()))
}

/// "trying any different image produces"; not "other images work fine, only this one fails".
fn is_of_others(lines: &[&str], at: usize) -> bool {
    sentence(lines, at, others_fail)
}

/// Whether a line in lower case says that other images fail too.
fn others_fail(lower: &str) -> bool {
    const OTHERS: [&str; 4] = ["any other image", "any different image", "other images", "different images"];
    const FAIL: [&str; 7] = ["produc", "give", "same", "fail", "throw", "return", "result"];
    const WELL: [&str; 12] =
        ["work", "fine", "succe", "only", "n't", "n’t", " not ", " no ", "never", "without", "this one", " ok"];
    let behind = OTHERS.iter().find_map(|words| lower.split_once(words)).map(|(_, behind)| behind);
    behind.is_some_and(|behind| FAIL.iter().any(|word| behind.contains(word)))
        && !WELL.iter().any(|word| lower.contains(word))
}

/// The host's own service of containers crashed, not a program in one: <https://github.com/moby/moby/issues/40328>.
fn is_host_crash(lines: &[&str], error: &ErrorSeen) -> bool {
    let line = lines.get(error.at).map(|line| line.to_ascii_lowercase()).unwrap_or_default();
    error.code == ErrorCode::DllInit && line.contains("vmcompute")
}

/// A command that was typed twice in the same words: its first and its last line.
fn repeated(lines: &[&str]) -> Option<(usize, usize)> {
    const LONGEST: usize = 2000;
    // What only looks may be typed again for any reason.
    const DOING: [&str; 6] = [" run ", " build ", " pull ", " create ", " start ", " up"];
    let does = |line: &str| line.contains("docker") && DOING.iter().any(|verb| line.contains(verb));
    let typed: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.len() < 400 && does(line) && is_prompt(line.as_bytes()))
        .map(|(at, line)| (at, line.trim()))
        .take(LONGEST)
        .collect();
    let (last, command) = *typed.last()?;
    let (first, _) = *typed.iter().find(|(_, other)| *other == command)?;
    (first < last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::{others_fail, repeated};

    #[test]
    fn what_other_images_give() {
        for line in ["trying any other image produces", "other images give the same error:"] {
            assert!(others_fail(line), "{line}");
        }
        for line in [
            "other images work fine, only this one fails:",
            "other images have no problem, this gives:",
            "it fails where other images start:",
            "other images don't fail:",
        ] {
            assert!(!others_fail(line), "{line}");
        }
    }

    #[test]
    fn a_command_typed_twice() {
        let build = "PS C:\\web> docker build -t web .";
        assert_eq!(repeated(&[build, "an error", build, "another"]), Some((0, 2)));
        assert_eq!(repeated(&[build, "an error", "PS C:\\web> docker build -t other ."]), None);
        assert_eq!(repeated(&["an error", build]), None);
        let look = "PS C:\\web> docker ps --all";
        assert_eq!(repeated(&[look, "an error", look, "another"]), None);
    }
}
