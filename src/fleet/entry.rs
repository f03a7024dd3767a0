//! The entries of a fleet’s link and lists, and their words: a host, an image, a cluster, and how many.

use super::words::{Show as _, concat};
use super::{Kubernetes, version_word};
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    question::Choice,
    reference::{NoSuchTag, TagMeaning, WhyNot},
    release,
    version::Version,
};

/// The largest count of one entry.
pub(super) const MOST: u32 = 100_000;

/// One entry of the link: a value and how often.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkEntry<T> {
    /// What it is, or what is not understood.
    pub value: Choice<T>,
    /// How many; of images, how many uses.
    pub count: u32,
    /// How many different ones: 1 of nodes.
    pub different: u32,
}

/// What the nodes report of Kubernetes: `1.29.2`, `1.29.2-eks`, `eks`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// The oldest version among them.
    pub version: Option<Kubernetes>,
    /// It is Amazon’s service.
    pub eks: bool,
}

impl Cluster {
    pub(super) fn says_nothing(self) -> bool {
        self.version.is_none() && !self.eks
    }
}

/// The word for images with a tag that does not exist.
pub(super) const NO_TAG: &str = "no-tag";

/// An entry as it is written.
pub(super) struct WrittenEntry {
    pub(super) word: String,
    pub(super) count: u32,
    pub(super) different: u32,
}

impl WrittenEntry {
    pub(super) fn new(word: String, count: u32) -> Self {
        Self { word, count, different: 1 }
    }

    /// So many of something, where there are any.
    pub(super) fn some(word: &str, count: u32) -> Option<Self> {
        (count > 0).then(|| Self::new(word.to_owned(), count))
    }
}

/// The words of the entries; what became the same without revisions is one.
pub(super) fn words<T>(entries: &[LinkEntry<T>], word: impl Fn(&T) -> String) -> Vec<WrittenEntry> {
    let mut words: Vec<WrittenEntry> = Vec::new();
    for entry in entries {
        let text = match &entry.value {
            Choice::Set(value) => word(value),
            Choice::Bad(bad) => bad.text.clone(),
            Choice::Unset => continue,
        };
        // Linux images are counted and left alone: no link says how often they are used.
        let different = if text == "linux" { 1 } else { entry.different };
        match words.iter_mut().find(|other| other.word == text) {
            Some(item) => {
                item.count = item.count.saturating_add(entry.count).min(MOST);
                item.different = item.different.saturating_add(different).min(item.count);
            }
            None => words.push(WrittenEntry { word: text, count: entry.count, different }),
        }
    }
    words
}

/// The words of nodes: of them none is another kind than the others.
pub(super) fn node_words(entries: &[LinkEntry<Host>], word: impl Fn(&Host) -> String) -> Vec<WrittenEntry> {
    let words = words(entries, word).into_iter();
    words.map(|item| WrittenEntry { different: 1, ..item }).collect()
}

/// The words of what the nodes report of Kubernetes.
pub(super) fn written(cluster: &Choice<Cluster>) -> Option<String> {
    match cluster {
        Choice::Unset => None,
        Choice::Bad(bad) => Some(bad.text.clone()),
        Choice::Set(Cluster { version: Some(version), eks }) => {
            Some(concat(&[&version.show(), if *eks { "-eks" } else { "" }]))
        }
        Choice::Set(Cluster { version: None, .. }) => Some("eks".to_owned()),
    }
}

/// Reads them.
pub(super) fn cluster(text: &str) -> Option<Cluster> {
    if text == "eks" {
        return Some(Cluster { version: None, eks: true });
    }
    let (version, eks) = text.strip_suffix("-eks").map_or((text, false), |version| (version, true));
    Some(Cluster { version: Some(version.parse().ok()?), eks })
}

pub(super) fn image_word(image: &Image, strip: impl Fn(Version) -> Version) -> String {
    match &image.versions {
        _ if image.no_such_tag().is_some() => NO_TAG.to_owned(),
        Versions::One(version) => version_word(strip(*version)),
        Versions::Several(builds) => {
            let words: Vec<String> = builds.iter().map(|build| version_word(Version::of_build(*build))).collect();
            words.join("~")
        }
        Versions::Linux => "linux".to_owned(),
        Versions::Unknown => "unknown".to_owned(),
    }
}

/// An image with a tag that does not exist, whichever that was.
pub(super) fn no_such_tag() -> Image {
    let problem = NoSuchTag { why: WhyNot::NotAWord, meant: None, instead: None, source: "" };
    let mut image = Image::of_versions(Versions::Unknown);
    image.meaning = Some(TagMeaning::NoSuchTag(problem));
    image
}

/// The image that an entry of the link means.
pub(super) fn image(text: &str) -> Option<Image> {
    image_of(text).map(Image::of_versions).or_else(|| (text == NO_TAG).then(no_such_tag))
}

pub(super) fn image_of(text: &str) -> Option<Versions> {
    match text {
        "linux" => return Some(Versions::Linux),
        "unknown" => return Some(Versions::Unknown),
        NO_TAG => return None,
        _ => {}
    }
    if text.contains('~') {
        let build = |word: &str| match release::by_image_slug(word) {
            Some(release) => Some(release.build),
            None => word.parse::<Version>().ok().map(|version| version.build),
        };
        let builds: Vec<u16> = text.split('~').map(build).collect::<Option<_>>()?;
        return (builds.len() <= 8).then(|| Versions::Several(builds.into_iter().collect()));
    }
    Image::parse(text).ok().filter(|image| image.reference.is_none()).map(|image| image.versions)
}
