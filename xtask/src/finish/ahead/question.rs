//! The page of a host, or of a host with an image: the calculator with the answer in it.

use super::meta::{About, escaped};
use super::record::QuestionRecord;
use super::{Written, filled, in_folder, once};
use crate::Result;

/// The attribute of the document that holds the question of such a page.
pub(super) const OWN: &str = "data-own=\"";

impl QuestionRecord {
    pub(super) fn made_from(&self, page: &str, style: &str, site: Option<&str>) -> Result<Written> {
        let page = in_folder(page, &self.root, style)?;
        let named = format!("<html lang=\"en\" {OWN}{}\">", escaped(&self.question));
        let page = once(&page, "<html lang=\"en\">", &named)?;
        // All other questions are those of the first page.
        let app = self.app.replace("href=\"?", &format!("href=\"{}?", self.root));
        let about = About {
            path: &self.path,
            title: &self.title,
            heading: &self.heading,
            description: &self.description,
            listed: self.listed,
        };
        let text = about.put_into(&filled(&page, "app", &app)?, site)?;
        Ok(Written { path: self.path.clone(), text, listed: self.listed, card: self.card.clone() })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::finish::ahead) fn page(path: &str, root: &str) -> QuestionRecord {
        QuestionRecord {
            path: path.into(),
            root: root.into(),
            question: "host=ws2022&image=<x>".into(),
            title: "t · wincompat".into(),
            heading: "t".into(),
            description: "d".into(),
            listed: false,
            app: "<main><a href=\"?learn=x\"></a></main>".into(),
            card: None,
        }
    }
}
