//! Fixed files read by the real thing: nothing but images, selectors and isolation has changed, and it runs on the target.

use std::collections::BTreeMap;

use k8s_openapi::api::apps::v1::{DaemonSet, Deployment, StatefulSet};
use k8s_openapi::api::batch::v1::{CronJob, Job};
use k8s_openapi::api::core::v1::{Pod, PodSpec};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_norway::Value;
use wincompat::{Choice, Engine, FileKind, Fixed, Host, Image, Isolation, Kind, Outcome, Question, Versions, judge};

use crate::case::{self, Case};

/// Whether an image runs on a host; images that nobody knows are taken to run.
fn runs(case: &Case, image: &str, host: &Host, engine: Option<Engine>, isolation: Option<Isolation>) -> bool {
    let image = Image::of_reference(image.parse().unwrap_or_else(|error| panic!("{image}: {error}")));
    assert!(image.no_such_tag().is_none(), "{}: {image}", case.name);
    let mut question =
        Question { engine: engine.into(), isolation: isolation.into(), ..Question::new(*host, image.clone()) };
    if case.no_hyperv {
        question.hyperv = Choice::Set(false);
    }
    let outcome = judge(&question).expect("both given").outcome;
    let by_default = outcome == Outcome::Hyperv && host.kind == Kind::Client;
    let chosen = outcome == Outcome::Hyperv && isolation == Some(Isolation::Hyperv);
    matches!(image.versions, Versions::Linux | Versions::Unknown) || outcome == Outcome::Process || by_default || chosen
}

/// Complete fixes run on all hosts.
#[track_caller]
fn runs_everywhere(case: &Case, fixed: &Fixed, image: &str, isolation: Option<Isolation>) {
    if fixed.is_complete() {
        for host in &case.hosts {
            assert!(runs(case, image, host, case.engine, isolation), "{}: {image} on {host}", case.name);
        }
    }
}

fn documents(text: &str) -> Vec<Value> {
    serde_norway::Deserializer::from_str(text).map(|one| Value::deserialize(one).expect("YAML")).collect()
}

#[test]
fn kubernetes_manifests() {
    let mut pods = 0;
    for case in case::all() {
        let fixed = case.fixed();
        if fixed.kind != FileKind::Kubernetes {
            continue;
        }
        let (before, after) = (objects(&case.text), objects(&fixed.text));
        assert_eq!(before.len(), after.len(), "{}", case.name);
        for (before, after) in before.iter().zip(&after) {
            let (Some((old, old_spec)), Some((new, new_spec))) = (typed(before, &case), typed(after, &case)) else {
                assert_eq!(before, after, "{}", case.name);
                continue;
            };
            assert_eq!(old, new, "{}: only images and selectors may change", case.name);
            assert_eq!(shape(&old_spec), shape(&new_spec), "{}", case.name);
            tolerates_only_more(&old_spec, &new_spec, &case);
            runs_where_selected(&case, &fixed, &new_spec);
            pods += 1;
        }
    }
    assert!(pods > 20, "{pods}");
}

/// The objects of a manifest, those of lists as well.
fn objects(text: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for document in documents(text) {
        match document["kind"].as_str() {
            Some("List") => all.extend(document["items"].as_sequence().expect("items").clone()),
            _ => all.push(document),
        }
    }
    all
}

/// An object in the API's own type, without what a fix may change, and its pod.
fn typed(object: &Value, case: &Case) -> Option<(Value, PodSpec)> {
    let kind = object["kind"].as_str()?;
    let mut object = object.clone();
    // The API knows these under apps/v1 only.
    if object["apiVersion"] == "extensions/v1beta1" {
        object["apiVersion"] = "apps/v1".into();
        object["spec"]["selector"] = serde_norway::from_str("{}").expect("empty");
    }
    let spec = match kind {
        "Pod" => round_trip::<Pod>(&object, case).spec?,
        "Deployment" => round_trip::<Deployment>(&object, case).spec?.template.spec?,
        "DaemonSet" => round_trip::<DaemonSet>(&object, case).spec?.template.spec?,
        "StatefulSet" => round_trip::<StatefulSet>(&object, case).spec?.template.spec?,
        "Job" => round_trip::<Job>(&object, case).spec?.template.spec?,
        "CronJob" => round_trip::<CronJob>(&object, case).spec?.job_template.spec?.template.spec?,
        _ => return None,
    };
    let mut rest = object;
    let keys: &[&str] = match kind {
        "Pod" => &["spec"],
        "CronJob" => &["spec", "jobTemplate", "spec", "template", "spec"],
        _ => &["spec", "template", "spec"],
    };
    let inner = keys.iter().fold(&mut rest, |value, key| &mut value[*key]);
    *inner = Value::Null;
    Some((rest, spec))
}

/// Parses into the API's own type and back: nothing lost, nothing the type does not know.
#[track_caller]
fn round_trip<T: DeserializeOwned + Serialize>(value: &Value, case: &Case) -> T {
    let typed: T = serde_norway::from_value(value.clone()).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    let mut wanted = value.clone();
    prune(&mut wanted);
    let mut again = serde_norway::to_value(&typed).expect("plain data");
    prune(&mut again);
    assert_eq!(again, wanted, "{}", case.name);
    typed
}

/// Empty values mean nothing to the API.
fn prune(value: &mut Value) {
    match value {
        Value::Mapping(map) => {
            for (_, value) in map.iter_mut() {
                prune(value);
            }
            let empty = |value: &Value| value.is_null() || value.as_mapping().is_some_and(|map| map.is_empty());
            let keys: Vec<Value> = map.iter().filter(|(_, value)| empty(value)).map(|(key, _)| key.clone()).collect();
            for key in keys {
                map.remove(&key);
            }
        }
        Value::Sequence(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

/// A pod without what a fix may change.
fn shape(spec: &PodSpec) -> PodSpec {
    let mut spec = spec.clone();
    let containers = spec.init_containers.iter_mut().flatten().chain(&mut spec.containers);
    for container in containers {
        container.image = None;
    }
    spec.node_selector = None;
    spec.tolerations = None;
    spec.os = None;
    if let Some(affinity) = &mut spec.affinity {
        if let Some(nodes) = &mut affinity.node_affinity {
            nodes.required_during_scheduling_ignored_during_execution = None;
            if *nodes == Default::default() {
                affinity.node_affinity = None;
            }
        }
        if *affinity == Default::default() {
            spec.affinity = None;
        }
    }
    spec
}

/// Of tolerations, only that of the usual taint may be added.
#[track_caller]
fn tolerates_only_more(old: &PodSpec, new: &PodSpec, case: &Case) {
    let (old, new) = (old.tolerations.clone().unwrap_or_default(), new.tolerations.clone().unwrap_or_default());
    let added: Vec<_> = new.iter().filter(|one| !old.contains(one)).collect();
    assert!(old.iter().all(|one| new.contains(one)) && added.len() <= 1, "{}: {new:?}", case.name);
    for one in added {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let parts = [&one.key, &one.operator, &one.value, &one.effect].map(text);
        assert_eq!(parts, ["os", "Equal", "windows", "NoSchedule"], "{}", case.name);
    }
}

/// Whether a node of this build is selected.
fn selects(spec: &PodSpec, build: u16) -> bool {
    let label = |key: &str| match key {
        "kubernetes.io/os" => "windows".to_owned(),
        "kubernetes.io/arch" => "amd64".to_owned(),
        "node.kubernetes.io/windows-build" => format!("10.0.{build}"),
        "kubernetes.azure.com/os-sku" if build == 20348 => "Windows2022".to_owned(),
        other => panic!("{other}"),
    };
    let selector = spec.node_selector.iter().flatten().all(|(key, value)| *value == label(key));
    let affinity = spec.affinity.as_ref().and_then(|affinity| affinity.node_affinity.as_ref());
    let required = affinity.and_then(|nodes| nodes.required_during_scheduling_ignored_during_execution.as_ref());
    let terms = required.is_none_or(|required| {
        required.node_selector_terms.iter().any(|term| {
            term.match_expressions.iter().flatten().all(|expression| {
                assert_eq!(expression.operator, "In");
                expression.values.iter().flatten().any(|value| *value == label(&expression.key))
            })
        })
    });
    selector && terms
}

#[track_caller]
fn runs_where_selected(case: &Case, fixed: &Fixed, spec: &PodSpec) {
    let linux = spec.node_selector.iter().flatten().any(|(_, value)| value == "linux");
    let exempt = spec.security_context.as_ref().and_then(|context| context.windows_options.as_ref()?.host_process);
    if !fixed.is_complete() || linux || exempt == Some(true) {
        return;
    }
    let selected: Vec<&Host> = case.hosts.iter().filter(|host| selects(spec, host.version.build)).collect();
    assert!(!selected.is_empty(), "{}: no host is selected", case.name);
    for container in spec.init_containers.iter().flatten().chain(&spec.containers) {
        let image = container.image.as_deref().expect("an image");
        for host in &selected {
            assert!(runs(case, image, host, Some(Engine::Kubernetes), None), "{}: {image} on {host}", case.name);
        }
    }
}

#[test]
fn compose_files() {
    let mut services = 0;
    for case in case::all() {
        let fixed = case.fixed();
        if fixed.kind != FileKind::Compose {
            continue;
        }
        let read = |text: &str| {
            let mut value: Value = serde_norway::from_str(text).expect("YAML");
            value.apply_merge().expect("merge keys");
            value
        };
        let (before, after) = (read(&case.text), read(&fixed.text));
        let (mut old, mut new) = (before.clone(), after.clone());
        for value in [&mut old, &mut new] {
            let root = value.as_mapping_mut().expect("a mapping");
            root.retain(|key, _| !key.as_str().is_some_and(|key| key.starts_with("x-")) && key != "version");
            for (_, service) in value["services"].as_mapping_mut().expect("services") {
                let service = service.as_mapping_mut().expect("a service");
                service.remove("image");
                service.remove("isolation");
                if let Some(build) = service.get_mut("build").and_then(Value::as_mapping_mut) {
                    build.remove("args");
                }
                if let Some(place) = service.get_mut("deploy").and_then(|deploy| deploy["placement"].as_mapping_mut()) {
                    place.remove("constraints");
                }
            }
        }
        assert_eq!(old, new, "{}: only images, isolation, build arguments and constraints may change", case.name);
        for (_, service) in after["services"].as_mapping().expect("services") {
            let isolation = service["isolation"].as_str().and_then(Isolation::from_slug);
            let linux = service["platform"].as_str().is_some_and(|platform| platform.starts_with("linux"));
            if let (Some(image), true, false) = (service["image"].as_str(), service["build"].is_null(), linux) {
                runs_everywhere(&case, &fixed, &with_defaults(image), isolation);
                let windows =
                    !matches!(Image::parse(&with_defaults(image)).map(|one| one.versions), Ok(Versions::Linux));
                if case.isolation == Some(Isolation::Hyperv) && !case.no_hyperv && windows {
                    assert_eq!(isolation, Some(Isolation::Hyperv), "{}: {image}", case.name);
                }
                services += 1;
            }
        }
    }
    assert!(services > 20, "{services}");
}

/// Variables replaced by the defaults written with them.
fn with_defaults(image: &str) -> String {
    let mut image = image.to_owned();
    while let Some(start) = image.rfind("${") {
        let end = start + image[start..].find('}').unwrap_or_else(|| panic!("{image}"));
        let inside = &image[start + 2..end];
        let value = inside.split_once(":-").or(inside.split_once('-')).map_or("none", |(_, value)| value).to_owned();
        image.replace_range(start..=end, &value);
    }
    image.replace('$', "x").to_lowercase()
}

/// `docker stack config` accepts what comes out, where there is a Docker to ask.
#[test]
fn stacks() {
    let docker = |text: &str| {
        let path = std::env::temp_dir().join(format!("wincompat-stack-{}.yaml", std::process::id()));
        std::fs::write(&path, text).expect("a file");
        let output = std::process::Command::new("docker").args(["stack", "config", "-c"]).arg(&path).output();
        let _ = std::fs::remove_file(&path);
        output
    };
    for case in case::all().into_iter().filter(|case| case.name.starts_with("compose")) {
        let (Ok(before), Ok(after)) = (docker(&case.text), docker(&case.fixed().text)) else { return };
        let versioned = case.name == "compose-stack-format";
        assert!(after.status.success() || !(before.status.success() || versioned), "{}: {after:?}", case.name);
    }
}

#[test]
fn dockerfiles() {
    let mut images = 0;
    for case in case::all() {
        let fixed = case.fixed();
        if fixed.kind != FileKind::Dockerfile {
            continue;
        }
        let read = |text: &str| -> Vec<String> {
            let parsed = parse_dockerfile::parse(text).unwrap_or_else(|error| panic!("{}: {error}\n{text}", case.name));
            let mut arguments: BTreeMap<String, String> = BTreeMap::new();
            let mut images = Vec::new();
            for instruction in &parsed.instructions {
                match instruction {
                    parse_dockerfile::Instruction::Arg(argument) => {
                        for word in argument.arguments.value.split_whitespace() {
                            if let Some((name, value)) = word.split_once('=') {
                                let value = resolved(value.trim_matches('"'), &arguments);
                                arguments.insert(name.to_owned(), value);
                            }
                        }
                    }
                    parse_dockerfile::Instruction::From(from) => {
                        let linux = from
                            .options
                            .iter()
                            .any(|option| option.value.as_ref().is_some_and(|value| value.value.starts_with("linux")));
                        let image = resolved(&from.image.value, &arguments);
                        images.push(if linux { "linux".to_owned() } else { image });
                    }
                    _ => {}
                }
            }
            images
        };
        let (before, after) = (read(&case.text), read(&fixed.text));
        assert_eq!(before.len(), after.len(), "{}", case.name);
        for image in after.iter().filter(|image| image.contains([':', '/'])) {
            let linux = fixed.notes.iter().any(|note| note.text.starts_with("This Dockerfile is for Linux"));
            if fixed.is_complete() && !linux {
                runs_everywhere(&case, &fixed, image, case.isolation);
                images += 1;
            }
        }
    }
    assert!(images > 20, "{images}");
}

/// Variables of a `FROM` line replaced, the innermost first.
fn resolved(text: &str, arguments: &BTreeMap<String, String>) -> String {
    let mut text = text.to_owned();
    while let Some(start) = text.rfind('$') {
        let rest = &text[start + 1..];
        let (inside, length) = match rest.strip_prefix('{') {
            Some(rest) => rest.find('}').map(|end| (&rest[..end], end + 3)).unwrap_or_else(|| panic!("{text}")),
            None => {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
                (&rest[..end], end + 1)
            }
        };
        let value = if let Some((_, value)) = inside.split_once(":+") {
            value.to_owned()
        } else {
            let (name, default) = inside.split_once(":-").unwrap_or((inside, "none"));
            arguments.get(name).cloned().unwrap_or_else(|| default.to_owned())
        };
        text.replace_range(start..start + length, &value);
    }
    text
}
