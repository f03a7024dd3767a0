//! Fixed files: every case as it comes out, what must hold for all of them, and what is refused.
#![cfg(not(target_arch = "wasm32"))]

mod case;
mod command_line;
mod damaged;
mod invariants;
mod kinds;
mod parsed;
mod refused;
mod snapshots;
mod styles;
mod yaml_suite;
