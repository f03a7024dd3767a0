//! Sentences with dates.

use yew::prelude::*;

/// A sentence whose dates stay on one line: browsers break a line after their hyphens.
pub(crate) fn dated(text: &str) -> Html {
    let shown = pieces(text).into_iter().zip(0..).map(|((date, piece), at)| match date {
        true => html! { <span key={at} class="date">{ piece }</span> },
        false => html! { <key={at}>{ piece }</> },
    });
    html! { <>{ for shown }</> }
}

/// The pieces of a sentence, each with whether it is a date.
pub(crate) fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for word in text.split_inclusive(' ') {
        let date = is_date(word);
        match pieces.last_mut() {
            Some((false, piece)) if !date => piece.push_str(word),
            _ => pieces.push((date, word.to_owned())),
        }
    }
    pieces
}

/// `2031-10-14`, with what ends a sentence or a clause.
fn is_date(word: &str) -> bool {
    let day = word.trim_matches(|c: char| !c.is_ascii_digit());
    day.len() == 10 && day.split('-').map(str::len).eq([4, 2, 2]) && day.chars().all(|c| c == '-' || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_are_told_from_other_words() {
        assert!(["2031-10-14", "2031-10-14. ", "(2031-10-14);"].iter().all(|word| is_date(word)));
        assert!(["10.0.17763-1", "20-31-1014", "1809-KB4493509", "year-10-14", ""].iter().all(|word| !is_date(word)));
    }
}
