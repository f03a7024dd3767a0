//! How near two words are, and which of some is the nearest.

/// How many mistakes a word may have: one in a short one, two in a long one.
const fn allowed(length: usize) -> usize {
    match length {
        0..4 => 0,
        4..6 => 1,
        _ => 2,
    }
}

/// The nearest of these words, all that are equally near; none where the word is one of them, or where none is near.
pub(in crate::rules) fn nearest_all<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let word = word.to_ascii_lowercase();
    let mut least = allowed(word.len()) + 1;
    let mut found: Vec<&str> = Vec::new();
    for other in known {
        let distance = distance(&word, &other.to_ascii_lowercase());
        if distance < least {
            least = distance;
            found.clear();
        }
        if distance == least && least <= allowed(word.len()) && !found.contains(&other) {
            found.push(other);
        }
    }
    if least == 0 { Vec::new() } else { found }
}

/// The one nearest word; `None` where it is the word itself, where none is near, or where two are equally near.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    match nearest_all(word, known).as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// The number of letters to change, add, leave out, or exchange with their neighbour. A few lines, for which the library needs no
/// crate.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 2 || one.len() > 64 {
        return usize::MAX;
    }
    let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
    for (at, row) in rows.iter_mut().enumerate() {
        row[0] = at;
    }
    rows[0] = (0..=other.len()).collect();
    for i in 1..=one.len() {
        for j in 1..=other.len() {
            let changed = usize::from(one[i - 1] != other[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + changed);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[one.len()][other.len()]
}
