//! Just enough HTML to see what a page makes a browser load.

/// Link relations that load a file without being asked.
const LOADING: [&str; 6] = ["stylesheet", "modulepreload", "preload", "icon", "manifest", "prefetch"];

/// The local files that a page loads by itself: scripts, styles, images, icons, preloads.
pub fn loaded_at_once(page: &str) -> Vec<String> {
    let tags = page.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter_map(loaded_by).filter(|path| !path.contains(':')).map(local).collect()
}

fn loaded_by(tag: &str) -> Option<String> {
    let (name, _) = tag.split_once(|c: char| c.is_whitespace())?;
    match name.to_ascii_lowercase().as_str() {
        "script" | "img" | "source" | "iframe" => attribute(tag, "src"),
        "link" => {
            let relations = attribute(tag, "rel")?;
            let loads = relations.split_whitespace().any(|relation| LOADING.contains(&relation));
            loads.then(|| attribute(tag, "href")).flatten()
        }
        _ => None,
    }
}

/// The value of an attribute, quoted or not.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let starts = tag.match_indices(name).map(|(at, _)| at);
    let preceded = |at: &usize| tag[..*at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    let value = starts.filter(preceded).find_map(|at| tag[at + name.len()..].strip_prefix('='))?;
    Some(first_word(value).to_string())
}

/// What stands between quotes at the start of a text, or up to the first space or bracket.
pub fn first_word(text: &str) -> &str {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split(quote).next().unwrap_or(""),
        _ => text.split(|c: char| c.is_whitespace() || c == ')').next().unwrap_or(""),
    }
}

/// The local file whose name begins so, where a text names one.
pub fn named(page: &str, start: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("\"./{start}"))?;
    Some(format!("{start}{}", rest.split('"').next()?))
}

/// The path of a file in the site, without what the server doesn't see or ignores.
fn local(path: String) -> String {
    let path = path.split(['?', '#']).next().unwrap_or("");
    // A page in a folder begins above it.
    path.trim_start_matches("../").trim_start_matches("./").trim_start_matches('/').to_string()
}

#[cfg(test)]
mod tests {
    use super::loaded_at_once;

    #[track_caller]
    fn check<const N: usize>(page: &str, expected: [&str; N]) {
        assert_eq!(loaded_at_once(page), expected);
    }

    #[test]
    fn what_a_page_loads() {
        check(r#"<link rel="stylesheet" href="./a.css"/><script src=b.js></script>"#, ["a.css", "b.js"]);
        check(r#"<link rel="stylesheet" href="../../a.css">"#, ["a.css"]);
        check(r#"<link rel="preload" crossorigin href='/x_bg.wasm?v=1' as="fetch">"#, ["x_bg.wasm"]);
        check(r#"<link href=icon.svg rel="shortcut icon"><img alt="" src="p.png">"#, ["icon.svg", "p.png"]);
    }

    #[test]
    fn what_a_page_only_mentions() {
        check(r#"<a href="compat.json">data</a><link rel="canonical" href="https://example.org/">"#, []);
        check(r#"<link rel="icon" href="data:,"><script>let src = "x.js";</script>"#, []);
        check(r#"<img data-src="later.png"><br>"#, []);
    }
}
