//! From claims to what is proposed: rows with their witnesses, and what a person has to look at.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::claim::{Claim, Kind, Said, Update};
use super::{Answers, Held, sources};

/// A row that the table does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub build: u16,
    pub revision: u32,
    pub kb: u32,
    pub day: Option<String>,
    pub kind: Option<Kind>,
    /// A base image of it was seen in a registry.
    pub image: bool,
    /// Who says so: pipelines, each once.
    pub witnesses: BTreeSet<&'static str>,
    /// Where it is written.
    pub urls: BTreeSet<String>,
}

impl Row {
    /// Two that don't copy from each other agree, and one of them says the day.
    fn is_certain(&self) -> bool {
        self.witnesses.len() >= 2 && self.day.is_some()
    }

    /// The row as the table has it.
    pub fn line(&self) -> String {
        let kind = self.kind.map_or_else(|| "unknown".to_owned(), |kind| kind.to_string());
        let flags = if self.image { "image-seen" } else { "" };
        let day = self.day.as_deref().unwrap_or("no day");
        format!("{},{},KB{},{day},{kind},{flags}", self.build, self.revision, self.kb)
    }
}

/// What the sources say that the data does not.
#[derive(Debug, Default)]
pub struct Proposal {
    rows: Vec<Row>,
    /// What contradicts what is held, or needs a person: a sentence each.
    look: Vec<String>,
    /// Sources that were not read, and why.
    unread: Vec<String>,
    newest: String,
}

impl Proposal {
    /// The rows that can be taken over.
    pub fn certain(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.is_certain())
    }

    /// The rows of which one source alone speaks.
    pub fn pending(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.is_certain())
    }

    /// What a person has to look at.
    pub fn look(&self) -> &[String] {
        &self.look
    }

    /// The sources that were not read.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }
}

/// What these answers say that is not held.
pub fn propose(held: &Held, answers: &dyn Answers) -> Proposal {
    let mut proposal = Proposal { newest: held.newest().to_owned(), ..Proposal::default() };
    let mut said: Vec<Said> = Vec::new();
    for source in sources::all() {
        match source.read(answers) {
            Ok(claims) => said.extend(claims),
            Err(why) => proposal.unread.push(format!("{}: {why}", source.url)),
        }
    }
    said.extend(sources::products(answers, &mut proposal.unread));
    updates(held, &said, &mut proposal);
    for one in &said {
        if let Some(sentence) = to_look_at(held, one) {
            proposal.look.push(sentence);
        }
    }
    proposal.look.sort();
    proposal.look.dedup();
    proposal
}

fn updates(held: &Held, said: &[Said], proposal: &mut Proposal) {
    let mut rows: BTreeMap<(u16, u32, u32), Row> = BTreeMap::new();
    let mut elsewhere: BTreeMap<u16, usize> = BTreeMap::new();
    for one in said {
        let Claim::Update(Update { build, revision, kb, day, kind }) = &one.claim else { continue };
        if !held.has_build(*build) {
            *elsewhere.entry(*build).or_default() += 1;
            continue;
        }
        if let Some(own) = held.field(*build, *revision, 2) {
            let other = format!("KB{kb}");
            if own != other && !own.is_empty() {
                let text =
                    format!("{build}.{revision} is {other} in {}, and {own} in the table, which is kept", one.url);
                proposal.look.push(text);
            }
            continue;
        }
        let row = rows.entry((*build, *revision, *kb)).or_insert_with(|| Row {
            build: *build,
            revision: *revision,
            kb: *kb,
            day: None,
            kind: None,
            image: false,
            witnesses: BTreeSet::new(),
            urls: BTreeSet::new(),
        });
        row.witnesses.insert(one.pipeline);
        row.urls.insert(one.url.clone());
        if let (Some(own), Some(day)) = (&row.day, day)
            && own != day
        {
            proposal.look.push(format!("{build}.{revision} is of {own} and of {day}; one of them in {}", one.url));
        }
        row.day = row.day.take().or_else(|| day.clone());
        row.kind = row.kind.or(*kind);
    }
    let images: BTreeSet<(u16, u32)> = said
        .iter()
        .filter_map(|one| match one.claim {
            Claim::Image(build, revision) => Some((build, revision)),
            _ => None,
        })
        .collect();
    for row in rows.values_mut() {
        row.image = images.contains(&(row.build, row.revision));
    }
    contradictions(&rows, proposal);
    proposal.rows = rows.into_values().collect();
    for (build, count) in elsewhere {
        let known = if held.knows_build(build) {
            "whose updates the table does not hold"
        } else {
            "that the catalogue does not know"
        };
        let updates = if count == 1 { "1 update is".to_owned() } else { format!("{count} updates are") };
        proposal.look.push(format!("{updates} of build {build}, {known}"));
    }
}

/// Two KB numbers for one revision: neither is certain.
fn contradictions(rows: &BTreeMap<(u16, u32, u32), Row>, proposal: &mut Proposal) {
    let keys: Vec<_> = rows.keys().collect();
    for pair in keys.windows(2) {
        let [(build, revision, one), (other_build, other_revision, other)] = pair else { continue };
        if (build, revision) == (other_build, other_revision) {
            proposal.look.push(format!("{build}.{revision} is KB{one} in one source and KB{other} in another"));
        }
    }
}

fn to_look_at(held: &Held, said: &Said) -> Option<String> {
    match &said.claim {
        Claim::End(slug, field, day) => {
            let own = held.end(slug, field);
            (own != Some(day))
                .then(|| format!("{slug}: {field} is {day} in {}, and {} here", said.url, own.unwrap_or("open")))
        }
        Claim::Edition(day) => (day.as_str() > held.edition()).then(|| {
            format!(
                "Microsoft’s table has an edition of {day}, the newest here is of {}: compare its cells ({})",
                held.edition(),
                said.url
            )
        }),
        Claim::Cell { host, .. } if !held.knows_name(host) => Some(format!(
            "Microsoft’s table has a tab “{host}”, which is the name of no release here: compare it ({})",
            said.url
        )),
        Claim::Cell { host, image, hyperv, process } => {
            let words = |(hyperv, process): (bool, bool)| {
                let word = |yes: bool| if yes { "yes" } else { "no" };
                format!("Hyper-V isolation {}, process isolation {}", word(hyperv), word(process))
            };
            let (own, other) = (held.cell(host, image), (*hyperv, *process));
            (own != Some(other)).then(|| {
                let own = own.map_or_else(|| "no such cell".to_owned(), words);
                format!("Microsoft’s table, {image} on {host}: {}; here: {own} ({})", words(other), said.url)
            })
        }
        Claim::Product(product, version, day, platforms) => match held.variant(product, version) {
            Some(_) => None,
            None => Some(format!(
                "{product} {version} ({day}) carries containerd/platforms {platforms}, and is in no span of src/rules/product.rs ({})",
                said.url
            )),
        },
        Claim::Update(_) | Claim::Image(..) => None,
    }
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# static/data/kb-builds.csv, whose newest row is of {}", self.newest)?;
        for (mark, rows) in [("+", self.certain().collect::<Vec<_>>()), ("?", self.pending().collect())] {
            for row in rows {
                let witnesses: Vec<&str> = row.witnesses.iter().copied().collect();
                let urls: Vec<&str> = row.urls.iter().map(String::as_str).collect();
                writeln!(f, "{mark} {}    # {}: {}", row.line(), witnesses.join(" and "), urls.join(" "))?;
            }
        }
        if self.rows.is_empty() {
            writeln!(f, "nothing new")?;
        }
        for (title, lines) in [("To look at", &self.look), ("Not read, and left out", &self.unread)] {
            if !lines.is_empty() {
                writeln!(f, "\n# {title}")?;
            }
            for line in lines {
                writeln!(f, "- {line}")?;
            }
        }
        Ok(())
    }
}
