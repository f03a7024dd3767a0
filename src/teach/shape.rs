//! The shapes that go with the words of a verdict, so that colour is never alone: paths in a box of 16 by 16.

/// How a shape is drawn: `line`, `fill` or `half`, and its path.
pub fn drawing(symbol: &str) -> (&'static str, &'static str) {
    match symbol {
        "✔" => ("line", "M3 8.5 6.5 12 13 4.5"),
        "✖" => ("line", "M3.5 3.5l9 9m0-9-9 9"),
        "◆" => ("fill", "M8 1.2 14.8 8 8 14.8 1.2 8Z"),
        "▲" => ("fill", "M8 1.8 15.2 14.2H.8Z"),
        "◐" => ("half", "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2ZM8 2a6 6 0 1 0 0 12Z"),
        "↓" => ("line", "M8 2.5v11m-4.500-4.500L8 13.500 12.500 9"),
        "↻" => ("line", "M12.600 6A5.200 5.200 0 1 0 13 9.500M13 2.500v3.700H9.300"),
        "–" => ("line", "M3 8h10"),
        "→" => ("line", "M2.5 8h11m-4.500-4.500L13.500 8 9 12.500"),
        "▾" => ("line", "m4 6 4 4 4-4"),
        _ => ("line", "M5.2 5.6a2.8 2.8 0 1 1 4.4 2.3C8.5 8.7 8 9.2 8 10.4M8 13.2v.4"),
    }
}

#[cfg(test)]
mod tests {
    use super::drawing;

    #[test]
    fn every_symbol_has_its_own_drawing() {
        let symbols = ["✔", "✖", "◆", "▲", "◐", "↓", "↻", "–", "→", "▾", "?"].map(drawing);
        for (at, one) in symbols.iter().enumerate() {
            assert!(!symbols[..at].contains(one));
        }
    }
}
