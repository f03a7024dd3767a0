//! Files that tell a host how to serve the site. They name each file that may be kept for ever, as its name has a hash.

use super::{hash, names, text, write};
use crate::Result;
use crate::command::workspace;
use std::path::Path;

/// Where their constant parts are, below `static/`.
const FOLDER: &str = "hosting";

/// Writes the files of Netlify, Cloudflare and IIS to the root of the site.
pub fn write_all(folder: &Path) -> Result {
    let names = names(folder)?;
    let hashed: Vec<&str> = names.iter().map(String::as_str).filter(|name| hash::is_in(name)).collect();
    let constant = |name: &str| text(&workspace().join("static").join(FOLDER).join(name));
    write(&folder.join("_headers"), headers(&constant("_headers")?, &hashed))?;
    write(&folder.join("web.config"), web_config(&constant("web.config")?, &hashed)?)
}

/// Both hosts join the values of all blocks that match, so no file may get a header from two.
fn headers(constant: &str, hashed: &[&str]) -> String {
    let block = |name: &&str| format!("\n/{name}\n  Cache-Control: public, max-age=31536000, immutable\n");
    constant.to_string() + &hashed.iter().map(block).collect::<String>()
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

    #[test]
    fn hashed_files_are_kept_for_ever() {
        let text = headers("/index.html\n  Cache-Control: no-cache\n", &["a-1.js"]);
        assert!(
            text.ends_with("no-cache\n\n/a-1.js\n  Cache-Control: public, max-age=31536000, immutable\n"),
            "{text}"
        );
        let text = web_config("<configuration>\n</configuration>\n", &["a-1.js"]).unwrap();
        assert!(text.starts_with("<configuration>\n  <location path=\"a-1.js\">\n"), "{text}");
        assert!(text.ends_with("  </location>\n</configuration>\n"), "{text}");
        assert!(web_config("", &[]).is_err());
    }

    #[test]
    fn no_header_comes_from_two_blocks() {
        let text = text(&workspace().join("static").join(FOLDER).join("_headers")).unwrap();
        let everywhere = text.split("\n/").find(|block| block.starts_with("/*") || block.starts_with("*\n")).unwrap();
        assert!(!everywhere.contains("Cache-Control"), "{everywhere}");
    }
}
