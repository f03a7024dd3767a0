//! From a paste to the cause: texts that people posted, and texts whose trouble has nothing to do with Windows versions.
#![cfg(not(target_arch = "wasm32"))]

mod accounts;
mod around;
mod asides;
mod bystanders;
mod carried;
mod causes;
mod connections;
mod conversation;
mod expected;
mod features;
mod first_steps;
mod fitting;
mod hosts;
mod kinds;
mod laws;
mod other_system;
mod platforms;
mod programs;
mod publishers;
mod readings;
mod sandbox;
mod stated;
mod steps;
mod swarm;
mod threads;
mod told;
mod wording;
