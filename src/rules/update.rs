//! Cumulative updates: which KB a revision is, when it came, and whether base images with it can exist.
//!
//! The table is `static/data/kb-builds.csv`: build, revision, KB, day, kind and flags, cross-checked over Microsoft's update
//! history, its release-health tables, its security bulletins and real images. Newest row 2026-09-22.

use std::sync::OnceLock;

use crate::rules::{
    date::Date,
    release::{self, Channel, Family, Kind, Release},
    version::Version,
};

/// What an update is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UpdateKind {
    /// The monthly security release of the second Tuesday.
    Security,
    /// An optional preview later in the month: hosts only.
    Preview,
    /// Released out of band.
    OutOfBand,
    /// Published as images only, never as a host update.
    ContainerOnly,
    /// The sources do not say.
    Unknown,
}

/// One cumulative update of one build.
#[derive(Clone, Copy, Debug)]
pub struct Update {
    /// The build it is for.
    pub build: u16,
    /// The revision it brings a host or image to.
    pub revision: u32,
    /// The knowledge base number, as in `KB4534273`; releases themselves have none.
    pub kb: Option<u32>,
    /// The day it was published.
    pub date: Date,
    /// What kind of update it is.
    pub kind: UpdateKind,
    /// A base image with this revision is on record.
    pub image_seen: bool,
    /// Installed without a restart: hosts only, never an image. Its revision is lower than that of the month's cumulative update,
    /// whose level the host has all the same (rule R34).
    pub hotpatch: bool,
    /// Named in one list only, while other lists give the KB another revision.
    pub disputed: bool,
    /// A base image with this revision can exist: it was seen, or it is a monthly release from the time in which images of the
    /// build were made. Previews, hotpatches and other host-only updates never are.
    pub image: bool,
}

impl Update {
    /// The version a machine or image has with this update.
    pub const fn version(&self) -> Version {
        Version::of_build(self.build).with_revision(self.revision)
    }

    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split(',');
        let build = fields.next()?.parse().ok()?;
        let revision = fields.next()?.parse().ok()?;
        let kb = fields.next()?.strip_prefix("KB").and_then(|kb| kb.parse().ok());
        let date = fields.next()?.parse().ok()?;
        let kind = match fields.next()? {
            "B" => UpdateKind::Security,
            "preview" => UpdateKind::Preview,
            "OOB" => UpdateKind::OutOfBand,
            "container-oob" => UpdateKind::ContainerOnly,
            _ => UpdateKind::Unknown,
        };
        let flags = fields.next()?;
        let has = |flag: &str| flags.split(' ').any(|word| word == flag);
        let (image_seen, hotpatch, disputed) = (has("image-seen"), has("hotpatch"), has("disputed"));
        Some(Self { build, revision, kb, date, kind, image_seen, hotpatch, disputed, image: image_seen })
    }

    /// Whether a host of this kind should have it: no preview, no hotpatch, not for images only, not the other kind's.
    fn is_for_hosts(&self, kind: Kind) -> bool {
        !self.hotpatch
            && !matches!(self.kind, UpdateKind::Preview | UpdateKind::ContainerOnly)
            && release::kind_by_revision(self.version()).is_none_or(|only| only == kind)
    }
}

/// The day the table was last extended.
pub const UPDATES_AS_OF: Date = Date::new(2026, 9, 22);

/// Where the table is from.
pub const UPDATES_SOURCE: &str = "https://github.com/thkn-hofa/ms-windows-versions/tree/40d3028/lists";

/// The table of updates, sorted by build and revision.
#[derive(Debug, Default)]
pub struct Updates {
    rows: Vec<Update>,
    newest: Vec<Newest>,
}

/// The newest updates of one release, as indices into the rows.
#[derive(Clone, Copy, Debug)]
struct Newest {
    build: u16,
    kind: Kind,
    host: Option<usize>,
    image: Option<usize>,
}

impl Updates {
    /// Reads the table from its CSV form, skipping the heading. Lines that are not rows are left out, and so is a row that is not
    /// in its place by build and revision.
    pub fn parse(csv: &str) -> Self {
        let mut rows: Vec<Update> = Vec::with_capacity(csv.len() / 40);
        for update in csv.lines().filter_map(Update::parse) {
            let key = |row: &Update| (row.build, row.revision);
            if rows.last().is_none_or(|last| key(last) <= key(&update)) {
                rows.push(update);
            }
        }
        let replaced: Vec<(u16, Date)> =
            rows.iter().filter(|row| row.kind == UpdateKind::ContainerOnly).map(|row| (row.build, row.date)).collect();
        for row in &mut rows {
            // In March 2020 the images of Server 2016 got a revision of their own: 14393.3568 where hosts have .3564.
            row.image |= monthly_image(row) && !replaced.contains(&(row.build, row.date));
        }
        let newest = release::RELEASES.iter().map(|release| newest(&rows, release)).collect();
        Self { rows, newest }
    }

    /// No updates at all.
    pub const fn none() -> Self {
        Self { rows: Vec::new(), newest: Vec::new() }
    }

    /// The table that comes with this crate.
    pub fn builtin() -> &'static Self {
        static UPDATES: OnceLock<Updates> = OnceLock::new();
        UPDATES.get_or_init(|| Self::parse(include_str!("../../static/data/kb-builds.csv")))
    }

    /// All rows, by build and revision.
    pub fn all(&self) -> &[Update] {
        &self.rows
    }

    /// The known updates of a build, by revision. On 26100 that is not the order of time (rule R12b).
    pub fn of_build(&self, build: u16) -> &[Update] {
        let start = self.rows.partition_point(|row| row.build < build);
        let length = self.rows[start..].partition_point(|row| row.build == build);
        &self.rows[start..start + length]
    }

    /// The update with exactly this build and revision.
    pub fn get(&self, version: Version) -> Option<&Update> {
        let key = (version.build, version.revision?);
        self.rows.binary_search_by_key(&key, |row| (row.build, row.revision)).ok().map(|index| &self.rows[index])
    }

    /// The version that a host's updates are worth: its own, or for a hotpatched host that of the month's cumulative update, which
    /// has a higher revision (rule R34).
    pub fn level(&self, version: Version) -> Version {
        let Some(own) = self.get(version).filter(|own| own.hotpatch) else { return version };
        let kind = release::kind_by_revision(version);
        let of_month = |row: &&Update| {
            row.date == own.date
                && row.kind == UpdateKind::Security
                && !row.hotpatch
                && release::kind_by_revision(row.version()) == kind
        };
        let cumulative = self.of_build(version.build).iter().filter(of_month).max_by_key(|row| row.revision);
        cumulative.map_or(version, |row| version.with_revision(row.revision.max(own.revision)))
    }

    /// Whether an unlisted revision may be that of a hotpatch: on a server with a stable interface, below the newest one listed.
    /// All cumulative updates up to then are listed, of the hotpatches some are not (rule R34).
    pub fn may_be_hotpatch(&self, version: Version, kind: Kind) -> bool {
        let newest = || with_kind(version.build, kind).and_then(|release| self.newest_for_host(release));
        kind == Kind::Server
            && release::STABLE.contains(&version.build)
            && self.get(version).is_none()
            && newest().is_some_and(|newest| version.revision < Some(newest.revision))
    }

    /// Every build and revision a KB number brought: one KB can serve several builds.
    pub fn by_kb(&self, kb: u32) -> impl Iterator<Item = &Update> {
        self.rows.iter().filter(move |row| row.kb == Some(kb))
    }

    /// The newest known update of a release that every host should have: no preview and no hotpatch.
    pub fn newest_for_host(&self, release: &Release) -> Option<&Update> {
        self.rows.get(self.newest(release)?.host?)
    }

    /// The newest known update with which a base image of this release can exist.
    pub fn newest_for_image(&self, release: &Release) -> Option<&Update> {
        self.rows.get(self.newest(release)?.image?)
    }

    fn newest(&self, release: &Release) -> Option<&Newest> {
        self.newest.iter().find(|newest| newest.build == release.build && newest.kind == release.kind)
    }

    /// The updates with which base images of this release can exist, by revision.
    pub fn images(&self, release: &Release) -> impl Iterator<Item = &Update> {
        self.of_build(release.build).iter().filter(|row| row.image)
    }

    /// Whether this exact version can exist as a base image.
    pub fn is_image(&self, version: Version) -> bool {
        self.get(version).is_some_and(|row| row.image)
    }

    /// The tags that pin one update of a release in a family, most readable first: `1809-KB4534273`, `10.0.17763.973`.
    /// Empty where no such image can exist.
    pub fn pins(&self, release: &Release, family: Family, update: &Update) -> Vec<String> {
        let nano_2016 = release.build == 14393 && family == Family::NanoServer;
        if !update.image || (nano_2016 && update.date > NANO_2016_END) {
            return Vec::new();
        }
        let exact = update.version().to_string();
        match (update.kb, kb_tag_joint(update.date)) {
            (Some(kb), Some(joint)) if !nano_2016 => vec![format!("{}{joint}KB{kb}", kb_tag_word(release)), exact],
            _ => vec![exact],
        }
    }
}

fn with_kind(build: u16, kind: Kind) -> Option<&'static Release> {
    release::with_build(build).find(|release| release.kind == kind)
}

/// A monthly release from the time in which images of its build were made.
fn monthly_image(row: &Update) -> bool {
    let made = release::images_of(row.build).is_some_and(|release| release.end().is_none_or(|end| row.date <= end));
    made && row.kind == UpdateKind::Security
        && !row.hotpatch
        && !row.disputed
        && release::kind_by_revision(row.version()) != Some(Kind::Client)
}

fn newest(rows: &[Update], release: &Release) -> Newest {
    let newest_of = |fits: &dyn Fn(&Update) -> bool| {
        let of_build = rows.iter().enumerate().filter(|(_, row)| row.build == release.build && fits(row));
        of_build.max_by_key(|(_, row)| (row.date, row.revision)).map(|(index, _)| index)
    };
    Newest {
        build: release.build,
        kind: release.kind,
        host: newest_of(&|row| row.is_for_hosts(release.kind)),
        image: newest_of(&|row| row.image),
    }
}

/// The last day of Nano Server 2016 images
/// ([base image lifecycle](https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/2b552f58/virtualization/windowscontainers/deploy-containers/base-image-lifecycle.md)).
pub(crate) const NANO_2016_END: Date = Date::new(2018, 10, 9);

/// The word before a KB number: 2016 and 2019 use `1607` and `1809`, never `ltsc2016-KB…`.
fn kb_tag_word(release: &Release) -> &'static str {
    match release.image_slug {
        Some(slug) if release.channel == Channel::Ltsc && !release.image_aliases.contains(&release.version) => slug,
        _ => release.version,
    }
}

/// KB tags exist since 2017, first as `1709_KB4043961`, since about April 2019 as `1809-KB4493509`.
fn kb_tag_joint(date: Date) -> Option<char> {
    match date {
        date if date < Date::new(2017, 1, 1) => None,
        date if date < Date::new(2019, 4, 1) => Some('_'),
        _ => Some('-'),
    }
}
