//! What is written ahead of time: the first view, the sheet below it, and a page for each error, each host and each host with each
//! image, so that readers and search engines find text before, or without, any script.

pub mod meta;
mod question;
// What the program that writes the parts says of them.
#[path = "../../../src/bin/prerender/record.rs"]
mod record;

use crate::Result;
use crate::command::cargo;
use meta::{About, escaped};
use question::OWN;
use record::{ErrorRecord, Parts};
use std::process::Stdio;

/// From a page of an error, `error/<slug>/`, to the first page.
const ROOT: &str = "../../";

/// The attribute of the document that holds the question of an error.
const QUESTION: &str = "data-question=\"";

/// What the document of a page that was written ahead has, and no other one.
pub const MARKS: [&str; 2] = [OWN, QUESTION];

/// A file that is written ahead.
pub struct Written {
    /// The folder below the site that it is the page of, with a slash at its end.
    pub path: String,
    /// The page.
    pub text: String,
    /// Whether search engines may list it.
    pub listed: bool,
    /// The answer as a picture, where there is one.
    pub card: Option<String>,
}

/// Has the library write the parts: a native program of the same sources, the only one with Yew in it.
pub fn parts() -> Result<Parts> {
    let arguments = ["run", "--quiet", "--package", "wincompat", "--features", "prerender", "--bin", "prerender"];
    let output = cargo(arguments).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("cannot start cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("prerender failed ({})", output.status));
    }
    let wrong = |error| format!("prerender wrote something else than the parts of the site: {error}");
    serde_json::from_slice(&output.stdout).map_err(wrong)
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

    /// The pages of errors and of questions, made from the first one before it was filled; `style` is the stylesheet that it loads
    /// later, and `site` the address of the site, where that is known.
    pub fn others(&self, page: &str, style: &str, site: Option<&str>) -> Result<Vec<Written>> {
        let errors = self.pages.iter().map(|one| one.made_from(page, style, &self.app, site));
        errors.chain(self.questions.iter().map(|one| one.made_from(page, style, site))).collect()
    }
}

impl ErrorRecord {
    fn made_from(&self, page: &str, style: &str, app: &str, site: Option<&str>) -> Result<Written> {
        let page = in_folder(page, ROOT, style)?;
        let lead = format!(
            "<section class=\"lead-in\" aria-labelledby=\"error-title\">{}</section>\n<div id=\"app\">{app}</div>",
            self.lead
        );
        let named = format!("<html lang=\"en\" {QUESTION}{}\">", escaped(&self.question));
        let page = once(&once(&page, "<html lang=\"en\">", &named)?, "<div id=\"app\"></div>", &lead)?;
        let path = format!("{}/", self.path);
        let about = About {
            path: &path,
            title: &self.title,
            heading: &self.title,
            description: &self.description,
            listed: true,
        };
        Ok(Written { text: about.put_into(&page, site)?, path, listed: true, card: None })
    }
}

/// The first page as one in a folder, `root` above which the site begins: it finds its files, has its style at once and no sheet.
fn in_folder(page: &str, root: &str, style: &str) -> Result<String> {
    let page = after_the_first_paint(page)?;
    let page = page.replace("\"./", &format!("\"{root}")).replace("'./", &format!("'{root}"));
    let page = page.replace("href=\"?", &format!("href=\"{root}?"));
    let page = once(&page, "</head>", &format!("<link rel=\"stylesheet\" href=\"{root}{style}\">\n</head>"))?;
    once(&page, "<div class=\"sheet\" id=\"short\"></div>\n", "")
}

/// How the page's module starts the program, as Trunk writes it.
const START: &str = "const wasm = await init(";

/// How the link begins that has the browser fetch the program at once.
const PRELOAD: &str = "<link rel=\"preload\" ";

/// The page whose program is fetched once the page is painted: what it says is in it, and shows the sooner the less comes with it.
fn after_the_first_paint(page: &str) -> Result<String> {
    let (before, preload) = page.split_once(PRELOAD).ok_or("index.html does not preload the program")?;
    let (_, after) = preload.split_once('>').ok_or("index.html ends early")?;
    once(&[before, after].concat(), START, &["await painted;", START].concat())
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

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<html lang=\"en\"><head><title>a</title><meta name=\"description\" content=\"b\">\
                         <script>import(\"./x.js\")</script><script type=\"module\">const wasm = await init({});</script>\
                         <link rel=\"modulepreload\" href=\"./x.js\"><link rel=\"preload\" href=\"./x.wasm\" as=\"fetch\"></head><a href=\"?\"></a>\n<div id=\"app\"></div>\n\
                         <div class=\"sheet\" id=\"short\"></div>\n";

    fn parts() -> Parts {
        let page = ErrorRecord {
            path: "error/x".into(),
            title: "0x1 & “more”".into(),
            description: "d".into(),
            lead: "<a href=\"../../?q\">lead</a>".into(),
            question: "host=ws2022&image=ltsc2019".into(),
        };
        Parts {
            app: "<main><a href=\"?host=x\"></a></main>".into(),
            sheet: "sheet".into(),
            pages: vec![page],
            questions: vec![
                question::tests::page("ws2022/ltsc2019/", "../../"),
                question::tests::page("ws2022/", "../"),
            ],
            as_of: "2026-11-26".into(),
        }
    }

    #[test]
    fn the_first_page_is_filled() {
        let page = parts().first(INDEX).unwrap();
        assert!(page.contains("<div id=\"app\"><main>") && page.contains("id=\"short\">sheet</div>"), "{page}");
        assert!(parts().first("<html>").unwrap_err().contains("0 times"));
    }

    #[test]
    fn a_page_in_a_folder_finds_its_files() {
        let written = &parts().others(INDEX, "later-1.css", None).unwrap()[0];
        assert_eq!((written.path.as_str(), written.listed), ("error/x/", true));
        for part in [
            "<html lang=\"en\" data-question=\"host=ws2022&amp;image=ltsc2019\">",
            "<title>0x1 &amp; “more”</title><meta name=\"description\" content=\"d\">",
            "import(\"../../x.js\")",
            "<script type=\"module\">await painted;const wasm = await init({});</script>",
            "<link rel=\"modulepreload\" href=\"../../x.js\"><link rel=\"stylesheet\"",
            "<link rel=\"stylesheet\" href=\"../../later-1.css\">",
            "<a href=\"../../?\">",
            "<a href=\"../../?q\">lead</a></section>\n<div id=\"app\"><main><a href=\"?host=x\">",
        ] {
            assert!(written.text.contains(part), "{part} is not in {}", written.text);
        }
        assert!(!written.text.contains("short"), "{}", written.text);
    }

    #[test]
    fn the_page_of_a_question_begins_with_its_answer() {
        let all = parts().others(INDEX, "later-1.css", None).unwrap();
        for (written, path, root) in [(&all[1], "ws2022/ltsc2019/", "../../"), (&all[2], "ws2022/", "../")] {
            assert_eq!(written.path, path);
            for part in [
                "<html lang=\"en\" data-own=\"host=ws2022&amp;image=&lt;x&gt;\">".to_string(),
                format!("import(\"{root}x.js\")"),
                format!("<link rel=\"stylesheet\" href=\"{root}later-1.css\">"),
                format!("<a href=\"{root}?\"></a>\n<div id=\"app\"><main><a href=\"{root}?learn=x\"></a></main></div>"),
            ] {
                assert!(written.text.contains(&part), "{part} is not in {}", written.text);
            }
        }
    }
}
