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
/// Verbs that have the error itself as their object: "you may get 0xc0370101".
const MEETS: [&str; 9] = ["see", "get", "receive", "encounter", "observe", "experience", "expect", "notice", "fail"];
/// What leads from a verb to an error that is called one: "may see the following error".
const LEADS: [&str; 12] =
    ["a", "an", "the", "this", "that", "these", "following", "another", "similar", "some", "with", "in"];
/// What an error is called.
const NOUNS: [&str; 6] = ["error", "errors", "message", "messages", "failure", "failures"];
/// What takes an error away again: "should see the page without errors", "an error-free page".
const DENIALS: [&str; 6] = ["no", "not", "without", "past", "zero", "free"];
/// What stands above an error that was expected.
const EXPECTED: [&str; 4] = ["error", "output", "message", "result"];
/// Where a guess ends: what did happen is told behind it.
const TURNS: [&str; 15] = [
    " but ",
    " instead",
    " however",
    "actual",
    " and ",
    " yet ",
    " while ",
    "what i see",
    " i see",
    " i get",
    " we see",
    " we get",
    "fails with",
    "failed with",
    "crashes with",
];
/// Where an engine's own words begin, in whatever form.
const ENGINES: [&str; 4] = ["error response from daemon", "docker:", "level=error", "rpc error"];
/// So many lines of a quotation are gone up to the sentence above it.
const LONGEST_QUOTE: usize = 12;

/// Whether the words before an error that begins here in the squeezed text only expect it. In the same line, or in the sentence that
/// a quotation stands under.
pub(super) fn is_it(doc: &Doc<'_>, at: usize) -> bool {
    let place = doc.unsqueeze(at);
    let line = doc.line_at(place);
    let start = doc.range(line).0.max(doc.text().floor_char_boundary(place.saturating_sub(LONGEST)));
    let before = doc.piece(start, place);
    let (from, to) = doc.range(line);
    if names_container(doc.piece(from, doc.text().floor_char_boundary(to.min(from + LONGEST)))) {
        return false;
    }
    let announced = || introduction(doc, line).is_some_and(|line| expectation(line) == Some(Guess::Named));
    let lower = before.to_ascii_lowercase();
    match ENGINES.iter().filter_map(|words| lower.find(words)).min() {
        // An engine printed it. A sentence has to announce that, in so many words.
        Some(engine) => expectation(&lower[..engine]) == Some(Guess::Named) || announced(),
        None => expects(before) || announced(),
    }
}

/// Whether a line names the very container that failed, as only an engine does: `hcs::CreateComputeSystem 5f2a: …`.
fn names_container(line: &str) -> bool {
    const SHORTEST: usize = 4;
    line.match_indices("ComputeSystem ").any(|(at, call)| {
        let rest = &line[at + call.len()..];
        rest.bytes().take_while(u8::is_ascii_hexdigit).count() >= SHORTEST
    })
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

/// How clearly a sentence expects an error.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guess {
    /// It calls it an error: "you may see the following error".
    Named,
    /// The error itself ends the sentence: "you may get 0xc0370101".
    Direct,
}

/// Whether the last sentence of a text expects the error that follows it.
fn expects(text: &str) -> bool {
    expectation(text).is_some()
}

/// How the last sentence of a text expects what follows it, where it does.
fn expectation(text: &str) -> Option<Guess> {
    if text.len() > LONGEST || !has(text.as_bytes(), &SIGNS) {
        return None;
    }
    let sentence =
        [". ", "! ", "? "].iter().filter_map(|end| text.rfind(end)).max().map_or(text, |end| &text[end + 2..]);
    let lower = sentence.to_ascii_lowercase();
    let lower = lower.trim_end_matches(|c: char| c.is_whitespace() || ":`\"'>-".contains(c));
    let turn = TURNS.iter().filter_map(|turn| lower.rfind(turn)).max();
    let lower = &lower[turn.unwrap_or(0)..];
    // A guess ends with its clause.
    let clause = lower.rsplit([',', ':', ';']).next().unwrap_or(lower);
    let words: Vec<&str> = clause
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| !word.is_empty())
        .collect();
    (0..words.len()).find_map(|at| guess(&words, at).or_else(|| condition(&words, at)).or_else(|| heading(&words, at)))
}

/// "you should receive this error".
fn guess(words: &[&str], at: usize) -> Option<Guess> {
    let told = at.checked_sub(1).is_some_and(|before| PERSONS.contains(&words[before]));
    let verb = (at + 1..words.len()).find(|&verb| !BETWEEN.contains(&words[verb]))?;
    (GUESSES.contains(&words[at]) && !told && VERBS.contains(&words[verb])).then(|| object(words, verb))?
}

/// "if you see this error".
fn condition(words: &[&str], at: usize) -> Option<Guess> {
    let verb = at + 2;
    let meets = words[at] == "if" && words.get(at + 1) == Some(&"you") && MEETS[..4].contains(words.get(verb)?);
    meets.then(|| object(words, verb))?
}

/// "Expected error", and nothing behind it.
fn heading(words: &[&str], at: usize) -> Option<Guess> {
    let ends = words.len() == at + 2 && words[at] == "expected" && EXPECTED.contains(&words[at + 1]);
    ends.then_some(Guess::Named)
}

/// What a verb has for its object, where that is an error.
fn object(words: &[&str], verb: usize) -> Option<Guess> {
    /// "the operating system mismatch error".
    const LONGEST_NAME: usize = 4;
    let rest = &words[verb + 1..];
    let led = rest.iter().take_while(|word| LEADS.contains(word)).count();
    let name = &rest[led..];
    if rest.iter().any(|word| DENIALS.contains(word)) {
        return None;
    }
    let called = name.iter().take(LONGEST_NAME).position(|word| NOUNS.contains(word));
    match called {
        Some(0) => Some(Guess::Named),
        Some(_) if led > 0 => Some(Guess::Named),
        _ if words[verb] == "fail" && rest == ["with"] => Some(Guess::Named),
        _ if (name.is_empty() || begins_message(name)) && MEETS.contains(&words[verb]) => Some(Guess::Direct),
        _ => None,
    }
}

/// Whether Windows' own words for the mismatch begin here: they are found by their end as well.
fn begins_message(words: &[&str]) -> bool {
    words.starts_with(&["container", "operating", "system"]) || words.starts_with(&["operating", "system", "of"])
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
            "it should show the following message: ",
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
            "You should see a prompt and I see: ",
            "This should show hello:",
            "It should show a web page and it crashes with: ",
            "You should see the page without errors: ",
            "You should see an error-free page: ",
            "You should see a prompt, the error is: ",
            "If you get a chance to look: ",
            "The expected result is a shell: ",
            "",
        ] {
            assert!(!expects(text), "{text}");
        }
    }
}
