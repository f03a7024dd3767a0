//! Clues as JSON, in the shape that the command line prints.

use serde::Serialize;
use serde::ser::{SerializeSeq, SerializeStruct, Serializer};

use super::{Clues, FoundAt, HostClue, ImageClue};

impl Serialize for Clues {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Clues", 6)?;
        object.serialize_field("hosts", &self.hosts)?;
        object.serialize_field("images", &self.images)?;
        object.serialize_field("error", self.error.as_ref().map_or("none", |error| error.kind.slug()))?;
        object.serialize_field("container", &self.container.as_ref().map(|(name, _)| name))?;
        object.serialize_field("isolation", &self.isolation.as_ref().map(|(isolation, _)| isolation))?;
        object.serialize_field("spans", &Spans(self))?;
        object.end()
    }
}

impl Serialize for HostClue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("HostClue", 2)?;
        object.serialize_field("version", &self.version)?;
        object.serialize_field("name", &self.name)?;
        object.end()
    }
}

impl Serialize for ImageClue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("ImageClue", 2)?;
        object.serialize_field("ref", &self.reference)?;
        object.serialize_field("version", &self.version)?;
        object.end()
    }
}

/// Where everything was found.
struct Spans<'c>(&'c Clues);

#[derive(Serialize)]
struct ClueMark {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    start: usize,
    end: usize,
    format: &'static str,
}

impl ClueMark {
    fn new(what: &'static str, index: Option<usize>, evidence: &FoundAt) -> Self {
        Self { what, index, start: evidence.span.start, end: evidence.span.end, format: evidence.format.id() }
    }
}

impl Serialize for Spans<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (index, host) in self.0.hosts.iter().enumerate() {
            for evidence in &host.evidence {
                list.serialize_element(&ClueMark::new("host", Some(index), evidence))?;
            }
        }
        for (index, image) in self.0.images.iter().enumerate() {
            for evidence in &image.evidence {
                list.serialize_element(&ClueMark::new("image", Some(index), evidence))?;
            }
        }
        for evidence in self.0.error.iter().flat_map(|error| &error.evidence) {
            list.serialize_element(&ClueMark::new("error", None, evidence))?;
        }
        let single = [
            ("container", self.0.container.as_ref().map(|clue| &clue.1)),
            ("isolation", self.0.isolation.as_ref().map(|clue| &clue.1)),
            ("engine", self.0.engine.as_ref().map(|clue| &clue.1)),
        ];
        for (what, evidence) in single {
            if let Some(evidence) = evidence {
                list.serialize_element(&ClueMark::new(what, None, evidence))?;
            }
        }
        list.end()
    }
}
