//! What a script and each of its commands say of the images in them.

use super::{built, isolation, meaning, teamcity, values, verb};
use crate::read::syntax::ByteRange;
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::hosts::StartWay;
use crate::remedy::fix::retag::FleetHosts;
use crate::rules::{question::Isolation, reference::Reference};

/// What a command says of the images in it.
pub(super) struct CommandContext {
    pub(super) verb: Option<&'static str>,
    pub(super) way: StartWay,
    /// Where it asks for Hyper-V isolation that there isn’t.
    pub(super) no_hyperv: Option<ByteRange>,
    /// Names of images that are built, `-t shop:1809`.
    pub(super) built: Vec<String>,
    /// All of it is arguments of a build.
    pub(super) arguments: bool,
    /// The file has a list of values that stand for a Windows, and one of them is for the hosts.
    pub(super) listed: bool,
    /// The file has steps of TeamCity that name their images.
    pub(super) teamcity: bool,
}

/// What a whole file says of its commands.
pub(super) struct FileContext {
    pub(super) way: StartWay,
    hosted: bool,
    hyperv: bool,
    listed: bool,
    teamcity: bool,
}

impl FileContext {
    pub(super) fn of(text: &str, hosted: bool, fleet: &FleetHosts<'_>) -> Self {
        let listed = values::has_one_for_hosts(text, fleet);
        let hosted = hosted || fleet.hosts.are_hosted();
        let hyperv = !hosted && fleet.hosts.has_hyperv();
        Self { way: meaning::way_of(text, fleet), hosted, hyperv, listed, teamcity: teamcity::has_names(text) }
    }
}

impl CommandContext {
    pub(super) fn of(text: &str, span: ByteRange, file: &FileContext, fleet: &FleetHosts<'_>) -> Self {
        let command = &text[span.clone()];
        let verb = verb(command);
        let mut words =
            command.split([' ', '\t', '=', '\n', '"', '\'']).skip_while(|word| *word != "--isolation").skip(1);
        let asked = words.find(|word| !word.is_empty()).and_then(|word| Isolation::from_slug(word.trim_end()));
        let built = if verb == Some("build") { built(command) } else { Vec::new() };
        // Docker on a client takes Hyper-V isolation without the option as well.
        let gone = asked == Some(Isolation::Hyperv) && !file.hyperv && !fleet.hosts.has_clients();
        let no_hyperv = if gone && verb.is_some() { isolation::hyperv(text, span) } else { None };
        Self {
            verb,
            built,
            arguments: false,
            listed: file.listed,
            teamcity: file.teamcity,
            way: match asked {
                _ if no_hyperv.is_some() => StartWay { kubernetes: false, isolation: None },
                Some(asked) => StartWay { kubernetes: false, isolation: Some(asked) },
                None if verb.is_none() => file.way,
                None => StartWay { kubernetes: false, isolation: fleet.hosts.chosen() },
            },
            no_hyperv,
        }
    }

    /// Looks at one word; whether it is about Windows. An option that can’t be had goes with the first that is.
    pub(super) fn one(
        &mut self,
        text: &str,
        word: ByteRange,
        file: &FileContext,
        fleet: &FleetHosts<'_>,
        changes: &mut Changes,
    ) -> bool {
        let found = super::one(text, word, self, fleet, changes);
        if let Some(option) = self.no_hyperv.take_if(|_| found) {
            isolation::drop(option, file.hosted, changes);
        }
        found
    }
}

impl CommandContext {
    /// Whether an image that is built has the Windows of its base in its own name.
    pub(super) fn names(&self, base: &Reference) -> bool {
        values::names_windows(&self.built, base.tag().unwrap_or_default())
    }
}
