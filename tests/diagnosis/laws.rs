//! What holds for every text.

use wincompat::read::evidence;
use wincompat::remedy::next::{Answered, answers};
use wincompat::rules::link;
use wincompat::teach::share;
use wincompat::{Catalogue, Date, RULES_AS_OF, diagnose::ChosenByHand, diagnose::Diagnosis, judge};

use crate::expected::{expectations, explain, folder};

/// The answers to a text.
pub fn answer(text: &str) -> Vec<Answered> {
    answers(&evidence::read(text), text, &ChosenByHand::default(), &Catalogue::builtin(), Date::new(2026, 11, 26))
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
fn a_success_stands_neither_beside_a_failure_nor_in_the_title_of_its_window() {
    let judged = |query: &str| {
        let question = link::decode(query);
        let verdict = judge(&question).expect("a whole question");
        (question, verdict)
    };
    let unpacked = "PS C:\\> docker pull mcr.microsoft.com/windows/servercore:ltsc2019\nfailed to register layer: re-exec error: exit status 1: \
         output: ProcessUtilityVMImage \\\\?\\C:\\a\\UtilityVM: The system cannot find the path specified.\nHost: 10.0.17763.5458";
    let failed = answer(unpacked).into_iter().next().expect("a failure").diagnosis;
    let window = |failed, query: &str| {
        let (question, verdict) = judged(query);
        share::window("", failed, &question, Some(&verdict), RULES_AS_OF)
    };
    const SAME: &str = "host=10.0.17763.5458&image=ltsc2019";
    assert_eq!(window(Some(&failed), SAME)[0], format!("{} · wincompat", failed.title));
    assert_eq!(window(Some(&failed), SAME)[1], failed.text);
    assert!(window(None, SAME)[0].contains("runs with process isolation"), "without a failure the pair is the title");

    let of_pair = |query: &str| {
        let (_, verdict) = judged(query);
        let failed = Diagnosis { verdict: Some(verdict.clone()), ..failed.clone() };
        (failed.is_about(&verdict), failed.belies(&verdict))
    };
    assert_eq!(of_pair("host=ws2019&image=ltsc2019"), (true, true), "the green row would belie the error");
    assert_eq!(of_pair("host=ws2022&image=ltsc2019"), (true, false), "that the builds differ explains it");
    let (_, other) = judged("host=ws2022&image=ltsc2022");
    let failed = Diagnosis { verdict: Some(judged(SAME).1), ..failed };
    assert_eq!((failed.is_about(&other), failed.belies(&other)), (false, false), "another pair, chosen by hand");
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

mod any_text {
    use proptest::prelude::*;

    use super::answer;

    /// Pieces of reports, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let known = prop::sample::select(vec![
            "Microsoft Windows [Version 10.0.17763.973]",
            "docker run --isolation=process mcr.microsoft.com/windows/servercore:ltsc2019",
            "FROM a.io/web:1-ltsc2022",
            "hcs::CreateComputeSystem web: The container operating system does not match the host operating system.",
            "no match for platform in manifest: not found",
            "no matching manifest for linux/arm64",
            "Name:  web-0",
            "Node:  win-1/10.0.0.4",
            "Containers:",
            "  web:",
            "    Image:  a.io/web:1",
            "Successfully assigned a/web-0 to win-1",
            "FailedCreatePodSandBox",
            "    Platform:  windows/amd64",
            "containerd://1.7.20",
            "401 Unauthorized",
            "(0xc0370106)",
            "\n",
            "\r\n",
            "\"",
            "…",
            "\u{202e}",
        ]);
        prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>(), 2 => Just("\n".to_owned())]
    }

    proptest! {
        #[test]
        fn anything_can_be_diagnosed(texts in prop::collection::vec(pieces(), 0..24)) {
            let text = texts.concat();
            for answered in answer(&text) {
                let diagnosis = &answered.diagnosis;
                prop_assert!(text.get(diagnosis.span.start..diagnosis.span.end).is_some());
                prop_assert_ne!(diagnosis.exit_code(), 0);
                let hidden = diagnosis.line.contains('\u{202e}');
                prop_assert!(!hidden, "what hides stands by its number");
            }
        }
    }
}

/// `explain --json` keeps its advice for the pair; none of it goes against the cause.
#[test]
fn advice_for_the_pair_never_contradicts_the_cause() {
    for collection in ["field", "negatives"] {
        for name in expectations(collection).into_keys() {
            let (json, _) = explain(&folder(collection).join(&name), &["--json"]);
            let answer: serde_json::Value =
                serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
            let (cause, phase) = (&answer["diagnosis"]["cause"], &answer["diagnosis"]["phase"]);
            if cause == "none" {
                continue;
            }
            let about_pair = [
                "image-older",
                "image-newer",
                "revision",
                "no-image-for-host",
                "engine-refuses",
                "isolation-not-allowed",
            ];
            for advice in answer["advice"].as_array().into_iter().flatten() {
                assert!(about_pair.iter().any(|slug| cause == slug), "{name}: {} for {cause}", advice["id"]);
                assert!(
                    advice["id"] != "run" && (advice["id"] != "hyperv" || phase != "pull"),
                    "{name}: {}",
                    advice["id"]
                );
            }
        }
    }
}
