//! The page itself: less white space, fitting integrity, and a policy for what it may load.

use super::{hash, script};
use crate::Result;
use crate::size::html::attribute;
use std::collections::BTreeMap;

/// Elements whose white space is content; and scripts, which are their own language.
const VERBATIM: [&str; 4] = ["pre", "textarea", "script", "style"];

/// What every page does without, and that text becomes HTML or the address of a script only through the policy in `index.html`.
/// `frame-ancestors` works only as a header: see static/hosting.
const POLICY: [&str; 5] = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types wincompat",
];

/// What a page that talks to nobody may load.
const OF_SITE: [&str; 6] = [
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
];

/// What a page that is one file may use.
const OF_FILE: [&str; 2] = ["img-src data:", "script-src 'wasm-unsafe-eval'"];

/// Trunk writes this into the script that reloads a page under `trunk serve`, and replaces it as it serves.
const RELOADER: &str = "__TRUNK_ADDRESS__";

/// The line of the page's script that says which files are behind which door, before it is filled in.
const DOORS: &str = "const PARTS = {};";

/// The page with the files behind each door of the program.
pub fn with_doors(page: &str, doors: &BTreeMap<String, Vec<String>>) -> Result<String> {
    let paths = |files: &Vec<String>| files.iter().map(|file| format!("./{file}")).collect();
    let doors: BTreeMap<&String, Vec<String>> = doors.iter().map(|(door, files)| (door, paths(files))).collect();
    let list = serde_json::to_string(&doors).map_err(|error| error.to_string())?;
    match page.matches(DOORS).count() {
        1 => Ok(page.replace(DOORS, &DOORS.replace("{}", &list))),
        count => Err(format!("index.html has the line {DOORS:?} {count} times, not once")),
    }
}

/// The same page without comments and indentation.
pub fn tidy(page: &str) -> String {
    let page = without_comments(page);
    let mut text = String::with_capacity(page.len());
    let mut rest = page.as_str();
    while let Some((start, end, name)) = verbatim(rest) {
        text += &unindented(&rest[..start]);
        text += &if name == "script" { tidy_script(&rest[start..end]) } else { rest[start..end].to_string() };
        rest = &rest[end..];
    }
    text + &unindented(rest)
}

/// The page without what stands between `<!--` and `-->`.
fn without_comments(page: &str) -> String {
    let mut parts = page.split("<!--");
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once("-->").map_or("", |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

/// Where the first of those elements starts and ends.
fn verbatim(page: &str) -> Option<(usize, usize, &'static str)> {
    let found = VERBATIM.iter().filter_map(|name| {
        let start = tags(page, name).next()?;
        let close = format!("</{name}>");
        Some((start, page[start..].find(&close).map_or(page.len(), |at| start + at + close.len()), *name))
    });
    found.min()
}

/// Where elements of this name start.
fn tags<'a>(page: &'a str, name: &str) -> impl Iterator<Item = usize> + use<'a> {
    let open = format!("<{name}");
    let length = open.len();
    let starts: Vec<usize> = page.match_indices(&open).map(|(at, _)| at).collect();
    starts.into_iter().filter(move |at| page[at + length..].starts_with(|c: char| c == '>' || c.is_whitespace()))
}

fn tidy_script(element: &str) -> String {
    let Some((tag, rest)) = element.split_once('>') else { return element.to_string() };
    let body = rest.strip_suffix("</script>").unwrap_or(rest);
    format!("{tag}>{}</script>", script::minified(body))
}

fn unindented(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = false;
    for c in text.chars() {
        if start && c.is_ascii_whitespace() {
            continue;
        }
        start = c == '\n';
        out.push(c);
    }
    out
}

/// The page with the digests of the files as they are now.
pub fn with_integrity(page: &str, read: impl Fn(&str) -> Option<Vec<u8>>) -> String {
    page.split_inclusive('>').map(|part| fitting(part, &read).unwrap_or_else(|| part.to_string())).collect()
}

/// A part that ends in a tag, with that tag's integrity put right.
fn fitting(part: &str, read: impl Fn(&str) -> Option<Vec<u8>>) -> Option<String> {
    let tag = part.rfind('<').map(|at| &part[at..])?;
    let old = attribute(tag, "integrity")?;
    let file = attribute(tag, "href").or_else(|| attribute(tag, "src"))?;
    let content = read(file.rsplit('/').next()?)?;
    Some(part.replace(&old, &hash::integrity(&content)))
}

/// Whether `trunk serve` has the page built, with a script of its own in it.
pub fn is_reloading(page: &str) -> bool {
    page.contains(RELOADER)
}

/// The page with a policy, before anything that the policy is about.
pub fn with_policy(page: &str, policy: &str) -> Result<String> {
    let charset = page.find("<meta charset=").ok_or("index.html does not say its charset")?;
    let at = charset + page[charset..].find('>').ok_or("index.html ends early")? + 1;
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    Ok(format!("{}\n{meta}{}", &page[..at], &page[at..]))
}

/// The policy of a page with its files beside it. Scripts come last, for their digests.
pub fn policy_of_site(page: &str) -> String {
    format!("{}; {}{}", POLICY.join("; "), OF_SITE.join("; "), digests(page, "script"))
}

/// The policy of a page that is one file: it has digests of all styles, too.
pub fn policy_of_file(page: &str) -> String {
    let styles = digests(page, "style");
    format!("{}; style-src{styles}; {}{}", POLICY.join("; "), OF_FILE.join("; "), digests(page, "script"))
}

/// The digests of all elements of this name that hold their content themselves.
fn digests(page: &str, name: &str) -> String {
    let close = format!("</{name}>");
    let elements = tags(page, name).filter_map(|at| page[at..].split_once('>'));
    let inline = elements.filter(|(tag, _)| attribute(tag, "src").is_none());
    let contents = inline.filter_map(|(_, rest)| rest.split_once(&close).map(|(content, _)| content));
    contents.map(|content| format!(" {}", hash::source(content))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indentation_goes_where_it_is_not_content() {
        let page = "<head>\n\n    <!-- why -->\n    <script>\n      // why\n      f();\n    </script>\n  <p>\n    a <b>c</b>\n    d\n  </p>\n\
                    <pre>\n  kept\n</pre>\n  <textarea>\n  x</textarea>\n   <prefix>\n";
        let expected = "<head>\n<script>f();</script>\n<p>\na <b>c</b>\nd\n</p>\n<pre>\n  kept\n</pre>\n<textarea>\n  x</textarea>\n<prefix>\n";
        assert_eq!(tidy(page), expected);
        assert_eq!(tidy(expected), expected, "a second time changes nothing");
    }

    #[test]
    fn doors_lead_to_files() {
        let doors = BTreeMap::from([("tools".to_string(), vec!["a-1.wasm".to_string()])]);
        let page = with_doors("<script>const PARTS = {};</script>", &doors).unwrap();
        assert_eq!(page, "<script>const PARTS = {\"tools\":[\"./a-1.wasm\"]};</script>");
        assert!(with_doors("<script></script>", &doors).is_err());
    }

    #[test]
    fn integrity_follows_the_file() {
        let page = "<p><link rel=\"stylesheet\" href=\"./a.css\" integrity=\"sha384-old\"/><link href=\"./b.css\">";
        let expected = page.replace("sha384-old", &hash::integrity(b"a{}"));
        assert_eq!(with_integrity(page, |name| (name == "a.css").then(|| b"a{}".to_vec())), expected);
    }

    #[test]
    fn a_policy_comes_before_everything_else() {
        let with = with_policy("<head><meta charset=\"utf-8\"><script>a()</script>", "default-src 'none'").unwrap();
        let expected = "<head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><script>a()</script>";
        assert_eq!(with, expected);
        assert!(with_policy("<head>", "").is_err());
    }

    #[test]
    fn everything_inline_is_in_the_policy() {
        let page = "<script>a()</script><style media=\"print\">a{}</style><script src=\"b.js\"></script><script type=\"module\">\nc()\n</script>";
        let scripts = format!("'wasm-unsafe-eval' {} {}", hash::source("a()"), hash::source("\nc()\n"));
        let site = policy_of_site(page);
        assert!(
            site.starts_with("default-src 'none'; ") && site.ends_with(&format!("; script-src 'self' {scripts}")),
            "{site}"
        );
        let file = policy_of_file(page);
        assert!(file.contains(&format!("; style-src {}; ", hash::source("a{}"))), "{file}");
        assert!(file.ends_with(&format!("; script-src {scripts}")) && !file.contains("'self'"), "{file}");
        for policy in [site, file] {
            assert!(policy.contains("; require-trusted-types-for 'script'; trusted-types wincompat; "), "{policy}");
        }
    }

    #[test]
    fn trunk_serve_is_known() {
        assert!(is_reloading("<script>'{{__TRUNK_ADDRESS__}}'</script>") && !is_reloading("<script>a()</script>"));
    }
}
