//! Collects what changes, and turns other names of images into the smallest edits of the file.

use std::collections::BTreeMap;

use super::retag::Retag;
use super::says::PlaceWords;
use super::yaml_edit::set;
use super::{Edit, FileKind, Fixed, LineStarts, Note, in_order};
use crate::read::syntax::ByteRange;
use crate::read::syntax::traced::Traced;
use crate::read::syntax::yaml::Yaml;
use crate::rules::order;
use crate::rules::{reference::Reference, rule::Rule};

/// What is found out about a file while it is read.
#[derive(Default)]
pub(super) struct Changes {
    edits: Vec<Edit>,
    /// The last edit at each place.
    places: BTreeMap<(usize, usize), usize>,
    notes: Vec<(usize, Note)>,
    uses: Vec<EditUse>,
    /// Nothing in the file is for Windows.
    pub linux: bool,
}

/// A place that names an image.
struct EditUse {
    /// The name as it stands in the file, variables and all.
    site: ByteRange,
    /// The name with variables resolved.
    name: Traced,
    /// The image it names now, and what becomes of it.
    reference: Reference,
    retag: Option<Replacement>,
}

#[derive(Clone)]
struct Replacement {
    new: Reference,
    why: String,
    rule: Rule,
    certain: bool,
}

/// A change in the file that stands for one in a name.
#[derive(PartialEq, Eq)]
struct EditHunk {
    span: ByteRange,
    text: String,
    shared: bool,
}

impl Changes {
    pub fn edit(
        &mut self,
        span: ByteRange,
        replacement: impl Into<String>,
        why: impl Into<String>,
        rule: Rule,
        certain: bool,
    ) {
        let (replacement, why) = (replacement.into(), why.into());
        self.places.insert((span.start, span.end), self.edits.len());
        self.edits.push(Edit { span, replacement, line: 0, why, rule, certain });
    }

    /// Whether this edit is there already.
    pub fn has(&self, span: ByteRange, replacement: &str) -> bool {
        let at = self.places.get(&(span.start, span.end));
        at.is_some_and(|at| self.edits[*at].replacement == replacement)
    }

    /// Whether something in this part changes or is left to be decided.
    pub fn touches(&self, part: ByteRange) -> bool {
        let open = |(position, note): &(usize, Note)| note.open && part.contains(position);
        self.edits.iter().any(|edit| part.contains(&edit.span.start)) || self.notes.iter().any(open)
    }

    /// Something to know that does not keep the file from running.
    pub fn note(&mut self, position: usize, text: impl Into<PlaceWords>) {
        self.push_note(position, text.into(), false);
    }

    /// Something that has to be decided by hand.
    pub fn open(&mut self, position: usize, text: impl Into<PlaceWords>) {
        self.push_note(position, text.into(), true);
    }

    fn push_note(&mut self, position: usize, PlaceWords { text, command }: PlaceWords, open: bool) {
        self.notes.push((position, Note { line: 0, text, command, open }));
    }

    /// Notes what becomes of an image that is named at this place.
    pub fn image(&mut self, site: ByteRange, name: Traced, reference: Reference, retag: Retag) {
        let retag = match retag {
            Retag::Fits => None,
            Retag::Note { text, open } => {
                self.push_note(site.start, text, open);
                None
            }
            Retag::Replace { reference: new, why, rule, certain } => Some(Replacement { new, why, rule, certain }),
        };
        self.uses.push(EditUse { site, name, reference, retag });
    }

    /// Notes what becomes of the image that a scalar names.
    pub fn image_at(&mut self, yaml: &Yaml<'_>, entry: usize, reference: &Reference, retag: Retag) {
        let written = yaml.scalar(entry).map(|(_, span)| span);
        match (written, retag) {
            (Some(span), retag) => {
                self.image(span.clone(), Traced::of(yaml.text, span), reference.clone(), retag);
            }
            // Over several lines or with escapes: written anew.
            (None, Retag::Replace { reference: new, why, rule, certain }) => match set(yaml, entry, &new.to_string()) {
                Some((span, text)) => self.edit(span, text, why, rule, certain),
                None => self.open(yaml.nodes[entry].start, why),
            },
            (None, Retag::Note { text, open }) => self.push_note(yaml.nodes[entry].value.start, text, open),
            (None, Retag::Fits) => {}
        }
    }

    /// Takes over what was found in a part of the text. Where it can’t be edited, that is said instead.
    pub fn take(&mut self, found: Self, start: usize, by_hand: bool) {
        for (position, note) in found.remarks() {
            self.notes.push((start + position, note));
        }
        for edit in found.edits() {
            let span = start + edit.span.start..start + edit.span.end;
            if by_hand {
                self.open(span.start, edit.why);
            } else {
                self.edit(span, edit.replacement, edit.why, edit.rule, edit.certain);
            }
        }
    }

    /// The notes so far and where they are.
    pub fn remarks(&self) -> Vec<(usize, Note)> {
        self.notes.clone()
    }

    /// All edits, those of images too.
    pub fn edits(mut self) -> Vec<Edit> {
        self.rename();
        self.edits
    }

    /// The whole file with all changes made.
    pub fn apply(mut self, text: &str, kind: FileKind, lines: &LineStarts) -> Fixed {
        self.rename();
        let mut fixed = Fixed {
            kind,
            text: String::with_capacity(text.len() + 256),
            edits: Vec::new(),
            notes: Vec::new(),
            linux: self.linux,
        };
        let mut at = 0;
        let order = in_order(self.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
        let mut edits: Vec<Option<Edit>> = self.edits.into_iter().map(Some).collect();
        for mut edit in order.into_iter().filter_map(|index| edits[index].take()) {
            // The same place can be reached twice, through an anchor.
            let same = |last: &Edit| last.span == edit.span && last.replacement == edit.replacement;
            let unchanged = text.get(edit.span.clone()).is_none_or(|old| old == edit.replacement);
            if let Some(last) = fixed.edits.last_mut().filter(|last| same(last)) {
                // Of several uses of one place, what is said of the least certain one counts.
                if last.certain && !edit.certain {
                    (last.certain, last.why, last.rule) = (false, edit.why, edit.rule);
                }
                continue;
            }
            if edit.span.start < at || unchanged {
                continue;
            }
            fixed.text.push_str(&text[at..edit.span.start]);
            fixed.text.push_str(&edit.replacement);
            at = edit.span.end;
            edit.line = lines.of_byte(edit.span.start);
            fixed.edits.push(edit);
        }
        fixed.text.push_str(&text[at..]);
        for index in in_order(self.notes.iter().map(|(position, _)| (*position, 0))) {
            let (position, note) = &self.notes[index];
            let note = Note { line: lines.of_byte(*position), ..note.clone() };
            if fixed.notes.last() != Some(&note) {
                fixed.notes.push(note);
            }
        }
        fixed
    }

    /// Lets images that share the default of a variable as their tag take one tag, where there is one that fits them all.
    pub fn agree(&mut self, fits: impl Fn(&Reference) -> bool) {
        let mut groups: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (index, one) in self.uses.iter().enumerate() {
            if let Some(place) = one.shared_tag() {
                groups.entry(place).or_default().push(index);
            }
        }
        for group in groups.into_values() {
            let tags = order::each_once(group.iter().filter_map(|index| self.uses[*index].after().tag()));
            let with = |index: &usize, tag: &str| self.uses[*index].after().with_tag(tag).ok().filter(&fits);
            let all = |tag: &&str| group.iter().map(|index| with(index, tag)).collect::<Option<Vec<Reference>>>();
            let Some(agreed) = (tags.len() > 1).then(|| tags.iter().find_map(all)).flatten() else { continue };
            let reason = group.iter().find_map(|index| self.uses[*index].retag.clone());
            for (index, new) in group.into_iter().zip(agreed) {
                let one = &mut self.uses[index];
                one.retag = one.retag.take().or(reason.clone()).filter(|_| new != one.reference);
                one.retag = one.retag.take().map(|retag| Replacement { new, ..retag });
            }
        }
    }

    /// Turns other names of images into edits. A default of a variable changes only if everything that uses it agrees;
    /// otherwise the name is written out in the place of the variable.
    fn rename(&mut self) {
        let hunks: Vec<Option<Vec<EditHunk>>> = self.uses.iter().map(EditUse::hunks).collect();
        let of_use = |(index, one): (usize, &'_ EditUse)| {
            one.name.shared_spans().map(move |piece| (piece.clone(), index)).collect::<Vec<_>>()
        };
        let shared: Vec<(ByteRange, usize)> = self.uses.iter().enumerate().flat_map(of_use).collect();
        let order = in_order(shared.iter().map(|(piece, _)| (piece.start, piece.end)));
        // What a use does to a default; `None` if it does not fit into it.
        let changes = |(piece, index): &(ByteRange, usize)| {
            let inside = |hunk: &&EditHunk| piece.start <= hunk.span.start && hunk.span.end <= piece.end;
            hunks[*index].as_ref().map(|hunks| hunks.iter().filter(inside).collect::<Vec<&EditHunk>>())
        };
        let mut disputed: Vec<ByteRange> = Vec::new();
        for pair in order.windows(2) {
            let (a, b) = (&shared[pair[0]], &shared[pair[1]]);
            if b.0.start < a.0.end && changes(a) != changes(b) {
                disputed.push(a.0.start..a.0.end.max(b.0.end));
            }
        }
        let is_disputed = |span: &ByteRange| {
            let before = disputed.partition_point(|piece| piece.start <= span.start);
            disputed[..before].last().is_some_and(|piece| span.end <= piece.end)
        };
        let mut edits = Vec::new();
        for (one, hunks) in self.uses.iter().zip(&hunks) {
            let Some(replacement) = &one.retag else { continue };
            let edit = |span: ByteRange, text: String| Edit {
                span,
                replacement: text,
                line: 0,
                why: replacement.why.clone(),
                rule: replacement.rule,
                certain: replacement.certain,
            };
            match hunks {
                Some(hunks) if !hunks.iter().any(|hunk| hunk.shared && is_disputed(&hunk.span)) => {
                    edits.extend(hunks.iter().map(|hunk| edit(hunk.span.clone(), hunk.text.clone())));
                }
                _ => edits.push(edit(one.site.clone(), replacement.new.to_string())),
            }
        }
        let sites = order::each_once(self.uses.iter().map(|one| (one.site.start, one.site.end)));
        let is_site = |edit: &Edit| sites.binary_search(&(edit.span.start, edit.span.end)).is_ok();
        let written_out = edits.iter().any(is_site);
        let left = disputed.iter().filter(|_| written_out);
        let text = "The images that share this default need different tags, so their names were written out. The \
             default and its --build-arg no longer have an effect.";
        for piece in left {
            self.push_note(piece.start, text.into(), true);
        }
        // A tag at the end of a line goes before what is added below the line.
        edits.append(&mut self.edits);
        self.edits = edits;
    }
}

impl EditUse {
    /// The places to change, or `None` where one is put together from several.
    fn hunks(&self) -> Option<Vec<EditHunk>> {
        let Some(replacement) = &self.retag else { return Some(Vec::new()) };
        let changes = differences(&self.reference, &replacement.new);
        let mut result = String::with_capacity(self.name.text.len() + 16);
        let mut at = 0;
        for (range, text) in &changes {
            result.push_str(self.name.text.get(at..range.start)?);
            result.push_str(text);
            at = range.end;
        }
        result.push_str(self.name.text.get(at..)?);
        // Words can be joined differently: 1709_KB4043961 and 1809-KB4493509.
        if result != replacement.new.to_string() {
            return None;
        }
        let mut hunks = Vec::new();
        for (range, text) in changes {
            hunks.extend(self.hunk(range, text)?);
        }
        Some(hunks)
    }

    /// A change where it stands in the file. What stands in several lines changes in the last of them, because an empty last
    /// line would take the next instruction in.
    fn hunk(&self, range: ByteRange, text: String) -> Option<Vec<EditHunk>> {
        if let Some(source) = self.name.source(range.clone()) {
            return Some(vec![EditHunk { span: source.span, text, shared: source.shared }]);
        }
        let old = self.name.text.get(range.clone())?;
        let same = |(a, b): &(char, char)| a == b;
        let before: usize = old.chars().zip(text.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (old_rest, new_rest) = (&old[before..], &text[before..]);
        let pairs = old_rest.chars().rev().zip(new_rest.chars().rev());
        let after: usize = pairs.take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (range, text) = (range.start + before..range.end - after, &new_rest[..new_rest.len() - after]);
        if let Some(source) = self.name.source(range.clone()) {
            return Some(vec![EditHunk { span: source.span, text: text.to_owned(), shared: source.shared }]);
        }
        let mut spans = self.name.sources(range)?;
        let last = spans.pop()?;
        let gone = spans.into_iter().map(|span| EditHunk { span, text: String::new(), shared: false });
        Some(gone.chain([EditHunk { span: last, text: text.to_owned(), shared: false }]).collect())
    }

    /// The place of the tag in the file, where all of it is the default of a variable.
    fn shared_tag(&self) -> Option<(usize, usize)> {
        let start = self.reference.name().len() + 1;
        let source = self.name.source(start..start + self.reference.tag()?.len())?;
        source.shared.then_some((source.span.start, source.span.end))
    }

    /// The name with the new tag that it gets.
    fn after(&self) -> &Reference {
        self.retag.as_ref().map_or(&self.reference, |retag| &retag.new)
    }
}

/// What differs between two names of images, word by word: ranges of the old one and what comes there.
fn differences(old: &Reference, new: &Reference) -> Vec<(ByteRange, String)> {
    let mut all = Vec::new();
    let name_end = old.name().len();
    words(old.name(), new.name(), &['/'], 0, &mut all);
    let tag_end = match (old.tag(), new.tag()) {
        (Some(old), Some(new)) => {
            words(old, new, &['-', '_'], name_end + 1, &mut all);
            name_end + 1 + old.len()
        }
        (None, Some(new)) => {
            let mut tag = String::with_capacity(new.len() + 1);
            tag.push(':');
            tag.push_str(new);
            all.push((name_end..name_end, tag));
            name_end
        }
        _ => name_end,
    };
    if let Some(digest) = old.digest() {
        all.push((tag_end..tag_end + 1 + digest.len(), String::new()));
    }
    all
}

fn words(old: &str, new: &str, separators: &[char], offset: usize, all: &mut Vec<(ByteRange, String)>) {
    if old == new {
        return;
    }
    let split = |text: &str| -> Vec<ByteRange> {
        let mut words = Vec::new();
        let mut start = 0;
        for (at, _) in text.match_indices(separators) {
            words.push(start..at);
            start = at + 1;
        }
        words.push(start..text.len());
        words
    };
    let (old_words, new_words) = (split(old), split(new));
    let pairs = || old_words.iter().zip(&new_words);
    let same = |(a, b): &(&ByteRange, &ByteRange)| old[(*a).clone()] == new[(*b).clone()];
    if old_words.len() == new_words.len() {
        for (a, b) in pairs().filter(|pair| !same(pair)) {
            all.push((offset + a.start..offset + a.end, new[b.clone()].to_owned()));
        }
        return;
    }
    // One text has more words: what is between the common ones at both ends, at least one of each.
    let shorter = old_words.len().min(new_words.len());
    let before = pairs().take_while(|pair| same(pair)).count().min(shorter - 1);
    let after = old_words.iter().rev().zip(new_words.iter().rev()).take_while(|pair| same(pair)).count();
    let after = after.min(shorter - 1 - before);
    let middle = |words: &[ByteRange]| words[before].start..words[words.len() - 1 - after].end;
    let (a, b) = (middle(&old_words), middle(&new_words));
    all.push((offset + a.start..offset + a.end, new[b].to_owned()));
}
