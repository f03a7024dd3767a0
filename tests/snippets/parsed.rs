//! Every text, parsed by the real thing.

use std::collections::BTreeMap;

use k8s_openapi::api::{apps::v1::Deployment, node::v1::RuntimeClass};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_norway::Value;
use wincompat::{Language, Snippet};
use wincompat::{read::names::Names, remedy::target::Target};

use crate::grid::{every_snippet, hostile_names, names};
use crate::shells;

#[test]
fn every_text_is_accepted_by_its_language() {
    let snippets = every_snippet();
    let mut languages = BTreeMap::new();
    for snippet in snippets {
        *languages.entry(snippet.language).or_insert(0) += 1;
        match snippet.language {
            Language::Yaml if matches!(snippet.target, Target::Compose | Target::Swarm) => compose(snippet),
            Language::Yaml => manifests(snippet),
            Language::Json => json(snippet),
            Language::Dockerfile => dockerfile(snippet),
            Language::PowerShell => grammar(snippet, &tree_sitter_powershell::LANGUAGE.into()),
            Language::AnyShell => any_shell(snippet),
            Language::Shell => {
                grammar(snippet, &tree_sitter_bash::LANGUAGE.into());
                patch(snippet);
            }
        }
    }
    assert_eq!(languages.len(), 6, "{languages:?}");
    assert!(languages.values().all(|count| *count > 0) && snippets.len() > 300, "{languages:?}");
}

#[track_caller]
fn grammar(snippet: &Snippet, language: &tree_sitter::Language) {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(language).expect("a matching grammar");
    let tree = parser.parse(&snippet.text, None).expect("no time limit");
    assert!(!tree.root_node().has_error(), "{}\n{}", tree.root_node().to_sexp(), snippet.text);
}

/// All three shells see the same commands, and none of them anything else.
#[track_caller]
fn any_shell(snippet: &Snippet) {
    let text = &snippet.text;
    let commands = shells::sh(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(shells::powershell(text).as_ref(), Ok(&commands), "{text}");
    assert_eq!(shells::cmd(text).as_ref(), Ok(&commands), "{text}");
    assert_eq!(commands.len(), text.lines().count(), "{text}");
    for command in &commands {
        assert!(["docker", "kubectl"].contains(&command[0].as_str()), "{text}");
    }
    assert!(!shells::loses_quotes(&commands), "{text}");
}

/// Parses into the API's own type and back: nothing lost, nothing the type does not know.
#[track_caller]
fn round_trip<T: DeserializeOwned + Serialize>(value: &Value, text: &str) {
    let typed: T = serde_norway::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(&serde_norway::to_value(&typed).expect("plain data"), value, "{text}");
}

#[track_caller]
fn manifests(snippet: &Snippet) {
    let mut count = 0;
    for document in serde_norway::Deserializer::from_str(&snippet.text) {
        let value = Value::deserialize(document).unwrap_or_else(|error| panic!("{error}\n{}", snippet.text));
        match value["kind"].as_str() {
            Some("Deployment") => {
                round_trip::<Deployment>(&value, &snippet.text);
                deployment(&value);
            }
            Some("RuntimeClass") => round_trip::<RuntimeClass>(&value, &snippet.text),
            other => panic!("{other:?}\n{}", snippet.text),
        }
        count += 1;
    }
    assert!(count > 0, "{}", snippet.text);
}

/// What the API server would check: the selector finds the pods, label values are strings.
#[track_caller]
fn deployment(value: &Value) {
    assert_eq!(value["apiVersion"], "apps/v1");
    let template = &value["spec"]["template"];
    assert_eq!(value["spec"]["selector"]["matchLabels"], template["metadata"]["labels"]);
    let selector = template["spec"]["nodeSelector"].as_mapping().expect("a selector");
    assert!(selector.values().all(Value::is_string), "{selector:?}");
    assert_eq!(template["spec"]["tolerations"][0]["key"], "os");
}

/// The JSON of `kubectl patch` is a part of a deployment.
#[track_caller]
fn patch(snippet: &Snippet) {
    let Some((_, rest)) = snippet.text.split_once("--patch '") else { return };
    let (json, _) = rest.split_once('\'').expect("closed");
    let value: Value = serde_norway::from_str(json).unwrap_or_else(|error| panic!("{error}\n{json}"));
    serde_json::from_str::<serde_json::Value>(json).unwrap_or_else(|error| panic!("{error}\n{json}"));
    let spec = &value["spec"]["template"]["spec"];
    for key in spec.as_mapping().expect("fields").keys() {
        assert!(["nodeSelector", "affinity"].iter().any(|known| key.as_str() == Some(known)), "{key:?}");
    }
    if let Some(affinity) = spec.get("affinity") {
        round_trip::<k8s_openapi::api::core::v1::Affinity>(affinity, json);
    }
    // `null` takes a key away: https://datatracker.ietf.org/doc/html/rfc7386
    round_trip::<BTreeMap<String, Option<String>>>(&spec["nodeSelector"], json);
}

#[track_caller]
fn json(snippet: &Snippet) {
    let value: serde_json::Value = serde_json::from_str(&snippet.text).expect("JSON");
    let option = value["exec-opts"][0].as_str().expect("a string");
    assert!(matches!(option, "isolation=hyperv" | "isolation=process"), "{option}");
}

#[track_caller]
fn dockerfile(snippet: &Snippet) {
    let parsed = parse_dockerfile::parse(&snippet.text).unwrap_or_else(|error| panic!("{error}\n{}", snippet.text));
    let from = |one: &parse_dockerfile::Instruction<'_>| matches!(one, parse_dockerfile::Instruction::From(_));
    assert_eq!(parsed.instructions.iter().filter(|one| from(one)).count(), 1, "{}", snippet.text);
}

/// The part of the compose specification, and of stack format 3.5 and later, that the texts use; nothing else is accepted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Compose {
    #[serde(default)]
    version: Option<String>,
    services: BTreeMap<String, Service>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    image: String,
    #[serde(default)]
    build: Option<Build>,
    #[serde(default)]
    isolation: Option<Isolation>,
    #[serde(default)]
    deploy: Option<Deploy>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Isolation {
    Default,
    Process,
    Hyperv,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Build {
    context: String,
    args: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deploy {
    placement: Placement,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Placement {
    constraints: Vec<String>,
}

#[track_caller]
fn compose(snippet: &Snippet) {
    let file: Compose =
        serde_norway::from_str(&snippet.text).unwrap_or_else(|error| panic!("{error}\n{}", snippet.text));
    let stack = snippet.target == Target::Swarm;
    assert_eq!(file.version.is_some(), stack, "{}", snippet.text);
    for (name, service) in &file.services {
        assert!(!name.is_empty() && !service.image.is_empty());
        assert_eq!(service.deploy.is_some(), stack);
        assert!(!matches!(service.isolation, Some(Isolation::Default)), "the default need not be written");
        if let Some(build) = &service.build {
            assert!(build.context == "." && build.args.contains_key("WINDOWS"), "{}", snippet.text);
        }
        for constraint in service.deploy.iter().flat_map(|deploy| &deploy.placement.constraints) {
            swarm_constraint(constraint);
        }
    }
}

/// The syntax of [swarmkit](https://github.com/moby/swarmkit/blob/3e72cb64/manager/constraint/constraint.go).
#[track_caller]
fn swarm_constraint(constraint: &str) {
    let (key, value) = constraint.split_once("==").expect("== or !=");
    let (key, value) = (key.trim(), value.trim());
    let start = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    assert!(start && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{constraint}");
    assert!(key == "node.platform.os" || key.starts_with("node.labels.windows."), "{constraint}");
    assert!(!value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c)), "{constraint}");
}

#[test]
fn constraints_of_commands_have_the_same_syntax() {
    for snippet in every_snippet() {
        let mut words = snippet.text.split_whitespace();
        while let Some(word) = words.next() {
            if matches!(word, "--constraint" | "--constraint-add") {
                swarm_constraint(words.next().expect("a value"));
            }
        }
    }
}

#[test]
fn names_are_read_back_as_they_were_given() {
    let given = names();
    let [deployment, namespace] = [&given.deployment, &given.namespace].map(|name| name.as_deref().expect("a name"));
    let [container, service] = [&given.container, &given.service].map(|name| name.as_deref().expect("a name"));
    reads_names(&given, [deployment, namespace, container, service]);
}

#[test]
fn names_that_are_not_plain_are_refused_and_shown() {
    let given = hostile_names();
    // `true` and `no` are names like others; the rest leaves the placeholders.
    reads_names(&given, ["true", "default", "true", "no"]);
    let mut case = crate::grid::case("ws2019", "ltsc2022", "");
    case.names = given;
    let refused: std::collections::BTreeSet<String> = case.everything().flat_map(|one| one.refused).collect();
    let expected = ["$(whoami)", "%env%", "${x}", ": it's \"$HOME\" `x` {{.}} #‘’ §¶", "@splat", "node'; rm -rf /"];
    assert_eq!(refused, expected.map(str::to_owned).into());
}

#[track_caller]
fn reads_names(names: &Names, [deployment, namespace, container, service]: [&str; 4]) {
    let mut case = crate::grid::case("ws2022", "ltsc2022", "");
    case.names = names.clone();
    let image = names.image.as_deref();
    let mut seen = 0;
    for snippet in case.all().iter().filter(|snippet| snippet.language == Language::Yaml) {
        let value: Value = match serde_norway::Deserializer::from_str(&snippet.text).next() {
            Some(document) => Value::deserialize(document).expect("YAML"),
            None => continue,
        };
        if value["kind"] == "Deployment" {
            assert_eq!(value["metadata"]["name"], deployment);
            assert_eq!(value["metadata"]["namespace"], namespace);
            let first = &value["spec"]["template"]["spec"]["containers"][0];
            assert_eq!(first["image"].as_str(), image);
            assert_eq!(first["name"], container);
            seen += 1;
        } else if let Some(services) = value["services"].as_mapping() {
            let (name, one) = services.iter().next().expect("a service");
            assert_eq!(name, service);
            assert_eq!(one["image"].as_str(), image);
            seen += 1;
        }
    }
    assert!(seen >= 3, "{seen}");
}

/// Docker's own reading, where its command line is installed; every tenth file, as each starts a process.
#[test]
fn docker_reads_every_compose_and_stack_file() {
    let docker = |arguments: &[&str]| std::process::Command::new("docker").args(arguments).output();
    if !docker(&["stack", "config", "--help"]).is_ok_and(|output| output.status.success()) {
        return println!("skipped: there is no docker stack config here");
    }
    let folder = std::env::temp_dir().join(format!("wincompat-compose-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let compose = |snippet: &&Snippet| {
        snippet.language == Language::Yaml && matches!(snippet.target, Target::Compose | Target::Swarm)
    };
    for snippet in every_snippet().iter().filter(compose).step_by(10) {
        let file = folder.join("compose.yaml");
        std::fs::write(&file, &snippet.text).expect("a file");
        let output = docker(&["stack", "config", "--compose-file", &file.to_string_lossy()]).expect("it was there");
        assert!(output.status.success(), "{}\n{}", String::from_utf8_lossy(&output.stderr), snippet.text);
    }
    std::fs::remove_dir_all(&folder).expect("ours");
}
