//! The sources, one adapter each: from an answer to claims. An answer in another shape than expected is an error, never an empty list.

use serde_json::Value;

use super::Answers;
use super::claim::{Claim, Kind, Said, Update};
use crate::Result;

/// One source.
pub struct Source {
    /// The name of a saved answer.
    pub file: &'static str,
    pub url: &'static str,
    /// Sources that copy from each other have one name here.
    pub pipeline: &'static str,
    claims: fn(&str) -> Result<Vec<Claim>>,
}

impl Source {
    /// What it says.
    pub fn read(&self, answers: &dyn Answers) -> Result<Vec<Said>> {
        let text = answers.get(self.file, self.url)?;
        let claims = (self.claims)(&text)?;
        if claims.is_empty() {
            return Err("the answer holds nothing that is understood".to_owned());
        }
        let said = |claim| Said { claim, pipeline: self.pipeline, url: self.url.to_owned() };
        Ok(claims.into_iter().map(said).collect())
    }
}

const fn source(
    file: &'static str,
    url: &'static str,
    pipeline: &'static str,
    claims: fn(&str) -> Result<Vec<Claim>>,
) -> Source {
    Source { file, url, pipeline, claims }
}

/// All sources that are one answer.
pub fn all() -> [Source; 10] {
    [
        source(
            "mcr-servercore.json",
            "https://mcr.microsoft.com/api/v1/catalog/windows/servercore/tags?reg=mar",
            "registry",
            registry,
        ),
        source(
            "mcr-nanoserver.json",
            "https://mcr.microsoft.com/api/v1/catalog/windows/nanoserver/tags?reg=mar",
            "registry",
            registry,
        ),
        source(
            "mcr-servercore-list.json",
            "https://mcr.microsoft.com/v2/windows/servercore/tags/list",
            "registry",
            registry,
        ),
        source(
            "release-health-server.html",
            "https://learn.microsoft.com/windows/release-health/windows-server-release-info",
            "release-health",
            release_health,
        ),
        source(
            "release-health-11.html",
            "https://learn.microsoft.com/windows/release-health/windows11-release-information",
            "release-health",
            release_health,
        ),
        source(
            "update-history-2022.xml",
            "https://support.microsoft.com/en-us/feed/atom/2d67e9fb-2bd2-6742-08ee-628da707657f",
            "update-history",
            update_history,
        ),
        source(
            "update-history-2025.xml",
            "https://support.microsoft.com/en-us/feed/atom/c7b7e227-e17e-8633-fd90-9d28fb739cc5",
            "update-history",
            update_history,
        ),
        source(
            "update-history-11.xml",
            "https://support.microsoft.com/en-us/feed/atom/4ec863cc-2ecd-e187-6cb3-b50c6545db92",
            "update-history",
            update_history,
        ),
        source(
            "endoflife-windows-server.json",
            "https://endoflife.date/api/v1/products/windows-server/",
            "endoflife.date",
            ends,
        ),
        source(
            "version-compatibility.md",
            "https://raw.githubusercontent.com/MicrosoftDocs/Virtualization-Documentation/main/virtualization/windowscontainers/deploy-containers/version-compatibility.md",
            "microsoft-table",
            table,
        ),
    ]
}

fn json(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))
}

/// Tags with their digests (`[{"name", "digest"}]`): two names of one digest say which KB a revision is. Or the plain list of a
/// registry (`{"name", "tags": []}`), which says that images exist.
fn registry(text: &str) -> Result<Vec<Claim>> {
    let answer = json(text)?;
    if let Some(tags) = answer["tags"].as_array().filter(|tags| tags.iter().all(Value::is_string)) {
        let exact = tags.iter().filter_map(Value::as_str).filter_map(exact_tag);
        return Ok(exact.map(|(build, revision)| Claim::Image(build, revision)).collect());
    }
    let tags = answer.as_array().or_else(|| answer["tags"].as_array()).ok_or("no list of tags")?;
    let field = |tag: &Value, key: &str| tag[key].as_str().map(str::to_owned);
    let mut named: Vec<(String, String)> =
        tags.iter().filter_map(|tag| Some((field(tag, "digest")?, field(tag, "name")?))).collect();
    if named.is_empty() {
        return Err("no tag has a name and a digest".to_owned());
    }
    named.sort();
    let mut claims = Vec::new();
    for group in named.chunk_by(|one, other| one.0 == other.0) {
        let exact = group.iter().find_map(|(_, name)| exact_tag(name));
        let kb = group.iter().find_map(|(_, name)| kb_tag(name));
        if let Some((build, revision)) = exact {
            claims.push(Claim::Image(build, revision));
            claims.extend(kb.map(|kb| Claim::Update(Update { build, revision, kb, day: None, kind: None })));
        }
    }
    Ok(claims)
}

/// `10.0.20348.5622`, also with an architecture behind it.
fn exact_tag(name: &str) -> Option<(u16, u32)> {
    let version = name.split('-').next()?.strip_prefix("10.0.")?;
    build(version)
}

/// `ltsc2022-KB5122882`, `1809-KB5122876-amd64`.
fn kb_tag(name: &str) -> Option<u32> {
    name.split('-').nth(1)?.strip_prefix("KB")?.parse().ok()
}

/// `20348.5622`.
fn build(text: &str) -> Option<(u16, u32)> {
    let (build, revision) = text.split_once('.')?;
    let build: u16 = build.parse().ok().filter(|build| *build >= 10240)?;
    Some((build, revision.parse().ok()?))
}

/// The tables of Microsoft's release information: rows with a day, a build and a KB article, and a kind such as `2026-09 B`.
fn release_health(html: &str) -> Result<Vec<Claim>> {
    if !html.contains("<tr") {
        return Err("no table".to_owned());
    }
    let update = |cells: Vec<String>| {
        let day = cells.iter().find(|cell| is_day(cell))?.clone();
        let (build, revision) = cells.iter().find_map(|cell| build(cell))?;
        let kb = cells.iter().find_map(|cell| cell.strip_prefix("KB")?.trim().parse().ok())?;
        let kind = cells.iter().find_map(|cell| kind(cell));
        Some(Claim::Update(Update { build, revision, kb, day: Some(day), kind }))
    };
    Ok(rows(html).into_iter().filter_map(update).collect())
}

/// `2026-09 B`, `2026-09 OOB`, `2026-09 D Preview`.
fn kind(cell: &str) -> Option<Kind> {
    let (month, word) = cell.split_once(' ')?;
    if month.len() != 7 || month.as_bytes().get(4) != Some(&b'-') {
        return None;
    }
    match word.split(' ').next()? {
        "B" => Some(Kind::Security),
        "OOB" => Some(Kind::OutOfBand),
        "C" | "D" => Some(Kind::Preview),
        _ => None,
    }
}

fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// The rows of every table of a page, each with the texts of its cells. The pages are a list of simple tables; a parser of HTML would
/// be the largest dependency of this program.
fn rows(html: &str) -> Vec<Vec<String>> {
    let row = |row: &str| {
        let end = row.find("</tr").unwrap_or(row.len());
        let cells = row[..end].split("<td").skip(1);
        cells
            .map(|cell| {
                text(cell.split_once('>').map_or("", |(_, cell)| cell.split("</td").next().unwrap_or_default()))
            })
            .collect()
    };
    html.split("<tr").skip(1).map(row).collect()
}

/// A cell without its tags.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for char in html.chars() {
        match char {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(char),
            _ => {}
        }
    }
    out.replace("&nbsp;", " ").replace("&#160;", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Titles of Microsoft's update history: `September 8, 2026—KB5122871 (OS Builds 26100.33438 and 26200.9445) Preview`, with the
/// day of `published`.
fn update_history(atom: &str) -> Result<Vec<Claim>> {
    if !atom.contains("<entry") {
        return Err("no entry of a feed".to_owned());
    }
    let mut claims = Vec::new();
    for entry in atom.split("<entry").skip(1) {
        let (Some(title), Some(published)) = (element(entry, "title"), element(entry, "published")) else { continue };
        let day = published.get(..10).filter(|day| is_day(day)).map(str::to_owned);
        let kb = title.split_once("KB").and_then(|(_, rest)| {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            rest[..digits].parse().ok()
        });
        let (Some(kb), Some((_, builds))) = (kb, title.split_once("OS Build")) else { continue };
        let kind = match title.as_str() {
            title if title.contains("Preview") => Some(Kind::Preview),
            title if title.contains("Out-of-band") => Some(Kind::OutOfBand),
            _ => None,
        };
        let words = builds.split(|c: char| !c.is_ascii_digit() && c != '.');
        for (build, revision) in words.filter_map(build) {
            claims.push(Claim::Update(Update { build, revision, kb, day: day.clone(), kind }));
        }
    }
    Ok(claims)
}

/// The text of an element of XML.
fn element(xml: &str, name: &str) -> Option<String> {
    let start = xml.find(&format!("<{name}"))?;
    let (_, rest) = xml[start..].split_once('>')?;
    Some(rest.split(&format!("</{name}")).next()?.trim().to_owned())
}

/// Cycles of endoflife.date and the releases they are.
const CYCLES: [(&str, &str); 4] = [("2025", "ws2025"), ("2022", "ws2022"), ("2019", "ws2019"), ("2016", "ws2016")];

fn ends(text: &str) -> Result<Vec<Claim>> {
    let answer = json(text)?;
    let releases = answer["result"]["releases"].as_array().ok_or("no result.releases")?;
    let of = |(cycle, slug): (&str, &'static str)| {
        let release = releases.iter().find(|release| release["name"] == cycle)?;
        let day = |key: &str, field| {
            Some(Claim::End(slug, field, release[key].as_str().filter(|day| is_day(day))?.to_owned()))
        };
        Some([day("eoasFrom", "mainstream_end"), day("eolFrom", "extended_end")])
    };
    Ok(CYCLES.into_iter().filter_map(of).flatten().flatten().collect())
}

/// Microsoft's page: the edition at its head, and the tables, one for the host of each tab.
fn table(markdown: &str) -> Result<Vec<Claim>> {
    let mut claims = vec![edition(markdown)?];
    let (mut host, mut columns) = (None, None);
    for line in markdown.lines() {
        if line.starts_with('#') {
            // `# [Windows Server 2025](#tab/windows-server-2025)`; any other heading ends the tab.
            host =
                line.split_once('[').filter(|_| line.contains("](#tab/")).and_then(|(_, rest)| rest.split(']').next());
            columns = None;
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (Some(host), [_, first, ..]) = (host, &cells[..]) else { continue };
        let column = |word: &str| cells.iter().position(|cell| cell.to_lowercase().contains(word));
        if let (Some(hyperv), Some(process)) = (column("hyper-v"), column("process")) {
            columns = Some((hyperv, process));
        } else if let Some((hyperv, process)) = columns
            && let (Some(hyperv), Some(process)) = (mark(cells.get(hyperv)), mark(cells.get(process)))
        {
            claims.push(Claim::Cell { host: host.to_owned(), image: (*first).to_owned(), hyperv, process });
        }
    }
    Ok(claims)
}

/// A check mark or a cross at the beginning of a cell.
fn mark(cell: Option<&&str>) -> Option<bool> {
    const YES: [&str; 4] = ["&#10004;", "✔", "✅", "&#9989;"];
    const NO: [&str; 3] = ["&#10060;", "❌", "✖"];
    let begins = |marks: &[&str]| marks.iter().any(|mark| cell.is_some_and(|cell| cell.starts_with(mark)));
    begins(&YES).then_some(true).or_else(|| begins(&NO).then_some(false))
}

/// `ms.date: 09/17/2025` at the head of Microsoft's page.
fn edition(markdown: &str) -> Result<Claim> {
    let line = markdown.lines().find_map(|line| line.strip_prefix("ms.date:")).ok_or("no ms.date at its head")?;
    let parts: Vec<&str> = line.trim().split('/').collect();
    let [month, day, year] = parts[..] else { return Err(format!("ms.date is {:?}", line.trim())) };
    let day = format!("{year}-{month:0>2}-{day:0>2}");
    if !is_day(&day) {
        return Err(format!("ms.date is {:?}", line.trim()));
    }
    Ok(Claim::Edition(day))
}

/// A product whose releases carry containerd/platforms.
struct Product {
    name: &'static str,
    releases: (&'static str, &'static str),
    /// Before and behind the tag in the address of its go.mod.
    module: (&'static str, &'static str),
}

const PRODUCTS: [Product; 2] = [
    Product {
        name: "containerd",
        releases: (
            "containerd-releases.json",
            "https://api.github.com/repos/containerd/containerd/releases?per_page=30",
        ),
        module: ("https://raw.githubusercontent.com/containerd/containerd/", "/go.mod"),
    },
    Product {
        name: "docker",
        releases: ("docker-releases.json", "https://api.github.com/repos/moby/moby/releases?per_page=30"),
        module: ("https://raw.githubusercontent.com/moby/moby/", "/go.mod"),
    },
];

/// Releases of containerd and Docker, each with the version of containerd/platforms in its go.mod. What cannot be read is added to
/// `unread`.
pub fn products(answers: &dyn Answers, unread: &mut Vec<String>) -> Vec<Said> {
    let mut said = Vec::new();
    for product in &PRODUCTS {
        let (file, url) = product.releases;
        let releases = answers.get(file, url).and_then(|text| json(&text));
        let releases =
            match releases.and_then(|list| list.as_array().cloned().ok_or_else(|| "no list of releases".to_owned())) {
                Ok(releases) => releases,
                Err(why) => {
                    unread.push(format!("{url}: {why}"));
                    continue;
                }
            };
        for release in releases.iter().filter(|release| release["prerelease"] == false) {
            let (Some(tag), Some(day)) = (release["tag_name"].as_str(), release["published_at"].as_str()) else {
                continue;
            };
            // Moby's tags are docker-v29.8.0 since its modules have tags of their own.
            let version = tag.trim_start_matches("docker-").trim_start_matches('v');
            let url = format!("{}{tag}{}", product.module.0, product.module.1);
            match answers.get(&format!("{}-{version}-go.mod", product.name), &url).and_then(|text| platforms(&text)) {
                Ok(platforms) => {
                    let day = day.get(..10).unwrap_or(day).to_owned();
                    let claim = Claim::Product(product.name, version.to_owned(), day, platforms);
                    said.push(Said { claim, pipeline: "git", url });
                }
                Err(why) => unread.push(format!("{url}: {why}")),
            }
        }
    }
    said
}

fn platforms(module: &str) -> Result<String> {
    let line = module
        .lines()
        .find_map(|line| line.trim().trim_start_matches("require ").strip_prefix("github.com/containerd/platforms "));
    let version = line.and_then(|rest| rest.split_whitespace().next());
    version.map(str::to_owned).ok_or_else(|| "does not require containerd/platforms".to_owned())
}
