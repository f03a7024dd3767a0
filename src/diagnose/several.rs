//! A paste with more than one host or image, or with neither: what there is, in a title and a sentence.

use super::reading::WeighedEvidence;
use crate::read::search;
use crate::rules::headline;
use crate::rules::host::Host;
use crate::rules::image::{Image, Versions};
use crate::rules::release::Channel;
use crate::rules::verdict::Outcome;
use crate::rules::{catalogue::Catalogue, judge::judge, matrix, question::Question};

/// What a paste names more than once.
#[derive(Debug)]
pub struct Several<'a> {
    hosts: Vec<Host>,
    images: &'a [Image],
    linux: u32,
}

impl<'a> Several<'a> {
    /// What a paste names.
    pub fn of(evidence: &'a WeighedEvidence) -> Self {
        let linux = u32::try_from(evidence.clues.linux_nodes).unwrap_or(u32::MAX);
        Self { hosts: evidence.known_hosts().collect(), images: &evidence.images, linux }
    }

    /// What is left to say: `5 hosts with 2 versions: which image?`
    pub fn title(&self) -> String {
        let versions = groups(self.hosts.iter().map(|host| host.version.build)).len();
        let hosts = match versions {
            1 => format!("{} hosts with the same Windows", self.hosts.len()),
            _ => format!("{} hosts with {versions} Windows versions", self.hosts.len()),
        };
        match (self.hosts.len(), self.images.len()) {
            (0 | 1, 0 | 1) => "Which image, on which host?".to_owned(),
            (0 | 1, images) => format!("{images} images: on which host?"),
            (_, 0 | 1) => format!("{hosts}: which image?"),
            (_, images) => format!("{hosts}, {images} images: choose a pair"),
        }
    }

    /// What they are.
    pub fn text(&self) -> String {
        let parts = [self.hosts_in_words(), self.runs_in_words(), self.images_in_words()];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if text.is_empty() { "The text names no image and no version of Windows.".to_owned() } else { text }
    }

    fn hosts_in_words(&self) -> Option<String> {
        let mut counted: Vec<String> = groups(self.hosts.iter().map(Host::name))
            .into_iter()
            .map(|(name, count)| if count == 1 { name } else { format!("{count} × {name}") })
            .collect();
        if self.linux > 0 && !counted.is_empty() {
            counted.push(format!("{} × Linux", self.linux));
        }
        (!counted.is_empty()).then(|| counted.join(", ") + ".")
    }

    /// On how many of several hosts each long-term image runs with process isolation.
    fn runs_in_words(&self) -> Option<String> {
        let all = self.hosts.len();
        let runs = |image: &Image| {
            let asked = |host: &Host| Question {
                host: Some(*host).into(),
                image: Some(image.clone()).into(),
                ..Question::default()
            };
            let runs = |host: &&Host| judge(&asked(host)).is_some_and(|verdict| verdict.outcome == Outcome::Process);
            self.hosts.iter().filter(runs).count()
        };
        let catalogue = Catalogue::releases_only();
        let parts: Vec<String> = matrix::images(&catalogue)
            .filter(|release| release.channel == Channel::Ltsc)
            .filter_map(|release| {
                let count = runs(&Image::of_release(release));
                let slug = release.image_slug.filter(|_| count > 0)?;
                Some(format!("{slug} on {count}"))
            })
            .collect();
        (all > 1 && !parts.is_empty()).then(|| format!("With process isolation, of these {all}: {}.", parts.join(", ")))
    }

    fn images_in_words(&self) -> Option<String> {
        let names = |of: &str| {
            let named = self.images.iter().filter(|image| made_for(image) == of).map(headline::own_word);
            named.collect::<Vec<_>>().join(", ")
        };
        let parts: Vec<String> = groups(self.images.iter().map(made_for))
            .into_iter()
            .take(MOST)
            .map(|(windows, _)| format!("{}: {}.", windows, names(&windows)))
            .collect();
        (self.images.len() > 1).then(|| parts.join(" "))
    }
}

/// What images are made for, as the beginning of a sentence that lists them.
fn made_for(image: &Image) -> String {
    match &image.versions {
        Versions::One(version) => format!("Built on {}", search::build_in_words(version.build)),
        Versions::Several(_) => match search::versions_in_words(image) {
            words if words.starts_with("for ") => words.replacen("for", "For", 1),
            words => format!("Built on {words}"),
        },
        Versions::Linux => "For Linux".to_owned(),
        Versions::Unknown => "Not known for which Windows".to_owned(),
    }
}

/// So many groups of images are told.
const MOST: usize = 6;

/// The things with how often each is there, in the order of their first.
fn groups<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut groups: Vec<(T, usize)> = Vec::new();
    for thing in things {
        match groups.iter_mut().find(|(one, _)| *one == thing) {
            Some((_, count)) => *count += 1,
            None => groups.push((thing, 1)),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::reading::{Content, Reading};
    use super::Several;

    #[track_caller]
    fn said(text: &str) -> (String, String) {
        let Content::Clues(evidence) = Reading::of(text).found else { panic!("clues in {text}") };
        let several = Several::of(&evidence);
        (several.title(), several.text())
    }

    #[test]
    fn nodes_are_counted_by_what_they_run() {
        let nodes = "NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME\n\
            a0   Ready   <none>   61d   v1.27.3   10.0.0.1   <none>   Windows Server 2022 Datacenter   10.0.20348.1850   containerd://1.6.21\n\
            a1   Ready   <none>   61d   v1.27.3   10.0.0.2   <none>   Windows Server 2022 Datacenter   10.0.20348.1850   containerd://1.6.21\n\
            a2   Ready   <none>   61d   v1.27.3   10.0.0.3   <none>   Windows Server 2019 Datacenter   10.0.17763.4499   containerd://1.6.21\n";
        let (title, text) = said(nodes);
        assert_eq!(title, "3 hosts with 2 Windows versions: which image?");
        assert_eq!(
            text,
            "2 × Windows Server 2022, Windows Server 2019. With process isolation, of these 3: ltsc2022 on 2, ltsc2019 on 1."
        );
    }

    #[test]
    fn images_are_told_by_what_they_are_built_on() {
        let (title, text) =
            said("services:\n  a:\n    image: example.com/a:1-ltsc2019\n  b:\n    image: example.com/b:2-ltsc2022\n");
        assert_eq!(title, "2 images: on which host?");
        assert_eq!(text, "Built on ltsc2019: a:1-ltsc2019. Built on ltsc2022: b:2-ltsc2022.");
        let (_, text) = said(
            "services:\n  a:\n    image: example.com/a:1-ltsc2019\n  b:\n    image: example.com/shop/b:860\n  c:\n    image: redis:7-alpine\n",
        );
        assert_eq!(
            text,
            "Built on ltsc2019: a:1-ltsc2019. Not known for which Windows: b:860. For Linux: redis:7-alpine."
        );
    }
}
