//! A fleet out of what people paste: tables, JSON, YAML and plain lists.
//!
//! Each text is read block by block: a table of `kubectl` or `docker` down to its last row, a JSON or YAML document to its end,
//! and every other line as one of a plain list. What none of them understands comes back with its line number.

use super::reader::{COMMAND, FleetReader, FleetReading, Topic, is_command};
use super::{Fleet, described, directory, fields, free_text, list::List, table};

/// One text to read.
#[derive(Clone, Copy, Debug)]
pub struct FleetText<'a> {
    /// The text.
    pub text: &'a str,
    /// What it is about.
    pub about: Topic,
}

impl Fleet {
    /// Reads nodes and images out of several texts. The same name with the same build is the same node, in whichever text.
    pub fn read(sources: &[FleetText<'_>]) -> FleetReading {
        let mut reader = FleetReader::default();
        for (index, source) in sources.iter().enumerate() {
            reader.source = index;
            text(&mut reader, source);
        }
        reader.finish()
    }

    /// Reads one text about nodes and images.
    pub fn read_text(text: &str) -> FleetReading {
        Self::read(&[FleetText { text, about: Topic::Both }])
    }
}

fn text(reader: &mut FleetReader, source: &FleetText<'_>) {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(source.text);
    let mut about = source.about;
    let (unread, linux) = (reader.reading.unread.len(), reader.reading.fleet.linux_nodes);
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    let mut list = List::default();
    while let Some(line) = lines.get(at) {
        let number = at + 1;
        let trimmed = line.trim();
        if let Some(read) = directory::read(reader, &lines[at..], number) {
            list.finish(reader, about);
            at += read;
            continue;
        }
        if let Some(read) = described::terraform(reader, &lines[at..]) {
            list.finish(reader, about);
            at += read;
            continue;
        }
        let section = heading(trimmed);
        let table = table::header(line);
        let (json, yaml) = (fields::is_json(trimmed), fields::is_yaml(trimmed));
        if trimmed.is_empty() || is_command(trimmed) || section.is_some() || table.is_some() || json || yaml {
            list.finish(reader, about);
        } else {
            list.add(line, number, about);
        }
        about = section.unwrap_or(about);
        if is_command(trimmed) {
            reader.unread(number, 1, line, COMMAND);
        }
        at += match table {
            Some(columns) => 1 + table::rows(reader, &columns, &lines[at + 1..], number),
            None if json => fields::json(reader, rest_of(text, line), &lines[at..], number),
            None if yaml => fields::yaml(reader, rest_of(text, line), &lines[at..], number),
            None => 1,
        };
    }
    list.finish(reader, about);
    if reader.reading.unread.len() > unread {
        let nodes = free_text::read(reader, text, unread);
        if reader.reading.fleet.linux_nodes == linux {
            reader.linux_node(None, nodes);
        }
    }
}

/// A text from one of its lines on.
fn rest_of<'a>(text: &'a str, line: &str) -> &'a str {
    text.get(line.as_ptr() as usize - text.as_ptr() as usize..).unwrap_or_default()
}

/// `Nodes:` or `# images` above a part of a list.
fn heading(line: &str) -> Option<Topic> {
    let word = line.trim_start_matches(['#', ' ']).trim_end_matches([':', ' ']);
    let is = |words: [&str; 3]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
    if is(["nodes", "hosts", "machines"]) {
        Some(Topic::Nodes)
    } else if is(["images", "containers", "workloads"]) {
        Some(Topic::Images)
    } else {
        None
    }
}
