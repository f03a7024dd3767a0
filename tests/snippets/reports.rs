//! The same law for fleets, for files and for texts to share.

use proptest::prelude::*;
use serde::Deserialize;
use serde_norway::Value;
use wincompat::fleet::Report;
use wincompat::rules::{link, release};
use wincompat::teach::share::{self, Home};
use wincompat::{Catalogue, Engine, FixTarget, Fleet, Host, fix, judge};

use crate::hostile::{self, hostile};
use crate::shells;
use crate::util::TODAY;

/// Characters that nobody sees, or that turn the rest of the line around.
fn is_hidden(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// How often a character stands in a line of Markdown without a backslash before it.
fn unescaped(line: &str, wanted: char) -> usize {
    let mut count = 0;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            c => count += usize::from(c == wanted),
        }
    }
    count
}

fn labels(fleet: &Fleet, report: &Report<'_>) -> Result<(), TestCaseError> {
    for column in 0..report.grid.images.len() {
        let placement = report.grid.placement(column).expect("a column");
        for selector in [placement.selector, placement.hyperv_selector].into_iter().flatten() {
            let yaml: Value = serde_norway::from_str(&selector.kubernetes()).expect("YAML");
            let keys: Vec<&str> = yaml.as_mapping().expect("a mapping").keys().filter_map(Value::as_str).collect();
            prop_assert!(keys.iter().all(|key| ["nodeSelector", "affinity"].contains(key)), "{:?}", keys);
            prop_assert!(selector.swarm().chars().all(|c| c.is_ascii_alphanumeric() || "._-=".contains(c)));
            for engine in Engine::ALL {
                let text = selector.label_commands(fleet, &report.grid, *engine);
                if text.is_empty() {
                    continue;
                }
                let commands = shells::sh(&text).expect("commands");
                prop_assert_eq!(&shells::powershell(&text).expect("commands"), &commands, "{}", text);
                prop_assert_eq!(&shells::cmd(&text).expect("commands"), &commands, "{}", text);
                for command in &commands {
                    let words: Vec<&str> = command.iter().map(String::as_str).collect();
                    let (name, label) = match words.as_slice() {
                        ["docker", "node", "update", "--label-add", label, name] => (*name, *label),
                        ["kubectl", "label", "node", name, label] => (*name, *label),
                        other => panic!("{other:?}"),
                    };
                    prop_assert!(
                        label.starts_with("windows")
                            && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
                    );
                    prop_assert!(name.starts_with(|c: char| c.is_ascii_alphanumeric()), "{}", text);
                }
            }
        }
    }
    Ok(())
}

fn cells(csv: &str) -> Result<(), TestCaseError> {
    // Wherever a spreadsheet may see a cell begin: after any separator, within quotes or not.
    for cell in csv.split([',', ';', '\t', '\r', '\n', '"']) {
        prop_assert!(
            !cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
            "{:?} in {}",
            cell,
            csv
        );
    }
    prop_assert!(!csv.chars().any(|c| is_hidden(c) && !"\r\t".contains(c)), "{:?}", csv);
    Ok(())
}

fn markdown(text: &str) -> Result<(), TestCaseError> {
    let mut columns = None;
    let mut in_code = false;
    for line in text.lines() {
        prop_assert!(!line.contains(is_hidden), "{:?}", line);
        // A block of code takes everything as it is, and ends with its fence only.
        if line == "  ```" {
            in_code = !in_code;
            continue;
        }
        if in_code {
            prop_assert!(line.starts_with("  ") && !line.contains('`'), "{}", line);
            continue;
        }
        // The box of a checklist is the report's own.
        let line = line.strip_prefix("- [ ] **").unwrap_or(line);
        prop_assert_eq!(
            unescaped(line, '<') + unescaped(line, '[') + unescaped(line, '`') + unescaped(line, '&'),
            0,
            "{}",
            line
        );
        if line.starts_with('|') {
            let bars = unescaped(line, '|');
            prop_assert_eq!(*columns.get_or_insert(bars), bars, "{}", line);
        } else {
            columns = None;
            prop_assert_eq!(unescaped(line, '|'), 0, "{}", line);
        }
    }
    prop_assert!(!in_code, "{}", text);
    Ok(())
}

proptest! {
    #[test]
    fn a_fleet_has_no_commands_formulas_or_markup_of_its_own(
        names in proptest::collection::vec((hostile(), 0..hostile::CARRIERS.len()), 1..4),
    ) {
        let text: String = names.iter().map(|(name, carrier)| hostile::CARRIERS[*carrier](name) + "\n").collect();
        let reading = Fleet::read_text(&(text + "win-1 ws2022\nltsc2022\n"));
        let fleet = &reading.fleet;
        let plan = wincompat::fleet::plan(fleet, release::by_slug("ws2025").expect("a release"), &Catalogue::builtin(), TODAY);
        for plan in [None, Some(&plan)] {
            let report = Report::new(fleet, (&reading.unread, &["a"]), plan, &Catalogue::builtin(), TODAY);
            labels(fleet, &report)?;
            cells(&report.csv())?;
            markdown(&report.markdown())?;
            prop_assert!(!report.text(None).contains(is_hidden), "{:?}", report.text(None));
        }
    }

    /// Only the places of images, selectors, tolerations and isolation differ; every other value stays what it was.
    #[test]
    fn a_fixed_file_has_every_value_where_it_was(name in hostile(), image in hostile(), kind in 0usize..3) {
        let quoted = |text: &str| serde_json::to_string(text).expect("a string");
        let (name, image) = (quoted(&name), quoted(&image));
        let text = match kind {
            0 => format!(
                "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\nspec:\n  selector:\n    matchLabels: {{app: {name}}}\n  template:\n    metadata:\n      labels: {{app: {name}}}\n    spec:\n      nodeSelector:\n        {name}: {image}\n        kubernetes.io/os: windows\n      containers:\n      - name: {name}\n        image: mcr.microsoft.com/windows/servercore:ltsc2019\n        args: [{image}]\n      - name: other\n        image: {image}\n"
            ),
            1 => format!(
                "services:\n  web:\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\n    command: {name}\n    environment:\n      A: {image}\n  other:\n    image: {image}\n"
            ),
            _ => format!("{{\"services\": {{\"web\": {{\"image\": \"mcr.microsoft.com/windows/servercore:ltsc2019\", \"command\": {name}}}}}}}\n"),
        };
        let host = Host::parse("ws2022", None).expect("a host");
        let catalogue = Catalogue::builtin();
        for engine in [None, Some(Engine::Swarm), Some(Engine::Kubernetes)] {
            let target = FixTarget { hosts: &[host], engine, isolation: None, hyperv: true, today: TODAY, catalogue: &catalogue };
            let Ok(fixed) = fix(&text, &target) else { continue };
            // YAML 1.1 knows more line breaks than 1.2 does.
            prop_assume!(rest(&text).is_some());
            prop_assert_eq!(rest(&fixed.text), rest(&text), "{}", fixed.text);
            for edit in &fixed.edits {
                let plain = |c: char| c == '\n' || c.is_ascii_graphic() && !"'`$;&|<>#%!\\".contains(c) || c == ' ';
                prop_assert!(edit.replacement.chars().all(plain), "{:?}", edit.replacement);
            }
        }
    }

    #[test]
    fn a_link_shares_no_markup(value in hostile(), host in hostile()) {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        for query in [
            format!("host=ws2022&image={}", encode(&value)),
            format!("host={}&image=ltsc2019&engine={}", encode(&host), encode(&value)),
            format!("host=ws2022&image=mcr.microsoft.com/windows/servercore:{}&family={}", encode(&value), encode(&host)),
            format!("host=ws2022&image=ltsc2019&isolation={}&hyperv={}", encode(&value), encode(&host)),
        ] {
            let question = link::decode(&query);
            let Some(verdict) = judge(&question) else { continue };
            let badge = share::badge(&question, &verdict, &Home::Site("https://example.org/".into()));
            prop_assert_eq!((unescaped(&badge, '['), unescaped(&badge, ']'), badge.lines().count()), (1, 1, 1), "{}", badge);
            prop_assert!(badge.ends_with(')') && badge.matches(')').count() == 1 + share::title(&question, &verdict).matches(')').count());
            let ticket = share::markdown(&question, &verdict, &Home::Site("https://example.org/".into()));
            prop_assert_eq!(unescaped(&ticket, '<') + unescaped(&ticket, '`'), 0, "{}", ticket);
            prop_assert!(!ticket.contains(is_hidden) && !badge.contains(is_hidden));
            let frame = share::embed(&question, &verdict, &Home::Site("https://example.org/".into()));
            prop_assert_eq!((frame.matches('<').count(), frame.matches('>').count(), frame.matches('"').count()), (2, 2, 12), "{}", frame);
        }
    }
}

/// A file without what fixing may change.
fn rest(text: &str) -> Option<Vec<Value>> {
    const CHANGED: [&str; 9] =
        ["image", "nodeSelector", "affinity", "tolerations", "isolation", "os", "constraints", "deploy", "placement"];
    fn strip(value: Value) -> Value {
        match value {
            Value::Mapping(mapping) => {
                let kept = |(key, _): &(Value, Value)| !key.as_str().is_some_and(|key| CHANGED.contains(&key));
                Value::Mapping(mapping.into_iter().filter(kept).map(|(key, value)| (key, strip(value))).collect())
            }
            Value::Sequence(list) => Value::Sequence(list.into_iter().map(strip).collect()),
            value => value,
        }
    }
    serde_norway::Deserializer::from_str(text).map(|document| Value::deserialize(document).ok().map(strip)).collect()
}
