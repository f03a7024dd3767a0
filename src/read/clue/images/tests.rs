use crate::read::clue::samples::names;

#[test]
fn keys() {
    names("services:\n  web:\n    image: \"a/b:1\" # comment", &["a/b:1"]);
    names("  - image: nginx\n    name: web", &["nginx"]);
    names(
        "image: ${REGISTRY:-mcr.microsoft.com/}windows/servercore:${TAG:-ltsc2022}",
        &["mcr.microsoft.com/windows/servercore:ltsc2022"],
    );
    names("pool:\n  vmImage: windows-2022", &[]);
    names("Runner Image\n  Image: windows-2022\n  Version: 20231217.2.0", &[]);
    names("    Image ID:  a.io/b@sha256:00", &[]);
}

#[test]
fn labels_of_prose() {
    names("Pod image: a.io/b:1\nDockerfile: FROM c.io/d:2", &["a.io/b:1", "c.io/d:2"]);
    names("Failed to pull `a/b:1`: Error response", &["a/b:1"]);
    names("Image: windows-2022  Version: 20250224.5.0", &[]);
    names("Image: windows-servercore-2022", &["windows-servercore-2022"]);
}

#[test]
fn base_images_beside_other_names() {
    names(
        "We use `mcr.microsoft.com/windows/servercore:1809`.\nFailed to pull image \"a.io/b:1\"",
        &["mcr.microsoft.com/windows/servercore:1809", "a.io/b:1"],
    );
    names("We use `example.azurecr.io/tool:1`.\nFailed to pull image \"a.io/b:1\"", &["a.io/b:1"]);
}

#[test]
fn variables() {
    names("BASE_IMAGE=a.io/b:1\nTAG=2", &["a.io/b:1"]);
    names("docker build --build-arg BASE_IMAGE=a.io/b:1 .", &["a.io/b:1"]);
    names("      BUILD_IMAGE: ${X:-a.io/b:1}", &["a.io/b:1"]);
    names("SKIP_IMAGE=true\nmy_image=a", &[]);
}

#[test]
fn what_is_made() {
    names(
        "tags = [\"contoso.azurecr.io/web:1\"]\nbase = \"mcr.microsoft.com/windows/servercore:1809\"",
        &["mcr.microsoft.com/windows/servercore:1809"],
    );
    names("FROM a.io/b:1\n => => naming to docker.io/library/app:1\nimage: app:1", &["a.io/b:1"]);
    names("Step 1/1 : FROM a.io/b:1\nSuccessfully tagged app:1\nUsing image app:1", &["a.io/b:1"]);
}

#[test]
fn kustomizations() {
    names(
        "images:\n- name: a.io/b\n  newTag: \"1809\"\n- name: c.io/d\n  newName: e.io/f\n  newTag: x",
        &["a.io/b:1809", "e.io/f:x"],
    );
    names("images:\n- newTag: 2\n  name: a.io/b # comment\n", &["a.io/b:2"]);
    names("- name: web\n  tag: 2\nnewTag: 3", &[]);
}

#[test]
fn helm_values() {
    names(
        "image:\n  registry: mcr.microsoft.com\n  repository: windows/servercore\n  tag: 1809\n",
        &["mcr.microsoft.com/windows/servercore:1809"],
    );
    names("image: {repository: a.io/b, tag: \"1\"}", &["a.io/b:1"]);
}

#[test]
fn sentences_of_tools() {
    names("Unable to find image 'a/b:1' locally", &["a/b:1"]);
    names("Failed to pull image \"a/b:1\": rpc error", &["a/b:1"]);
    names("Status: Downloaded newer image for a/b:1", &["a/b:1"]);
    names("Using image a.io/b:1", &["a.io/b:1"]);
    names("to deploy an application based on nanoserver:1809 to a node", &["nanoserver:1809"]);
    names("contoso-servercore:ltsc2022 fails, windows/servercore:x", &[]);
    names("My nanoserver: it fails", &[]);
    names("Try to pull the microsoft/dotnet:2.1-runtime package", &["microsoft/dotnet:2.1-runtime"]);
    names("See microsoft/dotnet and https://github.com/microsoft/dotnet:1", &[]);
    names("both nanoserver:1809 and servercore:1809 fail", &[]);
    names("2004: Pulling from windows/nanoserver", &["windows/nanoserver:2004"]);
    names("Pulling db (postgres:12.0-alpine)...", &["postgres:12.0-alpine"]);
    names("Pulling my weight (again)...", &[]);
    names(
        "docker pull x.io/windows/nanoserver:2004\n2004: Pulling from windows/nanoserver",
        &["x.io/windows/nanoserver:2004"],
    );
    names("image operating system \"linux\" cannot be used", &[]);
}

#[test]
fn free_text() {
    names(
        "We use mcr.microsoft.com/windows/servercore:ltsc2019 here.",
        &["mcr.microsoft.com/windows/servercore:ltsc2019"],
    );
    names("see https://mcr.microsoft.com/v2/_catalog:1 and github.com/a/b.go:12", &[]);
}

#[test]
fn names_around_the_word() {
    names(
        "level=info msg=\"PullImage \"a.io/web:1-ltsc2019\" returns image reference \"sha256:11\"\"",
        &["a.io/web:1-ltsc2019"],
    );
    names("they cannot pull and unpack the `rancher/agent:v1 ` image", &["rancher/agent:v1"]);
    names("they cannot pull and unpack that 10:30 image", &[]);
    names("GetImage \"a.io/web:1\" failed", &[]);
}
