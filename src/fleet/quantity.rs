//! How many there are, as people write it in a list: `20 servers`, `20 x`, `in 2 images`.

use crate::rules::release;

/// A line without what it says about quantities.
pub(super) struct Quantity<'a> {
    /// The other words, in their order.
    pub words: Vec<&'a str>,
    /// How many machines.
    pub hosts: Option<u32>,
    /// How many different images.
    pub images: Option<u32>,
}

/// Each also with an s.
const MACHINES: [&str; 11] =
    ["server", "host", "node", "machine", "vm", "worker", "computer", "laptop", "desktop", "pc", "instance"];
/// As people write small numbers in a sentence, from two on.
const WORDS: [&str; 11] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const IMAGES: [&str; 1] = ["image"];
/// What joins a quantity to what it is of.
const JOINS: [&str; 6] = ["in", "of", "on", "with", "running", "are"];

impl<'a> Quantity<'a> {
    /// Takes `20 servers` and `2 images` out of a line, with the word that joins them to the rest.
    pub fn of(words: impl Iterator<Item = &'a str>) -> Self {
        let mut found = Self { words: Vec::new(), hosts: None, images: None };
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            let noun = words.peek().map(|next| plain(next));
            let is = |nouns: &[&str]| noun.is_some_and(|noun| is_one_of(noun, nouns));
            match number(plain(word)) {
                Some(count) if is(&MACHINES) => found.hosts = Some(count),
                Some(count) if is(&IMAGES) => found.images = Some(count),
                _ => {
                    found.words.push(word);
                    continue;
                }
            }
            words.next();
            // `ltsc2019 *5 in 2 images`, `2 images on ltsc2019`.
            if found.words.last().is_some_and(|last| *last == "in") {
                found.words.pop();
            }
            words.next_if(|next| JOINS.contains(next));
        }
        found
    }

    /// As [`Quantity::of`], and a number in front of or behind a name is how many machines there are: `20 x Windows Server 2016`,
    /// `20 Windows Server 2016 servers`, `Windows Server 2016: 20`, `Windows Server 2016 (20)`, `Windows Server 2016 x 20`.
    pub fn of_machines(line: &'a str) -> Self {
        let mut found = Self::of(line.split_whitespace());
        if found.hosts.is_some() {
            return found;
        }
        let last = found.words.last().copied().unwrap_or_default();
        if is_one_of(plain(last), &MACHINES) && found.words.len() > 2 {
            found.words.pop();
        }
        let first = found.words.first().copied().unwrap_or_default();
        if let Some(count) = number(first.trim_end_matches(['x', '×'])) {
            let sign = found.words.get(1).is_some_and(|word| matches!(*word, "x" | "×"));
            found.words.drain(..1 + usize::from(sign));
            found.hosts = Some(count);
            return found;
        }
        let behind = found.words.len().checked_sub(2).and_then(|at| found.words.get(at));
        let sign = behind.is_some_and(|word| matches!(*word, "x" | "×"));
        let bare = last.strip_prefix(['x', '×']).or(last.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')));
        if let Some(count) = bare.or(sign.then_some(last)).and_then(number) {
            found.words.truncate(found.words.len() - 1 - usize::from(sign));
            found.hosts = Some(count);
            return found;
        }
        if let (Some(count), Some(name)) = (number(last), behind.and_then(|word| word.strip_suffix([':', '=']))) {
            found.words.truncate(found.words.len() - 2);
            found.words.push(name);
            found.hosts = Some(count);
        }
        found
    }
}

fn plain(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | ':' | ',' | ';' | '.'))
}

/// Whether a word is one of these, in the singular or the plural.
fn is_one_of(word: &str, nouns: &[&str]) -> bool {
    let singular = word.strip_suffix(['s', 'S']).unwrap_or(word);
    nouns.iter().any(|noun| noun.eq_ignore_ascii_case(singular))
}

/// A count: what can be a year or a version of Windows is none.
pub(super) fn number(word: &str) -> Option<u32> {
    let spelled = WORDS.iter().zip(2..).find(|(spelled, _)| spelled.eq_ignore_ascii_case(word));
    let count = spelled.map(|(_, count)| count).or_else(|| word.parse().ok());
    let is_version = |count: &u32| release::RELEASES.iter().any(|release| release.version.parse() == Ok(*count));
    count.filter(|count| (1..=100_000).contains(count) && !(2000..=2100).contains(count) && !is_version(count))
}

/// `ws2019*3`, `ws2019×3`, `3x`, `x3`: the text without its count, and the count.
pub(super) fn times(text: &str) -> (&str, Option<u32>) {
    let number = |digits: &str| digits.parse().ok().filter(|count| (1..=100_000).contains(count));
    for sign in ['*', '×'] {
        if let Some((text, digits)) = text.rsplit_once(sign)
            && let Some(count) = number(digits.trim())
        {
            return (text.trim_end(), Some(count));
        }
    }
    let alone = text.strip_prefix('x').or(text.strip_suffix('x'));
    match alone.and_then(number) {
        Some(count) => ("", Some(count)),
        None => (text, None),
    }
}
