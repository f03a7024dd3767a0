//! Development containers: how [devcontainer.json](https://containers.dev/implementors/json_reference/) starts its image.

use crate::read::syntax::yaml::Yaml;
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::hosts::StartWay;
use crate::remedy::fix::retag::FleetHosts;
use crate::rules::question::Isolation;

/// Keys that only such a file has.
const OWN: [&str; 4] = ["runArgs", "postCreateCommand", "remoteUser", "workspaceMount"];
const NO_HYPERV: &str = "This asks for Hyper-V isolation, which isn’t available. Remove it, or use process isolation with an image of the host’s own Windows.";

/// What such a file asks of Docker.
pub(super) struct Development {
    isolation: Option<(usize, Isolation)>,
    /// The images are to be Linux ones.
    pub linux: bool,
}

impl Development {
    /// That of a file, if it is one.
    pub fn read(yaml: &Yaml<'_>) -> Option<Self> {
        let root = *yaml.documents.first().filter(|_| yaml.documents.len() == 1)?;
        if !OWN.iter().any(|key| yaml.own(root, key).is_some()) {
            return None;
        }
        let list = yaml.own(root, "runArgs").filter(|list| yaml.is_seq(*list));
        let arguments: Vec<(usize, &str)> = list
            .into_iter()
            .flat_map(|list| yaml.children(list))
            .filter_map(|item| Some((item, yaml.str(item)?)))
            .collect();
        let value = |option: &str| {
            arguments.iter().enumerate().find_map(|(at, (item, text))| {
                let rest = text.strip_prefix(option)?;
                match rest.strip_prefix('=') {
                    Some(value) => Some((*item, value)),
                    None if rest.is_empty() => arguments.get(at + 1).copied(),
                    None => None,
                }
            })
        };
        let isolation = value("--isolation").and_then(|(item, text)| Some((item, Isolation::from_slug(text)?)));
        Some(Self { isolation, linux: value("--platform").is_some_and(|(_, text)| text.starts_with("linux")) })
    }

    /// How its container is started, and what can’t be.
    pub fn way(&self, yaml: &Yaml<'_>, fleet: &FleetHosts<'_>, changes: &mut Changes) -> StartWay {
        if let Some((item, Isolation::Hyperv)) = self.isolation
            && !fleet.hosts.has_hyperv()
        {
            changes.open(yaml.nodes[item].value.start, NO_HYPERV);
        }
        let own = self.isolation.map(|(_, isolation)| isolation);
        StartWay { kubernetes: false, isolation: fleet.hosts.chosen().or(own) }
    }
}
