//! Incident drills: each is answered by the product's own diagnosis, as the field case that it comes from is.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use std::collections::{BTreeMap, BTreeSet};

use util::TODAY;
use wincompat::diagnose::{Cause, cause::CAUSES};
use wincompat::teach::drills::{self, DRILLS, Drill, ROUND, Round, Solved};

/// The field cases that the logs are, with other names in them.
const ORIGINS: [(&str, &str); 19] = [
    ("second-node", "field/kube-46-pod-on-second-node.txt"),
    ("runner-label", "field/docker-20-actions-label-2022-runner-2025.txt"),
    ("fitting-node", "negatives/52-two-nodes-401-on-the-fitting-one.txt"),
    ("no-hypervisor", "field/docker-40-vmware-no-hypervisor-german-console.txt"),
    ("metadata", "field/docker-23-desktop-linux-builder-metadata.txt"),
    ("replaced-pool", "field/kube-20-scheduler-build-selector-no-node.txt"),
    ("batch-file", "field/docker-50-batch-file-cascade-of-errors.txt"),
    ("equal-builds", "field/kube-08-sandbox-mismatch-equal-builds.txt"),
    ("eleven-restarts", "negatives/10-oomkilled-windows.txt"),
    ("new-laptop", "field/docker-01-engine29-25h2-no-manifest.txt"),
    ("silent-exit", "field/kube-37-aks-2b-32bit-silent.txt"),
    ("not-found", "negatives/37-manifest-unknown-typo.txt"),
    ("file-not-found", "field/docker-15-win10-1909-file-not-found-in-disguise.txt"),
    ("new-sidecar", "field/kube-06-manifest-list-lost-osversion.txt"),
    ("access-denied", "negatives/43-antivirus-access-denied-build.txt"),
    ("old-server", "field/docker-35-engine23-on-server-2016.txt"),
    ("behind-a-proxy", "negatives/04-mcr-dns-proxy.txt"),
    ("after-the-update", "field/docker-03-desktop-inspect-state-error.txt"),
    ("two-bases", "field/docker-24-hostprocess-base-registry-corrupt.txt"),
];

#[track_caller]
fn solved(drill: &Drill) -> Solved {
    drill.solve(TODAY).unwrap_or_else(|| panic!("{}: nothing failed", drill.id))
}

/// The causes that the field case may have.
#[track_caller]
fn accepted(id: &str) -> Vec<String> {
    let (_, origin) = ORIGINS.iter().find(|(one, _)| *one == id).unwrap_or_else(|| panic!("{id} comes from nowhere"));
    let (folder, file) = origin.split_once('/').expect("a folder");
    let expected = util::json(&format!("fixtures/{folder}/expected.json"));
    let case = &expected[file];
    let causes = if folder == "field" { &case["diagnosis"]["cause"] } else { &case["acceptable_causes"] };
    causes.as_array().into_iter().flatten().filter_map(|cause| Some(cause.as_str()?.to_owned())).collect()
}

#[test]
fn ids_are_stable() {
    let ids: Vec<&str> = DRILLS.iter().map(|drill| drill.id).collect();
    assert_eq!(ids, ORIGINS.map(|(id, _)| id));
    assert!(ids.iter().all(|id| drills::by_id(id).is_some_and(|drill| drill.id == *id)));
    assert!(drills::by_id("nothing").is_none());
    assert_eq!(DRILLS[0].query(), "drill=second-node");
}

#[test]
fn every_drill_is_diagnosed_as_its_field_case() {
    for drill in &DRILLS {
        let slug = solved(drill).cause().slug();
        assert!(accepted(drill.id).iter().any(|accepted| accepted == slug), "{}: {slug}", drill.id);
    }
}

/// A wrong choice is none that the field case may have as well, and each choice stands in the table.
#[test]
fn one_of_four_choices_is_right() {
    for drill in &DRILLS {
        let right = solved(drill).cause();
        let choices: Vec<Cause> = drill.choices(right).iter().map(|entry| entry.cause).collect();
        assert_eq!(choices.len(), 4, "{}: {choices:?}", drill.id);
        assert_eq!(choices.iter().filter(|cause| **cause == right).count(), 1, "{}", drill.id);
        let accepted = accepted(drill.id);
        for wrong in drill.wrong {
            assert!(!accepted.iter().any(|accepted| accepted == wrong.slug()), "{}: {}", drill.id, wrong.slug());
        }
    }
    assert!(CAUSES.iter().all(|entry| drills::why_not(entry).ends_with('.')));
}

#[test]
fn the_lines_that_prove_it_are_marked() {
    for drill in &DRILLS {
        let solved = solved(drill);
        let diagnosis = &solved.answer.diagnosis;
        let text: Vec<String> = solved.lines.iter().map(|line| line.text()).collect();
        assert_eq!(
            text.join("\n"),
            drill.text.replace("\r\n", "\n").trim_end_matches('\n'),
            "{}: nothing is lost",
            drill.id
        );
        assert!(solved.lines.iter().zip(1..).all(|(line, number)| line.number == number));
        let proof = |what: &str| {
            let marked = |line: &&drills::LogLine| line.pieces.iter().any(|(_, marked)| *marked == Some(what));
            solved.proof().find(marked).map(|line| line.text())
        };
        let error = proof("error").unwrap_or_else(|| panic!("{}: no line of the error", drill.id));
        let begins = diagnosis.line.trim_end_matches(" …").chars().take(24).collect::<String>();
        assert!(error.contains(begins.trim()), "{}: {error}", drill.id);
        if let Some(version) = diagnosis.host.as_ref().and_then(|host| host.version) {
            assert!(proof("host").is_some(), "{}: {version}", drill.id);
        }
        assert!(solved.proof().count() <= 12, "{}: {} lines", drill.id, solved.proof().count());
    }
}

#[test]
fn every_drill_says_what_it_is_not_and_what_to_do() {
    for drill in &DRILLS {
        let solved = solved(drill);
        let diagnosis = &solved.answer.diagnosis;
        assert!(!diagnosis.ruled_out.is_empty(), "{}", drill.id);
        assert!(!solved.answer.next.is_empty(), "{}", drill.id);
        assert!(drill.title.ends_with('.') && !drill.title.contains('\''), "{}", drill.title);
        let given_away = CAUSES.iter().any(|entry| drill.title.contains(entry.title));
        assert!(!given_away && drill.text.lines().count() <= 64, "{}", drill.id);
    }
}

#[test]
fn no_cause_comes_more_than_twice_and_some_are_not_about_versions() {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for drill in &DRILLS {
        *uses.entry(solved(drill).cause().slug()).or_default() += 1;
    }
    assert!(uses.values().all(|uses| *uses <= 2) && uses.len() >= 12, "{uses:?}");
    assert_eq!(uses["not-compatibility"], 2);
}

#[test]
fn names_are_neutral() {
    for drill in &DRILLS {
        for name in ["contoso", "dapr", "friwi", "jcef", "azurecr.io", "MediaPlugin"] {
            assert!(!drill.text.to_lowercase().contains(&name.to_lowercase()), "{}: {name}", drill.id);
        }
    }
}

#[test]
fn a_session_is_ten_drills_and_ends_with_a_result() {
    let ids = |seed| {
        let mut round = Round::new(None, seed);
        let mut ids = Vec::new();
        while let Some(drill) = round.open() {
            ids.push(drill.id);
            round.answer(Cause::Unknown, false);
            round.next();
        }
        ids
    };
    assert_eq!((ids(7), ids(7).len()), (ids(7), ROUND));
    assert_ne!(ids(7), ids(8));
    for seed in 0..50 {
        assert_eq!(ids(seed).into_iter().collect::<BTreeSet<_>>().len(), ROUND, "none comes twice");
    }
    let mut round = Round::new(drills::by_id("not-found"), 7);
    assert_eq!((round.open().map(|drill| drill.id), round.place().as_str()), (Some("not-found"), "Drill 1 of 10"));
    assert_eq!((round.score().as_str(), round.answered()), ("", None));
    round.next();
    assert!(round.is_new(), "no drill is left unanswered");
    round.answer(Cause::ImageNewer, false);
    round.answer(Cause::NoSuchTag, true);
    assert_eq!(round.answered(), Some((Cause::ImageNewer, false)), "the first answer counts");
    round.next();
    round.answer(Cause::ImageNewer, true);
    assert_eq!((round.place().as_str(), round.score().as_str()), ("Drill 2 of 10", "1 of 2 right"));
    let rights: Vec<bool> = round.review().map(|(_, right)| right).collect();
    assert_eq!(rights, [false, true]);
}

/// What was built on the machine is in no registry.
#[test]
fn an_image_without_a_registry_is_built_again_and_not_pulled() {
    let steps = |name: &str| {
        let drill = drills::by_id("after-the-update").expect("a drill");
        let text = drill.text.replace("mssql-server-windows-developer:2022-latest", name);
        let given = wincompat::diagnose::ChosenByHand { kind: None, engine: None, isolation: None, hyperv: true };
        let evidence = wincompat::read::evidence::read(&text);
        let answers =
            wincompat::remedy::next::answers(&evidence, &text, &given, &wincompat::Catalogue::builtin(), TODAY);
        answers.into_iter().flat_map(|one| one.next).filter_map(|next| next.command).collect::<Vec<_>>().join("\n")
    };
    let local = steps("mssql-server-windows-developer:2022-latest");
    assert!(local.contains("docker rmi mssql-server-windows-developer") && !local.contains("docker pull"), "{local}");
    for published in ["registry.example.com/sql:2022", "acme/sql:2022", "mcr.microsoft.com/windows/servercore:ltsc2022"]
    {
        let commands = steps(published);
        assert!(commands.contains(&format!("docker pull {published}")), "{commands}");
    }
}
