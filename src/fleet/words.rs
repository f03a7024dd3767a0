//! Numbers and lists in sentences.

use core::fmt::{Display, Write as _};

/// `to_string`, once for all types: every place where it is inlined is code to download.
pub(super) trait Show {
    /// The value as text.
    fn show(&self) -> String;
}

impl<T: Display> Show for T {
    fn show(&self) -> String {
        show(self)
    }
}

#[inline(never)]
fn show(value: &dyn Display) -> String {
    let mut text = String::new();
    let _ = write!(text, "{value}");
    text
}

/// `1 node`, `3 nodes`: English plurals with an s.
#[inline(never)]
pub(crate) fn counted(count: u32, noun: &str) -> String {
    let mut text = count.show();
    text.push(' ');
    text.push_str(noun);
    if count != 1 {
        text.push('s');
    }
    text
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed<T: AsRef<str>>(items: &[T]) -> String {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(if index + 1 == items.len() { " and " } else { ", " });
        }
        text.push_str(item.as_ref());
    }
    text
}

/// As [`listed`], but after `most` items only how many more there are.
pub(crate) fn listed_shortly<T: AsRef<str>>(items: &[T], most: usize) -> String {
    if items.len() <= most + 1 {
        return listed(items);
    }
    let mut short: Vec<&str> = items.iter().take(most).map(AsRef::as_ref).collect();
    let more = (items.len() - most).show() + " more";
    short.push(&more);
    listed(&short)
}

/// One text after the other.
#[inline(never)]
pub(super) fn concat(parts: &[&str]) -> String {
    parts.concat()
}
