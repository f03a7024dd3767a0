//! Settings of [TeamCity](https://www.jetbrains.com/help/teamcity/kotlin-dsl.html): the names that a step gives its image, and the
//! agents that a build asks for.

use crate::read::syntax::ByteRange;
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::named::MACHINE;
use crate::remedy::fix::retag::FleetHosts;
use crate::rules::host::Host;

/// The property of a step with the names of the image that is built.
const NAMES: &str = "namesAndTags";
/// The parameter of an agent with the name of its Windows.
const OS_NAME: &str = "teamcity.agent.jvm.os.name";

/// Whether a step of a text gives its image names.
pub(super) fn has_names(text: &str) -> bool {
    text.contains(NAMES)
}

/// The names that the step around a place gives its image, in lower case.
pub(super) fn names_around(text: &str, at: usize) -> Vec<String> {
    let block = block_around(text, at);
    let Some((_, rest)) = text[block].split_once(NAMES) else { return Vec::new() };
    let quote = if rest.trim_start_matches([' ', '=']).starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
    let names = rest.split(quote).nth(1).unwrap_or_default();
    names.split_whitespace().map(str::to_ascii_lowercase).collect()
}

/// What stands between the braces around a place.
fn block_around(text: &str, at: usize) -> ByteRange {
    let mut depth = 0;
    let open = text[..at].bytes().rposition(|byte| {
        depth += i32::from(byte == b'}') - i32::from(byte == b'{');
        depth < 0
    });
    let mut depth = 0;
    let close = text[at..].bytes().position(|byte| {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        depth < 0
    });
    open.map_or(0, |open| open + 1)..close.map_or(text.len(), |close| at + close)
}

/// Says which agents have none of the hosts’ Windows: `equals("teamcity.agent.jvm.os.name", "Windows Server 2019")`. Whether
/// there are any.
pub(super) fn agents(text: &str, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    let mut found = false;
    for (at, _) in text.match_indices(OS_NAME) {
        let start = at + OS_NAME.len();
        let line = text[start..].split('\n').next().unwrap_or_default();
        let Some(value) = line.strip_prefix("\",").map(str::trim_start).and_then(|rest| rest.strip_prefix('"')) else {
            continue;
        };
        let value = value.split('"').next().unwrap_or_default();
        let Some(release) = Host::parse(value, None).ok().and_then(|host| host.release) else { continue };
        found = true;
        if !fleet.hosts.builds.contains(&release.build) {
            changes.open(start + line.find(value).unwrap_or_default(), MACHINE);
        }
    }
    found
}
