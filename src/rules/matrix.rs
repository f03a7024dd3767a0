//! Every host against every image, whole or in part.

use crate::rules::lifecycle::{Row, SupportPhase};
use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    image::Image,
    judge::judge,
    name::visible,
    query::{self, Query},
    question::{Choice, Engine, Isolation, Question},
    release::{Kind, Release},
    slug::Slug as _,
    verdict::{Outcome, Support, Verdict},
};

/// The releases that are rows of the matrix: every host, servers first, newest first.
pub fn hosts(catalogue: &Catalogue) -> impl Iterator<Item = &'static Release> {
    catalogue.releases.iter()
}

/// The releases that are columns of the matrix: every release with images of its own, newest first.
pub fn images(catalogue: &Catalogue) -> impl Iterator<Item = &'static Release> {
    catalogue.releases.iter().filter(|release| release.has_images())
}

/// The question of one cell: releases only, without revisions.
pub fn question(host: &'static Release, image: &'static Release) -> Question {
    Question::new(Host::of(host), Image::of_release(image))
}

/// One cell.
pub struct Cell {
    /// The row.
    pub host: &'static Release,
    /// The column.
    pub image: &'static Release,
    /// The verdict for the pair.
    pub verdict: Verdict,
}

impl Cell {
    /// Whether Microsoft's pages list the pair; otherwise only the runtimes decide.
    pub fn is_documented(&self) -> bool {
        self.verdict.gates.is_some_and(|gates| gates.documented.is_some())
    }

    /// Who speaks about the pair, in a few words.
    pub fn basis(&self) -> String {
        match self.verdict.gates.and_then(|gates| gates.documented) {
            Some(row) => format!("Microsoft, edition of {}, {}", row.edition, row.place()),
            None => "Not in any edition of Microsoft’s table: the runtimes decide".to_owned(),
        }
    }
}

/// The whole matrix, row by row.
pub fn cells(catalogue: &Catalogue) -> impl Iterator<Item = Cell> {
    let catalogue = *catalogue;
    hosts(&catalogue).collect::<Vec<_>>().into_iter().flat_map(move |host| {
        let row: Vec<_> = images(&catalogue).collect();
        row.into_iter().filter_map(move |image| {
            let verdict = judge(&question(host, image))?;
            Some(Cell { host, image, verdict })
        })
    })
}

/// Which part of the matrix is shown, and for which engine and isolation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MatrixFilter {
    /// Hosts of one kind only.
    pub kind: Option<Kind>,
    /// Releases that get no more updates, too, as hosts and as images.
    pub ended: bool,
    /// What starts the containers. Kubernetes has no Windows clients as nodes.
    pub engine: Option<Engine>,
    /// One kind of isolation only, as if the other one did not exist.
    pub isolation: Option<Isolation>,
    /// Hosts that have no Hyper-V, as most virtual machines.
    pub no_hyperv: bool,
}

/// The keys of a filter in a query; engine, isolation and Hyper-V are the question's own keys.
const KEYS: [&str; 5] = ["hosts", "support", "engine", "isolation", "hyperv"];

/// The words for [`MatrixFilter::ended`]: releases with and without updates, and only those with updates, which is the default.
const SUPPORT: [&str; 2] = ["all", "today"];

impl MatrixFilter {
    /// What a question asks about every pair.
    pub fn of(question: &Question) -> Self {
        Self {
            engine: question.engine.get().copied(),
            isolation: question.isolation.get().copied(),
            no_hyperv: !question.hyperv_available(),
            ..Self::default()
        }
    }

    /// What a table of these pairs is called.
    pub fn title(&self) -> String {
        let engine = self.engine.map_or("", Engine::within);
        let isolation = match self.isolation {
            Some(Isolation::Process) => ", with process isolation",
            Some(Isolation::Hyperv) => ", with Hyper-V isolation",
            None if self.no_hyperv => ", without Hyper-V",
            None => "",
        };
        ["What runs where", engine, isolation].concat()
    }

    /// Reads a query, with or without `?`. What is not understood filters nothing.
    pub fn decode(query: &str) -> Self {
        let mut filter = Self::default();
        for (key, value) in query::pairs(query) {
            match key {
                "hosts" => filter.kind = Kind::from_slug(&value),
                "support" => filter.ended = value == SUPPORT[0],
                "engine" => filter.engine = Engine::from_slug(&value),
                "isolation" => filter.isolation = Isolation::from_slug(&value),
                "hyperv" => filter.no_hyperv = query::hyperv(value) == Choice::Set(false),
                _ => {}
            }
        }
        filter
    }

    /// What a query asks to be filtered and [`MatrixFilter::decode`] does not understand, one sentence each.
    pub fn unread(query: &str) -> Vec<String> {
        let expected = |key: &str, value: &str| match key {
            "hosts" if Kind::from_slug(value).is_none() => Some(Kind::expected()),
            "support" if !SUPPORT.contains(&value) => Some(SUPPORT.join(" or ")),
            "engine" if Engine::from_slug(value).is_none() => Some(Engine::expected()),
            "isolation" if Isolation::from_slug(value).is_none() => Some(Isolation::expected()),
            "hyperv" if query::hyperv(value.to_owned()).bad().is_some() => Some("no, or nothing".to_owned()),
            _ => None,
        };
        let sentence = |(key, value): (&str, String)| {
            let expected = expected(key, &value)?;
            Some(format!("{key}: “{}” filters nothing; expected {expected}.", visible(&value)))
        };
        query::pairs(query).filter_map(sentence).collect()
    }

    /// The query with this filter in place of its own; all other pairs stay, in their order.
    pub fn replace(&self, query: &str) -> String {
        let mut replaced = Query::default();
        replaced.kept(query::others(query, &KEYS));
        replaced.slug("hosts", &self.kind.into());
        replaced.pair("support", if self.ended { SUPPORT[0] } else { "" });
        replaced.slug("engine", &self.engine.into());
        replaced.slug("isolation", &self.isolation.into());
        replaced.hyperv(&self.hyperv()).finish()
    }

    /// The question of one cell under this filter.
    pub fn question(&self, host: &'static Release, image: &'static Release) -> Question {
        let (engine, isolation) = (self.engine.into(), self.isolation.into());
        Question { engine, isolation, hyperv: self.hyperv(), ..question(host, image) }
    }

    fn hyperv(&self) -> Choice<bool> {
        if self.no_hyperv { Choice::Set(false) } else { Choice::Unset }
    }

    fn keeps(&self, release: &'static Release, today: Date) -> bool {
        self.ended || Row::of(release).phase(today) != SupportPhase::Ended
    }

    fn keeps_host(&self, host: &'static Release, today: Date) -> bool {
        let node = host.kind == Kind::Server || !self.engine.is_some_and(Engine::is_kubernetes);
        self.kind.is_none_or(|kind| kind == host.kind)
            && node
            && self.keeps(host, today)
            && (self.engine != Some(Engine::Aks) || host.aks.is_some())
    }
}

/// A part of the matrix.
pub struct MatrixPart {
    /// What left it.
    pub filter: MatrixFilter,
    /// The columns.
    pub images: Vec<&'static Release>,
    /// The rows under their headings.
    pub bands: Vec<Band>,
}

/// Hosts of one family.
pub struct Band {
    /// The heading.
    pub title: &'static str,
    /// The rows, each with one cell for every column.
    pub rows: Vec<(&'static Release, Vec<Cell>)>,
}

impl MatrixPart {
    /// How much that is: `30 hosts, 10 images`.
    pub fn size(&self) -> String {
        let hosts: usize = self.bands.iter().map(|band| band.rows.len()).sum();
        format!("{hosts} hosts, {} images", self.images.len())
    }

    /// Every cell that is shown, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.bands.iter().flat_map(|band| &band.rows).flat_map(|(_, cells)| cells)
    }

    /// The marks that are in it, best first: the outcome, the symbol, the word, and what that means.
    pub fn legend(&self) -> Vec<(Outcome, &'static str, &'static str, &'static str)> {
        let mut marks = Vec::new();
        for cell in self.cells() {
            let (symbol, word) = cell.verdict.cell();
            let outcome = cell.verdict.outcome;
            let title = match outcome {
                _ if symbol == Support::DevTest.symbol() => DEV_TEST,
                Outcome::Depends => "Depends on the revision or the engine",
                outcome => outcome.title(),
            };
            let mark = (outcome, symbol, word, title);
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        marks.sort_by_key(|(outcome, symbol, ..)| {
            (Outcome::ALL.iter().position(|one| one == outcome), *symbol != outcome.symbol())
        });
        marks
    }
}

/// What its mark says of process isolation on a client.
const DEV_TEST: &str = "Runs with process isolation, for development and testing only";

/// The heading under which a host stands.
pub fn band(host: &Release) -> &'static str {
    match host.kind {
        Kind::Server => "Windows Server",
        Kind::Client if host.name.starts_with("Windows 11") => "Windows 11",
        Kind::Client => "Windows 10",
    }
}

/// The name of a host below its heading.
pub fn short_name(host: &Release) -> &'static str {
    let server = host.name.strip_prefix("Windows ").filter(|rest| rest.starts_with("Server"));
    server.unwrap_or(host.name)
}

/// The small matrix: what gets updates on a day, for every engine and isolation. These images are long-term releases, as the last
/// semi-annual ones ended in 2022.
pub fn small(catalogue: &Catalogue, today: Date) -> MatrixPart {
    part(catalogue, MatrixFilter::default(), today)
}

/// The part of the matrix that a filter leaves on a day. Bands without a row are left out.
pub fn part(catalogue: &Catalogue, filter: MatrixFilter, today: Date) -> MatrixPart {
    let images: Vec<_> = images(catalogue).filter(|image| filter.keeps(image, today)).collect();
    let mut bands: Vec<Band> = Vec::new();
    for host in hosts(catalogue) {
        if !filter.keeps_host(host, today) {
            continue;
        }
        let cells = images
            .iter()
            .filter_map(|image| Some(Cell { host, image, verdict: judge(&filter.question(host, image))? }));
        let (title, row) = (band(host), (host, cells.collect()));
        match bands.last_mut() {
            Some(band) if band.title == title => band.rows.push(row),
            _ => bands.push(Band { title, rows: vec![row] }),
        }
    }
    MatrixPart { filter, images, bands }
}
