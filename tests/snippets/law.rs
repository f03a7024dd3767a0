//! The law of texts to copy: whatever a paste says, the commands are those of the template.
//!
//! `PROPTEST_CASES=100000 cargo test --test snippets law` looks at that many pastes.

use std::cell::RefCell;
use std::collections::HashSet;

use proptest::prelude::*;
use serde::Deserialize;
use serde_norway::Value;
use wincompat::read::names::Names;
use wincompat::read::{apply, clue};
use wincompat::remedy::target::Target;
use wincompat::rules::release::{self, RELEASES};
use wincompat::{Choice, Engine, Host, Image, Language, Question, Reference, Snippet};

use crate::grid::Case;
use crate::hostile::{self, hostile};
use crate::shells::{self, Command};

/// The name that stands for each plain one in the texts to compare with.
const BENIGN: &str = "benign-7f3a";

/// What a plain name is, said once more so that the library's own word isn't taken for it.
fn is_plain(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphanumeric())
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        && name.len() < 254
}

/// The same names where each plain one is a harmless one and no other is there; images stay, as the texts depend on them.
fn benign(names: &Names) -> Names {
    let one = |name: &Option<String>| name.as_ref().filter(|name| is_plain(name)).map(|_| BENIGN.to_owned());
    Names {
        image: names.image.clone().filter(|image| image.parse::<Reference>().is_ok()),
        container: one(&names.container),
        service: one(&names.service),
        nodes: names.nodes.iter().filter_map(|node| one(&Some(node.clone()))).collect(),
        deployment: one(&names.deployment),
        pod: one(&names.pod),
        namespace: names.namespace.as_ref().map(|name| if is_plain(name) { BENIGN.into() } else { "'".into() }),
        resource_group: one(&names.resource_group),
        cluster: one(&names.cluster),
        pool: one(&names.pool),
    }
}

fn plain_names(names: &Names) -> Vec<&str> {
    let single = [&names.container, &names.service, &names.deployment, &names.pod, &names.namespace];
    let rest = [&names.resource_group, &names.cluster, &names.pool];
    let all = single.into_iter().chain(rest).flatten().chain(&names.nodes);
    all.map(String::as_str).filter(|name| is_plain(name)).collect()
}

/// Every text of a question says with these names what it says with harmless ones.
fn holds(question: Question, names: Names) -> Result<(), TestCaseError> {
    let template = Case::of(question.clone(), benign(&names));
    let case = Case::of(question, names);
    let accepted = plain_names(&case.names);
    let (texts, templates): (Vec<Snippet>, Vec<Snippet>) =
        (case.everything().collect(), template.everything().collect());
    prop_assert_eq!(texts.len(), templates.len());
    for (text, template) in texts.iter().zip(&templates) {
        prop_assert_eq!((text.target, text.title, text.language), (template.target, template.title, template.language));
        if text.text != template.text && !seen(text, template) {
            let same = says_the_same(text, template, &accepted);
            prop_assert!(same.is_ok(), "{}\n{:?}\n{}\n{}", same.unwrap_err(), case.names, text.text, template.text);
        }
        prop_assert!(text.text.chars().all(|c| c == '\n' || c.is_ascii_graphic() || c == ' '), "{:?}", text.text);
    }
    Ok(())
}

/// Whether this pair was looked at before: most pastes lead to the same few texts.
fn seen(text: &Snippet, template: &Snippet) -> bool {
    thread_local!(static SEEN: RefCell<HashSet<(String, String)>> = RefCell::default());
    !SEEN.with_borrow_mut(|seen| seen.insert((text.text.clone(), template.text.clone())))
}

fn says_the_same(text: &Snippet, template: &Snippet, names: &[&str]) -> Result<(), String> {
    match text.language {
        Language::AnyShell => {
            for shell in [shells::sh, shells::powershell, shells::cmd] {
                same_commands(&shell(&text.text)?, &shell(&template.text)?, names)?;
            }
            match shells::loses_quotes(&shells::powershell(&text.text)?) {
                true => Err("Windows PowerShell loses a quotation mark".into()),
                false => Ok(()),
            }
        }
        Language::Shell => same_commands(&shells::sh(&text.text)?, &shells::sh(&template.text)?, names),
        Language::PowerShell => {
            same_commands(&shells::powershell(&text.text)?, &shells::powershell(&template.text)?, names)
        }
        Language::Yaml | Language::Json => match (documents(&text.text)?, documents(&template.text)?) {
            (text, template) if text == template => Ok(()),
            (text, template) => Err(format!("{text:?} is not {template:?}")),
        },
        Language::Dockerfile => match (instructions(&text.text)?, instructions(&template.text)?) {
            (text, template) if text == template => Ok(()),
            (text, _) => Err(format!("{text:?}")),
        },
    }
}

fn same_commands(commands: &[Command], template: &[Command], names: &[&str]) -> Result<(), String> {
    let same = |word: &String, template: &String| {
        word == template || names.iter().any(|name| template.replace(BENIGN, name) == *word)
    };
    let fits = |(command, template): (&Command, &Command)| {
        command.len() == template.len() && command.iter().zip(template).all(|(word, template)| same(word, template))
    };
    let all = commands.len() == template.len() && commands.iter().zip(template).all(fits);
    if all { Ok(()) } else { Err(format!("{commands:?} is not {template:?}")) }
}

/// The documents of a file with the places of names masked: whatever else differs has broken out of its place.
fn documents(text: &str) -> Result<Vec<Value>, String> {
    let read =
        |document| Value::deserialize(document).map(masked).map_err(|error: serde_norway::Error| error.to_string());
    serde_norway::Deserializer::from_str(text).map(read).collect()
}

fn masked(value: Value) -> Value {
    let masks = |key: &Value| matches!(key.as_str(), Some("name" | "namespace" | "app" | "image"));
    match value {
        Value::Mapping(mapping) => {
            let entry = |(key, value): (Value, Value)| match value {
                Value::String(_) if masks(&key) => (key, Value::Null),
                Value::Mapping(services) if key == "services" => {
                    let services = services.into_iter().map(|(_, service)| masked(service)).collect();
                    (key, Value::Sequence(services))
                }
                value => (key, masked(value)),
            };
            Value::Mapping(mapping.into_iter().map(entry).collect())
        }
        Value::Sequence(list) => Value::Sequence(list.into_iter().map(masked).collect()),
        value => value,
    }
}

fn instructions(text: &str) -> Result<Vec<std::mem::Discriminant<parse_dockerfile::Instruction<'_>>>, String> {
    let parsed = parse_dockerfile::parse(text).map_err(|error| error.to_string())?;
    Ok(parsed.instructions.iter().map(std::mem::discriminant).collect())
}

/// The question and the names of a paste, as page and command line make them.
fn asked(paste: &str, engine: Option<Engine>, host: usize, image: usize) -> (Question, Names) {
    let clues = clue::read(paste);
    let images: Vec<&release::Release> = RELEASES.iter().filter(|release| release.has_images()).collect();
    let question = Question {
        engine: engine.into(),
        host: Choice::Set(
            apply::hosts(&clues, paste, None)
                .first()
                .copied()
                .unwrap_or_else(|| Host::of(&RELEASES[host % RELEASES.len()])),
        ),
        image: Choice::Set(
            apply::images(&clues).first().cloned().unwrap_or_else(|| Image::of_release(images[image % images.len()])),
        ),
        ..Question::default()
    };
    let named = clues.images.first().and_then(|image| image.reference.clone());
    (question, Names { image: named, ..apply::names(&clues, engine) })
}

fn engine() -> impl Strategy<Value = Option<Engine>> {
    proptest::option::of(proptest::sample::select(Engine::ALL))
}

proptest! {
    /// From the paste to the text, through every reader.
    #[test]
    fn no_paste_changes_a_command(
        name in hostile(),
        carrier in 0..hostile::CARRIERS.len(),
        engine in engine(),
        (host, image) in (0usize..40, 0usize..12),
    ) {
        let paste = hostile::CARRIERS[carrier](&name);
        let (question, names) = asked(&paste, engine, host, image);
        holds(question, names)?;
    }

    /// Whatever a reader may let through.
    #[test]
    fn no_name_changes_a_command(
        all in proptest::collection::vec(hostile(), 10),
        image in hostile(),
        engine in engine(),
        (host, known) in (0usize..40, 0usize..12),
    ) {
        let (question, _) = asked("", engine, host, known);
        let mut all = all.into_iter();
        let mut one = || all.next();
        holds(question, Names {
            image: Some(image),
            container: one(),
            service: one(),
            deployment: one(),
            pod: one(),
            namespace: one(),
            resource_group: one(),
            cluster: one(),
            pool: one(),
            nodes: all.collect(),
        })?;
    }

    /// What makes references as good as plain names: their grammar has no room for anything else.
    #[test]
    fn a_reference_holds_nothing_that_a_shell_reads(text in prop_oneof![hostile(), "\\PC{1,20}"]) {
        let wrapped = [text.clone(), format!("a/{text}"), format!("{text}/a:1"), format!("a:{text}"), format!("a@{text}")];
        for text in wrapped {
            if let Ok(reference) = text.parse::<Reference>() {
                let fits = |c: char| c.is_ascii_alphanumeric() || "._/:@+-[]".contains(c);
                prop_assert!(reference.to_string().chars().all(fits), "{}", reference);
            }
        }
    }
}

/// What was found on the page: <https://cwe.mitre.org/data/definitions/78.html>.
#[test]
fn a_node_name_is_no_second_command() {
    for name in ["win1'; Start-Process calc #", "win1 & calc.exe & rem ", "win1\\\" --privileged \\\"", "win1’; calc #"]
    {
        for carrier in hostile::CARRIERS {
            let paste = carrier(name);
            for engine in Engine::ALL.iter().copied().map(Some).chain([None]) {
                let (question, names) = asked(&paste, engine, 0, 0);
                holds(question, names).unwrap_or_else(|error| panic!("{error}\n{paste}"));
            }
        }
    }
}

#[test]
fn what_is_refused_is_shown_beside_the_text() {
    let paste = hostile::CARRIERS[0]("win1'; Start-Process calc #");
    let (question, names) = asked(&paste, Some(Engine::Kubernetes), 0, 0);
    let case = Case::of(question, names);
    let label = case.everything().find(|one| one.target == Target::Kubernetes && !one.refused.is_empty());
    let remarks = label.expect("a text for nodes").remarks().join("\n");
    assert!(remarks.contains("Not used: “win1'; Start-Process calc #”"), "{remarks}");
}
