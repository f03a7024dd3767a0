//! How many there are, as people write it in a list: `20 servers`, `20 x`, `in 2 images`.

/// A line without what it says about quantities.
pub(super) struct Quantity<'a> {
    /// The other words, in their order.
    pub words: Vec<&'a str>,
    /// How many machines.
    pub hosts: Option<u32>,
    /// How many different images.
    pub images: Option<u32>,
}

const MACHINES: [&str; 12] =
    ["server", "servers", "host", "hosts", "node", "nodes", "machine", "machines", "vm", "vms", "worker", "workers"];
const IMAGES: [&str; 2] = ["image", "images"];
/// What joins a quantity to what it is of.
const JOINS: [&str; 6] = ["in", "of", "on", "with", "running", "are"];

impl<'a> Quantity<'a> {
    /// Takes `20 servers` and `2 images` out of a line, with the word that joins them to the rest.
    pub fn of(words: impl Iterator<Item = &'a str>) -> Self {
        let mut found = Self { words: Vec::new(), hosts: None, images: None };
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            let noun = words.peek().map(|next| plain(next));
            let is = |nouns: &[&str]| noun.is_some_and(|noun| nouns.iter().any(|one| noun.eq_ignore_ascii_case(one)));
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
    /// `20 Windows Server 2016 servers`, `Windows Server 2016: 20`.
    pub fn of_machines(line: &'a str) -> Self {
        let mut found = Self::of(line.split_whitespace());
        if found.hosts.is_some() {
            return found;
        }
        let last = found.words.last().copied().unwrap_or_default();
        if MACHINES.iter().any(|noun| plain(last).eq_ignore_ascii_case(noun)) && found.words.len() > 2 {
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

/// A count: what can be a year is none.
fn number(word: &str) -> Option<u32> {
    word.parse().ok().filter(|count| (1..=100_000).contains(count) && !(2000..=2100).contains(count))
}
