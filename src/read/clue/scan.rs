//! Finds many words in one pass, without regard to ASCII case.
//!
//! The search of Wu and Manber ("A fast algorithm for multi-pattern searching", 1994) with blocks of two bytes: most
//! positions are skipped, so the cost doesn't grow with the number of words, and the tables are small enough to be made
//! for each text.

use arrayvec::ArrayVec;
use memchr::memchr2_iter;

const SLOTS: usize = 1 << 12;
const MOST: usize = 768;
const NONE: u16 = u16::MAX;

/// A set of words, each with a tag to be told which one was found.
pub(crate) struct Scanner {
    words: ArrayVec<(&'static str, u16), MOST>,
    shortest: usize,
    shift: [u8; SLOTS],
    first: [u16; SLOTS],
    next: [u16; MOST],
    /// The first four bytes of each word, to tell most of them apart at once.
    heads: [u32; MOST],
}

impl Scanner {
    /// No words yet; all of them will be at least this long, and the search skips up to that many bytes less one.
    pub(crate) fn new(shortest: u8) -> Self {
        let shift = [shortest - 1; SLOTS];
        Self {
            words: ArrayVec::new(),
            shortest: usize::from(shortest),
            shift,
            first: [NONE; SLOTS],
            next: [NONE; MOST],
            heads: [0; MOST],
        }
    }

    /// Adds a word in lower case; one that is too short is never found.
    pub(crate) fn add(&mut self, word: &'static str, tag: u16) {
        let bytes = word.as_bytes();
        let index = self.words.len();
        debug_assert!(bytes.len() >= self.shortest && index < MOST, "{word}");
        if bytes.len() < self.shortest || self.words.try_push((word, tag)).is_err() {
            return;
        }
        self.heads[index] = head(bytes, 0);
        for at in 1..self.shortest {
            let slot = slot(bytes[at - 1], bytes[at]);
            self.shift[slot] = self.shift[slot].min((self.shortest - 1 - at) as u8);
            if at == self.shortest - 1 {
                self.next[index] = self.first[slot];
                self.first[slot] = index as u16;
            }
        }
    }

    /// Calls `found` with the tag and the position of every word, in the order of the text.
    pub(crate) fn scan(&self, text: &[u8], found: &mut dyn FnMut(u16, usize)) {
        let mut end = self.shortest - 1;
        while let Some(&last) = text.get(end) {
            let slot = slot(text[end - 1], last);
            let shift = self.shift[slot];
            if shift > 0 {
                end += usize::from(shift);
                continue;
            }
            let start = end + 1 - self.shortest;
            let head = head(text, start);
            let mut index = self.first[slot];
            while let Some(&(word, tag)) = self.words.get(usize::from(index)) {
                if self.heads[usize::from(index)] == head && starts(text, start, word) {
                    found(tag, start);
                }
                index = self.next[usize::from(index)];
            }
            end += 1;
        }
    }
}

/// Four bytes, letters of either case alike.
fn head(text: &[u8], at: usize) -> u32 {
    text.get(at..at + 4)
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, |bytes| u32::from_le_bytes(bytes) | 0x2020_2020)
}

/// Letters of either case share a slot.
fn slot(first: u8, second: u8) -> usize {
    ((usize::from(first | 0x20) << 5) ^ usize::from(second | 0x20)) & (SLOTS - 1)
}

/// Whether `text` has `word` at this position, in either case.
pub(crate) fn starts(text: &[u8], at: usize, word: &str) -> bool {
    text.get(at..at + word.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether the text before `end` ends with `word`, in either case.
pub(crate) fn ends(text: &[u8], word: &str) -> bool {
    text.len() >= word.len() && starts(text, text.len() - word.len(), word)
}

/// The first place of `word` in a short text, in either case.
pub(crate) fn find(text: &[u8], word: &str) -> Option<usize> {
    beginnings(text, word).find(|&at| starts(text, at, word))
}

/// The last place of `word` in a short text, in either case.
pub(crate) fn rfind(text: &[u8], word: &str) -> Option<usize> {
    beginnings(text, word).rev().find(|&at| starts(text, at, word))
}

/// The places where the word's first byte stands, in either case, and the rest has room.
fn beginnings<'t>(text: &'t [u8], word: &str) -> impl DoubleEndedIterator<Item = usize> + use<'t> {
    let first = word.as_bytes().first().copied().unwrap_or(b'\n');
    let room = (text.len() + 1).saturating_sub(word.len()).min(text.len());
    memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), &text[..room])
}

/// Whether a short text has one of these words, in either case.
pub(crate) fn has(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| find(text, word).is_some())
}

/// The decimal number at this position and where it ends. Numbers too large for Windows are no numbers.
pub(crate) fn number(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let mut value = 0u32;
    let mut end = at;
    while let Some(digit) = text.get(end).filter(|byte| byte.is_ascii_digit()) {
        value = value.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
        end += 1;
    }
    (end > at).then_some((value, end))
}

/// The first position from `at` on whose byte isn't one of `set`.
pub(crate) fn skip(text: &[u8], at: usize, set: &[u8]) -> usize {
    at + text.get(at..).unwrap_or_default().iter().take_while(|byte| set.contains(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(words: &[&'static str], text: &str) -> Vec<(u16, usize)> {
        let mut scanner = Scanner::new(5);
        for (tag, word) in words.iter().enumerate() {
            scanner.add(word, tag as u16);
        }
        let mut hits = Vec::new();
        scanner.scan(text.as_bytes(), &mut |tag, at| hits.push((tag, at)));
        hits
    }

    #[test]
    fn words_are_found_in_the_order_of_the_text_and_in_either_case() {
        assert_eq!(hits(&["image", "kernel version"], "Kernel Version and IMAGE"), [(1, 0), (0, 19)]);
    }

    #[test]
    fn words_that_share_a_beginning_are_both_found() {
        assert_eq!(hits(&["image", "images"], "images"), [(1, 0), (0, 0)]);
    }

    #[test]
    fn words_at_both_ends_of_the_text() {
        assert_eq!(hits(&["image", "10.0."], "10.0.-image"), [(1, 0), (0, 6)]);
        assert_eq!(hits(&["image"], "imag"), []);
    }

    #[test]
    fn same_result_as_a_search_for_each_word() {
        let text = "10.0.17763 microsoft windows, node: kubelet, nodename: os build 64fre. image image: 10.0.";
        let words = ["10.0.", "node:", "nodename:", "image", "kubelet, ", "os build", "64fre.", "image: "];
        for (tag, word) in words.iter().enumerate() {
            let expected: Vec<usize> = text.match_indices(word).map(|(at, _)| at).collect();
            let found: Vec<usize> =
                hits(&words, text).iter().filter(|hit| usize::from(hit.0) == tag).map(|hit| hit.1).collect();
            assert_eq!(found, expected, "{word}");
        }
    }

    #[test]
    fn single_words_in_either_case_and_at_both_ends() {
        assert_eq!((find(b"x Image image", "IMAGE"), rfind(b"x Image image", "IMAGE")), (Some(2), Some(8)));
        assert_eq!((find(b"image", "image"), find(b"imag", "image"), find(b"", "image")), (Some(0), None, None));
        assert_eq!((find(b"a b", " "), rfind(b"a: b: ", ": ")), (Some(1), Some(4)));
    }

    #[test]
    fn numbers_stop_at_the_first_other_character() {
        assert_eq!(number(b"17763.1", 0), Some((17763, 5)));
        assert_eq!(number(b"x", 0), None);
        assert_eq!(number(b"99999999999", 0), None);
    }
}
