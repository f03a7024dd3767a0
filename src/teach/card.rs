//! An answer as a picture: for READMEs and wikis that take no frame. Light and dark, as its viewer's system is.
//!
//! Plain shapes and text in SVG, without filters, scripts or fonts of its own: what shows pictures of others takes no more. Like links,
//! it holds public names alone.

use crate::rules::{
    catalogue::RULES_AS_OF,
    escape, headline, link,
    question::{Isolation, Question},
    verdict::{Outcome, Verdict},
};
use crate::teach::{
    question_page::QuestionPage,
    shape::drawing,
    share::{self, Home},
};

/// Its width.
pub const WIDTH: usize = 640;

/// What a line of text begins with and how much fits into it: fonts differ, so both lines leave room.
const HEADLINE: LineStyle = LineStyle { class: "ink head", letters: 42, height: 26 };
const SENTENCE: LineStyle = LineStyle { class: "ink", letters: 64, height: 22 };
const SMALL: LineStyle = LineStyle { class: "soft", letters: 80, height: 20 };

/// A kind of line.
struct LineStyle {
    class: &'static str,
    letters: usize,
    height: usize,
}

/// Ink, paper and tone by day and by night: those of `static/style.css`.
pub const COLOURS: [(&str, [&str; 2]); 5] = [
    ("card", ["#ffffff", "#171c22"]),
    ("line", ["#d7dbd8", "#2b333b"]),
    ("ink", ["#161b21", "#e8ebee"]),
    ("soft", ["#56606b", "#9ba6b1"]),
    ("tile-ink", ["#ffffff", "#11161b"]),
];

/// The colour of an outcome by day and by night, by its name in `static/style.css`.
pub const fn tone(outcome: Outcome) -> (&'static str, [&'static str; 2]) {
    match outcome {
        Outcome::Process => ("yes", ["#17693a", "#6fd08f"]),
        Outcome::Hyperv => ("hyperv", ["#6733a8", "#c39cf5"]),
        Outcome::Depends => ("depends", ["#875300", "#f0b455"]),
        Outcome::None => ("no", ["#b0231c", "#ff8f85"]),
        Outcome::Unknown => ("open", ["#4d5966", "#a9b5c1"]),
    }
}

/// The card.
pub fn svg(question: &Question, verdict: &Verdict) -> String {
    let (title, sentence) = (share::title(question, verdict), headline::sentence(question, verdict));
    let support = [Isolation::Process, Isolation::Hyperv].map(|isolation| {
        let support = verdict.finding(isolation).support;
        format!("{}: {}", isolation.title(), support.title())
    });
    let dated = format!("wincompat, rules as of {RULES_AS_OF}");
    let mut y = 22;
    let mut text = String::new();
    for (line, words) in
        [(HEADLINE, title.as_str()), (SENTENCE, sentence), (SMALL, &support.join(" · ")), (SMALL, &dated)]
    {
        y += 4;
        for words in wrapped(words, line.letters) {
            y += line.height;
            text.push_str(&format!(
                "<text class=\"{}\" x=\"92\" y=\"{}\">{}</text>",
                line.class,
                y - 4,
                escape::xml(&words)
            ));
        }
    }
    let height = y + 22;
    let (class, path) = drawing(verdict.outcome.symbol());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"title says\"><title id=\"title\">{}</title><desc id=\"says\">{}</desc><style>{}</style>\
         <rect class=\"card\" x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\"/><rect class=\"tone\" x=\"24\" y=\"24\" width=\"48\" \
         height=\"48\" rx=\"8\"/><path class=\"{class}\" transform=\"translate(35 35) scale(1.625)\" d=\"{path}\"/>{text}</svg>\n",
        escape::xml(&title),
        escape::xml(&[sentence, " ", &support.join(". "), ". ", &dated, "."].concat()),
        style(verdict.outcome),
        WIDTH - 1,
        height - 1
    )
}

/// The name of the file: `wincompat-ws2022-ltsc2019.svg`.
pub fn file_name(question: &Question) -> String {
    let words = link::encode(question);
    let words = words.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, value)| value);
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' };
    let name: Vec<String> = words.map(|word| word.chars().map(plain).collect()).collect();
    format!("wincompat-{}.svg", name.join("-"))
}

/// The name of the card beside the page of a question.
pub const BESIDE: &str = "card.svg";

/// Markdown that shows the card and leads to the answer: the card of the site where there is one, otherwise one that was saved beside
/// the text.
pub fn markdown(question: &Question, verdict: &Verdict, home: &Home) -> String {
    let url = share::url(home, question);
    let written = QuestionPage::of(question).filter(|page| page.image.is_some());
    let picture = match (home, written) {
        (Home::Site(_), Some(_)) => [&url, BESIDE].concat(),
        _ => file_name(question),
    };
    format!("[![{}]({picture})]({url})", escape::markdown(&share::title(question, verdict)))
}

fn style(outcome: Outcome) -> String {
    let of = |at: usize| {
        let [card, line, ink, soft, tile] = COLOURS.map(|(_, colours)| colours[at]);
        let tone = tone(outcome).1[at];
        format!(
            ".card{{fill:{card};stroke:{line}}}.ink{{fill:{ink}}}.soft{{fill:{soft}}}.tone{{fill:{tone}}}.fill{{fill:{tile}}}\
             .line{{stroke:{tile}}}"
        )
    };
    format!(
        "text{{font:15px 'Segoe UI',system-ui,-apple-system,Helvetica,Arial,sans-serif}}.head{{font-size:20px;font-weight:600}}\
         .soft{{font-size:13px}}.line{{fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}}{}\
         @media (prefers-color-scheme:dark){{{}}}",
        of(0),
        of(1)
    )
}

/// A text in lines of so many letters at most: cut between words, and within one that is longer.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        let fits = lines.last().is_some_and(|line| line.chars().count() + 1 + rest.len() <= letters);
        match lines.last_mut() {
            Some(line) if fits => {
                line.push(' ');
                line.extend(rest);
            }
            _ => {
                while rest.len() > letters {
                    lines.push(rest.drain(..letters).collect());
                }
                lines.push(rest.into_iter().collect());
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_between_words() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a abcdefghij b", 4), ["a", "abcd", "efgh", "ij b"]);
        assert_eq!(wrapped("", 4), [""; 0]);
    }

    #[test]
    fn a_file_is_named_after_the_question() {
        let name = |query| file_name(&link::decode(query));
        assert_eq!(name("host=ws2022&image=ltsc2019"), "wincompat-ws2022-ltsc2019.svg");
        assert_eq!(name("host=10.0.17763.973&image=ltsc2019&engine=aks"), "wincompat-10.0.17763.973-ltsc2019-aks.svg");
        let long = name("host=ws2022&image=mcr.microsoft.com/windows/servercore:ltsc2019");
        assert_eq!(long, "wincompat-ws2022-mcr.microsoft.com-windows-servercore-ltsc2019.svg");
        let strange = name("host=ws2022&image=../..%2F<x>");
        assert!(strange.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)), "{strange}");
    }
}
