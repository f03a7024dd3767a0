//! What is written ahead of time: the first view, the sheet below it, and a page for each error, so that readers and search
//! engines find text before, or without, any script.

use crate::Result;
use crate::command::cargo;
use serde_json::Value;
use std::process::Stdio;

/// From a page of an error, `error/<slug>/`, to the first page.
const ROOT: &str = "../../";

/// The parts, as HTML.
pub struct Parts {
    app: String,
    sheet: String,
    pages: Vec<Page>,
}

/// A page of its own.
pub struct Page {
    /// Its folder below the site.
    pub path: String,
    title: String,
    description: String,
    lead: String,
    question: String,
}

/// Has the library write the parts: a native program of the same sources, the only one with Yew in it.
pub fn parts() -> Result<Parts> {
    let arguments = ["run", "--quiet", "--package", "wincompat", "--features", "prerender", "--bin", "prerender"];
    let output = cargo(arguments).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("cannot start cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("prerender failed ({})", output.status));
    }
    read(&output.stdout).ok_or_else(|| "prerender wrote something else than the parts of the site".into())
}

fn read(json: &[u8]) -> Option<Parts> {
    let json: Value = serde_json::from_slice(json).ok()?;
    let text = |value: &Value, key: &str| value[key].as_str().map(String::from);
    let page = |page: &Value| {
        Some(Page {
            path: text(page, "path")?,
            title: text(page, "title")?,
            description: text(page, "description")?,
            lead: text(page, "lead")?,
            question: text(page, "question")?,
        })
    };
    let pages = json["pages"].as_array()?.iter().map(page).collect::<Option<_>>()?;
    Some(Parts { app: text(&json, "app")?, sheet: text(&json, "sheet")?, pages })
}

impl Parts {
    /// The first page with its view and the sheet.
    pub fn first(&self, page: &str) -> Result<String> {
        let page = filled(page, "app", &self.app)?;
        filled(&page, "short", &self.sheet)
    }

    /// The first page where there is no other one: its links to errors lead to the view of them.
    pub fn in_one(&self, page: &str) -> Result<String> {
        let sheet = self.pages.iter().fold(self.sheet.clone(), |sheet, page| {
            let view = page.path.replace("error/", "?view=errors#");
            sheet.replace(&format!("href=\"{}/\"", page.path), &format!("href=\"{view}\""))
        });
        filled(&filled(page, "app", &self.app)?, "short", &sheet)
    }

    /// The pages of the errors, made from the first one before it was filled; `style` is the stylesheet that it loads later.
    pub fn others<'a>(&'a self, page: &str, style: &str) -> Result<Vec<(&'a Page, String)>> {
        self.pages.iter().map(|one| Ok((one, one.made_from(page, style, &self.app)?))).collect()
    }
}

impl Page {
    fn made_from(&self, page: &str, style: &str, app: &str) -> Result<String> {
        let style = format!("<link rel=\"stylesheet\" href=\"{ROOT}{style}\">\n</head>");
        let lead = format!(
            "<section class=\"lead-in\" aria-labelledby=\"error-title\">{}</section>\n<div id=\"app\">{app}</div>",
            self.lead
        );
        let page = page.replace("\"./", &format!("\"{ROOT}")).replace("'./", &format!("'{ROOT}"));
        let page = page.replace("href=\"?", &format!("href=\"{ROOT}?"));
        let changes = [
            ("<html lang=\"en\">", format!("<html lang=\"en\" data-question=\"{}\">", escaped(&self.question))),
            ("</head>", style),
            ("<div id=\"app\"></div>", lead),
            ("<div class=\"sheet\" id=\"short\"></div>\n", String::new()),
        ];
        let page = changes.iter().try_fold(page, |page, (from, to)| once(&page, from, to))?;
        let page = between(&page, "<title>", "</title>", &escaped(&self.title))?;
        between(&page, "<meta name=\"description\" content=\"", "\">", &escaped(&self.description))
    }
}

/// The page with something in the element that has this id and is empty.
fn filled(page: &str, id: &str, content: &str) -> Result<String> {
    let empty = format!("id=\"{id}\"></div>");
    once(page, &empty, &format!("id=\"{id}\">{content}</div>"))
}

fn once(page: &str, from: &str, to: &str) -> Result<String> {
    match page.matches(from).count() {
        1 => Ok(page.replace(from, to)),
        count => Err(format!("index.html has {from:?} {count} times, not once")),
    }
}

fn between(page: &str, start: &str, end: &str, text: &str) -> Result<String> {
    let missing = || format!("index.html has no {start}");
    let from = page.find(start).ok_or_else(missing)? + start.len();
    let to = from + page[from..].find(end).ok_or_else(missing)?;
    Ok([&page[..from], text, &page[to..]].concat())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<html lang=\"en\"><head><title>a</title><meta name=\"description\" content=\"b\">\
                         <script>import(\"./x.js\")</script></head><a href=\"?\"></a>\n<div id=\"app\"></div>\n\
                         <div class=\"sheet\" id=\"short\"></div>\n";

    fn parts() -> Parts {
        let page = Page {
            path: "error/x".into(),
            title: "0x1 & “more”".into(),
            description: "d".into(),
            lead: "<a href=\"../../?q\">lead</a>".into(),
            question: "host=ws2022&image=ltsc2019".into(),
        };
        Parts { app: "<main><a href=\"?host=x\"></a></main>".into(), sheet: "sheet".into(), pages: vec![page] }
    }

    #[test]
    fn the_first_page_is_filled() {
        let page = parts().first(INDEX).unwrap();
        assert!(page.contains("<div id=\"app\"><main>") && page.contains("id=\"short\">sheet</div>"), "{page}");
        assert!(parts().first("<html>").unwrap_err().contains("0 times"));
    }

    #[test]
    fn a_page_in_a_folder_finds_its_files() {
        let parts = parts();
        let (page, text) = &parts.others(INDEX, "later-1.css").unwrap()[0];
        assert_eq!(page.path, "error/x");
        for part in [
            "<html lang=\"en\" data-question=\"host=ws2022&amp;image=ltsc2019\">",
            "<title>0x1 &amp; “more”</title><meta name=\"description\" content=\"d\">",
            "import(\"../../x.js\")",
            "<link rel=\"stylesheet\" href=\"../../later-1.css\">",
            "<a href=\"../../?\">",
            "<a href=\"../../?q\">lead</a></section>\n<div id=\"app\"><main><a href=\"?host=x\">",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert!(!text.contains("short"), "{text}");
    }
}
