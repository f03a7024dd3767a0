//! `compat.json` fits its schema and is equal to the code.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use std::process::Command;

use serde_json::Value;
use wincompat::{
    Catalogue, Channel, Family, Host, Image, Kind, Outcome, Question, Rule, Support, cli::export, judge, rules::release,
};

fn document() -> Value {
    let text = export::json(&Catalogue::builtin()).expect("JSON");
    serde_json::from_str(&text).expect("JSON")
}

fn schema() -> Value {
    serde_json::from_str(export::SCHEMA).expect("the schema is JSON")
}

#[test]
fn the_document_fits_its_schema() {
    let validator = jsonschema::options().should_validate_formats(true).build(&schema()).expect("a schema");
    let errors: Vec<String> =
        validator.iter_errors(&document()).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, [""; 0]);
    jsonschema::meta::validate(&schema()).expect("a valid schema");
}

/// A schema that accepts anything would be of no use.
#[test]
fn the_schema_is_strict() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let refused = |change: fn(&mut Value)| {
        let mut document = document();
        change(&mut document);
        !validator.is_valid(&document)
    };
    assert!(refused(|doc| doc["cells"][0]["outcome"] = "maybe".into()));
    assert!(refused(|doc| doc["cells"][0]["more"] = true.into()));
    assert!(refused(|doc| doc["releases"][0]["build"] = "26100".into()));
    assert!(refused(|doc| doc["rules_as_of"] = "August 2026".into()));
    assert!(refused(|doc| doc["rules"] = Value::Array(Vec::new())));
    assert!(refused(|doc| drop(doc.as_object_mut().and_then(|doc| doc.remove("variants")))));
}

#[test]
fn the_words_of_the_schema_are_those_of_the_code() {
    let schema = schema();
    let words = |path: &str| schema.pointer(path).cloned().unwrap_or_else(|| panic!("{path}"));
    let slugs = |all: &[&str]| Value::from(all.to_vec());
    assert_eq!(words("/$defs/outcome/enum"), slugs(&Outcome::ALL.map(Outcome::slug)));
    let supports = [
        Support::Supported,
        Support::DevTest,
        Support::MayFail,
        Support::NeedsRevision,
        Support::Unsupported,
        Support::Unknown,
    ];
    assert_eq!(words("/$defs/support/enum"), slugs(&supports.map(Support::slug)));
    assert_eq!(words("/$defs/tag/properties/family/enum"), slugs(&Family::ALL.map(Family::slug)));
    assert_eq!(words("/$defs/release/properties/kind/enum"), slugs(&[Kind::Server, Kind::Client].map(Kind::slug)));
    let channels = [Channel::Ltsc, Channel::SemiAnnual, Channel::Annual, Channel::Client];
    let channels = channels.map(|channel| serde_json::to_value(channel).expect("a word"));
    assert_eq!(words("/$defs/release/properties/channel/enum"), Value::from(channels.to_vec()));
    assert_eq!(words("/properties/schema_version/const"), Value::from(export::SCHEMA_VERSION));
    assert_eq!(words("/properties/schema_minor/const"), Value::from(export::SCHEMA_MINOR));
}

#[test]
fn every_cell_is_what_judge_says() {
    let document = document();
    let cells = document["cells"].as_array().expect("cells");
    let images = release::RELEASES.iter().filter(|release| release.has_images()).count();
    assert_eq!(cells.len(), release::RELEASES.len() * images);
    for cell in cells {
        let slug = |key: &str| cell[key].as_str().expect(key);
        let host = Host::of(release::by_slug(slug("host")).expect("a release"));
        let question = Question::new(host, Image::parse(slug("image")).expect("an image"));
        let verdict = judge(&question).expect("a whole question");
        let said = [slug("outcome"), slug("process"), slug("hyperv")];
        assert_eq!(
            said,
            [verdict.outcome.slug(), verdict.process.support.slug(), verdict.hyperv.support.slug()],
            "{cell}"
        );
        let gates = verdict.gates.expect("known builds");
        assert_eq!(cell["docker_pull"], Value::from(gates.docker_pull));
        assert_eq!(cell["containerd"]["b"], Value::from(gates.containerd.b));
        assert_eq!(cell["reasons"].as_array().map(Vec::len), Some(verdict.reasons().len()));
    }
}

#[test]
fn releases_and_rules_are_whole() {
    let document = document();
    assert_eq!(document["releases"].as_array().map(Vec::len), Some(release::RELEASES.len()));
    assert_eq!(document["rules"].as_array().map(Vec::len), Some(Rule::ALL.len()));
    assert_eq!(document["rules_as_of"], Value::from(wincompat::RULES_AS_OF.to_string()));
    for (record, release) in document["releases"].as_array().into_iter().flatten().zip(&release::RELEASES) {
        assert_eq!((&record["slug"], &record["build"]), (&Value::from(release.slug), &Value::from(release.build)));
        assert_eq!(record["tags"].as_array().map(Vec::len), Some(release.tags.len()));
    }
}

#[test]
fn the_command_prints_document_and_schema() {
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_wincompat")).args(args).arg("--unicode").output().expect("runs");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert_eq!(run(&["export"]), export::json(&Catalogue::builtin()).expect("JSON"));
    assert_eq!(run(&["export", "--schema"]), export::SCHEMA);
}

/// Every field of a schema, as `name: type`, below the definition that has it.
fn fields(schema: &Value) -> Vec<String> {
    let mut all = Vec::new();
    let objects = schema["$defs"].as_object().into_iter().flatten().map(|(name, object)| (name.as_str(), object));
    for (name, object) in objects.chain([("document", schema)]) {
        for (field, shape) in object["properties"].as_object().into_iter().flatten() {
            let shape = ["$ref", "type", "const", "enum", "anyOf"].into_iter().find_map(|key| shape.get(key));
            // The numbers of the version are what this is about.
            let shape = if field.starts_with("schema_") { &Value::Null } else { shape.unwrap_or(&Value::Null) };
            all.push(format!("{name}.{field}: {shape}"));
        }
    }
    all.sort();
    all
}

/// Adding a field is minor, taking one away or changing it is major: the recorded fields of each version say which it is.
#[test]
fn the_version_of_the_schema_follows_its_rule() {
    let record = util::text("vectors/compat-fields.txt");
    let mut versions: Vec<((u32, u32), Vec<&str>)> = Vec::new();
    for line in record.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ").and_then(|version| version.split_once('.')) {
            Some((major, minor)) => {
                versions.push(((major.parse().expect(line), minor.parse().expect(line)), Vec::new()));
            }
            None => versions.last_mut().expect("a version first").1.push(line),
        }
    }
    let now = (export::SCHEMA_VERSION, export::SCHEMA_MINOR);
    assert_eq!(versions.last().map(|(version, _)| *version), Some(now), "record the fields of this version");
    let of_major = versions.iter().filter(|(version, _)| version.0 == now.0);
    let mut recorded: Vec<&str> = of_major.flat_map(|(_, fields)| fields.iter().copied()).collect();
    recorded.sort_unstable();
    let fields = fields(&schema());
    let gone: Vec<_> = recorded.iter().filter(|field| !fields.iter().any(|own| own == *field)).collect();
    assert!(gone.is_empty(), "gone or changed, which is a major change: {gone:?}");
    let new: Vec<_> = fields.iter().filter(|field| !recorded.contains(&field.as_str())).collect();
    assert!(new.is_empty(), "added, which is a minor change: {new:?}");
}

#[test]
fn every_record_has_a_source_and_the_document_its_dates() {
    let document = document();
    for list in ["rules", "services", "regressions", "causes", "variants"] {
        let records = document[list].as_array().expect(list);
        assert!(!records.is_empty() && records.iter().all(|record| record["source"].is_string()), "{list}");
    }
    for list in ["rules", "services", "releases"] {
        assert!(document[list].as_array().expect(list).iter().all(|record| record["as_of"].is_string()), "{list}");
    }
    assert_eq!(document["updates"]["as_of"], document["updates_as_of"]);
    let newest = document["updates"]["newest"].as_array().expect("newest");
    let of = |slug: &str| newest.iter().find(|record| record["release"] == slug).expect("a release");
    assert!(of("ws2022")["image"]["version"].as_str().is_some_and(|version| version.starts_with("10.0.20348.")));
    assert!(of("w11-24h2")["image"].is_null() && of("w11-24h2")["host"].is_object());
}
