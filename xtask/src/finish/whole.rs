//! `wincompat.html`: the whole page in one file that asks for nothing, for a disk, a mail, or a room without a network.

use super::program::Program;
use super::{page, script, text};
use crate::Result;
use crate::command::workspace;
use crate::size::html::attribute;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::{Compression, write::DeflateEncoder};
use std::io::Write;
use std::path::Path;

/// Its name in the site.
pub const NAME: &str = "wincompat.html";

/// The stylesheet that the page adds later.
const STYLE: &str = "later.css";

/// Around what the page loads from beside it, in its script.
const CUT: [&str; 2] = ["// Begin: not in the single file.", "// End: not in the single file."];

/// Links to files beside the page.
const BESIDE: &str = "<a href=\"./compat.json\">Data</a> · <a href=\"./wincompat.html\" download>Offline file</a> · ";

/// What sharing means where the address is that of a file: useful to oneself, or where others reach the same file.
const WORDS: [(&str, &str); 3] = [
    ("aria-label=\"Share link to this question\"", "aria-label=\"Copy address of this file with this question\""),
    ("Share link", "Copy address"),
    ("Link copied", "Address copied"),
];

/// The file, made of the page as Trunk leaves it and the program in one piece.
pub fn file(folder: &Path, page: &str, program: &Program) -> Result<String> {
    let page = page::tidy(&without_modules(&cut(page)?)?);
    let page = with_links(&page, |tag| inlined(folder, tag))?;
    let page = WORDS.iter().try_fold(page, |page, (from, to)| replaced(&page, from, to))?;
    let page = replaced(&page, BESIDE, "")?;
    let page = replaced(&page, "</head>", &format!("<style>{}</style>\n</head>", styled(folder, STYLE)?))?;
    let page = replaced(&page, "</body>", &format!("<script type=\"module\">{}</script>\n</body>", started(program)?))?;
    page::with_policy(&page, &page::policy_of_file(&page))
}

/// The page without the part of its script that is for a host.
fn cut(page: &str) -> Result<String> {
    let missing = || format!("index.html does not say what is {:?}", CUT);
    let (before, rest) = page.split_once(CUT[0]).ok_or_else(missing)?;
    let (_, after) = rest.split_once(CUT[1]).ok_or_else(missing)?;
    Ok(format!("{before}{after}"))
}

/// The page without the scripts that Trunk has added to load its modules.
fn without_modules(page: &str) -> Result<String> {
    let (before, rest) = page.split_once("<script type=\"module\"").ok_or("index.html starts no module")?;
    let (_, after) = rest.split_once("</script>").ok_or("a script has no end")?;
    Ok(format!("{before}{after}"))
}

/// The page with something else in place of every link to a file.
fn with_links(page: &str, put: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut text = String::new();
    let mut rest = page;
    while let Some(at) = rest.find("<link ") {
        let end = at + rest[at..].find('>').ok_or("a link has no end")? + 1;
        text += &rest[..at];
        text += &put(&rest[at..end])?;
        rest = &rest[end..];
    }
    Ok(text + rest)
}

fn inlined(folder: &Path, tag: &str) -> Result<String> {
    let relation = attribute(tag, "rel").unwrap_or_default();
    let file = attribute(tag, "href").unwrap_or_default();
    let file = file.trim_start_matches("./");
    match relation.as_str() {
        "modulepreload" | "preload" => Ok(String::new()),
        "expect" => Ok(tag.to_string()),
        "stylesheet" => Ok(format!("<style>{}</style>", styled(folder, file)?)),
        "icon" => {
            let icon = BASE64_STANDARD.encode(text(&folder.join(file))?);
            Ok(format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{icon}\">"))
        }
        _ => Err(format!("nobody has said what becomes of this in {NAME}: {tag}")),
    }
}

fn styled(folder: &Path, file: &str) -> Result<String> {
    text(&folder.join(file))
}

/// The glue of the module, and what unpacks and starts it.
fn started(program: &Program) -> Result<String> {
    let start = text(&workspace().join("static").join("whole.js"))?;
    let script = script::minified(&script::with_short_names(&format!("{}\n{start}", program.script)));
    // Last, as nothing in it is a word of the program.
    let script = replaced(&script, "MODULE", &BASE64_STANDARD.encode(deflated(&program.module)?))?;
    if script.contains("</script") { Err("a script would end early".into()) } else { Ok(script) }
}

fn deflated(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|error| format!("cannot compress: {error}"))
}

/// With something in place of something that has to be there, once.
fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replace(from, to)),
        count => Err(format!("{NAME}: {from:?} is there {count} times, not once")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_for_a_host_is_cut_out() {
        let page = format!("<script>a();\n{}\nb();\n{}\nc();</script>", CUT[0], CUT[1]);
        assert_eq!(cut(&page).unwrap(), "<script>a();\n\nc();</script>");
        assert!(cut("<script>").is_err());
        let page = "<head><script>a()</script><script type=\"module\" nonce=\"x\">b()</script></head>";
        assert_eq!(without_modules(page).unwrap(), "<head><script>a()</script></head>");
    }

    #[test]
    fn links_become_content() {
        let folder = std::env::temp_dir().join(format!("wincompat-whole-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.css"), "a { b: c; }").unwrap();
        fs::write(folder.join("i.svg"), "<svg/>").unwrap();
        let page = "<p><link rel=\"stylesheet\" href=\"./a.css\"/><link rel=\"icon\" href=\"./i.svg\"><link rel=\"preload\" href=\"x\">";
        let expected = "<p><style>a { b: c; }</style><link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">";
        assert_eq!(with_links(page, |tag| inlined(&folder, tag)).unwrap(), expected);
        let unknown = with_links("<link rel=\"manifest\" href=\"m\">", |tag| inlined(&folder, tag));
        assert!(unknown.unwrap_err().contains("manifest"));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn words_are_there_once_or_it_is_an_error() {
        assert_eq!(replaced("a b", "b", "c").unwrap(), "a c");
        assert!(replaced("a b b", "b", "c").is_err() && replaced("a", "b", "c").is_err());
    }
}
