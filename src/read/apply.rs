//! What a paste puts into the question.

use crate::read::clue::{Clues, FormatId, FoundAt, HostClue, ImageClue};
use crate::read::evidence;
use crate::read::names::Names;
use crate::read::words;
use crate::rules::order;
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    question::Engine,
    reference::Reference,
    release::Kind,
    version::Version,
};

/// A host that a paste names. It is a server or a client as asked, else as the text around it says.
pub fn host(clue: &HostClue, text: &str, asked: Option<Kind>) -> Option<Host> {
    let version = clue.version?;
    let typed = || typed(&clue.evidence, text).filter(|host| host.version == version);
    typed().or_else(|| Some(Host::new(version, asked.or_else(|| kind(&clue.evidence, text)))))
}

/// The host that a person named: its name says more than its version.
fn typed(evidence: &[FoundAt], text: &str) -> Option<Host> {
    let found = evidence.iter().find(|found| found.format == FormatId::TypedWords)?;
    words::hosts(text.get(found.span.start..found.span.end)?).into_iter().next()
}

/// The hosts with a version, in the order of the paste.
pub fn hosts(clues: &Clues, text: &str, asked: Option<Kind>) -> Vec<Host> {
    named_hosts(clues, text, asked).into_iter().filter_map(|(_, host)| host).collect()
}

/// All hosts, each with what it is where its version is given. What fields of the text say of its machine is said of a host where
/// it has no other: `Default Isolation: hyperv`, an edition.
pub fn named_hosts<'c>(clues: &'c Clues, text: &str, asked: Option<Kind>) -> Vec<(&'c HostClue, Option<Host>)> {
    let mut hosts: Vec<_> = clues.hosts.iter().map(|clue| (clue, host(clue, text, asked))).collect();
    let mut known = hosts.iter().filter_map(|(_, host)| *host);
    let one = known.next().filter(|first| known.all(|host| host.version.build == first.version.build));
    let is_open = |host: &Host| host.open_twin().is_some();
    let Some(kind) = one.filter(is_open).and_then(|_| evidence::stated_kind(text)) else { return hosts };
    for host in hosts.iter_mut().filter_map(|(_, host)| host.as_mut()).filter(|host| is_open(host)) {
        *host = Host::new(host.version, Some(kind));
    }
    hosts
}

/// The names that a paste gives, for the snippets of this engine.
pub fn names(clues: &Clues, engine: Option<Engine>) -> Names {
    let is_pool = |host: &HostClue| host.evidence.iter().all(|evidence| evidence.format == FormatId::AksNodeImage);
    let (pools, nodes): (Vec<_>, Vec<_>) =
        clues.hosts.iter().filter(|host| host.name.is_some()).partition(|host| is_pool(host));
    let in_cluster = engine.is_some_and(Engine::is_kubernetes);
    let container = clues.container.as_ref().map(|(name, _)| name).filter(|name| !(in_cluster && is_id(name)));
    Names {
        container: container.cloned(),
        nodes: nodes.into_iter().filter_map(|host| host.name.as_ref()).chain(&clues.refused).cloned().collect(),
        pool: pools.into_iter().find_map(|host| host.name.clone()),
        ..Names::default()
    }
}

/// Whether it is an id that a runtime made up: no manifest names it.
fn is_id(name: &str) -> bool {
    name.len() >= 12 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The images, in the order of the paste; versions of one reference (a manifest list) become one image.
pub fn images(clues: &Clues) -> Vec<Image> {
    let mut images: Vec<(Option<&str>, Vec<Version>)> = Vec::new();
    let linux = |name: Option<&str>| clues.images.iter().any(|image| image.linux && image.reference.as_deref() == name);
    for clue in &clues.images {
        let (reference, version) = (clue.reference.as_deref(), believable(clue));
        match images.iter_mut().find(|(known, _)| reference.is_some() && *known == reference) {
            Some((_, versions)) => versions.extend(version),
            None => images.push((reference, version.into_iter().collect())),
        }
    }
    let found = |(reference, versions): (Option<&str>, Vec<Version>)| stated(reference, &versions, linux(reference));
    images.into_iter().filter_map(found).collect()
}

/// The image that a text states: its versions, or that its tag holds Linux only.
pub(crate) fn stated(reference: Option<&str>, versions: &[Version], linux: bool) -> Option<Image> {
    let named = image(reference, versions);
    if linux && versions.is_empty() {
        return Some(named.map_or_else(|| Image::of_versions(Versions::Linux), Image::as_linux));
    }
    named
}

/// The version stated for an image, unless it was read inside a container and contradicts the tag: then it is the host's.
pub(crate) fn believable(clue: &ImageClue) -> Option<Version> {
    let version = clue.version?;
    let tagged = image(clue.reference.as_deref(), &[]).and_then(|image| match image.versions {
        Versions::One(version) => Some(version),
        _ => None,
    });
    let contradicts = tagged.is_some_and(|tagged| tagged.build != version.build);
    (clue.caveat.is_none() || !contradicts).then_some(version)
}

/// An image with a reference, the versions stated for it, or both.
pub fn image(reference: Option<&str>, versions: &[Version]) -> Option<Image> {
    let named = reference.and_then(|text| text.parse::<Reference>().ok()).map(Image::of_reference);
    match (named, versions) {
        (named, [version]) => Some(match named {
            Some(image) => image.with_version(*version),
            None => Image::of_version(*version),
        }),
        (named, []) => named,
        (named, [first, ..]) => {
            let mut builds = order::each_once(versions.iter().map(|version| version.build));
            builds.reverse();
            Some(named.unwrap_or_else(|| Image::of_version(*first)).with_builds(&builds))
        }
    }
}

/// How far around a version its product's name may stand.
const NEAR: usize = 400;

/// Whether the text near a version says that it is a server or a client; marketing names lie about the release, but not about
/// that.
fn kind(evidence: &[FoundAt], text: &str) -> Option<Kind> {
    let near = evidence.iter().find_map(|evidence| {
        let before = text.get(floor(text, evidence.span.start.saturating_sub(NEAR))..evidence.span.start)?;
        let after =
            text.get(evidence.span.start..floor(text, evidence.span.end.saturating_add(NEAR).min(text.len())))?;
        let last = nearest(before, |text, word| text.rfind(word).map(|at| text.len() - at));
        let next = nearest(after, |text, word| text.find(word));
        match (last, next) {
            (Some((a, kind)), Some((b, _))) if a <= b => Some(kind),
            (_, Some((_, kind))) | (Some((_, kind)), None) => Some(kind),
            (None, None) => None,
        }
    });
    near.or_else(|| told_of_host(text))
}

/// What BcContainerHelper says of its host, many lines above the versions: `Host is Microsoft Windows 10 Pro - 1903`.
fn told_of_host(text: &str) -> Option<Kind> {
    let (_, name) = text.split_once("Host is Microsoft Windows ")?;
    match () {
        () if name.starts_with("Server ") => Some(Kind::Server),
        () if name.starts_with("10 ") || name.starts_with("11 ") => Some(Kind::Client),
        () => None,
    }
}

fn nearest(text: &str, distance: impl Fn(&str, &str) -> Option<usize>) -> Option<(usize, Kind)> {
    // Docker from 23 on: a server is called `Microsoft Windows Server Version`
    // (https://github.com/moby/moby/commit/9aacaeb667).
    const WORDS: [(&str, Kind); 5] = [
        ("Microsoft Windows Version", Kind::Client),
        ("Windows Server", Kind::Server),
        ("Windows 10", Kind::Client),
        ("Windows 11", Kind::Client),
        ("REG_SZ    Client", Kind::Client),
    ];
    WORDS.iter().filter_map(|(word, kind)| Some((distance(text, word)?, *kind))).min_by_key(|(distance, _)| *distance)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::clue;

    #[track_caller]
    fn first(text: &str) -> (String, Kind) {
        let host = hosts(&clue::read(text), text, None).into_iter().next().expect("a host");
        (host.version.to_string(), host.kind)
    }

    #[test]
    fn the_product_beside_a_shared_build_tells_server_from_client() {
        let info = |product| format!(" Operating System: {product} Version 1809 (OS Build 17763.2565)\n");
        assert_eq!(first(&info("Windows 10 Enterprise")), ("10.0.17763.2565".to_owned(), Kind::Client));
        assert_eq!(first(&info("Windows Server 2019 Datacenter")), ("10.0.17763.2565".to_owned(), Kind::Server));
        assert_eq!(first("Microsoft Windows [Version 10.0.17763.2565]"), ("10.0.17763.2565".to_owned(), Kind::Server));
        let info = |product| format!(" Operating System: {product} Version 24H2 (OS Build 26100.4484)\n");
        assert_eq!(first(&info("Microsoft Windows")), ("10.0.26100.4484".to_owned(), Kind::Client));
        assert_eq!(first(&info("Microsoft Windows Server")), ("10.0.26100.4484".to_owned(), Kind::Server));
        let cut = |isolation| {
            format!(
                " Default Isolation: {isolation}\n Kernel Version: 10.0 26100 (26100.1.amd64fre.ge_release.240331-1435)\n"
            )
        };
        assert_eq!(first(&cut("hyperv")).1, Kind::Client);
        assert_eq!(first(&cut("process")).1, Kind::Server);
        for prose in ["It works on my laptop with Docker Desktop.", "Docker Desktop isn’t installed."] {
            let ver = format!("{prose}\n{}\nMicrosoft Windows [Version 10.0.17763.5458]", "\n".repeat(500));
            assert_eq!(first(&ver).1, Kind::Server, "{prose}");
        }
    }

    #[test]
    fn names_go_where_they_belong() {
        let text = "Node: win-1/10.0.0.4\nMessage: hcs::CreateComputeSystem web: The container operating system does not match the host operating system.\n";
        let names = names(&clue::read(text), Some(Engine::Kubernetes));
        assert_eq!((names.container.as_deref(), names.nodes.as_slice()), (Some("web"), &["win-1".to_owned()][..]));
    }

    #[test]
    fn versions_of_one_reference_are_one_image() {
        let text = std::fs::read_to_string("tests/fixtures/13-manifest-inspect-list.txt").expect("fixture");
        let images = images(&clue::read(&text));
        assert_eq!(images.len(), 1);
        assert!(matches!(&images[0].versions, Versions::Several(builds) if builds.as_slice() == [20348, 17763]));
    }
}
