//! What a page says of itself to those who list it or show a link to it, and the list of all pages.
//!
//! Canonical addresses, pictures and the list need the address of the site, which only its builder knows.

use super::{Written, once};
use crate::Result;

/// The environment variable that holds the address of the site.
pub const VARIABLE: &str = "WINCOMPAT_SITE_URL";

/// The picture for those who show links, 1200 by 630: they want one of fixed size that is no SVG. It is drawn once, as nothing in the
/// tree makes pixels of the cards of answers, and says nothing that could change.
pub const PICTURE: &str = "preview.png";

/// What a page is about.
pub struct About<'a> {
    /// Where it is, below the site.
    pub path: &'a str,
    /// The title of the window.
    pub title: &'a str,
    /// The title where a link is shown.
    pub heading: &'a str,
    /// What it says, in a sentence or two.
    pub description: &'a str,
    /// Whether search engines may list it.
    pub listed: bool,
}

impl About<'_> {
    /// The page with all of that in its head.
    pub fn put_into(&self, page: &str, site: Option<&str>) -> Result<String> {
        let page = between(page, TITLE, &escaped(self.title))?;
        let page = between(&page, DESCRIPTION, &escaped(self.description))?;
        once(&page, "</head>", &format!("{}</head>", self.tags(site)))
    }

    /// The tags of the Open Graph protocol (<https://ogp.me>), and those for search engines.
    fn tags(&self, site: Option<&str>) -> String {
        let mut tags = vec![
            property("og:title", self.heading),
            property("og:description", self.description),
            property("og:type", "website"),
            property("og:site_name", "wincompat"),
        ];
        if !self.listed {
            tags.push("<meta name=\"robots\" content=\"noindex\">".into());
        }
        if let Some(site) = site {
            let address = [site, self.path].concat();
            tags.push(format!("<link rel=\"canonical\" href=\"{}\">", escaped(&address)));
            tags.push(property("og:url", &address));
            tags.push(property("og:image", &[site, PICTURE].concat()));
            tags.extend(
                [("og:image:width", "1200"), ("og:image:height", "630")].map(|(name, value)| property(name, value)),
            );
            tags.push("<meta name=\"twitter:card\" content=\"summary_large_image\">".into());
        }
        tags.iter().map(|tag| [tag, "\n"].concat()).collect()
    }
}

/// The first page with what it says of itself already in those tags.
pub fn of_first(page: &str, site: Option<&str>) -> Result<String> {
    let [title, description] = [TITLE, DESCRIPTION]
        .map(|[start, end]| page.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(text, _)| text));
    let [title, description] = [title, description].map(|text| text.ok_or("index.html has no title or description"));
    let (title, description) = (title?, description?);
    About { path: "", title, heading: title, description, listed: true }.put_into(page, site)
}

/// What stands around the title and the description.
const TITLE: [&str; 2] = ["<title>", "</title>"];
const DESCRIPTION: [&str; 2] = ["<meta name=\"description\" content=\"", "\">"];

fn property(name: &str, value: &str) -> String {
    format!("<meta property=\"{name}\" content=\"{}\">", escaped(value))
}

/// The address of the site as a builder has given it, with a slash at its end.
pub fn site(given: &str) -> Result<String> {
    let rest = ["https://", "http://"].iter().find_map(|scheme| given.strip_prefix(scheme));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/%[]".contains(c);
    match rest {
        Some(rest) if !rest.is_empty() && rest.chars().all(plain) => Ok([given.trim_end_matches('/'), "/"].concat()),
        _ => Err(format!("the address of the site must be like https://example.org/wincompat/, not {given:?}")),
    }
}

/// The list of all pages that search engines may list: <https://www.sitemaps.org/protocol.html>.
pub fn sitemap(site: &str, as_of: &str, written: &[Written]) -> String {
    let paths = written.iter().filter(|page| page.listed).map(|page| page.path.as_str());
    let entry = |path| format!("<url><loc>{}</loc><lastmod>{as_of}</lastmod></url>\n", escaped(&[site, path].concat()));
    let entries: String = std::iter::once("").chain(paths).map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</urlset>\n"
    )
}

/// Text between tags, or in an attribute in double quotes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn between(page: &str, [start, end]: [&str; 2], text: &str) -> Result<String> {
    let missing = || format!("index.html has no {start}");
    let from = page.find(start).ok_or_else(missing)? + start.len();
    let to = from + page[from..].find(end).ok_or_else(missing)?;
    Ok([&page[..from], text, &page[to..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<title>a</title><meta name=\"description\" content=\"b\"></head>";

    fn about(listed: bool) -> About<'static> {
        About { path: "ws2022/", title: "t · w", heading: "\"t\"", description: "d & <e>", listed }
    }

    #[test]
    fn a_page_says_what_it_is_about() {
        let page = about(true).put_into(PAGE, None).unwrap();
        for part in [
            "<title>t · w</title><meta name=\"description\" content=\"d &amp; &lt;e&gt;\">",
            "<meta property=\"og:title\" content=\"&quot;t&quot;\">",
            "<meta property=\"og:description\" content=\"d &amp; &lt;e&gt;\">",
            "<meta property=\"og:type\" content=\"website\">",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("canonical") && !page.contains("og:url") && !page.contains("robots"), "{page}");
        assert!(about(false).put_into(PAGE, None).unwrap().contains("<meta name=\"robots\" content=\"noindex\">"));
    }

    #[test]
    fn a_site_with_an_address_has_canonical_ones() {
        let page = about(true).put_into(PAGE, Some("https://example.org/x/")).unwrap();
        for part in [
            "<link rel=\"canonical\" href=\"https://example.org/x/ws2022/\">",
            "<meta property=\"og:url\" content=\"https://example.org/x/ws2022/\">",
            "<meta property=\"og:image\" content=\"https://example.org/x/preview.png\">",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
    }

    #[test]
    fn the_first_page_keeps_its_words() {
        let page = of_first(PAGE, Some("https://e.org/")).unwrap();
        assert!(page.starts_with("<title>a</title><meta name=\"description\" content=\"b\">"), "{page}");
        assert!(
            page.contains("\"og:title\" content=\"a\"") && page.contains("\"canonical\" href=\"https://e.org/\""),
            "{page}"
        );
        assert!(of_first("<title>a</title></head>", None).is_err());
    }

    #[test]
    fn an_address_is_one() {
        for (given, expected) in [
            ("https://example.org", "https://example.org/"),
            ("https://example.org/wincompat/", "https://example.org/wincompat/"),
            ("http://localhost:8080/a", "http://localhost:8080/a/"),
        ] {
            assert_eq!(site(given).as_deref(), Ok(expected));
        }
        for wrong in [
            "",
            "example.org",
            "https://",
            "https://e.org/?q",
            "https://e.org/#f",
            "https://e.org/\"><b>",
            "ftp://e.org",
        ] {
            assert!(site(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn search_engines_get_the_list_of_what_they_may_list() {
        let page = |path: &str, listed| Written { path: path.into(), text: String::new(), listed, card: None };
        let list = sitemap("https://e.org/", "2026-11-26", &[page("error/x/", true), page("ws1709/", false)]);
        assert!(
            list.contains("<loc>https://e.org/</loc>") && list.contains("<loc>https://e.org/error/x/</loc>"),
            "{list}"
        );
        assert!(!list.contains("ws1709") && list.contains("<lastmod>2026-11-26</lastmod>"), "{list}");
    }
}
