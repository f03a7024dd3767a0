//! What hosts can be moved to.

use super::aks;
use crate::rules::lifecycle::{Row, SupportPhase};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    matrix,
    question::Engine,
    release::{Kind, Release},
};

/// The releases that hosts can sensibly be moved to on a day, newest first: they get updates, a Kubernetes node is a server, and AKS
/// still makes pools with them.
pub fn targets(engine: Option<Engine>, catalogue: &Catalogue, today: Date) -> Vec<&'static Release> {
    let supported = |release: &&'static Release| Row::of(release).phase(today) != SupportPhase::Ended;
    let offered = |release: &&'static Release| match engine {
        Some(Engine::Aks) => aks::support(release.slug).is_some_and(|nodes| !nodes.retired(today)),
        Some(Engine::Kubernetes) => release.kind == Kind::Server,
        _ => true,
    };
    matrix::hosts(catalogue).filter(supported).filter(offered).collect()
}
