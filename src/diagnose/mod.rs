//! What went wrong: an incident and its verdict held against each other give the cause, how certain it is, what it is not,
//! and what would decide it.
//!
//! The headline is the diagnosis where something failed, the verdict where nothing did: a success never stands over an
//! error. [`Diagnosis`] carries every sentence, so that page and command line only show it. What to do about it is written
//! by `remedy::next`.

pub(crate) mod account;
pub mod asking;
mod called;
pub(crate) mod case;
pub mod cause;
pub mod conversation;
mod cut_off;
mod diagnosis;
mod engine;
pub mod errors;
mod exit_code;
pub mod explain;
pub(crate) mod features;
pub(crate) mod former;
mod halves;
mod layers;
pub mod matcher;
mod missing;
pub(crate) mod network;
mod open;
mod options;
mod other_system;
pub(crate) mod others;
pub(crate) mod particular;
pub(crate) mod ports;
pub(crate) mod program;
mod pull;
pub mod reading;
mod restarted;
pub(crate) mod runner;
mod scheduling;
pub mod several;
mod start;
pub(crate) mod swarm;
mod unnamed;
mod versions;

pub use case::ChosenByHand;
pub use cause::{Cause, Confidence};
pub use diagnosis::{Diagnosis, HostNamed};
pub use missing::Missing;

use crate::read::evidence::Evidence;
use crate::read::incident::{Incident, incidents};
use crate::rules::question::Engine;

/// The diagnoses of a text, the one that failed last first; empty where nothing failed.
pub fn diagnose(evidence: &Evidence, text: &str, asked: &ChosenByHand) -> Vec<Diagnosis> {
    incidents(evidence).iter().map(|incident| one(evidence, incident, text, asked)).collect()
}

/// The engine under which something failed, where it decides more than Docker's would: what a picker is set to.
pub fn engine(evidence: &Evidence) -> Option<Engine> {
    let first = incidents(evidence).into_iter().next()?;
    engine::engine_of(evidence, &first).filter(|engine| *engine != Engine::Docker)
}

/// The diagnosis of one incident. Where nothing ties the error to one image, the nearest counts, unless it cannot have
/// failed in this way and another one can.
fn one(evidence: &Evidence, incident: &Incident, text: &str, asked: &ChosenByHand) -> Diagnosis {
    let case = |candidate| case::Case::new(evidence, incident, candidate, text, asked);
    let nearest = case(incident.images.first());
    let found = nearest.find();
    let free = incident.images.first().is_some_and(|image| !image.named);
    if found.contradicts && free {
        for other in incident.images.iter().skip(1).take(8) {
            let case = case(Some(other));
            let found = case.find();
            if !found.contradicts && found.confidence != Confidence::Possible && found.cause != Cause::Unknown {
                let found = runner::helper(&case, found);
                return case.diagnosis(found);
            }
        }
    }
    let found = runner::helper(&nearest, found);
    nearest.diagnosis(found)
}
