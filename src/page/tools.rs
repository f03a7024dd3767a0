//! The views that are not the answer to one question: a file with its fix, and a fleet.
//!
//! Each behind a door of its own. What stands around it (theme, sharing, copying) is the frame's; words, sentences and orders come
//! from the library.

mod desk;
mod file;
mod fleet;
mod grid;
mod lists;
mod plan;
mod planner;
mod print;

pub(super) use file::FixFile;
pub(super) use fleet::FleetView;
pub(super) use planner::PLANNER;
