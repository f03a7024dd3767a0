//! Errors that a text only expects: "you should receive this error: …", "it may fail with …". None of them has happened.

use crate::read::clue::doc::Doc;
use crate::read::clue::scan::has;

/// A sentence that is longer is no sentence.
const LONGEST: usize = 400;
/// Without one of these nothing is expected: most lines of a log have none.
const SIGNS: [&str; 7] = ["should ", "may ", "might ", "could ", "would ", "if you", "expected "];

/// What makes a verb a guess.
const GUESSES: [&str; 5] = ["should", "may", "might", "could", "would"];
/// What may stand between the two.
const BETWEEN: [&str; 7] = ["also", "still", "then", "now", "sometimes", "just", "even"];
/// What happens to somebody who meets an error, and what an engine does with it.
const VERBS: [&str; 18] = [
    "see",
    "get",
    "receive",
    "encounter",
    "observe",
    "experience",
    "expect",
    "notice",
    "fail",
    "return",
    "report",
    "say",
    "show",
    "print",
    "throw",
    "produce",
    "result",
    "display",
];
/// Who tells what used to happen to them: "each time I would get …".
const PERSONS: [&str; 2] = ["i", "we"];
/// What stands above an error that was expected.
const EXPECTED: [&str; 4] = ["error", "output", "message", "result"];
/// So many lines of a quotation are gone up to the sentence above it.
const LONGEST_QUOTE: usize = 12;

/// Whether the words before an error that begins here in the squeezed text only expect it. In the same line, or in the sentence that
/// a quotation stands under.
pub(super) fn is_it(doc: &Doc<'_>, at: usize) -> bool {
    let place = doc.unsqueeze(at);
    let line = doc.line_at(place);
    let start = doc.range(line).0.max(doc.text().floor_char_boundary(place.saturating_sub(LONGEST)));
    expects(doc.piece(start, place)) || introduction(doc, line).is_some_and(expects)
}

/// Whether a line that speaks of an error in words of its own only expects it: "you may see the following error: …".
pub(crate) fn is_told(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let end = ["error", "fail"].iter().filter_map(|word| Some(lower.find(word)? + word.len())).min();
    end.is_some_and(|end| expects(&lower[lower.floor_char_boundary(end.saturating_sub(LONGEST))..end]))
}

/// The sentence that announces this line: above it, or above the block of a quotation that it stands in.
fn introduction<'d>(doc: &'d Doc<'_>, line: usize) -> Option<&'d str> {
    let text = |line: usize| {
        let (start, end) = doc.range(line);
        doc.piece(start, end).trim()
    };
    let mut above = (0..line).rev().map(text).filter(|line| !line.is_empty());
    let announces = |text: &&str| text.ends_with(':');
    let nearest = above.next()?;
    if !is_fence(nearest) {
        if announces(&nearest) {
            return Some(nearest);
        }
        // Further down in the same block.
        let lines = (0..line).rev().map(text).take(LONGEST_QUOTE).take_while(|line| !line.is_empty());
        let block = lines.take_while(|line| !is_fence(line)).count();
        let fence = line.checked_sub(block + 1).filter(|&fence| is_fence(text(fence)))?;
        return (0..fence).rev().map(text).find(|line| !line.is_empty()).filter(announces);
    }
    above.next().filter(announces)
}

fn is_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether the last sentence of a text expects what follows it.
fn expects(text: &str) -> bool {
    if text.len() > LONGEST || !has(text.as_bytes(), &SIGNS) {
        return false;
    }
    let sentence =
        [". ", "! ", "? "].iter().filter_map(|end| text.rfind(end)).max().map_or(text, |end| &text[end + 2..]);
    let lower = sentence.to_ascii_lowercase();
    // What did happen is told behind a turn.
    let turn = [" but ", " instead", " however", "actual"].iter().filter_map(|turn| lower.rfind(turn)).max();
    let lower = &lower[turn.unwrap_or(0)..];
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .collect();
    let guess = |at: usize| {
        let told = at.checked_sub(1).is_some_and(|before| PERSONS.contains(&words[before]));
        let verb = words[at + 1..].iter().find(|word| !BETWEEN.contains(word));
        GUESSES.contains(&words[at]) && !told && verb.is_some_and(|verb| VERBS.contains(verb))
    };
    let condition = |at: usize| {
        words[at] == "if"
            && words.get(at + 1) == Some(&"you")
            && words.get(at + 2).is_some_and(|verb| VERBS[..4].contains(verb))
    };
    let heading = |at: usize| words[at] == "expected" && words.get(at + 1).is_some_and(|word| EXPECTED.contains(word));
    (0..words.len()).any(|at| guess(at) || condition(at) || heading(at))
}

#[cfg(test)]
mod tests {
    use super::{expects, is_told};

    #[test]
    fn a_line_that_speaks_of_an_error_that_may_come() {
        assert!(is_told("If the builds differ, you may see the following error: it doesn’t start"));
        assert!(!is_told("Error: you should see the log"));
        assert!(!is_told("I see that the build failed"));
        assert!(!is_told("it says that something broke"));
    }

    #[test]
    fn what_is_expected_has_not_happened() {
        for text in [
            "when you run a 1709 image on 14393, you should receive this error: ",
            "you may see the following error:",
            "With other builds you might also get ",
            "the pull would fail with ",
            "Expected error: ",
            "If you see ",
        ] {
            assert!(expects(text), "{text}");
        }
        for text in [
            "I should be able to run it, but I get ",
            "You should see hello. Instead: ",
            "every time I would get ",
            "you get this:",
            "You can see the error below: ",
            "An unexpected error: ",
            "if you run it you get ",
            "you should not see ",
            "It should work. The engine says ",
            "",
        ] {
            assert!(!expects(text), "{text}");
        }
    }
}
