//! What visits move over the wire, against their budgets.

pub(crate) mod html;
pub(crate) mod wasm;

use crate::Result;
use crate::compress::Encoding;
use crate::serve;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The first page.
const FIRST: &str = "index.html";

/// Requests of a visit without a question.
pub const REQUESTS: usize = 7;

/// A visit, and what it may move compressed with brotli as hosts do ahead of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Visit {
    /// What the reader does.
    pub name: &'static str,
    /// The doors of the program that have to be opened for it.
    pub doors: &'static [&'static str],
    /// The page that is opened.
    pub page: &'static str,
    /// Bytes.
    pub budget: usize,
    /// What it moves today, and a little: above it the check fails. Where that is over the budget, it is a debt, and only gets smaller.
    pub ceiling: usize,
}

/// Somebody who asks nothing.
pub const START: Visit =
    Visit { name: "a visit without a question", doors: &[], page: FIRST, budget: 115_000, ceiling: 148_200 };

/// Somebody who gets an answer, with everything that is shown of it.
pub const ANSWER: Visit =
    Visit { name: "a visit with an answer", doors: &["details"], page: FIRST, budget: 255_000, ceiling: 249_900 };

/// Somebody who opens every part of an answer. The budgets name no such visit: its ceiling is what keeps it from growing.
pub const OPENED: Visit = Visit {
    name: "an answer with every part of it opened",
    doors: &["more"],
    budget: 280_000,
    ceiling: 287_700,
    ..ANSWER
};

/// Somebody who comes to the page of a pair, which was written ahead.
pub const PAIR: Visit = Visit { name: "straight to the page of a pair", page: "ws2022/ltsc2019/index.html", ..ANSWER };

/// Somebody who comes for a file.
pub const FIX: Visit =
    Visit { name: "straight to a file", doors: &["fix"], page: FIRST, budget: 370_000, ceiling: 369_300 };

/// Somebody who comes for a fleet.
pub const FLEET: Visit = Visit { name: "straight to a fleet", doors: &["fleet"], ceiling: 382_000, ..FIX };

/// Somebody who gets a plan for a fleet, or takes a report of it along.
pub const PLAN: Visit = Visit { name: "a fleet with its plan", doors: &["planner"], ceiling: 426_700, ..FLEET };

/// All WebAssembly with its glue, and everything that the service worker fetches.
const PROGRAM: [usize; 2] = [430_000, 893_500];
const WORKER: [usize; 2] = [560_000, 924_000];

/// A file of the site.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path in the site.
    pub path: String,
    /// Its bytes as they are, with gzip, with brotli.
    pub bytes: [usize; 3],
}

/// What was counted, and what it may be.
struct Sum {
    name: &'static str,
    brotli: usize,
    budget: usize,
    ceiling: usize,
}

/// Measures the built page and prints a table; what is over its budget is marked, what is over its ceiling is an error.
pub fn check() -> Result {
    let root = serve::site()?.root;
    let all = site(&root)?;
    print!("{}", table(&all));
    for file in all.iter().filter(|file| file.path.ends_with(".wasm")) {
        let sections = wasm::sections(&read(&root, &file.path)?);
        print!("   {}:\n{}", file.path, sections.unwrap_or_else(|| "   not a WebAssembly module\n".into()));
    }
    let requests = visit(&root, START)?.len();
    within_budget(&sums(&root, &all)?, requests)
}

fn sums(root: &Path, all: &[File]) -> Result<Vec<Sum>> {
    let mut sums = Vec::new();
    for one in [START, ANSWER, PAIR, OPENED, FIX, FLEET, PLAN] {
        sums.push(Sum { name: one.name, brotli: brotli(&visit(root, one)?), budget: one.budget, ceiling: one.ceiling });
    }
    let program = all.iter().filter(|file| file.path.ends_with(".wasm") || file.path.starts_with("wincompat-"));
    sums.push(Sum {
        name: "all WebAssembly and glue",
        brotli: brotli(program),
        budget: PROGRAM[0],
        ceiling: PROGRAM[1],
    });
    let kept = kept(root)?;
    let kept = kept.into_iter().map(|path| measure(root, path)).collect::<Result<Vec<_>>>()?;
    sums.push(Sum {
        name: "what the service worker fetches",
        brotli: brotli(&kept),
        budget: WORKER[0],
        ceiling: WORKER[1],
    });
    Ok(sums)
}

/// The page and everything that it makes a browser load during such a visit.
pub fn visit(root: &Path, visit: Visit) -> Result<Vec<File>> {
    let text = |page| Ok::<_, String>(String::from_utf8_lossy(&read(root, page)?).into_owned());
    let (page, first) = (text(visit.page)?, text(FIRST)?);
    // A page that was written ahead loads the program once it is painted: the first page names what that is.
    let loaded = [&page, &first].map(|page| html::loaded_at_once(page)).into_iter().flatten();
    let mut wanted: BTreeSet<String> = loaded.filter(|path| root.join(path).is_file()).collect();
    for path in wanted.clone() {
        wanted.extend(needed_by(root, &path)?);
    }
    if !visit.doors.is_empty() {
        for door in visit.doors {
            wanted.extend(behind(&first, door)?);
        }
        // The style of all but the first view, and the script that comes last.
        wanted.extend(["later-", "update-"].map(|start| html::named(&first, start)).into_iter().flatten());
    }
    std::iter::once(visit.page.to_string()).chain(wanted).map(|path| measure(root, path)).collect()
}

/// The files behind a door of the program, as the script in the page knows them.
fn behind(page: &str, door: &str) -> Result<Vec<String>> {
    let list = page.split_once("const PARTS = ").and_then(|(_, rest)| rest.split_once(';'));
    let list: Value = list.and_then(|(list, _)| serde_json::from_str(list).ok()).ok_or("the page names no parts")?;
    let files = list[door].as_array().ok_or_else(|| format!("there is no door {door:?} in {list}"))?;
    Ok(files.iter().filter_map(|file| Some(file.as_str()?.trim_start_matches("./").to_string())).collect())
}

/// The files that the service worker keeps.
fn kept(root: &Path) -> Result<Vec<String>> {
    let worker = String::from_utf8_lossy(&read(root, "sw.js")?).into_owned();
    let list = worker.split_once("const FILES = ").and_then(|(_, rest)| rest.split_once(";\n"));
    let list: Value = list.and_then(|(list, _)| serde_json::from_str(list).ok()).ok_or("sw.js names no files")?;
    let names = list.as_object().into_iter().flatten().map(|(address, _)| address.trim_start_matches("./"));
    let file =
        |name: &str| if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.into() };
    Ok(names.map(file).collect())
}

/// The scripts, styles and WebAssembly of the site, and its first page.
fn site(root: &Path) -> Result<Vec<File>> {
    let entries = fs::read_dir(root).map_err(|error| format!("cannot read {}: {error}", root.display()))?;
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let counted = |name: &String| [".js", ".wasm", ".css", "index.html"].iter().any(|ending| name.ends_with(ending));
    let names: BTreeSet<String> = names.filter(counted).collect();
    names.into_iter().map(|path| measure(root, path)).collect()
}

/// Files that a stylesheet or a script loads in its turn.
fn needed_by(root: &Path, path: &str) -> Result<Vec<String>> {
    let marks: &[&str] = match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        Some("css") => &["url("],
        Some("js") => &["from ", "import "],
        _ => return Ok(Vec::new()),
    };
    let text = String::from_utf8_lossy(&read(root, path)?).into_owned();
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let names = marks.iter().flat_map(|mark| text.split(mark).skip(1)).map(html::first_word);
    let paths = names.map(|name| folder.join(name.trim_start_matches("./")).to_string_lossy().replace('\\', "/"));
    Ok(paths.filter(|path| root.join(path).is_file()).collect())
}

fn measure(root: &Path, path: String) -> Result<File> {
    let bytes = read(root, &path)?;
    let packed = |encoding: Encoding| encoding.compress(&bytes).len();
    Ok(File { path, bytes: [bytes.len(), packed(Encoding::Gzip), packed(Encoding::Brotli)] })
}

fn read(root: &Path, path: &str) -> Result<Vec<u8>> {
    fs::read(root.join(path)).map_err(|error| format!("cannot read {path}: {error}"))
}

/// The sum of what files weigh with brotli.
pub fn brotli<'a>(files: impl IntoIterator<Item = &'a File>) -> usize {
    files.into_iter().map(|file| file.bytes[2]).sum()
}

fn table(files: &[File]) -> String {
    let width = files.iter().map(|file| file.path.len()).max().unwrap_or(0);
    let mut text = format!("   {:width$}{:>12}{:>12}{:>12}\n", "", "bytes", "gzip", "brotli");
    for File { path, bytes: [raw, gzip, brotli] } in files {
        let [raw, gzip, brotli] = [*raw, *gzip, *brotli].map(thousands);
        text += &format!("   {path:width$}{raw:>12}{gzip:>12}{brotli:>12}\n");
    }
    text
}

fn within_budget(sums: &[Sum], requests: usize) -> Result {
    let width = sums.iter().map(|sum| sum.name.len()).max().unwrap_or(0);
    let mut wrong = Vec::new();
    for Sum { name, brotli, budget, ceiling } in sums {
        let over = if brotli > budget { format!("  OVER by {}", thousands(brotli - budget)) } else { String::new() };
        println!(
            "   {name:width$}{:>12}   budget {}, ceiling {}{over}",
            thousands(*brotli),
            thousands(*budget),
            thousands(*ceiling)
        );
        let above = brotli.checked_sub(*ceiling).filter(|above| *above > 0);
        wrong.extend(above.map(|above| {
            format!("{name} moves {} bytes, {} above what it moved before", thousands(*brotli), thousands(above))
        }));
    }
    println!("   {:width$}{requests:>12}   at most {REQUESTS}", "requests without a question");
    if requests > REQUESTS {
        wrong.push(format!("{} makes {requests} requests; the budget is {REQUESTS}", START.name));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n       ")) }
}

/// A number that can be read at a glance.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap_or("")).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([7, 1_000, 1_234_567].map(thousands), ["7", "1 000", "1 234 567"]);
    }

    #[test]
    fn every_ceiling_holds_or_says_so() {
        let sum = |name, brotli| Sum { name, brotli, budget: 90_000, ceiling: 100_000 };
        assert!(within_budget(&[sum("x", 100_000)], REQUESTS).is_ok());
        let wrong = within_budget(&[sum("x", 100_001), sum("y", 1), sum("z", 200_000)], REQUESTS + 1).unwrap_err();
        let expected = [
            "x moves 100 001 bytes, 1 above what it moved before",
            "z moves 200 000 bytes, 100 000 above what it moved before",
            "a visit without a question makes 8 requests; the budget is 7",
        ];
        assert_eq!(wrong.lines().map(str::trim).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_visit_loads_what_is_behind_its_door() {
        let folder = std::env::temp_dir().join(format!("wincompat-size-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let page = "<link rel=\"stylesheet\" href=\"./a.css\"><script>import(\"./update-1.js\"); f(\"./later-1.css\");\n\
                    const PARTS = {\"details\":[\"./c.wasm\",\"./d.wasm\"],\"fix\":[\"./c.wasm\"]};\n</script>";
        let worker = "const FILES = {\"./\":\"x\",\"./a.css\":\"y\",\"./e/\":\"z\"};\n";
        for (name, text) in [("index.html", page), ("sw.js", worker), ("a.css", ""), ("c.wasm", ""), ("d.wasm", "")] {
            fs::write(folder.join(name), text).unwrap();
        }
        for name in ["update-1.js", "later-1.css"] {
            fs::write(folder.join(name), "").unwrap();
        }
        let paths = |one| visit(&folder, one).unwrap().into_iter().map(|file| file.path).collect::<Vec<_>>();
        assert_eq!(paths(START), ["index.html", "a.css"]);
        assert_eq!(paths(ANSWER), ["index.html", "a.css", "c.wasm", "d.wasm", "later-1.css", "update-1.js"]);
        assert_eq!(paths(FIX).len(), 5);
        assert!(behind(page, "cellar").is_err() && behind("", "details").is_err());
        assert_eq!(kept(&folder).unwrap(), ["index.html", "a.css", "e/index.html"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
