//! What the repository holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::Proposal;
use crate::Result;

const TABLE: &str = "static/data/kb-builds.csv";

/// The data of the repository, as far as sources speak of it.
pub struct Held {
    /// The lines of the table by build and revision.
    rows: BTreeMap<(u16, u32), String>,
    heading: String,
    /// `compat.json`.
    compat: Value,
}

impl Held {
    /// Reads the table below a root, beside the exported document.
    ///
    /// # Errors
    ///
    /// A file or the document cannot be read.
    pub fn read(root: &Path, compat: &str) -> Result<Self> {
        let path = root.join(TABLE);
        let csv = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::new(&csv, compat)
    }

    /// The same from texts.
    ///
    /// # Errors
    ///
    /// A line of the table or the document cannot be read.
    pub fn new(csv: &str, compat: &str) -> Result<Self> {
        let (heading, lines) = csv.split_once('\n').ok_or("the table of updates is empty")?;
        let mut rows = BTreeMap::new();
        for line in lines.lines() {
            let mut fields = line.split(',');
            let build = fields.next().and_then(|field| field.parse().ok());
            let revision = fields.next().and_then(|field| field.parse().ok());
            let key = build.zip(revision).ok_or_else(|| format!("{TABLE}: {line:?} is no row"))?;
            rows.insert(key, line.to_owned());
        }
        let compat = serde_json::from_str(compat).map_err(|error| format!("compat.json: {error}"))?;
        Ok(Self { rows, heading: heading.to_owned(), compat })
    }

    /// Whether the table has updates of a build.
    pub fn has_build(&self, build: u16) -> bool {
        self.rows.range((build, 0)..=(build, u32::MAX)).next().is_some()
    }

    /// Whether the catalogue knows a build.
    pub fn knows_build(&self, build: u16) -> bool {
        self.releases().any(|release| release["build"] == build)
    }

    /// A field of a row: 2 the KB, 3 the day.
    pub fn field(&self, build: u16, revision: u32, field: usize) -> Option<&str> {
        self.rows.get(&(build, revision))?.split(',').nth(field)
    }

    /// The newest day of the table.
    pub fn newest(&self) -> &str {
        self.rows.values().filter_map(|line| line.split(',').nth(3)).max().unwrap_or_default()
    }

    fn releases(&self) -> impl Iterator<Item = &Value> {
        self.compat["releases"].as_array().into_iter().flatten()
    }

    /// A day that a release's record has.
    pub fn end(&self, slug: &str, field: &str) -> Option<&str> {
        self.releases().find(|release| release["slug"] == slug)?[field].as_str()
    }

    /// Whether a release has this name; “Windows 10, version 20H2” is “Windows 10 20H2”.
    pub fn knows_name(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    fn named(&self, name: &str) -> Option<&Value> {
        let plain = |name: &str| name.replace(", version", "");
        self.releases().find(|release| release["name"].as_str().map(plain) == Some(plain(name)))
    }

    /// What the newest edition says of a pair, by the names of its releases: Hyper-V isolation and process isolation. Nothing where
    /// one of them is unknown here, or the pair is in no table.
    pub fn cell(&self, host: &str, image: &str) -> Option<(bool, bool)> {
        let (host, image) = (&self.named(host)?["slug"], &self.named(image)?["image"]);
        let mut cells = self.compat["cells"].as_array().into_iter().flatten();
        let documented = &cells.find(|cell| cell["host"] == *host && cell["image"] == *image)?["documented"];
        documented["hyperv"].as_bool().zip(documented["process"].as_bool())
    }

    /// The newest edition of Microsoft's table that a cell is from.
    pub fn edition(&self) -> &str {
        let cells = self.compat["cells"].as_array().into_iter().flatten();
        cells.filter_map(|cell| cell["documented"]["edition"].as_str()).max().unwrap_or_default()
    }

    /// The letter of the variant that a version of a product is recorded with.
    pub fn variant(&self, product: &str, version: &str) -> Option<&str> {
        let number = numbers(version)?;
        let holds = |span: &Value| {
            let first = span["first"].as_str().and_then(numbers).is_some_and(|first| first <= number);
            // `2.3.*` is whatever patch of 2.3.
            let last = |last: &str| match last.strip_suffix(".*").and_then(numbers) {
                Some(minor) => number.starts_with(&minor),
                None => numbers(last).is_some_and(|last| number <= last),
            };
            span["product"] == product && first && span["last"].as_str().is_none_or(last)
        };
        let variants = self.compat["variants"].as_array().into_iter().flatten();
        let mut found =
            variants.filter(|variant| variant["versions"].as_array().is_some_and(|all| all.iter().any(holds)));
        found.next()?["letter"].as_str()
    }

    /// Makes the certain part of a proposal, and moves the date of the newest update wherever it is shown.
    ///
    /// # Errors
    ///
    /// A file cannot be read or written, or does not have the date where it is expected.
    pub fn write(&self, root: &Path, proposal: &Proposal) -> Result {
        let mut rows = self.rows.clone();
        for row in proposal.certain() {
            rows.insert((row.build, row.revision), row.line());
        }
        let old = self.newest().to_owned();
        let new = rows.values().filter_map(|line| line.split(',').nth(3)).max().unwrap_or_default().to_owned();
        let table: Vec<&str> =
            std::iter::once(self.heading.as_str()).chain(rows.values().map(String::as_str)).collect();
        fs::write(root.join(TABLE), table.join("\n") + "\n").map_err(|error| format!("{TABLE}: {error}"))?;
        if old == new {
            return Ok(());
        }
        let literal = |day: &str| {
            let parts: Vec<&str> = day.split('-').map(|part| part.trim_start_matches('0')).collect();
            format!("UPDATES_AS_OF: Date = Date::new({})", parts.join(", "))
        };
        for (file, before, after) in [
            ("src/rules/update.rs", literal(&old), literal(&new)),
            ("src/rules/update.rs", format!("Newest row {old}."), format!("Newest row {new}.")),
            ("src/teach/sources.rs", format!("newest update of {old}"), format!("newest update of {new}")),
            ("index.html", format!("updates as of <time>{old}</time>"), format!("updates as of <time>{new}</time>")),
            ("README.md", format!("updates as of {old}"), format!("updates as of {new}")),
        ] {
            let path = root.join(file);
            let text = fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
            if !text.contains(&before) {
                return Err(format!("{file} does not say {before:?}; move the date by hand"));
            }
            fs::write(&path, text.replace(&before, &after)).map_err(|error| format!("{file}: {error}"))?;
        }
        Ok(())
    }
}

/// The numbers of a version; a pre-release has none.
fn numbers(version: &str) -> Option<Vec<u32>> {
    version.trim_start_matches('v').split('.').map(|part| part.parse().ok()).collect()
}
