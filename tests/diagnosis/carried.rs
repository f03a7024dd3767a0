//! What carries a text changes nothing about it: logs, mail, files of JSON and of HTML, terminals.

use wincompat::remedy::next::Answered;

use crate::expected::{expectations, folder};
use crate::laws::answer;

/// A way to carry a text.
type Carrier = (&'static str, fn(&str) -> String);

fn each_line(text: &str, carry: impl Fn(usize, &str) -> String) -> String {
    text.lines().enumerate().map(|(at, line)| carry(at, line) + "\n").collect()
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn wrapped(text: &str, columns: usize) -> String {
    each_line(text, |_, line| {
        let letters: Vec<char> = line.chars().collect();
        letters.chunks(columns).map(|row| row.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    })
}

const CARRIERS: &[Carrier] = &[
    ("GitHub Actions", |text| {
        each_line(text, |at, line| format!("2026-03-02T10:11:{:02}.1234567Z ##[error]{line}", at % 60))
    }),
    ("GitLab", |text| each_line(text, |_, line| format!("2026-03-02T10:11:12.123456Z 01O {line}"))),
    ("TeamCity", |text| each_line(text, |_, line| format!("[10:11:12]W:\t [Step 2/4] {line}"))),
    ("Jenkins", |text| each_line(text, |_, line| format!("[2026-03-02T10:11:12.123Z] {line}"))),
    ("compose", |text| each_line(text, |_, line| format!("web-1  | {line}"))),
    ("kubectl logs --prefix", |text| each_line(text, |_, line| format!("[pod/web-1/main] {line}"))),
    ("journald", |text| each_line(text, |_, line| format!("Mar 02 10:11:12 win-1 kubelet[4711]: {line}"))),
    ("a log file of Docker", |text| {
        let line = |line: &str| json(&format!("{line}\n"));
        each_line(text, |_, own| {
            format!("{{\"log\":{},\"stream\":\"stderr\",\"time\":\"2026-03-02T10:11:12.1Z\"}}", line(own))
        })
    }),
    ("lines of JSON", |text| {
        each_line(text, |_, line| {
            format!("{{\"ts\":\"2026-03-02T10:11:12Z\",\"level\":\"error\",\"msg\":{}}}", json(line))
        })
    }),
    ("a text of JSON", json),
    ("a text of JSON with the line ends of Windows", |text| json(&text.replace('\n', "\r\n"))),
    ("an event of Windows", |text| {
        format!(
            "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><EventData><Data>{}</Data></EventData></Event>",
            html(text)
        )
    }),
    ("HTML", |text| format!("<pre>{}</pre>", html(text).replace('\n', "<br>\n"))),
    ("mail", |text| each_line(text, |_, line| format!("> {line}"))),
    ("Markdown", |text| format!("We get this:\n```\n{text}```\nAny idea?\n")),
    ("a table of one column", |text| each_line(text, |_, line| format!("| {line} |"))),
    ("grep", |text| each_line(text, |at, line| format!("build.log:{}:{line}", at + 1))),
    ("cat -n", |text| each_line(text, |at, line| format!("{:6}\t{line}", at + 1))),
    ("80 columns", |text| wrapped(text, 80)),
    ("120 columns", |text| wrapped(text, 120)),
    ("colours", |text| each_line(text, |_, line| format!("\u{1b}[31m{line}\u{1b}[0m"))),
    ("CRLF", |text| text.replace('\n', "\r\n")),
];

/// What an answer is about.
fn about(answer: &Answered) -> (&'static str, Option<String>, Option<String>) {
    let diagnosis = &answer.diagnosis;
    let host = diagnosis.host.as_ref();
    let host = host.and_then(|host| host.version.map(|version| version.to_string()).or_else(|| host.name.clone()));
    (diagnosis.cause.slug(), diagnosis.image.clone(), host)
}

#[test]
fn what_carries_a_text_changes_no_cause_no_image_and_no_host() {
    let mut wrong = String::new();
    for name in expectations("field").into_keys() {
        let text = std::fs::read_to_string(folder("field").join(&name)).expect("a text");
        // In a checkout with the line ends of Windows, a tag would come between their two characters.
        let text = text.replace("\r\n", "\n");
        let Some(own) = answer(&text).first().map(about) else { continue };
        for (carrier, carry) in CARRIERS {
            let found = answer(&carry(&text)).first().map(about);
            if found.as_ref() != Some(&own) {
                wrong += &format!("{name} in {carrier}: {found:?} instead of {own:?}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
