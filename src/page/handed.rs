//! Texts between views: handed from one to another, or left in one until it is opened again. Kept in memory, and nowhere else.

use std::cell::RefCell;

thread_local! {
    static TEXT: RefCell<Option<String>> = const { RefCell::new(None) };
    static FILE: RefCell<Option<LeftFile>> = const { RefCell::new(None) };
    static FLEET: RefCell<Option<LeftFleet>> = const { RefCell::new(None) };
}

/// A file with its name, where it has one.
pub(super) type LeftFile = (Option<String>, String);

/// The query of a fleet, and its two texts.
pub(super) type LeftFleet = (String, [String; 2]);

/// Hands a text over.
pub(super) fn give(text: String) {
    TEXT.set(Some(text));
}

/// Takes what was handed over, once.
pub(super) fn take() -> Option<String> {
    TEXT.take()
}

/// Leaves a file in its view.
pub(super) fn leave_file(file: LeftFile) {
    FILE.set(Some(file).filter(|(_, text)| !text.is_empty()));
}

/// The file that was left.
pub(super) fn left_file() -> Option<LeftFile> {
    FILE.take()
}

/// Leaves the texts of a fleet in its view.
pub(super) fn leave_fleet(fleet: Option<LeftFleet>) {
    FLEET.set(fleet);
}

/// The fleet that was left.
pub(super) fn left_fleet() -> Option<LeftFleet> {
    FLEET.take()
}
