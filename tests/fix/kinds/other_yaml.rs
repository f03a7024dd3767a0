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
