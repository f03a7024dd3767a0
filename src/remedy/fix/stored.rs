//! What a ConfigMap or a Secret keeps for programs of the cluster: names of images, and whole files in which there are some.

use super::edits::Changes;
use super::places::{Places, inner};
use super::pod::WAY;
use super::retag::FleetHosts;
use crate::read::syntax::Problem;
use crate::read::syntax::yaml::{Yaml, YamlKind};

/// Where an object keeps texts as they are.
const TEXTS: [&str; 2] = ["data", "stringData"];

/// Fixes what is for Windows for sure; whether there is anything. The rest is none of ours: nobody runs it from there.
pub(super) fn fix(
    yaml: &Yaml<'_>,
    object: usize,
    fleet: &FleetHosts<'_>,
    changes: &mut Changes,
) -> Result<bool, Problem> {
    let mut found = false;
    for data in TEXTS.iter().filter_map(|key| yaml.own(object, key)) {
        let mut places = Places::new(yaml);
        for entry in yaml.children(data).filter(|entry| yaml.nodes[*entry].kind == YamlKind::Block) {
            if inner(yaml, entry, WAY, true, fleet, changes) {
                places.is_new(entry);
                found = true;
            }
        }
        places.look(data);
        if places.names_windows() {
            found |= places.fix(WAY, fleet, changes)?;
        }
    }
    Ok(found)
}
