//! The machine that something failed on.

use crate::read::clue::HostClue;
use crate::read::evidence::{ErrorSeen, Evidence, Pod};

/// The machine of an error, or the machines that it may have been.
pub(super) fn hosts(evidence: &Evidence, error: &ErrorSeen, pod: Option<&Pod>) -> (Option<HostClue>, Vec<HostClue>) {
    let hosts = &evidence.clues.hosts;
    let called =
        |name: &str| hosts.iter().find(|host| host.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name)));
    let in_line = |host: &&HostClue| host.evidence.iter().any(|seen| evidence.line_of(seen.span) == error.at);
    let names = |host: &&HostClue| host.name.as_deref().is_some_and(|name| name.len() > 2 && error.line.contains(name));
    let version_of = |host: &HostClue| with_version(evidence, host, error.at);
    if let Some(host) = hosts.iter().find(names) {
        return (Some(version_of(host)), Vec::new());
    }
    if let Some(node) = pod.and_then(|pod| pod.node.as_deref()) {
        let unknown = || HostClue { version: None, name: Some(node.to_owned()), evidence: Vec::new() };
        let only = || match hosts.as_slice() {
            [only] if only.name.is_none() => Some(HostClue { name: Some(node.to_owned()), ..only.clone() }),
            _ => None,
        };
        let host = called(node).cloned().or_else(only).unwrap_or_else(unknown);
        return (Some(version_of(&host)), Vec::new());
    }
    if let Some(host) = hosts.iter().find(in_line) {
        return (Some(host.clone()), Vec::new());
    }
    match hosts.as_slice() {
        [] => (None, Vec::new()),
        [only] => (Some(only.clone()), Vec::new()),
        several => (None, several.to_vec()),
    }
}

/// A machine by name whose version stands on the error's line, or on the line that names it, without a name of its own.
fn with_version(evidence: &Evidence, host: &HostClue, error: usize) -> HostClue {
    let line = |host: &HostClue| host.evidence.first().map(|seen| evidence.line_of(seen.span));
    let own = line(host);
    let beside = |other: &&HostClue| {
        let at = line(other);
        other.name.is_none() && other.version.is_some() && (at == Some(error) || at.is_some() && at == own)
    };
    let mut others = evidence.clues.hosts.iter().filter(beside);
    match (host.version, others.next(), others.next()) {
        (None, Some(other), None) => HostClue { version: other.version, ..host.clone() },
        _ => host.clone(),
    }
}
