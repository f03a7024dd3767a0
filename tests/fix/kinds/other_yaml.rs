//! Values, kustomizations, releases and other YAML.

use super::*;

#[test]
fn kustomizations() {
    let text = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\nimages:\n- name: registry.example.com/a\n  newName: mcr.microsoft.com/windows/servercore\n  newTag: ltsc2019\n- name: mcr.microsoft.com/windows/nanoserver\n  newTag: \"ltsc2022\"\n";
    word("--host ws2022", text, "ltsc2019", "ltsc2022");
    let (_, without_kind) = text.split_once("kind: Kustomization\n").expect("lines");
    word("--host ws2022", without_kind, "ltsc2019", "ltsc2022");
    let patch = "resources: [a.yaml]\npatches:\n- patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/image\n      value: mcr.microsoft.com/windows/servercore:ltsc2019\n  target: {kind: Deployment}\n";
    word("--host ws2022", patch, "ltsc2019", "ltsc2022");
    let list = "- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: mcr.microsoft.com/windows/servercore:ltsc2019\n- op: add\n  path: /spec/template/spec/nodeSelector/node.kubernetes.io~1windows-build\n  value: 10.0.17763\n";
    becomes("--host ws2022", list, &list.replace("ltsc2019", "ltsc2022").replace("17763", "20348"));
}

#[test]
fn helm_values() {
    for text in [
        "image:\n  repository: mcr.microsoft.com/windows/servercore\n  tag: ltsc2019 # a\n",
        "image: {registry: mcr.microsoft.com, repository: windows/servercore, tag: \"ltsc2019\"}\n",
        "web:\n  image: mcr.microsoft.com/windows/servercore:ltsc2019\n  replicas: 2\n",
        "a:\n- b:\n    image:\n      tag: ltsc2019\n      repository: registry.example.com/team/app\n",
    ] {
        word("--host ws2022", text, "ltsc2019", "ltsc2022");
    }
    let text = "image:\n  repository: mcr.microsoft.com/windows/servercore\n  tag: ltsc2022\nnodeSelector:\n  kubernetes.io/os: windows\n  node.kubernetes.io/windows-build: 10.0.17763\n";
    word("--host ws2022", text, "17763", "20348");
    stays("--host ws2022", "image:\n  repository: nginx\n  tag: \"1.27\"\n");
    open("--host ws2022", "image:\n  repository: registry.example.com/a\n  tag: \"1\"\n", "Nothing here says");
}

#[test]
fn releases_and_applications() {
    let flux = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  values:\n    image:\n      repository: mcr.microsoft.com/windows/servercore\n      tag: ltsc2019\n";
    word("--host ws2022", flux, "ltsc2019", "ltsc2022");
    let argo = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    helm:\n      values: |\n        image:\n          repository: mcr.microsoft.com/windows/servercore\n          tag: ltsc2019\n";
    word("--host ws2022", argo, "ltsc2019", "ltsc2022");
    let argo = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    kustomize:\n      images:\n      - a=mcr.microsoft.com/windows/servercore:ltsc2019\n";
    word("--host ws2022", argo, "ltsc2019", "ltsc2022");
}

#[test]
fn objects_that_make_pods_in_their_own_way() {
    let text = "apiVersion: example.com/v1\nkind: Farm\nspec:\n  workers:\n  - podTemplate:\n      nodeSelector: {kubernetes.io/os: windows, node.kubernetes.io/windows-build: \"10.0.20348\"}\n      containers:\n      - image: mcr.microsoft.com/windows/servercore:ltsc2019\n";
    word("--host ws2022", text, "ltsc2019", "ltsc2022");
    // A disk is no container image.
    let error =
        Case::new("--host ws2022", "apiVersion: v1\nkind: PersistentVolume\nspec:\n  rbd:\n    image: foo\n").fix();
    assert!(error.expect_err("no image").reason.contains("has no Pod"));
}

#[test]
fn templates_of_charts_say_what_can_be_done() {
    let error = Case::new("--host ws2022", "apiVersion: v1\nkind: Pod\nspec:\n  {{- toYaml .Values.a | nindent 2 }}\n")
        .fix()
        .expect_err("a template");
    assert!(error.reason.contains("values") && error.reason.contains("helm template"), "{error}");
}

#[test]
fn tasks_of_ecs() {
    let task = "{\"containerDefinitions\": [{\"image\": \"mcr.microsoft.com/windows/servercore:ltsc2019\"}], \"runtimePlatform\": {\"operatingSystemFamily\": \"WINDOWS_SERVER_2019_FULL\"}}\n";
    let fixed = task.replace("ltsc2019", "ltsc2022").replace("_2019_", "_2022_");
    becomes("--host ws2022", task, &fixed);
    stays("--host ws2022", &fixed);
    stays("--host ws2022", "image: nginx\noperatingSystemFamily: LINUX\n");
    word("--host ws2022", "OperatingSystemFamily: WINDOWS_SERVER_20H2_CORE\n", "20H2", "2022");
}

#[test]
fn parameters_that_say_which_machines() {
    let parameter = |value: &str| format!("Parameters:\n  Family:\n    Type: String\n    Default: {value}\n");
    word("--host ws2022", &parameter("WINDOWS_SERVER_2019_CORE"), "2019", "2022");
    stays("--host ws2022", &parameter("WINDOWS_SERVER_2022_CORE"));
    let ami = |year: &str| {
        parameter(&format!("/aws/service/ami-windows-latest/Windows_Server-{year}-English-Full-ECS_Optimized/image_id"))
    };
    open("--host ws2022", &ami("2019"), "These machines aren’t among the hosts");
    stays("--host ws2022", &ami("2022"));
}

#[test]
fn values_that_are_called_as_a_base_image() {
    let values =
        |value: &str| format!("image: {{repository: mcr.microsoft.com/windows/nanoserver, tag: ltsc2022}}\n{value}\n");
    for value in ["nanoserver: \"1809\"", "servercoreTag: ltsc2019"] {
        open("--host ws2022", &values(value), "This word stands for another Windows");
    }
    for value in ["nanoserver: ltsc2022", "port: \"1809\"", "nanoserverReplicas: 3"] {
        stays("--host ws2022", &values(value));
    }
}

#[test]
fn images_under_other_keys() {
    let image = "mcr.microsoft.com/windows/servercore:ltsc2019";
    for key in ["baseImage", "BASE_IMAGE", "windowsImage", "Image", "container", "defaultValue"] {
        word("--host ws2022", &format!("a:\n  {key}: {image}\n"), "ltsc2019", "ltsc2022");
    }
    for text in
        [format!("a: {{source: '{image}'}}\n"), format!("mirrored:\n- {image}\n"), format!("{{\"k\": \"{image}\"}}")]
    {
        open("--host ws2022", &text, "what it is for isn’t known");
        stays("--host ws2022", &text.replace("2019", "2022"));
    }
    let error = Case::new("--host ws2022", "a: {source: 'example.com/team/app:1'}\n").fix();
    assert!(error.expect_err("no image of Windows").is_other());
}

#[test]
fn charts_and_their_parameters() {
    let selector = "nodeSelector: {kubernetes.io/os: windows}\n";
    for tag in ["", "  tag: \"\"\n", "  tag:\n"] {
        let text = format!("image:\n  repository: example.com/app\n{tag}{selector}");
        open("--host ws2022", &text, "comes from the chart");
        stays("--host ws2022", &format!("{text}windowsOptions: {{hostProcess: true}}\n"));
    }
    stays("--host ws2022", "image:\n  repository: nginx\nb: {image: nginx:1}\n");
    let argo = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    helm:\n      parameters:\n      - {name: image.tag, value: 1.0-ltsc2019}\n";
    open("--host ws2022", argo, "another Windows");
    stays("--host ws2022", &argo.replace("2019", "2022"));
    let patch = "resources: [a]\npatches:\n- patch: |-\n    - op: add\n      path: /spec/template/spec/nodeSelector\n      value: {kubernetes.io/os: windows, node.kubernetes.io/windows-build: 10.0.17763}\n";
    word("--host ws2022", patch, "17763", "20348");
    let own = "image: a/b:ltsc2022\nnodeSelector: {kubernetes.io/os: windows, windows-version: \"2019\"}\n";
    open("--host ws2022", own, "This label asks for nodes with another Windows");
    stays("--host ws2022", &own.replace("2019", "2022"));
    // A label that is about something else is no selection of a Windows.
    let (rack, added) = ("rack: \"2019\"", "rack: \"2019\", node.kubernetes.io/windows-build: \"10.0.20348\"");
    let other = own.replace("windows-version: \"2019\"", rack);
    becomes("--host ws2022", &other, &other.replace(rack, added));
}

#[test]
fn entries_of_one_image() {
    let text = "image: a/b:1\nmanifests:\n- {image: 'a/b:1-ltsc2019', platform: {os: windows}}\n- {image: 'a/b:1-ltsc2022', platform: {os: windows}}\n";
    open("--host ws2022", text, "entries of one image");
    assert_eq!(Case::new("--host ws2022", text).fixed().edits, []);
}

#[test]
fn targets_of_bake() {
    let target = |tag: &str, value: &str| {
        format!(
            "{{\"target\": {{\"a\": {{\"dockerfile\": \"D\", \"args\": {{\"WINDOWS_TAG\": \"{value}\"}}, \"tags\": [\"a/b:{tag}\"]}}}}}}\n"
        )
    };
    word("--host ws2022", &target("1-x", "ltsc2019"), "\"ltsc2019\"", "\"ltsc2022\"");
    // One that is named for its Windows stays one of this Windows.
    let says = "Add a build on ltsc2022 for the hosts, with a name of its own";
    open("--host ws2022", &target("ltsc2019-x", "ltsc2019"), says);
    assert_eq!(Case::new("--host ws2022", &target("ltsc2019-x", "ltsc2019")).fixed().edits, []);
    // The hosts have theirs already.
    let other = "\"target\": {\"b\": {\"dockerfile\": \"D\", \"args\": {\"WINDOWS_TAG\": \"ltsc2022\"}}, ";
    stays("--host ws2022", &target("ltsc2019-x", "ltsc2019").replace("\"target\": {", other));
}

#[test]
fn a_name_that_says_windows_but_not_which_is_left_to_decide() {
    for image in ["microsoft/mssql-server-windows-express", "a/b:1.0-windows", "a/servercore-tools:1"] {
        open("--host ws2022", &format!("db:\n  image: {image}\n"), "doesn’t say which Windows");
        stays("--host ws2022", "db:\n  image: mcr.microsoft.com/windows/servercore:ltsc2022\nb:\n  image: a/b:1\n");
    }
}

#[test]
fn names_that_another_tool_fills_in() {
    let values = "image:\n  repository: mcr.microsoft.com/windows/servercore\n  tag: '{{tag}}'\n";
    open("--host ws2022", values, "Another tool fills in");
    open("--host ws2022", "image: \"$(registry)/windows/nanoserver:$(tag)\"\n", "Another tool fills in");
    let wrong = "image: \"mcr.microsoft.com/windows/nanoserver:ltsc2019\\u200b\"\n";
    open("--host ws2022", wrong, "can’t read this image name");
    // What says nothing of Windows is not ours.
    let error = Case::new("--host ws2022", "image: '{{image}}'\n").fix();
    assert!(error.expect_err("no image").is_other());
}

#[test]
fn templates_that_select_any_windows() {
    let build = "node.kubernetes.io/windows-build: \"10.0.20348\"\n";
    let image = "mcr.microsoft.com/windows/nanoserver:ltsc2022";
    let argo = format!(
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  templates:\n  - nodeSelector:\n      kubernetes.io/os: windows\n    container: {{image: '{image}'}}\n  - nodeSelector: {{kubernetes.io/os: linux}}\n    container: {{image: 'alpine:3'}}\n"
    );
    let os = "      kubernetes.io/os: windows\n";
    becomes("--host ws2022", &argo, &argo.replace(os, &format!("{os}      {build}")));
    let values = format!("image: {image}\nnodeSelector:\n  kubernetes.io/os: windows\n");
    becomes("--host ws2022", &values, &format!("{values}  {build}"));
    let suggestion = Case::new("--host ws2022", &values).fixed();
    assert!(suggestion.edits.iter().all(|edit| !edit.certain));
    for other in [
        // A label of one’s own, and containers that are to run on every Windows node.
        values.replace("  kubernetes.io/os: windows\n", "  kubernetes.io/os: windows\n  win-version: \"2022\"\n"),
        format!("{values}securityContext: {{windowsOptions: {{hostProcess: true}}}}\n"),
    ] {
        stays("--host ws2022", &other);
    }
    // A tag over several systems becomes one of Windows, and selects like one at once.
    let several = format!("image: python:3.12\n{}", &values[values.find("node").expect("a selector")..]);
    let fixed = Case::new("--host ws2019", &several).fixed();
    assert!(fixed.text.contains("windows-build: \"10.0.17763\""), "{}", fixed.text);
    assert_eq!(Case::new("--host ws2019", &fixed.text).fixed().edits, []);
    // Where no image is beside it, it is only said.
    let class = "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nhandler: a\nscheduling: {nodeSelector: {kubernetes.io/os: windows}}\n";
    stays("--host ws2022", class);
    let fixed = Case::new("--host ws2022", class).fixed();
    assert!(fixed.notes.iter().any(|note| note.text.contains("any Windows version")), "{:#?}", fixed.notes);
    let class = class.replace("windows}", "windows, node.kubernetes.io/windows-build: 10.0.17763}");
    word("--host ws2022", &class, "17763", "20348");
}

#[test]
fn values_that_are_words_for_a_windows() {
    let text = |value: &str| {
        format!(
            "postBuild:\n  substitute:\n    {value}\nimages:\n- name: mcr.microsoft.com/windows/nanoserver\n  newTag: ltsc2022\n"
        )
    };
    open("--host ws2022", &text("win_version: ltsc2019"), "This word stands for another Windows");
    for value in ["win_version: ltsc2022", "version: ltsc2019", "window: ltsc2019-1", "winner: 2019"] {
        stays("--host ws2022", &text(value));
    }
}

/// The container of an object of somebody’s own, in the pod’s place.
#[test]
fn a_pod_that_is_one_container() {
    let text = "apiVersion: example.com/v1\nkind: RunnerDeployment\nspec:\n  template:\n    spec:\n      image: registry.example.com/runner:ltsc2019\n      nodeSelector:\n        kubernetes.io/os: windows\n        node.kubernetes.io/windows-build: 10.0.17763\n";
    becomes("--host ws2022", text, &text.replace("ltsc2019", "ltsc2022").replace("17763", "20348"));
    stays("--host ws2019", text);
}

#[test]
fn parameters_of_cloudformation() {
    let text = "Parameters:\n  Image:\n    Type: String\n    Default: mcr.microsoft.com/windows/servercore:ltsc2019\n  Port: {Type: Number, Default: 80}\n";
    word("--host ws2022", text, "ltsc2019", "ltsc2022");
    let computed = "Parameters:\n  Image: {Type: String, Default: nginx}\nC:\n- Image: !Sub \"${AWS::AccountId}.dkr.ecr.us-east-1.amazonaws.com/app:ltsc2019\"\n";
    open("--host ws2022", computed, "Another tool fills in");
}

#[test]
fn artifacts_of_skaffold() {
    let text = "apiVersion: skaffold/v4beta6\nkind: Config\nbuild:\n  platforms: [windows/amd64]\n  artifacts:\n  - image: app\n    docker:\n      buildArgs:\n        BASE: mcr.microsoft.com/windows/nanoserver:1809\n        PORT: \"1809\"\n";
    let expected = text.replace("nanoserver:1809", "nanoserver:ltsc2022");
    assert_eq!(Case::new("--host ws2022", text).fixed().text, expected);
    stays("--host ws2019", text);
}

#[test]
fn the_default_of_a_parameter_that_says_windows_but_not_which() {
    let template = |image: &str| format!("parameters:\n  image: {{type: string, defaultValue: \"{image}\"}}\n");
    open(
        "--host ws2022",
        &template("mcr.microsoft.com/windows/servercore/iis:windowsservercore"),
        "doesn’t say which Windows",
    );
    assert!(Case::new("--host ws2022", &template("nginx:1.27")).fix().expect_err("no Windows").is_other());
}

#[test]
fn a_note_on_a_selector_points_at_it() {
    let text = "replicas: 2\nimage:\n  repository: mcr.microsoft.com/windows/servercore\n  tag: ltsc2022\nnodeSelector:\n  kubernetes.io/os: windows\n";
    let fixed = Case::new("--host ws2022 --host ws2025", text).fixed();
    assert_eq!(fixed.notes.iter().map(|note| note.line).collect::<Vec<_>>(), [5], "{:#?}", fixed.notes);
}
