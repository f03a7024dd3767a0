//! A client that is named without its update.

use core::ops::Range;

use super::word::{LONGEST, words_in};
use crate::read::clue::prose::is_bound;

/// A client that a short sentence names without its update, and where: `Windows 11`, `WIN 11`, `win11`.
pub(crate) fn named_client(sentence: &str) -> Option<(&'static str, Range<usize>)> {
    let words = Some(sentence).filter(|text| text.len() <= LONGEST).map(words_in)?;
    let name = |number: &str| match number {
        "10" => Some("Windows 10"),
        "11" => Some("Windows 11"),
        _ => None,
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let lower = word.text.to_ascii_lowercase();
        let joined = ["windows", "win", "w"].iter().find_map(|start| name(lower.strip_prefix(start)?));
        let before = at.checked_sub(1).map(|before| &words[before]);
        let apart = || name(&lower).filter(|_| before.is_some_and(|before| before.is(&["windows", "win"])));
        let (found, start) = match joined {
            Some(found) => (found, at),
            None => (apart()?, at - 1),
        };
        let behind = &sentence.as_bytes()[word.range.end..];
        (!is_bound(behind)).then_some((found, words[start].range.start..word.range.end))
    })
}
