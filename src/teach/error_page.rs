//! One page for each error: what it means, what it does not say, what to run next, and the ways out.
//!
//! The page of an error is prerendered at `error/<slug>`, so that a search for the code lands on an answer.

use crate::diagnose::errors::{self, ErrorEntry};
use crate::read::clue::ErrorCode;
use crate::rules::{link, question::Question, rule::Rule};
use crate::teach::cheatsheet::CommandLine;

mod pages;

pub use pages::ERROR_PAGES;

/// The page of one error: what the table of errors says of it, and what only a page has room for.
#[derive(Debug)]
pub struct ErrorPage {
    /// What a diagnosis says of it, too.
    pub entry: &'static ErrorEntry,
    /// The stable name: the code in lower case, or the words of the message.
    pub slug: &'static str,
    /// Other codes and numbers for the same error, in lower case; each is a name of the page too.
    pub also: &'static [&'static str],
    /// The heading and the title of the page.
    pub title: &'static str,
    /// The description for search results, at most 160 characters.
    pub description: &'static str,
    /// The message as it is printed; capitals stand for what varies.
    pub message: &'static [&'static str],
    /// What else there is to its meaning, in short paragraphs.
    more: &'static [&'static str],
    /// What else it does not say, although it is often read into it; empty where the entry says it all.
    not_said: &'static str,
    /// What to run next; the answers can be pasted into the page.
    pub run: &'static [CommandLine],
    /// The ways out, best first.
    pub fixes: &'static [&'static str],
    /// A question that shows the case, as the query of a link; empty where no pair of versions does.
    pub question: &'static str,
    /// The lesson that explains it.
    pub lesson: &'static str,
    /// The rule behind it.
    pub rule: Rule,
    /// Where to read more.
    pub source: &'static str,
}

impl ErrorPage {
    /// What it means, in short paragraphs.
    pub fn means(&self) -> impl Iterator<Item = &'static str> {
        core::iter::once(self.entry.means).chain(self.more.iter().copied())
    }

    /// What it does not say, although it is often read into it.
    pub fn not_said(&self) -> String {
        [self.entry.silent, " ", self.not_said].concat().trim_end().to_owned()
    }

    /// What a link to it says: the code, or the words of the message.
    pub fn word(&self) -> String {
        if self.slug.starts_with("0x") { self.slug.to_owned() } else { self.slug.replace('-', " ") }
    }

    /// The path of the page below the site: `error/0xc0370101`.
    pub fn path(&self) -> String {
        ["error/", self.slug].concat()
    }

    /// A question that shows the case.
    pub fn asks(&self) -> Option<Question> {
        (!self.question.is_empty()).then(|| link::decode(self.question))
    }
}

/// The page for a slug, a code or a number, in any case: `0xC0370101`, `0x80370101`, `-1073741502`.
pub fn by_name(name: &str) -> Option<&'static ErrorPage> {
    ERROR_PAGES.iter().find(|page| {
        page.slug.eq_ignore_ascii_case(name) || page.also.iter().any(|also| also.eq_ignore_ascii_case(name))
    })
}

/// The page for an error that was read out of a pasted text, as the table of errors names it; `None` where it says too little or
/// is about something else.
pub fn of(code: ErrorCode) -> Option<&'static ErrorPage> {
    by_name(errors::entry(code).page)
}

#[cfg(test)]
mod tests {
    use super::{ERROR_PAGES, by_name, of};
    use crate::diagnose::errors;

    #[test]
    fn pages_and_the_table_of_errors_name_each_other() {
        for entry in errors::all().filter(|entry| !entry.page.is_empty()) {
            let page = of(entry.code).unwrap_or_else(|| panic!("{:?}: no page {}", entry.code, entry.page));
            assert_eq!(page.slug, entry.page);
            // What is to be found out first can be run from the page as well.
            let asks = entry.first.contains('?') && page.entry.code == entry.code;
            assert!(
                !asks || page.run.iter().any(|run| run.text == entry.command),
                "{:?}: {}",
                entry.code,
                entry.command
            );
        }
        for page in &ERROR_PAGES {
            let entries = || errors::all().filter(|entry| entry.page == page.slug);
            assert!(entries().any(|entry| entry.rules.contains(&page.rule.id())), "{}: {}", page.slug, page.rule.id());
        }
        assert!(by_name("").is_none());
    }

    #[test]
    fn the_line_of_february_2020_is_that_of_the_rule() {
        let [_, hosts, images, ..] = by_name("0xc0000142").expect("a page").fixes else { panic!("two ways out") };
        for (build, host, image) in crate::rules::judge::BASELINE {
            assert!(hosts.contains(&format!("{build}.{host}")), "{hosts}");
            assert!(images.contains(&format!("{build}.{image}")), "{images}");
        }
    }
}
