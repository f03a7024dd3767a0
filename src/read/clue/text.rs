//! Text that remembers where each of its characters came from.

/// A text and the way back from its byte offsets to those of the text it was made of.
#[derive(Default)]
pub(crate) struct MappedText {
    text: String,
    /// Where a run of copied bytes starts here, and where it started there.
    runs: Vec<(u32, u32)>,
    /// Where characters were left out that a terminal had shown, one entry for each.
    hidden: Vec<u32>,
}

impl MappedText {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), runs: Vec::with_capacity(bytes / 64), hidden: Vec::new() }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Appends a piece that stands at `origin` in the older text.
    pub(crate) fn push(&mut self, piece: &str, origin: usize) {
        let here = self.text.len();
        if piece.is_empty() {
            return;
        }
        if self.runs.last().is_none_or(|&(at, from)| here - at as usize + from as usize != origin) {
            self.runs.push((here as u32, origin as u32));
        }
        self.text.push_str(piece);
    }

    /// Where the byte at this offset stood in the older text.
    pub(crate) fn origin(&self, at: usize) -> usize {
        match self.runs.partition_point(|&(start, _)| start as usize <= at).checked_sub(1) {
            Some(run) => {
                let (start, from) = self.runs[run];
                from as usize + (at - start as usize)
            }
            None => 0,
        }
    }

    /// Notes that characters are left out here that took up columns of a terminal.
    pub(crate) fn hide(&mut self, columns: usize) {
        self.hidden.extend(core::iter::repeat_n(self.text.len() as u32, columns));
    }

    /// Where characters were left out, in order.
    pub(crate) fn hidden(&self) -> &[u32] {
        &self.hidden
    }

    /// The last byte so far.
    pub(crate) fn last(&self) -> Option<u8> {
        self.text.as_bytes().last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::MappedText;

    #[test]
    fn offsets_lead_back_across_dropped_and_replaced_pieces() {
        let original = "ab\u{a0}cd--ef";
        let mut text = MappedText::default();
        text.push("ab", 0);
        text.push(" ", 2);
        text.push("cd", 4);
        text.push("ef", 8);
        assert_eq!(text.as_str(), "ab cdef");
        let back: Vec<usize> = (0..text.len()).map(|at| text.origin(at)).collect();
        assert_eq!(back, [0, 1, 2, 4, 5, 8, 9]);
        assert_eq!(&original[text.origin(5)..], "ef");
    }
}
