//! Putting things in order, with one sort for all types: each further one that the standard library sorts is 2 to 5 kB more of
//! WebAssembly to download.

use core::cmp::Ordering;

/// The places of `length` items in the order of a comparison; equal ones stay as they are.
pub(crate) fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Puts items in the order of their keys; equal ones stay as they are.
pub(crate) fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let order = places(items.len(), &|a, b| key(&items[a]).cmp(&key(&items[b])));
    let mut unordered: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| unordered[at].take()));
}

/// The same for a handful of items: each is put into its place, without the library's sort. That is 3 kB, and the first view sorts
/// nothing else than what a picker offers.
pub(crate) fn few_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut sorted: Vec<(K, T)> = Vec::new();
    for item in items.drain(..) {
        let key = key(&item);
        let place = sorted.partition_point(|(other, _)| *other <= key);
        sorted.insert(place, (key, item));
    }
    items.extend(sorted.into_iter().map(|(_, item)| item));
}

/// The same items in order, each once.
pub(crate) fn each_once<T: Ord + Copy>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    by_key(&mut items, |item| *item);
    items.dedup();
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::cmp::Reverse;

    #[test]
    fn items_come_in_the_order_of_their_keys() {
        let mut words = vec!["bb", "a", "c", "aa"];
        by_key(&mut words, |word| Reverse(word.len()));
        assert_eq!(words, ["bb", "aa", "a", "c"]);
        let mut few = vec!["bb", "a", "c", "aa"];
        few_by_key(&mut few, |word| Reverse(word.len()));
        assert_eq!(few, words);
    }

    #[test]
    fn each_comes_once() {
        assert_eq!(each_once([17763, 20348, 17763, 14393]), [14393, 17763, 20348]);
        assert!(each_once::<u16>([]).is_empty());
    }
}
