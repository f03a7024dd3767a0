//! The names of a text's images, each in its first spelling.

use super::index::{Index, MOST};
use super::reference::{canonical, parts};

/// The images of a text by name, each in its first spelling.
pub(super) struct ImageNames {
    names: Vec<FoundName>,
    by_name: Index,
    by_repository: Index,
}

struct FoundName {
    canonical: String,
    spelling: String,
    /// A digest is no name of its own beside a tag of the same repository.
    instead: Option<usize>,
}

impl ImageNames {
    /// The names of these references.
    pub(super) fn of<'s>(references: impl Iterator<Item = &'s str>) -> Self {
        let mut names = Self { names: Vec::new(), by_name: Index::new(), by_repository: Index::new() };
        for reference in references {
            names.number(reference);
        }
        names
    }

    /// The number of the name that this spells, which is added if it is new.
    pub(super) fn number(&mut self, spelling: &str) -> Option<usize> {
        let own = canonical(spelling);
        let (repository, tag, digest) = parts(spelling);
        let next = self.names.len();
        let names = &self.names;
        let called = |at: usize| names.get(at).is_some_and(|name| name.canonical == own);
        let beside = |at: usize| names.get(at).is_some_and(|name| parts(&name.spelling).0 == repository);
        if let Some(known) = self.by_name.find(own.as_bytes(), next, called) {
            return Some(self.names[known].instead.unwrap_or(known));
        }
        let first = self.by_repository.find(repository.as_bytes(), next, beside);
        if next >= MOST {
            return None;
        }
        let is_digest = |spelling: &str| matches!(parts(spelling), (_, None, Some(_)));
        let tagged =
            first.filter(|&first| tag.is_none() && digest.is_some() && !is_digest(&self.names[first].spelling));
        if let Some(first) = first.filter(|&first| tag.is_some() && is_digest(&self.names[first].spelling)) {
            self.names[first].instead.get_or_insert(next);
        }
        self.names.push(FoundName { canonical: own, spelling: spelling.to_string(), instead: tagged });
        tagged.or(Some(next))
    }

    /// How a name was spelled first.
    pub(super) fn spelling(&self, number: usize) -> Option<&str> {
        self.names.get(number).map(|name| name.spelling.as_str())
    }

    /// The name, if there is one only.
    pub(super) fn only(&self) -> Option<usize> {
        let mut own = (0..self.names.len()).filter(|&name| self.names[name].instead.is_none());
        own.next().filter(|_| own.next().is_none())
    }

    /// Whether a guess such as `windows/nanoserver:2004` only repeats the end of a known reference.
    pub(super) fn repeats(&self, guess: &str) -> bool {
        let guess = canonical(guess);
        let path = guess.strip_suffix(":latest");
        self.names.iter().any(|name| {
            let rest = name.canonical.strip_suffix(guess.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
                || path.is_some_and(|path| parts(&name.canonical).0.ends_with(path))
        })
    }
}
