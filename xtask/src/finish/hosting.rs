//! Files that tell a host how to serve the site. They name each file that may be kept for ever, as its name has a hash.

use super::{hash, names, text, write};
use crate::Result;
use crate::command::workspace;
use std::collections::BTreeSet;
use std::path::Path;

/// Where their constant parts are, below `static/`.
const FOLDER: &str = "hosting";

/// Writes the files of Netlify, Cloudflare and IIS to the root of the site, with pages in these folders below it.
pub fn write_all(folder: &Path, folders: &BTreeSet<&str>) -> Result {
    let names = names(folder)?;
    let hashed: Vec<&str> = names.iter().map(String::as_str).filter(|name| hash::is_in(name)).collect();
    let constant = |name: &str| text(&workspace().join("static").join(FOLDER).join(name));
    write(&folder.join("_headers"), headers(&constant("_headers")?, &hashed, folders))?;
    write(&folder.join("web.config"), web_config(&constant("web.config")?, &hashed)?)
}

/// Both hosts join the values of all blocks that match, so no file may get a header from two.
fn headers(constant: &str, hashed: &[&str], folders: &BTreeSet<&str>) -> String {
    let kept = hashed.iter().map(|name| format!("\n/{name}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    let asked = folders.iter().map(|name| format!("\n/{name}/*\n  Cache-Control: no-cache\n"));
    constant.to_string() + &kept.chain(asked).collect::<String>()
}

fn web_config(constant: &str, hashed: &[&str]) -> Result<String> {
    let (before, after) = constant.rsplit_once("</configuration>").ok_or("web.config has no </configuration>")?;
    let locations: String = hashed.iter().map(|name| location(name)).collect();
    Ok(format!("{before}{locations}</configuration>{after}"))
}

fn location(name: &str) -> String {
    let cache =
        r#"cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" cacheControlCustom="public, immutable""#;
    let content = format!("<staticContent><clientCache {cache} /></staticContent>");
    format!("  <location path=\"{name}\">\n    <system.webServer>{content}</system.webServer>\n  </location>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::size::html::{attribute, first_word};

    #[test]
    fn hashed_files_are_kept_for_ever() {
        let text = headers("/index.html\n  Cache-Control: no-cache\n", &["a-1.js"], &["error", "ws2022"].into());
        let kept = "no-cache\n\n/a-1.js\n  Cache-Control: public, max-age=31536000, immutable\n";
        let asked = "\n/error/*\n  Cache-Control: no-cache\n\n/ws2022/*\n  Cache-Control: no-cache\n";
        assert!(text.ends_with(&[kept, asked].concat()), "{text}");
        let text = web_config("<configuration>\n</configuration>\n", &["a-1.js"]).unwrap();
        assert!(text.starts_with("<configuration>\n  <location path=\"a-1.js\">\n"), "{text}");
        assert!(text.ends_with("  </location>\n</configuration>\n"), "{text}");
        assert!(web_config("", &[]).is_err());
    }

    fn constant(name: &str) -> String {
        text(&workspace().join("static").join(FOLDER).join(name)).unwrap()
    }

    /// The blocks of `_headers`: a path and its lines.
    fn blocks(text: &str) -> Vec<(&str, Vec<&str>)> {
        let mut blocks: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match (line.strip_prefix("  "), blocks.last_mut()) {
                (Some(header), Some((_, headers))) => headers.push(header),
                _ => blocks.push((line, Vec::new())),
            }
        }
        blocks
    }

    #[test]
    fn no_header_comes_from_two_blocks() {
        let text = constant("_headers");
        let blocks = blocks(&text);
        let name = |header: &&str| header.split(':').next().unwrap().to_string();
        let everywhere: Vec<String> = blocks[0].1.iter().map(name).collect();
        assert_eq!(blocks[0].0, "/*");
        for (path, headers) in &blocks[1..] {
            assert!(headers.iter().all(|header| !everywhere.contains(&name(header))), "{path}");
            assert_eq!(blocks.iter().filter(|(other, _)| other == path).count(), 1, "{path}");
        }
    }

    #[test]
    fn what_keeps_its_name_is_asked_for_again() {
        let text = constant("_headers");
        let blocks = blocks(&text);
        for path in [
            "/",
            "/index.html",
            "/wincompat.html",
            "/sw.js",
            "/gone-sw.js",
            "/manifest.webmanifest",
            "/compat.json",
            "/icons/*",
        ] {
            let block = blocks.iter().find(|(named, _)| *named == path);
            assert!(block.is_some_and(|(_, headers)| headers.contains(&"Cache-Control: no-cache")), "{path}");
        }
        assert!(constant("web.config").contains("<clientCache cacheControlMode=\"DisableCache\" />"));
        let nginx = constant("nginx.conf");
        let rest = nginx.split("location / {").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
        assert!(rest.contains("add_header Cache-Control \"no-cache\" always;"), "{rest}");
    }

    #[test]
    fn every_host_sends_the_same_headers() {
        let netlify = constant("_headers");
        let expected: Vec<String> = blocks(&netlify)[0].1.iter().map(|header| header.to_string()).collect();
        assert_eq!(expected.len(), 5);
        let iis = constant("web.config");
        let added = iis.split("<customHeaders>").nth(1).unwrap().split("</customHeaders>").next().unwrap();
        let added = added
            .split('<')
            .filter(|tag| tag.starts_with("add "))
            .map(|tag| format!("{}: {}", attribute(tag, "name").unwrap(), attribute(tag, "value").unwrap()));
        assert_eq!(added.collect::<Vec<_>>(), expected, "IIS");
        for location in constant("nginx.conf").split("\nlocation ").skip(1) {
            let lines = location.lines().filter_map(|line| line.trim().strip_prefix("add_header "));
            let (names, values): (Vec<_>, Vec<_>) = lines.filter_map(|line| line.split_once(' ')).unzip();
            let headers = names.iter().zip(values).map(|(name, value)| format!("{name}: {}", first_word(value)));
            assert_eq!(headers.skip(1).take(expected.len()).collect::<Vec<_>>(), expected, "nginx");
            assert_eq!(names[0], "Cache-Control");
        }
    }

    /// Sandboxed frames and the programs of others; that every host sends the same is tested above.
    #[test]
    fn every_origin_may_load_every_file() {
        let netlify = constant("_headers");
        assert!(blocks(&netlify)[0].1.contains(&"Access-Control-Allow-Origin: *"));
        for text in [netlify, constant("web.config")] {
            assert_eq!(text.matches("Access-Control-Allow-Origin").count(), 1, "twice would be no header at all");
        }
    }

    #[test]
    fn every_host_knows_the_types() {
        let (iis, nginx) = (constant("web.config"), constant("nginx.conf"));
        for (ending, kind) in
            [("wasm", "application/wasm"), ("js", "text/javascript"), ("webmanifest", "application/manifest+json")]
        {
            assert!(iis.contains(&format!("<mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}\" />")), "{ending}");
            // IIS stops at a type that it knows already.
            assert!(iis.contains(&format!("<remove fileExtension=\".{ending}\" />")), "{ending}");
            assert!(nginx.contains(&format!("    {kind} {ending};")), "{ending}");
        }
    }
}
