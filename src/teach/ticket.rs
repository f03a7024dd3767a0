//! What failed, as Markdown for a ticket. Unlike a [link](super::share) it has the names of the text: a person copies it to where the
//! text itself would go.

use crate::remedy::next::{Answered, Next};
use crate::rules::catalogue::RULES_AS_OF;
use crate::rules::escape;
use crate::rules::name::visible;

/// The diagnosis with its error and its steps.
pub fn markdown(answered: &Answered) -> String {
    let diagnosis = &answered.diagnosis;
    let mut out = format!("**{} {}**\n\n", diagnosis.symbol(), escape::markdown(&diagnosis.title));
    out.push_str(&format!("{}\n\n", escape::markdown(&diagnosis.text)));
    fence(&mut out, "", "", &diagnosis.message());
    for (step, number) in answered.next.iter().zip(1..) {
        told(&mut out, number, step);
    }
    for note in &diagnosis.notes {
        out.push_str(&format!("\n{}\n", escape::markdown(note)));
    }
    if !diagnosis.ruled_out.is_empty() {
        out.push_str(&format!("\nRuled out: {}\n", escape::markdown(&diagnosis.ruled_out)));
    }
    let rules = diagnosis.rules.first().map(|rule| format!(" ({rule})")).unwrap_or_default();
    out.push_str(&format!("\nSource: <{}>{rules}. Rules as of {RULES_AS_OF}.\n", diagnosis.source));
    out
}

fn told(out: &mut String, number: usize, step: &Next) {
    out.push_str(&format!("{number}. {}\n", escape::markdown(&step.title)));
    if let Some(command) = &step.command {
        let language = step.language.map_or("", |language| language.slug());
        fence(out, "   ", language, command);
    }
}

/// A block of code that nothing in the code can end.
fn fence(out: &mut String, indent: &str, language: &str, code: &str) {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let marks = "`".repeat(3.max(longest + 1));
    out.push_str(&format!("{indent}{marks}{language}\n"));
    for line in code.lines() {
        out.push_str(&format!("{indent}{}\n", visible(line)));
    }
    out.push_str(&format!("{indent}{marks}\n"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::ChosenByHand;
    use crate::read::evidence;
    use crate::remedy::next::answers;
    use crate::rules::catalogue::Catalogue;
    use crate::rules::date::Date;

    fn of(text: &str) -> String {
        let answered = answers(
            &evidence::read(text),
            text,
            &ChosenByHand::default(),
            &Catalogue::builtin(),
            Date::new(2026, 11, 26),
        );
        markdown(answered.first().expect("something failed"))
    }

    #[test]
    fn it_says_what_the_page_says_with_the_names_of_the_text() {
        let text = "PS> docker run contoso/web:1-ltsc2025\ndocker: no matching manifest for windows/amd64 10.0.17763 in the \
                    manifest list entries.";
        let ticket = of(text);
        assert!(ticket.starts_with("**✖ "), "{ticket}");
        assert!(
            ticket.contains("docker run contoso/web:1-ltsc2019") && ticket.contains("no matching manifest"),
            "{ticket}"
        );
        assert!(ticket.contains("\n1. ") && ticket.contains("Source: <https://"), "{ticket}");
    }

    #[test]
    fn nothing_in_it_ends_a_block() {
        let mut out = String::new();
        fence(&mut out, "", "sh", "echo ````\n# not a heading\u{1b}[31m");
        assert_eq!(out, "`````sh\necho ````\n# not a heading⟨U+001B⟩[31m\n`````\n");
    }
}
