//! A text on its way from one view to another: kept in memory until the other one takes it, and nowhere else.

use std::cell::RefCell;

thread_local! {
    static TEXT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Hands a text over.
pub(super) fn give(text: String) {
    TEXT.set(Some(text));
}

/// Takes what was handed over, once.
pub(super) fn take() -> Option<String> {
    TEXT.take()
}
