use super::*;

#[test]
fn nothing_hides_in_what_is_shown_of_a_paste() {
    let text = "\u{202e}Microsoft Windows [Version 10.0.20348.2113]\u{200b} \u{1b}]0;title\u{7}\n";
    let excerpt = Excerpt::of(text, &crate::read::clue::read(text));
    let shown: String = excerpt.lines.iter().flatten().map(|(text, _)| text.as_str()).collect();
    assert!(shown.starts_with("⟨U+202E⟩Microsoft") && shown.contains("⟨U+200B⟩ ⟨U+001B⟩]0;title⟨U+0007⟩"), "{shown}");
}

#[test]
fn an_excerpt_cuts_and_marks_whole_words() {
    let before = "word ".repeat(60);
    let text = format!("{before}hcs::CreateComputeSystem x: {} (0xc0370101) {before}", "failed ".repeat(3));
    let Content::Clues(evidence) = Reading::of(&text).found else { panic!("clues") };
    let pieces: Vec<(String, Option<&str>)> = evidence.excerpt.lines.into_iter().flatten().collect();
    let whole: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
    let words: Vec<&str> = whole.trim_matches('…').split_whitespace().collect();
    assert!(words.iter().all(|word| text.split_whitespace().any(|one| one == *word)), "{words:?}");
    assert!(whole.starts_with("…word") && whole.ends_with("word…"), "{whole}");
    for (mark, _) in pieces.iter().filter(|(_, what)| what.is_some()) {
        let at = text.find(mark.as_str()).expect("in the text");
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        assert!(!joins(text[..at].chars().next_back()) && !joins(text[at + mark.len()..].chars().next()), "{mark}");
    }
}

#[test]
fn several_are_offered_and_none_is_taken() {
    let nodes = std::fs::read_to_string("tests/fixtures/17-kubectl-get-nodes-wide.txt").expect("fixture");
    let reading = Reading::of(&nodes);
    assert_eq!((reading.host, reading.engine), (None, Some(Engine::Aks)));
    let Content::Clues(evidence) = reading.found else { panic!("clues") };
    assert_eq!(
        (evidence.known_hosts().count(), evidence.choose(&Question::default())),
        (2, Some("Several hosts: choose one."))
    );
}

#[test]
fn the_last_stage_is_what_a_dockerfile_makes() {
    let image = |text: &str| Reading::of(text).image.map(|image| image.to_string());
    let sdk = "FROM mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019 AS build\n";
    let run = |tag: &str| format!("{sdk}FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-{tag}\n");
    let aspnet = "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019".to_owned();
    assert_eq!(image(&run("ltsc2019")), Some(aspnet));
    assert_eq!(image(&run("ltsc2022")), None, "more than one Windows");
    let services = "services:\n  a:\n    image: example.com/a:1-ltsc2019\n  b:\n    image: example.com/b:1-ltsc2019\n";
    assert_eq!(image(services), None, "services are no stages");
}

#[test]
fn words_that_a_person_typed_are_taken_where_they_mean_one_thing() {
    let taken = |text: &str| {
        let Reading { host, image, found, .. } = Reading::of(text);
        let choices = match found {
            Content::Words(meant) => meant.hosts.len() + meant.images.len(),
            Content::Clues(evidence) => evidence.known_hosts().count() + evidence.images.len(),
        };
        (host.map(|host| host.to_string()), image.map(|image| image.to_string()), choices)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(taken("Windows Server 2022 Datacenter"), (some("ws2022"), None, 1));
    assert_eq!(taken("python:3.12-windowsservercore-ltsc2022").1, some("python:3.12-windowsservercore-ltsc2022"));
    assert_eq!(taken("Windows Server 2022\nltsc2019"), (some("ws2022"), some("ltsc2019"), 2));
    assert_eq!(taken("22H2"), (None, None, 2), "Windows 11 or Windows 10");
    assert_eq!(taken("10.0.20348.2113"), (None, None, 2), "the host’s or the image’s");
    let answered = Reading::for_question("10.0.17763.6893", &crate::rules::link::decode("host=ws2022"));
    assert_eq!((answered.host, answered.image.map(|image| image.to_string())), (None, some("10.0.17763.6893")));
}

#[test]
fn nothing_recognized_is_said() {
    let reading = Reading::of("good morning, the printer is on fire at 10.0.0.1");
    assert_eq!((reading.found, reading.said.as_str()), (Content::Words(Meant::default()), "Nothing recognized"));
}

#[test]
fn an_excerpt_shows_the_lines_that_say_something() {
    let text = ["noise\n", &"x".repeat(200), " Microsoft Windows [Version 10.0.20348.2113] tail\nnoise\n"].concat();
    let Content::Clues(evidence) = Reading::of(&text).found else { panic!("clues") };
    let [line] = evidence.excerpt.lines.as_slice() else { panic!("{:?}", evidence.excerpt) };
    let shown: String = line.iter().map(|(text, _)| text.as_str()).collect();
    assert!(shown.starts_with("…xxx") && shown.ends_with(" tail") && shown.len() < 200, "{shown}");
    let marked: Vec<_> = line.iter().filter(|(_, what)| what.is_some()).collect();
    assert!(marked.iter().any(|(text, what)| text.contains("10.0.20348.2113") && *what == Some("host")), "{line:?}");
    let many = "Microsoft Windows [Version 10.0.20348.2113]\n".repeat(20);
    let Content::Clues(evidence) = Reading::of(&many).found else { panic!("clues") };
    assert!(evidence.excerpt.lines.len() <= MOST_LINES);
}
