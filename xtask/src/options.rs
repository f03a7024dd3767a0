//! Command-line words, taken one by one until none may be left.

use crate::Result;

/// The words that have not been understood yet.
pub struct Options {
    words: Vec<String>,
}

impl Options {
    /// The words after the program's own name.
    pub fn from_env() -> Self {
        Self { words: std::env::args().skip(1).collect() }
    }

    /// The given words, for tests.
    pub fn new<const N: usize>(words: [&str; N]) -> Self {
        Self { words: words.map(String::from).to_vec() }
    }

    /// Takes the first word: the name of the command.
    pub fn command(&mut self) -> Option<String> {
        (!self.words.is_empty()).then(|| self.words.remove(0))
    }

    /// Takes `--name` and says whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let position = self.words.iter().position(|word| word == name);
        position.map(|at| self.words.remove(at)).is_some()
    }

    /// Takes `--name VALUE` or `--name=VALUE`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        if let Some(at) = self.words.iter().position(|word| word == name) {
            self.words.remove(at);
            let missing = || format!("{name} needs a value");
            return if at < self.words.len() { Ok(Some(self.words.remove(at))) } else { Err(missing()) };
        }
        let joined = format!("{name}=");
        let position = self.words.iter().position(|word| word.starts_with(&joined));
        Ok(position.map(|at| self.words.remove(at)[joined.len()..].to_string()))
    }

    /// Everything not taken yet.
    pub fn rest(self) -> Vec<String> {
        self.words
    }

    /// Nothing may be left over.
    pub fn finish(self) -> Result {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(format!("{word:?} is not understood here; see cargo xtask help")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn words_are_taken_once() {
        let mut options = Options::new(["test", "--only", "web", "--no-build", "--port=80"]);
        assert_eq!(options.command().as_deref(), Some("test"));
        assert_eq!(options.value("--only").unwrap().as_deref(), Some("web"));
        assert_eq!(options.value("--port").unwrap().as_deref(), Some("80"));
        assert!(options.flag("--no-build"));
        assert!(!options.flag("--no-build"));
        assert!(options.finish().is_ok());
    }

    #[test]
    fn what_is_left_is_an_error() {
        assert!(Options::new(["--wat"]).finish().unwrap_err().contains("--wat"));
        assert_eq!(Options::new(["--port"]).value("--port").unwrap_err(), "--port needs a value");
    }
}
