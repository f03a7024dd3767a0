//! Lessons, glossary, cheat sheet, error pages and disagreements: the words keep what they promise, because what they
//! show is judged.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use std::collections::BTreeSet;

use util::TODAY;
use wincompat::Outcome::{self, Depends, Hyperv, None as Nothing, Process};
use wincompat::rules::verdict::Support;
use wincompat::teach::error_page::{self, ERROR_PAGES};
use wincompat::teach::learn::{self, PATH, Picture, glossary};
use wincompat::teach::sources::{DISAGREEMENTS, SOURCES, about_releases, place};
use wincompat::{
    Catalogue, Containerd, Rule, Verdict, judge,
    read::clue,
    rules::{
        link, notice,
        notices::{self, Notices},
        release,
    },
    teach::cheatsheet,
};

fn noticed(query: &str) -> Notices {
    let question = link::decode(query);
    judge(&question).map(|verdict| notices::of(&question, &verdict, &Catalogue::builtin(), TODAY)).unwrap_or_default()
}

#[track_caller]
fn verdict(query: &str) -> Verdict {
    judge(&link::decode(query)).unwrap_or_else(|| panic!("no answer: {query}"))
}

#[track_caller]
fn outcome(query: &str) -> Outcome {
    verdict(query).outcome
}

/// A link that is its own canonical form, and whose every value is understood.
#[track_caller]
fn assert_canonical(query: &str) {
    assert_eq!(link::encode(&link::decode(query)), query);
    assert!(verdict(query).image.is_some(), "{query}");
}

#[track_caller]
fn assert_prose(text: &str) {
    assert!(text.ends_with(['.', ':', '”']), "does not end: {text}");
    assert!(!text.contains('\'') && !text.contains("  ") && text.trim() == text, "typography: {text}");
    assert!(text.split_whitespace().count() <= 120, "too long: {text}");
}

#[test]
fn what_each_lesson_shows() {
    let shows = [
        ("build", Process, &[Nothing, Process][..]),
        ("not-linux", Nothing, &[Process]),
        ("isolation", Hyperv, &[Nothing, Nothing]),
        ("build-rule", Nothing, &[Process, Hyperv, Hyperv]),
        ("server-2016", Depends, &[Process, Depends]),
        ("february-2020", Depends, &[Process, Process]),
        ("stable-abi", Process, &[Process, Hyperv, Nothing]),
        ("who-decides", Depends, &[Process, Nothing]),
        ("tags", Process, &[Process]),
        ("laptop-and-server", Hyperv, &[Nothing, Process]),
    ];
    assert_eq!(PATH.len(), shows.len());
    for (lesson, (slug, expected, tries)) in PATH.iter().zip(shows) {
        assert_eq!((lesson.slug, outcome(lesson.question)), (slug, expected));
        assert_eq!(lesson.tries.iter().map(|one| outcome(one.question)).collect::<Vec<_>>(), tries, "{slug}");
    }
}

/// What the lesson on tags points at: one FROM line that moves and two that stay at the host’s own update.
#[test]
fn the_tags_of_the_lesson_on_tags() {
    let question = learn::lesson("tags").expect("a lesson").asks();
    let recommended = wincompat::recommend(&question, &Catalogue::builtin()).expect("a base image");
    assert_eq!(recommended.from[0].reference(), "mcr.microsoft.com/windows/nanoserver:1809");
    assert_eq!(recommended.from[0].pinned, ["1809-KB4534273", "10.0.17763.973"]);
}

/// Client revisions of 26100 are no measure for images (R12b): the day of the last one that is listed is.
#[test]
fn a_revision_that_is_not_listed_is_pinned_by_its_neighbour() {
    let pinned = |revision: &str| {
        let question = wincompat::rules::link::decode(&format!("host=10.0.26100.{revision}&image=ltsc2025"));
        wincompat::recommend(&question, &Catalogue::builtin()).expect("a base image").from[0].pinned[1].clone()
    };
    assert_eq!(pinned("7462"), "10.0.26100.7462");
    assert_eq!(pinned("8000"), "10.0.26100.32522");
    assert_eq!(pinned("9168"), pinned("8875"));
}

#[test]
fn lessons_are_short_and_lead_on() {
    for (index, lesson) in PATH.iter().enumerate() {
        assert_eq!(learn::lesson(lesson.slug).map(learn::Lesson::number), Some(index + 1));
        assert_eq!(lesson.next().map(|next| next.slug), PATH.get(index + 1).map(|next| next.slug));
        let previous = index.checked_sub(1).map(|index| PATH[index].slug);
        assert_eq!(lesson.previous().map(|previous| previous.slug), previous);
        assert_eq!(lesson.query(), format!("learn={}", lesson.slug));
        assert!(!lesson.rules.is_empty() && lesson.source.starts_with("https://"));
        assert_canonical(lesson.question);
        lesson.tries.iter().for_each(|one| assert_canonical(one.question));
        lesson.body.iter().chain([&lesson.look_at]).for_each(|text| assert_prose(text));
    }
    assert!(learn::lesson("nothing").is_none());
}

/// A lesson names the rules that its questions fire, beside those that only its text is about.
#[test]
fn lessons_teach_the_rules_that_fire() {
    for lesson in &PATH {
        let fires = |rule: &Rule| {
            let queries = lesson.tries.iter().map(|one| one.question).chain([lesson.question]);
            queries.map(|query| (query, verdict(query))).any(|(query, verdict)| {
                let of_notices = noticed(query).into_iter().filter_map(|notice| notice.rule());
                verdict.reasons().iter().map(|reason| reason.rule()).chain(of_notices).any(|one| one == *rule)
            })
        };
        assert!(lesson.rules.iter().any(fires) || lesson.slug == "not-linux", "{}", lesson.slug);
    }
    let taught: BTreeSet<Rule> = PATH.iter().flat_map(|lesson| lesson.rules).copied().collect();
    for rule in cheatsheet::RULES.map(|(rule, _)| rule) {
        assert!(taught.contains(&rule), "{rule}");
    }
}

/// What a lesson asks is answered by the rules, and every choice is right somewhere.
#[test]
fn lessons_ask_before_they_tell() {
    for lesson in &PATH {
        let riddle = lesson.riddle().expect("a question");
        assert!(riddle.ends_with(": what happens?"), "{riddle}");
        assert!(!riddle.contains(", "), "{riddle}: no list of settings but a sentence");
        let right = lesson.outcome().expect("an answer");
        assert_eq!(right, outcome(lesson.question), "{}", lesson.slug);
        assert!(learn::Lesson::CHOICES.contains(&right), "{}: {right:?} cannot be chosen", lesson.slug);
    }
    let answers: BTreeSet<Outcome> = PATH.iter().filter_map(learn::Lesson::outcome).collect();
    assert_eq!(answers.len(), learn::Lesson::CHOICES.len(), "every choice is right somewhere");
}

/// The pictures say what the rules say.
#[test]
fn pictures_are_drawn_from_the_verdict() {
    let picture = |slug: &str| learn::lesson(slug).expect(slug).picture();
    let Some(Picture::Builds(builds)) = picture("build-rule") else { panic!("builds") };
    assert_eq!(builds.host, 17763);
    assert_eq!(
        builds.images,
        [
            ("ltsc2016", 14393, Hyperv),
            ("ltsc2019", 17763, Process),
            ("ltsc2022", 20348, Nothing),
            ("ltsc2025", 26100, Nothing)
        ]
    );
    let Some(Picture::Kernels(kernels)) = picture("isolation") else { panic!("kernels") };
    assert_eq!((kernels.host, kernels.image), (26100, 17763));
    assert_eq!((kernels.process, kernels.hyperv), (Support::Unsupported, Some(Support::Supported)));
    let Some(Picture::Kernels(kernels)) = picture("not-linux") else { panic!("kernels") };
    assert_eq!(kernels.hyperv, None, "the question leaves it out");
    let Some(Picture::Hosts([laptop, server])) = picture("laptop-and-server") else { panic!("hosts") };
    assert_eq!((laptop.name.as_str(), laptop.kernel, laptop.support), ("Windows 11 24H2", 17763, Support::Supported));
    assert_eq!(
        (server.name.as_str(), server.kernel, server.support),
        ("Windows Server 2022", 20348, Support::Unsupported)
    );
    assert_eq!((laptop.image, server.image), (17763, 17763), "one image");
    let Some(Picture::Revisions(revisions)) = picture("february-2020") else { panic!("revisions") };
    assert_eq!((revisions.host, revisions.image, revisions.outcome), ((1039, true), (973, false), Depends));
    let Some(Picture::Gates(gates)) = picture("who-decides") else { panic!("gates") };
    let passes: Vec<Option<bool>> = gates.iter().map(|gate| gate.passes).collect();
    assert_eq!(passes, [Some(true), Some(true), Some(true), Some(false), Some(true)]);
    assert_eq!([gates[0].word, gates[1].word, gates[3].word], ["supported", "lets it through", "refuses it"]);
    let Some(Picture::Tags(tags)) = picture("tags") else { panic!("tags") };
    let moves: Vec<(&str, bool)> = tags.iter().map(|tag| (&*tag.tag, tag.moves)).collect();
    assert_eq!(moves, [("1809", true), ("1809-KB4534273", false), ("10.0.17763.973", false)]);
    assert!(PATH.iter().all(|lesson| lesson.picture().is_some()));
}

/// No lesson calls the build rule whole, and the one on the build rule names what later lessons add.
#[test]
fn no_lesson_is_contradicted_by_a_later_one() {
    let text = |slug: &str| learn::lesson(slug).expect(slug).body.join(" ");
    assert!(PATH.iter().all(|lesson| !lesson.body.join(" ").contains("the whole rule")));
    let rule = text("build-rule");
    for (number, slug) in [(5, "server-2016"), (6, "february-2020"), (7, "stable-abi")] {
        assert_eq!(learn::lesson(slug).map(learn::Lesson::number), Some(number));
        assert!(rule.contains(&format!("(lesson {number})")), "{rule}");
    }
    assert!(text("who-decides").contains("it stops nothing"), "as the sources say of the table");
}

#[test]
fn old_names_lead_to_lessons() {
    assert_eq!(learn::lesson("anatomy").map(|lesson| lesson.slug), Some("build"));
}

#[test]
fn the_glossary_is_sorted_and_leads_to_lessons() {
    let key = |term: &glossary::Term| term.slug;
    assert!(glossary::GLOSSARY.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])));
    for term in &glossary::GLOSSARY {
        assert!(learn::lesson(term.lesson).is_some(), "{}", term.slug);
        assert_eq!(glossary::by_slug(term.slug).map(key), Some(term.slug));
        assert_prose(term.text);
    }
}

#[test]
fn terms_are_found_as_whole_words_once() {
    let found = |text: &str| -> Vec<String> {
        glossary::terms_in(text).into_iter().map(|(range, term)| format!("{}={}", &text[range], term.slug)).collect()
    };
    assert_eq!(found("Builds differ, and the build decides."), ["Builds=build"]);
    assert_eq!(
        found("Hyper-V isolation, not process isolation"),
        ["Hyper-V isolation=hyperv-isolation", "process isolation=process-isolation"]
    );
    assert_eq!(found("rebuild the image’s builder"), [""; 0]);
    assert_eq!(found("a floating tag’s UBR"), ["floating tag=floating-tag", "UBR=revision"]);
    assert_eq!(found("node.kubernetes.io/windows-build"), ["node.kubernetes.io/windows-build=windows-build"]);
    assert_eq!(found(""), [""; 0]);
}

/// D1 to D8 say what the gates say: Microsoft's process and Hyper-V columns, the pull check, and variants A, B, C.
#[test]
fn disagreements_about_pairs_are_what_the_gates_show() {
    let gates = |id: &str| {
        let one = DISAGREEMENTS.iter().find(|one| one.id == id).unwrap_or_else(|| panic!("{id}"));
        let gates = verdict(one.question).gates.expect("both builds are known");
        let Containerd { a, b, c } = gates.containerd;
        let documented = gates.documented.map(|row| (row.process, row.hyperv));
        (documented, gates.docker_pull, [a, b, c])
    };
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(gates("D1"), (Some((yes, yes)), true, [true, false, true]));
    assert_eq!(gates("D2"), (Some((no, yes)), true, [true; 3]));
    assert_eq!(gates("D3"), (Some((yes, yes)), true, [true; 3]));
    assert_eq!(gates("D4"), (Some((yes, None)), true, [true; 3]));
    assert_eq!(gates("D5"), (Some((no, yes)), false, [false; 3]));
    assert_eq!(gates("D6"), (Some((no, yes)), true, [false; 3]));
    assert_eq!(gates("D7"), (Some((no, yes)), true, [false; 3]));
    assert_eq!(gates("D8"), (None, true, [true; 3]));
}

#[test]
fn disagreements_are_whole_and_answered() {
    let ids: BTreeSet<&str> = DISAGREEMENTS.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), DISAGREEMENTS.len());
    for one in &DISAGREEMENTS {
        [one.microsoft, one.runtimes, one.when, one.stance].into_iter().for_each(assert_prose);
        assert!(one.links.iter().all(|link| link.starts_with("https://")) && !one.links.is_empty(), "{}", one.id);
        assert_eq!(one.asks().is_some(), !one.question.is_empty());
        if !one.question.is_empty() {
            assert_canonical(one.question);
        }
    }
    assert!(about_releases(&Catalogue::builtin()).count() > 10);
    assert!(SOURCES.iter().all(|source| source.url.starts_with("https://")));
}

#[test]
fn what_each_error_page_shows() {
    let shows = [
        ("0xc0370101", Some(Nothing)),
        ("no-matching-manifest", Some(Depends)),
        ("image-newer-than-host", Some(Nothing)),
        ("no-match-for-platform", Some(Nothing)),
        ("0xc0370106", Some(Process)),
        ("0xc0370102", Some(Nothing)),
        ("0x490", Some(Depends)),
        ("0xc0000142", Some(Depends)),
        ("0xc0370112", Some(Process)),
        ("0x80370113", None),
    ];
    assert_eq!(ERROR_PAGES.len(), shows.len());
    for (page, (slug, expected)) in ERROR_PAGES.iter().zip(shows) {
        assert_eq!(page.slug, slug);
        assert_eq!(page.asks().map(|_| outcome(page.question)), expected, "{slug}");
    }
    let of_0106 = error_page::by_name("0xc0370106").expect("a page").question;
    assert!(noticed(of_0106).iter().any(|one| matches!(one, notice::Notice::RevisionGap { .. })));
}

/// The messages a page shows, pasted, lead to that page.
#[test]
fn messages_lead_to_their_page() {
    for page in &ERROR_PAGES {
        for message in page.message {
            let error = clue::read(message).error.unwrap_or_else(|| panic!("not read: {message}"));
            assert_eq!(error_page::of(error.code).map(|found| found.slug), Some(page.slug), "{message}");
        }
    }
}

#[test]
fn error_pages_are_found_and_fit_search_results() {
    let mut names = BTreeSet::new();
    for page in &ERROR_PAGES {
        assert!(page.also.iter().chain([&page.slug]).all(|name| names.insert(*name)), "{}", page.slug);
        assert!(page.slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        assert_eq!(page.path(), format!("error/{}", page.slug));
        let length = page.description.chars().count();
        assert!((80..=160).contains(&length), "{} {length}", page.slug);
        page.means().chain([page.description]).for_each(assert_prose);
        assert_prose(&page.not_said());
        assert!(!page.run.is_empty() && !page.fixes.is_empty() && !page.message.is_empty());
        assert!(learn::lesson(page.lesson).is_some() && page.source.starts_with("https://"));
    }
    let found = |name: &str| error_page::by_name(name).map(|page| page.slug);
    assert_eq!(found("0xC0370101"), Some("0xc0370101"));
    assert_eq!(found("0x80370101"), Some("0xc0370101"));
    assert_eq!(found("0xC0351000"), Some("0xc0370102"));
    assert_eq!(found("-1073741502"), Some("0xc0000142"));
    assert_eq!(found("0xc0370199"), None);
}

#[test]
fn the_cheat_sheet() {
    assert!(cheatsheet::RULES.iter().all(|(_, line)| line.ends_with('.') && line.chars().count() <= 120));
    assert_eq!(cheatsheet::COMMANDS.len(), 9, "and a base image");
}

#[test]
fn the_base_of_the_cheat_sheet_has_the_newest_update_that_is_known() {
    let catalogue = Catalogue::builtin();
    let base = cheatsheet::pinned_base(&catalogue).expect("a base image");
    let (name, update) = base.rsplit_once("-KB").expect("a tag of one update");
    assert_eq!(name, "FROM mcr.microsoft.com/windows/servercore:ltsc2022");
    let newest = catalogue.updates.newest_for_image(release::by_slug("ws2022").expect("a release")).expect("an update");
    assert_eq!(update, newest.kb.expect("a KB").to_string());
}

#[test]
fn lessons_about_rules_come_in_the_order_of_the_path() {
    let slugs = |rules: &[Rule]| learn::about(rules).iter().map(|lesson| lesson.slug).collect::<Vec<_>>();
    assert_eq!(slugs(&[Rule::R5, Rule::R3]), ["isolation", "stable-abi"]);
    assert_eq!(slugs(&[Rule::R4, Rule::R4]), ["build-rule"]);
    assert_eq!(slugs(&[]), [""; 0]);
}

#[test]
fn a_source_is_called_by_its_place() {
    assert_eq!(place("https://github.com/moby/moby/issues/34079"), "moby/moby#34079");
    assert_eq!(place("https://github.com/docker/cli/blob/28f756087e/docs/deprecated.md"), "docker/cli: deprecated.md");
    assert_eq!(place("https://github.com/microsoft/hcsshim"), "microsoft/hcsshim");
    assert_eq!(
        place("https://learn.microsoft.com/virtualization/about/version-compatibility?tabs=x#y"),
        "learn.microsoft.com: version compatibility"
    );
    assert_eq!(place("https://kubernetes.io/"), "kubernetes.io");
    assert_eq!(place("https://github.com/moby"), "moby");
    assert_eq!(place(""), "");
    for one in &DISAGREEMENTS {
        assert!(one.links.iter().all(|link| !place(link).is_empty()), "{}", one.id);
    }
}
