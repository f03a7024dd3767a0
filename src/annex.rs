//! What the page asks its second module, and how question and answer cross: see [`wire`](crate::wire).
//!
//! The first module holds the rules and the verdict; names of images, updates, everything in words and the reading of pastes
//! are here, and are loaded after the first answer.

use crate::advice::{self, advise_in};
use crate::reading::{EXAMPLES, Reading, read_names, write_names};
use crate::snippet::{self, Names, Snippet};
use crate::wire::{Reader, Writer};
use crate::{
    Catalogue, Choice, Date, Image, Question, RULES_AS_OF, html, judge, link, meant, recommend, search, share,
};

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

/// What the second module shows of a question.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Shown {
    /// What goes into the [`PLACES`], as HTML, in the same order.
    pub parts: [String; 8],
    /// The title of the window.
    pub title: String,
    /// The description of the page.
    pub description: String,
}

/// The title and the description of `index.html`.
const UNASKED: [&str; 2] = [
    "wincompat: will this Windows container run here?",
    "Will this Windows container image run on this Windows host, and if not, what exactly has to change?",
];

/// Where the page keeps places for the parts of an answer, by the ids of the elements.
pub const PLACES: [&str; 8] = ["next", "from", "homes", "notices", "why", "gates", "share", "do"];

/// What there is to show of what was [`Asked`], besides the verdict; nothing where that cannot be read.
pub fn show(written: &str) -> Shown {
    Asked::read(written).map(shown).unwrap_or_default()
}

fn shown(asked: Asked) -> Shown {
    let verdict = judge(&asked.question);
    let title = verdict.as_ref().map(|verdict| share::title(&asked.question, verdict));
    let named = [Some(asked.heading.clone()).filter(|heading| !heading.is_empty()), title].into_iter().flatten();
    let named: Vec<String> = named.chain(["wincompat".to_owned()]).collect();
    Shown {
        title: if named.len() > 1 { named.join(" · ") } else { UNASKED[0].to_owned() },
        description: match &verdict {
            Some(verdict) => share::description(&asked.question, verdict),
            None => UNASKED[1].to_owned(),
        },
        parts: parts_of(&asked.question, asked.today, asked.names, &asked.page),
    }
}

fn parts_of(question: &Question, today: Date, names: Names, page: &str) -> [String; 8] {
    let catalogue = Catalogue::builtin();
    let recommendation = recommend(question, &catalogue);
    let from = html::from(question, recommendation.as_ref());
    let homes = html::homes(question, &catalogue, today);
    let Some(verdict) = judge(question) else {
        let nothing = String::new;
        return [nothing(), from, homes, nothing(), nothing(), nothing(), nothing(), nothing()];
    };
    let context = advice::Context::new(question, &verdict, &catalogue, today).with_names(names);
    let advice = advise_in(&context);
    let mut checks = snippet::all(&context);
    checks.retain(|check| !advice.iter().flat_map(|advice| &advice.snippets).any(|fix| same(fix, check)));
    [
        html::next(&advice),
        from,
        homes,
        html::notices(question, &verdict, &catalogue, today),
        html::why(&verdict),
        html::gates(verdict.gates.as_ref()),
        html::share(question, &verdict, page),
        html::fix(&advice, &checks, question.engine.get().copied()),
    ]
}

fn same(one: &Snippet, other: &Snippet) -> bool {
    (one.target, one.title) == (other.target, other.title)
}

/// Where the page shows what a paste says.
pub const FOUND: &str = "found";

/// What a paste says: nothing where there is nothing.
pub fn read(text: &str) -> Reading {
    if text.trim().is_empty() { Reading::default() } else { Reading::of(text) }
}

/// The text of one of the [`EXAMPLES`].
pub fn example(name: &str) -> String {
    EXAMPLES.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text).to_owned()
}

/// What an image's name, tag or version means, for [`image_read`].
pub fn image(text: &str) -> String {
    let mut out = Writer::default();
    match Image::parse(text) {
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
        hosts.extend(meant::hosts(typed).iter().map(search::named));
    }
    for hits in [hosts, search::images(typed, &catalogue, today)] {
        out.list(&hits, search::Hit::write);
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let Shown { parts, title, description } = show(&asked.write());
        assert_eq!(
            title,
            "Runs only with Hyper-V isolation: ltsc2019 on Windows Server 2022, Docker Swarm · wincompat"
        );
        assert!(description.starts_with("Runs only with Hyper-V isolation"), "{description}");
        assert!(PLACES.iter().zip(&parts).all(|(place, part)| *place == "homes" || !part.is_empty()), "{parts:?}");
    }

    #[test]
    fn the_window_is_called_after_the_lesson_and_the_answer() {
        let title = |query: &str, heading: &str| {
            let asked = Asked {
                question: link::decode(query),
                today: RULES_AS_OF,
                names: Names::default(),
                page: String::new(),
                heading: heading.to_owned(),
            };
            show(&asked.write()).title
        };
        assert_eq!(title("", ""), "wincompat: will this Windows container run here?");
        assert_eq!(title("", "The build rule"), "The build rule · wincompat");
        assert_eq!(
            title("host=ws2019&image=ltsc2022", "The build rule"),
            "The build rule · Won’t run: ltsc2022 on Windows Server 2019 · wincompat"
        );
        assert_eq!(show("nonsense"), Shown::default());
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
