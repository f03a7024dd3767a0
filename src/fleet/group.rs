//! Nodes and images by version.

use core::cmp::Reverse;
use core::ops::Range;

use super::words::Show as _;
use super::{Fleet, image_title};
use crate::rules::order;
use crate::rules::{
    host::Host,
    image::{Image, Versions},
    release::Kind,
    version::Version,
};

/// The nodes with one version of Windows: a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HostGroup {
    /// Their Windows.
    pub host: Host,
    /// Where they stand in [`Fleet::nodes`].
    pub nodes: Vec<usize>,
    /// How many nodes that is.
    pub count: u32,
}

impl HostGroup {
    /// The release, with the whole version where the revision is known.
    pub fn title(&self) -> String {
        let name = self.host.name();
        if self.host.version.revision.is_none() { name } else { name + " " + &self.host.version.show() }
    }

    /// The names of its nodes, as far as they have names.
    pub fn names<'a>(&'a self, fleet: &'a Fleet) -> impl Iterator<Item = &'a str> {
        self.nodes.iter().filter_map(|node| fleet.nodes.get(*node)?.name.as_deref())
    }
}

/// The images with one version of Windows: a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImageGroup {
    /// Their version.
    pub image: Image,
    /// Where they stand in [`Fleet::images`].
    pub images: Vec<usize>,
    /// How often they are used.
    pub count: u32,
    /// How many different images they are.
    pub different: u32,
}

impl ImageGroup {
    /// What is known about their version.
    pub fn title(&self) -> String {
        image_title(&self.image)
    }

    /// The names of its images, as far as they have names.
    pub fn names<'a>(&'a self, fleet: &'a Fleet) -> impl Iterator<Item = &'a str> {
        self.images.iter().filter_map(|image| fleet.images.get(*image)?.name.as_deref())
    }
}

/// Rows or columns that share a build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BuildBand {
    /// The release, or what is known about the version.
    pub title: String,
    /// The rows or columns.
    pub range: Range<usize>,
    /// How many nodes, or uses of images.
    pub count: u32,
}

/// Newest first; the release of a kind before the one of the other kind with the same build.
fn host_order(host: &Host) -> (Reverse<Version>, Kind, Reverse<Option<u32>>, &'static str) {
    let slug = host.release.map(|release| release.slug).unwrap_or_default();
    (Reverse(host.version.release()), host.kind, Reverse(host.version.revision), slug)
}

fn same_group(one: &Image, other: &Image) -> bool {
    one.versions == other.versions && one.no_such_tag().is_some() == other.no_such_tag().is_some()
}

/// The kind of version and the build, which make a band; then the revision, or the builds of a tag with several.
type ImageOrder<'a> = ((u8, Reverse<Version>), Reverse<Option<u32>>, &'a [u16]);

/// Newest first, then several, then unknown; the revision comes after the build.
pub(super) fn image_order(image: &Image) -> ImageOrder<'_> {
    let none = Version::of_build(0);
    match &image.versions {
        Versions::One(version) => ((0, Reverse(version.release())), Reverse(version.revision), &[]),
        Versions::Several(builds) => ((1, Reverse(none)), Reverse(None), builds),
        Versions::Unknown if image.no_such_tag().is_some() => ((4, Reverse(none)), Reverse(None), &[]),
        Versions::Unknown => ((2, Reverse(none)), Reverse(None), &[]),
        Versions::Linux => ((3, Reverse(none)), Reverse(None), &[]),
    }
}

pub(super) fn host_groups(fleet: &Fleet) -> Vec<HostGroup> {
    let order = order::places(fleet.nodes.len(), &|a, b| {
        host_order(&fleet.nodes[a].host).cmp(&host_order(&fleet.nodes[b].host))
    });
    let mut groups: Vec<HostGroup> = Vec::new();
    for index in order {
        let node = &fleet.nodes[index];
        match groups.last_mut() {
            Some(group) if group.host == node.host => {
                group.nodes.push(index);
                group.count = group.count.saturating_add(node.count);
            }
            _ => groups.push(HostGroup { host: node.host, nodes: vec![index], count: node.count }),
        }
    }
    groups
}

pub(super) fn image_groups(fleet: &Fleet) -> Vec<ImageGroup> {
    let order = order::places(fleet.images.len(), &|a, b| {
        image_order(&fleet.images[a].image).cmp(&image_order(&fleet.images[b].image))
    });
    let mut groups: Vec<ImageGroup> = Vec::new();
    for index in order {
        let one = &fleet.images[index];
        if one.is_linux() || one.is_system() {
            continue;
        }
        match groups.last_mut() {
            Some(group) if same_group(&group.image, &one.image) => {
                group.images.push(index);
                group.count = group.count.saturating_add(one.count);
                group.different = group.different.saturating_add(one.different);
            }
            _ => {
                // The grid is about versions: what else a reference says is for the page of one question.
                let image = match &one.image.versions {
                    Versions::One(version) => Image::of_version(*version),
                    _ => one.image.clone(),
                };
                groups.push(ImageGroup { image, images: vec![index], count: one.count, different: one.different });
            }
        }
    }
    groups
}

pub(super) fn bands<T, K: PartialEq>(
    groups: &[T],
    key: impl Fn(&T) -> K,
    title: impl Fn(&T) -> String,
    count: impl Fn(&T) -> u32,
) -> Vec<BuildBand> {
    let mut bands: Vec<BuildBand> = Vec::new();
    let mut last = None;
    for (index, group) in groups.iter().enumerate() {
        let here = key(group);
        match bands.last_mut() {
            Some(band) if last.as_ref() == Some(&here) => {
                band.range.end = index + 1;
                band.count = band.count.saturating_add(count(group));
            }
            _ => bands.push(BuildBand { title: title(group), range: index..index + 1, count: count(group) }),
        }
        last = Some(here);
    }
    bands
}
