//! Every text to paste: read by eye as snapshots, and by the parser of its language for every question there is.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../util/mod.rs"]
mod util;

mod facts;
mod grid;
mod hostile;
mod law;
mod next;
mod parsed;
mod quoting;
mod reports;
mod shells;
mod snapshots;
