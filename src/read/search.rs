//! What the pickers offer: hosts and images found by name, version word, build, update or tag.

mod published;

use crate::rules::order;
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    headline,
    host::Host,
    image::{Image, Versions},
    link,
    notice::image_word,
    release::{self, Kind, Release},
    update::Update,
    version::Version,
};

/// Something to pick.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The heading it stands under.
    pub group: &'static str,
    /// What [`Host::parse`] or [`Image::parse`] reads as exactly this.
    pub value: String,
    /// The name.
    pub name: String,
    /// What else identifies it.
    pub detail: String,
}

/// Hosts for what was typed; all of them, grouped, where nothing was.
pub fn hosts(typed: &str, catalogue: &Catalogue, today: Date) -> Vec<Hit> {
    let typed = typed.trim();
    let groups = [SearchGroup::Servers, SearchGroup::Windows11, SearchGroup::Windows10, SearchGroup::Older];
    let mut hits = exact(typed, catalogue, |version| {
        let host = Host::new(version, None);
        (version.revision.is_some() || host.release.is_none()).then(|| host.name())
    });
    let mut named = Vec::new();
    for group in groups {
        let fits = |release: &&Release| SearchGroup::of(release, today) == group && matches(release, typed);
        named.extend(catalogue.releases.iter().filter(fits).map(|release| Hit {
            group: group.title(),
            value: release.slug.to_owned(),
            name: release.name.to_owned(),
            detail: format!("build {}", release.build),
        }));
    }
    nearest_first(&mut named, typed);
    hits.append(&mut named);
    hits
}

/// Those whose own name holds the words come first: "24H2" is Windows 11 24H2 before it is Windows Server 2025, whose version is
/// 24H2 as well. Of the clients that share a name the newest that everybody got comes first.
pub(super) fn nearest_first(hits: &mut Vec<Hit>, typed: &str) {
    let words: Vec<String> = typed.split_ascii_whitespace().map(str::to_ascii_lowercase).collect();
    if words.is_empty() {
        return;
    }
    let named = |hit: &Hit| words.iter().all(|word| hit.name.to_ascii_lowercase().contains(word.as_str()));
    // Hits of a group stand together already.
    let mut groups: Vec<&str> = hits.iter().map(|hit| hit.group).collect();
    groups.dedup();
    let group = |hit: &Hit| groups.iter().position(|group| *group == hit.group);
    let newest = |hit: &Hit| match release::by_slug(&hit.value) {
        Some(release) if release.kind == Kind::Client => release.available.days_since_1970(),
        _ => i32::MAX,
    };
    order::few_by_key(hits, |hit| (!named(hit), group(hit), core::cmp::Reverse(newest(hit))));
}

/// A host that a name may mean though it is not its own: with an edition, or shorter.
pub fn named(host: &Host) -> Hit {
    Hit { group: "Perhaps", value: link::host_word(host), name: host.name(), detail: describe_host(host) }
}

/// Images for what was typed, names of other images too; all base images, grouped, where nothing was.
pub fn images(typed: &str, catalogue: &Catalogue, today: Date) -> Vec<Hit> {
    let mut hits = base_images(typed, catalogue, today);
    let typed = typed.trim();
    // An image reference: taken as it is, and said what it is understood as.
    if typed.contains([':', '/'])
        && let Ok(image) = Image::parse(typed)
    {
        let detail = describe(&image);
        hits.insert(0, Hit { group: "As typed", value: typed.to_owned(), name: typed.to_owned(), detail });
    }
    if hits.is_empty() {
        hits.extend(published::published(typed, today));
    }
    hits
}

/// Base images for what was typed; all of them, grouped, where nothing was.
pub fn base_images(typed: &str, catalogue: &Catalogue, today: Date) -> Vec<Hit> {
    let typed = typed.trim();
    let mut hits = exact(typed, catalogue, |version| {
        let release = release::images_of(version.build)?;
        version.revision.map(|_| release.name.to_owned())
    });
    for (group, supported) in [("In support", true), ("No longer supported", false)] {
        let fits = |release: &&Release| {
            release.image_slug.is_some() && in_support(release, today) == supported && matches(release, typed)
        };
        hits.extend(catalogue.releases.iter().filter(fits).map(|release| Hit {
            group,
            value: release.image_slug.unwrap_or_default().to_owned(),
            name: release.image_slug.unwrap_or_default().to_owned(),
            detail: format!("{}, build {}", release.name, release.build),
        }));
    }
    hits
}

/// What is known of a host, beside its name: `Server, version 21H2, build 20348`.
pub fn describe_host(host: &Host) -> String {
    let build = host.version.build;
    match (host.release, host.version.revision) {
        (None, _) => format!("build {build}: not in this catalogue"),
        (Some(release), Some(_)) => format!("{}, build {build}", release.name),
        (Some(release), None) => format!("version {}, build {build}", release.version),
    }
}

/// What is known of an image, beside its name: `Windows Server 2022, build 20348`.
pub fn describe(image: &Image) -> String {
    match &image.versions {
        crate::rules::image::Versions::One(version) => match release::images_of(version.build) {
            Some(release) => format!("{}, build {}", release.name, version.build),
            None => format!("build {}: no base image known", version.build),
        },
        crate::rules::image::Versions::Several(_) => "several Windows versions".to_owned(),
        crate::rules::image::Versions::Linux => "a Linux image".to_owned(),
        crate::rules::image::Versions::Unknown => "its name doesn’t say which Windows".to_owned(),
    }
}

/// The versions of an image and what their base images are called: `10.0.17763, ltsc2019`.
pub fn versions_in_words(image: &Image) -> String {
    match &image.versions {
        Versions::One(version) => {
            image_word(version.build).map_or_else(|| version.to_string(), |word| format!("{version}, {word}"))
        }
        Versions::Several(builds) => {
            let words: Vec<_> = builds.iter().filter_map(|build| image_word(*build)).collect();
            match words.as_slice() {
                [others @ .., last] if !others.is_empty() => format!("for {} and {last}", others.join(", ")),
                words => words.concat(),
            }
        }
        Versions::Linux => "a Linux image".to_owned(),
        Versions::Unknown => "its name doesn’t say which Windows".to_owned(),
    }
}

/// The word of an image's build, or the build itself.
pub fn build_in_words(build: u16) -> String {
    image_word(build).map_or_else(|| format!("build {build}"), str::to_owned)
}

/// The text a picker shows for a chosen host.
pub fn host_text(host: &Host) -> String {
    match host.release {
        Some(release) if host.version.revision.is_none() => release.name.to_owned(),
        _ => host.version.to_string(),
    }
}

/// The text a picker shows for a chosen image: as it was named, even where a link cannot say so.
pub fn image_text(image: &Image) -> String {
    image.reference_text().unwrap_or_else(|| headline::word(image))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SearchGroup {
    Servers,
    Windows11,
    Windows10,
    Older,
}

impl SearchGroup {
    fn of(release: &Release, today: Date) -> Self {
        match release.kind {
            _ if !in_support(release, today) => Self::Older,
            Kind::Server => Self::Servers,
            Kind::Client if release.build >= 22000 => Self::Windows11,
            Kind::Client => Self::Windows10,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Servers => "Servers",
            Self::Windows11 => "Windows 11",
            Self::Windows10 => "Windows 10",
            Self::Older => "No longer supported",
        }
    }
}

fn in_support(release: &Release, today: Date) -> bool {
    release.end().is_none_or(|end| end >= today)
}

/// Whether every word that was typed is in one of the release's names or tags, or starts its build.
fn matches(release: &Release, typed: &str) -> bool {
    typed.split_ascii_whitespace().all(|word| {
        let word = word.to_ascii_lowercase();
        let build = word.strip_prefix("10.0.").unwrap_or(&word);
        let names = [release.slug, release.name, release.also, release.version];
        let tags = release.image_slug.into_iter();
        let aliases = release.image_aliases.iter().copied();
        names.into_iter().chain(tags).chain(aliases).any(|name| name.to_ascii_lowercase().contains(&word))
            || release.build.to_string().starts_with(build)
    })
}

/// Versions and updates that were typed in full: `10.0.20348.2113`, `20348.2113`, `KB5031364`.
fn exact(typed: &str, catalogue: &Catalogue, name: impl Fn(Version) -> Option<String>) -> Vec<Hit> {
    let hit = |version: Version, detail: String| {
        let name = name(version)?;
        Some(Hit { group: "As typed", value: version.to_string(), name: version.to_string(), detail: name + &detail })
    };
    if let Some(kb) = knowledge_base(typed) {
        let dated = |update: &Update| hit(update.version(), format!(", {}", update.date));
        return catalogue.updates.by_kb(kb).filter_map(dated).collect();
    }
    typed.parse().ok().and_then(|version| hit(version, String::new())).into_iter().collect()
}

/// The number in `KB5031364` or `kb 5031364`; seven bare digits are one as well, as no build has so many.
fn knowledge_base(typed: &str) -> Option<u32> {
    let digits = match typed.get(..2) {
        Some(start) if start.eq_ignore_ascii_case("kb") => typed[2..].trim_start(),
        _ if typed.len() == 7 => typed,
        _ => return None,
    };
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::new(2026, 8, 23);

    fn found(typed: &str) -> Vec<String> {
        hosts(typed, &Catalogue::builtin(), TODAY).into_iter().map(|hit| hit.value).collect()
    }

    fn found_images(typed: &str) -> Vec<String> {
        images(typed, &Catalogue::builtin(), TODAY).into_iter().map(|hit| hit.value).collect()
    }

    #[test]
    fn hosts_are_found_by_whatever_people_know() {
        assert_eq!(found("server 2022"), ["ws2022"]);
        // "24H2" is the name of the client; the server is called by its year.
        assert_eq!(found("24h2"), ["w11-24h2", "ws2025"]);
        assert_eq!(found("windows 11")[..2], ["w11-26h2", "w11-26h1"]);
        assert_eq!(found("22631"), ["w11-23h2"]);
        assert_eq!(found("10.0.20348"), ["ws2022"]);
        assert_eq!(found("ltsc2019"), ["ws2019"]);
        assert_eq!(found("20348.2113"), ["10.0.20348.2113"]);
        assert_eq!(found("KB5031364"), ["10.0.20348.2031"]);
        assert_eq!(found("nonsense"), [""; 0]);
    }

    #[test]
    fn a_build_nobody_knows_can_still_be_asked_about() {
        assert_eq!(found("30000"), ["10.0.30000"]);
    }

    #[test]
    fn images_are_found_by_tag_name_and_update() {
        assert_eq!(found_images("ltsc2019"), ["ltsc2019"]);
        assert_eq!(found_images("1809"), ["ltsc2019"]);
        assert_eq!(found_images("sac2016"), ["ltsc2016"]);
        assert_eq!(found_images("server 2025"), ["ltsc2025"]);
        assert_eq!(found_images("kb5031364"), ["10.0.20348.2031"]);
    }

    #[test]
    fn supported_releases_come_first() {
        let hits = hosts("", &Catalogue::builtin(), TODAY);
        let groups: Vec<_> = hits.chunk_by(|a, b| a.group == b.group).map(|hits| hits[0].group).collect();
        assert_eq!(groups, ["Servers", "Windows 11", "Windows 10", "No longer supported"]);
        assert_eq!(hits[0].name, "Windows Server 2025");
    }

    #[test]
    fn every_offer_reads_back_as_itself() {
        for hit in hosts("", &Catalogue::builtin(), TODAY) {
            assert_eq!(host_text(&Host::parse(&hit.value, None).unwrap()), hit.name);
        }
        for hit in images("", &Catalogue::builtin(), TODAY) {
            assert_eq!(image_text(&Image::parse(&hit.value).unwrap()), hit.name);
        }
    }
}
