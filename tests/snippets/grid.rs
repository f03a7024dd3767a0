//! The questions.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::util::TODAY;
use wincompat::remedy::advice::Context;
use wincompat::rules::release::{self, RELEASES};
use wincompat::{
    Catalogue, Choice, Engine, Host, Image, Isolation, Kind, Question, Snippet, Step, Verdict, Version, judge,
};
use wincompat::{read::names::Names, remedy::target};

/// A question with its verdict and names, ready to be written.
pub struct Case {
    pub question: Question,
    pub verdict: Verdict,
    pub names: Names,
    catalogue: Catalogue,
}

impl Case {
    pub fn of(question: Question, names: Names) -> Self {
        let catalogue = Catalogue::builtin();
        let verdict = judge(&question).expect("both are given");
        Self { question, verdict, names, catalogue }
    }

    pub fn context(&self) -> Context<'_> {
        Context::new(&self.question, &self.verdict, &self.catalogue, TODAY).with_names(self.names.clone())
    }

    pub fn all(&self) -> Vec<Snippet> {
        target::all(&self.context())
    }

    /// What belongs to each piece of advice that applies.
    pub fn by_step(&self) -> Vec<(Step, Vec<Snippet>)> {
        wincompat::remedy::advise::advise_in(&self.context()).into_iter().map(|one| (one.step, one.snippets)).collect()
    }

    /// Everything that is ever shown for this question.
    pub fn everything(&self) -> impl Iterator<Item = Snippet> {
        self.all().into_iter().chain(self.by_step().into_iter().flat_map(|(_, snippets)| snippets))
    }
}

/// A host by slug or version, an image by word or version, an engine where one is chosen.
#[track_caller]
pub fn case(host: &str, image: &str, engine: &str) -> Case {
    let host = match release::by_slug(host) {
        Some(release) => Host::of(release),
        None => Host::new(host.parse().expect("a version"), Some(Kind::Server)),
    };
    let image = Image::parse(image).expect("an image");
    let question = Question { engine: Engine::from_slug(engine).into(), ..Question::new(host, image) };
    Case::of(question, Names::default())
}

/// Names as a paste gives them.
pub fn names() -> Names {
    let name = |text: &str| Some(text.to_owned());
    Names {
        image: name("contoso/fabrikam.web:2.1"),
        container: name("web-frontend"),
        service: name("angry_liskov"),
        nodes: vec!["WIN-BSTMQDRQC2E".to_owned(), "38519acs9011".to_owned()],
        deployment: name("fabrikam-web"),
        pod: name("fabrikam-web-789699744-rqv6p"),
        namespace: name("plang"),
        resource_group: name("rg-fabrikam"),
        cluster: name("aks-fabrikam"),
        pool: name("npwin"),
    }
}

/// Names no parser should stumble over.
pub fn hostile_names() -> Names {
    let name = |text: &str| Some(text.to_owned());
    Names {
        image: name(concat!(
            "localhost:5000/a_b/no@sha256:0123456789abcdef0123456789abcdef",
            "0123456789abcdef0123456789abcdef"
        )),
        container: name("$(whoami)"),
        service: name("no"),
        nodes: vec!["no".to_owned(), "node'; rm -rf /".to_owned()],
        deployment: name("true"),
        pod: name("0x10"),
        namespace: name(": it's \"$HOME\" `x` {{.}} #‘’ §¶"),
        resource_group: name("${x}"),
        cluster: name("@splat"),
        pool: name("%env%"),
    }
}

/// Every release as host, every known image, every engine, with and without Hyper-V isolation.
pub fn every_case(names: &Names) -> impl Iterator<Item = Case> {
    let hosts = RELEASES.iter().flat_map(|release| {
        let updates = Catalogue::builtin().updates.of_build(release.build);
        let middle = updates.get(updates.len() / 2).map(|update| update.revision);
        [None, middle].map(|revision| Host { version: Version { revision, ..release.of() }, ..Host::of(release) })
    });
    hosts.flat_map(move |host| {
        let images = RELEASES.iter().filter(|release| release.has_images()).flat_map(|release| {
            let updates = Catalogue::builtin().updates.of_build(release.build);
            let last = updates.last().map(|update| update.revision);
            [None, last].map(|revision| Version { revision, ..release.of() })
        });
        images.flat_map(move |image| {
            let engines = Engine::ALL.iter().copied().map(Some).chain([None]);
            engines.flat_map(move |engine| {
                [(None, true), (None, false), (Some(Isolation::Process), true)].map(|(isolation, hyperv)| {
                    let question = Question {
                        engine: engine.into(),
                        isolation: isolation.into(),
                        hyperv: if hyperv { Choice::Unset } else { Choice::Set(false) },
                        ..Question::new(host, Image::of_version(image))
                    };
                    Case::of(question, names.clone())
                })
            })
        })
    })
}

/// Every different text over all questions, without names, with names and with hostile ones.
pub fn every_snippet() -> &'static [Snippet] {
    static ALL: LazyLock<Vec<Snippet>> = LazyLock::new(write_every_snippet);
    &ALL
}

fn write_every_snippet() -> Vec<Snippet> {
    let mut seen = HashSet::new();
    let mut snippets = Vec::new();
    // Neither has a factor in common with the grid's parts, so each value still occurs.
    for (names, step) in [(Names::default(), 13), (names(), 61), (hostile_names(), 61)] {
        for case in every_case(&names).step_by(step) {
            for snippet in case.everything() {
                if seen.insert((snippet.target, snippet.text.clone())) {
                    snippets.push(snippet);
                }
            }
        }
    }
    snippets
}
