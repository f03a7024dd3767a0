//! Commands of Docker in the scalars of a file, the arguments of builds that a task or an action takes, and the variables that
//! both are given.

use crate::read::syntax::yaml::Yaml;
use crate::remedy::fix::edits::Changes;
use crate::remedy::fix::inside::Inside;
use crate::remedy::fix::retag::FleetHosts;
use crate::remedy::fix::says::named_in;
use crate::remedy::fix::script::{
    self,
    values::{self, BuildVariable},
};
use crate::remedy::fix::workflow;

/// Keys of [build-push-action](https://github.com/docker/build-push-action#inputs) and its like: an argument a line.
const ARGUMENTS: [&str; 2] = ["build-args", "build_args"];
/// Keys beside them that name the image that is built.
const NAMES: [&str; 2] = ["tags", "tag"];

/// What the scalars of a file ask of Docker.
#[derive(Default)]
pub(super) struct Commands {
    /// Scalars that name images of Windows, or values that stand for one.
    scripts: Vec<usize>,
    /// Scalars with an argument a line.
    lists: Vec<usize>,
    /// The variables that become arguments of builds.
    pub variables: Vec<BuildVariable>,
}

impl Commands {
    /// Looks at a text; whether it is one of these.
    pub fn look(&mut self, yaml: &Yaml<'_>, node: usize, text: &str) -> bool {
        let windows = || named_in(text).next().is_some();
        if ARGUMENTS.contains(&yaml.key(node)) {
            let some = windows() || values::has_arguments(text);
            self.lists.extend(some.then_some(node));
            return some;
        }
        // The `arguments` of a task of Azure Pipelines are a part of a command.
        if !text.contains([' ', '\n']) || !script::has_command(text) && !text.contains("--build-arg") {
            return false;
        }
        self.variables.extend(values::variables_of_arguments(text));
        let some = windows() || values::has_any(text);
        self.scripts.extend(some.then_some(node));
        some
    }

    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.scripts.is_empty() && self.lists.is_empty()
    }

    /// Fixes them.
    pub fn fix(&self, yaml: &Yaml<'_>, fleet: &FleetHosts<'_>, changes: &mut Changes) {
        let inside = |nodes: &[usize]| -> Vec<(usize, Inside<'_>)> {
            nodes.iter().filter_map(|node| Some((*node, Inside::new(yaml, *node)?))).collect()
        };
        let (scripts, lists) = (inside(&self.scripts), inside(&self.lists));
        let of_scripts = scripts.iter().flat_map(|(_, one)| values::built_for_hosts(&one.text, fleet));
        let of_lists = lists.iter().flat_map(|(_, one)| values::listed_for_hosts(&one.text, fleet));
        let built = of_scripts.chain(of_lists).collect();
        for (node, inside) in &scripts {
            let names = names_beside(yaml, *node);
            let hosted = workflow::is_hosted_step(yaml, *node);
            let found = script::one_of_several(&inside.text, &names, &built, hosted, fleet);
            inside.take(found.unwrap_or_default(), changes);
        }
        for (node, inside) in &lists {
            let mut found = Changes::default();
            values::fix_list(&inside.text, &names_beside(yaml, *node), &built, fleet, &mut found);
            inside.take(found, changes);
        }
    }
}

/// The names that the image gets, as they stand beside the arguments of its build.
fn names_beside(yaml: &Yaml<'_>, node: usize) -> Vec<String> {
    let Some(map) = (0..node).rev().find(|at| yaml.nodes[*at].end > node) else { return Vec::new() };
    let texts = NAMES.iter().filter_map(|key| yaml.str(yaml.own(map, key)?));
    texts.flat_map(str::split_whitespace).map(str::to_ascii_lowercase).collect()
}
