//! What holds for every text.

use wincompat::read::evidence;
use wincompat::remedy::next::{Answered, answers};
use wincompat::{Catalogue, Date, diagnose::Asked};

use crate::expected::{expectations, explain, folder};

/// The answers to a text.
pub fn answer(text: &str) -> Vec<Answered> {
    answers(&evidence::read(text), text, &Asked::default(), &Catalogue::builtin(), Date::new(2026, 11, 26))
}

/// Every text of the two collections.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for collection in ["field", "negatives"] {
        for name in expectations(collection).into_keys() {
            let text = std::fs::read_to_string(folder(collection).join(&name)).expect("a text");
            texts.push((name, text));
        }
    }
    texts
}

#[test]
fn a_success_never_stands_over_an_error() {
    for collection in ["field", "negatives"] {
        for name in expectations(collection).into_keys() {
            let path = folder(collection).join(&name);
            let text = std::fs::read_to_string(&path).expect("a text");
            if answer(&text).is_empty() {
                continue;
            }
            let (said, status) = explain(&path, &[]);
            assert!(!said.contains('✔') && status != 0, "{name}: {said}");
        }
    }
}

#[test]
fn what_failed_is_not_advised_again() {
    for (name, text) in texts() {
        let flat: Vec<String> =
            text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        for answered in answer(&text) {
            for command in answered
                .next
                .iter()
                .filter_map(|next| next.command.as_deref())
                .filter(|c| c.contains("docker run") || c.contains("docker pull"))
            {
                let tried = flat.iter().any(|line| line.ends_with(command));
                assert!(!tried || command.contains("docker rmi"), "{name}: {command}");
            }
        }
    }
}

#[test]
fn every_answer_has_a_subject_a_sentence_and_a_first_step() {
    for (name, text) in texts() {
        for Answered { diagnosis, next } in answer(&text) {
            assert!(
                !diagnosis.title.is_empty() && diagnosis.text.ends_with('.'),
                "{name}: {} {}",
                diagnosis.title,
                diagnosis.text
            );
            assert!(!next.is_empty(), "{name}: nothing to do about {}", diagnosis.title);
            assert!(diagnosis.span.end <= text.len() && diagnosis.span.start < diagnosis.span.end, "{name}");
        }
    }
}
