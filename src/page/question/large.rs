//! A text that is too long to be laid out in a box: it shows the beginning, and the rest is kept beside it.

/// More than this is not laid out in the box: Chromium takes a fifth of a second for a megabyte.
pub(super) const SHOWN: usize = 16 * 1024;

/// How a large text begins, and the rest of it that the box does not show.
#[derive(Default)]
pub(super) struct Large {
    begin: String,
    rest: String,
    size: String,
}

impl Large {
    /// What the box is to show, where that is not what it holds, and the whole of the text. An edit of the beginning keeps the
    /// rest; another text drops it.
    pub(super) fn take(&mut self, text: String) -> (Option<String>, String) {
        let Self { begin, rest, .. } = core::mem::take(self);
        let whole = if !begin.is_empty() && text.starts_with(&begin) { text + &rest } else { text };
        if whole.len() <= SHOWN {
            return (None, whole);
        }
        let (shown, rest) = whole.split_at(whole.floor_char_boundary(SHOWN));
        let begin = shown[..shown.floor_char_boundary(64)].to_owned();
        let shown = shown.to_owned();
        *self = Self { begin, rest: rest.to_owned(), size: size(&whole) };
        (Some(shown), whole)
    }

    /// How long the text is, where the box does not show all of it.
    pub(super) fn size(&self) -> &str {
        &self.size
    }
}

fn size(text: &str) -> String {
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + usize::from(!text.ends_with('\n'));
    let tenths = (text.len() * 10).div_ceil(1_000_000);
    let size = match text.len() {
        ..1_000_000 => format!("{} kB", text.len() / 1000),
        _ => format!("{}.{} MB", tenths / 10, tenths % 10),
    };
    let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
    format!("{lines}, {size}. The box shows the beginning; all of it was read.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_of_the_beginning_keeps_the_rest() {
        let mut large = Large::default();
        assert_eq!(large.take("short".to_owned()), (None, "short".to_owned()));
        assert_eq!(large.size(), "");
        let text = "ä".repeat(SHOWN);
        let (shown, whole) = large.take(text.clone());
        let shown = shown.expect("the beginning");
        assert!(shown.len() <= SHOWN && text.starts_with(&shown) && whole == text);
        assert!(large.size().starts_with("1 line, 32 kB."), "{}", large.size());
        assert_eq!(large.take(shown.clone() + "!").1.len(), text.len() + 1);
        let mut large = Large::default();
        large.take(text);
        assert_eq!(large.take("other".to_owned()), (None, "other".to_owned()), "another text drops it");
        assert_eq!(large.size(), "");
    }

    #[test]
    fn the_size_is_told() {
        assert!(size(&"x\n".repeat(600_000)).starts_with("600000 lines, 1.2 MB."));
        assert!(size(&"x\n".repeat(10_000)).starts_with("10000 lines, 20 kB."));
    }
}
