//! What to change: advice in order, the texts that carry it out, and files with the smallest edit.

pub mod advice;
pub mod advise;
pub mod collect;
pub mod first;
pub mod fix;
pub mod next;
pub mod snippet;
pub mod target;
