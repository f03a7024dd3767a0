//! What teams learn from: lessons, words, incident drills, the releases in time, and a page for every error, all as data.

pub mod anatomy;
pub mod card;
pub mod cheatsheet;
pub mod drills;
pub mod error_page;
pub mod examples;
pub mod learn;
pub mod question_page;
pub mod shape;
pub mod share;
pub mod sources;
pub mod ticket;
pub mod timeline;
