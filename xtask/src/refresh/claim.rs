//! What a source says, with who says it.

use std::fmt;

/// A day, `yyyy-mm-dd`: as text such days are in order.
pub type Day = String;

/// Which update brings a build to which revision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Update {
    pub build: u16,
    pub revision: u32,
    pub kb: u32,
    /// The day it was published; registries don't say it.
    pub day: Option<Day>,
    pub kind: Option<Kind>,
}

/// What an update is, in the words of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Security,
    Preview,
    OutOfBand,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Security => "B",
            Self::Preview => "preview",
            Self::OutOfBand => "OOB",
        })
    }
}

/// One statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Claim {
    /// An update.
    Update(Update),
    /// A base image of this version exists.
    Image(u16, u32),
    /// A release's end: its slug, the field of the table, the day.
    End(&'static str, &'static str, Day),
    /// The day of the newest edition of Microsoft's table.
    Edition(Day),
    /// A cell of Microsoft's table, by the names of its host and image.
    Cell { host: String, image: String, hyperv: bool, process: bool },
    /// A released version of a product, its day, and the version of containerd/platforms in its go.mod.
    Product(&'static str, String, Day, String),
}

/// A statement and who made it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    pub claim: Claim,
    /// Sources that copy from each other have one name here and count once.
    pub pipeline: &'static str,
    pub url: String,
}
