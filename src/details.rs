//! Everything about an answer that is not the verdict itself: the reasons in words, notices, pinned tags, advice and the texts
//! to paste. The page gets this from a second module, which it loads after the first answer.

use core::ops::Range;

use crate::advice::{self, advise_in};
use crate::snippet::{self, Names};
use crate::wire::{Reader, Writer};
use crate::{Catalogue, Date, Family, Image, Notice, Question, Target, judge, notice};

/// One sentence with where it is from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The rule's or the notice's id.
    pub id: String,
    /// The sentence, or two.
    pub text: String,
    /// Where it is written.
    pub source: String,
    /// The slug of the other release that was not meant, where a build is shared.
    pub other: Option<String>,
}

/// One thing to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Todo {
    /// The step's id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Why, or what to look out for.
    pub text: String,
    /// Texts to paste.
    pub blocks: Vec<Block>,
}

/// One text to copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// The tab it belongs to.
    pub target: Target,
    /// The language's word.
    pub language: String,
    /// What it does.
    pub title: String,
    /// Where to run or put it.
    pub place: String,
    /// The text.
    pub text: String,
    /// What has to be edited before use.
    pub edits: Vec<Range<usize>>,
}

/// The tags of one family that stay at one update.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pins {
    /// The family.
    pub family: Family,
    /// The tags, most readable first.
    pub tags: Vec<String>,
}

/// Everything about an answer that is not the verdict itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Details {
    /// Why, in order.
    pub reasons: Vec<Remark>,
    /// What else to know, most important first.
    pub notices: Vec<Remark>,
    /// Pinned tags of the recommended images.
    pub pins: Vec<Pins>,
    /// Why there are none, where there are none.
    pub unpinned: Option<String>,
    /// What to do, best first.
    pub advice: Vec<Todo>,
    /// Texts that look first and verify afterwards.
    pub checks: Vec<Block>,
}

impl Details {
    /// The details of the answer to a question; empty without host and image.
    pub fn of(question: &Question, catalogue: &Catalogue, today: Date, names: Names) -> Self {
        let (Some(verdict), Some(image)) = (judge(question), question.image.get()) else { return Self::default() };
        let context = advice::Context::new(question, &verdict, catalogue, today).with_names(names);
        let advice = advise_in(&context);
        let mut checks = snippet::all(&context);
        checks.retain(|check| !advice.iter().flat_map(|advice| &advice.snippets).any(|fix| same(fix, check)));
        let recommendation = context.recommendation.as_ref();
        let reasons = verdict.reasons().into_iter().map(|reason| Remark {
            id: reason.rule().id().to_owned(),
            text: reason.text(&verdict),
            source: reason.source().to_owned(),
            other: None,
        });
        let notices = notice::notices(question, &verdict, catalogue, today);
        let pins = recommendation.iter().flat_map(|recommendation| &recommendation.from);
        Self {
            reasons: reasons.collect(),
            notices: notices.iter().map(|notice| remark(notice, &verdict, image)).collect(),
            pins: pins.map(|from| Pins { family: from.family, tags: from.pinned.clone() }).collect(),
            unpinned: recommendation.and_then(|recommendation| recommendation.unpinned.clone()),
            advice: advice.into_iter().map(todo).collect(),
            checks: checks.into_iter().map(block).collect(),
        }
    }

    /// As one string, for [`Details::decode`].
    pub fn encode(&self) -> String {
        let mut out = Writer::default();
        out.list(&self.reasons, Remark::write).list(&self.notices, Remark::write);
        out.list(&self.pins, |out, pins| {
            out.text(pins.family.slug()).list(&pins.tags, |out, tag| {
                out.text(tag);
            });
        });
        out.text(self.unpinned.as_deref().unwrap_or_default());
        out.list(&self.advice, |out, todo| {
            out.text(&todo.id).text(&todo.title).text(&todo.text).list(&todo.blocks, Block::write);
        });
        out.list(&self.checks, Block::write);
        out.finish()
    }

    /// Reads what [`Details::encode`] wrote; `None` if it is something else.
    pub fn decode(written: &str) -> Option<Self> {
        let mut fields = Reader::new(written);
        let fields = &mut fields;
        Some(Self {
            reasons: fields.list(Remark::read)?,
            notices: fields.list(Remark::read)?,
            pins: fields.list(|fields| {
                Some(Pins { family: Family::from_slug(fields.text()?)?, tags: fields.list(Reader::owned)? })
            })?,
            unpinned: fields.owned().map(some)?,
            advice: fields.list(|fields| {
                Some(Todo {
                    id: fields.owned()?,
                    title: fields.owned()?,
                    text: fields.owned()?,
                    blocks: fields.list(Block::read)?,
                })
            })?,
            checks: fields.list(Block::read)?,
        })
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn same(one: &crate::Snippet, other: &crate::Snippet) -> bool {
    (one.target, one.title) == (other.target, other.title)
}

fn remark(notice: &Notice, verdict: &crate::Verdict, image: &Image) -> Remark {
    let other = match notice {
        Notice::SharedBuild(other) => Some(other.slug.to_owned()),
        _ => None,
    };
    Remark { id: notice.id().to_owned(), text: notice.text(verdict, image), source: notice.source().to_owned(), other }
}

fn todo(advice: crate::Advice) -> Todo {
    Todo {
        id: advice.step.id().to_owned(),
        title: advice.title,
        text: advice.text,
        blocks: advice.snippets.into_iter().map(block).collect(),
    }
}

fn block(snippet: crate::Snippet) -> Block {
    Block {
        target: snippet.target,
        language: snippet.language.slug().to_owned(),
        title: snippet.title.to_owned(),
        place: snippet.place.to_owned(),
        text: snippet.text,
        edits: snippet.edits,
    }
}

impl Remark {
    fn write(out: &mut Writer, remark: &Self) {
        out.text(&remark.id).text(&remark.text).text(&remark.source).text(remark.other.as_deref().unwrap_or_default());
    }

    fn read(fields: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            id: fields.owned()?,
            text: fields.owned()?,
            source: fields.owned()?,
            other: fields.owned().map(some)?,
        })
    }
}

impl Block {
    fn write(out: &mut Writer, block: &Self) {
        out.text(block.target.slug()).text(&block.language).text(&block.title).text(&block.place).text(&block.text);
        out.list(&block.edits, |out, edit| {
            out.number(edit.start).number(edit.end);
        });
    }

    fn read(fields: &mut Reader<'_>) -> Option<Self> {
        let target = fields.text()?;
        Some(Self {
            target: Target::ALL.into_iter().find(|known| known.slug() == target)?,
            language: fields.owned()?,
            title: fields.owned()?,
            place: fields.owned()?,
            text: fields.owned()?,
            edits: fields.list(|fields| Some(fields.number()?..fields.number()?))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;

    #[test]
    fn details_survive_the_crossing() {
        for query in [
            "host=ws2022&image=ltsc2019",
            "host=10.0.14393.7973&image=ltsc2016",
            "host=17763&image=ltsc2022&engine=kubernetes",
            "host=w11-25h2&image=ltsc2022",
            "host=ws2022",
        ] {
            let question = link::decode(query);
            let details = Details::of(&question, &Catalogue::builtin(), crate::RULES_AS_OF, Names::default());
            assert_eq!(Details::decode(&details.encode()).as_ref(), Some(&details), "{query}");
        }
        assert_eq!(Details::decode("3:ab"), None);
        assert_eq!(Details::decode("99999999999999999999:"), None);
        assert_eq!(Details::decode("4:1:R"), None);
    }
}
