//! What a sentence moves, and to what: `move our node pools from 2019 to 2022`.

use core::ops::Range;

use super::word::{IMAGES, TypedWord};

/// What says that something is to be another release.
const MOVES: [&str; 6] = ["mov", "migrat", "upgrad", "switch", "go", "replac"];
/// What is moved, where the releases are years.
pub(super) const MOVED: [&str; 16] = [
    "node",
    "nodes",
    "pool",
    "pools",
    "nodepool",
    "nodepools",
    "host",
    "hosts",
    "server",
    "servers",
    "cluster",
    "machines",
    "vms",
    "windows",
    "workers",
    "agents",
];

/// Whether images are what a sentence moves: `without rebuilding the images` only fears for them.
pub(super) fn are_images_moved(words: &[TypedWord<'_>]) -> bool {
    let feared = |at: usize| {
        words[at.saturating_sub(3)..at].iter().any(|word| word.text.to_ascii_lowercase().starts_with("rebuild"))
    };
    words.iter().enumerate().any(|(at, word)| word.is(IMAGES) && !feared(at))
}

/// Whether somebody moves something.
pub(super) fn is_move(words: &[TypedWord<'_>]) -> bool {
    let says = |word: &TypedWord<'_>| {
        let word = word.text.to_ascii_lowercase();
        MOVES.iter().any(|verb| match *verb {
            "go" => ["go", "going"].contains(&&*word),
            verb => word.starts_with(verb),
        })
    };
    words.iter().any(says)
}

/// `from … to …`, or `upgrade … to …`: the first of two names is left, the second one comes.
pub(super) fn is_moved(words: &[TypedWord<'_>], old: &Range<usize>, new: &Range<usize>) -> bool {
    const BETWEEN: usize = 3;
    let (first, second) = if old.start < new.start { (old, new) } else { return false };
    let between = words.iter().filter(|word| word.range.start >= first.end && word.range.end <= second.start);
    let between: Vec<_> = between.collect();
    let to = between.last().is_some_and(|word| word.is(&["to", "→", "->", "onto"]));
    to && between.len() <= BETWEEN && is_move(words)
}
