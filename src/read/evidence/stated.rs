//! What a sentence says: words that stand whole in it, and that nothing before them denies.

/// Words that deny what follows them in a sentence, or leave it open.
const DENIALS: [&str; 14] = [
    "no", "not", "without", "never", "neither", "nor", "none", "cannot", "dont", "isnt", "arent", "if", "whether",
    "unless",
];
/// Words that end a denial: "it doesn't work on AKS" happens on AKS, and so does "no pod is up because …".
const FREEING: [&str; 13] = [
    "able", "but", "because", "since", "start", "starting", "work", "working", "pull", "pulling", "connect", "reach",
    "match",
];
/// How far back a sentence is looked at.
const REACH: usize = 200;

/// Whether a line in lower case says these words somewhere without a denial before them in the sentence.
pub(super) fn states(lower: &str, words: &str) -> bool {
    lower.match_indices(words).any(|(at, _)| !is_denied(&lower[..at]))
}

/// Whether a line in lower case has these words, and no longer ones; a plural is none.
pub(super) fn has_words(lower: &str, words: &str) -> bool {
    lower.match_indices(words).any(|(at, _)| is_whole(lower, at, words))
}

/// As [`states`], of words that stand whole.
pub(super) fn states_words(lower: &str, words: &str) -> bool {
    let mut found = lower.match_indices(words).filter(|(at, _)| is_whole(lower, *at, words));
    found.any(|(at, _)| !is_denied(&lower[..at]))
}

fn is_whole(lower: &str, at: usize, words: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let behind = lower[at + words.len()..].trim_start_matches('s');
    !inside(lower[..at].chars().next_back()) && !inside(behind.chars().next())
}

/// Whether the sentence that ends here has a denial that no other word ended.
fn is_denied(before: &str) -> bool {
    let start = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    let sentence = before[start..].rsplit([';', '?', '!']).next().unwrap_or_default();
    let sentence = sentence.rsplit(". ").next().unwrap_or_default();
    let mut words = sentence.split_whitespace().rev().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let denies = |word: &str| DENIALS.contains(&word) || word.ends_with("n't") || word.ends_with("n’t");
    words.find(|word| denies(word) || FREEING.contains(word)).is_some_and(denies)
}

#[cfg(test)]
mod tests {
    use super::{has_words, states, states_words};

    #[test]
    fn a_denial_states_nothing() {
        for line in [
            "we are behind a corporate proxy",
            "we can't pull behind a corporate proxy",
            "there is no vpn. a corporate proxy is there",
            "it doesn't work because of a corporate proxy",
        ] {
            assert!(states(line, "corporate proxy"), "{line}");
        }
        for line in [
            "i am not behind a corporate proxy",
            "there is no corporate proxy between us",
            "we aren’t behind a vpn or a corporate proxy",
            "it happens without a corporate proxy",
            "if you are behind a corporate proxy",
        ] {
            assert!(!states(line, "corporate proxy"), "{line}");
        }
    }

    #[test]
    fn words_stand_whole() {
        assert!(has_words("it works here", "work") && states_words("it starts on aks.", "on aks"));
        assert!(!has_words("the workload", "work") && !has_words("on a machine", "on a mac"));
        assert!(!states_words("it is not on aks", "on aks") && !states_words("on aksold000001", "on aks"));
    }
}
