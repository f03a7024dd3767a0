//! What stays in such a file: what is for another Windows than the hosts’, what can’t be changed, and how its selectors change.

use super::place::ImagePlace;
use super::{NO_TAG, PARAMETER, Places};
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::hosts::{StartWay, covers, label};
use crate::remedy::fix::labels::{BUILD, OS};
use crate::remedy::fix::named::build_of;
use crate::remedy::fix::retag::{FleetHosts, Retag};
use crate::remedy::fix::says::is_windows;
use crate::remedy::fix::script::meaning;
use crate::remedy::fix::selector::Selection;
use crate::remedy::fix::siblings::{self, Twin};
use crate::remedy::fix::yaml_edit::set;
use crate::rules::image::Image;
use crate::rules::order;

const ANY_BUILD: &str = "This selects nodes with any Windows version. Where the nodes differ, it has to select \
     node.kubernetes.io/windows-build too.";

impl Places<'_, '_> {
    /// Takes out what is the same for another Windows as something beside it is for the hosts; whether there is any.
    pub(super) fn leave_siblings(&mut self, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
        let yaml = self.yaml;
        if self.images.len() + self.elsewhere.len() > siblings::MOST {
            return false;
        }
        let images = self.images.iter().map(|place| (place.entry, &place.reference));
        let named = images.chain(self.elsewhere.iter().map(|(node, reference)| (*node, reference)));
        let (nodes, all): (Vec<usize>, Vec<Twin>) =
            named.map(|(node, reference)| (node, Twin::of_entry(yaml, node, reference, way, fleet))).unzip();
        let mut left = Vec::new();
        for (node, twin) in nodes.iter().zip(siblings::for_hosts(&all)) {
            if let Some(twin) = twin {
                changes.note(yaml.nodes[*node].value.start, siblings::stays(twin));
                left.push(*node);
            }
        }
        self.images.retain(|place| !left.contains(&place.entry));
        self.elsewhere.retain(|(node, _)| !left.contains(node));
        !left.is_empty()
    }

    /// Whether containers are to run as processes of the host, on every Windows node.
    fn host_process(&self) -> bool {
        let yaml = self.yaml;
        yaml.nodes.iter().enumerate().any(|(at, _)| yaml.key(at) == "hostProcess" && yaml.str(at) == Some("true"))
    }

    /// Names what cannot be changed here; whether there is anything.
    pub(super) fn left_to_decide(&self, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
        let yaml = self.yaml;
        let tags = || self.open.iter().any(|(_, text)| *text == NO_TAG);
        // Such an image has no Windows of its own, as a rule.
        let left_alone = tags() && self.host_process();
        let fits = |node: usize| yaml.str(node).is_some_and(|value| meaning::fits(value.trim_end(), way, fleet));
        let open = self.open.iter().filter(|(_, text)| !(left_alone && *text == NO_TAG));
        for (node, text) in open.filter(|(node, text)| !(*text == PARAMETER && fits(*node))) {
            changes.open(yaml.nodes[*node].value.start, *text);
        }
        self.entries_for_hosts(way, fleet, changes);
        let places = order::each_once(self.images.iter().map(|place| place.entry));
        for (node, reference) in self.elsewhere.iter().filter(|(node, _)| places.binary_search(node).is_err()) {
            let place = yaml.nodes[*node].value.start;
            if let Some(text) = fleet.retag(reference, fleet.hosts.all(), way).elsewhere(reference) {
                changes.open(place, text);
            }
        }
        !self.open.is_empty() || !self.elsewhere.is_empty() || !self.entries.is_empty()
    }

    /// Says which images have an entry for each of several Windows versions, and none for a host.
    fn entries_for_hosts(&self, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        const ENTRIES: &str = "These are the entries of one image for several Windows versions, and none is for each of the hosts. Add one.";
        let yaml = self.yaml;
        let fits = |entry: usize| {
            let version = ["version", "os.version", "osversion"].iter();
            let mut versions = version.filter_map(|key| yaml.str_at(entry, &["platform", key]));
            let build = versions.find_map(|version| build_of(version.trim_start_matches("10.0.").split('.').next()?));
            build.map_or(0, |build| fleet.hosts.runs_build(build, way))
        };
        let known = order::each_once(self.entries.iter().copied());
        for list in (0..yaml.nodes.len()).filter(|node| !known.is_empty() && yaml.is_seq(*node)) {
            let of_list: Vec<usize> = yaml.children(list).filter(|item| known.binary_search(item).is_ok()).collect();
            let Some(first) = of_list.first() else { continue };
            if !covers(of_list.iter().fold(0, |all, entry| all | fits(*entry)), fleet.hosts.all()) {
                changes.open(yaml.nodes[*first].start, ENTRIES);
            }
        }
    }

    /// A selector, the value of a patch that is one, or the value of a label in a patch.
    pub(super) fn selector(&self, node: usize, way: StartWay, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let yaml = self.yaml;
        if yaml.is_map(node) {
            let selection = Selection::read(yaml, node);
            selection.fix(fleet.hosts.all(), false, fleet, changes);
            if selection.needs_build() && !self.host_process() {
                let below = |place: &&ImagePlace| node < place.entry && place.entry < yaml.nodes[node].end;
                // One that becomes a Windows image for sure is one afterwards.
                let windows = |place: &ImagePlace| {
                    let retag = || fleet.retag(&place.reference, fleet.hosts.all(), way);
                    is_windows(&Image::of_reference(place.reference.clone()))
                        || matches!(retag(), Retag::Replace { .. })
                };
                match (self.images.iter().filter(below).find(|place| windows(place)), fleet.hosts.builds.as_slice()) {
                    (Some(_), [build]) => selection.add_build(&label(*build), changes),
                    _ => {
                        let place = ["nodeSelector", "affinity"].iter().find_map(|key| yaml.own(node, key));
                        changes.note(yaml.nodes[place.unwrap_or(node)].start, ANY_BUILD);
                    }
                }
            }
            return;
        }
        let labels: Vec<String> = fleet.hosts.of(fleet.hosts.all()).map(label).collect();
        let fits = yaml.str(node).is_some_and(|value| labels.iter().any(|label| label == value));
        match labels.first().filter(|_| !fits).and_then(|label| set(yaml, node, label)) {
            Some((span, text)) => Selection::replace(span, text, changes),
            None if fits => {}
            None => changes
                .open(yaml.nodes[node].start, ["This value of ", BUILD, " or ", OS, " is not understood."].concat()),
        }
    }
}
