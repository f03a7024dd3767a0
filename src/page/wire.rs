//! Texts and numbers in one string, for crossing from one WebAssembly module to another: each text as its length in bytes, a
//! colon and the text. A serialiser would cost the page more than all of this.

/// Writes fields one after the other.
#[derive(Debug, Default)]
pub struct Writer(String);

impl Writer {
    /// One text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len());
        self.0.push_str(text);
        self
    }

    /// One number: a count, or an offset.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.0.push_str(&number.to_string());
        self.0.push(':');
        self
    }

    /// A list: how many there are, then each.
    pub fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) -> &mut Self {
        self.number(items.len());
        for item in items {
            write(self, item);
        }
        self
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}

/// Reads the fields back in the same order. Everything is `None` once the string does not fit.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    /// Reads what a [`Writer`] wrote.
    pub const fn new(written: &'a str) -> Self {
        Self(written)
    }

    /// The next number.
    pub fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.0.split_once(':')?;
        self.0 = rest;
        number.parse().ok()
    }

    /// The next text.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        let text = self.0.get(..length)?;
        self.0 = &self.0[length..];
        Some(text)
    }

    /// The next text, owned.
    pub fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// The next list.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        // Not `with_capacity`: the length is what the other side says.
        (0..length).map(|_| read(self)).collect()
    }
}
