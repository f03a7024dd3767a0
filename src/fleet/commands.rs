//! The commands that carry out the steps of a plan. What the fleet names is filled in, through the same gate as in every text to
//! copy; what it doesn't name is marked as to be edited.

use super::context::{PlanContext, StepKind, VersionMove};
use super::migration::{NewName, Rebuild};
use super::named::{KUBECTL, MANAGER, MOST, NodeName, for_each, group_and_cluster, nodes_of};
use super::removal;
use super::rollout::{ImageChange, users};
use super::words::Show as _;
use super::{FleetImage, Kubernetes, Move, Selector};
use crate::remedy::target::text::{Slot, Text};
use crate::remedy::target::value::Value;
use crate::remedy::target::{Language, Snippet, Target, aks as pools};
use crate::rules::{question::Engine, release::Kind, rule::Rule, version::Version};

const ANYWHERE: &str = "Any shell with docker, where the images are";
const REGISTRY: &str = "Any shell with docker that may pull the images: look for os.version";
const BUILD: &str = "A POSIX shell, beside each Dockerfile";
const BUILD_AND_MANAGER: &str =
    "A POSIX shell, beside each Dockerfile; docker service update on a manager of the swarm";
const NEW_HOST: &str = "Any shell with docker, on a new host";

/// The commands of one step; `None` where there is nothing to run.
pub(super) fn of(kind: StepKind, context: &PlanContext<'_>, moves: &[&Move], rows: &[usize]) -> Option<Snippet> {
    match kind {
        StepKind::FindOut => find_out(context, moves),
        StepKind::RebuildFirst | StepKind::Rebuild => rebuild(context, moves),
        StepKind::Pin => place(context, moves, kind),
        StepKind::Move => place(context, moves, kind),
        StepKind::Upgrade => upgrade(context),
        StepKind::AddHosts => add_hosts(context),
        StepKind::RemoveHosts => removal::remove_hosts(context, rows),
        StepKind::FixTags | StepKind::Check | StepKind::Later => None,
    }
}

impl PlanContext<'_> {
    pub(super) fn engine(&self) -> Option<Engine> {
        self.fleet.engine
    }

    /// The nodes that run images now, and those of the target.
    fn with_target(&self, one: &Move) -> Option<Selector> {
        let placement = self.grid.placement(one.column)?;
        let word = self.grid.images.get(one.column)?.title();
        let nowhere =
            || Selector { builds: Vec::new(), rows: Vec::new(), label: Selector::label_of(&word), splits: false };
        let mut selector = placement.selector.unwrap_or_else(nowhere);
        if !selector.builds.contains(&self.target.build) {
            selector.builds.insert(0, self.target.build);
        }
        (!selector.splits).then_some(selector)
    }

    fn target_of(&self) -> Target {
        Target::of(self.engine())
    }
}

/// What the images of unknown version are built on.
fn find_out(context: &PlanContext<'_>, moves: &[&Move]) -> Option<Snippet> {
    let groups = moves.iter().filter_map(|one| context.grid.images.get(one.column));
    let images = groups.flat_map(|group| &group.images).filter_map(|at| context.fleet.images.get(*at));
    let mut slots: Vec<Slot> = images.filter_map(|one| Some(Slot::image(one.image.reference.as_ref()?))).collect();
    if slots.is_empty() {
        slots.push(Slot::edit(Value::own("IMAGE")));
    }
    // Nodes of a cluster have no docker, and the registry tells as much.
    let (command, place) = match context.engine() {
        Some(engine) if engine.is_kubernetes() => ("docker manifest inspect --verbose §\n", REGISTRY),
        _ => ("docker image inspect --format \"{{.OsVersion}}\" §\n", ANYWHERE),
    };
    let mut text = Text::new(Language::AnyShell, Rule::R28);
    for slot in slots.iter().take(MOST) {
        text.fill(command, &[slot]);
    }
    if slots.len() > MOST {
        text.note("The same for the other images.");
    }
    Some(text.snippet(Target::Docker, "Which Windows are they built on?", place))
}

/// Builds and pushes the images of one's own, switches the tags of the others, and rolls both out where they run.
fn rebuild(context: &PlanContext<'_>, moves: &[&Move]) -> Option<Snippet> {
    let rebuilds: Vec<&Rebuild> = moves.iter().filter_map(|one| one.rebuild.as_ref()).collect();
    let tags: Vec<&NewName> = rebuilds.iter().flat_map(|one| &one.tags).collect();
    let place = rebuilds.first().filter(|one| !one.serves_all).map(|one| context.new_place(one));
    let mut text = Text::new(Language::Shell, Rule::R27);
    let mut new = Vec::new();
    let kept =
        moves.iter().flat_map(|one| one.rebuild.iter().flat_map(|rebuild| &rebuild.tags).map(|_| context.kept(one)));
    for (tag, kept) in tags.iter().zip(kept).take(MOST) {
        let image = new_image(tag);
        if tag.switch && tag.to.is_none() {
            apart(&mut text, context.fleet.images.get(tag.image));
            text.comment("Ask its publisher for a tag with this Windows: none follows from the name.");
        }
        if !tag.switch {
            apart(&mut text, context.fleet.images.get(tag.image));
            if tag.nameless {
                text.comment("Somebody else’s image isn’t built: use its own tag for this Windows below.");
            }
            text.comment(&["In the Dockerfile: FROM ", &tag.base].concat());
            text.fill("docker build --tag § .\ndocker push §\n", &[&image, &image]);
        }
        new.extend(context.fleet.images.get(tag.image).map(|image_now| ImageChange {
            image: image_now,
            new: Some(image),
            kept,
        }));
    }
    match context.engine() {
        None => {
            for tag in tags.iter().take(MOST).filter(|tag| tag.switch) {
                text.fill("docker pull §\n", &[&new_image(tag)]);
            }
        }
        Some(Engine::Docker) => start(context, &new, &mut text),
        engine => {
            if let (Some(Engine::Swarm), Some(place)) = (engine, place.as_ref().filter(|place| place.builds.len() > 1))
            {
                label_nodes(context, place, text.blank());
            }
            for user in users(engine, &new).iter().take(MOST) {
                text.blank().comment(&user.heading());
                user.roll_out(place.as_ref(), &mut text);
            }
        }
    }
    if tags.len() > MOST || users(context.engine(), &new).len() > MOST {
        text.comment("The same for the others.");
    }
    let shell = match (context.engine(), tags.iter().all(|tag| tag.switch)) {
        (Some(Engine::Swarm), true) => MANAGER,
        (Some(Engine::Swarm), false) => BUILD_AND_MANAGER,
        (_, false) => BUILD,
        (Some(Engine::Docker), true) => NEW_HOST,
        (None, true) => ANYWHERE,
        (_, true) => KUBECTL,
    };
    (!tags.is_empty()).then(|| text.snippet(context.target_of(), "The new images", shell))
}

/// Starts containers of the new images where nothing else does.
fn start(context: &PlanContext<'_>, new: &[ImageChange<'_>], text: &mut Text) {
    text.blank()
        .comment(&["On a host with ", context.target.name, ", with the options of the old container:"].concat());
    // The default of a Windows client is Hyper-V isolation.
    let isolation = if context.target.kind == Kind::Client { "--isolation=process " } else { "" };
    for image in new.iter().filter_map(|one| one.new.as_ref()) {
        text.fill("docker run --detach --name § ", &[&Slot::edit(Value::own("my-app"))]);
        text.add(isolation).fill("§\n", &[image]);
    }
}

/// Begins what is about one image, with its name.
fn apart(text: &mut Text, image: Option<&FleetImage>) {
    if let Some(image) = image {
        text.blank().comment(&image.title());
    }
}

/// The new name of an image, to be edited where it is a guess.
fn new_image(tag: &NewName) -> Slot {
    match &tag.to {
        Some(reference) if tag.known => Slot::image(reference),
        Some(reference) => Slot::image(reference).marked(),
        None => Slot::edit(Value::own("registry.example.com/app:new")),
    }
}

/// Keeps or puts deployments and services on certain nodes.
fn place(context: &PlanContext<'_>, moves: &[&Move], kind: StepKind) -> Option<Snippet> {
    let stays = kind == StepKind::Pin;
    let mut text = Text::new(Language::Shell, Rule::R24);
    let mut any = false;
    let mut columns: Vec<(Selector, Vec<usize>)> = Vec::new();
    for one in moves {
        let selector = if stays { context.kept(one) } else { context.with_target(one) };
        let Some(selector) = selector else { continue };
        match columns.iter_mut().find(|(known, _)| known.selects_as(&selector)) {
            Some((_, columns)) => columns.push(one.column),
            None => columns.push((selector, vec![one.column])),
        }
    }
    // Images that run on the same nodes have the same commands.
    for (selector, columns) in columns {
        let names = context.grid.image_names(&columns);
        text.blank().comment(&["For images on ", &names, ":"].concat());
        let groups = columns.iter().filter_map(|column| context.grid.images.get(*column));
        let images = groups.flat_map(|group| &group.images);
        let images = images.filter_map(|at| context.fleet.images.get(*at));
        let images = images.map(|image| ImageChange { image, new: None, kept: None });
        let users = users(context.engine(), &images.collect::<Vec<_>>());
        match context.engine() {
            Some(Engine::Docker) => return None,
            Some(Engine::Swarm) => label_nodes(context, &selector, &mut text),
            _ if selector.splits => {
                let label = Slot::known(selector.label_value());
                for_each(&mut text, &nodes_of(context, &selector.rows), |text, node| {
                    node.start(text, "kubectl label node").fill(" §=true", &[&label]);
                    node.end(text);
                });
            }
            _ => {}
        }
        if context.engine() == Some(Engine::Swarm) && !stays && selector.builds.len() > 1 {
            label_node(&selector, &Slot::edit(Value::own("new-node")), &mut text);
        }
        users.iter().take(MOST).for_each(|user| user.place(&selector, &mut text));
        if users.len() > MOST {
            text.comment("The same for the others.");
        }
        any = true;
    }
    let place = if context.engine() == Some(Engine::Swarm) { MANAGER } else { KUBECTL };
    let target = if context.engine().is_none() { Target::Kubernetes } else { context.target_of() };
    let title = if stays { "Keep them where they run" } else { "Let them run on the new nodes as well" };
    any.then(|| text.snippet(target, title, place))
}

/// Labels the nodes of a set: Swarm knows no builds.
fn label_nodes(context: &PlanContext<'_>, selector: &Selector, text: &mut Text) {
    let [label, value] = selector.swarm_label();
    let nodes = nodes_of(context, &selector.rows);
    // Swarm wants the name last.
    for_each(text, &nodes, |text, node| match node {
        NodeName::Known(node) => label_node(selector, node, text),
        NodeName::InLoop => {
            text.fill("  docker node update --label-add §=§ \"$node\"", &[&label, &value]);
            node.end(text);
        }
    });
}

fn label_node(selector: &Selector, node: &Slot, text: &mut Text) {
    let [label, value] = selector.swarm_label();
    text.fill("docker node update --label-add §=§ §\n", &[&label, &value, node]);
}

fn add_hosts(context: &PlanContext<'_>) -> Option<Snippet> {
    match context.engine()? {
        Engine::Aks => context.add_pool(),
        Engine::Kubernetes if context.target.kind == Kind::Server => {
            let mut text = Text::new(Language::Shell, Rule::R24);
            text.add("kubectl get nodes --selector node.kubernetes.io/windows-build=");
            text.number(Version::of_build(context.target.build)).add(" --output wide\n");
            text.comment("After testing, remove the taint:");
            let node = Slot::edit(Value::own("new-node"));
            text.fill("kubectl taint nodes § os=windows:NoSchedule-\n", &[&node]);
            Some(text.snippet(Target::Kubernetes, "Once they have joined", KUBECTL))
        }
        Engine::Swarm => {
            let mut text = Text::new(Language::Shell, Rule::R24);
            let node = Slot::edit(Value::own("new-node"));
            text.add("docker swarm join-token worker\ndocker node update --label-add windows.build=");
            text.number(context.target.build).fill(" §\n", &[&node]);
            // What was rebuilt first runs on these as well.
            let shared = context.moves.iter().filter_map(|one| one.rebuild.as_ref()).find(|one| one.first());
            if let Some(rebuild) = shared.filter(|one| !one.serves_all) {
                label_node(&context.new_place(rebuild), &node, &mut text);
            }
            Some(text.snippet(Target::Swarm, "Join them and label them", MANAGER))
        }
        _ => None,
    }
}

/// [No minor version is skipped](https://learn.microsoft.com/azure/aks/upgrade-aks-cluster), but from one that AKS no longer supports.
fn upgrade(context: &PlanContext<'_>) -> Option<Snippet> {
    let VersionMove { now, to } = context.way()?;
    let [group, cluster] = group_and_cluster();
    let next = Kubernetes { minor: now.minor + 1, patch: None };
    let version = Value::name(&next.show())?;
    let next = if next == to { Slot::known(version) } else { Slot::edit(version) };
    let mut text = Text::new(Language::Shell, Rule::R24);
    text.comment("The versions that can be next:");
    text.fill("az aks get-upgrades --resource-group § --name § --output table\n", &[&group, &cluster]);
    text.comment(&["One of them, and again until it is ", &to.show(), ":"].concat());
    text.fill("az aks upgrade --resource-group § --name § --kubernetes-version §\n", &[&group, &cluster, &next]);
    Some(text.snippet(Target::Aks, "Upgrade, one version after the other", pools::AZURE))
}
