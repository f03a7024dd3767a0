//! Tables of `kubectl` and `docker`: a line of headings, and columns below them.

use super::reader::FleetReader;
use super::words::concat;
use super::{Controller, Workload};
use crate::read::syntax::table::Columns;
use crate::rules::{question::Engine, release::Kind, version::Version};

const NO_VERSION: &str = "lists nodes without their Windows versions. Paste kubectl get nodes -o wide.";
const NO_VERSION_SWARM: &str = "names nodes, but Swarm doesn’t know their Windows versions: list them with their versions, or label \
                                each one (docker node update --label-add windows.build=20348 NODE) and paste docker node inspect.";
const NO_IMAGE: &str =
    "is in a table without an image column. Paste one that has it, such as kubectl get deployments -o wide.";
const NODE_ROW: &str = "is a Windows node whose version can’t be read.";
const ODD_ROW: &str = "doesn’t fit under its table’s headings.";
const NO_NAME: &str = "is an image without a name.";

/// The headings this reads, and those that tell one table from the other.
const HEADINGS: [&str; 34] = [
    "NAME",
    "STATUS",
    "ROLES",
    "AGE",
    "VERSION",
    "INTERNAL-IP",
    "EXTERNAL-IP",
    "OS-IMAGE",
    "KERNEL-VERSION",
    "CONTAINER-RUNTIME",
    "LABELS",
    "ID",
    "HOSTNAME",
    "AVAILABILITY",
    "MANAGER STATUS",
    "ENGINE VERSION",
    "MODE",
    "REPLICAS",
    "IMAGE",
    "PORTS",
    "REPOSITORY",
    "TAG",
    "IMAGE ID",
    "IMAGES",
    "CONTAINERS",
    "DESIRED",
    "READY",
    "CONTAINER ID",
    "NAMESPACE",
    "DESIRED STATE",
    "SCHEDULE",
    "SUSPEND",
    "LAST SCHEDULE",
    "SELECTOR",
];

/// The headings, if this line is one of a known table.
pub(super) fn header(line: &str) -> Option<Columns<'_>> {
    let mut columns = Columns::of(line);
    if columns.cells.len() < 3 && !columns.cells.iter().any(|heading| heading.text.starts_with("IMAGE")) {
        // Written with single blanks, as narrow tables and copies are.
        columns = Columns::of_words(line);
    }
    let known = columns.cells.iter().filter(|heading| HEADINGS.contains(&heading.text)).count();
    let capital = columns.cells.iter().all(|heading| !heading.text.bytes().any(|byte| byte.is_ascii_lowercase()));
    // With something else in front, as in a quotation or a log, rows would begin with it too.
    let first = columns.cells.first().is_some_and(|heading| HEADINGS.contains(&heading.text));
    (first && known >= 2 && known * 2 >= columns.cells.len() && capital).then_some(columns)
}

/// Reads the rows of a table up to a blank line, a command or the headings of the next one; how many lines that were.
pub(super) fn rows(reader: &mut FleetReader, header: &Columns<'_>, lines: &[&str], above: usize) -> usize {
    let mut read = 0;
    for line in lines {
        // One word is no row: a list follows that is read by itself.
        let ends = line.split_whitespace().nth(1).is_none() && header.cells.len() > 2;
        if ends || self::header(line).is_some() || super::reader::is_command(line.trim()) {
            break;
        }
        read += 1;
        if let Err(why) = row(reader, header, line) {
            reader.unread(above + read, 1, line, why);
        }
    }
    read
}

fn row(reader: &mut FleetReader, header: &Columns<'_>, line: &str) -> Result<(), &'static str> {
    let cell = |heading| header.find(line, heading);
    if header.has("HOSTNAME") && header.has("AVAILABILITY") {
        reader.engine(Engine::Swarm);
        return Err(NO_VERSION_SWARM);
    }
    if header.has("REPOSITORY") && header.has("TAG") {
        let (Some(repository), Some(tag)) = (cell("REPOSITORY"), cell("TAG")) else { return Err(ODD_ROW) };
        let reference = match (repository, tag, cell("DIGEST")) {
            ("<none>", ..) => return Err(NO_NAME),
            (_, "<none>", Some(digest)) if digest != "<none>" => concat(&[repository, "@", digest]),
            (_, "<none>", _) => repository.to_owned(),
            _ => concat(&[repository, ":", tag]),
        };
        return if reader.reference(&reference, None, 1) { Ok(()) } else { Err(ODD_ROW) };
    }
    if let Some(images) = cell("IMAGE").or(cell("IMAGES")) {
        let history = cell("DESIRED STATE").is_some_and(|state| !matches!(state, "Running" | "Ready"));
        let count = if history { 0 } else { replicas(cell("REPLICAS").or(cell("READY")).or(cell("DESIRED"))) };
        if header.has("REPLICAS") && header.has("MODE") || header.has("NODE") && header.has("DESIRED STATE") {
            reader.engine(Engine::Swarm);
        } else if header.has("IMAGES") {
            reader.engine(Engine::Kubernetes);
        }
        let mut containers = cell("CONTAINERS").unwrap_or_default().split(',');
        let mut all = true;
        for image in images.split(',') {
            let workload = workload(header, line, containers.next());
            all &= reader.used(image.trim(), None, count, workload);
        }
        return if all { Ok(()) } else { Err(ODD_ROW) };
    }
    if header.has("KERNEL-VERSION") || header.has("LABELS") || header.has("ROLES") {
        return node(reader, line, cell("NAME"), header.has("KERNEL-VERSION"));
    }
    Err(NO_IMAGE)
}

/// What a row with images is about: a service of Swarm, or what `kubectl get deployments,statefulsets,daemonsets -o wide` lists.
fn workload(header: &Columns<'_>, line: &str, container: Option<&str>) -> Option<Workload> {
    let cell = |heading| header.find(line, heading);
    let whole = cell("NAME")?;
    let (word, name) = whole.split_once('/').unwrap_or(("", whole));
    let kind = match Controller::of_word(word) {
        Some(kind) => kind,
        None if !word.is_empty() => return None,
        None if header.has("MODE") && header.has("REPLICAS") => Controller::Service,
        None if !header.has("CONTAINERS") => return None,
        None if header.has("UP-TO-DATE") && header.has("DESIRED") && header.has("READY") => Controller::DaemonSet,
        None if header.has("UP-TO-DATE") => Controller::Deployment,
        None if header.has("SCHEDULE") => Controller::CronJob,
        // Replica sets and jobs have other columns.
        None if header.has("READY") && !header.has("DESIRED") => Controller::StatefulSet,
        None => return None,
    };
    Some(Workload {
        kind,
        namespace: cell("NAMESPACE").map(str::to_owned),
        name: name.to_owned(),
        container: container.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned),
        init: false,
    })
}

/// A row of `kubectl get nodes`: the version is the one thing on it that looks like one, wherever a copy has moved it.
fn node(reader: &mut FleetReader, line: &str, name: Option<&str>, wide: bool) -> Result<(), &'static str> {
    let name = line.split_whitespace().next().or(name).ok_or(ODD_ROW)?;
    // `kubectl get nodes,pods` writes the kind in front.
    let name = name.strip_prefix("node/").unwrap_or(name);
    reader.engine_of_node(name);
    if line.contains("kubernetes.azure.com/") {
        reader.engine(Engine::Aks);
    }
    let words = line.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    let label =
        |word: &str| word.strip_prefix("node.kubernetes.io/windows-build=").and_then(|value| value.parse().ok());
    words.clone().filter(|word| word.starts_with("v1.")).for_each(|word| reader.kubelet(word));
    let version: Option<Version> = words.clone().find_map(full_version).or_else(|| words.clone().find_map(label));
    let windows_10 = line.contains("Windows 10 ") || line.contains("Windows 11 ");
    // No client is a node, but in clusters for tests.
    let kind = Some(if windows_10 { Kind::Client } else { Kind::Server });
    match version {
        Some(version) => reader.node(Some(name), version, kind, 1),
        None if line.contains("Windows ") || line.contains("kubernetes.io/os=windows") => return Err(NODE_ROW),
        None if wide || line.contains("kubernetes.io/os=linux") => reader.linux_node(Some(name), 1),
        None => return Err(NO_VERSION),
    }
    Ok(())
}

/// A version with all of its `10.0.`, so that nothing else is taken for one.
fn full_version(word: &str) -> Option<Version> {
    let version: Version = word.starts_with("10.0.").then(|| word.parse().ok())??;
    (version.build >= 10240).then_some(version)
}

/// The wanted number of `2/3`, or a plain number.
fn replicas(cell: Option<&str>) -> u32 {
    let text = cell.and_then(|cell| cell.split_whitespace().next()).unwrap_or_default();
    let wanted = text.rsplit_once('/').map_or(text, |(_, wanted)| wanted);
    wanted.parse().unwrap_or(1)
}
