//! What a first visit moves over the wire, against its budget.
//!
//! A first visit is the page opened without a question: what is loaded before any answer.

pub(crate) mod html;
pub(crate) mod wasm;

use crate::Result;
use crate::compress::Encoding;
use crate::serve;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Bytes of a first visit, compressed with brotli as hosts do ahead of time.
pub const BUDGET: usize = 100_000;

/// Requests of a first visit.
pub const REQUESTS: usize = 6;

/// A file of the first visit.
pub struct File {
    /// Its path in the site.
    pub path: String,
    /// Its bytes as they are, with gzip, with brotli.
    pub bytes: [usize; 3],
}

/// Measures the built page and prints a table; over budget is an error.
pub fn check() -> Result {
    let root = serve::site()?.root;
    let files = first_visit(&root)?;
    print!("{}", table(&files, &format!("first visit, {} requests", files.len())));
    // DESIGN section 6: "What the first answer doesn't need may load after it, from the same origin".
    let later = later_modules(&root, &files)?;
    print!("{}", table(&later, "later, outside the budget"));
    for file in files.iter().filter(|file| file.path.ends_with(".wasm")) {
        print!(
            "{}",
            wasm::sections(&read(&root, &file.path)?).unwrap_or_else(|| "   not a WebAssembly module\n".into())
        );
    }
    within_budget(&files)
}

/// The page and everything that it makes a browser load at once.
pub fn first_visit(root: &Path) -> Result<Vec<File>> {
    let index = "index.html".to_string();
    let page = String::from_utf8_lossy(&read(root, &index)?).into_owned();
    let mut wanted: BTreeSet<String> =
        html::loaded_at_once(&page).into_iter().filter(|path| root.join(path).is_file()).collect();
    for path in wanted.clone() {
        wanted.extend(needed_by(root, &path)?);
    }
    std::iter::once(index).chain(wanted).map(|path| measure(root, path)).collect()
}

/// Scripts and WebAssembly that the page asks for when it needs them.
fn later_modules(root: &Path, first: &[File]) -> Result<Vec<File>> {
    let entries = fs::read_dir(root).map_err(|error| format!("cannot read {}: {error}", root.display()))?;
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let module = |name: &String| [".js", ".wasm"].iter().any(|ending| name.ends_with(ending));
    let names: BTreeSet<String> =
        names.filter(module).filter(|name| first.iter().all(|file| file.path != *name)).collect();
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

fn table(files: &[File], name: &str) -> String {
    let total = |column: usize| files.iter().map(|file| file.bytes[column]).sum();
    let rows = files.iter().map(|file| (file.path.as_str(), file.bytes));
    let rows: Vec<_> = rows.chain([(name, [total(0), total(1), total(2)])]).collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut text = format!("   {:width$}{:>12}{:>12}{:>12}\n", "", "bytes", "gzip", "brotli");
    for (name, [raw, gzip, brotli]) in rows {
        text += &format!("   {name:width$}{:>12}{:>12}{:>12}\n", thousands(raw), thousands(gzip), thousands(brotli));
    }
    text
}

fn within_budget(files: &[File]) -> Result {
    let brotli = files.iter().map(|file| file.bytes[2]).sum();
    println!("   budget: {} bytes with brotli, {REQUESTS} requests", thousands(BUDGET));
    if brotli > BUDGET {
        return Err(format!(
            "a first visit moves {} bytes, {} over the budget",
            thousands(brotli),
            thousands(brotli - BUDGET)
        ));
    }
    if files.len() > REQUESTS {
        return Err(format!("a first visit makes {} requests; the budget is {REQUESTS}", files.len()));
    }
    Ok(())
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
    fn both_budgets_hold_or_say_so() {
        let file = |brotli| File { path: "x".into(), bytes: [0, 0, brotli] };
        assert!(within_budget(&[file(100_000)]).is_ok());
        assert_eq!(
            within_budget(&[file(100_001)]).unwrap_err(),
            "a first visit moves 100 001 bytes, 1 over the budget"
        );
        assert!(within_budget(&[0; 7].map(file)).unwrap_err().contains("7 requests"));
    }
}
