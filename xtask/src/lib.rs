//! What the project's own commands are made of; the end-to-end tests use the server and the finder of browsers too.

pub mod bench;
pub mod browsers;
pub mod command;
pub mod compress;
pub mod finish;
pub mod install;
pub mod manifests;
pub mod npm;
pub mod options;
pub(crate) mod packages;
pub mod refresh;
pub mod serve;
pub mod site;
pub mod size;
pub mod steps;
pub mod syntax;
pub mod test;
pub mod wine;

/// Everything here reports to a person: an error is a sentence.
pub type Result<T = ()> = std::result::Result<T, String>;
