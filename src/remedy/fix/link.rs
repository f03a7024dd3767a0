//! What a file has to run on as a query string and back: `view=fix&host=ws2022,ws2019&engine=swarm&isolation=hyperv`.
//!
//! Nothing of the file is ever written.

use crate::rules::link::{MAX_LENGTH, host_of_word, host_word};
use crate::rules::{
    host::Host,
    query::{self, Query},
    question::{Bad, Choice, Engine, Isolation},
};

/// The state of the view that a link carries.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct FileState {
    /// The hosts, and what is not understood among them.
    pub hosts: Vec<Choice<Host>>,
    /// What starts the containers.
    pub engine: Choice<Engine>,
    /// The kind of isolation that was chosen.
    pub isolation: Choice<Isolation>,
    /// Whether Hyper-V isolation is available.
    pub hyperv: Choice<bool>,
}

impl FileState {
    /// The hosts that are understood.
    pub fn known(&self) -> Vec<Host> {
        self.hosts.iter().filter_map(|host| host.get().copied()).collect()
    }

    /// Adds what was picked or typed; the same host counts once.
    pub fn add(&mut self, text: &str) {
        let host = host(text.trim());
        if host != Choice::Unset && !self.hosts.contains(&host) {
            self.hosts.push(host);
        }
    }
}

fn host(text: &str) -> Choice<Host> {
    if text.is_empty() {
        return Choice::Unset;
    }
    match (Host::parse(text, None), host_of_word(text)) {
        (Ok(host), _) | (_, Some(host)) => Choice::Set(host),
        (Err(error), None) => Choice::Bad(Bad { text: text.to_owned(), message: error.to_string() }),
    }
}

/// The query string of a view, without `?`.
pub fn encode(view: &FileState) -> String {
    let word = |host: &Choice<Host>| match host {
        Choice::Unset => None,
        Choice::Set(host) => Some(host_word(host)),
        Choice::Bad(bad) => Some(bad.text.clone()),
    };
    let mut query = Query::of_view("fix");
    query.list("host", view.hosts.iter().filter_map(word), MAX_LENGTH);
    query.slug("engine", &view.engine).slug("isolation", &view.isolation).hyperv(&view.hyperv);
    query.finish()
}

/// Reads a query string, with or without `?`. Keys that belong to others are left alone; of a key given twice the last counts,
/// of hosts all.
pub fn decode(query: &str) -> FileState {
    let mut view = FileState::default();
    for (key, value) in query::pairs(query) {
        match key {
            "host" => value.split(',').for_each(|text| view.add(text)),
            "engine" => view.engine = query::slug(value),
            "isolation" => view.isolation = query::slug(value),
            "hyperv" => view.hyperv = query::hyperv(value),
            _ => {}
        }
    }
    view
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_come_back_as_they_were() {
        for link in [
            "view=fix",
            "view=fix&host=ws2022",
            "view=fix&host=ws2022,10.0.17763.973&engine=kubernetes",
            "view=fix&host=w11-24h2,10.0.26100.4061-client&engine=docker&isolation=hyperv",
            "view=fix&host=ws2077&engine=podman&isolation=none&hyperv=maybe",
            "view=fix&host=ws2022&hyperv=no",
        ] {
            assert_eq!(encode(&decode(link)), link);
        }
    }

    #[test]
    fn what_is_not_understood_says_so() {
        let view = decode("?view=fix&host=ws2022,ws2077&host=ws2022");
        assert_eq!(view.known().len(), 1);
        assert!(matches!(view.hosts.as_slice(), [Choice::Set(_), Choice::Bad(bad)] if bad.text == "ws2077"));
    }
}
