//! What the page asks its second module, and how question and answer cross: see [`wire`](crate::page::wire).
//!
//! The first module holds the rules and the verdict; names of images, updates, everything in words and the reading of pastes
//! are here, and are loaded after the first answer.

use crate::page::html;
use crate::page::reading::{EXAMPLES, Reading, read_names, write_names};
use crate::page::wire::{Reader, Writer};
use crate::read::clue::ErrorClue;
use crate::read::names::Names;
use crate::read::{search, words};
use crate::remedy::advice::recommend;
use crate::remedy::advice::{self, advise_in};
use crate::remedy::target::{self, Snippet};
use crate::rules::{
    catalogue::{Catalogue, RULES_AS_OF},
    date::Date,
    image::{Image, Versions},
    judge::judge,
    link,
    question::{Choice, Question},
    verdict::Verdict,
};
use crate::teach::share;

/// What the page asks: a question, and what a link does not carry of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Asked {
    /// The question, with the image's name.
    pub question: Question,
    /// Today.
    pub today: Date,
    /// Names that a paste gave.
    pub names: Names,
    /// The address of the page without its query.
    pub page: String,
    /// What the page is called, where it has a name of its own, as a lesson has.
    pub heading: String,
}

impl Default for Asked {
    /// Nothing, on the day of the rules.
    fn default() -> Self {
        Self {
            question: Question::default(),
            today: RULES_AS_OF,
            names: Names::default(),
            page: String::new(),
            heading: String::new(),
        }
    }
}

impl Asked {
    /// As one string, for [`show`].
    pub fn write(&self) -> String {
        let mut out = Writer::default();
        out.text(&link::encode(&self.question)).text(&self.today.to_string()).text(&self.page).text(&self.heading);
        out.number(usize::from(self.question.image.get().is_some()));
        if let Some(image) = self.question.image.get() {
            image.write(&mut out);
        }
        write_names(&self.names, &mut out);
        out.finish()
    }

    /// Reads what [`Asked::write`] wrote.
    pub fn read(written: &str) -> Option<Self> {
        let mut fields = Reader::new(written);
        let query = fields.text()?;
        let today = fields.text()?.parse().unwrap_or(RULES_AS_OF);
        let (page, heading) = (fields.owned()?, fields.owned()?);
        let image = match fields.number()? {
            1 => Choice::Set(Image::read(&mut fields)?.again()),
            _ => Choice::Unset,
        };
        let mut question = link::decode_with(query, |_| Choice::Unset);
        question.image = image;
        Some(Self { question, today, names: read_names(&mut fields)?, page, heading })
    }
}

/// What the second module shows of a question, part by part: see [`PLACES`].
#[derive(Clone, Debug)]
pub struct Shown {
    asked: Asked,
    verdict: Option<Verdict>,
    catalogue: Catalogue,
}

/// The title and the description of `index.html`.
const UNASKED: [&str; 2] = [
    "wincompat: will this Windows container run here?",
    "Will this Windows container image run on this Windows host, and if not, what exactly has to change?",
];

/// Where the page keeps places for the parts of an answer, by the ids of the elements.
pub const PLACES: [&str; 9] = ["cue", NEXT, "from", "homes", "notices", "why", "gates", "share", "do"];

/// The one of the [`PLACES`] that also depends on an error that was pasted.
pub const NEXT: &str = "next";

/// What there is to show of what was [`Asked`], besides the verdict; nothing where that cannot be read.
pub fn show(written: &str) -> Option<Shown> {
    Asked::read(written).map(Shown::new)
}

impl Shown {
    /// What was asked.
    pub fn question(&self) -> &Question {
        &self.asked.question
    }

    /// What there is to show of this.
    pub fn new(asked: Asked) -> Self {
        Self { verdict: judge(&asked.question), asked, catalogue: Catalogue::builtin() }
    }

    /// The title of the window.
    pub fn title(&self) -> String {
        let own = Some(self.asked.heading.clone()).filter(|heading| !heading.is_empty());
        let title = self.verdict.as_ref().map(|verdict| share::title(&self.asked.question, verdict));
        let named: Vec<String> = [own, title].into_iter().flatten().chain(["wincompat".to_owned()]).collect();
        if named.len() > 1 { named.join(" · ") } else { UNASKED[0].to_owned() }
    }

    /// The description of the page.
    pub fn description(&self) -> String {
        match &self.verdict {
            Some(verdict) => share::description(&self.asked.question, verdict),
            None => UNASKED[1].to_owned(),
        }
    }

    /// What goes into one of the [`PLACES`], as HTML; `pasted` is the error that was pasted last.
    pub fn part(&self, place: &str, pasted: Option<&ErrorClue>) -> String {
        let Self { asked: Asked { question, today, page, .. }, verdict, catalogue } = self;
        match (place, verdict) {
            ("from", _) => html::from(question, recommend(question, catalogue).as_ref()),
            ("homes", _) => html::homes(question, catalogue, *today),
            (NEXT, Some(verdict)) => html::next(verdict, pasted, &advice::applicable(&self.context(verdict))),
            (NEXT, None) => match pasted {
                Some(error) => html::pasted(error),
                None if question.image.get().is_some_and(|image| image.versions == Versions::Linux) => html::linux(),
                None => String::new(),
            },
            ("cue", Some(verdict)) => html::cue(verdict),
            ("notices", Some(verdict)) => html::notices(question, verdict, catalogue, *today),
            ("why", Some(verdict)) => html::why(verdict),
            ("gates", Some(verdict)) => html::gates(verdict.gates.as_ref()),
            ("share", Some(verdict)) => html::share(question, verdict, page),
            ("do", Some(verdict)) => self.fix(verdict),
            _ => String::new(),
        }
    }

    fn context<'a>(&'a self, verdict: &'a Verdict) -> advice::Context<'a> {
        let Asked { question, today, names, .. } = &self.asked;
        advice::Context::new(question, verdict, &self.catalogue, *today).with_names(names.clone())
    }

    fn fix(&self, verdict: &Verdict) -> String {
        let context = self.context(verdict);
        let advice = advise_in(&context);
        let mut checks = target::all(&context);
        checks.retain(|check| !advice.iter().flat_map(|advice| &advice.snippets).any(|fix| same(fix, check)));
        html::fix(&advice, &checks, self.asked.question.engine.get().copied())
    }
}

fn same(one: &Snippet, other: &Snippet) -> bool {
    (one.target, one.title) == (other.target, other.title)
}

/// Where the page shows what a paste says.
pub const FOUND: &str = "found";

/// What a paste says to who asked this: nothing where there is nothing.
pub fn read(text: &str, question: &Question) -> Reading {
    if text.trim().is_empty() { Reading::default() } else { Reading::for_question(text, question) }
}

/// The text of one of the [`EXAMPLES`].
pub fn example(name: &str) -> String {
    EXAMPLES.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text).to_owned()
}

/// What an image's name, tag or version means, for [`image_read`].
pub fn image(text: &str) -> String {
    let mut out = Writer::default();
    match Image::parse(text).or_else(|error| update(text).ok_or(error)) {
        Ok(image) => {
            out.number(1);
            image.write(&mut out);
        }
        Err(error) => {
            out.number(0).text(&error.to_string());
        }
    }
    out.finish()
}

/// The image of an update by its number, where it was made for one version only.
fn update(text: &str) -> Option<Image> {
    let hits = search::images(text, &Catalogue::builtin(), RULES_AS_OF);
    Image::parse(&hits.first().filter(|_| hits.len() == 1)?.value).ok()
}

/// Reads the answer of [`image`]: the image, or what is wrong with the text.
pub fn image_read(written: &str) -> Option<Result<Image, String>> {
    let mut fields = Reader::new(written);
    match fields.number()? {
        1 => Image::read(&mut fields).map(Ok),
        _ => fields.owned().map(Err),
    }
}

/// What the pickers offer for a KB number or a name: hosts, then images.
pub fn hits(typed: &str, today: &str) -> String {
    let catalogue = Catalogue::builtin();
    let today = today.parse().unwrap_or(RULES_AS_OF);
    let mut out = Writer::default();
    let mut hosts = search::hosts(typed, &catalogue, today);
    if hosts.is_empty() {
        hosts.extend(words::hosts(typed).iter().map(search::named));
    }
    for hits in [hosts, search::images(typed, &catalogue, today)] {
        out.list(&hits, search::Hit::write);
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::clue;

    #[test]
    fn a_question_survives_the_crossing_with_its_private_name() {
        let image = Image::parse("registry.example.com/app:1.0-windowsservercore-ltsc2019").expect("an image");
        let question = Question { image: Choice::Set(image), ..link::decode("host=ws2022&engine=swarm") };
        let names =
            Names { service: Some("web".to_owned()), nodes: vec!["a".to_owned(), "b".to_owned()], ..Names::default() };
        let today = Date::new(2026, 8, 23);
        let page = "https://example.com/wincompat/".to_owned();
        let asked = Asked { question, today, names, page, heading: String::new() };
        assert_eq!(Asked::read(&asked.write()).as_ref(), Some(&asked));
        assert!(!link::encode(&asked.question).contains("registry.example.com"));
        let shown = show(&asked.write()).expect("what was written can be read");
        assert_eq!(
            shown.title(),
            "Runs only with Hyper-V isolation: ltsc2019 on Windows Server 2022, Docker Swarm · wincompat"
        );
        assert!(shown.description().starts_with("Runs only with Hyper-V isolation"), "{}", shown.description());
        for place in PLACES {
            assert_eq!(shown.part(place, None).is_empty(), place == "homes", "{place}");
        }
    }

    #[test]
    fn the_window_is_called_after_the_lesson_and_the_answer() {
        let title = |query: &str, heading: &str| {
            let asked = Asked { question: link::decode(query), heading: heading.to_owned(), ..Asked::default() };
            Shown::new(asked).title()
        };
        assert_eq!(title("", ""), "wincompat: will this Windows container run here?");
        assert_eq!(title("", "The build rule"), "The build rule · wincompat");
        assert_eq!(
            title("host=ws2019&image=ltsc2022", "The build rule"),
            "The build rule · Won’t run: ltsc2022 on Windows Server 2019 · wincompat"
        );
        assert!(show("nonsense").is_none());
    }

    #[test]
    fn an_error_that_was_pasted_is_answered_beside_the_verdict() {
        let pasted =
            clue::read("The container operating system does not match the host operating system. (0xc0370101)");
        let next = |query: &str| {
            let asked = Asked { question: link::decode(query), ..Asked::default() };
            Shown::new(asked).part(NEXT, pasted.error.as_ref())
        };
        assert!(next("").contains("href=\"#explained\""), "{}", next(""));
        assert!(next("host=ws2022").contains("href=\"#explained\""));
        assert!(next("host=ws2022&image=ltsc2022").contains("check which node"), "it contradicts the verdict");
        assert!(!next("host=ws2022&image=ltsc2019").contains("error"), "the verdict says it all");
    }

    #[test]
    fn an_image_crosses_or_says_what_is_wrong() {
        for text in
            ["ltsc2022", "10.0.20348.1787", "mcr.microsoft.com/windows/servercore/iis", "nginx", "contoso/app:1"]
        {
            let (direct, crossed) = (Image::parse(text), image_read(&image(text)));
            assert_eq!(crossed, Some(direct.map_err(|error| error.to_string())), "{text}");
            let crossed = image_read(&image(text)).and_then(Result::ok).expect(text);
            let whole = crossed.again();
            assert_eq!(whole.is_floating(), Image::parse(text).expect(text).is_floating(), "{text}");
        }
        assert!(matches!(image_read(&image("Upper Case")), Some(Err(_))));
        assert_eq!(image_read("x"), None);
    }
}
