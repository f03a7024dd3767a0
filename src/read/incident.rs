//! Incidents: which image failed on which host, in which container, with which error.
//!
//! Facts are joined by what they share, never by what stands first: the error's own line; the container and the pod, and
//! the node that the pod was put on; the command or the step before the error; the only candidate of the text. Where
//! several are left, they stay several.

mod apart;
mod hosts;

use apart::Apart;
use hosts::hosts;

use super::evidence::{ErrorSeen, Evidence, Mention, Phase, Pod};
use crate::read::clue::{ErrorCode, HostClue, Span};
use crate::read::evidence::lines::ImageUse;
use crate::read::names::is_runner_helper;
use crate::rules::order;
use crate::rules::question::Isolation;
use crate::rules::version::Version;

/// Something that failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Incident {
    /// The error that says most.
    pub error: ErrorSeen,
    /// The other errors of the same failure.
    pub others: Vec<ErrorSeen>,
    /// The image, or those that it may have been, the likeliest first.
    pub images: Vec<Candidate>,
    /// The machine.
    pub host: Option<HostClue>,
    /// The machines that it may have been, where nothing ties it to one.
    pub hosts: Vec<HostClue>,
    /// The pod.
    pub pod: Option<Pod>,
    /// The container, by its name in the pod or by its id.
    pub container: Option<String>,
    /// The isolation that was asked for or used.
    pub isolation: Option<Isolation>,
}

/// An image that may be the one that failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Its reference; `None` where only a version is known.
    pub reference: Option<String>,
    /// The versions that the text states for it: several for a manifest list.
    pub versions: Vec<Version>,
    /// The text shows that its tag holds Linux only.
    pub linux: bool,
    /// The error names it itself, or its container's.
    pub named: bool,
}

/// The incidents of a text, the one that failed last first. What only followed from them is left out.
pub fn incidents(evidence: &Evidence) -> Vec<Incident> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for error in &evidence.errors {
        let joined = JoinedError::of(evidence, error);
        match groups.iter_mut().find(|group| group.joined.is_same(&joined)) {
            Some(group) => group.errors.push(error),
            None => groups.push(Group { joined, errors: vec![error] }),
        }
    }
    let most = groups.iter().map(|group| rank(group.lead().code)).max().unwrap_or_default();
    let tells = |group: &&Group<'_>| {
        let rank = rank(group.lead().code);
        rank == most || rank.0 == 3 && most.0 == 3
    };
    let mut kept: Vec<&Group<'_>> = groups.iter().filter(tells).collect();
    // A line without a cause is only worth showing once, and the first is the one that the others follow from.
    if most.0 < 2 {
        kept.truncate(1);
    }
    order::by_key(&mut kept, |group| core::cmp::Reverse(group.lead().at));
    kept.into_iter().take(MOST).map(|group| group.incident(evidence)).collect()
}

/// More incidents than this are not read by anybody.
const MOST: usize = 12;

/// How much an error tells: its weight, then what tells more of the same weight.
const fn rank(code: ErrorCode) -> (u8, u8) {
    use ErrorCode::{
        ExecInStopped, Follows, NameResolution, NetworkSetup, OtherLine, ProbeFailed, Unauthorized, Unknown,
        Unschedulable,
    };
    let finer = match code {
        _ if code.is_about_versions() => 4,
        // Beside them stands what they come from: a tag that is missing is asked for again without an account, a proxy's
        // name isn't found, a port is taken, a claim isn't bound.
        Unauthorized | NameResolution | NetworkSetup | Unschedulable => 2,
        Unknown => 3,
        OtherLine | ProbeFailed | ExecInStopped => 2,
        Follows => 0,
        _ if code.weight() == 3 => 3,
        _ => 1,
    };
    (code.weight(), finer)
}

/// Errors of one failure.
struct Group<'e> {
    joined: JoinedError,
    errors: Vec<&'e ErrorSeen>,
}

impl Group<'_> {
    /// The error that says most; of equals the last one, and among lines without a cause the first.
    fn lead(&self) -> &ErrorSeen {
        let best = self.errors.iter().map(|error| rank(error.code)).max().unwrap_or_default();
        let mut equals = self.errors.iter().filter(|error| rank(error.code) == best);
        let lead = if best.0 < 2 { equals.next() } else { equals.next_back() };
        lead.copied().unwrap_or(self.errors[0])
    }

    fn incident(&self, evidence: &Evidence) -> Incident {
        let lead = self.lead();
        let joined = JoinedError::of(evidence, lead);
        let (host, hosts) = hosts(evidence, lead, joined.pod.as_ref());
        let container = joined.container.clone().or_else(|| {
            let id = evidence.clues.container.as_ref().map(|(name, _)| name.clone());
            id.filter(|id| joined.container.is_none() && (evidence.errors.len() < 2 || lead.line.contains(id.as_str())))
        });
        let mut others: Vec<ErrorSeen> = Vec::new();
        for error in self.errors.iter().filter(|error| error.code != lead.code) {
            if !others.iter().any(|other| other.code == error.code) {
                others.push((*error).clone());
            }
        }
        let isolation = joined.isolation.or_else(|| evidence.clues.isolation.as_ref().map(|(isolation, _)| *isolation));
        Incident {
            error: lead.clone(),
            others,
            images: joined.images.clone(),
            host,
            hosts,
            pod: joined.pod.clone(),
            container,
            isolation,
        }
    }
}

/// What belongs to one error.
#[derive(Clone)]
struct JoinedError {
    images: Vec<Candidate>,
    pod: Option<Pod>,
    container: Option<String>,
    isolation: Option<Isolation>,
    apart: Option<Apart>,
}

impl JoinedError {
    fn of(evidence: &Evidence, error: &ErrorSeen) -> Self {
        let pod = pod_of(evidence, error).cloned();
        let container = container_of(error, pod.as_ref(), evidence);
        let image = container.as_ref().and_then(|name| {
            let pods = pod.iter().chain(&evidence.pods);
            pods.flat_map(|pod| &pod.containers).find(|container| container.name == *name)?.image.clone()
        });
        let own: Vec<&Mention> = own_mentions(evidence, error).iter().collect();
        let in_sandbox = error.phase == Phase::Sandbox;
        let (mentions, named): (Vec<&Mention>, bool) = match () {
            () if !own.is_empty() => (own, true),
            () if image.is_some() => (Vec::new(), true),
            () => (around(evidence, error, pod.as_ref()), false),
        };
        let isolation = mentions.first().and_then(|mention| mention.isolation);
        let mut references: Vec<String> = Vec::new();
        for reference in image.into_iter().chain(mentions.iter().map(|mention| mention.reference.clone())) {
            if !references.contains(&reference) {
                references.push(reference);
            }
        }
        if named && !in_sandbox {
            references.truncate(1);
        }
        let mut images: Vec<Candidate> =
            references.into_iter().map(|reference| candidate(evidence, error, Some(reference), named)).collect();
        if images.is_empty() {
            let nameless =
                evidence.clues.images.iter().any(|image| image.reference.is_none() && image.version.is_some());
            images.extend(nameless.then(|| candidate(evidence, error, None, false)));
        }
        Self { images, pod, container, isolation, apart: Apart::of(error) }
    }

    /// Whether two errors are of the same failure.
    fn is_same(&self, other: &Self) -> bool {
        let name = |joined: &Self| joined.images.first().and_then(|image| image.reference.clone());
        let pod = |joined: &Self| joined.pod.as_ref().map(|pod| pod.name.clone());
        let agree = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
        let ids = |joined: &Self| joined.container.clone().filter(|name| !is_id(name));
        !Apart::splits(self.apart, other.apart)
            && pod(self) == pod(other)
            && name(self) == name(other)
            && agree(&ids(self), &ids(other))
    }
}

fn is_id(name: &str) -> bool {
    name.len() >= 12 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// An image with what the text states for it.
fn candidate(evidence: &Evidence, error: &ErrorSeen, reference: Option<String>, named: bool) -> Candidate {
    let clues = &evidence.clues.images;
    let stated = |image: &&crate::read::clue::ImageClue| image.reference == reference;
    let mut versions: Vec<Version> = clues.iter().filter(stated).filter_map(crate::read::apply::believable).collect();
    // `a Windows version X-based image …` gives the version of the image that was being pulled.
    let in_line = |span: &Span| evidence.line_of(*span) == error.at;
    let own =
        clues.iter().find(|image| image.reference.is_none() && image.evidence.iter().any(|seen| in_line(&seen.span)));
    if let Some(version) = own.and_then(|image| image.version) {
        versions = vec![version];
    }
    let linux = clues.iter().filter(stated).any(|image| image.linux);
    Candidate { reference, versions, linux, named }
}

/// Images that the error's own line names.
fn own_mentions<'e>(evidence: &'e Evidence, error: &ErrorSeen) -> &'e [Mention] {
    let start = evidence.mentions.partition_point(|mention| mention.at < error.at);
    let end = evidence.mentions.partition_point(|mention| mention.at <= error.at);
    &evidence.mentions[start..end]
}

/// Images that the lines around an error name: those above it first, the nearest first; what was done before what was only
/// looked at.
fn around<'e>(evidence: &'e Evidence, error: &ErrorSeen, pod: Option<&Pod>) -> Vec<&'e Mention> {
    let stage = evidence.stages.iter().find(|(at, _)| *at == error.at);
    if let Some((_, base)) = stage {
        return evidence.mentions.iter().filter(|mention| mention.step && mention.reference == *base).take(1).collect();
    }
    let split = evidence.mentions.partition_point(|mention| mention.at < error.at);
    let (above, below) = evidence.mentions.split_at(split);
    // What is said of another pod is not about this one's image.
    let strange = |mention: &Mention| {
        let holds = |other: &Pod| other.lines.contains(&mention.at);
        pod.is_some_and(|pod| evidence.pods.iter().any(|other| other.name != pod.name && holds(other)) && !holds(pod))
    };
    if error.is_of_runner_helper() {
        return above
            .iter()
            .rev()
            .chain(below)
            .filter(|mention| is_runner_helper(&mention.reference))
            .take(1)
            .collect();
    }
    let doing = |mention: &&Mention| mention.used == ImageUse::Doing && !strange(mention);
    let other = |mention: &&Mention| mention.used != ImageUse::Doing && !strange(mention);
    above
        .iter()
        .rev()
        .filter(doing)
        .chain(below.iter().filter(doing))
        .chain(above.iter().rev().filter(other))
        .chain(below.iter().filter(other))
        .take(64)
        .collect()
}

/// The pod that an error is about: one that its line names, the described one that it stands in, or the only one.
fn pod_of<'e>(evidence: &'e Evidence, error: &ErrorSeen) -> Option<&'e Pod> {
    let names = |pod: &&Pod| error.line.contains(pod.name.as_str());
    let holds = |pod: &&Pod| pod.lines.contains(&error.at);
    let pods = &evidence.pods;
    let in_cluster = || !is_typed_engine(evidence, error);
    pods.iter()
        .find(names)
        .or_else(|| pods.iter().find(holds))
        .or_else(|| pods.first().filter(|_| pods.len() == 1 && in_cluster()))
}

/// Whether the error came from a command of an engine, outside of any cluster.
fn is_typed_engine(evidence: &Evidence, error: &ErrorSeen) -> bool {
    let above = evidence.mentions.iter().rev().find(|mention| mention.at < error.at);
    above.is_some_and(|mention| mention.isolation.is_some()) && error.line.starts_with("docker:")
}

/// `spec.containers{api}`, `CreateComputeSystem api:`, `container api in pod`, or the container whose lines hold the error.
fn container_of(error: &ErrorSeen, pod: Option<&Pod>, evidence: &Evidence) -> Option<String> {
    let line = error.line.as_str();
    let between = |start: &str, ends: &[char]| {
        let rest = line.split_once(start)?.1;
        let name = rest.split(ends).next()?.trim_matches(['"', '\'', ' ']);
        let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        (name.chars().any(|c| c.is_ascii_alphanumeric()) && name.chars().all(allowed)).then(|| name.to_owned())
    };
    let path = || between("ontainers{", &['}']);
    let named = || between("ComputeSystem ", &[':', ' ']).filter(|name| !is_id(name));
    let failing = || between("failing container ", &[' ']).or_else(|| between("failed container ", &[' ']));
    let start = || between("start container \"", &['"']).filter(|name| !is_id(name));
    let holds = || {
        let pods = pod.into_iter().chain(&evidence.pods);
        pods.flat_map(|pod| &pod.containers).find(|c| c.lines.contains(&error.at)).map(|c| c.name.clone())
    };
    let only = || match pod?.containers.as_slice() {
        [only] => Some(only.name.clone()),
        _ => None,
    };
    let known = |name: String| {
        let all = || evidence.pods.iter().flat_map(|pod| &pod.containers);
        (all().next().is_none() || all().any(|c| c.name == name)).then_some(name)
    };
    path().or_else(holds).or_else(|| named().or_else(failing).or_else(start).and_then(known)).or_else(only)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::evidence::read;

    #[track_caller]
    fn only(text: &str) -> Incident {
        let mut incidents = incidents(&read(text));
        assert_eq!(incidents.len(), 1, "{incidents:#?}");
        incidents.remove(0)
    }

    fn image(incident: &Incident) -> &str {
        incident.images.first().and_then(|image| image.reference.as_deref()).unwrap_or_default()
    }

    #[test]
    fn the_command_before_the_error() {
        let text = "docker run a.io/one:1\n-> works\ndocker run --isolation=process a.io/two:1\ndocker: Error response from daemon: \
                    hcs::CreateComputeSystem x: The container operating system does not match the host operating system.";
        let incident = only(text);
        assert_eq!((image(&incident), incident.isolation), ("a.io/two:1", Some(Isolation::Process)));
    }

    #[test]
    fn the_node_of_the_pod_and_the_image_of_the_line() {
        let text = "NAME  STATUS  ROLES  AGE  VERSION  OS-IMAGE  KERNEL-VERSION\nwin-a  Ready  <none>  1d  v1.31.1  Windows Server 2022 Datacenter  10.0.20348.1\n\
                    win-b  Ready  <none>  1d  v1.31.1  Windows Server 2019 Datacenter  10.0.17763.2\n\
                    Normal  Scheduled  default-scheduler  Successfully assigned shop/web-1 to win-b\n\
                    Warning  Failed  kubelet  Failed to pull image \"a.io/web:1\": no match for platform in manifest: not found";
        let incident = only(text);
        assert_eq!(image(&incident), "a.io/web:1");
        let host = incident.host.expect("a host");
        assert_eq!((host.name.as_deref(), host.version.map(|version| version.build)), (Some("win-b"), Some(17763)));
    }

    #[test]
    fn several_hosts_stay_several() {
        let text = "srv-1: Microsoft Windows [Version 10.0.17763.1]\nsrv-2: Microsoft Windows [Version 10.0.20348.1]\n\
                    docker run a.io/web:1\nThe container operating system does not match the host operating system.";
        let incident = only(text);
        assert_eq!((incident.host, incident.hosts.len()), (None, 2));
    }

    #[test]
    fn what_only_follows_is_no_incident() {
        let text = "docker build -t app .\nStep 1/2 : FROM a.io/base:1\na Windows version 10.0.20348-based image is incompatible with a 10.0.19045 host\n\
                    Unable to find image 'app:latest' locally\ndocker: Error response from daemon: pull access denied for app";
        let incident = only(text);
        assert_eq!((image(&incident), incident.error.code), ("a.io/base:1", ErrorCode::ImageNewer));
    }

    #[test]
    fn no_error_no_incident() {
        assert_eq!(incidents(&read("docker run a.io/web:1\nMicrosoft Windows [Version 10.0.17763.1]")), []);
    }
}
